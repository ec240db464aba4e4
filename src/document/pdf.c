/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf - PDF documents by poppler: words with boxes, form fields, links, attachments
 *
 * poppler repairs much by itself; what it cannot open at all is damaged, what it opens with a page missing is
 * read as far as it goes. After a PDF the process is thrown away (complex_format), so nothing here needs to
 * survive one.
 */
#include "pdf.h"

#include <string.h>
#include <time.h>

static void
quiet(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)data;
}

static void
read_links(struct document *d, PopplerPage *page)
{
	GList *links = poppler_page_get_link_mapping(page);

	for (GList *l = links; l && d->links->len < 1000; l = l->next) {
		const PopplerAction *action = ((PopplerLinkMapping *)l->data)->action;

		if (action && action->type == POPPLER_ACTION_URI && action->uri.uri &&
		    strlen(action->uri.uri) <= 4096)
			g_ptr_array_add(d->links, text_make_valid(action->uri.uri, strlen(action->uri.uri)));
	}
	poppler_page_free_link_mapping(links);
}

struct sink {
	GByteArray *bytes;
	gsize most;
};

static gboolean
sink_save(const char *bytes, gsize size, gpointer data, GError **error)
{
	struct sink *s = data;

	if (size > s->most - s->bytes->len)
		return purser_fail(error, PURSER_REJECT, "attachment beyond the limit");
	g_byte_array_append(s->bytes, (const guint8 *)bytes, (guint)size);
	return TRUE;
}

/*
 * poppler 22.12 follows a null pointer where a name in the list of attachments has no file behind it, as in a file that
 * was cut. Each file has an /EF of its own; where there are fewer of them than names, and none can be in a packed object,
 * the list is left alone.
 */
static gboolean
attachments_whole(const struct source *s, PopplerDocument *pdf)
{
	guint names = poppler_document_get_n_attachments(pdf), files = 0;
	const guint8 *at = s->bytes, *end = s->bytes + s->size;

	if (memmem(s->bytes, s->size, "/ObjStm", 7))
		return TRUE;
	while (files < names && (at = memmem(at, (gsize)(end - at), "/EF", 3))) {
		files++;
		at += 3;
	}
	return files >= names;
}

static void
read_attachments(struct document *d, PopplerDocument *pdf, const struct source *s)
{
	GList *attachments = NULL;
	gsize left = (gsize)s->limits->part_size;

	if (!poppler_document_has_attachments(pdf))
		return;
	if (attachments_whole(s, pdf))
		attachments = poppler_document_get_attachments(pdf);
	else
		d->truncated = TRUE;

	for (GList *a = attachments; a; a = a->next) {
		PopplerAttachment *from = a->data;
		struct sink sink = { g_byte_array_new(), left };

		if (d->inner->len < s->limits->parts &&
		    poppler_attachment_save_to_callback(from, sink_save, &sink, NULL)) {
			struct inner_document *inner = g_new0(struct inner_document, 1);

			left -= sink.bytes->len;
			inner->filename = from->name ? text_make_valid(from->name, strlen(from->name)) : NULL;
			inner->media_type = g_strdup(
			    document_sniff(sink.bytes->data, sink.bytes->len, NULL, inner->filename));
			inner->bytes = g_byte_array_free_to_bytes(g_steal_pointer(&sink.bytes));
			g_ptr_array_add(d->inner, inner);
		} else {
			g_byte_array_unref(sink.bytes);
			d->truncated = TRUE;
		}
		g_object_unref(from);
	}
	g_list_free(attachments);
}

/* FALSE when the page could not be opened. */
static gboolean
read_page(struct scribe *p, PopplerDocument *pdf, guint index, struct scan *scan, GHashTable *embedded)
{
	struct document *d = p->document;
	PopplerPage *from = poppler_document_get_page(pdf, (int)index);
	struct pdf_page page = { .d = d, .number = (guint16)(index + 1), .embedded = embedded };

	if (!from)
		return FALSE;
	poppler_page_get_size(from, &page.width, &page.height);
	d->pages[index].width = (float)page.width;
	d->pages[index].height = (float)page.height;
	page.pool = g_string_sized_new(4096);
	page.words = g_array_sized_new(FALSE, FALSE, sizeof(struct pdf_word), 512);
	pdf_page_words(&page, from, p->limits);
	pdf_page_ink(&page, from);
	pdf_page_fields(&page, from);
	pdf_page_notes(&page, from);
	if (pdf_page_is_scan(&page, from, index == 0))
		pdf_page_look(&page, from, scan);
	pdf_page_emit(&page, p);
	read_links(d, from);
	d->truncated = d->truncated || page.full;
	for (guint i = 1; i <= page.n_fonts; i++)
		g_free(page.font[i]);
	g_string_free(page.pool, TRUE);
	g_array_unref(page.words);
	g_object_unref(from);
	return TRUE;
}

static void
read_pages(struct document *d, PopplerDocument *pdf, const struct source *s)
{
	const struct limits *limits = s->limits;
	g_autoptr(GHashTable) embedded = NULL;
	int n = poppler_document_get_n_pages(pdf);
	guint wanted, bad = 0;
	struct scan scan = { .limits = limits };
	struct scribe p;

	d->n_pages = (guint)CLAMP(n, 0, G_MAXUINT16);
	wanted = (guint)MIN(d->n_pages, limits->document_pages);
	d->pages = g_malloc0_n(d->n_pages + 1, sizeof(*d->pages));
	scribe_init(&p, d, limits, 8192);
	if (pdf_has_invisible(s->bytes, s->size)) {
		embedded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		pdf_fonts_embedded(pdf, embedded);
	}
	for (guint i = 0; i < wanted && !d->truncated; i++)
		if (!read_page(&p, pdf, i, &scan, embedded))
			bad++;
	scribe_finish(&p);
	if (bad == wanted)
		document_say(d, READ_DAMAGED, "no page can be read");
	else if (bad > 0)
		document_say(d, READ_TEXT, "%u of %u pages are damaged", bad, d->n_pages);
	else if (d->words->len == 0)
		document_say(d, READ_SKIPPED, "%s", scan_why(&scan, "a page without text"));
	else if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
	else if (wanted < d->n_pages)
		document_say(d, READ_TEXT, "only the first %u of %u pages were read", wanted, d->n_pages);
	d->truncated = d->truncated || wanted < d->n_pages;
	scan_finish(&scan, d);
}

/* From the header on: some writers put mail headers or a few junk bytes before it. */
static GBytes *
pdf_bytes(const struct source *s)
{
	const guint8 *header = memmem(s->bytes, MIN(s->size, 65536), "%PDF-", 5);
	gsize skip = header ? (gsize)(header - s->bytes) : 0;

	return g_bytes_new_from_bytes(s->whole, skip, s->size - skip);
}

/* The number of the object that stands around `at`: "12 0 obj" before it, or 0. */
static guint
object_number(const char *start, const char *at)
{
	const char *p = at;

	while (p - start > 4 && at - p < 512 && memcmp(p, " obj", 4) != 0)
		p--;
	if (p - start <= 4 || memcmp(p, " obj", 4) != 0)
		return 0;
	while (p > start && g_ascii_isdigit(p[-1])) /* the generation */
		p--;
	while (p > start && g_ascii_isspace(p[-1]))
		p--;
	while (p > start && g_ascii_isdigit(p[-1]))
		p--;
	return (guint)g_ascii_strtoull(p, NULL, 10);
}

/* A file that was cut off has lost its trailer, and with it the way in: name its catalog again, if that is
 * there. */
static GBytes *
with_trailer(GBytes *bytes)
{
	gsize size;
	const char *start = g_bytes_get_data(bytes, &size), *p = start, *end = start + size;

	while ((p = memmem(p, (gsize)(end - p), "/Catalog", 8))) {
		guint number = object_number(start, p);

		if (number > 0) {
			GString *s = g_string_new_len(start, (gssize)size);

			g_string_append_printf(s, "\nendstream endobj\ntrailer<</Root %u 0 R>>\n", number);
			return g_string_free_to_bytes(s);
		}
		p += 8;
	}
	return NULL;
}

PopplerDocument *
pdf_open(const struct source *s, GError **error)
{
	g_autoptr(GBytes) bytes = pdf_bytes(s), mended = NULL;
	PopplerDocument *pdf = poppler_document_new_from_bytes(bytes, NULL, error);

	if (pdf || g_error_matches(*error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return pdf;
	mended = with_trailer(bytes);
	return mended ? poppler_document_new_from_bytes(mended, NULL, NULL) : NULL;
}

void
pdf_read(struct document *d, const struct source *s)
{
	g_autoptr(GError) error = NULL;
	PopplerDocument *pdf;

	d->complex_format = TRUE;
	d->unit = UNIT_POINTS;
	pdf = pdf_open(s, &error);
	if (!pdf) {
		if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
			document_say(d, READ_ENCRYPTED, "encrypted");
		else
			document_say(d, READ_DAMAGED, "damaged (%s)", error->message);
		return;
	}
	read_pages(d, pdf, s);
	read_attachments(d, pdf, s);
	g_object_unref(pdf);
}

/* A page with a word. Its cross-reference table is left out: poppler finds the objects, and warms that path
 * too. */
static const char WARMING[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 37>>stream\nBT /F 12 Tf 20 100 Td (warm up) Tj ET \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n";

/*
 * What poppler looks up on disk once (its data directory, the time zone) it looks up here, before a sandbox
 * closes. It forgets that with its last open document, so one stays open as long as the process.
 */
void
pdf_init(void)
{
	static PopplerDocument *held;
	g_autoptr(GBytes) bytes = g_bytes_new_static(WARMING, sizeof(WARMING) - 1);

	if (held)
		return;
	g_log_set_handler("Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, quiet, NULL);
	tzset();
	held = poppler_document_new_from_bytes(bytes, NULL, NULL);
	document_free(document_read(bytes, NULL, NULL, NULL, &LIMITS_PRESET));
}
