/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_papers - standards of papers in XML as tables
 *
 * Rows for one fact go from the best source to the last resort. A new standard is a dialect of its own in
 * xml_dialects.c, and a line in dialect_of().
 */
#pragma once

#include "xml_tree.h"

/* Which papers a row is for. */
enum { FOR_ORDER = 1, FOR_CHANGE = 2, FOR_OTHER = 4, FOR_ORDERS = 3, FOR_ANY = 7 };

enum how {
	AS_TEXT,
	AS_DATE, /* ISO 8601, or eight digits and more */
	AS_MONEY,
	AS_CODE,  /* ISO 4217 */
	AS_CITED, /* each of them */
	AS_MANY,  /* each of them */
	AS_PARTY,
	AS_PEOPLE, /* of a party: each of them, by role */
};

/* Where a party's or person's parts stand below its element. "+": on the line of the one before; "?": only
 * where there is no line yet. */
struct shape {
	const char *name[4], *address[14];
	const char *person[3], *mail[3], *phone[4];
};

struct row {
	guint8 papers;
	guint8 fact; /* enum document_fact_name; of AS_PARTY the one it gives */
	guint8 how;
	const char *path;
	const struct shape *shape;
	const char *role;      /* of AS_PEOPLE */
	const char *when, *is; /* NULL, or a path and the text that must be there (NULL: any element) */
};

struct kind_of_paper {
	const char *root, *paper;
};

/* Where a line of goods says what, below its element. */
struct line_shape {
	const char *element;
	const char *position[2], *description[3], *quantity[3], *unit[3], *price[2], *price_for[2], *total[2];
};

struct reader;
struct dialect {
	const char *id;
	const struct kind_of_paper *papers; /* ends with a NULL root */
	const struct row *rows;             /* ends with a NULL path */
	void (*settle)(struct reader *r);   /* finer kinds, before the rows; NULL */
	const struct line_shape *line;      /* of an order's lines; NULL */
};

struct reader {
	const struct dialect *dialect;
	const struct xml_tree *tree;
	struct paper paper;
	GPtrArray *lines; /* char*: of the paper that is open */
	struct sheet *sheet;
	const struct row *row;
};

/* The standard that this element is a paper of; NULL. An xml_is_paper. */
const void *dialect_of(const char *uri, const char *name, const char *above);
/* Is this element a line of an order? An xml_is_line. */
gboolean dialect_is_line(const void *dialect, const char *root, const char *name);
/* The kind of paper of this root element; NULL: one that nobody asks for. */
const char *dialect_paper(const struct dialect *d, const char *root);
/* Does it look as if such a paper were in it? A whole parse of every XML file would tell, at its price. */
gboolean dialect_may_be_in(const char *text, gsize size);
