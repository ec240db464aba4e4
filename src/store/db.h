/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * db - the connection under the store: statements, errors, the lock
 *
 *	db_prepare()   a cached statement, for reading; g_autoptr(db_stmt) resets it at the end of the scope
 *	db_write()     the same inside a live transaction
 *	bind_…()       by place, from 1; text and blobs are borrowed until the scope ends
 *	db_step()      1 a row, 0 no more, -1 error; db_run() for statements without rows
 *
 * A statement is in use by one scope at a time: nobody calls back to strangers while a row is open.
 */
#pragma once

#include "purser/store.h"

#include <sqlite3.h>

struct store {
	sqlite3 *db;
	char *path;
	int lock_fd; /* -1 for readers */
	gboolean writable;
	GHashTable *statements; /* SQL text (by address) -> sqlite3_stmt */
	store_tx *tx;           /* the open one */
	gboolean erased;        /* content, since the write-ahead log was last emptied */
};

/* Messages per folder and fate are counted here and written once, at commit. */
struct tally {
	gint64 folder_id, n, last_s;
	enum message_fate fate;
};
struct store_tx {
	struct store *s;
	GArray *tallies; /* struct tally */
};
gboolean tally_write(store_tx *tx, GError **error);

typedef sqlite3_stmt db_stmt; /* for g_autoptr */
void db_done(db_stmt *st);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(db_stmt, db_done)

/* sql: a string that lives as long as the program (g_intern_string() for built ones). */
db_stmt *db_prepare(struct store *s, const char *sql, GError **error);
db_stmt *db_write(store_tx *tx, const char *sql, GError **error);
int db_step(struct store *s, db_stmt *st, GError **error);
gboolean db_run(struct store *s, db_stmt *st, GError **error);
gboolean db_exec(struct store *s, const char *sql, GError **error);
/* One number; missing row: preset. */
gboolean db_number(struct store *s, const char *sql, gint64 preset, gint64 *out, GError **error);
/* A write that must have changed a row: REJECT with what ("item 7") otherwise. */
gboolean db_changed(store_tx *tx, const char *what, gint64 id, GError **error);
gboolean db_fail(struct store *s, int rc, GError **error);
gboolean db_is_corrupt(int rc);

void bind_int(db_stmt *st, int at, gint64 value);
void bind_id(db_stmt *st, int at, gint64 id); /* 0 is NULL */
void bind_real(db_stmt *st, int at, double value);
void bind_text(db_stmt *st, int at, const char *text); /* NULL is NULL */
void bind_blob(db_stmt *st, int at, const void *bytes, gsize size);
void bind_bytes(db_stmt *st, int at, GBytes *bytes);
char *column_text(db_stmt *st, int at);    /* NULL for NULL */
GBytes *column_bytes(db_stmt *st, int at); /* NULL for NULL */

/* --- schema --- */

struct schema_step {
	int version; /* 1, 2, 3 … */
	const char *sql;
};
extern const struct schema_step SCHEMA_STEPS[]; /* ends with version 0 */
#define SCHEMA_APPLICATION_ID 0x50757273        /* "Purs" */

/* Checks application_id and user_version, and brings an older database up to the last step, in one
 * transaction, after a copy of the file to PATH.before-vN. May only look when the store is a reader. */
gboolean schema_prepare(
    struct store *s, const struct schema_step *steps, enum store_open_problem *out_problem, GError **error);
/* store_open() with a table of steps of the caller's, for tests. */
struct store *store_open_steps(const char *path, enum store_mode mode, const struct schema_step *steps,
    enum store_open_problem *out_problem, GError **error);

/* --- files --- */

/* root may run a command before the daemon, which is no root, ever started: what it makes in the daemon's
 * folder belongs to the folder's owner. */
void file_give_to_folder_owner(int fd, const char *path);

/* Takes PATH.lock; -1 with the holder's process id in the message. */
int lock_take(const char *path, gboolean *out_held, GError **error);
