/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One message that was read: which customer, new or known, what becomes of it. All inside the caller's
 * transaction, so that the verdict, the findings, the parcel and the place in the mailbox are durable
 * together or not at all.
 */
#include "judge.h"

#include "answer.h"
#include "kin.h"
#include "learn.h"
#include "log.h"
#include "occasion.h"
#include "promise.h"
#include "relate.h"
#include "remit.h"
#include "sender.h"
#include "warn.h"

#include "purser/letter.h"
#include "purser/outbox.h"

#include <string.h>

/* Bound to the very letter: a mark copied onto another mail proves nothing. */
char *
judge_mac(struct keeper *k, gint64 item, const char *message_id)
{
	g_autofree char *text = g_strdup_printf("item %" G_GINT64_FORMAT " %s", item, message_id);

	return vault_mac(k->mark_key, text);
}

static gboolean
judge_is_ours(struct keeper *k, const struct report *r)
{
	g_autofree char *mac = NULL, *wanted = NULL;
	gint64 item;

	if (!r->mark || !r->message_id || !letter_mark_parse(r->mark, &item, &mac))
		return FALSE;
	wanted = judge_mac(k, item, r->message_id);
	return g_strcmp0(mac, wanted) == 0;
}

gboolean
judge_address_inside(struct keeper *k, const char *address)
{
	return address_in_domains(address, (const char *const *)k->config->company.domains);
}

/* The customer's row for an order of somebody unknown: provisional, named by the buyer or the sender's
 * domain. */
static gboolean
judge_provisional(struct keeper *k, store_tx *tx, const struct report *r, const struct order *order,
    gint64 *out_id, GError **error)
{
	g_autofree char *domain = directory_registrable_domain(r->origin.address);
	const char *buyer = order ? order->value[ORDER_BUYER] : NULL;
	struct customer *c;
	gboolean changed;
	gboolean usable =
	    domain && !directory_is_freemail(r->origin.address) && !directory_is_relay(r->origin.address) &&
	    !address_in_domains(r->origin.address, (const char *const *)k->config->company.domains);

	*out_id = 0;
	if (!buyer && !usable)
		return TRUE;
	c = customer_new();
	c->kind = CUSTOMER_PROVISIONAL;
	c->name = g_strdup(buyer ? buyer : domain);
	g_strfreev(c->domains);
	c->domains = g_new0(char *, 2);
	if (usable)
		c->domains[0] = g_strdup(domain);
	if (!store_customer_put(tx, c, &c->id, &changed, error)) {
		customer_free(c);
		return FALSE;
	}
	*out_id = c->id;
	directory_add(k->directory, c);
	return TRUE;
}

static gboolean
judge_evidence_put(
    store_tx *tx, gint64 item_id, const struct report *r, guint order_index, gint64 cap, GError **error)
{
	g_autofree char *prefix = g_strdup_printf("orders[%u].", order_index);
	gint64 kept = 0;

	for (guint i = 0; r->evidence && i < r->evidence->len && kept < cap; i++) {
		const struct report_evidence *e = g_ptr_array_index(r->evidence, i);
		struct report_evidence copy = *e;

		if (!e->field || !g_str_has_prefix(e->field, prefix))
			continue;
		copy.field = e->field + strlen(prefix);
		if (!store_evidence_put(tx, item_id, &copy, error))
			return FALSE;
		kept++;
	}
	return TRUE;
}

static GPtrArray *
judge_reasons(const struct decision *d)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; d->reasons && i < d->reasons->len; i++) {
		const struct decision_reason *reason = g_ptr_array_index(d->reasons, i);

		g_ptr_array_add(out, g_strdup_printf("%s\t%s", reason->policy, reason->text));
	}
	return out;
}

static gboolean
sink_to_outbox(const void *bytes, gsize size, gpointer data, GError **error)
{
	return outbox_put_bytes(data, bytes, size, error);
}

/* The attachments worth their own place: the part that carries the order, when it came as a file. */
static guint
judge_attachments(const struct judge_message *m, const struct store_item *item, struct letter_attachment *out)
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
judge_parcel_put(
    struct keeper *k, store_tx *tx, gint64 item_id, const struct judge_message *m, GError **error)
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

static struct outbox_original
judge_original(struct keeper *k, gint64 item_id, gint64 message_id, const struct judge_message *m)
{
	return (struct outbox_original){
		.item_id = item_id,
		.message_id = message_id,
		.bytes = m->bytes,
		.size = m->bytes ? m->mail->size : 0,
		.to = k->config->vault.keep_originals_s ? k->recipients : NULL,
	};
}

gboolean
judge_original_settle(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct judge_message *m, GError **error)
{
	struct outbox_original original = judge_original(k, item_id, message_id, m);

	return outbox_original_settle(tx, &original, keeper_now(), error);
}

/* A backfill sends what was on record when it was asked for, nothing that is recorded later. */
static gboolean
judge_is_backfilled(struct keeper *k, const struct store_item *item)
{
	g_autofree char *asked = store_fact(k->store, "backfill");

	return asked && item->at_s <= g_ascii_strtoll(asked, NULL, 10);
}

/* A further sighting; a backfill or a person may have asked that the order goes out now. */
static gboolean
judge_sighting(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct judge_message *m, gboolean *out_routed, GError **error)
{
	struct store_item *item = store_item_get(k->store, item_id, error);
	gboolean ok = item && store_sighting_put(tx, item_id, message_id, keeper_now(), error);

	if (ok && item->route == ROUTE_ROUTE && keeper_live(k)) {
		gboolean owed = !item->parcel_id && judge_is_backfilled(k, item);

		if (owed)
			ok = store_audit_put(tx,
				 &(struct store_audit){ .at_s = keeper_now(),
				     .what = AUDIT_ROUTE,
				     .item_id = item_id,
				     .customer_id = item->customer_id,
				     .text = "backfill" },
				 error) &&
			     judge_parcel_put(k, tx, item_id, m, error) &&
			     judge_original_settle(k, tx, item_id, item->message_id, m, error);
		*out_routed = *out_routed || item->parcel_id || owed;
	}
	store_item_free(item);
	return ok;
}

/* Another paper of an order on record is kept for the family: with its own time, and all that it says. The very document
 * says nothing new, whatever was read in it. */
static gboolean
judge_paper_put(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id, guint seq,
    const struct order *paper, GError **error)
{
	struct store_item *item = store_item_get(k->store, item_id, error);
	const char *known = item && item->order ? item->order->content_digest : NULL;
	gboolean ok = item != NULL;

	if (ok && item->order && (!known || g_strcmp0(paper->content_digest, known) != 0))
		ok = store_paper_put(tx, item_id, message_id, seq, paper, error);
	store_item_free(item);
	return ok;
}

/* Items are counted and told once they are durable. */
static void
judge_made_add(struct keeper *k, gint64 id, const struct store_item *item)
{
	if (!k->made)
		k->made = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(k->made, g_strdup_printf("id=%" G_GINT64_FORMAT " route=%s relation=%s", id,
				     ROUTE_NAMES[item->route], RELATION_NAMES[item->relation]));
}

void
judge_made_settle(struct keeper *k, gboolean durable)
{
	for (guint i = 0; durable && k->made && i < k->made->len; i++) {
		k->orders++;
		log_line(k->options->scan ? LOG_LEVEL_DEBUG : LOG_LEVEL_NOTICE, "item", "%s",
		    (const char *)g_ptr_array_index(k->made, i));
	}
	g_clear_pointer(&k->made, g_ptr_array_unref);
}

/* What was decided by policy, and by which: no content. */
static gboolean
judge_audit(struct keeper *k, store_tx *tx, gint64 id, const struct store_item *item, GError **error)
{
	g_autoptr(GString) text = g_string_new(ROUTE_NAMES[item->route]);

	if (item->route == ROUTE_ROUTE && !keeper_live(k))
		g_string_append(text, " (observing, not sent)");
	for (guint i = 0; item->reasons && i < item->reasons->len; i++) {
		const char *reason = g_ptr_array_index(item->reasons, i), *tab = strchr(reason, '\t');

		g_string_append(text, i ? ", " : ": ");
		g_string_append_len(text, reason, tab ? tab - reason : 0);
	}
	return store_audit_put(tx,
	    &(struct store_audit){ .at_s = item->at_s,
		.what = item->route == ROUTE_ROUTE ? AUDIT_ROUTE : AUDIT_HOLD,
		.item_id = id,
		.customer_id = item->customer_id,
		.text = text->str },
	    error);
}

static gboolean
judge_item_put(struct keeper *k, store_tx *tx, struct store_item *item, guint order_index,
    const struct judge_message *m, gint64 *out_id, gboolean *out_routed, GError **error)
{
	gint64 now = keeper_now(), id;
	struct outbox_original original;

	if (!store_item_put(tx, item, &id, error) ||
	    !store_sighting_put(tx, id, item->message_id, now, error))
		return FALSE;
	if (m->report &&
	    !judge_evidence_put(tx, id, m->report, order_index, k->config->limits.evidence_rows, error))
		return FALSE;
	judge_made_add(k, id, item);
	if (!judge_audit(k, tx, id, item, error))
		return FALSE;
	*out_id = id;
	if (item->route == ROUTE_ROUTE) {
		*out_routed = keeper_live(k);
		return !keeper_live(k) || (judge_parcel_put(k, tx, id, m, error) &&
					      judge_original_settle(k, tx, id, item->message_id, m, error));
	}
	original = judge_original(k, id, item->message_id, m);
	return outbox_original_wait(tx, k->outbox_key, &original, error);
}

static gboolean
judge_supplier_is_other(struct keeper *k, const struct order *order)
{
	const char *supplier = order ? order->value[ORDER_SUPPLIER] : NULL;
	struct directory_match match;
	gboolean other;

	if (!supplier)
		return FALSE;
	directory_match(k->directory, &(struct directory_query){ .buyer_name = supplier }, &match);
	other = !match.buyer_is_own;
	directory_match_clear(&match);
	return other;
}

static void
judge_match(struct keeper *k, const struct report *r, const struct order *order, struct directory_match *out)
{
	g_autoptr(GPtrArray) contacts = g_ptr_array_new();

	for (guint i = 0; r->contacts && i < r->contacts->len; i++) {
		const struct report_contact *c = g_ptr_array_index(r->contacts, i);

		if (c->address)
			g_ptr_array_add(contacts, c->address);
	}
	g_ptr_array_add(contacts, NULL);
	directory_match(k->directory,
	    &(struct directory_query){ sender_author(k, r), order ? order->value[ORDER_BUYER] : NULL,
		(const char *const *)contacts->pdata },
	    out);
}

/* What became of a message, raised by each of its orders: an item outweighs a sighting. */
struct judgement {
	const char *mailbox;
	gint64 message_id;
	gint64 item_id;  /* of the order in hand, once it is put */
	gboolean headed; /* who wrote what is on record */
	gboolean altered;
	enum message_fate fate;
	gboolean routed;
};

/* Who wrote what is kept once the message became something, and before a letter quotes it. */
static gboolean
judge_head_put(store_tx *tx, const struct judge_message *m, struct judgement *j, GError **error)
{
	if (j->headed)
		return TRUE;
	j->headed = TRUE;
	return store_message_head_put(tx, j->message_id, m->report, error);
}

/* The file that carries the order; of one that could not be read, the file that could not, and why. */
static const struct report_document *
judge_carrier(const struct report *r, const struct order *order)
{
	const struct report_document *unread = NULL;

	for (guint i = 0; r->documents && i < r->documents->len; i++) {
		const struct report_document *d = g_ptr_array_index(r->documents, i);

		if (!d->filename)
			continue;
		if (order && order->part && g_strcmp0(d->part, order->part) == 0)
			return d;
		if (!unread && d->why)
			unread = d;
	}
	return order && order->part ? NULL : unread;
}

static gboolean
judge_new_order(struct keeper *k, store_tx *tx, const struct order *order, guint index,
    const struct judge_message *m, const struct store_item *draft, const struct decision *decision,
    struct judgement *j, GError **error)
{
	const struct report_document *carrier = judge_carrier(m->report, order);
	struct store_item item = *draft;
	gboolean ok;

	item.kind = ITEM_ORDER;
	item.file = carrier ? carrier->filename : NULL;
	item.message_id = j->message_id;
	item.order = (struct order *)order;
	item.verdict = m->report->verdict;
	item.route = decision->route;
	item.at_s = keeper_now();
	item.reasons = judge_reasons(decision);
	if (carrier && carrier->why && !(order && order->part))
		g_ptr_array_add(
		    item.reasons, g_strdup_printf("document\t%s: %s", carrier->filename, carrier->why));
	ok = judge_head_put(tx, m, j, error) &&
	     (item.customer_id || judge_provisional(k, tx, m->report, order, &item.customer_id, error)) &&
	     judge_item_put(k, tx, &item, index, m, &j->item_id, &j->routed, error);
	j->fate = FATE_ITEM;
	g_ptr_array_unref(item.reasons);
	return ok;
}

/* One order of the message; NULL: it is about an order, but none could be read. */
static gboolean
judge_order(struct keeper *k, store_tx *tx, const struct order *order, guint index,
    const struct judge_message *m, struct judgement *j, GError **error)
{
	const struct decision_settings settings = sender_settings(k, j->mailbox);
	const struct report *r = m->report;
	struct directory_match match = { NULL };
	struct decision_input in = {
		.report = r, .order = order, .match = &match, .altered_copy = j->altered
	};
	struct decision_doubts doubts;
	struct decision decision = { 0 };
	struct related related = { .relation = RELATION_NEW };
	struct kin kin = { 0 };
	gboolean ok;

	judge_match(k, r, order, &match);
	sender_doubts(k, r, order, &match, &doubts);
	in.doubts = &doubts;
	in.sender_is_us = judge_address_inside(k, r->origin.address);
	in.supplier_is_other = judge_supplier_is_other(k, order);
	/* first as if nothing were on record */
	decision_decide(&in, &settings, &decision);
	ok = !order ||
	     relate_order(k, r, order, match.customer, decision.route == ROUTE_ROUTE, &related, error);
	if (ok && order)
		ok = kin_load(k, match.customer ? match.customer->id : 0, order,
		    time_of_rfc3339(report_written(r), m->mail->internal_date), related.known != 0, &kin,
		    error);
	if (ok) {
		in.relation = related.relation;
		in.difference = related.difference;
		in.off_deal = kin.off_deal;
		in.over_blanket = kin.over_blanket;
		in.superseded = kin.superseded;
		decision_clear(&decision);
		decision_decide(&in, &settings, &decision);
	}
	if (ok && related.relation == RELATION_SIGHTING) {
		ok = judge_sighting(k, tx, related.known, j->message_id, m, &j->routed, error) &&
		     judge_paper_put(k, tx, related.known, j->message_id, index, order, error);
		if (j->fate == FATE_IGNORED)
			j->fate = FATE_SIGHTING;
	} else if (ok && decision.route != ROUTE_IGNORE) {
		struct store_item draft = { .customer_id = match.customer ? match.customer->id : 0,
			.relation = related.relation,
			.revision_of = related.relation == RELATION_REVISION ? related.known : 0 };

		ok = judge_new_order(k, tx, order, index, m, &draft, &decision, j, error) &&
		     sender_alert(tx, &doubts, j->item_id, j->message_id, error) &&
		     (!order || (relate_overtake(k, tx, &related, order, error) &&
				    kin_settle(k, tx, &kin, j->item_id, error))) &&
		     promise_item(k, tx, j->item_id, m, error) && occasion_order(k, tx, j->item_id, r, error);
	}
	kin_clear(&kin);
	related_clear(&related);
	decision_doubts_clear(&doubts);
	directory_match_clear(&match);
	decision_clear(&decision);
	return ok;
}

/* The very message was kept before (its folder got a new UIDVALIDITY, or a backfill asked for it): nothing
 * new, but what it caused may still have to go out. */
static gboolean
judge_seen_again(struct keeper *k, store_tx *tx, gint64 seen, const struct judge_message *m,
    struct judgement *j, GError **error)
{
	g_autoptr(GPtrArray) items =
	    store_items(k->store, &(struct store_item_filter){ .route = -1, .sighted_in = seen }, error);

	j->fate = FATE_SIGHTING;
	for (guint i = 0; items && i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index(items, i);

		if (!judge_sighting(k, tx, item->id, j->message_id, m, &j->routed, error))
			return FALSE;
	}
	return items != NULL;
}

/* Quarantined or too large: an item that says so, with the raw mail where there is one; unless the very mail became
 * something before, and comes again as a copy or from a folder that was numbered anew. */
static gboolean
judge_set_aside(struct keeper *k, store_tx *tx, const char *mailbox, struct store_message *row,
    const struct judge_message *m, GError **error)
{
	struct store_item item = { .kind = m->set_aside, .route = ROUTE_REVIEW, .at_s = keeper_now() };
	struct judgement j = { .headed = FALSE };
	gint64 known = 0, seen = 0;
	gboolean routed = FALSE, ok;

	row->fate = m->set_aside == ITEM_OVERSIZE ? FATE_OVERSIZE : FATE_QUARANTINED;
	/* the last look is after the put: a message forgotten for a backfill finds its own item */
	if ((row->digest && !store_message_seen(k->store, mailbox, row->digest, &seen, error)) ||
	    !store_message_put(tx, row, &item.message_id, error) ||
	    (row->digest && !store_message_set_aside(k->store, row->digest, &known, error)))
		return FALSE;
	j.message_id = item.message_id;
	if (seen)
		return judge_seen_again(k, tx, seen, m, &j, error);
	if (known)
		return judge_sighting(k, tx, known, item.message_id, m, &routed, error);
	item.reasons = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(
	    item.reasons, g_strdup_printf("%s\t%s", m->set_aside == ITEM_OVERSIZE ? "oversize" : "quarantine",
			      m->set_aside_why));
	ok = judge_item_put(k, tx, &item, 0, m, &j.item_id, &routed, error);
	g_ptr_array_unref(item.reasons);
	return ok;
}

/* Did the message in this very place become items before? A person may have corrected them since. */
static gboolean
judge_was_here(struct keeper *k, gint64 message_id, gint64 *out_seen, GError **error)
{
	const struct store_item_filter here = { .route = -1, .sighted_in = message_id, .limit = 1 };
	g_autoptr(GPtrArray) items = store_items(k->store, &here, error);

	if (items && items->len)
		*out_seen = message_id;
	return items != NULL;
}

/* Kept where the message became something, or somebody is alarmed. */
static gboolean
judge_accounts_put(struct keeper *k, store_tx *tx, const struct report *r, gint64 message_id, GError **error)
{
	return store_bank_details_put(
	    tx, message_id, warn_customer_of(k, sender_author(k, r)), r, keeper_now(), error);
}

gboolean
judge_message_put(struct keeper *k, store_tx *tx, const char *mailbox, gint64 folder_id,
    const struct judge_message *m, gboolean *out_routed, GError **error)
{
	const struct report *r = m->report;
	struct store_message row = { .folder_id = folder_id,
		.uid = m->mail->uid,
		.digest = m->bytes ? m->mail->digest.bytes : NULL,
		.size = (gint64)m->mail->size,
		.internal_date_s = m->mail->internal_date,
		.at_s = keeper_now(),
		.verdict = r ? r->verdict : VERDICT_OTHER,
		.fate = FATE_IGNORED };
	struct judgement j = { .mailbox = mailbox, .fate = FATE_IGNORED };
	gint64 seen = 0;
	gboolean about, alarmed = FALSE;

	*out_routed = FALSE;
	if (!r)
		return judge_set_aside(k, tx, mailbox, &row, m, error);
	if (judge_is_ours(k, r))
		row.fate = FATE_OURS;
	about = row.fate != FATE_OURS && (verdict_is_order(r->verdict) || (r->orders && r->orders->len));
	if (about && (!store_message_seen(k->store, mailbox, row.digest, &seen, error) ||
			 (r->message_id &&
			     !store_message_altered(k->store, r->message_id, row.digest, &j.altered, error))))
		return FALSE;
	if (!store_message_put(tx, &row, &j.message_id, error) ||
	    (row.fate != FATE_OURS &&
		(!warn_of_message(k, tx, mailbox, j.message_id, r, error) ||
		    !remit_of_message(k, tx, mailbox, j.message_id, r, &alarmed, error) ||
		    !promise_of_message(k, tx, mailbox, j.message_id, m, error) ||
		    !answer_of_message(k, tx, mailbox, m, error))))
		return FALSE;
	alarmed = row.fate != FATE_OURS && (alarmed || (r->notices && r->notices->len));
	if (alarmed && !judge_accounts_put(k, tx, r, j.message_id, error))
		return FALSE;
	if (!about)
		return row.fate == FATE_OURS ||
		       learn_facts(k, tx, j.message_id, sender_author(k, r), m, error);
	/* forgotten for a backfill, and back in its place */
	if (!seen && !judge_was_here(k, j.message_id, &seen, error))
		return FALSE;
	if (seen && !judge_seen_again(k, tx, seen, m, &j, error))
		return FALSE;
	for (guint i = 0; !seen && i < MAX(r->orders->len, 1); i++)
		if (!judge_order(
			k, tx, r->orders->len ? g_ptr_array_index(r->orders, i) : NULL, i, m, &j, error))
			return FALSE;
	*out_routed = j.routed;
	return (j.fate == FATE_IGNORED ||
		   (store_message_set_fate(tx, j.message_id, j.fate, error) &&
		       judge_head_put(tx, m, &j, error) &&
		       (alarmed || judge_accounts_put(k, tx, r, j.message_id, error)))) &&
	       learn_facts(k, tx, j.message_id, sender_author(k, r), m, error);
}
