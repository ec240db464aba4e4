/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers from a CSV file. */
#include "import.h"
#include "tables.h"

#include <string.h>

#define VALUES_MAX 200

static void
take_kind(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	if (!*value || g_ascii_strcasecmp(value, "customer") == 0)
		c->kind = CUSTOMER_KNOWN;
	else if (g_ascii_strcasecmp(value, "own") == 0)
		c->kind = CUSTOMER_OWN;
	else
		import_problem(im, "kind '%s' is neither customer nor own", value);
}

static void
take_code(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	c->code = import_value(im, "id", value);
}

static void
take_name(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	c->name = import_value(im, "name", value);
}

static char *
take_address(struct import *im, const char *column, const char *value)
{
	char *lower;

	if (!*value)
		return NULL;
	lower = g_ascii_strdown(value, -1);
	if (!address_valid(lower)) {
		import_problem(im, "%s: '%s' is not a mail address", column, value);
		g_clear_pointer(&lower, g_free);
	}
	return lower;
}

static void
take_ae(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	c->ae = take_address(im, "ae", value);
}

static void
take_ar_owner(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	c->ar_owner = take_address(im, "ar_owner", value);
}

/* Splits at ';', each value once. take gives the canonical form, or NULL after telling the problem. */
static char **
take_list(struct import *im, const char *column, const char *cell,
    char *(*take)(struct import *im, const char *column, const char *value))
{
	g_auto(GStrv) raw = g_strsplit(cell, ";", VALUES_MAX + 1);
	g_autoptr(GStrvBuilder) out = g_strv_builder_new();
	g_autoptr(GHashTable) had = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (g_strv_length(raw) > VALUES_MAX)
		import_problem(im, "%s has more than %d values", column, VALUES_MAX);
	for (char **v = raw; *v; v++) {
		g_autofree char *value = *g_strstrip(*v) ? take(im, column, *v) : NULL;

		if (!value || g_hash_table_contains(had, value))
			continue;
		g_strv_builder_add(out, value);
		g_hash_table_add(had, g_steal_pointer(&value));
	}
	return g_strv_builder_end(out);
}

static char *
take_domain(struct import *im, const char *column, const char *value)
{
	g_autofree char *domain = strchr(value, '@') ? NULL : domain_of(value);
	g_autofree char *registrable = directory_registrable_domain(domain);

	if (!domain || !registrable)
		import_problem(im, "%s: '%s' is not a mail domain (as contoso.example)", column, value);
	else if (directory_is_relay(domain))
		import_problem(
		    im, "%s: %s is a portal's: it tells nothing about who ordered", column, domain);
	else if (directory_is_freemail(domain))
		import_problem(im,
		    "%s: %s is a public mail provider: put the person's address under contacts", column,
		    domain);
	else
		return g_steal_pointer(&domain);
	return NULL;
}

static void
take_domains(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	g_strfreev(c->domains);
	c->domains = take_list(im, "domains", value, take_domain);
}

static void
take_aliases(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	g_strfreev(c->aliases);
	c->aliases = take_list(im, "aliases", value, import_value);
}

static void
take_contacts(struct import *im, gpointer row, const char *value)
{
	struct customer *c = row;

	g_strfreev(c->contacts);
	c->contacts = take_list(im, "contacts", value, take_address);
}

static const struct import_column COLUMNS[] = {
	{ "kind", take_kind },
	{ "id", take_code, TRUE },
	{ "name", take_name, TRUE },
	{ "domains", take_domains },
	{ "aliases", take_aliases },
	{ "contacts", take_contacts },
	{ "ae", take_ae },
	{ "ar_owner", take_ar_owner },
};

static gpointer
row_new(void)
{
	return customer_new();
}

static void
row_check(struct import *im, gpointer row)
{
	const struct customer *c = row;

	if (!c->name)
		import_problem(im, "no name");
	if (!c->code && c->kind != CUSTOMER_OWN)
		import_problem(im, "no id: it is what a later import knows the customer by");
	if (c->code)
		import_once(im, "id", c->code);
	else if (c->name)
		import_once(im, "our own entity", c->name);
}

static void
row_free(gpointer row)
{
	customer_free(row);
}

static const struct import_kind CUSTOMERS = { COLUMNS, G_N_ELEMENTS(COLUMNS), row_new, row_check, row_free };

GPtrArray *
directory_import_csv(const char *text, gsize size, const char *file, GPtrArray **out_problems)
{
	return import_csv(&CUSTOMERS, text, size, file, out_problems);
}
