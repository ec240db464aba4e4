/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parcels to the sender, one at a time:
 *
 *	claim (durable) → sender writes all but the last bytes → COMMITTING (durable) → go → settle (durable)
 *
 * If we or the sender die before COMMITTING, nothing final was said to the server. After it, the outcome is
 *unknown, and the next try says the same bytes with the same Message-ID (IMAP looks for it first).
 */
#include "dispatch.h"

#include "log.h"

#include "purser/delivery.h"
#include "purser/outbox.h"

#include <string.h>
#include <unistd.h>

#define SENDER_AGAIN_S 1
#define SETTLE_AGAIN_S 2

struct dispatch {
	struct keeper *k;
	struct delivery *sender;
	gint64 parcel; /* in hand; 0: none */
	gboolean committing, stale;
	guint timer;
	struct outbox_outcome *held; /* what became of it, while that cannot be written (disk full) */
	guint held_timer;
};

static void
outcome_free(struct outbox_outcome *o)
{
	if (!o)
		return;
	for (guint i = 0; o->recipients && i < o->recipients->len; i++) {
		struct store_recipient *r = g_ptr_array_index((GPtrArray *)o->recipients, i);

		g_free(r->address);
		g_free(r->answer);
	}
	if (o->recipients)
		g_ptr_array_unref((GPtrArray *)o->recipients);
	g_free((char *)o->text);
	g_free(o);
}

static struct outbox_outcome *
outcome_copy(const struct outbox_outcome *o)
{
	struct outbox_outcome *copy = g_memdup2(o, sizeof(*o));
	GPtrArray *recipients = o->recipients ? g_ptr_array_new_with_free_func(g_free) : NULL;

	copy->text = g_strdup(o->text);
	for (guint i = 0; o->recipients && i < o->recipients->len; i++) {
		struct store_recipient *r =
		    g_memdup2(g_ptr_array_index((GPtrArray *)o->recipients, i), sizeof(*r));

		r->address = g_strdup(r->address);
		r->answer = g_strdup(r->answer);
		g_ptr_array_add(recipients, r);
	}
	copy->recipients = recipients;
	return copy;
}

struct dispatch *
dispatch_new(struct keeper *k)
{
	struct dispatch *d = g_new0(struct dispatch, 1);

	d->k = k;
	return d;
}

void
dispatch_free(struct dispatch *d)
{
	if (!d)
		return;
	if (d->timer)
		g_source_remove(d->timer);
	if (d->held_timer)
		g_source_remove(d->held_timer);
	outcome_free(d->held);
	delivery_free(d->sender);
	g_free(d);
}

gboolean
dispatch_in_hand(const struct dispatch *d)
{
	return d->parcel != 0;
}

gboolean
dispatch_idle(const struct dispatch *d)
{
	gint64 due = store_parcel_next_due(d->k->store);

	return !d->parcel && (!keeper_live(d->k) || due < 0 || due > keeper_now());
}

static gboolean
dispatch_timer(gpointer data)
{
	struct dispatch *d = data;

	d->timer = 0;
	dispatch_look(d);
	d->k->idle(d->k);
	return G_SOURCE_REMOVE;
}

static void
dispatch_after(struct dispatch *d, gint64 seconds)
{
	if (d->timer)
		g_source_remove(d->timer);
	d->timer = g_timeout_add_seconds((guint)CLAMP(seconds, 1, 3600), dispatch_timer, d);
}

static struct outbox_settings
dispatch_settings(const struct dispatch *d)
{
	const struct config_ar *ar = &d->k->config->ar;

	return (struct outbox_settings){ ar->retry_first_s, ar->retry_max_s, ar->give_up_s,
		ar->uncertain_wait_s };
}

static void dispatch_settle(struct dispatch *d, const struct outbox_outcome *outcome);

static gboolean
dispatch_settle_again(gpointer data)
{
	struct dispatch *d = data;
	struct outbox_outcome *held = g_steal_pointer(&d->held);

	d->held_timer = 0;
	dispatch_settle(d, held);
	outcome_free(held);
	dispatch_look(d);
	d->k->idle(d->k);
	return G_SOURCE_REMOVE;
}

/* It stays in hand, and nothing else is sent, until what became of it can be written. If we die before, its
 * outcome is unknown. */
static void
dispatch_hold(struct dispatch *d, const struct outbox_outcome *outcome, const GError *error)
{
	log_line(LOG_LEVEL_ERROR, "parcel", "id=%" G_GINT64_FORMAT " cannot be settled yet, trying again: %s",
	    d->parcel, error->message);
	d->held = outcome_copy(outcome);
	d->held_timer = g_timeout_add_seconds(SETTLE_AGAIN_S, dispatch_settle_again, d);
}

static void
dispatch_settle(struct dispatch *d, const struct outbox_outcome *outcome)
{
	static const char *const NAMES[] = { "sent", "later", "refused", "uncertain" };
	const struct outbox_settings settings = dispatch_settings(d);
	g_autoptr(GError) error = NULL;
	gint64 parcel = d->parcel;

	if (!outbox_settle(d->k->store, &settings, parcel, outcome, keeper_now(), keeper_jitter(), &error)) {
		if (g_error_matches(error, PURSER_ERROR, PURSER_RETRY))
			dispatch_hold(d, outcome, error);
		else
			keeper_halt(d->k, 75, error->message);
		return;
	}
	d->parcel = 0;
	d->committing = FALSE;
	log_line(outcome->kind == OUTCOME_DONE ? LOG_LEVEL_NOTICE : LOG_LEVEL_WARNING, "parcel",
	    "id=%" G_GINT64_FORMAT " %s: %s", parcel, NAMES[outcome->kind],
	    outcome->text ? outcome->text : "");
}

static GPtrArray *
dispatch_recipients(const GPtrArray *from)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; from && i < from->len; i++) {
		const struct delivery_recipient *r = g_ptr_array_index((GPtrArray *)from, i);
		struct store_recipient *to = g_new0(struct store_recipient, 1);

		to->address = r->address;
		to->answer = r->answer;
		to->state = r->outcome == DELIVERED          ? RECIPIENT_DONE
			    : r->outcome == DELIVERY_REFUSED ? RECIPIENT_REFUSED
							     : RECIPIENT_OPEN;
		g_ptr_array_add(out, to);
	}
	return out;
}

static void
dispatch_settled(struct dispatch *d, const struct delivery_event *e)
{
	g_autoptr(GPtrArray) recipients = dispatch_recipients(e->recipients);
	struct outbox_outcome outcome = { .text = e->error ? e->error->message : e->text,
		.recipients = recipients->len ? recipients : NULL };

	switch (e->outcome) {
	case DELIVERED:
		outcome.kind = OUTCOME_DONE;
		outcome.text = e->already_there ? "it was there already" : e->text;
		break;
	case DELIVERY_REFUSED:
		outcome.kind = OUTCOME_REFUSED;
		break;
	case DELIVERY_UNCERTAIN:
		outcome.kind = OUTCOME_UNCERTAIN;
		break;
	case DELIVERY_LATER:
	case DELIVERY_PARTLY:
		outcome.kind = OUTCOME_RETRY;
		break;
	}
	dispatch_settle(d, &outcome);
}

static void
dispatch_event(const struct delivery_event *e, gpointer data)
{
	struct dispatch *d = data;
	g_autoptr(GError) error = NULL;

	if (e->kind == DELIVERY_COMMITTING && e->parcel == d->parcel) {
		d->committing = outbox_committing(d->k->store, d->parcel, &error);
		if (!d->committing)
			log_line(LOG_LEVEL_WARNING, "parcel", "id=%" G_GINT64_FORMAT " held back: %s",
			    d->parcel, error->message);
		delivery_go(d->sender, d->parcel, d->committing);
		return;
	}
	if (e->kind == DELIVERY_SETTLED && e->parcel == d->parcel && !d->held) {
		dispatch_settled(d, e);
	} else if (e->kind == DELIVERY_ENDED) {
		g_clear_pointer(&d->sender, delivery_free);
		if (d->parcel && !d->held)
			dispatch_settle(d, &(struct outbox_outcome){
					       .kind = d->committing ? OUTCOME_UNCERTAIN : OUTCOME_RETRY,
					       .text = e->error ? e->error->message : "the sender ended" });
	}
	if (d->stale)
		g_clear_pointer(&d->sender, delivery_free);
	d->stale = FALSE;
	dispatch_look(d);
	d->k->idle(d->k);
}

static gboolean
dispatch_sender(struct dispatch *d)
{
	g_autoptr(GError) error = NULL;
	struct nursery *nursery = d->sender ? NULL : keeper_senders(d->k, &error);

	if (d->sender)
		return TRUE;
	if (nursery)
		d->sender = delivery_start(
		    nursery, &d->k->config->ar, &d->k->config->limits, dispatch_event, d, &error);
	if (d->sender)
		return TRUE;
	if (nursery)
		keeper_nursery_lost(&d->k->senders);
	log_line(LOG_LEVEL_ERROR, "sender", "%s", error->message);
	dispatch_after(d, SENDER_AGAIN_S);
	return FALSE;
}

/* An SMTP address and an IMAP folder cannot stand for each other: a parcel from before the transport changed would be
 * refused for good. Other changes of the configuration leave a waiting parcel as it is. */
static gboolean
dispatch_other_transport(const struct dispatch *d, const struct store_parcel *p)
{
	gboolean imap = d->k->config->ar.transport == TRANSPORT_IMAP;

	for (guint i = 0; i < p->recipients->len; i++) {
		const struct store_recipient *r = g_ptr_array_index(p->recipients, i);

		if ((strchr(r->address, '@') == NULL) != imap)
			return TRUE;
	}
	return FALSE;
}

/* The parcel as it is claimed; NULL: not now. */
static struct store_parcel *
dispatch_claim(struct dispatch *d, const struct store_parcel *due, GError **error)
{
	const struct config_ar *ar = &d->k->config->ar;
	const char *folder[] = { ar->folder, NULL };
	struct store_parcel *p;

	/* a letter to one AE is for nobody else: it is refused below */
	if (dispatch_other_transport(d, due) && g_strcmp0(due->purpose, "letter") != 0 &&
	    !outbox_readdress(d->k->store, due->id,
		ar->transport == TRANSPORT_IMAP ? folder : (const char *const *)ar->to, error))
		return NULL;
	if (!outbox_claim(d->k->store, due->id, keeper_now(), error))
		return NULL;
	p = store_parcel_get(d->k->store, due->id, error);
	if (!p && !*error)
		purser_fail(error, PURSER_RETRY, "it is gone");
	return p;
}

static void
dispatch_send(struct dispatch *d, const struct store_parcel *due)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	struct store_parcel *p = dispatch_claim(d, due, &error);
	int memfd;

	if (!p) {
		log_line(LOG_LEVEL_WARNING, "parcel", "id=%" G_GINT64_FORMAT ": %s", due->id, error->message);
		dispatch_after(d, SENDER_AGAIN_S);
		return;
	}
	for (guint i = 0; i < p->recipients->len; i++) {
		const struct store_recipient *r = g_ptr_array_index(p->recipients, i);

		if (r->state == RECIPIENT_OPEN)
			g_ptr_array_add(open, r->address);
	}
	g_ptr_array_add(open, NULL);
	d->parcel = p->id;
	d->committing = FALSE;
	if (dispatch_other_transport(d, p)) {
		dispatch_settle(d, &(struct outbox_outcome){ .kind = OUTCOME_REFUSED,
				       .text = "no way to an AE: [ar] transport is not smtp" });
		dispatch_after(d, SENDER_AGAIN_S);
		store_parcel_free(p);
		return;
	}
	memfd = outbox_open(d->k->store, d->k->outbox_key, p->id, &error);
	if (memfd >= 0) {
		/* tried before: it may be there already */
		delivery_send(d->sender, p->id, p->rfc_message_id, (const char *const *)open->pdata, memfd,
		    due->attempts > 0 || p->uncertain > 0);
		close(memfd);
	} else {
		/* Content that cannot be opened now may be later; broken content never. */
		dispatch_settle(
		    d, &(struct outbox_outcome){ .kind = g_error_matches(error, PURSER_ERROR, PURSER_REJECT)
							     ? OUTCOME_REFUSED
							     : OUTCOME_RETRY,
			   .text = error->message });
		dispatch_after(d, SENDER_AGAIN_S);
	}
	store_parcel_free(p);
}

/* Until the next is due. Where that is later than it can have been put off, the clock was ahead then. */
static void
dispatch_wait(struct dispatch *d, gint64 next_s)
{
	const struct outbox_settings settings = dispatch_settings(d);
	gint64 now_s = keeper_now();
	g_autoptr(GError) error = NULL;

	if (next_s - now_s > settings.retry_max_s) {
		if (!outbox_clock_check(d->k->store, &settings, now_s, &error))
			log_line(LOG_LEVEL_WARNING, "outbox", "%s", error->message);
		next_s = MAX(store_parcel_next_due(d->k->store), 0);
	}
	dispatch_after(d, next_s - now_s);
}

void
dispatch_look(struct dispatch *d)
{
	g_autoptr(GPtrArray) due = NULL;
	g_autoptr(GError) error = NULL;
	gint64 next;

	if (d->parcel || d->k->stopping || !keeper_live(d->k))
		return;
	due = store_parcels_due(d->k->store, keeper_now(), 1, &error);
	if (!due) {
		log_line(LOG_LEVEL_WARNING, "outbox", "%s", error->message);
		dispatch_after(d, SENDER_AGAIN_S);
	} else if (due->len) {
		if (dispatch_sender(d))
			dispatch_send(d, g_ptr_array_index(due, 0));
	} else if ((next = store_parcel_next_due(d->k->store)) >= 0) {
		dispatch_wait(d, next);
	}
}

/* The way out has changed: a new sender, once this parcel is settled. */
void
dispatch_reload(struct dispatch *d)
{
	if (d->parcel)
		d->stale = TRUE;
	else
		g_clear_pointer(&d->sender, delivery_free);
	dispatch_look(d);
}
