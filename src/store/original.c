/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals of items: those that wait for a person, and those kept for AR. The bytes are sealed before they come here. */
#include "db.h"

void
store_original_free(struct store_original *o)
{
	if (!o)
		return;
	g_clear_pointer(&o->header, g_bytes_unref);
	g_clear_pointer(&o->spare, g_bytes_unref);
	g_free(o);
}

gboolean
store_original_put(store_tx *tx, const struct store_original *o, GError **error)
{
	g_autoptr(db_stmt) st = db_write(
	    tx, "INSERT INTO original (item_id, header, spare, at_s) VALUES (?1, ?2, ?3, ?4)", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, o->item_id);
	bind_bytes(st, 2, o->header);
	bind_bytes(st, 3, o->spare);
	bind_int(st, 4, o->at_s);
	return db_run(tx->s, st, error);
}

gboolean
store_original_chunk_put(store_tx *tx, gint64 item_id, gint64 seq, GBytes *sealed, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "INSERT INTO original_chunk (item_id, seq, sealed) VALUES (?1, ?2, ?3)", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, seq);
	bind_bytes(st, 3, sealed);
	return db_run(tx->s, st, error);
}

struct store_original *
store_original_get(struct store *s, gint64 item_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT o.header, o.spare, o.at_s, i.message_id FROM original o JOIN item i ON i.id = o.item_id"
	    " WHERE o.item_id = ?1",
	    error);
	struct store_original *o;

	if (!st)
		return NULL;
	bind_int(st, 1, item_id);
	if (db_step(s, st, error) <= 0)
		return NULL;
	o = g_new0(struct store_original, 1);
	o->item_id = item_id;
	o->header = column_bytes(st, 0);
	o->spare = column_bytes(st, 1);
	o->at_s = sqlite3_column_int64(st, 2);
	o->message_id = sqlite3_column_int64(st, 3);
	return o;
}

gboolean
store_original_settle(store_tx *tx, gint64 item_id, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "UPDATE original SET spare = NULL, at_s = ?2 WHERE item_id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, now_s);
	tx->s->erased = TRUE;
	return db_run(tx->s, st, error) && db_changed(tx, "original of item", item_id, error);
}

gboolean
store_original_set_header(
    store_tx *tx, gint64 item_id, GBytes *was, GBytes *now, gboolean *out_changed, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "UPDATE original SET header = ?3 WHERE item_id = ?1 AND header = ?2", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_bytes(st, 2, was);
	bind_bytes(st, 3, now);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_changed = sqlite3_changes(tx->s->db) > 0;
	return TRUE;
}

/* The first column of a bound statement. */
static GArray *
ids_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	int got;

	while ((got = db_step(s, st, error)) > 0) {
		gint64 id = sqlite3_column_int64(st, 0);

		g_array_append_val(ids, id);
	}
	return got == 0 ? g_steal_pointer(&ids) : NULL;
}

GArray *
store_original_items(struct store *s, gint64 after_id, gint64 limit, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT item_id FROM original WHERE item_id > ?1 ORDER BY item_id LIMIT ?2", error);

	if (!st)
		return NULL;
	bind_int(st, 1, after_id);
	bind_int(st, 2, limit);
	return ids_collect(s, st, error);
}

gboolean
store_original_expire(store_tx *tx, gint64 before_s, gint64 limit, gint64 *out_n, GError **error)
{
	g_autoptr(GArray) ids = NULL;

	{
		g_autoptr(db_stmt) st = db_prepare(tx->s,
		    "SELECT item_id FROM original WHERE at_s > 0 AND at_s < ?1 ORDER BY at_s LIMIT ?2",
		    error);

		if (!st)
			return FALSE;
		bind_int(st, 1, before_s);
		bind_int(st, 2, limit);
		ids = ids_collect(tx->s, st, error);
	}
	if (!ids)
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		if (!store_original_erase(tx, g_array_index(ids, gint64, i), error))
			return FALSE;
	*out_n = ids->len;
	return TRUE;
}

GBytes *
store_original_chunk(struct store *s, gint64 item_id, gint64 seq, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT sealed FROM original_chunk WHERE item_id = ?1 AND seq = ?2", error);

	if (!st)
		return NULL;
	bind_int(st, 1, item_id);
	bind_int(st, 2, seq);
	return db_step(s, st, error) > 0 ? column_bytes(st, 0) : NULL;
}

gboolean
store_original_erase(store_tx *tx, gint64 item_id, GError **error)
{
	static const char *const SQL[] = {
		"DELETE FROM original_chunk WHERE item_id = ?1",
		"DELETE FROM original WHERE item_id = ?1",
	};

	tx->s->erased = TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(SQL); i++) {
		g_autoptr(db_stmt) st = db_write(tx, SQL[i], error);

		if (!st)
			return FALSE;
		bind_int(st, 1, item_id);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}
