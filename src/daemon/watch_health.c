/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each mailbox is: reached, in trouble, silent. The digest, purser status and the next start go by what is recorded here. */
#include "watch_health.h"

#include "health.h"
#include "log.h"

#include <string.h>

#define CLOCK_S 10

const char *
watch_problem(const struct watch *w)
{
	for (guint i = 0; !w->problem && i < w->folders->len; i++) {
		const struct watch_folder *f = g_ptr_array_index(w->folders, i);

		if (f->problem)
			return f->problem;
	}
	return w->problem;
}

/* Of the whole mailbox: where its folders are watched one by one, each has a watch. */
static const char *
mailbox_problem(const struct watch *w)
{
	const char *problem = watch_problem(w);

	for (guint i = 0; !problem && i < w->k->watches->len; i++) {
		const struct watch *other = g_ptr_array_index(w->k->watches, i);

		if (other->settings == w->settings)
			problem = watch_problem(other);
	}
	return problem;
}

static void
watch_health_put(struct watch *w)
{
	const struct health health = { .problem = w->problem,
		.shown = mailbox_problem(w),
		.grave = w->grave,
		.silent = w->silent,
		.reached_s = w->reached_s,
		.problem_since_s = w->problem_since_s };
	g_autoptr(GError) error = NULL;

	if (health_put(w->k, w->settings, &health, keeper_now(), &error))
		w->recorded_s = w->reached_s;
	else
		log_line(LOG_LEVEL_DEBUG, "health", "not stored: %s", error->message);
}

void
watches_record(struct keeper *k)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = NULL;
	g_autoptr(GPtrArray) fresh = g_ptr_array_new();

	for (guint i = 0; i < k->watches->len; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);

		if (w->reached_s > w->recorded_s)
			g_ptr_array_add(fresh, w);
	}
	if (!fresh->len)
		return;
	tx = store_begin(k->store, &error);
	for (guint i = 0; tx && !error && i < fresh->len; i++) {
		struct watch *w = g_ptr_array_index(fresh, i);

		store_health_put(
		    tx, w->settings->name, w->reached_s, mailbox_problem(w), keeper_now(), &error);
	}
	if (!tx || error || !store_commit(&tx, &error)) {
		log_line(LOG_LEVEL_DEBUG, "health", "not stored: %s", error->message);
		return;
	}
	for (guint i = 0; i < fresh->len; i++) {
		struct watch *w = g_ptr_array_index(fresh, i);

		w->recorded_s = w->reached_s;
	}
}

void
watch_well(struct watch *w)
{
	gboolean news = w->problem || w->silent || !w->reached;

	w->reached = TRUE;
	w->reached_s = keeper_now();
	w->silent = FALSE;
	if (w->problem)
		log_line(LOG_LEVEL_NOTICE, "mailbox", "name=%s reached again", w->settings->name);
	g_clear_pointer(&w->problem, g_free);
	w->problem_since_s = 0;
	if (news)
		watch_health_put(w);
}

void
watch_trouble(struct watch *w, const GError *error)
{
	gboolean news = g_strcmp0(w->problem, error->message) != 0;

	if (!w->problem_since_s)
		w->problem_since_s = keeper_now();
	if (!news)
		return;
	g_free(w->problem);
	w->problem = g_strdup(error->message);
	w->grave = g_error_matches(error, PURSER_ERROR, PURSER_HALT);
	log_line(g_error_matches(error, PURSER_ERROR, PURSER_HALT) ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING,
	    "mailbox", "name=%s problem: %s", w->settings->name, error->message);
	watch_health_put(w);
}

void
watch_folder_trouble(struct watch_folder *f, const GError *error)
{
	if (g_strcmp0(f->problem, error->message) == 0)
		return;
	g_free(f->problem);
	f->problem = g_strdup(error->message);
	log_line(LOG_LEVEL_WARNING, "mailbox", "name=%s folder=%s problem: %s", f->mailbox_name, f->name,
	    f->problem);
	watch_health_put(f->watch);
}

/* Every few seconds: what was reached is recorded; is a mailbox out of reach for too long? */
static gboolean
watches_clock(gpointer data)
{
	struct keeper *k = data;
	gint64 now = keeper_now();

	watches_record(k);
	for (guint i = 0; i < k->watches->len; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);
		gint64 since = w->reached_s ? w->reached_s : k->started_s;

		if (w->silent || !health_is_silent(w->settings, w->reached_s, k->started_s, now))
			continue;
		w->silent = TRUE;
		log_line(LOG_LEVEL_ERROR, "mailbox", "name=%s silent: not reached for %" G_GINT64_FORMAT " s",
		    w->settings->name, now - since);
		watch_health_put(w);
	}
	return G_SOURCE_CONTINUE;
}

/* What was known of their health before: a restart begins no new silence, and a trouble keeps its beginning. */
static void
health_load(struct keeper *k)
{
	g_autoptr(GPtrArray) health = store_health(k->store, NULL);

	for (guint i = 0; health && i < health->len; i++) {
		const struct store_mailbox_health *h = health->pdata[i];

		for (guint j = 0; j < k->watches->len; j++) {
			struct watch *w = g_ptr_array_index(k->watches, j);

			if (strcmp(w->settings->name, h->mailbox) != 0)
				continue;
			w->reached_s = w->recorded_s = MIN(h->reached_s, keeper_now());
			w->problem_since_s = MIN(h->problem_since_s, keeper_now());
		}
	}
}

void
watches_health_start(struct keeper *k)
{
	health_load(k);
	g_timeout_add_seconds(CLOCK_S, watches_clock, k);
}
