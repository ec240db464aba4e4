/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audit log: rows that are only ever added, each sealed by the hash of the one before.
 *
 * The triggers keep the program honest; the chain shows what somebody did to the file beside it. A chain cannot
 * show that its end was cut off: for that a head seen earlier must be kept elsewhere.
 */
#include "db.h"

#include <string.h>

#define HASH_SIZE 32

const char *const AUDIT_WHAT_NAMES[AUDIT_N] = {
	[AUDIT_ROUTE] = "route",
	[AUDIT_HOLD] = "hold",
	[AUDIT_DECISION] = "decision",
	[AUDIT_REVEAL] = "reveal",
	[AUDIT_IMPORT] = "import",
	[AUDIT_KEY] = "key",
	[AUDIT_EXPIRE] = "expire",
	[AUDIT_GO_LIVE] = "go-live",
	[AUDIT_BACKFILL] = "backfill",
	[AUDIT_RETRY] = "retry",
	[AUDIT_RELOAD] = "reload",
	[AUDIT_FACT] = "fact",
	[AUDIT_ACCOUNT] = "account",
	[AUDIT_ALERT] = "alert",
};

void
store_audit_row_free(struct store_audit_row *r)
{
	if (!r)
		return;
	g_free(r->who);
	g_free(r->what);
	g_free(r->subject);
	g_free(r->text);
	g_free(r->hash);
	g_free(r);
}

static void
hash_text(GChecksum *sum, const char *text)
{
	char size[24];
	int n = g_snprintf(size, sizeof size, "%" G_GSIZE_FORMAT ":", text ? strlen(text) : 0);

	g_checksum_update(sum, (const guchar *)size, n);
	if (text)
		g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text));
	g_checksum_update(sum, (const guchar *)",", 1);
}

static void
hash_number(GChecksum *sum, gint64 number)
{
	char text[24];

	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
	hash_text(sum, text);
}

static void
row_hash(const guint8 before[HASH_SIZE], const struct store_audit_row *r, guint8 out[HASH_SIZE])
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize size = HASH_SIZE;

	g_checksum_update(sum, before, HASH_SIZE);
	hash_number(sum, r->id);
	hash_number(sum, r->at_s);
	hash_text(sum, r->who);
	hash_text(sum, r->what);
	hash_number(sum, r->item_id);
	hash_number(sum, r->customer_id);
	hash_text(sum, r->subject);
	hash_text(sum, r->text);
	g_checksum_get_digest(sum, out, &size);
}

static char *
hex_of(const guint8 *bytes)
{
	GString *hex = g_string_sized_new((gsize)HASH_SIZE * 2);

	for (gsize i = 0; i < HASH_SIZE; i++)
		g_string_append_printf(hex, "%02x", bytes[i]);
	return g_string_free(hex, FALSE);
}

/* The check in the schema can be turned off by who writes to the file beside us: another size is no hash. */
static const guint8 *
hash_at(db_stmt *st, int column)
{
	return sqlite3_column_bytes(st, column) == HASH_SIZE ? sqlite3_column_blob(st, column) : NULL;
}

/* The last row's number and hash; no rows: 0 and zeros. */
static gboolean
chain_end(struct store *s, gint64 *out_id, guint8 out_hash[HASH_SIZE], GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1", error);
	int got = st ? db_step(s, st, error) : -1;

	*out_id = 0;
	memset(out_hash, 0, HASH_SIZE);
	if (got > 0) {
		const guint8 *hash = hash_at(st, 1);

		*out_id = sqlite3_column_int64(st, 0);
		if (hash)
			memcpy(out_hash, hash, HASH_SIZE);
	}
	return got >= 0;
}

/* One line: what a stranger wrote must not look like a row of its own. */
static char *
one_line(const char *text)
{
	return text ? g_strdelimit(g_strdup(text), "\r\n\t\v\f", ' ') : NULL;
}

gboolean
store_audit_put(store_tx *tx, const struct store_audit *a, GError **error)
{
	g_autofree char *who = one_line(a->who ? a->who : "policy"), *subject = one_line(a->subject),
			*text = one_line(a->text);
	struct store_audit_row row = { .at_s = a->at_s,
		.item_id = a->item_id,
		.customer_id = a->customer_id,
		.who = who,
		.what = (char *)AUDIT_WHAT_NAMES[a->what],
		.subject = subject,
		.text = text };
	guint8 before[HASH_SIZE], hash[HASH_SIZE];
	g_autoptr(db_stmt) st = NULL;

	if (!chain_end(tx->s, &row.id, before, error))
		return FALSE;
	row.id++;
	row_hash(before, &row, hash);
	st = db_write(tx,
	    "INSERT INTO audit (id, at_s, who, what, item_id, customer_id, subject, text, hash)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	    error);
	if (!st)
		return FALSE;
	bind_int(st, 1, row.id);
	bind_int(st, 2, row.at_s);
	bind_text(st, 3, row.who);
	bind_text(st, 4, row.what);
	bind_id(st, 5, row.item_id);
	bind_id(st, 6, row.customer_id);
	bind_text(st, 7, row.subject);
	bind_text(st, 8, row.text);
	bind_blob(st, 9, hash, sizeof hash);
	return db_run(tx->s, st, error);
}

#define AUDIT_SELECT                                                                                        \
	"SELECT id, at_s, ifnull(item_id, 0), ifnull(customer_id, 0), who, what, subject, text, hash FROM " \
	"audit "

static struct store_audit_row *
row_read(db_stmt *st)
{
	struct store_audit_row *r = g_new0(struct store_audit_row, 1);
	const guint8 *hash = hash_at(st, 8);

	r->id = sqlite3_column_int64(st, 0);
	r->at_s = sqlite3_column_int64(st, 1);
	r->item_id = sqlite3_column_int64(st, 2);
	r->customer_id = sqlite3_column_int64(st, 3);
	r->who = column_text(st, 4);
	r->what = column_text(st, 5);
	r->subject = column_text(st, 6);
	r->text = column_text(st, 7);
	r->hash = hash ? hex_of(hash) : g_strdup("");
	return r;
}

GPtrArray *
store_audit(struct store *s, gint64 since_s, gint64 limit, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)store_audit_row_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT * FROM (" AUDIT_SELECT "WHERE at_s >= ?1 ORDER BY id DESC LIMIT ?2) ORDER BY id", error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, since_s);
	bind_int(st, 2, limit ? limit : -1);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, row_read(st));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_audit_head(struct store *s, struct store_audit_head *out, GError **error)
{
	guint8 hash[HASH_SIZE];
	g_autofree char *hex = NULL;

	if (!chain_end(s, &out->rows, hash, error))
		return FALSE;
	hex = hex_of(hash);
	g_strlcpy(out->hash, out->rows ? hex : "", sizeof out->hash);
	return TRUE;
}

struct walk {
	gint64 rows;
	guint8 before[HASH_SIZE];
	const struct store_audit_head *anchor;
	char *why; /* NULL: sound so far */
};

/* What stands behind a NUL is in no hash, and other programs show it. */
static gboolean
row_has_nul(db_stmt *st)
{
	gboolean found = FALSE;

	for (int column = 4; column < 8; column++) {
		const char *text = (const char *)sqlite3_column_text(st, column);

		found = found || (text && strlen(text) != (gsize)sqlite3_column_bytes(st, column));
	}
	return found;
}

static void
walk_row(struct walk *w, db_stmt *st)
{
	struct store_audit_row *r = row_read(st);
	guint8 hash[HASH_SIZE];
	g_autofree char *hex = NULL;

	row_hash(w->before, r, hash);
	hex = hex_of(hash);
	if (r->id != w->rows + 1)
		w->why = g_strdup_printf("row %" G_GINT64_FORMAT " is missing", w->rows + 1);
	else if (strcmp(hex, r->hash) != 0 || row_has_nul(st))
		w->why = g_strdup_printf("row %" G_GINT64_FORMAT
					 " was altered, or the one before it was: its hash does not fit",
		    r->id);
	else if (w->anchor && w->anchor->rows == r->id && strcmp(w->anchor->hash, hex) != 0)
		w->why = g_strdup_printf("row %" G_GINT64_FORMAT
					 " has another hash than was noted: the log was written anew",
		    r->id);
	if (!w->why) {
		w->rows++;
		memcpy(w->before, hash, HASH_SIZE);
	}
	store_audit_row_free(r);
}

gboolean
store_audit_verify(struct store *s, const struct store_audit_head *anchor, gint64 *out_rows,
    gint64 *out_broken, char **out_why, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, AUDIT_SELECT "ORDER BY id", error);
	struct walk w = { .anchor = anchor };
	int got = 1;

	if (!st)
		return FALSE;
	while (!w.why && (got = db_step(s, st, error)) > 0)
		walk_row(&w, st);
	if (got < 0)
		return FALSE;
	if (!w.why && anchor && anchor->rows > w.rows)
		w.why = g_strdup_printf("the end was cut off: %" G_GINT64_FORMAT
					" rows, where there were %" G_GINT64_FORMAT,
		    w.rows, anchor->rows);
	*out_rows = w.rows;
	*out_broken = w.why ? w.rows + 1 : -1;
	*out_why = w.why;
	return TRUE;
}
