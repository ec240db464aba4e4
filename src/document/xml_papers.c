/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_papers - the rows of a standard (xml_papers.h) applied to a paper's tree */
#include "xml_papers.h"

#include <string.h>

/* --- rows to facts ------------------------------------------------------------------------------------ */

static char *
proof_of(const struct reader *r, guint32 node)
{
	GString *path = g_string_new(xml_node_at(r->tree, node)->name);

	while (node != 0) {
		node = xml_node_at(r->tree, node)->parent;
		g_string_prepend_c(path, '/');
		g_string_prepend(path, xml_node_at(r->tree, node)->name);
	}
	g_string_prepend_c(path, ':');
	g_string_prepend(path, r->dialect->id);
	return g_string_free(path, FALSE);
}

static char *
first_text(const struct xml_tree *t, guint32 node, const char *const *paths, guint n)
{
	for (guint i = 0; i < n && paths[i]; i++) {
		const char *text = xml_text(t, node, paths[i]);

		if (text)
			return g_strdup(text);
	}
	return NULL;
}

struct lines {
	struct party *party;
	gboolean same;
};

static gboolean
take_line(const struct xml_tree *t, guint32 node, gpointer data)
{
	struct lines *l = data;

	party_line(l->party, g_strdup(xml_node_at(t, node)->text), l->same);
	return TRUE;
}

static void
take_party(struct reader *r, guint32 node, const char *proof)
{
	static const enum party_role roles[FACT_N] = { [FACT_BUYER] = PARTY_BUYER,
		[FACT_SUPPLIER] = PARTY_SUPPLIER,
		[FACT_BILL_TO] = PARTY_BILL_TO,
		[FACT_SHIP_TO] = PARTY_SHIP_TO };
	const struct shape *shape = r->row->shape;
	struct party party = { .role = roles[r->row->fact],
		.name = first_text(r->tree, node, shape->name, G_N_ELEMENTS(shape->name)) };

	for (guint i = 0; i < G_N_ELEMENTS(shape->address) && shape->address[i]; i++) {
		const char *path = shape->address[i];
		struct lines lines = { &party, *path == '+' };

		if (*path == '?' && party.address && party.address->len)
			continue;
		xml_each(r->tree, node, path + (*path == '+' || *path == '?'), take_line, &lines);
	}
	paper_party(&r->paper, &party, proof);
}

static void
take_people(struct reader *r, guint32 node, const char *proof)
{
	const struct shape *shape = r->row->shape;
	struct contact c = { .role = r->row->role };
	g_autoptr(GString) phone = g_string_new(NULL);

	c.name = first_text(r->tree, node, shape->person, G_N_ELEMENTS(shape->person));
	c.mail = first_text(r->tree, node, shape->mail, G_N_ELEMENTS(shape->mail));
	for (guint i = 0; i < G_N_ELEMENTS(shape->phone) && shape->phone[i]; i++) {
		const char *text = xml_text(r->tree, node, shape->phone[i]);

		if (text)
			g_string_append_printf(phone, "%s%s", phone->len ? " " : "", text);
	}
	c.phone = g_strdup(phone->str);
	paper_contact(&r->paper, &c, proof);
}

static gboolean
take_node(const struct xml_tree *t, guint32 node, gpointer data)
{
	struct reader *r = data;
	const struct row *row = r->row;
	const char *text = xml_node_at(t, node)->text;
	g_autofree char *proof = NULL, *date = NULL;

	if (row->when &&
	    (row->is ? g_strcmp0(xml_text(t, node, row->when), row->is) != 0 : !xml_has(t, node, row->when)))
		return TRUE;
	proof = proof_of(r, node);
	switch ((enum how)row->how) {
	case AS_TEXT:
		paper_set(&r->paper, row->fact, g_strdup(text), proof);
		break;
	case AS_DATE:
		date = text ? date_of_iso(text) : NULL;
		if (!date && text && strspn(text, "0123456789") >= 8)
			date = date_of_digits(text, strspn(text, "0123456789"));
		paper_set(&r->paper, row->fact, g_steal_pointer(&date), proof);
		break;
	case AS_MONEY:
		paper_set(&r->paper, row->fact, text ? decimal_of(text, strlen(text), '.') : NULL, proof);
		break;
	case AS_CODE:
		paper_set(&r->paper, row->fact, currency_of(text), proof);
		break;
	case AS_CITED:
		paper_cite(&r->paper, g_strdup(text), proof);
		return TRUE;
	case AS_MANY:
		paper_add(&r->paper, row->fact, g_strdup(text), proof);
		return TRUE;
	case AS_PARTY:
		take_party(r, node, proof);
		break;
	case AS_PEOPLE:
		take_people(r, node, proof);
		return TRUE;
	}
	return !r->paper.value[row->fact];
}

static void
line_done(const struct xml_tree *t, const void *what, guint32 node, gpointer data)
{
	struct reader *r = data;
	const struct line_shape *shape = ((const struct dialect *)what)->line;
	struct goods_line l = { .open = TRUE };
	char *line;

#define CELL(name) l.name = first_text(t, node, shape->name, G_N_ELEMENTS(shape->name))
	CELL(position);
	CELL(description);
	CELL(quantity);
	CELL(unit);
	CELL(price);
	CELL(price_for);
	CELL(total);
#undef CELL
	line = goods_line_write(&l);
	if (line)
		g_ptr_array_add(r->lines, line);
	goods_line_clear(&l);
}

static void
take_lines(struct reader *r, const struct dialect *d)
{
	g_autofree char *proof = d->line ? g_strdup_printf("%s:%s", d->id, d->line->element) : NULL;

	for (guint i = 0; i < r->lines->len; i++)
		paper_line(&r->paper, g_strdup(r->lines->pdata[i]), proof);
	g_ptr_array_set_size(r->lines, 0);
}

static gboolean
paper_done(const struct xml_tree *t, const void *what, gpointer data)
{
	struct reader *r = data;
	const struct dialect *d = what;
	const char *root = xml_node_at(t, 0)->name, *paper = dialect_paper(d, root);
	g_autofree char *proof = g_strdup_printf("%s:%s", d->id, root);
	guint papers;

	r->dialect = d;
	r->tree = t;
	paper_init(&r->paper);
	paper_set(&r->paper, FACT_PAPER, g_strdup(paper ? paper : "other"), proof);
	if (d->settle)
		d->settle(r);
	papers = paper_is(&r->paper, "purchase_order") ? FOR_ORDER
		 : paper_is_order(&r->paper)           ? FOR_CHANGE
						       : FOR_OTHER;
	if (papers != FOR_OTHER)
		paper_set(&r->paper, FACT_ORDER_KIND,
		    g_strdup(papers == FOR_ORDER                   ? "new"
			     : paper_is(&r->paper, "order_change") ? "change"
								   : "cancel"),
		    proof);
	for (r->row = d->rows; r->row->path; r->row++)
		if (r->row->papers & papers)
			xml_each(t, 0, r->row->path, take_node, r);
	for (guint i = 0; papers == FOR_OTHER && i < t->cited->len; i++)
		paper_cite(&r->paper, g_strdup(t->cited->pdata[i]), proof);
	take_lines(r, d);
	return sheet_put(r->sheet, &r->paper);
}

gboolean
papers_read(struct document *d, const char *text, gsize size, const struct limits *limits)
{
	struct sheet sheet;
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	struct reader r = { .sheet = &sheet, .lines = lines };
	const struct xml_wanted wanted = { dialect_of, paper_done, dialect_is_line, line_done };
	const char *trouble;

	if (!dialect_may_be_in(text, size))
		return FALSE;
	d->complex_format = TRUE; /* Expat is not ours */
	sheet_init(&sheet, d, limits);
	trouble = xml_papers_parse(text, size, limits, &wanted, &r);
	if (sheet.papers > 0) {
		sheet_finish(&sheet, trouble);
		return TRUE;
	}
	sheet_drop(&sheet);
	if (trouble != XML_ENTITIES)
		return FALSE;
	document_say(d, READ_SKIPPED, "%s", trouble);
	return TRUE;
}
