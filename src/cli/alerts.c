/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purser alerts: what somebody must deal with, and that it was dealt with. */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static void
alerts_print(const GPtrArray *alerts, gboolean json)
{
	static const char *const HEADS[] = { "ALERT", "SINCE", "KIND", "ITEM", "STATE", "WHAT", NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < alerts->len; i++) {
		const struct store_alert *a = alerts->pdata[i];
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, a->id),
				*since = cli_time(a->first_s);
		g_autofree char *item = a->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, a->item_id) : NULL;

		if (json)
			cli_json_print(json_pack("{s:I, s:s, s:I, s:I, s:I, s:o, s:s, s:o, s:o}", "id",
			    (json_int_t)a->id, "kind", ALERT_KIND_NAMES[a->kind], "first",
			    (json_int_t)a->first_s, "last", (json_int_t)a->last_s, "times",
			    (json_int_t)a->times, "item", a->item_id ? json_integer(a->item_id) : json_null(),
			    "text", a->text, "ae", cli_json_text(a->ae), "settled_by",
			    cli_json_text(a->settled_by)));
		else
			cli_table_row(t, (const char *[]){ id, since, ALERT_KIND_NAMES[a->kind], item,
					     a->settled_s ? "settled" : "open", a->text });
	}
	if (t && alerts->len == 0)
		puts("nothing to list");
	if (t)
		cli_table_print(t);
}

static int
alert_settle(const struct cli_options *o, const char *text)
{
	GVariantBuilder ask;
	guint64 id;

	if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL)) {
		fprintf(stderr, "usage: purser alerts settle N (its number, as purser alerts shows it)\n");
		return EX_USAGE;
	}
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "alert");
	cli_ask_text(&ask, "who", cli_user());
	g_variant_builder_add(&ask, "{sv}", "alert", g_variant_new_int64((gint64)id));
	return cli_request(o, &ask);
}

int
cli_alerts(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean all = FALSE;
	const GOptionEntry entries[] = {
		{ "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also those that were settled", NULL },
		{ NULL },
	};
	g_autoptr(GPtrArray) alerts = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;
	int status;

	if (!cli_parse(
		&o, entries, "[settle N] - what somebody must deal with, or that it was", &argc, &argv))
		return EX_USAGE;
	if (argc == 3 && strcmp(argv[1], "settle") == 0)
		return alert_settle(&o, argv[2]);
	if (argc != 1) {
		fprintf(stderr, "usage: purser alerts [--all] [--json] | settle N\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	if (!config)
		status = EX_CONFIG;
	if (store &&
	    (alerts = store_alerts(store, &(struct store_alert_filter){ .open_only = !all }, &error)) != NULL)
		alerts_print(alerts, o.json);
	else if (store)
		status = cli_error(error);
	store_close(store);
	config_free(config);
	return status;
}
