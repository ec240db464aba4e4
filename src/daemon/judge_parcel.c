/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order's letter to AR and the original that is kept of it; what a letter of ours is known by when it comes back. */
#include "judge_item.h"

#include "purser/letter.h"

#include <string.h>

/* Bound to the very letter: a mark copied onto another mail proves nothing. */
char *
judge_mac(struct keeper *k, gint64 item, const char *message_id)
{
	g_autofree char *text = g_strdup_printf("item %" G_GINT64_FORMAT " %s", item, message_id);

	return vault_mac(k->mark_key, text);
}

gboolean
judge_is_ours(struct keeper *k, const struct report *r)
{
	g_autofree char *mac = NULL, *wanted = NULL;
	gint64 item;

	if (!r->mark || !r->message_id || !letter_mark_parse(r->mark, &item, &mac))
		return FALSE;
	wanted = judge_mac(k, item, r->message_id);
	return g_strcmp0(mac, wanted) == 0;
}

static gboolean
sink_to_outbox(const void *bytes, gsize size, gpointer data, GError **error)
{
	return outbox_put_bytes(data, bytes, size, error);
}

/* The attachments worth their own place: the part that carries the order, when it came as a file. */
static guint
judge_attachments(const struct arrival *m, const struct store_item *item, struct letter_attachment *out)
{
	const char *path = item->order ? item->order->part : NULL;

	for (guint i = 0; path && m->part_paths && i < m->part_paths->len; i++) {
		if (g_strcmp0(g_ptr_array_index(m->part_paths, i), path) != 0)
			continue;
		out->bytes = g_ptr_array_index(m->part_bytes, i);
		out->filename = "order";
		out->media_type = "application/octet-stream";
		for (guint j = 0; m->report && j < m->report->documents->len; j++) {
			const struct report_document *d = g_ptr_array_index(m->report->documents, j);

			if (g_strcmp0(d->part, path) == 0) {
				out->filename = d->filename ? d->filename : out->filename;
				out->media_type = d->media_type ? d->media_type : out->media_type;
			}
		}
		return 1;
	}
	return 0;
}

/* The customer's account executive; else the one whose mailbox it was found in. */
static const char *
judge_ae(struct keeper *k, const struct store_item *item)
{
	const struct customer *c =
	    item->customer_id ? directory_by_id(k->directory, item->customer_id) : NULL;
	const struct config_mailbox *m = config_mailbox_named(k->config, item->mailbox);

	return c && c->ae ? c->ae : m ? m->owner : NULL;
}

gboolean
judge_parcel_put(struct keeper *k, store_tx *tx, gint64 item_id, const struct arrival *m, GError **error)
{
	const struct config_ar *ar = &k->config->ar;
	struct store_item *item = store_item_get(k->store, item_id, error);
	g_autoptr(GPtrArray) evidence = item ? store_item_evidence(k->store, item_id, error) : NULL;
	g_autoptr(GPtrArray) facts = NULL;
	g_autofree char *mac = NULL, *mark = NULL, *message_id = NULL;
	const char *folder[] = { ar->folder, NULL };
	struct letter_attachment attachment = { NULL };
	struct letter_order letter;
	struct outbox_put *put = NULL;
	gboolean ok = FALSE;
	gint64 parcel;

	if (!item || !evidence)
		goto out;
	facts = item->customer_id ? store_facts_of(k->store, item->customer_id, error) : NULL;
	if (item->customer_id && !facts)
		goto out;
	if (!item->order) /* a mail set aside unread, which a person let go: nothing is known of its order */
		item->order = order_new();
	message_id = letter_message_id(ar->from, item_id);
	mac = judge_mac(k, item_id, message_id);
	mark = letter_mark(item_id, mac);
	letter = (struct letter_order){
		.templates = k->templates,
		.item = item,
		.evidence = evidence,
		.facts = facts,
		.ae = judge_ae(k, item),
		.from = ar->from,
		.to = (const char *const *)ar->to,
		.message_id = message_id,
		.mark = mark,
		.date_s = keeper_now(),
		.attachments = &attachment,
		.n_attachments = judge_attachments(m, item, &attachment),
		.original = m->bytes,
		.original_size = m->bytes ? m->mail->size : 0,
	};
	put = outbox_put_begin(tx, k->outbox_key, item_id, message_id,
	    ar->transport == TRANSPORT_IMAP ? folder : (const char *const *)ar->to, keeper_now(), error);
	if (!put)
		goto out;
	ok = letter_order_compose(&letter, sink_to_outbox, put, error);
	if (ok)
		ok = outbox_put_end(&put, &parcel, error);
	else
		outbox_put_abandon(put);
out:
	store_item_free(item);
	return ok;
}

struct outbox_original
judge_original(struct keeper *k, gint64 item_id, gint64 message_id, const struct arrival *m)
{
	return (struct outbox_original){
		.item_id = item_id,
		.message_id = message_id,
		.bytes = m->bytes,
		.size = m->bytes ? m->mail->size : 0,
		.to = k->config->vault.keep_originals_s ? k->recipients : NULL,
		.batch = k->originals,
	};
}

gboolean
judge_original_settle(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct arrival *m, GError **error)
{
	struct outbox_original original = judge_original(k, item_id, message_id, m);

	return outbox_original_settle(tx, &original, keeper_now(), error);
}
