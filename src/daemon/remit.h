/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where money is asked to go: the accounts that a message names, beside ours. */
#pragma once

#include "context.h"

/* Inside the transaction that records the message: AR, and whose mailbox it is, are told of accounts that pretend to be ours.
 * *out_raised: there is one. */
gboolean remit_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct report *r, gboolean *out_raised, GError **error);
