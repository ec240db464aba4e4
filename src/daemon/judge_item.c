/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order becomes on record: a new item with its reasons and evidence, or one more sighting of what is there. */
#include "judge_item.h"

#include "log.h"

#include <string.h>

/* The customer's row for an order of somebody unknown: provisional, named by the buyer or the sender's
 * domain. */
static gboolean
judge_provisional(struct keeper *k, store_tx *tx, const struct report *r, const struct order *order,
    gint64 *out_id, GError **error)
{
	g_autofree char *domain = directory_registrable_domain(r->origin.address);
	const char *buyer = order ? order->value[ORDER_BUYER] : NULL;
	struct customer *c;
	gboolean changed;
	gboolean usable =
	    domain && !directory_is_freemail(r->origin.address) && !directory_is_relay(r->origin.address) &&
	    !address_in_domains(r->origin.address, (const char *const *)k->config->company.domains);

	*out_id = 0;
	if (!buyer && !usable)
		return TRUE;
	c = customer_new();
	c->kind = CUSTOMER_PROVISIONAL;
	c->name = g_strdup(buyer ? buyer : domain);
	g_strfreev(c->domains);
	c->domains = g_new0(char *, 2);
	if (usable)
		c->domains[0] = g_strdup(domain);
	if (!store_customer_put(tx, c, &c->id, &changed, error)) {
		customer_free(c);
		return FALSE;
	}
	*out_id = c->id;
	directory_add(k->directory, c);
	return TRUE;
}

static gboolean
judge_evidence_put(
    store_tx *tx, gint64 item_id, const struct report *r, guint order_index, gint64 cap, GError **error)
{
	g_autofree char *prefix = g_strdup_printf("orders[%u].", order_index);
	gint64 kept = 0;

	for (guint i = 0; r->evidence && i < r->evidence->len && kept < cap; i++) {
		const struct report_evidence *e = g_ptr_array_index(r->evidence, i);
		struct report_evidence copy = *e;

		if (!e->field || !g_str_has_prefix(e->field, prefix))
			continue;
		copy.field = e->field + strlen(prefix);
		if (!store_evidence_put(tx, item_id, &copy, error))
			return FALSE;
		kept++;
	}
	return TRUE;
}

static GPtrArray *
judge_reasons(const struct decision *d)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; d->reasons && i < d->reasons->len; i++) {
		const struct decision_reason *reason = g_ptr_array_index(d->reasons, i);

		g_ptr_array_add(out, g_strdup_printf("%s\t%s", reason->policy, reason->text));
	}
	return out;
}

/* Items are counted and told once they are durable. */
static void
judge_made_add(struct keeper *k, gint64 id, const struct store_item *item)
{
	if (!k->made)
		k->made = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(k->made, g_strdup_printf("id=%" G_GINT64_FORMAT " route=%s relation=%s", id,
				     ROUTE_NAMES[item->route], RELATION_NAMES[item->relation]));
}

void
judge_made_settle(struct keeper *k, gboolean durable)
{
	for (guint i = 0; durable && k->made && i < k->made->len; i++) {
		k->orders++;
		log_line(k->options->scan ? LOG_LEVEL_DEBUG : LOG_LEVEL_NOTICE, "item", "%s",
		    (const char *)g_ptr_array_index(k->made, i));
	}
	g_clear_pointer(&k->made, g_ptr_array_unref);
}

/* What was decided by policy, and by which: no content. */
static gboolean
judge_audit(struct keeper *k, store_tx *tx, gint64 id, const struct store_item *item, GError **error)
{
	g_autoptr(GString) text = g_string_new(ROUTE_NAMES[item->route]);

	if (item->route == ROUTE_ROUTE && !keeper_live(k))
		g_string_append(text, " (observing, not sent)");
	for (guint i = 0; item->reasons && i < item->reasons->len; i++) {
		const char *reason = g_ptr_array_index(item->reasons, i), *tab = strchr(reason, '\t');

		g_string_append(text, i ? ", " : ": ");
		g_string_append_len(text, reason, tab ? tab - reason : 0);
	}
	return store_audit_put(tx,
	    &(struct store_audit){ .at_s = item->at_s,
		.what = item->route == ROUTE_ROUTE ? AUDIT_ROUTE : AUDIT_HOLD,
		.item_id = id,
		.customer_id = item->customer_id,
		.text = text->str },
	    error);
}

gboolean
judge_item_put(struct keeper *k, store_tx *tx, struct store_item *item, guint order_index,
    const struct arrival *m, gint64 *out_id, gboolean *out_routed, GError **error)
{
	gint64 now = keeper_now(), id;
	struct outbox_original original;

	if (!store_item_put(tx, item, &id, error) ||
	    !store_sighting_put(tx, id, item->message_id, now, error))
		return FALSE;
	if (m->report &&
	    !judge_evidence_put(tx, id, m->report, order_index, k->config->limits.evidence_rows, error))
		return FALSE;
	judge_made_add(k, id, item);
	if (!judge_audit(k, tx, id, item, error))
		return FALSE;
	*out_id = id;
	original = judge_original(k, id, item->message_id, m);
	if (item->route == ROUTE_ROUTE) {
		*out_routed = keeper_live(k);
		return !keeper_live(k) || (judge_parcel_put(k, tx, id, m, error) &&
					      outbox_original_keep(tx, &original, now, error));
	}
	return outbox_original_wait(tx, k->outbox_key, &original, error);
}

/* Who wrote what is kept once the message became something, and before a letter quotes it. */
gboolean
judge_head_put(store_tx *tx, const struct arrival *m, struct judgement *j, GError **error)
{
	if (j->headed)
		return TRUE;
	j->headed = TRUE;
	return store_message_head_put(tx, j->message_id, m->report, error);
}

/* The file that carries the order; of one that could not be read, the file that could not, and why. */
static const struct report_document *
judge_carrier(const struct report *r, const struct order *order)
{
	const struct report_document *unread = NULL;

	for (guint i = 0; r->documents && i < r->documents->len; i++) {
		const struct report_document *d = g_ptr_array_index(r->documents, i);

		if (!d->filename)
			continue;
		if (order && order->part && g_strcmp0(d->part, order->part) == 0)
			return d;
		if (!unread && d->why)
			unread = d;
	}
	return order && order->part ? NULL : unread;
}

gboolean
judge_new_order(struct keeper *k, store_tx *tx, const struct order *order, guint index,
    const struct arrival *m, const struct store_item *draft, const struct decision *decision,
    struct judgement *j, GError **error)
{
	const struct report_document *carrier = judge_carrier(m->report, order);
	struct store_item item = *draft;
	gboolean ok;

	item.kind = ITEM_ORDER;
	item.file = carrier ? carrier->filename : NULL;
	item.message_id = j->message_id;
	item.order = (struct order *)order;
	item.verdict = m->report->verdict;
	item.route = decision->route;
	item.at_s = keeper_now();
	item.reasons = judge_reasons(decision);
	if (carrier && carrier->why && !(order && order->part))
		g_ptr_array_add(
		    item.reasons, g_strdup_printf("document\t%s: %s", carrier->filename, carrier->why));
	ok = judge_head_put(tx, m, j, error) &&
	     (item.customer_id || judge_provisional(k, tx, m->report, order, &item.customer_id, error)) &&
	     judge_item_put(k, tx, &item, index, m, &j->item_id, &j->routed, error);
	j->fate = FATE_ITEM;
	g_ptr_array_unref(item.reasons);
	return ok;
}

/* A backfill sends what was on record when it was asked for, nothing that is recorded later. */
static gboolean
judge_is_backfilled(struct keeper *k, const struct store_item *item)
{
	g_autofree char *asked = store_fact(k->store, "backfill");

	return asked && item->at_s <= g_ascii_strtoll(asked, NULL, 10);
}

/* A further sighting; a backfill or a person may have asked that the order goes out now. */
gboolean
judge_sighting(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id, const struct arrival *m,
    gboolean *out_routed, GError **error)
{
	struct store_item *item = store_item_get(k->store, item_id, error);
	gboolean ok = item && store_sighting_put(tx, item_id, message_id, keeper_now(), error);

	if (ok && item->route == ROUTE_ROUTE && keeper_live(k)) {
		gboolean owed = !item->parcel_id && judge_is_backfilled(k, item);

		if (owed)
			ok = store_audit_put(tx,
				 &(struct store_audit){ .at_s = keeper_now(),
				     .what = AUDIT_ROUTE,
				     .item_id = item_id,
				     .customer_id = item->customer_id,
				     .text = "backfill" },
				 error) &&
			     judge_parcel_put(k, tx, item_id, m, error) &&
			     judge_original_settle(k, tx, item_id, item->message_id, m, error);
		*out_routed = *out_routed || item->parcel_id || owed;
	}
	store_item_free(item);
	return ok;
}

/* Another paper of an order on record is kept for the family: with its own time, and all that it says. The very document
 * says nothing new, whatever was read in it. */
gboolean
judge_paper_put(struct keeper *k, store_tx *tx, gint64 item_id, gint64 message_id, guint seq,
    const struct order *paper, GError **error)
{
	struct store_item *item = store_item_get(k->store, item_id, error);
	const char *known = item && item->order ? item->order->content_digest : NULL;
	gboolean ok = item != NULL;

	if (ok && item->order && (!known || g_strcmp0(paper->content_digest, known) != 0))
		ok = store_paper_put(tx, item_id, message_id, seq, paper, error);
	store_item_free(item);
	return ok;
}

/* The very message was kept before (its folder got a new UIDVALIDITY, or a backfill asked for it): nothing
 * new, but what it caused may still have to go out. */
gboolean
judge_seen_again(
    struct keeper *k, store_tx *tx, gint64 seen, const struct arrival *m, struct judgement *j, GError **error)
{
	g_autoptr(GPtrArray) items =
	    store_items(k->store, &(struct store_item_filter){ .route = -1, .sighted_in = seen }, error);

	j->fate = FATE_SIGHTING;
	for (guint i = 0; items && i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index(items, i);

		if (!judge_sighting(k, tx, item->id, j->message_id, m, &j->routed, error))
			return FALSE;
	}
	return items != NULL;
}
