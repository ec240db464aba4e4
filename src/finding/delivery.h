/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delivery - the day of delivery of an order, from labels and from the lines of its goods; see delivery.c */
#pragma once

#include "facts.h"

struct delivery_day {
	char value[11]; /* ISO 8601; empty: a line that asks for no day, where others do */
	struct region where;
	double score;
	gboolean below, in_table; /* below: its label */
};

/* How many bytes before the day are words that lead to it: "no later than", "entro il". */
gsize delivery_lead(const char *text);
void delivery_see(struct reading *r, const char *value, struct region where, double score, gboolean below);
/* The segments [first, end) of plane->by_y are a row of the table of goods. */
void delivery_row(struct reading *r, guint first, guint end);
/* FALSE: the cell holds no day. text NULL: a line that asks for none where others do. */
gboolean delivery_cell(struct reading *r, const char *text, struct region where);
void delivery_decide(struct reading *r);
