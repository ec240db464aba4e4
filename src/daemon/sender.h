/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sender - whom to believe: what the settings ask for, who is the author, what speaks against him */
#pragma once

#include "context.h"

/* As the mailbox that the message was found in wants it. */
struct decision_settings sender_settings(const struct keeper *k, const char *mailbox);
const char *sender_author(struct keeper *k, const struct report *r);
void sender_doubts(struct keeper *k, const struct report *r, const struct order *order,
    const struct directory_match *match, struct decision_doubts *out);
gboolean sender_alert(
    store_tx *tx, const struct decision_doubts *doubts, gint64 item_id, gint64 message_id, GError **error);
