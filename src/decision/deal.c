/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of orders, and an order against what was agreed. */
#include "compare.h"

#include <string.h>

#define SCALE 10000 /* four places; money has at most three (ISO 4217) */

gboolean
amount_scaled(const char *text, gint64 *out)
{
	gint64 value = 0;
	int places = -1;

	for (const char *p = text; *p; p++) {
		if (*p == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (!g_ascii_isdigit(*p) || value > G_MAXINT64 / 100 || places == 4)
			return FALSE;
		value = value * 10 + (*p - '0');
		places += places >= 0;
	}
	for (places = MAX(places, 0); places < 4; places++)
		if (value > G_MAXINT64 / 100)
			return FALSE;
		else
			value *= 10;
	*out = value;
	return *text != '\0';
}

char *
amount_text(gint64 scaled)
{
	guint64 size = scaled < 0 ? (guint64)-scaled : (guint64)scaled;
	g_autofree char *text = g_strdup_printf("%s%" G_GUINT64_FORMAT ".%04" G_GUINT64_FORMAT,
	    scaled < 0 ? "-" : "", size / SCALE, size % SCALE);

	for (gsize n = strlen(text); text[n - 1] == '0' && text[n - 3] != '.'; n--)
		text[n - 1] = '\0';
	return g_steal_pointer(&text);
}

gboolean
order_same_currency(const struct order *a, const struct order *b)
{
	const char *x = a->value[ORDER_CURRENCY], *y = b->value[ORDER_CURRENCY];

	return !x || !y || strcmp(x, y) == 0;
}

gboolean
order_is_less(const struct order *order, const struct order *than)
{
	gint64 a, b;

	return order->value[ORDER_TOTAL] && than->value[ORDER_TOTAL] && order_same_currency(order, than) &&
	       amount_scaled(order->value[ORDER_TOTAL], &a) && amount_scaled(than->value[ORDER_TOTAL], &b) &&
	       a < b;
}

static void
beside(GString *out, const char *what, const char *agreed, const char *ordered)
{
	g_string_append_printf(
	    out, "%s%s %s, the order says %s", out->len ? "; " : "", what, agreed, ordered);
}

/* A quote is ordered as it stands; of a contract, part by part. */
static gboolean
amount_differs(const struct order *o, const struct deal *d)
{
	gint64 agreed, ordered;

	if (order_same_amount(d->amount, o->value[ORDER_TOTAL]))
		return FALSE;
	return d->quote || !amount_scaled(d->amount, &agreed) ||
	       !amount_scaled(o->value[ORDER_TOTAL], &ordered) || ordered > agreed;
}

char *
decision_deal_difference(const struct order *order, const struct deal *d)
{
	const char *currency = order->value[ORDER_CURRENCY];
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean other_currency = d->currency && currency && strcmp(d->currency, currency) != 0;

	if (d->amount && order->value[ORDER_TOTAL] && (other_currency || amount_differs(order, d))) {
		g_autofree char *agreed = g_strdup_printf("%s %s", d->currency ? d->currency : "", d->amount),
				*ordered = g_strdup_printf(
				    "%s %s", currency ? currency : "", order->value[ORDER_TOTAL]);

		beside(out, "amount", g_strstrip(agreed), g_strstrip(ordered));
	}
	if (d->terms && order->value[ORDER_TERMS] && !order_same_terms(d->terms, order->value[ORDER_TERMS]))
		beside(out, "terms", d->terms, order->value[ORDER_TERMS]);
	if (d->entity && order->value[ORDER_SUPPLIER] && !name_is(d->entity, order->value[ORDER_SUPPLIER]) &&
	    !name_is(order->value[ORDER_SUPPLIER], d->entity))
		beside(out, "entity", d->entity, order->value[ORDER_SUPPLIER]);
	if (!out->len)
		return NULL;
	g_string_prepend(out, ": ");
	g_string_prepend(out, d->quote ? d->quote : d->contract);
	g_string_prepend(out, d->quote ? "quote " : "contract ");
	return g_string_free(g_steal_pointer(&out), FALSE);
}
