/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a parcel, and when it is tried again. */
#include "purser/outbox.h"

#include <string.h>

gint64
outbox_backoff(const struct outbox_settings *settings, gint64 attempts, double jitter)
{
	gint64 wait = MAX(settings->retry_first_s, 1), most = MAX(settings->retry_max_s, wait);

	for (gint64 i = 1; i < attempts && wait < most; i++)
		wait = wait > most / 2 ? most : wait * 2;
	return MAX((gint64)((double)MIN(wait, most) * (0.75 + 0.5 * CLAMP(jitter, 0.0, 1.0))), 1);
}

/* The parcel, when it is in a state of the set (bits); REJECT otherwise. */
static struct store_parcel *
parcel_in(struct store *s, gint64 id, guint states, const char *what, GError **error)
{
	GError *why = NULL;
	struct store_parcel *p = store_parcel_get(s, id, &why);

	if (why) {
		g_propagate_error(error, why);
		return NULL;
	}
	if (p && (states >> p->state & 1))
		return p;
	if (p)
		purser_fail(error, PURSER_REJECT, "parcel %" G_GINT64_FORMAT " is %s: it cannot be %s", id,
		    PARCEL_STATE_NAMES[p->state], what);
	else
		purser_fail(error, PURSER_REJECT, "there is no parcel %" G_GINT64_FORMAT, id);
	store_parcel_free(p);
	return NULL;
}

/* One change, one transaction. Frees the parcel. */
static gboolean
parcel_commit(struct store *s, struct store_parcel *p, const char *point, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(s, error);
	gboolean ok = tx && store_parcel_update(tx, p, error) &&
		      (p->state != PARCEL_SENT || store_parcel_erase_content(tx, p->id, error)) &&
		      store_commit(&tx, error);

	store_parcel_free(p);
	if (ok)
		crash_point(point);
	return ok;
}

/* The way to AR changed while the parcel waited. Whoever has it, has it: only a parcel that none of its recipients
 * has or has refused gets others. */
gboolean
outbox_readdress(struct store *s, gint64 parcel_id, const char *const *recipients, GError **error)
{
	struct store_parcel *p = parcel_in(s, parcel_id, 1 << PARCEL_READY, "readdressed", error);
	g_autoptr(GPtrArray) to = NULL;
	g_autoptr(store_tx) tx = NULL;
	guint wanted = g_strv_length((char **)recipients);
	gboolean same, untouched, ok;

	if (!p)
		return FALSE;
	same = p->recipients->len == wanted;
	untouched = wanted > 0;
	for (guint i = 0; i < p->recipients->len; i++) {
		const struct store_recipient *r = g_ptr_array_index(p->recipients, i);

		same = same && strcmp(r->address, recipients[i]) == 0;
		untouched = untouched && r->state == RECIPIENT_OPEN;
	}
	store_parcel_free(p);
	if (same || !untouched)
		return TRUE;
	to = g_ptr_array_new_with_free_func((GDestroyNotify)store_recipient_free);
	for (; *recipients; recipients++) {
		struct store_recipient *r = g_new0(struct store_recipient, 1);

		r->address = g_strdup(*recipients);
		g_ptr_array_add(to, r);
	}
	tx = store_begin(s, error);
	ok = tx && store_parcel_readdress(tx, parcel_id, to, error) && store_commit(&tx, error);
	return ok;
}

gboolean
outbox_claim(struct store *s, gint64 parcel_id, gint64 now_s, GError **error)
{
	struct store_parcel *p = parcel_in(s, parcel_id, 1 << PARCEL_READY, "claimed", error);

	if (!p)
		return FALSE;
	if (p->next_s > now_s) {
		store_parcel_free(p);
		return purser_fail(
		    error, PURSER_REJECT, "parcel %" G_GINT64_FORMAT " is not due yet", parcel_id);
	}
	p->state = PARCEL_CLAIMED;
	p->attempts++;
	return parcel_commit(s, p, "outbox.claimed", error);
}

gboolean
outbox_committing(struct store *s, gint64 parcel_id, GError **error)
{
	struct store_parcel *p = parcel_in(s, parcel_id, 1 << PARCEL_CLAIMED, "committed", error);

	if (!p)
		return FALSE;
	p->state = PARCEL_COMMITTING;
	return parcel_commit(s, p, "outbox.committing", error);
}

/* --- settling --- */

static const struct store_recipient *
told_of(const GPtrArray *told, const char *address)
{
	for (guint i = 0; told && i < told->len; i++) {
		const struct store_recipient *t = g_ptr_array_index(told, i);

		if (g_strcmp0(t->address, address) == 0)
			return t;
	}
	return NULL;
}

/* What was said of each recipient that was still open. Returns how many stay open. */
static guint
recipients_settle(struct store_parcel *p, const struct outbox_outcome *o, guint *out_refused)
{
	guint open = 0;

	*out_refused = 0;
	for (guint i = 0; i < p->recipients->len; i++) {
		struct store_recipient *r = g_ptr_array_index(p->recipients, i);
		const struct store_recipient *told = told_of(o->recipients, r->address);

		if (r->state == RECIPIENT_OPEN) {
			g_free(r->answer);
			r->answer = g_strdup(told && told->answer ? told->answer : o->text);
			if (told)
				r->state = told->state;
			else if (!o->recipients && o->kind == OUTCOME_DONE)
				r->state = RECIPIENT_DONE;
			else if (!o->recipients && o->kind == OUTCOME_REFUSED)
				r->state = RECIPIENT_REFUSED;
		}
		open += r->state == RECIPIENT_OPEN;
		*out_refused += r->state == RECIPIENT_REFUSED;
	}
	return open;
}

static void
parcel_park(struct store_parcel *p, gint64 now_s)
{
	p->state = PARCEL_PARKED;
	p->settled_s = now_s;
}

static void
parcel_try_later(struct store_parcel *p, const struct outbox_settings *settings, gint64 now_s, gint64 wait_s)
{
	g_autofree char *words = NULL, *age = NULL;

	p->state = PARCEL_READY;
	p->next_s = now_s + wait_s;
	if (settings->give_up_s <= 0 || now_s - p->since_s < settings->give_up_s)
		return;
	parcel_park(p, now_s);
	words = g_steal_pointer(&p->last_error);
	age = duration_format(now_s - p->since_s);
	p->last_error = g_strdup_printf("given up after %s: %s", age, words ? words : "no answer");
}

gboolean
outbox_settle(struct store *s, const struct outbox_settings *settings, gint64 parcel_id,
    const struct outbox_outcome *outcome, gint64 now_s, double jitter, GError **error)
{
	struct store_parcel *p =
	    parcel_in(s, parcel_id, 1 << PARCEL_CLAIMED | 1 << PARCEL_COMMITTING, "settled", error);
	guint open, refused;

	if (!p)
		return FALSE;
	open = recipients_settle(p, outcome, &refused);
	g_free(p->last_error);
	p->last_error = g_strdup(outcome->text);
	if (open && outcome->kind == OUTCOME_UNCERTAIN) {
		p->uncertain++;
		parcel_try_later(p, settings, now_s, settings->uncertain_wait_s);
	} else if (open) {
		parcel_try_later(p, settings, now_s, outbox_backoff(settings, p->attempts, jitter));
	} else if (refused) {
		parcel_park(p, now_s);
	} else {
		p->state = PARCEL_SENT;
		p->settled_s = now_s;
		g_clear_pointer(&p->last_error, g_free);
	}
	return parcel_commit(s, p, "outbox.settled", error);
}

/* Times later than the clock can have set them were written while it was ahead: from now on then. */
static gboolean
parcel_clock(struct store_parcel *p, const struct outbox_settings *settings, gint64 now_s)
{
	/* a back-off is at most a quarter longer than retry_max_s */
	gint64 most =
	    now_s + MAX(settings->retry_max_s + settings->retry_max_s / 4, settings->uncertain_wait_s) + 1;
	gboolean ahead = p->next_s > most || p->since_s > now_s;

	if (p->next_s > most)
		p->next_s = now_s;
	p->since_s = MIN(p->since_s, now_s);
	return ahead;
}

gboolean
outbox_clock_check(struct store *s, const struct outbox_settings *settings, gint64 now_s, GError **error)
{
	g_autoptr(GPtrArray) ready = store_parcels_in_state(s, PARCEL_READY, error);
	g_autoptr(store_tx) tx = NULL;

	if (!ready)
		return FALSE;
	for (guint i = 0; i < ready->len; i++) {
		struct store_parcel *p = g_ptr_array_index(ready, i);

		if (!parcel_clock(p, settings, now_s))
			continue;
		if (!tx && !(tx = store_begin(s, error)))
			return FALSE;
		if (!store_parcel_update(tx, p, error))
			return FALSE;
	}
	return !tx || store_commit(&tx, error);
}

static gboolean
outbox_recover_claimed(store_tx *tx, const GPtrArray *claimed, gint64 now_s, GError **error)
{
	for (guint i = 0; i < claimed->len; i++) {
		struct store_parcel *p = g_ptr_array_index((GPtrArray *)claimed, i);

		p->state = PARCEL_READY;
		p->next_s = now_s;
		if (!store_parcel_update(tx, p, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
outbox_recover_committing(store_tx *tx, const GPtrArray *committing, gint64 next_s, GError **error)
{
	for (guint i = 0; i < committing->len; i++) {
		struct store_parcel *p = g_ptr_array_index((GPtrArray *)committing, i);

		p->state = PARCEL_READY;
		p->next_s = next_s;
		p->uncertain++;
		g_free(p->last_error);
		p->last_error =
		    g_strdup("purserd ended while it was being sent: whether it arrived is not known");
		if (!store_parcel_update(tx, p, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
outbox_recover(struct store *s, const struct outbox_settings *settings, gint64 now_s, guint *out_uncertain,
    GError **error)
{
	g_autoptr(GPtrArray) claimed = store_parcels_in_state(s, PARCEL_CLAIMED, error);
	g_autoptr(GPtrArray) committing =
	    claimed ? store_parcels_in_state(s, PARCEL_COMMITTING, error) : NULL;

	*out_uncertain = 0;
	if (!committing)
		return FALSE;
	if (claimed->len + committing->len) {
		g_autoptr(store_tx) tx = store_begin(s, error);

		if (!tx || !outbox_recover_claimed(tx, claimed, now_s, error) ||
		    !outbox_recover_committing(tx, committing, now_s + settings->uncertain_wait_s, error) ||
		    !store_commit(&tx, error))
			return FALSE;
	}
	*out_uncertain = committing->len;
	return outbox_clock_check(s, settings, now_s, error);
}

gboolean
outbox_retry(store_tx *tx, gint64 parcel_id, gint64 now_s, GError **error)
{
	struct store_parcel *p =
	    parcel_in(store_of(tx), parcel_id, 1 << PARCEL_PARKED | 1 << PARCEL_READY, "tried again", error);
	gboolean ok;

	if (!p)
		return FALSE;
	for (guint i = 0; i < p->recipients->len; i++) {
		struct store_recipient *r = g_ptr_array_index(p->recipients, i);

		if (r->state == RECIPIENT_REFUSED)
			r->state = RECIPIENT_OPEN;
	}
	p->state = PARCEL_READY;
	p->next_s = p->since_s = now_s;
	p->settled_s = 0;
	ok = store_parcel_update(tx, p, error);
	store_parcel_free(p);
	return ok;
}
