/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One message that was read: which customer, new or known, what becomes of it, inside the caller's transaction.
 */
#pragma once

#include "context.h"

/* Inside the transaction. out_routed: a parcel was put or a sighting of a routed order was recorded. */
gboolean judge_message_put(struct keeper *k, store_tx *tx, const char *mailbox, gint64 folder_id,
    const struct arrival *m, gboolean *out_routed, GError **error);
/* The transaction of judge_message_put() is over: its items are told, or forgotten. */
void judge_made_settle(struct keeper *k, gboolean durable);
/* Composes the routed order's letter and puts the parcel. */
gboolean
judge_parcel_put(struct keeper *k, store_tx *tx, gint64 item_id, const struct arrival *m, GError **error);
/* The order was sent on: its original is AR's alone now, or gone. */
gboolean judge_original_settle(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct arrival *m, GError **error);
/* What a letter of ours is known by when it comes back; item 0: of no single order. */
char *judge_mac(struct keeper *k, gint64 item, const char *message_id);
