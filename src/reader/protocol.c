/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See protocol.h. */
#include "protocol.h"

#include <string.h>

#define CONTEXT_TYPE "(a{sx}asasas(iii))"
#define BATCH_TYPE "(ua(ttay))"

/* The largest report that limits.report_size may allow, and the body around it. */
#define REPORT_MAX (M(64) + K(4))

const struct wire_kind READER_KINDS[READER_KINDS_N] = {
	[READER_CONTEXT] = { "context", CONTEXT_TYPE, M(4), FALSE },
	[READER_BATCH] = { "batch", BATCH_TYPE, M(8), TRUE },
	[READER_EXTRACT_INTO] = { "extract-into", "()", 16, TRUE },
	[READER_EXTRACT] = { "extract", "(ttays)", K(64), TRUE },
	[READER_READY] = { "ready", "()", 16, FALSE },
	[READER_UNFIT] = { "unfit", "(s)", K(4), FALSE },
	[READER_REPORT] = { "report", "(ub" REPORT_VARIANT_TYPE ")", REPORT_MAX, FALSE },
	[READER_FAILED] = { "failed", "(ubs)", K(4), FALSE },
	[READER_EXTRACTED] = { "extracted", "(bt)", 64, FALSE },
	[READER_EXTRACT_FAILED] = { "extract-failed", "(bs)", K(4), FALSE },
};

void
reader_context_copy(const struct reader_context *from, struct reader_context *out)
{
	struct reader_context copy = *from;

	copy.our_names = g_strdupv(from->our_names);
	copy.our_domains = g_strdupv(from->our_domains);
	copy.authserv_ids = g_strdupv(from->authserv_ids);
	*out = copy;
}

void
reader_context_clear(struct reader_context *c)
{
	g_strfreev(c->our_names);
	g_strfreev(c->our_domains);
	g_strfreev(c->authserv_ids);
	*c = (struct reader_context){ 0 };
}

static GVariant *
strings_pack(char *const *strings)
{
	return g_variant_new_strv((const gchar *const *)strings, strings ? -1 : 0);
}

GVariant *
reader_context_pack(const struct reader_context *c)
{
	g_auto(GVariantBuilder) limits = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a{sx}"));

	for (const struct limit_row *row = LIMIT_ROWS; row->name; row++)
		g_variant_builder_add(
		    &limits, "{sx}", row->name, G_STRUCT_MEMBER(gint64, &c->limits, row->offset));
	return g_variant_new("(a{sx}@as@as@as(iii))", &limits, strings_pack(c->our_names),
	    strings_pack(c->our_domains), strings_pack(c->authserv_ids), c->today.year, c->today.month,
	    c->today.day);
}

gboolean
reader_context_unpack(GVariant *v, struct reader_context *out, GError **error)
{
	struct reader_context c = { .limits = LIMITS_PRESET };
	g_autoptr(GVariantIter) limits = NULL;
	const char *name;
	gint64 value;

	if (!g_variant_is_of_type(v, G_VARIANT_TYPE(CONTEXT_TYPE)))
		return purser_fail(error, PURSER_HANGUP, "reader: a context of the wrong type");
	g_variant_get(v, "(a{sx}^as^as^as(iii))", &limits, &c.our_names, &c.our_domains, &c.authserv_ids,
	    &c.today.year, &c.today.month, &c.today.day);
	while (g_variant_iter_next(limits, "{&sx}", &name, &value))
		for (const struct limit_row *row = LIMIT_ROWS; row->name; row++)
			if (strcmp(row->name, name) == 0 && value >= row->min && value <= row->max)
				G_STRUCT_MEMBER(gint64, &c.limits, row->offset) = value;
	*out = c;
	return TRUE;
}

GVariant *
reader_batch_pack(guint first, const struct reader_item *items, guint n_items)
{
	g_auto(GVariantBuilder) list = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(ttay)"));

	for (guint i = 0; i < n_items; i++)
		g_variant_builder_add(&list, "(tt^ay)", items[i].offset, items[i].size,
		    items[i].filename ? items[i].filename : "");
	return g_variant_new("(ua(ttay))", first, &list);
}

void
reader_batch_iter_init(struct reader_batch_iter *it, GVariant *body)
{
	*it = (struct reader_batch_iter){ 0 };
	g_variant_get(body, "(u@a(ttay))", &it->index, &it->items);
}

gboolean
reader_batch_next(struct reader_batch_iter *it, guint *out_index, struct reader_item *out)
{
	struct reader_item item = { 0 };

	if (it->next >= g_variant_n_children(it->items))
		return FALSE;
	g_clear_pointer(&it->filename, g_free);
	g_variant_get_child(it->items, it->next++, "(tt^ay)", &item.offset, &item.size, &it->filename);
	item.filename = it->filename && *it->filename ? it->filename : NULL;
	*out_index = it->index++;
	*out = item;
	return TRUE;
}

void
reader_batch_iter_clear(struct reader_batch_iter *it)
{
	g_clear_pointer(&it->items, g_variant_unref);
	g_clear_pointer(&it->filename, g_free);
}
