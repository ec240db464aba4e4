/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals: who can open them, and for how long. */
#include "content.h"

/* Versions before the vault sealed what waits with the daemon's key alone. */
static char *
context_of(gint64 item_id, gint64 message_id)
{
	g_autofree char *place =
	    g_strdup_printf("folder %" G_GINT64_FORMAT " uid %u", message_id >> 32, (guint32)message_id);

	return vault_context("original", item_id, place);
}

static gboolean
original_put(
    store_tx *tx, const struct secret *key, const struct outbox_original *o, gint64 at_s, GError **error)
{
	g_autofree char *context = context_of(o->item_id, o->message_id);
	struct store_original row = { .item_id = o->item_id, .at_s = at_s };
	struct sealer *sealer = o->to && o->batch ? sealer_new_in(o->batch, context, &row.header)
						  : sealer_new_to(o->to, context, &row.header);
	g_autoptr(GBytes) spare = key ? sealer_spare_key(sealer, key, context) : NULL;
	struct content c;
	gboolean ok;

	row.spare = spare;
	content_begin(&c, &CONTENT_ORIGINAL, tx, o->item_id, sealer, row.header);
	/* The row first: its chunks refer to it. */
	ok = store_original_put(tx, &row, error) && content_put(&c, o->bytes, o->size, error);
	content_clear(&c);
	return ok;
}

gboolean
outbox_original_wait(store_tx *tx, const struct secret *key, const struct outbox_original *o, GError **error)
{
	return !o->bytes || original_put(tx, key, o, 0, error);
}

gboolean
outbox_original_keep(store_tx *tx, const struct outbox_original *o, gint64 now_s, GError **error)
{
	return !o->bytes || !o->to || original_put(tx, NULL, o, now_s, error);
}

gboolean
outbox_original_settle(store_tx *tx, const struct outbox_original *o, gint64 now_s, GError **error)
{
	GError *why = NULL;
	struct store_original *old = store_original_get(store_of(tx), o->item_id, &why);
	g_autofree char *sealed_to = old ? vault_sealed_to(old->header) : NULL;
	gboolean ok;

	if (why) {
		g_propagate_error(error, why);
		return FALSE;
	}
	if (sealed_to && *sealed_to && o->to)
		ok = old->at_s || store_original_settle(tx, o->item_id, now_s, error);
	else
		ok = store_original_erase(tx, o->item_id, error) && outbox_original_keep(tx, o, now_s, error);
	store_original_free(old);
	return ok;
}

static struct store_original *
original_get(struct store *s, gint64 item_id, GError **error)
{
	GError *why = NULL;
	struct store_original *o = store_original_get(s, item_id, &why);

	if (why)
		g_propagate_error(error, why);
	else if (!o)
		purser_fail(error, PURSER_REJECT,
		    "no original of item %" G_GINT64_FORMAT " is kept: there is no such item, or "
		    "it was settled before there was a key of AR, or is older than keep_originals",
		    item_id);
	return o;
}

int
outbox_original_open(struct store *s, const struct secret *key, gint64 item_id, GError **error)
{
	struct store_original *o = original_get(s, item_id, error);
	struct opener *opener = NULL;

	if (!o)
		return -1;
	if (o->spare) {
		g_autofree char *context = context_of(item_id, o->message_id);

		opener = opener_new_spare(key, context, o->spare, o->header, error);
	} else if (o->at_s) {
		purser_fail(error, PURSER_REJECT,
		    "the original of item %" G_GINT64_FORMAT " is for AR's key alone", item_id);
	} else {
		g_autofree char *context = vault_context("original", item_id, NULL);

		opener = opener_new(key, context, o->header, error);
	}
	store_original_free(o);
	return opener ? content_open(s, &CONTENT_ORIGINAL, item_id, opener, error) : -1;
}

int
outbox_original_reveal(struct store *s, const struct secret *pair, gint64 item_id, GError **error)
{
	struct store_original *o = original_get(s, item_id, error);
	g_autofree char *context = o ? context_of(item_id, o->message_id) : NULL;
	g_autofree char *sealed_to = o ? vault_sealed_to(o->header) : NULL;
	struct opener *opener = NULL;

	if (o && (!sealed_to || !*sealed_to))
		purser_fail(error, PURSER_REJECT,
		    "the original of item %" G_GINT64_FORMAT
		    " was kept before there was a key of AR: it goes with purser review",
		    item_id);
	else if (o)
		opener = opener_new_with(pair, context, o->header, error);
	store_original_free(o);
	return opener ? content_open(s, &CONTENT_ORIGINAL, item_id, opener, error) : -1;
}

GBytes *
outbox_original_reseal(const struct store_original *o, const struct secret *pair,
    const struct vault_recipients *to, GError **error)
{
	g_autofree char *context = context_of(o->item_id, o->message_id);

	return vault_reseal(pair, to, context, o->header, error);
}
