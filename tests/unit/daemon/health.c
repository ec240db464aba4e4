/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mailbox in trouble, with the time as an argument: when it is told, how often, and when it settles by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "health.h"
#include "ground.h"

#include "purser/vault.h"

enum { T = 1780986600, MINUTE = 60, HOUR = 3600 };

static const char CONFIGURATION[] =
    "[purser]\nmode = live\n[company]\nnames = Acme Ltd\ndomains = acme.example\n"
    "[ar]\nfrom = purser@acme.example\nto = ar@acme.example\nhost = localhost\nuser = ar\npassword_file = "
    "/dev/null\n"
    "[mailbox dana]\nhost = localhost\nuser = dana\npassword_file = /dev/null\nowner = dana@acme.example\n"
    "silent_after = 4h\ninterval = 5m\n"
    "[mailbox slow]\nhost = localhost\nuser = slow\npassword_file = /dev/null\nsilent_after = 1h\ninterval = "
    "1h\n";

struct house {
	struct ground ground;
	struct keeper k;
};

static int
setup(void **state)
{
	struct house *h = g_new0(struct house, 1);

	ground_lay(&h->ground, &h->k, CONFIGURATION);
	*state = h;
	return 0;
}

static int
teardown(void **state)
{
	struct house *h = *state;

	ground_clear(&h->ground, &h->k);
	g_free(h);
	return 0;
}

static void
put(struct house *h, const char *name, const struct health *health, gint64 now_s)
{
	g_autoptr(GError) error = NULL;

	if (!health_put(&h->k, config_mailbox_named(h->k.config, name), health, now_s, &error))
		fail_msg("%s", error->message);
}

/* The open ones, newest first. */
static GPtrArray *
alerts(struct house *h, gboolean open_only)
{
	return store_alerts(h->k.store, &(struct store_alert_filter){ .open_only = open_only }, NULL);
}

static void
silence__is_counted_from_the_last_look_or_the_start_and_never_below_two_intervals(void **state)
{
	static const struct {
		const char *mailbox;
		gint64 reached_s, started_s, now_s;
		gboolean silent;
	} ROWS[] = {
		{ "dana", T, T - 99 * HOUR, T + 4 * HOUR, FALSE },
		{ "dana", T, T - 99 * HOUR, T + 4 * HOUR + 1, TRUE },
		{ "dana", 0, T, T + 4 * HOUR, FALSE },
		{ "dana", 0, T, T + 4 * HOUR + 1, TRUE },
		{ "dana", T, T + 3 * HOUR, T + 4 * HOUR + 1, TRUE }, /* a restart begins nothing anew */
		{ "slow", T, T, T + HOUR + 1, FALSE },               /* between two looks it may be */
		{ "slow", T, T, T + 2 * HOUR + 1, TRUE },
		{ "dana", T + HOUR, T, T, FALSE }, /* a clock that was ahead */
		/* the daemon had rested: first each has its turn */
		{ "dana", T - 99 * HOUR, T, T + 600, FALSE },
		{ "dana", T - 99 * HOUR, T, T + 601, TRUE },
	};
	struct house *h = *state;

	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (health_is_silent(config_mailbox_named(h->k.config, ROWS[i].mailbox), ROWS[i].reached_s,
			ROWS[i].started_s, ROWS[i].now_s) != ROWS[i].silent)
			fail_msg("row %u", i);
}

static void
trouble__that_only_a_person_can_mend_is_told_at_once_with_its_reason_and_its_time(void **state)
{
	static const struct health refused = { .problem = "the server refused the token (expired)\r\nBcc: x",
		.shown = "the server refused the token (expired)",
		.grave = TRUE,
		.reached_s = T - HOUR,
		.problem_since_s = T };
	struct house *h = *state;
	g_autoptr(GPtrArray) open = NULL;
	const struct store_alert *a;

	put(h, "dana", &refused, T + 5);
	open = alerts(h, TRUE);
	assert_int_equal(open->len, 1);
	a = open->pdata[0];
	assert_int_equal(a->kind, ALERT_MAILBOX);
	assert_string_equal(a->ae, "dana@acme.example");
	assert_non_null(
	    strstr(a->text, "Mailbox dana is not read since 2026-06-09T06:30:00Z: the server refused"));
	assert_null(strpbrk(a->text, "\r\n"));
	assert_int_equal(a->first_s, T + 5);
	assert_int_equal(a->told_s, 0);
}

static void
trouble__that_may_pass_is_told_only_when_the_mailbox_is_silent(void **state)
{
	struct health away = { .problem = "no route to host",
		.shown = "no route to host",
		.reached_s = T,
		.problem_since_s = T + 1 };
	struct house *h = *state;
	g_autoptr(GPtrArray) none = NULL, open = NULL;

	put(h, "dana", &away, T + 1);
	none = alerts(h, FALSE);
	assert_int_equal(none->len, 0);
	away.silent = TRUE;
	put(h, "dana", &away, T + 4 * HOUR + 1);
	open = alerts(h, TRUE);
	assert_int_equal(open->len, 1);
	assert_non_null(
	    strstr(((struct store_alert *)open->pdata[0])->text, "since 2026-06-09T06:30:00Z: no route"));
}

static void
trouble__is_told_once_over_restarts_and_under_other_names(void **state)
{
	struct health h1 = { .problem = "refused", .shown = "refused", .grave = TRUE, .problem_since_s = T };
	struct house *h = *state;
	g_autoptr(GPtrArray) all = NULL;

	put(h, "dana", &h1, T);
	h1.problem_since_s = T + HOUR; /* after a restart the trouble is new to the watch */
	put(h, "dana", &h1, T + HOUR);
	h1.problem = h1.shown = "another word for it";
	h1.silent = TRUE;
	put(h, "dana", &h1, T + 5 * HOUR);
	h1.problem = NULL; /* another watch of the mailbox has none of its own, the mailbox still has */
	h1.silent = FALSE;
	put(h, "dana", &h1, T + 6 * HOUR);
	all = alerts(h, FALSE);
	assert_int_equal(all->len, 1);
	assert_int_equal(((struct store_alert *)all->pdata[0])->settled_s, 0);
	assert_int_equal(((struct store_alert *)all->pdata[0])->times, 1);
}

static void
trouble__settles_by_itself_and_the_next_one_is_news(void **state)
{
	const struct health ill = {
		.problem = "refused", .shown = "refused", .grave = TRUE, .problem_since_s = T
	};
	const struct health well = { .reached_s = T + HOUR };
	const struct health again = {
		.problem = "refused", .shown = "refused", .grave = TRUE, .problem_since_s = T + 9 * HOUR
	};
	struct house *h = *state;
	g_autoptr(GPtrArray) before = NULL, settled = NULL, open = NULL;

	put(h, "dana", &ill, T);
	put(h, "slow", &ill, T);
	before = alerts(h, TRUE);
	assert_int_equal(before->len, 2);
	put(h, "dana", &well, T + HOUR);
	put(h, "dana", &well, T + HOUR + 5);
	settled = alerts(h, TRUE);
	assert_int_equal(settled->len, 1); /* the other mailbox has its own */
	put(h, "dana", &again, T + 9 * HOUR);
	open = alerts(h, TRUE);
	assert_int_equal(open->len, 2);
	assert_int_equal(((struct store_alert *)open->pdata[0])->told_s, 0);
}

int
main(void)
{
#define fresh(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
	const struct CMUnitTest tests[] = {
		fresh(silence__is_counted_from_the_last_look_or_the_start_and_never_below_two_intervals),
		fresh(trouble__that_only_a_person_can_mend_is_told_at_once_with_its_reason_and_its_time),
		fresh(trouble__that_may_pass_is_told_only_when_the_mailbox_is_silent),
		fresh(trouble__is_told_once_over_restarts_and_under_other_names),
		fresh(trouble__settles_by_itself_and_the_next_one_is_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
