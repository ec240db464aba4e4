/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The post with the time as an argument: each due letter once, over restarts and both changes of the clocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "ground.h"
#include "post.h"

#include "purser/letter.h"

#define HEAD                                                                                         \
	"[purser]\nmode = live\n[company]\nnames = Acme Ltd\ndomains = acme.example\n"               \
	"[ar]\nfrom = purser@acme.example\nto = ar@acme.example\nhost = localhost\nuser = ar\n"      \
	"password_file = /dev/null\n[mailbox dana]\nhost = localhost\nuser = dana\npassword_file = " \
	"/dev/null\n"                                                                                \
	"owner = dana@acme.example\n"
#define DIGEST "[digest morning]\nto = ar@acme.example\nat = 08:30\ntime_zone = Europe/Berlin\n"

struct house {
	struct ground ground;
	struct keeper k;
	struct post *post;
};

static struct house *
house_new(const char *configuration)
{
	struct house *h = g_new0(struct house, 1);

	ground_lay(&h->ground, &h->k, configuration);
	h->post = post_new(&h->k);
	return h;
}

static void
house_free(struct house *h)
{
	post_free(h->post);
	ground_clear(&h->ground, &h->k);
	g_free(h);
}

static gint64
utc(const char *iso)
{
	g_autoptr(GDateTime) t = g_date_time_new_from_iso8601(iso, NULL);

	assert_non_null(t);
	return g_date_time_to_unix(t);
}

/* Letters of a purpose put so far. */
static guint
sent(struct house *h, const char *purpose)
{
	g_autoptr(GPtrArray) parcels = store_parcels_in_state(h->k.store, PARCEL_READY, NULL);
	guint n = 0;

	assert_non_null(parcels);
	for (guint i = 0; i < parcels->len; i++)
		n += g_strcmp0(((struct store_parcel *)parcels->pdata[i])->purpose, purpose) == 0;
	return n;
}

/* A restart: nothing of the post's memory stays. */
static void
restart(struct house *h)
{
	post_free(h->post);
	h->post = post_new(&h->k);
}

static void
alert_raise(struct house *h, const char *key, gint64 now_s)
{
	store_tx *tx = store_begin(h->k.store, NULL);

	assert_true(store_alert_raise(tx,
	    &(struct store_alert){
		.kind = ALERT_BANK_CHANGE, .key = (char *)key, .text = (char *)"bank details announced" },
	    now_s, NULL, NULL));
	assert_true(store_commit(&tx, NULL));
}

static void
digest__goes_out_once_for_each_local_date_over_restarts_and_both_changes_of_the_clocks(void **state)
{
	struct house *h =
	    house_new(HEAD DIGEST "quiet_days = yes\nweekdays = mon, tue, wed, thu, fri, sat, sun\n");
	static const char *const FROM[] = { "2026-03-26T00:00:00Z", "2026-10-22T00:00:00Z" };

	(void)state;
	post_look(
	    h->post, utc("2026-03-25T23:00:00Z"), TRUE); /* the first start passes over what lies behind */
	assert_int_equal(sent(h, "digest"), 0);
	for (guint f = 0; f < G_N_ELEMENTS(FROM); f++) {
		guint before = sent(h, "digest");

		if (f) { /* half a year of silence is caught up once */
			post_look(h->post, utc(FROM[f]), TRUE);
			assert_int_equal(sent(h, "digest"), before + 1);
			before++;
		}
		for (int quarter = 0; quarter < 7 * 96; quarter++) {
			post_look(h->post, utc(FROM[f]) + quarter * 900, TRUE);
			if (quarter % 5 == 0)
				restart(h);
		}
		assert_int_equal(sent(h, "digest"), before + 7);
	}
	house_free(h);
}

static void
digest__keeps_to_its_weekdays_and_says_nothing_on_a_quiet_day(void **state)
{
	struct house *h = house_new(HEAD DIGEST "weekdays = mon, tue\n");

	(void)state;
	post_look(h->post, utc("2026-06-05T00:00:00Z"), TRUE); /* a Friday */
	alert_raise(h, "m1", utc("2026-06-05T10:00:00Z"));
	post_look(h->post, utc("2026-06-06T12:00:00Z"), TRUE);
	post_look(h->post, utc("2026-06-07T12:00:00Z"), TRUE);
	assert_int_equal(sent(h, "digest"), 0);
	post_look(h->post, utc("2026-06-08T12:00:00Z"), TRUE);
	assert_int_equal(sent(h, "digest"), 1);
	house_free(h);

	h = house_new(HEAD DIGEST);
	post_look(h->post, utc("2026-06-05T00:00:00Z"), TRUE);
	/* a mailbox that was never reached is no quiet day */
	{
		store_tx *tx = store_begin(h->k.store, NULL);

		assert_true(store_health_put(tx, "dana", utc("2026-06-08T12:00:00Z"), NULL, 1, NULL));
		assert_true(store_commit(&tx, NULL));
	}
	post_look(h->post, utc("2026-06-08T12:00:00Z"), TRUE);
	assert_int_equal(sent(h, "digest"), 0);
	house_free(h);
}

static void
alert__is_told_at_once_and_once(void **state)
{
	struct house *h = house_new(HEAD);
	gint64 now_s = utc("2026-06-08T12:00:00Z");

	(void)state;
	alert_raise(h, "m1", now_s);
	post_look(h->post, now_s, TRUE);
	restart(h);
	post_look(h->post, now_s + 10, TRUE);
	assert_int_equal(sent(h, "alert"), 1);
	alert_raise(h, "m1", now_s + 20); /* the same again */
	post_look(h->post, now_s + 30, TRUE);
	assert_int_equal(sent(h, "alert"), 1);
	house_free(h);
}

static void
alerts__beyond_the_hours_count_wait_and_go_together(void **state)
{
	struct house *h = house_new(HEAD "[letters]\nalerts_per_hour = 3\n");
	gint64 now_s = utc("2026-06-08T12:00:00Z");

	(void)state;
	for (int i = 0; i < 3; i++) {
		g_autofree char *key = g_strdup_printf("m%d", i);

		alert_raise(h, key, now_s);
	}
	post_look(h->post, now_s, TRUE);
	assert_int_equal(sent(h, "alert"), 3);
	for (int i = 3; i < 40; i++) {
		g_autofree char *key = g_strdup_printf("m%d", i);

		alert_raise(h, key, now_s + 60);
		post_look(h->post, now_s + 60, TRUE);
	}
	assert_int_equal(sent(h, "alert"), 3);
	post_look(h->post, now_s + 3700, TRUE);
	assert_int_equal(sent(h, "alert"), 4);
	house_free(h);
}

static void
letter_put(struct house *h, const char *to, const char *once, const char *about, gint64 now_s)
{
	store_tx *tx = store_begin(h->k.store, NULL);
	struct store_letter *l = letter_kind_sample(letter_kind_find("promise"));

	g_free(l->to);
	l->to = g_strdup(to);
	g_free(l->once);
	l->once = g_strdup(once);
	g_free(l->about);
	l->about = g_strdup(about);
	l->due_s = l->created_s = now_s;
	assert_true(store_letter_put(tx, l, NULL, NULL));
	assert_true(store_commit(&tx, NULL));
	store_letter_free(l);
}

static void
letters__go_in_one_batch_a_day_and_at_most_once_a_week_about_one_thing(void **state)
{
	struct house *h =
	    house_new(HEAD "[letters]\nat = 09:00\ntime_zone = Europe/Berlin\nowner = ops@acme.example\n"
			   "departed = gone@acme.example\nopt_out = no@acme.example\n");
	gint64 monday_s = utc("2026-06-08T06:00:00Z"), day_s = 86400;

	(void)state;
	post_look(h->post, monday_s, TRUE);
	letter_put(h, "dana@acme.example", "p 1", "promise 1", monday_s);
	letter_put(h, "dana@acme.example", "p 2", "promise 2", monday_s);
	letter_put(h, "gone@acme.example", "p 3", "promise 3", monday_s);
	letter_put(h, "no@acme.example", "p 4", "promise 4", monday_s);
	letter_put(h, "eve@elsewhere.example", "p 5", "promise 5", monday_s);
	post_look(h->post, monday_s + 600, TRUE);
	assert_int_equal(sent(h, "letter"), 0); /* not before nine */
	post_look(h->post, monday_s + 2 * 3600, TRUE);
	restart(h);
	post_look(h->post, monday_s + 3 * 3600, TRUE);
	assert_int_equal(sent(h, "letter"), 2); /* Dana's in one, and the owner's */
	letter_put(h, "dana@acme.example", "p 1 again", "promise 1", monday_s + day_s);
	post_look(h->post, monday_s + day_s + 2 * 3600, TRUE);
	assert_int_equal(sent(h, "letter"), 2);
	post_look(h->post, monday_s + 8 * day_s + 2 * 3600, TRUE);
	assert_int_equal(sent(h, "letter"), 3);
	house_free(h);
}

static void
digest__to_somebody_outside_is_told_once_and_holds_up_nothing(void **state)
{
	struct house *h =
	    house_new(HEAD DIGEST "quiet_days = yes\n[digest second]\nto = ar@acme.example\nat = 08:30\n"
				  "time_zone = Europe/Berlin\nquiet_days = yes\n");
	struct config_digest *d = h->k.config->digests->pdata[0];

	(void)state;
	g_strfreev(d->to);
	d->to = g_strsplit("ar@outside.example", ",", -1);
	post_look(h->post, utc("2026-06-08T00:00:00Z"), TRUE);
	post_look(h->post, utc("2026-06-08T12:00:00Z"), TRUE);
	restart(h);
	post_look(h->post, utc("2026-06-08T13:00:00Z"), TRUE);
	assert_int_equal(sent(h, "digest"), 1);
	house_free(h);
}

static void
digest__a_clock_that_was_ahead_sends_no_date_twice(void **state)
{
	struct house *h = house_new(HEAD DIGEST "quiet_days = yes\n");

	(void)state;
	post_look(h->post, utc("2026-06-08T00:00:00Z"), TRUE);
	post_look(h->post, utc("2026-06-09T12:00:00Z"), TRUE); /* a day ahead */
	assert_int_equal(sent(h, "digest"), 1);
	for (int hour = 0; hour < 30; hour++)
		post_look(h->post, utc("2026-06-08T01:00:00Z") + hour * 3600, TRUE);
	assert_int_equal(sent(h, "digest"), 1);
	post_look(h->post, utc("2026-06-10T07:00:00Z"), TRUE);
	assert_int_equal(sent(h, "digest"), 2);
	house_free(h);
}

/* A machine without a clock of its own starts in another year, until the network tells it better. */
static void
clock__that_was_years_ahead_stops_nothing_once_it_is_right(void **state)
{
	struct house *h =
	    house_new(HEAD DIGEST "quiet_days = yes\nweekdays = mon, tue, wed, thu, fri, sat, sun\n"
				  "[letters]\nalerts_per_hour = 2\nat = 09:00\ntime_zone = "
				  "Europe/Berlin\nagain = 7d\n");
	gint64 ahead_s = utc("2036-06-09T12:00:00Z"), right_s = utc("2026-06-08T12:00:00Z");

	(void)state;
	post_look(h->post, ahead_s, TRUE); /* even the first start: purser went live then */
	ahead_s += 86400;
	alert_raise(h, "m1", ahead_s);
	alert_raise(h, "m2", ahead_s);
	letter_put(h, "dana@acme.example", "a", "promise 1", ahead_s);
	post_look(h->post, ahead_s, TRUE);
	assert_int_equal(sent(h, "digest"), 1);
	assert_int_equal(sent(h, "alert"), 2);
	assert_int_equal(sent(h, "letter"), 1);
	letter_put(h, "dana@acme.example", "b", "promise 2", ahead_s);

	restart(h);
	post_look(h->post, right_s, TRUE); /* passes over what lies behind, as at a first start */
	alert_raise(h, "m3", right_s + 60);
	letter_put(h, "dana@acme.example", "c", "promise 1", right_s + 60);
	post_look(h->post, right_s + 61, TRUE);
	assert_int_equal(sent(h, "alert"), 3);
	for (int hour = 1; hour <= 3 * 24; hour++)
		post_look(h->post, right_s + hour * 3600, TRUE);
	assert_int_equal(sent(h, "digest"), 4);
	assert_int_equal(sent(h, "letter"), 2); /* of both in one */
	house_free(h);
}

static void
digest__with_two_times_a_day_has_both(void **state)
{
	struct house *h = house_new(HEAD "[digest morning]\nto = ar@acme.example\nat = 16:00, 08:30\n"
					 "time_zone = America/New_York\nquiet_days = yes\n");

	(void)state;
	post_look(h->post, utc("2026-06-08T06:00:00Z"), TRUE);
	for (int quarter = 0; quarter < 5 * 96; quarter++) /* Monday to Friday */
		post_look(h->post, utc("2026-06-08T06:00:00Z") + quarter * 900, TRUE);
	assert_int_equal(sent(h, "digest"), 10);
	house_free(h);
}

static void
alerts__of_the_time_of_observing_wake_up_nobody(void **state)
{
	struct house *h = house_new(HEAD);
	gint64 now_s = utc("2026-06-08T12:00:00Z");
	g_autoptr(GPtrArray) open = NULL;

	(void)state;
	h->k.config->purser.mode = MODE_OBSERVE;
	alert_raise(h, "m1", now_s);
	post_look(h->post, now_s + 1, TRUE);
	h->k.config->purser.mode = MODE_LIVE;
	post_look(h->post, now_s + 100, TRUE);
	assert_int_equal(sent(h, "alert"), 0);
	open = store_alerts(h->k.store, &(struct store_alert_filter){ .open_only = TRUE }, NULL);
	assert_int_equal(open->len, 1); /* the digest has it */
	alert_raise(h, "m2", now_s + 101);
	restart(h);
	post_look(h->post, now_s + 102, TRUE);
	assert_int_equal(sent(h, "alert"), 1);
	house_free(h);
}

static void
alerts__where_ar_is_none_of_us_hold_up_nothing(void **state)
{
	struct house *h =
	    house_new(HEAD "[digest morning]\nto = boss@acme.example\nat = 08:30\ntime_zone = UTC\n");
	gint64 now_s = utc("2026-06-08T06:00:00Z");

	(void)state;
	g_strfreev(h->k.config->ar.to);
	h->k.config->ar.to = g_strsplit("ar@bureau.example", ",", -1);
	post_look(h->post, now_s, TRUE);
	alert_raise(h, "m1", now_s + 1);
	post_look(h->post, now_s + 2, TRUE);
	post_look(h->post, now_s + 3 * 3600, TRUE);
	assert_int_equal(sent(h, "alert"), 0);
	assert_int_equal(sent(h, "digest"), 1);
	house_free(h);
}

static char *
last_message_id(struct house *h)
{
	g_autoptr(GPtrArray) all = store_parcels_in_state(h->k.store, PARCEL_READY, NULL);

	return g_strdup(((struct store_parcel *)all->pdata[all->len - 1])->rfc_message_id);
}

static void
alerts__about_one_customer_are_one_thread(void **state)
{
	struct house *h = house_new(HEAD);
	gint64 now_s = utc("2026-06-08T12:00:00Z");
	g_autoptr(GPtrArray) thread = NULL;
	g_autofree char *first = NULL, *second = NULL, *about = NULL;
	gint64 customer = 0;
	gboolean changed;

	(void)state;
	for (int i = 0; i < 2; i++) {
		store_tx *tx = store_begin(h->k.store, NULL);
		struct customer *c = customer_new();

		c->name = g_strdup("Contoso GmbH");
		c->code = g_strdup("C1");
		assert_true(store_customer_put(tx, c, &customer, &changed, NULL));
		customer_free(c);
		assert_true(store_alert_raise(tx,
		    &(struct store_alert){ .kind = i ? ALERT_LOOK_ALIKE : ALERT_BANK_CHANGE,
			.key = (char *)"m",
			.text = (char *)"odd",
			.customer_id = customer },
		    now_s + i, NULL, NULL));
		assert_true(store_commit(&tx, NULL));
		post_look(h->post, now_s + i, TRUE);
		*(i ? &second : &first) = last_message_id(h);
	}
	about = g_strdup_printf("customer %" G_GINT64_FORMAT, customer);
	thread = store_letter_thread(h->k.store, about, NULL, NULL);
	assert_int_equal(thread->len, 2);
	assert_string_equal(thread->pdata[0], first);
	assert_string_equal(thread->pdata[1], second);
	house_free(h);
}

static void
letters__two_about_one_thing_go_a_week_apart_and_the_owner_hears_whose_they_are(void **state)
{
	struct house *h =
	    house_new(HEAD "[letters]\nat = 09:00\ntime_zone = Europe/Berlin\nowner = ops@acme.example\n"
			   "departed = gone@acme.example, left@acme.example\n");
	gint64 monday_s = utc("2026-06-08T08:00:00Z");
	g_autoptr(GPtrArray) waiting = NULL;

	(void)state;
	post_look(h->post, monday_s - 86400, TRUE);
	letter_put(h, "dana@acme.example", "a", "promise 1", monday_s);
	letter_put(h, "DANA@acme.example", "b", "promise 1", monday_s);
	letter_put(h, "gone@acme.example", "c", "promise 2", monday_s);
	letter_put(h, "left@acme.example", "d", "promise 3", monday_s);
	letter_put(h, "ops@acme.example", "e", "promise 4", monday_s);
	post_look(h->post, monday_s, TRUE);
	/* Dana's; and for the owner one of each who left, and one of the owner's own */
	assert_int_equal(sent(h, "letter"), 4);
	waiting = store_letters(h->k.store, &(struct store_letter_filter){ .state = LETTER_WAITING }, NULL);
	assert_int_equal(waiting->len, 1);
	post_look(h->post, monday_s + 6 * 86400, TRUE);
	assert_int_equal(sent(h, "letter"), 4);
	post_look(h->post, monday_s + 7 * 86400, TRUE);
	assert_int_equal(sent(h, "letter"), 5);
	house_free(h);
}

static void
letters__nobody_gets_more_at_once_than_one_letter_holds(void **state)
{
	struct house *h = house_new(HEAD "[letters]\nat = 09:00\ntime_zone = UTC\n");
	gint64 monday_s = utc("2026-06-08T09:00:00Z");

	(void)state;
	post_look(h->post, monday_s - 86400, TRUE);
	for (guint i = 0; i < LETTER_PARTS_MAX + 5; i++) {
		g_autofree char *name = g_strdup_printf("promise %u", i);

		letter_put(h, "dana@acme.example", name, name, monday_s);
	}
	post_look(h->post, monday_s, TRUE);
	assert_int_equal(sent(h, "letter"), 1);
	post_look(h->post, monday_s + 86400, TRUE);
	assert_int_equal(sent(h, "letter"), 2);
	post_look(h->post, monday_s + 2 * 86400, TRUE);
	assert_int_equal(sent(h, "letter"), 2);
	house_free(h);
}

/* An order of a customer whose AE is Dana. */
static void
order_put(struct house *h, const char *number, const char *terms, gint64 at_s)
{
	store_tx *tx = store_begin(h->k.store, NULL);
	struct customer *c = customer_new();
	struct order *o = order_new();
	struct store_item item = { .kind = ITEM_ORDER, .order = o, .route = ROUTE_ROUTE, .at_s = at_s };
	gboolean changed;

	c->name = g_strdup("Contoso GmbH");
	c->code = g_strdup("C1");
	c->ae = g_strdup("dana@acme.example");
	assert_true(store_customer_put(tx, c, &item.customer_id, &changed, NULL));
	o->value[ORDER_NUMBER] = g_strdup(number);
	o->value[ORDER_TERMS] = g_strdup(terms);
	assert_true(store_item_put(tx, &item, NULL, NULL));
	assert_true(store_commit(&tx, NULL));
	customer_free(c);
	order_free(o);
}

static void
insight__comes_once_a_month_about_the_month_before(void **state)
{
	struct house *h = house_new(HEAD "[letters]\nat = 09:00\ntime_zone = UTC\n");
	g_autoptr(GPtrArray) letters = NULL;
	const struct store_letter *l;
	g_autoptr(GString) facts = g_string_new(NULL);

	(void)state;
	post_look(h->post, utc("2026-04-20T08:00:00Z"), TRUE);
	for (int day = 0; day < 12; day++) /* the first batch of all notes the month, and writes nothing */
		post_look(h->post, utc("2026-04-20T10:00:00Z") + day * 86400, TRUE);
	order_put(h, "1", "Net 45", utc("2026-04-15T10:00:00Z"));
	order_put(h, "2", "Net 60", utc("2026-05-05T10:00:00Z"));
	order_put(h, "3", "Net 90", utc("2026-05-06T10:00:00Z"));
	for (int day = 0; day < 60; day++)
		post_look(h->post, utc("2026-05-02T10:00:00Z") + day * 86400, TRUE);
	letters =
	    store_letters(h->k.store, &(struct store_letter_filter){ .state = -1, .kind = "insight" }, NULL);
	assert_int_equal(letters->len, 1);
	l = letters->pdata[0];
	assert_string_equal(l->to, "dana@acme.example");
	assert_int_equal(l->state, LETTER_SENT);
	for (guint i = 0; i < l->facts->len; i++) {
		const struct store_letter_fact *f = l->facts->pdata[i];

		g_string_append_printf(facts, "%s=%s;", f->name, f->value);
	}
	assert_string_equal(facts->str,
	    "month=May 2026;found=2;straight=2;lacked=a billing contact (2 POs);"
	    "drift=Contoso GmbH: Net 45 \xe2\x86\x92 Net 60 \xe2\x86\x92 Net 90;");
	house_free(h);
}

static void
observing__nothing_is_sent(void **state)
{
	struct house *h = house_new(HEAD DIGEST "quiet_days = yes\n");

	(void)state;
	h->k.config->purser.mode = MODE_OBSERVE;
	alert_raise(h, "m1", utc("2026-06-08T12:00:00Z"));
	letter_put(h, "dana@acme.example", "p 1", "promise 1", 1);
	for (int day = 0; day < 5; day++)
		post_look(h->post, utc("2026-06-08T12:00:00Z") + day * 86400, TRUE);
	assert_int_equal(sent(h, "alert") + sent(h, "digest") + sent(h, "letter"), 0);
	house_free(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    digest__goes_out_once_for_each_local_date_over_restarts_and_both_changes_of_the_clocks),
		cmocka_unit_test(digest__keeps_to_its_weekdays_and_says_nothing_on_a_quiet_day),
		cmocka_unit_test(alert__is_told_at_once_and_once),
		cmocka_unit_test(alerts__beyond_the_hours_count_wait_and_go_together),
		cmocka_unit_test(letters__go_in_one_batch_a_day_and_at_most_once_a_week_about_one_thing),
		cmocka_unit_test(digest__to_somebody_outside_is_told_once_and_holds_up_nothing),
		cmocka_unit_test(digest__a_clock_that_was_ahead_sends_no_date_twice),
		cmocka_unit_test(clock__that_was_years_ahead_stops_nothing_once_it_is_right),
		cmocka_unit_test(digest__with_two_times_a_day_has_both),
		cmocka_unit_test(alerts__of_the_time_of_observing_wake_up_nobody),
		cmocka_unit_test(alerts__where_ar_is_none_of_us_hold_up_nothing),
		cmocka_unit_test(alerts__about_one_customer_are_one_thread),
		cmocka_unit_test(
		    letters__two_about_one_thing_go_a_week_apart_and_the_owner_hears_whose_they_are),
		cmocka_unit_test(letters__nobody_gets_more_at_once_than_one_letter_holds),
		cmocka_unit_test(insight__comes_once_a_month_about_the_month_before),
		cmocka_unit_test(observing__nothing_is_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
