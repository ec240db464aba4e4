/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phrases - labels that are said in many ways: each row stands for all its combinations
 *
 * A row has up to four places; each holds alternatives parted by "|", and an empty alternative leaves the place
 * out. "you will receive|you will get", "the|our|a|", "purchase order|po" are twelve labels. Written folded, as
 * the rows of labels_XX.c.
 */
#pragma once

#include "labels.h"

struct phrase {
	guint8 kind, weight;
	guint8 language; /* enum label_language */
	const char *place[4];
};
extern const struct phrase PHRASES[]; /* ends with place[0] NULL */

/* Calls back with each combination, in order; the string is the callee's to keep. */
void phrases_each(void (*take)(char *words, const struct phrase *phrase));
