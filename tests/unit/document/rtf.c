/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rich text, and how Outlook packs it. */
#include "rtf.h"
#include "containers.h"

static void
rtf__text_is_shown_and_groups_that_are_not_are_passed_over(void **state)
{
	static const struct {
		const char *rtf, *wanted;
	} cases[] = {
		{ "{\\rtf1 Purchase Order\\par PO Number:\\tab 4711\\par}",
		    "Purchase Order\nPO Number: | 4711\n" },
		{ "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\info{\\title no}}{\\*\\generator no;}{\\pict 00ff}yes}",
		    "yes\n" },
		{ "{\\rtf1\\ansi M\\'fcller \\'80 1\\~000 a\\_b \\{x\\} \\\\}",
		    "M\xc3\xbcller \xe2\x82\xac 1 000 a-b {x} \\\n" },
		{ "{\\rtf1\\uc1 \\u8364? \\u8364\\'3f \\uc2\\u228ab \\uc0\\u252 x \\uc1\\u-10179?\\u-8704?}",
		    "\xe2\x82\xac \xe2\x82\xac \xc3\xa4 \xc3\xbcx \xf0\x9f\x98\x80\n" },
		{ "{\\rtf1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}{\\f1 \\'cf\\'f0}\\f0 \\'e4}",
		    "\xd0\x9f\xd1\x80\xc3\xa4\n" },
		{ "{\\rtf1 a{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt link}}}", "alink\n" },
		{ "{\\rtf1 1 < 2 & <b>}", "1 < 2 & <b>\n" },
		{ "{\\rtf1 a\\bin5 }{\\}{b}", "ab\n" },
		{ "{\\rtf1 {\\b bold} not\\line next}", "*bold not\nnext\n" },
		{ "{\\rtf1", "" },
		{ "{\\rtf1 open {group", "open group\n" },
		{ "{\\rtf1 }}}}behind", "behind\n" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct document *d = read_string(cases[i].rtf, NULL);

		assert_string_equal(d->media_type, "application/rtf");
		assert_plane(d, cases[i].wanted);
		document_free(d);
	}
}

static void
rtf__tables_keep_their_columns(void **state)
{
	struct document *d = read_string("{\\rtf1 before\\par\\trowd\\cellx1\\cellx2 \\pard\\intbl "
					 "Item\\cell Price\\cell\\row\\trowd\\pard\\intbl Long item"
					 "\\par second line\\cell 5.00\\cell\\row\\pard after\\par}",
	    NULL);

	(void)state;
	assert_plane(d, "before\nItem | Price\nLong item | 5.00\nsecond line\nafter\n");
	assert_true(find_word(d, "Price")->x0 == find_word(d, "5.00")->x0);
	document_free(d);
}

static void
rtf__hidden_text_is_counted_and_not_shown(void **state)
{
	struct document *d = read_string("{\\rtf1 a {\\v two words} \\v x\\v0 b\\plain}", NULL);

	(void)state;
	assert_int_equal(d->n_hidden, 3);
	find_word(d, "b");
	document_free(d);
}

static void
rtf__html_that_it_wraps_is_unwrapped(void **state)
{
	struct document *d = read_string(
	    "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <table><tr><td>}\\htmlrtf {\\htmlrtf0 "
	    "PO\\htmlrtf\\par}\\htmlrtf0"
	    "{\\*\\htmltag72 </td><td>}47\\'e4{\\*\\mhtmltag72 no}{\\*\\htmltag </td></tr></table>}}",
	    NULL);

	(void)state;
	assert_plane(d, "PO | 47\xc3\xa4\n");
	document_free(d);
}

/* The example of MS-OXRTFCP 4.1.1, and one with a copy that overlaps itself (4.2.2). */
static void
rtf__compressed_is_unpacked(void **state)
{
	static const guint8 first[] = { 0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5,
		0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32,
		0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64,
		0x7d, 0x0a, 0x80, 0x0f, 0xa0 },
			    second[] = { 0x1a, 0, 0, 0, 0x1c, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4,
				    0x4b, 0x51, 0x41, 0x00, 0x04, 0x20, 0x57, 0x58, 0x59, 0x5a, 0x0d, 0x6e,
				    0x7d, 0x01, 0x0e, 0xb0 };
	g_autoptr(GBytes) a = rtf_unpack(first, sizeof first, 10000);
	GBytes *b = rtf_unpack(second, sizeof second, 10000);
	static const char wanted_a[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
			  wanted_b[] = "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}";

	(void)state;
	assert_int_equal(g_bytes_get_size(a), sizeof wanted_a - 1);
	assert_memory_equal(g_bytes_get_data(a, NULL), wanted_a, sizeof wanted_a - 1);
	assert_int_equal(g_bytes_get_size(b), sizeof wanted_b - 1);
	assert_memory_equal(g_bytes_get_data(b, NULL), wanted_b, sizeof wanted_b - 1);
	g_bytes_unref(b);
	assert_null(rtf_unpack(first, 15, 1000));
	assert_null(rtf_unpack((const guint8 *)wanted_a, sizeof wanted_a, 1000));
	b = rtf_unpack(second, sizeof second, 10);
	assert_int_equal(g_bytes_get_size(b), 10);
	g_bytes_unref(b);
}

static void
rtf__a_million_groups_and_the_like_cost_little(void **state)
{
	static const struct {
		const char *what;
		guint n;
	} cases[] = { { "{", 1000000 }, { "}", 1000000 }, { "{\\b x}", 300000 }, { "\\cell", 300000 },
		{ "\\trowd x\\cell\\row ", 100000 }, { "\\itap8 x\\nestcell\\itap0 y", 50000 },
		{ "\\v x\\v0\\b y\\b0 ", 100000 }, { "\\u1234?\\'e4", 200000 }, { "\\par", 300000 },
		{ "{\\field{\\*\\fldinst", 100000 }, { "\\bin9999999999 ", 10 },
		{ "{\\fonttbl{\\f9999\\fcharset2 ", 50000 }, { "\\uc99999999999\\u-99999999999", 50000 },
		{ "\\", 300001 } };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *s = g_string_new("{\\rtf1 ");
		struct document *d;

		for (guint k = 0; k < cases[i].n; k++)
			g_string_append(s, cases[i].what);
		d = read_bytes(s->str, s->len, NULL, NULL);
		check_document(d);
		document_free(d);
		g_string_free(s, TRUE);
	}
}

static void
rtf__changed_bytes_do_no_harm(void **state)
{
	static const char sample
	    [] = "{\\rtf1\\ansi\\fromhtml1{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 \\'cf{\\*\\htmltag <p>}\\uc1"
		 "\\u8364?\\trowd\\intbl x\\cell{\\v h}\\nestcell\\nestrow\\row\\pard\\bin3 {{{\\par\\line}",
      plain[] =
	    "{\\rtf1\\trowd\\intbl\\itap2 a\\nestcell b\\nestrow\\itap1 c\\cell\\row\\pard\\v d\\v0\\b e}";
	GByteArray *a = g_byte_array_new(), *b = g_byte_array_new();

	(void)state;
	put_text(a, sample);
	put_text(b, plain);
	mutate(a, "a.rtf", 10000);
	mutate(b, "a.rtf", 10000);
	g_byte_array_unref(a);
	g_byte_array_unref(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rtf__text_is_shown_and_groups_that_are_not_are_passed_over),
		cmocka_unit_test(rtf__tables_keep_their_columns),
		cmocka_unit_test(rtf__hidden_text_is_counted_and_not_shown),
		cmocka_unit_test(rtf__html_that_it_wraps_is_unwrapped),
		cmocka_unit_test(rtf__compressed_is_unpacked),
		cmocka_unit_test(rtf__a_million_groups_and_the_like_cost_little),
		cmocka_unit_test(rtf__changed_bytes_do_no_harm),
	};

	document_init();
	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
