/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `purser customers learned NAME`: what people's decisions taught of a customer, from which items, and how to undo it. */
#include "shared.h"

#include <stdio.h>
#include <sysexits.h>

static char *
state_of(const struct store_learned *l)
{
	g_autofree char *since = l->learned_s ? time_format_rfc3339(l->learned_s, 0) : NULL;

	if (since)
		return g_strdup_printf("since %.10s", since);
	if (l->forgotten_s && !l->threads)
		return g_strdup_printf("forgotten by %s", l->forgotten_by ? l->forgotten_by : "?");
	return g_strdup("not yet");
}

/* "12, 15": the items that count. */
static char *
items_of(const struct store_learned *l)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < l->from->len; i++) {
		const struct store_learned_from *f = g_ptr_array_index(l->from, i);

		if (!f->spent)
			g_string_append_printf(out, "%s%" G_GINT64_FORMAT, out->len ? " " : "", f->item_id);
	}
	return g_string_free(out, FALSE);
}

static json_t *
from_json(const struct store_learned *l)
{
	json_t *list = json_array();

	for (guint i = 0; i < l->from->len; i++) {
		const struct store_learned_from *f = g_ptr_array_index(l->from, i);
		g_autofree char *at = time_format_rfc3339(f->at_s, 0);

		json_array_append_new(
		    list, json_pack("{s:I, s:s, s:s, s:s, s:b}", "item", (json_int_t)f->item_id, "who",
			      f->who, "at", at, "thread", f->thread, "counts", !f->spent));
	}
	return list;
}

static void
learned_print(const GPtrArray *all, gboolean json)
{
	static const char *const HEADS[] = { "N", "KIND", "VALUE", "LEARNED", "THREADS", "ITEMS", NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < all->len; i++) {
		const struct store_learned *l = g_ptr_array_index((GPtrArray *)all, i);
		g_autofree char *n = g_strdup_printf("%" G_GINT64_FORMAT, l->id);
		g_autofree char *threads = g_strdup_printf("%" G_GINT64_FORMAT, l->threads);
		g_autofree char *state = state_of(l), *items = items_of(l);

		if (json)
			cli_json_print(json_pack("{s:I, s:s, s:s, s:b, s:I, s:o, s:o}", "n",
			    (json_int_t)l->id, "kind", LEARNED_KIND_NAMES[l->kind], "value", l->value,
			    "learned", l->learned_s != 0, "threads", (json_int_t)l->threads, "from",
			    from_json(l), "forgotten_by", cli_json_text(l->forgotten_by)));
		else
			cli_table_row(t, (const char *[]){ n, LEARNED_KIND_NAMES[l->kind], l->value, state,
					     threads, items });
	}
	if (t)
		cli_table_print(t);
}

static int
learned_look(const struct cli_options *o, const char *name)
{
	g_autofree char *hint = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) all = NULL;
	struct config *config = cli_config(o);
	int status = EX_CONFIG;
	struct store *store = config ? cli_store(config, NULL, &status) : NULL;
	struct directory *d = store ? store_directory(store, &error) : NULL;
	const struct customer *c = d ? directory_find(d, name, &hint) : NULL;

	if (c)
		all = store_learned(store, c->id, &error);
	if (all) {
		learned_print(all, o->json);
	} else if (error) {
		status = cli_error(error);
	} else if (d) {
		fprintf(stderr, "purser: no customer '%s'%s%s\n", name, hint ? ": the nearest are " : "",
		    hint ? hint : "");
		status = EX_DATAERR;
	}
	directory_free(d);
	store_close(store);
	config_free(config);
	return status;
}

int
cli_learned(const struct cli_options *o, const char *name, gint64 forget)
{
	GVariantBuilder ask;

	if (!forget)
		return learned_look(o, name);
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "forget");
	cli_ask_text(&ask, "customer", name);
	g_variant_builder_add(&ask, "{sv}", "learned", g_variant_new_int64(forget));
	return cli_request(o, &ask);
}
