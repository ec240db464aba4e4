/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See occasion.h. */
#include "occasion.h"

#include "purser/letter.h"

#include <string.h>

static gboolean
fact_is_known(const GPtrArray *facts, const char *kind)
{
	for (guint i = 0; i < facts->len; i++) {
		const struct customer_fact *f = facts->pdata[i];

		if (f->state != FACT_RETIRED && f->trust != FACT_CLAIMED &&
		    strcmp(MAP_KIND_NAMES[f->kind], kind) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Adds what is not known of the customer under this name; how much that is, -1 on error. */
static int
unknown_add(struct keeper *k, gint64 customer_id, struct store_letter *l, const char *name, GError **error)
{
	g_autoptr(GPtrArray) facts =
	    customer_id ? store_facts_of(k->store, customer_id, error) : g_ptr_array_new();
	int n = 0;

	if (!facts)
		return -1;
	for (const struct letter_needed *needed = LETTER_NEEDED; needed->fact; needed++)
		if (!fact_is_known(facts, needed->fact)) {
			store_letter_fact_add(l, name, needed->words);
			n++;
		}
	return n;
}

static struct store_letter *
letter_new(const char *kind, const char *to, gint64 now_s)
{
	struct store_letter *l = g_new0(struct store_letter, 1);

	l->kind = g_strdup(kind);
	l->to = g_strdup(to);
	l->due_s = l->created_s = now_s;
	return l;
}

static void
order_facts_add(struct store_letter *l, const struct store_item *item)
{
	const char *total = item->order->value[ORDER_TOTAL], *currency = item->order->value[ORDER_CURRENCY];
	g_autofree char *amount = total && currency ? g_strdup_printf("%s %s", currency, total) : NULL;

	store_letter_fact_add(l, "number", item->order->value[ORDER_NUMBER]);
	store_letter_fact_add(l, "customer", item->customer_name);
	store_letter_fact_add(l, "amount", amount);
}

/* For who passed it on. */
static gboolean
receipt_put(struct keeper *k, store_tx *tx, const struct store_item *item, const char *to, GError **error)
{
	struct store_letter *l = letter_new("receipt", to, keeper_now());
	gboolean ok;

	l->item_id = item->id;
	l->once = g_strdup_printf("receipt %" G_GINT64_FORMAT, item->id);
	l->about = g_strdup_printf("item %" G_GINT64_FORMAT, item->id);
	order_facts_add(l, item);
	if (item->route != ROUTE_ROUTE)
		store_letter_fact_add(l, "waits", "AR looks at it first");
	ok = unknown_add(k, item->customer_id, l, "unknown", error) >= 0 &&
	     store_letter_put(tx, l, NULL, error);
	store_letter_free(l);
	return ok;
}

/* Before a customer's first invoice: once. */
static gboolean
missing_put(struct keeper *k, store_tx *tx, const struct store_item *item, GError **error)
{
	struct store_letter *l = letter_new("missing", item->owner, keeper_now());
	int n;
	gboolean ok;

	l->item_id = item->id;
	l->once = g_strdup_printf("missing %" G_GINT64_FORMAT, item->customer_id);
	l->about = g_strdup_printf("customer %" G_GINT64_FORMAT, item->customer_id);
	store_letter_fact_add(l, "customer", item->customer_name);
	store_letter_fact_add(l, "number", item->order->value[ORDER_NUMBER]);
	n = unknown_add(k, item->customer_id, l, "missing", error);
	ok = n == 0 || (n > 0 && store_letter_put(tx, l, NULL, error));
	store_letter_free(l);
	return ok;
}

gboolean
occasion_order(struct keeper *k, store_tx *tx, gint64 item_id, const struct report *r, GError **error)
{
	const struct config_mailbox *found;
	struct store_item *item;
	gboolean passed_on, ok;

	/* what is found while observing is no occasion to write */
	if (!keeper_live(k) || !k->config->letters.send || !k->config->letters.send[0])
		return TRUE;
	item = store_item_get(k->store, item_id, error);
	/* One of us sent it to a mailbox that is nobody's own. What wrote itself is not answered (RFC 3834). */
	found = config_mailbox_named(k->config, item ? item->mailbox : NULL);
	passed_on = keeper_address_inside(k, r->from.address) && !r->automatic && !r->bounce && found &&
		    !found->owner;
	ok = item &&
	     (!item->order || item->route == ROUTE_HOLD || !passed_on ||
		 receipt_put(k, tx, item, r->from.address, error)) &&
	     (!item->order || item->route != ROUTE_ROUTE || !item->customer_id || !item->owner ||
		 missing_put(k, tx, item, error));
	store_item_free(item);
	return ok;
}

gboolean
occasion_account(struct keeper *k, store_tx *tx, const struct occasion_account *a, GError **error)
{
	struct store_letter *l;
	gboolean ok;

	if (!keeper_live(k) || !a->to)
		return TRUE;
	l = letter_new("bank", a->to, keeper_now());
	l->once = g_strdup_printf("bank %s", a->key);
	l->about = g_strdup_printf("account %s", a->key);
	store_letter_fact_add(l, "customer", a->customer);
	store_letter_fact_add(l, "masked", a->masked);
	store_letter_fact_add(l, "seen_in", a->seen_in);
	store_letter_fact_add(l, "altered", a->altered ? "yes" : NULL);
	ok = store_letter_put(tx, l, NULL, error);
	store_letter_free(l);
	return ok;
}

/* --- who gets it --- */

static gboolean
among(char *const *addresses, const char *address)
{
	for (; addresses && *addresses; addresses++)
		if (g_ascii_strcasecmp(*addresses, address) == 0)
			return TRUE;
	return FALSE;
}

gboolean
occasion_is_unwanted(struct keeper *k, const char *address)
{
	for (guint i = 0; i < k->config->mailboxes->len; i++) {
		const struct config_mailbox *m = k->config->mailboxes->pdata[i];

		if (!m->letters && m->owner && g_ascii_strcasecmp(m->owner, address) == 0)
			return TRUE;
	}
	return among(k->config->letters.opt_out, address);
}

gboolean
occasion_may_write(struct keeper *k, const char *address)
{
	return letter_address_fits(address, (const char *const *)k->config->company.domains) &&
	       !among(k->config->letters.departed, address) && !occasion_is_unwanted(k, address);
}

const char *
occasion_recipient(struct keeper *k, const struct store_letter *l, const char **out_why)
{
	const struct config_letters *c = &k->config->letters;
	gboolean gone = !l->to || among(c->departed, l->to);
	const char *to = gone ? c->owner : l->to;

	*out_why = !among(c->send, l->kind)                    ? "letters of this kind are not sent"
		   : k->config->ar.transport != TRANSPORT_SMTP ? "no way to an AE: [ar] transport is not smtp"
		   /* what concerns one person alone is nobody else's */
		   : gone && strcmp(l->kind, "insight") == 0 ? "the account executive has left"
		   : !to ? "nobody to write to: [letters] owner is not set"
		   : !letter_address_fits(to, (const char *const *)k->config->company.domains)
		       ? "none of our own people"
		   : occasion_is_unwanted(k, to) ? "they want no letters"
						 : NULL;
	return *out_why ? NULL : to;
}
