/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signs - what in a document speaks for a kind of paper: titles by their place, size and share of the line, labels by
 * how they stand, phrases by their number, the headings of a table; and in which order its dates are written
 */
#include "facts.h"

#include <string.h>

/* Capitals, bold, or larger than the text around: as titles are set. */
static gboolean
title_is_loud(const struct plane *p, const struct segment *s, const struct hit *h)
{
	const struct word *w = plane_word(p, h->word);
	const char *t = p->document->text + w->offset;
	gboolean lower = FALSE;

	for (guint32 k = 0; k < w->size && !lower; k++)
		lower = g_ascii_islower(t[k]);
	return !lower || s->y1 - s->y0 > 1.3f * p->line_height || w->flags & WORD_BOLD;
}

/* How far down the text: 1 at the top, less below. */
static double
place_weight(const struct reading *r, const struct segment *s)
{
	const struct plane *p = &r->plane;

	if (p->document->unit == UNIT_CHARS) {
		float down = s->y0 - p->top;

		return down < 12 ? 1 : down < 20 ? 0.8 : down < 40 ? 0.5 : 0.25;
	}
	if (plane_is_later(p, s->page))
		return 0.2;
	return s->y0 < 0.3f * p->page_height ? 1 : s->y0 < 0.45f * p->page_height ? 0.75 : 0.35;
}

static gboolean
is_value_word(const struct plane *p, const struct word *w)
{
	const char *t = p->document->text + w->offset;

	for (guint32 k = 0; k < w->size; k++)
		if (g_ascii_isalpha(t[k]))
			goto letters;
	return TRUE;
letters:
	for (guint32 k = 0; k < w->size; k++)
		if (g_ascii_isdigit(t[k]))
			return TRUE;
	return FALSE;
}

/* "n.º 4711 de fecha 3 de mayo de 2026": a number, a word or two, a day, and no more. */
static gboolean
only_number_and_day(const struct plane *p, const struct segment *s, const struct hit *h)
{
	g_autofree char *text = NULL, *number = NULL;
	struct region rest = { h->last_word + 1, s->first + s->n - h->last_word - 1, 0 };
	struct span span = { 0, 0 };
	struct date_value day;
	const char *at;

	if (!rest.n || rest.n > 12)
		return FALSE;
	text = plane_text(p, rest, NULL);
	if (!value_reference(text, FALSE, &number, &span))
		return FALSE;
	at = text + span.end;
	for (guint words = 0; words <= 2; words++) {
		at += strspn(at, " ,");
		if (value_date(at, DATE_DMY, &day))
			return at[day.span.end + strspn(at + day.span.end, " .")] == 0;
		at += strcspn(at, " ");
	}
	return FALSE;
}

/* How much of its segment is the title itself? Numbers and dates behind it do not count against it. */
static double
share_weight(const struct plane *p, const struct segment *s, const struct hit *h)
{
	guint others = 0, before = h->word - s->first;

	if (s->n > 30)
		return 0.1;
	if (before == 0 && only_number_and_day(p, s, h))
		return 1;
	for (guint32 i = s->first; i < s->first + s->n; i++)
		if ((i < h->word || i > h->last_word) && !is_value_word(p, plane_word(p, i)))
			others++;
	if (before == 0)
		return others == 0 ? 1 : others <= 2 ? 0.8 : others <= 4 ? 0.5 : 0.12;
	return others <= 2 ? 0.6 : others <= 4 ? 0.35 : 0.1;
}

/* A title with its number on the same line, and loud: "BON DE COMMANDE N° 4711". */
static gboolean
number_follows(const struct reading *r, guint hit)
{
	g_autofree char *text = NULL, *number = NULL;
	struct region rest = hit_rest(&r->plane, hit);

	if (!rest.n)
		return FALSE;
	rest.n = MIN(rest.n, 4);
	text = plane_text(&r->plane, rest, NULL);
	return value_reference(text, FALSE, &number, NULL);
}

static gboolean
address_follows(const struct reading *r, guint hit)
{
	g_autofree char *text = NULL, *address = NULL;
	struct region rest = hit_rest(&r->plane, hit);

	if (!rest.n)
		return FALSE;
	rest.n = MIN(rest.n, 4);
	text = plane_text(&r->plane, rest, NULL);
	return value_mail_address(text, &address, NULL);
}

/* "Invoice | Date | Balance due": the headings of a table, no titles. */
static gboolean
in_heading_row(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);
	float x = s->x1;
	guint labels = 0;

	for (guint i = 0; i < 4; i++) {
		gint64 right = segment_right(p, segment, x, NULL);

		if (right < 0)
			break;
		labels += segment_label(p, (guint32)right) >= 0;
		x = plane_segment(p, (guint32)right)->x1;
	}
	return labels >= 2;
}

/* "Quote: Q-118" in a mail's text is what the order refers to. */
static gboolean
is_line_of_facts(const struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct word *last = plane_word(p, g_array_index(p->hits, struct hit, hit).last_word);

	return last->size && p->document->text[last->offset + last->size - 1] == ':' &&
	       number_follows(r, hit);
}

/* Under a heading it is the heading's value: "Reference | Quote Q-118". */
static gboolean
stands_below_label(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);

	for (guint i = 0; i < p->hits->len && i < 300; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		float box[4];

		if (h->word >= s->first)
			return FALSE;
		if (h->label->kind >= TITLE_ORDER || h->word + 40 < s->first || hit_standing(p, i) < 0.9 ||
		    hit_rest(p, i).n)
			continue;
		hit_box(p, i, box);
		if (segment_below(p, g_array_index(p->hit_segment, guint32, i), box[0], box[2], 2.2f) ==
		    (gint64)segment)
			return TRUE;
	}
	return FALSE;
}

/* "PO #118" by itself, larger than the rest, at the head of the page: the title of an order, with its number. */
static void
number_as_title(struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	struct title *best = &r->titles[TITLE_ORDER];
	double score = 0.8 * place_weight(r, s);

	if (r->body || h->word != s->first || s->n > h->last_word - h->word + 3 ||
	    p->document->unit != UNIT_POINTS || s->y1 - s->y0 < 1.3f * p->line_height ||
	    !number_follows(r, hit) || score <= best->score)
		return;
	best->score = score;
	best->hit = hit;
}

static void
title_see(struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	const struct label *label = h->title ? h->title : h->label;
	gboolean loud = title_is_loud(p, s, h);
	double score;
	struct title *best = &r->titles[label->kind];

	/* "Invoice to" is an address, no invoice */
	if (label->kind != h->label->kind &&
	    (h->label->kind == LABEL_BILL_TO || h->label->kind == LABEL_INVOICE_MAIL ||
		h->label->kind == LABEL_SHIP_TO))
		return;
	/* "Delivery note no.", "Invoice date" in columns: labels of a number or a day, not titles */
	if (!h->title && hit + 1 < p->hits->len && (label->kind >= TITLE_CONFIRM || label->weight < 80)) {
		const struct hit *next = h + 1;

		if (next->word - h->last_word <= 1 &&
		    !(h->word == s->first && s->y1 - s->y0 > 1.2f * p->line_height) &&
		    (next->label->kind == LABEL_ORDER_NUMBER || next->label->kind == LABEL_DATE) &&
		    next->word < s->first + s->n)
			return;
	}
	if (r->body && label->kind == TITLE_QUOTE && is_line_of_facts(r, hit))
		return;
	/* "Invoice: accounts@firm.example" says where it goes */
	if (r->body && label->kind == TITLE_INVOICE && address_follows(r, hit))
		return;
	if (label->kind == TITLE_QUOTE && number_follows(r, hit) &&
	    stands_below_label(p, g_array_index(p->hit_segment, guint32, hit)))
		return;
	score = label->weight / 100.0 * place_weight(r, s) * share_weight(p, s, h);
	if (h->title)
		score *= loud && number_follows(r, hit) && hit_standing(p, hit) < 1 ? 0.9 : 0.45;
	else if (!loud)
		score *= 0.85;
	if (score > best->score && in_heading_row(p, g_array_index(p->hit_segment, guint32, hit)))
		score *= 0.4;
	if (score > best->score) {
		best->score = score;
		best->hit = hit;
	}
}

/* At least two headings of an order's lines beside each other. */
static gboolean
table_seen(const struct plane *p)
{
	float y[3] = { -1, -1, -1 };
	guint16 page[3] = { 0 };

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		const struct segment *s;
		guint which = h->label->kind == LABEL_ITEM       ? 0
			      : h->label->kind == LABEL_QUANTITY ? 1
			      : label_is_price(h->label->kind)   ? 2
								 : 3;
		guint near = 0;

		if (which == 3 || hit_standing(p, i) < 0.45)
			continue;
		s = plane_segment(p, g_array_index(p->hit_segment, guint32, i));
		if (s->n > 12)
			continue;
		y[which] = s->y0;
		page[which] = s->page;
		for (guint k = 0; k < 3; k++)
			near += page[k] == s->page && y[k] >= s->y0 - 2 * p->line_height &&
				y[k] <= s->y0 + 2 * p->line_height;
		if (near >= 2)
			return TRUE;
	}
	return FALSE;
}

/* Money of countries that write the day first. */
static gboolean
sign_of_europe(const char *text)
{
	static const char *const SIGNS[] = { "\302\243", "\342\202\254", "\342\202\271", "GBP", "EUR" };

	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
		if (strstr(text, SIGNS[i]))
			return TRUE;
	return FALSE;
}

/* The order of day and month: from dates that show it, places, money, language. */
static void
order_of_dates(struct reading *r)
{
	const struct plane *p = &r->plane;
	guint dmy = 0, mdy = 0, looked = 0, other = 0;

	for (guint i = p->first; i < p->end && looked < 3000; i++) {
		const struct word *w = plane_word(p, i);
		const char *t = p->document->text + w->offset;
		struct date_value d;
		g_autofree char *text = NULL;

		if (w->size < 6 || w->size > 12 || !g_ascii_isdigit(t[0]) ||
		    !(memchr(t, '/', w->size) || memchr(t, '-', w->size)))
			continue;
		looked++;
		text = g_strndup(t, w->size);
		if (value_date(text, DATE_ORDER_UNKNOWN, &d)) {
			dmy += d.shown == DATE_DMY;
			mdy += d.shown == DATE_MDY;
		}
	}
	for (guint i = 0; i < p->segments->len && i < 400; i++) {
		g_autofree char *text = NULL;

		if (plane_segment(p, i)->n > 8 || plane_segment(p, i)->signs)
			continue;
		text = segment_text(p, i);
		r->us_places = r->us_places || line_is_us_town(text);
	}
	for (guint l = LANG_EN + 1; l < LANG_N; l++)
		other = MAX(other, p->languages[l]);
	if (dmy || mdy)
		r->order = dmy && mdy ? DATE_ORDER_UNKNOWN : dmy ? DATE_DMY : DATE_MDY;
	else if (r->us_places)
		r->order = DATE_MDY;
	else if (other > p->languages[LANG_EN] + 2 || sign_of_europe(p->document->text))
		r->order = DATE_DMY;
}

void
signs_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint kind = h->label->kind;
		double weight = hit_standing(p, i) * h->label->weight / 100.0;

		r->phrases[kind]++;
		if (weight > r->labels[kind])
			r->labels[kind] = weight;
		if (h->title || (kind >= TITLE_ORDER && kind <= TITLE_OTHER))
			title_see(r, i);
		else if (kind == LABEL_PO_NUMBER || kind == LABEL_PO_WORD)
			number_as_title(r, i);
	}
	r->table = table_seen(p);
	order_of_dates(r);
}
