/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An order against those on record under its number, or of its very words where it has none.
 */
#pragma once

#include "context.h"

struct related {
	enum relation relation;
	gint64 known;     /* item; 0 */
	char *difference; /* NULL */
	gint64 overtaken; /* an item that waits because its sender is in doubt, while this one goes out; 0 */
};
/* by_itself: it would go to AR if nothing were on record. */
gboolean relate_order(struct keeper *k, const struct report *r, const struct order *order,
    const struct customer *customer, gboolean by_itself, struct related *out, GError **error);
/* Once its item is put. */
gboolean relate_overtake(
    struct keeper *k, store_tx *tx, const struct related *related, const struct order *order, GError **error);
/* Does it wait for a person because its sender is in doubt? */
gboolean relate_waits_for_sender(const struct store_item *item);
void related_clear(struct related *r);
