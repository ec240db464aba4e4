/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * goods - the lines of an order, where its paper has a table of them
 *
 *	goods_find()    on a reading that is an order: fills reading->goods, and proves the total by their sum
 *	goods_fact()    one line that a standard states
 *
 * A table is known by its headings, in words of seven languages. A row is a line of goods when it has what a line
 * needs; its quantity, price and total must bear each other out where all three are printed, and of two readings of a
 * figure ("1.000") that one stands which does.
 */
#pragma once

#include "facts.h"

enum goods_role {
	GOODS_OTHER, /* a tax rate, a discount, a day that is none of delivery */
	GOODS_DELIVERY,
	GOODS_POSITION,
	GOODS_CODE,
	GOODS_DESCRIPTION,
	GOODS_QUANTITY,
	GOODS_UNIT,
	GOODS_PRICE,
	GOODS_AMOUNT,
	GOODS_ROLE_N,
};

enum { GOODS_COLUMNS = 20 };
struct goods_column {
	float x0, x1;
	enum goods_role role;
};
struct goods_head {
	struct goods_column column[GOODS_COLUMNS];
	guint n;
	guint16 page;
	float y0, y1;
};

/* A number in one or two readings ("1.000"), in millionths; for how many units it is meant; and the unit behind it. */
enum { GOODS_UNIT_MAX = 16 };
struct goods_figure {
	gint64 value[2];
	guint n;
	gint64 per;
	char unit[GOODS_UNIT_MAX + 1];
};
gboolean goods_figure(const char *text, struct goods_figure *out);

/* What the words of a heading say of its column. */
enum goods_role goods_role_of(const char *heading);
/* The heading that this label is a part of; FALSE: it is none. */
gboolean goods_head_at(const struct plane *p, guint hit, struct goods_head *out);

void goods_find(struct reading *r, const struct limits *limits);
void goods_fact(struct reading *r, const char *value, const struct limits *limits);
/* sum: of the lines. Does the paper say so too? Then it proves its total as well. */
void goods_prove(struct reading *r, gint64 sum);
void goods_prove_doubtful(struct reading *r);
void goods_add_up(struct goods *g); /* once all lines are stated */
void goods_clear(struct goods *g);
