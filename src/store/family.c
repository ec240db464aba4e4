/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on record under one number of one customer: items, and sightings that say more than their item. */
#include "db.h"

#include <string.h>

/* Beside the keys of an order's fields. */
#define DIGEST_WORD "content_digest"
#define LINES_WORD "lines"

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
	g_autofree char *lines = order_lines_write(paper);

	for (int f = 0; f < ORDER_FIELD_N; f++)
		if (!word_put(tx, place, ORDER_FIELD_KEYS[f], paper->value[f], error))
			return FALSE;
	return word_put(tx, place, LINES_WORD, lines, error) &&
	       word_put(tx, place, DIGEST_WORD, paper->content_digest, error);
}

/* Papers to be handed to decision_family(); orders keeps what they point to. */
struct papers {
	GArray *list;
	GPtrArray *orders;
};

static void
order_free_it(gpointer order)
{
	order_free(order);
}

static struct papers
papers_new(void)
{
	return (struct papers){ g_array_new(FALSE, FALSE, sizeof(struct family_paper)),
		g_ptr_array_new_with_free_func(order_free_it) };
}

static void
papers_clear(struct papers *p)
{
	g_array_unref(p->list);
	g_ptr_array_unref(p->orders);
}

static void
papers_take(struct papers *p, const struct store_item *item, struct order *order, gint64 written_s)
{
	const struct family_paper paper = { .item_id = item->id,
		.order = order,
		.written_s = written_s,
		.waits = item->route != ROUTE_ROUTE };

	g_ptr_array_add(p->orders, order);
	g_array_append_val(p->list, paper);
}

static void
order_set_word(struct order *o, const char *key, const char *value)
{
	if (strcmp(key, DIGEST_WORD) == 0) {
		g_free(o->content_digest);
		o->content_digest = g_strdup(value);
	}
	if (strcmp(key, LINES_WORD) == 0)
		order_lines_read(o, value);
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
	return time_of_rfc3339(
	    (const char *)sqlite3_column_text(st, date_at), sqlite3_column_int64(st, received_at));
}

/* The earliest of all letters that brought this very paper; others have their own time. */
static gboolean
item_written(struct store *s, gint64 item_id, gint64 *out, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT ifnull(h.origin_date, h.date), ifnull(m.internal_date_s, v.at_s) FROM sighting v"
	    " LEFT JOIN message_head h ON h.message_id = v.message_id LEFT JOIN message m ON m.id = "
	    "v.message_id"
	    " WHERE v.item_id = ?1 AND NOT EXISTS (SELECT 1 FROM paper_word w WHERE w.item_id = v.item_id"
	    " AND w.message_id = v.message_id)",
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
sighted_papers(struct store *s, const struct store_item *item, struct papers *out, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT w.message_id, w.seq, w.key, w.value, ifnull(h.origin_date, h.date), "
	    "ifnull(m.internal_date_s, 0)"
	    " FROM paper_word w LEFT JOIN message_head h ON h.message_id = w.message_id"
	    " LEFT JOIN message m ON m.id = w.message_id WHERE w.item_id = ?1 ORDER BY w.message_id, w.seq",
	    error);
	struct order *order = NULL;
	gint64 message = -1, seq = -1;
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, item->id);
	while ((got = db_step(s, st, error)) > 0) {
		if (!order || sqlite3_column_int64(st, 0) != message || sqlite3_column_int64(st, 1) != seq) {
			message = sqlite3_column_int64(st, 0);
			seq = sqlite3_column_int64(st, 1);
			order = order_new();
			papers_take(out, item, order, written_of(st, 4, 5));
		}
		order_set_word(order, (const char *)sqlite3_column_text(st, 2),
		    (const char *)sqlite3_column_text(st, 3));
	}
	return got == 0;
}

static gboolean
papers_add(struct store *s, struct papers *out, gint64 customer_id, const char *number, GError **error)
{
	g_autoptr(GPtrArray) items = store_items_known(s, customer_id, number, error);

	for (guint i = 0; items && i < items->len; i++) {
		struct store_item *item = items->pdata[i];
		gint64 written_s;

		if (!item->order || item->route == ROUTE_IGNORE ||
		    !order_number_same(item->order->value[ORDER_NUMBER], number))
			continue;
		if (!item_written(s, item->id, &written_s, error))
			return FALSE;
		papers_take(out, item, g_steal_pointer(&item->order), written_s);
		if (!sighted_papers(s, item, out, error))
			return FALSE;
	}
	return items != NULL;
}

/* --- releases under numbers of their own --- */

/* Each number once. */
static GPtrArray *
release_numbers(struct store *s, gint64 customer_id, const char *number, GError **error)
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

		if (order_number_same(contract, number) && !order_number_same(its, number) &&
		    g_hash_table_add(had, order_number_key(its)))
			g_ptr_array_add(out, g_steal_pointer(&its));
	}
	return got == 0 ? g_steal_pointer(&out) : NULL;
}

/* It counts by the version of it that stands. */
static gboolean
release_add(struct store *s, struct papers *to, gint64 customer_id, const char *number, GError **error)
{
	struct papers papers = papers_new();
	struct family family = { NULL };
	gboolean ok = papers_add(s, &papers, customer_id, number, error);

	if (ok)
		decision_family((gpointer)papers.list->data, papers.list->len, &family);
	if (family.current && !family.cancelled) {
		struct order *order = family_member_as_release(family.current);
		const struct family_paper release = { .item_id = family.current->item_id,
			.order = order,
			.written_s = family.current->written_s };

		g_ptr_array_add(to->orders, order);
		g_array_append_val(to->list, release);
	}
	if (ok)
		family_clear(&family);
	papers_clear(&papers);
	return ok;
}

gboolean
store_family(struct store *s, gint64 customer_id, const char *number, const struct family_paper *more,
    struct family *out, GError **error)
{
	struct papers papers = papers_new();
	g_autoptr(GPtrArray) releases = NULL;
	gboolean ok = papers_add(s, &papers, customer_id, number, error) &&
		      (releases = release_numbers(s, customer_id, number, error)) != NULL;

	for (guint i = 0; ok && i < releases->len; i++)
		ok = release_add(s, &papers, customer_id, releases->pdata[i], error);
	if (ok && more)
		g_array_append_vals(papers.list, more, 1);
	if (ok)
		decision_family((gpointer)papers.list->data, papers.list->len, out);
	papers_clear(&papers);
	return ok;
}

gboolean
store_item_fill(struct store *s, struct store_item *item, GError **error)
{
	struct papers papers = papers_new();
	gboolean ok = !item->order || sighted_papers(s, item, &papers, error);

	for (guint i = 0; ok && i < papers.orders->len; i++)
		order_fill(item->order, papers.orders->pdata[i]);
	papers_clear(&papers);
	return ok;
}
