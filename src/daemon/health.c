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

gboolean
health_alert(struct keeper *k, store_tx *tx, const struct config_mailbox *m, const char *why, gint64 since_s,
    GError **error)
{
	g_autofree char *since = time_format_rfc3339(since_s ? since_s : keeper_now(), 0);
	g_autofree char *line = why ? text_one_line(why, WHY_MAX) : NULL;
	g_autofree char *text = g_strdup_printf("Mailbox %s is not read since %s%s%s", m->name, since,
	    line ? ": " : ". Its orders are not found until it is.", line ? line : "");
	gint64 id;

	if (!alert_find(k, m, &id, error))
		return FALSE;
	return id || store_alert_raise(tx,
			 &(struct store_alert){
			     .kind = ALERT_MAILBOX, .key = m->name, .text = text, .ae = m->owner },
			 keeper_now(), NULL, error);
}

gboolean
health_settle(struct keeper *k, store_tx *tx, const struct config_mailbox *m, GError **error)
{
	gint64 id;

	return alert_find(k, m, &id, error) &&
	       (!id || store_alert_settle(tx, id, "policy", keeper_now(), error));
}
