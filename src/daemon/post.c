/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See post.h. */
#include "post.h"

#include "judge.h"
#include "log.h"
#include "occasion.h"
#include "schedule.h"

#include "purser/letter.h"
#include "purser/outbox.h"

#include <string.h>

/* Names under which the batch of letters to AEs keeps its runs; no digest may be called so. */
#define BATCH_RUN "letters to AEs"
#define ALERTS_LOOKED_AT 200

struct post {
	struct keeper *k;
	struct letter_templates *templates;
	gint64 again_s; /* something failed: not to be tried before */
};

struct post *
post_new(struct keeper *k)
{
	struct post *p = g_new0(struct post, 1);

	p->k = k;
	post_reload(p);
	return p;
}

void
post_free(struct post *p)
{
	if (!p)
		return;
	letter_templates_free(p->templates);
	g_free(p);
}

static void
problems_tell(struct post *p)
{
	g_autoptr(GPtrArray) problems = letter_templates_problems(p->templates);

	for (guint i = 0; problems && i < problems->len; i++)
		log_line(LOG_LEVEL_WARNING, "template", "%s", (const char *)problems->pdata[i]);
}

void
post_reload(struct post *p)
{
	g_autofree char *folder =
	    p->k->config->folder ? g_build_filename(p->k->config->folder, "templates", NULL) : NULL;

	letter_templates_free(p->templates);
	p->templates = letter_templates_load(folder);
	problems_tell(p);
}

/* --- one letter into the outbox --- */

static gboolean
sink_to_outbox(const void *bytes, gsize size, gpointer data, GError **error)
{
	return outbox_put_bytes(data, bytes, size, error);
}

struct envelope {
	const char *purpose;
	char **to;         /* of the To field, and by SMTP the recipients */
	char **references; /* NULL: none */
	enum config_language language;
	const char *time_zone;
	char *message_id, *mark;
	gint64 now_s;
};

static void
envelope_seal(struct post *p, struct envelope *e)
{
	g_autofree char *mac = NULL;

	e->message_id = letter_message_id(p->k->config->ar.from, 0);
	mac = judge_mac(p->k, 0, e->message_id);
	e->mark = letter_mark(0, mac);
}

static void
envelope_clear(struct envelope *e)
{
	g_strfreev(e->to);
	g_strfreev(e->references);
	g_free(e->message_id);
	g_free(e->mark);
}

static struct letter_head
envelope_head(struct post *p, const struct envelope *e)
{
	return (struct letter_head){ .templates = p->templates,
		.from = p->k->config->ar.from,
		.to = (const char *const *)e->to,
		.inside = (const char *const *)p->k->config->company.domains,
		.message_id = e->message_id,
		.mark = e->mark,
		.references = (const char *const *)e->references,
		.date_s = e->now_s,
		.language = (enum letter_language)e->language,
		.time_zone = e->time_zone };
}

static gboolean
letter_put(struct post *p, store_tx *tx, const struct envelope *e, const struct letter_text *text,
    gint64 *out_parcel, GError **error)
{
	const struct config_ar *ar = &p->k->config->ar;
	const char *folder[] = { ar->folder, NULL };
	const struct letter_head head = envelope_head(p, e);
	struct outbox_put *put = outbox_put_letter(tx, p->k->outbox_key, e->purpose, e->message_id,
	    ar->transport == TRANSPORT_IMAP ? folder : (const char *const *)e->to, e->now_s, error);

	if (!put)
		return FALSE;
	if (letter_text_write(text, &head, sink_to_outbox, put, error))
		return outbox_put_end(&put, out_parcel, error);
	outbox_put_abandon(put);
	return FALSE;
}

/* --- digests --- */

static gboolean
digest_is_quiet(const struct letter_digest *d)
{
	/* what is not known of customers is no news */
	for (int i = 0; i < DIGEST_SECTION_N; i++)
		if (i != DIGEST_MISSING && d->list[i].total)
			return FALSE;
	for (guint i = 0; i < d->mailboxes->len; i++) {
		const struct digest_mailbox *m = d->mailboxes->pdata[i];

		if (m->problem || m->silent || m->missing)
			return FALSE;
	}
	return TRUE;
}

struct letter_digest *
daemon_digest(
    struct store *s, const struct config *c, const char *name, gint64 since_s, gint64 now_s, GError **error)
{
	g_autofree struct digest_watch *watches = g_new0(struct digest_watch, c->mailboxes->len + 1);
	struct digest_request request = { .name = name,
		.now_s = now_s,
		.since_s = since_s,
		.watches = watches,
		.n_watches = c->mailboxes->len,
		.observing = c->purser.mode != MODE_LIVE };

	for (guint i = 0; i < c->mailboxes->len; i++) {
		const struct config_mailbox *m = c->mailboxes->pdata[i];

		watches[i] = (struct digest_watch){ m->name, m->owner, m->silent_after_s };
	}
	return letter_digest_gather(s, &request, error);
}

static gboolean
digest_send(struct post *p, const struct config_digest *c, struct store_digest_run *run, gint64 since_s,
    GError **error)
{
	struct letter_digest *d =
	    daemon_digest(p->k->store, p->k->config, c->name, since_s, run->at_s, error);
	struct envelope e = { .purpose = "digest",
		.to = g_strdupv(c->to),
		.language = c->language,
		.time_zone = c->time_zone,
		.now_s = run->at_s };
	struct letter_text text = { NULL };
	g_autoptr(store_tx) tx = NULL;
	gboolean ok = d != NULL;

	envelope_seal(p, &e);
	run->outcome = ok && digest_is_quiet(d) && !c->quiet_days ? DIGEST_QUIET : DIGEST_SENT;
	if (ok && run->outcome == DIGEST_SENT) {
		const struct letter_head head = envelope_head(p, &e);

		ok = letter_digest_render(d, &head, &text, error);
	}
	ok = ok && (tx = store_begin(p->k->store, error)) != NULL &&
	     (run->outcome == DIGEST_QUIET || letter_put(p, tx, &e, &text, &run->parcel_id, error)) &&
	     store_digest_run_put(tx, run, error) && store_commit(&tx, error);
	letter_text_clear(&text);
	letter_digest_free(d);
	envelope_clear(&e);
	return ok;
}

/* Is there a slot later than the last run's? The first start passes over what lies behind it. */
static gboolean
slot_due(struct post *p, const char *name, const struct schedule *schedule, gint64 now_s,
    struct store_digest_run *out, gint64 *out_since, gboolean *out_due, GError **error)
{
	struct schedule_slot slot;
	struct store_digest_run *last;
	g_autoptr(store_tx) tx = NULL;

	*out_due = FALSE;
	if (!schedule_last(schedule, now_s, &slot))
		return TRUE;
	*out =
	    (struct store_digest_run){ .name = g_strdup(name), .slot = g_strdup(slot.name), .at_s = now_s };
	last = store_digest_last_run(p->k->store, name, error);
	if (!last && *error)
		return FALSE;
	*out_due = last && strcmp(slot.name, last->slot) > 0;
	*out_since = last ? last->at_s : 0;
	if (last) {
		store_digest_run_free(last);
		return TRUE;
	}
	out->outcome = DIGEST_PASSED;
	tx = store_begin(p->k->store, error);
	return tx && store_digest_run_put(tx, out, error) && store_commit(&tx, error);
}

static void
run_clear(struct store_digest_run *run)
{
	g_free(run->name);
	g_free(run->slot);
}

static gboolean
digest_look(struct post *p, const struct config_digest *c, gint64 now_s, GError **error)
{
	const struct schedule schedule = { (const char *const *)c->at, (const char *const *)c->weekdays,
		c->time_zone };
	struct store_digest_run run = { NULL };
	gint64 since_s = 0;
	gboolean due, ok;

	ok = slot_due(p, c->name, &schedule, now_s, &run, &since_s, &due, error);
	if (ok && due) {
		ok = digest_send(p, c, &run, since_s, error);
		if (ok)
			log_line(LOG_LEVEL_NOTICE, "digest", "name=%s slot=%s %s", c->name, run.slot,
			    run.outcome == DIGEST_QUIET ? "nothing to tell" : "composed");
	}
	run_clear(&run);
	return ok;
}

/* --- alerts --- */

/* Alerts of one order or customer are one thread. */
static char *
alert_about(const struct store_alert *a)
{
	if (a->item_id)
		return g_strdup_printf("item %" G_GINT64_FORMAT, a->item_id);
	return a->customer_id ? g_strdup_printf("customer %" G_GINT64_FORMAT, a->customer_id)
			      : g_strdup_printf("alert %" G_GINT64_FORMAT, a->id);
}

static char **
strings_of(const GPtrArray *texts)
{
	GStrvBuilder *b = g_strv_builder_new();
	char **out;

	for (guint i = 0; texts && i < texts->len; i++)
		g_strv_builder_add(b, texts->pdata[i]);
	out = g_strv_builder_end(b);
	g_strv_builder_unref(b);
	return out;
}

/* AR, and by SMTP the AE whom it helps. */
static char **
alert_recipients(struct post *p, const struct store_alert *const *alerts, guint n)
{
	const struct config *c = p->k->config;
	char **to = c->letters.alerts_to && c->letters.alerts_to[0] ? c->letters.alerts_to : c->ar.to;
	g_autoptr(GPtrArray) all = g_ptr_array_new();

	for (; to && *to; to++)
		g_ptr_array_add(all, *to);
	for (guint i = 0; i < n && c->ar.transport == TRANSPORT_SMTP; i++)
		if (alerts[i]->ae && judge_address_inside(p->k, alerts[i]->ae) &&
		    !occasion_is_unwanted(p->k, alerts[i]->ae) &&
		    !g_ptr_array_find_with_equal_func(all, alerts[i]->ae, g_str_equal, NULL))
			g_ptr_array_add(all, alerts[i]->ae);
	return strings_of(all);
}

static gboolean
alerts_send(struct post *p, const struct store_alert *const *alerts, guint n, gint64 now_s, GError **error)
{
	g_autofree struct letter_alert *shown = g_new0(struct letter_alert, n);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free), thread = NULL;
	g_autofree char *about = n == 1 ? alert_about(alerts[0]) : NULL;
	struct envelope e = { .purpose = "alert",
		.to = alert_recipients(p, alerts, n),
		.language = p->k->config->letters.language,
		.time_zone = p->k->config->letters.time_zone,
		.now_s = now_s };
	struct letter_text text = { NULL };
	g_autoptr(store_tx) tx = NULL;
	struct letter_head head;
	gint64 parcel;
	gboolean ok = !about || (thread = store_letter_thread(p->k->store, about, error)) != NULL;

	for (guint i = 0; i < n; i++) {
		char *name =
		    alerts[i]->customer_id ? store_customer_name(p->k->store, alerts[i]->customer_id) : NULL;

		if (name)
			g_ptr_array_add(names, name);
		shown[i] = (struct letter_alert){ alerts[i], name };
	}
	if (ok && thread && thread->len)
		e.references = strings_of(thread);
	envelope_seal(p, &e);
	head = envelope_head(p, &e);
	ok = ok && letter_alert_render(shown, n, &head, &text, error) &&
	     (tx = store_begin(p->k->store, error)) != NULL && letter_put(p, tx, &e, &text, &parcel, error);
	for (guint i = 0; ok && i < n; i++)
		ok = store_alert_told(tx, alerts[i]->id, now_s, error);
	ok = ok && store_commit(&tx, error);
	letter_text_clear(&text);
	envelope_clear(&e);
	if (ok)
		log_line(LOG_LEVEL_NOTICE, "alert", "%u told", n);
	return ok;
}

/* One letter each while the hour's count allows it; then the rest waits, and goes together. */
static gboolean
alerts_look(struct post *p, gint64 now_s, GError **error)
{
	g_autoptr(GPtrArray) alerts = store_alerts(p->k->store,
	    &(struct store_alert_filter){ .open_only = TRUE, .untold_only = TRUE, .limit = ALERTS_LOOKED_AT },
	    error);
	gint64 sent = 0, left;

	if (!alerts || !alerts->len)
		return alerts != NULL;
	if (!store_parcel_count(p->k->store, "alert", now_s - 3600, &sent, error))
		return FALSE;
	left = p->k->config->letters.alerts_per_hour - sent;
	if (left <= 0)
		return TRUE;
	if (alerts->len > (guint64)left)
		return alerts_send(
		    p, (const struct store_alert *const *)alerts->pdata, alerts->len, now_s, error);
	for (guint i = alerts->len; i-- > 0;)
		if (!alerts_send(p, (const struct store_alert *const *)alerts->pdata + i, 1, now_s, error))
			return FALSE;
	return TRUE;
}

/* --- letters to AEs --- */

/* What cannot go to anybody is settled; the others are gathered by whom they go to. NULL key: nobody. */
static gboolean
letters_sort(struct post *p, const GPtrArray *letters, GHashTable *by_address, gint64 now_s, GError **error)
{
	for (guint i = 0; i < letters->len; i++) {
		struct store_letter *l = letters->pdata[i];
		const char *why = NULL, *to = occasion_recipient(p->k, l, &why);
		gint64 last_s = 0;
		GPtrArray *mine;

		if (!to) {
			g_autoptr(store_tx) tx = store_begin(p->k->store, error);

			if (!tx || !store_letter_settle(tx, l->id, LETTER_DROPPED, 0, why, now_s, error) ||
			    !store_commit(&tx, error))
				return FALSE;
			continue;
		}
		if (!store_letter_last(p->k->store, l->about, l->to, &last_s, error))
			return FALSE;
		if (last_s && last_s + p->k->config->letters.again_s > now_s)
			continue; /* a later batch */
		mine = g_hash_table_lookup(by_address, to);
		if (!mine) {
			mine = g_ptr_array_new();
			g_hash_table_insert(by_address, g_strdup(to), mine);
		}
		if (mine->len < LETTER_PARTS_MAX)
			g_ptr_array_add(mine, l);
	}
	return TRUE;
}

static gboolean
letters_send(struct post *p, const char *to, const GPtrArray *letters, gint64 now_s, GError **error)
{
	const struct store_letter *first = letters->pdata[0];
	const struct letter_ae ae = { .letters = letters,
		.for_ae = g_ascii_strcasecmp(to, first->to ? first->to : to) == 0 ? NULL : first->to };
	g_autoptr(GPtrArray) thread =
	    letters->len == 1 && first->about ? store_letter_thread(p->k->store, first->about, error) : NULL;
	struct envelope e = { .purpose = "letter",
		.to = g_strdupv((char *[]){ (char *)to, NULL }),
		.references = thread && thread->len ? strings_of(thread) : NULL,
		.language = p->k->config->letters.language,
		.time_zone = p->k->config->letters.time_zone,
		.now_s = now_s };
	struct letter_text text = { NULL };
	g_autoptr(store_tx) tx = NULL;
	struct letter_head head;
	gint64 parcel = 0;
	gboolean ok = !*error;

	envelope_seal(p, &e);
	head = envelope_head(p, &e);
	ok = ok && letter_ae_render(&ae, &head, &text, error) &&
	     (tx = store_begin(p->k->store, error)) != NULL && letter_put(p, tx, &e, &text, &parcel, error);
	for (guint i = 0; ok && i < letters->len; i++)
		ok = store_letter_settle(tx, ((const struct store_letter *)letters->pdata[i])->id,
		    LETTER_SENT, parcel, NULL, now_s, error);
	ok = ok && store_commit(&tx, error);
	letter_text_clear(&text);
	envelope_clear(&e);
	return ok;
}

/* The batch of a local day. */
static gboolean
batch_look(struct post *p, gint64 now_s, GError **error)
{
	const struct config_letters *c = &p->k->config->letters;
	const char *at[] = { c->at, NULL };
	const struct schedule schedule = { at, (const char *const *)c->weekdays, c->time_zone };
	g_autoptr(GHashTable) by_address =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GPtrArray) letters = NULL;
	g_autoptr(store_tx) tx = NULL;
	struct store_digest_run run = { NULL };
	GHashTableIter iter;
	gpointer to, mine;
	gint64 since_s;
	gboolean due, ok = slot_due(p, BATCH_RUN, &schedule, now_s, &run, &since_s, &due, error);

	if (ok && due)
		ok = occasion_month(p->k, now_s, error) &&
		     (letters = store_letters(p->k->store,
			  &(struct store_letter_filter){ .state = LETTER_WAITING, .due_by_s = now_s },
			  error)) &&
		     letters_sort(p, letters, by_address, now_s, error);
	g_hash_table_iter_init(&iter, by_address);
	while (ok && g_hash_table_iter_next(&iter, &to, &mine))
		ok = letters_send(p, to, mine, now_s, error);
	if (ok && due) /* what was sent is settled: a crash before this sends the rest at the next look */
		ok = (tx = store_begin(p->k->store, error)) && store_digest_run_put(tx, &run, error) &&
		     store_commit(&tx, error);
	run_clear(&run);
	return ok;
}

/* --- looking --- */

#define AGAIN_S 60

static void
trouble(struct post *p, const char *what, gint64 now_s, GError **error)
{
	p->again_s = now_s + AGAIN_S;
	log_line(LOG_LEVEL_ERROR, "post", "%s: %s", what, *error ? (*error)->message : "failed");
	g_clear_error(error);
}

void
post_look(struct post *p, gint64 now_s, gboolean settled)
{
	struct keeper *k = p->k;
	GError *error = NULL;

	if (!keeper_live(k) || k->options->scan || k->stopping || now_s < p->again_s)
		return;
	if (!alerts_look(p, now_s, &error))
		trouble(p, "alerts", now_s, &error);
	for (guint i = 0; settled && i < k->config->digests->len; i++)
		if (!digest_look(p, k->config->digests->pdata[i], now_s, &error))
			trouble(p, "digest", now_s, &error);
	if (!batch_look(p, now_s, &error))
		trouble(p, "letters", now_s, &error);
	problems_tell(p);
}
