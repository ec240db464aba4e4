/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold of a row of a report beyond the caps and sets of its columns: a day is a day, an amount a decimal, a mask
 * a mask.
 */
#include "report_wire.h"

#include <math.h>

gboolean
report_is_confidence(double d)
{
	return isfinite(d) && d >= 0 && d <= 1;
}

static gboolean
is_decimal(const char *s)
{
	s += *s == '-';
	if (!g_ascii_isdigit(*s))
		return FALSE;
	while (g_ascii_isdigit(*s))
		s++;
	if (*s == '.') {
		if (!g_ascii_isdigit(*++s))
			return FALSE;
		while (g_ascii_isdigit(*s))
			s++;
	}
	return !*s;
}

static gboolean
is_decimal_or_none(const char *s)
{
	return !s || is_decimal(s);
}

static gboolean
is_currency(const char *s)
{
	return strlen(s) == 3 && g_ascii_isupper(s[0]) && g_ascii_isupper(s[1]) && g_ascii_isupper(s[2]);
}

static gboolean
is_day(const char *s)
{
	struct day d;

	return strlen(s) == 10 && day_parse(s, &d);
}

static gboolean
is_kind(const char *s)
{
	static const char *const KINDS[] = { "new", "change", "cancel", "blanket", "release" };

	for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
		if (strcmp(s, KINDS[i]) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_total(const char *s)
{
	return strlen(s) < CAP_NAME && is_decimal(s);
}

static gboolean
is_digest(const char *s)
{
	return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

gboolean
report_check_order(gconstpointer row)
{
	static gboolean (*const IS[ORDER_FIELD_N])(const char *) = { [ORDER_KIND] = is_kind,
		[ORDER_DATE] = is_day,
		[ORDER_DELIVERY_DATE] = is_day,
		[ORDER_CURRENCY] = is_currency,
		[ORDER_TOTAL] = is_total };
	const struct order *o = row;

	for (guint f = 0; f < ORDER_FIELD_N; f++)
		if (!report_is_confidence(o->field_confidence[f]) ||
		    (o->value[f] && IS[f] && !IS[f](o->value[f])))
			return FALSE;
	if (!report_is_confidence(o->confidence) || (o->content_digest && !is_digest(o->content_digest)) ||
	    !is_decimal_or_none(o->lines_sum))
		return FALSE;
	for (guint i = 0; o->lines && i < o->lines->len; i++) {
		const struct order_line *l = o->lines->pdata[i];

		if (!is_decimal_or_none(l->quantity) || !is_decimal_or_none(l->unit_price) ||
		    !is_decimal_or_none(l->total))
			return FALSE;
	}
	return !o->lines || (o->n_lines <= CAP_LINES && o->lines->len <= o->n_lines);
}

/* At most four digits of an account number may leave the sandbox in the open. */
gboolean
report_check_account(gconstpointer row)
{
	const struct report_bank_account *a = row;
	guint digits = 0;

	for (const char *s = a->masked; s && *s; s++)
		digits += g_ascii_isdigit(*s) ? 1 : 0;
	return digits <= 4;
}

/* A day is a day, or is left out. */
gboolean
report_check_promise(gconstpointer row)
{
	const struct report_promise *p = row;
	struct day day;

	return p->text && (!p->due || day_parse(p->due, &day)) && (!p->said || day_parse(p->said, &day));
}

/* A number is a number, small enough to be an item's. */
gboolean
report_check_command(gconstpointer row)
{
	enum { ITEM_DIGITS = 18 };
	const struct report_command *c = row;

	return c->verb && (!c->item || (strlen(c->item) <= ITEM_DIGITS &&
					   strspn(c->item, "0123456789") == strlen(c->item)));
}

static gboolean
is_page(int n)
{
	return n >= 0 && n <= CAP_PAGES;
}

gboolean
report_check_document(gconstpointer row)
{
	return is_page(((const struct report_document *)row)->pages);
}

/* "orders[0].number", "verdict", "contacts[1].address" */
static gboolean
is_field_path(const char *s)
{
	return s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_.[]")] == 0;
}

gboolean
report_check_evidence(gconstpointer row)
{
	const struct report_evidence *e = row;

	for (guint i = 0; i < G_N_ELEMENTS(e->box); i++)
		if (!isfinite(e->box[i]))
			return FALSE;
	return e->field && is_field_path(e->field) && is_page(e->page);
}
