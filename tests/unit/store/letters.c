/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters that wait, threads, who wants none, and the runs of digests. */
#include "support.h"

static gint64
letter_put(struct place *p, const char *to, const char *once, const char *about, gint64 due_s)
{
	store_tx *tx = begin(p);
	struct store_letter *l = g_new0(struct store_letter, 1);
	g_autoptr(GError) error = NULL;
	gint64 id = -1;

	l->kind = g_strdup("promise");
	l->to = g_strdup(to);
	l->once = g_strdup(once);
	l->about = g_strdup(about);
	l->due_s = due_s;
	l->created_s = 100;
	store_letter_fact_add(l, "quote", "Q-1");
	store_letter_fact_add(l, "nothing", NULL);
	store_letter_fact_add(l, "quote", "Q-2");
	must(store_letter_put(tx, l, &id, &error), error);
	commit(tx);
	store_letter_free(l);
	return id;
}

static void
letter__is_put_once_and_waits_for_its_time(void **state)
{
	struct place *p = *state;
	gint64 id = letter_put(p, "ann@acme.example", "a", "item 1", 500);
	g_autoptr(GPtrArray) due = NULL, later = NULL, all = NULL;
	const struct store_letter *l;

	assert_true(id > 0);
	assert_int_equal(letter_put(p, "ann@acme.example", "a", "item 1", 700), 0);
	letter_put(p, NULL, "b", "item 2", 300);
	due = store_letters(
	    p->s, &(struct store_letter_filter){ .state = LETTER_WAITING, .due_by_s = 499 }, NULL);
	assert_int_equal(due->len, 1);
	later = store_letters(
	    p->s, &(struct store_letter_filter){ .state = LETTER_WAITING, .due_by_s = 500 }, NULL);
	assert_int_equal(later->len, 2);
	all = store_letters(
	    p->s, &(struct store_letter_filter){ .state = -1, .kind = "promise", .limit = 5 }, NULL);
	assert_int_equal(all->len, 2);
	l = all->pdata[1];
	assert_int_equal(l->id, id);
	assert_string_equal(l->to, "ann@acme.example");
	assert_int_equal(l->facts->len, 2);
	assert_string_equal(((struct store_letter_fact *)l->facts->pdata[1])->value, "Q-2");
}

static gint64
parcel_put(store_tx *tx, const char *message_id, gint64 item_id, const char *purpose)
{
	const struct store_parcel row = { .item_id = item_id,
		.rfc_message_id = (char *)message_id,
		.purpose = (char *)purpose,
		.created_s = 100 };
	gint64 id = 0;

	assert_true(store_parcel_put(tx, &row, &id, NULL));
	return id;
}

static void
letter__sent_has_its_thread_and_is_remembered(void **state)
{
	struct place *p = *state;
	g_autofree char *about = NULL;
	g_autoptr(GPtrArray) thread = NULL, anns = NULL, none = NULL;
	gint64 a, b, item, parcel, last = -1, n = 0;
	store_tx *tx = begin(p);
	g_autoptr(GError) error = NULL;
	struct order *o = make_order("1", "5", NULL);

	item = put_item(tx, put_message(tx, put_folder(tx, "a", 1), 1, FATE_ITEM, 1), 0, o, ROUTE_ROUTE,
	    RELATION_NEW, &error);
	order_free(o);
	parcel_put(tx, "order@acme.example", item, NULL);
	commit(tx);
	about = g_strdup_printf("item %" G_GINT64_FORMAT, item);
	a = letter_put(p, "Ann@acme.example", "a", about, 500);
	b = letter_put(p, "ann@acme.example", "b", about, 500);
	tx = begin(p);
	parcel = parcel_put(tx, "one@acme.example", 0, "letter");
	assert_true(store_letter_settle(tx, a, LETTER_SENT, parcel, NULL, 600, NULL));
	assert_true(store_letter_settle(tx, b, LETTER_SENT, parcel, NULL, 600, NULL)); /* of one batch */
	commit(tx);
	thread = store_letter_thread(p->s, about, NULL, NULL);
	assert_int_equal(thread->len, 1);
	assert_string_equal(thread->pdata[0], "order@acme.example");
	anns = store_letter_thread(p->s, about, "ann@acme.example", NULL);
	assert_int_equal(anns->len, 1);
	assert_string_equal(anns->pdata[0], "one@acme.example");
	none = store_letter_thread(p->s, "customer 1", NULL, NULL);
	assert_int_equal(none->len, 0);
	assert_true(store_letter_last(p->s, about, "ANN@acme.example", 10000, &last, NULL));
	assert_int_equal(last, 600);
	assert_true(store_letter_last(p->s, about, "bob@acme.example", 10000, &last, NULL));
	assert_int_equal(last, 0);
	assert_true(store_letter_last(p->s, about, NULL, 10000, &last, NULL));
	assert_int_equal(last, 600);
	assert_true(store_letter_count(p->s, "promise", 600, 10000, &n, NULL));
	assert_int_equal(n, 2);
	assert_true(store_letter_count(p->s, "promise", 601, 10000, &n, NULL));
	assert_int_equal(n, 0);
}

static void
letter__postponed_or_dropped_is_not_due(void **state)
{
	struct place *p = *state;
	gint64 a = letter_put(p, "a@b.c", "a", "x", 500), b = letter_put(p, "a@b.c", "b", "y", 500);
	g_autoptr(GPtrArray) due = NULL, dropped = NULL;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);

	assert_true(store_letter_postpone(tx, a, 900, NULL));
	assert_true(store_letter_settle(tx, b, LETTER_DROPPED, 0, "wants none", 600, NULL));
	assert_false(store_letter_postpone(tx, 4711, 900, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
	due = store_letters(
	    p->s, &(struct store_letter_filter){ .state = LETTER_WAITING, .due_by_s = 800 }, NULL);
	assert_int_equal(due->len, 0);
	dropped = store_letters(p->s, &(struct store_letter_filter){ .state = LETTER_DROPPED }, NULL);
	assert_int_equal(dropped->len, 1);
	assert_string_equal(((struct store_letter *)dropped->pdata[0])->why, "wants none");
}

static void
run__of_a_slot_is_recorded_once_and_the_latest_is_found(void **state)
{
	struct place *p = *state;
	static const char *const SLOTS[] = { "2026-06-09 08:30", "2026-06-10 08:30", "2026-06-08 16:00" };
	g_autoptr(GError) error = NULL;
	struct store_digest_run *last = store_digest_last_run(p->s, "morning", 0, &error);
	gboolean was = TRUE;
	store_tx *tx = begin(p);

	assert_null(last);
	assert_null(error);
	for (guint i = 0; i < G_N_ELEMENTS(SLOTS); i++)
		assert_true(store_digest_run_put(tx,
		    &(struct store_digest_run){
			(char *)"morning", (char *)SLOTS[i], 100 + i, 0, DIGEST_QUIET },
		    NULL));
	assert_false(store_digest_run_put(tx,
	    &(struct store_digest_run){ (char *)"morning", (char *)SLOTS[0], 200, 0, DIGEST_SENT }, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
	last = store_digest_last_run(p->s, "morning", 0, NULL);
	assert_string_equal(last->slot, "2026-06-10 08:30");
	assert_int_equal(last->at_s, 101);
	assert_int_equal(last->outcome, DIGEST_QUIET);
	store_digest_run_free(last);
	assert_true(store_digest_was_run(p->s, "morning", SLOTS[2], &was, NULL));
	assert_true(was);
	assert_true(store_digest_was_run(p->s, "evening", SLOTS[2], &was, NULL));
	assert_false(was);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    letter__is_put_once_and_waits_for_its_time, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    letter__sent_has_its_thread_and_is_remembered, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    letter__postponed_or_dropped_is_not_due, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    run__of_a_slot_is_recorded_once_and_the_latest_is_found, place_setup, place_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
