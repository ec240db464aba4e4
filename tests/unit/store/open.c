/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: migrations, refusals, the lock, modes. */
#include "support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct schema_step TWO_STEPS[] = {
	{ 1, "CREATE TABLE thing (a INTEGER) STRICT;" },
	{ 2, "ALTER TABLE thing ADD COLUMN b TEXT;" },
	{ 3, "CREATE TABLE other (c INTEGER) STRICT; INSERT INTO other VALUES (7);" },
	{ 0, NULL },
};
static const struct schema_step BROKEN_STEPS[] = {
	{ 1, "CREATE TABLE thing (a INTEGER) STRICT;" },
	{ 2, "CREATE TABLE half (c INTEGER) STRICT; CREATE TABLE thing (a INTEGER);" },
	{ 0, NULL },
};

/* A fresh file of its own with the first n of the steps. */
static char *
fresh(const struct place *p, const char *name, const struct schema_step *steps, guint n)
{
	struct schema_step some[8] = { { 0, NULL } };
	char *path = g_build_filename(p->folder, name, NULL);
	g_autoptr(GError) error = NULL;
	struct store *s;

	for (guint i = 0; i < n; i++)
		some[i] = steps[i];
	s = store_open_steps(path, STORE_WRITE, some, NULL, &error);
	must(s != NULL, error);
	must(db_exec(s, "INSERT INTO thing (a) VALUES (42)", &error), error);
	store_close(s);
	return path;
}

static gint64
number_in(struct store *s, const char *sql)
{
	g_autoptr(GError) error = NULL;
	gint64 n = -1;

	must(db_number(s, sql, -1, &n, &error), error);
	return n;
}

static void
migration__every_older_version_comes_up_with_its_rows(void **state)
{
	struct place *p = *state;

	for (guint from = 1; from <= 3; from++) {
		g_autofree char *name = g_strdup_printf("from%u.db", from);
		g_autofree char *path = fresh(p, name, TWO_STEPS, from),
				*copy = g_strdup_printf("%s.before-v3", path);
		g_autoptr(GError) error = NULL;
		struct store *s = store_open_steps(path, STORE_WRITE, TWO_STEPS, NULL, &error);

		must(s != NULL, error);
		assert_int_equal(number_in(s, "PRAGMA user_version"), 3);
		assert_int_equal(number_in(s, "PRAGMA application_id"), SCHEMA_APPLICATION_ID);
		assert_int_equal(number_in(s, "SELECT a FROM thing WHERE b IS NULL"), 42);
		assert_int_equal(number_in(s, "SELECT c FROM other"), 7);
		store_close(s);
		assert_int_equal(g_file_test(copy, G_FILE_TEST_EXISTS), from < 3);
	}
}

static void
migration__keeps_a_copy_of_the_file_as_it_was(void **state)
{
	struct place *p = *state;
	g_autofree char *path = fresh(p, "copy.db", TWO_STEPS, 1),
			*copy = g_strconcat(path, ".before-v3", NULL);
	const struct schema_step only_first[] = { TWO_STEPS[0], { 0, NULL } };
	g_autoptr(GError) error = NULL;
	struct stat st;
	struct store *s;

	store_close(store_open_steps(path, STORE_WRITE, TWO_STEPS, NULL, &error));
	assert_null(error);
	assert_int_equal(stat(copy, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	s = store_open_steps(copy, STORE_READ, only_first, NULL, &error);
	must(s != NULL, error);
	assert_int_equal(number_in(s, "SELECT a FROM thing"), 42);
	store_close(s);
}

static void
migration__a_failing_step_changes_nothing(void **state)
{
	struct place *p = *state;
	g_autofree char *path = fresh(p, "broken.db", BROKEN_STEPS, 1);
	const struct schema_step only_first[] = { BROKEN_STEPS[0], { 0, NULL } };
	g_autoptr(GError) error = NULL;
	struct store *s = store_open_steps(path, STORE_WRITE, BROKEN_STEPS, NULL, &error);

	assert_null(s);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	g_clear_error(&error);
	s = store_open_steps(path, STORE_WRITE, only_first, NULL, &error);
	must(s != NULL, error);
	assert_int_equal(number_in(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
	assert_int_equal(number_in(s, "SELECT a FROM thing"), 42);
	store_close(s);
}

static void
newer_schema__is_refused_and_left_as_it_is(void **state)
{
	struct place *p = *state;
	enum store_open_problem problem = STORE_OTHER;
	g_autoptr(GError) error = NULL;

	must(db_exec(p->s, "PRAGMA user_version = 99", &error), error);
	store_close(p->s);
	p->s = store_open(p->path, STORE_WRITE, &problem, &error);
	assert_null(p->s);
	assert_int_equal(problem, STORE_NEWER);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	assert_non_null(strstr(error->message, "before-v99"));
	g_clear_error(&error);
	p->s = store_open(p->path, STORE_READ, &problem, &error);
	assert_null(p->s);
	assert_int_equal(problem, STORE_NEWER);
}

static void
reader__asks_for_the_daemon_when_the_schema_is_old(void **state)
{
	struct place *p = *state;
	g_autofree char *path = fresh(p, "old.db", TWO_STEPS, 1);
	g_autoptr(GError) error = NULL;

	assert_null(store_open_steps(path, STORE_READ, TWO_STEPS, NULL, &error));
	assert_non_null(strstr(error->message, "start purserd once"));
}

static void
foreign_database__is_not_touched(void **state)
{
	struct place *p = *state;
	g_autofree char *path = g_build_filename(p->folder, "foreign.db", NULL);
	g_autoptr(GError) error = NULL;
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE theirs (x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_null(store_open(path, STORE_WRITE, NULL, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	assert_non_null(strstr(error->message, "not one of purser"));
}

static void
damaged_file__is_refused_kept_and_its_way_out_is_named(void **state)
{
	struct place *p = *state;
	enum store_open_problem problem = STORE_OTHER;
	g_autofree char *path = g_build_filename(p->folder, "junk.db", NULL), *kept = NULL;
	g_autofree char *junk = g_strnfill(20000, 'x');
	g_autoptr(GError) error = NULL;

	assert_true(g_file_set_contents(path, junk, 20000, NULL));
	assert_null(store_open(path, STORE_WRITE, &problem, &error));
	assert_int_equal(problem, STORE_CORRUPT);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	assert_non_null(strstr(error->message, "restore the last backup"));
	assert_true(g_file_get_contents(path, &kept, NULL, NULL));
	assert_string_equal(kept, junk);
}

static void
damaged_page__is_found_by_the_check_at_start(void **state)
{
	struct place *p = *state;
	enum store_open_problem problem = STORE_OTHER;
	g_autofree char *junk = g_strnfill(4096, 'x');
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 folder = put_folder(tx, "a", 1);
	int fd;

	for (guint32 uid = 1; uid <= 400; uid++)
		put_message(tx, folder, uid, FATE_ITEM, (guint8)uid);
	commit(tx);
	store_close(p->s);
	p->s = NULL;
	fd = open(p->path, O_WRONLY | O_CLOEXEC);
	assert_int_equal(pwrite(fd, junk, 4096, lseek(fd, 0, SEEK_END) - 4096), 4096);
	close(fd);
	p->s = store_open(p->path, STORE_WRITE_CHECKED, &problem, &error);
	assert_null(p->s);
	assert_int_equal(problem, STORE_CORRUPT);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
}

static void
miscounted_folder__is_found_by_the_check(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);

	put_message(tx, put_folder(tx, "a", 1), 1, FATE_IGNORED, 1);
	commit(tx);
	must(store_integrity(p->s, &error), error);
	must(db_exec(p->s, "UPDATE folder_count SET n = 2", &error), error);
	assert_false(store_integrity(p->s, &error));
	assert_non_null(strstr(error->message, "count of folder"));
}

static void
second_writer__is_refused_with_the_first_ones_process_id(void **state)
{
	struct place *p = *state;
	enum store_open_problem problem = STORE_OTHER;
	g_autofree char *pid = g_strdup_printf("process %ld)", (long)getpid());
	g_autoptr(GError) error = NULL;

	assert_null(store_open(p->path, STORE_WRITE, &problem, &error));
	assert_int_equal(problem, STORE_LOCKED);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	assert_non_null(strstr(error->message, pid));
}

static void
lock__goes_with_the_process_that_held_it(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	pid_t child;
	int status;

	store_close(p->s);
	p->s = NULL;
	child = fork();
	if (child == 0) {
		struct store *s = store_open(p->path, STORE_WRITE, NULL, NULL);

		_exit(s ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	p->s = store_open(p->path, STORE_WRITE, NULL, &error);
	must(p->s != NULL, error);
}

static void
files__are_for_their_owner_alone(void **state)
{
	struct place *p = *state;
	static const char *const SUFFIXES[] = { "", "-wal", "-shm", ".lock" };
	store_tx *tx = begin(p);

	put_folder(tx, "a", 1);
	commit(tx);
	for (gsize i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
		g_autofree char *file = g_strconcat(p->path, SUFFIXES[i], NULL);
		struct stat st;

		assert_int_equal(stat(file, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
}

static void
open__closes_a_database_that_others_could_read(void **state)
{
	struct place *p = *state;
	struct stat st;

	store_close(p->s);
	p->s = NULL;
	assert_int_equal(chmod(p->path, 0644), 0);
	place_reopen(p, STORE_WRITE);
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
files__made_by_root_belong_to_the_folders_owner(void **state)
{
	struct place *p = *state;
	g_autofree char *folder = g_build_filename(p->folder, "theirs", NULL),
			*path = g_build_filename(folder, "purser.db", NULL);
	static const char *const SUFFIXES[] = { "", "-wal", "-shm", ".lock" };
	g_autoptr(GError) error = NULL;
	struct store *s;
	store_tx *tx;
	gint64 id;

	if (geteuid() != 0)
		skip();
	assert_int_equal(g_mkdir(folder, 0700), 0);
	assert_int_equal(chown(folder, 65534, 65534), 0);
	s = store_open(path, STORE_WRITE, NULL, &error);
	must(s != NULL, error);
	tx = store_begin(s, &error);
	must(store_folder_put(tx, "a", "INBOX", 1, 1, &id, &error), error);
	must(store_commit(&tx, &error), error);
	for (gsize i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
		g_autofree char *file = g_strconcat(path, SUFFIXES[i], NULL);
		struct stat st;

		assert_int_equal(stat(file, &st), 0);
		assert_int_equal(st.st_uid, 65534);
		g_unlink(file);
	}
	store_close(s);
	g_unlink(path);
	g_rmdir(folder);
}

static void
reader__of_no_database_says_so(void **state)
{
	struct place *p = *state;
	enum store_open_problem problem = STORE_OTHER;
	g_autofree char *path = g_build_filename(p->folder, "none.db", NULL);
	g_autoptr(GError) error = NULL;

	assert_null(store_open(path, STORE_READ, &problem, &error));
	assert_int_equal(problem, STORE_ABSENT);
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
reader__sees_what_is_committed_while_the_writer_writes(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	struct store *reader = store_open(p->path, STORE_READ, NULL, &error);
	struct store_folder *f;
	store_tx *tx = begin(p);

	must(reader != NULL, error);
	put_folder(tx, "a", 1);
	f = store_folder_current(reader, "a", "INBOX", &error);
	assert_null(f);
	assert_null(error);
	assert_null(store_begin(reader, &error));
	g_clear_error(&error);
	commit(tx);
	f = store_folder_current(reader, "a", "INBOX", &error);
	assert_non_null(f);
	store_folder_free(f);
	store_close(reader);
}

static void
backup__is_a_whole_database_of_our_own(void **state)
{
	struct place *p = *state;
	g_autofree char *file = g_build_filename(p->folder, "backup.db", NULL);
	g_autoptr(GError) error = NULL;
	struct store *reader = store_open(p->path, STORE_READ, NULL, &error), *restored;
	struct store_folder *f;
	store_tx *tx = begin(p);
	struct stat st;

	put_folder(tx, "a", 1);
	commit(tx);
	must(reader != NULL, error);
	must(store_backup(reader, file, &error), error); /* as `purser backup` does, beside the daemon */
	store_close(reader);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(store_backup(p->s, file, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	restored = store_open(file, STORE_WRITE_CHECKED, NULL, &error);
	must(restored != NULL, error);
	f = store_folder_current(restored, "a", "INBOX", &error);
	assert_non_null(f);
	store_folder_free(f);
	store_close(restored);
}

static void
schema__has_a_column_for_every_field_of_an_order(void **state)
{
	struct place *p = *state;

	for (int f = 0; f < ORDER_FIELD_N; f++) {
		g_autofree char *sql =
		    g_strdup_printf("SELECT count(*) FROM pragma_table_info('item') WHERE name IN "
				    "('order_%s', 'sure_%s')",
			ORDER_FIELD_KEYS[f], ORDER_FIELD_KEYS[f]);

		assert_int_equal(number_in(p->s, g_intern_string(sql)), 2);
	}
}

static void
connection__is_durable_and_strict(void **state)
{
	struct place *p = *state;
	static const struct {
		const char *sql;
		gint64 wanted;
	} ROWS[] = {
		{ "PRAGMA synchronous", 2 },
		{ "PRAGMA foreign_keys", 1 },
		{ "PRAGMA trusted_schema", 0 },
		{ "PRAGMA secure_delete", 1 },
		{ "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1 },
		{ "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT "
		  "strict"
		  " AND name NOT LIKE 'sqlite%'",
		    0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		assert_int_equal(number_in(p->s, ROWS[i].sql), ROWS[i].wanted);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		T(migration__every_older_version_comes_up_with_its_rows),
		T(migration__keeps_a_copy_of_the_file_as_it_was),
		T(migration__a_failing_step_changes_nothing),
		T(newer_schema__is_refused_and_left_as_it_is),
		T(reader__asks_for_the_daemon_when_the_schema_is_old),
		T(foreign_database__is_not_touched),
		T(damaged_file__is_refused_kept_and_its_way_out_is_named),
		T(damaged_page__is_found_by_the_check_at_start),
		T(miscounted_folder__is_found_by_the_check),
		T(second_writer__is_refused_with_the_first_ones_process_id),
		T(lock__goes_with_the_process_that_held_it),
		T(files__are_for_their_owner_alone),
		T(open__closes_a_database_that_others_could_read),
		T(files__made_by_root_belong_to_the_folders_owner),
		T(reader__of_no_database_says_so),
		T(reader__sees_what_is_committed_while_the_writer_writes),
		T(backup__is_a_whole_database_of_our_own),
		T(schema__has_a_column_for_every_field_of_an_order),
		T(connection__is_durable_and_strict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
