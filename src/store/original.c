/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals of items that wait for a person. The bytes are sealed before they come here. */
#include "db.h"

gboolean
store_original_put(store_tx *tx, gint64 item_id, GBytes *header, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "INSERT INTO original (item_id, header) VALUES (?1, ?2)", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_bytes(st, 2, header);
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

gboolean
store_original_header(struct store *s, gint64 item_id, GBytes **out_header, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT header FROM original WHERE item_id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	if (db_step(s, st, error) <= 0)
		return FALSE;
	*out_header = column_bytes(st, 0);
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
