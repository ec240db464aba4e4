/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See health.h. */
#include "health.h"

#include <string.h>

enum { WHY_MAX = 300 };

gint64
health_silent_after_s(const struct config_mailbox *m)
{
	return MAX(m->silent_after_s, 2 * m->interval_s);
}

gboolean
health_is_silent(const struct config_mailbox *m, gint64 reached_s, gint64 started_s, gint64 now_s)
{
	return now_s - (reached_s ? reached_s : started_s) > health_silent_after_s(m) &&
	       now_s - started_s > 2 * m->interval_s;
}

/* 0: none is open. */
static gboolean
alert_find(struct keeper *k, const struct config_mailbox *m, gint64 *out_id, GError **error)
{
	g_autoptr(GPtrArray) open =
	    store_alerts(k->store, &(struct store_alert_filter){ .open_only = TRUE }, error);

	*out_id = 0;
	for (guint i = 0; open && i < open->len; i++) {
		const struct store_alert *a = open->pdata[i];

		if (a->kind == ALERT_MAILBOX && strcmp(a->key, m->name) == 0)
			*out_id = a->id;
	}
	return open != NULL;
}

/* Since when: last reached, or when the trouble began. Without a reason nothing is known but that it is out of reach. */
static gboolean
alert_raise(struct keeper *k, store_tx *tx, const struct config_mailbox *m, const struct health *h,
    gint64 now_s, GError **error)
{
	gint64 since_s = h->silent && h->reached_s ? h->reached_s : h->problem_since_s, id;
	g_autofree char *since = time_format_rfc3339(since_s ? since_s : now_s, 0);
	g_autofree char *line = h->problem ? text_one_line(h->problem, WHY_MAX) : NULL;
	g_autofree char *text = g_strdup_printf("Mailbox %s is not read since %s%s%s", m->name, since,
	    line ? ": " : ". Its orders are not found until it is.", line ? line : "");

	if (!alert_find(k, m, &id, error))
		return FALSE;
	return id || store_alert_raise(tx,
			 &(struct store_alert){
			     .kind = ALERT_MAILBOX, .key = m->name, .text = text, .ae = m->owner },
			 now_s, NULL, error);
}

static gboolean
alert_settle(struct keeper *k, store_tx *tx, const struct config_mailbox *m, gint64 now_s, GError **error)
{
	gint64 id;

	return alert_find(k, m, &id, error) && (!id || store_alert_settle(tx, id, "policy", now_s, error));
}

gboolean
health_put(
    struct keeper *k, const struct config_mailbox *m, const struct health *h, gint64 now_s, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(k->store, error);

	if (!tx || !store_health_put(tx, m->name, h->reached_s, h->shown, now_s, error))
		return FALSE;
	if (h->silent || (h->problem && h->grave) ? !alert_raise(k, tx, m, h, now_s, error)
						  : !h->shown && !alert_settle(k, tx, m, now_s, error))
		return FALSE;
	return store_commit(&tx, error);
}
