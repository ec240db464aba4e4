/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * odt - OpenDocument texts: paragraphs and tables on a plane
 *
 * The headers of the page styles come first, then the body, then the footers. Tables keep their columns. Comments, what
 * was deleted while changes are tracked, and text in a style that hides are no text; hidden words are counted.
 */
#include "html.h"
#include "office.h"
#include "opendocument.h"

#include <string.h>

#define TABLE_DEPTH_MAX 12
#define SPAN_MAX 256

enum wanted { BODY, HEADERS, FOOTERS };
enum level_kind { LEVEL_TABLE, LEVEL_ROW, LEVEL_CELL };
struct level {
	guint8 kind, opened;
	guint depth; /* of its element */
};

struct odt {
	struct odf odf;
	struct html h;
	GArray *levels; /* struct level */
	enum wanted wanted;
	guint tables;
	guint within; /* depth of the header or footer that is being read; 0: none */
	guint skip;   /* depth of the element that is passed over; 0: none */
	guint hides;  /* depth of the element whose style hides; 0: none */
	guint cells;
};

static gboolean
is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return TRUE;
	return FALSE;
}

static const struct level *
level_top(const struct odt *x)
{
	return x->levels->len ? &g_array_index(x->levels, struct level, x->levels->len - 1) : NULL;
}

/* ---- tables ---- */

static void
level_push(struct odt *x, enum level_kind kind, guint depth, gboolean opened)
{
	struct level level = { (guint8)kind, (guint8)opened, depth };

	g_array_append_val(x->levels, level);
}

static void
cell_open(struct odt *x, const char **attributes, guint depth)
{
	const struct level *top = level_top(x);
	gboolean opens = top && top->kind == LEVEL_ROW && top->opened;

	if (opens) {
		layout_cell_open(&x->h, odf_count(attributes, "number-columns-spanned", SPAN_MAX),
		    odf_count(attributes, "number-rows-spanned", SPAN_MAX));
		/* empty cells cost too */
		x->h.full = x->h.full || ++x->cells >= (guint)x->h.limits->document_words;
	}
	level_push(x, LEVEL_CELL, depth, opens);
}

static gboolean
table_start(struct odt *x, const char *name, const char **attributes, guint depth)
{
	const struct level *top = level_top(x);
	gboolean opens;

	if (strcmp(name, "table") == 0) {
		opens = x->tables < TABLE_DEPTH_MAX && (!top || (top->kind == LEVEL_CELL && top->opened));
		if (opens)
			layout_table_open(&x->h);
		x->tables += opens ? 1 : 0;
		level_push(x, LEVEL_TABLE, depth, opens);
	} else if (strcmp(name, "table-row") == 0) {
		opens = top && top->kind == LEVEL_TABLE && top->opened;
		if (opens)
			layout_row_open(&x->h);
		level_push(x, LEVEL_ROW, depth, opens);
	} else if (strcmp(name, "table-cell") == 0) {
		cell_open(x, attributes, depth);
	} else {
		return FALSE;
	}
	return TRUE;
}

/* The element of that depth ends. */
static void
level_close(struct odt *x, guint depth)
{
	const struct level *top = level_top(x);
	struct level closed;

	if (!top || top->depth != depth)
		return;
	closed = *top;
	g_array_set_size(x->levels, x->levels->len - 1);
	if (closed.kind == LEVEL_CELL && closed.opened)
		layout_cell_close(&x->h);
	else if (closed.kind == LEVEL_TABLE && closed.opened) {
		layout_table_close(&x->h);
		x->tables--;
	}
}

/* ---- paragraphs ---- */

static const char *const PARAGRAPHS[] = { "p", "h", NULL };

static void
put_symbol(struct odt *x, const char *name, const char **attributes)
{
	gboolean blank = strcmp(name, "s") == 0;

	/* blanks in a row part columns, as in plain text */
	if (strcmp(name, "tab") == 0 || (blank && odf_count(attributes, "c", 2) > 1))
		layout_column(&x->h);
	else if (strcmp(name, "line-break") == 0)
		layout_newline(&x->h);
	else if (blank)
		layout_char(&x->h, ' ');
}

/* Is what stands here read this time? Headers and footers stand in page styles, the body apart from them. */
static gboolean
is_wanted(struct odt *x, const char *name, guint depth)
{
	static const char *const BEGINS[][4] = {
		[BODY] = { "body", NULL },
		[HEADERS] = { "header", "header-first", NULL },
		[FOOTERS] = { "footer", "footer-first", NULL },
	};

	if (!x->within && is_one_of(name, BEGINS[x->wanted]))
		x->within = depth;
	return x->within != 0;
}

static void
on_start(struct markup *m, const char *name, const char **attributes)
{
	static const char *const PASSED_OVER[] = { "tracked-changes", "annotation", "hidden-paragraph",
		"hidden-text", "forms", "note-citation", "sequence-decls", "desc", "title", "script", NULL };
	struct odt *x = m->data;

	if (x->skip || odf_style(&x->odf, name, attributes) || !is_wanted(x, name, m->depth))
		return;
	if (is_one_of(name, PASSED_OVER)) {
		x->skip = m->depth;
		return;
	}
	if (!x->hides && odf_hides(&x->odf, attributes)) {
		layout_word_end(&x->h);
		x->hides = m->depth;
		x->h.style.hide = TRUE;
	}
	if (!table_start(x, name, attributes, m->depth))
		put_symbol(x, name, attributes);
	if (strcmp(name, "a") == 0 && x->h.d->links->len < 1000) {
		const char *target = markup_attribute(attributes, "href");

		if (target && strlen(target) <= 4096)
			g_ptr_array_add(x->h.d->links, g_strdup(target));
	}
	m->stop = x->h.full;
}

static void
on_end(struct markup *m, const char *name)
{
	struct odt *x = m->data;

	if (x->skip) {
		if (x->skip == m->depth)
			x->skip = 0;
		return;
	}
	if (!x->within)
		return;
	if (is_one_of(name, PARAGRAPHS))
		layout_paragraph_end(&x->h);
	level_close(x, m->depth);
	if (x->hides == m->depth) {
		layout_word_end(&x->h);
		x->hides = 0;
		x->h.style.hide = FALSE;
	}
	if (x->within == m->depth)
		x->within = 0;
	m->stop = x->h.full;
}

static void
on_text(struct markup *m, const char *bytes, gsize size)
{
	struct odt *x = m->data;

	if (x->within && !x->skip)
		layout_text(&x->h, bytes, size);
	m->stop = x->h.full;
}

static const char *
part_read(struct odt *x, const char *part, enum wanted wanted)
{
	struct markup m = { .start = on_start, .end = on_end, .text = on_text, .data = x };
	const char *why;

	x->wanted = wanted;
	why = odf_parse(&x->odf, part, &m);
	while (x->levels->len)
		level_close(x, level_top(x)->depth);
	x->skip = x->within = x->hides = 0;
	x->h.style.hide = FALSE;
	layout_margin(&x->h);
	return why;
}

void
odt_read(struct document *d, const struct source *s)
{
	struct odt x = { .h = { .d = d, .limits = s->limits } };
	const char *why;

	if (!odf_open(&x.odf, d, s))
		return;
	x.levels = g_array_new(FALSE, FALSE, sizeof(struct level));
	layout_init(&x.h, s->size);
	part_read(&x, "styles.xml", HEADERS);
	why = part_read(&x, "content.xml", BODY);
	if (!x.h.full)
		part_read(&x, "styles.xml", FOOTERS);
	layout_word_end(&x.h);
	layout_emit(&x.h);
	if (why)
		document_say(d, d->words->len ? READ_TEXT : READ_DAMAGED, "%s", why);
	else if (d->truncated || x.h.full)
		document_say(d, READ_TEXT, "only the first part was read");
	d->truncated = d->truncated || x.h.full;
	layout_clear(&x.h);
	g_array_unref(x.levels);
	odf_close(&x.odf);
}
