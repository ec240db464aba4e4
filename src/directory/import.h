/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import - rows of a CSV file by a table of columns
 *
 * Every problem of the file is told, with its line, and nothing is taken unless there is none.
 */
#pragma once

#include "purser/base.h"

struct import {
	const char *file;
	int line;
	GPtrArray *problems;
	guint n_problems;
	GHashTable *had; /* "what value" -> line where it stood; see import_once() */
};
void import_problem(struct import *im, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* One line of a sane length; NULL: empty, or the problem is told. */
char *import_value(struct import *im, const char *column, const char *value);
/* A problem where the same stood in an earlier line. */
void import_once(struct import *im, const char *what, const char *value);

struct import_column {
	const char *name;
	void (*take)(struct import *im, gpointer row, const char *value);
	gboolean needed; /* the header must name it */
};
struct import_kind {
	const struct import_column *columns;
	gsize n_columns;
	gpointer (*row_new)(void);
	void (*row_check)(struct import *im, gpointer row);
	GDestroyNotify row_free;
};
/* NULL with *out_problems (char*) when there is any. */
GPtrArray *import_csv(
    const struct import_kind *kind, const char *text, gsize size, const char *file, GPtrArray **out_problems);
