/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on record under one number of one customer: items, and sightings that say more than their item. */
#include "db.h"

#include <string.h>

#define DIGEST_WORD "content_digest"

static gboolean
word_put(store_tx *tx, const gint64 place[3], const char *key, const char *value, GError **error)
{
	g_autoptr(db_stmt) st = NULL;

	if (!value)
		return TRUE;
	st = db_write(tx,
	    "INSERT INTO paper_word (item_id, message_id, seq, key, value) VALUES (?1, ?2, ?3, ?4, ?5)"
	    " ON CONFLICT DO NOTHING",
	    error);
	if (!st)
		return FALSE;
	for (int i = 0; i < 3; i++)
		bind_int(st, i + 1, place[i]);
	bind_text(st, 4, key);
	bind_text(st, 5, value);
	return db_run(tx->s, st, error);
}

gboolean
store_paper_put(
    store_tx *tx, gint64 item_id, gint64 message_id, guint seq, const struct order *paper, GError **error)
{
	const gint64 place[3] = { item_id, message_id, seq };

	for (int f = 0; f < ORDER_FIELD_N; f++)
		if (!word_put(tx, place, ORDER_FIELD_KEYS[f], paper->value[f], error))
			return FALSE;
	return word_put(tx, place, DIGEST_WORD, paper->content_digest, error);
}

static void
paper_free(gpointer data)
{
	struct store_paper *p = data;

	order_free(p->order);
	g_free(p);
}

static struct store_paper *
paper_new(const struct store_item *item, struct order *order, gint64 written_s)
{
	struct store_paper *p = g_new0(struct store_paper, 1);

	p->order = order;
	p->route = item->route;
	p->paper = (struct family_paper){ .item_id = item->id,
		.order = order,
		.written_s = written_s,
		.waits = item->route != ROUTE_ROUTE };
	return p;
}

static void
order_set_word(struct order *o, const char *key, const char *value)
{
	if (strcmp(key, DIGEST_WORD) == 0) {
		g_free(o->content_digest);
		o->content_digest = g_strdup(value);
	}
	for (int f = 0; f < ORDER_FIELD_N; f++)
		if (strcmp(key, ORDER_FIELD_KEYS[f]) == 0) {
			g_free(o->value[f]);
			o->value[f] = g_strdup(value);
		}
}

/* --- when a letter was written --- */

static gint64
written_of(db_stmt *st, int date_at, int received_at)
{
	const char *text = (const char *)sqlite3_column_text(st, date_at);
	g_autoptr(GDateTime) when = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

	return when ? g_date_time_to_unix(when) : sqlite3_column_int64(st, received_at);
}

/* The earliest of all letters that brought the item. */
static gboolean
item_written(struct store *s, gint64 item_id, gint64 *out, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT ifnull(h.origin_date, h.date), ifnull(m.internal_date_s, v.at_s) FROM sighting v"
	    " LEFT JOIN message_head h ON h.message_id = v.message_id LEFT JOIN message m ON m.id = "
	    "v.message_id"
	    " WHERE v.item_id = ?1",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	*out = G_MAXINT64;
	while ((got = db_step(s, st, error)) > 0)
		*out = MIN(*out, written_of(st, 0, 1));
	if (*out == G_MAXINT64)
		*out = 0;
	return got == 0;
}

/* --- reading --- */

static gboolean
sighted_papers(struct store *s, const struct store_item *item, GPtrArray *out, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT w.message_id, w.seq, w.key, w.value, ifnull(h.origin_date, h.date), "
	    "ifnull(m.internal_date_s, 0)"
	    " FROM paper_word w LEFT JOIN message_head h ON h.message_id = w.message_id"
	    " LEFT JOIN message m ON m.id = w.message_id WHERE w.item_id = ?1 ORDER BY w.message_id, w.seq",
	    error);
	struct store_paper *p = NULL;
	gint64 message = -1, seq = -1;
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, item->id);
	while ((got = db_step(s, st, error)) > 0) {
		if (sqlite3_column_int64(st, 0) != message || sqlite3_column_int64(st, 1) != seq) {
			message = sqlite3_column_int64(st, 0);
			seq = sqlite3_column_int64(st, 1);
			p = paper_new(item, order_new(), written_of(st, 4, 5));
			g_ptr_array_add(out, p);
		}
		order_set_word(p->order, (const char *)sqlite3_column_text(st, 2),
		    (const char *)sqlite3_column_text(st, 3));
	}
	return got == 0;
}

GPtrArray *
store_papers(struct store *s, gint64 customer_id, const char *number, GError **error)
{
	g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(paper_free);
	g_autoptr(GPtrArray) items = store_items_known(s, customer_id, number, error);

	for (guint i = 0; items && i < items->len; i++) {
		struct store_item *item = items->pdata[i];
		gint64 written_s;

		if (!item->order || item->route == ROUTE_IGNORE ||
		    !order_number_same(item->order->value[ORDER_NUMBER], number))
			continue;
		if (!item_written(s, item->id, &written_s, error))
			return NULL;
		g_ptr_array_add(out, paper_new(item, g_steal_pointer(&item->order), written_s));
		if (!sighted_papers(s, item, out, error))
			return NULL;
	}
	return items ? g_steal_pointer(&out) : NULL;
}

GPtrArray *
store_release_numbers(struct store *s, gint64 customer_id, const char *number, GError **error)
{
	g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) had = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT order_number, order_contract_ref FROM item WHERE order_contract_ref IS NOT NULL AND "
	    "customer_id = ?1"
	    " AND order_number IS NOT NULL AND route = 1 ORDER BY id",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	while ((got = db_step(s, st, error)) > 0) {
		g_autofree char *its = column_text(st, 0), *contract = column_text(st, 1);
		char *key = order_number_key(its);

		if (order_number_same(contract, number) && !order_number_same(its, number) &&
		    g_hash_table_add(had, key))
			g_ptr_array_add(out, g_steal_pointer(&its));
	}
	return got == 0 ? g_steal_pointer(&out) : NULL;
}
