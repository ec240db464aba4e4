/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_text - HTML put together from a word processor's stream of characters, cells and rows
 *
 * RTF and Word's binary documents come as characters with marks between them. Written down as HTML they are read by the
 * one reader that knows tables. Spaces and lines stay as they are.
 */
#pragma once

#include "scribe.h"

#define HTML_TEXT_DEPTH 8 /* tables in tables */

struct html_text {
	GString *html;
	guint depth; /* open tables */
	struct {
		gboolean row, cell;
	} open[HTML_TEXT_DEPTH + 1];
	gboolean hidden, bold; /* as written */
	guint level;           /* of cells that html_text_cell() and _row() end; 0 as 1 */
};

void html_text_init(struct html_text *t);
/* in_table: depth of tables that the character stands in, at most HTML_TEXT_DEPTH. */
void html_text_char(struct html_text *t, gunichar c, guint in_table);
void html_text_break(struct html_text *t, guint in_table);
void html_text_newline(struct html_text *t);
void html_text_tab(struct html_text *t);
void html_text_hide(struct html_text *t, gboolean hidden);
void html_text_bold(struct html_text *t, gboolean bold);
void html_text_cell(struct html_text *t); /* a cell ends */
void html_text_row(struct html_text *t);  /* a row ends */
/* Closes what is open. */
void html_text_end(struct html_text *t);
/* Ends it, reads it into the document, and frees it. */
void html_text_read(struct html_text *t, struct document *d, const struct limits *limits);

/* windows-1252; what is not in it becomes U+FFFD. */
gunichar cp1252_char(guint8 c);
