/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser status`: what the daemon says of its mailboxes, and what the store counts. Per mailbox
 * seen = items + sightings + ignored + ours + quarantined + oversize + vanished.
 */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static GVariant *
mailbox_live(GVariant *live, const char *mailbox, const char *folder)
{
	g_autoptr(GVariant) rows =
	    live ? g_variant_lookup_value(live, "mailboxes", G_VARIANT_TYPE("aa{sv}")) : NULL;

	for (gsize i = 0; rows && i < g_variant_n_children(rows); i++) {
		GVariant *row = g_variant_get_child_value(rows, i);
		const char *m = "", *f = "";

		g_variant_lookup(row, "mailbox", "&s", &m);
		g_variant_lookup(row, "folder", "&s", &f);
		if (strcmp(m, mailbox) == 0 && strcmp(f, folder) == 0)
			return row;
		g_variant_unref(row);
	}
	return NULL;
}

static const struct store_mailbox_figures *
figures_find(const GPtrArray *figures, const char *mailbox, const char *folder)
{
	for (guint i = 0; i < figures->len; i++) {
		const struct store_mailbox_figures *f = g_ptr_array_index((GPtrArray *)figures, i);

		if (strcmp(f->mailbox, mailbox) == 0 && strcmp(f->folder, folder) == 0)
			return f;
	}
	return NULL;
}

static const struct store_mailbox_health *
health_find(const GPtrArray *health, const char *mailbox)
{
	for (guint i = 0; i < health->len; i++) {
		const struct store_mailbox_health *h = g_ptr_array_index((GPtrArray *)health, i);

		if (strcmp(h->mailbox, mailbox) == 0)
			return h;
	}
	return NULL;
}

struct status_row {
	const char *mailbox, *folder, *state, *problem;
	gint64 reached, seen, items, sightings, ignored, aside;
	guint64 backlog;
};

static void
row_fill(struct status_row *r, const struct store_mailbox_figures *f, GVariant *live, const GPtrArray *health)
{
	const struct store_mailbox_health *h = health_find(health, r->mailbox);

	r->problem = h ? h->problem : NULL;
	r->reached = h ? h->reached_s : 0;
	r->state = "stopped";
	if (live) {
		r->problem = NULL;
		g_variant_lookup(live, "state", "&s", &r->state);
		g_variant_lookup(live, "problem", "&s", &r->problem);
		g_variant_lookup(live, "reached", "x", &r->reached);
		g_variant_lookup(live, "backlog", "t", &r->backlog);
	}
	if (!f)
		return;
	r->seen = f->seen;
	r->items = f->by_fate[FATE_ITEM];
	r->sightings = f->by_fate[FATE_SIGHTING];
	r->ignored = f->by_fate[FATE_IGNORED] + f->by_fate[FATE_OURS];
	r->aside = f->by_fate[FATE_QUARANTINED] + f->by_fate[FATE_OVERSIZE] + f->by_fate[FATE_VANISHED];
}

static void
row_print(struct cli_table *t, const struct status_row *r)
{
	g_autofree char *reached = cli_time(r->reached);
	g_autofree char *seen = g_strdup_printf("%" G_GINT64_FORMAT, r->seen);
	g_autofree char *items = g_strdup_printf("%" G_GINT64_FORMAT, r->items);
	g_autofree char *sightings = g_strdup_printf("%" G_GINT64_FORMAT, r->sightings);
	g_autofree char *ignored = g_strdup_printf("%" G_GINT64_FORMAT, r->ignored);
	g_autofree char *aside = g_strdup_printf("%" G_GINT64_FORMAT, r->aside);
	g_autofree char *backlog = g_strdup_printf("%" G_GUINT64_FORMAT, r->backlog);

	cli_table_row(t, (const char *[]){ r->mailbox, r->folder, r->state, reached, seen, items, sightings,
			     ignored, aside, backlog, r->problem });
}

static json_t *
row_json(const struct status_row *r)
{
	return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "mailbox", r->mailbox,
	    "folder", r->folder, "state", r->state, "reached", (json_int_t)r->reached, "seen",
	    (json_int_t)r->seen, "items", (json_int_t)r->items, "sightings", (json_int_t)r->sightings,
	    "ignored", (json_int_t)r->ignored, "set_aside", (json_int_t)r->aside, "backlog",
	    (json_int_t)r->backlog, "problem", cli_json_text(r->problem));
}

static void
totals_print(const struct store_figures *all, const char *daemon)
{
	printf("purserd        %s\n", daemon);
	printf("orders         %" G_GINT64_FORMAT " routed, %" G_GINT64_FORMAT
	       " for review, %" G_GINT64_FORMAT " held; %" G_GINT64_FORMAT " wait for a person\n",
	    all->by_route[ROUTE_ROUTE], all->by_route[ROUTE_REVIEW], all->by_route[ROUTE_HOLD], all->open);
	printf("parcels        %" G_GINT64_FORMAT " sent, %" G_GINT64_FORMAT
	       " on their way, %" G_GINT64_FORMAT " PARKED, %" G_GINT64_FORMAT " times an unknown outcome\n",
	    all->parcels[PARCEL_SENT],
	    all->parcels[PARCEL_READY] + all->parcels[PARCEL_CLAIMED] + all->parcels[PARCEL_COMMITTING],
	    all->parcels[PARCEL_PARKED], all->uncertain);
}

/* "12:HASH": noted elsewhere, it shows later that no row was cut off. */
static char *
anchor_text(const struct store_audit_head *head)
{
	return head->rows ? g_strdup_printf("%" G_GINT64_FORMAT ":%s", head->rows, head->hash) : g_strdup("");
}

static json_t *
totals_json(
    const struct store_figures *all, const char *daemon, const char *vault, const char *anchor, json_t *rows)
{
	json_t *routes = json_object(), *parcels = json_object();

	for (int i = 0; i < ROUTE_N; i++)
		json_object_set_new(routes, ROUTE_NAMES[i], json_integer(all->by_route[i]));
	for (int i = 0; i < PARCEL_N; i++)
		json_object_set_new(parcels, PARCEL_STATE_NAMES[i], json_integer(all->parcels[i]));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:I, s:I, s:o}", "purserd", daemon, "vault", vault,
	    "audit", anchor, "routes", routes, "parcels", parcels, "open", (json_int_t)all->open, "uncertain",
	    (json_int_t)all->uncertain, "mailboxes", rows);
}

static int
status_print(const struct cli_options *o, const struct config *config, struct store *store, GVariant *live)
{
	static const char *const HEADS[] = { "MAILBOX", "FOLDER", "STATE", "REACHED", "SEEN", "ITEMS",
		"SIGHTINGS", "IGNORED", "SET ASIDE", "BACKLOG", "PROBLEM", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) figures = store_mailbox_figures(store, &error);
	g_autoptr(GPtrArray) health = figures ? store_health(store, &error) : NULL;
	struct store_figures all = { 0 };
	struct store_audit_head head;
	g_autofree char *anchor = NULL, *vault = NULL;
	struct cli_table *t;
	const char *daemon = config->purser.mode == MODE_LIVE ? "not running, live" : "not running, observe";
	json_t *rows = json_array();

	if (!health || !store_figures(store, &all, &error) || !store_audit_head(store, &head, &error)) {
		json_decref(rows);
		return cli_error(error);
	}
	anchor = anchor_text(&head);
	cli_vault_text(config, &vault);
	if (live)
		g_variant_lookup(live, "text", "&s", &daemon);
	t = o->json ? NULL : cli_table_new(HEADS);
	for (guint i = 0; i < config->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(config->mailboxes, i);

		for (char **name = m->folders; *name; name++) {
			struct status_row r = { .mailbox = m->name, .folder = *name };
			g_autoptr(GVariant) row = mailbox_live(live, m->name, *name);

			row_fill(&r, figures_find(figures, m->name, *name), row, health);
			if (t)
				row_print(t, &r);
			json_array_append_new(rows, row_json(&r));
		}
	}
	if (o->json) {
		cli_json_print(totals_json(&all, daemon, vault, anchor, rows));
		return EX_OK;
	}
	totals_print(&all, daemon);
	printf("vault          %s\n", vault);
	printf("audit log      %" G_GINT64_FORMAT " rows%s%s\n\n", head.rows, head.rows ? ", head " : "",
	    anchor);
	cli_table_print(t);
	json_decref(rows);
	return EX_OK;
}

int
cli_status(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autoptr(GVariant) live = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;
	GVariantBuilder ask;
	int status;

	if (!cli_parse(&o, NULL, "- mailboxes, orders, parcels", &argc, &argv))
		return EX_USAGE;
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "status");
	live = daemon_call(config->purser.socket, g_variant_builder_end(&ask), &error);
	store = cli_store(config, NULL, &status);
	if (store)
		status = status_print(&o, config, store, live);
	store_close(store);
	config_free(config);
	return status;
}
