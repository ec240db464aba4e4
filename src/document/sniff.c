/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sniff - the table of formats, and how each is known by its content
 *
 * The first row whose sniffer says yes wins; what the sender claims only decides between kinds of text. ZIP
 * and OLE containers are looked into once, as far as names in their directories go.
 */
#include "cms.h"
#include "office.h"

#include <string.h>

enum zip_kind {
	ZIP_NONE,
	ZIP_PLAIN,
	ZIP_LOCKED,
	ZIP_DOCX,
	ZIP_XLSX,
	ZIP_XLSM,
	ZIP_XLSB,
	ZIP_PPTX,
	ZIP_VISIO,
	ZIP_XPS,
	ZIP_IWORK,
	ZIP_ODT,
	ZIP_ODS,
	ZIP_ODF
};
enum ole_kind { OLE_NONE, OLE_PLAIN, OLE_LOCKED, OLE_DOC, OLE_XLS, OLE_MSG };

static gboolean
starts(const struct sniff *in, const char *magic, gsize size)
{
	return in->size >= size && memcmp(in->bytes, magic, size) == 0;
}
#define STARTS(in, literal) starts(in, literal, sizeof(literal) - 1)

/* Text after white space, without regard to case. */
static gboolean
opens(const struct sniff *in, const char *word)
{
	gsize n = strlen(word);

	return in->text && in->start_size >= n && g_ascii_strncasecmp(in->start, word, n) == 0;
}

/* `word` within the first `reach` bytes of text, without regard to case. */
static gboolean
holds(const struct sniff *in, const char *word, gsize reach)
{
	gsize n = strlen(word), size = MIN(in->start_size, reach);

	for (gsize i = 0; i + n <= size; i++)
		if (g_ascii_strncasecmp(in->start + i, word, n) == 0)
			return TRUE;
	return FALSE;
}

/* Nothing is claimed that says anything. Where text/plain is, what starts like a header or a brace is still
 * text. */
static gboolean
unclaimed(const struct sniff *in)
{
	return in->claimed[0] == '\0' || g_ascii_strcasecmp(in->claimed, "application/octet-stream") == 0;
}

static gboolean
claims(const struct sniff *in, const char *media_type, const char *suffix)
{
	gsize n = strlen(in->filename), k = strlen(suffix);

	return g_ascii_strcasecmp(in->claimed, media_type) == 0 ||
	       (n > k && g_ascii_strcasecmp(in->filename + n - k, suffix) == 0);
}

/* ---- ZIP: the names in its central directory ---- */

static enum zip_kind
zip_name_kind(const char *name, gsize n, enum zip_kind kind)
{
	static const struct {
		const char *name;
		enum zip_kind kind;
	} known[] = {
		{ "xl/workbook.bin", ZIP_XLSB },
		{ "xl/vbaProject.bin", ZIP_XLSM },
		{ "word/", ZIP_DOCX },
		{ "xl/", ZIP_XLSX },
		{ "ppt/", ZIP_PPTX },
		{ "visio/", ZIP_VISIO },
		{ "FixedDocSeq.fdseq", ZIP_XPS },
		{ "FixedDocumentSequence.fdseq", ZIP_XPS },
		{ "Index/Document.iwa", ZIP_IWORK },
		{ "Index/CalculationEngine.iwa", ZIP_IWORK },
		{ "index.apxl", ZIP_IWORK },
	};

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (n >= strlen(known[i].name) && memcmp(name, known[i].name, strlen(known[i].name)) == 0)
			return kind == ZIP_XLSM || kind == ZIP_XLSB ? kind : known[i].kind;
	return kind;
}

/* An OpenDocument file names its type in its first, stored entry. */
static enum zip_kind
zip_opendocument(const struct sniff *in)
{
	static const struct {
		const char *type;
		enum zip_kind kind;
	} known[] = {
		{ "text", ZIP_ODT },
		{ "spreadsheet", ZIP_ODS },
		{ "", ZIP_ODF },
	};
	static const char start[] = "mimetypeapplication/vnd.oasis.opendocument.";
	gsize at = 30 + sizeof(start) - 1;

	if (in->size <= at || memcmp(in->bytes + 30, start, sizeof(start) - 1) != 0)
		return ZIP_PLAIN;
	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (in->size - at >= strlen(known[i].type) &&
		    memcmp(in->bytes + at, known[i].type, strlen(known[i].type)) == 0)
			return known[i].kind;
	return ZIP_ODF;
}

/* Offset of the end-of-central-directory record, or -1. */
static gssize
zip_end(const struct sniff *in)
{
	gssize stop = in->size > 66000 ? (gssize)in->size - 66000 : 0;

	for (gssize i = (gssize)in->size - 22; i >= stop; i--)
		if (memcmp(in->bytes + i, "PK\5\6", 4) == 0)
			return i;
	return -1;
}

static enum zip_kind
zip_look(const struct sniff *in)
{
	enum zip_kind kind;
	gboolean locked = FALSE;
	gssize end;
	gsize at;
	guint n;

	if (!STARTS(in, "PK\3\4") && !STARTS(in, "PK\5\6"))
		return ZIP_NONE;
	kind = zip_opendocument(in);
	end = zip_end(in);
	if (end < 0)
		return kind;
	at = le32(in->bytes + end + 16);
	n = MIN(le16(in->bytes + end + 10), 1000);
	for (guint i = 0; i < n && at < in->size && in->size - at >= 46; i++) {
		const guint8 *e = in->bytes + at;
		gsize name_size = le16(e + 28);

		if (memcmp(e, "PK\1\2", 4) != 0 || name_size > in->size - at - 46)
			break;
		locked |= (le16(e + 8) & 1) != 0;
		kind = zip_name_kind((const char *)e + 46, name_size, kind);
		at += 46 + name_size + le16(e + 30) + le16(e + 32);
	}
	return locked ? ZIP_LOCKED : kind;
}

static gboolean
zip_is(struct sniff *in, enum zip_kind kind)
{
	if (in->zip < 0)
		in->zip = (int)zip_look(in);
	return in->zip == (int)kind;
}

/* ---- OLE compound files: the names of its streams, UTF-16 in 128-byte entries ---- */

static gboolean
ole_name_is(const guint8 *entry, const char *name)
{
	gsize n = strlen(name);

	if (le16(entry + 64) != 2 * (n + 1))
		return FALSE;
	for (gsize i = 0; i < n; i++)
		if (entry[2 * i] != (guint8)name[i] || entry[2 * i + 1] != 0)
			return FALSE;
	return TRUE;
}

static enum ole_kind
ole_look(const struct sniff *in)
{
	static const struct {
		const char *name;
		enum ole_kind kind;
	} known[] = {
		{ "EncryptedPackage", OLE_LOCKED },
		{ "WordDocument", OLE_DOC },
		{ "Workbook", OLE_XLS },
		{ "Book", OLE_XLS },
		{ "__properties_version1.0", OLE_MSG },
	};
	gsize stop = MIN(in->size, (gsize)16 << 20);

	if (!STARTS(in, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
		return OLE_NONE;
	for (gsize at = 512; at + 128 <= stop; at += 128)
		for (guint i = 0; i < G_N_ELEMENTS(known); i++)
			if (in->bytes[at] == (guint8)known[i].name[0] &&
			    ole_name_is(in->bytes + at, known[i].name))
				return known[i].kind;
	return OLE_PLAIN;
}

static gboolean
ole_is(struct sniff *in, enum ole_kind kind)
{
	if (in->ole < 0)
		in->ole = (int)ole_look(in);
	return in->ole == (int)kind;
}

/* ---- one sniffer a format ---- */

#define CONTAINER(name, look, kind)                 \
	static gboolean is_##name(struct sniff *in) \
	{                                           \
		return look(in, kind);              \
	}
CONTAINER(docx, zip_is, ZIP_DOCX)
CONTAINER(xlsx, zip_is, ZIP_XLSX)
CONTAINER(xlsm, zip_is, ZIP_XLSM)
CONTAINER(xlsb, zip_is, ZIP_XLSB)
CONTAINER(pptx, zip_is, ZIP_PPTX)
CONTAINER(visio, zip_is, ZIP_VISIO)
CONTAINER(xps, zip_is, ZIP_XPS)
CONTAINER(iwork, zip_is, ZIP_IWORK)
CONTAINER(odf, zip_is, ZIP_ODF)
CONTAINER(odt, zip_is, ZIP_ODT)
CONTAINER(ods, zip_is, ZIP_ODS)
CONTAINER(zip_locked, zip_is, ZIP_LOCKED)
CONTAINER(zip, zip_is, ZIP_PLAIN)
CONTAINER(ole_locked, ole_is, OLE_LOCKED)
CONTAINER(doc, ole_is, OLE_DOC)
CONTAINER(xls, ole_is, OLE_XLS)
CONTAINER(msg, ole_is, OLE_MSG)
CONTAINER(ole, ole_is, OLE_PLAIN)

#define MAGIC(name, expression)                     \
	static gboolean is_##name(struct sniff *in) \
	{                                           \
		return expression;                  \
	}
MAGIC(png, STARTS(in, "\x89PNG\r\n\x1a\n"))
MAGIC(jpeg, STARTS(in, "\xff\xd8\xff"))
MAGIC(gif, STARTS(in, "GIF8"))
MAGIC(tiff, STARTS(in, "II*\0") || STARTS(in, "MM\0*"))
MAGIC(bmp, STARTS(in, "BM") && in->size > 26 && le32(in->bytes + 6) == 0 && !in->text)
MAGIC(webp, STARTS(in, "RIFF") && in->size > 12 && memcmp(in->bytes + 8, "WEBP", 4) == 0)
MAGIC(heic, in->size > 12 && memcmp(in->bytes + 4, "ftyp", 4) == 0 &&
		(memcmp(in->bytes + 8, "hei", 3) == 0 || memcmp(in->bytes + 8, "mif1", 4) == 0))
MAGIC(tnef, STARTS(in, "\x78\x9f\x3e\x22"))
MAGIC(gzip, STARTS(in, "\x1f\x8b\x08"))
MAGIC(rar, STARTS(in, "Rar!\x1a\x07"))
MAGIC(sevenzip, STARTS(in, "7z\xbc\xaf\x27\x1c"))
/* Before compound files: Word 2 and 6, Excel 2 to 4 */
MAGIC(old_word,
    in->size > 32 && (STARTS(in, "\xdb\xa5-\0") || STARTS(in, "\xdc\xa5") || STARTS(in, "1\xbe\0\0")))
MAGIC(old_excel, in->size > 12 && in->bytes[0] == 9 && (in->bytes[1] & ~6u) == 0 && in->bytes[3] == 0 &&
		     (in->bytes[2] == 4 || in->bytes[2] == 6))
MAGIC(wordperfect, STARTS(in, "\xffWPC"))
MAGIC(rtf, opens(in, "{\\rtf"))
MAGIC(postscript, opens(in, "%!PS"))
MAGIC(calendar, opens(in, "BEGIN:VCALENDAR"))
MAGIC(vcard, opens(in, "BEGIN:VCARD"))
MAGIC(pgp, opens(in, "-----BEGIN PGP MESSAGE-----"))
MAGIC(tradacoms, opens(in, "STX=ANA") || opens(in, "STX=UNA"))
MAGIC(csv, in->text &&claims(in, "text/csv", ".csv"))
MAGIC(text, in->text)
MAGIC(anything, in != NULL)

/*
 * The interchange header of X12 has sixteen elements, so sixteen separators before the first group. Its width is fixed,
 * but some writers trim the blanks. Separators may be control bytes.
 */
static gboolean
is_x12(struct sniff *in)
{
	guint separators = 0, i = 3;

	if (in->start_size < 24 || memcmp(in->start, "ISA", 3) != 0 || g_ascii_isalnum(in->start[3]) ||
	    in->start[3] == ' ')
		return FALSE;
	for (; i < MIN(in->start_size, 200) && separators < 16; i++)
		separators += in->start[i] == in->start[3];
	if (separators < 16 || i + 1 >= in->start_size || g_ascii_isalnum(in->start[i + 1]))
		return FALSE;
	for (i += 2; i < in->start_size && g_ascii_isspace(in->start[i]);)
		i++;
	return i >= in->start_size || (i + 2 <= in->start_size && memcmp(in->start + i, "GS", 2) == 0);
}

/* Service string advice, or an interchange or message header with the usual separators. */
static gboolean
is_edifact(struct sniff *in)
{
	const char *p = in->start;

	if (in->start_size < 9)
		return FALSE;
	if (memcmp(p, "UNA", 3) == 0)
		return g_ascii_ispunct(p[3]) && g_ascii_ispunct(p[4]) &&
		       (g_ascii_ispunct(p[8]) || p[8] == '\r' || p[8] == '\n');
	return opens(in, "UNB+") || opens(in, "UNB:") || (opens(in, "UNH+") && holds(in, "BGM+", 200));
}

/*
 * Some writers put junk (mail headers, a byte order mark, an HTTP answer) before the header; a damaged file
 * may have lost it.
 */
static gboolean
is_pdf(struct sniff *in)
{
	gboolean claimed = claims(in, "application/pdf", ".pdf");

	if (memmem(in->bytes, MIN(in->size, claimed ? 65536 : 1024), "%PDF-", 5))
		return TRUE;
	return claimed && memmem(in->bytes, in->size, " obj", 4) && memmem(in->bytes, in->size, "endobj", 6);
}

static gboolean
is_html(struct sniff *in)
{
	static const char *const openings[] = { "<!doctype html", "<html", "<head", "<body", "<table",
		"<meta", "<div", "<style", "<p>", "<!--[if" };

	if (!in->text)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(openings); i++)
		if (opens(in, openings[i]))
			return TRUE;
	if (opens(in, "<?xml"))
		return holds(in, "<html", 1024);
	if (opens(in, "<!--") && holds(in, "<html", 4096))
		return TRUE;
	return claims(in, "text/html", ".html") || claims(in, "application/xhtml+xml", ".htm");
}

static gboolean
is_xml(struct sniff *in)
{
	if (opens(in, "<?xml"))
		return TRUE;
	return opens(in, "<") && in->start_size > 1 &&
	       (g_ascii_isalpha(in->start[1]) || in->start[1] == '!') &&
	       (claims(in, "text/xml", ".xml") || g_str_has_suffix(in->claimed, "+xml") ||
		   g_ascii_strcasecmp(in->claimed, "application/xml") == 0 || holds(in, " xmlns", 512));
}

static gboolean
is_json(struct sniff *in)
{
	if (!in->text || in->start_size < 2 || (in->start[0] != '{' && in->start[0] != '['))
		return FALSE;
	if (claims(in, "application/json", ".json"))
		return TRUE;
	return unclaimed(in) && in->start[0] == '{' && strchr("\"\n\r\t ", in->start[1]) &&
	       holds(in, "\":", 256);
}

/* Enveloped data of CMS (RFC 5652): SEQUENCE, then the object identifier 1.2.840.113549.1.7.3. */
static gboolean
is_smime_locked(struct sniff *in)
{
	return in->size > 32 && in->bytes[0] == 0x30 &&
	       memmem(in->bytes, 32, "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", 11) != NULL;
}

static gboolean
is_mbox(struct sniff *in)
{
	if (!in->text || in->size < 6 || memcmp(in->bytes, "From ", 5) != 0)
		return FALSE;
	return claims(in, "application/mbox", ".mbox") ||
	       (unclaimed(in) && (holds(in, "\nReceived:", 8192) || holds(in, "\nFrom:", 8192)));
}

static gboolean
is_message(struct sniff *in)
{
	if (!in->text)
		return FALSE;
	return claims(in, "message/rfc822", ".eml") ||
	       (unclaimed(in) && message_looks_like(in->bytes, in->size));
}

static gboolean
is_smime_signed(struct sniff *in)
{
	return cms_is_signed(in->bytes, in->size);
}

static void
locked_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_ENCRYPTED, "encrypted");
}

static void
old_word_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_SKIPPED, "a Word document older than 97");
}

static void
old_excel_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_SKIPPED, "an Excel workbook older than 97");
}

#define OOXML "application/vnd.openxmlformats-officedocument."
const struct format FORMATS[] = {
	{ "application/pdf", is_pdf, pdf_read },
	{ "application/zip", is_zip_locked, zip_read },
	{ OOXML "wordprocessingml.document", is_docx, docx_read },
	{ OOXML "spreadsheetml.sheet", is_xlsx, xlsx_read },
	{ "application/vnd.ms-excel.sheet.macroEnabled.12", is_xlsm, xlsx_read },
	{ "application/vnd.ms-excel.sheet.binary.macroEnabled.12", is_xlsb, NULL },
	{ OOXML "presentationml.presentation", is_pptx, NULL },
	{ "application/vnd.ms-visio.drawing", is_visio, NULL },
	{ "application/oxps", is_xps, NULL },
	{ "application/vnd.apple.iwork", is_iwork, NULL },
	{ "application/vnd.oasis.opendocument", is_odf, NULL },
	{ "application/vnd.oasis.opendocument.text", is_odt, odt_read },
	{ "application/vnd.oasis.opendocument.spreadsheet", is_ods, ods_read },
	{ "application/zip", is_zip, zip_read },
	{ "application/x-ole-storage", is_ole_locked, locked_read },
	{ "application/msword", is_doc, doc_read },
	{ "application/vnd.ms-excel", is_xls, xls_read },
	{ "application/vnd.ms-outlook", is_msg, msg_read },
	{ "application/x-ole-storage", is_ole, NULL },
	{ "application/msword", is_old_word, old_word_read },
	{ "application/vnd.ms-excel", is_old_excel, old_excel_read },
	{ "application/vnd.wordperfect", is_wordperfect, NULL },
	{ "image/png", is_png, picture_read },
	{ "image/jpeg", is_jpeg, picture_read },
	{ "image/gif", is_gif, picture_read },
	{ "image/tiff", is_tiff, picture_read },
	{ "image/bmp", is_bmp, picture_read },
	{ "image/webp", is_webp, picture_read },
	{ "image/heic", is_heic, heic_read },
	{ "application/vnd.ms-tnef", is_tnef, tnef_read },
	{ "application/pkcs7-mime", is_smime_locked, locked_read },
	{ "application/pkcs7-mime", is_smime_signed, signed_read },
	{ "application/gzip", is_gzip, NULL },
	{ "application/vnd.rar", is_rar, NULL },
	{ "application/x-7z-compressed", is_sevenzip, NULL },
	{ "application/rtf", is_rtf, rtf_read },
	{ "application/postscript", is_postscript, NULL },
	{ "application/pgp-encrypted", is_pgp, locked_read },
	{ "text/calendar", is_calendar, text_read },
	{ "text/vcard", is_vcard, text_read },
	{ "application/edi-x12", is_x12, x12_read },
	{ "application/edifact", is_edifact, edifact_read },
	{ "application/tradacoms", is_tradacoms, tradacoms_read },
	{ "application/mbox", is_mbox, NULL },
	{ "text/html", is_html, html_read },
	{ "application/xml", is_xml, xml_read },
	{ "application/json", is_json, NULL },
	{ "message/rfc822", is_message, NULL },
	{ "text/csv", is_csv, csv_read },
	{ "text/plain", is_text, text_read },
	{ "application/octet-stream", is_anything, NULL },
	{ NULL },
};

#define TEXT_CONTROLS (1u << '\n' | 1u << '\r' | 1u << '\t' | 1u << '\f' | 1u << 27)

/* Binary formats have control bytes near their start. */
static gboolean
looks_like_text(const struct sniff *in)
{
	gsize n = MIN(in->size, 4096), controls = 0;

	for (gsize i = 0; i < n; i++)
		controls += in->bytes[i] < 32 && !(TEXT_CONTROLS >> in->bytes[i] & 1);
	/* a part that is said to be text may hold a few, and is still shown as text */
	return g_ascii_strncasecmp(in->claimed, "text/", 5) == 0 ? controls <= n / 4 : controls == 0;
}

void
sniff_init(struct sniff *in, const guint8 *bytes, gsize size, const char *claimed, const char *filename)
{
	gsize skip = 0;

	*in = (struct sniff){
		.bytes = bytes ? bytes : (const guint8 *)"",
		.size = size,
		.claimed = claimed ? claimed : "",
		.filename = filename ? filename : "",
		.zip = -1,
		.ole = -1,
	};
	in->text = looks_like_text(in);
	if (size >= 3 && memcmp(in->bytes, "\xef\xbb\xbf", 3) == 0)
		skip = 3;
	while (skip < size && skip < 4096 && g_ascii_isspace(in->bytes[skip]))
		skip++;
	in->start = (const char *)in->bytes + skip;
	in->start_size = size - skip;
}

const struct format *
sniff_format(struct sniff *in)
{
	const struct format *f = FORMATS;

	while (!f->sniff(in))
		f++;
	return f;
}
