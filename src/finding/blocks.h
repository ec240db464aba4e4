/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks - the lines of a party: name, street, town, and what stands between them */
#pragma once

#include "facts.h"

enum { BLOCK_LINES = 10 };

struct block {
	struct region line[BLOCK_LINES];
	char *text[BLOCK_LINES];
	gboolean detail[BLOCK_LINES]; /* telephone, attention, number of the account */
	guint n;
	double near;
};

/* The block of a label: behind it, right of it, or below; n = 0: none. b is all zero. */
void block_find(const struct plane *p, guint hit, struct block *b);
void block_clear(struct block *b);
gboolean segment_is_company(const struct plane *p, guint32 segment);
/* The line that names the company; -1: none. */
int block_name(const struct block *b, enum name_shape *out_shape);
