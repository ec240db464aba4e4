/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands of `purser`: one row each, in the order in which `purser help` lists them.
 */
#include "cli.h"

const struct cli_command CLI_COMMANDS[] = {
	{ "read", "[--json] FILE... | -", "read messages or documents and show what they hold", cli_read },
	{ "help", "[COMMAND]", "list the commands, or tell more of one", cli_help },
	{ "version", "", "print the version", cli_version },
	{ NULL },
};
