/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's hold on a sender. What comes back is checked like any other input; a sender that speaks
 * nonsense, or takes longer than all its deadlines together, is killed, and its end is told like any other.
 */
#include "purser/delivery.h"

#include "protocol.h"
#include "way.h"

/* Commands of one parcel besides one per recipient: connect, greeting, EHLO, STARTTLS, TLS, EHLO, three to
 * sign in, RSET, MAIL, DATA; and some room. */
#define COMMANDS 16

struct delivery {
	struct child child;
	struct wire *wire; /* NULL: it has ended */
	delivery_callback callback;
	gpointer data;
	gint64 parcel; /* at hand; 0: none */
	gint64 command_wall_s, content_wall_s, dot_wait_s;
	guint timer;
	gboolean overdue;
};

struct nursery *
delivery_nursery_start(GError **error)
{
	g_autofree char *program = helper_program_path("purser-sender");

	return nursery_start(program, NULL, error);
}

static void
timer_stop(struct delivery *d)
{
	if (d->timer)
		g_source_remove(d->timer);
	d->timer = 0;
}

/* Its end comes over the wire. */
static gboolean
timer_fired(gpointer data)
{
	struct delivery *d = data;

	d->timer = 0;
	d->overdue = TRUE;
	child_kill(&d->child);
	return G_SOURCE_REMOVE;
}

/* The callback may free d: nothing may be done with it afterwards. */
static void
ended(struct delivery *d, const GError *error)
{
	struct delivery_event e = { .kind = DELIVERY_ENDED, .parcel = d->parcel, .error = error };
	g_autoptr(GError) late = NULL;

	timer_stop(d);
	child_kill(&d->child);
	g_clear_pointer(&d->wire, wire_free);
	if (d->overdue) {
		purser_fail(&late, PURSER_HANGUP, "the sender did not come to an end in time and was killed");
		e.error = late;
	}
	d->callback(&e, d->data);
}

static void
recipient_free(gpointer data)
{
	struct delivery_recipient *r = data;

	g_free(r->address);
	g_free(r->answer);
	g_free(r);
}

/* NULL when an outcome is none. */
static GPtrArray *
recipients_take(GVariantIter *iter)
{
	g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(recipient_free);
	const char *address, *answer;
	guint outcome;

	while (g_variant_iter_next(iter, "(&su&s)", &address, &outcome, &answer)) {
		struct delivery_recipient *r;

		if (outcome > DELIVERY_UNCERTAIN || outcome == DELIVERY_PARTLY || out->len >= RECIPIENTS_MAX)
			return NULL;
		r = g_new0(struct delivery_recipient, 1);
		r->address = g_strdup(address);
		r->answer = g_strdup(answer);
		r->outcome = outcome;
		g_ptr_array_add(out, r);
	}
	return g_steal_pointer(&out);
}

static gboolean
settled(struct delivery *d, GVariant *body)
{
	struct delivery_event e = { .kind = DELIVERY_SETTLED };
	g_autoptr(GPtrArray) recipients = NULL;
	g_autoptr(GVariantIter) iter = NULL;
	g_autoptr(GError) error = NULL;
	guint outcome, grade;

	g_variant_get(body, "(xuu&sba(sus))", &e.parcel, &outcome, &grade, &e.text, &e.already_there, &iter);
	recipients = recipients_take(iter);
	if (!recipients || e.parcel != d->parcel || !d->parcel || outcome > DELIVERY_UNCERTAIN ||
	    grade > PURSER_HALT)
		return FALSE;
	e.outcome = outcome;
	e.recipients = recipients;
	if (outcome != DELIVERED)
		purser_fail(&error, grade, "%s", e.text);
	e.error = error;
	d->parcel = 0;
	timer_stop(d);
	d->callback(&e, d->data);
	return TRUE;
}

static gboolean
committing(struct delivery *d, GVariant *body)
{
	struct delivery_event e = { .kind = DELIVERY_COMMITTING };

	g_variant_get(body, COMMITTING_TYPE, &e.parcel);
	if (e.parcel != d->parcel || !d->parcel)
		return FALSE;
	d->callback(&e, d->data);
	return TRUE;
}

static void
heard(struct wire *w G_GNUC_UNUSED, struct wire_message *m, const GError *error, gpointer data)
{
	struct delivery *d = data;
	g_autoptr(GError) nonsense = NULL;

	if (m && m->kind == WORD_SETTLED && settled(d, m->body))
		return;
	if (m && m->kind == WORD_COMMITTING && committing(d, m->body))
		return;
	if (m) {
		purser_fail(&nonsense, PURSER_HANGUP, "the sender spoke out of turn");
		error = nonsense;
	}
	ended(d, error);
}

struct delivery *
delivery_start(struct nursery *nursery, const struct config_ar *settings, const struct limits *limits,
    delivery_callback callback, gpointer data, GError **error)
{
	struct delivery *d = g_new0(struct delivery, 1);

	if (!nursery_fork(nursery, &d->child, error)) {
		g_free(d);
		return NULL;
	}
	d->wire = wire_new(d->child.fd, DELIVERY_WORDS, WORD_N);
	d->child.fd = -1;
	d->callback = callback;
	d->data = data;
	d->command_wall_s = limits->command_wall;
	d->content_wall_s = limits->fetch_wall;
	d->dot_wait_s = settings->dot_wait_s;
	wire_watch(d->wire, heard, d);
	if (!wire_send(d->wire, WORD_SETTINGS, config_ar_pack(settings, limits), -1, error)) {
		delivery_free(d);
		return NULL;
	}
	return d;
}

void
delivery_send(struct delivery *d, gint64 parcel, const char *rfc_message_id, const char *const *recipients,
    int memfd, gboolean search_first)
{
	gint64 wall_s;

	if (!d->wire)
		return;
	d->parcel = parcel;
	wall_s = d->command_wall_s * (COMMANDS + (gint64)g_strv_length((char **)recipients)) +
		 d->content_wall_s + d->dot_wait_s;
	timer_stop(d);
	d->timer = g_timeout_add_seconds((guint)MIN(wall_s, G_MAXINT32), timer_fired, d);
	/* A peer that is gone is told by the wire's own callback. */
	wire_send(d->wire, WORD_PARCEL,
	    g_variant_new("(xs^asb)", parcel, rfc_message_id, recipients, search_first), memfd, NULL);
}

void
delivery_go(struct delivery *d, gint64 parcel, gboolean go)
{
	if (d->wire)
		wire_send(d->wire, WORD_GO, g_variant_new(GO_TYPE, parcel, go), -1, NULL);
}

pid_t
delivery_pid(const struct delivery *d)
{
	return d->child.pid;
}

void
delivery_free(struct delivery *d)
{
	if (!d)
		return;
	timer_stop(d);
	child_kill(&d->child);
	wire_free(d->wire);
	child_clear(&d->child);
	g_free(d);
}

gboolean
delivery_probe(const struct config_ar *settings, const struct limits *limits, char **out_text, GError **error)
{
	const struct way_ops *ops = way_of(settings->transport);
	void *way = ops->open(settings, limits);
	gboolean ok = ops->probe(way, out_text, error);

	ops->free(way);
	return ok;
}
