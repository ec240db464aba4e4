/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fetcher's words to the keeper, and the keeper's to it. See work.h. */
#include "work.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

static void
say(struct work *w, enum fetcher_kind kind, GVariant *body, int fd)
{
	g_autoptr(GError) error = NULL;

	if (!wire_send(w->wire, kind, body, fd, &error))
		w->orphan = w->stop = TRUE;
}

void
talk_alive(struct work *w, gint64 within_s)
{
	say(w, KIND_ALIVE, g_variant_new("(x)", within_s), -1);
}

void
talk_online(struct work *w)
{
	const char *tls = imap_tls_version(w->imap);

	say(w, KIND_ONLINE, g_variant_new("(s)", tls ? tls : "plain"), -1);
}

void
talk_folder(struct work *w, const struct place *p, guint32 exists, const struct uid_set *skipped,
    const struct uid_set *vanished)
{
	g_autofree char *skip = skipped ? uid_set_format(skipped) : g_strdup("");
	g_autofree char *gone = vanished ? uid_set_format(vanished) : g_strdup("");

	say(w, KIND_FOLDER,
	    g_variant_new("(suussb)", p->name, p->uidvalidity, exists, skip, gone, p->restored), -1);
}

void
talk_taking(struct work *w, const struct place *p, const struct uid_set *uids)
{
	g_autofree char *set = uid_set_format(uids);

	say(w, KIND_TAKING, g_variant_new("(ss)", p->name, set), -1);
}

void
talk_batch(struct work *w, const struct place *p, guint64 backlog, const GArray *records, int fd)
{
	GVariant *messages = g_variant_new_fixed_array(
	    G_VARIANT_TYPE(MESSAGE_TYPE), records->data, records->len, sizeof(struct message_record));

	say(w, KIND_BATCH,
	    g_variant_new("(sut@a" MESSAGE_TYPE ")", p->name, ++w->next_batch, backlog, messages), fd);
	w->in_flight++;
}

void
talk_caught_up(struct work *w, const struct place *p)
{
	say(w, KIND_CAUGHT_UP, g_variant_new("(s)", p->name), -1);
}

void
talk_marked(struct work *w, const struct mark *m)
{
	g_autofree char *set = uid_set_format(m->uids);

	say(w, KIND_MARKED, g_variant_new("(sus)", m->folder, m->uidvalidity, set), -1);
}

/* "mailbox NAME: …", which is where a person has to look. */
static char *
error_text(const struct work *w, const GError *error)
{
	g_autofree char *valid = text_make_valid(error->message, strlen(error->message));

	if (!w->settings)
		return g_strdup(valid);
	return g_strdup_printf("mailbox %s: %s", w->settings->name, valid);
}

void
talk_problem(struct work *w, const struct place *p, const GError *error)
{
	g_autofree char *text = error_text(w, error);

	say(w, KIND_PROBLEM, g_variant_new("(sis)", p ? p->name : "", error->code, text), -1);
}

void
talk_ended(struct work *w, const GError *error)
{
	g_autofree char *text = error ? error_text(w, error) : g_strdup("");

	if (!w->orphan)
		say(w, KIND_ENDED, g_variant_new("(is)", error ? error->code : -1, text), -1);
}

/* --- listening --- */

void
mark_free(struct mark *m)
{
	g_free(m->folder);
	uid_set_free(m->uids);
	g_free(m);
}

static gboolean
hear_mark(struct work *w, GVariant *body, GError **error)
{
	struct mark *m = g_new0(struct mark, 1);
	const char *set;

	g_variant_get(body, "(su&s)", &m->folder, &m->uidvalidity, &set);
	m->uids = uid_set_parse(set, error);
	if (!m->uids) {
		mark_free(m);
		return FALSE;
	}
	g_queue_push_tail(&w->marks, m);
	return TRUE;
}

static gboolean
hear(struct work *w, const struct wire_message *m, GError **error)
{
	switch (m->kind) {
	case KIND_ACK:
		if (w->in_flight > 0)
			w->in_flight--;
		return TRUE;
	case KIND_MARK:
		return hear_mark(w, m->body, error);
	case KIND_LOOK:
		w->look = TRUE;
		return TRUE;
	case KIND_STOP:
		w->stop = TRUE;
		return TRUE;
	default:
		return purser_fail(error, PURSER_HANGUP, "unexpected message %u", m->kind);
	}
}

void
talk_listen(struct work *w, gint64 timeout_ms)
{
	gint64 until_us = g_get_monotonic_time() + timeout_ms * 1000;

	while (!w->orphan) {
		struct pollfd p = { .fd = wire_fd(w->wire), .events = POLLIN };
		gint64 left_ms =
		    timeout_ms < 0 ? -1 : MAX((until_us - g_get_monotonic_time() + 999) / 1000, 0);
		struct wire_message m = { .fd = -1 };
		int n = poll(&p, 1, (int)MIN(left_ms, G_MAXINT));

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			return;
		if (n < 0 || !wire_receive(w->wire, &m, NULL) || !hear(w, &m, NULL))
			w->orphan = w->stop = TRUE;
		wire_message_clear(&m);
		timeout_ms = 0; /* the rest only if it is there already */
		until_us = 0;
	}
}

/* --- the start --- */

void
place_drop(struct place *p)
{
	g_free(p->name);
	uid_set_free(p->done);
	uid_set_free(p->alone);
	uid_set_free(p->missed);
	uid_set_free(p->breaks);
	uid_set_free(p->held);
	if (p->doubts)
		g_hash_table_unref(p->doubts);
	if (p->witnesses)
		g_array_unref(p->witnesses);
	g_free(p);
}

static GArray *
witnesses_read(GVariant *list)
{
	GArray *witnesses = g_array_new(FALSE, FALSE, sizeof(struct witness_record));
	gsize n;
	gconstpointer records = g_variant_get_fixed_array(list, &n, sizeof(struct witness_record));

	return g_array_append_vals(witnesses, records, (guint)MIN(n, FETCHER_WITNESSES));
}

static gboolean
places_read(struct work *w, GVariant *list, GError **error)
{
	GVariantIter iter;
	const char *name, *done, *alone;
	guint32 uidvalidity;
	gint64 since_s;
	GVariant *witnesses;

	g_variant_iter_init(&iter, list);
	while (g_variant_iter_next(&iter, "(&su&s&sx@a" WITNESS_TYPE ")", &name, &uidvalidity, &done, &alone,
	    &since_s, &witnesses)) {
		struct place *p = g_new0(struct place, 1);

		g_ptr_array_add(w->places, p);
		p->name = g_strdup(name);
		p->uidvalidity = uidvalidity;
		p->since_s = since_s;
		p->missed = uid_set_new();
		p->breaks = uid_set_new();
		p->held = uid_set_new();
		p->doubts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
		p->witnesses = witnesses_read(witnesses);
		g_variant_unref(witnesses);
		if (!(p->done = uid_set_parse(done, error)) || !(p->alone = uid_set_parse(alone, error)))
			return FALSE;
	}
	return w->places->len > 0 || purser_fail(error, PURSER_HALT, "no folder to look at");
}

gboolean
talk_receive_start(struct work *w, GError **error)
{
	g_autoptr(GVariant) settings = NULL, list = NULL;
	struct wire_message m = { .fd = -1 };
	gboolean done = FALSE;

	if (!wire_receive(w->wire, &m, error)) {
		w->orphan = TRUE;
		return FALSE;
	}
	if (m.kind == KIND_START) {
		g_variant_get(m.body, "(@a{sv}b@a(sussxa" WITNESS_TYPE "))", &settings, &w->stay, &list);
		w->settings = config_mailbox_unpack(settings, &w->limits, error);
		done = w->settings && places_read(w, list, error);
	} else {
		purser_fail(error, PURSER_HANGUP, "the keeper did not begin with its settings");
	}
	wire_message_clear(&m);
	return done;
}
