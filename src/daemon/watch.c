/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One watch per fetcher: an idle folder, or all the folders of a polled mailbox.
 *
 *	WAITING  a timer runs (poll interval, back-off, or a pause after a refused password)
 *	QUEUED   wants a place: only so many fetchers may be catching up at once
 *	CATCHING its fetcher reads what is new
 *	STAYING  idle, caught up
 *
 * A fetcher that ends in trouble costs its own mailbox a back-off, no other. What a folder's fetcher is told
 * to leave alone is: UIDs on record, UIDs the start policy skipped, UIDs in batches that are not durable yet.
 */
#include "watch_health.h"

#include "intake.h"
#include "log.h"

#include <string.h>

#define CATCHING_MAX 16
#define BACKOFF_FIRST_S 1
#define BACKOFF_MAX_S 300
#define PAUSE_S 900 /* after a refused password or certificate: a person must mend it */

static const char *const WATCH_STATE_NAMES[] = { "waiting", "queued", "catching up", "idle" };

static void watch_queue(struct watch *w);
static gboolean watch_timer(gpointer data);
static void watches_fill(struct keeper *k);

/* --- folders --- */

static struct watch_folder *
watch_find_folder(struct watch *w, const char *name)
{
	for (guint i = 0; name && i < w->folders->len; i++) {
		struct watch_folder *f = g_ptr_array_index(w->folders, i);

		if (strcmp(f->name, name) == 0)
			return f;
	}
	return NULL;
}

/* --- what fetchers say --- */

/* A fetcher died with these in hand: alone from now on; the one that was alone is counted, and given up in
 * the end. */
static void
folder_suspect(struct watch_folder *f, const char *why)
{
	struct keeper *k = f->watch->k;
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = NULL;
	guint32 uid = 0;
	gint64 n = 0;

	if (uid_set_count(f->taking) > 1)
		uid_set_add_all(f->alone, f->taking);
	if (uid_set_count(f->taking) != 1 || !uid_set_next(f->taking, &uid))
		return;
	uid_set_add(f->alone, uid, uid);
	tx = store_begin(k->store, &error);
	if (!tx || !store_attempt_add(tx, f->id, uid, why, keeper_now(), &n, &error) ||
	    !store_commit(&tx, &error)) {
		log_line(LOG_LEVEL_WARNING, "attempt", "cannot be counted: %s", error->message);
		return;
	}
	log_line(LOG_LEVEL_WARNING, "fetcher", "mailbox=%s uid=%u attempt=%" G_GINT64_FORMAT ": %s",
	    f->mailbox->name, uid, n, why);
	if (n >= k->config->limits.reader_attempts && intake_give_up(k->intake, f, uid, why))
		uid_set_add(f->done, uid, uid);
}

static void
watch_after(struct watch *w, gint64 seconds)
{
	w->state = WATCH_WAITING;
	w->next_s = keeper_now() + seconds;
	if (w->timer)
		g_source_remove(w->timer);
	w->timer = g_timeout_add((guint)(seconds * 1000 + (gint64)(keeper_jitter() * 200)), watch_timer, w);
}

static void
watch_ended(struct watch *w, const struct fetcher_event *e)
{
	gint64 wait;

	g_clear_pointer(&w->fetcher, fetcher_free);
	for (guint i = 0; i < w->folders->len; i++) {
		struct watch_folder *f = g_ptr_array_index(w->folders, i);

		if (e->killed)
			folder_suspect(f, e->error ? e->error->message : "its fetcher died");
		uid_set_free(f->taking);
		f->taking = uid_set_new();
	}
	if (!e->error) {
		w->failures = 0;
		w->first_done = TRUE;
		watch_well(w);
		wait = w->settings->interval_s +
		       (gint64)(0.1 * keeper_jitter() * (double)w->settings->interval_s);
	} else if (g_error_matches(e->error, PURSER_ERROR, PURSER_HALT)) {
		w->first_done = TRUE;
		watch_trouble(w, e->error);
		wait = PAUSE_S;
	} else {
		watch_trouble(w, e->error);
		w->first_done = w->failures >= 2;
		wait = MIN(BACKOFF_MAX_S, BACKOFF_FIRST_S << MIN(w->failures, 9));
		wait = (gint64)((double)wait * (0.75 + 0.5 * keeper_jitter()));
		w->failures++;
	}
	if (w->again)
		wait = 0;
	w->again = FALSE;
	if (!w->stopping && !w->k->stopping && !(w->k->options->once && w->first_done))
		watch_after(w, wait);
	else
		w->state = WATCH_WAITING;
	watches_fill(w->k);
	w->k->idle(w->k);
}

static void
watch_batch(struct watch *w, struct watch_folder *f, const struct fetcher_event *e)
{
	for (guint i = 0; i < e->n_messages; i++)
		uid_set_add(f->in_flight, e->messages[i].uid, e->messages[i].uid);
	f->backlog = e->backlog;
	log_line(LOG_LEVEL_DEBUG, "batch", "mailbox=%s folder=%s messages=%u backlog=%" G_GUINT64_FORMAT,
	    w->settings->name, f->name, e->n_messages, e->backlog);
	intake_take(w->k->intake, f, e);
}

static void
watch_event(const struct fetcher_event *e, gpointer data)
{
	struct watch *w = data;
	struct watch_folder *f = watch_find_folder(w, e->folder);
	g_autoptr(GError) error = NULL;

	switch (e->kind) {
	case FETCHER_ONLINE:
		g_free(w->tls);
		w->tls = g_strdup(e->text);
		log_line(LOG_LEVEL_INFO, "mailbox", "name=%s signed in %s", w->settings->name,
		    e->text ? e->text : "");
		watch_well(w);
		break;
	case FETCHER_FOLDER:
		if (f)
			g_clear_pointer(&f->problem, g_free);
		if (f && !watch_folder_opened(w->k, f, e, &error)) {
			watch_trouble(w, error);
			fetcher_stop(w->fetcher);
		}
		break;
	case FETCHER_TAKING:
		if (f) {
			uid_set_free(f->taking);
			f->taking = uid_set_new();
			uid_set_add_all(f->taking, e->uids);
		}
		break;
	case FETCHER_BATCH:
		if (f)
			watch_batch(w, f, e);
		break;
	case FETCHER_CAUGHT_UP:
		watch_well(w);
		if (f)
			f->backlog = 0;
		if (w->stay && w->state == WATCH_CATCHING) {
			w->state = WATCH_STAYING;
			watches_fill(w->k);
		}
		break;
	case FETCHER_MARKED:
		for (guint32 uid = 0; f && f->uidvalidity == e->uidvalidity && uid_set_next(e->uids, &uid);)
			uid_set_remove(f->to_mark, uid, uid);
		break;
	case FETCHER_PROBLEM:
		if (f && g_error_matches(e->error, PURSER_ERROR, PURSER_REJECT))
			watch_folder_trouble(f, e->error);
		else
			watch_trouble(w, e->error);
		if (w->state == WATCH_CATCHING && w->stay) {
			w->state = WATCH_STAYING; /* it reconnects by itself; its place goes to another */
			watches_fill(w->k);
		}
		break;
	case FETCHER_ENDED:
		watch_ended(w, e);
		break;
	}
}

/* --- starting --- */

static void
folder_hand_marks(struct watch_folder *f)
{
	if (!f->watch || !f->watch->fetcher || !uid_set_count(f->to_mark) ||
	    f->watch->k->config->purser.mode != MODE_LIVE)
		return;
	fetcher_mark(f->watch->fetcher, f->name, f->uidvalidity, f->to_mark);
}

static void
watch_start(struct watch *w)
{
	g_autofree struct fetcher_folder *folders = g_new0(struct fetcher_folder, w->folders->len);
	g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func((GDestroyNotify)uid_set_free);
	g_autoptr(GError) error = NULL;
	struct nursery *nursery = keeper_fetchers(w->k, &error);
	gboolean ok = nursery != NULL;

	for (guint i = 0; i < w->folders->len; i++) {
		struct watch_folder *f = g_ptr_array_index(w->folders, i);
		struct uid_set *leave = uid_set_new();

		g_ptr_array_add(sets, leave);
		uid_set_add_all(leave, f->done);
		uid_set_add_all(leave, f->in_flight);
		folders[i] = (struct fetcher_folder){ .name = f->name,
			.uidvalidity = f->uidvalidity,
			.done = leave,
			.alone = f->alone,
			.since_s = f->since_s };
		ok = ok && watch_folder_witnesses(w->k, f, &folders[i], &error);
	}
	w->state = WATCH_CATCHING;
	if (nursery && ok)
		w->fetcher = fetcher_start(nursery, w->settings, &w->k->config->limits, folders,
		    w->folders->len, w->stay && !w->k->options->once, watch_event, w, &error);
	if (!w->fetcher) {
		if (nursery && ok)
			keeper_nursery_lost(&w->k->fetchers);
		watch_trouble(w, error);
		watch_after(w, 1);
		return;
	}
	for (guint i = 0; i < w->folders->len; i++)
		folder_hand_marks(g_ptr_array_index(w->folders, i));
}

static void
watches_fill(struct keeper *k)
{
	guint catching = 0;

	for (guint i = 0; i < k->watches->len; i++)
		catching += ((struct watch *)g_ptr_array_index(k->watches, i))->state == WATCH_CATCHING;
	for (guint i = 0; i < k->watches->len && catching < CATCHING_MAX && !k->stopping; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);

		if (w->state != WATCH_QUEUED)
			continue;
		watch_start(w);
		catching++;
	}
}

static void
watch_queue(struct watch *w)
{
	if (w->timer)
		g_source_remove(w->timer);
	w->timer = 0;
	w->state = WATCH_QUEUED;
	watches_fill(w->k);
}

static gboolean
watch_timer(gpointer data)
{
	struct watch *w = data;

	w->timer = 0;
	watch_queue(w);
	return G_SOURCE_REMOVE;
}

static void
watch_free(gpointer data)
{
	struct watch *w = data;

	if (w->timer)
		g_source_remove(w->timer);
	fetcher_free(w->fetcher);
	g_ptr_array_unref(w->folders);
	g_free(w->problem);
	g_free(w->tls);
	g_free(w);
}

static gboolean
watch_add(struct keeper *k, const struct config_mailbox *settings, char *const *names, gboolean stay,
    GError **error)
{
	struct watch *w = g_new0(struct watch, 1);

	w->k = k;
	w->settings = settings;
	w->stay = stay;
	w->folders = g_ptr_array_new_with_free_func(watch_folder_detach);
	for (; *names; names++) {
		struct watch_folder *f = watch_folder_new(w, w->settings, *names);

		g_ptr_array_add(w->folders, f);
		if (!watch_folder_load(k, f, error)) {
			watch_free(w);
			return FALSE;
		}
		if (stay)
			break;
	}
	w->state = WATCH_QUEUED;
	g_ptr_array_add(k->watches, w);
	return TRUE;
}

static void
watches_add_mailbox(struct keeper *k, const struct config_mailbox *m)
{
	g_autoptr(GError) error = NULL;
	gboolean ok = TRUE;

	if (m->watch == WATCH_POLL)
		ok = watch_add(k, m, m->folders, FALSE, &error);
	for (char **name = m->folders; ok && m->watch == WATCH_IDLE && *name; name++)
		ok = watch_add(k, m, name, TRUE, &error);
	if (!ok)
		keeper_halt(k, 70, error->message);
}

void
watches_start(struct keeper *k)
{
	k->watches = g_ptr_array_new_with_free_func(watch_free);
	for (guint i = 0; i < k->config->mailboxes->len; i++)
		watches_add_mailbox(k, g_ptr_array_index(k->config->mailboxes, i));
	watches_health_start(k);
	watches_fill(k);
}

/* A mailbox that is the same in the new configuration goes on undisturbed, save that a paused one tries again
 * at once: its secret may have been mended. Others stop, and start under the new one; their batches on the
 * way are stored. */
void
watches_reload(struct keeper *k, const struct config *next)
{
	GPtrArray *old = k->watches;
	g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);

	k->watches = g_ptr_array_new_with_free_func(watch_free);
	for (guint i = 0; i < old->len; i++) {
		struct watch *w = g_ptr_array_index(old, i);
		const struct config_mailbox *m = config_mailbox_named(next, w->settings->name);

		if (!m || !config_mailbox_equal(m, w->settings))
			continue;
		w->settings = m;
		for (guint j = 0; j < w->folders->len; j++)
			((struct watch_folder *)g_ptr_array_index(w->folders, j))->mailbox = m;
		g_hash_table_add(kept, m->name);
		old->pdata[i] = NULL;
		g_ptr_array_add(k->watches, w);
		if (w->state == WATCH_WAITING && w->problem)
			watch_queue(w);
	}
	for (guint i = 0; i < old->len; i++)
		if (old->pdata[i])
			watch_free(old->pdata[i]);
	g_ptr_array_set_free_func(old, NULL);
	g_ptr_array_unref(old);
	for (guint i = 0; i < next->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(next->mailboxes, i);

		if (!g_hash_table_contains(kept, m->name))
			watches_add_mailbox(k, m);
	}
	watches_fill(k);
}

void
watches_stop(struct keeper *k)
{
	if (k->watches)
		watches_record(k);
	for (guint i = 0; k->watches && i < k->watches->len; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);

		w->stopping = TRUE;
		if (w->timer)
			g_source_remove(w->timer);
		w->timer = 0;
		if (w->fetcher)
			fetcher_stop(w->fetcher);
	}
}

guint
watches_look(struct keeper *k, const char *mailbox)
{
	guint n = 0;

	for (guint i = 0; i < k->watches->len; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);

		if (mailbox && strcmp(mailbox, w->settings->name) != 0)
			continue;
		n++;
		if (w->fetcher)
			fetcher_look(w->fetcher);
		else if (w->state == WATCH_WAITING)
			watch_queue(w);
	}
	return n;
}

/* The store's idea of what is done has changed (a backfill): read it again, and look. */
void
watches_rewind(struct keeper *k)
{
	for (guint i = 0; i < k->watches->len; i++) {
		struct watch *w = g_ptr_array_index(k->watches, i);
		g_autoptr(GError) error = NULL;

		for (guint j = 0; j < w->folders->len; j++)
			if (!watch_folder_load(k, g_ptr_array_index(w->folders, j), &error))
				log_line(LOG_LEVEL_ERROR, "store", "%s", error->message);
		w->again = w->fetcher != NULL;
		if (w->fetcher)
			fetcher_stop(w->fetcher);
		else if (w->state == WATCH_WAITING)
			watch_queue(w);
	}
}

guint64
watches_backlog(const struct keeper *k)
{
	guint64 n = 0;

	for (guint i = 0; i < k->watches->len; i++) {
		const struct watch *w = g_ptr_array_index(k->watches, i);

		for (guint j = 0; j < w->folders->len; j++)
			n += ((const struct watch_folder *)g_ptr_array_index(w->folders, j))->backlog;
	}
	return n;
}

gboolean
watches_catching(const struct keeper *k)
{
	for (guint i = 0; i < k->watches->len; i++) {
		const struct watch *w = g_ptr_array_index(k->watches, i);

		if (w->state == WATCH_CATCHING || w->state == WATCH_QUEUED)
			return TRUE;
	}
	return FALSE;
}

gboolean
watches_busy(const struct keeper *k)
{
	for (guint i = 0; i < k->watches->len; i++) {
		const struct watch *w = g_ptr_array_index(k->watches, i);

		if (w->fetcher || (w->state != WATCH_WAITING) || (k->options->once && !w->first_done))
			return TRUE;
	}
	return FALSE;
}

guint
watches_troubled(const struct keeper *k)
{
	guint n = 0;

	for (guint i = 0; i < k->watches->len; i++)
		n += watch_problem(g_ptr_array_index(k->watches, i)) != NULL;
	return n;
}

void
watches_status(const struct keeper *k, GVariantBuilder *out)
{
	for (guint i = 0; i < k->watches->len; i++) {
		const struct watch *w = g_ptr_array_index(k->watches, i);

		for (guint j = 0; j < w->folders->len; j++) {
			const struct watch_folder *f = g_ptr_array_index(w->folders, j);

			g_variant_builder_open(out, G_VARIANT_TYPE_VARDICT);
			g_variant_builder_add(
			    out, "{sv}", "mailbox", g_variant_new_string(w->settings->name));
			g_variant_builder_add(out, "{sv}", "folder", g_variant_new_string(f->name));
			g_variant_builder_add(out, "{sv}", "state",
			    g_variant_new_string(w->silent ? "silent" : WATCH_STATE_NAMES[w->state]));
			g_variant_builder_add(
			    out, "{sv}", "watch", g_variant_new_string(w->stay ? "idle" : "poll"));
			g_variant_builder_add(out, "{sv}", "reached", g_variant_new_int64(w->reached_s));
			g_variant_builder_add(
			    out, "{sv}", "next", g_variant_new_int64(w->timer ? w->next_s : 0));
			g_variant_builder_add(out, "{sv}", "backlog", g_variant_new_uint64(f->backlog));
			if (w->problem)
				g_variant_builder_add(
				    out, "{sv}", "problem", g_variant_new_string(w->problem));
			if (w->tls)
				g_variant_builder_add(out, "{sv}", "tls", g_variant_new_string(w->tls));
			g_variant_builder_close(out);
		}
	}
}

/* --- what intake says --- */

void
watch_folder_settled(struct watch_folder *f, gint64 folder_id, guint batch,
    const struct fetcher_message *messages, guint n, const struct uid_set *routed)
{
	gboolean current = folder_id == f->id; /* else its UIDs mean nothing any more */

	for (guint i = 0; current && i < n; i++) {
		uid_set_add(f->done, messages[i].uid, messages[i].uid);
		uid_set_remove(f->in_flight, messages[i].uid, messages[i].uid);
	}
	if (!f->watch)
		return;
	if (current && (f->mailbox->keyword || f->mailbox->move_to))
		uid_set_add_all(f->to_mark, routed);
	if (!f->watch->fetcher)
		return;
	fetcher_ack(f->watch->fetcher, batch);
	folder_hand_marks(f);
}
