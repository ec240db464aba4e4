/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders that customers announced: each waits until its order comes, somebody says it will not, or it is too old. */
#include "db.h"

enum { DAY_S = 86400 };

const char *const PROMISE_STATE_NAMES[PROMISE_N] = { "open", "met", "withdrawn", "expired" };

void
store_promise_free(struct store_promise *p)
{
	if (!p)
		return;
	g_free(p->customer);
	g_free(p->thread);
	g_free(p->quote);
	g_free(p->amount);
	g_free(p->who);
	g_free(p->text);
	g_free(p->ae);
	g_free(p->settled_by);
	g_free(p);
}

/* One that a person rejected meets nothing. */
#define IS_OPEN "(p.state = 0 OR (p.state = 1 AND (SELECT route FROM item WHERE id = p.item_id) = 0))"
#define PROMISE_SELECT                                                                                   \
	"SELECT p.id, p.customer_id, c.name, p.message_id, p.thread, p.quote, p.amount, p.who, p.text, " \
	"p.ae,"                                                                                          \
	" p.said_s, p.due_s, CASE WHEN " IS_OPEN                                                         \
	" THEN 0 ELSE p.state END, ifnull(p.item_id, 0), p.settled_s,"                                   \
	" p.settled_by FROM promise p JOIN customer c ON c.id = p.customer_id "

static struct store_promise *
promise_read(db_stmt *st)
{
	struct store_promise *p = g_new0(struct store_promise, 1);

	p->id = sqlite3_column_int64(st, 0);
	p->customer_id = sqlite3_column_int64(st, 1);
	p->customer = column_text(st, 2);
	p->message_id = sqlite3_column_int64(st, 3);
	p->thread = column_text(st, 4);
	p->quote = column_text(st, 5);
	p->amount = column_text(st, 6);
	p->who = column_text(st, 7);
	p->text = column_text(st, 8);
	p->ae = column_text(st, 9);
	p->said_s = sqlite3_column_int64(st, 10);
	p->due_s = sqlite3_column_int64(st, 11);
	p->state = (enum promise_state)CLAMP(sqlite3_column_int(st, 12), 0, PROMISE_N - 1);
	p->item_id = sqlite3_column_int64(st, 13);
	p->settled_s = sqlite3_column_int64(st, 14);
	p->settled_by = column_text(st, 15);
	return p;
}

/* The open one that the same customer gave in the same conversation or for the same quote. */
static gboolean
promise_same(
    store_tx *tx, const struct store_promise *p, const char *quote_key, gint64 *out_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(tx->s,
	    "SELECT p.id FROM promise p WHERE p.customer_id = ?1 AND " IS_OPEN
	    " AND (p.thread = ?2 OR (?3 <> '' AND p.quote_key = ?3)) ORDER BY p.id LIMIT 1",
	    error);
	int got;

	*out_id = 0;
	if (!st)
		return FALSE;
	bind_int(st, 1, p->customer_id);
	bind_text(st, 2, p->thread);
	bind_text(st, 3, quote_key);
	got = db_step(tx->s, st, error);
	if (got > 0)
		*out_id = sqlite3_column_int64(st, 0);
	return got >= 0;
}

static gboolean
promise_insert(store_tx *tx, const struct store_promise *p, gint64 source_key, const char *quote_key,
    gint64 *out_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO promise (customer_id, message_id, source_key, thread, quote, quote_key, amount, "
	    "who, text, ae,"
	    " said_s, due_s) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
	    " ON CONFLICT (customer_id, source_key) DO NOTHING RETURNING id",
	    error);
	const char *texts[] = { p->thread, p->quote, quote_key, p->amount, p->who, p->text, p->ae };
	int got;

	*out_id = 0;
	if (!st)
		return FALSE;
	bind_int(st, 1, p->customer_id);
	bind_int(st, 2, p->message_id);
	bind_int(st, 3, source_key);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		bind_text(st, (int)i + 4, texts[i]);
	bind_int(st, 11, p->said_s);
	bind_int(st, 12, p->due_s);
	got = db_step(tx->s, st, error);
	if (got > 0)
		*out_id = sqlite3_column_int64(st, 0);
	return got >= 0;
}

/* Said again: the later word counts. */
static gboolean
promise_renew(store_tx *tx, gint64 id, const struct store_promise *p, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE promise SET said_s = ?2, due_s = ?3, text = ?4, who = ?5, amount = ifnull(?6, amount),"
	    " quote = ifnull(?7, quote) WHERE id = ?1 AND said_s < ?2",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, p->said_s);
	bind_int(st, 3, p->due_s);
	bind_text(st, 4, p->text);
	bind_text(st, 5, p->who);
	bind_text(st, 6, p->amount);
	bind_text(st, 7, p->quote);
	return db_run(tx->s, st, error);
}

/* An order of the customer that came after it was said, when mail is not read in the order of its days. */
static gboolean
promise_meet_late(store_tx *tx, gint64 id, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE promise SET state = 1, settled_s = ?2, item_id = (SELECT i.id FROM item i JOIN message m"
	    " ON m.id = i.message_id WHERE i.customer_id = promise.customer_id AND i.kind = 0 AND i.route IN "
	    "(1, 2)"
	    " AND m.internal_date_s >= promise.said_s AND NOT EXISTS (SELECT 1 FROM promise o WHERE "
	    "o.item_id = i.id"
	    " AND o.state = 1) ORDER BY m.internal_date_s LIMIT 1)"
	    " WHERE id = ?1 AND EXISTS (SELECT 1 FROM item i JOIN message m ON m.id = i.message_id"
	    " WHERE i.customer_id = promise.customer_id AND i.kind = 0 AND i.route IN (1, 2)"
	    " AND m.internal_date_s >= promise.said_s AND NOT EXISTS (SELECT 1 FROM promise o WHERE "
	    "o.item_id = i.id"
	    " AND o.state = 1))",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, now_s);
	return db_run(tx->s, st, error);
}

gboolean
store_promise_put(
    store_tx *tx, const struct store_promise *p, gint64 source_key, gint64 now_s, GError **error)
{
	g_autofree char *quote_key = order_number_key(p->quote ? p->quote : "");
	gint64 id;

	if (!promise_same(tx, p, quote_key, &id, error))
		return FALSE;
	if (id)
		return promise_renew(tx, id, p, error);
	return promise_insert(tx, p, source_key, quote_key, &id, error) &&
	       (!id || promise_meet_late(tx, id, now_s, error));
}

gboolean
store_promise_meet(store_tx *tx, const struct promise_met *by, gint64 now_s, GError **error)
{
	g_autofree char *quote_key = order_number_key(by->quote ? by->quote : "");
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE promise SET state = 1, item_id = ?2, settled_s = ?6, settled_by = NULL WHERE id = ("
	    "SELECT p.id FROM promise p WHERE p.customer_id = ?1 AND " IS_OPEN " AND p.said_s <= ?7 ORDER BY"
	    " p.thread IS (SELECT thread FROM message_head WHERE message_id = ?3) AND p.thread IS NOT NULL "
	    "DESC,"
	    " (?4 <> '' AND p.quote_key = ?4) DESC, p.amount IS ?5 AND ?5 IS NOT NULL DESC, p.due_s, p.id "
	    "LIMIT 1)",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, by->customer_id);
	bind_int(st, 2, by->item_id);
	bind_int(st, 3, by->message_id);
	bind_text(st, 4, quote_key);
	bind_text(st, 5, by->amount);
	bind_int(st, 6, now_s);
	/* the day is the letter's own, the time perhaps not */
	bind_int(st, 7, by->came_s + DAY_S);
	return db_run(tx->s, st, error);
}

gboolean
store_promise_settle(
    store_tx *tx, gint64 id, enum promise_state state, const char *who, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE promise SET state = ?2, settled_s = ?3, settled_by = ?4, item_id = NULL WHERE id = ?1",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, state);
	bind_int(st, 3, now_s);
	bind_text(st, 4, who);
	return db_run(tx->s, st, error) && db_changed(tx, "promise", id, error);
}

gboolean
store_promise_expire(store_tx *tx, gint64 due_before_s, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(
	    tx, "UPDATE promise SET state = 3, settled_s = ?2 WHERE state = 0 AND due_s < ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, due_before_s);
	bind_int(st, 2, now_s);
	return db_run(tx->s, st, error);
}

gboolean
store_promise_hand_on(store_tx *tx, gint64 id, const char *ae, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE promise SET ae = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_text(st, 2, ae);
	return db_run(tx->s, st, error) && db_changed(tx, "promise", id, error);
}

GPtrArray *
store_promises(struct store *s, const struct store_promise_filter *f, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_promise_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    PROMISE_SELECT "WHERE (?1 = 0 OR p.customer_id = ?1) AND (?2 = 0 OR " IS_OPEN
			   ") AND (?3 = 0 OR p.due_s < ?3)"
			   " AND (?4 = 0 OR p.id = ?4) ORDER BY p.due_s, p.id LIMIT ?5",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, f->customer_id);
	bind_int(st, 2, f->open_only);
	bind_int(st, 3, f->due_before_s);
	bind_int(st, 4, f->id);
	bind_int(st, 5, f->limit ? f->limit : -1);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, promise_read(st));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}
