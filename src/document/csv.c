/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv - comma-separated values are a grid
 *
 * RFC 4180, and what spreadsheets of half the world write: semicolons, tabs. The separator is the one that
 * all lines have equally often.
 */
#include "scribe.h"

#include <string.h>

#define MAX_COLUMNS 1024
#define COLUMN_GAP 2

struct csv_cell {
	struct slice text;
	guint32 row, column;
};

struct csv {
	char separator;
	GArray *cells;
	guint32 widths[MAX_COLUMNS];
};

/* How often c stands outside quotes on the line at *p; moves *p to the next line. */
static guint
count_on_line(const char **p, char c)
{
	guint n = 0;
	gboolean quoted = FALSE;
	const char *at = *p;

	for (; *at && (quoted || *at != '\n'); at++) {
		if (*at == '"')
			quoted = !quoted;
		else if (!quoted && *at == c)
			n++;
	}
	*p = *at ? at + 1 : at;
	return n;
}

static char
find_separator(const char *text)
{
	static const char candidates[] = ";\t|,";
	guint most = 0;
	char best = ',';

	for (guint i = 0; candidates[i]; i++) {
		const char *p = text;
		guint first = count_on_line(&p, candidates[i]), total = first, lines = 1;
		gboolean equal = first > 0;

		for (; *p && lines < 20; lines++) {
			guint n = count_on_line(&p, candidates[i]);

			equal = equal && (n == first || n == 0);
			total += n;
		}
		if (equal && lines > 1)
			return candidates[i];
		if (total > most) {
			most = total;
			best = candidates[i];
		}
	}
	return best;
}

static guint32
columns_of(struct slice s)
{
	guint32 n = 0;

	for (const char *p = s.p; p < s.p + s.n; p = g_utf8_next_char(p))
		n += (guint32)char_columns(g_utf8_get_char(p));
	return n;
}

/* One cell at *p, unquoted in place; *p moves to what ended it. */
static struct slice
take_cell(char **p, char separator)
{
	char *in = *p, *out;
	struct slice s;

	while (*in == ' ' && separator != ' ')
		in++;
	s.p = out = in;
	if (*in == '"') {
		for (in++; *in && !(*in == '"' && in[1] != '"'); in++) {
			if (*in == '"')
				in++;
			*out++ = *in;
		}
		if (*in)
			in++;
	}
	while (*in && *in != separator && *in != '\n')
		*out++ = *in++;
	s.n = (gsize)(out - s.p);
	*p = in;
	return s;
}

/* FALSE when there are more cells than words may be. */
static gboolean
parse(struct csv *c, char *text, const struct limits *limits)
{
	guint32 row = 0, column = 0;

	for (char *p = text; *p;) {
		struct csv_cell cell = { .row = row, .column = column };
		char ended;

		cell.text = take_cell(&p, c->separator);
		ended = *p; /* before it may be overwritten: a cell never is longer than its source */
		if (cell.text.n) {
			if (c->cells->len >= limits->document_words)
				return FALSE;
			g_array_append_val(c->cells, cell);
			if (column < MAX_COLUMNS)
				c->widths[column] =
				    MAX(c->widths[column], MIN(columns_of(cell.text), 1U << 20));
		}
		if (!ended)
			break;
		if (ended == '\n') {
			row++;
			column = 0;
		} else {
			column++;
		}
		p++;
	}
	return TRUE;
}

static void
emit(struct csv *c, struct document *d, const struct limits *limits, gsize size)
{
	struct scribe p;
	guint32 starts[MAX_COLUMNS], at = 0, behind = 0, row = 0;

	for (guint i = 0; i < MAX_COLUMNS; i++) {
		starts[i] = at;
		at = MIN(at + (c->widths[i] ? c->widths[i] + COLUMN_GAP : 0), 1U << 23);
	}
	scribe_init(&p, d, limits, size);
	for (guint i = 0; i < c->cells->len; i++) {
		const struct csv_cell *cell = &g_array_index(c->cells, struct csv_cell, i);
		guint32 x = cell->column < MAX_COLUMNS ? starts[cell->column] : behind + COLUMN_GAP;

		if (cell->row != row)
			scribe_line(&p);
		row = cell->row;
		if (!scribe_cell(&p, cell->text, x, row, WORD_CELL_START, &behind))
			break;
	}
	scribe_finish(&p);
}

void
csv_read(struct document *d, const struct source *s)
{
	g_autofree struct csv *c = g_new0(struct csv, 1);
	g_autofree char *text = NULL;
	gsize size;
	gboolean cut;

	text = source_text(s, s->charset, (gsize)s->limits->text_size, &size, &cut);
	c->separator = find_separator(text);
	c->cells = g_array_new(FALSE, FALSE, sizeof(struct csv_cell));
	if (!parse(c, text, s->limits))
		cut = TRUE;
	emit(c, d, s->limits, size);
	g_array_unref(c->cells);
	d->truncated = d->truncated || cut;
	if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
}
