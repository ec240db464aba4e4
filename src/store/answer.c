/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people asked for by mail: which letter of ours they answer, and that it is done once. */
#include "db.h"

gboolean
store_answer_put(
    store_tx *tx, const char *key, const char *who, gint64 now_s, gboolean *out_fresh, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO answered (key, who, at_s) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING RETURNING 1",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_text(st, 1, key);
	bind_text(st, 2, who);
	bind_int(st, 3, now_s);
	got = db_step(tx->s, st, error);
	*out_fresh = got > 0;
	return got >= 0;
}

gboolean
store_parcel_of(struct store *s, const char *rfc_message_id, gint64 *out_parcel_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT id FROM parcel WHERE rfc_message_id = ?1", error);
	int got;

	*out_parcel_id = 0;
	if (!st)
		return FALSE;
	bind_text(st, 1, rfc_message_id);
	got = db_step(s, st, error);
	if (got > 0)
		*out_parcel_id = sqlite3_column_int64(st, 0);
	return got >= 0;
}

/* A step that may be taken back alone, while the rest of the transaction stays. */
gboolean
store_step_begin(store_tx *tx, GError **error)
{
	return db_exec(tx->s, "SAVEPOINT step", error);
}

gboolean
store_step_end(store_tx *tx, gboolean keep, GError **error)
{
	return (keep || db_exec(tx->s, "ROLLBACK TO step", error)) && db_exec(tx->s, "RELEASE step", error);
}
