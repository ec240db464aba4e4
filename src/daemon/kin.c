/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See kin.h. */
#include "kin.h"

#include "relate.h"

#include <string.h>

static gboolean
is_kind(const struct order *o, const char *kind)
{
	return g_strcmp0(o->value[ORDER_KIND], kind) == 0;
}

static char *
amount_of(const struct order *o)
{
	const char *currency = o->value[ORDER_CURRENCY], *total = o->value[ORDER_TOTAL];

	return total ? g_strdup_printf("%s%s%s", currency ? currency : "", currency ? " " : "", total)
		     : g_strdup("an unknown amount");
}

/* --- the version that stood before --- */

static void
kin_compare(struct kin *kin, const struct family *before, const struct family *after)
{
	const struct family_member *stood = before->current, *stands = after->current;
	const char *number = kin->order->value[ORDER_NUMBER];
	g_autofree char *was = NULL, *is = NULL;

	if (!stood || !stands || is_kind(kin->order, "release"))
		return;
	was = amount_of(stood->order);
	is = amount_of(kin->order);
	if (is_kind(kin->order, "cancel")) {
		if (!before->cancelled)
			kin->shrinks = g_strdup_printf("PO %s (%s) is cancelled", number, was);
	} else if (decision_paper_contradicts(stands->order, kin->order)) {
		kin->superseded = g_strdup_printf("item %" G_GINT64_FORMAT " (%s)", stands->item_id, was);
	} else if (order_is_less(kin->order, stood->order)) {
		kin->shrinks = g_strdup_printf("PO %s goes down from %s to %s", number, was, is);
	}
}

static gboolean
kin_load_family(struct keeper *k, struct kin *kin, const struct family_paper *own, GError **error)
{
	const char *number = kin->order->value[ORDER_NUMBER];
	struct family before = { NULL }, after = { NULL };
	gboolean ok = store_family(k->store, kin->customer_id, number, NULL, &before, error) &&
		      store_family(k->store, kin->customer_id, number, own, &after, error);

	if (ok)
		kin_compare(kin, &before, &after);
	family_clear(&before);
	family_clear(&after);
	return ok;
}

/* --- the blanket order that it draws on --- */

static gboolean
kin_load_blanket(struct keeper *k, struct kin *kin, gint64 written_s, GError **error)
{
	const char *contract = kin->order->value[ORDER_CONTRACT_REF],
		   *number = contract ? contract : kin->order->value[ORDER_NUMBER];
	struct family blanket = { NULL };
	const struct family_member as = { .order = (struct order *)kin->order };
	struct order *release;
	gboolean ok;

	if (!number || (!contract && !is_kind(kin->order, "release")))
		return TRUE;
	release = family_member_as_release(&as);
	ok = store_family(k->store, kin->customer_id, number,
	    &(struct family_paper){ .order = release, .written_s = written_s }, &blanket, error);
	order_free(release);
	if (ok && blanket.left && *blanket.left == '-')
		kin->over_blanket = g_strdup_printf(
		    "PO %s holds %s, with this one %s is released", number, blanket.limit, blanket.released);
	family_clear(&blanket);
	return ok;
}

/* --- the deal --- */

static gboolean
kin_load_deal(struct keeper *k, struct kin *kin, GError **error)
{
	const char *quote = kin->order->value[ORDER_QUOTE_REF],
		   *contract = kin->order->value[ORDER_CONTRACT_REF];
	g_autoptr(GError) why = NULL;

	if (!kin->customer_id || (!quote && !contract))
		return TRUE;
	kin->deal = store_deal_of(k->store, kin->customer_id, quote, contract, &why);
	if (why) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	if (kin->deal && !is_kind(kin->order, "cancel"))
		kin->off_deal = decision_deal_difference(kin->order, kin->deal);
	return TRUE;
}

/* --- large ones --- */

static gboolean
kin_is_large(const struct keeper *k, const struct order *order)
{
	for (char **row = k->config->letters.large_order; row && *row; row++) {
		g_autofree char *currency = g_strndup(*row, strcspn(*row, " "));
		const char *amount = *row + strlen(currency) + strspn(*row + strlen(currency), " ");
		struct order threshold = { { NULL } };

		threshold.value[ORDER_CURRENCY] = currency;
		threshold.value[ORDER_TOTAL] = (char *)amount;
		if (order->value[ORDER_TOTAL] && g_strcmp0(order->value[ORDER_CURRENCY], currency) == 0 &&
		    (order_is_less(&threshold, order) ||
			order_same_amount(order->value[ORDER_TOTAL], amount)))
			return TRUE;
	}
	return FALSE;
}

gboolean
kin_load(struct keeper *k, gint64 customer_id, const struct order *order, gint64 written_s, gboolean related,
    struct kin *out, GError **error)
{
	const struct family_paper own = { .order = order, .written_s = written_s };

	*out = (struct kin){ .customer_id = customer_id, .order = order };
	if (!is_kind(order, "cancel") && kin_is_large(k, order)) {
		g_autofree char *amount = amount_of(order);

		out->large = g_strdup_printf("PO %s is of %s",
		    order->value[ORDER_NUMBER] ? order->value[ORDER_NUMBER] : "without a number", amount);
	}
	return (!related || !order->value[ORDER_NUMBER] || kin_load_family(k, out, &own, error)) &&
	       kin_load_blanket(k, out, written_s, error) && kin_load_deal(k, out, error);
}

/* --- once it is on record --- */

static gboolean
kin_alert(store_tx *tx, const struct kin *kin, enum alert_kind kind, const char *text,
    const struct store_item *item, GError **error)
{
	g_autofree char *number = order_number_key(kin->order->value[ORDER_NUMBER]);
	/* one without a number is known by its item alone */
	g_autofree char *key = *number ? g_strdup_printf("%" G_GINT64_FORMAT " %s", item->customer_id, number)
				       : g_strdup_printf("item %" G_GINT64_FORMAT, item->id);
	g_autofree char *line = g_strdup_printf(
	    "%s%s%s", item->customer_name ? item->customer_name : "", item->customer_name ? ": " : "", text);

	return store_alert_raise(tx,
	    &(struct store_alert){ .kind = kind,
		.key = key,
		.text = line,
		.ae = item->owner,
		.customer_id = item->customer_id,
		.item_id = item->id,
		.message_id = item->message_id },
	    keeper_now(), NULL, error);
}

gboolean
kin_settle(struct keeper *k, store_tx *tx, const struct kin *kin, gint64 item_id, GError **error)
{
	struct store_item *item;
	gboolean ok, shrinks;

	if (!kin->deal && !kin->shrinks && !kin->large)
		return TRUE;
	item = store_item_get(k->store, item_id, error);
	if (item &&
	    item->route ==
		ROUTE_HOLD) { /* perhaps a forgery: held, and nobody is alarmed in the customer's name */
		store_item_free(item);
		return TRUE;
	}
	/* who may be a forger takes nobody's order back: a person sees it in review first */
	shrinks = item && kin->shrinks && !relate_waits_for_sender(item);
	ok = item && (!shrinks || kin_alert(tx, kin, ALERT_ORDER_REDUCED, kin->shrinks, item, error)) &&
	     (!kin->large || kin_alert(tx, kin, ALERT_LARGE_ORDER, kin->large, item, error)) &&
	     (!kin->off_deal || kin_alert(tx, kin, ALERT_OFF_DEAL, kin->off_deal, item, error)) &&
	     (!kin->deal || store_deal_met(tx, kin->deal->id, item_id, error));
	store_item_free(item);
	return ok;
}

void
kin_clear(struct kin *kin)
{
	deal_free(kin->deal);
	g_free(kin->off_deal);
	g_free(kin->over_blanket);
	g_free(kin->superseded);
	g_free(kin->shrinks);
	g_free(kin->large);
}
