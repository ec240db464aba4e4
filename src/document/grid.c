/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See grid.h. */
#include "grid.h"

#include <string.h>

#define COLUMNS_MAX 16384
#define COLUMN_GAP 2
#define EXTENT_MAX (1U << 23) /* still fits a float */

struct grid_cell {
	guint32 row, column;
	guint32 offset, size; /* in pool; what is left of it while its row is put down */
	guint32 order;
};

void
grid_init(struct grid *g, const struct limits *limits)
{
	g->cells = g_array_new(FALSE, FALSE, sizeof(struct grid_cell));
	g->pool = g_string_new(NULL);
	g->most = (gsize)limits->document_words;
	g->most_bytes = (gsize)limits->text_size;
}

void
grid_clear(struct grid *g)
{
	g_array_unref(g->cells);
	g_string_free(g->pool, TRUE);
}

gboolean
grid_cell(struct grid *g, guint32 row, guint32 column, const char *text, gsize size)
{
	struct grid_cell cell = { row, MIN(column, COLUMNS_MAX - 1), (guint32)g->pool->len, (guint32)size,
		g->cells->len };
	gboolean blank = TRUE;

	for (gsize i = 0; i < size && blank; i++)
		blank = g_ascii_isspace(text[i]);
	if (blank)
		return TRUE;
	if (g->cells->len >= g->most || size > g->most_bytes - g->pool->len)
		return FALSE;
	g_string_append_len(g->pool, text, (gssize)size);
	g_array_append_val(g->cells, cell);
	return TRUE;
}

static int
cell_compare(const void *a, const void *b)
{
	const struct grid_cell *v = a, *w = b;

	if (v->row != w->row)
		return v->row < w->row ? -1 : 1;
	if (v->column != w->column)
		return v->column < w->column ? -1 : 1;
	return v->order < w->order ? -1 : v->order > w->order;
}

/* ---- where columns begin ---- */

struct push { /* column `to` begins at least `wide` behind column `from` */
	guint32 from, to, wide;
};

static int
push_compare(const void *a, const void *b)
{
	const struct push *v = a, *w = b;

	return v->to < w->to ? -1 : v->to > w->to;
}

static guint32
cell_width(const struct grid *g, const struct grid_cell *c)
{
	const char *p = g->pool->str + c->offset, *end = p + c->size;
	guint32 n = 0, most = 0;

	for (; p < end; p = g_utf8_next_char(p)) {
		n = *p == '\n' ? 0 : n + (guint32)char_columns(g_utf8_get_char(p));
		most = MAX(most, n);
	}
	return MIN(most, EXTENT_MAX);
}

static guint32 *
column_starts(const struct grid *g)
{
	const struct grid_cell *cells = (const struct grid_cell *)(void *)g->cells->data;
	guint32 *starts = g_new0(guint32, COLUMNS_MAX), at = 0;
	guint8 *used = g_new0(guint8, COLUMNS_MAX);
	GArray *pushes = g_array_new(FALSE, FALSE, sizeof(struct push));

	for (guint i = 0; i < g->cells->len; i++) {
		const struct grid_cell *c = &cells[i];
		struct push push = { c->column, 0, 0 };

		used[c->column] = TRUE;
		if (i + 1 == g->cells->len || c[1].row != c->row || c[1].column == c->column)
			continue;
		push.to = c[1].column;
		push.wide = cell_width(g, c) + COLUMN_GAP;
		g_array_append_val(pushes, push);
	}
	g_array_sort(pushes, push_compare);
	for (guint32 column = 0, i = 0; column < COLUMNS_MAX; column++) {
		for (; i < pushes->len && g_array_index(pushes, struct push, i).to == column; i++) {
			const struct push *p = &g_array_index(pushes, struct push, i);

			at = MAX(at, MIN(starts[p->from] + p->wide, EXTENT_MAX));
		}
		starts[column] = at;
		if (used[column])
			at = MIN(at + COLUMN_GAP, EXTENT_MAX);
	}
	g_array_unref(pushes);
	g_free(used);
	return starts;
}

/* ---- rows ---- */

/* The first line of what is left of a cell. */
static struct slice
cell_line(const struct grid *g, struct grid_cell *c)
{
	const char *p = g->pool->str + c->offset, *nl = memchr(p, '\n', c->size);
	struct slice line = { p, nl ? (gsize)(nl - p) : c->size };
	guint32 taken = (guint32)line.n + (nl ? 1 : 0);

	c->offset += taken;
	c->size -= taken;
	return line;
}

/* All lines of one row's cells. Cells that have no more are left out, so the cost is that of the text. */
static gboolean
row_emit(
    const struct grid *g, struct scribe *p, struct grid_cell *row, guint n, const guint32 *starts, guint32 *y)
{
	while (n) {
		guint left = 0;
		guint32 behind = 0;
		guint words = p->document->words->len;

		for (guint i = 0; i < n; i++) {
			struct slice line = cell_line(g, &row[i]);
			guint32 x = MAX(starts[row[i].column], behind ? behind + COLUMN_GAP : 0);

			if (!scribe_cell(p, line, x, *y, WORD_CELL_START, &behind))
				return FALSE;
			if (row[i].size)
				row[left++] = row[i];
		}
		n = left;
		if (p->document->words->len > words)
			++*y;
		scribe_line(p);
	}
	return TRUE;
}

gboolean
grid_emit(struct grid *g, struct scribe *p, guint16 sheet, guint32 *y)
{
	struct grid_cell *cells = (struct grid_cell *)(void *)g->cells->data;
	guint n = g->cells->len;
	guint32 *starts;
	gboolean ok = TRUE;

	if (n && *y) {
		scribe_blank(p);
		++*y;
	}
	p->page = sheet;
	g_array_sort(g->cells, cell_compare);
	starts = column_starts(g);
	for (guint i = 0, end; i < n && ok; i = end) {
		guint32 last = cells[i].row;

		for (end = i; end < n && cells[end].row == last; end++)
			;
		ok = row_emit(g, p, cells + i, end - i, starts, y);
		if (end < n && cells[end].row > last + 1) {
			scribe_blank(p);
			++*y;
		}
	}
	g_free(starts);
	g_array_set_size(g->cells, 0);
	g_string_truncate(g->pool, 0);
	return ok;
}
