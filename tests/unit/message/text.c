/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of text parts to UTF-8. */
#include "sample.h"

#include <sys/wait.h>
#include <unistd.h>

static const struct text_case {
	const char *bytes, *charset, *wanted;
} CASES[] = {
	{ "plain", NULL, "plain" },
	{ "plain", "us-ascii", "plain" },
	{ "Gr\xc3\xbc\xc3\x9f"
	  "e",
	    "utf-8", "Grüße" },
	{ "Gr\xc3\xbc\xc3\x9f"
	  "e",
	    "us-ascii", "Grüße" },
	{ "Gr\xfc\xdf"
	  "e",
	    "utf-8", "Grüße" },
	{ "Gr\xfc\xdf"
	  "e",
	    NULL, "Grüße" },
	{ "Gr\xfc\xdf"
	  "e",
	    "no-such", "Grüße" },
	{ "\x80 5 \x96 6", "iso-8859-1", "€ 5 – 6" },
	{ "\x80 5 \x96 6", "utf-8", "€ 5 – 6" },
	{ "\x81", "windows-1252", "\xef\xbf\xbd" },
	{ "\xa4", "iso-8859-15", "€" },
	{ "\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251", "Привет" },
	{ "\xf0\xd2\xc9\xd7\xc5\xd4", "koi8-r", "Привет" },
	{ "\xb6\xa9\xb5\xa5", "gb2312", "订单" },
	{ "\x92\x8d\x95\xb6\x8f\x91", "Shift_JIS", "注文書" },
	{ "\xef\xbb\xbfx", "iso-8859-1", "x" },
	{ "\xff\xfeP\0O\0", NULL, NULL },
	{ "ok \xc3\xbc and \xfc", "utf-8", "ok ü and ü" },
	{ "x", "utf-8//IGNORE", "x" },
	{ "x", "../../etc/passwd", "x" },
};

static void
decode__declared_charset_then_utf8_then_windows_1252(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		const struct text_case *c = &CASES[i];
		gsize size = c->wanted ? strlen(c->bytes) : 6;
		g_autofree char *text = message_text_decode((const guint8 *)c->bytes, size, c->charset, 1000);

		assert_string_equal(text, c->wanted ? c->wanted : "PO");
	}
}

static void
decode__no_byte_is_dropped(void **state)
{
	static const char *const charsets[] = { NULL, "utf-8", "iso-8859-1", "gb18030", "shift_jis",
		"iso-2022-jp", "utf-7", "koi8-r", "nonsense", "big5", "euc-kr", "utf-16le" };
	guint8 all[256];

	(void)state;
	for (guint i = 0; i < 256; i++)
		all[i] = (guint8)i;
	for (guint k = 0; k < G_N_ELEMENTS(charsets); k++) {
		g_autofree char *text = message_text_decode(all, sizeof all, charsets[k], 100000);

		assert_true(g_utf8_validate(text, -1, NULL));
		assert_true(g_utf8_strlen(text, -1) >= 64);
		if (!charsets[k] || k < 3)
			assert_int_equal(g_utf8_strlen(text, -1), 256);
	}
}

#define ORDER_TEXT "Bestellung 4711 \303\274ber 5 \342\202\254\r\n"

/* The text in units of that many bytes, behind a mark or not. */
static GByteArray *
wide(const char *text, guint width, gboolean little, gboolean marked)
{
	GByteArray *out = g_byte_array_new();
	g_autofree char *all = g_strconcat(marked ? "\357\273\277" : "", text, NULL);

	for (const char *s = all; *s; s = g_utf8_next_char(s)) {
		gunichar c = g_utf8_get_char(s);

		for (guint k = 0; k < width; k++) {
			guint8 byte = (guint8)(c >> (8 * (little ? k : width - 1 - k)));

			g_byte_array_append(out, &byte, 1);
		}
	}
	return out;
}

static void
decode__utf16_and_utf32_in_either_order_with_a_mark_and_without(void **state)
{
	static const char *const DECLARED[] = { NULL, "utf-8", "us-ascii", "utf-16", "UTF-16LE", "utf-32",
		"ucs-2" };

	(void)state;
	for (guint i = 0; i < 8; i++)
		for (guint k = 0; k < G_N_ELEMENTS(DECLARED); k++) {
			g_autoptr(GByteArray) bytes =
			    wide(ORDER_TEXT, i & 1 ? 4 : 2, (i & 2) != 0, (i & 4) != 0);
			g_autofree char *text =
			    message_text_decode(bytes->data, bytes->len, DECLARED[k], 1000);

			assert_string_equal(text, ORDER_TEXT);
		}
}

static void
decode__bytes_that_are_called_utf16_and_are_not(void **state)
{
	static const char *const DECLARED[] = { "utf-16", "utf-16be", "utf-32", "ucs-2" };

	(void)state;
	for (guint k = 0; k < G_N_ELEMENTS(DECLARED); k++) {
		g_autofree char *text =
		    message_text_decode((const guint8 *)ORDER_TEXT, strlen(ORDER_TEXT), DECLARED[k], 1000);

		assert_string_equal(text, ORDER_TEXT);
	}
}

static void
wide__binary_bytes_are_no_text(void **state)
{
	static const char zeros[64];

	(void)state;
	assert_null(message_text_wide(NULL, 0));
	assert_null(message_text_wide((const guint8 *)zeros, sizeof zeros));
	assert_null(message_text_wide((const guint8 *)"\1\0\2\0\3\0\4\0\5\0\6\0\7\0\10\0\11\0", 18));
	assert_null(message_text_wide((const guint8 *)"II*\0\10\0\0\0\17\0\0\1\3\0\1\0\0\0", 18));
	assert_null(message_text_wide((const guint8 *)"", 0));
	assert_null(message_text_wide((const guint8 *)"P\0O\0", 4)); /* too short to be sure */
}

static void
decode__a_nul_becomes_visible_and_the_text_goes_on(void **state)
{
	g_autofree char *text = message_text_decode((const guint8 *)"a\0b", 3, "utf-8", 100);
	g_autofree char *other = message_text_decode((const guint8 *)"a\0b", 3, "iso-8859-2", 100);

	(void)state;
	assert_string_equal(text, "a\xef\xbf\xbd"
				  "b");
	assert_string_equal(other, text);
}

static void
decode__is_cut_at_a_character(void **state)
{
	g_autofree char *text = message_text_decode((const guint8 *)"aäöü", 7, "utf-8", 4);

	(void)state;
	assert_string_equal(text, "aä");
}

static void
decode__works_where_no_file_may_be_opened(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit none = { 0, 0 };
		g_autofree char *text = NULL;

		setrlimit(RLIMIT_NOFILE, &none);
		text = message_text_decode((const guint8 *)"\xb6\xa9\xb5\xa5", 4, "gb2312", 100);
		if (strcmp(text, "订单") != 0)
			_exit(1);
		g_free(text);
		text = message_text_decode((const guint8 *)"\xcf\xf0\xe8", 3, "windows-1251", 100);
		_exit(strcmp(text, "При") != 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decode__declared_charset_then_utf8_then_windows_1252),
		cmocka_unit_test(decode__no_byte_is_dropped),
		cmocka_unit_test(decode__utf16_and_utf32_in_either_order_with_a_mark_and_without),
		cmocka_unit_test(decode__bytes_that_are_called_utf16_and_are_not),
		cmocka_unit_test(wide__binary_bytes_are_no_text),
		cmocka_unit_test(decode__a_nul_becomes_visible_and_the_text_goes_on),
		cmocka_unit_test(decode__is_cut_at_a_character),
		cmocka_unit_test(decode__works_where_no_file_may_be_opened),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
