/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals, quotes and contracts as sales knows them, from a CSV file. */
#include "import.h"
#include "tables.h"

#include <string.h>

void
deal_free(struct deal *d)
{
	if (!d)
		return;
	g_free(d->customer);
	g_free(d->quote);
	g_free(d->contract);
	g_free(d->amount);
	g_free(d->currency);
	g_free(d->terms);
	g_free(d->entity);
	g_free(d);
}

static void
take_customer(struct import *im, gpointer row, const char *value)
{
	((struct deal *)row)->customer = import_value(im, "customer", value);
}

static void
take_quote(struct import *im, gpointer row, const char *value)
{
	((struct deal *)row)->quote = import_value(im, "quote", value);
}

static void
take_contract(struct import *im, gpointer row, const char *value)
{
	((struct deal *)row)->contract = import_value(im, "contract", value);
}

/* A plain decimal number: what a comma or a point among the digits means differs from land to land. */
static void
take_amount(struct import *im, gpointer row, const char *value)
{
	gsize whole = strspn(value, "0123456789"),
	      part = value[whole] == '.' ? strspn(value + whole + 1, "0123456789") : 0;
	const char *end = value + whole + (value[whole] == '.') + part;

	if (!*value)
		return;
	if (*end || !whole || whole > 15 || part > 4)
		import_problem(
		    im, "amount '%s': write digits with a point before the cents (112000.00)", value);
	else
		((struct deal *)row)->amount = g_strdup(value);
}

static void
take_currency(struct import *im, gpointer row, const char *value)
{
	g_autofree char *upper = g_ascii_strup(value, -1);

	if (*upper && currency_digits(upper) < 0)
		import_problem(im, "currency '%s' is not an ISO 4217 code (EUR, USD)", value);
	else if (*upper)
		((struct deal *)row)->currency = g_steal_pointer(&upper);
}

static void
take_terms(struct import *im, gpointer row, const char *value)
{
	((struct deal *)row)->terms = import_value(im, "terms", value);
}

static void
take_entity(struct import *im, gpointer row, const char *value)
{
	((struct deal *)row)->entity = import_value(im, "entity", value);
}

static const struct import_column COLUMNS[] = {
	{ "customer", take_customer, TRUE },
	{ "quote", take_quote },
	{ "contract", take_contract },
	{ "amount", take_amount },
	{ "currency", take_currency },
	{ "terms", take_terms },
	{ "entity", take_entity },
};

static gpointer
row_new(void)
{
	return g_new0(struct deal, 1);
}

static void
row_check(struct import *im, gpointer row)
{
	struct deal *d = row;
	g_autofree char *quote = text_key(d->quote ? d->quote : ""),
			*contract = text_key(d->contract ? d->contract : "");
	g_autofree char *both = NULL;

	d->line = im->line;
	if (!d->customer)
		import_problem(im, "no customer");
	if (!*quote && !*contract)
		import_problem(
		    im, "neither quote nor contract: an order is known to belong to a deal by one of them");
	if (d->amount && !d->currency)
		import_problem(im, "an amount without a currency");
	both = g_strdup_printf("%s of %s", *quote ? d->quote : d->contract, d->customer ? d->customer : "?");
	if (*quote || *contract)
		import_once(im, *quote ? "quote" : "contract", both);
}

static void
row_free(gpointer row)
{
	deal_free(row);
}

static const struct import_kind DEALS = { COLUMNS, G_N_ELEMENTS(COLUMNS), row_new, row_check, row_free };

GPtrArray *
directory_import_deals(const char *text, gsize size, const char *file, GPtrArray **out_problems)
{
	return import_csv(&DEALS, text, size, file, out_problems);
}
