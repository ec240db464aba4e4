/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and errors of the connection. */
#include "db.h"

#include <errno.h>

gboolean
db_is_corrupt(int rc)
{
	return (rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB;
}

/* What the caller must do, by SQLite's primary result code. */
static const struct {
	int rc;
	enum purser_error grade;
	const char *way_out;
} GRADES[] = {
	{ SQLITE_FULL, PURSER_RETRY, "the disk is full; nothing was changed: free some space" },
	{ SQLITE_BUSY, PURSER_RETRY, "another program keeps it locked; nothing was changed" },
	{ SQLITE_LOCKED, PURSER_RETRY, "it is locked; nothing was changed" },
	{ SQLITE_READONLY, PURSER_RETRY,
	    "it cannot be written; nothing was changed: is the disk mounted read-only?" },
	{ SQLITE_IOERR, PURSER_RETRY,
	    "the disk does not answer as it should; nothing was changed: look at the kernel's log" },
	{ SQLITE_NOMEM, PURSER_RETRY, "not enough memory; nothing was changed" },
	{ SQLITE_INTERRUPT, PURSER_RETRY, "interrupted; nothing was changed" },
	{ SQLITE_CANTOPEN, PURSER_RETRY,
	    "a file beside it cannot be opened: check the folder's owner, mode and free space" },
	{ SQLITE_CONSTRAINT, PURSER_REJECT, "refused, because it would break a rule of the house" },
	{ SQLITE_TOOBIG, PURSER_REJECT, "refused as too big" },
	{ SQLITE_CORRUPT, PURSER_HALT,
	    "it is damaged: keep the file, and restore the last backup (OPERATIONS, \"Restore\")" },
	{ SQLITE_NOTADB, PURSER_HALT,
	    "this is no database, or a damaged one: keep the file, and restore the last backup (OPERATIONS, "
	    "\"Restore\")" },
};

gboolean
db_fail(struct store *s, int rc, GError **error)
{
	/* A constraint's message names columns only; no other message can hold content either. */
	const char *detail = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
	int sys = s->db ? sqlite3_system_errno(s->db) : 0;

	for (gsize i = 0; i < G_N_ELEMENTS(GRADES); i++) {
		if ((rc & 0xff) != GRADES[i].rc)
			continue;
		/* SQLite reports a full disk under some of its files (the shared index) as an I/O error. */
		if (GRADES[i].rc == SQLITE_IOERR && (sys == ENOSPC || sys == EDQUOT))
			return db_fail(s, SQLITE_FULL, error);
		return purser_fail(
		    error, GRADES[i].grade, "database %s: %s (%s)", s->path, GRADES[i].way_out, detail);
	}
	return purser_fail(error, PURSER_HALT, "database %s: %s (SQLite %d)", s->path, detail, rc);
}

db_stmt *
db_prepare(struct store *s, const char *sql, GError **error)
{
	sqlite3_stmt *st = g_hash_table_lookup(s->statements, sql);
	int rc;

	if (G_LIKELY(st))
		return st;
	rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);
	if (rc != SQLITE_OK) {
		db_fail(s, rc, error);
		return NULL;
	}
	g_hash_table_insert(s->statements, (gpointer)sql, st);
	return st;
}

db_stmt *
db_write(store_tx *tx, const char *sql, GError **error)
{
	/* A full disk makes SQLite roll back by itself: what came after would be committed one by one. */
	if (sqlite3_get_autocommit(tx->s->db)) {
		purser_fail(error, PURSER_RETRY, "database %s: the transaction was rolled back", tx->s->path);
		return NULL;
	}
	return db_prepare(tx->s, sql, error);
}

void
db_done(db_stmt *st)
{
	if (!st)
		return;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
}

int
db_step(struct store *s, db_stmt *st, GError **error)
{
	int rc = sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	db_fail(s, rc, error);
	return -1;
}

gboolean
db_run(struct store *s, db_stmt *st, GError **error)
{
	int got;

	while ((got = db_step(s, st, error)) > 0)
		continue;
	return got == 0;
}

gboolean
db_exec(struct store *s, const char *sql, GError **error)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || db_fail(s, rc, error);
}

gboolean
db_number(struct store *s, const char *sql, gint64 preset, gint64 *out, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, sql, error);
	int got = st ? db_step(s, st, error) : -1;

	if (got < 0)
		return FALSE;
	*out = got > 0 && sqlite3_column_type(st, 0) != SQLITE_NULL ? sqlite3_column_int64(st, 0) : preset;
	return TRUE;
}

gboolean
db_changed(store_tx *tx, const char *what, gint64 id, GError **error)
{
	if (sqlite3_changes(tx->s->db) > 0)
		return TRUE;
	return purser_fail(error, PURSER_REJECT, "there is no %s %" G_GINT64_FORMAT, what, id);
}

void
bind_int(db_stmt *st, int at, gint64 value)
{
	int rc = sqlite3_bind_int64(st, at, value);

	g_assert(rc == SQLITE_OK);
}

void
bind_id(db_stmt *st, int at, gint64 id)
{
	if (id)
		bind_int(st, at, id);
}

void
bind_real(db_stmt *st, int at, double value)
{
	int rc = sqlite3_bind_double(st, at, value);

	g_assert(rc == SQLITE_OK);
}

void
bind_text(db_stmt *st, int at, const char *text)
{
	int rc = sqlite3_bind_text(st, at, text, -1, SQLITE_STATIC);

	g_assert(rc == SQLITE_OK);
}

void
bind_blob(db_stmt *st, int at, const void *bytes, gsize size)
{
	int rc = bytes ? sqlite3_bind_blob64(st, at, bytes, size, SQLITE_STATIC) : sqlite3_bind_null(st, at);

	g_assert(rc == SQLITE_OK);
}

void
bind_bytes(db_stmt *st, int at, GBytes *bytes)
{
	gsize size = 0;
	const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	if (bytes && !data)
		sqlite3_bind_zeroblob(st, at, 0);
	else
		bind_blob(st, at, data, size);
}

char *
column_text(db_stmt *st, int at)
{
	return g_strdup((const char *)sqlite3_column_text(st, at));
}

GBytes *
column_bytes(db_stmt *st, int at)
{
	const void *data;

	if (sqlite3_column_type(st, at) == SQLITE_NULL)
		return NULL;
	data = sqlite3_column_blob(st, at);
	return g_bytes_new(data, (gsize)sqlite3_column_bytes(st, at));
}
