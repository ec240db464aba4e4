/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: as wide as they need in a pipe, within the columns of a terminal. */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct cli_table {
	GPtrArray *rows; /* char** */
	guint n;
};

struct cli_table *
cli_table_new(const char *const *heads)
{
	struct cli_table *t = g_new0(struct cli_table, 1);

	t->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	t->n = g_strv_length((char **)heads);
	cli_table_row(t, heads);
	return t;
}

void
cli_table_row(struct cli_table *t, const char *const *cells)
{
	char **row = g_new0(char *, t->n + 1);

	for (guint i = 0; i < t->n; i++)
		row[i] = text_one_line(cells[i] ? cells[i] : "-", 120);
	g_ptr_array_add(t->rows, row);
}

static guint
terminal_width(void)
{
	struct winsize size = { 0 };

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
		return size.ws_col;
	return 10000;
}

/* Long names give way first, then what stands in the last column goes below its line: on a terminal of 80
 * columns the state of an item and the problem of a mailbox must not be what is cut off. Returns whether the
 * last column goes below. */
static gboolean
table_fit(gsize *width, guint n, gsize max)
{
	gsize all = 2 * ((gsize)n - 1);
	gboolean below;

	for (guint i = 0; i < n; i++)
		all += width[i];
	if (n < 2 || all <= max)
		return FALSE;
	all -= width[n - 1];
	below = all + 40 > max;
	while (below && all > max + 2) {
		guint widest = 0;

		for (guint i = 1; i + 1 < n; i++)
			if (width[i] > width[widest])
				widest = i;
		if (width[widest] <= 18)
			break;
		width[widest]--;
		all--;
	}
	return below;
}

static void
table_append(GString *line, const char *cell, gsize width)
{
	gsize size = (gsize)g_utf8_strlen(cell, -1);
	g_autofree char *cut = size > width ? g_utf8_substring(cell, 0, (glong)width - 1) : NULL;

	g_string_append_printf(line, "%s%s", cut ? cut : cell, cut ? "…" : "");
	for (; size < width; size++)
		g_string_append_c(line, ' ');
}

/* The last cell, below its line; in as many lines as it needs. */
static void
table_print_below(const char *cell, gsize max)
{
	g_auto(GStrv) words = g_strsplit(cell, " ", -1);
	gsize at = 0;

	if (!*cell || strcmp(cell, "-") == 0)
		return;
	for (char **w = words; *w; w++) {
		gsize size = (gsize)g_utf8_strlen(*w, -1);

		if (at && at + 1 + size > max) {
			putchar('\n');
			at = 0;
		}
		printf("%s%s", at ? " " : "    ", *w);
		at += size + (at ? 1 : 4);
	}
	putchar('\n');
}

void
cli_table_print(struct cli_table *t)
{
	g_autofree gsize *width = g_new0(gsize, t->n);
	guint max = terminal_width(), n = t->n;
	gboolean below;

	for (guint r = 0; r < t->rows->len; r++)
		for (guint i = 0; i < t->n; i++)
			width[i] = MAX(
			    width[i], (gsize)g_utf8_strlen(((char **)g_ptr_array_index(t->rows, r))[i], -1));
	below = table_fit(width, n, max);
	n -= below ? 1 : 0;
	for (guint r = 0; r < t->rows->len; r++) {
		char **row = g_ptr_array_index(t->rows, r);
		g_autoptr(GString) line = g_string_new(NULL);
		g_autofree char *cut = NULL;

		for (guint i = 0; i + 1 < n; i++) {
			table_append(line, row[i], width[i]);
			g_string_append(line, "  ");
		}
		if (below) {
			table_append(line, row[n - 1], width[n - 1]);
			g_string_truncate(line, strlen(g_strchomp(line->str)));
		} else {
			g_string_append(line, row[n - 1]);
		}
		cut = (gsize)g_utf8_strlen(line->str, -1) > max
			  ? g_utf8_substring(line->str, 0, (glong)max - 1)
			  : NULL;
		printf("%s%s%s%s\n", r == 0 && cli_colour() ? "\033[1m" : "", cut ? cut : line->str,
		    cut ? "…" : "", r == 0 && cli_colour() ? "\033[0m" : "");
		if (below && r > 0)
			table_print_below(row[n], max);
	}
	g_ptr_array_unref(t->rows);
	g_free(t);
}
