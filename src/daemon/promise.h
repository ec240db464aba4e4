/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders that customers announced: put on record, met by the order, asked after when it does not come. */
#pragma once

#include "context.h"

/* What the message announces, when it is a customer's, or one of us passes it on. */
gboolean promise_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct arrival *m, GError **error);
/* An item was put: perhaps it is what was promised. */
gboolean
promise_item(struct keeper *k, store_tx *tx, gint64 item_id, const struct arrival *m, GError **error);
/* Before the letters of a day leave: reminders for those whose day is over; the too old expire. */
gboolean promise_remind(struct keeper *k, gint64 now_s, GError **error);
