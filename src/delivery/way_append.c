/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IMAP APPEND into AR's folder as a way out. Before a second try the folder is searched for the Message-ID,
 * so that a mail whose answer was lost is not put there twice.
 */
#include "way.h"

#include "purser/signin.h"

#include <poll.h>
#include <string.h>

struct append_way {
	const struct config_ar *settings;
	const struct limits *limits;
	struct imap *session;
	gboolean folder_open;
};

static void *
way_open(const struct config_ar *settings, const struct limits *limits)
{
	struct append_way *w = g_new0(struct append_way, 1);

	w->settings = settings;
	w->limits = limits;
	return w;
}

static void
way_hang_up(struct append_way *w)
{
	imap_free(w->session);
	w->session = NULL;
	w->folder_open = FALSE;
}

static gboolean
way_session(struct append_way *w, GError **error)
{
	if (w->session && !imap_noop(w->session, NULL))
		way_hang_up(w);
	if (!w->session)
		w->session = server_imap_open(&w->settings->server, w->limits, error);
	return w->session != NULL;
}

/* In the folder as it is now: what another session has put there is seen only after a NOOP. */
static gboolean
way_search(struct append_way *w, const char *message_id, guint32 *out_uid, GError **error)
{
	struct imap_folder folder;

	if (!w->folder_open) {
		if (!imap_open(w->session, w->settings->folder, FALSE, &folder, error))
			return FALSE;
		w->folder_open = TRUE;
	} else if (!imap_noop(w->session, error)) {
		return FALSE;
	}
	return imap_search_message_id(w->session, message_id, out_uid, error);
}

struct committing {
	const struct parcel *parcel;
	gboolean asked, gone;
};

static gboolean
before_last(gpointer data)
{
	struct committing *c = data;

	c->asked = TRUE;
	crash_point("sender.append-before-last");
	c->gone = c->parcel->commit(c->parcel->data);
	return c->gone;
}

/* A folder that is not there, or full, is for a person to mend, and then the mail can go: it is not refused.
 */
static gboolean
is_about_folder(const GError *error)
{
	return strstr(error->message, "(TRYCREATE") || strstr(error->message, "(OVERQUOTA") ||
	       strstr(error->message, "(NONEXISTENT") || strstr(error->message, "(NOPERM");
}

/* What a failed APPEND means: unless the server answered, nobody knows once the last bytes went out. */
static void
way_failed(struct append_way *w, const struct committing *c, struct verdict *v, const GError *error)
{
	if (c->asked && !c->gone) {
		verdict_rest(v, DELIVERY_LATER, "held back before the last bytes");
		way_hang_up(w);
	} else if (error->code == PURSER_REJECT && is_about_folder(error)) {
		g_autoptr(GError) nearest = NULL;
		struct imap_folder folder;

		/* To open it fails too, and then names the folders that are nearly called so. */
		w->folder_open = imap_open(w->session, w->settings->folder, FALSE, &folder, &nearest);
		verdict_error(v, DELIVERY_LATER, nearest ? nearest : error);
		v->grade = PURSER_HALT;
	} else if (error->code == PURSER_REJECT) {
		verdict_error(v, DELIVERY_REFUSED, error);
	} else {
		/* A NO leaves the session in step; a lost or late answer does not. */
		gboolean in_step = error->code != PURSER_HANGUP && imap_noop(w->session, NULL);

		verdict_error(v, c->gone && !in_step ? DELIVERY_UNCERTAIN : DELIVERY_LATER, error);
		if (!in_step)
			way_hang_up(w);
	}
}

/* Before anything was written. */
static void
way_unopened(struct append_way *w, struct verdict *v, const GError *error)
{
	verdict_error(v, DELIVERY_LATER, error);
	if (error->code == PURSER_REJECT)
		v->grade = PURSER_HALT;
	else if (error->code == PURSER_HANGUP)
		way_hang_up(w);
}

static void
way_deliver(void *way, const struct parcel *p, struct verdict *v)
{
	struct append_way *w = way;
	struct committing c = { .parcel = p };
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	guint32 uid = 0;

	if (!way_session(w, &error) || (p->search_first && !way_search(w, p->message_id, &uid, &error))) {
		way_unopened(w, v, error);
		return;
	}
	if (uid) {
		text = g_strdup_printf("%s: in the folder already, UID %u", w->settings->server.host, uid);
		v->already_there = TRUE;
		verdict_rest(v, DELIVERED, text);
		return;
	}
	if (!imap_append(w->session, w->settings->folder, p->fd, (gint64)g_bytes_get_size(p->bytes),
		before_last, &c, &uid, &error)) {
		way_failed(w, &c, v, error);
		return;
	}
	crash_point("sender.append-after-last");
	text = uid ? g_strdup_printf("%s: in the folder, UID %u", w->settings->server.host, uid)
		   : g_strdup_printf("%s: in the folder", w->settings->server.host);
	verdict_rest(v, DELIVERED, text);
}

static void
way_rest(void *way, int wire_fd)
{
	struct append_way *w = way;
	struct pollfd p = { .fd = wire_fd, .events = POLLIN };

	if (w->session && poll(&p, 1, (int)(w->settings->idle_keep_s * 1000)) == 0)
		way_hang_up(w);
}

static gboolean
way_probe(void *way, char **out_text, GError **error)
{
	struct append_way *w = way;
	struct imap_folder folder;
	const char *tls;

	if (!way_session(w, error) || !imap_open(w->session, w->settings->folder, FALSE, &folder, error))
		return FALSE;
	tls = imap_tls_version(w->session);
	*out_text = g_strdup_printf(
	    "%s, signed in, %s %u messages", tls ? tls : "no TLS", w->settings->folder, folder.exists);
	return TRUE;
}

static void
way_close(void *way)
{
	way_hang_up(way);
}

static void
way_free(void *way)
{
	if (way)
		way_hang_up(way);
	g_free(way);
}

const struct way_ops WAY_APPEND = {
	.deliver = way_deliver,
	.rest = way_rest,
	.probe = way_probe,
	.close = way_close,
	.open = way_open,
	.free = way_free,
};
