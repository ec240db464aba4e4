/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See import.h. */
#include "import.h"

#include "csv.h"

#include <string.h>

#define PROBLEMS_MAX 100
#define VALUE_MAX 500

void
import_problem(struct import *im, const char *format, ...)
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

char *
import_value(struct import *im, const char *column, const char *value)
{
	g_autofree char *line = text_one_line(value, VALUE_MAX + 1);

	if (strlen(value) > VALUE_MAX)
		import_problem(im, "%s is longer than %d bytes", column, VALUE_MAX);
	else if (strcmp(line, value) != 0)
		import_problem(im, "%s has line breaks or characters that cannot be seen", column);
	return *line ? g_strdup(line) : NULL;
}

void
import_once(struct import *im, const char *what, const char *value)
{
	g_autofree char *key = g_strdup_printf("%s '%s'", what, value);
	int line = GPOINTER_TO_INT(g_hash_table_lookup(im->had, key));

	if (line)
		import_problem(im, "%s stands in line %d already", key, line);
	else
		g_hash_table_insert(im->had, g_steal_pointer(&key), GINT_TO_POINTER(im->line));
}

/* --- header and rows --- */

static const struct import_column *
column_by_name(const struct import_kind *kind, const char *name)
{
	for (gsize i = 0; i < kind->n_columns; i++)
		if (g_ascii_strcasecmp(kind->columns[i].name, name) == 0)
			return &kind->columns[i];
	return NULL;
}

static void
unknown_column(struct import *im, const struct import_kind *kind, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *near = NULL, *known = NULL;

	for (gsize i = 0; i < kind->n_columns; i++)
		g_ptr_array_add(names, (gpointer)kind->columns[i].name);
	near = text_nearest(name, (const char *const *)names->pdata, names->len);
	g_ptr_array_add(names, NULL);
	known = g_strjoinv(", ", (char **)names->pdata);
	import_problem(im, "unknown column '%s'%s%s%s (known: %s)", name, near ? ": did you mean '" : "",
	    near ? near : "", near ? "'?" : "", known);
}

/* Fills map, a column per place of the file. */
static gboolean
header_read(struct import *im, const struct import_kind *kind, const GPtrArray *fields, GPtrArray *map)
{
	guint before = im->n_problems;

	for (guint i = 0; i < fields->len; i++) {
		const struct import_column *column = column_by_name(kind, fields->pdata[i]);

		if (!column)
			unknown_column(im, kind, fields->pdata[i]);
		else if (g_ptr_array_find(map, column, NULL))
			import_problem(im, "column '%s' stands there twice", column->name);
		g_ptr_array_add(map, (gpointer)column);
	}
	for (gsize i = 0; i < kind->n_columns; i++)
		if (kind->columns[i].needed && !g_ptr_array_find(map, &kind->columns[i], NULL) &&
		    im->n_problems == before)
			import_problem(im, "no column '%s': the first line must name the columns",
			    kind->columns[i].name);
	return im->n_problems == before;
}

static gpointer
row_read(struct import *im, const struct import_kind *kind, const GPtrArray *fields, const GPtrArray *map)
{
	gpointer row = kind->row_new();

	if (fields->len != map->len) {
		import_problem(im, "%u values where the first line names %u columns", fields->len, map->len);
		return row;
	}
	for (guint i = 0; i < fields->len; i++)
		((const struct import_column *)map->pdata[i])->take(im, row, fields->pdata[i]);
	kind->row_check(im, row);
	return row;
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
import_rows(struct import *im, const struct import_kind *kind, const char *text, gsize size, GPtrArray *out)
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
			g_ptr_array_add(out, row_read(im, kind, record.fields, map));
		else
			go_on = header = header_read(im, kind, record.fields, map);
		csv_record_clear(&record);
		if (!go_on)
			return;
	}
	im->line = csv.line;
	if (got < 0)
		import_problem(im, "%s", wrong);
	else if (!header)
		import_problem(im, "the file is empty");
	g_free(wrong);
}

GPtrArray *
import_csv(
    const struct import_kind *kind, const char *text, gsize size, const char *file, GPtrArray **out_problems)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(kind->row_free);
	struct import im = { .file = file, .line = 1 };
	const char *bad;

	im.problems = g_ptr_array_new_with_free_func(g_free);
	im.had = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		size -= 3;
	}
	if (!g_utf8_validate_len(text, size, &bad)) {
		for (const char *p = text; p < bad; p++)
			im.line += *p == '\n';
		import_problem(&im, "this is not UTF-8: save the file as UTF-8");
	} else {
		import_rows(&im, kind, text, size, rows);
	}
	if (im.n_problems > PROBLEMS_MAX)
		g_ptr_array_add(im.problems,
		    g_strdup_printf("%s: and %u more problems", file, im.n_problems - PROBLEMS_MAX));
	g_hash_table_destroy(im.had);
	if (im.n_problems == 0) {
		g_ptr_array_unref(im.problems);
		*out_problems = NULL;
		return g_steal_pointer(&rows);
	}
	*out_problems = im.problems;
	return NULL;
}
