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
	struct store_item *item;
	gboolean passed_on = judge_address_inside(k, r->from.address), ok;

	/* what is found while observing is no occasion to write */
	if (!keeper_live(k) || !k->config->letters.send || !k->config->letters.send[0])
		return TRUE;
	item = store_item_get(k->store, item_id, error);
	ok = item &&
	     (!item->order || item->route == ROUTE_HOLD || !passed_on ||
		 receipt_put(k, tx, item, r->from.address, error)) &&
	     (!item->order || item->route != ROUTE_ROUTE || !item->customer_id || !item->owner ||
		 missing_put(k, tx, item, error));
	store_item_free(item);
	return ok;
}

/* --- once a month --- */

struct month {
	char *name;  /* "2026-05" */
	char *shown; /* "May 2026" */
	gint64 from_s, to_s;
};

/* The one before the local month of now. */
static struct month
month_before(const struct config_letters *c, gint64 now_s)
{
	static const char *const MONTHS[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };
	g_autoptr(GTimeZone) zone = c->time_zone ? g_time_zone_new_identifier(c->time_zone) : NULL;
	g_autoptr(GTimeZone) used = zone ? g_time_zone_ref(zone) : g_time_zone_new_local();
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now_s),
			     now = g_date_time_to_timezone(utc, used);
	g_autoptr(GDateTime) end =
	    g_date_time_new(used, g_date_time_get_year(now), g_date_time_get_month(now), 1, 0, 0, 0);
	g_autoptr(GDateTime) start = g_date_time_add_months(end, -1);

	return (struct month){ .name = g_date_time_format(start, "%Y-%m"),
		.shown = g_strdup_printf(
		    "%s %d", MONTHS[g_date_time_get_month(start) - 1], g_date_time_get_year(start)),
		.from_s = g_date_time_to_unix(start),
		.to_s = g_date_time_to_unix(end) };
}

struct insight {
	guint found, straight, needed;
	GArray *took_s; /* gint64: from the AE's inbox to AR */
};

static void
insight_free(gpointer data)
{
	struct insight *i = data;

	g_array_unref(i->took_s);
	g_free(i);
}

static void
insight_take(const struct store_month_row *row, gpointer data)
{
	GHashTable *by_ae = data;
	struct insight *i = g_hash_table_lookup(by_ae, row->ae);
	gint64 took_s = row->sent_s - row->received_s;

	if (!i) {
		i = g_new0(struct insight, 1);
		i->took_s = g_array_new(FALSE, FALSE, sizeof(gint64));
		g_hash_table_insert(by_ae, g_strdup(row->ae), i);
	}
	i->found++;
	i->straight += !row->by_person && row->routed;
	i->needed += row->by_person || !row->routed;
	if (row->sent_s && row->received_s && took_s >= 0)
		g_array_append_val(i->took_s, took_s);
}

static int
by_size(gconstpointer a, gconstpointer b)
{
	const gint64 *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* "4 min"; NULL: nothing was sent. */
static char *
insight_median(const struct insight *i)
{
	gint64 s;

	if (!i->took_s->len)
		return NULL;
	g_array_sort(i->took_s, by_size);
	s = g_array_index(i->took_s, gint64, i->took_s->len / 2);
	if (s < 60)
		return g_strdup("under a minute");
	return s < (gint64)2 * 3600 ? g_strdup_printf("%" G_GINT64_FORMAT " min", s / 60)
			    : g_strdup_printf("%" G_GINT64_FORMAT " h", s / 3600);
}

static gboolean
insight_put(store_tx *tx, const char *ae, const struct insight *i, const struct month *m, gint64 now_s,
    GError **error)
{
	struct store_letter *l = letter_new("insight", ae, now_s);
	g_autofree char *median = insight_median(i), *found = g_strdup_printf("%u", i->found),
			*straight = g_strdup_printf("%u", i->straight),
			*needed = g_strdup_printf("%u", i->needed);
	gboolean ok;

	l->once = g_strdup_printf("insight %s %s", ae, m->name);
	l->about = g_strdup_printf("month %s", m->name);
	store_letter_fact_add(l, "month", m->shown);
	store_letter_fact_add(l, "found", found);
	store_letter_fact_add(l, "straight", straight);
	store_letter_fact_add(l, "needed", i->needed ? needed : NULL);
	store_letter_fact_add(l, "median", median);
	ok = store_letter_put(tx, l, NULL, error);
	store_letter_free(l);
	return ok;
}

gboolean
occasion_month(struct keeper *k, gint64 now_s, GError **error)
{
	struct month m = month_before(&k->config->letters, now_s);
	g_autofree char *done = store_fact(k->store, "insight_month");
	g_autoptr(GHashTable) by_ae = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, insight_free);
	g_autoptr(store_tx) tx = NULL;
	GHashTableIter iter;
	gpointer ae, insight;
	gboolean ok = TRUE;

	if (g_strcmp0(done, m.name) != 0) {
		/* the first start writes nothing of a time that it did not see */
		ok = (!done || store_month(k->store, m.from_s, m.to_s, insight_take, by_ae, error)) &&
		     (tx = store_begin(k->store, error)) != NULL;
		g_hash_table_iter_init(&iter, by_ae);
		while (ok && g_hash_table_iter_next(&iter, &ae, &insight))
			ok = insight_put(tx, ae, insight, &m, now_s, error);
		ok = ok && store_fact_put(tx, "insight_month", m.name, error) && store_commit(&tx, error);
	}
	g_free(m.name);
	g_free(m.shown);
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
	gboolean silent = FALSE;

	for (guint i = 0; i < k->config->mailboxes->len; i++) {
		const struct config_mailbox *m = k->config->mailboxes->pdata[i];

		if (!m->letters && m->owner && g_ascii_strcasecmp(m->owner, address) == 0)
			return TRUE;
	}
	return among(k->config->letters.opt_out, address) ||
	       (store_letter_is_silent(k->store, address, &silent, NULL) && silent);
}

const char *
occasion_recipient(struct keeper *k, const struct store_letter *l, const char **out_why)
{
	const struct config_letters *c = &k->config->letters;
	const char *to = l->to && !among(c->departed, l->to) ? l->to : c->owner;

	*out_why = !among(c->send, l->kind)                    ? "letters of this kind are not sent"
		   : k->config->ar.transport != TRANSPORT_SMTP ? "no way to an AE: [ar] transport is not smtp"
		   : !to                          ? "nobody to write to: [letters] owner is not set"
		   : !judge_address_inside(k, to) ? "none of our own people"
		   : occasion_is_unwanted(k, to)  ? "they want no letters"
						  : NULL;
	return *out_why ? NULL : to;
}
