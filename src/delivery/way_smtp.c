/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SMTP as a way out: a session that is kept between parcels and replaced, without a word, when it has gone
 * stale. */
#include "way.h"

#include "smtp.h"

struct smtp_way {
	const struct config_ar *settings;
	const struct limits *limits;
	struct smtp *session;
};

static void *
way_open(const struct config_ar *settings, const struct limits *limits)
{
	struct smtp_way *w = g_new0(struct smtp_way, 1);

	w->settings = settings;
	w->limits = limits;
	return w;
}

static void
way_hang_up(struct smtp_way *w, gboolean politely)
{
	smtp_free(w->session, politely);
	w->session = NULL;
}

static void
way_deliver(void *way, const struct parcel *p, struct verdict *v)
{
	struct smtp_way *w = way;
	g_autoptr(GError) error = NULL;

	if (w->session && !smtp_reset(w->session))
		way_hang_up(w, FALSE);
	if (!w->session)
		w->session = smtp_open(w->settings, w->limits, &error);
	if (!w->session) {
		/* Whatever is wrong with the server, nothing is wrong with the mail. */
		verdict_error(v, DELIVERY_LATER, error);
		return;
	}
	smtp_transfer(w->session, p, v);
	if (!smtp_alive(w->session))
		way_hang_up(w, FALSE);
}

static void
way_rest(void *way, int wire_fd)
{
	struct smtp_way *w = way;

	if (!w->session)
		return;
	/* A server that speaks now says that it is closing. */
	if (stream_wait(w->session->stream, wire_fd, w->settings->idle_keep_s * 1000) != -1)
		way_hang_up(w, TRUE);
}

static gboolean
way_probe(void *way, char **out_text, GError **error)
{
	struct smtp_way *w = way;
	const char *tls;

	w->session = smtp_open(w->settings, w->limits, error);
	if (!w->session)
		return FALSE;
	tls = stream_tls_version(w->session->stream);
	*out_text = g_strdup_printf("%s, %s%s%s", tls ? tls : "no TLS",
	    w->settings->server.user && w->settings->server.auth != AUTH_NONE ? "signed in" : "no sign-in",
	    w->session->eight_bit ? ", 8BITMIME" : "", w->session->size_limit ? ", SIZE" : "");
	way_hang_up(w, TRUE);
	return TRUE;
}

static void
way_close(void *way)
{
	way_hang_up(way, TRUE);
}

static void
way_free(void *way)
{
	if (way)
		way_hang_up(way, FALSE);
	g_free(way);
}

const struct way_ops WAY_SMTP = {
	.deliver = way_deliver,
	.rest = way_rest,
	.probe = way_probe,
	.close = way_close,
	.open = way_open,
	.free = way_free,
};
