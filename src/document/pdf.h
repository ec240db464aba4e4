/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf - what the files of the PDF reader share
 *
 *	pdf.c        the document: pages, form fields, links, attachments
 *	pdf_page.c   one page's words, grouped to lines
 */
#pragma once

#include "scribe.h"

#include <poppler.h>

struct pdf_word {
	char *text;
	gsize size;
	float x0, y0, x1, y1;
	guint16 flags;
	guint row;
};

struct pdf_page {
	struct document *d;
	guint16 number;
	double width, height;
	GString *pool; /* bytes of the words; text points into it once all are there */
	GArray *words; /* struct pdf_word */
	gboolean full;
};

/* Cuts the page's text to words with boxes. */
void pdf_page_words(struct pdf_page *page, PopplerPage *from, const struct limits *limits);
/* The values of its form fields, unless the page's own text shows them. */
void pdf_page_fields(struct pdf_page *page, PopplerPage *from);
void pdf_page_notes(struct pdf_page *page, PopplerPage *from);
/* Puts the words on the plane, row by row. */
void pdf_page_emit(struct pdf_page *page, struct scribe *p);
