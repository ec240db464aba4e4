/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of one item: corrections and the decision together, or nothing. See review.h. */
#include "review.h"

#include "teach.h"

#include <string.h>

enum { NUMBER_MAX = 200 };

/* What to do next: at a terminal, or in an answer by mail. */
static char *
hint(const struct review *d, const char *typed, const char *answered)
{
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, d->item_id);
	g_auto(GStrv) parts = g_strsplit(d->by_mail ? answered : typed, "ID", -1);

	return g_strjoinv(id, parts);
}

static gboolean
review_number(
    const struct review *d, store_tx *tx, const struct store_item *item, const char *value, GError **error)
{
	g_autofree char *key = value ? order_number_key(value) : NULL;
	g_autofree char *say = hint(d, "purser review ID --number NUMBER", "answer: number ID NUMBER");

	if (!key || !*key || strlen(value) > NUMBER_MAX)
		return purser_fail(error, PURSER_REJECT, "a PO number is needed: %s", say);
	g_string_append_printf(d->text, "item %" G_GINT64_FORMAT ": the PO number is %s\n", item->id, value);
	return store_item_set_field(tx, item->id, ORDER_NUMBER, value, error);
}

static gboolean
review_customer(
    const struct review *d, store_tx *tx, const struct store_item *item, const char *value, GError **error)
{
	struct directory *dir = store_directory(d->store, error);
	g_autofree char *hint = NULL;
	const struct customer *c = dir && value ? directory_find(dir, value, &hint) : NULL;
	gboolean ok = FALSE;

	if (dir && !c)
		purser_fail(error, PURSER_REJECT, "no customer '%s'%s%s", value ? value : "",
		    hint ? ": the nearest are " : "", hint ? hint : "");
	if (c) {
		g_string_append_printf(
		    d->text, "item %" G_GINT64_FORMAT ": the customer is %s\n", item->id, c->name);
		ok = store_item_set_customer(tx, item->id, c->id, error);
	}
	directory_free(dir);
	return ok;
}

/* Under the number that a person gives, for the customer that it is: the same order goes out once, and another
 * content is a revision. */
static gboolean
review_relate(const struct review *d, store_tx *tx, gint64 item_id, GError **error)
{
	struct store_item *item = store_item_get(d->store, item_id, error);
	const char *number = item && item->order ? item->order->value[ORDER_NUMBER] : NULL;
	g_autoptr(GPtrArray) items =
	    number ? store_items_known(d->store, item->customer_id, number, error) : NULL;
	g_autofree struct known_order *known = g_new0(struct known_order, (items ? items->len : 0) + 1);
	g_autofree char *difference = NULL;
	gboolean ok = item && (!number || items);
	enum relation relation;
	gint64 id = 0;
	guint n = 0;

	for (guint i = 0; ok && items && i < items->len; i++) {
		struct store_item *k = g_ptr_array_index(items, i);

		ok = store_item_fill(d->store, k, error);
		if (ok && k->id != item_id && k->route == ROUTE_ROUTE && k->order &&
		    order_number_same(k->order->value[ORDER_NUMBER], number))
			known[n++] =
			    (struct known_order){ .id = k->id, .order = k->order, .route = k->route };
	}
	relation = ok && n ? decision_relate(item->order, known, n, &id, &difference) : RELATION_NEW;
	if (relation == RELATION_SIGHTING) {
		g_autofree char *say =
		    hint(d, "say purser review ID --reject WHY, or give another number or --customer",
			"answer reject ID WHY, or give another number or customer");

		ok = purser_fail(error, PURSER_REJECT,
		    "item %" G_GINT64_FORMAT " is the same order under the same number and went to AR: %s",
		    id, say);
	} else if (relation == RELATION_REVISION) {
		g_string_append_printf(d->text,
		    "item %" G_GINT64_FORMAT ": a revision of item %" G_GINT64_FORMAT ": %s\n", item_id, id,
		    difference);
		ok = store_item_set_relation(tx, item_id, relation, id, error);
	}
	store_item_free(item);
	return ok;
}

static gboolean
review_is_open(const struct store_item *item, GError **error)
{
	if (item->settled_by)
		return purser_fail(error, PURSER_REJECT,
		    "item %" G_GINT64_FORMAT " was settled by %s already (%s)", item->id, item->settled_by,
		    ROUTE_NAMES[item->route]);
	if (item->route != ROUTE_REVIEW && item->route != ROUTE_HOLD)
		return purser_fail(error, PURSER_REJECT, "item %" G_GINT64_FORMAT " is not waiting: %s",
		    item->id, ROUTE_NAMES[item->route]);
	return TRUE;
}

static gboolean
original_waits(struct store *store, gint64 item_id, GError **error)
{
	struct store_original *o = store_original_get(store, item_id, error);
	gboolean waits = o && !o->at_s;

	store_original_free(o);
	return waits;
}

static gboolean
review_settle(
    const struct review *d, store_tx *tx, const struct store_item *item, enum route route, GError **error)
{
	g_autofree char *give = hint(
	    d, "say purser review ID --number NUMBER --route", "answer number ID NUMBER, and then route ID");
	g_autofree char *by_hand = hint(d, "purser review ID --reject 'by hand'", "answer reject ID by hand");

	if (route == ROUTE_ROUTE && item->kind == ITEM_ORDER &&
	    !(item->order && item->order->value[ORDER_NUMBER]))
		return purser_fail(
		    error, PURSER_REJECT, "item %" G_GINT64_FORMAT " has no PO number: %s", item->id, give);
	if (route == ROUTE_ROUTE && !original_waits(d->store, item->id, error))
		return *error ? FALSE
			      : purser_fail(error, PURSER_REJECT,
				    "item %" G_GINT64_FORMAT " cannot be routed from here, its mail is not "
				    "kept: send it on from %s/%s uid "
				    "%u by hand, then %s",
				    item->id, item->mailbox ? item->mailbox : "?",
				    item->folder ? item->folder : "?", item->uid, by_hand);
	if (!store_item_decide(tx, item->id, route, d->person ? d->person : "unknown", d->why ? d->why : "",
		d->now_s, error))
		return FALSE;
	if (route == ROUTE_IGNORE && !store_original_erase(tx, item->id, error))
		return FALSE;
	g_string_append_printf(d->text, "item %" G_GINT64_FORMAT ": %s\n", item->id,
	    route == ROUTE_ROUTE ? "goes to AR" : "rejected, nothing is sent");
	return TRUE;
}

/* Corrections and the decision together, or nothing. */
static gboolean
review_perform(const struct review *d, store_tx *tx, const struct store_item *item, GError **error)
{
	const char *action = d->action, *number = d->number, *customer = d->customer;
	struct store_item corrected = *item;
	struct order order = { { NULL } };

	gboolean rejects = g_strcmp0(action, "reject") == 0;
	/* What was only recorded may be settled: AR has it already from elsewhere. */
	gboolean recorded = rejects && !number && !customer && !item->settled_by &&
			    item->route == ROUTE_ROUTE && !item->parcel_id;

	if ((!recorded && !review_is_open(item, error)) ||
	    (number && !review_number(d, tx, item, number, error)) ||
	    (customer && !review_customer(d, tx, item, customer, error)) ||
	    ((number || customer) && !rejects && !review_relate(d, tx, item->id, error)))
		return FALSE;
	if (item->order)
		order = *item->order;
	if (number)
		order.value[ORDER_NUMBER] = (char *)number;
	corrected.order = item->order ? &order : NULL;
	if (g_strcmp0(action, "route") == 0)
		return review_settle(d, tx, &corrected, ROUTE_ROUTE, error);
	if (rejects)
		return review_settle(d, tx, &corrected, ROUTE_IGNORE, error);
	return (!action && (number || customer)) ||
	       purser_fail(error, PURSER_REJECT, "unknown action '%s'", action ? action : "");
}

/* Which of the four was done; the words that a person gave stand with the item. */
static gboolean
review_note(const struct review *d, store_tx *tx, const struct store_item *item, GError **error)
{
	g_autofree char *text = g_strdup_printf("%s%s%s", d->action ? d->action : "corrected",
	    d->number ? ", number given" : "", d->customer ? ", customer given" : "");

	return store_audit_put(tx,
	    &(struct store_audit){ .at_s = d->now_s,
		.who = d->who,
		.what = AUDIT_DECISION,
		.item_id = item->id,
		.customer_id = item->customer_id,
		.text = text },
	    error);
}

gboolean
review_item(store_tx *tx, const struct review *d, GError **error)
{
	struct store_item *item = store_item_get(d->store, d->item_id, error);
	gboolean ok;

	if (!item)
		return *error ? FALSE
			      : purser_fail(error, PURSER_REJECT, "no item %" G_GINT64_FORMAT "%s",
				    d->item_id, d->by_mail ? "" : ": see purser list");
	ok = review_perform(d, tx, item, error) && review_note(d, tx, item, error) &&
	     (g_strcmp0(d->action, "route") != 0 ||
		 teach_item(tx, d->config, d->item_id, d->who, d->now_s, d->text, error));
	store_item_free(item);
	if (!ok)
		g_string_truncate(d->text, 0); /* nothing was done */
	return ok;
}
