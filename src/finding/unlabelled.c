/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unlabelled - who is who where no label says it: letterheads, the addressee of a letter, the other of two, signatures */
#include "unlabelled.h"

#include <string.h>

/* "Customer Jane D." is a label and its value, no letterhead. */
static gboolean
segment_starts_label(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);
	const struct hit *h = &g_array_index(p->hits, struct hit, s->first_hit);

	return segment_label(p, segment) >= 0 ||
	       (h->word == s->first && h->label->weight >= 40 && h->label->kind != LABEL_BUYER);
}

void
buyer_offer(struct reading *r, const char *name, const char *rule, double score, struct region where)
{
	if (r->field[ORDER_SUPPLIER].value && names_agree(name, r->field[ORDER_SUPPLIER].value))
		return;
	if (name_is_us(r->us, name)) {
		r->buyer_is_us = TRUE;
		return;
	}
	fact_offer(r, &r->field[ORDER_BUYER], g_strdup(name), g_strdup(name), rule, score, where);
}

/* "Muster AG - Postfach 11 - 47000 Duisburg": the sender's line over a window. Cut to the name; FALSE: no such line. */
static gboolean
cut_sender_line(char *text)
{
	static const char *const CUTS[] = { " - ", " \302\267 ", " \342\200\242 ", " | ", " \342\200\223 ",
		", ", " * " };

	for (gsize i = 0; i < G_N_ELEMENTS(CUTS); i++) {
		char *cut = strstr(text, CUTS[i]);

		if (!cut || cut == text)
			continue;
		if (line_is_town(cut + strlen(CUTS[i])) || line_is_street(cut + strlen(CUTS[i]))) {
			*cut = 0;
			return TRUE;
		}
	}
	return FALSE;
}

/* An address within the next lines below: how much it adds. */
static double
address_below(const struct plane *p, guint32 index)
{
	const struct segment *s = plane_segment(p, index);
	gint64 below = segment_below(p, index, s->x0, s->x1, 2.2f);

	for (guint k = 0; below >= 0 && k < 3; k++) {
		g_autofree char *next = segment_text(p, (guint32)below);

		if (line_is_street(next) || line_is_town(next) || line_is_contact(next))
			return k == 0 ? 0.2 : 0.14;
		if (segment_label(p, (guint32)below) >= 0)
			break;
		below = segment_below(p, (guint32)below, s->x0, s->x1, 1.6f);
	}
	return 0;
}

/* Does the text of a party's block, or a label's value, begin among these words? Then they are no letterhead. */
static gboolean
word_taken(const GArray *taken, guint32 first, guint32 n)
{
	for (guint i = 0; i < taken->len; i++)
		if (g_array_index(taken, guint32, i) >= first && g_array_index(taken, guint32, i) < first + n)
			return TRUE;
	return FALSE;
}

/* A letter without a label for either party: the sender above, and below him, at the left, the one it is written to. Two
 * blocks, no more; each a company over its street or town. */
void
addressee_find(struct reading *r, const GArray *taken)
{
	const struct plane *p = &r->plane;
	float limit = 0.28f * p->page_height;
	g_autofree char *first = NULL, *second = NULL;
	guint32 sender = 0, receiver = 0;

	for (guint i = 0; i < p->by_y->len && i < 40; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *s = plane_segment(p, index);
		g_autofree char *text = NULL, *clean = NULL;
		gboolean line;

		if (plane_is_later(p, s->page) || s->y0 - p->top > limit)
			break;
		if (s->signs || s->n > 14 || word_taken(taken, s->first, s->n) ||
		    (s->n_hits && segment_starts_label(p, index)))
			continue;
		text = segment_text(p, index);
		line = cut_sender_line(text);
		clean = name_clean(text);
		if (name_shape(clean) != NAME_COMPANY || (first && names_agree(clean, first)))
			continue;
		if (!first) {
			first = g_steal_pointer(&clean);
			sender = index;
			continue;
		}
		if (second || line || address_below(p, index) < 0.14)
			return;
		second = g_steal_pointer(&clean);
		receiver = index;
	}
	if (!second || plane_segment(p, receiver)->y0 < plane_segment(p, sender)->y1 + 2 * p->line_height ||
	    plane_segment(p, receiver)->x0 > 0.35f * p->page_width)
		return;
	fact_offer(r, &r->field[ORDER_SUPPLIER], g_strdup(second), g_strdup(second), "po.supplier.addressee",
	    0.7, (struct region){ plane_segment(p, receiver)->first, plane_segment(p, receiver)->n, 0 });
}

/* Companies at the head of the first page: each is offered, the higher up and the better backed the better. agree: what
 * bill-to and ship-to blocks name. */
void
letterhead_find(struct reading *r, char *const *agree, guint n_agree, const GArray *taken)
{
	const struct plane *p = &r->plane;
	float limit = 0.28f * p->page_height;
	gint64 under = -1; /* right below a company: a department of it */

	for (guint i = 0; i < p->by_y->len && i < 40; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *s = plane_segment(p, index);
		g_autofree char *text = NULL, *clean = NULL;
		enum name_shape shape;
		gboolean line;
		double score;

		if (plane_is_later(p, s->page) || s->y0 - p->top > limit)
			break;
		if (s->signs || s->n > 14 || index == under || word_taken(taken, s->first, s->n) ||
		    (s->n_hits && segment_starts_label(p, index)))
			continue;
		text = segment_text(p, index);
		line = cut_sender_line(text);
		clean = name_clean(text);
		shape = name_shape(clean);
		if (shape == NAME_NO || (line && shape != NAME_COMPANY))
			continue;
		if (shape == NAME_COMPANY && !line)
			under = segment_below(p, index, s->x0, s->x1, 1.6f);
		score = shape == NAME_COMPANY ? 0.74 : 0.32;
		score += line ? 0.2 : address_below(p, index);
		score -= 0.12 * (s->y0 - p->top) / limit;
		score += s->y1 - s->y0 > 1.3f * p->line_height || i < 2 ? 0.05 : 0;
		for (guint k = 0; k < n_agree; k++)
			if (agree[k] && names_agree(clean, agree[k])) {
				score += 0.25;
				break;
			}
		buyer_offer(
		    r, clean, "po.buyer.letterhead", MIN(score, 1), (struct region){ s->first, s->n, 0 });
	}
}

/* Names are written large: "10 licences as quoted" is none, whatever its words may mean elsewhere. */
static gboolean
is_written_as_name(const char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	if (!g_unichar_isupper(g_utf8_get_char(text)))
		return FALSE;
	for (char **w = words; *w; w++) {
		g_autofree char *folded = label_fold(*w, strlen(*w));

		g_strdelimit(folded, ".,", ' ');
		g_strstrip(folded);
		if (!g_unichar_isupper(g_utf8_get_char(*w)) && **w != '&' && !name_word_is_small(folded))
			return FALSE;
	}
	return TRUE;
}

/* "Acme OHG · Marktgasse 3 · 88131 Lindau" under a mail: whoever orders in its text signs with his company. */
void
signature_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	for (guint32 i = p->segments->len; i-- > 0 && p->segments->len - i < 60;) {
		const struct segment *s = plane_segment(p, i);
		g_autofree char *text = NULL, *clean = NULL;

		if (s->signs || s->n > 16 || plane_label_at(p, s->first))
			continue;
		text = segment_text(p, i);
		if (!cut_sender_line(text) && (s->n > 7 || p->segments->len - i > 14))
			continue;
		clean = name_clean(text);
		if (name_shape(clean) == NAME_COMPANY && is_written_as_name(clean) &&
		    !name_is_us(r->us, clean)) {
			buyer_offer(
			    r, clean, "po.buyer.signature", 0.78, (struct region){ s->first, s->n, 0 });
			return;
		}
	}
}

void
parties_signed(struct reading *r, gsize start, gsize end)
{
	struct fact *buyer = &r->field[ORDER_BUYER];
	struct reading foot = { .us = r->us, .limits = r->limits };

	if (buyer->value)
		return;
	facts_init(&foot, r->plane.document, start, end);
	plane_lay_out(&foot.plane);
	signature_find(&foot);
	*buyer = foot.field[ORDER_BUYER];
	foot.field[ORDER_BUYER] = (struct fact){ NULL };
	fact_set_confidence(buyer);
	r->buyer_is_us = r->buyer_is_us && !buyer->value;
	facts_clear(&foot);
}

/* The company that this segment names, over or before its address; NULL: none. */
static char *
company_addressed(const struct plane *p, guint32 index)
{
	g_autofree char *text = segment_text(p, index), *clean = NULL;
	gboolean line = cut_sender_line(text);

	clean = name_clean(text);
	if (name_shape(clean) != NAME_COMPANY || (!line && address_below(p, index) < 0.14))
		return NULL;
	return g_steal_pointer(&clean);
}

/* Two companies with their addresses stand on an order without a label for its supplier: the one that does not buy. Our
 * own name is enough; of strangers there must be one and no more. */
void
other_party(struct reading *r, const GArray *taken)
{
	const struct plane *p = &r->plane;
	const char *buyer = r->field[ORDER_BUYER].value;
	g_autofree char *other = NULL;
	gboolean ours = FALSE;
	guint32 at = 0;
	guint row = 0;

	for (guint i = 0; i < p->by_y->len && i < 80 && !ours; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *s = plane_segment(p, index);
		g_autofree char *name = NULL;

		if (plane_is_later(p, s->page) || s->y0 - p->top > 0.5f * p->page_height)
			break;
		if (s->signs || s->n > 14 || (s->n_hits && segment_starts_label(p, index)) ||
		    !(name = company_addressed(p, index)) || (buyer && names_agree(name, buyer)))
			continue;
		ours = name_is_us(r->us, name);
		if (!ours && word_taken(taken, s->first, s->n))
			continue;
		if (other && !ours && !names_agree(name, other))
			return;
		g_free(other);
		other = g_steal_pointer(&name);
		at = index;
		row = i;
	}
	/* at the very top it is a letterhead: then we may be the ones who order */
	if (other && (buyer || (ours && row > 1)))
		fact_offer(r, &r->field[ORDER_SUPPLIER], g_strdup(other), g_strdup(other),
		    "po.supplier.other", ours ? 0.9 : 0.76,
		    (struct region){ plane_segment(p, at)->first, plane_segment(p, at)->n, 0 });
}
