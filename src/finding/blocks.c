/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks - the lines that belong to a label of a party */
#include "blocks.h"

#include <math.h>
#include <string.h>

void
block_clear(struct block *b)
{
	for (guint i = 0; i < b->n; i++)
		g_free(b->text[i]);
	memset(b, 0, sizeof *b);
}

static void
block_add(const struct plane *p, struct block *b, struct region line, gboolean detail)
{
	char *text, *s;

	if (b->n == BLOCK_LINES || !line.n)
		return;
	line.n = MIN(line.n, 24);
	text = plane_text(p, line, NULL);
	s = text + strspn(text, " :|,;=-#");
	if (g_str_has_prefix(s, "\342\200\223 "))
		s += 4;
	memmove(text, s, strlen(s) + 1);
	if (!*text) {
		g_free(text);
		return;
	}
	b->line[b->n] = line;
	b->detail[b->n] = detail;
	b->text[b->n++] = text;
}

static gboolean
kind_is_detail(guint kind)
{
	return kind == LABEL_PARTY_NUMBER || kind == LABEL_PHONE || kind == LABEL_FAX ||
	       kind == LABEL_EMAIL || kind == LABEL_TAX_ID || kind == LABEL_CONTACT || kind == LABEL_WEB;
}

/* A segment's words up to the first label in its middle: the next column's heading, or a telephone number. */
static struct region
segment_line(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);
	struct region r = { s->first, s->n, 0 };

	for (guint i = s->first_hit; i < s->first_hit + MIN(s->n_hits, 24); i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);

		if (h->word > s->first && hit_standing(p, i) >= 0.9 && h->label->kind < TITLE_ORDER) {
			r.n = h->word - s->first;
			break;
		}
	}
	return r;
}

/* The lines that go on below, aligned with x or with the label's own x. */
static void
block_follow(const struct plane *p, struct block *b, guint32 segment, float x, float label_x)
{
	float bottom = plane_segment(p, segment)->y1, open = p->document->unit == UNIT_CHARS ? 0.5f : 1.1f;

	for (guint i = 0; i < BLOCK_LINES; i++) {
		gint64 below = segment_below(p, segment, x, x + 2 * p->line_height, 2.2f);
		const struct segment *t;
		gint64 label;

		if (below < 0 && label_x < x)
			below = segment_below(p, segment, label_x, label_x + 2 * p->line_height, 2.2f);
		if (below < 0)
			return;
		t = plane_segment(p, (guint32)below);
		if (t->y0 - bottom > open * p->line_height ||
		    (fabsf(t->x0 - x) > 2.5f * p->line_height &&
			fabsf(t->x0 - label_x) > 1.5f * p->line_height))
			return;
		label = segment_label(p, (guint32)below);
		if (label >= 0 && !kind_is_detail(g_array_index(p->hits, struct hit, label).label->kind))
			return;
		block_add(p, b, segment_line(p, (guint32)below), label >= 0);
		segment = (guint32)below;
		bottom = t->y1;
	}
}

static gboolean
region_has_text(const struct plane *p, struct region r)
{
	g_autofree char *text = NULL;

	if (!r.n)
		return FALSE;
	r.n = MIN(r.n, 4);
	text = plane_text(p, r, NULL);
	for (const char *s = text; *s; s = g_utf8_next_char(s))
		if (g_unichar_isalnum(g_utf8_get_char(s)))
			return TRUE;
	return FALSE;
}

gboolean
segment_is_company(const struct plane *p, guint32 segment)
{
	g_autofree char *text = segment_text(p, segment), *clean = name_clean(text);

	return name_shape(clean) == NAME_COMPANY;
}

/* "Supplier | Acme Ltd" over "Reason | none", "Delivery | 3 May": a column of labels, known or not, beside their values. */
static gboolean
is_pair_column(const struct plane *p, guint32 right, guint32 below)
{
	const struct segment *v = plane_segment(p, right), *l = plane_segment(p, below);
	gint64 next = segment_right(p, below, l->x1, NULL);
	gboolean labelled = plane_label_at(p, l->first) != NULL;

	return l->x1 < v->x0 && next >= 0 &&
	       fabsf(plane_segment(p, (guint32)next)->x0 - v->x0) < p->line_height &&
	       (labelled || segment_is_company(p, right)) && !segment_is_company(p, below);
}

/* The block of a label: behind it, right of it, or below. */
void
block_find(const struct plane *p, guint hit, struct block *b)
{
	guint32 segment = g_array_index(p->hit_segment, guint32, hit);
	const struct segment *s = plane_segment(p, segment), *t;
	struct region rest = hit_rest(p, hit);
	float box[4], gap = 0, wide;
	gint64 right, below;
	gboolean colon = hit_standing(p, hit) == 1, aligned;

	hit_box(p, hit, box);
	b->near = 1;
	if (region_has_text(p, rest)) {
		block_add(p, b, rest, FALSE);
		block_follow(p, b, segment, plane_word(p, rest.first)->x0, s->x0);
		return;
	}
	right = segment_right(p, segment, box[2], &gap);
	if (right >= 0 && (segment_label(p, (guint32)right) >= 0 || gap > 0.8f * p->page_width))
		right = -1;
	below = segment_below(p, segment, box[0], box[2], 3.6f);
	if (below >= 0) {
		gint64 label = segment_label(p, (guint32)below);

		/* "Vendor#: 3002130" between the heading and the name */
		if (label >= 0 && kind_is_detail(g_array_index(p->hits, struct hit, label).label->kind))
			below = segment_below(p, (guint32)below, box[0], box[2], 2.0f);
		if (below >= 0 && segment_label(p, (guint32)below) >= 0)
			below = -1;
	}
	t = below >= 0 ? plane_segment(p, (guint32)below) : NULL;
	aligned = t && (fabsf(t->x0 - box[0]) < 2 * p->line_height ||
			   fabsf((t->x0 + t->x1) - (box[0] + box[2])) < 6 * p->line_height);
	/* a letter is half as wide as a line is high */
	wide = p->line_height * (p->document->unit == UNIT_CHARS ? 2 : 1);
	if (right >= 0 && (!aligned || (colon && gap < 14 * wide) ||
			      (gap < 3 * wide && !(segment_is_company(p, (guint32)below) &&
						     !segment_is_company(p, (guint32)right))) ||
			      is_pair_column(p, (guint32)right, (guint32)below))) {
		block_add(p, b, segment_line(p, (guint32)right), FALSE);
		block_follow(p, b, (guint32)right, plane_segment(p, (guint32)right)->x0,
		    plane_segment(p, (guint32)right)->x0);
		b->near = 0.96;
	} else if (t && aligned) {
		block_add(p, b, segment_line(p, (guint32)below), FALSE);
		block_follow(p, b, (guint32)below, t->x0, t->x0);
		b->near = t->y0 - s->y1 < 2.2f * p->line_height ? 0.95 : 0.88;
	}
}

char *
block_first_line(const struct plane *p, guint hit, struct region *out_where)
{
	struct block b = { 0 };
	char *line = NULL;

	block_find(p, hit, &b);
	if (b.n) {
		line = g_strdup(b.text[0]);
		*out_where = b.line[0];
	}
	block_clear(&b);
	return line;
}

/* The line that names the company; -1: none. */
int
block_name(const struct block *b, enum name_shape *out_shape)
{
	for (guint i = 0; i < b->n && i < 3; i++) {
		g_autofree char *clean = name_clean(b->text[i]);
		enum name_shape shape = name_shape(clean);

		if (shape == NAME_NO || b->detail[i])
			continue;
		/* a person, and her firm in the next line */
		if (shape == NAME_PERHAPS && i + 1 < b->n) {
			g_autofree char *next = name_clean(b->text[i + 1]);

			if (name_shape(next) == NAME_COMPANY && !line_is_street(next)) {
				*out_shape = NAME_COMPANY;
				return (int)i + 1;
			}
		}
		*out_shape = shape;
		return (int)i;
	}
	return -1;
}
