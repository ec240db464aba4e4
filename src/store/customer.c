/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: rows of the directory. */
#include "db.h"
#include "learned.h"

enum word_kind { WORD_DOMAIN, WORD_ALIAS, WORD_CONTACT, WORD_N };

static char ***
words_of(struct customer *c, enum word_kind kind)
{
	return kind == WORD_DOMAIN ? &c->domains : kind == WORD_ALIAS ? &c->aliases : &c->contacts;
}

static gboolean
words_read(struct store *s, struct customer *c, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(
	    s, "SELECT kind, word FROM customer_word WHERE customer_id = ?1 ORDER BY kind, seq", error);
	GStrvBuilder *builders[WORD_N];
	int got;

	if (!st)
		return FALSE;
	for (int k = 0; k < WORD_N; k++)
		builders[k] = g_strv_builder_new();
	bind_int(st, 1, c->id);
	while ((got = db_step(s, st, error)) > 0) {
		int kind = sqlite3_column_int(st, 0);

		if (kind >= 0 && kind < WORD_N)
			g_strv_builder_add(builders[kind], (const char *)sqlite3_column_text(st, 1));
	}
	for (int k = 0; k < WORD_N; k++) {
		char ***words = words_of(c, (enum word_kind)k);

		g_strfreev(*words);
		*words = g_strv_builder_end(builders[k]);
		g_strv_builder_unref(builders[k]);
	}
	return got == 0;
}

#define CUSTOMER_SELECT "SELECT id, kind, code, name, ae, ar_owner FROM customer "

static struct customer *
customer_read(db_stmt *st)
{
	struct customer *c = customer_new();

	c->id = sqlite3_column_int64(st, 0);
	c->kind = (enum customer_kind)sqlite3_column_int(st, 1);
	c->code = column_text(st, 2);
	c->name = column_text(st, 3);
	c->ae = column_text(st, 4);
	c->ar_owner = column_text(st, 5);
	return c;
}

/* Rows of a bound statement of CUSTOMER_SELECT, with their words. */
static GPtrArray *
customers_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)customer_free);
	int got;

	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(all, customer_read(st));
	if (got < 0)
		return NULL;
	for (guint i = 0; i < all->len; i++)
		if (!words_read(s, g_ptr_array_index(all, i), error))
			return NULL;
	return g_steal_pointer(&all);
}

/* The row that this customer is on record as: its id, its code, an equal name where there is no code, or a
 * provisional one that it turns out to be (the same domain). */
static gboolean
customer_on_record(store_tx *tx, const struct customer *c, struct customer **out, GError **error)
{
	static const char *const BY[] = {
		CUSTOMER_SELECT "WHERE id = ?1",
		CUSTOMER_SELECT "WHERE code = ?2",
		CUSTOMER_SELECT "WHERE ?2 IS NULL AND code IS NULL AND kind = ?4 AND name = ?3",
	};
	static const char PROVISIONAL[] =
	    CUSTOMER_SELECT "WHERE kind = 1 AND id IN (SELECT customer_id FROM customer_word WHERE kind = 0 "
			    "AND word = ?1) LIMIT 1";

	for (gsize i = c->id ? 0 : 1; i < (c->id ? 1 : G_N_ELEMENTS(BY)); i++) {
		g_autoptr(db_stmt) st = db_prepare(tx->s, BY[i], error);
		g_autoptr(GPtrArray) found = NULL;

		if (!st)
			return FALSE;
		for (int at = 1; at <= sqlite3_bind_parameter_count(st); at++) {
			if (at == 1)
				bind_int(st, at, c->id);
			else if (at == 4)
				bind_int(st, at, c->kind);
			else
				bind_text(st, at, at == 2 ? c->code : c->name);
		}
		found = customers_collect(tx->s, st, error);
		if (!found)
			return FALSE;
		for (guint n = 0; n < found->len; n++) {
			/* Two strangers may bear one name: only an equal one is the same. */
			if (i == 2 && c->kind == CUSTOMER_PROVISIONAL &&
			    !customer_equal(c, g_ptr_array_index(found, n)))
				continue;
			*out = g_ptr_array_steal_index(found, n);
			return TRUE;
		}
	}
	for (char **domain = c->id || c->kind != CUSTOMER_KNOWN ? NULL : c->domains; domain && *domain;
	     domain++) {
		g_autoptr(db_stmt) st = db_prepare(tx->s, PROVISIONAL, error);
		g_autoptr(GPtrArray) found = NULL;

		if (!st)
			return FALSE;
		bind_text(st, 1, *domain);
		found = customers_collect(tx->s, st, error);
		if (!found)
			return FALSE;
		if (found->len) {
			*out = g_ptr_array_steal_index(found, 0);
			return TRUE;
		}
	}
	return TRUE;
}

static gboolean
words_put(store_tx *tx, gint64 id, const struct customer *c, GError **error)
{
	{
		g_autoptr(db_stmt) st =
		    db_write(tx, "DELETE FROM customer_word WHERE customer_id = ?1", error);

		if (!st)
			return FALSE;
		bind_int(st, 1, id);
		if (!db_run(tx->s, st, error))
			return FALSE;
	}
	for (int k = 0; k < WORD_N; k++) {
		char **words = *words_of((struct customer *)c, (enum word_kind)k);

		for (int seq = 0; words && words[seq]; seq++) {
			g_autoptr(db_stmt) st = db_write(tx,
			    "INSERT INTO customer_word (customer_id, kind, seq, word) VALUES (?1, ?2, ?3, "
			    "?4)",
			    error);

			if (!st)
				return FALSE;
			bind_int(st, 1, id);
			bind_int(st, 2, k);
			bind_int(st, 3, seq);
			bind_text(st, 4, words[seq]);
			if (!db_run(tx->s, st, error))
				return FALSE;
		}
	}
	return TRUE;
}

static gboolean
customer_row_put(store_tx *tx, gint64 id, const struct customer *c, gint64 *out_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO customer (id, kind, code, name, ae, ar_owner) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
	    " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, code = excluded.code, name = "
	    "excluded.name,"
	    " ae = excluded.ae, ar_owner = excluded.ar_owner",
	    error);

	if (!st)
		return FALSE;
	bind_id(st, 1, id);
	bind_int(st, 2, c->kind);
	bind_text(st, 3, c->code);
	bind_text(st, 4, c->name);
	bind_text(st, 5, c->ae);
	bind_text(st, 6, c->ar_owner);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_id = id ? id : sqlite3_last_insert_rowid(tx->s->db);
	return TRUE;
}

static gboolean
customer_step(store_tx *tx, const char *sql, gint64 from, gint64 to, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, sql, error);

	if (!st)
		return FALSE;
	bind_int(st, 1, from);
	if (sqlite3_bind_parameter_count(st) > 1)
		bind_int(st, 2, to);
	return db_run(tx->s, st, error);
}

/* What bears a customer's id goes along; ?1 the provisional one, ?2 the known one. */
static const char *const TAKE_OVER[] = {
	"UPDATE OR IGNORE item SET customer_id = ?2 WHERE customer_id = ?1",
	"UPDATE OR IGNORE deal SET customer_id = ?2 WHERE customer_id = ?1",
	"UPDATE OR IGNORE finance SET customer_id = ?2 WHERE customer_id = ?1",
	"DELETE FROM finance_seen WHERE finance_id IN (SELECT id FROM finance WHERE customer_id = ?1)",
	"DELETE FROM finance WHERE customer_id = ?1",
	"UPDATE alert SET customer_id = ?2 WHERE customer_id = ?1",
	"UPDATE OR IGNORE promise SET customer_id = ?2 WHERE customer_id = ?1",
	"DELETE FROM promise WHERE customer_id = ?1",
	"DELETE FROM customer_word WHERE customer_id = ?1",
	("DELETE FROM customer WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM item WHERE customer_id = ?1)"
	 " AND NOT EXISTS (SELECT 1 FROM deal WHERE customer_id = ?1)"),
};

/* A known customer takes over every provisional one of its domains, with its items. An item that the known
 * one has already, number and content, stays where it is. */
static gboolean
provisional_take_over(store_tx *tx, gint64 id, const struct customer *c, gboolean *changed, GError **error)
{
	for (char **domain = c->domains; domain && *domain; domain++) {
		g_autoptr(db_stmt) st = db_prepare(tx->s,
		    CUSTOMER_SELECT "WHERE kind = 1 AND id IN (SELECT customer_id FROM customer_word WHERE "
				    "kind = 0 AND word = ?1)",
		    error);
		g_autoptr(GPtrArray) found = NULL;

		if (!st)
			return FALSE;
		bind_text(st, 1, *domain);
		found = customers_collect(tx->s, st, error);
		for (guint i = 0; found && i < found->len; i++) {
			gint64 from = ((struct customer *)g_ptr_array_index(found, i))->id;

			*changed = TRUE;
			if (!learned_take_over(tx, from, id, error))
				return FALSE;
			for (gsize n = 0; n < G_N_ELEMENTS(TAKE_OVER); n++)
				if (!customer_step(tx, TAKE_OVER[n], from, id, error))
					return FALSE;
		}
		if (!found)
			return FALSE;
	}
	return TRUE;
}

gboolean
store_customer_put(
    store_tx *tx, const struct customer *c, gint64 *out_id, gboolean *out_changed, GError **error)
{
	struct customer *old = NULL;
	gint64 id = c->id;
	gboolean changed;

	if (!customer_on_record(tx, c, &old, error))
		return FALSE;
	changed = !old || !customer_equal(old, c);
	if (old)
		id = old->id;
	customer_free(old);
	if (changed && (!customer_row_put(tx, id, c, &id, error) || !words_put(tx, id, c, error)))
		return FALSE;
	if (c->kind == CUSTOMER_KNOWN && !provisional_take_over(tx, id, c, &changed, error))
		return FALSE;
	if (out_id)
		*out_id = id;
	if (out_changed)
		*out_changed = changed;
	return TRUE;
}

struct directory *
store_directory(struct store *s, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, CUSTOMER_SELECT "ORDER BY id", error);
	g_autoptr(GPtrArray) all = st ? customers_collect(s, st, error) : NULL;
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	struct directory *d;

	for (guint i = 0; all && i < all->len; i++)
		g_hash_table_insert(by_id, &((struct customer *)all->pdata[i])->id, all->pdata[i]);
	if (!all || !learned_join(s, by_id, error))
		return NULL;
	d = directory_new();
	g_ptr_array_set_free_func(all, NULL);
	for (guint i = 0; i < all->len; i++)
		directory_add(d, g_ptr_array_index(all, i));
	return d;
}

char *
store_customer_name(struct store *s, gint64 customer_id)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT name FROM customer WHERE id = ?1", NULL);

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	return db_step(s, st, NULL) > 0 ? column_text(st, 0) : NULL;
}
