/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: a compact row each; who wrote what only for those that became something. */
#include "db.h"

#include <string.h>

const char *const FATE_NAMES[FATE_N] = {
	[FATE_IGNORED] = "ignored",
	[FATE_ITEM] = "item",
	[FATE_SIGHTING] = "sighting",
	[FATE_QUARANTINED] = "quarantined",
	[FATE_OVERSIZE] = "oversize",
	[FATE_VANISHED] = "vanished",
	[FATE_OURS] = "ours",
};

#define DIGEST_BYTES 32

/* The index of kept messages is partial: its condition (schema.c) must hold these two and nothing else. */
G_STATIC_ASSERT(FATE_ITEM == 1 && FATE_SIGHTING == 2);
/* The index of live items exempts these (schema.c). */
G_STATIC_ASSERT(RELATION_SIGHTING == 1 && ROUTE_IGNORE == 0 && ROUTE_HOLD == 3);

static gint64
message_place(gint64 folder_id, guint32 uid)
{
	return (gint64)((guint64)folder_id << 32 | uid);
}

static void
tally_add(store_tx *tx, gint64 folder_id, enum message_fate fate, gint64 n, gint64 at_s)
{
	struct tally fresh = { .folder_id = folder_id, .fate = fate, .n = n, .last_s = at_s };

	/* Batches touch a folder or two: the list is short. */
	for (guint i = 0; i < tx->tallies->len; i++) {
		struct tally *t = &g_array_index(tx->tallies, struct tally, i);

		if (t->folder_id != folder_id || t->fate != fate)
			continue;
		t->n += n;
		t->last_s = MAX(t->last_s, at_s);
		return;
	}
	g_array_append_val(tx->tallies, fresh);
}

gboolean
tally_write(store_tx *tx, GError **error)
{
	for (guint i = 0; i < tx->tallies->len; i++) {
		const struct tally *t = &g_array_index(tx->tallies, struct tally, i);
		g_autoptr(db_stmt) st = db_write(tx,
		    "INSERT INTO folder_count (folder_id, fate, n, last_s) VALUES (?1, ?2, ?3, ?4)"
		    " ON CONFLICT (folder_id, fate) DO UPDATE"
		    " SET n = n + excluded.n, last_s = max(last_s, excluded.last_s)",
		    error);

		if (!st)
			return FALSE;
		bind_int(st, 1, t->folder_id);
		bind_int(st, 2, t->fate);
		bind_int(st, 3, t->n);
		bind_int(st, 4, t->last_s);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	g_array_set_size(tx->tallies, 0);
	return TRUE;
}

gboolean
store_message_put(store_tx *tx, const struct store_message *m, gint64 *out_id, GError **error)
{
	gint64 id = message_place(m->folder_id, m->uid);
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO message (id, digest, size, internal_date_s, at_s, verdict, fate)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_blob(st, 2, m->digest, DIGEST_BYTES);
	bind_int(st, 3, m->size);
	bind_int(st, 4, m->internal_date_s);
	bind_int(st, 5, m->at_s);
	bind_int(st, 6, m->verdict);
	bind_int(st, 7, m->fate);
	if (!db_run(tx->s, st, error))
		return FALSE;
	tally_add(tx, m->folder_id, m->fate, 1, m->at_s);
	if (out_id)
		*out_id = id;
	return TRUE;
}

gboolean
store_message_known(struct store *s, gint64 folder_id, guint32 uid, gboolean *out_known, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT 1 FROM message WHERE id = ?1", error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, message_place(folder_id, uid));
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out_known = got > 0;
	return TRUE;
}

static gboolean
message_fate(store_tx *tx, gint64 message_id, enum message_fate *out, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "SELECT fate FROM message WHERE id = ?1", error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, message_id);
	got = db_step(tx->s, st, error);
	if (got < 0)
		return FALSE;
	if (got == 0)
		return purser_fail(error, PURSER_REJECT, "there is no message %" G_GINT64_FORMAT, message_id);
	*out = (enum message_fate)sqlite3_column_int(st, 0);
	return TRUE;
}

gboolean
store_message_set_fate(store_tx *tx, gint64 message_id, enum message_fate fate, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE message SET fate = ?2 WHERE id = ?1", error);
	enum message_fate old = FATE_IGNORED;

	if (!st || !message_fate(tx, message_id, &old, error))
		return FALSE;
	bind_int(st, 1, message_id);
	bind_int(st, 2, fate);
	if (!db_run(tx->s, st, error))
		return FALSE;
	tally_add(tx, message_id >> 32, old, -1, 0);
	tally_add(tx, message_id >> 32, fate, 1, 0);
	return TRUE;
}

#define HEAD_COLUMNS(X)                   \
	X(rfc_message_id, message_id)     \
	X(date, date)                     \
	X(subject, subject)               \
	X(from_name, from.name)           \
	X(from_address, from.address)     \
	X(origin_name, origin.name)       \
	X(origin_address, origin.address) \
	X(origin_date, origin_date)       \
	X(origin_how, origin_how)         \
	X(reply_to, reply_to)             \
	X(direction, direction)           \
	X(authenticity, authenticity)     \
	X(authenticity_why, authenticity_why)

/* A short stand-in for a Message-ID in the index (FNV-1a); the row has the whole. */
static gint64
rfc_key(const char *rfc_message_id)
{
	guint64 h = 0xcbf29ce484222325;

	for (const char *p = rfc_message_id; *p; p++)
		h = (h ^ (guint8)*p) * 0x100000001b3;
	return (gint64)h;
}

/* The first letter of the conversation, as far as it is told. */
static const char *
thread_of(const struct report *r)
{
	if (r->references && r->references->len)
		return g_ptr_array_index(r->references, 0);
	return r->in_reply_to ? r->in_reply_to : r->message_id;
}

gint64
store_source_key(const char *rfc_message_id, const guint8 *digest)
{
	gint64 key = 0;

	if (rfc_message_id && *rfc_message_id)
		return rfc_key(rfc_message_id);
	if (digest)
		memcpy(&key, digest, sizeof key);
	return key;
}

gboolean
store_message_head_put(store_tx *tx, gint64 message_id, const struct report *r, GError **error)
{
	/* Replaced, not refused: a forgotten message that is read again has its head here still. */
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT OR REPLACE INTO message_head (message_id, rfc_key, thread"
#define X(column, member) ", " #column
	    HEAD_COLUMNS(X)
#undef X
		") VALUES (?1, ?2, ?3"
#define X(column, member) ", ?"
	    HEAD_COLUMNS(X)
#undef X
		")",
	    error);
	int at = 4;

	if (!st)
		return FALSE;
	bind_int(st, 1, message_id);
	if (r->message_id)
		bind_int(st, 2, rfc_key(r->message_id));
	bind_text(st, 3, thread_of(r));
#define X(column, member) bind_text(st, at++, r->member);
	HEAD_COLUMNS(X)
#undef X
	return db_run(tx->s, st, error);
}

gboolean
store_message_seen(
    struct store *s, const char *mailbox, const guint8 *digest, gint64 *out_message_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT m.id FROM message m JOIN folder f ON f.id = m.id >> 32"
	    " WHERE m.fate BETWEEN 1 AND 2 AND substr(m.digest, 1, 8) = substr(?2, 1, 8) AND m.digest = ?2"
	    " AND f.mailbox = ?1 LIMIT 1",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_text(st, 1, mailbox);
	bind_blob(st, 2, digest, DIGEST_BYTES);
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out_message_id = got ? sqlite3_column_int64(st, 0) : 0;
	return TRUE;
}

gboolean
store_message_set_aside(struct store *s, const guint8 *digest, gint64 *out_item_id, GError **error)
{
	/* They are few, and have an index of their own. */
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT i.id FROM item i JOIN message m ON m.id = i.message_id"
	    " WHERE i.kind <> 0 AND m.digest = ?1 ORDER BY i.id LIMIT 1",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_blob(st, 1, digest, DIGEST_BYTES);
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out_item_id = got ? sqlite3_column_int64(st, 0) : 0;
	return TRUE;
}

gboolean
store_message_altered(
    struct store *s, const char *rfc_message_id, const guint8 *digest, gboolean *out_altered, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT 1 FROM message_head h JOIN message m ON m.id = h.message_id"
	    " WHERE h.rfc_key = ?3 AND h.rfc_message_id = ?1 AND m.digest <> ?2 LIMIT 1",
	    error);
	int got;

	if (!st)
		return FALSE;
	if (!rfc_message_id) {
		*out_altered = FALSE;
		return TRUE;
	}
	bind_text(st, 1, rfc_message_id);
	bind_blob(st, 2, digest, DIGEST_BYTES);
	bind_int(st, 3, rfc_key(rfc_message_id));
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out_altered = got > 0;
	return TRUE;
}

gboolean
store_message_forget(store_tx *tx, gint64 message_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "DELETE FROM message WHERE id = ?1", error);
	enum message_fate old = FATE_IGNORED;

	if (!st || !message_fate(tx, message_id, &old, error))
		return FALSE;
	bind_int(st, 1, message_id);
	if (!db_run(tx->s, st, error))
		return FALSE;
	tally_add(tx, message_id >> 32, old, -1, 0);
	return store_attempt_clear(tx, message_id >> 32, (guint32)(message_id & G_MAXUINT32), error);
}

/* Adds the places where the item's mail lies still, as far as is on record. */
static gboolean
item_places(store_tx *tx, gint64 item_id, GHashTable *places, guint *out_n, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "SELECT m.id FROM sighting v JOIN message m ON m.id = v.message_id"
	    " JOIN folder f ON f.id = m.id >> 32 AND f.current = 1 WHERE v.item_id = ?1 AND m.fate <> ?2",
	    error);
	int got;

	*out_n = 0;
	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, FATE_VANISHED);
	while ((got = db_step(tx->s, st, error)) > 0) {
		gint64 id = sqlite3_column_int64(st, 0);

		g_hash_table_add(places, g_memdup2(&id, sizeof(id)));
		(*out_n)++;
	}
	return got == 0;
}

/* All places are asked for before the first is forgotten: a mail may have brought several of the items. */
gboolean
store_items_forget_mail(store_tx *tx, const GPtrArray *items, guint *out_gone, GError **error)
{
	g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GHashTableIter iter;
	gpointer key;
	guint n;

	*out_gone = 0;
	for (guint i = 0; i < items->len; i++) {
		if (!item_places(
			tx, ((struct store_item *)g_ptr_array_index(items, i))->id, places, &n, error))
			return FALSE;
		*out_gone += n == 0;
	}
	g_hash_table_iter_init(&iter, places);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		if (!store_message_forget(tx, *(gint64 *)key, error))
			return FALSE;
	return TRUE;
}
