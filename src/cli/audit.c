/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `purser audit`: who did what, and whether the log is whole. */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static json_t *
number_or_null(gint64 n)
{
	return n ? json_integer(n) : json_null();
}

static json_t *
row_json(const struct store_audit_row *r)
{
	g_autofree char *at = time_format_rfc3339(r->at_s, 0);

	return json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:s}", "id", (json_int_t)r->id, "at", at,
	    "who", cli_json_text(r->who), "what", cli_json_text(r->what), "item", number_or_null(r->item_id),
	    "customer", number_or_null(r->customer_id), "subject", cli_json_text(r->subject), "text",
	    cli_json_text(r->text), "hash", r->hash);
}

static int
audit_list(struct store *store, gint64 since_s, gint64 limit, gboolean json)
{
	static const char *const HEADS[] = { "ROW", "AT", "WHO", "WHAT", "ITEM", "SUBJECT", "TEXT", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = store_audit(store, since_s, limit, &error);
	struct cli_table *t;

	if (!rows)
		return cli_error(error);
	t = json ? NULL : cli_table_new(HEADS);
	for (guint i = 0; i < rows->len; i++) {
		const struct store_audit_row *r = g_ptr_array_index(rows, i);
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, r->id), *at = cli_time(r->at_s);
		g_autofree char *item =
		    r->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, r->item_id) : g_strdup("");

		if (json)
			cli_json_print(row_json(r));
		else
			cli_table_row(t, (const char *[]){ id, at, r->who, r->what, item,
					     r->subject ? r->subject : "", r->text ? r->text : "" });
	}
	if (t)
		cli_table_print(t);
	return EX_OK;
}

/* "12:HASH" */
static gboolean
anchor_parse(const char *text, struct store_audit_head *out)
{
	const char *colon = strchr(text, ':');
	g_autofree char *rows = colon ? g_strndup(text, (gsize)(colon - text)) : NULL;
	guint64 n;

	if (!rows || !g_ascii_string_to_unsigned(rows, 10, 1, G_MAXINT64, &n, NULL) ||
	    strlen(colon + 1) != 64)
		return FALSE;
	out->rows = (gint64)n;
	g_strlcpy(out->hash, colon + 1, sizeof out->hash);
	return TRUE;
}

static int
audit_verify(struct store *store, const struct store_audit_head *anchor, gboolean json)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *why = NULL;
	struct store_audit_head head;
	gint64 rows, broken;

	if (!store_audit_verify(store, anchor, &rows, &broken, &why, &error) ||
	    !store_audit_head(store, &head, &error))
		return cli_error(error);
	if (json)
		cli_json_print(json_pack("{s:b, s:I, s:o, s:o, s:s}", "whole", broken < 0, "rows",
		    (json_int_t)rows, "broken", broken < 0 ? json_null() : json_integer(broken), "why",
		    cli_json_text(why), "head", head.hash));
	else if (broken < 0)
		printf("whole: %" G_GINT64_FORMAT " rows, head %" G_GINT64_FORMAT ":%s\n", rows, head.rows,
		    head.hash);
	else
		printf("BROKEN at row %" G_GINT64_FORMAT ": %s\n", broken, why);
	return broken < 0 ? EX_OK : EX_DATAERR;
}

/* purserd's, or a copy. */
static struct store *
audit_store(const struct cli_options *o, const char *database, int *out_status)
{
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;

	if (database) {
		store = store_open(database, STORE_READ, NULL, &error);
		*out_status = store ? EX_OK : cli_error(error);
		return store;
	}
	config = cli_config(o);
	*out_status = EX_CONFIG;
	store = config ? cli_store(config, NULL, out_status) : NULL;
	config_free(config);
	return store;
}

int
cli_audit(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autofree char *since = NULL, *anchor = NULL, *database = NULL;
	gint64 limit = 0, since_s = 0;
	const GOptionEntry entries[] = {
		{ "since", 0, 0, G_OPTION_ARG_STRING, &since, "Since a day (2026-01-31) or for a span (90d)",
		    "WHEN" },
		{ "limit", 0, 0, G_OPTION_ARG_INT64, &limit, "The newest N only", "N" },
		{ "anchor", 0, 0, G_OPTION_ARG_STRING, &anchor,
		    "With verify: a head noted earlier (purser status, digest), to see that no end was cut "
		    "off",
		    "ROW:HASH" },
		{ "database", 0, 0, G_OPTION_ARG_FILENAME, &database, "A copy of the database", "FILE" },
		{ NULL },
	};
	struct store_audit_head head;
	gboolean verify;
	struct store *store;
	int status;

	if (!cli_parse(&o, entries, "[verify] - who did what; is the log whole?", &argc, &argv))
		return EX_USAGE;
	verify = argc == 2 && strcmp(argv[1], "verify") == 0;
	if ((argc != 1 && !verify) || (anchor && (!verify || !anchor_parse(anchor, &head)))) {
		fprintf(stderr, "usage: purser audit [--since WHEN] [--limit N] | purser audit verify "
				"[--anchor ROW:HASH]\n");
		return EX_USAGE;
	}
	if (since && !cli_since(since, &since_s))
		return EX_USAGE;
	store = audit_store(&o, database, &status);
	if (!store)
		return status;
	status = verify ? audit_verify(store, anchor ? &head : NULL, o.json)
			: audit_list(store, since_s, limit, o.json);
	store_close(store);
	return status;
}
