/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scan - pages that only an eye can read, of PDF files and of pictures alike
 *
 *	scan_wanted()    for each such page: may it be looked at? Else it is counted, with the reason
 *	scan_take()      what the eye saw
 *	scan_finish()    says in the document what was read so, and what was not
 */
#pragma once

#include "scribe.h"

extern const struct eye *document_eye; /* NULL: this reader has none */

struct scan {
	const struct limits *limits;
	guint n_pages;  /* that want an eye */
	guint n_looked; /* that it looked at */
	guint n_read;   /* with words on them */
	guint n_left;   /* not looked at: too many, or no time */
	gboolean cut;   /* one was read in part */
	gboolean no_eye;
	char *why; /* of the first page without words */
};

gboolean scan_wanted(struct scan *scan);
struct eye_wish scan_wish(const struct scan *scan);
void scan_take(struct scan *scan, const struct eye_page *page);
/* Why nothing was read; preset where there was nothing to look at. */
const char *scan_why(const struct scan *scan, const char *preset);
void scan_finish(struct scan *scan, struct document *d);
