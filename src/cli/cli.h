/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command table's shape, and what commands share.
 */
#pragma once

#include "purser/cli.h"

struct cli_command {
	const char *name;
	const char *arguments; /* "FILE... | -", for the usage line */
	const char *help;      /* one line */
	int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns a sysexits.h status */
};
extern const struct cli_command CLI_COMMANDS[]; /* ends with a NULL name */

int cli_read(int argc, char **argv);
int cli_help(int argc, char **argv);
int cli_version(int argc, char **argv);
