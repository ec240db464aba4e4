/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx - Excel's workbooks: each sheet's cells as a grid, one sheet below the other
 *
 * Numbers and days are shown by their formats (number.h), formulas by the value that was last computed. Hidden sheets,
 * rows and columns are left out; the words in such rows and columns are counted as hidden. Text boxes come
 * behind their sheet's cells.
 */
#include "grid.h"
#include "markup.h"
#include "number.h"
#include "office.h"
#include "package.h"

#include <string.h>

#define SHEETS_MAX 255
#define COLUMNS_MAX 16384
#define FORMATS_MAX 65536
#define TEXT_MAX 32768 /* of one cell, as in Excel */

struct strings { /* many texts in one place */
	GString *pool;
	GArray *ends; /* guint32 */
};

struct xlsx {
	struct document *d;
	const struct limits *limits;
	struct archive *a;
	struct scribe out;
	struct strings shared;
	GPtrArray *codes;  /* char*: the format of each style of cells; NULL: General */
	GHashTable *named; /* number of a format → its code */
	gboolean from_1904, full;
	guint32 y;
	guint16 sheet; /* the one that is being read, from 1 */
	struct grid grid;
	/* of the sheet that is being read */
	guint8 hidden_column[COLUMNS_MAX];
	gboolean in_value, in_string, in_phonetic, in_formats, row_hidden;
	guint32 row, column; /* of the cell; from 0 */
	guint style;
	char kind;     /* of the cell: n, s(hared), i(nline), t(ext of a formula), b(oolean), e(rror) */
	GString *text; /* of the cell or string */
	const char *why;
};

static void
strings_add(struct strings *s, const char *text, gsize size)
{
	guint32 end;

	g_string_append_len(s->pool, text, (gssize)MIN(size, TEXT_MAX));
	end = (guint32)s->pool->len;
	g_array_append_val(s->ends, end);
}

static struct slice
strings_get(const struct strings *s, guint64 index)
{
	guint32 start, end;

	if (index >= s->ends->len)
		return (struct slice){ "", 0 };
	start = index ? g_array_index(s->ends, guint32, index - 1) : 0;
	end = g_array_index(s->ends, guint32, index);
	return (struct slice){ s->pool->str + start, end - start };
}

static void
on_text(struct markup *m, const char *bytes, gsize size)
{
	struct xlsx *x = m->data;

	if ((x->in_value || x->in_string) && !x->in_phonetic && x->text->len < TEXT_MAX)
		g_string_append_len(x->text, bytes, (gssize)size);
}

/* ---- shared strings: <si> with <t>, or with runs of <r><t> ---- */

static void
shared_start(struct markup *m, const char *name, const char **attributes)
{
	struct xlsx *x = m->data;

	(void)attributes;
	if (strcmp(name, "si") == 0)
		g_string_truncate(x->text, 0);
	else if (strcmp(name, "t") == 0)
		x->in_string = TRUE;
	else if (strcmp(name, "rPh") == 0)
		x->in_phonetic = TRUE;
}

static void
shared_end(struct markup *m, const char *name)
{
	struct xlsx *x = m->data;

	if (strcmp(name, "si") == 0) {
		strings_add(&x->shared, x->text->str, x->text->len);
		m->stop = x->shared.ends->len >= M(4);
	} else if (strcmp(name, "t") == 0) {
		x->in_string = FALSE;
	} else if (strcmp(name, "rPh") == 0) {
		x->in_phonetic = FALSE;
	}
}

/* ---- styles: formats by number, and the format of each style of cells ---- */

static void
styles_start(struct markup *m, const char *name, const char **attributes)
{
	struct xlsx *x = m->data;
	const char *id = markup_attribute(attributes, "numFmtId"), *code;
	guint number = id ? (guint)g_ascii_strtoull(id, NULL, 10) : 0;

	if (strcmp(name, "cellXfs") == 0) {
		x->in_formats = TRUE;
	} else if (strcmp(name, "numFmt") == 0) {
		code = markup_attribute(attributes, "formatCode");
		if (code && id && g_hash_table_size(x->named) < FORMATS_MAX &&
		    !g_hash_table_contains(x->named, GUINT_TO_POINTER(number)))
			g_hash_table_insert(x->named, GUINT_TO_POINTER(number), g_strdup(code));
	} else if (strcmp(name, "xf") == 0 && x->in_formats && x->codes->len < FORMATS_MAX) {
		code = g_hash_table_lookup(x->named, GUINT_TO_POINTER(number));
		g_ptr_array_add(x->codes, (gpointer)(code ? code : number_builtin(number)));
	}
}

static void
styles_end(struct markup *m, const char *name)
{
	struct xlsx *x = m->data;

	if (strcmp(name, "cellXfs") == 0)
		x->in_formats = FALSE;
}

/* ---- a sheet ---- */

/* "BC12": column 54, row 11. */
static void
take_reference(struct xlsx *x, const char *r)
{
	guint64 column = 0, row;

	for (; g_ascii_isalpha(*r) && column < COLUMNS_MAX; r++)
		column = column * 26 + (guint64)(g_ascii_toupper(*r) - 'A' + 1);
	row = g_ascii_strtoull(r, NULL, 10);
	if (column)
		x->column = (guint32)MIN(column - 1, COLUMNS_MAX - 1);
	if (row)
		x->row = (guint32)MIN(row - 1, G_MAXUINT32 / 2);
}

static void
take_columns(struct xlsx *x, const char **attributes)
{
	const char *hidden = markup_attribute(attributes, "hidden"),
		   *min = markup_attribute(attributes, "min"), *max = markup_attribute(attributes, "max");
	guint64 from = min ? g_ascii_strtoull(min, NULL, 10) : 0,
		to = max ? g_ascii_strtoull(max, NULL, 10) : from;

	if (!hidden || (strcmp(hidden, "1") != 0 && strcmp(hidden, "true") != 0) || !from)
		return;
	for (guint64 i = from; i <= MIN(to, COLUMNS_MAX); i++)
		x->hidden_column[i - 1] = TRUE;
}

static void
take_row(struct xlsx *x, const char **attributes)
{
	const char *hidden = markup_attribute(attributes, "hidden"), *r = markup_attribute(attributes, "r");
	guint64 row = r ? g_ascii_strtoull(r, NULL, 10) : 0;

	x->row = row ? (guint32)MIN(row - 1, G_MAXUINT32 / 2) : x->row + 1;
	x->column = G_MAXUINT32;
	x->row_hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
}

static void
take_cell(struct xlsx *x, const char **attributes)
{
	static const struct {
		const char *name;
		char kind;
	} kinds[] = { { "s", 's' }, { "inlineStr", 'i' }, { "str", 't' }, { "b", 'b' }, { "e", 'e' },
		{ "d", 't' } };
	const char *type = markup_attribute(attributes, "t"), *style = markup_attribute(attributes, "s"),
		   *r = markup_attribute(attributes, "r");

	x->column++; /* where it does not say where it stands */
	if (r)
		take_reference(x, r);
	x->style = style ? (guint)g_ascii_strtoull(style, NULL, 10) : 0;
	x->kind = 'n';
	for (guint i = 0; type && i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(type, kinds[i].name) == 0)
			x->kind = kinds[i].kind;
	g_string_truncate(x->text, 0);
}

static void
sheet_start(struct markup *m, const char *name, const char **attributes)
{
	struct xlsx *x = m->data;

	if (strcmp(name, "c") == 0)
		take_cell(x, attributes);
	else if (strcmp(name, "v") == 0)
		x->in_value = x->kind != 'i';
	else if (strcmp(name, "t") == 0)
		x->in_string = x->kind == 'i';
	else if (strcmp(name, "row") == 0)
		take_row(x, attributes);
	else if (strcmp(name, "col") == 0)
		take_columns(x, attributes);
	else if (strcmp(name, "rPh") == 0)
		x->in_phonetic = TRUE;
}

static guint
count_words(struct slice s)
{
	guint n = 0;
	gboolean in = FALSE;

	for (gsize i = 0; i < s.n; i++) {
		gboolean word = !g_ascii_isspace(s.p[i]);

		n += word && !in;
		in = word;
	}
	return n;
}

static void
cell_put(struct xlsx *x)
{
	g_autoptr(GString) shown = NULL;
	struct slice s = { x->text->str, x->text->len };
	char *end;

	if (!s.n)
		return;
	if (x->kind == 's') {
		s = strings_get(&x->shared, g_ascii_strtoull(s.p, NULL, 10));
	} else if (x->kind == 'b') {
		s = s.p[0] == '1' ? (struct slice){ "TRUE", 4 } : (struct slice){ "FALSE", 5 };
	} else if (x->kind == 'n') {
		double value = g_ascii_strtod(s.p, &end);

		shown = g_string_new(NULL);
		if (end > s.p)
			number_show(shown, value, x->style < x->codes->len ? x->codes->pdata[x->style] : NULL,
			    x->from_1904);
		s = (struct slice){ shown->str, shown->len };
	}
	if (x->row_hidden || x->hidden_column[MIN(x->column, COLUMNS_MAX - 1)])
		x->d->n_hidden += count_words(s);
	else if (!grid_cell(&x->grid, x->row, x->column, s.p, s.n))
		x->full = TRUE;
}

static void
sheet_end(struct markup *m, const char *name)
{
	struct xlsx *x = m->data;

	if (strcmp(name, "c") == 0) {
		cell_put(x);
		m->stop = x->full;
	} else if (strcmp(name, "v") == 0) {
		x->in_value = FALSE;
	} else if (strcmp(name, "t") == 0) {
		x->in_string = FALSE;
	} else if (strcmp(name, "rPh") == 0) {
		x->in_phonetic = FALSE;
	}
}

/* ---- text boxes: <p> with runs of <t>, below the sheet ---- */

static void
drawing_start(struct markup *m, const char *name, const char **attributes)
{
	struct xlsx *x = m->data;

	(void)attributes;
	if (strcmp(name, "p") == 0)
		g_string_truncate(x->text, 0);
	else if (strcmp(name, "t") == 0)
		x->in_string = TRUE;
}

static void
drawing_end(struct markup *m, const char *name)
{
	struct xlsx *x = m->data;

	if (strcmp(name, "p") == 0) {
		m->stop = !grid_cell(&x->grid, x->row++, 0, x->text->str, x->text->len);
		g_string_truncate(x->text, 0);
	} else if (strcmp(name, "t") == 0) {
		x->in_string = FALSE;
	}
}

/* ---- the parts ---- */

typedef void (*start_handler)(struct markup *m, const char *name, const char **attributes);
typedef void (*end_handler)(struct markup *m, const char *name);

static const char *
part_read(struct xlsx *x, const char *name, start_handler start, end_handler end)
{
	g_autoptr(GBytes) xml = package_part(x->a, name);
	struct markup m = { .start = start, .end = end, .text = on_text, .data = x };

	x->in_value = x->in_string = x->in_phonetic = FALSE;
	g_string_truncate(x->text, 0);
	return xml ? markup_parse(&m, xml) : "a part is missing or cannot be unpacked";
}

static void
grid_put(struct xlsx *x)
{
	if (!grid_emit(&x->grid, &x->out, x->sheet, &x->y))
		x->full = TRUE;
}

static void
sheet_read(struct xlsx *x, const char *name)
{
	g_autoptr(GPtrArray) relations = package_relations(x->a, name);
	const struct relation *drawing = relation_by_kind(relations, "drawing");
	const char *why;

	memset(x->hidden_column, 0, sizeof x->hidden_column);
	x->sheet++;
	x->row = G_MAXUINT32;
	x->row_hidden = FALSE;
	why = part_read(x, name, sheet_start, sheet_end);
	if (why && !x->why)
		x->why = why;
	grid_put(x);
	if (drawing && !x->full) {
		x->row = 0;
		part_read(x, drawing->target, drawing_start, drawing_end);
		grid_put(x);
	}
	package_links(x->d, relations);
}

struct book {
	struct xlsx *x;
	const GPtrArray *relations;
	GPtrArray *sheets; /* char*: names of parts */
	guint n_hidden;
};

static void
book_start(struct markup *m, const char *name, const char **attributes)
{
	struct book *b = m->data;

	if (strcmp(name, "workbookPr") == 0) {
		const char *from = markup_attribute(attributes, "date1904");

		b->x->from_1904 = from && (strcmp(from, "1") == 0 || strcmp(from, "true") == 0);
	} else if (strcmp(name, "sheet") == 0 && b->sheets->len < SHEETS_MAX) {
		const char *state = markup_attribute(attributes, "state");
		const struct relation *r = relation_by_id(b->relations, markup_attribute(attributes, "id"));

		if (state && strcmp(state, "visible") != 0)
			b->n_hidden++;
		else if (r && !r->external && strcmp(r->kind, "worksheet") == 0)
			g_ptr_array_add(b->sheets, g_strdup(r->target));
	}
}

static void
book_end(struct markup *m, const char *name)
{
	(void)m;
	(void)name;
}

static void
book_text(struct markup *m, const char *bytes, gsize size)
{
	(void)m;
	(void)bytes;
	(void)size;
}

static void
book_read(struct xlsx *x)
{
	g_autofree char *name = package_main(x->a, "xl/workbook.xml");
	g_autoptr(GPtrArray) relations = package_relations(x->a, name);
	g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GBytes) xml = package_part(x->a, name);
	const struct relation *shared = relation_by_kind(relations, "sharedStrings"),
			      *styles = relation_by_kind(relations, "styles");
	struct book b = { .x = x, .relations = relations, .sheets = sheets };
	struct markup m = { .start = book_start, .end = book_end, .text = book_text, .data = &b };

	x->why = xml ? markup_parse(&m, xml) : "its workbook is missing or cannot be unpacked";
	if (shared)
		part_read(x, shared->target, shared_start, shared_end);
	if (styles)
		part_read(x, styles->target, styles_start, styles_end);
	for (guint i = 0; i < sheets->len && !x->full; i++)
		sheet_read(x, sheets->pdata[i]);
}

static void
book_say(struct xlsx *x)
{
	struct document *d = x->d;

	if (x->why)
		document_say(d, d->words->len ? READ_TEXT : READ_DAMAGED, "%s", x->why);
	else if (x->full || d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
	d->truncated = d->truncated || x->full;
}

void
xlsx_read(struct document *d, const struct source *s)
{
	g_autoptr(archive_handle) a = archive_open(d, s);
	g_autofree struct xlsx *x = NULL;

	if (!a)
		return;
	x = g_new0(struct xlsx, 1);
	x->d = d;
	x->a = a;
	x->limits = s->limits;
	x->shared = (struct strings){ g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(guint32)) };
	x->named = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	x->codes = g_ptr_array_new();
	x->text = g_string_new(NULL);
	grid_init(&x->grid, s->limits);
	scribe_init(&x->out, d, s->limits, s->size);
	book_read(x);
	scribe_finish(&x->out);
	package_inner(d, a, d->words->len == 0);
	book_say(x);
	grid_clear(&x->grid);
	g_string_free(x->shared.pool, TRUE);
	g_array_unref(x->shared.ends);
	g_ptr_array_unref(x->codes);
	g_hash_table_unref(x->named);
	g_string_free(x->text, TRUE);
}
