/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text as a plane of characters and lines. */
#include "helper.h"

static void
text__words_are_cut_at_white_space_and_can_be_cut_out_again(void **state)
{
	struct document *d = read_string("PO Number: 4500012345\n\n  Thank you\n", "text/plain");
	const struct word *w = find_word(d, "4500012345"), *thank = find_word(d, "Thank");

	(void)state;
	assert_plane(d, "PO Number: 4500012345\nThank you\n");
	assert_string_equal(d->text, "PO Number: 4500012345\n\n  Thank you\n");
	assert_true(w->x0 == 11 && w->x1 == 21 && w->y0 == 0 && w->y1 == 1);
	assert_true(thank->x0 == 2 && thank->y0 == 2);
	assert_int_equal(d->read, READ_TEXT);
	assert_int_equal(d->unit, UNIT_CHARS);
	document_free(d);
}

static void
text__tabs_bars_and_runs_of_spaces_part_columns(void **state)
{
	struct document *d =
	    read_string("Item\tQty\tPrice\nBolt M8 | 5 | 3.00\nNut   6  x\nEnd.  Next one\n", "text/plain");

	(void)state;
	assert_plane(d, "Item | Qty | Price\nBolt M8 | 5 | 3.00\nNut | 6 | x\nEnd. Next one\n");
	assert_true(find_word(d, "Qty")->x0 == 8);
	assert_true(find_word(d, "Price")->x0 == 16);
	document_free(d);
}

static void
text__wide_characters_take_two_columns_and_marks_none(void **state)
{
	struct document *d =
	    read_string("\xe6\xb3\xa8\xe6\x96\x87 a\ne\xcc\x81t b\nx\xc2\xa0y\n", "text/plain");

	(void)state;
	assert_plane(d, "\xe6\xb3\xa8\xe6\x96\x87 a\ne\xcc\x81t b\nx y\n");
	assert_true(find_word(d, "a")->x0 == 5);
	assert_true(find_word(d, "b")->x0 == 3);
	document_free(d);
}

static void
text__line_ends_of_every_kind_are_lines(void **state)
{
	struct document *d = read_string("\xef\xbb\xbf"
					 "a\r\nb\rc\fd\n",
	    "text/plain");

	(void)state;
	assert_plane(d, "a\nb\nc\nd\n");
	assert_string_equal(d->text, "a\nb\nc\nd\n");
	assert_true(find_word(d, "d")->y0 == 3);
	document_free(d);
}

static void
text__an_override_of_direction_is_a_warning_sign(void **state)
{
	struct document *d = read_string("pay \xe2\x80\xae"
					 "54321 now\n",
	    "text/plain");

	(void)state;
	assert_int_equal(d->n_hidden, 1);
	document_free(d);
}

static void
text__limits_cut_it_and_say_so(void **state)
{
	struct limits limits = LIMITS_PRESET;
	g_autoptr(GString) long_text = g_string_new(NULL);
	struct document *d;

	(void)state;
	for (int i = 0; i < 2000; i++)
		g_string_append(long_text, "\xc3\xa4"
					   "b ");
	limits.document_words = 1000;
	d = read_bytes(long_text->str, long_text->len, "text/plain", &limits);
	check_document(d);
	assert_int_equal(d->words->len, 1000);
	assert_true(d->truncated);
	assert_non_null(d->why);
	document_free(d);

	limits = LIMITS_PRESET;
	limits.text_size = 1025;
	d = read_bytes(long_text->str, long_text->len, "text/plain", &limits);
	check_document(d);
	assert_true(d->text_size <= 1025 && d->text_size > 1000);
	assert_true(d->truncated);
	document_free(d);
}

static void
text__an_empty_part_is_text_without_words(void **state)
{
	struct document *d = read_bytes("", 0, "text/plain", NULL);

	(void)state;
	assert_plane(d, "");
	assert_int_equal(d->read, READ_TEXT);
	document_free(d);
}

static void
text__nul_bytes_do_not_end_it(void **state)
{
	struct document *d = read_bytes("PO\0 4711\nmore\n", 14, "text/plain", NULL);

	(void)state;
	check_document(d);
	find_word(d, "4711");
	find_word(d, "more");
	document_free(d);
}

/* Whatever is text may come in wide units, with and without a mark, and is still known by its content. */
static void
wide_text__is_known_and_read_like_any_other(void **state)
{
	static const char *const CHARSETS[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };
	static const struct {
		const char *text, *claimed, *filename, *media_type, *word;
	} CASES[] = {
		{ "PO Number: 4711\n", "text/plain", NULL, "text/plain", "4711" },
		{ "PO Number;Total\n4711;5,00\n", NULL, "po.csv", "text/csv", "4711" },
		{ "<html><meta charset=\"utf-16\"><body>PO 4711</body></html>", NULL, NULL, "text/html",
		    "4711" },
		{ "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a><b>4711</b></a>", NULL, NULL,
		    "application/xml", "4711" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
		for (guint k = 0; k < 2 * G_N_ELEMENTS(CHARSETS); k++) {
			g_autofree char *marked =
			    g_strconcat(k & 1 ? "\357\273\277" : "", CASES[i].text, NULL);
			gsize size;
			char *wide = g_convert(marked, -1, CHARSETS[k / 2], "UTF-8", NULL, &size, NULL);
			g_autoptr(GBytes) bytes = g_bytes_new_take(wide, size);
			struct document *d =
			    document_read(bytes, CASES[i].claimed, CASES[i].filename, NULL, &LIMITS_PRESET);

			check_document(d);
			assert_string_equal(d->media_type, CASES[i].media_type);
			find_word(d, CASES[i].word);
			assert_string_equal(document_sniff(g_bytes_get_data(bytes, NULL), size,
						CASES[i].claimed, CASES[i].filename),
			    CASES[i].media_type);
			document_free(d);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__words_are_cut_at_white_space_and_can_be_cut_out_again),
		cmocka_unit_test(text__tabs_bars_and_runs_of_spaces_part_columns),
		cmocka_unit_test(text__wide_characters_take_two_columns_and_marks_none),
		cmocka_unit_test(text__line_ends_of_every_kind_are_lines),
		cmocka_unit_test(text__an_override_of_direction_is_a_warning_sign),
		cmocka_unit_test(text__limits_cut_it_and_say_so),
		cmocka_unit_test(text__an_empty_part_is_text_without_words),
		cmocka_unit_test(text__nul_bytes_do_not_end_it),
		cmocka_unit_test(wide_text__is_known_and_read_like_any_other),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
