/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument texts and spreadsheets; and files of offices that are known, and not read. */
#include "containers.h"

#define ODT "application/vnd.oasis.opendocument.text"
#define ODS "application/vnd.oasis.opendocument.spreadsheet"

static GByteArray *
odf_of(const char *type, const char *content, const char *styles, const char *manifest)
{
	struct zip_writer z;

	zip_begin(&z);
	zip_text(&z, "mimetype", type);
	zip_text(&z, "content.xml", content);
	if (styles)
		zip_text(&z, "styles.xml", styles);
	if (manifest)
		zip_text(&z, "META-INF/manifest.xml", manifest);
	return zip_end(&z);
}

static struct document *
read_odf(const char *type, const char *content, const char *styles)
{
	g_autoptr(GByteArray) bytes = odf_of(type, content, styles, NULL);

	return read_array(bytes, "a.bin", NULL);
}

#define P(text) "<text:p>" text "</text:p>"
#define CELL(text) "<table:table-cell>" P(text) "</table:table-cell>"
#define TEXT(styles, body)                                                                                  \
	"<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\">" \
	"<office:automatic-styles>" styles "</office:automatic-styles><office:body><office:text>" body      \
	"</office:text></office:body></office:document-content>"
#define SHEETS(styles, body)                                                                                \
	"<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\">" \
	"<office:automatic-styles>" styles                                                                  \
	"</office:automatic-styles><office:body><office:spreadsheet>" body                                  \
	"</office:spreadsheet></office:body></office:document-content>"
#define PAGES                                                                                               \
	"<office:document-styles xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\"><style:master-page>" \
	"<style:header>" P("Example Ltd") "</style:header><style:footer>" P(                                \
	    "Page 1") "</style:footer>"                                                                     \
		      "</style:master-page></office:document-styles>"

static void
odt__headers_come_first_then_paragraphs_and_tables_and_footers(void **state)
{
	struct document *d = read_odf(ODT,
	    TEXT("", P("PO Number:<text:tab/>4711")
			 P("a<text:s/>b<text:line-break/>c<text:s "
			   "text:c=\"5\"/>d") "<table:table><table:table-"
					      "row>" CELL("Item") CELL("Qty") "</"
									      "table:table-row><"
									      "table:table-"
									      "row>" CELL("Bolt")
										  CELL("5") "</"
											    "table:"
											    "table-"
											    "row></"
											    "table:"
											    "table>"),
	    PAGES);

	(void)state;
	assert_plane(d, "Example Ltd\nPO Number: | 4711\na b\nc | d\nItem | Qty\nBolt | 5\nPage 1\n");
	assert_string_equal(d->media_type, ODT);
	assert_int_equal(d->read, READ_TEXT);
	assert_true(find_word(d, "Qty")->x0 == find_word(d, "5")->x0);
	document_free(d);
}

static void
odt__what_is_not_shown_is_no_text(void **state)
{
	struct document *d = read_odf(ODT,
	    TEXT("<style:style style:name=\"H\"><style:text-properties text:display=\"none\"/></style:style>",
		"<text:tracked-changes>" P(
		    "deleted") "</text:tracked-changes>"
			       "<text:p>seen <text:span text:style-name=\"H\">two words</text:span>too"
			       "<office:annotation>" P("a comment") "</office:annotation></text:p>"),
	    NULL);

	(void)state;
	assert_plane(d, "seen too\n");
	assert_int_equal(d->n_hidden, 2);
	document_free(d);
}

static void
ods__cells_are_a_grid_with_days_and_sums_as_they_are(void **state)
{
	struct document *d = read_odf(ODS,
	    SHEETS("",
		"<table:table><table:table-row>" CELL(
		    "Date") "<table:table-cell table:number-columns-repeated=\"3\"/>"
			    "<table:table-cell office:value-type=\"date\" "
			    "office:date-value=\"2026-11-20T00:00:00\">" P(
				"20.11.26") "</table:table-cell></table:table-row><table:table-row "
					    "table:number-rows-repeated=\"1000000\">"
					    "<table:table-cell "
					    "table:number-columns-repeated=\"16384\"/></"
					    "table:table-row><table:table-row>" CELL(
						"Total") "<table:covered-table-cell "
							 "table:number-columns-repeated=\"3\"/>"
							 "<table:table-cell office:value-type=\"currency\" "
							 "office:currency=\"EUR\" office:value=\"1234.5\" "
							 "table:formula=\"of:=1\">" P(
							     "1.234,50 €") "</table:table-cell></"
									   "table:table-row><table:table-row>"
									   "<table:table-cell "
									   "office:value-type=\"float\" "
									   "office:value=\"4711\">" P(
									       "004711") "</"
											 "table:table-cell></"
											 "table:table-row></"
											 "table:table>"),
	    NULL);

	(void)state;
	assert_plane(d, "Date | 2026-11-20\nTotal | 1234.5 EUR\n004711\n");
	assert_string_equal(d->media_type, ODS);
	assert_true(find_word(d, "2026-11-20")->x0 == find_word(d, "1234.5")->x0);
	document_free(d);
}

static void
ods__hidden_sheets_rows_and_columns_are_left_out_and_sheets_are_told_apart(void **state)
{
	struct document *d = read_odf(ODS,
	    SHEETS("<style:style style:name=\"S\"><style:table-properties "
		   "table:display=\"false\"/></style:style>",
		"<table:table><table:table-column/><table:table-column "
		"table:visibility=\"collapse\"/><table:table-row>" CELL("one") CELL("hidden words")
		    CELL("three") "</table:table-row><table:table-row table:visibility=\"filter\">" CELL(
			"gone") "</table:table-row></table:table>"
				"<table:table table:style-name=\"S\"><table:table-row>" CELL(
				    "secret") "</table:table-row></table:table>"
					      "<table:table><table:table-row>" CELL(
						  "next") "</table:table-row></table:table>"),
	    NULL);

	(void)state;
	assert_plane(d, "one | three\nnext\n");
	assert_int_equal(d->n_hidden, 3);
	assert_int_equal(find_word(d, "one")->page, 1);
	assert_int_equal(find_word(d, "next")->page, 2);
	document_free(d);
}

static void
odf__absurd_tables_stay_in_bounds(void **state)
{
	static const char *const BODIES[] = {
		"<table:table-cell>x</table:table-cell>",
		"<table:table-row><table:table-row><table:table-cell><table:table/></table:table-cell></"
		"table:table-row>"
		"</table:table-row>",
		"<table:table><table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell "
		"table:number-columns-repeated=\"99999999999\" table:number-columns-spanned=\"4000000000\" "
		"table:number-rows-spanned=\"-1\"><text:p>x</text:p></table:table-cell></table:table-row></"
		"table:table>",
		("<table:table><table:table-column table:number-columns-repeated=\"99999999999\" "
		 "table:visibility=\"collapse\"/></table:table>"),
		"<text:p><text:s text:c=\"99999999999\"/><text:p>",
	};

	(void)state;
	for (guint i = 0; i < 2 * G_N_ELEMENTS(BODIES); i++) {
		g_autoptr(GString) body = g_string_new(NULL);
		g_autofree char *xml = NULL;
		struct document *d;

		for (guint k = 0; k < 50; k++)
			g_string_append(body, BODIES[i / 2]);
		xml = g_strdup_printf(SHEETS("", "%s"), body->str);
		d = read_odf(i & 1 ? ODS : ODT, xml, PAGES);
		check_document(d);
		document_free(d);
	}
}

static void
odf__encrypted_and_damaged_files_are_called_so(void **state)
{
	g_autoptr(GByteArray) locked =
	    odf_of(ODT, "\1\2\3", NULL, "<manifest:encryption-data manifest:checksum=\"x\"/>");
	g_autoptr(GByteArray) damaged = odf_of(ODS, "<a><b></a>", NULL, NULL);
	struct document *d = read_array(locked, "a.odt", NULL);

	(void)state;
	assert_int_equal(d->read, READ_ENCRYPTED);
	document_free(d);
	d = read_array(damaged, "a.ods", NULL);
	assert_int_equal(d->read, READ_DAMAGED);
	document_free(d);
}

static void
odf__changed_bytes_do_no_harm(void **state)
{
	g_autoptr(GByteArray) odt = odf_of(ODT,
	    TEXT("", "<table:table><table:table-row>" CELL("a")
			 CELL("b") "</table:table-row></table:table>" P("end")),
	    PAGES, NULL);
	g_autoptr(GByteArray) ods = odf_of(ODS,
	    SHEETS(
		"", "<table:table><table:table-row>" CELL("a") CELL("b") "</table:table-row></table:table>"),
	    NULL, NULL);

	(void)state;
	mutate(odt, "a.odt", 2000);
	mutate(ods, "a.ods", 2000);
}

static void
offices_files_that_are_not_read_are_skipped_with_the_reason(void **state)
{
	static const struct {
		const char *entry, *media_type;
	} CASES[] = {
		{ "xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.12" },
		{ "ppt/presentation.xml",
		    "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
		{ "visio/document.xml", "application/vnd.ms-visio.drawing" },
		{ "FixedDocSeq.fdseq", "application/oxps" },
		{ "Index/Document.iwa", "application/vnd.apple.iwork" },
		{ "Index/CalculationEngine.iwa", "application/vnd.apple.iwork" },
	};
	static const struct {
		const char *bytes, *media_type;
		gsize size;
	} OLD[] = {
		{ "\333\245-\0 and whatever Word 6 wrote behind it", "application/msword", 40 },
		{ "\11\4\6\0\0\0\20\0\0\0\0\0\0\0", "application/vnd.ms-excel", 14 },
		{ "\377WPC\0\0\0\0", "application/vnd.wordperfect", 8 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES) + G_N_ELEMENTS(OLD); i++) {
		struct zip_writer z;
		g_autoptr(GByteArray) bytes = NULL;
		struct document *d;
		gsize k = i - G_N_ELEMENTS(CASES);

		if (i < G_N_ELEMENTS(CASES)) {
			zip_begin(&z);
			zip_text(&z, "[Content_Types].xml", "<Types/>");
			zip_text(&z, CASES[i].entry, "\203\1");
			zip_text(&z, i ? "x.bin" : "xl/worksheets/sheet1.bin", "\201\1");
			bytes = zip_end(&z);
		} else {
			bytes = g_byte_array_new();
			g_byte_array_append(bytes, (const guint8 *)OLD[k].bytes, (guint)OLD[k].size);
		}
		d = read_array(bytes, "po.bin", NULL);
		check_document(d);
		assert_int_equal(d->read, READ_SKIPPED);
		assert_string_equal(
		    d->media_type, i < G_N_ELEMENTS(CASES) ? CASES[i].media_type : OLD[k].media_type);
		document_free(d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odt__headers_come_first_then_paragraphs_and_tables_and_footers),
		cmocka_unit_test(odt__what_is_not_shown_is_no_text),
		cmocka_unit_test(ods__cells_are_a_grid_with_days_and_sums_as_they_are),
		cmocka_unit_test(ods__hidden_sheets_rows_and_columns_are_left_out_and_sheets_are_told_apart),
		cmocka_unit_test(odf__absurd_tables_stay_in_bounds),
		cmocka_unit_test(odf__encrypted_and_damaged_files_are_called_so),
		cmocka_unit_test(odf__changed_bytes_do_no_harm),
		cmocka_unit_test(offices_files_that_are_not_read_are_skipped_with_the_reason),
	};

	message_init();
	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
