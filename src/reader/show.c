/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See show.h. */
#include "show.h"
#include "examine.h"

#include <string.h>

static const struct pen *pen;

void
reader_use_pen(const struct pen *p)
{
	pen = p;
}

void
show_open(void)
{
	if (pen)
		pen->open();
}

/* The document that is shown: the first order's, else the first that has words. */
static const struct leaf *
leaf_to_show(const struct leaves *l, const struct report *r)
{
	const char *wanted = r->orders->len ? ((const struct order *)r->orders->pdata[0])->part : NULL;
	const struct leaf *first = NULL;

	for (guint i = 0; i < l->list->len; i++) {
		const struct leaf *leaf = l->list->pdata[i];

		if (!leaf->document || !leaf->document->words->len)
			continue;
		if (g_strcmp0(wanted, leaf->path) == 0)
			return leaf;
		first = first ? first : leaf;
	}
	return first;
}

static guint
page_to_show(const struct leaf *leaf, const struct report *r, guint wanted)
{
	if (leaf->document->n_pages == 0 || wanted)
		return leaf->document->n_pages ? wanted : 0;
	for (guint i = 0; i < r->evidence->len; i++) {
		const struct report_evidence *e = r->evidence->pdata[i];

		if (g_strcmp0(e->part, leaf->path) == 0 && e->page > 0)
			return (guint)e->page;
	}
	return 1;
}

/* Fields that are no order's. */
static const struct {
	const char *begins, *label;
} OTHERS[] = {
	{ "contacts[", "Contact" },
	{ "invoice_to", "Invoices to" },
	{ "bank_accounts[", "Bank account" },
	{ "portals[", "Portal" },
	{ "facts[", "Known of the buyer" },
};

/* "orders[0].number" is the order's field; others are named by their path. */
static const char *
label_of(const struct report *r, const char *field, double *out_sure)
{
	guint64 order;
	char *behind;

	*out_sure = -1;
	for (guint i = 0; i < G_N_ELEMENTS(OTHERS); i++)
		if (g_str_has_prefix(field, OTHERS[i].begins))
			return OTHERS[i].label;
	if (!g_str_has_prefix(field, "orders["))
		return field;
	order = g_ascii_strtoull(field + strlen("orders["), &behind, 10);
	if (!g_str_has_prefix(behind, "].") || order >= r->orders->len)
		return field;
	behind += 2;
	for (guint f = 0; f < ORDER_FIELD_N; f++)
		if (strcmp(behind, ORDER_FIELD_KEYS[f]) == 0) {
			*out_sure = ((const struct order *)r->orders->pdata[order])->field_confidence[f];
			return ORDER_FIELD_TITLES[f];
		}
	return field;
}

static GArray *
boxes_of(const struct report *r, const char *part, guint page)
{
	GArray *boxes = g_array_new(FALSE, TRUE, sizeof(struct pen_box));

	for (guint i = 0; i < r->evidence->len; i++) {
		const struct report_evidence *e = r->evidence->pdata[i];
		struct pen_box b = { .value = e->text };

		if (g_strcmp0(e->part, part) != 0 || (page && e->page != (int)page) || !e->text)
			continue;
		b.label = label_of(r, e->field, &b.sure);
		for (guint k = 0; k < 4; k++)
			b.box[k] = (float)e->box[k];
		g_array_append_val(boxes, b);
	}
	return boxes;
}

static GBytes *
leaf_show(
    const struct leaf *leaf, const struct report *r, guint page, const struct limits *limits, GError **error)
{
	g_autoptr(GArray) boxes = boxes_of(r, leaf->path, page);
	struct document_picture picture = { 0 };
	struct pen_page p = { .document = leaf->document,
		.page = page,
		.boxes = (const struct pen_box *)(void *)boxes->data,
		.n_boxes = boxes->len };
	GBytes *png;

	if (document_page_picture(leaf->document, leaf->bytes, page, limits, &picture))
		p.picture = &picture;
	png = pen->draw(&p, error);
	g_free(picture.rgb);
	/* cppcheck-suppress returnDanglingLifetime -- what is drawn points nowhere */
	return png;
}

GBytes *
show_page(const guint8 *bytes, gsize size, const char *filename, guint page,
    const struct reader_context *context, GError **error)
{
	struct report *r = report_new();
	struct leaves leaves;
	const struct leaf *leaf;
	GBytes *png = NULL;

	leaves_init(&leaves, &context->limits);
	examine_leaves(&leaves, bytes, size, filename, context, r);
	leaf = r->error ? NULL : leaf_to_show(&leaves, r);
	if (!pen)
		purser_fail(error, PURSER_REJECT, "this reader cannot draw");
	else if (!leaf)
		purser_fail(
		    error, PURSER_REJECT, "%s", r->error ? r->error : "there is nothing in it to show");
	else
		png = leaf_show(leaf, r, page_to_show(leaf, r, page), &context->limits, error);
	leaves_clear(&leaves);
	report_free(r);
	return png;
}
