/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Media types by content. */
#include "helper.h"

#define OOXML "application/vnd.openxmlformats-officedocument."

static const struct {
	const char *bytes;
	gsize size;
	const char *claimed, *filename, *wanted;
} CASES[] = {
#define B(literal) literal, sizeof(literal) - 1
	{ B("%PDF-1.7\n"), "application/octet-stream", "x.bin", "application/pdf" },
	{ B("HTTP/1.1 200 OK\r\nX: y\r\n\r\n%PDF-1.4\n"), NULL, NULL, "application/pdf" },
	{ B("\x89PNG\r\n\x1a\n...."), "application/pdf", "po.pdf", "image/png" },
	{ B("\xff\xd8\xff\xe0...."), NULL, NULL, "image/jpeg" },
	{ B("II*\0\x08\0\0\0"), NULL, NULL, "image/tiff" },
	{ B("MM\0*\0\0\0\x08"), NULL, NULL, "image/tiff" },
	{ B("GIF89a"), NULL, NULL, "image/gif" },
	{ B("\x78\x9f\x3e\x22\x01\0"), NULL, "winmail.dat", "application/vnd.ms-tnef" },
	{ B("\x1f\x8b\x08\0\0"), NULL, NULL, "application/gzip" },
	{ B("{\\rtf1\\ansi}"), "application/msword", "po.doc", "application/rtf" },
	{ B("<!DOCTYPE html><html></html>"), "text/plain", NULL, "text/html" },
	{ B("\n <HTML><body>x"), NULL, NULL, "text/html" },
	{ B("Dear all"), "text/html", NULL, "text/html" },
	{ B("<?xml version=\"1.0\"?><html xmlns=\"x\">"), NULL, NULL, "text/html" },
	{ B("<?xml version=\"1.0\"?><Order xmlns=\"urn:x\"/>"), NULL, NULL, "application/xml" },
	{ B("<Order xmlns=\"urn:x\"/>"), NULL, NULL, "application/xml" },
	{ B("<cXML/>"), "text/xml", NULL, "application/xml" },
	{ B("UNA:+.? 'UNB+UNOC:3"), NULL, NULL, "application/edifact" },
	{ B("UNB+UNOC:3+"), "text/plain", NULL, "application/edifact" },
	{ B("{\"number\": \"4500\"}"), NULL, NULL, "application/json" },
	{ B("[1]"), "application/json", NULL, "application/json" },
	{ B("a,b\n1,2\n"), "text/csv", NULL, "text/csv" },
	{ B("a,b\n1,2\n"), "application/octet-stream", "PO.CSV", "text/csv" },
	{ B("a,b\n1,2\n"), "text/plain", "po.txt", "text/plain" },
	{ B("From: a@example.com\nSubject: x\n\nhello\n"), "text/plain", NULL, "text/plain" },
	{ B("From: a@example.com\nSubject: x\n\nhello\n"), "message/rfc822", NULL, "message/rfc822" },
	{ B("From x@example.com Mon Jan  1 00:00:00 2026\nFrom: a@example.com\n\nx\n"), NULL, NULL,
	    "application/mbox" },
	{ B("From what I hear, all is well.\n\nFrom: Bob\n"), "text/plain", NULL, "text/plain" },
	{ B("{\"a\": 1}"), "text/plain", NULL, "text/plain" },
	{ B("-----BEGIN PGP MESSAGE-----\n"), "text/plain", NULL, "application/pgp-encrypted" },
	{ B("BEGIN:VCALENDAR\n"), NULL, NULL, "text/calendar" },
	{ B("\x00\x01\x02\x03"), "application/pdf", "x.pdf", "application/octet-stream" },
	{ B("\xff\xfe"
	    "a\0b\0"),
	    NULL, NULL, "text/plain" },
	{ B(""), NULL, NULL, "text/plain" },
#undef B
};

static void
sniff__content_decides_and_the_claim_only_between_kinds_of_text(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		const char *is = document_sniff(
		    (const guint8 *)CASES[i].bytes, CASES[i].size, CASES[i].claimed, CASES[i].filename);

		if (strcmp(is, CASES[i].wanted) != 0)
			fail_msg("case %u \"%.30s\": %s, not %s", i, CASES[i].bytes, is, CASES[i].wanted);
	}
}

static void
sniff__an_x12_interchange_is_known_by_its_sixteen_separators(void **state)
{
	static const char isa[] = "ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         "
				  "*260101*1200*U*00401*000000001*0*P*>~GS*PO~";
	g_autofree char *broken = g_strdup(isa);

	(void)state;
	assert_string_equal(
	    document_sniff((const guint8 *)isa, sizeof(isa) - 1, NULL, NULL), "application/edi-x12");
	broken[6] = ' ';
	assert_string_equal(
	    document_sniff((const guint8 *)broken, sizeof(isa) - 1, NULL, NULL), "text/plain");
}

/* A ZIP with one central entry a name, and no content: enough for its directory to be looked at. */
static GByteArray *
zip_of(const char *const *names, guint16 flags)
{
	GByteArray *z = g_byte_array_new();
	guint8 end[22] = { 'P', 'K', 5, 6 };
	guint n = 0, start;

	g_byte_array_append(z, (const guint8 *)"PK\3\4", 4);
	start = z->len;
	for (; names[n]; n++) {
		guint8 entry[46] = { 'P', 'K', 1, 2 };

		entry[8] = (guint8)flags;
		entry[28] = (guint8)strlen(names[n]);
		g_byte_array_append(z, entry, sizeof(entry));
		g_byte_array_append(z, (const guint8 *)names[n], (guint)strlen(names[n]));
	}
	end[8] = end[10] = (guint8)n;
	end[16] = (guint8)start;
	g_byte_array_append(z, end, sizeof(end));
	return z;
}

static void
sniff__a_zip_is_what_its_directory_names(void **state)
{
	static const struct {
		const char *names[4];
		guint16 flags;
		const char *wanted;
	} cases[] = {
		{ { "[Content_Types].xml", "word/document.xml" }, 0, OOXML "wordprocessingml.document" },
		{ { "[Content_Types].xml", "xl/workbook.xml" }, 0, OOXML "spreadsheetml.sheet" },
		{ { "xl/workbook.xml", "xl/vbaProject.bin", "xl/x" }, 0,
		    "application/vnd.ms-excel.sheet.macroEnabled.12" },
		{ { "po.pdf" }, 0, "application/zip" },
		{ { "po.pdf" }, 1, "application/zip" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GByteArray *z = zip_of(cases[i].names, cases[i].flags);
		struct document *d = read_bytes(z->data, z->len, "application/octet-stream", NULL);

		assert_string_equal(d->media_type, cases[i].wanted);
		assert_int_equal(d->read, READ_DAMAGED); /* there is only a directory */
		check_document(d);
		document_free(d);
		for (guint cut = 0; cut < z->len; cut++) /* any prefix is safe */
			document_sniff(z->data, cut, NULL, NULL);
		g_byte_array_unref(z);
	}
}

static void
sniff__an_ole_file_is_what_its_streams_are_called(void **state)
{
	static const struct {
		const char *stream, *wanted;
		enum document_read_state read;
	} cases[] = {
		{ "EncryptedPackage", "application/x-ole-storage", READ_ENCRYPTED },
		{ "WordDocument", "application/msword", READ_DAMAGED },
		{ "Workbook", "application/vnd.ms-excel", READ_DAMAGED },
		{ "__properties_version1.0", "application/vnd.ms-outlook", READ_DAMAGED },
		{ "Contents", "application/x-ole-storage", READ_SKIPPED },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint8 ole[1024] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
		struct document *d;

		for (guint k = 0; cases[i].stream[k]; k++)
			ole[640 + 2 * k] = (guint8)cases[i].stream[k];
		ole[640 + 64] = (guint8)(2 * (strlen(cases[i].stream) + 1));
		d = read_bytes(ole, sizeof(ole), NULL, NULL);
		assert_string_equal(d->media_type, cases[i].wanted);
		assert_int_equal(d->read, cases[i].read);
		document_free(d);
	}
}

static void
sniff__what_has_no_reader_yet_is_skipped_with_its_type(void **state)
{
	struct document *d = read_bytes("Rar!\x1a\x07......", 12, "application/vnd.rar", NULL);

	(void)state;
	check_document(d);
	assert_int_equal(d->read, READ_SKIPPED);
	assert_string_equal(d->why, "no reader for application/vnd.rar");
	document_free(d);
}

static void
sniff__a_heic_picture_is_skipped_with_the_way_out(void **state)
{
	struct document *d = read_bytes("\0\0\0\x18"
					"ftypheic\0\0\0\0mif1heic",
	    24, "image/heic", NULL);

	(void)state;
	check_document(d);
	assert_int_equal(d->read, READ_SKIPPED);
	assert_string_equal(d->why, "a HEIC picture is not read: send it as JPEG or PDF");
	document_free(d);
}

static void
sniff__a_part_beyond_the_limit_is_skipped(void **state)
{
	struct limits limits = LIMITS_PRESET;
	struct document *d;

	(void)state;
	limits.part_size = 4;
	d = read_bytes("hello", 5, "text/plain", &limits);
	assert_int_equal(d->read, READ_SKIPPED);
	assert_non_null(d->why);
	document_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sniff__content_decides_and_the_claim_only_between_kinds_of_text),
		cmocka_unit_test(sniff__an_x12_interchange_is_known_by_its_sixteen_separators),
		cmocka_unit_test(sniff__a_zip_is_what_its_directory_names),
		cmocka_unit_test(sniff__an_ole_file_is_what_its_streams_are_called),
		cmocka_unit_test(sniff__what_has_no_reader_yet_is_skipped_with_its_type),
		cmocka_unit_test(sniff__a_heic_picture_is_skipped_with_the_way_out),
		cmocka_unit_test(sniff__a_part_beyond_the_limit_is_skipped),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
