/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_tree - the head of each paper in an XML file as a small tree, without its lines of goods
 *
 * The file is read once, by Expat. Where an element is known as a paper, its subtree is kept until it
 * closes, is handed over, and forgotten. An order's lines of goods are handed over one by one; those of other papers
 * are passed by, and only the orders that they cite are kept. Entities that a document declares are refused, nothing is looked up outside, and depth and size are
 * bounded.
 */
#pragma once

#include "sheet.h"

struct xml_node {
	const char *name;                  /* local; attributes are children named "@name" */
	const char *text;                  /* trimmed; NULL: none, too long, or not whole */
	guint32 parent, first, last, next; /* 0: none (the root is nobody's child) */
	gboolean closed;
};

struct xml_tree {
	GArray *nodes; /* struct xml_node; the first is the paper's root */
	GStringChunk *strings;
	GPtrArray *cited; /* char*: orders that lines speak of */
};

/* Is this element a paper? above: the local name of the element around it, "" for the root. */
typedef const void *(*xml_is_paper)(const char *uri, const char *name, const char *above);
/* `what` is what xml_is_paper gave. FALSE: enough. */
typedef gboolean (*xml_paper_done)(const struct xml_tree *t, const void *what, gpointer data);

/* Is this element, in a paper with this root, a line of goods that is looked at? It is handed over when it closes, and
 * forgotten: lines may be many. */
typedef gboolean (*xml_is_line)(const void *what, const char *root, const char *name);
typedef void (*xml_line_done)(const struct xml_tree *t, const void *what, guint32 node, gpointer data);

struct xml_wanted {
	xml_is_paper is_paper;
	xml_paper_done paper_done;
	xml_is_line is_line; /* NULL: lines are passed by */
	xml_line_done line_done;
};

extern const char XML_ENTITIES[]; /* the reason of one that declares entities */
/* NULL, or why not all was read. */
const char *xml_papers_parse(const char *text, gsize size, const struct limits *limits,
    const struct xml_wanted *wanted, gpointer data);

const struct xml_node *xml_node_at(const struct xml_tree *t, guint32 i);
/* Calls for each closed node at the path below `from` ("a/b/@c"; "*x" is any name that ends so), in order; a
 * visit that returns FALSE ends it. */
void xml_each(const struct xml_tree *t, guint32 from, const char *path,
    gboolean (*visit)(const struct xml_tree *t, guint32 node, gpointer data), gpointer data);
/* Text of the first such node that has one; NULL. */
const char *xml_text(const struct xml_tree *t, guint32 from, const char *path);
gboolean xml_has(const struct xml_tree *t, guint32 from, const char *path);
