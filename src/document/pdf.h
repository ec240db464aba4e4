/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf - what the files of the PDF reader share
 *
 *	pdf.c        the document: pages, form fields, links, attachments
 *	pdf_page.c   one page's words, grouped to lines
 *	pdf_ink.c    words that no one sees: invisible ones, white ones on white
 *	pdf_scan.c   pages that are pictures: drawn, and read with an eye
 */
#pragma once

#include "scan.h"

#include <poppler.h>

enum { PDF_FONTS = 64 };
struct pdf_word {
	char *text;
	gsize size;
	float x0, y0, x1, y1;
	guint16 flags;
	guint8 doubt;
	guint8 font;    /* of the page; 0: not known */
	gboolean light; /* of the colour of paper, or nearly */
	gboolean bare;  /* its place shows no ink */
	guint row;
};

struct pdf_page {
	struct document *d;
	guint16 number;
	double width, height;
	GString *pool; /* bytes of the words; text points into it once all are there */
	GArray *words; /* struct pdf_word */
	gboolean full;
	gboolean scan; /* its words come from its picture */
	/* where text may be invisible: the names of fonts that are in the file; else NULL */
	GHashTable *embedded;
	char *font[PDF_FONTS + 1]; /* names, from 1 */
	guint n_fonts;
	gboolean drawable[PDF_FONTS + 1];
};

/* NULL: encrypted or damaged, as error says. */
PopplerDocument *pdf_open(const struct source *s, GError **error);
/* Cuts the page's text to words with boxes. */
void pdf_page_words(struct pdf_page *page, PopplerPage *from, const struct limits *limits);
/* Is there text in the file that is drawn in no ink? As far as its streams can be looked into. */
gboolean pdf_has_invisible(const guint8 *bytes, gsize size);
/* The names of the fonts that are in the file, without the marks of a part of one. */
void pdf_fonts_embedded(PopplerDocument *pdf, GHashTable *out_names);
const char *pdf_font_name(const char *name);
/* Words that no one sees are marked and counted. */
void pdf_page_ink(struct pdf_page *page, PopplerPage *from);
/* The values of its form fields, unless the page's own text shows them. */
void pdf_page_fields(struct pdf_page *page, PopplerPage *from);
void pdf_page_notes(struct pdf_page *page, PopplerPage *from);
/* Puts the words on the plane, row by row. */
void pdf_page_emit(struct pdf_page *page, struct scribe *p);

/* Is this page a picture of writing, as far as can be told without looking? first: of the document. */
gboolean pdf_page_is_scan(const struct pdf_page *page, PopplerPage *from, gboolean first);
/* Draws the page and reads it; its words replace those that it has. */
/* The words that an eye saw, and the size that the page has upright. */
void pdf_page_take(struct pdf_page *page, const struct eye_page *seen);
/* The page in grey, at the resolution that reading wants; FALSE: of no size. */
gboolean pdf_page_draw(const struct pdf_page *page, PopplerPage *from, struct eye_grey *out);
/* The page in colour, at that resolution. */
gboolean pdf_page_paint(PopplerPage *from, double dpi, struct document_picture *out);
void pdf_page_look(struct pdf_page *page, PopplerPage *from, struct scan *scan);
