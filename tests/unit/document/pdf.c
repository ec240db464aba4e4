/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF as pages of words with boxes. */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct document *
read_pdf(GString *bytes)
{
	struct document *d = read_bytes(bytes->str, bytes->len, "application/pdf", NULL);

	check_document(d);
	assert_string_equal(d->media_type, "application/pdf");
	assert_true(d->complex_format);
	g_string_free(bytes, TRUE);
	return d;
}

static GString *
simple_pdf(const char *content)
{
	struct pdf p;

	pdf_one_page(&p, content, "", "");
	return pdf_end(&p, "");
}

static const char ORDER[] =
    "BT /B 18 Tf 50 740 Td (Purchase Order) Tj ET "
    "BT /F 10 Tf 50 700 Td (PO Number:) Tj ET BT /F 10 Tf 150 700 Td (4500012345) Tj ET "
    "BT /F 10 Tf 400 700 Td (Date) Tj ET "
    "BT /F 10 Tf 400 688 Td (4 May 2026) Tj ET "
    "BT /B 10 Tf 50 640 Td (Item) Tj ET BT /B 10 Tf 200 640 Td (Qty) Tj ET "
    "BT /F 10 Tf 200 626 Td (12) Tj ET BT /F 10 Tf 50 626 Td (Steel bolt) Tj ET ";

static void
pdf__words_have_boxes_in_points_from_the_top_left(void **state)
{
	struct document *d = read_pdf(simple_pdf(ORDER));
	const struct word *w = find_word(d, "4500012345");

	(void)state;
	assert_int_equal(d->read, READ_TEXT);
	assert_int_equal(d->unit, UNIT_POINTS);
	assert_int_equal(d->n_pages, 1);
	assert_true(d->pages[0].width == 600 && d->pages[0].height == 800);
	assert_int_equal(w->page, 1);
	assert_true(w->x0 > 149 && w->x0 < 151 && w->x1 > 195 && w->x1 < 215);
	assert_true(w->y0 > 85 && w->y0 < 97 && w->y1 > 99 && w->y1 < 106);
	document_free(d);
}

static void
pdf__rows_run_from_the_top_and_gaps_part_columns(void **state)
{
	struct document *d = read_pdf(simple_pdf(ORDER));

	(void)state;
	assert_plane(d,
	    "*Purchase *Order\nPO Number: | 4500012345 | Date\n4 May 2026\n*Item | *Qty\nSteel bolt | 12\n");
	assert_string_equal(
	    d->text, "Purchase Order\nPO Number:\t4500012345\tDate\n4 May 2026\nItem\tQty\nSteel bolt\t12\n");
	document_free(d);
}

static void
pdf__neighbouring_cells_are_words_of_their_own(void **state)
{
	/* close enough that poppler joins them into one line without a space */
	struct document *d =
	    read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (WA 98052) Tj 70 0 Td (PO#) Tj 40 0 Td (4711) Tj ET "
				"BT /F 10 Tf 50 685 Td (Phone 12) Tj 70 0 Td (Page) Tj 40 0 Td (1) Tj ET"));

	(void)state;
	assert_plane(d, "WA 98052 | PO# | 4711\nPhone 12 | Page | 1\n");
	document_free(d);
}

static void
pdf__joined_letters_come_apart_and_latin_is_read(void **state)
{
	struct document *d =
	    read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (Auftragsbest\\344tigung 5\\240\\200) Tj ET"));

	(void)state;
	assert_plane(d, "Auftragsbest\xc3\xa4tigung 5 \xe2\x82\xac\n");
	document_free(d);
}

static void
pdf__text_set_upright_does_not_mix_into_rows(void **state)
{
	struct document *d =
	    read_pdf(simple_pdf("BT /F 10 Tf 0 1 -1 0 580 300 Tm (Margin) Tj ET "
				"BT /F 10 Tf 50 480 Td (PO) Tj ET BT /F 10 Tf 50 320 Td (4711) Tj ET"));

	(void)state;
	assert_plane(d, "PO\n4711\nMargin\n");
	document_free(d);
}

static void
pdf__words_off_the_page_or_too_small_to_see_are_hidden(void **state)
{
	struct document *d =
	    read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (seen) Tj ET BT /F 0.3 Tf 50 600 Td (tiny) Tj ET"));

	(void)state;
	assert_plane(d, "seen\n");
	assert_int_equal(d->n_hidden, 1);
	document_free(d);
}

static void
pdf__values_of_form_fields_are_words(void **state)
{
	struct document *d;
	struct pdf p;

	(void)state;
	pdf_one_page(&p, "BT /F 10 Tf 50 700 Td (PO Number) Tj ET", "/Annots[7 0 R 8 0 R]",
	    "/AcroForm<</Fields[7 0 R 8 0 R]>>");
	pdf_object(&p, "<</Type/Annot/Subtype/Widget/FT/Tx/T(po)/V(4500 77)/Rect[150 695 300 712]/P 3 0 R>>");
	pdf_object(&p, "<</Type/Annot/Subtype/Widget/FT/Tx/T(empty)/Rect[150 600 300 612]/P 3 0 R>>");
	d = read_pdf(pdf_end(&p, ""));
	assert_plane(d, "PO Number | 4500 77\n");
	assert_true(find_word(d, "4500")->x0 >= 150 && find_word(d, "77")->x1 <= 300);
	document_free(d);
}

static void
pdf__a_form_feed_in_a_field_parts_its_lines(void **state)
{
	struct document *d;
	struct pdf p;

	(void)state;
	pdf_one_page(
	    &p, "BT /F 10 Tf 50 700 Td (PO Number) Tj ET", "/Annots[7 0 R]", "/AcroForm<</Fields[7 0 R]>>");
	pdf_object(&p,
	    "<</Type/Annot/Subtype/Widget/FT/Tx/T(po)/V(4500\\f77\\0138)/Rect[150 660 300 712]/P 3 0 R>>");
	d = read_pdf(pdf_end(&p, ""));
	assert_null(strpbrk(d->text, "\f\v"));
	assert_non_null(find_word(d, "4500"));
	assert_non_null(find_word(d, "77"));
	document_free(d);
}

static void
pdf__what_was_typed_onto_the_page_is_words(void **state)
{
	struct document *d;
	struct pdf p;

	(void)state;
	pdf_one_page(&p, "BT /F 10 Tf 50 700 Td (PO Number) Tj ET", "/Annots[7 0 R 8 0 R]", "");
	pdf_object(&p, "<</Type/Annot/Subtype/FreeText/Contents(4711)/DA(/F 10 Tf)/Rect[150 697 300 712]>>");
	pdf_object(
	    &p, "<</Type/Annot/Subtype/FreeText/F 2/Contents(unseen)/DA(/F 10 Tf)/Rect[150 597 300 612]>>");
	d = read_pdf(pdf_end(&p, ""));
	assert_plane(d, "PO Number | 4711\n");
	document_free(d);
}

static void
pdf__links_and_attachments_come_along(void **state)
{
	struct document *d;
	struct pdf p;
	const struct inner_document *inner;

	(void)state;
	pdf_one_page(&p, "BT /F 10 Tf 50 700 Td (see) Tj ET", "/Annots[7 0 R]",
	    "/Names<</EmbeddedFiles<</Names[(order.xml) 8 0 R]>>>>");
	pdf_object(&p, "<</Type/Annot/Subtype/Link/Rect[50 690 90 712]/Border[0 0 "
		       "0]/A<</S/URI/URI(https://portal.example/po)>>>>");
	pdf_object(&p, "<</Type/Filespec/F(order.xml)/EF<</F 9 0 R>>>>");
	pdf_stream(&p, "/Type/EmbeddedFile", "<?xml version=\"1.0\"?><Order/>");
	d = read_pdf(pdf_end(&p, ""));
	assert_int_equal(d->links->len, 1);
	assert_string_equal(d->links->pdata[0], "https://portal.example/po");
	assert_int_equal(d->inner->len, 1);
	inner = d->inner->pdata[0];
	assert_string_equal(inner->filename, "order.xml");
	assert_string_equal(inner->media_type, "application/xml");
	assert_true(g_bytes_get_size(inner->bytes) >= 28);
	document_free(d);
}

static void
pdf__a_name_without_a_file_costs_the_attachments_and_no_more(void **state)
{
	static const char *const SPECIFICATIONS[] = { "<</Type/Filespec/F(order.xml)>>", "null",
		"(order.xml)" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(SPECIFICATIONS); i++) {
		struct document *d;
		struct pdf p;

		pdf_one_page(&p, "BT /F 10 Tf 50 700 Td (see) Tj ET", "",
		    "/Names<</EmbeddedFiles<</Names[(order.xml) 7 0 R]>>>>");
		pdf_object(&p, SPECIFICATIONS[i]);
		d = read_pdf(pdf_end(&p, ""));
		assert_plane(d, "see\n");
		assert_int_equal(d->inner->len, 0);
		document_free(d);
	}
}

static void
pdf__one_without_text_waits_for_a_reader_with_an_eye(void **state)
{
	struct document *d = read_pdf(simple_pdf("0 0 100 100 re f"));

	(void)state;
	assert_int_equal(d->read, READ_SKIPPED);
	assert_string_equal(d->why, "a picture of a page: text recognition was not at hand");
	assert_true(d->unseen);
	assert_int_equal(d->n_pages, 1);
	document_free(d);
}

static void
pdf__one_that_asks_for_a_password_is_encrypted(void **state)
{
	struct document *d;
	struct pdf p;

	(void)state;
	pdf_one_page(&p, "BT /F 10 Tf 50 700 Td (secret) Tj ET", "", "");
	d = read_pdf(
	    pdf_end(&p, "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</"
			"Filter/Standard/V 1/R 2"
			"/O<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>"
			"/U<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>/P -4>>"));
	assert_int_equal(d->read, READ_ENCRYPTED);
	document_free(d);
}

static void
pdf__junk_before_the_header_and_a_lost_table_do_no_harm(void **state)
{
	GString *bytes = simple_pdf(ORDER);
	struct document *d;

	(void)state;
	g_string_prepend(bytes, "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n");
	d = read_pdf(bytes);
	assert_int_equal(d->read, READ_TEXT);
	find_word(d, "4500012345");
	document_free(d);

	bytes = simple_pdf(ORDER);
	g_string_truncate(bytes, (gsize)(strstr(bytes->str, "\nxref") - bytes->str));
	d = read_pdf(bytes);
	assert_int_equal(d->read, READ_TEXT);
	find_word(d, "4500012345");
	document_free(d);
}

static void
pdf__what_cannot_be_opened_is_damaged(void **state)
{
	struct document *d = read_pdf(g_string_new("%PDF-1.7\nnothing that makes sense\n"));

	(void)state;
	assert_int_equal(d->read, READ_DAMAGED);
	document_free(d);
}

/* n pages, each with its number. */
static GString *
many_pages(guint n)
{
	struct pdf p;
	GString *kids = g_string_new("<</Type/Pages/Kids[");

	pdf_begin(&p);
	pdf_object(&p, "<</Type/Catalog/Pages 2 0 R>>");
	for (guint i = 0; i < n; i++)
		g_string_append_printf(kids, "%u 0 R ", 4 + 2 * i);
	g_string_append_printf(kids, "]/Count %u>>", n);
	pdf_object(&p, kids->str);
	g_string_free(kids, TRUE);
	pdf_object(&p, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
	for (guint i = 0; i < n; i++) {
		g_autofree char *page =
		    g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %u 0 R"
				    "/Resources<</Font<</F 3 0 R>>>>>>",
			5 + 2 * i);
		g_autofree char *content = g_strdup_printf("BT /F 10 Tf 50 700 Td (page%u) Tj ET", i + 1);

		pdf_object(&p, page);
		pdf_stream(&p, "", content);
	}
	return pdf_end(&p, "");
}

static void
pdf__pages_beyond_the_limit_are_counted_but_not_read(void **state)
{
	struct limits limits = LIMITS_PRESET;
	GString *bytes = many_pages(5);
	struct document *d;

	(void)state;
	limits.document_pages = 2;
	d = read_bytes(bytes->str, bytes->len, NULL, &limits);
	assert_plane(d, "page1\npage2\n");
	assert_int_equal(d->n_pages, 5);
	assert_int_equal(find_word(d, "page2")->page, 2);
	assert_true(d->truncated);
	assert_non_null(d->why);
	document_free(d);

	limits = LIMITS_PRESET;
	limits.document_words = 3;
	d = read_bytes(bytes->str, bytes->len, NULL, &limits);
	assert_plane(d, "page1\npage2\npage3\n");
	assert_true(d->truncated);
	document_free(d);
	g_string_free(bytes, TRUE);
}

/* ---- the sandbox's way: no file may be opened any more ---- */

static void
forbid_files(void)
{
	static const int calls[] = { SYS_openat, SYS_open, SYS_socket, SYS_execve, SYS_readlink };
	struct sock_filter filter[2 * G_N_ELEMENTS(calls) + 2] = { { 0 } };
	struct sock_fprog program = { .filter = filter };

	filter[program.len++] =
	    (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		filter[program.len++] =
		    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (guint)calls[i], 0, 1);
		filter[program.len++] =
		    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
	}
	filter[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(77);
}

static void
pdf__after_init_it_reads_without_opening_a_file(void **state)
{
	GString *bytes = simple_pdf(ORDER);
	pid_t child = fork();
	int status = 0;

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		struct document *d;

		forbid_files();
		d = read_bytes(bytes->str, bytes->len, NULL, NULL);
		_exit(d->read == READ_TEXT && d->words->len == 14 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	g_string_free(bytes, TRUE);
}

/* ---- hostile ---- */

static void
pdf__any_cut_gives_a_document_that_is_whole(void **state)
{
	GString *bytes = simple_pdf(ORDER);

	(void)state;
	for (gsize cut = 5; cut < bytes->len; cut += 13) {
		struct document *d = read_bytes(bytes->str, cut, NULL, NULL);

		check_document(d);
		document_free(d);
	}
	g_string_free(bytes, TRUE);
}

static void
pdf__any_mutation_gives_a_document_that_is_whole(void **state)
{
	struct pdf p;
	GString *bytes;
	guint32 seed = 7;

	(void)state;
	pdf_one_page(&p, ORDER, "/Annots[7 0 R]",
	    "/AcroForm<</Fields[7 0 R]>>/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>");
	pdf_object(&p, "<</Type/Annot/Subtype/Widget/FT/Tx/T(po)/V(4500)/Rect[150 695 300 712]/P 3 0 R>>");
	pdf_object(&p, "<</Type/Filespec/F(a)/EF<</F 9 0 R>>>>");
	pdf_stream(&p, "/Type/EmbeddedFile", "x");
	bytes = pdf_end(&p, "");
	for (guint round = 0; round < 400; round++) {
		g_autofree char *copy = g_memdup2(bytes->str, bytes->len);
		struct document *d;

		for (guint k = 0; k < 1 + round % 4; k++) {
			seed = seed * 1664525 + 1013904223;
			copy[(seed >> 8) % bytes->len] = "0123456789[]<>/() \nR"[(seed >> 4) % 20];
		}
		d = read_bytes(copy, bytes->len, "application/pdf", NULL);
		check_document(d);
		document_free(d);
	}
	g_string_free(bytes, TRUE);
}

static void
pdf__a_page_tree_that_lies_about_its_count_costs_nothing(void **state)
{
	struct pdf p;
	struct document *d;

	(void)state;
	pdf_begin(&p);
	pdf_object(&p, "<</Type/Catalog/Pages 2 0 R>>");
	pdf_object(&p, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>");
	d = read_pdf(pdf_end(&p, ""));
	assert_int_equal(d->read, READ_DAMAGED);
	document_free(d);
}

static void
pdf__white_words_on_white_are_seen_by_no_one(void **state)
{
	struct document *d = read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (PO 4711) Tj ET "
						 "1 1 1 rg BT /F 10 Tf 50 650 Td (PO 9999) Tj ET"));

	(void)state;
	assert_plane(d, "PO 4711\n");
	assert_int_equal(d->n_hidden, 2);
	document_free(d);
}

static void
pdf__white_words_on_a_dark_bar_are_text(void **state)
{
	struct document *d = read_pdf(simple_pdf("0 0 0.4 rg 40 690 200 30 re f "
						 "1 1 1 rg BT /F 10 Tf 50 700 Td (PO Number 4711) Tj ET"));

	(void)state;
	assert_plane(d, "PO Number 4711\n");
	assert_int_equal(d->n_hidden, 0);
	document_free(d);
}

/* Whether it can be taken out depends on the fonts that can be drawn; that it is there is told in any case. */
static void
pdf__invisible_text_is_a_warning_sign(void **state)
{
	struct document *d = read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (PO 4711) Tj ET "
						 "BT 3 Tr /F 10 Tf 50 650 Td (PO 9999) Tj ET"));
	struct document *plain = read_pdf(simple_pdf("BT /F 10 Tf 50 700 Td (Order 3 Trucks) Tj ET"));

	(void)state;
	assert_true(d->n_hidden > 0);
	assert_non_null(find_word(d, "4711"));
	assert_int_equal(plain->n_hidden, 0);
	document_free(d);
	document_free(plain);
}

/* What fontconfig keeps for the process. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pdf__words_have_boxes_in_points_from_the_top_left),
		cmocka_unit_test(pdf__rows_run_from_the_top_and_gaps_part_columns),
		cmocka_unit_test(pdf__neighbouring_cells_are_words_of_their_own),
		cmocka_unit_test(pdf__joined_letters_come_apart_and_latin_is_read),
		cmocka_unit_test(pdf__text_set_upright_does_not_mix_into_rows),
		cmocka_unit_test(pdf__words_off_the_page_or_too_small_to_see_are_hidden),
		cmocka_unit_test(pdf__values_of_form_fields_are_words),
		cmocka_unit_test(pdf__a_form_feed_in_a_field_parts_its_lines),
		cmocka_unit_test(pdf__what_was_typed_onto_the_page_is_words),
		cmocka_unit_test(pdf__links_and_attachments_come_along),
		cmocka_unit_test(pdf__a_name_without_a_file_costs_the_attachments_and_no_more),
		cmocka_unit_test(pdf__one_without_text_waits_for_a_reader_with_an_eye),
		cmocka_unit_test(pdf__one_that_asks_for_a_password_is_encrypted),
		cmocka_unit_test(pdf__junk_before_the_header_and_a_lost_table_do_no_harm),
		cmocka_unit_test(pdf__what_cannot_be_opened_is_damaged),
		cmocka_unit_test(pdf__pages_beyond_the_limit_are_counted_but_not_read),
		cmocka_unit_test(pdf__after_init_it_reads_without_opening_a_file),
		cmocka_unit_test(pdf__any_cut_gives_a_document_that_is_whole),
		cmocka_unit_test(pdf__any_mutation_gives_a_document_that_is_whole),
		cmocka_unit_test(pdf__a_page_tree_that_lies_about_its_count_costs_nothing),
		cmocka_unit_test(pdf__white_words_on_white_are_seen_by_no_one),
		cmocka_unit_test(pdf__white_words_on_a_dark_bar_are_text),
		cmocka_unit_test(pdf__invisible_text_is_a_warning_sign),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
