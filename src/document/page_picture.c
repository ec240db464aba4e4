/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page_picture - a page of a document that was read, once more as a picture
 *
 * A scanned page is shown as the eye saw it, turned upright: only there do the boxes of its words fit.
 */
#include "pdf.h"

#include <string.h>

#define DPI 110.0
#define PIXELS_MOST 4000000.0

/* Takes the pixels of what was seen. */
static gboolean
picture_of_seen(struct eye_page *seen, struct document_picture *out)
{
	const struct eye_grey *g = &seen->seen;
	gsize n = (gsize)g->width * g->height;
	gboolean ok = g->pixels != NULL;

	if (ok) {
		*out = (struct document_picture){ g_malloc(n * 3), g->width, g->height };
		for (gsize i = 0; i < n; i++)
			memset(out->rgb + 3 * i, g->pixels[i], 3);
	}
	eye_page_free(seen);
	return ok;
}

static struct eye_wish
wish_to_see(const struct limits *limits)
{
	return (struct eye_wish){ .pixels = limits->scan_pixels, .until_cpu = 0, .keep = TRUE };
}

static gboolean
file_picture(const struct source *s, guint wanted, struct document_picture *out)
{
	struct eye_wish wish = wish_to_see(s->limits);
	gsize offset = 0;

	for (guint page = 1; document_eye; page++) {
		struct eye_page *seen = document_eye->look_at_file(s->bytes, s->size, &offset, &wish);

		if (page == wanted)
			return picture_of_seen(seen, out);
		eye_page_free(seen);
		if (!offset)
			break;
	}
	return FALSE;
}

static gboolean
scan_picture(
    const struct pdf_page *page, PopplerPage *from, const struct limits *limits, struct document_picture *out)
{
	struct eye_wish wish = wish_to_see(limits);
	struct eye_grey grey;
	struct eye_page *seen;

	if (!pdf_page_draw(page, from, &grey))
		return FALSE;
	seen = document_eye->look_at_grey(&grey, &wish);
	g_free(grey.pixels);
	return picture_of_seen(seen, out);
}

static gboolean
pdf_picture(const struct document *d, const struct source *s, guint wanted, struct document_picture *out)
{
	PopplerDocument *pdf = pdf_open(s, NULL);
	PopplerPage *from = pdf ? poppler_document_get_page(pdf, (int)wanted - 1) : NULL;
	struct pdf_page page = { .number = (guint16)wanted };
	gboolean ok = FALSE;

	if (from) {
		double area;

		poppler_page_get_size(from, &page.width, &page.height);
		page.pool = g_string_new(NULL);
		page.words = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
		pdf_page_words(&page, from, s->limits);
		area = page.width * page.height / (72 * 72);
		if (document_eye && d->read == READ_OCR && pdf_page_is_scan(&page, from, wanted == 1))
			ok = scan_picture(&page, from, s->limits, out);
		else
			ok = pdf_page_paint(
			    from, DPI * MIN(1, PIXELS_MOST / (DPI * DPI * MAX(area, 1e-6))), out);
		g_string_free(page.pool, TRUE);
		g_array_unref(page.words);
		g_object_unref(from);
	}
	g_clear_object(&pdf);
	return ok;
}

gboolean
document_page_picture(const struct document *d, GBytes *bytes, guint page, const struct limits *limits,
    struct document_picture *out)
{
	struct source s = { .whole = bytes, .limits = limits };

	s.bytes = g_bytes_get_data(bytes, &s.size);
	if (!s.bytes || page == 0 || page > d->n_pages)
		return FALSE;
	if (strcmp(d->media_type, "application/pdf") == 0)
		return pdf_picture(d, &s, page, out);
	return g_str_has_prefix(d->media_type, "image/") && file_picture(&s, page, out);
}
