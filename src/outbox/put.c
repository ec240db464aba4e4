/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels and originals: putting them in, and opening them. */
#include "content.h"

struct outbox_put {
	struct content content;
};

static struct outbox_put *
put_begin(store_tx *tx, const struct secret *key, struct store_parcel row, const char *const *recipients,
    GError **error)
{
	g_autoptr(GPtrArray) to = g_ptr_array_new_with_free_func((GDestroyNotify)store_recipient_free);
	struct outbox_put *p;
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
	content_begin(&p->content, &CONTENT_PARCEL, tx, key, id);
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
		fd = content_open(s, &CONTENT_PARCEL, key, parcel_id, p->header, error);
	store_parcel_free(p);
	return fd;
}

gboolean
outbox_keep_original(
    store_tx *tx, const struct secret *key, gint64 item_id, const void *bytes, gsize size, GError **error)
{
	struct content c;
	gboolean ok;

	content_begin(&c, &CONTENT_ORIGINAL, tx, key, item_id);
	/* The row first: its chunks refer to it. */
	ok = store_original_put(tx, item_id, c.header, error) && content_add(&c, bytes, size, error) &&
	     content_end(&c, error);
	content_clear(&c);
	return ok;
}

int
outbox_open_original(struct store *s, const struct secret *key, gint64 item_id, GError **error)
{
	g_autoptr(GBytes) header = NULL;
	GError *why = NULL;

	if (store_original_header(s, item_id, &header, &why))
		return content_open(s, &CONTENT_ORIGINAL, key, item_id, header, error);
	if (why)
		g_propagate_error(error, why);
	else
		purser_fail(
		    error, PURSER_REJECT, "no original of item %" G_GINT64_FORMAT " is kept", item_id);
	return -1;
}
