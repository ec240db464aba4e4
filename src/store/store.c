/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, transactions, backup. */
#include "db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MS 10000

static gboolean
sync_path(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	gboolean ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static gboolean
sync_folder_of(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);

	return sync_path(folder, O_DIRECTORY);
}

/* SQLite gives its own files the mode of the database, so that it alone must be right. An existing file is
 * never opened here: closing it would drop the locks that SQLite holds on it in this process. */
static gboolean
file_prepare(const char *path, enum store_mode mode, enum store_open_problem *out_problem, GError **error)
{
	struct stat st;
	int fd;

	if (stat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			return purser_fail(error, PURSER_HALT, "database %s: not a regular file", path);
		if (mode != STORE_READ && (st.st_mode & 077) && chmod(path, 0600) < 0)
			return purser_fail(error, PURSER_HALT,
			    "database %s: others may read it, and it cannot be closed to them: %s", path,
			    g_strerror(errno));
		return TRUE;
	}
	if (errno != ENOENT)
		return purser_fail(error, PURSER_HALT, "database %s: %s: check the folder's owner and mode",
		    path, g_strerror(errno));
	if (mode == STORE_READ) {
		*out_problem = STORE_ABSENT;
		return purser_fail(
		    error, PURSER_HALT, "there is no database %s yet: start purserd once", path);
	}
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return purser_fail(error, errno == ENOSPC || errno == EROFS ? PURSER_RETRY : PURSER_HALT,
		    "database %s cannot be made: %s", path, g_strerror(errno));
	file_give_to_folder_owner(fd, path);
	close(fd);
	sync_folder_of(path);
	return TRUE;
}

static gboolean
connection_open(struct store *s, GError **error)
{
	int flags = (s->writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_PRIVATECACHE;
	int rc = sqlite3_open_v2(s->path, &s->db, flags, NULL);
	static const struct {
		int what, on;
	} SWITCHES[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	};

	if (rc == SQLITE_CANTOPEN)
		return purser_fail(error, PURSER_HALT, "database %s: %s: check its owner and mode", s->path,
		    g_strerror(sqlite3_system_errno(s->db)));
	if (rc != SQLITE_OK)
		return db_fail(s, rc, error);
	sqlite3_extended_result_codes(s->db, 1);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	for (gsize i = 0; i < G_N_ELEMENTS(SWITCHES); i++) {
		rc = sqlite3_db_config(s->db, SWITCHES[i].what, SWITCHES[i].on, NULL);
		if (rc != SQLITE_OK)
			return db_fail(s, rc, error);
	}
	/* Only the writer checkpoints: two at it can damage a database of SQLite before 3.51.3. */
	if (!s->writable)
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return db_exec(
	    s, "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;", error);
}

/* A checkpoint every 4000 pages (16 MB): two syncs for some hundred group commits, and a page that orders touch
 * at random is written back once for many of them. */
static gboolean
connection_make_durable(struct store *s, GError **error)
{
	s->erased = TRUE; /* perhaps, before a crash */
	return db_exec(s,
	    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
	    "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432;",
	    error);
}

static gboolean
store_open_into(struct store *s, enum store_mode mode, const struct schema_step *steps,
    enum store_open_problem *problem, GError **error)
{
	gboolean held = FALSE;

	if (s->writable) {
		s->lock_fd = lock_take(s->path, &held, error);
		if (s->lock_fd < 0) {
			*problem = held ? STORE_LOCKED : STORE_OTHER;
			return FALSE;
		}
	}
	if (!file_prepare(s->path, mode, problem, error) || !connection_open(s, error) ||
	    (s->writable && !connection_make_durable(s, error)) || !schema_prepare(s, steps, problem, error))
		return FALSE;
	if (mode != STORE_WRITE_CHECKED || store_integrity(s, error))
		return TRUE;
	*problem = STORE_CORRUPT;
	return FALSE;
}

static void
statement_free(gpointer st)
{
	sqlite3_finalize(st);
}

struct store *
store_open_steps(const char *path, enum store_mode mode, const struct schema_step *steps,
    enum store_open_problem *out_problem, GError **error)
{
	struct store *s = g_new0(struct store, 1);
	enum store_open_problem problem = STORE_OTHER;

	s->path = g_strdup(path);
	s->lock_fd = -1;
	s->writable = mode != STORE_READ;
	s->statements = g_hash_table_new_full(NULL, NULL, NULL, statement_free);
	if (store_open_into(s, mode, steps, &problem, error))
		return s;
	if (problem == STORE_OTHER && s->db && db_is_corrupt(sqlite3_errcode(s->db)))
		problem = STORE_CORRUPT;
	if (out_problem)
		*out_problem = problem;
	store_close(s);
	return NULL;
}

struct store *
store_open(const char *path, enum store_mode mode, enum store_open_problem *out_problem, GError **error)
{
	return store_open_steps(path, mode, SCHEMA_STEPS, out_problem, error);
}

void
store_close(struct store *s)
{
	if (!s)
		return;
	if (s->tx)
		store_tx_free(s->tx);
	g_hash_table_destroy(s->statements);
	if (s->db)
		sqlite3_close(s->db);
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	g_free(s->path);
	g_free(s);
}

store_tx *
store_begin(struct store *s, GError **error)
{
	store_tx *tx;

	if (s->tx || !s->writable) {
		purser_fail(error, PURSER_HALT, "database %s: %s", s->path,
		    s->tx ? "a transaction is open already" : "opened for reading only");
		return NULL;
	}
	{
		g_autoptr(db_stmt) st = db_prepare(s, "BEGIN IMMEDIATE", error);

		if (!st || !db_run(s, st, error))
			return NULL;
	}
	tx = g_new0(store_tx, 1);
	tx->s = s;
	tx->tallies = g_array_new(FALSE, FALSE, sizeof(struct tally));
	s->tx = tx;
	return tx;
}

void
store_tx_free(store_tx *tx)
{
	if (!tx)
		return;
	if (!sqlite3_get_autocommit(tx->s->db))
		sqlite3_exec(tx->s->db, "ROLLBACK", NULL, NULL, NULL);
	tx->s->tx = NULL;
	g_array_unref(tx->tallies);
	g_free(tx);
}

struct store *
store_of(store_tx *tx)
{
	return tx->s;
}

static gboolean
tx_commit(store_tx *tx, GError **error)
{
	g_autoptr(db_stmt) st = NULL;

	if (!tally_write(tx, error))
		return FALSE;
	crash_point("store.before-commit");
	st = db_write(tx, "COMMIT", error);
	if (!st || !db_run(tx->s, st, error))
		return FALSE;
	crash_point("store.after-commit");
	return TRUE;
}

gboolean
store_commit(store_tx **tx, GError **error)
{
	gboolean ok = tx_commit(*tx, error);

	store_tx_free(g_steal_pointer(tx));
	return ok;
}

gboolean
store_look_begin(struct store *s, GError **error)
{
	return s->tx || db_exec(s, "BEGIN", error);
}

void
store_look_end(struct store *s)
{
	if (!s->tx && !sqlite3_get_autocommit(s->db))
		db_exec(s, "COMMIT", NULL);
}

gboolean
store_backup(struct store *s, const char *file, GError **error)
{
	g_autoptr(db_stmt) st = NULL;
	int fd;

	if (s->tx)
		return purser_fail(
		    error, PURSER_HALT, "database %s: no backup inside a transaction", s->path);
	/* VACUUM INTO takes an empty file: made here, so that it is ours alone from its first byte. */
	fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return purser_fail(error, PURSER_REJECT, "backup %s: %s", file,
		    errno == EEXIST ? "there is such a file already: name another" : g_strerror(errno));
	close(fd);
	st = db_prepare(s, "VACUUM INTO ?1", error);
	if (!st)
		goto failed;
	bind_text(st, 1, file);
	if (!db_run(s, st, error))
		goto failed;
	if (sync_path(file, 0) && sync_folder_of(file))
		return TRUE;
	purser_fail(error, PURSER_RETRY, "backup %s: %s", file, g_strerror(errno));
failed:
	unlink(file);
	return FALSE;
}

gboolean
store_scrub(struct store *s, GError **error)
{
	int rc;

	if (!s->erased || s->tx)
		return TRUE;
	sqlite3_busy_timeout(s->db, 0);
	rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	s->erased = rc != SQLITE_OK;
	return rc == SQLITE_OK || (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED ||
	       db_fail(s, rc, error);
}

gboolean
store_integrity(struct store *s, GError **error)
{
	/* The last part holds our own counters against the rows. */
	static const char *const CHECKS[] = {
		"PRAGMA integrity_check(1)",
		"SELECT 'foreign key of ' || \"table\" FROM pragma_foreign_key_check LIMIT 1",
		"SELECT 'count of folder ' || folder_id FROM"
		" (SELECT folder_id, fate, n FROM folder_count WHERE n <> 0"
		"  UNION ALL SELECT id >> 32, fate, -count(*) FROM message GROUP BY id >> 32, fate)"
		" GROUP BY folder_id, fate HAVING sum(n) <> 0 LIMIT 1",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(CHECKS); i++) {
		g_autoptr(db_stmt) st = db_prepare(s, CHECKS[i], error);
		int got = st ? db_step(s, st, error) : -1;
		g_autofree char *found = got > 0 ? column_text(st, 0) : NULL;

		if (got < 0)
			return FALSE;
		if (found && strcmp(found, "ok") != 0)
			return purser_fail(error, PURSER_HALT,
			    "database %s is damaged (%s): keep the file, and restore the last backup "
			    "(OPERATIONS, "
			    "\"Restore\")",
			    s->path, found);
	}
	return TRUE;
}
