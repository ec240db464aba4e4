/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is erased is gone from the files, not only from the tables. */
#include "support.h"

#define MARK "0123456789 these are the sealed bytes of a parcel 0123456789"

static gboolean
stands_in(const struct place *p, const char *suffix)
{
	g_autofree char *path = g_strconcat(p->path, suffix, NULL), *bytes = NULL;
	gsize size;

	return g_file_get_contents(path, &bytes, &size, NULL) && memmem(bytes, size, MARK, strlen(MARK));
}

static void
parcel_put(struct place *p, gint64 *out_id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) sealed = g_bytes_new_static(MARK, sizeof(MARK));
	store_tx *tx = begin(p);
	struct store_parcel row = { .rfc_message_id = (char *)"1@acme.example" };

	must(store_parcel_put(tx, &row, out_id, &error), error);
	must(store_parcel_chunk_put(tx, *out_id, 0, sealed, &error), error);
	commit(tx);
}

static void
erased_content__is_in_no_file_after_a_scrub(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx;
	gint64 id;

	parcel_put(p, &id);
	assert_true(stands_in(p, "-wal")); /* the search works */
	tx = begin(p);
	must(store_parcel_erase_content(tx, id, &error), error);
	commit(tx);
	assert_true(stands_in(p, "-wal"));
	must(store_scrub(p->s, &error), error);
	assert_false(stands_in(p, "-wal"));
	assert_false(stands_in(p, ""));
	must(store_scrub(p->s, &error), error); /* nothing to do */
}

static void
erased_content__that_reached_the_main_file_is_overwritten_there(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx;
	gint64 id;

	parcel_put(p, &id);
	must(store_scrub(p->s, &error), error); /* a fresh writer always has something to do */
	assert_true(stands_in(p, ""));
	tx = begin(p);
	must(store_parcel_erase_content(tx, id, &error), error);
	commit(tx);
	must(store_scrub(p->s, &error), error);
	assert_false(stands_in(p, ""));
	assert_false(stands_in(p, "-wal"));
}

static void
scrub__waits_for_no_reader_and_is_made_up_for(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	sqlite3 *reader = NULL;
	gint64 id, begun;
	store_tx *tx;

	parcel_put(p, &id);
	assert_int_equal(sqlite3_open(p->path, &reader), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM parcel", NULL, NULL, NULL), SQLITE_OK);
	tx = begin(p);
	must(store_parcel_erase_content(tx, id, &error), error);
	commit(tx);
	begun = g_get_monotonic_time();
	must(store_scrub(p->s, &error), error);
	assert_true(g_get_monotonic_time() - begun < G_USEC_PER_SEC);
	assert_true(stands_in(p, "-wal"));
	sqlite3_close(reader);
	must(store_scrub(p->s, &error), error);
	assert_false(stands_in(p, "-wal"));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		T(erased_content__is_in_no_file_after_a_scrub),
		T(erased_content__that_reached_the_main_file_is_overwritten_there),
		T(scrub__waits_for_no_reader_and_is_made_up_for),
	};

	return cmocka_run_group_tests_name("erase", tests, NULL, NULL);
}
