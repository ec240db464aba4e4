/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Customers from a CSV file. One table of columns; every problem of the file is told, with its line, and
 * nothing is taken unless there is none.
 */
#include "tables.h"
#include "csv.h"

#include <string.h>

#define PROBLEMS_MAX 100
#define VALUE_MAX 500
#define VALUES_MAX 200

struct import {
	const char *file;
	int line;
	GPtrArray *problems;
	guint n_problems;
	GHashTable *codes; /* code -> line where it stood */
	GHashTable *names; /* of those without a code */
};

static void G_GNUC_PRINTF(2, 3) problem(struct import *im, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	if (im->n_problems++ >= PROBLEMS_MAX)
		return;
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(im->problems, g_strdup_printf("%s:%d: %s", im->file, im->line, text));
}

/* --- values --- */

static void
take_kind(struct import *im, struct customer *c, const char *value)
{
	if (!*value || g_ascii_strcasecmp(value, "customer") == 0)
		c->kind = CUSTOMER_KNOWN;
	else if (g_ascii_strcasecmp(value, "own") == 0)
		c->kind = CUSTOMER_OWN;
	else
		problem(im, "kind '%s' is neither customer nor own", value);
}

static char *
one_value(struct import *im, const char *column, const char *value)
{
	g_autofree char *line = text_one_line(value, VALUE_MAX + 1);

	if (strlen(value) > VALUE_MAX)
		problem(im, "%s is longer than %d bytes", column, VALUE_MAX);
	else if (strcmp(line, value) != 0)
		problem(im, "%s has line breaks or characters that cannot be seen", column);
	return *line ? g_strdup(line) : NULL;
}

static void
take_code(struct import *im, struct customer *c, const char *value)
{
	c->code = one_value(im, "id", value);
}

static void
take_name(struct import *im, struct customer *c, const char *value)
{
	c->name = one_value(im, "name", value);
}

static char *
take_address(struct import *im, const char *column, const char *value)
{
	char *lower;

	if (!*value)
		return NULL;
	lower = g_ascii_strdown(value, -1);
	if (!address_valid(lower)) {
		problem(im, "%s: '%s' is not a mail address", column, value);
		g_clear_pointer(&lower, g_free);
	}
	return lower;
}

static void
take_ae(struct import *im, struct customer *c, const char *value)
{
	c->ae = take_address(im, "ae", value);
}

static void
take_ar_owner(struct import *im, struct customer *c, const char *value)
{
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
		problem(im, "%s has more than %d values", column, VALUES_MAX);
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
		problem(im, "%s: '%s' is not a mail domain (as contoso.example)", column, value);
	else if (directory_is_relay(domain))
		problem(im, "%s: %s is a portal's: it tells nothing about who ordered", column, domain);
	else if (directory_is_freemail(domain))
		problem(im, "%s: %s is a public mail provider: put the person's address under contacts",
		    column, domain);
	else
		return g_steal_pointer(&domain);
	return NULL;
}

static void
take_domains(struct import *im, struct customer *c, const char *value)
{
	g_strfreev(c->domains);
	c->domains = take_list(im, "domains", value, take_domain);
}

static void
take_aliases(struct import *im, struct customer *c, const char *value)
{
	g_strfreev(c->aliases);
	c->aliases = take_list(im, "aliases", value, one_value);
}

static void
take_contacts(struct import *im, struct customer *c, const char *value)
{
	g_strfreev(c->contacts);
	c->contacts = take_list(im, "contacts", value, take_address);
}

static const struct column {
	const char *name;
	void (*take)(struct import *im, struct customer *c, const char *value);
} COLUMNS[] = {
	{ "kind", take_kind },
	{ "id", take_code },
	{ "name", take_name },
	{ "domains", take_domains },
	{ "aliases", take_aliases },
	{ "contacts", take_contacts },
	{ "ae", take_ae },
	{ "ar_owner", take_ar_owner },
};

/* --- header and rows --- */

static const struct column *
column_by_name(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
		if (g_ascii_strcasecmp(COLUMNS[i].name, name) == 0)
			return &COLUMNS[i];
	return NULL;
}

/* Fills map, a struct column per place of the file. */
static gboolean
header_read(struct import *im, const GPtrArray *fields, GPtrArray *map)
{
	const char *names[G_N_ELEMENTS(COLUMNS)];
	guint before = im->n_problems;

	for (gsize i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
		names[i] = COLUMNS[i].name;
	for (guint i = 0; i < fields->len; i++) {
		const char *name = g_ptr_array_index(fields, i);
		const struct column *column = column_by_name(name);
		g_autofree char *near = column ? NULL : text_nearest(name, names, G_N_ELEMENTS(names));

		if (!column)
			problem(im,
			    "unknown column '%s'%s%s%s (known: kind, id, name, domains, aliases, contacts, "
			    "ae, "
			    "ar_owner)",
			    name, near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
		else if (g_ptr_array_find(map, column, NULL))
			problem(im, "column '%s' stands there twice", column->name);
		g_ptr_array_add(map, (gpointer)column);
	}
	for (gsize i = 1; i < 3; i++) /* id, name */
		if (!g_ptr_array_find(map, &COLUMNS[i], NULL) && im->n_problems == before)
			problem(im, "no column '%s': the first line must name the columns", COLUMNS[i].name);
	return im->n_problems == before;
}

static void
once(struct import *im, GHashTable *had, const char *what, const char *value)
{
	int line = GPOINTER_TO_INT(g_hash_table_lookup(had, value));

	if (line)
		problem(im, "%s '%s' stands in line %d already", what, value, line);
	else
		g_hash_table_insert(had, g_strdup(value), GINT_TO_POINTER(im->line));
}

static struct customer *
row_read(struct import *im, const GPtrArray *fields, const GPtrArray *map)
{
	struct customer *c = customer_new();

	if (fields->len != map->len) {
		problem(im, "%u values where the first line names %u columns", fields->len, map->len);
		return c;
	}
	for (guint i = 0; i < fields->len; i++)
		((const struct column *)g_ptr_array_index(map, i))->take(im, c, g_ptr_array_index(fields, i));
	if (!c->name)
		problem(im, "no name");
	if (!c->code && c->kind != CUSTOMER_OWN)
		problem(im, "no id: it is what a later import knows the customer by");
	if (c->code)
		once(im, im->codes, "id", c->code);
	else if (c->name)
		once(im, im->names, "our own entity", c->name);
	return c;
}

/* The delimiter is what the header has more of. */
static char
delimiter_of(const char *text, gsize size)
{
	gsize commas = 0, semicolons = 0;

	for (gsize i = 0; i < size && text[i] != '\n'; i++) {
		commas += text[i] == ',';
		semicolons += text[i] == ';';
	}
	return semicolons > commas ? ';' : ',';
}

static void
import_rows(struct import *im, const char *text, gsize size, GPtrArray *out)
{
	g_autoptr(GPtrArray) map = g_ptr_array_new();
	struct csv csv = { .at = text, .end = text + size, .delimiter = delimiter_of(text, size), .line = 1 };
	struct csv_record record = { NULL };
	gboolean header = FALSE;
	char *wrong = NULL;
	int got;

	while ((got = csv_next(&csv, &record, &wrong)) > 0) {
		gboolean go_on = TRUE;

		im->line = record.line;
		if (header)
			g_ptr_array_add(out, row_read(im, record.fields, map));
		else
			go_on = header = header_read(im, record.fields, map);
		csv_record_clear(&record);
		if (!go_on)
			return;
	}
	im->line = csv.line;
	if (got < 0)
		problem(im, "%s", wrong);
	else if (!header)
		problem(im, "the file is empty");
	g_free(wrong);
}

GPtrArray *
directory_import_csv(const char *text, gsize size, const char *file, GPtrArray **out_problems)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)customer_free);
	struct import im = { .file = file, .line = 1 };
	const char *bad;

	im.problems = g_ptr_array_new_with_free_func(g_free);
	im.codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	im.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		size -= 3;
	}
	if (!g_utf8_validate_len(text, size, &bad)) {
		for (const char *p = text; p < bad; p++)
			im.line += *p == '\n';
		problem(&im, "this is not UTF-8: save the file as UTF-8");
	} else {
		import_rows(&im, text, size, rows);
	}
	if (im.n_problems > PROBLEMS_MAX)
		g_ptr_array_add(im.problems,
		    g_strdup_printf("%s: and %u more problems", file, im.n_problems - PROBLEMS_MAX));
	g_hash_table_destroy(im.codes);
	g_hash_table_destroy(im.names);
	if (im.n_problems == 0) {
		g_ptr_array_unref(im.problems);
		*out_problems = NULL;
		return g_steal_pointer(&rows);
	}
	*out_problems = im.problems;
	return NULL;
}
