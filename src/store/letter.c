/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that wait for their time, what was told about what, who wants none, and the runs of the digests. */
#include "db.h"

void
store_letter_free(struct store_letter *l)
{
	if (!l)
		return;
	g_free(l->kind);
	g_free(l->to);
	g_free(l->once);
	g_free(l->about);
	g_free(l->why);
	if (l->facts)
		g_ptr_array_unref(l->facts);
	g_free(l);
}

static void
fact_free(gpointer data)
{
	struct store_letter_fact *f = data;

	g_free(f->name);
	g_free(f->value);
	g_free(f);
}

void
store_letter_fact_add(struct store_letter *l, const char *name, const char *value)
{
	struct store_letter_fact *f;

	if (!value)
		return;
	if (!l->facts)
		l->facts = g_ptr_array_new_with_free_func(fact_free);
	f = g_new0(struct store_letter_fact, 1);
	f->name = g_strdup(name);
	f->value = g_strdup(value);
	g_ptr_array_add(l->facts, f);
}

static gboolean
facts_put(store_tx *tx, gint64 letter_id, const GPtrArray *facts, GError **error)
{
	for (guint i = 0; facts && i < facts->len; i++) {
		const struct store_letter_fact *f = g_ptr_array_index(facts, i);
		g_autoptr(db_stmt) st = db_write(tx,
		    "INSERT INTO letter_fact (letter_id, seq, name, value) VALUES (?1, ?2, ?3, ?4)", error);

		if (!st)
			return FALSE;
		bind_int(st, 1, letter_id);
		bind_int(st, 2, i);
		bind_text(st, 3, f->name);
		bind_text(st, 4, f->value);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_letter_put(store_tx *tx, const struct store_letter *l, gint64 *out_id, GError **error)
{
	gint64 id = 0;

	{
		g_autoptr(db_stmt) st = db_write(tx,
		    "INSERT INTO letter (kind, recipient, item_id, once, about, due_s, created_s)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (once) DO NOTHING RETURNING id",
		    error);
		int got;

		if (!st)
			return FALSE;
		bind_text(st, 1, l->kind);
		bind_text(st, 2, l->to);
		bind_id(st, 3, l->item_id);
		bind_text(st, 4, l->once);
		bind_text(st, 5, l->about);
		bind_int(st, 6, l->due_s);
		bind_int(st, 7, l->created_s);
		got = db_step(tx->s, st, error);
		if (got < 0)
			return FALSE;
		if (got > 0)
			id = sqlite3_column_int64(st, 0);
	}
	if (id && !facts_put(tx, id, l->facts, error))
		return FALSE;
	if (out_id)
		*out_id = id;
	return TRUE;
}

static struct store_letter *
letter_read(db_stmt *st)
{
	struct store_letter *l = g_new0(struct store_letter, 1);

	l->id = sqlite3_column_int64(st, 0);
	l->kind = column_text(st, 1);
	l->to = column_text(st, 2);
	l->item_id = sqlite3_column_int64(st, 3);
	l->once = column_text(st, 4);
	l->about = column_text(st, 5);
	l->due_s = sqlite3_column_int64(st, 6);
	l->created_s = sqlite3_column_int64(st, 7);
	l->settled_s = sqlite3_column_int64(st, 8);
	l->state = (enum letter_state)sqlite3_column_int(st, 9);
	l->parcel_id = sqlite3_column_int64(st, 10);
	l->why = column_text(st, 11);
	return l;
}

static gboolean
facts_read(struct store *s, struct store_letter *l, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT name, value FROM letter_fact WHERE letter_id = ?1 ORDER BY seq", error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, l->id);
	while ((got = db_step(s, st, error)) > 0) {
		g_autofree char *name = column_text(st, 0), *value = column_text(st, 1);

		store_letter_fact_add(l, name, value);
	}
	return got == 0;
}

static GPtrArray *
letters_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
	int got;

	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, letter_read(st));
	if (got < 0)
		return NULL;
	for (guint i = 0; i < rows->len; i++)
		if (!facts_read(s, g_ptr_array_index(rows, i), error))
			return NULL;
	return g_steal_pointer(&rows);
}

#define LETTER_SELECT                                                                                      \
	"SELECT id, kind, recipient, ifnull(item_id, 0), once, about, due_s, created_s, settled_s, state," \
	" ifnull(parcel_id, 0), why FROM letter "
#define LETTER_DUE "(?2 = 0 OR due_s <= ?2 OR created_s > ?2 + ?6)"
#define LETTER_ORDER \
	" AND (?3 IS NULL OR kind = ?3) AND (?5 = 0 OR parcel_id = ?5) ORDER BY due_s, id LIMIT ?4"

GPtrArray *
store_letters(struct store *s, const struct store_letter_filter *f, GError **error)
{
	/* Those that wait have an index of their own, which is taken only where the state is written out. */
	g_autoptr(db_stmt) st = db_prepare(s,
	    f->state == LETTER_WAITING
		? LETTER_SELECT "WHERE state = 0 AND ?1 = 0 AND " LETTER_DUE LETTER_ORDER
		: LETTER_SELECT "WHERE (?1 < 0 OR state = ?1) AND " LETTER_DUE LETTER_ORDER,
	    error);

	if (!st)
		return NULL;
	bind_int(st, 1, f->state);
	bind_int(st, 2, f->due_by_s);
	bind_text(st, 3, f->kind);
	bind_int(st, 4, f->limit > 0 ? f->limit : -1);
	bind_int(st, 5, f->parcel_id);
	bind_int(st, 6, STORE_CLOCK_SLACK_S);
	return letters_collect(s, st, error);
}

gboolean
store_letter_settle(store_tx *tx, gint64 letter_id, enum letter_state state, gint64 parcel_id,
    const char *why, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE letter SET state = ?2, parcel_id = ?3, why = ?4, settled_s = ?5 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, letter_id);
	bind_int(st, 2, state);
	bind_id(st, 3, parcel_id);
	bind_text(st, 4, why);
	bind_int(st, 5, now_s);
	return db_run(tx->s, st, error) && db_changed(tx, "letter", letter_id, error);
}

gboolean
store_letter_postpone(store_tx *tx, gint64 letter_id, gint64 due_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE letter SET due_s = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, letter_id);
	bind_int(st, 2, due_s);
	return db_run(tx->s, st, error) && db_changed(tx, "letter", letter_id, error);
}

/* --- what was told before --- */

gboolean
store_letter_last(
    struct store *s, const char *about, const char *to, gint64 by_s, gint64 *out_sent_s, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT ifnull(max(settled_s), 0) FROM letter WHERE state = 1 AND about = ?1"
	    " AND (?2 IS NULL OR recipient = ?2 COLLATE NOCASE) AND settled_s <= ?3",
	    error);

	if (!st)
		return FALSE;
	bind_text(st, 1, about);
	bind_text(st, 2, to);
	bind_int(st, 3, by_s);
	if (db_step(s, st, error) <= 0)
		return FALSE;
	*out_sent_s = sqlite3_column_int64(st, 0);
	return TRUE;
}

GPtrArray *
store_letter_thread(struct store *s, const char *about, const char *to, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT rfc_message_id FROM parcel WHERE ?3 IS NULL AND purpose = 'order' AND item_id = ?2"
	    " UNION ALL SELECT id FROM (SELECT DISTINCT p.rfc_message_id AS id, p.id AS n FROM letter l"
	    " JOIN parcel p ON p.id = l.parcel_id WHERE l.state = 1 AND l.about = ?1"
	    " AND (l.recipient = ?3 COLLATE NOCASE OR (?3 IS NULL AND l.recipient IS NULL)) ORDER BY n)",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_text(st, 1, about);
	bind_text(st, 3, to);
	bind_int(st, 2, g_str_has_prefix(about, "item ") ? g_ascii_strtoll(about + 5, NULL, 10) : 0);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, column_text(st, 0));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_letter_count(
    struct store *s, const char *kind, gint64 since_s, gint64 until_s, gint64 *out_n, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT count(*) FROM letter WHERE state = 1 AND kind = ?1 AND settled_s BETWEEN ?2 AND ?3",
	    error);

	if (!st)
		return FALSE;
	bind_text(st, 1, kind);
	bind_int(st, 2, since_s);
	bind_int(st, 3, until_s);
	if (db_step(s, st, error) <= 0)
		return FALSE;
	*out_n = sqlite3_column_int64(st, 0);
	return TRUE;
}

/* --- who wants none --- */

/* --- runs of the digests --- */

void
store_digest_run_free(struct store_digest_run *r)
{
	if (!r)
		return;
	g_free(r->name);
	g_free(r->slot);
	g_free(r);
}

gboolean
store_digest_run_put(store_tx *tx, const struct store_digest_run *r, GError **error)
{
	gboolean was = FALSE;
	g_autoptr(db_stmt) st = NULL;

	if (!store_digest_was_run(tx->s, r->name, r->slot, &was, error))
		return FALSE;
	if (was)
		return purser_fail(
		    error, PURSER_REJECT, "digest %s was sent for %s already", r->name, r->slot);
	st = db_write(tx,
	    "INSERT INTO digest_run (name, slot, at_s, outcome, parcel_id) VALUES (?1, ?2, ?3, ?4, ?5)",
	    error);
	if (!st)
		return FALSE;
	bind_text(st, 1, r->name);
	bind_text(st, 2, r->slot);
	bind_int(st, 3, r->at_s);
	bind_int(st, 4, r->outcome);
	bind_id(st, 5, r->parcel_id);
	return db_run(tx->s, st, error);
}

struct store_digest_run *
store_digest_last_run(struct store *s, const char *name, gint64 by_s, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT name, slot, at_s, outcome, ifnull(parcel_id, 0) FROM digest_run WHERE name = ?1"
	    " AND (?2 = 0 OR at_s <= ?2) ORDER BY slot DESC LIMIT 1",
	    error);
	struct store_digest_run *r;

	if (!st)
		return NULL;
	bind_text(st, 1, name);
	bind_int(st, 2, by_s);
	if (db_step(s, st, error) <= 0)
		return NULL;
	r = g_new0(struct store_digest_run, 1);
	r->name = column_text(st, 0);
	r->slot = column_text(st, 1);
	r->at_s = sqlite3_column_int64(st, 2);
	r->outcome = (enum digest_outcome)sqlite3_column_int(st, 3);
	r->parcel_id = sqlite3_column_int64(st, 4);
	return r;
}

gboolean
store_digest_was_run(struct store *s, const char *name, const char *slot, gboolean *out, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT 1 FROM digest_run WHERE name = ?1 AND slot = ?2", error);
	int got;

	if (!st)
		return FALSE;
	bind_text(st, 1, name);
	bind_text(st, 2, slot);
	got = db_step(s, st, error);
	if (got < 0)
		return FALSE;
	*out = got > 0;
	return TRUE;
}
