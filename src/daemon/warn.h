/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What AR must be told of a message at once, whether it brings an order or not. */
#pragma once

#include "context.h"

/* Inside the transaction that records the message: changed bank details announced, a transfer demanded. Nothing else of
 * the message is kept. mailbox: where it was found. */
gboolean warn_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct report *r, GError **error);
/* Whose mailbox it was found in: he may be the one who would pay, or tell the customer. */
const char *warn_owner_of(const struct keeper *k, const char *mailbox);
/* The customer whose address this is, as far as one is on record; 0. */
gint64 warn_customer_of(const struct keeper *k, const char *address);
