/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Alerts, at once: each in a letter of its own, threaded by what it is about; more than the configuration allows in an
 * hour wait and come together. To AR, and to the AE where the alert names one.
 */
#include "post.h"

#include "log.h"
#include "occasion.h"

#include <string.h>

enum { HOUR_S = 3600, LOOKED_AT = 500, REVISIONS_MAX = 20 };

/* The order as it first came: what changes or cancels it belongs to its thread. */
static gint64
first_item(struct store *s, gint64 item_id)
{
	for (int steps = 0; steps < REVISIONS_MAX; steps++) {
		struct store_item *item = store_item_get(s, item_id, NULL);
		gint64 before = item ? item->revision_of : 0;

		store_item_free(item);
		if (!before)
			break;
		item_id = before;
	}
	return item_id;
}

static char *
about_of(struct store *s, const struct store_alert *a)
{
	if (a->item_id)
		return g_strdup_printf("item %" G_GINT64_FORMAT, first_item(s, a->item_id));
	if (a->customer_id)
		return g_strdup_printf("customer %" G_GINT64_FORMAT, a->customer_id);
	return g_strdup_printf("alert %s %s", ALERT_KIND_NAMES[a->kind], a->key);
}

/* AR, and by SMTP with a single alert the AE whom it helps. */
static GPtrArray *
recipients_of(const struct post *p, const struct store_alert *one)
{
	const struct config *c = p->k->config;
	char **ar = c->letters.alerts_to && c->letters.alerts_to[0] ? c->letters.alerts_to : c->ar.to;
	GPtrArray *out = g_ptr_array_new();

	for (guint i = 0; ar[i]; i++)
		g_ptr_array_add(out, ar[i]);
	if (one && one->ae && c->ar.transport == TRANSPORT_SMTP && occasion_may_write(p->k, one->ae) &&
	    !g_ptr_array_find_with_equal_func(out, one->ae, g_str_equal, NULL))
		g_ptr_array_add(out, one->ae);
	g_ptr_array_add(out, NULL);
	return out;
}

/* That it was told, and in which parcel, so that what follows about the same thing finds its thread. */
static gboolean
record(store_tx *tx, const struct store_alert *a, gint64 parcel_id, gint64 now_s, GError **error)
{
	g_autofree char *about = about_of(store_of(tx), a);
	g_autofree char *once = g_strdup_printf("alert %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, a->id, now_s);
	const struct store_letter letter = { .kind = (char *)"alert",
		.item_id = a->item_id,
		.once = once,
		.about = about,
		.due_s = now_s,
		.created_s = now_s };
	gint64 id;

	return store_letter_put(tx, &letter, &id, error) &&
	       (!id || store_letter_settle(tx, id, LETTER_SENT, parcel_id, NULL, now_s, error)) &&
	       store_alert_told(tx, a->id, now_s, error);
}

static gboolean
render(struct post *p, const GPtrArray *alerts, const struct letter_head *h, struct letter_text *out,
    GError **error)
{
	g_autofree struct letter_alert *rows = g_new0(struct letter_alert, alerts->len);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	gboolean by_reply = daemon_settles_by_mail(p->k->config);

	for (guint i = 0; i < alerts->len; i++) {
		const struct store_alert *a = g_ptr_array_index((GPtrArray *)alerts, i);
		char *name = a->customer_id ? store_customer_name(p->k->store, a->customer_id) : NULL;

		g_ptr_array_add(names, name);
		rows[i] = (struct letter_alert){ a, name, by_reply };
	}
	return letter_alert_render(rows, alerts->len, h, out, error);
}

static gboolean
put(struct post *p, store_tx *tx, const GPtrArray *alerts, gint64 now_s, GError **error)
{
	const struct store_alert *one = alerts->len == 1 ? g_ptr_array_index((GPtrArray *)alerts, 0) : NULL;
	g_autoptr(GPtrArray) to = recipients_of(p, one), thread = NULL;
	g_autofree char *about = alerts->len == 1 ? about_of(p->k->store, one) : NULL;
	struct letter_text t;
	struct letter_head h;
	gint64 parcel_id = 0;
	gboolean ok;

	if (about) {
		thread = store_letter_thread(p->k->store, about, NULL, error);
		if (!thread)
			return FALSE;
		g_ptr_array_add(thread, NULL);
	}
	post_head(p, (const char *const *)to->pdata, now_s, &h);
	h.language = (enum letter_language)p->k->config->letters.language;
	h.time_zone = p->k->config->letters.time_zone;
	h.reply_to = p->k->config->answers.mailbox ? p->k->config->answers.address : NULL;
	h.references = thread ? (const char *const *)thread->pdata : NULL;
	if (!render(p, alerts, &h, &t, error))
		return FALSE;
	ok = post_parcel_put(p, tx, "alert", &t, &h, &parcel_id, error);
	letter_text_clear(&t);
	for (guint i = 0; ok && i < alerts->len; i++)
		ok = record(tx, g_ptr_array_index((GPtrArray *)alerts, i), parcel_id, now_s, error);
	crash_point("post.alert");
	return ok;
}

/* Marked as told, but not: what nobody may be written to about stays in the digest. */
static gboolean
pass_over(struct post *p, const GPtrArray *alerts, gint64 now_s, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(p->k->store, error);

	for (guint i = 0; tx && i < alerts->len; i++) {
		const struct store_alert *a = g_ptr_array_index((GPtrArray *)alerts, i);

		if (!store_alert_told(tx, a->id, now_s, error))
			return FALSE;
	}
	return tx && store_commit(&tx, error);
}

/* A letter that can never be written (AR is none of us) is told once, and holds up nothing. */
static gboolean
tell(struct post *p, const GPtrArray *alerts, gint64 now_s, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(store_tx) tx = store_begin(p->k->store, &why);

	if (tx && put(p, tx, alerts, now_s, &why) && store_commit(&tx, &why)) {
		log_line(LOG_LEVEL_NOTICE, "alert", "%u told", alerts->len);
		return TRUE;
	}
	g_clear_pointer(&tx, store_tx_free);
	if (!g_error_matches(why, PURSER_ERROR, PURSER_REJECT)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	log_line(LOG_LEVEL_ERROR, "alert", "no letter: %s", why->message);
	return pass_over(p, alerts, now_s, error);
}

static gint
graver_first(gconstpointer a, gconstpointer b)
{
	const struct store_alert *x = *(struct store_alert *const *)a, *y = *(struct store_alert *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Of those that wait, the gravest first. What is older than going live stands in the digest, and nobody is woken up for it. */
static GPtrArray *
untold(struct post *p, gint64 now_s, GError **error)
{
	const struct store_alert_filter filter = {
		.open_only = TRUE, .untold_only = TRUE, .limit = LOOKED_AT
	};
	g_autoptr(GPtrArray) all = store_alerts(p->k->store, &filter, error);
	g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func((GDestroyNotify)store_alert_free);
	GPtrArray *out = all ? g_ptr_array_new_with_free_func((GDestroyNotify)store_alert_free) : NULL;

	for (guint i = all ? all->len : 0; i-- > 0;) {
		struct store_alert *a = g_ptr_array_steal_index(all, i);

		g_ptr_array_add(a->last_s < p->live_since_s ? old : out, a);
	}
	if (out)
		g_ptr_array_sort(out, graver_first);
	if (old->len && !pass_over(p, old, now_s, error))
		g_clear_pointer(&out, g_ptr_array_unref);
	return out;
}

gboolean
post_alerts(struct post *p, gint64 now_s, GError **error)
{
	g_autoptr(GPtrArray) alerts = untold(p, now_s, error);
	gint64 sent = 0, most = p->k->config->letters.alerts_per_hour;

	if (!alerts || !alerts->len)
		return alerts != NULL;
	if (!store_letter_count(p->k->store, "alert", now_s - HOUR_S + 1, now_s + HOUR_S, &sent, error))
		return FALSE;
	if (sent >= most)
		return TRUE; /* a later look */
	if (alerts->len > most - sent)
		return tell(p, alerts, now_s, error);
	for (guint i = 0; i < alerts->len; i++) {
		g_autoptr(GPtrArray) one = g_ptr_array_new();

		g_ptr_array_add(one, alerts->pdata[i]);
		if (!tell(p, one, now_s, error))
			return FALSE;
	}
	return TRUE;
}
