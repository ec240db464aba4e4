/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_scan - pages of a PDF that are pictures: scans, and writing drawn as curves
 *
 * A scanner's program may put a line of text of its own on such a page; a broken font gives letters that are none. So
 * it is not "no text" that counts, but little of it beside a picture that fills the page.
 */
#include "pdf.h"

#include <cairo.h>
#include <math.h>

#define WORDS_FEW 15
#define PICTURE_LEAST 0.4 /* of the page's area */
#define JUNK_MOST 0.3     /* of its letters */
#define DPI 300.0
#define PIXELS_MOST 12000000.0 /* of a page that is drawn: letter and A4 at DPI take 8.7 million */

/* Letters without meaning: private use, replacement marks. */
static gboolean
is_junk(const GString *pool)
{
	glong letters = 0, junk = 0;

	for (const char *p = pool->str; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		letters++;
		junk += c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
	}
	return letters > 20 && (double)junk > JUNK_MOST * (double)letters;
}

/* The share of the page that its largest picture, or all strips of one, cover. */
static double
picture_share(PopplerPage *from, double page_area)
{
	GList *images = poppler_page_get_image_mapping(from);
	double area = 0;

	for (GList *i = images; i; i = i->next) {
		const PopplerRectangle *r = &((PopplerImageMapping *)i->data)->area;

		area += fabs(r->x2 - r->x1) * fabs(r->y2 - r->y1);
	}
	poppler_page_free_image_mapping(images);
	return isfinite(area) && page_area > 0 ? area / page_area : 0;
}

gboolean
pdf_page_is_scan(const struct pdf_page *page, PopplerPage *from, gboolean first)
{
	if (is_junk(page->pool))
		return TRUE;
	if (page->words->len > WORDS_FEW || !(page->width > 0 && page->height > 0))
		return FALSE;
	return (first && page->words->len == 0) ||
	       picture_share(from, page->width * page->height) >= PICTURE_LEAST;
}

/* FALSE: of no size that can be drawn. */
static cairo_surface_t *
page_surface(PopplerPage *from, double dpi)
{
	double page_width, page_height;
	int width, height;
	cairo_surface_t *surface;
	cairo_t *cairo;

	poppler_page_get_size(from, &page_width, &page_height);
	width = (int)CLAMP(page_width * dpi / 72, 0, 40000);
	height = (int)CLAMP(page_height * dpi / 72, 0, 40000);
	if (width < 16 || height < 16 || width > 32000 || height > 32000)
		return NULL;
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, dpi / 72, dpi / 72);
	poppler_page_render(from, cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

static const guint32 *
surface_row(cairo_surface_t *surface, int y)
{
	return (const guint32 *)(void *)(cairo_image_surface_get_data(surface) +
					 (gsize)y * (gsize)cairo_image_surface_get_stride(surface));
}

gboolean
pdf_page_draw(const struct pdf_page *page, PopplerPage *from, struct eye_grey *out)
{
	double area = page->width * page->height / (72.0 * 72.0);
	double dpi = MIN(DPI, sqrt(PIXELS_MOST / MAX(area, 1e-6)));
	cairo_surface_t *surface = page_surface(from, dpi);
	int width, height;

	if (!surface)
		return FALSE;
	width = cairo_image_surface_get_width(surface);
	height = cairo_image_surface_get_height(surface);
	*out = (struct eye_grey){ g_malloc((gsize)width * (gsize)height), (guint)width, (guint)height, dpi };
	for (int y = 0; y < height; y++) {
		const guint32 *row = surface_row(surface, y);
		guint8 *to = out->pixels + (gsize)y * (gsize)width;

		for (int x = 0; x < width; x++)
			to[x] = (guint8)(((row[x] >> 16 & 255) * 77 + (row[x] >> 8 & 255) * 151 +
					     (row[x] & 255) * 28) >>
					 8);
	}
	cairo_surface_destroy(surface);
	return TRUE;
}

gboolean
pdf_page_paint(PopplerPage *from, double dpi, struct document_picture *out)
{
	cairo_surface_t *surface = page_surface(from, dpi);
	guint8 *to;

	if (!surface)
		return FALSE;
	out->width = (guint)cairo_image_surface_get_width(surface);
	out->height = (guint)cairo_image_surface_get_height(surface);
	out->rgb = to = g_malloc((gsize)out->width * out->height * 3);
	for (guint y = 0; y < out->height; y++) {
		const guint32 *row = surface_row(surface, (int)y);

		for (guint x = 0; x < out->width; x++) {
			*to++ = (guint8)(row[x] >> 16);
			*to++ = (guint8)(row[x] >> 8);
			*to++ = (guint8)row[x];
		}
	}
	cairo_surface_destroy(surface);
	return TRUE;
}

void
pdf_page_take(struct pdf_page *page, const struct eye_page *seen)
{
	page->scan = TRUE;
	g_string_assign(page->pool, seen->text->str);
	g_array_set_size(page->words, 0);
	for (guint i = 0; i < seen->words->len; i++) {
		const struct eye_word *from = &g_array_index(seen->words, struct eye_word, i);
		struct pdf_word w = { .size = from->size,
			.x0 = from->x0,
			.y0 = from->y0,
			.x1 = from->x1,
			.y1 = from->y1,
			.doubt = from->doubt };

		g_array_append_val(page->words, w);
	}
	page->width = (double)seen->width;
	page->height = (double)seen->height;
	page->d->pages[page->number - 1].width = seen->width;
	page->d->pages[page->number - 1].height = seen->height;
}

void
pdf_page_look(struct pdf_page *page, PopplerPage *from, struct scan *scan)
{
	struct eye_wish wish = scan_wish(scan);
	struct eye_grey grey;
	struct eye_page *seen;

	if (!scan_wanted(scan) || !pdf_page_draw(page, from, &grey))
		return;
	seen = document_eye->look_at_grey(&grey, &wish);
	g_free(grey.pixels);
	scan_take(scan, seen);
	/* what the page says in letters is kept where the picture says nothing */
	if (seen->words->len > page->words->len)
		pdf_page_take(page, seen);
	eye_page_free(seen);
}
