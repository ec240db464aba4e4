/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * terms - terms of payment as values
 *
 * First what stands with a percent sign: shares of the whole when they come to a hundred, discounts else. Then the
 * days that are left, then what they count from. A number that nothing explains makes the whole not understood.
 */
#include "terms.h"

#include <string.h>

enum { PERCENT = 100, WHOLE = 10000, DISCOUNT_MAX = 2000, DAYS_MAX = 365, UNKNOWN_MAX = 3 };

struct parser {
	struct term_tokens t;
	struct payment_terms out;
};

static enum term
term_at(const struct parser *p, guint i)
{
	return i < p->t.n ? p->t.at[i].term : TERM_UNKNOWN;
}

static gboolean
number_free(const struct parser *p, guint i)
{
	return i < p->t.n && p->t.at[i].term == TERM_NUMBER && !p->t.at[i].used;
}

static gboolean
has_term(const struct parser *p, enum term term)
{
	for (guint i = 0; i < p->t.n; i++)
		if (p->t.at[i].term == term)
			return TRUE;
	return FALSE;
}

static void
doubt(struct parser *p, const char *why)
{
	if (!p->out.ambiguous)
		p->out.ambiguous = why;
}

/* The number at i as days; -1: it is none. */
static int
days_at(struct parser *p, guint i)
{
	int value = p->t.at[i].value;

	if (value % 100 != 0)
		return -1;
	value /= 100;
	if (term_at(p, i + 1) == TERM_WEEKS)
		value *= 7;
	if (term_at(p, i + 1) == TERM_MONTHS) {
		value *= 30;
		doubt(p, "a month is no number of days");
	}
	return value <= DAYS_MAX ? value : -1;
}

static gboolean
is_unit(enum term t)
{
	return t == TERM_DAYS || t == TERM_WEEKS || t == TERM_MONTHS;
}

static gboolean
is_percent(const struct parser *p, guint i)
{
	return number_free(p, i) && term_at(p, i + 1) == TERM_PERCENT;
}

/* --- instalments --------------------------------------------------------------------------------- */

/* Where a share of the whole stands: "30 %", "1/3", "balance". basis_points 0: what is left. */
struct share {
	guint first, end; /* tokens */
	int basis_points;
};

static gboolean
share_at(const struct parser *p, guint i, struct share *out)
{
	if (is_percent(p, i)) {
		*out = (struct share){ i, i + 2, p->t.at[i].value };
		return TRUE;
	}
	if (term_at(p, i) == TERM_REST) {
		*out = (struct share){ i, i + 1, 0 };
		return TRUE;
	}
	if (number_free(p, i) && term_at(p, i + 1) == TERM_SLASH && number_free(p, i + 2) &&
	    p->t.at[i + 2].value >= 200 && p->t.at[i + 2].value <= 400 &&
	    p->t.at[i].value < p->t.at[i + 2].value) {
		*out = (struct share){ i, i + 3, WHOLE * p->t.at[i].value / p->t.at[i + 2].value };
		return TRUE;
	}
	return FALSE;
}

static enum terms_base
base_of(enum term t)
{
	switch (t) {
	case TERM_INVOICE:
	case TERM_AFTER_INVOICE_MONTH_END:
		return TERMS_BASE_INVOICE;
	case TERM_RECEIPT:
	case TERM_ON_RECEIPT:
		return TERMS_BASE_RECEIPT;
	case TERM_DELIVERY:
	case TERM_ON_DELIVERY:
		return TERMS_BASE_DELIVERY;
	case TERM_ORDER:
		return TERMS_BASE_ORDER;
	case TERM_COMPLETION:
		return TERMS_BASE_COMPLETION;
	default:
		return TERMS_BASE_UNSAID;
	}
}

/* What one share waits for, in the tokens that belong to it. */
static gboolean
part_read(struct parser *p, guint first, guint end, struct terms_part *out)
{
	gboolean said = FALSE;

	for (guint i = first; i < end; i++) {
		enum term t = term_at(p, i);

		if (number_free(p, i) && (is_unit(term_at(p, i + 1)) || term_at(p, i + 1) == TERM_NET ||
					     (i > 0 && term_at(p, i - 1) == TERM_NET))) {
			out->days = days_at(p, i);
			p->t.at[i].used = TRUE;
			said = out->days >= 0;
		} else if (t == TERM_PREPAYMENT || t == TERM_IMMEDIATE) {
			out->base = TERMS_BASE_ORDER;
			said = TRUE;
		} else if (base_of(t) && !out->base) {
			out->base = base_of(t);
			said = TRUE;
		}
	}
	return said;
}

/* Shares that come to the whole, each with what it waits for, before or behind it. */
static gboolean
instalments_read(struct parser *p)
{
	struct share share[TERMS_PARTS];
	guint n = 0;
	int sum = 0, rest = -1;
	gboolean before = FALSE;

	for (guint i = 0; i < p->t.n && n < TERMS_PARTS; i++)
		if (share_at(p, i, &share[n])) {
			sum += share[n].basis_points;
			if (!share[n].basis_points)
				rest = rest < 0 ? (int)n : -2;
			i = share[n].end - 1;
			n++;
		}
	if (n < 2 || rest == -2 || has_term(p, TERM_DISCOUNT))
		return FALSE;
	if (rest >= 0 ? sum < 5 * PERCENT || sum >= WHOLE : sum < WHOLE - 10 || sum > WHOLE + 10)
		return FALSE;
	for (guint i = 0; i < share[0].first; i++)
		before = before || base_of(term_at(p, i));
	/* "deposit of 30 % with the order, balance on delivery": what the last one waits for stands behind it */
	for (guint i = share[n - 1].end; i < p->t.n; i++)
		before = before && !base_of(term_at(p, i));
	for (guint i = 0; i < n; i++) {
		struct terms_part *part = &p->out.part[i];

		*part = (struct terms_part){ .basis_points =
						 (int)i == rest ? WHOLE - sum : share[i].basis_points };
		for (guint k = share[i].first; k < share[i].end; k++)
			p->t.at[k].used = TRUE;
		if (!part_read(p, before ? (i ? share[i - 1].end : 0) : share[i].end,
			before      ? share[i].first
			: i + 1 < n ? share[i + 1].first
				    : p->t.n,
			part))
			return FALSE;
	}
	p->out.kind = TERMS_INSTALMENTS;
	p->out.n_parts = n;
	p->out.days = -1;
	return TRUE;
}

/* "30/60/90 days": as many shares, of sizes that are not said. */
static gboolean
series_read(struct parser *p)
{
	guint n = 0, last = 0;
	int before = 0;

	for (guint i = 0; i < p->t.n; i++) {
		enum term t = term_at(p, i);

		if (number_free(p, i)) {
			int days = p->t.at[i].value / 100;

			if (n >= TERMS_PARTS || p->t.at[i].value % 100 || days <= before || days > DAYS_MAX)
				return FALSE;
			if (n && i - last > 2)
				return FALSE;
			p->out.part[n++] = (struct terms_part){ -1, TERMS_BASE_UNSAID, days };
			before = days;
			last = i;
		} else if (t == TERM_NET || t == TERM_PERCENT) {
			return FALSE;
		}
	}
	if (n < 2 || term_at(p, last + 1) != TERM_DAYS)
		return FALSE;
	for (guint i = 0; i < p->t.n; i++)
		p->t.at[i].used = TRUE;
	p->out.kind = TERMS_INSTALMENTS;
	p->out.n_parts = n;
	p->out.days = -1;
	doubt(p, "the shares of the instalments are not said");
	return TRUE;
}

/* --- discounts ----------------------------------------------------------------------------------- */

static void
discount_add(struct parser *p, int basis_points, int days, int month_day)
{
	struct terms_discount *d = p->out.discount;
	guint i = p->out.n_discounts;

	if (i >= TERMS_DISCOUNTS)
		return;
	for (; i > 0 && d[i - 1].days > days; i--)
		d[i] = d[i - 1];
	d[i] = (struct terms_discount){ basis_points, days, month_day };
	p->out.n_discounts++;
}

/* Behind the percent sign: "2 % Skonto innerhalb 14 Tagen", "2% 10", "2%/10", "2% 10th prox". */
static gboolean
discount_behind(struct parser *p, guint percent, guint at)
{
	while (term_at(p, at) == TERM_DISCOUNT || term_at(p, at) == TERM_SLASH)
		at++;
	if (term_at(p, at) == TERM_IMMEDIATE) {
		discount_add(p, p->t.at[percent].value, 0, 0);
		return TRUE;
	}
	if (!number_free(p, at) || term_at(p, at + 1) == TERM_PERCENT || days_at(p, at) < 0)
		return FALSE;
	p->t.at[at].used = TRUE;
	if (term_at(p, at + 1) == TERM_NEXT_MONTH)
		discount_add(p, p->t.at[percent].value, -1, days_at(p, at));
	else
		discount_add(p, p->t.at[percent].value, days_at(p, at), 0);
	return TRUE;
}

/* Before it: "14 Tage 2 % Skonto", "14 Tage abzüglich 2 %", "10 Tage Skonto 3 %". */
static gboolean
discount_before(struct parser *p, guint percent)
{
	guint at = percent;

	while (at > 0 && (term_at(p, at - 1) == TERM_DISCOUNT || term_at(p, at - 1) == TERM_SLASH))
		at--;
	if (at >= 2 && is_unit(term_at(p, at - 1)) && number_free(p, at - 2) && days_at(p, at - 2) >= 0) {
		p->t.at[at - 2].used = TRUE;
		discount_add(p, p->t.at[percent].value, days_at(p, at - 2), 0);
		return TRUE;
	}
	return FALSE;
}

/* FALSE: a percentage that is no discount. */
static gboolean
discounts_read(struct parser *p)
{
	for (guint i = 0; i < p->t.n; i++) {
		if (!is_percent(p, i))
			continue;
		p->t.at[i].used = TRUE;
		if (p->t.at[i].value == WHOLE)
			continue; /* "100 % prepayment" */
		if (p->t.at[i].value > DISCOUNT_MAX || p->t.at[i].value == 0)
			return FALSE;
		if (!discount_before(p, i) && !discount_behind(p, i, i + 2)) {
			discount_add(p, p->t.at[i].value, -1, 0);
			doubt(p, "until when the discount is granted is not said");
		}
	}
	/* "2/10 net 30", "1/10, n/30" */
	for (guint i = 0; i + 2 < p->t.n; i++) {
		enum term next = term_at(p, i + 3) == TERM_STOP || term_at(p, i + 3) == TERM_DAYS
				     ? term_at(p, i + 4)
				     : term_at(p, i + 3);

		if (number_free(p, i) && term_at(p, i + 1) == TERM_SLASH && number_free(p, i + 2) &&
		    next == TERM_NET && p->t.at[i].value > 0 && p->t.at[i].value <= 10 * PERCENT &&
		    p->t.at[i + 2].value >= 5 * 100 && days_at(p, i + 2) > 0) {
			discount_add(p, p->t.at[i].value, days_at(p, i + 2), 0);
			p->t.at[i].used = p->t.at[i + 2].used = TRUE;
		}
	}
	return TRUE;
}

/* --- what is left: net --------------------------------------------------------------------------- */

/* Is this number one of days? It has its unit, or "net" or a month's end beside it. */
static gboolean
is_days(const struct parser *p, guint i)
{
	enum term next = term_at(p, i + 1), before = i > 0 ? term_at(p, i - 1) : TERM_UNKNOWN;

	if (before == TERM_SLASH && i > 1)
		before = term_at(p, i - 2);
	return is_unit(next) || next == TERM_NET || before == TERM_NET || next == TERM_MONTH_END ||
	       next == TERM_FROM_MONTH_END || next == TERM_AFTER_INVOICE_MONTH_END ||
	       before == TERM_MONTH_END || next == TERM_NEXT_MONTH;
}

static void
month_read(struct parser *p, guint number, gboolean numbered)
{
	for (guint i = 0; i < p->t.n; i++)
		switch (term_at(p, i)) {
		case TERM_AFTER_INVOICE_MONTH_END:
			p->out.month = TERMS_MONTH_AFTER;
			return;
		case TERM_FROM_MONTH_END:
			p->out.month = TERMS_MONTH_FIRST;
			return;
		case TERM_MONTH_END:
			p->out.month = !numbered || p->out.days == 0 ? TERMS_MONTH_AFTER
				       : i < number                  ? TERMS_MONTH_FIRST
								     : TERMS_MONTH_EITHER;
			if (p->out.month == TERMS_MONTH_EITHER)
				doubt(p, "the month may end before or behind the days");
			return;
		default:
			break;
		}
}

static gboolean
net_read(struct parser *p)
{
	gboolean numbered = FALSE;
	guint at = 0;

	for (guint i = 0; i < p->t.n; i++) {
		int days;

		if (!number_free(p, i))
			continue;
		days = is_days(p, i) ? days_at(p, i) : -1;
		if (days < 0 || (numbered && days != p->out.days))
			return FALSE;
		p->t.at[i].used = TRUE;
		if (term_at(p, i + 1) == TERM_NEXT_MONTH) {
			if (days < 1 || days > 31)
				return FALSE;
			p->out.month_day = days;
			continue;
		}
		p->out.days = days;
		numbered = TRUE;
		at = i;
	}
	if (!numbered && !p->out.month_day &&
	    (has_term(p, TERM_MONTH_END) || has_term(p, TERM_FROM_MONTH_END)))
		p->out.days = 0;
	month_read(p, at, numbered);
	return TRUE;
}

/* What the days count from; more than one is none. */
static void
base_read(struct parser *p)
{
	for (guint i = 0; i < p->t.n; i++) {
		enum terms_base base = base_of(term_at(p, i));

		if (base == TERMS_BASE_UNSAID || base == p->out.base)
			continue;
		if (p->out.base != TERMS_BASE_UNSAID) {
			p->out.base = TERMS_BASE_UNSAID;
			doubt(p, "the days count from more than one day");
			return;
		}
		p->out.base = base;
	}
}

/* Without a number the words alone tell. FALSE: they do not. */
static gboolean
kind_read(struct parser *p)
{
	gboolean at_once = has_term(p, TERM_IMMEDIATE), prepaid = has_term(p, TERM_PREPAYMENT),
		 on_delivery = has_term(p, TERM_ON_DELIVERY);

	if (p->out.days >= 0 || p->out.month_day) {
		p->out.kind = TERMS_NET;
		return !prepaid && !on_delivery && (!at_once || p->out.days == 0);
	}
	if (prepaid)
		p->out.kind = TERMS_PREPAYMENT;
	else if (on_delivery)
		p->out.kind = TERMS_ON_DELIVERY;
	else if (at_once || has_term(p, TERM_ON_RECEIPT))
		p->out.kind = TERMS_IMMEDIATE;
	else
		return p->out.n_discounts > 0;
	return TRUE;
}

gboolean
terms_parse(const char *text, struct payment_terms *out)
{
	struct parser p = { .out = { .days = -1 } };
	guint unknown = 0;

	terms_tokens(text, &p.t);
	for (guint i = 0; i < p.t.n; i++)
		unknown += p.t.at[i].term == TERM_UNKNOWN;
	if (p.t.more || unknown > UNKNOWN_MAX || unknown >= p.t.n)
		return FALSE;
	p.out.whole = unknown == 0;
	/* a word that is not known may turn all the others round */
	if (unknown && !has_term(&p, TERM_NET) && !has_term(&p, TERM_DISCOUNT))
		return FALSE;
	if (!instalments_read(&p)) {
		memset(p.out.part, 0, sizeof p.out.part);
		for (guint i = 0; i < p.t.n; i++)
			p.t.at[i].used = FALSE;
		if (!series_read(&p)) {
			memset(p.out.part, 0, sizeof p.out.part);
			if (!discounts_read(&p) || !net_read(&p) || !kind_read(&p))
				return FALSE;
			base_read(&p);
		}
	}
	for (guint i = 0; i < p.t.n; i++)
		if (number_free(&p, i))
			return FALSE;
	if (!p.out.whole)
		doubt(&p, "it has words that are not understood");
	*out = p.out;
	return TRUE;
}
