/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is new in a folder. A full look lists all UIDs and takes the set difference to what is done: UIDs may
 * appear below the greatest one seen, and gaps mean nothing. Between full looks only UIDs above the last
 * listed are asked for, as long as the server's count of mails agrees with ours.
 */
#include "work.h"

#define FULL_EVERY_US ((gint64)3600 * G_USEC_PER_SEC)
#define ROUNDS_MAX 3

/* Another folder under the old name, or never seen: nothing we know counts. */
static void
place_forget(struct place *p)
{
	if (p->uidvalidity) {
		uid_set_remove(p->done, 1, G_MAXUINT32);
		uid_set_remove(p->alone, 1, G_MAXUINT32);
	}
	uid_set_remove(p->missed, 1, G_MAXUINT32);
	uid_set_remove(p->breaks, 1, G_MAXUINT32);
	uid_set_remove(p->held, 1, G_MAXUINT32);
	g_hash_table_remove_all(p->doubts);
	g_array_set_size(p->witnesses, 0);
	p->next_uid = 0;
	p->announced = FALSE;
}

gboolean
place_open(struct work *w, struct place *p, GError **error)
{
	gboolean writable = w->settings->keyword || w->settings->move_to;
	struct imap_folder folder;

	if (w->open == p)
		return TRUE;
	w->open = NULL;
	if (!imap_open(w->imap, p->name, writable, &folder, error))
		return FALSE;
	p->full_at_us = 0;
	p->uidnext = folder.uidnext;
	if (folder.uidvalidity != p->uidvalidity)
		place_forget(p);
	/* where they cannot be heard it is not open: nothing is read before they were */
	if (!place_hear_witnesses(w, p, error))
		return FALSE;
	w->open = p;
	return TRUE;
}

/* What the start policy passes over, in a folder never seen or read anew. NULL: error. */
static struct uid_set *
place_skipped(struct work *w, const struct place *p, const struct uid_set *all, GError **error)
{
	struct day since = { 0 };
	struct uid_set *recent, *skipped;

	if (w->settings->from == START_DATE)
		since = w->settings->from_date;
	else if (w->settings->from == START_NOW && p->uidvalidity && p->since_s)
		since = day_of_time(p->since_s);
	else if (w->settings->from == START_NOW && !p->uidvalidity)
		return uid_set_copy(all);
	if (!day_valid(since))
		return uid_set_new();
	recent = imap_uids(w->imap, 1, &since, error);
	if (!recent)
		return NULL;
	skipped = uid_set_subtract(all, recent);
	uid_set_free(recent);
	return skipped;
}

/* A UID that we know, and that the server has yet to give: it was restored from a backup under its old UIDVALIDITY, and
 * its new mail will bear numbers on our record. Where its list contradicts its own UIDNEXT, that is just wrong. */
static void
place_check_restored(struct place *p, const struct uid_set *all)
{
	p->restored = p->restored ||
		      (p->uidnext && uid_set_max(all) < p->uidnext && uid_set_max(p->done) >= p->uidnext);
	p->uidnext = 0;
	if (p->restored && p->announced)
		p->announced = FALSE;
	if (p->restored)
		place_forget(p);
}

/* Everything that is in the folder and not done. Announces the folder. */
static struct uid_set *
look_full(struct work *w, struct place *p, GError **error)
{
	struct uid_set *all = imap_uids(w->imap, 1, NULL, error), *skipped = NULL, *todo;
	struct imap_folder now;

	if (!all)
		return NULL;
	imap_state(w->imap, &now);
	place_check_restored(p, all);
	if (!p->announced) {
		gboolean same = p->uidvalidity == now.uidvalidity && !p->restored;

		skipped = same ? uid_set_new() : place_skipped(w, p, all, error);
		if (!skipped) {
			uid_set_free(all);
			return NULL;
		}
		p->uidvalidity = now.uidvalidity;
		p->announced = TRUE;
		uid_set_add_all(p->done, skipped);
		talk_folder(w, p, now.exists, skipped, NULL);
		p->restored = FALSE;
		uid_set_free(skipped);
	}
	p->next_uid = MAX(p->next_uid, uid_set_max(all) + 1);
	p->believed = (guint32)uid_set_count(all);
	p->expunged = now.expunged;
	p->full_at_us = g_get_monotonic_time();
	p->unsure = FALSE;
	/* What could not be had is tried again once in a while. */
	uid_set_remove(p->held, 1, G_MAXUINT32);
	todo = uid_set_subtract(all, p->done);
	uid_set_free(all);
	return todo;
}

struct uid_set *
place_newer(struct work *w, struct place *p, GError **error)
{
	struct uid_set *newer = imap_uids(w->imap, p->next_uid, NULL, error), *todo;
	struct imap_folder now;

	if (!newer)
		return NULL;
	imap_state(w->imap, &now);
	p->believed += (guint32)uid_set_count(newer);
	p->believed -= MIN(p->believed, now.expunged - p->expunged);
	p->expunged = now.expunged;
	p->next_uid = MAX(p->next_uid, uid_set_max(newer) + 1);
	todo = uid_set_subtract(newer, p->done);
	uid_set_free(newer);
	return todo;
}

gboolean
place_has_news(const struct work *w, const struct place *p)
{
	struct imap_folder now;

	imap_state(w->imap, &now);
	return w->open == p && p->full_at_us &&
	       now.exists != p->believed - MIN(p->believed, now.expunged - p->expunged);
}

/* What is to be fetched now. NULL: error. */
static struct uid_set *
place_todo(struct work *w, struct place *p, GError **error)
{
	struct uid_set *todo = NULL;

	if (p->full_at_us && !p->unsure && g_get_monotonic_time() - p->full_at_us < FULL_EVERY_US) {
		todo = place_newer(w, p, error);
		if (!todo)
			return NULL;
		/* The numbers do not add up: a mail appeared lower down, or went unseen. */
		if (place_has_news(w, p))
			g_clear_pointer(&todo, uid_set_free);
	}
	return todo ? todo : look_full(w, p, error);
}

gboolean
place_look(struct work *w, struct place *p, GError **error)
{
	gboolean done = TRUE;

	if (!place_open(w, p, error) || !place_marks(w, p, error))
		return FALSE;
	/* A mail that came while we were listing is told with the answer, and IDLE would not tell it again. A server
	 * that never adds up is not asked for ever. */
	for (guint round = 0;
	     done && !w->stop && (round == 0 || (round < ROUNDS_MAX && place_has_news(w, p))); round++) {
		struct uid_set *todo = place_todo(w, p, error);

		if (!todo)
			return FALSE;
		done = !uid_set_count(todo) || place_take(w, p, todo, error);
		uid_set_free(todo);
	}
	if (done && !w->stop)
		talk_caught_up(w, p);
	return done;
}

/* Keyword or move for what the keeper has routed. */
static gboolean
mark_do(struct work *w, struct place *p, struct mark *m, GError **error)
{
	g_autoptr(GError) why = NULL;
	gboolean done;

	if (m->uidvalidity != p->uidvalidity) {
		purser_fail(&why, PURSER_REJECT,
		    "folder '%s' was made anew: what was routed cannot be marked there", p->name);
		talk_problem(w, p, why);
		return TRUE;
	}
	done = !w->settings->keyword || imap_mark(w->imap, m->uids, w->settings->keyword, &why);
	if (done && w->settings->move_to)
		done = imap_move(w->imap, m->uids, w->settings->move_to, &why);
	if (done) {
		talk_marked(w, m);
		return TRUE;
	}
	if (why->code == PURSER_REJECT) {
		talk_problem(w, p, why);
		return TRUE;
	}
	g_propagate_error(error, g_steal_pointer(&why));
	return FALSE;
}

gboolean
place_marks(struct work *w, struct place *p, GError **error)
{
	if (!w->settings->keyword && !w->settings->move_to)
		return TRUE;
	for (GList *at = w->marks.head; at;) {
		GList *next = at->next;
		struct mark *m = at->data;

		if (g_strcmp0(m->folder, p->name) == 0 && w->open == p) {
			if (!mark_do(w, p, m, error))
				return FALSE; /* stays queued for the next session */
			g_queue_delete_link(&w->marks, at);
			mark_free(m);
		}
		at = next;
	}
	return TRUE;
}
