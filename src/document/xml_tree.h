/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_tree - the head of each paper in an XML file as a small tree, without its lines of goods
 *
 * The file is read once, by Expat. Where an element is known as a paper, its subtree is kept until it
 * closes, is handed over, and forgotten. Lines of goods are passed by; only the orders that they cite are
 * kept. Entities that a document declares are refused, nothing is looked up outside, and depth and size are
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

extern const char XML_ENTITIES[]; /* the reason of one that declares entities */
/* NULL, or why not all was read. */
const char *xml_papers_parse(const char *text, gsize size, const struct limits *limits, xml_is_paper is_paper,
    xml_paper_done done, gpointer data);

const struct xml_node *xml_node_at(const struct xml_tree *t, guint32 i);
/* Calls for each closed node at the path below `from` ("a/b/@c"; "*x" is any name that ends so), in order; a
 * visit that returns FALSE ends it. */
void xml_each(const struct xml_tree *t, guint32 from, const char *path,
    gboolean (*visit)(const struct xml_tree *t, guint32 node, gpointer data), gpointer data);
/* Text of the first such node that has one; NULL. */
const char *xml_text(const struct xml_tree *t, guint32 from, const char *path);
gboolean xml_has(const struct xml_tree *t, guint32 from, const char *path);
