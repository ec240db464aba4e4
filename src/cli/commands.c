/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands of `purser`: one row each, in the order in which `purser help` lists them.
 */
#include "cli.h"

const struct cli_command CLI_COMMANDS[] = {
	{ "setup", "[--config FILE]", "ask, and write a commented configuration", cli_setup },
	{ "check-config", "[--online]", "every problem of the configuration, with its fix",
	    cli_check_config },
	{ "scan", "[--since WHEN]", "look through all mailboxes; send nothing, mark nothing", cli_scan },
	{ "run", "[--once]", "purserd in the foreground", cli_run },
	{ "go-live", "[--yes]", "from observing to sending", cli_go_live },
	{ "backfill", "[--all]", "send the orders that were found before go-live", cli_backfill },
	{ "status", "", "mailboxes, orders, parcels", cli_status },
	{ "list", "[--review] [--scan]", "purchase orders and mail that needs a person", cli_list },
	{ "show", "ID|NUMBER", "one item", cli_show },
	{ "explain", "ID|NUMBER", "one item, every field with its proof", cli_explain },
	{ "review", "ID --route|--reject REASON|--number N", "settle what waits for a person", cli_review },
	{ "retry", "PARCEL|--all", "try parked parcels again", cli_retry },
	{ "look", "[MAILBOX]", "look into mailboxes now", cli_look_now },
	{ "customers", "[import FILE.csv | learned NAME] [--missing]",
	    "list or import customers; what was learned of one, what to ask", cli_customers },
	{ "customer", "NAME [--missing]", "what is known of a customer's finance unit, with its proof",
	    cli_customer },
	{ "audit", "[verify]", "who did what, and whether the log is whole", cli_audit },
	{ "keygen", "[--out FILE]", "make AR's key pair", cli_keygen },
	{ "reveal", "ID --key FILE", "open the sealed mail of an item", cli_reveal },
	{ "reseal", "--key FILE", "seal what is kept to the present keys", cli_reseal },
	{ "accounts", "[add --entity NAME | retire ID]",
	    "our own accounts, which every account in mail is held against", cli_accounts },
	{ "deals", "[--open] [import FILE.csv]", "list what sales agreed, or import it", cli_deals },
	{ "promises", "[--open]", "list orders that customers announced", cli_promises },
	{ "alerts", "[--all] | settle N", "what somebody must deal with, or that it was", cli_alerts },
	{ "digest", "[--preview] [--to ADDRESS] [--html FILE]",
	    "who gets a digest when; how it would look now", cli_digest },
	{ "letters", "[--preview KIND]", "the letters that people get", cli_letters },
	{ "backup", "FILE", "a consistent copy of the database", cli_backup },
	{ "read", "[--json] FILE... | -", "read messages or documents and show what they hold", cli_read },
	{ "help", "[COMMAND]", "list the commands, or tell more of one", cli_help },
	{ "version", "", "print the version", cli_version },
	{ NULL },
};
