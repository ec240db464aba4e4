/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command table's shape, and what commands share.
 */
#pragma once

#include "purser/cli.h"

struct cli_command {
	const char *name;
	const char *arguments;             /* "FILE... | -", for the usage line */
	const char *help;                  /* one line */
	int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns a sysexits.h status */
};
extern const struct cli_command CLI_COMMANDS[]; /* ends with a NULL name */

int cli_setup(int argc, char **argv);
int cli_check_config(int argc, char **argv);
int cli_scan(int argc, char **argv);
int cli_run(int argc, char **argv);
int cli_go_live(int argc, char **argv);
int cli_backfill(int argc, char **argv);
int cli_status(int argc, char **argv);
int cli_list(int argc, char **argv);
int cli_show(int argc, char **argv);
int cli_explain(int argc, char **argv);
int cli_review(int argc, char **argv);
int cli_retry(int argc, char **argv);
int cli_look_now(int argc, char **argv);
int cli_customers(int argc, char **argv);
int cli_customer(int argc, char **argv);
int cli_audit(int argc, char **argv);
int cli_keygen(int argc, char **argv);
int cli_reveal(int argc, char **argv);
int cli_reseal(int argc, char **argv);
int cli_accounts(int argc, char **argv);
int cli_deals(int argc, char **argv);
int cli_promises(int argc, char **argv);
int cli_alerts(int argc, char **argv);
int cli_digest(int argc, char **argv);
int cli_letters(int argc, char **argv);
int cli_backup(int argc, char **argv);
int cli_read(int argc, char **argv);
int cli_help(int argc, char **argv);
int cli_version(int argc, char **argv);
