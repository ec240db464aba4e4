/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left after kill -9, a full disk, and an error in the middle. */
#include "support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 8
#define BATCH 20

/* Commits batches for ever, and tells each one's last UID only after its commit returned. */
static void
commit_for_ever(const char *path, guint32 from, int out)
{
	struct store *s = store_open(path, STORE_WRITE, NULL, NULL);

	for (guint32 uid = from; s; uid += BATCH) {
		store_tx *tx = begin(&(struct place){ .s = s });
		gint64 folder = put_folder(tx, "a", 1);
		guint32 last = uid + BATCH - 1;

		for (guint32 i = 0; i < BATCH; i++)
			put_message(tx, folder, uid + i, i % 10 == 0 ? FATE_ITEM : FATE_IGNORED, (guint8)i);
		if (!store_commit(&tx, NULL) || write(out, &last, sizeof(last)) != sizeof(last))
			break;
	}
	_exit(1);
}

static void
count_uid(guint32 uid, gpointer data)
{
	guint32 *last = data;

	/* No hole: a batch is there as a whole, or not at all. */
	assert_int_equal(uid, *last + 1);
	*last = uid;
}

static void
kill_9__loses_no_batch_that_was_committed_and_leaves_none_by_half(void **state)
{
	struct place *p = *state;
	guint32 on_record = 0;

	store_close(p->s);
	p->s = NULL;
	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(GError) error = NULL;
		struct store_folder *f;
		guint32 told = on_record, counted = 0, got;
		int ends[2], wanted = 3 + round * 5;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		if (child == 0) {
			close(ends[0]);
			commit_for_ever(p->path, on_record + 1, ends[1]);
		}
		close(ends[1]);
		for (int n = 0; n < wanted && read(ends[0], &got, sizeof(got)) == sizeof(got); n++)
			told = got;
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(ends[0], &got, sizeof(got)) == sizeof(got))
			told = got;
		close(ends[0]);
		assert_true(told > on_record);
		p->s = store_open(p->path, STORE_WRITE_CHECKED, NULL, &error);
		must(p->s != NULL, error);
		f = store_folder_current(p->s, "a", "INBOX", &error);
		must(store_folder_uids(p->s, f->id, count_uid, &counted, &error), error);
		store_folder_free(f);
		assert_true(counted >= told && counted % BATCH == 0);
		on_record = counted;
		store_close(p->s);
		p->s = NULL;
	}
}

/* A process looks its crash point up once, at the first one it passes: this one has passed none yet. */
static void
crash_point__before_the_commit_leaves_nothing_after_it_everything(void **state)
{
	static const struct {
		const char *point;
		gboolean there;
	} ROWS[] = {
		{ "store.before-commit", FALSE },
		{ "store.after-commit", TRUE },
	};
	struct place *p = *state;

	store_close(p->s);
	p->s = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *mailbox = g_strdup_printf("box%d", (int)i);
		g_autoptr(GError) error = NULL;
		struct store_folder *f;
		int status = 0;
		pid_t child = fork();

		if (child == 0) {
			store_tx *tx;

			g_setenv("PURSER_CRASH", ROWS[i].point, TRUE);
			p->s = store_open(p->path, STORE_WRITE, NULL, NULL);
			tx = begin(p);
			put_folder(tx, mailbox, 1);
			store_commit(&tx, NULL);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		place_reopen(p, STORE_WRITE_CHECKED);
		f = store_folder_current(p->s, mailbox, "INBOX", &error);
		assert_null(error);
		assert_int_equal(f != NULL, ROWS[i].there);
		store_folder_free(f);
		store_close(p->s);
		p->s = NULL;
	}
}

/* RLIMIT_FSIZE stands for the full disk: the write itself fails, in a process of its own. */
static int
write_until_it_fails(struct place *p)
{
	struct rlimit limit = { 700 * 1024, 700 * 1024 };
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) big = g_bytes_new_take(g_malloc0(100000), 100000),
			  header = g_bytes_new_static("h", 1);
	store_tx *tx;
	gint64 item;

	signal(SIGXFSZ, SIG_IGN);
	p->s = store_open(p->path, STORE_WRITE, NULL, NULL);
	if (!p->s || setrlimit(RLIMIT_FSIZE, &limit) < 0)
		return 10;
	for (int i = 0; i < 100; i++) {
		tx = store_begin(p->s, &error);
		if (!tx)
			return 11;
		item = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, NULL);
		if (item &&
		    store_original_put(
			tx, &(struct store_original){ .item_id = item, .header = header }, &error) &&
		    store_original_chunk_put(tx, item, 0, big, &error) && store_commit(&tx, &error))
			continue;
		store_tx_free(tx);
		if (!g_error_matches(error, PURSER_ERROR, PURSER_RETRY))
			return 12;
		g_clear_error(&error);
		/* The same process goes on as soon as there is room. */
		tx = store_begin(p->s, &error);
		if (!tx || !store_fact_put(tx, "small", "1", &error) || !store_commit(&tx, &error))
			return g_error_matches(error, PURSER_ERROR, PURSER_RETRY) ? 0 : 13;
		return 0;
	}
	return 14;
}

static void
full_disk__rolls_back_and_asks_to_try_again(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	struct store_figures f;
	gint64 originals = -1;
	int status = 0;
	pid_t child;

	store_close(p->s);
	p->s = NULL;
	child = fork();
	if (child == 0)
		_exit(write_until_it_fails(p));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	place_reopen(p, STORE_WRITE_CHECKED);
	must(store_figures(p->s, &f, &error), error);
	must(db_number(p->s, "SELECT count(*) FROM original", -1, &originals, &error), error);
	assert_int_equal(f.items, originals); /* no item without its original */
}

static void
full_database__rolls_back_and_takes_the_next_when_there_is_room(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) big = g_bytes_new_take(g_malloc0(500000), 500000),
			  header = g_bytes_new_static("h", 1);
	store_tx *tx;
	gint64 item, n = -1;

	must(db_exec(p->s, "PRAGMA max_page_count = 80", &error), error);
	tx = begin(p);
	item = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, &error);
	must(store_original_put(tx, &(struct store_original){ .item_id = item, .header = header }, &error),
	    error);
	assert_false(store_original_chunk_put(tx, item, 0, big, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_RETRY));
	g_clear_error(&error);
	/* SQLite rolled back by itself: nothing may slip in after that, one by one. */
	assert_false(store_fact_put(tx, "x", "1", &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_RETRY));
	g_clear_error(&error);
	assert_false(store_commit(&tx, &error));
	g_clear_error(&error);
	must(db_exec(p->s, "PRAGMA max_page_count = 100000", &error), error);
	must(db_number(p->s, "SELECT count(*) FROM item", -1, &n, &error), error);
	assert_int_equal(n, 0);
	tx = begin(p);
	item = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, &error);
	must(store_original_put(tx, &(struct store_original){ .item_id = item, .header = header }, &error),
	    error);
	must(store_original_chunk_put(tx, item, 0, big, &error), error);
	commit(tx);
}

static void
transaction__not_committed_is_rolled_back(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;

	{
		g_autoptr(store_tx) tx = begin(p);

		put_folder(tx, "a", 1);
		assert_null(store_begin(p->s, &error)); /* one at a time */
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
		g_clear_error(&error);
	}
	assert_null(store_folder_current(p->s, "a", "INBOX", &error));
	assert_null(error);
	commit(begin(p)); /* and the next one works */
}

static void
busy__is_to_be_tried_again(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	sqlite3 *other = NULL;

	assert_int_equal(sqlite3_open(p->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_busy_timeout(p->s->db, 1);
	assert_null(store_begin(p->s, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_RETRY));
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	commit(begin(p));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		T(kill_9__loses_no_batch_that_was_committed_and_leaves_none_by_half),
		T(crash_point__before_the_commit_leaves_nothing_after_it_everything),
		T(full_disk__rolls_back_and_asks_to_try_again),
		T(full_database__rolls_back_and_takes_the_next_when_there_is_room),
		T(transaction__not_committed_is_rolled_back),
		T(busy__is_to_be_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
