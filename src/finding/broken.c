/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * broken - labels that a narrow cell breaks over two lines: "Expected Receipt" with "Date" below it
 *
 * The upper line takes the whole label; the lower one is no text of its own any more, so that what stands below or beside
 * the cell is the label's. Only labels with a value of their own are joined; two lines with values beside them both are
 * two labels.
 */
#include "broken.h"

#include <math.h>
#include <string.h>

enum { WORDS_MAX = 4, TEXT_MAX = 60, JOINS_MAX = 40 };

static gboolean
kind_may_break(guint kind)
{
	return kind == LABEL_ORDER_DATE || kind == LABEL_DELIVERY_DATE || kind == LABEL_TERMS ||
	       kind == LABEL_QUOTE_REF || kind == LABEL_CONTRACT_REF || kind == LABEL_CURRENCY ||
	       kind == LABEL_PO_NUMBER || kind == LABEL_ORDER_NUMBER;
}

/* A few words without a figure and without a colon behind them. */
static gboolean
is_words(const struct plane *p, const struct segment *s)
{
	const struct word *first = plane_word(p, s->first), *last = plane_word(p, s->first + s->n - 1);
	const char *text = p->document->text;

	if (s->signs || s->n > WORDS_MAX || last->offset + last->size - first->offset > TEXT_MAX)
		return FALSE;
	for (guint32 i = s->first; i < s->first + s->n; i++) {
		const struct word *w = plane_word(p, i);

		for (guint32 k = 0; k < w->size; k++)
			if (g_ascii_isdigit(text[w->offset + k]) || text[w->offset + k] == ':')
				return FALSE;
	}
	return TRUE;
}

static gboolean
has_figure(const struct plane *p, gint64 segment)
{
	g_autofree char *text = segment >= 0 ? segment_text(p, (guint32)segment) : NULL;

	return text && strpbrk(text, "0123456789");
}

/* Of one cell: flush left, flush right, or centred. */
static gboolean
is_aligned(const struct plane *p, const struct segment *a, const struct segment *b)
{
	float slack = 0.6f * p->line_height;

	return fabsf(a->x0 - b->x0) < slack || fabsf(a->x1 - b->x1) < slack ||
	       fabsf(a->x0 + a->x1 - b->x0 - b->x1) < 2 * slack;
}

static gboolean
begins_with_title(const struct plane *p, const struct segment *s)
{
	const struct hit *h = s->n_hits ? &g_array_index(p->hits, struct hit, s->first_hit) : NULL;

	return h && (h->title || h->label->kind >= TITLE_ORDER);
}

struct join {
	guint32 upper, lower; /* segments */
	const struct label *label;
	guint8 language;
};

/* Are this segment and the one below it one label? */
static gboolean
broken_at(const struct plane *p, guint32 upper, struct join *out)
{
	const struct segment *a = plane_segment(p, upper), *b;
	g_autofree char *above = NULL, *text = NULL;
	gint64 lower;
	guint node;

	if (!is_words(p, a) || begins_with_title(p, a))
		return FALSE;
	above = segment_text(p, upper);
	node = label_step(LABEL_START, above);
	lower = node ? segment_below(p, upper, a->x0, a->x1, 0.6f) : -1;
	if (lower < 0)
		return FALSE;
	b = plane_segment(p, (guint32)lower);
	if (!is_words(p, b) || !is_aligned(p, a, b) ||
	    has_figure(p, segment_right(p, (guint32)lower, b->x1, NULL)))
		return FALSE;
	text = segment_text(p, (guint32)lower);
	*out = (struct join){ .upper = upper, .lower = (guint32)lower };
	out->label = label_at(label_step(node, text), &out->language);
	return out->label && kind_may_break(out->label->kind);
}

static int
compare_hit(gconstpointer a, gconstpointer b)
{
	const struct hit *x = a, *y = b;

	return x->word < y->word ? -1 : x->word > y->word;
}

static void
join_apply(struct plane *p, const struct join *join)
{
	struct segment *upper = &g_array_index(p->segments, struct segment, join->upper),
		       *lower = &g_array_index(p->segments, struct segment, join->lower);
	const struct word *last = plane_word(p, upper->first + upper->n - 1);
	struct hit hit = { .label = join->label,
		.language = join->language,
		.n_atoms = upper->n,
		.word = upper->first,
		.last_word = upper->first + upper->n - 1,
		.end = (guint16)last->size };

	for (guint i = p->hits->len; i-- > 0;) {
		guint32 word = g_array_index(p->hits, struct hit, i).word;

		if ((word >= upper->first && word < upper->first + upper->n) ||
		    (word >= lower->first && word < lower->first + lower->n))
			g_array_remove_index(p->hits, i);
	}
	g_array_append_val(p->hits, hit);
	lower->signs = TRUE;
	upper->y1 = MAX(upper->y1, lower->y1);
}

gboolean
broken_join(struct plane *p)
{
	g_autoptr(GArray) joins = g_array_new(FALSE, FALSE, sizeof(struct join));

	for (guint32 i = 0; i < p->segments->len && joins->len < JOINS_MAX; i++) {
		struct join join;

		if (broken_at(p, i, &join))
			g_array_append_val(joins, join);
	}
	for (guint i = 0; i < joins->len; i++)
		join_apply(p, &g_array_index(joins, struct join, i));
	if (joins->len)
		g_array_sort(p->hits, compare_hit);
	return joins->len > 0;
}
