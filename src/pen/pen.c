/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The picture is the page at the left, and at its right a list: each box on the page has a number, and the list says
 * what it is. So nothing is written over what is to be seen, and colours only help: they are those of Okabe and Ito,
 * which most colour-blind people tell apart, and what is less sure has a dashed box.
 */
#include "purser/pen.h"

#include "fonts.h"

#include <math.h>
#include <string.h>

#define LIST_WIDTH 360
#define MARGIN 16
#define PAGE_WIDTH 900.0
#define COLUMN_WIDTH 7.2
#define LINE_HEIGHT 16.0
#define LINES_SHOWN 110 /* of a document without pages */
#define SURE 0.8
#define BADGE 16

static const double COLOURS[][3] = {
	{ 0.00, 0.45, 0.70 }, /* blue */
	{ 0.84, 0.37, 0.00 }, /* vermilion */
	{ 0.00, 0.62, 0.45 }, /* green */
	{ 0.80, 0.47, 0.65 }, /* purple */
	{ 0.90, 0.62, 0.00 }, /* orange */
	{ 0.34, 0.71, 0.91 }, /* sky */
};

/* How the document's plane lies on the picture. */
struct canvas {
	cairo_t *cairo;
	double x_scale, y_scale, x_pad, y_pad, y_from, width, height;
};

static double
x_on(const struct canvas *c, float x)
{
	return (double)x * c->x_scale + c->x_pad;
}

static double
y_on(const struct canvas *c, float y)
{
	return ((double)y - c->y_from) * c->y_scale + c->y_pad;
}

static void
colour_set(cairo_t *cairo, guint i, double alpha)
{
	const double *c = COLOURS[i % G_N_ELEMENTS(COLOURS)];

	cairo_set_source_rgba(cairo, c[0], c[1], c[2], alpha);
}

/* ---- the page ---- */

static void
picture_paint(const struct canvas *c, const struct document_picture *p)
{
	int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, (int)p->width);
	g_autofree guint8 *pixels = g_malloc0((gsize)stride * p->height);
	cairo_surface_t *surface;

	for (guint y = 0; y < p->height; y++) {
		guint32 *row = (guint32 *)(void *)(pixels + (gsize)y * (gsize)stride);
		const guint8 *from = p->rgb + (gsize)y * p->width * 3;

		for (guint x = 0; x < p->width; x++, from += 3)
			row[x] = (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
	}
	surface = cairo_image_surface_create_for_data(
	    pixels, CAIRO_FORMAT_RGB24, (int)p->width, (int)p->height, stride);
	cairo_save(c->cairo);
	cairo_scale(c->cairo, c->width / p->width, c->height / p->height);
	cairo_set_source_surface(c->cairo, surface, 0, 0);
	cairo_paint(c->cairo);
	cairo_restore(c->cairo);
	cairo_surface_destroy(surface);
}

/* Dark dots of a row between x0 and x1. */
static guint
dark_in_row(const struct document_picture *p, guint y, guint x0, guint x1)
{
	guint dark = 0;

	for (guint x = x0; x < x1; x++)
		dark += p->rgb[((gsize)y * p->width + x) * 3 + 1] < 150;
	return dark;
}

#define INK_LEAST 0.04 /* of a word's box: letters cover a sixth of it */

/* Is there ink where this word stands? A font that is not in the file leaves none. Rules of a table may cross it. */
static gboolean
has_ink(const struct document_picture *p, const struct document *d, guint page, const struct word *w)
{
	double sx = p->width / (double)d->pages[page - 1].width,
	       sy = p->height / (double)d->pages[page - 1].height;
	guint x0 = (guint)CLAMP((double)w->x0 * sx, 0, p->width),
	      x1 = (guint)CLAMP((double)w->x1 * sx, 0, p->width);
	guint y0 = (guint)CLAMP((double)w->y0 * sy, 0, p->height),
	      y1 = (guint)CLAMP((double)w->y1 * sy, 0, p->height);
	double ink = 0;

	if (g_str_has_prefix(d->media_type, "image/"))
		return TRUE; /* it was read from there */
	for (guint y = y0; y < y1; y++) {
		guint dark = dark_in_row(p, y, x0, x1);

		if (dark * 5 < (x1 - x0) * 4)
			ink += dark;
	}
	return ink > INK_LEAST * (x1 - x0) * (y1 - y0);
}

static void
word_draw(const struct canvas *c, const struct document *d, const struct word *w)
{
	g_autofree char *text = g_strndup(d->text + w->offset, w->size);
	double x = x_on(c, w->x0), y = y_on(c, w->y0);
	double width = (double)(w->x1 - w->x0) * c->x_scale, height = (double)(w->y1 - w->y0) * c->y_scale;
	gboolean chars = d->unit == UNIT_CHARS;
	cairo_text_extents_t e;

	fonts_use(c->cairo, chars, height * (chars ? 0.72 : 0.8));
	cairo_text_extents(c->cairo, text, &e);
	cairo_save(c->cairo);
	cairo_move_to(c->cairo, x, y + height * 0.78);
	if (e.x_advance > width && width > 0)
		cairo_scale(c->cairo, width / e.x_advance, 1);
	cairo_show_text(c->cairo, text);
	cairo_restore(c->cairo);
}

static void
page_paint(const struct canvas *c, const struct pen_page *p)
{
	const struct document *d = p->document;

	cairo_set_source_rgb(c->cairo, 1, 1, 1);
	cairo_rectangle(c->cairo, 0, 0, c->width, c->height);
	cairo_fill(c->cairo);
	if (p->picture)
		picture_paint(c, p->picture);
	cairo_set_source_rgb(c->cairo, 0.1, 0.1, 0.1);
	for (guint i = 0; i < d->words->len; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);
		double y = y_on(c, w->y0);

		if (w->flags & WORD_HIDDEN || (p->page && w->page != p->page) || y < 0 || y >= c->height ||
		    (p->picture && has_ink(p->picture, d, p->page, w)))
			continue;
		word_draw(c, d, w);
	}
}

/* ---- boxes and list ---- */

static void
badge_draw(cairo_t *cairo, guint i, double x, double y)
{
	g_autofree char *number = g_strdup_printf("%u", i + 1);
	cairo_text_extents_t e;

	fonts_use(cairo, FALSE, 12);
	cairo_text_extents(cairo, number, &e);
	cairo_rectangle(cairo, x, y, MAX(e.x_advance + 6, BADGE), BADGE);
	colour_set(cairo, i, 1);
	cairo_fill(cairo);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_move_to(cairo, x + (MAX(e.x_advance + 6, BADGE) - e.x_advance) / 2, y + 12.5);
	cairo_show_text(cairo, number);
}

/* Behind the box, where values rarely have neighbours; beside the numbers of boxes that end at the same place. */
static void
badge_place(const struct canvas *c, const struct pen_page *p, guint i, double x, double y)
{
	const struct pen_box *b = &p->boxes[i];

	for (guint k = 0; k < i; k++)
		if (fabs(x_on(c, p->boxes[k].box[2]) - x_on(c, b->box[2])) < BADGE &&
		    fabs(y_on(c, p->boxes[k].box[1]) - y_on(c, b->box[1])) < BADGE)
			x += BADGE + 8;
	badge_draw(c->cairo, i, MIN(x, c->width - BADGE - 6), MAX(y, 0));
}

static void
box_draw(const struct canvas *c, const struct pen_page *p, guint i)
{
	static const double dashes[] = { 6, 4 };
	const struct pen_box *b = &p->boxes[i];
	double x = x_on(c, b->box[0]) - 2, y = y_on(c, b->box[1]) - 2;
	double w = (double)(b->box[2] - b->box[0]) * c->x_scale + 4,
	       h = (double)(b->box[3] - b->box[1]) * c->y_scale + 4;

	if (!isfinite(x + y + w + h) || y + h < 0 || y > c->height)
		return;
	colour_set(c->cairo, i, 0.12);
	cairo_rectangle(c->cairo, x, y, w, h);
	cairo_fill_preserve(c->cairo);
	colour_set(c->cairo, i, 1);
	cairo_set_line_width(c->cairo, 2);
	cairo_set_dash(c->cairo, dashes, b->sure >= 0 && b->sure < SURE ? 2 : 0, 0);
	cairo_stroke(c->cairo);
	cairo_set_dash(c->cairo, NULL, 0, 0);
	badge_place(c, p, i, x + w + 1, y);
}

/* Text broken at blanks; gives the y below. */
static double
text_flow(cairo_t *cairo, const char *text, double x, double y, double width, guint lines)
{
	g_autofree char *shown = text_one_line(text, 300);
	g_auto(GStrv) words = g_strsplit(shown, " ", -1);
	g_autoptr(GString) line = g_string_new(NULL);
	cairo_text_extents_t e;

	for (guint i = 0; words[i] && lines; i++) {
		gsize before = line->len;

		g_string_append_printf(line, "%s%s", before ? " " : "", words[i]);
		cairo_text_extents(cairo, line->str, &e);
		if (e.x_advance > width && before) {
			g_string_truncate(line, before);
			cairo_move_to(cairo, x, y);
			cairo_show_text(cairo, lines == 1 ? "…" : line->str);
			y += 17;
			lines--;
			g_string_assign(line, words[i]);
		}
	}
	if (lines && line->len) {
		cairo_move_to(cairo, x, y);
		cairo_show_text(cairo, line->str);
		y += 17;
	}
	return y;
}

static double
list_draw(cairo_t *cairo, const struct pen_page *p, double x, double height)
{
	double y = MARGIN;

	for (guint i = 0; i < p->n_boxes; i++) {
		const struct pen_box *b = &p->boxes[i];
		g_autofree char *label = b->sure >= 0
					     ? g_strdup_printf("%s  %.0f %%", b->label, b->sure * 100)
					     : g_strdup(b->label);

		if (y > height - 40)
			return y;
		badge_draw(cairo, i, x, y);
		cairo_set_source_rgb(cairo, 0.3, 0.3, 0.3);
		fonts_use(cairo, FALSE, 12);
		y = text_flow(cairo, label, x + 30, y + 12.5, LIST_WIDTH - 2 * MARGIN - 30, 1);
		cairo_set_source_rgb(cairo, 0, 0, 0);
		fonts_use(cairo, FALSE, 14);
		y = text_flow(cairo, b->value, x + 30, y + 1, LIST_WIDTH - 2 * MARGIN - 30, 3) + 2;
	}
	if (!p->n_boxes) {
		fonts_use(cairo, FALSE, 14);
		cairo_set_source_rgb(cairo, 0, 0, 0);
		y = text_flow(cairo, "nothing was found on this page", x, y + 14, LIST_WIDTH - 2 * MARGIN, 2);
	}
	return y;
}

/* ---- the whole ---- */

static gboolean
canvas_measure(struct canvas *c, const struct pen_page *p)
{
	const struct document *d = p->document;
	float right = 80, first = p->n_boxes ? G_MAXFLOAT : 0, bottom = 1;

	if (d->unit == UNIT_POINTS) {
		if (!p->page || p->page > d->n_pages || !(d->pages[p->page - 1].width > 0) ||
		    !(d->pages[p->page - 1].height > 0))
			return FALSE;
		c->x_scale = c->y_scale = PAGE_WIDTH / (double)d->pages[p->page - 1].width;
		c->width = PAGE_WIDTH;
		c->height = MIN(c->y_scale * (double)d->pages[p->page - 1].height, 8000);
		return TRUE;
	}
	for (guint i = 0; i < d->words->len; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);

		right = MAX(right, w->x1);
		bottom = MAX(bottom, w->y1);
	}
	for (guint i = 0; i < p->n_boxes; i++)
		first = MIN(first, p->boxes[i].box[1]);
	c->x_scale = COLUMN_WIDTH;
	c->y_scale = LINE_HEIGHT;
	c->y_from = bottom <= LINES_SHOWN ? 0 : MAX(0, (double)first - 5);
	c->x_pad = c->y_pad = MARGIN;
	c->width = MIN((double)right + 6, 400) * COLUMN_WIDTH + 2 * MARGIN;
	c->height = MIN((double)bottom - c->y_from + 1, LINES_SHOWN) * LINE_HEIGHT + 2 * MARGIN;
	return TRUE;
}

static cairo_status_t
png_take(void *to, const unsigned char *bytes, unsigned int size)
{
	g_byte_array_append(to, bytes, size);
	return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw(const struct pen_page *p, GError **error)
{
	struct canvas c = { 0 };
	GByteArray *png = g_byte_array_new();
	cairo_surface_t *surface;
	cairo_status_t status;
	double height;

	if (!fonts_ready() || !canvas_measure(&c, p)) {
		g_byte_array_unref(png);
		purser_fail(error, PURSER_REJECT, "%s",
		    fonts_ready() ? "there is no such page"
				  : "no font to write with: install fonts-dejavu-core");
		return NULL;
	}
	height = MAX(c.height, 60.0 * p->n_boxes + 60);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)c.width + LIST_WIDTH, (int)height);
	c.cairo = cairo_create(surface);
	cairo_set_source_rgb(c.cairo, 0.94, 0.94, 0.94);
	cairo_paint(c.cairo);
	cairo_save(c.cairo);
	cairo_rectangle(c.cairo, 0, 0, c.width, c.height);
	cairo_clip(c.cairo);
	page_paint(&c, p);
	for (guint i = 0; i < p->n_boxes; i++)
		box_draw(&c, p, i);
	cairo_restore(c.cairo);
	list_draw(c.cairo, p, c.width + MARGIN, height);
	status = cairo_surface_write_to_png_stream(surface, png_take, png);
	cairo_destroy(c.cairo);
	cairo_surface_destroy(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return g_byte_array_free_to_bytes(png);
	g_byte_array_unref(png);
	purser_fail(error, PURSER_REJECT, "drawing the page: %s", cairo_status_to_string(status));
	return NULL;
}

const struct pen PEN_CAIRO = { .open = fonts_open, .draw = draw };
