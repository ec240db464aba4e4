/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occasions for a letter to an account executive: what is put to be sent, and who gets it when it is due. */
#pragma once

#include "context.h"

/* Inside the transaction that puts the item: a receipt for who passed the order on, and what to ask before a customer's
 * first invoice. */
gboolean
occasion_order(struct keeper *k, store_tx *tx, gint64 item_id, const struct report *r, GError **error);
/* An account in our name, or like ours, in a mail that somebody of ours has. key: of its cause; masked: its last four. */
struct occasion_account {
	const char *key, *to, *customer, *masked, *seen_in;
	gboolean altered;
};
gboolean occasion_account(struct keeper *k, store_tx *tx, const struct occasion_account *a, GError **error);
/* Whom the letter goes to now; NULL: nobody, and why. Borrowed. */
const char *occasion_recipient(struct keeper *k, const struct store_letter *l, const char **out_why);
/* One of our people, who is still there and wants letters. */
gboolean occasion_may_write(struct keeper *k, const char *address);
gboolean occasion_is_unwanted(struct keeper *k, const char *address); /* they asked for no letters */
