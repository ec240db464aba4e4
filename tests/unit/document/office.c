/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word's and Excel's packages. */
#include "containers.h"
#include "number.h"

static struct document *
read_docx(const char *body)
{
	g_autoptr(GByteArray) bytes = docx_of(body);

	return read_array(bytes, "a.docx", NULL);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P(text) "</w:tc>"

static void
docx__paragraphs_are_lines_and_tabs_part_cells(void **state)
{
	struct document *d =
	    read_docx(P("Purchase Order") "<w:p><w:r><w:t>Num</w:t></w:r><w:r><w:t>ber</w:t><w:tab/><w:t>"
					  "4711</w:t></w:r></w:p><w:p/><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>"
					  "a</w:t><w:br/><w:t>b&amp;</w:t></w:r></w:p>");

	(void)state;
	assert_string_equal(
	    d->media_type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
	assert_int_equal(d->read, READ_TEXT);
	assert_plane(d, "Purchase Order\nNumber | 4711\n*a\n*b&\n");
	assert_true(find_word(d, "a")->y0 == 3); /* the empty paragraph */
	assert_true(d->complex_format);
	document_free(d);
}

static void
docx__tables_keep_their_columns_through_merged_cells(void **state)
{
	struct document *d = read_docx("<w:tbl><w:tr>" TC("<w:gridSpan w:val=\"2\"/>", "Order")
		TC("", "Date") "</w:tr><w:tr>" TC("<w:vMerge w:val=\"restart\"/>", "Ship to") TC("", "Qty")
		    TC("", "2026-05-01") "</w:tr><w:tr>" TC("<w:vMerge/>", "") TC("", "7")
			TC("", "end") "</w:tr></w:tbl>");

	(void)state;
	assert_plane(d, "Order | Date\nShip to | Qty | 2026-05-01\n7 | end\n");
	assert_true(find_word(d, "Qty")->x0 == find_word(d, "7")->x0);
	assert_true(find_word(d, "Date")->x0 == find_word(d, "end")->x0);
	assert_true(find_word(d, "7")->y0 == find_word(d, "Qty")->y0 + 1);
	document_free(d);
}

static void
docx__what_word_does_not_show_is_no_text(void **state)
{
	struct document *d = read_docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden "
				       "words</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
				       "<w:t>seen "
				       "</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></"
				       "w:del><w:r><w:instrText>PAGE</w:instrText>"
				       "</w:r><mc:AlternateContent><mc:Choice><w:r><w:t>new</w:t></w:r></"
				       "mc:Choice><mc:Fallback><w:r><w:t>old</w:t></w:r>"
				       "</mc:Fallback></mc:AlternateContent></w:p>");

	(void)state;
	assert_plane(d, "seen new\n");
	assert_int_equal(d->n_hidden, 2);
	document_free(d);
}

static void
docx__headers_come_first_footers_last_and_text_boxes_where_they_are_anchored(void **state)
{
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;

	(void)state;
	zip_begin(&z);
	zip_text(&z, "_rels/.rels",
	    "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/d.xml\"/>"
	    "</Relationships>");
	zip_text(&z, "word/d.xml",
	    "<w:document><w:body><w:p><w:r><w:t>one</w:t><w:pict><w:txbxContent>" P(
		"box") "</w:txbxContent>"
		       "</w:pict><w:t>two</w:t></w:r></w:p></w:body></w:document>");
	zip_text(&z, "word/_rels/d.xml.rels",
	    "<Relationships><Relationship Id=\"1\" Type=\"x/footer\" Target=\"footer1.xml\"/><Relationship "
	    "Id=\"2\" "
	    "Type=\"x/header\" Target=\"/word/header1.xml\"/><Relationship Id=\"3\" Type=\"x/hyperlink\" "
	    "Target=\"https://example.com/po\" TargetMode=\"External\"/></Relationships>");
	zip_text(&z, "word/header1.xml", "<w:hdr>" P("Example Ltd") "</w:hdr>");
	zip_text(&z, "word/footer1.xml", "<w:ftr>" P("Page 1") "</w:ftr>");
	zip_text(&z, "word/embeddings/list.xlsx", "PK\3\4");
	bytes = zip_end(&z);
	d = read_array(bytes, NULL, NULL);
	assert_plane(d, "Example Ltd\none\nbox\ntwo\nPage 1\n");
	assert_int_equal(d->links->len, 1);
	assert_string_equal(d->links->pdata[0], "https://example.com/po");
	assert_int_equal(d->inner->len, 1);
	document_free(d);
}

static void
docx__a_document_type_and_elements_without_end_are_refused(void **state)
{
	static const char *const bad[] = {
		("<!DOCTYPE a [<!ENTITY x "
		 "\"boom\">]><w:document><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:document>"),
		"<w:document><w:p>",
		"no xml",
		"",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct zip_writer z;
		g_autoptr(GByteArray) bytes = NULL;
		struct document *d;

		zip_begin(&z);
		zip_text(&z, "word/document.xml", bad[i]);
		bytes = zip_end(&z);
		d = read_array(bytes, NULL, NULL);
		check_document(d);
		assert_int_equal(d->read, READ_DAMAGED);
		document_free(d);
	}
}

static char *
repeat(const char *before, guint n, const char *middle, const char *after)
{
	GString *s = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append(s, before);
	g_string_append(s, middle);
	for (guint i = 0; i < n; i++)
		g_string_append(s, after);
	return g_string_free(s, FALSE);
}

static void
docx__absurd_tables_stay_in_bounds(void **state)
{
	static const struct {
		const char *before, *after;
		guint n;
	} cases[] = {
		{ "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 70 },
		{ "<w:tbl><w:tr><w:tc>", "", 70 },
		{ "<w:tbl>", "</w:tbl>", 200 },
		{ "<w:tr>", "</w:tr>", 200 },
		{ "<w:tc>", "</w:tc>", 200 },
		{ "<w:tbl><w:tr>", "</w:tr></w:tbl>", 100 },
		{ "<w:tbl><w:tr><w:tc/></w:tr>", "</w:tbl>", 100 },
		{ "<w:tbl><w:tr><w:tc/><w:tr><w:gridBefore w:val=\"9\"/><w:tc/></w:tr></w:tr></w:tbl>", "",
		    10000 },
		{ "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
		  "w:val=\"99999\"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>",
		    "", 20000 },
		{ "<w:txbxContent>", "</w:txbxContent>", 200 },
		{ "<w:p>", "</w:p>", 300 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *body = repeat(cases[i].before, cases[i].n, P("x"), cases[i].after);
		struct document *d = read_docx(body);

		check_document(d);
		document_free(d);
	}
}

/* ---- Excel ---- */

static struct document *
read_xlsx(const char *sheet1, const char *sheet3)
{
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	g_autofree char *a = g_strdup_printf("<worksheet>%s</worksheet>", sheet1),
			*c = g_strdup_printf("<worksheet>%s</worksheet>", sheet3);

	zip_begin(&z);
	zip_text(&z, "xl/workbook.xml", WORKBOOK);
	zip_text(&z, "xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS);
	zip_text(&z, "xl/sharedStrings.xml",
	    "<sst><si><t>PO Number</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>no</t>"
	    "</rPh></si><si><t>Line 1\nLine 2</t></si></sst>");
	zip_text(&z, "xl/styles.xml",
	    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00\\ "
	    "&quot;€&quot;\"/></numFmts><cellStyleXfs>"
	    "<xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
	    "numFmtId=\"164\"/>"
	    "</cellXfs></styleSheet>");
	zip_text(&z, "xl/worksheets/sheet1.xml", a);
	zip_text(&z, "xl/worksheets/sheet2.xml",
	    "<worksheet><sheetData><row><c><v>666</v></c></row></sheetData></worksheet>");
	zip_text(&z, "xl/worksheets/sheet3.xml", c);
	bytes = zip_end(&z);
	return read_array(bytes, "a.xlsx", NULL);
}

static void
xlsx__cells_are_a_grid_with_numbers_and_days_by_their_formats(void **state)
{
	struct document *d = read_xlsx("<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c "
				       "r=\"D2\"><v>4500012345</v></c></row><row r=\"3\">"
				       "<c r=\"B3\" t=\"inlineStr\"><is><t>Date</t></is></c><c r=\"D3\" "
				       "s=\"1\"><v>46143</v></c></row><row r=\"4\">"
				       "<c r=\"B4\" t=\"s\"><v>1</v></c><c r=\"D4\" "
				       "s=\"2\"><f>1+1</f><v>1234.5</v></c></row></sheetData>",
	    "<sheetData><row><c t=\"b\"><v>1</v></c><c t=\"str\"><v>text</v></c></row></sheetData>");

	(void)state;
	assert_plane(
	    d, "PO Number | 4500012345\nDate | 2026-05-01\ntwo runs | 1234.50 \xe2\x82\xac\nTRUE | text\n");
	assert_true(find_word(d, "4500012345")->x0 == find_word(d, "1234.50")->x0);
	document_free(d);
}

static void
xlsx__hidden_sheets_rows_and_columns_are_left_out_and_counted(void **state)
{
	struct document *d = read_xlsx(
	    "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row><c><v>1</v></c><c><v>2"
	    "</v></c><c><v>3</v></c></row><row hidden=\"1\"><c t=\"s\"><v>0</v></c></row></sheetData>",
	    "<sheetData/>");

	(void)state;
	assert_plane(d, "1 | 3\n");
	assert_int_equal(d->n_hidden, 3);
	document_free(d);
}

static void
xlsx__lines_in_a_cell_are_lines_on_the_plane(void **state)
{
	struct document *d =
	    read_xlsx("<sheetData><row><c t=\"s\"><v>2</v></c><c><v>7</v></c></row><row><c><v>8</v></c></row>"
		      "</sheetData>",
		"");

	(void)state;
	assert_plane(d, "Line 1 | 7\nLine 2\n8\n");
	document_free(d);
}

static void
xlsx__references_that_lie_stay_in_bounds(void **state)
{
	struct document *d =
	    read_xlsx("<cols><col min=\"0\" max=\"99999999999\" hidden=\"1\"/><col min=\"99999999\" "
		      "hidden=\"1\"/></cols><sheetData>"
		      "<row r=\"99999999999999\"><c r=\"ZZZZZZZZZZ9\" t=\"s\"><v>99999999</v></c><c r=\"A1\" "
		      "s=\"4000000000\"><v>1e999</v></c>"
		      "<c r=\"\"><v>-1</v></c><c r=\"XFD1048576\"><v>nonsense</v></c></row></sheetData>",
		"<sheetData><c><v>5</v></c></sheetData>");

	(void)state;
	check_document(d);
	find_word(d, "5");
	document_free(d);
}

static void
number__is_shown_by_its_format(void **state)
{
	static const struct {
		double value;
		const char *code, *wanted;
	} cases[] = {
		{ 4500012345.0, NULL, "4500012345" },
		{ 0.1 + 0.2, "General", "0.3" },
		{ 1234.5, "#,##0.00", "1234.50" },
		{ -1234.5, "#,##0.00_);(#,##0.00)", "(1234.50)" },
		{ -0.001, "0.00", "0.00" },
		{ 42, "0000000", "0000042" },
		{ 1234567, "00-00000", "12-34567" },
		{ 4500012345.0, "\"PO-\"0", "PO-4500012345" },
		{ 0.195, "0.0%", "19.5%" },
		{ 99.5, "[$\xe2\x82\xac-407] #,##0.00", "\xe2\x82\xac 99.50" },
		{ 99.5, "_-* #,##0.00\\ [$CHF-807]_-", " 99.50 CHF " },
		{ 0, "#,##0.00;-#,##0.00;\"-\"", "-" },
		{ 5, ";;;", "" },
		{ 12.30, "0.##", "12.3" },
		{ 0.5, ".00", ".50" },
		{ 1234567, "0,", "1235" },
		{ 46143, "dd/mm/yyyy", "2026-05-01" },
		{ 46143.75, "d.m.yy h:mm", "2026-05-01 18:00" },
		{ 46143, "[$-409]mmmm d, yyyy;@", "2026-05-01" },
		{ 0.5, "h:mm AM/PM", "12:00" },
		{ 1, "yyyy", "1900-01-01" },
		{ 61, "yyyy", "1900-03-01" },
		{ -5, "yyyy", "-5" },
		{ 1e300, "#,##0", "1e+300" },
		{ 3, "# ?/?", "3" },
		{ 3, "@", "3" },
		{ 7, "General\" kg\"", "7 kg" },
		{ 7, "\"unclosed", "unclosed" },
		{ 7, "[", "" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		number_show(out, cases[i].value, cases[i].code, FALSE);
		if (strcmp(out->str, cases[i].wanted) != 0)
			print_message(
			    "%g as %s\n", cases[i].value, cases[i].code ? cases[i].code : "General");
		assert_string_equal(out->str, cases[i].wanted);
	}
}

static void
office__changed_bytes_do_no_harm(void **state)
{
	g_autoptr(GByteArray) docx = docx_of(
	    "<w:tbl><w:tr>" TC("<w:vMerge w:val=\"restart\"/>", "a") TC("", "b") "</w:tr></w:tbl>" P("end"));
	struct zip_writer z;
	g_autoptr(GByteArray) xlsx = NULL;

	(void)state;
	zip_begin(&z);
	zip_text(&z, "xl/workbook.xml", WORKBOOK);
	zip_text(&z, "xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS);
	zip_text(&z, "xl/worksheets/sheet1.xml",
	    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" "
	    "s=\"1\"><v>12.5</v></c></row></sheetData></worksheet>");
	xlsx = zip_end(&z);
	mutate(docx, "a.docx", 2000);
	mutate(xlsx, "a.xlsx", 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(docx__paragraphs_are_lines_and_tabs_part_cells),
		cmocka_unit_test(docx__tables_keep_their_columns_through_merged_cells),
		cmocka_unit_test(docx__what_word_does_not_show_is_no_text),
		cmocka_unit_test(
		    docx__headers_come_first_footers_last_and_text_boxes_where_they_are_anchored),
		cmocka_unit_test(docx__a_document_type_and_elements_without_end_are_refused),
		cmocka_unit_test(docx__absurd_tables_stay_in_bounds),
		cmocka_unit_test(xlsx__cells_are_a_grid_with_numbers_and_days_by_their_formats),
		cmocka_unit_test(xlsx__hidden_sheets_rows_and_columns_are_left_out_and_counted),
		cmocka_unit_test(xlsx__lines_in_a_cell_are_lines_on_the_plane),
		cmocka_unit_test(xlsx__references_that_lie_stay_in_bounds),
		cmocka_unit_test(number__is_shown_by_its_format),
		cmocka_unit_test(office__changed_bytes_do_no_harm),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
