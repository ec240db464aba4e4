/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches that are complete, into one transaction; what cannot be stored waits, and holds up no other. */
#include "batch.h"
#include "judge.h"

#include "log.h"

#include <string.h>
#include <sysexits.h>

#define COMMIT_RETRY_S 2
#define COMMIT_RETRY_MAX_S 16

/* Every order of a mail costs a letter with the whole mail in it. Beyond the limit a person passes the mail on as it
 * is: one original instead of a parcel each. */
static void
slot_check_total(struct slot *s)
{
	gint64 most = s->batch->in->k->config->limits.parcel_total;
	guint64 n = s->m.report && s->m.report->orders ? s->m.report->orders->len : 0, total;
	g_autofree char *size = NULL, *limit = NULL, *why = NULL;

	total = n * s->m.mail->size; /* at most 64 MB times some hundreds */
	for (guint i = 0; s->m.part_bytes && i < s->m.part_bytes->len; i++)
		total += g_bytes_get_size(g_ptr_array_index(s->m.part_bytes, i));
	if (n < 2 || total <= (guint64)most)
		return;
	size = size_format((gint64)total);
	limit = size_format(most);
	why = g_strdup_printf("its %u orders would take %s in letters to AR, more than parcel_total = %s: "
			      "pass the mail on whole",
	    (guint)n, size, limit);
	slot_set_aside(s, ITEM_QUARANTINE, why);
}

static gboolean
batch_put(struct batch *b, store_tx *tx, struct slot **out_culprit, GError **error)
{
	struct keeper *k = b->in->k;

	uid_set_free(b->routed);
	b->routed = uid_set_new();
	for (guint i = 0; i < b->n; i++) {
		struct slot *s = &b->slots[i];
		gboolean was_routed = FALSE, known = FALSE;

		*out_culprit = s;
		if (!store_message_known(k->store, b->folder_id, s->m.mail->uid, &known, error))
			return FALSE;
		if (known) /* brought twice: its mailbox was set up anew while this was on its way */
			continue;
		slot_check_total(s);
		if (!judge_message_put(
			k, tx, b->folder->mailbox_name, b->folder_id, &s->m, &was_routed, error))
			return FALSE;
		if (was_routed)
			uid_set_add(b->routed, s->m.mail->uid, s->m.mail->uid);
	}
	*out_culprit = NULL;
	return TRUE;
}

/* These batches together, in one transaction; FALSE: nothing of them is stored. */
static gboolean
intake_store(struct intake *in, GPtrArray *batches, struct slot **out_culprit, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(in->k->store, error);
	gboolean ok = tx != NULL;

	*out_culprit = NULL;
	in->k->originals = vault_batch_new(in->k->recipients);
	for (guint i = 0; ok && i < batches->len; i++)
		ok = batch_put(g_ptr_array_index(batches, i), tx, out_culprit, error);
	g_clear_pointer(&in->k->originals, vault_batch_free);
	ok = ok && store_commit(&tx, error);
	g_clear_pointer(&tx, store_tx_free);
	judge_made_settle(in->k, ok);
	if (!ok)
		keeper_directory_reload(in->k);
	return ok;
}

static void
batch_settled(struct batch *b)
{
	struct intake *in = b->in;

	g_queue_remove(&in->complete, b);
	in->settled(b->folder, b->folder_id, b->id, b->mails, b->n, b->routed);
	in->waiting--;
	in->k->done += b->n;
	batch_free(b);
}

static void
batch_later(struct batch *b, const GError *error)
{
	struct intake *in = b->in;
	gint64 wait_s = MIN((gint64)COMMIT_RETRY_S << MIN(b->failures, 10), COMMIT_RETRY_MAX_S);

	b->failures++;
	b->next_us = g_get_monotonic_time() + wait_s * G_USEC_PER_SEC;
	if (g_strcmp0(in->problem, error->message) == 0)
		return;
	log_line(LOG_LEVEL_ERROR, "store", "nothing can be stored, nothing is lost, trying again: %s",
	    error->message);
	g_free(in->problem);
	in->problem = g_strdup(error->message);
}

/* What to do when the transaction failed: wait (disk), set one message aside, or end. */
static gboolean
intake_store_failed(struct intake *in, GPtrArray *batches, struct slot *culprit, const GError *error)
{
	if (g_error_matches(error, PURSER_ERROR, PURSER_HALT)) {
		keeper_halt(in->k, EX_SOFTWARE, error->message);
		return FALSE;
	}
	if (culprit && g_error_matches(error, PURSER_ERROR, PURSER_REJECT) && culprit->m.report) {
		log_line(LOG_LEVEL_WARNING, "intake", "uid=%u set aside: %s", culprit->m.mail->uid,
		    error->message);
		slot_set_aside(culprit, ITEM_QUARANTINE, error->message);
		return TRUE;
	}
	for (guint i = 0; i < batches->len; i++)
		batch_later(g_ptr_array_index(batches, i), error);
	return TRUE;
}

/* All together; where the disk has no room for that, each alone, so that a fat one holds up no other. FALSE: the
 * keeper ends. */
static gboolean
intake_try(struct intake *in, GPtrArray *batches)
{
	g_autoptr(GError) error = NULL;
	struct slot *culprit;
	gboolean go_on = TRUE;

	if (intake_store(in, batches, &culprit, &error)) {
		for (guint i = 0; i < batches->len; i++)
			batch_settled(g_ptr_array_index(batches, i));
		return TRUE;
	}
	if (batches->len < 2 || !g_error_matches(error, PURSER_ERROR, PURSER_RETRY))
		return intake_store_failed(in, batches, culprit, error);
	for (guint i = 0; go_on && i < batches->len; i++) {
		g_autoptr(GPtrArray) one = g_ptr_array_new();

		g_ptr_array_add(one, g_ptr_array_index(batches, i));
		go_on = intake_try(in, one);
	}
	return go_on;
}

/* Those whose time has come, and how long the next of the others has to wait. */
static GPtrArray *
intake_due(struct intake *in, gint64 *out_wait_us, gboolean *out_failed)
{
	GPtrArray *due = g_ptr_array_new();
	gint64 now_us = g_get_monotonic_time();

	*out_wait_us = G_MAXINT64;
	*out_failed = FALSE;
	for (GList *l = in->complete.head; l; l = l->next) {
		struct batch *b = l->data;

		*out_failed = *out_failed || b->failures;
		*out_wait_us = MIN(*out_wait_us, MAX(b->next_us - now_us, 0));
		if (b->next_us <= now_us)
			g_ptr_array_add(due, b);
	}
	return due;
}

static gboolean
intake_commit(gpointer data)
{
	struct intake *in = data;
	gint64 wait_us;
	gboolean failed;
	g_autoptr(GPtrArray) due = intake_due(in, &wait_us, &failed);
	gint64 done = (gint64)in->k->done;

	in->source = 0;
	if (due->len && !intake_try(in, due))
		return G_SOURCE_REMOVE;
	intake_soon(in);
	g_ptr_array_unref(intake_due(in, &wait_us, &failed));
	if (in->problem && !failed) {
		log_line(LOG_LEVEL_NOTICE, "store", "stores again");
		g_clear_pointer(&in->problem, g_free);
	}
	if ((gint64)in->k->done != done) {
		in->k->stored(in->k);
		in->k->idle(in->k);
	}
	return G_SOURCE_REMOVE;
}

/* The next try, when its time has come. */
void
intake_soon(struct intake *in)
{
	gint64 wait_us;
	gboolean failed;

	g_ptr_array_unref(intake_due(in, &wait_us, &failed));
	if (in->source)
		g_source_remove(in->source);
	in->source = 0;
	if (wait_us == 0)
		in->source = g_idle_add_full(G_PRIORITY_DEFAULT, intake_commit, in, NULL);
	else if (wait_us < G_MAXINT64)
		in->source = g_timeout_add((guint)(wait_us / 1000 + 1), intake_commit, in);
}
