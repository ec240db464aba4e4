/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * goods - rows of a table to lines of goods; see goods.h
 *
 * One pass over the page's rows: a row of headings opens a table, a row of totals closes it, and a page end does not,
 * as long as the rows behind it still add up.
 */
#include "goods.h"
#include "decimal.h"
#include "delivery.h"

#include <string.h>

enum { ROWS_WITHOUT_LINE = 12, TEXT_MAX = 200, HEADS_TRIED = 3 };
#define CENT 10000 /* in millionths */
#define ONE 1000000

/* --- one row ------------------------------------------------------------------------------------- */

struct row {
	GString *cell[GOODS_COLUMNS];
	guint32 word[GOODS_COLUMNS]; /* the first of each cell */
	guint8 doubt;                /* of its least sure figure, where it was read from a picture */
	guint16 page;
	float y0, y1;
	guint first, end; /* in plane->by_y */
};

static guint
column_for(const struct goods_head *h, float x0, float x1)
{
	guint best = 0;
	float best_away = G_MAXFLOAT;

	for (guint i = 0; i < h->n; i++) {
		const struct goods_column *c = &h->column[i];
		float away = x0 > c->x1   ? x0 - c->x1
			     : x1 < c->x0 ? c->x0 - x1
					  : MAX(x0, c->x0) - MIN(x1, c->x1);

		if (away < best_away) {
			best_away = away;
			best = i;
		}
	}
	return best;
}

static guint
columns_under(const struct goods_head *h, const struct segment *s)
{
	guint n = 0;

	for (guint i = 0; i < h->n; i++)
		n += s->x0 < h->column[i].x1 && s->x1 > h->column[i].x0;
	return n;
}

static void
cell_add(GString *cell, const char *text, gsize n)
{
	if (cell->len + n > 2 * (gsize)TEXT_MAX)
		return;
	if (cell->len)
		g_string_append_c(cell, ' ');
	g_string_append_len(cell, text, (gssize)n);
}

static void
row_take(const struct plane *p, const struct goods_head *h, guint32 segment, struct row *row)
{
	const struct segment *s = plane_segment(p, segment);
	gboolean whole = columns_under(h, s) <= 1;
	guint column = column_for(h, s->x0, s->x1);

	if (s->signs)
		return;
	for (guint32 i = s->first; i < s->first + MIN(s->n, 60); i++) {
		const struct word *w = plane_word(p, i);

		if (!whole)
			column = column_for(h, w->x0, w->x1);
		if (h->column[column].role >= GOODS_QUANTITY)
			row->doubt = MAX(row->doubt, w->doubt);
		if (!row->cell[column]->len)
			row->word[column] = i;
		cell_add(row->cell[column], p->document->text + w->offset, w->size);
	}
}

static const char *
cell_of(const struct goods_head *h, const struct row *row, enum goods_role role)
{
	for (guint i = 0; i < h->n; i++)
		if (h->column[i].role == role && row->cell[i]->len)
			return row->cell[i]->str;
	return NULL;
}

static gboolean
head_has(const struct goods_head *h, enum goods_role role)
{
	for (guint i = 0; i < h->n; i++)
		if (h->column[i].role == role)
			return TRUE;
	return FALSE;
}

/* Do quantity and price come to this total? A price printed with two places is rounded; but of whole pieces at whole
 * cents not a cent is lost, and from a picture another cent is another figure. */
static gboolean
bears_out(gint64 quantity, gint64 price, gint64 per, gint64 total, gboolean exact)
{
	gint64 product, slack;

	if (!decimal_times(quantity, price, &product))
		return FALSE;
	product /= per;
	if (exact && per == 1 && quantity % ONE == 0 && price % CENT == 0)
		return product == total;
	slack = MIN(MAX(CENT, ABS(quantity) / 200 / per), MAX(CENT, ABS(total) / 200));
	return ABS(product - total) <= slack;
}

struct taken {
	gint64 quantity, price, total;
	gboolean has_quantity, has_price, has_total, sound;
};

/* The reading of each figure that makes the row add up; without one, figures of two readings are none. */
static void
settle(const struct goods_figure *q, const struct goods_figure *p, const struct goods_figure *t,
    gboolean exact, struct taken *out)
{
	for (guint i = 0; i < q->n; i++)
		for (guint k = 0; k < p->n; k++)
			for (guint m = 0; m < t->n; m++)
				if (!out->sound &&
				    bears_out(q->value[i], p->value[k], p->per, t->value[m], exact))
					*out = (struct taken){ q->value[i], p->value[k], t->value[m], TRUE,
						TRUE, TRUE, TRUE };
	if (out->sound)
		return;
	*out =
	    (struct taken){ q->value[0], p->value[0], t->value[0], q->n == 1, p->n == 1, t->n == 1, FALSE };
}

static void
figures_read(const struct goods_head *h, const struct row *row, gboolean exact, struct taken *out,
    char unit[GOODS_UNIT_MAX + 1])
{
	struct goods_figure q = { .per = 1 }, p = { .per = 1 }, t = { .per = 1 };
	const char *quantity = cell_of(h, row, GOODS_QUANTITY), *price = cell_of(h, row, GOODS_PRICE);

	*out = (struct taken){ 0 };
	if (quantity)
		goods_figure(quantity, &q);
	if (price)
		goods_figure(price, &p);
	memcpy(unit, q.unit, GOODS_UNIT_MAX + 1);
	for (guint i = 0; i < h->n && !out->sound; i++) {
		if (h->column[i].role != GOODS_AMOUNT || !row->cell[i]->len)
			continue;
		if (goods_figure(row->cell[i]->str, &t))
			settle(&q, &p, &t, exact, out);
	}
	if (!out->has_total)
		settle(&q, &p, &t, exact, out);
	/* of a picture, figures that are doubtful and do not bear each other out are no figures */
	if (!out->sound && (row->doubt >= DOUBT_MOST ||
			       (row->doubt && out->has_quantity && out->has_price && out->has_total)))
		*out = (struct taken){ 0 };
}

/* Money has two places, a quantity those that it needs. */
static char *
money_or_null(gboolean has, gint64 value)
{
	return has ? decimal_write(value) : NULL;
}

static char *
quantity_or_null(gboolean has, gint64 value)
{
	char *out = money_or_null(has, value);

	for (gsize n = out ? strlen(out) : 0; n && strchr("0.", out[n - 1]) && strchr(out, '.'); n--)
		out[n - 1] = '\0';
	return out;
}

/* "10", "0010", "1.", "A1": what a line is called; else it belongs to the words. */
static gboolean
is_position(const char *s, gsize n)
{
	gsize digits = 0;

	for (gsize i = 0; i < n; i++)
		digits += g_ascii_isdigit(s[i]);
	return n > 0 && n <= 6 && digits > 0 && digits + 2 >= n;
}

static void
words_take(const struct goods_head *h, const struct row *row, struct order_line *l)
{
	GString *words = g_string_new(NULL);

	for (guint i = 0; i < h->n; i++) {
		const char *s = row->cell[i]->str;
		enum goods_role role = h->column[i].role;
		gsize n;

		if (!*s)
			continue;
		if (role == GOODS_POSITION) {
			n = strcspn(s, " ");
			if (!l->position && is_position(s, n)) {
				l->position = g_strndup(s, n - (s[n - 1] == '.'));
				s += n + strspn(s + n, " ");
			}
		} else if (role != GOODS_CODE && role != GOODS_DESCRIPTION) {
			continue;
		}
		if (*s)
			g_string_append_printf(words, "%s%s", words->len ? " " : "", s);
	}
	if (words->len) {
		g_autofree char *line = text_one_line(words->str, TEXT_MAX);

		l->description = text_mask_accounts(line);
	}
	g_string_free(words, TRUE);
}

static struct order_line *
line_of(const struct goods_head *h, const struct row *row, const struct taken *t, const char *unit)
{
	struct order_line *l = g_new0(struct order_line, 1);
	const char *own = cell_of(h, row, GOODS_UNIT);

	l->quantity = quantity_or_null(t->has_quantity, t->quantity);
	l->unit_price = money_or_null(t->has_price, t->price);
	l->total = money_or_null(t->has_total, t->total);
	if (own && strlen(own) <= GOODS_UNIT_MAX)
		l->unit = g_strdup(own);
	else if (*unit)
		l->unit = g_strdup(unit);
	words_take(h, row, l);
	return l;
}

/* --- the table ----------------------------------------------------------------------------------- */

struct scan {
	struct reading *r;
	const struct limits *limits;
	struct goods_head head;
	gboolean open, carried; /* carried: over a page's end, with the headings of the page before */
	guint idle;             /* rows since the last line */
	guint unsound;          /* lines with a price whose figures do not bear each other out */
	gboolean skipped;       /* a row with figures was no line */
	GString *pending;       /* words of the row above */
	char *pending_position;
};

static void
line_add(struct scan *s, struct order_line *l)
{
	struct goods *g = &s->r->goods;

	g->n++;
	if (!g->lines)
		g->lines = g_ptr_array_new_with_free_func(order_line_free);
	if ((gint64)g->lines->len < s->limits->order_lines)
		g_ptr_array_add(g->lines, l);
	else
		order_line_free(l);
}

/* Does a label of sums or terms stand in this row? */
static gboolean
row_has_label(const struct plane *p, const struct row *row, gboolean sums)
{
	for (guint i = row->first; i < row->end; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *s = plane_segment(p, index);

		for (guint k = 0; k < s->n_hits; k++) {
			guint hit = s->first_hit + k;
			guint kind = g_array_index(p->hits, struct hit, hit).label->kind;
			gboolean sum = kind == LABEL_SUBTOTAL || kind == LABEL_TOTAL ||
				       kind == LABEL_TOTAL_NET || kind == LABEL_TOTAL_WEAK ||
				       kind == LABEL_TAX || kind == LABEL_FREIGHT;

			if (sum == sums && (sum || (kind != LABEL_ITEM && kind != LABEL_DECOY)) &&
			    hit_standing(p, hit) >= 0.6)
				return TRUE;
		}
	}
	return FALSE;
}

/* A row without figures under a line without words, or above one: the words of it. */
static void
words_of_row(struct scan *s, const struct row *row)
{
	struct goods *g = &s->r->goods;
	struct order_line words = { 0 }, *last = g->lines && g->lines->len == g->n && s->idle == 0
						     ? g->lines->pdata[g->lines->len - 1]
						     : NULL;

	words_take(&s->head, row, &words);
	if (last && !last->description && words.description) {
		last->description = g_steal_pointer(&words.description);
		if (!last->position)
			last->position = g_steal_pointer(&words.position);
	}
	g_string_assign(s->pending, words.description ? words.description : "");
	g_free(s->pending_position);
	s->pending_position = g_steal_pointer(&words.position);
	g_free(words.description);
	g_free(words.position);
}

/* It adds up; or has what a line needs, and is none of the deliveries that a line is parted into. */
static gboolean
row_is_line(const struct scan *s, const struct row *row, const struct taken *t)
{
	const struct goods_head *h = &s->head;
	gboolean words = cell_of(h, row, GOODS_DESCRIPTION) || cell_of(h, row, GOODS_CODE);

	if (t->sound || s->carried)
		return t->sound;
	if (head_has(h, GOODS_QUANTITY))
		return t->has_quantity &&
		       (t->has_price || (t->has_total && (words || !head_has(h, GOODS_PRICE))));
	return t->has_total && cell_of(h, row, GOODS_DESCRIPTION);
}

/* "Due Date" over a day, where a line tells its deliveries below it. */
static void
due_below(struct scan *s, const struct row *row)
{
	const struct plane *p = &s->r->plane;

	for (guint i = row->first; i < row->end; i++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *at = plane_segment(p, index);

		for (guint k = 0; k < at->n_hits; k++) {
			guint hit = at->first_hit + k;
			g_autofree char *text = NULL;
			struct region under;
			float box[4];
			gint64 below;

			if (g_array_index(p->hits, struct hit, hit).label->kind != LABEL_DUE)
				continue;
			hit_box(p, hit, box);
			below = segment_below(p, index, box[0], box[2], 1.2f);
			if (below < 0)
				continue;
			under = region_under(p, (guint32)below, box[0]);
			text = plane_text(p, under, NULL);
			delivery_cell(s->r, text, under);
		}
	}
}

/* The days of delivery of this row. A line that has other words where others have their day asks for none. */
static void
days_of_row(struct scan *s, const struct row *row, gboolean line)
{
	gboolean said = FALSE, day = FALSE;
	struct region where = { row->first, 1, 0 };

	delivery_row(s->r, row->first, row->end);
	due_below(s, row);
	for (guint i = 0; i < s->head.n && !day; i++) {
		if (s->head.column[i].role != GOODS_DELIVERY || !row->cell[i]->len)
			continue;
		where.first = row->word[i];
		said = TRUE;
		day = delivery_cell(s->r, row->cell[i]->str, where);
	}
	if (line && said && !day)
		delivery_cell(s->r, NULL, where);
}

static gboolean
row_has_figures(const struct goods_head *h, const struct row *row)
{
	for (guint i = 0; i < h->n; i++)
		if (h->column[i].role >= GOODS_QUANTITY && strpbrk(row->cell[i]->str, "0123456789"))
			return TRUE;
	return FALSE;
}

static void
row_read(struct scan *s, const struct row *row)
{
	const struct plane *p = &s->r->plane;
	char unit[GOODS_UNIT_MAX + 1];
	struct taken t;
	struct order_line *l;

	figures_read(&s->head, row, p->document->read == READ_OCR, &t, unit);
	if (!t.sound && row_has_label(p, row, TRUE)) {
		s->open = FALSE;
		return;
	}
	days_of_row(s, row, row_is_line(s, row, &t));
	if (!row_is_line(s, row, &t)) {
		s->skipped = s->skipped || row_has_figures(&s->head, row);
		words_of_row(s, row);
		if (++s->idle > ROWS_WITHOUT_LINE)
			s->open = FALSE;
		return;
	}
	l = line_of(&s->head, row, &t, unit);
	if (!l->description && s->pending->len)
		l->description = g_strdup(s->pending->str);
	if (!l->position)
		l->position = g_steal_pointer(&s->pending_position);
	g_string_truncate(s->pending, 0);
	g_clear_pointer(&s->pending_position, g_free);
	s->idle = 0;
	s->unsound += !t.sound && head_has(&s->head, GOODS_PRICE);
	line_add(s, l);
}

/* The headings that stand in this row, if any do. */
static gboolean
row_head(const struct plane *p, const struct row *row, struct goods_head *out)
{
	guint tried = 0;

	for (guint i = row->first; i < row->end; i++) {
		const struct segment *s = plane_segment(p, g_array_index(p->by_y, guint32, i));

		for (guint k = 0; k < s->n_hits && tried < HEADS_TRIED; k++) {
			guint kind = g_array_index(p->hits, struct hit, s->first_hit + k).label->kind;

			if (kind != LABEL_QUANTITY && !label_is_price(kind) && kind != LABEL_ITEM)
				continue;
			tried++;
			if (goods_head_at(p, s->first_hit + k, out))
				return TRUE;
		}
	}
	return FALSE;
}

static void
row_gather(const struct plane *p, guint first, struct row *row)
{
	const struct segment *s = plane_segment(p, g_array_index(p->by_y, guint32, first));

	row->first = first;
	row->page = s->page;
	row->y0 = s->y0;
	row->y1 = s->y1;
	for (row->end = first + 1; row->end < p->by_y->len; row->end++) {
		const struct segment *t = plane_segment(p, g_array_index(p->by_y, guint32, row->end));

		if (t->page != row->page || t->y0 > row->y0 + 0.55f * MIN(row->y1 - row->y0, t->y1 - t->y0))
			break;
	}
}

static void
row_cells(const struct plane *p, const struct goods_head *h, struct row *row)
{
	for (guint i = 0; i < GOODS_COLUMNS; i++)
		g_string_truncate(row->cell[i], 0);
	for (guint i = row->first; i < row->end && i < row->first + 64; i++)
		row_take(p, h, g_array_index(p->by_y, guint32, i), row);
}

/* Quantities without goods behind lines of goods say how a line is delivered: the table of goods goes on behind them. */
static void
head_take(struct scan *s, const struct goods_head *head)
{
	s->idle = 0;
	if (s->r->goods.n && !head_has(head, GOODS_DESCRIPTION) && !head_has(head, GOODS_CODE) &&
	    !head_has(head, GOODS_POSITION)) {
		s->carried = TRUE;
		return;
	}
	s->head = *head;
	s->open = TRUE;
	s->carried = FALSE;
	g_string_truncate(s->pending, 0);
}

static void
scan_rows(struct scan *s)
{
	const struct plane *p = &s->r->plane;
	struct row row = { .page = 0 };

	for (guint i = 0; i < GOODS_COLUMNS; i++)
		row.cell[i] = g_string_new(NULL);
	for (guint at = 0; at < p->by_y->len; at = row.end) {
		struct goods_head head;

		row_gather(p, at, &row);
		if (s->open && row.page == s->head.page && row.y0 < s->head.y1 - 0.3f * p->line_height)
			continue; /* within the headings */
		if (row_head(p, &row, &head)) {
			head_take(s, &head);
			continue;
		}
		if (!s->open)
			continue;
		if (row.page != s->head.page) {
			s->carried = TRUE;
			s->head.page = row.page;
			s->head.y0 = s->head.y1 = 0;
			s->idle = 0;
		}
		row_cells(p, &s->head, &row);
		row_read(s, &row);
	}
	for (guint i = 0; i < GOODS_COLUMNS; i++)
		g_string_free(row.cell[i], TRUE);
}

/* Numbered 1, 2, 3 or 10, 20, 30: none is missing between the first and the last. */
static gboolean
is_counted(const struct goods *g)
{
	gint64 step = 0;

	for (guint i = 0; g->lines && i < g->lines->len; i++) {
		const struct order_line *l = g->lines->pdata[i];
		gint64 position = l->position && strspn(l->position, "0123456789") == strlen(l->position)
				      ? g_ascii_strtoll(l->position, NULL, 10)
				      : 0;

		if (i == 0)
			step = position;
		if (position <= 0 || position != step * (i + 1))
			return FALSE;
	}
	return g->lines && g->lines->len == g->n && (step == 1 || step == 10 || step == 100);
}

/* Of a picture, a table with a row unread looks whole. So each row must add up, no row with figures may be left over, and
 * the paper's own sum must be theirs, or they are numbered without a gap. */
static gboolean
is_whole(const struct scan *s)
{
	const struct goods *g = &s->r->goods;

	return !s->unsound && !s->skipped && (g->proven || is_counted(g));
}

void
goods_find(struct reading *r, const struct limits *limits)
{
	struct scan s = { .r = r, .limits = limits, .pending = g_string_new(NULL) };
	gint64 sum;

	if (r->table)
		scan_rows(&s);
	goods_add_up(&r->goods);
	if (r->goods.sum && decimal_read(r->goods.sum, &sum))
		goods_prove(r, sum);
	goods_prove_doubtful(r);
	if (r->plane.document->read == READ_OCR && !is_whole(&s))
		goods_clear(&r->goods);
	g_string_free(s.pending, TRUE);
	g_free(s.pending_position);
}
