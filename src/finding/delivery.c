/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * delivery - the day of delivery of an order
 *
 *	delivery_see()       fields: each day beside a label for one
 *	delivery_row()       goods: which of them stand in the table of goods
 *	delivery_cell()      goods: a day in a column of such days
 *	delivery_decide()    once, when the table is read
 *
 * A day that stands outside the table of goods is the order's. Lines that all ask for one day give that; where days
 * differ, none is the order's.
 */
#include "delivery.h"

#include <string.h>

enum { DAYS_MAX = 200, BELOW_MAX = 40 };
#define NEAR_RIVAL 0.8 /* of the best one's score */
#define SCORE_OF_LINES 0.8

/* Words that may stand between a label and its day, folded. "bisher 14.12." names a day that is past. */
static const char LEADS[] =
    " by before on or no not later than latest until till at the end to due moved postponed changed new "
    "bis zum zu spatestens am auf den verschoben neu vor avant le au plus tard pour jusqu reportee report "
    "antes del de el a mas tardar hasta dia aplazada entro il al non oltre posticipata posticipato "
    "anticipata uiterlijk op voor ten laatste naar verplaatst ate ao em para adiada ";

gsize
delivery_lead(const char *text)
{
	gsize at = strspn(text, " :.-");

	while (text[at] && !g_ascii_isdigit(text[at])) {
		gsize n = strcspn(text + at, " ,");
		g_autofree char *word = label_fold(text + at, n), *key = g_strconcat(" ", word, " ", NULL);

		if (!n || !strstr(LEADS, key))
			break;
		at += n;
		at += strspn(text + at, " ,");
	}
	return at;
}

static void
day_add(struct reading *r, const char *value, struct delivery_day day)
{
	if (!r->days)
		r->days = g_array_new(FALSE, FALSE, sizeof day);
	if (r->days->len >= DAYS_MAX) /* enough to tell whether they differ */
		return;
	g_strlcpy(day.value, value, sizeof day.value);
	g_array_append_val(r->days, day);
}

void
delivery_see(struct reading *r, const char *value, struct region where, double score, gboolean below)
{
	day_add(r, value, (struct delivery_day){ .where = where, .score = score, .below = below });
}

void
delivery_row(struct reading *r, guint first, guint end)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; r->days && i < r->days->len; i++) {
		struct delivery_day *day = &g_array_index(r->days, struct delivery_day, i);

		for (guint k = first; k < end && !day->in_table; k++) {
			const struct segment *s = plane_segment(p, g_array_index(p->by_y, guint32, k));

			day->in_table = day->where.first >= s->first && day->where.first < s->first + s->n;
		}
	}
}

gboolean
delivery_cell(struct reading *r, const char *text, struct region where)
{
	struct date_value d = { .day = { 0 } };
	g_autofree char *value = NULL;

	if (text && (!value_date(text, r->order, &d) || !day_plausible(r, d.day)))
		return FALSE;
	value = text ? day_format(d.day) : g_strdup("");
	for (guint i = 0; r->days && i < r->days->len; i++) {
		const struct delivery_day *day = &g_array_index(r->days, struct delivery_day, i);

		if (day->in_table && strcmp(day->value, value) == 0)
			return TRUE;
	}
	day_add(r, value, (struct delivery_day){ .where = where, .score = SCORE_OF_LINES, .in_table = TRUE });
	return TRUE;
}

/* Another day in the column below a day that stands below its label: a table whose headings are not known. */
static gboolean
column_differs(const struct reading *r, const struct delivery_day *day)
{
	const struct plane *p = &r->plane;
	const struct word *w = plane_word(p, day->where.first);
	gint64 at = -1;

	for (guint32 i = 0; i < p->segments->len && at < 0; i++)
		if (day->where.first < plane_segment(p, i)->first + plane_segment(p, i)->n)
			at = i;
	for (guint i = 0; i < BELOW_MAX && day->below; i++) {
		g_autofree char *text = NULL, *value = NULL;
		struct date_value d;

		at = segment_below(p, (guint32)at, w->x0, w->x1, 6);
		if (at < 0 || segment_label(p, (guint32)at) >= 0)
			return FALSE;
		text = segment_text(p, (guint32)at);
		if (!value_date(text, r->order, &d) || !d.day.year)
			continue;
		value = day_format(d.day);
		if (strcmp(value, day->value) != 0)
			return TRUE;
	}
	return FALSE;
}

/* The one day among those in the table, or outside it; NULL: there is none, or several. */
static const struct delivery_day *
only_day(const struct reading *r, gboolean in_table)
{
	const struct delivery_day *best = NULL;

	for (guint i = 0; i < r->days->len; i++) {
		const struct delivery_day *day = &g_array_index(r->days, struct delivery_day, i);

		if (day->in_table == in_table && (!best || day->score > best->score))
			best = day;
	}
	for (guint i = 0; best && i < r->days->len; i++) {
		const struct delivery_day *day = &g_array_index(r->days, struct delivery_day, i);

		if (day->in_table == in_table && strcmp(day->value, best->value) != 0 &&
		    day->score > NEAR_RIVAL * best->score)
			return NULL;
	}
	return best && *best->value && !column_differs(r, best) ? best : NULL;
}

void
delivery_decide(struct reading *r)
{
	struct fact *f = &r->field[ORDER_DELIVERY_DATE];
	const struct delivery_day *day;
	gboolean outside = FALSE;

	if (!r->days)
		return;
	for (guint i = 0; i < r->days->len; i++)
		outside = outside || !g_array_index(r->days, struct delivery_day, i).in_table;
	day = only_day(r, !outside);
	fact_clear(f);
	if (!day)
		return;
	fact_offer(r, f, g_strdup(day->value), plane_text(&r->plane, day->where, NULL),
	    outside ? "po.delivery" : "po.delivery.lines", day->score, day->where);
	fact_set_confidence(f);
}
