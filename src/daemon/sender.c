/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sender.h. */
#include "sender.h"

#include <string.h>

/* Strangers wait where one can tell a customer, and a sender, from another. */
static enum route
new_buyers_route(const struct keeper *k, gboolean proof)
{
	static const enum route ROUTES[] = {
		[NEWCOMER_ROUTE] = ROUTE_ROUTE, [NEWCOMER_REVIEW] = ROUTE_REVIEW, [NEWCOMER_HOLD] = ROUTE_HOLD
	};

	if (k->config->purser.new_buyers == NEWCOMER_AUTO)
		return proof && directory_has_known(k->directory) ? ROUTE_REVIEW : ROUTE_ROUTE;
	return ROUTES[k->config->purser.new_buyers];
}

struct decision_settings
sender_settings(const struct keeper *k, const char *mailbox)
{
	const struct config *config = k->config;
	const struct config_mailbox *m = config_mailbox_named(config, mailbox);
	gboolean proof = m && config_mailbox_requires_proof(m);

	return (struct decision_settings){
		.route_confidence = config->purser.route_confidence,
		.review_confidence = config->purser.review_confidence,
		.max_orders = (guint)config->limits.orders_per_message,
		.require_proof = proof,
		.new_buyers = new_buyers_route(k, proof),
	};
}

/* Who is taken for the author: the writer of a forwarded order only where one of us forwarded it. Anybody can type
 * "From: …" into a mail of his own. */
const char *
sender_author(struct keeper *k, const struct report *r)
{
	gboolean forwarded = g_strcmp0(r->origin_how, "header") != 0;

	if (!r->origin.address || (forwarded && !address_in_domains(r->from.address,
						    (const char *const *)k->config->company.domains)))
		return r->from.address;
	return r->origin.address;
}

void
sender_doubts(struct keeper *k, const struct report *r, const struct order *order,
    const struct directory_match *match, struct decision_doubts *out)
{
	decision_doubts_find(&(struct decision_doubt_query){ .directory = k->directory,
				 .report = r,
				 .order = order,
				 .match = match,
				 .author = sender_author(k, r),
				 .from_is_us = keeper_address_inside(k, r->from.address),
				 .reply_is_us = keeper_address_inside(k, r->reply_to) },
	    out);
}

/* AR is told at once: the next letter of that sender may be about money. */
gboolean
sender_alert(
    store_tx *tx, const struct decision_doubts *doubts, gint64 item_id, gint64 message_id, GError **error)
{
	const struct customer *c = doubts->look.customer;
	g_autofree char *text = NULL;

	if (!doubts->look.why || !doubts->look.sure || !doubts->look.domain)
		return TRUE;
	text = text_one_line(doubts->look.why, 400);
	return store_alert_raise(tx,
	    &(struct store_alert){ .kind = ALERT_LOOK_ALIKE,
		.key = doubts->look.domain,
		.text = text,
		.ae = c ? c->ae : NULL,
		.customer_id = c && c->id > 0 ? c->id : 0,
		.item_id = item_id,
		.message_id = message_id },
	    keeper_now(), NULL, error);
}
