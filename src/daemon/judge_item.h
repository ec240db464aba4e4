/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between judge.c, judge_item.c and judge_parcel.c. */
#pragma once

#include "judge.h"

#include "purser/outbox.h"

/* What became of a message, raised by each of its orders: an item outweighs a sighting. */
struct judgement {
	const char *mailbox;
	gint64 message_id;
	gint64 item_id;  /* of the order in hand, once it is put */
	gboolean headed; /* who wrote what is on record */
	gboolean altered;
	enum message_fate fate;
	gboolean routed;
};

/* A letter of ours, by its mark and the Message-ID that the mark is bound to. */
gboolean judge_is_ours(struct keeper *k, const struct report *r);
/* Borrows the message's bytes. */
struct outbox_original
judge_original(struct keeper *k, gint64 item_id, gint64 message_id, const struct arrival *m);

/* With its evidence; its letter at once, or its mail kept until a person decides. */
gboolean judge_item_put(struct keeper *k, store_tx *tx, struct store_item *item, guint order_index,
    const struct arrival *m, gint64 *out_id, gboolean *out_routed, GError **error);
gboolean judge_new_order(struct keeper *k, store_tx *tx, const struct order *order, guint index,
    const struct arrival *m, const struct store_item *draft, const struct decision *decision,
    struct judgement *j, GError **error);
gboolean judge_sighting(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id,
    const struct arrival *m, gboolean *out_routed, GError **error);
gboolean judge_paper_put(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id, guint seq,
    const struct order *paper, GError **error);
gboolean judge_seen_again(struct keeper *k, store_tx *tx, gint64 seen, const struct arrival *m,
    struct judgement *j, GError **error);
gboolean judge_head_put(store_tx *tx, const struct arrival *m, struct judgement *j, GError **error);
