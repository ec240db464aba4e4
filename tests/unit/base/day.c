/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and times by arithmetic. */
#include "purser/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void
day_parse__takes_iso_days_and_nothing_else(void **state)
{
	static const char *const good[] = { "2026-11-25", "2024-02-29", "2000-02-29", "0001-01-01",
		"9999-12-31" };
	static const char *const bad[] = { "", "2026", "2026-11-2", "2026-11-251", "2026-11-25 ",
		" 2026-11-25", "2026/11/25", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
		"2026-01-00", "2026-04-31", "0000-01-01", "-026-01-01", "2026-1-011", "20261125" };
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		struct day d = { 0, 0, 0 };
		g_autofree char *back = NULL;

		assert_true(day_parse(good[i], &d));
		back = day_format(d);
		assert_string_equal(back, good[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct day d = { 1, 2, 3 };

		assert_false(day_parse(bad[i], &d));
		assert_int_equal(d.year, 1);
	}
}

static void
day_start__agrees_with_known_seconds(void **state)
{
	static const struct {
		const char *day;
		gint64 wanted;
	} rows[] = {
		{ "1970-01-01", 0 },
		{ "1969-12-31", -86400 },
		{ "2000-02-29", 951782400 },
		{ "2000-03-01", 951868800 },
		{ "2026-11-25", 1795564800 },
		{ "2038-01-19", 2147472000 },
		{ "0001-01-01", G_GINT64_CONSTANT(-62135596800) },
		{ "9999-12-31", G_GINT64_CONSTANT(253402214400) },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct day d;

		assert_true(day_parse(rows[i].day, &d));
		assert_int_equal(day_start(d), rows[i].wanted);
		assert_int_equal(day_compare(day_of_time(rows[i].wanted), d), 0);
		assert_int_equal(day_compare(day_of_time(rows[i].wanted + 86399), d), 0);
	}
}

static void
day_of_time__goes_through_four_hundred_years_day_by_day(void **state)
{
	struct day before = day_of_time(-86400);
	(void)state;

	for (gint64 n = 0; n < 146097; n++) {
		struct day d = day_of_time(n * 86400);

		assert_true(day_valid(d));
		assert_int_equal(day_compare(before, d), -1);
		assert_int_equal(day_compare(d, before), 1);
		assert_int_equal(day_start(d), n * 86400);
		before = d;
	}
}

static void
day_of_time__out_of_four_digit_years_is_no_day(void **state)
{
	static const gint64 rows[] = { G_MININT64, G_GINT64_CONSTANT(-62135596801),
		G_GINT64_CONSTANT(253402300800), G_MAXINT64 };
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_int_equal(day_of_time(rows[i]).year, 0);
	assert_false(day_valid((struct day){ 0, 0, 0 }));
}

static void
time_of__reads_what_time_format_shows_and_nothing_else(void **state)
{
	(void)state;
	assert_int_equal(time_of_rfc3339("2026-06-09T08:30:00+02:00", 7), 1780986600);
	assert_int_equal(time_of_rfc3339("2026-06-09T06:30:00Z", 7), 1780986600);
	assert_int_equal(time_of_rfc3339("9 June 2026", 7), 7);
	assert_int_equal(time_of_rfc3339("", 7), 7);
	assert_int_equal(time_of_rfc3339(NULL, 7), 7);
}

static void
time_format__shows_the_zone_as_rfc3339_wants_it(void **state)
{
	static const struct {
		gint64 time;
		int offset_s;
		const char *wanted;
	} rows[] = {
		{ 0, 0, "1970-01-01T00:00:00Z" },
		{ 1795597200, 3600, "2026-11-25T10:00:00+01:00" },
		{ 1795597200, 0, "2026-11-25T09:00:00Z" },
		{ 1795564799, 0, "2026-11-24T23:59:59Z" },
		{ 0, -12600, "1969-12-31T20:30:00-03:30" },
		{ 0, 20700, "1970-01-01T05:45:00+05:45" },
		{ -1, 0, "1969-12-31T23:59:59Z" },
		{ G_MAXINT64, 0, "9999-12-30T23:59:59Z" },
		{ G_MININT64, G_MININT, "0001-01-01T00:01:00-23:59" },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = time_format_rfc3339(rows[i].time, rows[i].offset_s);

		assert_string_equal(text, rows[i].wanted);
	}
}

static void
currency__digits_are_those_of_iso_4217(void **state)
{
	static const struct {
		const char *code;
		int wanted;
	} rows[] = { { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KWD", 3 }, { "CLF", 4 }, { "AED", 2 },
		{ "ZWL", 2 }, { "TND", 3 }, { "XAF", 0 }, { "MRU", 2 }, { "eur", -1 }, { "EU", -1 },
		{ "EURO", -1 }, { "", -1 }, { "XXX", -1 }, { "XAU", -1 }, { "P C", -1 } };
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_int_equal(currency_digits(rows[i].code), rows[i].wanted);
	assert_int_equal(currency_digits(NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_parse__takes_iso_days_and_nothing_else),
		cmocka_unit_test(day_start__agrees_with_known_seconds),
		cmocka_unit_test(day_of_time__goes_through_four_hundred_years_day_by_day),
		cmocka_unit_test(day_of_time__out_of_four_digit_years_is_no_day),
		cmocka_unit_test(time_of__reads_what_time_format_shows_and_nothing_else),
		cmocka_unit_test(time_format__shows_the_zone_as_rfc3339_wants_it),
		cmocka_unit_test(currency__digits_are_those_of_iso_4217),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
