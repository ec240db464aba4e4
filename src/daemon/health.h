/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mailbox that is not read as it should be: told at once, and settled by itself when it is read again. */
#pragma once

#include "context.h"

/* Not looked at for longer than this, it is silent; between two looks it may be. */
gint64 health_silent_after_s(const struct config_mailbox *m);
/* In the transaction that records its health. why NULL: nothing is known but that it is out of reach. since_s: last reached, or
 * when the trouble began. Once for a trouble, whatever it is called meanwhile. */
gboolean health_alert(struct keeper *k, store_tx *tx, const struct config_mailbox *m, const char *why,
    gint64 since_s, GError **error);
gboolean health_settle(struct keeper *k, store_tx *tx, const struct config_mailbox *m, GError **error);
