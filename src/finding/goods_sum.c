/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goods_sum - what lines come to, the sums that the paper prints, and lines that are stated as data */
#include "goods.h"
#include "decimal.h"

#include <string.h>

enum { SUMS_MAX = 64, WORDS_MAX = 200 };
#define HALF_CENT 5000 /* in millionths */

struct sums {
	gint64 value[SUMS_MAX];
	guint n;
};

static void
sum_add(struct sums *s, const char *text)
{
	struct money_value m;
	gint64 value;

	if (s->n < SUMS_MAX && value_money(text, &m) && decimal_read(m.decimal, &value) && value)
		s->value[s->n++] = value;
}

/* The figures beside, or right below, each label of these kinds. */
static void
sums_beside(const struct plane *p, gboolean taxes, struct sums *out)
{
	for (guint i = 0; i < p->hits->len && i < 1500 && out->n < SUMS_MAX; i++) {
		guint kind = g_array_index(p->hits, struct hit, i).label->kind;
		gboolean sum = kind == LABEL_SUBTOTAL || kind == LABEL_TOTAL || kind == LABEL_TOTAL_NET ||
			       kind == LABEL_TOTAL_WEAK;
		guint32 segment = g_array_index(p->hit_segment, guint32, i);
		struct region rest = hit_rest(p, i);
		float box[4];
		gint64 right;

		if (taxes ? kind != LABEL_TAX && kind != LABEL_FREIGHT : !sum)
			continue;
		for (guint32 k = 0; k < rest.n && k < 8; k++) {
			g_autofree char *text =
			    plane_text(p, (struct region){ rest.first + k, rest.n - k, 0 }, NULL);

			sum_add(out, text);
		}
		hit_box(p, i, box);
		for (guint k = 0; k < 4; k++) {
			g_autofree char *text = NULL;

			right = segment_right(p, segment, k ? box[2] : plane_segment(p, segment)->x1, NULL);
			if (right < 0)
				break;
			text = segment_text(p, (guint32)right);
			sum_add(out, text);
			segment = (guint32)right;
			box[2] = plane_segment(p, segment)->x1;
		}
		right = segment_below(p, g_array_index(p->hit_segment, guint32, i), box[0], box[2], 1.5f);
		if (right >= 0) {
			g_autofree char *text = segment_text(p, (guint32)right);

			sum_add(out, text);
		}
	}
}

static gboolean
sums_have(const struct sums *s, gint64 value)
{
	for (guint i = 0; i < s->n; i++)
		if (ABS(s->value[i] - value) <= HALF_CENT)
			return TRUE;
	return FALSE;
}

/* The total is the lines', or the lines' and what is added to them: no other sum on the paper can be meant. */
void
goods_prove(struct reading *r, gint64 sum)
{
	struct fact *total = &r->field[ORDER_TOTAL];
	struct sums sums = { .n = 0 }, taxes = { .n = 0 };
	gint64 value;

	sums_beside(&r->plane, FALSE, &sums);
	sums_beside(&r->plane, TRUE, &taxes);
	if (!total->value || !decimal_read(total->value, &value)) {
		r->goods.proven = sums_have(&sums, sum);
		return;
	}
	r->goods.proven = sums_have(&sums, sum) || ABS(value - sum) <= HALF_CENT;
	if (r->goods.proven && total->confidence >= 0.5 &&
	    (value > sum ? sums_have(&taxes, value - sum) : value == sum && !taxes.n))
		total->confidence = MAX(total->confidence, 0.97);
}

/* A total read from a picture with doubt is none, unless another sum and what is added to it come to it. */
void
goods_prove_doubtful(struct reading *r)
{
	struct fact *total = &r->field[ORDER_TOTAL];
	struct sums sums = { .n = 0 }, added = { .n = 0 };
	gint64 value;

	if (!total->value || total->doubt < DOUBT_MOST || !decimal_read(total->value, &value))
		return;
	sums_beside(&r->plane, FALSE, &sums);
	sums_beside(&r->plane, TRUE, &added);
	for (guint i = 0; i < sums.n; i++)
		if (sums.value[i] != value && sums_have(&added, value - sums.value[i]))
			total->confidence = MAX(total->confidence, 0.9);
}

void
goods_clear(struct goods *g)
{
	g_clear_pointer(&g->lines, g_ptr_array_unref);
	g_clear_pointer(&g->sum, g_free);
	g->n = 0;
	g->proven = FALSE;
}

/* --- data ---------------------------------------------------------------------------------------- */

/* "position | description | quantity | unit | unit price | total", as document states a line. */
void
goods_fact(struct reading *r, const char *value, const struct limits *limits)
{
	g_auto(GStrv) cells = g_strsplit(value, "|", -1);
	struct goods *g = &r->goods;
	struct order_line *l;
	gint64 unused;

	g->n++;
	if (g_strv_length(cells) != 6) { /* there are more than are read */
		g->proven = FALSE;
		return;
	}
	g->proven = TRUE;
	if (!g->lines)
		g->lines = g_ptr_array_new_with_free_func(order_line_free);
	if ((gint64)g->lines->len >= limits->order_lines)
		return;
	l = g_new0(struct order_line, 1);
	for (guint i = 0; i < 6; i++) {
		const char *s = g_strstrip(cells[i]);
		gboolean figure = i == 2 || i >= 4;

		if (*s && (!figure || decimal_read(s, &unused)))
			G_STRUCT_MEMBER(char *, l, ORDER_LINE_COLUMNS[i].offset) =
			    i == 1 ? text_one_line(s, WORDS_MAX) : text_one_line(s, 60);
	}
	g_ptr_array_add(g->lines, l);
}

/* What a line comes to is stated, or is quantity times price. */
void
goods_add_up(struct goods *g)
{
	gint64 sum = 0;

	for (guint i = 0; g->lines && i < g->lines->len; i++) {
		const struct order_line *l = g->lines->pdata[i];
		gint64 total = 0, quantity = 0, price = 0;

		if (!(l->total ? decimal_read(l->total, &total)
			       : l->quantity && l->unit_price && decimal_read(l->quantity, &quantity) &&
				     decimal_read(l->unit_price, &price) &&
				     decimal_times(quantity, price, &total)) ||
		    !decimal_add(sum, total, &sum))
			return;
	}
	if (g->lines && g->lines->len == g->n)
		g->sum = decimal_write(sum);
}
