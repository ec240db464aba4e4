/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One message that was read: which customer, new or known, what becomes of it. All inside the caller's
 * transaction, so that the verdict, the findings, the parcel and the place in the mailbox are durable
 * together or not at all. judge_item.c puts an order on record, judge_parcel.c its letter.
 */
#include "judge_item.h"

#include "answer.h"
#include "kin.h"
#include "learn.h"
#include "occasion.h"
#include "promise.h"
#include "relate.h"
#include "remit.h"
#include "sender.h"
#include "warn.h"

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

/* One order of the message; NULL: it is about an order, but none could be read. */
static gboolean
judge_order(struct keeper *k, store_tx *tx, const struct order *order, guint index, const struct arrival *m,
    struct judgement *j, GError **error)
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
	in.sender_is_us = keeper_address_inside(k, r->origin.address);
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

/* Quarantined or too large: an item that says so, with the raw mail where there is one; unless the very mail became
 * something before, and comes again as a copy or from a folder that was numbered anew. */
static gboolean
judge_set_aside(struct keeper *k, store_tx *tx, const char *mailbox, struct store_message *row,
    const struct arrival *m, GError **error)
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
    const struct arrival *m, gboolean *out_routed, GError **error)
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
	about = row.fate != FATE_OURS && report_brings_order(r);
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
