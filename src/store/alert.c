/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alerts: raised once per kind and key, counted when they come again, told, settled by a person. */
#include "db.h"

const char *const ALERT_KIND_NAMES[ALERT_N] = {
	[ALERT_REMIT_TO] = "remit-to",
	[ALERT_BANK_CHANGE] = "bank-change",
	[ALERT_LOOK_ALIKE] = "look-alike",
	[ALERT_LARGE_ORDER] = "large-order",
	[ALERT_ORDER_REDUCED] = "order-reduced",
	[ALERT_OFF_DEAL] = "off-deal",
	[ALERT_MAILBOX] = "mailbox",
	[ALERT_ANSWER] = "answer",
};

gboolean
alert_is_about_bank(enum alert_kind kind)
{
	return kind == ALERT_REMIT_TO || kind == ALERT_BANK_CHANGE;
}

void
store_alert_free(struct store_alert *a)
{
	if (!a)
		return;
	g_free(a->key);
	g_free(a->text);
	g_free(a->ae);
	g_free(a->settled_by);
	g_free(a);
}

/* Other words open it again and have to be told; the same words leave it as it is. */
static const char RAISE[] =
    "INSERT INTO alert (kind, key, text, ae, customer_id, item_id, message_id, first_s, last_s, times)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 1)"
    " ON CONFLICT (kind, key) DO UPDATE SET times = times + 1, last_s = max(last_s, excluded.last_s),"
    " told_s = CASE WHEN text = excluded.text THEN told_s ELSE 0 END,"
    " settled_s = CASE WHEN text = excluded.text THEN settled_s ELSE 0 END,"
    " settled_by = CASE WHEN text = excluded.text THEN settled_by ELSE NULL END,"
    " ae = ifnull(excluded.ae, ae), customer_id = ifnull(excluded.customer_id, customer_id),"
    " item_id = ifnull(excluded.item_id, item_id), message_id = ifnull(excluded.message_id, message_id),"
    " text = excluded.text"
    " RETURNING told_s = 0 AND settled_s = 0";

gboolean
store_alert_raise(
    store_tx *tx, const struct store_alert *a, gint64 now_s, gboolean *out_fresh, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, RAISE, error);

	if (!st)
		return FALSE;
	bind_int(st, 1, a->kind);
	bind_text(st, 2, a->key);
	bind_text(st, 3, a->text);
	bind_text(st, 4, a->ae);
	bind_id(st, 5, a->customer_id);
	bind_id(st, 6, a->item_id);
	bind_id(st, 7, a->message_id);
	bind_int(st, 8, now_s);
	if (db_step(tx->s, st, error) < 0)
		return FALSE;
	if (out_fresh)
		*out_fresh = sqlite3_column_int(st, 0) != 0;
	return TRUE;
}

char *
store_alert_text(struct store *s, enum alert_kind kind, const char *key, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT text FROM alert WHERE kind = ?1 AND key = ?2", error);

	if (!st)
		return NULL;
	bind_int(st, 1, kind);
	bind_text(st, 2, key);
	return db_step(s, st, error) > 0 ? column_text(st, 0) : NULL;
}

#define COLUMNS                                                                               \
	"id, kind, key, text, ae, customer_id, item_id, message_id, first_s, last_s, times, " \
	"told_s, settled_s, settled_by"

static struct store_alert *
alert_read(db_stmt *st)
{
	struct store_alert *a = g_new0(struct store_alert, 1);

	a->id = sqlite3_column_int64(st, 0);
	a->kind = (enum alert_kind)sqlite3_column_int(st, 1);
	a->key = column_text(st, 2);
	a->text = column_text(st, 3);
	a->ae = column_text(st, 4);
	a->customer_id = sqlite3_column_int64(st, 5);
	a->item_id = sqlite3_column_int64(st, 6);
	a->message_id = sqlite3_column_int64(st, 7);
	a->first_s = sqlite3_column_int64(st, 8);
	a->last_s = sqlite3_column_int64(st, 9);
	a->times = sqlite3_column_int64(st, 10);
	a->told_s = sqlite3_column_int64(st, 11);
	a->settled_s = sqlite3_column_int64(st, 12);
	a->settled_by = column_text(st, 13);
	return a;
}

struct store_alert *
store_alert_get(struct store *s, gint64 alert_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT " COLUMNS " FROM alert WHERE id = ?1", error);
	int got, kind;

	if (!st)
		return NULL;
	bind_int(st, 1, alert_id);
	got = db_step(s, st, error);
	kind = got > 0 ? sqlite3_column_int(st, 1) : -1;
	if (kind >= 0 && kind < ALERT_N)
		return alert_read(st);
	if (got >= 0)
		purser_fail(error, PURSER_REJECT, "no alert %" G_GINT64_FORMAT, alert_id);
	return NULL;
}

GPtrArray *
store_alerts(struct store *s, const struct store_alert_filter *f, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_alert_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT " COLUMNS " FROM alert WHERE (?1 = 0 OR settled_s = 0) AND (?2 = 0 OR told_s = 0)"
	    " AND last_s >= ?3 AND (?4 = 0 OR customer_id = ?4) AND (?5 = 0 OR item_id = ?5)"
	    " ORDER BY CASE ?2 WHEN 0 THEN 0 ELSE kind END, last_s DESC, id DESC LIMIT ?6",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, f->open_only);
	bind_int(st, 2, f->untold_only);
	bind_int(st, 3, f->since_s);
	bind_int(st, 4, f->customer_id);
	bind_int(st, 5, f->item_id);
	bind_int(st, 6, f->limit ? f->limit : -1);
	while ((got = db_step(s, st, error)) > 0) {
		int kind = sqlite3_column_int(st, 1);

		if (kind >= 0 && kind < ALERT_N)
			g_ptr_array_add(rows, alert_read(st));
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_alert_told(store_tx *tx, gint64 alert_id, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE alert SET told_s = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, alert_id);
	bind_int(st, 2, now_s);
	return db_run(tx->s, st, error) && db_changed(tx, "alert", alert_id, error);
}

gboolean
store_alert_settle(store_tx *tx, gint64 alert_id, const char *settled_by, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "UPDATE alert SET settled_s = ?2, settled_by = ?3 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, alert_id);
	bind_int(st, 2, now_s);
	bind_text(st, 3, settled_by);
	return db_run(tx->s, st, error) && db_changed(tx, "alert", alert_id, error);
}
