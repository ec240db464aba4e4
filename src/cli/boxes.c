/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See boxes.h. */
#include "boxes.h"

#include "purser/reader.h"
#include "purser/vault.h"

#include <string.h>

#define BATCH 500 /* more than one message has */

/* --- opened --- */

static gboolean
detail_open(const struct store_bank_detail *b, const struct secret *pair, GString *out, GError **error)
{
	g_autofree char *context =
	    b->digest && b->fingerprint ? reader_bank_context(b->digest, b->fingerprint) : NULL;
	struct secret *number = NULL;

	if (!b->sealed || !context)
		g_string_append_printf(
		    out, "%s %s (not sealed: there was no key of AR)", b->scheme, b->masked);
	else if ((number = vault_box_open(pair, context, b->sealed, error)))
		g_string_append(out, secret_bytes(number));
	else
		return FALSE;
	if (b->bic)
		g_string_append_printf(out, "\tBIC %s", b->bic);
	if (b->holder)
		g_string_append_printf(out, "\t%s", b->holder);
	if (b->standing)
		g_string_append_printf(out, "\t%s", b->standing);
	g_string_append_c(out, '\n');
	secret_free(number);
	return TRUE;
}

char *
boxes_reveal(struct store *store, const struct secret *pair, gint64 item, GError **error)
{
	g_autoptr(GPtrArray) rows = store_bank_details(store, item, 0, 0, error);
	g_autoptr(GString) out = g_string_new(NULL);

	if (rows && !rows->len)
		purser_fail(error, PURSER_REJECT,
		    "no bank details were read in the mail of item %" G_GINT64_FORMAT, item);
	if (!rows || !rows->len)
		return NULL;
	for (guint i = 0; i < rows->len; i++)
		if (!detail_open(rows->pdata[i], pair, out, error))
			return NULL;
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* --- sealed anew --- */

static GVariant *
bytes_variant(GBytes *bytes)
{
	return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

/* FALSE: an error. What another key is needed for is counted, and stays. */
static gboolean
box_reseal(struct boxes_reseal *r, GVariantBuilder *rows, gint64 id, gint64 seq, GBytes *box,
    const char *context, GError **error)
{
	g_autofree char *to = box ? vault_sealed_to(box) : NULL;
	g_autofree char *mine = vault_pair_id(r->pair);
	g_autoptr(GBytes) now = NULL;

	if (!to || !*to || !context)
		return TRUE;
	if (!strstr(to, mine)) {
		r->foreign++;
		g_free(r->foreign_keys);
		r->foreign_keys = g_strdup(to);
		return TRUE;
	}
	now = vault_reseal(r->pair, r->to, context, box, error);
	if (!now)
		return FALSE;
	g_variant_builder_add(rows, "(xx@ay@ay)", id, seq, bytes_variant(box), bytes_variant(now));
	r->n++;
	return TRUE;
}

static gboolean
accounts_reseal(struct boxes_reseal *r, GVariantBuilder *rows, GError **error)
{
	g_autoptr(GPtrArray) accounts = store_accounts(r->store, TRUE, error);

	for (guint i = 0; accounts && i < accounts->len; i++) {
		const struct store_account *a = accounts->pdata[i];
		g_autofree char *context = vault_context("account", 0, a->fingerprint);

		if (!box_reseal(r, rows, a->id, 0, a->sealed, context, error))
			return FALSE;
	}
	return accounts != NULL;
}

static gboolean
details_reseal(struct boxes_reseal *r, GVariantBuilder *rows, GError **error)
{
	g_autoptr(GPtrArray) details = store_bank_details(r->store, 0, r->after, BATCH, error);
	gint64 cut = 0; /* the last message may not be whole */

	if (details && details->len == BATCH)
		cut = ((const struct store_bank_detail *)details->pdata[BATCH - 1])->message_id;
	for (guint i = 0; details && i < details->len; i++) {
		const struct store_bank_detail *b = details->pdata[i];
		g_autofree char *context =
		    b->digest && b->fingerprint ? reader_bank_context(b->digest, b->fingerprint) : NULL;

		if (b->message_id == cut)
			break;
		r->after = b->message_id;
		if (!box_reseal(r, rows, b->message_id, b->seq, b->sealed, context, error))
			return FALSE;
	}
	r->done = !cut;
	return details != NULL;
}

gboolean
boxes_reseal_some(struct boxes_reseal *r, GVariantBuilder *ask, GError **error)
{
	gboolean own = r->after < 0, ok;
	GVariantBuilder rows;

	g_variant_builder_init(&rows, G_VARIANT_TYPE("a(xxayay)"));
	r->n = 0;
	ok = own ? accounts_reseal(r, &rows, error) : details_reseal(r, &rows, error);
	if (own)
		r->after = 0;
	g_variant_builder_add(ask, "{sv}", own ? "accounts" : "details", g_variant_builder_end(&rows));
	return ok;
}
