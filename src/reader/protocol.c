/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See protocol.h. */
#include "protocol.h"

#include "bank.h"

#include <string.h>

/* Limits are numbers in the order of their table: both ends are of one version, and a reader that reads PDFs is told them
 * for each. */
#define CONTEXT_TYPE "(axasasa(sasasasbb)(iii)" BANK_TYPE "ay)"
#define BATCH_TYPE "(ua(ttays))"

#define LIMITS_N (sizeof(struct limits) / sizeof(gint64))

/* The largest report that limits.report_size may allow, and the body around it. */
#define REPORT_MAX (M(64) + K(4))

const struct wire_kind READER_KINDS[READER_KINDS_N] = {
	[READER_CONTEXT] = { "context", CONTEXT_TYPE, M(8), FALSE },
	[READER_BATCH] = { "batch", BATCH_TYPE, M(8), TRUE },
	[READER_EXTRACT_INTO] = { "extract-into", "()", 16, TRUE },
	[READER_EXTRACT] = { "extract", "(ttays)", K(64), TRUE },
	[READER_DRAW] = { "draw", "(ttayu)", K(64), TRUE },
	[READER_READY] = { "ready", "()", 16, FALSE },
	[READER_UNFIT] = { "unfit", "(s)", K(4), FALSE },
	[READER_REPORT] = { "report", NULL, REPORT_MAX, FALSE },
	[READER_FAILED] = { "failed", "(ubs)", K(4), FALSE },
	[READER_EXTRACTED] = { "extracted", "(bt)", 64, FALSE },
	[READER_EXTRACT_FAILED] = { "extract-failed", "(bs)", K(4), FALSE },
};

void
reader_context_copy(const struct reader_context *from, struct reader_context *out)
{
	struct reader_context copy = *from;
	struct reader_trust *trusts = g_new0(struct reader_trust, MAX(from->n_trusts, 1));

	copy.our_names = g_strdupv(from->our_names);
	copy.our_domains = g_strdupv(from->our_domains);
	for (guint i = 0; i < from->n_trusts; i++) {
		trusts[i] = from->trusts[i];
		trusts[i].mailbox = g_strdup(from->trusts[i].mailbox);
		trusts[i].authserv_ids = g_strdupv(from->trusts[i].authserv_ids);
		trusts[i].inner_hops = g_strdupv(from->trusts[i].inner_hops);
		trusts[i].arc_sealers = g_strdupv(from->trusts[i].arc_sealers);
	}
	copy.trusts = trusts;
	copy.bank = reader_bank_ref(from->bank);
	copy.modulus = g_strdup(from->modulus);
	copy.modulus_table = NULL;
	*out = copy;
}

void
reader_context_clear(struct reader_context *c)
{
	struct reader_trust *trusts = (struct reader_trust *)c->trusts;

	g_strfreev(c->our_names);
	g_strfreev(c->our_domains);
	for (guint i = 0; i < c->n_trusts; i++) {
		g_free(trusts[i].mailbox);
		g_strfreev(trusts[i].authserv_ids);
		g_strfreev(trusts[i].inner_hops);
		g_strfreev(trusts[i].arc_sealers);
	}
	g_free(trusts);
	reader_bank_unref(c->bank);
	g_free(c->modulus);
	modulus_table_free(c->modulus_table);
	*c = (struct reader_context){ 0 };
}

const struct reader_trust *
reader_trust_find(const struct reader_context *c, const char *mailbox)
{
	for (guint i = 0; i < c->n_trusts; i++)
		if (strcmp(c->trusts[i].mailbox, mailbox ? mailbox : "") == 0)
			return &c->trusts[i];
	return NULL;
}

static GVariant *
strings_pack(char *const *strings)
{
	return g_variant_new_strv((const gchar *const *)strings, strings ? -1 : 0);
}

static GVariant *
trusts_pack(const struct reader_context *c)
{
	GVariantBuilder list;

	g_variant_builder_init(&list, G_VARIANT_TYPE("a(sasasasbb)"));
	for (guint i = 0; i < c->n_trusts; i++) {
		const struct reader_trust *t = &c->trusts[i];

		g_variant_builder_add(&list, "(s@as@as@asbb)", t->mailbox, strings_pack(t->authserv_ids),
		    strings_pack(t->inner_hops), strings_pack(t->arc_sealers), t->authserv_unnamed,
		    t->authserv_below);
	}
	return g_variant_builder_end(&list);
}

static void
trusts_unpack(GVariantIter *list, struct reader_context *out)
{
	struct reader_trust *trusts = g_new0(struct reader_trust, g_variant_iter_n_children(list) + 1),
			    *t = trusts;

	while (g_variant_iter_next(list, "(s^as^as^asbb)", &t->mailbox, &t->authserv_ids, &t->inner_hops,
	    &t->arc_sealers, &t->authserv_unnamed, &t->authserv_below))
		t++;
	out->trusts = trusts;
	out->n_trusts = (guint)(t - trusts);
}

GVariant *
reader_context_pack(const struct reader_context *c)
{
	gint64 limits[LIMITS_N];
	guint n = 0;

	for (const struct limit_row *row = LIMIT_ROWS; row->name; row++)
		limits[n++] = G_STRUCT_MEMBER(gint64, &c->limits, row->offset);
	return g_variant_new("(@ax@as@as@a(sasasasbb)(iii)@" BANK_TYPE "^ay)",
	    g_variant_new_fixed_array(G_VARIANT_TYPE_INT64, limits, n, sizeof *limits),
	    strings_pack(c->our_names), strings_pack(c->our_domains), trusts_pack(c), c->today.year,
	    c->today.month, c->today.day, reader_bank_pack(c->bank), c->modulus ? c->modulus : "");
}

gboolean
reader_context_unpack(GVariant *v, struct reader_context *out, GError **error)
{
	struct reader_context c = { .limits = LIMITS_PRESET };
	g_autoptr(GVariantIter) trusts = NULL;
	g_autoptr(GVariant) limits = NULL, bank = NULL;
	const gint64 *values;
	gsize n;

	if (!g_variant_is_of_type(v, G_VARIANT_TYPE(CONTEXT_TYPE)))
		return purser_fail(error, PURSER_HANGUP, "reader: a context of the wrong type");
	g_variant_get(v, "(@ax^as^asa(sasasasbb)(iii)@" BANK_TYPE "^ay)", &limits, &c.our_names,
	    &c.our_domains, &trusts, &c.today.year, &c.today.month, &c.today.day, &bank, &c.modulus);
	trusts_unpack(trusts, &c);
	values = g_variant_get_fixed_array(limits, &n, sizeof *values);
	for (gsize i = 0; n == LIMITS_N && i < n; i++)
		if (values[i] >= LIMIT_ROWS[i].min && values[i] <= LIMIT_ROWS[i].max)
			G_STRUCT_MEMBER(gint64, &c.limits, LIMIT_ROWS[i].offset) = values[i];
	if (n != LIMITS_N)
		purser_fail(error, PURSER_HANGUP, "reader: limits of another version");
	if (n != LIMITS_N || !reader_bank_unpack(bank, &c.bank, error)) {
		reader_context_clear(&c);
		return FALSE;
	}
	if (*c.modulus)
		c.modulus_table = modulus_table_parse(c.modulus, strlen(c.modulus), NULL);
	*out = c;
	return TRUE;
}

GVariant *
reader_batch_pack(guint first, const struct reader_item *items, guint n_items)
{
	g_auto(GVariantBuilder) list = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(ttays)"));

	for (guint i = 0; i < n_items; i++)
		g_variant_builder_add(&list, "(tt^ays)", items[i].offset, items[i].size,
		    items[i].filename ? items[i].filename : "", items[i].mailbox ? items[i].mailbox : "");
	return g_variant_new("(ua(ttays))", first, &list);
}

void
reader_reply_begin(struct flat *out, guint index, gboolean last)
{
	out->size = 0;
	flat_u32(out, index);
	flat_u8(out, last ? 1 : 0);
}

gboolean
reader_reply_read(struct cursor *c, guint *out_index, gboolean *out_last)
{
	guint32 index = cursor_u32(c);
	guint8 last = cursor_u8(c);

	if (c->bad || last > 1)
		return FALSE;
	*out_index = index;
	*out_last = last;
	return TRUE;
}

void
reader_batch_iter_init(struct reader_batch_iter *it, GVariant *body)
{
	*it = (struct reader_batch_iter){ 0 };
	g_variant_get(body, "(u@a(ttays))", &it->index, &it->items);
}

gboolean
reader_batch_next(struct reader_batch_iter *it, guint *out_index, struct reader_item *out)
{
	struct reader_item item = { 0 };

	if (it->next >= g_variant_n_children(it->items))
		return FALSE;
	g_clear_pointer(&it->filename, g_free);
	g_clear_pointer(&it->mailbox, g_free);
	g_variant_get_child(
	    it->items, it->next++, "(tt^ays)", &item.offset, &item.size, &it->filename, &it->mailbox);
	item.filename = it->filename && *it->filename ? it->filename : NULL;
	item.mailbox = it->mailbox;
	*out_index = it->index++;
	*out = item;
	return TRUE;
}

void
reader_batch_iter_clear(struct reader_batch_iter *it)
{
	g_clear_pointer(&it->items, g_variant_unref);
	g_clear_pointer(&it->filename, g_free);
	g_clear_pointer(&it->mailbox, g_free);
}
