/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as a grid, and any XML as lines of label and value. */
#include "helper.h"

static void
csv__columns_are_aligned_and_quotes_undone(void **state)
{
	struct document *d =
	    read_string("PO Number;Date;Total\n\"45;00\";1,5;\"a \"\"q\"\"\nb\"\n;;x\n", "text/csv");

	(void)state;
	assert_string_equal(d->media_type, "text/csv");
	assert_plane(d, "PO Number | Date | Total\n45;00 | 1,5 | a \"q\" b\nx\n");
	assert_true(find_word(d, "Date")->x0 == find_word(d, "1,5")->x0);
	assert_true(find_word(d, "Total")->x0 == find_word(d, "x")->x0);
	assert_true(find_word(d, "x")->y0 == 2);
	document_free(d);
}

static void
csv__the_separator_is_the_one_all_lines_have_alike(void **state)
{
	static const struct {
		const char *csv, *wanted;
	} cases[] = {
		{ "a,b\nc,d\n", "a | b\nc | d\n" },
		{ "a;1,5\nb;2,5\n", "a | 1,5\nb | 2,5\n" },
		{ "a\tb c\nd\te\n", "a | b c\nd | e\n" },
		{ "x|y\nz|w\n", "x | y\nz | w\n" },
		{ "one word\n", "one word\n" },
		{ "\"never closed, ", "never closed,\n" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct document *d = read_string(cases[i].csv, "text/csv");

		assert_plane(d, cases[i].wanted);
		document_free(d);
	}
}

static void
csv__absurd_tables_stay_in_bounds(void **state)
{
	g_autofree char *commas = g_strnfill(300000, ',');
	g_autofree char *lines = g_strnfill(300000, '\n');
	g_autofree char *wide = g_strnfill(300001, 'x');
	g_autofree char *all = NULL;
	struct document *d;

	(void)state;
	for (guint i = 1; i < 300000; i += 2)
		wide[i] = ',';
	all = g_strconcat(commas, "a\n", lines, "b\n", wide, NULL);
	d = read_string(all, "text/csv");
	check_document(d);
	find_word(d, "b");
	document_free(d);
}

static void
xml__elements_and_attributes_are_labels_with_values(void **state)
{
	struct document *d = read_string(
	    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><!-- c --><!DOCTYPE o [<!ENTITY e \"boom\">]>"
	    "<c:Order xmlns:c=\"urn:x\"><c:ID>4711</c:ID><IssueDate>2026-05-01</IssueDate>"
	    "<BuyerParty><Name>F\xe4hre &amp; Co &e;</Name></BuyerParty><Empty/>"
	    "<OrderRequestHeader orderID='DO 12' "
	    "type=\"new\"/><PONumber><![CDATA[A<B]]></PONumber></c:Order>",
	    "application/xml");

	(void)state;
	assert_plane(d, "Order ID | 4711\nIssue Date | 2026-05-01\nBuyer Party Name | F\xc3\xa4hre & Co &e;\n"
			"order ID | DO 12\nOrder Request Header type | new\nPO Number | A<B\n");
	document_free(d);
}

static void
xml__absurd_input_stays_in_bounds(void **state)
{
	static const struct {
		const char *what;
		guint n;
	} cases[] = { { "<a>", 300000 }, { "</a>", 300000 }, { "<a>x", 300000 }, { "<!DOCTYPE>", 100000 },
		{ "<!--", 100000 }, { "<![CDATA[", 100000 }, { "<!DOCTYPE [", 100000 }, { "<a b='", 100000 },
		{ "<a b=c ", 100000 }, { "<a b='c' ", 100000 }, { "&", 300000 }, { "<", 300000 },
		{ "<?", 100000 } };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *s = g_string_new("<?xml version='1.0'?>");
		struct document *d;

		for (guint k = 0; k < cases[i].n; k++)
			g_string_append(s, cases[i].what);
		d = read_bytes(s->str, s->len, "application/xml", NULL);
		check_document(d);
		document_free(d);
		for (gsize cut = 0; cut < 60; cut++) {
			d = read_bytes(s->str, cut, "application/xml", NULL);
			check_document(d);
			document_free(d);
		}
		g_string_free(s, TRUE);
	}
}

/* The cut left half a character, and the reader of words stepped over the end of the name. */
static void
xml__a_long_name_is_cut_on_a_character(void **state)
{
	(void)state;
	for (guint before = 0; before < 4; before++) {
		g_autoptr(GString) s = g_string_new("<?xml version='1.0'?><");
		struct document *d;

		for (guint i = 0; i < before; i++)
			g_string_append_c(s, 'a');
		for (guint i = 0; i < 100; i++)
			g_string_append(s, "\xe2\x82\xac");
		g_string_append(s, ">4711</a>");
		d = read_bytes(s->str, s->len, "application/xml", NULL);
		check_document(d);
		assert_non_null(strstr(d->text, "4711"));
		document_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv__columns_are_aligned_and_quotes_undone),
		cmocka_unit_test(csv__the_separator_is_the_one_all_lines_have_alike),
		cmocka_unit_test(csv__absurd_tables_stay_in_bounds),
		cmocka_unit_test(xml__elements_and_attributes_are_labels_with_values),
		cmocka_unit_test(xml__absurd_input_stays_in_bounds),
		cmocka_unit_test(xml__a_long_name_is_cut_on_a_character),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
