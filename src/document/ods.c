/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ods - OpenDocument spreadsheets: each sheet's cells as a grid, one sheet below the other
 *
 * As in xlsx.c: days are written as ISO 8601 has them and thousands are not parted; a formula shows the value that was
 * last computed. Hidden sheets, rows and columns are left out, and the words of such rows and columns counted.
 */
#include "grid.h"
#include "office.h"
#include "opendocument.h"

#include <string.h>

#define REPEAT_MAX (1 << 20)
#define COLUMNS_MAX 16384
#define COPIES_MAX 64 /* of one cell that is repeated */
#define TEXT_MAX 32768

struct ods {
	struct odf odf;
	struct document *d;
	struct scribe out;
	struct grid grid;
	guint32 y, row, column, rows; /* rows: that this one stands for */
	guint16 sheet;
	guint skip;    /* depth of the element that is passed over; 0: none */
	guint columns; /* told so far */
	guint8 hidden_column[COLUMNS_MAX];
	gboolean row_hidden, in_cell, in_text, full;
	guint copies; /* of the cell */
	char kind;    /* n(umber), c(urrency), d(ate), t(ext) */
	char value[64], currency[8];
	GString *text;
};

static gboolean
is_hidden(const char **attributes)
{
	const char *visibility = markup_attribute(attributes, "visibility");

	return visibility && strcmp(visibility, "visible") != 0;
}

static void
take_column(struct ods *x, const char **attributes)
{
	guint n = odf_count(attributes, "number-columns-repeated", REPEAT_MAX);

	for (guint i = 0; i < n && x->columns < COLUMNS_MAX; i++)
		x->hidden_column[x->columns++] = is_hidden(attributes) ? 1 : 0;
}

static void
take_cell(struct ods *x, const char **attributes)
{
	static const struct {
		const char *name;
		char kind;
	} KINDS[] = { { "float", 'n' }, { "currency", 'c' }, { "date", 'd' } };
	const char *type = markup_attribute(attributes, "value-type"), *value;

	x->kind = 't';
	for (guint i = 0; type && i < G_N_ELEMENTS(KINDS); i++)
		if (strcmp(type, KINDS[i].name) == 0)
			x->kind = KINDS[i].kind;
	value = markup_attribute(attributes, x->kind == 'd' ? "date-value" : "value");
	g_strlcpy(x->value, value ? value : "", sizeof x->value);
	value = markup_attribute(attributes, "currency");
	g_strlcpy(x->currency, value ? value : "", sizeof x->currency);
	x->copies = odf_count(attributes, "number-columns-repeated", REPEAT_MAX);
	x->in_cell = TRUE;
	g_string_truncate(x->text, 0);
}

static void
begin_sheet(struct ods *x)
{
	x->sheet++;
	x->row = x->columns = 0;
	memset(x->hidden_column, 0, sizeof x->hidden_column);
}

/* Blanks, tabs and line ends that are elements. */
static void
put_symbol(struct ods *x, const char *name)
{
	if (!x->in_text || x->text->len >= TEXT_MAX)
		return;
	if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0)
		g_string_append_c(x->text, ' ');
	else if (strcmp(name, "line-break") == 0)
		g_string_append_c(x->text, '\n');
}

static void
on_start(struct markup *m, const char *name, const char **attributes)
{
	struct ods *x = m->data;

	if (x->skip || odf_style(&x->odf, name, attributes))
		return;
	if (strcmp(name, "annotation") == 0 || strcmp(name, "tracked-changes") == 0 ||
	    strcmp(name, "shapes") == 0) {
		x->skip = m->depth;
	} else if (strcmp(name, "table") == 0) {
		if (x->in_cell || odf_hides(&x->odf, attributes))
			x->skip = m->depth;
		else
			begin_sheet(x);
	} else if (strcmp(name, "table-column") == 0) {
		take_column(x, attributes);
	} else if (strcmp(name, "table-row") == 0) {
		x->rows = odf_count(attributes, "number-rows-repeated", REPEAT_MAX);
		x->row_hidden = is_hidden(attributes);
		x->column = 0;
	} else if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0) {
		take_cell(x, attributes);
	} else if (strcmp(name, "p") == 0) {
		x->in_text = x->in_cell;
		if (x->in_cell && x->text->len)
			g_string_append_c(x->text, '\n');
	} else {
		put_symbol(x, name);
	}
}

/* A number as it is, but one whose digits are all that is shown: "004711". */
static void
cell_show(struct ods *x)
{
	gboolean digits = x->text->len && strspn(x->text->str, "0123456789") == x->text->len;

	if (x->kind == 't' || !*x->value || digits || !x->text->len)
		return;
	if (x->kind == 'd')
		x->value[MIN(strlen(x->value), 10)] = '\0';
	g_string_assign(x->text, x->value);
	if (x->kind == 'c' && *x->currency)
		g_string_append_printf(x->text, " %s", x->currency);
}

static guint
count_words(const GString *text)
{
	guint n = 0;

	for (gsize i = 0; i < text->len; i++)
		n += text->str[i] > ' ' && (i == 0 || text->str[i - 1] <= ' ');
	return n;
}

static void
cell_put(struct ods *x)
{
	guint copies = x->text->len ? MIN(x->copies, COPIES_MAX) : 0;

	cell_show(x);
	for (guint i = 0; i < copies && x->column + i < COLUMNS_MAX && !x->full; i++) {
		if (x->row_hidden || x->hidden_column[x->column + i])
			x->d->n_hidden += count_words(x->text);
		else if (!grid_cell(&x->grid, x->row, x->column + i, x->text->str, x->text->len))
			x->full = TRUE;
	}
	x->column = MIN(x->column + x->copies, COLUMNS_MAX);
	x->in_cell = x->in_text = FALSE;
}

static void
sheet_put(struct ods *x)
{
	if (!grid_emit(&x->grid, &x->out, x->sheet, &x->y))
		x->full = TRUE;
}

static void
on_end(struct markup *m, const char *name)
{
	struct ods *x = m->data;

	if (x->skip) {
		if (x->skip == m->depth)
			x->skip = 0;
		return;
	}
	if (strcmp(name, "p") == 0)
		x->in_text = FALSE;
	else if (x->in_cell && (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0))
		cell_put(x);
	else if (strcmp(name, "table-row") == 0)
		x->row = MIN(x->row + x->rows, G_MAXUINT32 / 2);
	else if (strcmp(name, "table") == 0)
		sheet_put(x);
	m->stop = x->full;
}

static void
on_text(struct markup *m, const char *bytes, gsize size)
{
	struct ods *x = m->data;

	if (x->in_text && !x->skip && x->text->len < TEXT_MAX)
		g_string_append_len(x->text, bytes, (gssize)size);
}

void
ods_read(struct document *d, const struct source *s)
{
	g_autofree struct ods *x = g_new0(struct ods, 1);
	struct markup m = { .start = on_start, .end = on_end, .text = on_text, .data = x };
	const char *why;

	if (!odf_open(&x->odf, d, s))
		return;
	x->d = d;
	x->text = g_string_new(NULL);
	grid_init(&x->grid, s->limits);
	scribe_init(&x->out, d, s->limits, s->size);
	why = odf_parse(&x->odf, "content.xml", &m);
	sheet_put(x);
	scribe_finish(&x->out);
	if (why)
		document_say(d, d->words->len ? READ_TEXT : READ_DAMAGED, "%s", why);
	else if (x->full || d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
	d->truncated = d->truncated || x->full;
	grid_clear(&x->grid);
	g_string_free(x->text, TRUE);
	odf_close(&x->odf);
}
