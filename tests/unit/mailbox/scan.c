/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of an IMAP line, folder names, dates: tables of what comes and what it is. */
#include "scan.h"
#include "utf7.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct scan
scan_text(const char *text)
{
	return scan_of(text, strlen(text));
}

static void
scan__a_number_never_wraps(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text;
		guint64 max;
		gboolean ok;
	} rows[] = {
		{ "0", 0, TRUE },
		{ "4294967295", G_MAXUINT32, TRUE },
		{ "4294967296", G_MAXUINT32, FALSE },
		{ "99999999999999999999", G_MAXUINT64, FALSE },
		{ "18446744073709551615", G_MAXUINT64, TRUE },
		{ "18446744073709551616", G_MAXUINT64, FALSE },
		{ "9", 7, FALSE },
		{ "", 9, FALSE },
		{ "-1", 9, FALSE },
		{ "x", 9, FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct scan s = scan_text(rows[i].text);
		guint64 n = 0;

		if (scan_number(&s, rows[i].max, &n) != rows[i].ok)
			fail_msg("%s", rows[i].text);
	}
}

static void
scan__a_literal_stands_at_the_end_or_is_none(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text;
		gint64 size; /* -1: none */
	} rows[] = {
		{ "BODY[] {12}", 12 },
		{ "{0}", 0 },
		{ "~{7}", 7 },
		{ "x {3+}", 3 },
		{ "{3} ", -1 },
		{ "{-1}", -1 },
		{ "{4294967303}", 4294967303 },
		{ "{99999999999999999999}", -1 },
		{ "{}", -1 },
		{ "{3", -1 },
		{ "3}", -1 },
		{ "", -1 },
		{ "}", -1 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct scan s = scan_text(rows[i].text);
		guint64 n = 0;
		gint64 got = scan_ends_in_literal(&s, &n) ? (gint64)n : -1;

		if (got != rows[i].size)
			fail_msg("'%s' gave %" G_GINT64_FORMAT, rows[i].text, got);
	}
}

static void
scan__a_value_is_skipped_whole_or_not_at_all(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text, *rest; /* NULL: refused */
	} rows[] = {
		{ "NIL)", ")" },
		{ "(\\Seen $Label) UID", " UID" },
		{ "\"a\\\"b\" x", " x" },
		{ "((a (b)) \"c)\")x", "x" },
		{ "BODY[HEADER.FIELDS (X)] y", " y" },
		{ "((((((((((((((((((a))))))))))))))))))", NULL },
		{ "(a", NULL },
		{ "\"open", NULL },
		{ ")", NULL },
		{ "", NULL },
		{ "(a {3}", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct scan s = scan_text(rows[i].text);
		g_autofree char *rest = NULL;

		if (scan_skip_value(&s))
			rest = g_strndup(s.at, (gsize)(s.end - s.at));
		if (g_strcmp0(rest, rows[i].rest) != 0)
			fail_msg("'%s' left '%s'", rows[i].text, rest);
	}
}

static void
scan__every_prefix_and_every_flipped_byte_is_survived(void **state G_GNUC_UNUSED)
{
	static const char line[] = "(\\Seen \"a\\\"b\" BODY[HEADER.FIELDS (X Y)]<0> (NIL 12) {77}";
	gsize size = sizeof(line) - 1;

	for (gsize n = 0; n <= size; n++) {
		for (guint bit = 0; bit < 8; bit++) {
			g_autofree char *copy = g_memdup2(line, n + 1);
			struct scan s = scan_of(copy, n), token;
			guint64 number;

			if (n)
				copy[n / 2] = (char)(copy[n / 2] ^ (1 << bit));
			while (scan_skip_value(&s) || scan_char(&s, ' ') || scan_quoted(&s, NULL) ||
			       scan_literal(&s, &number) || scan_attribute(&s, &token) ||
			       (s.at < s.end && s.at++))
				;
			assert_true(scan_end(&s));
		}
	}
}

static void
scan__internal_dates(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text;
		gint64 unix_s; /* -1: refused */
	} rows[] = {
		{ "\"17-Jul-1996 02:44:25 -0700\"", 837596665 },
		{ "\" 1-Jan-1970 00:00:01 +0000\"", 1 },
		{ "\"01-jan-1970 01:00:01 +0100\"", 1 },
		{ "\"31-Feb-2020 00:00:00 +0000\"", -1 },
		{ "\"\"", -1 },
		{ "\"17-Jul-1996 02:44:25\"", -1 },
		{ "17-Jul-1996", -1 },
		{ "\"17-Xyz-1996 02:44:25 -0700\"", -1 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct scan s = scan_text(rows[i].text);
		gint64 got = -1;

		if (!scan_date_time(&s, &got))
			got = -1;
		if (got != rows[i].unix_s)
			fail_msg("%s gave %" G_GINT64_FORMAT, rows[i].text, got);
	}
}

static void
utf7__folder_names_go_both_ways(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *utf8, *wire;
	} rows[] = {
		{ "INBOX", "INBOX" },
		{ "A&B", "A&-B" },
		{ "Entwürfe", "Entw&APw-rfe" },
		{ "~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
		{ "Éléments envoyés", "&AMk-l&AOk-ments envoy&AOk-s" },
		{ "😀", "&2D3eAA-" },
		{ "ü", "&APw-" },
		{ "a b\"c\\", "a b\"c\\" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *wire = utf7_encode(rows[i].utf8, NULL),
				*back = utf7_decode(rows[i].wire, strlen(rows[i].wire));

		assert_string_equal(wire, rows[i].wire);
		assert_string_equal(back, rows[i].utf8);
	}
}

static void
utf7__what_is_no_name_is_refused(void **state G_GNUC_UNUSED)
{
	static const char *const no_utf8[] = { "", "a\r\nb", "a\tb", "\x7f", "\xff", "a\xc2\x85" };
	static const char *const no_wire[] = { "&", "&APw", "&A-", "&!!!-", "&2D0-", "&3gA-", "a\rb",
		"\xc3\xbc", "&APx-", "&AAo-" };

	for (guint i = 0; i < G_N_ELEMENTS(no_utf8); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(utf7_encode(no_utf8[i], &error));
		assert_int_equal(error->code, PURSER_REJECT);
	}
	for (guint i = 0; i < G_N_ELEMENTS(no_wire); i++)
		if (utf7_decode(no_wire[i], strlen(no_wire[i])))
			fail_msg("'%s' was taken", no_wire[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scan__a_number_never_wraps),
		cmocka_unit_test(scan__a_literal_stands_at_the_end_or_is_none),
		cmocka_unit_test(scan__a_value_is_skipped_whole_or_not_at_all),
		cmocka_unit_test(scan__every_prefix_and_every_flipped_byte_is_survived),
		cmocka_unit_test(scan__internal_dates),
		cmocka_unit_test(utf7__folder_names_go_both_ways),
		cmocka_unit_test(utf7__what_is_no_name_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
