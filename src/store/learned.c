/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people's decisions taught of a customer, with where it comes from. */
#include "db.h"
#include "learned.h"

const char *const LEARNED_KIND_NAMES[LEARNED_N] = {
	[LEARNED_DOMAIN] = "domain",
	[LEARNED_CONTACT] = "contact",
	[LEARNED_NUMBER] = "number",
};

static void
from_free(gpointer p)
{
	struct store_learned_from *f = p;

	g_free(f->who);
	g_free(f->thread);
	g_free(f);
}

void
store_learned_free(struct store_learned *l)
{
	if (!l)
		return;
	g_free(l->value);
	g_free(l->forgotten_by);
	g_clear_pointer(&l->from, g_ptr_array_unref);
	g_free(l);
}

/* --- confirming --- */

static gboolean
learned_row(store_tx *tx, gint64 customer_id, enum learned_kind kind, const char *value, gint64 now_s,
    gint64 *out_id, gint64 *out_learned_s, GError **error)
{
	g_autoptr(db_stmt) put = db_write(tx,
	    "INSERT INTO learned (customer_id, kind, value, first_s) VALUES (?1, ?2, ?3, ?4)"
	    " ON CONFLICT (customer_id, kind, value) DO NOTHING",
	    error);
	g_autoptr(db_stmt) get = NULL;
	int got;

	if (!put)
		return FALSE;
	bind_int(put, 1, customer_id);
	bind_int(put, 2, kind);
	bind_text(put, 3, value);
	bind_int(put, 4, now_s);
	if (!db_run(tx->s, put, error))
		return FALSE;
	get = db_prepare(tx->s,
	    "SELECT id, learned_s FROM learned WHERE customer_id = ?1 AND kind = ?2 AND value = ?3", error);
	if (!get)
		return FALSE;
	bind_int(get, 1, customer_id);
	bind_int(get, 2, kind);
	bind_text(get, 3, value);
	got = db_step(tx->s, get, error);
	if (got > 0) {
		*out_id = sqlite3_column_int64(get, 0);
		*out_learned_s = sqlite3_column_int64(get, 1);
	}
	return got > 0;
}

/* The thread is that of the letter in which the item came first. */
static gboolean
from_put(store_tx *tx, gint64 learned_id, gint64 item_id, const char *who, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT OR IGNORE INTO learned_from (learned_id, item_id, thread, who, at_s)"
	    " SELECT ?1, i.id, coalesce(h.thread, h.rfc_message_id, 'item ' || i.id), ?3, ?4"
	    " FROM item i LEFT JOIN message_head h ON h.message_id = i.message_id WHERE i.id = ?2",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, learned_id);
	bind_int(st, 2, item_id);
	bind_text(st, 3, who);
	bind_int(st, 4, now_s);
	return db_run(tx->s, st, error);
}

static gboolean
threads_count(struct store *s, gint64 learned_id, gint64 *out_n, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(
	    s, "SELECT count(DISTINCT thread) FROM learned_from WHERE learned_id = ?1 AND spent = 0", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, learned_id);
	if (db_step(s, st, error) <= 0)
		return FALSE;
	*out_n = sqlite3_column_int64(st, 0);
	return TRUE;
}

static gboolean
learned_set(store_tx *tx, gint64 learned_id, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE learned SET learned_s = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, learned_id);
	bind_int(st, 2, now_s);
	return db_run(tx->s, st, error);
}

gboolean
store_learned_confirm(store_tx *tx, gint64 customer_id, enum learned_kind kind, const char *value,
    gint64 item_id, const char *who, gint64 needed, gint64 now_s, gboolean *out_fresh, GError **error)
{
	gint64 id, learned_s, threads;

	*out_fresh = FALSE;
	if (!learned_row(tx, customer_id, kind, value, now_s, &id, &learned_s, error) ||
	    !from_put(tx, id, item_id, who, now_s, error) || !threads_count(tx->s, id, &threads, error))
		return FALSE;
	if (learned_s || threads < needed)
		return TRUE;
	*out_fresh = TRUE;
	return learned_set(tx, id, MAX(now_s, 1), error);
}

/* --- looking --- */

static gboolean
from_read(struct store *s, struct store_learned *l, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT item_id, at_s, who, thread, spent FROM learned_from WHERE learned_id = ?1 ORDER BY at_s, "
	    "item_id",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, l->id);
	l->from = g_ptr_array_new_with_free_func(from_free);
	while ((got = db_step(s, st, error)) > 0) {
		struct store_learned_from *f = g_new0(struct store_learned_from, 1);

		f->item_id = sqlite3_column_int64(st, 0);
		f->at_s = sqlite3_column_int64(st, 1);
		f->who = column_text(st, 2);
		f->thread = column_text(st, 3);
		f->spent = sqlite3_column_int(st, 4) != 0;
		g_ptr_array_add(l->from, f);
	}
	return got == 0;
}

static GPtrArray *
learned_rows(struct store *s, gint64 customer_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id, customer_id, kind, value, first_s, learned_s, forgotten_s, forgotten_by FROM learned"
	    " WHERE customer_id = ?1 ORDER BY id",
	    error);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)store_learned_free);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	while ((got = db_step(s, st, error)) > 0) {
		struct store_learned *l = g_new0(struct store_learned, 1);

		l->id = sqlite3_column_int64(st, 0);
		l->customer_id = sqlite3_column_int64(st, 1);
		l->kind = (enum learned_kind)CLAMP(sqlite3_column_int(st, 2), 0, LEARNED_N - 1);
		l->value = column_text(st, 3);
		l->first_s = sqlite3_column_int64(st, 4);
		l->learned_s = sqlite3_column_int64(st, 5);
		l->forgotten_s = sqlite3_column_int64(st, 6);
		l->forgotten_by = column_text(st, 7);
		g_ptr_array_add(all, l);
	}
	return got < 0 ? NULL : g_steal_pointer(&all);
}

GPtrArray *
store_learned(struct store *s, gint64 customer_id, GError **error)
{
	g_autoptr(GPtrArray) all = learned_rows(s, customer_id, error);

	for (guint i = 0; all && i < all->len; i++) {
		struct store_learned *l = g_ptr_array_index(all, i);

		if (!from_read(s, l, error) || !threads_count(s, l->id, &l->threads, error))
			return NULL;
	}
	return g_steal_pointer(&all);
}

/* --- forgetting --- */

gboolean
store_learned_forget(store_tx *tx, gint64 customer_id, gint64 learned_id, const char *who, gint64 now_s,
    char **out_value, GError **error)
{
	g_autoptr(db_stmt) get = db_prepare(tx->s,
	    "SELECT value FROM learned l WHERE id = ?1 AND customer_id = ?2 AND (learned_s > 0 OR EXISTS"
	    " (SELECT 1 FROM learned_from WHERE learned_id = l.id AND spent = 0))",
	    error);
	g_autoptr(db_stmt) put = NULL, spend = NULL;
	int got;

	if (!get)
		return FALSE;
	bind_int(get, 1, learned_id);
	bind_int(get, 2, customer_id);
	got = db_step(tx->s, get, error);
	if (got <= 0)
		return got < 0
			   ? FALSE
			   : purser_fail(error, PURSER_REJECT,
				 "nothing with the number %" G_GINT64_FORMAT " was learned of this customer",
				 learned_id);
	if (out_value)
		*out_value = column_text(get, 0);
	put = db_write(
	    tx, "UPDATE learned SET learned_s = 0, forgotten_s = ?2, forgotten_by = ?3 WHERE id = ?1", error);
	spend = put ? db_write(tx, "UPDATE learned_from SET spent = 1 WHERE learned_id = ?1", error) : NULL;
	if (!spend)
		return FALSE;
	bind_int(put, 1, learned_id);
	bind_int(put, 2, now_s);
	bind_text(put, 3, who);
	bind_int(spend, 1, learned_id);
	return db_run(tx->s, put, error) && db_run(tx->s, spend, error);
}

/* --- for the directory and its customers --- */

static void
word_add(char ***words, const char *word)
{
	guint n = *words ? g_strv_length(*words) : 0;

	if (n && g_strv_contains((const char *const *)*words, word))
		return;
	*words = g_renew(char *, *words, n + 2);
	(*words)[n] = g_strdup(word);
	(*words)[n + 1] = NULL;
}

gboolean
learned_join(struct store *s, GHashTable *by_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(
	    s, "SELECT customer_id, kind, value FROM learned WHERE learned_s > 0 ORDER BY id", error);
	int got;

	if (!st)
		return FALSE;
	while ((got = db_step(s, st, error)) > 0) {
		gint64 id = sqlite3_column_int64(st, 0);
		struct customer *c = g_hash_table_lookup(by_id, &id);
		int kind = sqlite3_column_int(st, 1);
		const char *value = (const char *)sqlite3_column_text(st, 2);

		if (!c || !value)
			continue;
		if (kind == LEARNED_DOMAIN)
			c->confirmed = TRUE;
		word_add(kind == LEARNED_DOMAIN    ? &c->domains
			 : kind == LEARNED_CONTACT ? &c->contacts
						   : &c->number_shapes,
		    value);
	}
	return got == 0;
}

/* What both have learned stays with the one that takes over; the confirmations too. */
gboolean
learned_take_over(store_tx *tx, gint64 from, gint64 to, GError **error)
{
	static const char *const STEPS[] = {
		"UPDATE OR IGNORE learned SET customer_id = ?2 WHERE customer_id = ?1",
		("INSERT OR IGNORE INTO learned_from (learned_id, item_id, thread, who, at_s, spent)"
		 " SELECT b.id, f.item_id, f.thread, f.who, f.at_s, f.spent FROM learned a"
		 " JOIN learned b ON b.customer_id = ?2 AND b.kind = a.kind AND b.value = a.value"
		 " JOIN learned_from f ON f.learned_id = a.id WHERE a.customer_id = ?1"),
		("DELETE FROM learned_from WHERE ?2 > 0 AND learned_id IN"
		 " (SELECT id FROM learned WHERE customer_id = ?1)"),
		"DELETE FROM learned WHERE ?2 > 0 AND customer_id = ?1",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++) {
		g_autoptr(db_stmt) st = db_write(tx, STEPS[i], error);

		if (!st)
			return FALSE;
		bind_int(st, 1, from);
		bind_int(st, 2, to);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	return TRUE;
}
