/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text made valid, shown on one line, compared; durations and sizes. */
#include "purser/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct pair {
	const char *input, *wanted;
};

static void
text_make_valid__keeps_good_text_and_replaces_each_bad_byte(void **state)
{
	static const struct {
		const char *bytes;
		gsize size;
		const char *wanted;
	} rows[] = {
		{ "", 0, "" }, { "abc", 3, "abc" },
		{ "Gr\xc3\xbc\xc3\x9f"
		  "e",
		    7,
		    "Gr\xc3\xbc\xc3\x9f"
		    "e" },
		{ "a\0b", 3,
		    "a\xef\xbf\xbd"
		    "b" },
		{ "\xff", 1, "\xef\xbf\xbd" }, { "x\xc3", 2, "x\xef\xbf\xbd" },
		{ "\xed\xa0\x80", 3, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" }, /* a surrogate */
		{ "\xc0\x80", 2, "\xef\xbf\xbd\xef\xbf\xbd" },                 /* an overlong NUL */
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = text_make_valid(rows[i].bytes, rows[i].size);

		assert_string_equal(text, rows[i].wanted);
	}
}

static void
text_one_line__leaves_nothing_that_acts_on_a_terminal(void **state)
{
	static const struct pair rows[] = {
		{ "plain", "plain" },
		{ "two\r\nlines\tand  more \n", "two lines and more" },
		{ "  lead", "lead" },
		{ "red\x1b[31m", "red\xef\xbf\xbd[31m" },
		{ "c1\xc2\x9b"
		  "31m",
		    "c1\xef\xbf\xbd"
		    "31m" },
		{ "bidi\xe2\x80\xae"
		  "cba\xe2\x81\xa6x",
		    "bidicbax" },
		{ "zero\xe2\x80\x8bwidth\xef\xbb\xbf\xc2\xad", "zerowidth" },
		{ "fill\xe3\x85\xa4\xef\xb8\x8f", "fill" },
		{ "ls\xe2\x80\xa8ps\xe2\x80\xa9nbsp\xc2\xa0x", "ls ps nbsp x" },
		{ "bad\xff", "bad\xef\xbf\xbd" },
		{ "Gr\xc3\xbc\xc3\x9f"
		  "e \xe6\xb3\xa8",
		    "Gr\xc3\xbc\xc3\x9f"
		    "e \xe6\xb3\xa8" },
		{ "del\x7f", "del\xef\xbf\xbd" },
		{ "", "" },
	};
	g_autofree char *none = text_one_line(NULL, 10);
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *line = text_one_line(rows[i].input, 200);

		assert_string_equal(line, rows[i].wanted);
	}
	assert_string_equal(none, "");
}

static void
text_one_line__cuts_on_a_character_and_never_grows(void **state)
{
	static const char text[] = "a\xc3\xbc\xe6\xb3\xa8\xf0\x9f\x98\x80 tail of it";
	(void)state;

	for (gsize max = 0; max < sizeof text + 5; max++) {
		g_autofree char *line = text_one_line(text, max);

		assert_true(strlen(line) <= max);
		assert_true(g_utf8_validate(line, -1, NULL));
		if (max >= sizeof text - 1)
			assert_string_equal(line, text);
		else if (max >= 3)
			assert_true(g_str_has_suffix(line, "\xe2\x80\xa6"));
	}
}

static void
text_key__is_the_same_for_what_people_take_for_the_same(void **state)
{
	static const struct pair rows[] = {
		{ "ACME Corp.", "acmecorp" },
		{ "PO-4500/0012", "po45000012" },
		{ "M\xc3\xbcller & S\xc3\xb6hne", "mullersohne" },
		{ "Mu\xcc\x88ller", "muller" },
		{ "Stra\xc3\x9f"
		  "e",
		    "strasse" },
		{ "STRASSE", "strasse" },
		{ "\xe1\xba\x9e", "ss" },
		{ "L\xc3\xb8vens\xc3\xa6k", "lovensaek" },
		{ "\xc5\x81\xc3\xb3\xc4\x91\xc5\xba", "lodz" },
		{ "\xc4\xb0stanbul", "istanbul" },
		{ "\xef\xbc\xb0\xef\xbc\xaf\xef\xbc\x91\xef\xbc\x92", "po12" }, /* full width */
		{ "\xd9\xa1\xd9\xa2\xd9\xa3", "123" },                          /* Arabic digits */
		{ "\xd0\x90\xd0\x91\xd0\x92", "\xd0\xb0\xd0\xb1\xd0\xb2" },     /* Cyrillic stays Cyrillic */
		{ "a\xe2\x80\x8b"
		  "b\xe3\x85\xa4"
		  "c",
		    "abc" },
		{ "x\xff", "x" },
		{ "", "" },
		{ "--- .", "" },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *key = text_key(rows[i].input);

		assert_string_equal(key, rows[i].wanted);
	}
}

static void
text_nearest__finds_the_word_meant_or_none(void **state)
{
	static const char *const known[] = { "host", "port", "user", "password", "password_command",
		"folders", "idle_renew", "status", "start" };
	static const struct pair rows[] = {
		{ "hots", "host" },
		{ "HOST", "host" },
		{ "pasword", "password" },
		{ "passwrd_command", "password_command" },
		{ "folder", "folders" },
		{ "idle", "idle_renew" },
		{ "pass", "password" },
		{ "strat", "start" },
		{ "banana", NULL },
		{ "x", NULL },
		{ "", NULL },
		{ "a word that is by far too long to be a slip of the finger", NULL },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *near = text_nearest(rows[i].input, known, G_N_ELEMENTS(known));

		if (rows[i].wanted) {
			assert_non_null(near);
			assert_string_equal(near, rows[i].wanted);
		} else {
			assert_null(near);
		}
	}
}

static void
duration__is_read_as_people_write_it(void **state)
{
	static const struct {
		const char *text;
		gint64 wanted;
		const char *shortest;
	} good[] = {
		{ "0", 0, "0s" },
		{ "90", 90, "90s" },
		{ "60", 60, "1m" },
		{ "25m", 1500, "25m" },
		{ "1h30m", 5400, "90m" },
		{ "2d", 172800, "2d" },
		{ "1w", 604800, "1w" },
		{ "8d", 691200, "8d" },
		{ "1d1h1m1s", 90061, "90061s" },
		{ "3d12h", 302400, "84h" },
		{ "9223372036854775807", G_MAXINT64, NULL },
	};
	static const char *const bad[] = { "", "m", "1x", "1h30", "1m1h", "1h1h", "-1", "1.5h", " 1h", "1h ",
		"1H", "9223372036854775808", "99999999999999999w" };
	gint64 s;
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *text = NULL;

		assert_true(duration_parse(good[i].text, &s));
		assert_int_equal(s, good[i].wanted);
		text = duration_format(s);
		if (good[i].shortest)
			assert_string_equal(text, good[i].shortest);
		assert_true(duration_parse(text, &s));
		assert_int_equal(s, good[i].wanted);
	}
	s = 77;
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(duration_parse(bad[i], &s));
	assert_int_equal(s, 77);
}

static void
size__is_read_as_people_write_it(void **state)
{
	static const struct {
		const char *text;
		gint64 wanted;
		const char *shown;
	} good[] = {
		{ "0", 0, "0" },
		{ "4096", 4096, "4k" },
		{ "64k", 65536, "64k" },
		{ "64K", 65536, "64k" },
		{ "4M", 4194304, "4M" },
		{ "1G", 1073741824, "1G" },
		{ "2T", G_GINT64_CONSTANT(2199023255552), "2T" },
		{ "1025", 1025, "1025" },
	};
	static const char *const bad[] = { "", "k", "4kb", "4 k", "-4", "0x10", "1.5M", "9223372036854775808",
		"9000000T" };
	gint64 bytes;
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *text = NULL;

		assert_true(size_parse(good[i].text, &bytes));
		assert_int_equal(bytes, good[i].wanted);
		text = size_format(bytes);
		assert_string_equal(text, good[i].shown);
	}
	bytes = 77;
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(size_parse(bad[i], &bytes));
	assert_int_equal(bytes, 77);
}

static void
limits__every_preset_lies_within_its_bounds(void **state)
{
	(void)state;

	for (const struct limit_row *row = LIMIT_ROWS; row->name; row++) {
		assert_true(row->min <= row->preset && row->preset <= row->max);
		assert_int_equal(G_STRUCT_MEMBER(gint64, &LIMITS_PRESET, row->offset), row->preset);
	}
}

static void
text_valid_size__ends_where_glib_s_validation_ends(void **state)
{
	static const char *const BITS[] = { "a", "abcdefgh", "\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x92\xa9",
		"\xc3", "\xe2\x82", "\x80", "\xff", "\xed\xa0\x80", "\xc0\x80", "", "\x7f", "\x01" };
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	g_autoptr(GString) text = g_string_new(NULL);

	(void)state;
	for (guint round = 0; round < 20000; round++) {
		const char *end;

		g_string_truncate(text, 0);
		for (gint n = g_rand_int_range(rand, 0, 12); n > 0; n--) {
			gint bit = g_rand_int_range(rand, 0, (gint)G_N_ELEMENTS(BITS) * (round % 2 ? 1 : 3));

			/* mostly valid; the empty one is a NUL */
			g_string_append_len(text, BITS[bit < (gint)G_N_ELEMENTS(BITS) ? bit : bit % 5],
			    bit == 11 ? 1
				      : (gssize)strlen(BITS[bit < (gint)G_N_ELEMENTS(BITS) ? bit : bit % 5]));
		}
		g_utf8_validate_len(text->str, text->len, &end);
		assert_int_equal(text_valid_size(text->str, text->len), end - text->str);
	}
	assert_int_equal(text_valid_size(NULL, 0), 0);
}

static void
text_one_line__what_is_one_line_stays_as_it_is(void **state)
{
	static const struct {
		const char *text, *line;
		gsize max;
	} ROWS[] = {
		{ "", "", 0 },
		{ "a b c", "a b c", 5 },
		{ "a b c", "a\xe2\x80\xa6", 4 },
		{ "a  b", "a b", 9 },
		{ " a", "a", 9 },
		{ "a ", "a", 9 },
		{ " ", "", 9 },
		{ "a\x7f", "a\xef\xbf\xbd", 9 },
		{ "a\tb", "a b", 9 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *line = text_one_line(ROWS[i].text, ROWS[i].max);

		assert_string_equal(line, ROWS[i].line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_make_valid__keeps_good_text_and_replaces_each_bad_byte),
		cmocka_unit_test(text_one_line__leaves_nothing_that_acts_on_a_terminal),
		cmocka_unit_test(text_one_line__cuts_on_a_character_and_never_grows),
		cmocka_unit_test(text_key__is_the_same_for_what_people_take_for_the_same),
		cmocka_unit_test(text_nearest__finds_the_word_meant_or_none),
		cmocka_unit_test(duration__is_read_as_people_write_it),
		cmocka_unit_test(size__is_read_as_people_write_it),
		cmocka_unit_test(limits__every_preset_lies_within_its_bounds),
		cmocka_unit_test(text_valid_size__ends_where_glib_s_validation_ends),
		cmocka_unit_test(text_one_line__what_is_one_line_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
