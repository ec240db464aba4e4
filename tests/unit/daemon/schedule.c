/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When letters are due: both changes of the clocks, several zones, days of the week, missed times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schedule.h"

#include <string.h>

static const char *const ALL[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };
static const char *const WORK[] = { "mon", "tue", "wed", "thu", "fri", NULL };

static gint64
utc(const char *iso)
{
	g_autoptr(GDateTime) t = g_date_time_new_from_iso8601(iso, NULL);

	assert_non_null(t);
	return g_date_time_to_unix(t);
}

static const struct {
	const char *zone, *at, *slot, *instant;
} INSTANTS[] = {
	/* summer and winter */
	{ "Europe/Berlin", "08:30", "2026-06-09 08:30", "2026-06-09T06:30:00Z" },
	{ "Europe/Berlin", "08:30", "2026-12-09 08:30", "2026-12-09T07:30:00Z" },
	{ "America/New_York", "08:30", "2026-06-09 08:30", "2026-06-09T12:30:00Z" },
	/* half and three-quarter hours */
	{ "Asia/Kolkata", "08:30", "2026-06-09 08:30", "2026-06-09T03:00:00Z" },
	{ "Asia/Kathmandu", "08:30", "2026-06-09 08:30", "2026-06-09T02:45:00Z" },
	/* far ends of the world */
	{ "Pacific/Kiritimati", "08:30", "2026-06-09 08:30", "2026-06-08T18:30:00Z" },
	{ "Pacific/Pago_Pago", "08:30", "2026-06-09 08:30", "2026-06-09T19:30:00Z" },
	/* the clocks jump over 02:30 on 29 Mar 2026 */
	{ "Europe/Berlin", "02:30", "2026-03-29 02:30", "2026-03-29T01:30:00Z" },
	{ "Europe/Berlin", "01:59", "2026-03-29 01:59", "2026-03-29T00:59:00Z" },
	{ "Europe/Berlin", "03:00", "2026-03-29 03:00", "2026-03-29T01:00:00Z" },
	/* and show 02:30 twice on 25 Oct 2026: the first counts */
	{ "Europe/Berlin", "02:30", "2026-10-25 02:30", "2026-10-25T00:30:00Z" },
	{ "Europe/Berlin", "03:00", "2026-10-25 03:00", "2026-10-25T02:00:00Z" },
	{ "America/New_York", "01:30", "2026-11-01 01:30", "2026-11-01T05:30:00Z" },
	{ "America/New_York", "02:30", "2026-03-08 02:30", "2026-03-08T07:30:00Z" },
	/* half an hour of summer time; a change at midnight; a zone without any */
	{ "Australia/Lord_Howe", "02:15", "2026-10-04 02:15", "2026-10-03T15:45:00Z" },
	{ "Africa/Cairo", "00:30", "2026-04-24 00:30", "2026-04-23T22:30:00Z" },
	{ "Asia/Tokyo", "00:00", "2026-06-09 00:00", "2026-06-08T15:00:00Z" },
	{ "UTC", "23:59", "2026-06-09 23:59", "2026-06-09T23:59:00Z" },
};

static void
schedule__each_local_time_has_its_one_instant(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(INSTANTS); i++) {
		const char *const at[] = { INSTANTS[i].at, NULL };
		const struct schedule s = { at, ALL, INSTANTS[i].zone };
		gint64 wanted = utc(INSTANTS[i].instant);
		struct schedule_slot slot;

		assert_true(schedule_last(&s, wanted, &slot));
		if (strcmp(slot.name, INSTANTS[i].slot) != 0 || slot.at_s != wanted)
			fail_msg("%s: %s at %ld, not %s at %ld", INSTANTS[i].zone, slot.name, (long)slot.at_s,
			    INSTANTS[i].slot, (long)wanted);
		assert_true(schedule_next(&s, wanted - 1, &slot));
		assert_string_equal(slot.name, INSTANTS[i].slot);
		assert_int_equal(slot.at_s, wanted);
		assert_true(schedule_last(&s, wanted - 1, &slot));
		assert_string_not_equal(slot.name, INSTANTS[i].slot);
	}
}

/* A year of minutes would be long: a year of looks, 25 minutes apart, each new slot counted. */
static void
schedule__a_year_has_each_slot_once_and_in_order(void **state G_GNUC_UNUSED)
{
	static const char *const ZONES[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
		"Africa/Cairo", "America/St_Johns", "Asia/Tokyo", "Pacific/Chatham", "America/Sao_Paulo" };
	static const char *const at[] = { "00:15", "02:30", "08:30", "23:45", NULL };

	for (guint z = 0; z < G_N_ELEMENTS(ZONES); z++) {
		const struct schedule s = { at, ALL, ZONES[z] };
		g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		gint64 from = utc("2026-01-10T18:00:00Z"), to = utc("2027-01-10T18:00:00Z"), before = 0;
		char last[SCHEDULE_SLOT_SIZE] = "";

		for (gint64 now = from; now < to; now += 25 * 60) {
			struct schedule_slot slot, next;

			assert_true(schedule_last(&s, now, &slot));
			assert_true(slot.at_s <= now && slot.at_s >= before);
			before = slot.at_s;
			assert_true(schedule_next(&s, now, &next));
			assert_true(next.at_s > now);
			if (strcmp(slot.name, last) == 0)
				continue;
			memcpy(last, slot.name, sizeof last);
			if (!g_hash_table_add(seen, g_strdup(slot.name)))
				fail_msg("%s: %s twice", ZONES[z], slot.name);
		}
		/* the first look finds the slot before it; nothing is left out */
		if (g_hash_table_size(seen) != 365 * 4 + 1)
			fail_msg("%s: %u slots", ZONES[z], g_hash_table_size(seen));
	}
}

static void
schedule__the_days_of_the_week_are_local(void **state G_GNUC_UNUSED)
{
	const char *const at[] = { "08:30", NULL }, *const monday[] = { "mon", NULL };
	const struct schedule work = { at, WORK, "Pacific/Auckland" }, week = { at, monday, "Europe/Berlin" };
	struct schedule_slot slot;

	/* Monday morning in Auckland is Sunday evening in UTC */
	assert_true(schedule_next(&work, utc("2026-06-06T00:00:00Z"), &slot));
	assert_string_equal(slot.name, "2026-06-08 08:30");
	assert_int_equal(slot.at_s, utc("2026-06-07T20:30:00Z"));
	assert_true(schedule_last(&work, utc("2026-06-07T20:29:59Z"), &slot));
	assert_string_equal(slot.name, "2026-06-05 08:30");
	assert_true(schedule_next(&week, utc("2026-06-08T06:30:00Z"), &slot));
	assert_string_equal(slot.name, "2026-06-15 08:30");
	assert_true(schedule_last(&week, utc("2026-06-15T06:29:59Z"), &slot));
	assert_string_equal(slot.name, "2026-06-08 08:30");
}

static void
schedule__a_day_has_its_first_slot_or_none(void **state G_GNUC_UNUSED)
{
	const char *const at[] = { "16:00", "08:30", NULL };
	const struct schedule s = { at, WORK, "Europe/Berlin" };
	struct schedule_slot slot;

	assert_true(schedule_of_day(&s, 2026, 6, 9, &slot));
	assert_string_equal(slot.name, "2026-06-09 08:30");
	assert_false(schedule_of_day(&s, 2026, 6, 7, &slot));
	assert_false(schedule_of_day(&s, 2026, 2, 30, &slot));
}

/* The last day that GLib knows, and the first: GLib's own complaints end a test. */
static void
schedule__at_the_ends_of_time_says_what_there_is(void **state G_GNUC_UNUSED)
{
	const char *const at[] = { "08:30", NULL };
	const struct schedule s = { at, ALL, "Europe/Berlin" };
	GLogLevelFlags before = g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
	struct schedule_slot slot;

	assert_true(schedule_last(&s, utc("9999-12-31T12:00:00Z"), &slot));
	assert_string_equal(slot.name, "9999-12-31 08:30");
	assert_false(schedule_next(&s, utc("9999-12-31T12:00:00Z"), &slot));
	assert_false(schedule_last(&s, utc("0001-01-01T00:00:00Z"), &slot));
	assert_true(schedule_next(&s, utc("0001-01-01T00:00:00Z"), &slot));
	g_log_set_always_fatal(before);
}

/* Samoa had no 30 December 2011. */
static void
schedule__a_day_that_never_was_is_passed_over(void **state G_GNUC_UNUSED)
{
	const char *const at[] = { "08:30", NULL };
	const struct schedule s = { at, ALL, "Pacific/Apia" };
	gint64 now = utc("2011-12-28T00:00:00Z");
	g_autoptr(GString) seen = g_string_new(NULL);
	struct schedule_slot slot;

	for (guint i = 0; i < 5; i++) {
		assert_true(schedule_next(&s, now, &slot));
		assert_true(slot.at_s > now);
		now = slot.at_s;
		g_string_append_printf(seen, "%.10s ", slot.name);
	}
	assert_string_equal(seen->str, "2011-12-28 2011-12-29 2011-12-31 2012-01-01 2012-01-02 ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(schedule__each_local_time_has_its_one_instant),
		cmocka_unit_test(schedule__a_year_has_each_slot_once_and_in_order),
		cmocka_unit_test(schedule__the_days_of_the_week_are_local),
		cmocka_unit_test(schedule__a_day_has_its_first_slot_or_none),
		cmocka_unit_test(schedule__at_the_ends_of_time_says_what_there_is),
		cmocka_unit_test(schedule__a_day_that_never_was_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
