/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An order among its kin: the other papers under its number, the blanket order that it draws on, the deal it comes from.
 */
#pragma once

#include "context.h"

struct kin {
	gint64 customer_id;
	const struct order *order; /* borrowed */
	struct deal *deal;
	char *off_deal, *over_blanket, *superseded; /* for the decision; NULL: no */
	char *large;                                /* for an alert: NULL: no */
	char *shrinks; /* for an alert: how the order that stood is cancelled or made smaller */
};
/* related: an item with this number is on record. */
gboolean kin_load(struct keeper *k, gint64 customer_id, const struct order *order, gint64 written_s,
    gboolean related, struct kin *out, GError **error);
/* Once its item is put: the deal is met, and AR is told at once what cannot wait. */
gboolean kin_settle(struct keeper *k, store_tx *tx, const struct kin *kin, gint64 item_id, GError **error);
void kin_clear(struct kin *kin);
