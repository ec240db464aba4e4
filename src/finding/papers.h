/* SPDX-License-Identifier: GPL-3.0-or-later */
/* papers - several orders, one behind the other, in one file */
#pragma once

#include "facts.h"

enum { PAPERS_MAX = 60 };
struct paper_range {
	gsize start, end; /* bytes of the document's text */
};
/* Runs of pages that each begin with a title of an order and a number of its own. Fewer than two: it is one paper. whole:
 * laid out or not, but with its labels. */
guint papers_split(const struct reading *whole, struct paper_range out[PAPERS_MAX]);
