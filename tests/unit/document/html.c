/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as a plane: what is seen, where it stands, and what is not seen. */
#include "helper.h"

static const struct {
	const char *html, *wanted;
	guint hidden;
} SEEN[] = {
	/* words go on over inline elements and character references */
	{ "P<b>O</b> caf&eacute; &#8364;5 &lt;x&gt; A&B &bogus;",
	    "PO caf\xc3\xa9 \xe2\x82\xac"
	    "5 <x> A&B &bogus;\n",
	    0 },
	{ "<b>PO</b> no", "*PO no\n", 0 },
	{ "a<br>b<div>c</div>d<p>e", "a\nb\nc\nd\ne\n", 0 },
	{ "<ul><li>one<li>two</ul>three", "one\ntwo\nthree\n", 0 },
	{ "a&nbsp;b", "a b\n", 0 },
	{ "Number:&nbsp;&nbsp;&nbsp;4500", "Number: | 4500\n", 0 },
	{ "<pre>a   b\n  c</pre>", "a | b\nc\n", 0 },
	{ "a\xe2\x80\x8b"
	  "b\xc2\xad"
	  "c",
	    "abc\n", 0 },
	{ "1 < 2 <3", "1 < 2 <3\n", 0 },
	{ "<a href=x>l</a><option>no<option selected>yes", "l\nyes\n", 1 },
	{ "<input type=text value='AB 12'><input type=hidden value=z>", "AB 12\n", 0 },
	/* what is no text */
	{ "<title>t</title><style>s{}</style><script>'</b>'</script><!-- c -->a", "a\n", 0 },
	{ "<!--[if mso]>no<![endif]--><![if !mso]>yes<![endif]>", "yes\n", 0 },
	/* what no one sees is counted */
	{ "a<span style='display:none'>b c</span>d", "ad\n", 2 },
	{ "<div style=\"visibility: hidden\">b<span style='visibility:visible'>c</span></div>", "c\n", 1 },
	{ "<p style='font-size:0px'>b<span style='font-size:12px'>c</span></p>", "c\n", 1 },
	{ "<p style='FONT-SIZE: 1PX'>b", "", 1 },
	{ "<p style='opacity:0'>b</p><p style='opacity:0.9'>c", "c\n", 1 },
	{ "<p hidden>b</p>c", "c\n", 1 },
	/* by a style sheet */
	{ "<style>.x{display:none}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>p.x, #y { visibility : hidden }</style><p class='a x'>b</p><i id=y>d</i>c", "c\n", 2 },
	{ "<style>.x{font-size:0}</style><span class=x>b</span>c", "c\n", 1 },
	{ "<style>td.x{display:none}</style><p class=x>b</p>c", "b\nc\n", 0 },
	{ "<style>.x{color:red}</style><p class=x>b</p>c", "b\nc\n", 0 },
	{ "<p style='color:#ffffff'>b</p><p style='color:#fff;background:#036'>c</p>", "c\n", 1 },
	{ "<font color=white>b</font><table><tr><td bgcolor='#003366'><font color=white>c</font></table>",
	    "c\n", 1 },
	{ "<p style='max-height:0;overflow:hidden'>b</p>c", "c\n", 1 },
	{ "<p style='position:absolute;left:-9999px'>b</p>c", "c\n", 1 },
	{ "<p style='margin:0;color:#FFF !important'>b</p>c", "c\n", 1 },
	{ "<p style='mso-hide:all'>b</p>c", "c\n", 1 },
	{ "<style>.h{background-color:#036}</style><p class=h style='color:white'>c", "c\n", 0 },
	/* style sheets: what a rule surely hides, and what it does not */
	{ "<style>.x{display:none}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>p.x , .y { visibility : hidden }</style><p class='a x'>b</p><div class=x>c</div>", "c\n",
	    1 },
	{ "<style>#y{font-size:0}</style><p id=y>b</p>c", "c\n", 1 },
	{ "<style>body > .x{opacity:0}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>.x{color:white}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>.x{color:#fff;background:#fefefe}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>.x{position:absolute;clip:rect(0 0 0 0)}.y{clip-path:inset(100%);position:fixed}</style>"
	  "<p class=x>a</p><p class=y>b</p>c",
	    "c\n", 2 },
	{ "<style>@media screen{.x{display:none}}</style><p class=x>b</p>c", "c\n", 1 },
	{ "<style><!-- /* . */ .x{display:none} --></style><p class=x>b</p>c", "c\n", 1 },
	{ "<style>.x{display:none!important}</style><p class=x style='display:block'>b</p>c", "c\n", 1 },
	{ "<style>.x{display:none}</style><p class=x style='display:block'>c", "c\n", 0 },
	{ "<style>.x{display:none}.x{display:block}</style><p class=x>c", "c\n", 0 },
	{ "<style>@media (max-width:600px){.x{display:none}} @media print{.x{display:none}}</style><p "
	  "class=x>c",
	    "c\n", 0 },
	{ "<style>.a .x{display:none} .x:hover{display:none} .x.z{display:none}</style><p class=x>c", "c\n",
	    0 },
	{ "<style>.h{background:#036}.x{color:white}</style><div class=h><p class=x>c</p></div>", "c\n", 0 },
	{ "<style>.a .x{background:#036}.x{color:white}</style><div class=a><p class=x>c</p></div>", "c\n",
	    0 },
	{ "<style>td{background:#036}.x{color:white}</style><table><tr><td><p class=x>c</table>", "c\n", 0 },
	{ "<script>.x{display:none}</script><p class=x>c", "c\n", 0 },
	{ "pay \xe2\x80\xae"
	  "now",
	    "pay now\n", 1 },
	/* an unclosed element ends with its cell; a paragraph with the next block */
	{ "<table><tr><td><span style='display:none'>x<td>y</table>z", "y\nz\n", 1 },
	{ "<p style='display:none'>x<div>y</div>", "y\n", 1 },
};

static void
html__only_what_a_person_sees_is_text(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(SEEN); i++) {
		struct document *d = read_string(SEEN[i].html, "text/html");
		g_autofree char *shown = show(d);

		check_document(d);
		assert_string_equal(d->media_type, "text/html");
		if (strcmp(shown, SEEN[i].wanted) != 0 || d->n_hidden != SEEN[i].hidden)
			fail_msg("%s\ngave %s(%u hidden)", SEEN[i].html, shown, d->n_hidden);
		document_free(d);
	}
}

/* What is said to be of a former mail, a signature or struck out stands there, and is marked. */
static void
html__what_is_cited_is_marked(void **state)
{
	static const struct {
		const char *html, *cited; /* its words */
	} ROWS[] = {
		{ "<p>a</p><blockquote>b<p>c</p></blockquote><p>d</p>", "bc" },
		{ "a<blockquote type=cite><table><tr><td>b<td>c</table></blockquote>d", "bc" },
		{ "a<div class='x gmail_quote'>b<div>c</div></div>d", "bc" },
		{ "a<div class=\"x_x_gmail_quote\">b</div>d", "b" },
		{ "a<div class=gmail_signature>b</div>d", "b" },
		{ "a<hr><div id=divRplyFwdMsg>b</div><div>c</div>", "bc" },
		{ "a<div id=appendonsend></div><div>c</div><p>d", "cd" },
		{ "a <s>b</s> <del>c</del> <strike>d</strike> e", "bcd" },
		{ "a<div style='border:none;border-left: solid blue 1.5pt'>b</div>c", "b" },
		{ "a<div style='border-left:none'>b</div><div style='border-left:0px'>c</div>", "" },
		{ "a<div class=gmail_quotes>b</div><div class=x_>c</div><div class=' '>d</div>", "" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct document *d = read_string(ROWS[i].html, "text/html");
		g_autoptr(GString) cited = g_string_new(NULL);

		for (guint w = 0; w < d->words->len; w++) {
			const struct word *one = &g_array_index(d->words, struct word, w);

			if (one->flags & WORD_CITED)
				g_string_append_len(cited, d->text + one->offset, one->size);
		}
		if (strcmp(cited->str, ROWS[i].cited) != 0)
			fail_msg("'%s' is cited in: %s", cited->str, ROWS[i].html);
		document_free(d);
	}
}

static void
html__a_table_is_a_grid_with_its_columns_aligned(void **state)
{
	struct document *d = read_string("<table><tr><th>PO Number<th>Date<th>Total"
					 "<tr><td>4500012345<td>1 May 2026<td>EUR 5.00"
					 "<tr><td>1<td>2<td>3</table>",
	    "text/html");

	(void)state;
	assert_plane(d, "*PO *Number | *Date | *Total\n4500012345 | 1 May 2026 | EUR 5.00\n1 | 2 | 3\n");
	assert_string_equal(d->text, "PO Number\tDate\tTotal\n4500012345\t1 May 2026\tEUR 5.00\n1\t2\t3\n");
	assert_true(find_word(d, "Date")->x0 == 12);
	assert_true(find_word(d, "2")->x0 == 12);
	assert_true(find_word(d, "EUR")->x0 == find_word(d, "Total")->x0);
	assert_true(find_word(d, "EUR")->y0 == 1);
	document_free(d);
}

static void
html__cells_span_columns_and_rows(void **state)
{
	struct document *d = read_string("<table><tr><td rowspan=2>A<br>B<br>C<td colspan=2>long content here"
					 "<tr><td>d<td>e<tr><td>f<td>g<td>h</table>",
	    "text/html");

	(void)state;
	assert_plane(d, "A | long content here\nB | d | e\nC\nf | g | h\n");
	assert_true(find_word(d, "d")->x0 == find_word(d, "long")->x0);
	assert_true(find_word(d, "e")->x0 == find_word(d, "h")->x0);
	document_free(d);
}

static void
html__tables_nest_and_the_innermost_keep_their_grid(void **state)
{
	struct document *d =
	    read_string("<table><tr><td>"
			"<table><tr><td>PO Number<td>4711<tr><td>Date<td>2026-05-01</table>"
			"<td><table><tr><td>Bill to:<tr><td>A Street<br>B Town</table></table>after",
		"text/html");

	(void)state;
	assert_plane(d, "PO Number | 4711 | Bill to:\nDate | 2026-05-01 | A Street\nB Town\nafter\n");
	assert_true(find_word(d, "A")->x0 == find_word(d, "Bill")->x0);
	assert_true(find_word(d, "B")->x0 == find_word(d, "Bill")->x0);
	assert_true(find_word(d, "4711")->x0 == find_word(d, "2026-05-01")->x0);
	document_free(d);
}

static void
html__tables_without_rows_or_end_tags_still_are_tables(void **state)
{
	struct document *d =
	    read_string("<table><td>a<td>b</tr><td>c<td>d<tbody><tr><td>e</table><td>f<tr>g", "text/html");

	(void)state;
	assert_plane(d, "a | b\nc | d\ne\nf\ng\n");
	document_free(d);
}

static void
html__the_header_block_of_a_forward_is_one_field_a_line(void **state)
{
	struct document *d = read_string(
	    "<p class=MsoNormal>FYI<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
	    "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>"
	    "<b>From:</b> Ann Example &lt;ann@example.com&gt; <br><b>Sent:</b> Monday, 4 May 2026 10:00<br>"
	    "<b>To:</b> Bob<br><b>Subject:</b> PO 4711<o:p></o:p></p></div>"
	    "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Hello</p>",
	    "text/html");

	(void)state;
	check_document(d);
	assert_string_equal(d->text,
	    "FYI\n\nFrom: Ann Example <ann@example.com>\nSent: Monday, 4 May 2026 10:00\n"
	    "To: Bob\nSubject: PO 4711\n\nHello\n");
	document_free(d);
}

static void
html__visible_links_are_listed_in_order(void **state)
{
	struct document *d =
	    read_string("<a href=\"https://a.example/?x=1&amp;y=2\">one</a><a href='#top'>no</a>"
			"<a style='display:none' href='https://hidden.example'>no</a>"
			"<a href=mailto:ar@example.com>two</a>",
		"text/html");

	(void)state;
	assert_int_equal(d->links->len, 2);
	assert_string_equal(d->links->pdata[0], "https://a.example/?x=1&y=2");
	assert_string_equal(d->links->pdata[1], "mailto:ar@example.com");
	document_free(d);
}

static void
html__the_charset_is_the_parts_else_the_documents_own(void **state)
{
	static const char bytes[] = "<meta charset=\"iso-8859-2\"><p>\xb1";
	g_autoptr(GBytes) b = g_bytes_new_static(bytes, sizeof(bytes) - 1);
	struct document *d = document_read(b, "text/html", NULL, NULL, &LIMITS_PRESET);

	(void)state;
	assert_plane(d, "\xc4\x85\n");
	document_free(d);
	d = document_read(b, "text/html", NULL, "windows-1252", &LIMITS_PRESET);
	assert_plane(d, "\xc2\xb1\n");
	document_free(d);
}

/* ---- hostile ---- */

static char *
repeat(const char *before, const char *what, guint n, const char *after)
{
	GString *s = g_string_new(before);

	while (n--)
		g_string_append(s, what);
	g_string_append(s, after);
	return g_string_free(s, FALSE);
}

static void
html__absurd_input_ends_soon_and_in_bounds(void **state)
{
	static const struct {
		const char *before, *what;
		guint n;
		const char *after;
	} cases[] = {
		{ "", "<div>", 200000, "x" },
		{ "", "<table>", 100000, "x" },
		{ "", "<table><tr><td>", 100000, "x" },
		{ "<table>", "<tr><td colspan=1000000000 rowspan=99999999999999999999>x<td colspan=1000>y",
		    20000, "" },
		{ "<table>", "<tr><td rowspan=65000>a<td>b", 50000, "</table>" },
		{ "<table><tr>", "<td><table><tr><td>a<td>b</table>", 20000, "" },
		{ "<table><tr>", "<td>a", 100000, "" },
		{ "", "<span>", 100000, "" },
		{ "<span><b>", "</i>", 200000, "" },
		{ "<p ", "a=1 ", 200000, ">x" },
		{ "<p title=\"", "xxxxxxxxxx", 100000, "\">x" },
		{ "<p title=\"", "xxxxxxxxxx", 100000, "" },
		{ "<p style=\"", "color:red;", 100000, "\">x" },
		{ "", "&amp;", 200000, "" },
		{ "", "&", 500000, "" },
		{ "", "&#", 200000, "" },
		{ "", "<", 500000, "" },
		{ "", "<!--", 100000, "" },
		{ "", "<script>x</", 100000, "" },
		{ "", "x<br>", 300000, "" },
		{ "<pre>", "\t", 500000, "x" },
		{ "<p>", "xxxxxxxxxx", 300000, "" },
		{ "<p style='display:none'>", "x ", 300000, "" },
		{ "", "<a href=https://x.example/>l</a>", 20000, "" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *html = repeat(cases[i].before, cases[i].what, cases[i].n, cases[i].after);
		struct document *d = read_string(html, "text/html");

		check_document(d);
		assert_true(d->words->len <= LIMITS_PRESET.document_words);
		assert_true(d->text_size <= (gsize)LIMITS_PRESET.text_size);
		document_free(d);
	}
}

static const char MUTABLE[] = "<html><head><meta charset=utf-8><style>.a{background:red}</style></head><body "
			      "bgcolor=#ffffff><p class=MsoNormal>"
			      "<b>From:</b> x<br></p><table border=1><thead><tr><th>PO&nbsp;No<th "
			      "colspan=2>Date</thead><tr><td rowspan=2 "
			      "style=\"color:rgb(1,2,3);font-size:0.5em\">4500<td><table><tr><td>a</td></"
			      "tr></table></td><td hidden>z</td></tr>"
			      "<tr><td><input value=\"q\"></table><pre>a\tb\n c</pre><a "
			      "href='http://x/?a=1&amp;b'>l</a>&#x20ac;&euro;\xc3\xa9"
			      "<!-- c --><ul><li>1<li>2</ul></body></html>";

static void
html__any_mutation_gives_a_document_that_is_whole(void **state)
{
	guint32 seed = 1;
	gsize size = sizeof(MUTABLE) - 1;

	(void)state;
	for (guint round = 0; round < 3000; round++) {
		g_autofree char *copy = g_memdup2(MUTABLE, size);
		gsize n = size;
		struct document *d;

		for (guint k = 0; k < 1 + round % 6; k++) {
			seed = seed * 1664525 + 1013904223;
			if (seed >> 30 == 0) {
				n = 1 + (seed >> 8) % size;
			} else {
				gsize from, to;

				from = (seed >> 8) % size;
				seed = seed * 1664525 + 1013904223;
				to = (seed >> 8) % size;
				if (seed >> 31)
					copy[from] = (char)(seed >> 16);
				else
					memmove(copy + MIN(from, to), copy + MAX(from, to),
					    MIN(24, size - MAX(from, to)));
			}
		}
		d = read_bytes(copy, MIN(n, size), "text/html", NULL);
		check_document(d);
		document_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html__only_what_a_person_sees_is_text),
		cmocka_unit_test(html__what_is_cited_is_marked),
		cmocka_unit_test(html__a_table_is_a_grid_with_its_columns_aligned),
		cmocka_unit_test(html__cells_span_columns_and_rows),
		cmocka_unit_test(html__tables_nest_and_the_innermost_keep_their_grid),
		cmocka_unit_test(html__tables_without_rows_or_end_tags_still_are_tables),
		cmocka_unit_test(html__the_header_block_of_a_forward_is_one_field_a_line),
		cmocka_unit_test(html__visible_links_are_listed_in_order),
		cmocka_unit_test(html__the_charset_is_the_parts_else_the_documents_own),
		cmocka_unit_test(html__absurd_input_ends_soon_and_in_bounds),
		cmocka_unit_test(html__any_mutation_gives_a_document_that_is_whole),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
