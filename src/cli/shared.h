/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the commands share: options, configuration, store, requests, and how rows are shown.
 */
#pragma once

#include "cli.h"

#include "purser/config.h"
#include "purser/daemon.h"
#include "purser/store.h"

#include <jansson.h>

struct cli_options {
	char *config_path;
	gboolean json;
};

/* Parses the command's own entries and the shared ones (--config, --json); leaves the arguments in argv[1…].
 * FALSE: a line was printed, and the command returns EX_USAGE. */
gboolean
cli_parse(struct cli_options *o, const GOptionEntry *entries, const char *summary, int *argc, char ***argv);
void cli_end(void); /* once, when the command is over */
/* NULL: every problem was printed; the command returns EX_CONFIG. */
struct config *cli_config(const struct cli_options *o);
/* Read-only; NULL: printed. *out_status is set. state: NULL the daemon's, else another folder (a scan's). */
struct store *cli_store(const struct config *config, const char *state, int *out_status);
/* Secrets are in this process: no core dump, no other process looks in. */
gboolean cli_vault_ready(GError **error);
char *cli_scan_dir(const struct config *config);
/* To whose keys things are sealed, in one line. FALSE: to none, or the file is wrong; the line says which. */
gboolean cli_vault_text(const struct config *config, char **out_text);
/* Prints "purser: …" and returns the status for the error's grade. */
int cli_error(const GError *error);
/* To purserd, or done here when it does not run; prints the text (or the JSON) and returns its status. */
/* purser customers learned NAME [--forget N]; forget 0: only look. */
int cli_learned(const struct cli_options *o, const char *name, gint64 forget);
int cli_request(const struct cli_options *o, GVariantBuilder *request);
void cli_ask_text(GVariantBuilder *request, const char *key, const char *value);
const char *cli_user(void);
/* A CSV file as the request `what`. */
int cli_import(const struct cli_options *o, const char *what, const char *file);
/* "2026-01-31" or "90d" (before now), in unix seconds. FALSE: a line was printed. */
gboolean cli_since(const char *text, gint64 *out_s);

/* A table for a terminal: columns as wide as their content, cut to the terminal's width; text is made safe.
 */
struct cli_table;
struct cli_table *cli_table_new(const char *const *heads);
void cli_table_row(struct cli_table *t, const char *const *cells);
void cli_table_print(struct cli_table *t); /* frees it */
gboolean cli_colour(void);
/* A line of a document with the value on it marked: in colour on a terminal, else as >value<. The line may be NULL. */
char *cli_marked(const char *line, const char *value);
/* Where evidence stands: "part 2, page 1". */
char *cli_place(const struct report_evidence *e);
char *cli_time(gint64 unix_s);  /* local, "2026-11-25 10:00"; "-" for 0 */
void cli_json_print(json_t *j); /* one line; steals it */
json_t *cli_json_text(const char *text);
json_t *cli_item_json(const struct store_item *item);
char *cli_amount(const struct store_item *item); /* "EUR 112000.00" */
