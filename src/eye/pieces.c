/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pieces - the parts of a page that want a second look: writing that stands together, as its ink shows it
 *
 * A piece is ink with no wide gap in it: a cell of a table, the value behind a label. Its bounds come from the picture,
 * not from what was read there, for where words were misread their boxes are wrong too. Wanted are pieces with a doubtful
 * word, and ink beside lines of writing that was not read at all: a lone figure in a column is passed over easily.
 */
#include "sight.h"

#include <stdlib.h>
#include <string.h>

#define GAP 1.2  /* all in heights of a capital: within a piece */
#define LOW 0.5  /* of what may be writing */
#define HIGH 2.3 /* two lines grown together */
#define UNREAD_LOW 0.7
#define UNREAD_HIGH 1.6
#define UNREAD_WIDE 20
#define WORDS_FEW 3

static int
compare_int(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static const struct reading_word *
word_at(const struct reading *r, guint i)
{
	return &g_array_index(r->words, struct reading_word, i);
}

int
reading_capital(const struct reading *r)
{
	g_autofree int *heights = g_new(int, r->words->len + 1);
	guint n = 0;

	for (guint i = 0; i < r->words->len; i++)
		if (word_at(r, i)->base > word_at(r, i)->y0)
			heights[n++] = word_at(r, i)->base - word_at(r, i)->y0;
	if (n < WORDS_FEW)
		return 0;
	qsort(heights, n, sizeof *heights, compare_int);
	return heights[n / 2];
}

static void
piece_free(gpointer p)
{
	g_array_unref(((struct piece *)p)->words);
	g_free(p);
}

static struct piece *
piece_new(int x0, int y0, int x1, int y1)
{
	struct piece *p = g_new0(struct piece, 1);

	*p = (struct piece){ x0, y0, x1, y1, g_array_new(FALSE, FALSE, sizeof(guint)) };
	return p;
}

/* Boxes of ink, in pixels of the page. */
static GPtrArray *
pieces_of_ink(PIX *ink, int capital)
{
	GPtrArray *pieces = g_ptr_array_new_with_free_func(piece_free);
	PIX *joined = pixCloseSafeBrick(NULL, ink, (int)(capital * GAP / 2) | 1, 1);
	BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;

	for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
		l_int32 x, y, w, h;

		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		if (2 * h >= LOW * capital && 2 * h <= HIGH * capital)
			g_ptr_array_add(pieces, piece_new(2 * x, 2 * y, 2 * (x + w), 2 * (y + h)));
	}
	boxaDestroy(&boxes);
	pixDestroy(&joined);
	return pieces;
}

static struct piece *
piece_around(const GPtrArray *pieces, const struct reading_word *w)
{
	int x = (w->x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2;

	for (guint i = 0; i < pieces->len; i++) {
		struct piece *p = pieces->pdata[i];

		if (x >= p->x0 && x <= p->x1 && y >= p->y0 && y <= p->y1)
			return p;
	}
	return NULL;
}

/* The words of a line around one that stands in no piece. */
static struct piece *
piece_of_line(const struct reading *r, guint at, int capital)
{
	const struct reading_word *w = word_at(r, at);
	struct piece *p = piece_new(w->x0, w->y0, w->x1, w->y1);
	guint first = at, end = at + 1;

	while (first > 0 && word_at(r, first - 1)->line == w->line &&
	       word_at(r, first)->x0 - word_at(r, first - 1)->x1 < GAP * capital)
		first--;
	while (end < r->words->len && word_at(r, end)->line == w->line &&
	       word_at(r, end)->x0 - word_at(r, end - 1)->x1 < GAP * capital)
		end++;
	for (guint i = first; i < end; i++) {
		p->x0 = MIN(p->x0, word_at(r, i)->x0);
		p->y0 = MIN(p->y0, word_at(r, i)->y0);
		p->x1 = MAX(p->x1, word_at(r, i)->x1);
		p->y1 = MAX(p->y1, word_at(r, i)->y1);
		g_array_append_val(p->words, i);
	}
	return p;
}

/* Beside a line of writing, as high as one, and under no word. */
static gboolean
is_unread(const struct reading *r, const struct piece *p, int capital)
{
	int height = p->y1 - p->y0, middle = (p->y0 + p->y1) / 2;
	gboolean beside = FALSE;

	if (p->words->len || height < UNREAD_LOW * capital || height > UNREAD_HIGH * capital ||
	    p->x1 - p->x0 > UNREAD_WIDE * capital)
		return FALSE;
	for (guint i = 0; i < r->words->len; i++) {
		const struct reading_word *w = word_at(r, i);

		if (abs(w->base - capital / 2 - middle) * 2 > capital)
			continue;
		/* an engine's box of a lone sign may lie beside it */
		if (w->x0 < p->x1 + capital && w->x1 > p->x0 - capital)
			return FALSE;
		beside = TRUE;
	}
	return beside;
}

static gboolean
holds_doubt(const struct reading *r, const struct piece *p)
{
	for (guint i = 0; i < p->words->len; i++)
		if (opinion_wanted(word_at(r, g_array_index(p->words, guint, i))))
			return TRUE;
	return FALSE;
}

GPtrArray *
pieces_find(PIX *ink, const struct reading *r)
{
	int capital = reading_capital(r);
	GPtrArray *all = pieces_of_ink(ink, capital), *wanted = g_ptr_array_new_with_free_func(piece_free);

	for (guint i = 0; i < r->words->len; i++) {
		struct piece *p = piece_around(all, word_at(r, i));

		if (p)
			g_array_append_val(p->words, i);
	}
	for (guint i = 0; i < r->words->len; i++) {
		struct piece *p;

		if (!opinion_wanted(word_at(r, i)) || piece_around(all, word_at(r, i)))
			continue;
		p = piece_of_line(r, i, capital);
		g_ptr_array_add(all, p);
	}
	for (guint i = 0; capital && i < all->len; i++) {
		struct piece *p = all->pdata[i];

		p->capital = capital;
		if (!holds_doubt(r, p) && !is_unread(r, p, capital))
			continue;
		g_ptr_array_add(wanted, p);
		all->pdata[i] = NULL;
	}
	g_ptr_array_set_free_func(all, NULL);
	for (guint i = 0; i < all->len; i++)
		if (all->pdata[i])
			piece_free(all->pdata[i]);
	g_ptr_array_unref(all);
	return wanted;
}

/* ---- words end where their ink does ---- */

#define WIDE_GAP 0.45 /* in heights of a capital: more than a blank */
#define BLANK 0.2     /* the least that parts words */

/* Letters stand between y0 and y1; what goes on above and below is a rule between two cells. */
static gboolean
column_has_ink(PIX *ink, int x, int y0, int y1)
{
	int beyond = (y1 - y0) / 2, n = 0, above = 0, below = 0;

	for (int y = MAX(y0 - beyond, 0); y < MIN(y1 + beyond, pixGetHeight(ink)); y++) {
		int bit = GET_DATA_BIT(pixGetData(ink) + (gsize)y * (gsize)pixGetWpl(ink), x) != 0;

		*(y < y0 ? &above : y >= y1 ? &below : &n) += bit;
	}
	return n > 0 && !(above * 2 >= beyond && below * 2 >= beyond);
}

/* The blank between x0 and x1 that is nearest to the middle of the two boxes' ends. All in pixels of the ink. */
static gboolean
blank_between(PIX *ink, const struct reading_word *w, const struct reading_word *next, int capital,
    int *out_x0, int *out_x1)
{
	int top = (w->base - capital) / 2, foot = w->base / 2, middle = (w->x1 + next->x0) / 4;
	int first = MAX((w->x0 + w->x1) / 4, 0), last = MIN(next->x1 / 2 + capital / 4, pixGetWidth(ink) - 1);
	int begin = -1, nearest = G_MAXINT;

	for (int x = first; x <= last; x++) {
		gboolean filled = x == last || column_has_ink(ink, x, top, foot);

		if (!filled && begin < 0)
			begin = x;
		if (!filled || begin < 0)
			continue;
		if (begin > first && x < last && 2 * (x - begin) >= BLANK * capital &&
		    abs((begin + x) / 2 - middle) < nearest) {
			nearest = abs((begin + x) / 2 - middle);
			*out_x0 = begin;
			*out_x1 = x;
		}
		begin = -1;
	}
	return nearest < G_MAXINT;
}

void
pieces_fit(PIX *ink, struct reading *r)
{
	int capital = reading_capital(r), x0, x1;

	struct reading_word *w = NULL;

	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *next = &g_array_index(r->words, struct reading_word, i), *before = w;

		if (!*next->text)
			continue;
		w = next;
		if (!before || next->line != before->line || next->x0 - before->x1 > 3 * capital ||
		    (next->x0 - before->x1 <= WIDE_GAP * capital && strlen(before->text) > 1 &&
			strlen(next->text) > 1) ||
		    !blank_between(ink, before, next, capital, &x0, &x1))
			continue;
		before->x1 = 2 * x0;
		next->x0 = 2 * x1;
		next->x1 = MAX(next->x1, next->x0 + 1);
	}
}
