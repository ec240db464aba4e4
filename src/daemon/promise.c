/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See promise.h. */
#include "promise.h"

#include "warn.h"

#include <string.h>

enum { DAY_S = 86400 };

static gint64
day_text_s(const char *day, gint64 preset_s)
{
	struct day d;

	return day && day_parse(day, &d) ? day_start(d) : preset_s;
}

static const char *
thread_of(const struct report *r)
{
	if (r->references && r->references->len)
		return g_ptr_array_index(r->references, 0);
	return r->in_reply_to ? r->in_reply_to : r->message_id;
}

/* Who is asked after it: the customer's AE, else who passed it on, else whose mailbox it is. */
static const char *
ae_of(const struct keeper *k, const char *mailbox, gint64 customer_id, const struct report *r)
{
	const struct customer *c = directory_by_id(k->directory, customer_id);

	if (c && c->ae)
		return c->ae;
	if (keeper_address_inside(k, r->from.address) && !r->automatic)
		return r->from.address;
	return warn_owner_of(k, mailbox);
}

static gboolean
promise_put(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id, const struct arrival *m,
    const struct report_promise *said, GError **error)
{
	const struct report *r = m->report;
	gint64 came = m->mail->internal_date > 0 ? MIN(m->mail->internal_date, keeper_now()) : keeper_now();
	struct store_promise p = { .message_id = message_id,
		.customer_id = warn_customer_of(k, said->by),
		.thread = (char *)thread_of(r),
		.quote = said->quote,
		.amount = said->amount,
		.who = said->by,
		.text = said->text };

	if (!p.customer_id)
		return TRUE;
	p.ae = (char *)ae_of(k, mailbox, p.customer_id, r);
	p.said_s = MIN(day_text_s(said->said, came), came);
	/* the whole day is theirs */
	p.due_s =
	    said->due ? day_text_s(said->due, 0) + DAY_S - 1 : p.said_s + k->config->letters.promise_due_s;
	return store_promise_put(
	    tx, &p, store_source_key(r->message_id, m->mail->digest.bytes), keeper_now(), error);
}

/* One message is one promise: the first that names a day. */
gboolean
promise_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct arrival *m, GError **error)
{
	const struct report *r = m->report;
	const struct report_promise *best = NULL;

	if (g_strcmp0(r->authenticity, "fail") == 0)
		return TRUE;
	for (guint i = 0; i < r->promises->len; i++) {
		const struct report_promise *p = r->promises->pdata[i];

		if (p->by && (!best || (!best->due && p->due)))
			best = p;
	}
	return !best || promise_put(k, tx, mailbox, message_id, m, best, error);
}

gboolean
promise_item(struct keeper *k, store_tx *tx, gint64 item_id, const struct arrival *m, GError **error)
{
	struct store_item *item = store_item_get(k->store, item_id, error);
	const struct order *o = item ? item->order : NULL;
	g_autofree char *amount = NULL;
	gboolean ok = item != NULL;

	/* held: perhaps a forgery, that is not what was waited for */
	if (o && item->customer_id && item->route != ROUTE_HOLD && item->relation == RELATION_NEW) {
		if (o->value[ORDER_TOTAL] && o->value[ORDER_CURRENCY])
			amount = g_strdup_printf("%s %s", o->value[ORDER_CURRENCY], o->value[ORDER_TOTAL]);
		ok = store_promise_meet(tx,
		    &(struct promise_met){ .customer_id = item->customer_id,
			.item_id = item_id,
			.message_id = item->message_id,
			.came_s = m->mail->internal_date > 0 ? m->mail->internal_date : keeper_now(),
			.quote = o->value[ORDER_QUOTE_REF],
			.amount = amount },
		    keeper_now(), error);
	}
	store_item_free(item);
	return ok;
}

/* --- reminders --- */

static char *
day_of(gint64 at_s)
{
	return day_format(day_of_time(at_s));
}

static gboolean
reminder_put(struct keeper *k, store_tx *tx, const struct store_promise *p, gint64 now_s, GError **error)
{
	gint64 nth = (now_s - p->due_s) / MAX(k->config->letters.again_s, DAY_S);
	g_autofree char *said = day_of(p->said_s), *due = day_of(p->due_s);
	const struct {
		const char *name, *value;
	} facts[] = { { "customer", p->customer }, { "quote", p->quote }, { "amount", p->amount },
		{ "who", p->who ? p->who : "somebody" }, { "words", p->text }, { "said_on", said },
		{ "due_on", due } };
	struct store_letter *l = g_new0(struct store_letter, 1);
	gboolean ok;

	l->kind = g_strdup("promise");
	l->to = g_strdup(p->ae);
	l->once = g_strdup_printf("promise %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "%s%s", p->id, nth,
	    p->ae ? " " : "", p->ae ? p->ae : "");
	l->about = g_strdup_printf("promise %" G_GINT64_FORMAT, p->id);
	l->due_s = l->created_s = now_s;
	for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
		store_letter_fact_add(l, facts[i].name, facts[i].value);
	ok = store_letter_put(tx, l, NULL, error);
	store_letter_free(l);
	return ok;
}

gboolean
promise_remind(struct keeper *k, gint64 now_s, GError **error)
{
	const struct store_promise_filter due = { .open_only = TRUE, .due_before_s = now_s };
	g_autoptr(store_tx) tx = store_begin(k->store, error);
	g_autoptr(GPtrArray) promises = NULL;

	if (!tx || !store_promise_expire(tx, now_s - k->config->letters.promise_expire_s, now_s, error))
		return FALSE;
	promises = store_promises(k->store, &due, error);
	for (guint i = 0; promises && i < promises->len; i++)
		if (!reminder_put(k, tx, promises->pdata[i], now_s, error))
			return FALSE;
	return promises && store_commit(&tx, error);
}
