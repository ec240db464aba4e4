/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own accounts, and the accounts read in mail: prints, last four, and what is sealed for AR. */
#include "db.h"

#include <string.h>

#define DIGEST_BYTES 32

void
store_account_free(struct store_account *a)
{
	if (!a)
		return;
	g_free(a->entity);
	g_free(a->label);
	g_free(a->scheme);
	g_free(a->country);
	g_free(a->masked);
	g_free(a->fingerprint);
	g_free(a->bank_print);
	g_free(a->account_print);
	g_clear_pointer(&a->near, g_bytes_unref);
	g_clear_pointer(&a->sealed, g_bytes_unref);
	g_free(a->added_by);
	g_free(a->retired_by);
	g_free(a);
}

static gboolean
account_is_there(struct store *s, const char *fingerprint, gint64 *out_id, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT id FROM account WHERE fingerprint = ?1 AND retired_s = 0", error);
	int got;

	*out_id = 0;
	if (!st)
		return FALSE;
	bind_text(st, 1, fingerprint);
	got = db_step(s, st, error);
	if (got > 0)
		*out_id = sqlite3_column_int64(st, 0);
	return got >= 0;
}

gboolean
store_account_put(store_tx *tx, const struct store_account *a, gint64 *out_id, GError **error)
{
	const char *texts[] = { a->entity, a->label, a->scheme, a->country, a->masked, a->fingerprint,
		a->bank_print, a->account_print };
	gint64 there;
	g_autoptr(db_stmt) st = NULL;

	if (!account_is_there(tx->s, a->fingerprint, &there, error))
		return FALSE;
	if (there)
		return purser_fail(error, PURSER_REJECT,
		    "account %s is registered already, as number %" G_GINT64_FORMAT, a->masked, there);
	st = db_write(tx,
	    "INSERT INTO account (entity, label, scheme, country, masked, fingerprint, bank_print, "
	    "account_print,"
	    " near, sealed, added_s, added_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	    error);
	if (!st)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		bind_text(st, (int)i + 1, texts[i]);
	bind_bytes(st, 9, a->near);
	bind_bytes(st, 10, a->sealed);
	bind_int(st, 11, a->added_s);
	bind_text(st, 12, a->added_by);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_id = sqlite3_last_insert_rowid(tx->s->db);
	return TRUE;
}

gboolean
store_account_retire(
    store_tx *tx, gint64 id, const char *who, gint64 now_s, char **out_masked, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE account SET retired_s = ?2, retired_by = ?3 WHERE id = ?1 AND retired_s = 0 RETURNING "
	    "masked",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, now_s);
	bind_text(st, 3, who);
	got = db_step(tx->s, st, error);
	if (got > 0)
		*out_masked = column_text(st, 0);
	return got > 0 ||
	       (got == 0 && purser_fail(error, PURSER_REJECT,
				"no account %" G_GINT64_FORMAT " is registered: see purser accounts", id));
}

static struct store_account *
account_read(db_stmt *st)
{
	struct store_account *a = g_new0(struct store_account, 1);

	a->id = sqlite3_column_int64(st, 0);
	a->entity = column_text(st, 1);
	a->label = column_text(st, 2);
	a->scheme = column_text(st, 3);
	a->country = column_text(st, 4);
	a->masked = column_text(st, 5);
	a->fingerprint = column_text(st, 6);
	a->bank_print = column_text(st, 7);
	a->account_print = column_text(st, 8);
	a->near = column_bytes(st, 9);
	a->sealed = column_bytes(st, 10);
	a->added_s = sqlite3_column_int64(st, 11);
	a->added_by = column_text(st, 12);
	a->retired_s = sqlite3_column_int64(st, 13);
	a->retired_by = column_text(st, 14);
	return a;
}

GPtrArray *
store_accounts(struct store *s, gboolean with_retired, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_account_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id, entity, label, scheme, country, masked, fingerprint, bank_print, account_print, "
	    "near, sealed,"
	    " added_s, added_by, retired_s, retired_by FROM account WHERE ?1 OR retired_s = 0 ORDER BY id",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, with_retired);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, account_read(st));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_account_set_sealed(
    store_tx *tx, gint64 id, GBytes *was, GBytes *now, gboolean *out_changed, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "UPDATE account SET sealed = ?3 WHERE id = ?1 AND sealed = ?2", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_bytes(st, 2, was);
	bind_bytes(st, 3, now);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_changed = sqlite3_changes(tx->s->db) > 0;
	return TRUE;
}

/* --- read in mail --- */

void
store_bank_detail_free(struct store_bank_detail *b)
{
	if (!b)
		return;
	g_free(b->scheme);
	g_free(b->country);
	g_free(b->masked);
	g_free(b->bic);
	g_free(b->holder);
	g_free(b->whose);
	g_free(b->fingerprint);
	g_free(b->standing);
	g_clear_pointer(&b->sealed, g_bytes_unref);
	g_free(b->digest);
	g_free(b);
}

static GBytes *
bytes_of_base64(const char *text)
{
	gsize size = 0;
	guchar *bytes = text && *text ? g_base64_decode(text, &size) : NULL;

	return bytes ? g_bytes_new_take(bytes, size) : NULL;
}

static gboolean
detail_put(store_tx *tx, gint64 message_id, guint seq, gint64 customer_id,
    const struct report_bank_account *a, gint64 now_s, GError **error)
{
	const char *texts[] = { a->scheme, a->country, a->masked, a->bic, a->holder, a->whose, a->fingerprint,
		a->standing };
	g_autoptr(GBytes) sealed = bytes_of_base64(a->sealed);
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO bank_detail (message_id, seq, customer_id, scheme, country, masked, bic, holder, "
	    "whose,"
	    " fingerprint, standing, sealed, at_s) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
	    "?12, ?13)",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, message_id);
	bind_int(st, 2, seq);
	bind_id(st, 3, customer_id);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		bind_text(st, (int)i + 4, texts[i]);
	bind_bytes(st, 12, sealed);
	bind_int(st, 13, now_s);
	return db_run(tx->s, st, error);
}

gboolean
store_bank_details_put(
    store_tx *tx, gint64 message_id, gint64 customer_id, const struct report *r, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) gone = NULL;

	if (!r->bank_accounts->len)
		return TRUE;
	gone = db_write(tx, "DELETE FROM bank_detail WHERE message_id = ?1", error);
	if (!gone)
		return FALSE;
	bind_int(gone, 1, message_id);
	if (!db_run(tx->s, gone, error))
		return FALSE;
	for (guint i = 0; i < r->bank_accounts->len; i++)
		if (!detail_put(tx, message_id, i, customer_id, r->bank_accounts->pdata[i], now_s, error))
			return FALSE;
	return TRUE;
}

static struct store_bank_detail *
detail_read(db_stmt *st)
{
	struct store_bank_detail *b = g_new0(struct store_bank_detail, 1);
	char **texts[] = { &b->scheme, &b->country, &b->masked, &b->bic, &b->holder, &b->whose,
		&b->fingerprint, &b->standing };
	const guint8 *digest;

	b->message_id = sqlite3_column_int64(st, 0);
	b->seq = sqlite3_column_int64(st, 1);
	b->customer_id = sqlite3_column_int64(st, 2);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = column_text(st, (int)i + 3);
	b->sealed = column_bytes(st, 11);
	b->at_s = sqlite3_column_int64(st, 12);
	digest = sqlite3_column_blob(st, 13);
	if (digest && sqlite3_column_bytes(st, 13) == DIGEST_BYTES) {
		GString *hex = g_string_new(NULL);

		for (guint i = 0; i < DIGEST_BYTES; i++)
			g_string_append_printf(hex, "%02x", digest[i]);
		b->digest = g_string_free(hex, FALSE);
	}
	return b;
}

GPtrArray *
store_bank_details(struct store *s, gint64 item_id, gint64 after_message, gint64 limit, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_bank_detail_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT b.message_id, b.seq, ifnull(b.customer_id, 0), b.scheme, b.country, b.masked, b.bic, "
	    "b.holder,"
	    " b.whose, b.fingerprint, b.standing, b.sealed, b.at_s, m.digest FROM bank_detail b"
	    " LEFT JOIN message m ON m.id = b.message_id WHERE b.message_id > ?2"
	    " AND (?1 = 0 OR b.message_id IN (SELECT message_id FROM sighting WHERE item_id = ?1))"
	    " ORDER BY b.message_id, b.seq LIMIT ?3",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, item_id);
	bind_int(st, 2, after_message);
	bind_int(st, 3, limit ? limit : -1);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, detail_read(st));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_bank_detail_set_sealed(store_tx *tx, gint64 message_id, gint64 seq, GBytes *was, GBytes *now,
    gboolean *out_changed, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE bank_detail SET sealed = ?4 WHERE message_id = ?1 AND seq = ?2 AND sealed = ?3", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, message_id);
	bind_int(st, 2, seq);
	bind_bytes(st, 3, was);
	bind_bytes(st, 4, now);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_changed = sqlite3_changes(tx->s->db) > 0;
	return TRUE;
}
