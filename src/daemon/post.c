/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking, slots, and a letter's way into the outbox. */
#include "post.h"

#include "judge.h"
#include "log.h"

#include "purser/outbox.h"

#include <string.h>

#define AGAIN_S 60

static void
problems_tell(struct post *p)
{
	g_autoptr(GPtrArray) problems = letter_templates_problems(p->k->templates);

	for (guint i = 0; i < problems->len; i++)
		log_line(LOG_LEVEL_WARNING, "template", "%s: ours is used instead",
		    (const char *)problems->pdata[i]);
}

/* Since when purser sends: a fact, so that it outlives restarts; it ends with observing. */
static gboolean
live_since(struct post *p, gint64 now_s, GError **error)
{
	gboolean live = keeper_live(p->k);
	g_autofree char *since = store_fact(p->k->store, "live_since"), *text = NULL;
	g_autoptr(store_tx) tx = NULL;

	p->live_since_s = since ? g_ascii_strtoll(since, NULL, 10) : 0;
	/* one in the future is of a clock that was wrong: it would drop all that is told from now on */
	if (live == (p->live_since_s > 0) && p->live_since_s <= now_s)
		return TRUE;
	p->live_since_s = live ? now_s : 0;
	text = g_strdup_printf("%" G_GINT64_FORMAT, p->live_since_s);
	tx = store_begin(p->k->store, error);
	return tx && store_fact_put(tx, "live_since", text, error) && store_commit(&tx, error);
}

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
	g_clear_pointer(&p->k->templates, letter_templates_free);
	g_free(p);
}

void
post_reload(struct post *p)
{
	const struct keeper *k = p->k;
	g_autofree char *folder =
	    k->config->folder ? g_build_filename(k->config->folder, "templates", NULL) : NULL;
	g_autoptr(GError) error = NULL;

	letter_templates_free(k->templates);
	p->k->templates = letter_templates_load(folder);
	problems_tell(p);
	/* before anything is read: what the first mails cause is not older than going live */
	if (k->started_s && !k->options->scan && !live_since(p, keeper_now(), &error))
		log_line(LOG_LEVEL_WARNING, "post", "%s", error->message);
}

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
	const struct keeper *k = p->k;
	GError *error = NULL;

	/* a clock that was ahead does not hold anything up */
	if (k->options->scan || k->stopping || (now_s < p->again_s && now_s >= p->again_s - AGAIN_S))
		return;
	if (!live_since(p, now_s, &error))
		trouble(p, "going live", now_s, &error);
	else if (keeper_live(k)) {
		if (!post_alerts(p, now_s, &error))
			trouble(p, "alerts", now_s, &error);
		if (settled && !post_digests(p, now_s, &error))
			trouble(p, "digests", now_s, &error);
		if (!post_answers(p, now_s, &error))
			trouble(p, "answers", now_s, &error);
		if (!post_letters(p, now_s, &error))
			trouble(p, "letters", now_s, &error);
	}
	problems_tell(p);
}

gboolean
post_slot_due(struct post *p, const char *name, const struct schedule *schedule, gint64 now_s,
    struct schedule_slot *out, gint64 *out_since_s, gboolean *out_due, GError **error)
{
	struct store_digest_run *last, passed;
	g_autoptr(store_tx) tx = NULL;

	*out_due = FALSE;
	*out_since_s = 0;
	if (!schedule_last(schedule, now_s, out))
		return TRUE;
	last = store_digest_last_run(p->k->store, name, now_s + STORE_CLOCK_SLACK_S, error);
	if (last) {
		*out_due = strcmp(out->name, last->slot) > 0;
		*out_since_s = last->at_s;
		store_digest_run_free(last);
		return TRUE;
	}
	if (*error)
		return FALSE;
	passed = (struct store_digest_run){ (char *)name, out->name, now_s, 0, DIGEST_PASSED };
	tx = store_begin(p->k->store, error);
	return tx && store_digest_run_put(tx, &passed, error) && store_commit(&tx, error);
}

/* --- into the outbox --- */

void
post_head(const struct post *p, const char *const *to, gint64 now_s, struct letter_head *out)
{
	const struct config *c = p->k->config;

	*out = (struct letter_head){ .templates = p->k->templates,
		.from = c->ar.from,
		.to = to,
		.inside = (const char *const *)c->company.domains,
		/* for the measure of its size: as long as the true one */
		.message_id = "purser.0.000000000000000000000000@localhost",
		.date_s = now_s };
}

static gboolean
sink_to_outbox(const void *bytes, gsize size, gpointer data, GError **error)
{
	return outbox_put_bytes(data, bytes, size, error);
}

gboolean
post_parcel_put(struct post *p, store_tx *tx, const char *purpose, const struct letter_text *t,
    const struct letter_head *h, gint64 *out_parcel_id, GError **error)
{
	const struct config_ar *ar = &p->k->config->ar;
	const char *folder[] = { ar->folder, NULL };
	g_autofree char *message_id = letter_message_id(ar->from, 0), *mac = judge_mac(p->k, 0, message_id);
	g_autofree char *mark = letter_mark(0, mac);
	struct letter_head head = *h;
	struct outbox_put *put = outbox_put_letter(tx, p->k->outbox_key, purpose, message_id,
	    ar->transport == TRANSPORT_IMAP ? folder : h->to, h->date_s, error);

	if (!put)
		return FALSE;
	head.message_id = message_id;
	head.mark = mark;
	if (letter_text_write(t, &head, sink_to_outbox, put, error))
		return outbox_put_end(&put, out_parcel_id, error);
	outbox_put_abandon(put);
	return FALSE;
}
