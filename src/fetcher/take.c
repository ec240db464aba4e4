/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fetching, in batches: commands are pipelined, bytes stream into a memfd and into the digest, and a batch is
 * handed on when it is full or its command is answered. New mail goes before the backlog. Before a command is
 * sent, the keeper is told which UIDs to suspect if this process dies.
 */
#include "work.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Enough messages on their way to hide a long round trip, in at least so many commands. */
#define DEPTH_MIN 4
#define DEPTH_MAX 32
#define MESSAGES_AHEAD 400
/* A command's UIDs as text: servers limit a command line. */
#define SET_TEXT_MAX 3500
#define NEWS_EVERY_US (G_USEC_PER_SEC / 2)

struct take {
	struct work *w;
	struct place *p;
	struct uid_set *fresh, *backlog, *again; /* still to ask for; again: missed or doubted, one by one */
	struct uid_set *asked;                   /* asked and not handed on */
	struct uid_set *vanished;
	gint64 news_at_us;
	/* the batch at hand */
	int fd;
	gsize size;
	GArray *records;
	/* the message at hand */
	struct digest_state *digest; /* NULL: none */
	guint32 uid;
	gsize start;
	gboolean oversize;
	GError *error;
};

/* --- a batch --- */

static guint64
backlog_count(const struct take *t)
{
	return uid_set_count(t->fresh) + uid_set_count(t->backlog) + uid_set_count(t->again);
}

static gboolean
batch_begin(struct take *t)
{
	if (t->fd >= 0)
		return TRUE;
	t->fd = memfd_new("purser-batch", &t->error);
	t->size = 0;
	g_array_set_size(t->records, 0);
	return t->fd >= 0;
}

/* Hands the batch on, as soon as the keeper has a place for it. */
static gboolean
batch_send(struct take *t)
{
	struct work *w = t->w;

	talk_listen(w, 0);
	while (w->in_flight >= (guint)w->limits.batches_in_flight && !w->stop)
		talk_listen(w, -1);
	if (w->stop)
		return purser_fail(&t->error, PURSER_RETRY, "stopped");
	if (!memfd_seal(t->fd, &t->error))
		return FALSE;
	talk_batch(w, t->p, backlog_count(t) + uid_set_count(t->asked) - t->records->len, t->records, t->fd);
	crash_point("fetcher.after-batch-sent");
	close(t->fd);
	t->fd = -1;
	for (guint i = 0; i < t->records->len; i++) {
		const struct message_record *r = &g_array_index(t->records, struct message_record, i);

		uid_set_add(t->p->done, r->uid, r->uid);
		uid_set_remove(t->asked, r->uid, r->uid);
		place_add_witness(t->p, r);
	}
	return !w->stop;
}

static gboolean
batch_flush(struct take *t)
{
	return t->fd < 0 || !t->records->len || batch_send(t);
}

/* --- a message --- */

static gboolean
take_begin(const struct imap_message *m, gpointer data)
{
	struct take *t = data;
	const struct limits *l = &t->w->limits;
	gint64 room = l->batch_size - (gint64)t->size;

	if (t->records->len && t->fd >= 0 &&
	    (t->records->len >= (guint)l->batch_messages || m->size_told > room) && !batch_send(t))
		return FALSE;
	if (!batch_begin(t))
		return FALSE;
	t->oversize = m->size_told > l->message_size;
	t->start = t->size;
	t->uid = m->uid;
	t->digest = digest_begin();
	return TRUE;
}

static gboolean
take_bytes(const void *bytes, gsize size, gpointer data)
{
	struct take *t = data;

	if (t->oversize)
		return TRUE;
	/* RFC822.SIZE was wrong or came late. */
	if ((gint64)(t->size - t->start + size) > t->w->limits.message_size) {
		t->oversize = TRUE;
		return TRUE;
	}
	digest_add(t->digest, bytes, size);
	t->size += size;
	return fd_write_all(t->fd, bytes, size, &t->error);
}

/* Takes the message's bytes out of the batch again. */
static gboolean
take_undo(struct take *t)
{
	t->size = t->start;
	return (ftruncate(t->fd, (off_t)t->size) == 0 && lseek(t->fd, (off_t)t->size, SEEK_SET) >= 0) ||
	       purser_fail(&t->error, PURSER_RETRY, "a batch cannot be cut");
}

/* Fewer or more bytes than RFC822.SIZE says: a torn answer, or a server that counts wrongly. Twice the same
 * is the server's truth; otherwise it is asked again. */
static gboolean
is_trusted(struct take *t, const struct imap_message *m, const struct digest *digest)
{
	struct doubt *before = g_hash_table_lookup(t->p->doubts, GUINT_TO_POINTER(m->uid)), *now;

	if (before && before->size == m->size_got && digest_equal(&before->digest, digest)) {
		g_hash_table_remove(t->p->doubts, GUINT_TO_POINTER(m->uid));
		return TRUE;
	}
	uid_set_remove(t->asked, m->uid, m->uid);
	if (before) {
		g_autoptr(GError) why = NULL;

		purser_fail(&why, PURSER_RETRY,
		    "folder '%s': mail UID %u comes with another length each time; it waits", t->p->name,
		    m->uid);
		talk_problem(t->w, t->p, why);
		uid_set_add(t->p->held, m->uid, m->uid);
		return FALSE;
	}
	now = g_new(struct doubt, 1);
	*now = (struct doubt){ *digest, m->size_got };
	g_hash_table_insert(t->p->doubts, GUINT_TO_POINTER(m->uid), now);
	uid_set_add(t->again, m->uid, m->uid);
	return FALSE;
}

static gboolean
take_end(const struct imap_message *m, gboolean ok, gpointer data)
{
	struct take *t = data;
	struct digest digest = digest_end(g_steal_pointer(&t->digest));
	struct message_record r = { .uid = m->uid, .internal_date = m->internal_date, .offset = t->start };

	if (t->oversize) {
		if (!take_undo(t))
			return FALSE;
		r.oversize = 1;
		r.size = (guint64)MAX(m->size_told, m->size_got);
	} else if (!ok && !is_trusted(t, m, &digest)) {
		return take_undo(t);
	} else {
		r.size = t->size - t->start;
		memcpy(r.digest, digest.bytes, sizeof(r.digest));
	}
	g_array_append_val(t->records, r);
	/* A large one travels alone, and at once. */
	return (gint64)t->size < t->w->limits.batch_size || batch_send(t);
}

static const struct imap_fetch_ops TAKE_OPS = { take_begin, take_bytes, take_end };

/* --- commands --- */

/* The UIDs of the next command: new ones first. NULL: none may be sent now. */
static struct uid_set *
next_command(struct take *t)
{
	struct uid_set *from = uid_set_count(t->fresh) ? t->fresh : t->backlog, *set;
	guint under_way = imap_fetch_under_way(t->w->imap);
	guint32 uid = 0;
	gint64 n = t->w->limits.batch_messages;

	if (!uid_set_count(from)) {
		/* Suspects and second tries come last, and nothing else is on its way with them. */
		if (under_way || !uid_set_next(t->again, &uid))
			return NULL;
		return uid_set_take_first(t->again, 1);
	}
	if (under_way >= (guint)CLAMP(MESSAGES_AHEAD / n, DEPTH_MIN, DEPTH_MAX))
		return NULL;
	set = uid_set_take_first(from, (guint64)n);
	for (;;) {
		g_autofree char *text = uid_set_format(set);
		struct uid_set *fewer;

		if (strlen(text) <= SET_TEXT_MAX)
			return set;
		n /= 2;
		fewer = uid_set_take_first(set, (guint64)n);
		uid_set_add_all(from, set);
		uid_set_free(set);
		set = fewer;
	}
}

static gboolean
ask(struct take *t)
{
	struct uid_set *set;

	while ((set = next_command(t))) {
		gint64 now = g_get_monotonic_time();
		gboolean look = now - t->news_at_us > NEWS_EVERY_US, sent;

		if (look)
			t->news_at_us = now;
		uid_set_add_all(t->asked, set);
		talk_taking(t->w, t->p, t->asked);
		crash_point("fetcher.before-fetch");
		sent = imap_fetch_ask(t->w->imap, set, t->w->limits.message_size, look, &t->error);
		uid_set_free(set);
		if (!sent || t->w->stop)
			return FALSE;
	}
	return TRUE;
}

/* What did not come: asked for once more, then gone, if the server did not say NO. */
static void
missing_judge(struct take *t, const struct uid_set *missing, gboolean refused)
{
	guint32 held = 0;
	guint n_held = 0;

	for (guint32 uid = 0; uid_set_next(missing, &uid);) {
		uid_set_remove(t->asked, uid, uid);
		if (!uid_set_has(t->p->missed, uid)) {
			uid_set_add(t->p->missed, uid, uid);
			uid_set_add(t->again, uid, uid);
			continue;
		}
		uid_set_remove(t->p->missed, uid, uid);
		if (!refused) {
			uid_set_add(t->vanished, uid, uid);
			uid_set_add(t->p->done, uid, uid);
			continue;
		}
		uid_set_add(t->p->held, uid, uid);
		held = held ? held : uid;
		n_held++;
	}
	if (n_held) { /* one line, whatever the server refuses */
		g_autoptr(GError) why = NULL;

		purser_fail(&why, PURSER_RETRY,
		    "folder '%s': the server does not hand out %u mails, UID %u the first; they wait",
		    t->p->name, n_held, held);
		talk_problem(t->w, t->p, why);
	}
}

/* Mail that came meanwhile goes first; the listing needs a quiet line. */
static gboolean
take_news(struct take *t)
{
	struct uid_set *newer;

	if (imap_fetch_under_way(t->w->imap) || !place_has_news(t->w, t->p))
		return TRUE;
	newer = place_newer(t->w, t->p, &t->error);
	if (!newer)
		return FALSE;
	/* Still not adding up: a mail appeared lower down, or went unseen. */
	if (place_has_news(t->w, t->p)) {
		struct imap_folder now;

		imap_state(t->w->imap, &now);
		t->p->believed = now.exists;
		t->p->expunged = now.expunged;
		t->p->unsure = TRUE;
	}
	uid_set_add_all(t->fresh, newer);
	uid_set_free(newer);
	return TRUE;
}

/* Sets a mail aside whose mere asking makes the server break off: the folder goes on without it. */
static gboolean
set_aside(struct take *t, guint32 uid)
{
	struct message_record r = { .uid = uid, .oversize = 1 };
	g_autoptr(GError) why = NULL;

	purser_fail(&why, PURSER_REJECT,
	    "folder '%s': the server breaks off whenever mail UID %u is asked for; it is set aside",
	    t->p->name, uid);
	talk_problem(t->w, t->p, why);
	if (!batch_begin(t))
		return FALSE;
	r.offset = t->size;
	g_array_append_val(t->records, r);
	return TRUE;
}

/*
 * The session broke in the midst of an answer. What is complete is handed on, so that each try gets further. The
 * mail at which it happened (all that were asked for, when that is not known) goes last and alone from now on; when
 * alone the server speaks nonsense twice, it is set aside. A lost connection is nobody's fault.
 */
static gboolean
salvage(struct take *t)
{
	struct uid_set *blame = uid_set_new();
	gboolean known = t->digest != NULL, was_alone, done = TRUE;
	guint32 uid = 0;

	if (known) {
		digest_end(g_steal_pointer(&t->digest));
		done = take_undo(t);
		uid_set_add(blame, t->uid, t->uid);
	} else {
		uid_set_add_all(blame, t->asked);
		for (guint i = 0; i < t->records->len && t->fd >= 0; i++) {
			guint32 whole = g_array_index(t->records, struct message_record, i).uid;

			uid_set_remove(blame, whole, whole);
		}
	}
	was_alone = uid_set_count(blame) == 1 && uid_set_next(blame, &uid) && uid_set_has(t->p->alone, uid);
	uid_set_add_all(t->p->alone, blame);
	if (done && was_alone && !imap_was_lost(t->w->imap)) {
		if (uid_set_has(t->p->breaks, uid))
			done = set_aside(t, uid);
		uid_set_add(t->p->breaks, uid, uid);
	}
	uid_set_free(blame);
	return done && batch_flush(t);
}

static gboolean
take_answer(struct take *t)
{
	struct uid_set *missing = NULL;
	GError *why = NULL;
	gboolean refused;

	if (!imap_fetch_take(t->w->imap, &TAKE_OPS, t, &missing, &refused, &why)) {
		/* Our own trouble, if any, is the reason that counts. */
		if (!t->error && !t->w->stop)
			salvage(t);
		if (t->error)
			g_clear_error(&why);
		else
			t->error = why;
		return FALSE;
	}
	crash_point("fetcher.after-fetch");
	missing_judge(t, missing, refused);
	uid_set_free(missing);
	return batch_flush(t) && place_marks(t->w, t->p, &t->error);
}

static gboolean
take_all(struct take *t)
{
	for (;;) {
		/* When there is news, nothing more is asked until the line is quiet. */
		if (!place_has_news(t->w, t->p) && !ask(t))
			return FALSE;
		if (!imap_fetch_under_way(t->w->imap)) {
			if (place_has_news(t->w, t->p)) {
				if (!take_news(t))
					return FALSE;
				continue;
			}
			if (!backlog_count(t))
				return TRUE;
			continue;
		}
		if (!take_answer(t))
			return FALSE;
	}
}

gboolean
place_take(struct work *w, struct place *p, struct uid_set *todo, GError **error)
{
	struct take t = { .w = w,
		.p = p,
		.fd = -1,
		.fresh = uid_set_new(),
		.asked = uid_set_new(),
		.vanished = uid_set_new(),
		.news_at_us = g_get_monotonic_time() };
	struct imap_folder now;
	gboolean done;

	t.backlog = uid_set_subtract(todo, p->alone);
	t.again = uid_set_subtract(todo, t.backlog);
	t.records = g_array_new(FALSE, FALSE, sizeof(struct message_record));
	done = take_all(&t) && !w->stop;
	if (done)
		talk_taking(w, p, t.asked);
	imap_state(w->imap, &now);
	if (uid_set_count(t.vanished))
		talk_folder(w, p, now.exists, NULL, t.vanished);
	if (t.fd >= 0)
		close(t.fd);
	if (t.digest)
		digest_end(t.digest);
	g_array_free(t.records, TRUE);
	uid_set_free(t.fresh);
	uid_set_free(t.backlog);
	uid_set_free(t.again);
	uid_set_free(t.asked);
	uid_set_free(t.vanished);
	if (!done && !t.error)
		purser_fail(&t.error, PURSER_RETRY, "stopped");
	if (done)
		g_clear_error(&t.error);
	else
		g_propagate_error(error, t.error);
	return done;
}
