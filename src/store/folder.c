/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mailbox folders, the UIDs on record, and tries that ended with a dead helper. */
#include "db.h"

void
store_folder_free(struct store_folder *f)
{
	if (!f)
		return;
	g_free(f->mailbox);
	g_free(f->folder);
	g_free(f->skipped);
	g_free(f->account);
	g_free(f);
}

struct store_folder *
store_folder_current(struct store *s, const char *mailbox, const char *folder, GError **error)
{
	struct store_folder *f;
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id, mailbox, folder, uidvalidity, skipped, first_seen_s, backlog, account FROM folder"
	    " WHERE mailbox = ?1 AND folder = ?2 AND current = 1",
	    error);

	if (!st)
		return NULL;
	bind_text(st, 1, mailbox);
	bind_text(st, 2, folder);
	if (db_step(s, st, error) <= 0)
		return NULL;
	f = g_new0(struct store_folder, 1);
	f->id = sqlite3_column_int64(st, 0);
	f->mailbox = column_text(st, 1);
	f->folder = column_text(st, 2);
	f->uidvalidity = (guint32)sqlite3_column_int64(st, 3);
	f->skipped = column_text(st, 4);
	f->first_seen_s = sqlite3_column_int64(st, 5);
	f->backlog = (guint64)sqlite3_column_int64(st, 6);
	f->account = column_text(st, 7);
	return f;
}

/* A UIDVALIDITY that comes back (a server restored from a backup) gets its old row, with what is on record
 * there. */
gboolean
store_folder_put(store_tx *tx, const char *mailbox, const char *folder, guint32 uidvalidity, gint64 now_s,
    gint64 *out_id, GError **error)
{
	g_autoptr(db_stmt) retire = db_write(
	    tx, "UPDATE folder SET current = 0 WHERE mailbox = ?1 AND folder = ?2 AND current = 1", error);
	g_autoptr(db_stmt) put = db_write(tx,
	    "INSERT INTO folder (mailbox, folder, uidvalidity, current, first_seen_s) VALUES (?1, ?2, ?3, 1, "
	    "?4)"
	    " ON CONFLICT (mailbox, folder, uidvalidity) DO UPDATE SET current = 1 RETURNING id",
	    error);
	gint64 id;

	if (!retire || !put)
		return FALSE;
	bind_text(retire, 1, mailbox);
	bind_text(retire, 2, folder);
	if (!db_run(tx->s, retire, error))
		return FALSE;
	bind_text(put, 1, mailbox);
	bind_text(put, 2, folder);
	bind_int(put, 3, uidvalidity);
	bind_int(put, 4, now_s);
	if (db_step(tx->s, put, error) <= 0)
		return FALSE;
	id = sqlite3_column_int64(put, 0);
	if (!db_run(tx->s, put, error))
		return FALSE;
	*out_id = id;
	return TRUE;
}

gboolean
store_folder_set_account(
    store_tx *tx, const char *mailbox, const char *folder, const char *account, GError **error)
{
	/* The old name tells whose it was; the row's id, because accounts may come and go. */
	static const char *const SQL[] = {
		"UPDATE folder SET account = ?3 WHERE mailbox = ?1 AND folder = ?2 AND account = ''",
		"UPDATE folder SET current = 0, folder = folder || ' (of ' || account || ', ' || id || ')'"
		" WHERE mailbox = ?1 AND folder = ?2 AND account <> ?3",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(SQL); i++) {
		g_autoptr(db_stmt) st = db_write(tx, SQL[i], error);

		if (!st)
			return FALSE;
		bind_text(st, 1, mailbox);
		bind_text(st, 2, folder);
		bind_text(st, 3, account);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_folder_retire(store_tx *tx, gint64 folder_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE folder SET current = 0, folder = folder || ' (before ' || id || ')' WHERE id = ?1",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	return db_run(tx->s, st, error) && db_changed(tx, "folder", folder_id, error);
}

gboolean
store_folder_set_skipped(store_tx *tx, gint64 folder_id, const char *skipped, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE folder SET skipped = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_text(st, 2, skipped ? skipped : "");
	return db_run(tx->s, st, error) && db_changed(tx, "folder", folder_id, error);
}

gboolean
store_folder_set_backlog(store_tx *tx, gint64 folder_id, guint64 backlog, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE folder SET backlog = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, (gint64)MIN(backlog, (guint64)G_MAXINT64));
	return db_run(tx->s, st, error) && db_changed(tx, "folder", folder_id, error);
}

/* The rows are read before the first call back, so that the callback may use the store. */
/* Collected before they are told, so that the callee may use the store. */
static gboolean
folder_uids_each(
    struct store *s, db_stmt *st, void (*each)(guint32 uid, gpointer data), gpointer data, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	int got;

	while ((got = db_step(s, st, error)) > 0) {
		guint32 uid = (guint32)sqlite3_column_int64(st, 0);

		g_array_append_val(uids, uid);
	}
	for (guint i = 0; got == 0 && i < uids->len; i++)
		each(g_array_index(uids, guint32, i), data);
	return got == 0;
}

gboolean
store_folder_uids(struct store *s, gint64 folder_id, void (*each)(guint32 uid, gpointer data), gpointer data,
    GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id & 4294967295 FROM message WHERE id BETWEEN ?1 << 32 AND (?1 << 32) | 4294967295 ORDER "
	    "BY id",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	return folder_uids_each(s, st, each, data, error);
}

gboolean
store_folder_latest(struct store *s, gint64 folder_id, gint64 limit,
    void (*each)(guint32 uid, gint64 internal_date_s, const guint8 *digest, gpointer data), gpointer data,
    GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id & 4294967295, internal_date_s, digest FROM message"
	    " WHERE id BETWEEN ?1 << 32 AND (?1 << 32) | 4294967295 AND digest IS NOT NULL AND "
	    "internal_date_s > 0"
	    " ORDER BY id DESC LIMIT ?2",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, limit);
	while ((got = db_step(s, st, error)) > 0)
		each((guint32)sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1),
		    sqlite3_column_blob(st, 2), data);
	return got == 0;
}

gboolean
store_folder_routed(struct store *s, gint64 folder_id, gint64 since_s,
    void (*each)(guint32 uid, gpointer data), gpointer data, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT m.id & 4294967295 FROM message m WHERE m.id BETWEEN ?1 << 32 AND (?1 << 32) | 4294967295"
	    " AND m.fate = 1 AND m.at_s >= ?2"
	    " AND EXISTS (SELECT 1 FROM item i JOIN parcel p ON p.item_id = i.id WHERE i.message_id = m.id "
	    "AND i.route = 1) ORDER BY m.id",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, since_s);
	return folder_uids_each(s, st, each, data, error);
}

gboolean
store_attempt_add(
    store_tx *tx, gint64 folder_id, guint32 uid, const char *why, gint64 now_s, gint64 *out_n, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO attempt (folder_id, uid, n, why, at_s) VALUES (?1, ?2, 1, ?3, ?4)"
	    " ON CONFLICT (folder_id, uid) DO UPDATE SET n = n + 1, why = excluded.why, at_s = excluded.at_s"
	    " RETURNING n",
	    error);
	gint64 n;

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, uid);
	bind_text(st, 3, why ? why : "");
	bind_int(st, 4, now_s);
	if (db_step(tx->s, st, error) <= 0)
		return FALSE;
	n = sqlite3_column_int64(st, 0);
	if (!db_run(tx->s, st, error))
		return FALSE;
	if (out_n)
		*out_n = n;
	return TRUE;
}

gboolean
store_attempt_count(struct store *s, gint64 folder_id, guint32 uid, gint64 *out_n, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT n FROM attempt WHERE folder_id = ?1 AND uid = ?2", error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, uid);
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out_n = got ? sqlite3_column_int64(st, 0) : 0;
	return TRUE;
}

gboolean
store_attempt_each(struct store *s, gint64 folder_id, void (*each)(guint32 uid, gint64 n, gpointer data),
    gpointer data, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, 2 * sizeof(gint64));
	int got;

	{
		g_autoptr(db_stmt) st =
		    db_prepare(s, "SELECT uid, n FROM attempt WHERE folder_id = ?1 ORDER BY uid", error);

		if (!st)
			return FALSE;
		bind_int(st, 1, folder_id);
		while ((got = db_step(s, st, error)) > 0) {
			gint64 row[2] = { sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1) };

			g_array_append_vals(rows, row, 1);
		}
	}
	for (guint i = 0; got == 0 && i < rows->len; i++) {
		const gint64 *row = (const gint64 *)(gconstpointer)rows->data + (gsize)i * 2;

		each((guint32)row[0], row[1], data);
	}
	return got == 0;
}

gboolean
store_attempt_clear(store_tx *tx, gint64 folder_id, guint32 uid, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "DELETE FROM attempt WHERE folder_id = ?1 AND uid = ?2", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, folder_id);
	bind_int(st, 2, uid);
	return db_run(tx->s, st, error);
}
