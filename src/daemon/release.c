/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Items that a person let go: the kept original is opened, read again (so that the letter shows what was
 * found, with the order's document), and becomes a parcel in one transaction with the erasure of the
 * original. Found by looking at the store, so that a crash in between loses nothing.
 */
#include "release.h"

#include "judge.h"
#include "log.h"

#include "purser/outbox.h"

#include <unistd.h>

struct release {
	struct keeper *k;
	gint64 item_id; /* in hand; 0: none */
	gint64 message_id, customer_id;
	char *who; /* let it go */
	enum item_kind kind;
	int memfd;
	GBytes *map;
	struct fetcher_message mail;
	struct arrival m;
	char *part;
	GHashTable *failed; /* item ids not to be tried again before a restart */
};

struct release *
release_new(struct keeper *k)
{
	struct release *r = g_new0(struct release, 1);

	r->k = k;
	r->memfd = -1;
	r->failed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return r;
}

static void
release_clear(struct release *r)
{
	report_free(r->m.report);
	g_clear_pointer(&r->m.part_paths, g_ptr_array_unref);
	g_clear_pointer(&r->m.part_bytes, g_ptr_array_unref);
	g_clear_pointer(&r->map, g_bytes_unref);
	g_clear_pointer(&r->part, g_free);
	g_clear_pointer(&r->who, g_free);
	if (r->memfd >= 0)
		close(r->memfd);
	r->memfd = -1;
	r->m = (struct arrival){ .mail = &r->mail };
	r->item_id = 0;
}

void
release_free(struct release *r)
{
	if (!r)
		return;
	release_clear(r);
	g_hash_table_unref(r->failed);
	g_free(r);
}

gboolean
release_busy(const struct release *r)
{
	return r->item_id != 0;
}

static void
release_failed(struct release *r, const char *why)
{
	log_line(LOG_LEVEL_ERROR, "release", "item=%" G_GINT64_FORMAT " stays here: %s", r->item_id, why);
	g_hash_table_add(r->failed, g_memdup2(&r->item_id, sizeof(r->item_id)));
	release_clear(r);
	release_look(r);
}

static void
release_put(struct release *r)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(r->k->store, &error);
	struct store_audit row = { .at_s = keeper_now(),
		.who = r->who,
		.what = AUDIT_ROUTE,
		.item_id = r->item_id,
		.customer_id = r->customer_id,
		.text = "sent as decided" };

	if (!tx || !judge_parcel_put(r->k, tx, r->item_id, &r->m, &error) ||
	    !judge_original_settle(r->k, tx, r->item_id, r->message_id, &r->m, &error) ||
	    !store_audit_put(tx, &row, &error) || !store_commit(&tx, &error)) {
		g_clear_pointer(&tx, store_tx_free);
		release_failed(r, error->message);
		return;
	}
	log_line(LOG_LEVEL_NOTICE, "release", "item=%" G_GINT64_FORMAT " goes to AR", r->item_id);
	release_clear(r);
	r->k->stored(r->k);
	release_look(r);
	r->k->idle(r->k);
}

static void
release_extracted(GBytes *bytes, const GError *error, gpointer data)
{
	struct release *r = data;

	(void)error; /* the whole mail goes out all the same */
	if (bytes) {
		r->m.part_paths = g_ptr_array_new_with_free_func(g_free);
		r->m.part_bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
		g_ptr_array_add(r->m.part_paths, g_strdup(r->part));
		g_ptr_array_add(r->m.part_bytes, g_bytes_ref(bytes));
	}
	release_put(r);
}

static void
release_read(guint index, struct report *report, const GError *error, gboolean done, gpointer data)
{
	struct release *r = data;
	struct reader_item item = { 0, r->mail.size, NULL, NULL };

	(void)index;
	(void)error;
	(void)done;
	r->m.report = report;
	if (report && r->part)
		reader_pool_extract(r->k->readers, r->memfd, &item, r->part, release_extracted, r);
	else
		release_put(r);
}

static struct store_item *
release_next(struct release *r)
{
	g_autoptr(GError) error = NULL;
	struct store_item_filter filter = {
		.route = ROUTE_ROUTE, .unsent_only = TRUE, .original_only = TRUE
	};
	g_autoptr(GPtrArray) items = store_items(r->k->store, &filter, &error);

	for (guint i = 0; items && i < items->len; i++) {
		struct store_item *item = g_ptr_array_index(items, i);

		if (!g_hash_table_contains(r->failed, &item->id))
			return store_item_get(r->k->store, item->id, NULL);
	}
	return NULL;
}

void
release_look(struct release *r)
{
	g_autoptr(GError) error = NULL;
	struct store_item *item;
	struct reader_item whole;

	if (release_busy(r) || r->k->stopping || !keeper_live(r->k) || !(item = release_next(r)))
		return;
	release_clear(r);
	r->item_id = item->id;
	r->message_id = item->message_id;
	r->customer_id = item->customer_id;
	r->who = g_strdup(item->settled_by);
	r->kind = item->kind;
	r->part = item->order ? g_strdup(item->order->part) : NULL;
	store_item_free(item);
	r->memfd = outbox_original_open(r->k->store, r->k->outbox_key, r->item_id, &error);
	r->map = r->memfd >= 0 ? memfd_map(r->memfd, G_MAXSIZE / 2, &error) : NULL;
	if (!r->map) {
		release_failed(r, error->message);
		return;
	}
	r->mail = (struct fetcher_message){ .size = g_bytes_get_size(r->map) };
	r->m.bytes = g_bytes_get_data(r->map, NULL);
	whole = (struct reader_item){ 0, r->mail.size, NULL, NULL };
	if (r->kind == ITEM_ORDER)
		reader_pool_submit(r->k->readers, r->memfd, &whole, 1, TRUE, release_read, r);
	else
		release_put(r); /* a quarantined mail goes out whole, unread */
}
