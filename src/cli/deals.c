/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purser deals: what sales agreed, and which of it an order came for. */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static char *
deal_amount(const struct deal *d)
{
	return d->amount ? g_strdup_printf("%s %s", d->currency ? d->currency : "", d->amount) : NULL;
}

static void
deals_print(const GPtrArray *deals, gboolean json)
{
	static const char *const HEADS[] = { "CUSTOMER", "QUOTE", "CONTRACT", "AMOUNT", "TERMS", "ENTITY",
		"ORDER", NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < deals->len; i++) {
		const struct deal *d = deals->pdata[i];
		g_autofree char *amount = deal_amount(d), *item = NULL;

		item = d->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, d->item_id) : NULL;
		if (json)
			cli_json_print(json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "customer",
			    cli_json_text(d->customer), "quote", cli_json_text(d->quote), "contract",
			    cli_json_text(d->contract), "amount", cli_json_text(d->amount), "currency",
			    cli_json_text(d->currency), "terms", cli_json_text(d->terms), "entity",
			    cli_json_text(d->entity), "item",
			    d->item_id ? json_integer(d->item_id) : json_null()));
		else
			cli_table_row(t, (const char *[]){ d->customer, d->quote, d->contract, amount,
					     d->terms, d->entity, item ? item : "none yet" });
	}
	if (t && deals->len == 0)
		puts("nothing to list");
	if (t)
		cli_table_print(t);
}

int
cli_deals(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean open = FALSE;
	const GOptionEntry entries[] = {
		{ "open", 0, 0, G_OPTION_ARG_NONE, &open, "Only those that no order came for", NULL },
		{ NULL },
	};
	g_autoptr(GPtrArray) deals = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;
	int status;

	if (!cli_parse(&o, entries, "[import FILE.csv] - list quotes and contracts on record, or import them",
		&argc, &argv))
		return EX_USAGE;
	if (argc == 3 && strcmp(argv[1], "import") == 0)
		return cli_import(&o, "deals", argv[2]);
	if (argc != 1) {
		fprintf(stderr, "usage: purser deals [--open] [import FILE.csv]\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	if (!config)
		status = EX_CONFIG;
	if (store && (deals = store_deals(store, 0, open, 0, &error)) != NULL)
		deals_print(deals, o.json);
	else if (store)
		status = cli_error(error);
	store_close(store);
	config_free(config);
	return status;
}
