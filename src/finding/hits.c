/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hits - labels on the plane: how surely they stand as labels, and what follows them in their own segment */
#include "plane.h"

#include <string.h>

/* What a person would write; hostile lines without end cost no more than these. */
enum { CHAIN_MAX = 4, REST_MAX = 40 };

static const struct hit *
hit_at(const struct plane *p, guint i)
{
	return &g_array_index(p->hits, struct hit, i);
}

void
hit_box(const struct plane *p, guint hit, float out_box[4])
{
	const struct hit *h = hit_at(p, hit);

	memcpy(out_box, &plane_word(p, h->word)->x0, 4 * sizeof(float));
	for (guint32 i = h->word + 1; i <= h->last_word; i++) {
		const struct word *w = plane_word(p, i);

		out_box[0] = MIN(out_box[0], w->x0);
		out_box[1] = MIN(out_box[1], w->y0);
		out_box[2] = MAX(out_box[2], w->x1);
		out_box[3] = MAX(out_box[3], w->y1);
	}
}

/* What follows the label within its last word: "PO#12345" gives "12345" behind a sign of number. */
static const char *
hit_tail(const struct plane *p, const struct hit *h, gsize *out_size)
{
	const struct word *w = plane_word(p, h->last_word);

	*out_size = w->size > h->end ? w->size - h->end : 0;
	return p->document->text + w->offset + h->end;
}

static gboolean
tail_is_colon(const char *s, gsize n)
{
	while (n && (*s == '.' || *s == ')' || *s == '#'))
		s++, n--;
	return n && (*s == ':' || *s == '=' || (n >= 3 && memcmp(s, "\357\274\232", 3) == 0));
}

/* The word goes on behind the label: "PO#12345" is a label and its value, "AN-2026-0815" is neither. */
static gboolean
tail_goes_on(const char *s, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (g_ascii_isalnum(s[i]) || s[i] & 0x80)
			return TRUE;
	return FALSE;
}

/* Does the next hit stand behind this one with only a slash between? "Bestellnummer/Datum", "PO number / date" */
static gboolean
hits_chain(const struct plane *p, guint hit)
{
	const struct hit *h = hit_at(p, hit), *next;
	const char *text = p->document->text;
	gsize from, to;

	if (hit + 1 >= p->hits->len ||
	    g_array_index(p->hit_segment, guint32, hit) != g_array_index(p->hit_segment, guint32, hit + 1))
		return FALSE;
	next = hit_at(p, hit + 1);
	if (h->label->kind >= TITLE_ORDER || next->label->kind >= TITLE_ORDER)
		return FALSE;
	from = plane_word(p, h->last_word)->offset + h->end;
	to = plane_word(p, next->word)->offset + next->offset;
	while (from < to && (g_ascii_isspace(text[from]) || text[from] == '.' || text[from] == ':'))
		from++;
	while (to > from && g_ascii_isspace(text[to - 1]))
		to--;
	return to == from + 1 && text[from] == '/';
}

/* Where the chain of labels around a hit begins and ends; most are chains of one. */
static void
chain_extent(const struct plane *p, guint hit, guint *out_first, guint *out_last)
{
	guint first = hit, last = hit;

	while (first > 0 && hit - first < CHAIN_MAX && hits_chain(p, first - 1))
		first--;
	while (last - hit < CHAIN_MAX && hits_chain(p, last))
		last++;
	*out_first = first;
	*out_last = last;
}

/* Labels that ask for the same thing: "Bestellnummer / PO Number" in two languages has one value. */
static guint
asks_for(const struct plane *p, guint hit)
{
	guint kind = hit_at(p, hit)->label->kind;

	return kind == LABEL_ORDER_NUMBER || kind == LABEL_PO_WORD ? LABEL_PO_NUMBER
	       : kind == LABEL_DATE                                ? LABEL_ORDER_DATE
	       : kind == LABEL_TOTAL_WEAK                          ? LABEL_TOTAL
								   : kind;
}

guint
hit_chain(const struct plane *p, guint hit, guint *out_place)
{
	guint first, last, n = 0, seen[2 * CHAIN_MAX + 1];

	chain_extent(p, hit, &first, &last);
	*out_place = 0;
	for (guint i = first; i <= last; i++) {
		guint kind = asks_for(p, i), k = 0;

		while (k < n && seen[k] != kind)
			k++;
		if (k == n)
			seen[n++] = kind;
		if (i == hit)
			*out_place = k;
	}
	return n;
}

static void
chain_ends(const struct plane *p, guint hit, const struct hit **out_first, const struct hit **out_last)
{
	guint first, last;

	chain_extent(p, hit, &first, &last);
	*out_first = hit_at(p, first);
	*out_last = hit_at(p, last);
}

/* "3.", "16.", "b.": the number of a box, before its heading. */
static gboolean
is_box_number(const struct plane *p, guint32 word)
{
	const struct word *w = plane_word(p, word);
	const char *t = p->document->text + w->offset;

	return w->size >= 2 && w->size <= 3 && (t[w->size - 1] == '.' || t[w->size - 1] == ')') &&
	       g_ascii_isalnum(t[0]) && (w->size == 2 || g_ascii_isdigit(t[0]));
}

/* A form with numbered boxes: "3. ORDER NO." is a heading, though a number stands before it. */
static gboolean
is_box_heading(const struct plane *p, const struct segment *s, const struct hit *begin, const struct hit *end)
{
	return begin->word == s->first + 1 && begin->offset == 0 && end->last_word == s->first + s->n - 1 &&
	       is_box_number(p, s->first);
}

double
hit_standing(const struct plane *p, guint hit)
{
	const struct hit *begin, *h;
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	gsize n;
	const char *tail;
	gboolean first, last, colon;

	chain_ends(p, hit, &begin, &h);
	tail = hit_tail(p, h, &n);
	first = (begin->word == s->first && begin->offset <= 2) || is_box_heading(p, s, begin, h);
	last = h->last_word == s->first + s->n - 1;
	colon = tail_is_colon(tail, n);
	if (!colon && tail_goes_on(tail, n))
		return tail[-1] == '#' ||
			       (h->label->words[strlen(h->label->words) - 1] == '#' && g_ascii_isdigit(*tail))
			   ? 0.9
			   : 0.3;
	if (!colon && !last && n == 0) {
		const struct word *next = plane_word(p, h->last_word + 1);
		const char *t = p->document->text + next->offset;

		colon =
		    next->size && (*t == ':' || *t == '|' || *t == '#' || (*t == '-' && next->size == 1) ||
				      (next->size == 3 && wide_dash_at(t) == 3));
	}
	if (first && colon)
		return 1;
	if (first && last)
		return 0.95;
	if (colon)
		return 0.9;
	if (first)
		return 0.75;
	/* right behind another label's value on the same line: "Date 1.2.2026 PO 4711" */
	return last ? 0.5 : 0.45;
}

struct region
hit_rest(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	guint first, last;
	const struct hit *h;
	struct region r;

	chain_extent(p, hit, &first, &last);
	h = hit_at(p, last);
	r = (struct region){ h->last_word, MIN(s->first + s->n - h->last_word, REST_MAX), h->end };

	/* up to the next label of this segment that is not in the value's way */
	for (guint i = last + 1; i < s->first_hit + s->n_hits; i++) {
		const struct hit *next = hit_at(p, i);

		if (next->word >= r.first + r.n)
			break;
		if (next->word == h->last_word || hit_standing(p, i) < 0.7 ||
		    next->label->kind == h->label->kind)
			continue;
		r.n = next->word - r.first;
		break;
	}
	if (r.n && !tail_goes_on(p->document->text + plane_word(p, r.first)->offset + h->end,
		       plane_word(p, r.first)->size - MIN(h->end, plane_word(p, r.first)->size))) {
		r.first++;
		r.n--;
		r.skip = 0;
	}
	return r;
}

gint64
segment_label(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);

	if (s->n_hits &&
	    ((hit_at(p, s->first_hit)->word == s->first && hit_at(p, s->first_hit)->offset <= 2) ||
		is_box_heading(p, s, hit_at(p, s->first_hit), hit_at(p, s->first_hit))) &&
	    hit_at(p, s->first_hit)->label->kind != PHRASE_NOT_PO && hit_standing(p, s->first_hit) >= 0.9)
		return s->first_hit;
	return -1;
}
