/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx - Word's documents: paragraphs and tables on a plane
 *
 * Headers come first, then the body, then footers. Tables keep their columns, text boxes stand where they are
 * anchored. What Word does not show (hidden text, deleted text, field codes, the fall-back of a drawing) is no text;
 * hidden words are counted. A document that is hardly more than pictures gives these as inner documents: a scan
 * pasted into Word.
 */
#include "html.h"
#include "markup.h"
#include "office.h"
#include "package.h"

#include <string.h>

#define TABLE_DEPTH_MAX 12
#define MERGE_COLUMNS 256
#define HARDLY_TEXT 200 /* bytes */

enum level_kind { LEVEL_TABLE, LEVEL_ROW, LEVEL_CELL };
struct level { /* one for each such element that is open, in the plane or not */
	guint8 kind, opened;
};

struct merge { /* of one open table: which cell each column goes on from, as index + 1 */
	guint cell[MERGE_COLUMNS];
};

struct docx {
	struct html h;
	GArray *levels;    /* struct level */
	GPtrArray *merges; /* struct merge, one for each open table */
	guint skip;        /* depth of the element that is passed over; 0: none */
	gboolean in_text;  /* within w:t */
	gboolean in_paragraph_properties;
	gboolean cell_pending; /* w:tc began; it opens at its content, when its properties are known */
	guint span;            /* its columns */
	enum { MERGE_NONE, MERGE_BEGINS, MERGE_GOES_ON } merge;
	guint n_cells;
};

/* ---- tables ---- */

static struct level *
level_top(const struct docx *x)
{
	return x->levels->len ? &g_array_index(x->levels, struct level, x->levels->len - 1) : NULL;
}

static gboolean
level_is(const struct docx *x, enum level_kind kind)
{
	const struct level *top = level_top(x);

	return top && top->kind == kind && top->opened;
}

static void
level_push(struct docx *x, enum level_kind kind, gboolean opened)
{
	struct level level = { (guint8)kind, (guint8)opened };

	g_array_append_val(x->levels, level);
}

static void
cell_merge(struct docx *x)
{
	struct merge *merge = x->merges->pdata[x->merges->len - 1];
	guint index = x->h.cells->len - 1;
	const struct html_cell *cell = &g_array_index(x->h.cells, struct html_cell, index);
	guint column = MIN(cell->column, MERGE_COLUMNS - 1), above = merge->cell[column];

	if (x->merge == MERGE_GOES_ON && above && above <= index) {
		g_array_index(x->h.cells, struct html_cell, above - 1).rowspan++;
		return;
	}
	merge->cell[column] = x->merge == MERGE_BEGINS ? index + 1 : 0;
}

/* Content comes, and the properties of its cell are known. */
static void
cell_begin(struct docx *x)
{
	struct level *top = level_top(x);

	if (!x->cell_pending)
		return;
	x->cell_pending = FALSE;
	layout_cell_open(&x->h, CLAMP(x->span, 1, MERGE_COLUMNS), 1);
	cell_merge(x);
	top->opened = TRUE;
	/* empty cells cost too */
	if (++x->n_cells >= (guint)x->h.limits->document_words)
		x->h.full = TRUE;
}

static guint
number_of(const char *value)
{
	return value ? (guint)CLAMP(g_ascii_strtoll(value, NULL, 10), 1, MERGE_COLUMNS) : 1;
}

static void
table_open(struct docx *x)
{
	gboolean opens;

	cell_begin(x);
	opens = x->merges->len < TABLE_DEPTH_MAX && (!level_top(x) || level_is(x, LEVEL_CELL));
	if (opens) {
		layout_table_open(&x->h);
		g_ptr_array_add(x->merges, g_new0(struct merge, 1));
	}
	level_push(x, LEVEL_TABLE, opens);
}

static void
row_open(struct docx *x)
{
	gboolean opens = level_is(x, LEVEL_TABLE);

	if (opens)
		layout_row_open(&x->h);
	level_push(x, LEVEL_ROW, opens);
}

static void
cell_open(struct docx *x)
{
	x->cell_pending = level_is(x, LEVEL_ROW);
	x->span = 1;
	x->merge = MERGE_NONE;
	if (!x->cell_pending)
		layout_column(&x->h);
	level_push(x, LEVEL_CELL, FALSE);
}

static void
level_close(struct docx *x)
{
	struct level top = g_array_index(x->levels, struct level, x->levels->len - 1);

	g_array_set_size(x->levels, x->levels->len - 1);
	if (!top.opened)
		return;
	if (top.kind == LEVEL_CELL) {
		layout_cell_close(&x->h);
	} else if (top.kind == LEVEL_TABLE) {
		layout_table_close(&x->h);
		g_ptr_array_set_size(x->merges, (gint)x->merges->len - 1);
	}
}

static gboolean
table_start(struct docx *x, const char *name, const char **attributes)
{
	const char *value = markup_attribute(attributes, "val");

	if (strcmp(name, "tbl") == 0) {
		table_open(x);
	} else if (strcmp(name, "tr") == 0) {
		row_open(x);
	} else if (strcmp(name, "tc") == 0) {
		cell_open(x);
	} else if (strcmp(name, "gridSpan") == 0) {
		x->span = number_of(value);
	} else if (strcmp(name, "gridBefore") == 0) {
		if (level_is(x, LEVEL_ROW)) {
			layout_cell_open(&x->h, number_of(value), 1);
			layout_cell_close(&x->h);
		}
	} else if (strcmp(name, "vMerge") == 0) {
		x->merge = value && strcmp(value, "restart") == 0 ? MERGE_BEGINS : MERGE_GOES_ON;
	} else {
		return FALSE;
	}
	return TRUE;
}

/* XML is well-formed, so the top is the one that ends. */
static gboolean
table_end(struct docx *x, const char *name)
{
	if (strcmp(name, "tc") != 0 && strcmp(name, "tr") != 0 && strcmp(name, "tbl") != 0)
		return FALSE;
	cell_begin(x);
	level_close(x);
	return TRUE;
}

/* ---- paragraphs and runs ---- */

static void
put_symbol(struct docx *x, const char *name, const char **attributes)
{
	if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0) {
		layout_column(&x->h);
	} else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
		const char *type = markup_attribute(attributes, "type");

		if (type && strcmp(type, "page") == 0)
			layout_margin(&x->h);
		else
			layout_newline(&x->h);
	} else if (strcmp(name, "noBreakHyphen") == 0) {
		layout_char(&x->h, '-');
	}
}

static void
run_start(struct docx *x, const char *name, const char **attributes)
{
	if (strcmp(name, "p") == 0) {
		cell_begin(x);
	} else if (strcmp(name, "pPr") == 0) {
		x->in_paragraph_properties = TRUE;
	} else if (strcmp(name, "txbxContent") == 0) {
		layout_break(&x->h);
	} else if (x->in_paragraph_properties) {
		return; /* tab stops, and how the paragraph's mark looks */
	} else if (strcmp(name, "r") == 0) {
		x->h.style.hide = x->h.style.bold = FALSE;
	} else if (strcmp(name, "vanish") == 0) {
		layout_word_end(&x->h);
		x->h.style.hide = markup_is_on(attributes);
	} else if (strcmp(name, "b") == 0) {
		x->h.style.bold = markup_is_on(attributes);
	} else if (strcmp(name, "t") == 0) {
		x->in_text = TRUE;
	} else {
		put_symbol(x, name, attributes);
	}
}

static void
on_start(struct markup *m, const char *name, const char **attributes)
{
	static const char *const passed_over[] = { "Fallback", "moveFrom", "del", "instrText", "sectPr",
		"tblPr" };
	struct docx *x = m->data;

	m->stop = x->h.full;
	if (x->skip)
		return;
	for (guint i = 0; i < G_N_ELEMENTS(passed_over); i++)
		if (strcmp(name, passed_over[i]) == 0) {
			x->skip = m->depth;
			return;
		}
	if (!table_start(x, name, attributes))
		run_start(x, name, attributes);
}

static void
on_end(struct markup *m, const char *name)
{
	struct docx *x = m->data;

	m->stop = x->h.full;
	if (x->skip) {
		if (x->skip == m->depth)
			x->skip = 0;
		return;
	}
	if (table_end(x, name))
		return;
	if (strcmp(name, "p") == 0)
		layout_paragraph_end(&x->h);
	else if (strcmp(name, "pPr") == 0)
		x->in_paragraph_properties = FALSE;
	else if (strcmp(name, "txbxContent") == 0)
		layout_break(&x->h);
	else if (strcmp(name, "t") == 0)
		x->in_text = FALSE;
}

static void
on_text(struct markup *m, const char *bytes, gsize size)
{
	struct docx *x = m->data;

	if (x->in_text && !x->skip)
		layout_text(&x->h, bytes, size);
	m->stop = x->h.full;
}

/* ---- the parts ---- */

/* NULL, or why it could not be read to its end. */
static const char *
part_read(struct docx *x, struct archive *a, const char *name)
{
	g_autoptr(GBytes) xml = package_part(a, name);
	struct markup m = { .start = on_start, .end = on_end, .text = on_text, .data = x };
	const char *why = xml ? markup_parse(&m, xml) : "a part is missing or cannot be unpacked";

	while (x->levels->len)
		level_close(x);
	x->skip = 0;
	x->in_text = x->in_paragraph_properties = x->cell_pending = FALSE;
	x->h.style.hide = x->h.style.bold = FALSE;
	layout_margin(&x->h);
	return why;
}

static void
parts_read(struct docx *x, struct archive *a, const GPtrArray *relations, const char *kind)
{
	for (guint i = 0, n = 0; i < relations->len && n < 20 && !x->h.full; i++) {
		const struct relation *r = relations->pdata[i];

		if (strcmp(r->kind, kind) != 0 || r->external)
			continue;
		part_read(x, a, r->target);
		n++;
	}
}

void
docx_read(struct document *d, const struct source *s)
{
	g_autoptr(archive_handle) a = archive_open(d, s);
	g_autoptr(GPtrArray) relations = NULL;
	g_autofree char *body = NULL;
	struct docx x = { .h = { .d = d, .limits = s->limits } };
	const char *why;

	if (!a)
		return;
	x.levels = g_array_new(FALSE, FALSE, sizeof(struct level));
	x.merges = g_ptr_array_new_with_free_func(g_free);
	body = package_main(a, "word/document.xml");
	relations = package_relations(a, body);
	layout_init(&x.h, s->size);
	parts_read(&x, a, relations, "header");
	why = part_read(&x, a, body);
	parts_read(&x, a, relations, "footnotes");
	parts_read(&x, a, relations, "footer");
	layout_word_end(&x.h);
	layout_emit(&x.h);
	package_links(d, relations);
	package_inner(d, a, d->text_size < HARDLY_TEXT);
	if (why)
		document_say(d, d->words->len ? READ_TEXT : READ_DAMAGED, "%s", why);
	else if (d->truncated || x.h.full)
		document_say(d, READ_TEXT, "only the first part was read");
	d->truncated = d->truncated || x.h.full;
	layout_clear(&x.h);
	g_ptr_array_unref(x.merges);
	g_array_unref(x.levels);
}
