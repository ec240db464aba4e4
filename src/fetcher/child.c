/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fetcher process: one mailbox from sign-in to the end. See work.h. */
#include "work.h"

#include <malloc.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define BACKOFF_FIRST_MS 1000
#define BACKOFF_MAX_MS ((gint64)5 * 60 * 1000)
/* What a fetcher may own: a long line, a held-back body, UID sets. Batches are memory files and do not count.
 */
#define DATA_MAX ((rlim_t)256 * 1024 * 1024)
#define FILES_MAX 64
#define SESSIONS_MAX 5
/* Its shadow memory is larger than any sensible limit. */
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER TRUE
#else
#define UNDER_SANITIZER FALSE
#endif

/* Before the secret is read: the same rules then hold for its command at the first sign-in and at every later
 * one. */
static void
harden(void)
{
	struct rlimit none = { 0, 0 }, data = { DATA_MAX, DATA_MAX }, files = { FILES_MAX, FILES_MAX };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
	if (!UNDER_SANITIZER)
		setrlimit(RLIMIT_DATA, &data);
	setrlimit(RLIMIT_NOFILE, &files);
}

static void
session_end(struct work *w)
{
	g_clear_pointer(&w->imap, imap_free);
	w->open = NULL;
}

static gboolean
session_begin(struct work *w, GError **error)
{
	/* DNS, connect, handshake and a password command each have their own limit. */
	talk_alive(w, 4 * w->limits.command_wall);
	w->imap = server_imap_open(&w->settings->server, &w->limits, error);
	if (!w->imap)
		return FALSE;
	crash_point("fetcher.signed-in");
	malloc_trim(0);
	talk_online(w);
	return TRUE;
}

/* Catch up with every folder. One that is missing costs the others nothing. */
static gboolean
catch_up(struct work *w, GError **error)
{
	if (!w->imap && !session_begin(w, error))
		return FALSE;
	/* what is to be marked came with the start; who has nothing to fetch would not hear it */
	talk_listen(w, 0);
	for (guint i = 0; i < w->places->len && !w->stop; i++) {
		struct place *p = g_ptr_array_index(w->places, i);
		g_autoptr(GError) why = NULL;

		talk_alive(w, 4 * w->limits.command_wall);
		if (place_look(w, p, &why) || w->stop)
			continue;
		if (why->code != PURSER_REJECT || w->stay) {
			g_propagate_error(error, g_steal_pointer(&why));
			return FALSE;
		}
		talk_problem(w, p, why);
	}
	return TRUE;
}

/* Half to one and a half of the wait, so that a thousand mailboxes do not come back at the same moment. */
static gint64
jittered(gint64 ms)
{
	return ms / 2 + (gint64)(g_random_double() * (double)ms);
}

/* Waits before the next try; the keeper may cut it short. */
static void
back_off(struct work *w, gint64 *wait_ms)
{
	gint64 until_us, ms = jittered(*wait_ms);

	*wait_ms = MIN(*wait_ms * 2, BACKOFF_MAX_MS);
	until_us = g_get_monotonic_time() + ms * 1000;
	talk_alive(w, ms / 1000 + 1);
	malloc_trim(0);
	while (!w->stop && !w->look) {
		gint64 left_ms = (until_us - g_get_monotonic_time() + 999) / 1000;

		if (left_ms <= 0)
			return;
		talk_listen(w, left_ms);
	}
}

/* Rests until there is reason to look. FALSE: the session broke. */
static gboolean
rest(struct work *w, struct place *p, GError **error)
{
	gint64 until_us = g_get_monotonic_time() + w->settings->interval_s * G_USEC_PER_SEC;
	gboolean can_idle = imap_has(w->imap, "IDLE");

	imap_rest(w->imap);
	malloc_trim(0);
	while (!w->stop && !w->look) {
		gint64 left_ms = (until_us - g_get_monotonic_time() + 999) / 1000, wait_ms;

		if (left_ms <= 0)
			return can_idle ? imap_noop(w->imap, error) : TRUE;
		wait_ms = can_idle ? MIN(left_ms, w->settings->idle_renew_s * 1000) : left_ms;
		talk_alive(w, wait_ms / 1000 + 1);
		if (!can_idle)
			talk_listen(w, wait_ms);
		else if (imap_idle(w->imap, wire_fd(w->wire), wait_ms, error) == -2)
			return FALSE;
		talk_listen(w, 0);
		if (!place_marks(w, p, error))
			return FALSE;
		if (can_idle && place_has_news(w, p))
			return TRUE;
	}
	return TRUE;
}

/* FALSE: ends with the error. */
static gboolean
trouble(struct work *w, GError *why, gint64 *wait_ms)
{
	if (why->code == PURSER_HALT)
		return FALSE;
	talk_problem(w, w->places->len == 1 ? g_ptr_array_index(w->places, 0) : NULL, why);
	session_end(w);
	back_off(w, wait_ms);
	return TRUE;
}

static void
stay(struct work *w, GError **error)
{
	gint64 wait_ms = BACKOFF_FIRST_MS;

	while (!w->stop) {
		g_autoptr(GError) why = NULL;

		w->look = FALSE;
		if (catch_up(w, &why)) {
			wait_ms = BACKOFF_FIRST_MS;
			if (w->stop || rest(w, g_ptr_array_index(w->places, 0), &why))
				continue;
		}
		if (w->stop || trouble(w, why, &wait_ms))
			continue;
		g_propagate_error(error, g_steal_pointer(&why));
		return;
	}
}

/* A polled mailbox: a broken session is tried again a few times, for only this process knows which mail broke it. */
static void
catch_up_once(struct work *w, GError **error)
{
	gint64 wait_ms = BACKOFF_FIRST_MS;

	for (guint try = 1;; try++) {
		g_autoptr(GError) why = NULL;
		gboolean had_session;

		if (catch_up(w, &why) || w->stop)
			return;
		had_session = w->imap != NULL;
		if (why->code != PURSER_HANGUP || !had_session || try == SESSIONS_MAX) {
			g_propagate_error(error, g_steal_pointer(&why));
			return;
		}
		talk_problem(w, w->places->len == 1 ? g_ptr_array_index(w->places, 0) : NULL, why);
		session_end(w);
		back_off(w, &wait_ms);
		w->look = FALSE;
	}
}

int
fetcher_child(int fd)
{
	struct work w = { .wire = wire_new(fd, FETCHER_KINDS, N_KINDS) };
	g_autoptr(GError) error = NULL;
	struct mark *m;

	w.places = g_ptr_array_new_with_free_func((GDestroyNotify)place_drop);
	harden();
	if (talk_receive_start(&w, &error)) {
		if (w.stay)
			stay(&w, &error);
		else
			catch_up_once(&w, &error);
	}
	/* Told to end: whatever went on is no error. */
	talk_ended(&w, w.stop ? NULL : error);
	session_end(&w);
	while ((m = g_queue_pop_head(&w.marks)))
		mark_free(m);
	g_ptr_array_unref(w.places);
	if (w.settings)
		config_mailbox_free(w.settings);
	wire_free(w.wire);
	return 0;
}
