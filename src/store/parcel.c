/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels: rows and sealed chunks. The rules of sending are outbox's. */
#include "db.h"

const char *const PARCEL_STATE_NAMES[PARCEL_N] = {
	[PARCEL_READY] = "ready",
	[PARCEL_CLAIMED] = "claimed",
	[PARCEL_COMMITTING] = "committing",
	[PARCEL_SENT] = "sent",
	[PARCEL_PARKED] = "parked",
};

void
store_recipient_free(struct store_recipient *r)
{
	if (!r)
		return;
	g_free(r->address);
	g_free(r->answer);
	g_free(r);
}

void
store_parcel_free(struct store_parcel *p)
{
	if (!p)
		return;
	g_free(p->purpose);
	g_free(p->rfc_message_id);
	g_free(p->last_error);
	if (p->header)
		g_bytes_unref(p->header);
	if (p->recipients)
		g_ptr_array_unref(p->recipients);
	g_free(p);
}

static gboolean
recipients_put(store_tx *tx, gint64 parcel_id, const GPtrArray *recipients, GError **error)
{
	for (guint i = 0; recipients && i < recipients->len; i++) {
		const struct store_recipient *r = g_ptr_array_index(recipients, i);
		g_autoptr(db_stmt) st = db_write(tx,
		    "INSERT INTO parcel_recipient (parcel_id, seq, address, state, answer) VALUES (?1, ?2, "
		    "?3, ?4, ?5)"
		    " ON CONFLICT (parcel_id, seq) DO UPDATE SET state = excluded.state, answer = "
		    "excluded.answer",
		    error);

		if (!st)
			return FALSE;
		bind_int(st, 1, parcel_id);
		bind_int(st, 2, i);
		bind_text(st, 3, r->address);
		bind_int(st, 4, r->state);
		bind_text(st, 5, r->answer);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_parcel_put(store_tx *tx, const struct store_parcel *p, gint64 *out_id, GError **error)
{
	gint64 id;

	{
		g_autoptr(db_stmt) st = db_write(tx,
		    "INSERT INTO parcel (item_id, purpose, rfc_message_id, state, attempts, created_s, "
		    "since_s, next_s,"
		    " settled_s, uncertain, last_error, size, header)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
		    error);

		if (!st)
			return FALSE;
		bind_id(st, 1, p->item_id);
		bind_text(st, 2, p->purpose ? p->purpose : "order");
		bind_text(st, 3, p->rfc_message_id);
		bind_int(st, 4, p->state);
		bind_int(st, 5, p->attempts);
		bind_int(st, 6, p->created_s);
		bind_int(st, 7, p->since_s ? p->since_s : p->created_s);
		bind_int(st, 8, p->next_s);
		bind_int(st, 9, p->settled_s);
		bind_int(st, 10, p->uncertain);
		bind_text(st, 11, p->last_error);
		bind_int(st, 12, p->size);
		bind_bytes(st, 13, p->header);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	id = sqlite3_last_insert_rowid(tx->s->db);
	if (!recipients_put(tx, id, p->recipients, error))
		return FALSE;
	if (out_id)
		*out_id = id;
	return TRUE;
}

gboolean
store_parcel_seal_put(store_tx *tx, gint64 parcel_id, gint64 size, GBytes *header, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE parcel SET size = ?2, header = ?3 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, parcel_id);
	bind_int(st, 2, size);
	bind_bytes(st, 3, header);
	return db_run(tx->s, st, error) && db_changed(tx, "parcel", parcel_id, error);
}

gboolean
store_parcel_chunk_put(store_tx *tx, gint64 parcel_id, gint64 seq, GBytes *sealed, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "INSERT INTO parcel_chunk (parcel_id, seq, sealed) VALUES (?1, ?2, ?3)", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, parcel_id);
	bind_int(st, 2, seq);
	bind_bytes(st, 3, sealed);
	return db_run(tx->s, st, error);
}

GBytes *
store_parcel_chunk(struct store *s, gint64 parcel_id, gint64 seq, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT sealed FROM parcel_chunk WHERE parcel_id = ?1 AND seq = ?2", error);

	if (!st)
		return NULL;
	bind_int(st, 1, parcel_id);
	bind_int(st, 2, seq);
	return db_step(s, st, error) > 0 ? column_bytes(st, 0) : NULL;
}

#define PARCEL_SELECT                                                                                   \
	"SELECT id, ifnull(item_id, 0), purpose, rfc_message_id, state, attempts, created_s, since_s, " \
	"next_s, settled_s,"                                                                            \
	" uncertain, last_error, size, header FROM parcel "

static struct store_parcel *
parcel_read(db_stmt *st)
{
	struct store_parcel *p = g_new0(struct store_parcel, 1);

	p->id = sqlite3_column_int64(st, 0);
	p->item_id = sqlite3_column_int64(st, 1);
	p->purpose = column_text(st, 2);
	p->rfc_message_id = column_text(st, 3);
	p->state = (enum parcel_state)sqlite3_column_int(st, 4);
	p->attempts = sqlite3_column_int64(st, 5);
	p->created_s = sqlite3_column_int64(st, 6);
	p->since_s = sqlite3_column_int64(st, 7);
	p->next_s = sqlite3_column_int64(st, 8);
	p->settled_s = sqlite3_column_int64(st, 9);
	p->uncertain = sqlite3_column_int64(st, 10);
	p->last_error = column_text(st, 11);
	p->size = sqlite3_column_int64(st, 12);
	p->header = column_bytes(st, 13);
	return p;
}

static gboolean
recipients_read(struct store *s, struct store_parcel *p, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT address, state, answer FROM parcel_recipient WHERE parcel_id = ?1 ORDER BY seq", error);
	int got;

	if (!st)
		return FALSE;
	p->recipients = g_ptr_array_new_with_free_func((GDestroyNotify)store_recipient_free);
	bind_int(st, 1, p->id);
	while ((got = db_step(s, st, error)) > 0) {
		struct store_recipient *r = g_new0(struct store_recipient, 1);

		r->address = column_text(st, 0);
		r->state = (enum recipient_state)sqlite3_column_int(st, 1);
		r->answer = column_text(st, 2);
		g_ptr_array_add(p->recipients, r);
	}
	return got == 0;
}

/* Steps through a bound statement of PARCEL_SELECT. */
static GPtrArray *
parcels_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)store_parcel_free);
	int got;

	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(all, parcel_read(st));
	if (got < 0)
		return NULL;
	for (guint i = 0; i < all->len; i++)
		if (!recipients_read(s, g_ptr_array_index(all, i), error))
			return NULL;
	return g_steal_pointer(&all);
}

struct store_parcel *
store_parcel_get(struct store *s, gint64 id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, PARCEL_SELECT "WHERE id = ?1", error);
	g_autoptr(GPtrArray) all = NULL;

	if (!st)
		return NULL;
	bind_int(st, 1, id);
	all = parcels_collect(s, st, error);
	return all && all->len ? g_ptr_array_steal_index(all, 0) : NULL;
}

GPtrArray *
store_parcels_due(struct store *s, gint64 now_s, gint64 limit, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(
	    s, PARCEL_SELECT "WHERE state = 0 AND next_s <= ?1 ORDER BY next_s, id LIMIT ?2", error);

	if (!st)
		return NULL;
	bind_int(st, 1, now_s);
	bind_int(st, 2, limit > 0 ? limit : -1);
	return parcels_collect(s, st, error);
}

GPtrArray *
store_parcels_in_state(struct store *s, enum parcel_state state, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, PARCEL_SELECT "WHERE state = ?1 ORDER BY id", error);

	if (!st)
		return NULL;
	bind_int(st, 1, state);
	return parcels_collect(s, st, error);
}

gint64
store_parcel_next_due(struct store *s)
{
	gint64 next;

	return db_number(s, "SELECT min(next_s) FROM parcel WHERE state = 0", -1, &next, NULL) ? next : -1;
}

gboolean
store_parcel_update(store_tx *tx, const struct store_parcel *p, GError **error)
{
	{
		g_autoptr(db_stmt) st = db_write(tx,
		    "UPDATE parcel SET state = ?2, attempts = ?3, since_s = ?4, next_s = ?5, settled_s = ?6,"
		    " uncertain = ?7, last_error = ?8 WHERE id = ?1",
		    error);

		if (!st)
			return FALSE;
		bind_int(st, 1, p->id);
		bind_int(st, 2, p->state);
		bind_int(st, 3, p->attempts);
		bind_int(st, 4, p->since_s ? p->since_s : p->created_s);
		bind_int(st, 5, p->next_s);
		bind_int(st, 6, p->settled_s);
		bind_int(st, 7, p->uncertain);
		bind_text(st, 8, p->last_error);
		if (!db_run(tx->s, st, error) || !db_changed(tx, "parcel", p->id, error))
			return FALSE;
	}
	return recipients_put(tx, p->id, p->recipients, error);
}

gboolean
store_parcel_readdress(store_tx *tx, gint64 parcel_id, const GPtrArray *recipients, GError **error)
{
	{
		g_autoptr(db_stmt) st =
		    db_write(tx, "DELETE FROM parcel_recipient WHERE parcel_id = ?1", error);

		if (!st)
			return FALSE;
		bind_int(st, 1, parcel_id);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return recipients_put(tx, parcel_id, recipients, error);
}

gboolean
store_parcel_erase_content(store_tx *tx, gint64 parcel_id, GError **error)
{
	static const char *const SQL[] = {
		"DELETE FROM parcel_chunk WHERE parcel_id = ?1",
		"UPDATE parcel SET header = NULL WHERE id = ?1",
	};

	tx->s->erased = TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(SQL); i++) {
		g_autoptr(db_stmt) st = db_write(tx, SQL[i], error);

		if (!st)
			return FALSE;
		bind_int(st, 1, parcel_id);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}
