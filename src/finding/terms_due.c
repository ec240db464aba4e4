/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms_due - what parsed terms say: alike or not, in few words, and when an invoice is due */
#include "terms.h"

#include <string.h>

enum { DAY_S = 86400 };

const char *const TERMS_KIND_NAMES[TERMS_KIND_N] = { "net", "immediate", "prepayment", "on_delivery",
	"instalments" };
const char *const TERMS_BASE_NAMES[TERMS_BASE_N] = { NULL, "invoice", "receipt", "delivery", "order",
	"completion" };
const char *const TERMS_MONTH_NAMES[TERMS_MONTH_N] = { NULL, "after", "first", "either" };

/* --- alike? -------------------------------------------------------------------------------------- */

static gboolean
same_discounts(const struct payment_terms *a, const struct payment_terms *b)
{
	if (a->n_discounts != b->n_discounts)
		return FALSE;
	for (guint i = 0; i < a->n_discounts; i++)
		if (a->discount[i].basis_points != b->discount[i].basis_points ||
		    a->discount[i].days != b->discount[i].days ||
		    a->discount[i].month_day != b->discount[i].month_day)
			return FALSE;
	return TRUE;
}

static gboolean
same_parts(const struct payment_terms *a, const struct payment_terms *b)
{
	if (a->n_parts != b->n_parts)
		return FALSE;
	for (guint i = 0; i < a->n_parts; i++)
		if (a->part[i].basis_points != b->part[i].basis_points ||
		    a->part[i].base != b->part[i].base || a->part[i].days != b->part[i].days)
			return FALSE;
	return TRUE;
}

enum terms_relation
terms_compare(const struct payment_terms *a, const struct payment_terms *b)
{
	gboolean unsure = !a->whole || !b->whole;

	if (a->kind != b->kind || a->days != b->days || a->month_day != b->month_day ||
	    !same_discounts(a, b) || !same_parts(a, b) || (a->base && b->base && a->base != b->base))
		return TERMS_DIFFERENT;
	if (a->month != b->month) {
		if (a->month != TERMS_MONTH_EITHER && b->month != TERMS_MONTH_EITHER)
			return TERMS_DIFFERENT;
		if (!a->month || !b->month)
			return TERMS_DIFFERENT;
		unsure = TRUE;
	}
	return unsure ? TERMS_UNSURE : TERMS_SAME;
}

/* --- in few words -------------------------------------------------------------------------------- */

static void
percent_write(GString *out, int basis_points)
{
	if (basis_points % 100)
		g_string_append_printf(out, "%d.%0*d %%", basis_points / 100, basis_points % 10 ? 2 : 1,
		    basis_points % 10 ? basis_points % 100 : basis_points % 100 / 10);
	else
		g_string_append_printf(out, "%d %%", basis_points / 100);
}

static void
net_write(GString *out, const struct payment_terms *t)
{
	static const char *const months[TERMS_MONTH_N] = { "", ", then to the end of the month",
		" after the end of the month", ", end of month (before or behind the days)" };

	if (t->month_day)
		g_string_append_printf(out, "on day %d of the next month", t->month_day);
	else if (t->days < 0)
		g_string_append(out, "net not said");
	else if (t->days == 0 && t->month == TERMS_MONTH_AFTER)
		g_string_append(out, "at the end of the month");
	else
		g_string_append_printf(out, "net %d%s", t->days, months[t->month]);
	if (t->base)
		g_string_append_printf(out, " from %s", TERMS_BASE_NAMES[t->base]);
}

static void
parts_write(GString *out, const struct payment_terms *t)
{
	for (guint i = 0; i < t->n_parts; i++) {
		const struct terms_part *part = &t->part[i];

		g_string_append(out, i ? ", " : "");
		if (part->basis_points < 0)
			g_string_append(out, "a share");
		else
			percent_write(out, part->basis_points);
		if (part->base)
			g_string_append_printf(out, " at %s", TERMS_BASE_NAMES[part->base]);
		if (part->days)
			g_string_append_printf(out, part->base ? " + %d days" : " net %d", part->days);
	}
}

char *
terms_write(const struct payment_terms *t)
{
	GString *out = g_string_new(NULL);

	switch (t->kind) {
	case TERMS_NET:
		net_write(out, t);
		break;
	case TERMS_INSTALMENTS:
		parts_write(out, t);
		break;
	case TERMS_IMMEDIATE:
		g_string_append(out, "due at once");
		break;
	case TERMS_PREPAYMENT:
		g_string_append(out, "prepayment");
		break;
	default:
		g_string_append(out, "cash on delivery");
		break;
	}
	for (guint i = 0; i < t->n_discounts; i++) {
		g_string_append(out, ", ");
		percent_write(out, t->discount[i].basis_points);
		if (t->discount[i].month_day)
			g_string_append_printf(
			    out, " until day %d of the next month", t->discount[i].month_day);
		else if (t->discount[i].days >= 0)
			g_string_append_printf(out, " within %d", t->discount[i].days);
	}
	return g_string_free(out, FALSE);
}

/* --- when ---------------------------------------------------------------------------------------- */

static struct day
day_add(struct day d, int days)
{
	return day_of_time(day_start(d) + (gint64)days * DAY_S);
}

static struct day
month_end(struct day d)
{
	struct day next = { d.month == 12 ? d.year + 1 : d.year, d.month == 12 ? 1 : d.month + 1, 1 };

	return day_add(next, -1);
}

/* The day of the month after; of a month that is shorter its last. */
static struct day
next_month(struct day d, int day)
{
	struct day end = month_end(day_add(month_end(d), 1));

	return (struct day){ end.year, end.month, MIN(day, end.day) };
}

gboolean
terms_due(const struct payment_terms *t, struct day from, struct day *out_first, struct day *out_last)
{
	struct day after, first;

	if (!day_valid(from))
		return FALSE;
	if (t->kind == TERMS_IMMEDIATE) {
		*out_first = *out_last = from;
		return TRUE;
	}
	if (t->kind != TERMS_NET || (t->days < 0 && !t->month_day))
		return FALSE;
	if (t->month_day) {
		*out_first = *out_last = next_month(from, t->month_day);
		return TRUE;
	}
	after = t->month == TERMS_MONTH_NONE ? day_add(from, t->days) : month_end(day_add(from, t->days));
	first = day_add(month_end(from), t->days);
	if (t->month == TERMS_MONTH_FIRST)
		after = first;
	if (t->month != TERMS_MONTH_EITHER)
		first = after;
	*out_first = day_compare(first, after) <= 0 ? first : after;
	*out_last = day_compare(first, after) <= 0 ? after : first;
	return TRUE;
}
