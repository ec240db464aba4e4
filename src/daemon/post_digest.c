/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests: gathered, rendered, put and recorded in one transaction. */
#include "health.h"
#include "post.h"

#include "log.h"

#include <string.h>

/* A mailbox that is nobody's own, and so the place for what was missed. */
const char *
daemon_shared_address(const struct config *c)
{
	for (guint i = 0; i < c->mailboxes->len; i++) {
		const struct config_mailbox *m = c->mailboxes->pdata[i];

		if (!m->owner && letter_address_fits(m->server.user, (const char *const *)c->company.domains))
			return m->server.user;
	}
	return NULL;
}

gboolean
daemon_settles_by_mail(const struct config *c)
{
	return c->answers.mailbox && c->answers.from && c->answers.from[0];
}

struct letter_digest *
daemon_digest(
    struct store *s, const struct config *c, const char *name, gint64 since_s, gint64 now_s, GError **error)
{
	g_autofree struct digest_watch *watches = g_new0(struct digest_watch, c->mailboxes->len + 1);
	struct digest_request request = { .name = name,
		.by_reply = daemon_settles_by_mail(c),
		.forward_to = daemon_shared_address(c),
		.now_s = now_s,
		/* a clock that was ahead must not hide what came since */
		.since_s = since_s && since_s < now_s ? since_s : now_s - 86400,
		.watches = watches,
		.n_watches = c->mailboxes->len,
		.observing = c->purser.mode != MODE_LIVE };

	for (guint i = 0; i < c->mailboxes->len; i++) {
		const struct config_mailbox *m = c->mailboxes->pdata[i];

		watches[i] = (struct digest_watch){ m->name, m->owner, health_silent_after_s(m) };
	}
	return letter_digest_gather(s, &request, error);
}

static struct schedule
schedule_of(const struct config_digest *d)
{
	return (
	    struct schedule){ (const char *const *)d->at, (const char *const *)d->weekdays, d->time_zone };
}

gboolean
daemon_digest_next(const struct config_digest *d, gint64 now_s, gint64 *out_at_s)
{
	const struct schedule schedule = schedule_of(d);
	struct schedule_slot slot;

	if (!schedule_next(&schedule, now_s, &slot))
		return FALSE;
	*out_at_s = slot.at_s;
	return TRUE;
}

gboolean
daemon_digest_of_day(const struct config_digest *d, struct day day, gint64 *out_at_s, gint64 *out_before_s)
{
	static const char *const EVERY[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };
	struct schedule schedule = schedule_of(d);
	struct schedule_slot slot, before;

	schedule.weekdays = EVERY;
	if (!schedule_of_day(&schedule, day.year, day.month, day.day, &slot))
		return FALSE;
	schedule = schedule_of(d);
	*out_at_s = slot.at_s;
	*out_before_s = schedule_last(&schedule, slot.at_s - 1, &before) ? before.at_s : slot.at_s - 86400;
	return TRUE;
}

static gboolean
digest_put(struct post *p, store_tx *tx, const struct config_digest *c, const struct letter_digest *d,
    gint64 now_s, gint64 *out_parcel_id, GError **error)
{
	struct letter_head h;
	struct letter_text t;
	gboolean ok;

	post_head(p, (const char *const *)c->to, now_s, &h);
	h.language = (enum letter_language)c->language;
	h.time_zone = c->time_zone;
	h.reply_to = d->by_reply ? p->k->config->answers.address : NULL;
	if (!letter_digest_render(d, &h, &t, error))
		return FALSE;
	ok = post_parcel_put(p, tx, "digest", &t, &h, out_parcel_id, error);
	letter_text_clear(&t);
	return ok;
}

/* One that can never be written (a recipient is none of us) is recorded as passed, and told: the same would happen at
 * every look. */
static gboolean
digest_run(struct post *p, const struct config_digest *c, struct store_digest_run *run, gint64 since_s,
    GError **error)
{
	struct letter_digest *d =
	    daemon_digest(p->k->store, p->k->config, c->name, since_s, run->at_s, error);
	g_autoptr(store_tx) tx = d ? store_begin(p->k->store, error) : NULL;
	g_autoptr(GError) why = NULL;
	gboolean ok = tx != NULL;

	if (ok && !c->quiet_days && letter_digest_is_quiet(d)) {
		run->outcome = DIGEST_QUIET;
	} else if (ok && !digest_put(p, tx, c, d, run->at_s, &run->parcel_id, &why)) {
		g_clear_pointer(&tx, store_tx_free); /* nothing half is left of the parcel */
		if (g_error_matches(why, PURSER_ERROR, PURSER_REJECT)) {
			log_line(LOG_LEVEL_ERROR, "digest", "name=%s: %s", c->name, why->message);
			run->outcome = DIGEST_PASSED;
			run->parcel_id = 0;
			tx = store_begin(p->k->store, error);
		} else {
			g_propagate_error(error, g_steal_pointer(&why));
		}
		ok = tx != NULL;
	}
	letter_digest_free(d);
	ok = ok && store_digest_run_put(tx, run, error);
	crash_point("post.digest");
	return ok && store_commit(&tx, error);
}

static gboolean
digest_look(struct post *p, const struct config_digest *c, gint64 now_s, GError **error)
{
	static const char *const OUTCOMES[] = { "sent", "nothing to tell", "not sent" };
	const struct schedule schedule = schedule_of(c);
	struct store_digest_run run = { .name = c->name, .at_s = now_s, .outcome = DIGEST_SENT };
	struct schedule_slot slot;
	gint64 since_s;
	gboolean due;

	if (!post_slot_due(p, c->name, &schedule, now_s, &slot, &since_s, &due, error))
		return FALSE;
	run.slot = slot.name;
	if (due && !digest_run(p, c, &run, since_s, error))
		return FALSE;
	if (due)
		log_line(LOG_LEVEL_NOTICE, "digest", "name=%s slot=\"%s\" %s", c->name, slot.name,
		    OUTCOMES[run.outcome]);
	return TRUE;
}

gboolean
post_digests(struct post *p, gint64 now_s, GError **error)
{
	for (guint i = 0; i < p->k->config->digests->len; i++)
		if (!digest_look(p, p->k->config->digests->pdata[i], now_s, error))
			return FALSE;
	return TRUE;
}
