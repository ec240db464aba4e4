/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_page - one page's words, grouped to lines
 *
 * poppler gives the page's text and a box for each character. Words are cut at white space, and put into rows
 * by how far their boxes overlap in height with the row's first word; poppler's own order, which follows
 * columns, would tear labels from values. A gap wider than the height parts cells. Text of another
 * direction (a margin note set upright) makes rows of its own at the page's end.
 */
#include "pdf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Smaller letters, in points, are seen by no one. */
#define TINY 1.0
#define CELL_GAP 1.0
#define WORD_GAP 0.1

struct cutter {
	struct pdf_page *page;
	GList *attribute; /* the run of equal font that we are in */
	guint index;      /* of the character */
	gsize start;      /* of the word, in pool */
	gboolean in_word, bold, light;
	guint8 font;
	double x0, y0, x1, y1;
	PopplerRectangle last; /* box of the word's last character */
};

static gboolean
font_is_bold(const char *font)
{
	static const char *const marks[] = { "bold", "black", "heavy", "demi" };
	g_autofree char *lower = font ? g_ascii_strdown(font, -1) : NULL;

	for (guint i = 0; lower && i < G_N_ELEMENTS(marks); i++)
		if (strstr(lower, marks[i]))
			return TRUE;
	return FALSE;
}

/* Nearly white. */
static gboolean
is_light(const PopplerColor *c)
{
	return c->red >= 0xf000 && c->green >= 0xf000 && c->blue >= 0xf000;
}

static guint8
font_index(struct pdf_page *page, const char *font)
{
	const char *name = font ? pdf_font_name(font) : NULL;
	guint i = 1;

	if (!name || !page->embedded)
		return 0;
	while (i <= page->n_fonts && strcmp(page->font[i], name) != 0)
		i++;
	if (i > PDF_FONTS)
		return 0;
	if (i > page->n_fonts) {
		page->font[i] = g_strdup(name);
		page->drawable[i] = g_hash_table_contains(page->embedded, name);
		page->n_fonts = i;
	}
	return (guint8)i;
}

/* How the letters look from here on. */
static void
cutter_look(struct cutter *c)
{
	const PopplerTextAttributes *a;

	while (c->attribute && (guint)((PopplerTextAttributes *)c->attribute->data)->end_index < c->index)
		c->attribute = c->attribute->next;
	a = c->attribute ? c->attribute->data : NULL;
	if (a && (guint)a->start_index > c->index)
		a = NULL;
	c->bold = a && font_is_bold(a->font_name);
	c->light = a && is_light(&a->color);
	c->font = a ? font_index(c->page, a->font_name) : 0;
}

static void
word_end(struct cutter *c)
{
	struct pdf_page *page = c->page;
	struct pdf_word w = { .size = page->pool->len - c->start,
		.x0 = (float)c->x0,
		.y0 = (float)c->y0,
		.x1 = (float)c->x1,
		.y1 = (float)c->y1,
		.flags = c->bold ? WORD_BOLD : 0,
		.font = c->font,
		.light = c->light };

	if (!c->in_word)
		return;
	c->in_word = FALSE;
	if (w.size == 0)
		return;
	if (MIN(c->y1 - c->y0, c->x1 - c->x0) < TINY && c->y1 - c->y0 < 3 * TINY &&
	    c->x1 - c->x0 < 3 * TINY * (double)w.size) {
		page->d->n_hidden++;
		g_string_truncate(page->pool, c->start);
		return;
	}
	if (c->x1 < 0 || c->y1 < 0 || c->x0 > page->width || c->y0 > page->height) {
		page->d->n_hidden++;
		g_string_truncate(page->pool, c->start);
		return;
	}
	g_array_append_val(page->words, w);
}

/* Letters that fonts join are taken apart again, so that words compare. */
static gboolean
put_ligature(GString *pool, gunichar c)
{
	static const char *const apart[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

	if (c < 0xfb00 || c > 0xfb06)
		return FALSE;
	g_string_append(pool, apart[c - 0xfb00]);
	return TRUE;
}

static double
overlap(double a0, double a1, double b0, double b1)
{
	return MIN(a1, b1) - MAX(a0, b0);
}

/*
 * Does a character box go on where the last one ended? poppler's text leaves out the space between
 * neighbouring table cells; within a word its boxes touch.
 */
static gboolean
goes_on(const struct cutter *c, double x0, double y0, double x1, double y1)
{
	const PopplerRectangle *l = &c->last;
	double beside = overlap(l->y1, l->y2, y0, y1), below = overlap(l->x1, l->x2, x0, x1);
	double height = MIN(l->y2 - l->y1, y1 - y0), width = MIN(l->x2 - l->x1, x1 - x0);

	if (beside >= height / 2)
		return -below <= WORD_GAP * height;
	return below >= width / 2 && -beside <= WORD_GAP * MAX(width, height); /* upright text */
}

static void
word_char(struct cutter *c, gunichar ch, const char *bytes, gsize size, const PopplerRectangle *box)
{
	double x0 = MIN(box->x1, box->x2), x1 = MAX(box->x1, box->x2), y0 = MIN(box->y1, box->y2),
	       y1 = MAX(box->y1, box->y2);

	if (!isfinite(x0 + x1 + y0 + y1))
		return;
	if (c->in_word && !goes_on(c, x0, y0, x1, y1))
		word_end(c);
	c->last = (PopplerRectangle){ .x1 = x0, .y1 = y0, .x2 = x1, .y2 = y1 };
	if (!c->in_word) {
		c->in_word = TRUE;
		c->start = c->page->pool->len;
		cutter_look(c);
		c->x0 = x0;
		c->x1 = x1;
		c->y0 = y0;
		c->y1 = y1;
	}
	c->x0 = MIN(c->x0, x0);
	c->x1 = MAX(c->x1, x1);
	c->y0 = MIN(c->y0, y0);
	c->y1 = MAX(c->y1, y1);
	if (!put_ligature(c->page->pool, ch))
		g_string_append_len(c->page->pool, bytes, (gssize)size);
}

void
pdf_page_words(struct pdf_page *page, PopplerPage *from, const struct limits *limits)
{
	g_autofree char *text = poppler_page_get_text(from);
	g_autofree PopplerRectangle *boxes = NULL;
	GList *attributes;
	struct cutter c = { .page = page };
	gboolean marks;
	guint n = 0;

	if (!text || !*text || !g_utf8_validate(text, -1, NULL) ||
	    !poppler_page_get_text_layout(from, &boxes, &n))
		return;
	attributes = poppler_page_get_text_attributes(from);
	c.attribute = attributes;
	/* poppler puts marks of direction into the text for which there is no box */
	marks = (glong)n < g_utf8_strlen(text, -1);
	for (const char *p = text; *p && c.index < n;) {
		gunichar ch = g_utf8_get_char(p);
		const char *next = g_utf8_next_char(p);

		if (page->pool->len >= (gsize)limits->text_size ||
		    page->words->len >= limits->document_words) {
			page->full = TRUE;
			break;
		}
		if (ch <= ' ' || ch == 127 || char_is_space(ch))
			word_end(&c);
		else if (!char_is_invisible(ch) && !(ch >= 0x80 && ch < 0xa0))
			word_char(&c, ch, p, (gsize)(next - p), &boxes[c.index]);
		if (!(marks && ch >= 0x202a && ch <= 0x202e))
			c.index++;
		p = next;
	}
	word_end(&c);
	poppler_page_free_text_attributes(attributes);
}

/* ---- form fields ---- */

/* A value as words spread over its box. */
static void
field_words(struct pdf_page *page, const char *value, const PopplerRectangle *box)
{
	double y0 = page->height - MAX(box->y1, box->y2), y1 = page->height - MIN(box->y1, box->y2);
	double x0 = MIN(box->x1, box->x2), width = fabs(box->x2 - box->x1);
	g_auto(GStrv) lines = g_strsplit_set(value, "\r\n\f\v", 100);
	guint n_lines = g_strv_length(lines);
	double height = n_lines > 1 ? MIN((y1 - y0) / n_lines, 14) : MIN(y1 - y0, 24);
	double top = n_lines > 1 ? y0 : (y0 + y1 - height) / 2;

	for (guint i = 0; i < n_lines; i++) {
		g_auto(GStrv) words = g_strsplit_set(lines[i], " \t", 1000);
		double step = MIN(width / (double)MAX(g_utf8_strlen(lines[i], -1), 1), height * 0.6), x = x0;

		for (guint k = 0; words[k]; k++) {
			double size = (double)g_utf8_strlen(words[k], -1) * step;
			struct pdf_word w = { .size = strlen(words[k]),
				.x0 = (float)x,
				.x1 = (float)(x + size),
				.y0 = (float)(top + i * height),
				.y1 = (float)(top + (i + 1) * height) };

			g_string_append(page->pool, words[k]);
			if (w.size)
				g_array_append_val(page->words, w);
			x += size + step;
		}
	}
}

/* Some writers paint the value as page text too. */
static gboolean
field_is_painted(const struct pdf_page *page, const PopplerRectangle *box)
{
	double y0 = page->height - MAX(box->y1, box->y2), y1 = page->height - MIN(box->y1, box->y2);
	double x0 = MIN(box->x1, box->x2), x1 = MAX(box->x1, box->x2);

	for (guint i = 0; i < page->words->len; i++) {
		const struct pdf_word *w = &g_array_index(page->words, struct pdf_word, i);
		double x = (w->x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2;

		if (x > x0 && x < x1 && y > y0 && y < y1)
			return TRUE;
	}
	return FALSE;
}

static char *
field_value(PopplerFormField *field)
{
	switch (poppler_form_field_get_field_type(field)) {
	case POPPLER_FORM_FIELD_TEXT:
		if (poppler_form_field_text_is_password(field))
			return NULL;
		return poppler_form_field_text_get_text(field);
	case POPPLER_FORM_FIELD_CHOICE: {
		int n = poppler_form_field_choice_get_n_items(field);

		for (int i = 0; i < MIN(n, 1000); i++)
			if (poppler_form_field_choice_is_item_selected(field, i))
				return poppler_form_field_choice_get_item(field, i);
		return poppler_form_field_choice_is_editable(field)
			   ? poppler_form_field_choice_get_text(field)
			   : NULL;
	}
	default:
		return NULL;
	}
}

void
pdf_page_fields(struct pdf_page *page, PopplerPage *from)
{
	GList *fields = poppler_page_get_form_field_mapping(from);
	guint left = 2000;

	for (GList *f = fields; f && left-- > 0; f = f->next) {
		const PopplerFormFieldMapping *m = f->data;
		g_autofree char *value = NULL;

		if (!isfinite(m->area.x1 + m->area.x2 + m->area.y1 + m->area.y2))
			continue;
		value = field_value(m->field);
		if (value && *value && g_utf8_validate(value, -1, NULL) && !field_is_painted(page, &m->area))
			field_words(page, value, &m->area);
	}
	poppler_page_free_form_field_mapping(fields);
}

/* What a person typed onto the page ("typewriter", stamps): poppler's page text leaves it out. */
void
pdf_page_notes(struct pdf_page *page, PopplerPage *from)
{
	GList *notes = poppler_page_get_annot_mapping(from);
	guint left = 2000;

	for (GList *n = notes; n && left-- > 0; n = n->next) {
		const PopplerAnnotMapping *m = n->data;
		PopplerAnnotFlag flags = poppler_annot_get_flags(m->annot);
		g_autofree char *text = NULL;

		if (poppler_annot_get_annot_type(m->annot) != POPPLER_ANNOT_FREE_TEXT ||
		    flags & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW) ||
		    !isfinite(m->area.x1 + m->area.x2 + m->area.y1 + m->area.y2))
			continue;
		text = poppler_annot_get_contents(m->annot);
		if (text && *text && g_utf8_validate(text, -1, NULL))
			field_words(page, text, &m->area);
	}
	poppler_page_free_annot_mapping(notes);
}

/* ---- rows ---- */

static gboolean
is_upright(const struct pdf_word *w)
{
	float width = w->x1 - w->x0, height = w->y1 - w->y0;

	return w->size > 2 && height > 2 * width;
}

static int
compare_top(const void *a, const void *b)
{
	const struct pdf_word *v = a, *w = b;
	gboolean upright_v = is_upright(v), upright_w = is_upright(w);
	float middle_v = v->y0 + v->y1, middle_w = w->y0 + w->y1;

	if (upright_v != upright_w)
		return upright_v - upright_w;
	if (middle_v != middle_w)
		return middle_v < middle_w ? -1 : 1;
	if (v->x0 != w->x0)
		return v->x0 < w->x0 ? -1 : 1;
	return v->text < w->text ? -1 : v->text > w->text;
}

static int
compare_row(const void *a, const void *b)
{
	const struct pdf_word *v = a, *w = b;

	if (v->row != w->row)
		return v->row < w->row ? -1 : 1;
	if (v->x0 != w->x0)
		return v->x0 < w->x0 ? -1 : 1;
	return v->text < w->text ? -1 : v->text > w->text;
}

/* Words come sorted by their middle: does this one stand on the row that `first` began? */
static gboolean
same_row(const struct pdf_word *first, const struct pdf_word *w)
{
	float common = MIN(first->y1, w->y1) - MAX(first->y0, w->y0);
	float height = MIN(first->y1 - first->y0, w->y1 - w->y0);

	return !is_upright(w) && height > 0 && common > 0.5F * height;
}

static void
find_rows(struct pdf_word *words, guint n)
{
	guint first = 0, row = 0;

	for (guint i = 1; i < n; i++) {
		if (!same_row(&words[first], &words[i])) {
			first = i;
			row++;
		}
		words[i].row = row;
	}
}

void
pdf_page_emit(struct pdf_page *page, struct scribe *p)
{
	struct pdf_word *words = (struct pdf_word *)(void *)page->words->data;
	guint n = page->words->len;
	const struct pdf_word *previous = NULL;
	char *text = page->pool->str;

	for (guint i = 0; i < n; i++) {
		words[i].text = text;
		text += words[i].size;
	}
	if (n == 0)
		return;
	qsort(words, n, sizeof(*words), compare_top);
	find_rows(words, n);
	qsort(words, n, sizeof(*words), compare_row);
	for (guint i = 0; i < n; i++) {
		const struct pdf_word *w = &words[i];
		struct word word = { .page = page->number,
			.flags = w->flags,
			.doubt = w->doubt,
			.x0 = w->x0,
			.y0 = w->y0,
			.x1 = w->x1,
			.y1 = w->y1 };

		if (w->flags & WORD_HIDDEN)
			continue;
		if (previous && previous->row != w->row)
			scribe_line(p);
		else if (previous && w->x0 - previous->x1 > CELL_GAP * (w->y1 - w->y0))
			word.flags |= WORD_CELL_START;
		if (!scribe_word(p, &word, w->text, w->size))
			return;
		previous = w;
	}
	scribe_line(p);
}
