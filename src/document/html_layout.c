/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_layout - words, flows and tables become a plane of characters and lines
 *
 * The root and each open table cell is a flow with a pen of its own. Words lie in one array in the order of
 * the source; a cell is a range of it. When a table ends, its columns get the width of their widest content,
 * its rows the height of their highest, and the words of each cell are moved there: a word moves once for
 * each table around it, and html.c bounds how deep tables nest. Last, words are sorted by line and put out.
 */
#include "html.h"

#include <stdlib.h>
#include <string.h>

#define COLUMN_GAP 2
#define MAX_COLUMNS 256
#define MAX_EXTENT (1 << 24) /* columns and lines that still fit a float */

void
layout_init(struct html *h, gsize guess)
{
	struct html_flow root = { 0 };

	h->pool = g_string_sized_new(guess / 2 + 64);
	h->words =
	    g_array_sized_new(FALSE, FALSE, sizeof(struct html_word), (guint)MIN(guess / 24 + 16, 65536));
	h->flows = g_array_sized_new(FALSE, FALSE, sizeof(struct html_flow), 16);
	h->tables = g_array_new(FALSE, FALSE, sizeof(struct html_table));
	/* Sized, so that the first element of an empty one has an address too. */
	h->cells = g_array_sized_new(FALSE, FALSE, sizeof(struct html_cell), 16);
	h->columns = g_array_sized_new(FALSE, TRUE, sizeof(guint), 16);
	h->open = g_array_sized_new(FALSE, FALSE, sizeof(struct html_open), 32);
	g_array_append_val(h->flows, root);
}

void
layout_clear(struct html *h)
{
	g_string_free(h->pool, TRUE);
	g_array_unref(h->words);
	g_array_unref(h->flows);
	g_array_unref(h->tables);
	g_array_unref(h->cells);
	g_array_unref(h->columns);
	g_array_unref(h->open);
}

/* ---- words ---- */

static void
word_begin(struct html *h)
{
	struct html_flow *f = html_flow(h);
	struct html_word *w = &h->word;

	if (f->margin && !f->begun && f->bottom > 0)
		f->y = MAX(f->y, f->bottom + 1);
	f->margin = FALSE;
	*w = (struct html_word){ .offset = (guint32)h->pool->len, .flags = h->style.bold ? WORD_BOLD : 0 };
	if (h->style.cited || h->cited)
		w->flags |= WORD_CITED;
	if (f->begun) {
		char last = h->pool->len ? h->pool->str[h->pool->len - 1] : ' ';
		gboolean sentence = last == '.' || last == '!' || last == '?';

		if (f->cell || f->gap > 2 || (f->gap == 2 && !sentence))
			w->flags |= WORD_CELL_START;
	}
	f->x = MIN(f->x + f->gap, MAX_EXTENT);
	w->x = f->x;
	w->y = f->y;
	f->gap = 0;
	f->cell = FALSE;
	f->spaced = FALSE;
	f->begun = TRUE;
	h->in_word = TRUE;
}

void
layout_word_end(struct html *h)
{
	struct html_flow *f = html_flow(h);
	struct html_word *w = &h->word;

	h->in_hidden = FALSE;
	if (!h->in_word)
		return;
	h->in_word = FALSE;
	w->size = (guint32)(h->pool->len - w->offset);
	f->x = MIN(f->x + w->columns, MAX_EXTENT);
	f->width = MAX(f->width, f->x);
	f->bottom = MAX(f->bottom, f->y + 1);
	g_array_append_val(h->words, *w);
	h->full = h->words->len >= h->limits->document_words || h->pool->len >= (gsize)h->limits->text_size;
}

static void
put_bytes(struct html *h, const char *bytes, gsize size, gint32 columns)
{
	if (!h->in_word)
		word_begin(h);
	g_string_append_len(h->pool, bytes, (gssize)size);
	h->word.columns = MIN(h->word.columns + columns, MAX_EXTENT);
}

/* White space that collapses to one column. */
static void
put_space(struct html *h)
{
	struct html_flow *f;

	layout_word_end(h);
	f = html_flow(h);
	if (f->begun && !f->spaced)
		f->gap++;
	f->spaced = TRUE;
}

/* Space that stays: no-break spaces, and all of it in <pre>. */
static void
put_fixed_space(struct html *h, gint32 columns)
{
	struct html_flow *f;

	layout_word_end(h);
	f = html_flow(h);
	f->gap = MIN(f->gap + columns, MAX_EXTENT);
	f->spaced = FALSE;
	f->held = TRUE;
}

static void
put_pre_space(struct html *h, char c)
{
	struct html_flow *f;

	if (c == '\n') {
		layout_newline(h);
	} else if (c == '\t') {
		layout_word_end(h);
		f = html_flow(h);
		put_fixed_space(h, 8 - ((f->x + f->gap) & 7));
		f->cell = f->begun;
	} else if (c != '\r') {
		put_fixed_space(h, 1);
	}
}

static gboolean
is_collapsible(guchar c)
{
	return c <= ' ' || c == 127;
}

/* Hidden text only counts: its words are a warning sign. */
static void
hidden_char(struct html *h, gboolean space)
{
	if (space) {
		h->in_hidden = FALSE;
	} else if (!h->in_hidden) {
		h->in_hidden = TRUE;
		h->d->n_hidden++;
	}
}

void
layout_char(struct html *h, gunichar c)
{
	char bytes[6];

	if (h->full)
		return;
	if (h->style.hide) {
		hidden_char(
		    h, (c < 128 && is_collapsible((guchar)c)) || char_is_space(c) || char_is_invisible(c));
	} else if (c < 128 && is_collapsible((guchar)c)) {
		if (h->style.pre)
			put_pre_space(h, (char)c);
		else
			put_space(h);
	} else if (char_is_space(c)) {
		put_fixed_space(h, c == 0x3000 ? 2 : 1);
	} else if (char_is_invisible(c)) {
		h->d->n_hidden += char_is_override(c) ? 1 : 0;
	} else {
		put_bytes(h, bytes, (gsize)g_unichar_to_utf8(c, bytes), char_columns(c));
	}
}

void
layout_text(struct html *h, const char *p, gsize size)
{
	const char *end = p + size;

	while (p < end && !h->full) {
		const char *start = p;

		if (h->style.hide || (guchar)*p >= 128) {
			layout_char(h, g_utf8_get_char(p));
			p = g_utf8_next_char(p);
			continue;
		}
		while (p < end && (guchar)*p > ' ' && (guchar)*p < 127)
			p++;
		if (p > start) {
			put_bytes(h, start, (gsize)(p - start), (gint32)MIN(p - start, MAX_EXTENT));
		} else if (h->style.pre) {
			put_pre_space(h, *p++);
		} else {
			put_space(h);
			for (p++; p < end && is_collapsible((guchar)*p);)
				p++;
		}
	}
}

/* ---- lines ---- */

void
layout_paragraph_end(struct html *h)
{
	layout_word_end(h);
	if (html_flow(h)->begun)
		layout_break(h);
	else
		layout_margin(h);
}

void
layout_break(struct html *h)
{
	struct html_flow *f;

	layout_word_end(h);
	f = html_flow(h);
	if (f->begun || (f->held && f->y < f->bottom + 2))
		f->y = MIN(f->y + 1, MAX_EXTENT);
	f->x = 0;
	f->gap = 0;
	f->begun = f->spaced = f->cell = f->held = FALSE;
}

/* <br>: at the start of a line it makes an empty one; more than two in a row say nothing. */
void
layout_newline(struct html *h)
{
	struct html_flow *f;
	gboolean begun;

	layout_word_end(h);
	f = html_flow(h);
	begun = f->begun || f->held;
	layout_break(h);
	if (!begun && f->y < f->bottom + 2)
		f->y++;
}

void
layout_margin(struct html *h)
{
	layout_break(h);
	html_flow(h)->margin = TRUE;
}

void
layout_column(struct html *h)
{
	struct html_flow *f;

	layout_word_end(h);
	f = html_flow(h);
	if (f->begun) {
		f->gap = MAX(f->gap, COLUMN_GAP);
		f->cell = TRUE;
		f->spaced = TRUE;
	}
}

/* ---- tables ---- */

/* Where one must be open. */
static struct html_table *
table_top(struct html *h)
{
	return &g_array_index(h->tables, struct html_table, h->tables->len - 1);
}

void
layout_table_open(struct html *h)
{
	struct html_table t = {
		.first_cell = h->cells->len, .first_column = h->columns->len, .depth = h->open->len
	};

	layout_break(h);
	g_array_append_val(h->tables, t);
}

void
layout_row_open(struct html *h)
{
	struct html_table *t = table_top(h);

	t->n_rows++;
	t->column = 0;
}

/* `columns` holds for each column of the table the first row in which it is free again. */
static guint *
table_columns(struct html *h, const struct html_table *t)
{
	return &g_array_index(h->columns, guint, t->first_column);
}

void
layout_cell_open(struct html *h, guint colspan, guint rowspan)
{
	struct html_table *t = table_top(h);
	struct html_cell cell = { .first_word = h->words->len, .row = t->n_rows - 1, .rowspan = rowspan };
	struct html_flow flow = { 0 };
	guint n = h->columns->len - t->first_column, *busy;

	busy = table_columns(h, t);
	while (t->column < n && busy[t->column] > cell.row)
		t->column++;
	cell.column = MIN(t->column, MAX_COLUMNS - 1);
	cell.colspan = MIN(colspan, MAX_COLUMNS - cell.column);
	if (cell.column + cell.colspan > n) {
		g_array_set_size(h->columns, t->first_column + cell.column + cell.colspan);
		busy = table_columns(h, t);
	}
	for (guint i = 0; i < cell.colspan; i++)
		busy[cell.column + i] = cell.row + rowspan;
	t->column = cell.column + cell.colspan;
	g_array_append_val(h->cells, cell);
	g_array_append_val(h->flows, flow);
}

void
layout_cell_close(struct html *h)
{
	struct html_cell *cell = &g_array_index(h->cells, struct html_cell, h->cells->len - 1);
	struct html_flow *f;

	layout_word_end(h);
	f = html_flow(h);
	cell->n_words = h->words->len - cell->first_word;
	cell->width = f->width;
	cell->height = f->bottom;
	g_array_set_size(h->flows, h->flows->len - 1);
}

/* Size of each column or row, then its start; a spanning cell widens the last one that it covers. */
static gint32
table_starts(gint32 *size, guint n, gint32 gap)
{
	gint32 at = 0;

	for (guint i = 0; i < n; i++) {
		gint32 this = size[i];

		size[i] = at;
		if (this > 0)
			at = MIN(at + this + gap, MAX_EXTENT);
	}
	return at > 0 ? at - gap : 0;
}

static void
span_fit(gint32 *size, guint n, guint first, guint span, gint32 wanted, gint32 gap)
{
	gint32 have = 0;
	guint last = MIN(first + span, n) - 1;

	for (guint i = first; i <= last; i++)
		have = MIN(have + size[i] + (size[i] && i > first ? gap : 0), MAX_EXTENT);
	if (have < wanted)
		size[last] += wanted - have;
}

static void
table_measure(
    const struct html_cell *cells, guint n, gint32 *widths, guint n_columns, gint32 *heights, guint n_rows)
{
	for (guint i = 0; i < n; i++) {
		if (cells[i].colspan == 1)
			widths[cells[i].column] = MAX(widths[cells[i].column], cells[i].width);
		if (cells[i].rowspan == 1)
			heights[cells[i].row] = MAX(heights[cells[i].row], cells[i].height);
	}
	for (guint i = 0; i < n; i++) {
		if (cells[i].n_words == 0)
			continue;
		if (cells[i].colspan > 1)
			span_fit(
			    widths, n_columns, cells[i].column, cells[i].colspan, cells[i].width, COLUMN_GAP);
		if (cells[i].rowspan > 1)
			span_fit(
			    heights, n_rows, cells[i].row, MIN(cells[i].rowspan, 1000), cells[i].height, 0);
	}
}

static void
cell_move(struct html *h, const struct html_cell *cell, gint32 x, gint32 y)
{
	struct html_word *w = &g_array_index(h->words, struct html_word, cell->first_word);
	gint32 previous = -1;

	for (guint i = 0; i < cell->n_words; i++, w++) {
		if (w->y != previous)
			w->flags |= WORD_CELL_START;
		previous = w->y;
		w->x = MIN(w->x + x, MAX_EXTENT);
		w->y = MIN(w->y + y, MAX_EXTENT);
	}
}

void
layout_table_close(struct html *h)
{
	struct html_table t = *table_top(h);
	guint n = h->cells->len - t.first_cell, n_columns = h->columns->len - t.first_column;
	gint32 *widths = g_new0(gint32, n_columns + 1);
	gint32 *heights = g_new0(gint32, t.n_rows + 1);
	const struct html_cell *cells = &g_array_index(h->cells, struct html_cell, t.first_cell);
	struct html_flow *f = html_flow(h);
	gint32 width, height;

	layout_break(h);
	table_measure(cells, n, widths, n_columns, heights, t.n_rows);
	width = table_starts(widths, n_columns, COLUMN_GAP);
	height = table_starts(heights, t.n_rows, 0);
	if (f->margin && f->bottom > 0 && height > 0)
		f->y = MAX(f->y, f->bottom + 1);
	for (guint i = 0; i < n; i++)
		cell_move(h, &cells[i], widths[cells[i].column], f->y + heights[cells[i].row]);
	if (height > 0) {
		f->margin = FALSE;
		f->y = f->bottom = MIN(f->y + height, MAX_EXTENT);
		f->width = MAX(f->width, width);
	}
	g_array_set_size(h->cells, t.first_cell);
	g_array_set_size(h->columns, t.first_column);
	g_array_set_size(h->tables, h->tables->len - 1);
	g_free(widths);
	g_free(heights);
}

/* ---- out ---- */

static int
word_compare(const void *a, const void *b)
{
	const struct html_word *v = a, *w = b;

	if (v->y != w->y)
		return v->y < w->y ? -1 : 1;
	if (v->x != w->x)
		return v->x < w->x ? -1 : 1;
	return v->offset < w->offset ? -1 : v->offset > w->offset;
}

/* Tables put words beside earlier ones; without them all is in order already. */
static void
words_sort(struct html_word *words, guint n)
{
	for (guint i = 1; i < n; i++)
		if (word_compare(&words[i - 1], &words[i]) > 0) {
			qsort(words, n, sizeof(*words), word_compare);
			return;
		}
}

void
layout_emit(struct html *h)
{
	struct html_word *words = (struct html_word *)(void *)h->words->data;
	struct scribe p;
	gint32 y = 0;

	words_sort(words, h->words->len);
	scribe_init(&p, h->d, h->limits, h->pool->len + h->words->len);
	g_array_unref(h->d->words);
	h->d->words = g_array_sized_new(FALSE, FALSE, sizeof(struct word), h->words->len + 1);
	for (guint i = 0; i < h->words->len; i++) {
		const struct html_word *w = &words[i];
		struct word word = { .flags = w->flags,
			.x0 = (float)w->x,
			.x1 = (float)(w->x + w->columns),
			.y0 = (float)w->y,
			.y1 = (float)(w->y + 1) };

		if (i == 0 || w->y != y) {
			scribe_line(&p);
			if (i > 0 && w->y - y > 1)
				scribe_blank(&p);
		}
		y = w->y;
		if (!scribe_word(&p, &word, h->pool->str + w->offset, w->size))
			break;
	}
	scribe_finish(&p);
}
