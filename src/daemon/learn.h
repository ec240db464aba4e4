/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a message tells of a customer's finance unit, into the map.
 */
#pragma once

#include "context.h"

/* Inside the transaction that records the message, once it is judged. author: who is taken to have written it. */
gboolean learn_facts(struct keeper *k, store_tx *tx, gint64 message_id, const char *author,
    const struct arrival *m, GError **error);
