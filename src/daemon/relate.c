/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An order against those on record under its number, or of its very words where it has none.
 */
#include "relate.h"

#include <string.h>

/* How far apart two letters of the same words may be to bring one order without a number. A standing order
 * comes in the same words each month. */
#define SAME_WORDS_S ((gint64)7 * 24 * 3600)

/* Doubts about who sent it: such an item is no reason to keep out one that is beyond doubt. */
static const char *const SENDER_DOUBTS[] = { "strange-sender", "conflict", "hidden-text", "unproven",
	"near-name", "reply-elsewhere", "relay-unproven", "relay-open", "new-buyer", NULL };

/* The writer of a forwarded order is taken at the word of one of us only: anybody can type "From: …". */
static const char *
author_of(struct keeper *k, const char *origin, const char *from)
{
	if (!origin)
		return from;
	return !from || keeper_address_inside(k, from) ? origin : from;
}

static struct decision_party
party_of_item(struct keeper *k, const struct store_item *item)
{
	const char *author = author_of(k, item->origin_address, item->from_address);

	return (struct decision_party){ item->order, item->customer_id,
		item->customer_id && !item->customer_provisional, author, keeper_address_inside(k, author) };
}

static gboolean
waits(const struct store_item *item)
{
	return !item->settled_by && (item->route == ROUTE_REVIEW || item->route == ROUTE_HOLD);
}

gboolean
relate_waits_for_sender(const struct store_item *item)
{
	for (guint i = 0; waits(item) && item->route == ROUTE_REVIEW && i < item->reasons->len; i++) {
		const char *reason = g_ptr_array_index(item->reasons, i);
		g_autofree char *policy = g_strndup(reason, strcspn(reason, "\t"));

		if (g_strv_contains(SENDER_DOUBTS, policy))
			return TRUE;
	}
	return FALSE;
}

/* One without a number is known by its words, and these tell only for a while. */
static gboolean
is_near(const struct store_item *item, const struct report *r)
{
	gint64 then = time_of_rfc3339(item->date, item->at_s),
	       now = time_of_rfc3339(report_written(r), keeper_now());

	return waits(item) || ABS(now - then) <= SAME_WORDS_S;
}

static gboolean
may_be_related(const struct store_item *item, const struct report *r, const struct order *order)
{
	if (!item->order)
		return FALSE;
	if (order->value[ORDER_NUMBER])
		return order_number_same(item->order->value[ORDER_NUMBER], order->value[ORDER_NUMBER]);
	return is_near(item, r);
}

gboolean
relate_order(struct keeper *k, const struct report *r, const struct order *order,
    const struct customer *customer, gboolean by_itself, struct related *out, GError **error)
{
	struct store_item_filter filter = { .route = -1, .number = order->value[ORDER_NUMBER] };
	const char *author = author_of(k, r->origin.address, r->from.address);
	const struct decision_party party = { order, customer ? customer->id : 0,
		customer && customer->kind == CUSTOMER_KNOWN, author, keeper_address_inside(k, author) };
	g_autoptr(GPtrArray) items = NULL;
	g_autofree struct known_order *known = NULL;
	guint n = 0;

	*out = (struct related){ .relation = RELATION_NEW };
	if (!filter.number && !(filter.content_digest = order->content_digest))
		return TRUE;
	items = store_items(k->store, &filter, error);
	if (!items)
		return FALSE;
	known = g_new0(struct known_order, items->len + 1);
	for (guint i = 0; i < items->len; i++) {
		struct store_item *item = g_ptr_array_index(items, i);
		struct decision_party other;
		enum same_party same;

		if (!may_be_related(item, r, order))
			continue;
		if (!store_item_fill(k->store, item, error))
			return FALSE;
		other = party_of_item(k, item);
		same = decision_same_party(&party, &other);
		if (same == PARTY_OTHER)
			continue;
		if (by_itself && relate_waits_for_sender(item)) {
			out->overtaken = item->id;
			continue;
		}
		known[n++] = (struct known_order){ item->id, item->order, item->route,
			item->settled_by != NULL, same == PARTY_UNSURE };
	}
	out->relation = decision_relate(order, known, n, &out->known, &out->difference);
	return TRUE;
}

/* The one that waits says what came meanwhile: whoever decides on it must know. */
gboolean
relate_overtake(
    struct keeper *k, store_tx *tx, const struct related *related, const struct order *order, GError **error)
{
	const struct store_item_filter filter = {
		.route = -1, .number = order->value[ORDER_NUMBER], .limit = 1
	};
	g_autoptr(GPtrArray) newest = NULL;
	g_autofree char *text = NULL;

	if (!related->overtaken || related->relation == RELATION_SIGHTING || !filter.number)
		return TRUE;
	newest = store_items(k->store, &filter, error);
	if (!newest || !newest->len)
		return newest != NULL;
	text = g_strdup_printf(
	    "overtaken\tthe same number came again from a sender beyond doubt, and went to AR "
	    "as item %" G_GINT64_FORMAT,
	    ((struct store_item *)g_ptr_array_index(newest, 0))->id);
	return store_item_reason_put(tx, related->overtaken, text, error);
}

void
related_clear(struct related *r)
{
	g_clear_pointer(&r->difference, g_free);
}
