/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purser promises: orders that customers announced, and what became of them. */
#include "shared.h"

#include <stdio.h>
#include <sysexits.h>

static void
promise_json(const struct store_promise *p)
{
	g_autofree char *said = day_format(day_of_time(p->said_s)), *due = day_format(day_of_time(p->due_s));

	cli_json_print(json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:o, s:o}", "promise",
	    (json_int_t)p->id, "customer", cli_json_text(p->customer), "quote", cli_json_text(p->quote),
	    "amount", cli_json_text(p->amount), "by", cli_json_text(p->who), "text", cli_json_text(p->text),
	    "ae", cli_json_text(p->ae), "said", said, "due", due, "state", PROMISE_STATE_NAMES[p->state],
	    "item", p->item_id ? json_integer(p->item_id) : json_null(), "settled_by",
	    cli_json_text(p->settled_by)));
}

static void
promise_row(struct cli_table *t, const struct store_promise *p, gint64 now_s)
{
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, p->id);
	g_autofree char *said = day_format(day_of_time(p->said_s)), *due = day_format(day_of_time(p->due_s));
	g_autofree char *state =
	    p->state == PROMISE_MET
		? g_strdup_printf("item %" G_GINT64_FORMAT, p->item_id)
		: g_strdup(p->state == PROMISE_OPEN && p->due_s < now_s ? "overdue"
									: PROMISE_STATE_NAMES[p->state]);

	cli_table_row(
	    t, (const char *[]){ id, p->customer, p->quote, p->amount, said, due, state, p->ae, p->text });
}

static void
promises_print(const GPtrArray *promises, gboolean json)
{
	static const char *const HEADS[] = { "ID", "CUSTOMER", "QUOTE", "AMOUNT", "SAID", "DUE", "STATE",
		"AE", "WORDS", NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);
	gint64 now_s = g_get_real_time() / G_USEC_PER_SEC;

	for (guint i = 0; i < promises->len; i++) {
		if (json)
			promise_json(promises->pdata[i]);
		else
			promise_row(t, promises->pdata[i], now_s);
	}
	if (t && promises->len == 0)
		puts("nothing to list");
	if (t)
		cli_table_print(t);
}

int
cli_promises(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean open = FALSE;
	const GOptionEntry entries[] = {
		{ "open", 0, 0, G_OPTION_ARG_NONE, &open, "Only those whose order has not come", NULL },
		{ NULL },
	};
	struct store_promise_filter filter = { 0 };
	g_autoptr(GPtrArray) promises = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;
	int status = EX_CONFIG;

	if (!cli_parse(&o, entries, "- list orders that customers announced", &argc, &argv))
		return EX_USAGE;
	if (argc != 1) {
		fprintf(stderr, "usage: purser promises [--open]\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	filter.open_only = open;
	if (store && (promises = store_promises(store, &filter, &error)) != NULL)
		promises_print(promises, o.json);
	else if (store)
		status = cli_error(error);
	store_close(store);
	config_free(config);
	return status;
}
