/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pen - a page with what was found on it boxed, as a PNG, so that a person sees what was understood
 *
 * It knows boxes, not orders. The reader calls it through this table, and only purser-eye puts it there.
 *
 *	open()   once, before the sandbox closes: readies its fonts
 *	draw()   a PNG; NULL: error says why
 */
#pragma once

#include "purser/document.h"

struct pen_box {
	float box[4]; /* x0, y0, x1, y1 in the document's unit */
	const char *label, *value;
	double sure; /* 0 to 1; below 0: not said */
};

struct pen_page {
	const struct document *document;
	guint page;                             /* 1-based; 0: the document has none */
	const struct document_picture *picture; /* of the page; NULL: its words are drawn */
	const struct pen_box *boxes;
	guint n_boxes;
};

struct pen {
	void (*open)(void);
	GBytes *(*draw)(const struct pen_page *page, GError **error);
};
extern const struct pen PEN_CAIRO;
