/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alerts: once per subject, told once, settled by a person. */
#include "support.h"

static gboolean
raise_alert(struct place *p, enum alert_kind kind, const char *key, const char *text, gint64 now_s)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	struct store_alert a = {
		.kind = kind, .key = (char *)key, .text = (char *)text, .ae = (char *)"ann@acme.example"
	};
	gboolean fresh = FALSE;

	must(store_alert_raise(tx, &a, now_s, &fresh, &error), error);
	commit(tx);
	return fresh;
}

static const struct store_alert *
only_one(GPtrArray *alerts)
{
	assert_non_null(alerts);
	assert_int_equal(alerts->len, 1);
	return alerts->pdata[0];
}

static void
raised_again__is_counted_and_not_told_twice(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) untold = NULL, all = NULL;
	const struct store_alert *a;
	store_tx *tx;

	assert_true(raise_alert(p, ALERT_BANK_CHANGE, "m1", "bank details announced", 100));
	untold = store_alerts(p->s, &(struct store_alert_filter){ .untold_only = TRUE }, NULL);
	tx = begin(p);
	assert_true(store_alert_told(tx, only_one(untold)->id, 110, NULL));
	commit(tx);

	assert_false(raise_alert(p, ALERT_BANK_CHANGE, "m1", "bank details announced", 200));
	all = store_alerts(p->s, &(struct store_alert_filter){ 0 }, NULL);
	a = only_one(all);
	assert_int_equal(a->times, 2);
	assert_int_equal(a->first_s, 100);
	assert_int_equal(a->last_s, 200);
	assert_int_equal(a->told_s, 110);
	assert_string_equal(a->ae, "ann@acme.example");
}

static void
a_flood__pushes_no_graver_alert_out_of_those_to_be_told(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) untold = NULL;

	assert_true(raise_alert(p, ALERT_REMIT_TO, "account", "not ours", 1));
	for (int i = 0; i < 30; i++) {
		g_autofree char *key = g_strdup_printf("look-alike %d", i);

		assert_true(raise_alert(p, ALERT_LOOK_ALIKE, key, "looks like", 10 + i));
	}
	untold = store_alerts(
	    p->s, &(struct store_alert_filter){ .open_only = TRUE, .untold_only = TRUE, .limit = 5 }, NULL);
	assert_int_equal(untold->len, 5);
	assert_int_equal(((struct store_alert *)untold->pdata[0])->kind, ALERT_REMIT_TO);
}

static void
same_key_of_another_kind__is_another_alert(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) all = NULL;

	assert_true(raise_alert(p, ALERT_BANK_CHANGE, "m1", "a", 1));
	assert_true(raise_alert(p, ALERT_LOOK_ALIKE, "m1", "a", 2));
	all = store_alerts(p->s, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(all->len, 2);
	assert_int_equal(((struct store_alert *)all->pdata[0])->kind, ALERT_LOOK_ALIKE);
}

static void
settled__stays_settled_until_its_words_change(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) open = NULL, none = NULL, again = NULL;
	store_tx *tx;

	raise_alert(p, ALERT_LARGE_ORDER, "item 1", "EUR 1,000,000", 1);
	open = store_alerts(p->s, &(struct store_alert_filter){ .open_only = TRUE }, NULL);
	tx = begin(p);
	assert_true(store_alert_settle(tx, only_one(open)->id, "ar", 5, NULL));
	commit(tx);

	assert_false(raise_alert(p, ALERT_LARGE_ORDER, "item 1", "EUR 1,000,000", 6));
	none = store_alerts(p->s, &(struct store_alert_filter){ .open_only = TRUE }, NULL);
	assert_int_equal(none->len, 0);

	assert_true(raise_alert(p, ALERT_LARGE_ORDER, "item 1", "EUR 2,000,000", 7));
	again = store_alerts(p->s, &(struct store_alert_filter){ .open_only = TRUE }, NULL);
	assert_null(only_one(again)->settled_by);
}

static void
alert_that_is_not_there__is_refused(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = begin(p);

	assert_false(store_alert_told(tx, 7, 1, &error));
	assert_non_null(error);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		T(raised_again__is_counted_and_not_told_twice),
		T(a_flood__pushes_no_graver_alert_out_of_those_to_be_told),
		T(same_key_of_another_kind__is_another_alert),
		T(settled__stays_settled_until_its_words_change),
		T(alert_that_is_not_there__is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
