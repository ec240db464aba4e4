/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels: putting them in, and opening them. */
#include "content.h"

struct outbox_put {
	struct content content;
};

static struct outbox_put *
put_begin(store_tx *tx, const struct secret *key, struct store_parcel row, const char *const *recipients,
    GError **error)
{
	g_autoptr(GPtrArray) to = g_ptr_array_new_with_free_func((GDestroyNotify)store_recipient_free);
	g_autofree char *context = NULL;
	struct sealer *sealer;
	struct outbox_put *p;
	GBytes *header;
	gint64 id;

	for (const char *const *r = recipients; r && *r; r++) {
		struct store_recipient *recipient = g_new0(struct store_recipient, 1);

		recipient->address = g_strdup(*r);
		g_ptr_array_add(to, recipient);
	}
	if (!to->len) {
		purser_fail(error, PURSER_REJECT, "a parcel without a recipient");
		return NULL;
	}
	row.recipients = to;
	if (!store_parcel_put(tx, &row, &id, error))
		return NULL;
	p = g_new0(struct outbox_put, 1);
	context = vault_context("parcel", id, NULL);
	sealer = sealer_new(key, context, &header);
	content_begin(&p->content, &CONTENT_PARCEL, tx, id, sealer, header);
	return p;
}

gboolean
outbox_put_bytes(struct outbox_put *p, const void *bytes, gsize size, GError **error)
{
	return content_add(&p->content, bytes, size, error);
}

gboolean
outbox_put_end(struct outbox_put **p, gint64 *out_parcel_id, GError **error)
{
	struct content *c = &(*p)->content;
	gboolean ok = content_end(c, error) && store_parcel_seal_put(c->tx, c->id, c->size, c->header, error);

	if (ok && out_parcel_id)
		*out_parcel_id = c->id;
	outbox_put_abandon(g_steal_pointer(p));
	return ok;
}

void
outbox_put_abandon(struct outbox_put *p)
{
	if (!p)
		return;
	content_clear(&p->content);
	g_free(p);
}

struct outbox_put *
outbox_put_begin(store_tx *tx, const struct secret *key, gint64 item_id, const char *rfc_message_id,
    const char *const *recipients, gint64 now_s, GError **error)
{
	const struct store_parcel row = { .item_id = item_id,
		.rfc_message_id = (char *)rfc_message_id,
		.state = PARCEL_READY,
		.created_s = now_s,
		.next_s = now_s };

	return put_begin(tx, key, row, recipients, error);
}

struct outbox_put *
outbox_put_letter(store_tx *tx, const struct secret *key, const char *purpose, const char *rfc_message_id,
    const char *const *recipients, gint64 now_s, GError **error)
{
	const struct store_parcel row = { .purpose = (char *)purpose,
		.rfc_message_id = (char *)rfc_message_id,
		.state = PARCEL_READY,
		.created_s = now_s,
		.next_s = now_s };

	return put_begin(tx, key, row, recipients, error);
}

static int
parcel_open(struct store *s, const struct secret *key, const struct store_parcel *p, GError **error)
{
	g_autofree char *context = vault_context("parcel", p->id, NULL);
	struct opener *opener = opener_new(key, context, p->header, error);

	return opener ? content_open(s, &CONTENT_PARCEL, p->id, opener, error) : -1;
}

int
outbox_open(struct store *s, const struct secret *key, gint64 parcel_id, GError **error)
{
	GError *why = NULL;
	struct store_parcel *p = store_parcel_get(s, parcel_id, &why);
	int fd = -1;

	if (why)
		g_propagate_error(error, why);
	else if (!p)
		purser_fail(error, PURSER_REJECT, "there is no parcel %" G_GINT64_FORMAT, parcel_id);
	else if (!p->header)
		purser_fail(error, PURSER_REJECT,
		    "parcel %" G_GINT64_FORMAT " has no content any more: it was %s", parcel_id,
		    PARCEL_STATE_NAMES[p->state]);
	else
		fd = parcel_open(s, key, p, error);
	store_parcel_free(p);
	return fd;
}
