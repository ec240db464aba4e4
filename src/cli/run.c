/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser run`: purserd in the foreground. `purser scan`: the daemon's own way of a message over all mail
 * there is, into a store of its own; it sends nothing and marks nothing.
 */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

int
cli_run(int argc, char **argv)
{
	struct cli_options o = { NULL };
	struct daemon_options options = { .foreground = TRUE };
	const GOptionEntry entries[] = {
		{ "once", 0, 0, G_OPTION_ARG_NONE, &options.once,
		    "Catch up with every mailbox, empty the outbox, end", NULL },
		{ NULL },
	};

	if (!cli_parse(&o, entries, "- purserd in the foreground", &argc, &argv))
		return EX_USAGE;
	options.config_path = o.config_path;
	return daemon_main(&options);
}

/* --- scan --- */

struct scan {
	gboolean terminal;
	gint64 started_us, shown_us;
};

static void
scan_progress(guint64 done, guint64 left, guint64 orders, gpointer data)
{
	struct scan *s = data;
	gint64 now = g_get_monotonic_time(), spent = now - s->started_us;
	guint64 total = MAX(done + left, 1);
	char bar[21] = "--------------------";
	g_autofree char *eta = NULL;

	if (!s->terminal || (left && now - s->shown_us < 200000))
		return;
	s->shown_us = now;
	for (guint i = 0; i < 20 * done / total; i++)
		bar[i] = '#';
	eta = duration_format(done ? (gint64)((double)spent * (double)left / (double)done / 1e6) : 0);
	fprintf(stderr,
	    "\r[%s] %3u%%  %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " mails  %s left  POs %" G_GUINT64_FORMAT
	    "   ",
	    bar, (guint)(100 * done / total), done, total, eta, orders);
}

static void
scan_customers(const GPtrArray *items)
{
	g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GList) names = NULL;

	for (guint i = 0; i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index((GPtrArray *)items, i);
		char *name = item->customer_name ? item->customer_name : (char *)"(unknown)";

		g_hash_table_replace(
		    counts, name, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, name)) + 1));
	}
	names = g_list_sort(g_hash_table_get_keys(counts), (GCompareFunc)g_utf8_collate);
	for (GList *l = names; l; l = l->next) {
		g_autofree char *safe = text_one_line(l->data, 60);

		printf("  %5u  %s\n", GPOINTER_TO_UINT(g_hash_table_lookup(counts, l->data)), safe);
	}
}

static int
scan_summary(const struct cli_options *o, struct store *store)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) items = store_items(store, &(struct store_item_filter){ .route = -1 }, &error);
	struct store_figures all = { 0 };

	if (!items || !store_figures(store, &all, &error))
		return cli_error(error);
	if (o->json) {
		for (guint i = 0; i < items->len; i++)
			cli_json_print(cli_item_json(g_ptr_array_index(items, i)));
		return EX_OK;
	}
	printf("%u POs: %" G_GINT64_FORMAT " certain, %" G_GINT64_FORMAT " for review or held\n", items->len,
	    all.by_route[ROUTE_ROUTE], all.by_route[ROUTE_REVIEW] + all.by_route[ROUTE_HOLD]);
	scan_customers(items);
	puts("Look: purser list --scan    Wrong one? purser explain --scan NUMBER");
	return EX_OK;
}

static void
scan_clear(const char *dir)
{
	static const char *const FILES[] = { "purser.db", "purser.db-wal", "purser.db-shm" };

	for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
		g_autofree char *path = g_build_filename(dir, FILES[i], NULL);

		unlink(path);
	}
}

int
cli_scan(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autofree char *since = NULL, *dir = NULL;
	const GOptionEntry entries[] = {
		{ "since", 0, 0, G_OPTION_ARG_STRING, &since,
		    "Only mail since a day (2026-01-31) or a span (2y is 730d)", "WHEN" },
		{ NULL },
	};
	struct scan progress = { isatty(STDERR_FILENO), g_get_monotonic_time(), 0 };
	struct daemon_options options = { .once = TRUE,
		.foreground = TRUE,
		.scan = TRUE,
		.progress = scan_progress,
		.progress_data = &progress };
	struct config *config;
	struct store *store;
	gint64 since_s;
	int status;

	if (!cli_parse(&o, entries, "- look through all mailboxes; send nothing, mark nothing", &argc, &argv))
		return EX_USAGE;
	if (since && !cli_since(since, &since_s))
		return EX_USAGE;
	if (since)
		options.since = day_of_time(since_s);
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	options.config_path = o.config_path;
	dir = cli_scan_dir(config);
	scan_clear(dir);
	status = daemon_main(&options);
	if (progress.terminal)
		fputc('\n', stderr);
	store = status == EX_OK ? cli_store(config, dir, &status) : NULL;
	if (store)
		status = scan_summary(&o, store);
	store_close(store);
	config_free(config);
	return status;
}
