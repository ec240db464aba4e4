/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html - what the files of the HTML reader share
 *
 *	html_parse.c   bytes to start tags, end tags and text; linear whatever comes
 *	html.c         what each element means; the stack of open elements
 *	html_style.c   styles, as far as they hide text
 *	html_sheet.c   style sheets: which declarations an element falls under
 *	html_layout.c  words, flows, tables: a plane of characters and lines
 *	html_entity.c  character references
 *
 * There is no tree. A word is put down once, in the coordinates of the flow (the root or a table cell) that
 *is open; when a table ends, the words of its cells are moved to where their column and row begin.
 */
#pragma once

#include "scribe.h"

enum element_flag {
	E_BLOCK = 1 << 0,  /* begins and ends a line */
	E_MARGIN = 1 << 1, /* an empty line above and below */
	E_BOLD = 1 << 2,
	E_VOID = 1 << 3, /* has no end tag */
	E_RAW = 1 << 4,  /* its content is no markup and never shown */
	E_HIDE = 1 << 5,
	E_PRE = 1 << 6,
	E_BREAK = 1 << 7,
	E_TABLE = 1 << 8,
	E_SECTION = 1 << 9, /* thead, tbody, tfoot */
	E_ROW = 1 << 10,
	E_CELL = 1 << 11,
	E_PARAGRAPH = 1 << 12,
	E_ANCHOR = 1 << 13,
	E_INPUT = 1 << 14,
	E_OPTION = 1 << 15,
	E_BODY = 1 << 16,  /* html, body, head: their end tags mean nothing */
	E_CITED = 1 << 17, /* not what the writer says now */
};

struct html_tag {
	const char *name; /* as written, not ended by NUL */
	gsize size;
	guint32 hash;  /* of the lower-case name */
	guint32 flags; /* enum element_flag; 0 for inline and unknown elements */
};

struct html_attributes {
	struct slice style, color, bgcolor, href, class, id, type, value;
	guint colspan, rowspan; /* at least 1 */
	gboolean hidden, selected, background;
};

struct html_style {
	gint32 fg, bg;   /* 0xRRGGBB, or -1: not known */
	gboolean gone;   /* display:none and the like: nothing inside can undo it */
	gboolean unseen; /* visibility:hidden */
	gboolean tiny;   /* font size 0 or 1 */
	gboolean bold, pre;
	gboolean cited; /* quoted, a signature, struck out */
	gboolean hide;  /* all of it together */
};

struct html_word {
	guint32 offset, size; /* in pool */
	gint32 x, y, columns;
	guint16 flags;
};

struct html_flow {
	gint32 x, y;
	gint32 bottom; /* first row below all content */
	gint32 width;
	gint32 gap;      /* columns of space wanted before the next word */
	gboolean begun;  /* the line has a word */
	gboolean held;   /* the line has a no-break space, which keeps it open though nothing is seen */
	gboolean spaced; /* the last thing was collapsible space */
	gboolean margin; /* an empty line is wanted before the next word */
	gboolean cell;   /* the gap parts columns */
};

struct html_cell {
	guint first_word, n_words;
	guint row, column, rowspan, colspan;
	gint32 width, height;
};

struct html_table {
	guint first_cell, first_column; /* in cells, columns */
	guint n_rows;
	guint column;                                      /* next free one in this row */
	guint depth, section_depth, row_depth, cell_depth; /* of the element stack; 0: none open */
};

struct html_open {
	guint32 hash, flags;
	struct html_style style;
};

struct html_sheet {
	GHashTable *rules; /* ".x" to rules; NULL: none */
	GStringChunk *text;
	guint n;
	gboolean
	    backgrounds; /* a rule that is not followed sets one: an element with a class may stand on any colour */
};

struct html {
	struct document *d;
	const struct limits *limits;
	GString *pool;
	gboolean in_word;
	struct html_word word; /* the one that is being put together */
	gboolean in_hidden;    /* within a hidden word */
	struct html_sheet sheet;
	struct html_style style; /* of what comes now */
	GArray *words, *flows, *tables, *cells, *columns, *open;
	gboolean full;  /* a limit is reached: stop */
	gboolean cited; /* all that comes is of a former mail */
};

/* html_parse.c */
void html_parse(struct html *h, const char *text, gsize size);
void html_decode(GString *out, struct slice s); /* character references resolved */

/* html.c; called by the parser */
void html_start(struct html *h, const struct html_tag *tag, const struct html_attributes *a);
void html_end(struct html *h, const struct html_tag *tag);
void html_style_sheet(struct html *h, const char *text, gsize size);
guint32 html_element_flags(guint32 hash, const char *lower, gsize size);

/* html_style.c */
void html_style_root(struct html_style *s);
void html_style_apply(struct html_style *s, const struct html_tag *tag, const struct html_attributes *a,
    const struct html_sheet *sheet);

/* html_sheet.c */
void html_sheet_init(struct html_sheet *s);
void html_sheet_clear(struct html_sheet *s);
void html_sheet_read(struct html_sheet *s, const char *text, gsize size);
/* The declarations of all rules that hold for this element, the weightiest last. */
guint html_sheet_match(const struct html_sheet *s, struct slice tag, const struct html_attributes *a,
    struct slice out[], guint max);

/* html_entity.c: the character after '&', or 0 when it is none; *out_next is set when it is one. */
gunichar html_entity(const char *p, const char *end, const char **out_next);

/* html_layout.c */
void layout_init(struct html *h, gsize guess);
void layout_clear(struct html *h);
void layout_text(struct html *h, const char *bytes, gsize size);
void layout_char(struct html *h, gunichar c);
void layout_word_end(struct html *h);
void layout_break(struct html *h);
void layout_paragraph_end(struct html *h); /* of an office document: an empty one leaves its room */
void layout_newline(struct html *h);
void layout_margin(struct html *h);
void layout_column(struct html *h); /* a cell without a table */
void layout_table_open(struct html *h);
void layout_row_open(struct html *h);
void layout_cell_open(struct html *h, guint colspan, guint rowspan);
void layout_cell_close(struct html *h);
void layout_table_close(struct html *h);
void layout_emit(struct html *h);

static inline struct html_flow *
html_flow(struct html *h)
{
	return &g_array_index(h->flows, struct html_flow, h->flows->len - 1);
}

/* The innermost open table, or NULL. */
static inline struct html_table *
html_table(struct html *h)
{
	return h->tables->len ? &g_array_index(h->tables, struct html_table, h->tables->len - 1) : NULL;
}
