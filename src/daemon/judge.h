/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One message that was read: which customer, new or known, what becomes of it, inside the caller's transaction.
 */
#pragma once

#include "context.h"

#include "purser/fetcher.h"

struct judge_message { /* one message, read, waiting for its transaction */
	const struct fetcher_message *mail;
	struct report *report;    /* NULL: quarantined or oversize */
	enum item_kind set_aside; /* when report is NULL */
	char *set_aside_why;
	const guint8 *bytes;   /* of the mail; NULL when there are none */
	GPtrArray *part_paths; /* char*: extracted parts … */
	GPtrArray *part_bytes; /* … and their GBytes */
};
/* Inside the transaction. out_routed: a parcel was put or a sighting of a routed order was recorded. */
gboolean judge_message_put(struct keeper *k, store_tx *tx, const char *mailbox, gint64 folder_id,
    const struct judge_message *m, gboolean *out_routed, GError **error);
/* The transaction of judge_message_put() is over: its items are told, or forgotten. */
void judge_made_settle(struct keeper *k, gboolean durable);
/* Composes the routed order's letter and puts the parcel. */
gboolean judge_parcel_put(
    struct keeper *k, store_tx *tx, gint64 item_id, const struct judge_message *m, GError **error);
/* The order was sent on: its original is AR's alone now, or gone. */
gboolean judge_original_settle(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct judge_message *m, GError **error);
/* What a letter of ours is known by when it comes back; item 0: of no single order. */
char *judge_mac(struct keeper *k, gint64 item, const char *message_id);
/* Of one of our own domains. */
gboolean judge_address_inside(struct keeper *k, const char *address);
