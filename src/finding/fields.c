/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields - values beside their labels, by the table of rules
 *
 * A candidate's score is the rule's weight × the label's weight × how surely the words stand as a label × its
 * distance × how well the value fits its type. The best is kept, and its rival.
 */
#include "take.h"
#include "currency.h"
#include "total.h"

#include <math.h>
#include <string.h>

enum { LEADERS_MAX = 16 }; /* ". . . . ." */
#define SCORE_NET 0.45
#define SCORE_GROSS 0.95

static struct region
segment_region(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);

	return (struct region){ s->first, s->n, 0 };
}

/* Only signs: ": ", "-". */
static gboolean
region_is_empty(const struct plane *p, struct region r)
{
	g_autofree char *text = NULL;

	if (!r.n)
		return TRUE;
	r.n = MIN(r.n, LEADERS_MAX);
	text = plane_text(p, r, NULL);
	for (const char *s = text; *s; s = g_utf8_next_char(s))
		if (g_unichar_isalnum(g_utf8_get_char(s)))
			return FALSE;
	return TRUE;
}

static gboolean
region_has_digit(const struct plane *p, struct region r)
{
	g_autofree char *text = r.n && r.n <= 5 ? plane_text(p, r, NULL) : NULL;

	return !text ? r.n > 0 : strpbrk(text, "0123456789") != NULL;
}

static gboolean
segment_is_sum(const struct plane *p, guint32 segment)
{
	g_autofree char *text = segment_text(p, segment), *value = NULL;
	struct span span;
	char code[4] = "";
	gboolean dollar;
	double fit;

	return money_fits(text, &value, &span, &fit, code, &dollar) && fit > 0.9;
}

/* "Revision | Page" over "| 1": what begins where the next heading does is that one's. */
static gboolean
of_next_heading(const struct plane *p, guint32 segment, guint32 below, float from_x)
{
	gint64 right = segment_right(p, segment, from_x, NULL);

	return right >= 0 && segment_label(p, (guint32)right) >= 0 &&
	       plane_segment(p, below)->x0 > plane_segment(p, (guint32)right)->x0 - 0.3f * p->line_height;
}

static void
look_below(struct reading *r, const struct rule *rule, guint hit, double score)
{
	const struct plane *p = &r->plane;
	guint32 segment = g_array_index(p->hit_segment, guint32, hit);
	float box[4];
	gint64 below;
	double far;
	guint place;

	hit_box(p, hit, box);
	if (hit_chain(p, hit, &place) > 1) { /* the values below stand under the labels as a whole */
		box[0] = plane_segment(p, segment)->x0;
		box[2] = plane_segment(p, segment)->x1;
	}
	below = segment_below(p, segment, box[0], box[2], 3.2f);
	if (below < 0 || segment_label(p, (guint32)below) >= 0 ||
	    of_next_heading(p, segment, (guint32)below, box[2]))
		return;
	far = (plane_segment(p, (guint32)below)->y0 - box[3]) / p->line_height;
	candidate(r, rule, hit, region_under(p, (guint32)below, box[0]),
	    score * (far < 1.2      ? 0.88
			: far < 2.2 ? 0.8
				    : 0.65));
}

/* The value right above a label, nearer than what stands below it; -1: none. */
static gint64
value_above(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	float box[4], gap = 1.2f * p->line_height, bottom = s->y1;
	gint64 best = -1, below;

	/* of the row: some labels take two lines */
	for (guint32 i = 0; i < p->segments->len; i++) {
		const struct segment *t = plane_segment(p, i);

		if (t->page == s->page && fabsf(t->y0 - s->y0) < 0.5f * p->line_height)
			bottom = MAX(bottom, t->y1);
	}
	hit_box(p, hit, box);
	below = segment_below(p, g_array_index(p->hit_segment, guint32, hit), box[0], box[2], 3.2f);
	if (below >= 0)
		gap = MIN(gap, plane_segment(p, (guint32)below)->y0 - bottom - 0.25f * p->line_height);
	for (guint32 i = 0; i < p->segments->len; i++) {
		const struct segment *t = plane_segment(p, i);

		if (t->page != s->page || t->y1 > s->y0 + 0.3f * p->line_height || s->y0 - t->y1 > gap ||
		    t->signs || t->x0 > s->x0 + 0.5f * p->line_height ||
		    t->x0 < s->x0 - 0.5f * p->line_height || segment_label(p, i) >= 0)
			continue;
		best = i;
		gap = s->y0 - t->y1;
	}
	return best;
}

/* A form whose values stand over their labels: at least three labels of this line have theirs nearer above than below. */
static gint64
label_is_below(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	gint64 own =
	    p->document->unit == UNIT_POINTS && hit_standing(p, hit) >= 0.9 ? value_above(p, hit) : -1;
	guint others = 0;

	for (gint64 i = (gint64)hit - 8; own >= 0 && i <= (gint64)hit + 8; i++) {
		const struct segment *t;

		if (i < 0 || i >= p->hits->len || i == hit)
			continue;
		t = plane_segment(p, g_array_index(p->hit_segment, guint32, i));
		if (t->page == s->page && fabsf(t->y0 - s->y0) < 0.5f * p->line_height && t != s &&
		    hit_standing(p, (guint)i) >= 0.9)
			others += value_above(p, (guint)i) >= 0;
	}
	return others >= 2 ? own : -1;
}

/* Along the line to the right: the next cell, and for sums the last one before a label. */
static gboolean
look_right(struct reading *r, const struct rule *rule, guint hit, double score)
{
	const struct plane *p = &r->plane;
	guint32 segment = g_array_index(p->hit_segment, guint32, hit);
	float box[4], gap, x;
	gint64 right, best = -1;
	double near = 0;

	hit_box(p, hit, box);
	x = box[2];
	for (guint i = 0; i < (rule->value == VALUE_MONEY ? 6u : 1u); i++) {
		right = segment_right(p, segment, x, &gap);
		if (right < 0 || segment_label(p, (guint32)right) >= 0)
			break;
		gap = plane_segment(p, (guint32)right)->x0 - box[2];
		if (best < 0 || segment_is_sum(p, (guint32)right)) {
			best = right;
			near = gap < 0.25f * p->page_width ? 0.96 : gap < 0.6f * p->page_width ? 0.9 : 0.75;
		}
		x = plane_segment(p, (guint32)right)->x1;
	}
	return best >= 0 && candidate(r, rule, hit, segment_region(p, (guint32)best), score * near);
}

/* Is this label in a row of sums (subtotal, tax, total), and not over a column of an order's lines? */
static gboolean
row_is_totals(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit)), *t;
	gboolean sums = FALSE;

	for (gint64 i = (gint64)hit - 12; i <= (gint64)hit + 12; i++) {
		guint kind;

		if (i < 0 || i >= p->hits->len || i == hit)
			continue;
		t = plane_segment(p, g_array_index(p->hit_segment, guint32, i));
		kind = g_array_index(p->hits, struct hit, i).label->kind;
		if (t->page != s->page || t->y0 > s->y1 || t->y1 < s->y0)
			continue;
		if (kind == LABEL_ITEM || kind == LABEL_QUANTITY)
			return FALSE;
		sums = sums || kind == LABEL_TAX || kind == LABEL_SUBTOTAL || kind == LABEL_TOTAL_NET;
	}
	return sums;
}

/* The heading of a column of an order's lines: "Valor total" beside "Quantidade". */
static gboolean
row_is_items(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit)), *t;
	guint heads = 0;

	for (gint64 i = (gint64)hit - 8; i <= (gint64)hit + 8; i++) {
		guint kind;

		if (i < 0 || i >= p->hits->len || i == hit)
			continue;
		t = plane_segment(p, g_array_index(p->hit_segment, guint32, i));
		kind = g_array_index(p->hits, struct hit, i).label->kind;
		if (t->page == s->page && t->y0 <= s->y1 && t->y1 >= s->y0)
			heads += kind == LABEL_ITEM || kind == LABEL_QUANTITY || label_is_price(kind);
	}
	return heads >= 2;
}

/* "Drawing no. 4711", "Art.-Nr. 88-4711": a mere word for number belongs to the word before it; if that is no label, to
 * something that is none of ours. */
static gboolean
numbers_another_thing(const struct plane *p, guint hit)
{
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	const struct hit *before = hit > s->first_hit ? h - 1 : NULL;
	const struct word *w = plane_word(p, h->word);
	const char *text = p->document->text;
	guint32 last = h->word - 1, size;

	if (strcmp(h->label->words, "#") != 0)
		return FALSE;
	if (h->offset > 1 && g_ascii_isalpha(text[w->offset]))
		return TRUE;
	if (h->word == s->first)
		return FALSE;
	if (before && before->last_word == last)
		return before->label->kind != LABEL_PO_WORD &&
		       (before->label->kind < TITLE_ORDER || before->label->kind > TITLE_CANCEL);
	w = plane_word(p, last);
	size = w->size - (text[w->offset + w->size - 1] == '.' ? 1 : 0);
	return size > 1 &&
	       (g_ascii_isalpha(text[w->offset + size - 1]) || text[w->offset + size - 1] & 0x80) &&
	       !wide_dash_at(text + w->offset);
}

/* The words around a label say more than the label: with tax or without. */
static double
total_score(const struct plane *p, const struct rule *rule, guint hit, double score)
{
	enum total_sort sort = rule->kind == LABEL_TOTAL_NET ? TOTAL_PLAIN : total_sort_of(p, hit);

	return sort == TOTAL_NET     ? MIN(score, SCORE_NET)
	       : sort == TOTAL_GROSS ? MAX(score, SCORE_GROSS)
				     : score;
}

static void
apply(struct reading *r, const struct rule *rule, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	double standing = hit_standing(p, hit);
	double score = rule->weight / 100.0 * (0.4 + 0.6 * h->label->weight / 100.0) * (0.6 + 0.4 * standing);
	guint16 page = plane_word(p, h->word)->page;
	struct region rest = hit_rest(p, hit);
	gint64 above;

	if (rule->field == ORDER_NUMBER && numbers_another_thing(p, hit))
		return;
	if (rule->kind == LABEL_AMOUNT && standing < 1)
		return;
	/* the first page speaks for the order; a total stands at the end, the later the likelier */
	if (rule->field == ORDER_TOTAL) {
		standing = MAX(standing, total_stands(p, hit) ? 0.75 : 0);
		score = total_score(p, rule, hit, score) * (0.97 + 0.03 * (hit + 1) / p->hits->len);
	} else if (plane_is_later(p, page))
		score *= 0.85;
	/* "Total (GBP)", "Gesamtwert ohne MwSt": words without a figure belong to the label */
	if (rule->value == VALUE_MONEY && !region_has_digit(p, rest))
		rest.n = 0;
	if (!region_is_empty(p, rest)) {
		if (rule->where & WHERE_BEHIND && !p->pairs && candidate(r, rule, hit, rest, score))
			return;
		/* a label in a sentence has nothing below it */
		if (standing < 0.9)
			return;
	}
	if (standing < 0.7 || (rule->field == ORDER_TOTAL && row_is_items(p, hit)))
		return;
	above = label_is_below(p, hit);
	if (above >= 0) {
		candidate(r, rule, hit, segment_region(p, (guint32)above), 0.85 * score);
		return;
	}
	if (rule->where == WHERE_ALONE) {
		if (standing < 0.9 || look_right(r, rule, hit, score))
			return;
		look_below(r, rule, hit, score);
		return;
	}
	if (rule->kind == LABEL_TOTAL_WEAK && !row_is_totals(p, hit)) {
		look_right(r, rule, hit, score);
		return;
	}
	/* words without a figure to the right of "Terms" may be the next heading: the cell below has its say too */
	if (rule->where & WHERE_RIGHT && region_is_empty(p, rest) && look_right(r, rule, hit, score) &&
	    !(rule->value == VALUE_TERMS && r->field[rule->field].score < 0.8 * score))
		return;
	if (rule->where & WHERE_BELOW)
		look_below(r, rule, hit, score);
}

/* Where the number that the label is a part of begins in its word: "AFL-PO-003319" begins before it. */
static gsize
number_start(const char *s, gsize label)
{
	gsize start = label;

	if (start > 1 && strchr("-_/", s[start - 1]))
		while (start > 0 && (g_ascii_isalnum(s[start - 1]) || strchr("-_/", s[start - 1])))
			start--;
	while (start < label && !g_ascii_isalnum(s[start]))
		start++;
	return start;
}

/* "PO284711-1", "PO-2026-00731": the label is a part of the number. */
static gboolean
word_is_number(struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct word *w = plane_word(p, h->last_word);
	const char *s = p->document->text + w->offset;
	gsize end = w->size, start;
	g_autofree char *plain = NULL;

	if (h->word != h->last_word || h->label->kind != LABEL_PO_WORD || h->n_atoms != 1 ||
	    h->end >= w->size)
		return FALSE;
	while (end > h->end && !g_ascii_isalnum(s[end - 1]))
		end--;
	if (!strchr("-_/", s[h->end]) && !g_ascii_isdigit(s[h->end]) && !wide_dash_at(s + h->end))
		return FALSE;
	start = number_start(s, h->offset);
	plain = dashes_plain(s + start, end - start);
	return token_is_reference(plain, strlen(plain), TRUE);
}

static void
whole_word(struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct word *w = plane_word(p, h->word);
	gsize start = number_start(p->document->text + w->offset, h->offset);
	const char *s = p->document->text + w->offset + start;
	gsize n = w->size - start;

	while (n && !g_ascii_isalnum(s[n - 1]))
		n--;
	fact_offer(r, &r->field[ORDER_NUMBER], dashes_plain(s, n), g_strndup(s, n), "po.number.whole", 0.6,
	    (struct region){ h->word, 1, 0 });
}

/* Terms of payment that stand by themselves: a cell that is nothing else. */
static void
terms_alone(struct reading *r)
{
	const struct plane *p = &r->plane;

	if (r->field[ORDER_TERMS].value && r->field[ORDER_TERMS].score > 0.6)
		return;
	for (guint32 i = 0; i < p->segments->len && i < 600; i++) {
		const struct segment *s = plane_segment(p, i);
		g_autofree char *text = NULL;

		if (s->n > 8 || s->signs)
			continue;
		text = segment_text(p, i);
		if (g_ascii_isalnum(*text) && value_terms(text, NULL) &&
		    (strstr(text, "et ") || strstr(text, "ET ") || strstr(text, "tto")))
			fact_offer(r, &r->field[ORDER_TERMS], g_strdup(text), g_strdup(text),
			    "po.terms.alone", 0.6, segment_region(p, i));
	}
}

/* "30th June 2026", "Kiel, den 30.06.2026": a line at the head of a letter that is a day, or a town and a day. */
static void
date_of_letter(struct reading *r)
{
	static const char *const BETWEEN[] = { "", "le ", "den ", "the ", "a ", "li ", "el ", NULL };
	const struct plane *p = &r->plane;
	float limit = p->document->unit == UNIT_CHARS ? 15 : 0.45f * p->page_height;

	if (r->field[ORDER_DATE].value)
		return;
	for (guint i = 0; i < p->by_y->len && i < 60; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *s = plane_segment(p, index);
		g_autofree char *text = NULL, *iso = NULL;
		const char *at, *comma;
		struct span span = { 0, 0 };
		double fit = 1;

		if (plane_is_later(p, s->page) || s->y0 - p->top > limit)
			return;
		if (s->signs || s->n > 8 || s->n_hits)
			continue;
		text = segment_text(p, index);
		comma = strstr(text, ", ");
		at = comma && g_unichar_isupper(g_utf8_get_char(text)) ? comma + 2 : text;
		for (guint k = G_N_ELEMENTS(BETWEEN) - 1; k-- > 0;)
			if (at != text && g_str_has_prefix(at, BETWEEN[k])) {
				at += strlen(BETWEEN[k]);
				break;
			}
		if (!date_value(r, at, &iso, &span, &fit) || span.start ||
		    at[span.end + strspn(at + span.end, " .")])
			continue;
		fact_offer(r, &r->field[ORDER_DATE], g_steal_pointer(&iso), g_strdup(at), "po.date.letter",
		    0.72 * fit, (struct region){ s->first, s->n, 0 });
		return;
	}
}

enum { HITS_MAX = 1500 };

/* The number that the subject gives the order stands on the paper too, whatever is written before it. */
static void
number_told(struct reading *r)
{
	const struct plane *p = &r->plane;
	const struct fact *number = &r->field[ORDER_NUMBER];
	gsize size = r->told ? strlen(r->told) : 0;

	if (!size || !token_is_reference(r->told, size, TRUE) || (number->value && number->score >= 0.7))
		return;
	for (guint32 i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);
		gsize n;
		const char *s = plane_word_core(p, i, &n);

		if (w->flags & WORD_HIDDEN || n != size || g_ascii_strncasecmp(s, r->told, size) != 0)
			continue;
		fact_offer(r, &r->field[ORDER_NUMBER], g_strndup(s, size), g_strndup(s, size),
		    "po.number.told", 0.8,
		    (struct region){ i, 1, (guint16)(s - (p->document->text + w->offset)) });
		return;
	}
}

void
fields_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; i < p->hits->len && i < HITS_MAX; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);

		if (word_is_number(r, i)) {
			whole_word(r, i);
			continue;
		}
		for (const struct rule *rule = RULES; rule->id; rule++)
			if (rule->kind == h->label->kind && rule->value < VALUE_NAME)
				apply(r, rule, i);
	}
	number_told(r);
	date_of_letter(r);
	terms_alone(r);
	currency_find(r);
}
