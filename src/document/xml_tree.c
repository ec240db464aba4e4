/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_tree - see xml_tree.h */
#include "xml_tree.h"

#include <expat.h>
#include <string.h>

enum { NODES_MAX = 20000, TEXT_MAX = 8192, CITED_MAX = 50 };
#define SEPARATOR '\n'

const char XML_ENTITIES[] = "it declares entities, which is refused";

struct parse {
	XML_Parser parser;
	const struct xml_wanted *wanted;
	gpointer data;
	struct xml_tree tree;
	const void *paper; /* what is open; NULL: outside of papers */
	guint depth, depth_max;
	guint paper_depth, skip_depth, cite_depth; /* 0: none */
	guint32 at;                                /* open node */
	guint line_depth;                          /* of a line of goods that is looked at; 0: none */
	guint32 line, line_before;                 /* its node, and its elder sibling or 0 */
	GPtrArray *above;                          /* const char*: local names outside of papers, interned */
	GString *text;
	gboolean text_bad;
	const char *trouble;
};

/* Lines of goods, and what is bulky and says nothing. */
static const char *const PASSED_BY[] = { "OrderLine", "InvoiceLine", "CreditNoteLine", "DebitNoteLine",
	"QuotationLine", "RequestForQuotationLine", "DespatchLine", "ReceiptLine", "CatalogueLine",
	"UBLExtensions", "Signature", "ItemOut", "ItemIn", "ConfirmationItem", "InvoiceDetailItem",
	"InvoiceDetailServiceItem", "ShipNoticeItem", "QuoteItemIn", "IncludedSupplyChainTradeLineItem",
	"EmbeddedDocumentBinaryObject", "AttachmentBinaryObject", "MIME_INFO" };

static gboolean
is_passed_by(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(PASSED_BY); i++)
		if (strcmp(name, PASSED_BY[i]) == 0)
			return TRUE;
	return g_str_has_suffix(name, "_ITEM");
}

static void
stop(struct parse *p, const char *why)
{
	if (!p->trouble)
		p->trouble = why;
	XML_StopParser(p->parser, XML_FALSE);
}

/* --- the tree ------------------------------------------------------------------------------------ */

static void
tree_clear(struct xml_tree *t)
{
	g_clear_pointer(&t->nodes, g_array_unref);
	g_clear_pointer(&t->strings, g_string_chunk_free);
	g_clear_pointer(&t->cited, g_ptr_array_unref);
}

static void
tree_init(struct xml_tree *t)
{
	tree_clear(t);
	t->nodes = g_array_new(FALSE, TRUE, sizeof(struct xml_node));
	t->strings = g_string_chunk_new(4096);
	t->cited = g_ptr_array_new_with_free_func(g_free);
}

const struct xml_node *
xml_node_at(const struct xml_tree *t, guint32 i)
{
	return &g_array_index(t->nodes, struct xml_node, i);
}

static struct xml_node *
node_at(struct xml_tree *t, guint32 i)
{
	return &g_array_index(t->nodes, struct xml_node, i);
}

static guint32
node_add(struct xml_tree *t, guint32 parent, const char *name)
{
	guint32 i = t->nodes->len;
	struct xml_node node = { .name = name, .parent = parent };

	g_array_append_val(t->nodes, node);
	if (i > 0) {
		struct xml_node *up = node_at(t, parent);

		if (up->last)
			node_at(t, up->last)->next = i;
		else
			up->first = i;
		up->last = i;
	}
	return i;
}

static void
attributes_add(struct parse *p, guint32 node, const char **attributes)
{
	for (; *attributes; attributes += 2) {
		const char *local = strrchr(attributes[0], SEPARATOR);
		g_autofree char *name = g_strconcat("@", local ? local + 1 : attributes[0], NULL);
		guint32 i;

		if (strlen(attributes[1]) > TEXT_MAX || p->tree.nodes->len >= NODES_MAX)
			continue;
		i = node_add(&p->tree, node, g_string_chunk_insert_const(p->tree.strings, name));
		node_at(&p->tree, i)->text = g_string_chunk_insert(p->tree.strings, attributes[1]);
		node_at(&p->tree, i)->closed = TRUE;
	}
}

/* --- events -------------------------------------------------------------------------------------- */

static void
cite(struct parse *p, const char *number)
{
	if (p->tree.cited->len >= CITED_MAX || strlen(number) > 100)
		return;
	for (guint i = 0; i < p->tree.cited->len; i++)
		if (strcmp(p->tree.cited->pdata[i], number) == 0)
			return;
	g_ptr_array_add(p->tree.cited, g_strdup(number));
}

/* Among the lines of goods: an element that names an order by attribute or by a child. */
static void
start_in_lines(struct parse *p, const char *name, const char **attributes)
{
	if (strcmp(name, "OrderReference") != 0 && strcmp(name, "ORDER_REFERENCE") != 0 &&
	    strcmp(name, "BuyerOrderReferencedDocument") != 0)
		return;
	p->cite_depth = p->depth;
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], "orderID") == 0)
			cite(p, attributes[1]);
}

static void
start_paper(struct parse *p, const char *uri, const char *name)
{
	const char *above = p->above->len ? p->above->pdata[p->above->len - 1] : "";

	p->paper = p->wanted->is_paper(uri, name, above);
	if (!p->paper) {
		g_ptr_array_add(p->above, (gpointer)g_string_chunk_insert_const(p->tree.strings, name));
		return;
	}
	p->paper_depth = p->depth;
	g_ptr_array_set_size(p->tree.cited, 0);
	g_array_set_size(p->tree.nodes, 0);
}

static gboolean
start_line(struct parse *p, const char *name)
{
	if (p->line_depth || !p->wanted->is_line || !p->tree.nodes->len ||
	    !p->wanted->is_line(p->paper, xml_node_at(&p->tree, 0)->name, name))
		return FALSE;
	p->line_depth = p->depth;
	p->line = p->tree.nodes->len;
	p->line_before = xml_node_at(&p->tree, p->at)->last;
	return TRUE;
}

/* Its nodes are the last ones: they are cut off, and the tree is as it was. */
static void
end_line(struct parse *p)
{
	guint32 up = xml_node_at(&p->tree, p->line)->parent;

	p->wanted->line_done(&p->tree, p->paper, p->line, p->data);
	p->line_depth = 0;
	g_array_set_size(p->tree.nodes, p->line);
	node_at(&p->tree, up)->last = p->line_before;
	if (p->line_before)
		node_at(&p->tree, p->line_before)->next = 0;
	else
		node_at(&p->tree, up)->first = 0;
}

static void XMLCALL
on_start(void *data, const char *full, const char **attributes)
{
	struct parse *p = data;
	const char *local = strrchr(full, SEPARATOR);
	const char *name = local ? local + 1 : full;

	if (++p->depth > p->depth_max) {
		stop(p, "its elements are nested too deeply");
		return;
	}
	if (!p->paper) {
		g_autofree char *uri = g_strndup(full, local ? (gsize)(local - full) : 0);

		start_paper(p, uri, name);
		if (!p->paper)
			return;
	} else if (p->skip_depth) {
		start_in_lines(p, name, attributes);
		g_string_truncate(p->text, 0);
		p->text_bad = FALSE;
		return;
	} else if (is_passed_by(name) && !start_line(p, name)) {
		p->skip_depth = p->depth;
		return;
	}
	if (p->tree.nodes->len >= NODES_MAX) {
		stop(p, "only the first part was read");
		return;
	}
	p->at = node_add(&p->tree, p->at, g_string_chunk_insert_const(p->tree.strings, name));
	attributes_add(p, p->at, attributes);
	g_string_truncate(p->text, 0);
	p->text_bad = FALSE;
}

static gboolean
has_elements(const struct xml_tree *t, guint32 node)
{
	for (guint32 i = xml_node_at(t, node)->first; i; i = xml_node_at(t, i)->next)
		if (xml_node_at(t, i)->name[0] != '@')
			return TRUE;
	return FALSE;
}

static void
paper_end(struct parse *p)
{
	const void *paper = p->paper;

	p->paper = NULL;
	p->paper_depth = 0;
	p->skip_depth = 0;
	p->line_depth = 0;
	p->at = 0;
	if (!p->wanted->paper_done(&p->tree, paper, p->data))
		stop(p, "there are more papers in it than are read");
	if (p->above->len == 0) /* nothing points into the strings any more */
		tree_init(&p->tree);
}

static void
end_in_lines(struct parse *p, const char *full)
{
	const char *local = strrchr(full, SEPARATOR);
	const char *name = local ? local + 1 : full;

	if (p->cite_depth && p->depth == p->cite_depth + 1 && p->text->len && !p->text_bad &&
	    (strcmp(name, "ID") == 0 || strcmp(name, "ORDER_ID") == 0 ||
		strcmp(name, "IssuerAssignedID") == 0))
		cite(p, g_strstrip(p->text->str));
	if (p->depth == p->cite_depth)
		p->cite_depth = 0;
	if (p->depth == p->skip_depth)
		p->skip_depth = 0;
	g_string_truncate(p->text, 0);
}

static void XMLCALL
on_end(void *data, const char *full)
{
	struct parse *p = data;
	struct xml_node *node;

	if (!p->paper) {
		if (p->above->len)
			g_ptr_array_set_size(p->above, (gint)p->above->len - 1);
		p->depth--;
		return;
	}
	if (p->skip_depth) {
		end_in_lines(p, full);
		p->depth--;
		return;
	}
	node = node_at(&p->tree, p->at);
	node->closed = TRUE;
	if (p->text->len && !p->text_bad && !has_elements(&p->tree, p->at)) {
		g_strstrip(p->text->str);
		if (*p->text->str)
			node->text = g_string_chunk_insert(p->tree.strings, p->text->str);
	}
	g_string_truncate(p->text, 0);
	p->at = node->parent;
	if (p->depth == p->line_depth)
		end_line(p);
	if (p->depth == p->paper_depth)
		paper_end(p);
	p->depth--;
}

static void XMLCALL
on_text(void *data, const char *s, int n)
{
	struct parse *p = data;

	if (!p->paper || p->text_bad)
		return;
	if (p->text->len + (gsize)n > TEXT_MAX)
		p->text_bad = TRUE;
	else
		g_string_append_len(p->text, s, n);
}

/* A reference to an entity that is declared elsewhere: what it stands for is not known. */
static void XMLCALL
on_skipped_entity(void *data, const char *name, int is_parameter)
{
	struct parse *p = data;

	(void)name;
	(void)is_parameter;
	p->text_bad = TRUE;
}

static void XMLCALL
on_entity_declaration(void *data, const char *name, int is_parameter, const char *value, int value_size,
    const char *base, const char *system_id, const char *public_id, const char *notation)
{
	(void)name;
	(void)is_parameter;
	(void)value;
	(void)value_size;
	(void)base;
	(void)system_id;
	(void)public_id;
	(void)notation;
	stop(data, XML_ENTITIES);
}

const char *
xml_papers_parse(
    const char *text, gsize size, const struct limits *limits, const struct xml_wanted *wanted, gpointer data)
{
	struct parse p = { .wanted = wanted,
		.data = data,
		.depth_max = (guint)limits->part_depth * 2,
		.above = g_ptr_array_new(),
		.text = g_string_new(NULL) };

	tree_init(&p.tree);
	p.parser = XML_ParserCreateNS("UTF-8", SEPARATOR);
	XML_SetUserData(p.parser, &p);
	XML_SetElementHandler(p.parser, on_start, on_end);
	XML_SetCharacterDataHandler(p.parser, on_text);
	XML_SetSkippedEntityHandler(p.parser, on_skipped_entity);
	XML_SetEntityDeclHandler(p.parser, on_entity_declaration);
	if (size > G_MAXINT)
		p.trouble = "it is too large";
	else if (XML_Parse(p.parser, text, (int)size, XML_TRUE) != XML_STATUS_OK && !p.trouble)
		p.trouble = "it is not well-formed to its end";
	/* what was closed before the trouble stands */
	if (p.trouble && p.paper && p.tree.nodes->len)
		wanted->paper_done(&p.tree, p.paper, data);
	XML_ParserFree(p.parser);
	g_ptr_array_unref(p.above);
	g_string_free(p.text, TRUE);
	tree_clear(&p.tree);
	return p.trouble;
}

/* --- looking ------------------------------------------------------------------------------------- */

static gboolean
step_fits(const char *name, const char *step, gsize n)
{
	gsize m = strlen(name);

	if (n > 0 && *step == '*')
		return name[0] != '@' && m >= n - 1 && memcmp(name + m - (n - 1), step + 1, n - 1) == 0;
	return m == n && memcmp(name, step, n) == 0;
}

static gboolean
each(const struct xml_tree *t, guint32 from, const char *path,
    gboolean (*visit)(const struct xml_tree *t, guint32 node, gpointer data), gpointer data)
{
	gsize n = strcspn(path, "/");

	for (guint32 i = xml_node_at(t, from)->first; i; i = xml_node_at(t, i)->next) {
		if (!step_fits(xml_node_at(t, i)->name, path, n))
			continue;
		if (path[n] ? !each(t, i, path + n + 1, visit, data)
			    : xml_node_at(t, i)->closed && !visit(t, i, data))
			return FALSE;
	}
	return TRUE;
}

void
xml_each(const struct xml_tree *t, guint32 from, const char *path,
    gboolean (*visit)(const struct xml_tree *t, guint32 node, gpointer data), gpointer data)
{
	each(t, from, path, visit, data);
}

static gboolean
take_text(const struct xml_tree *t, guint32 node, gpointer data)
{
	const char **out = data;

	*out = xml_node_at(t, node)->text;
	return !*out;
}

const char *
xml_text(const struct xml_tree *t, guint32 from, const char *path)
{
	const char *text = NULL;

	xml_each(t, from, path, take_text, &text);
	return text;
}

static gboolean
stop_at(const struct xml_tree *t, guint32 node, gpointer data)
{
	(void)t;
	(void)node;
	(void)data;
	return FALSE;
}

gboolean
xml_has(const struct xml_tree *t, guint32 from, const char *path)
{
	return !each(t, from, path, stop_at, NULL);
}
