/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Batches from fetchers, through readers, into one transaction.
 *
 *	intake_take()     a batch arrives; its messages go to the readers
 *	  slots fill      a report, or why there is none; a message that killed its reader is counted durably,
 *			  and tried again alone until it is quarantined
 *	intake_commit()   all batches that are complete, together (group commit); then their UIDs are done
 *
 * A batch that cannot be stored (disk full) waits here, unacknowledged, so that its fetcher stops by itself, and
 * is tried again until it succeeds; others are stored meanwhile, if they can be. Nothing is marked done before it
 * is durable.
 */
#include "intake.h"

#include "judge.h"
#include "log.h"

#include "purser/outbox.h"

#include <fcntl.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define COMMIT_RETRY_S 2
#define COMMIT_RETRY_MAX_S 16
#define READER_RETRY_S 1

struct slot {
	struct batch *batch;
	struct judge_message m;
	guint extracts_open;
	guint wait; /* source: to be tried again later */
	gboolean ready;
};

struct batch {
	struct intake *in;
	struct watch_folder *folder;
	gint64 folder_id;
	guint id, n, open;
	int memfd;
	GBytes *map;
	struct fetcher_message *mails;
	struct slot *slots;
	struct uid_set *routed; /* of the last try to store it */
	guint failures;         /* tries to store it that failed */
	gint64 next_us;         /* of the monotonic clock: not to be tried before */
};

struct intake {
	struct keeper *k;
	intake_settled settled;
	GQueue complete; /* struct batch, to be committed */
	guint waiting;   /* batches not durable yet */
	guint source;    /* of the commit */
	char *problem;
};

static void intake_soon(struct intake *in);

struct intake *
intake_new(struct keeper *k, intake_settled settled)
{
	struct intake *in = g_new0(struct intake, 1);

	in->k = k;
	in->settled = settled;
	g_queue_init(&in->complete);
	return in;
}

static void
batch_free(struct batch *b)
{
	for (guint i = 0; i < b->n; i++) {
		struct judge_message *m = &b->slots[i].m;

		if (b->slots[i].wait)
			g_source_remove(b->slots[i].wait);
		report_free(m->report);
		g_free(m->set_aside_why);
		g_clear_pointer(&m->part_paths, g_ptr_array_unref);
		g_clear_pointer(&m->part_bytes, g_ptr_array_unref);
	}
	g_clear_pointer(&b->map, g_bytes_unref);
	uid_set_free(b->routed);
	close(b->memfd);
	watch_folder_unref(b->folder);
	g_free(b->mails);
	g_free(b->slots);
	g_free(b);
}

void
intake_free(struct intake *in)
{
	if (!in)
		return;
	if (in->source)
		g_source_remove(in->source);
	g_queue_clear_full(&in->complete, (GDestroyNotify)batch_free);
	g_free(in->problem);
	g_free(in);
}

guint
intake_waiting(const struct intake *in)
{
	return in->waiting;
}

const char *
intake_problem(const struct intake *in)
{
	return in->problem;
}

static void
batch_ready(struct batch *b)
{
	struct intake *in = b->in;

	crash_point("intake.batch-read");
	g_queue_push_tail(&in->complete, b);
	intake_soon(in);
}

static void
slot_ready(struct slot *s)
{
	if (s->ready || s->extracts_open)
		return;
	s->ready = TRUE;
	if (--s->batch->open == 0)
		batch_ready(s->batch);
}

static void
slot_set_aside(struct slot *s, enum item_kind kind, const char *why)
{
	g_clear_pointer(&s->m.report, report_free);
	s->m.set_aside = kind;
	g_free(s->m.set_aside_why);
	s->m.set_aside_why = g_strdup(why);
}

/* --- the documents of orders, for the letter --- */

static void
slot_extracted(GBytes *bytes, const GError *error, gpointer data)
{
	gpointer *pair = data;
	struct slot *s = pair[0];

	if (bytes) {
		g_ptr_array_add(s->m.part_paths, pair[1]);
		g_ptr_array_add(s->m.part_bytes, g_bytes_ref(bytes));
	} else {
		log_line(LOG_LEVEL_WARNING, "extract",
		    "uid=%u part=%s: %s; the whole mail goes out all the same", s->m.mail->uid,
		    (char *)pair[1], error ? error->message : "nothing came");
		g_free(pair[1]);
	}
	g_free(pair);
	s->extracts_open--;
	slot_ready(s);
}

static gboolean
part_is_file(const struct report *r, const char *part)
{
	for (guint i = 0; i < r->documents->len; i++) {
		const struct report_document *d = g_ptr_array_index(r->documents, i);

		if (g_strcmp0(d->part, part) == 0)
			return d->filename != NULL;
	}
	return FALSE;
}

static gboolean
part_known(GPtrArray *asked, const char *part)
{
	for (guint i = 0; i < asked->len; i++)
		if (strcmp(g_ptr_array_index(asked, i), part) == 0)
			return TRUE;
	return FALSE;
}

static void
slot_extract(struct slot *s)
{
	struct batch *b = s->batch;
	const struct report *r = s->m.report;
	g_autoptr(GPtrArray) asked = g_ptr_array_new();
	struct reader_item item = { s->m.mail->offset, s->m.mail->size, NULL, NULL };

	s->m.part_paths = g_ptr_array_new_with_free_func(g_free);
	s->m.part_bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	s->extracts_open = 1; /* held while asking: an answer may come at once */
	for (guint i = 0; i < r->orders->len; i++) {
		const struct order *o = g_ptr_array_index(r->orders, i);
		gpointer *pair;

		if (!o->part || !part_is_file(r, o->part) || part_known(asked, o->part))
			continue;
		g_ptr_array_add(asked, o->part);
		pair = g_new(gpointer, 2);
		pair[0] = s;
		pair[1] = g_strdup(o->part);
		s->extracts_open++;
		reader_pool_extract(b->in->k->readers, b->memfd, &item, o->part, slot_extracted, pair);
	}
	s->extracts_open--;
}

/* --- reading --- */

static void slot_submit(struct slot *s);

/* Its reader died: counted before it is tried again, so that no restart forgets it. FALSE: it goes on trying.
 */
static gboolean
slot_reader_died(struct slot *s, const char *why)
{
	struct keeper *k = s->batch->in->k;
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(k->store, &error);
	gint64 n = 0;

	if (!tx ||
	    !store_attempt_add(tx, s->batch->folder_id, s->m.mail->uid, why, keeper_now(), &n, &error) ||
	    !store_commit(&tx, &error)) {
		log_line(LOG_LEVEL_WARNING, "attempt", "cannot be counted: %s", error->message);
		n = k->config->limits.reader_attempts; /* uncounted tries could go on for ever */
	}
	log_line(LOG_LEVEL_WARNING, "reader", "mailbox=%s uid=%u attempt=%" G_GINT64_FORMAT ": %s",
	    s->batch->folder->mailbox_name, s->m.mail->uid, n, why);
	if (n < k->config->limits.reader_attempts)
		return FALSE;
	slot_set_aside(s, ITEM_QUARANTINE, why);
	return TRUE;
}

static gboolean
slot_submit_again(gpointer data)
{
	struct slot *s = data;

	s->wait = 0;
	slot_submit(s);
	return G_SOURCE_REMOVE;
}

/* No reader could be started: the message is not to blame, and is not counted. */
static void
slot_wait(struct slot *s, const char *why)
{
	log_line(LOG_LEVEL_WARNING, "reader", "%s; trying again", why);
	s->wait = g_timeout_add_seconds(READER_RETRY_S, slot_submit_again, s);
}

static void
slot_read(guint index, struct report *report, const GError *error, gboolean done, gpointer data)
{
	struct slot **asked = data;
	struct slot *s = asked[index];

	if (done)
		g_free(asked);
	if (report && !report->error) {
		s->m.report = report;
		if (keeper_live(s->batch->in->k) && report->orders->len)
			slot_extract(s);
	} else if (report) {
		slot_set_aside(s, ITEM_QUARANTINE, report->error);
		report_free(report);
	} else if (g_error_matches(error, PURSER_ERROR, PURSER_REJECT)) {
		slot_set_aside(s, ITEM_QUARANTINE, error->message);
	} else if (g_error_matches(error, PURSER_ERROR, PURSER_RETRY)) {
		slot_wait(s, error->message);
		return;
	} else if (g_error_matches(error, PURSER_ERROR, PURSER_HALT)) {
		keeper_halt(s->batch->in->k, EX_UNAVAILABLE, error->message);
		return;
	} else if (!slot_reader_died(s, error->message)) {
		slot_submit(s);
		return;
	}
	slot_ready(s);
}

static void
slot_submit(struct slot *s)
{
	struct slot **asked = g_new(struct slot *, 1);
	struct reader_item item = { s->m.mail->offset, s->m.mail->size, NULL,
		s->batch->folder->mailbox_name };

	asked[0] = s;
	reader_pool_submit(s->batch->in->k->readers, s->batch->memfd, &item, 1, FALSE, slot_read, asked);
}

/* A message that has killed its reader too often before a restart is not tried once more. */
static gboolean
slot_is_poison(struct slot *s)
{
	struct keeper *k = s->batch->in->k;
	gint64 n = 0;

	return store_attempt_count(k->store, s->batch->folder_id, s->m.mail->uid, &n, NULL) &&
	       n >= k->config->limits.reader_attempts;
}

static struct batch *
batch_new(struct intake *in, struct watch_folder *folder, const struct fetcher_event *e)
{
	struct batch *b = g_new0(struct batch, 1);

	b->in = in;
	b->folder = watch_folder_ref(folder);
	b->folder_id = folder->id;
	b->id = e->batch;
	b->n = b->open = e->n_messages;
	b->memfd = fcntl(e->memfd, F_DUPFD_CLOEXEC, 0);
	b->mails = g_memdup2(e->messages, e->n_messages * sizeof(*e->messages));
	b->slots = g_new0(struct slot, e->n_messages);
	for (guint i = 0; i < b->n; i++) {
		b->slots[i].batch = b;
		b->slots[i].m.mail = &b->mails[i];
	}
	return b;
}

void
intake_take(struct intake *in, struct watch_folder *folder, const struct fetcher_event *e)
{
	struct batch *b = batch_new(in, folder, e);
	struct reader_item *items = g_new0(struct reader_item, b->n);
	struct slot **asked = g_new0(struct slot *, b->n);
	g_autoptr(GError) error = NULL;
	guint n = 0;

	in->waiting++;
	b->map = memfd_map(b->memfd, G_MAXSIZE / 2, &error);
	for (guint i = 0; i < b->n; i++) {
		struct slot *s = &b->slots[i];
		const struct fetcher_message *mail = s->m.mail;
		gsize size = b->map ? g_bytes_get_size(b->map) : 0;

		if (mail->oversize) {
			g_autofree char *limit = size_format(in->k->config->limits.message_size);
			g_autofree char *why = g_strdup_printf("larger than message_size = %s", limit);

			slot_set_aside(s, ITEM_OVERSIZE, why);
		} else if (mail->offset > size || mail->size > size - mail->offset) {
			slot_set_aside(
			    s, ITEM_QUARANTINE, error ? error->message : "the fetcher gave no bytes for it");
		} else {
			s->m.bytes = (const guint8 *)g_bytes_get_data(b->map, NULL) + mail->offset;
			if (slot_is_poison(s)) {
				slot_set_aside(s, ITEM_QUARANTINE, "it ended its reader too often");
			} else {
				asked[n] = s;
				items[n++] = (struct reader_item){ mail->offset, mail->size, NULL,
					folder->mailbox_name };
				continue;
			}
		}
		s->ready = TRUE;
		b->open--;
	}
	if (n)
		reader_pool_submit(in->k->readers, b->memfd, items, n, b->n <= 4, slot_read, asked);
	else
		g_free(asked);
	if (n == 0)
		batch_ready(b);
	g_free(items);
}

/* --- the transaction --- */

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
	for (guint i = 0; ok && i < batches->len; i++)
		ok = batch_put(g_ptr_array_index(batches, i), tx, out_culprit, error);
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
static void
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

gboolean
intake_give_up(struct intake *in, struct watch_folder *folder, guint32 uid, const char *why)
{
	struct fetcher_message mail = { .uid = uid };
	struct judge_message m = {
		.mail = &mail, .set_aside = ITEM_QUARANTINE, .set_aside_why = (char *)why
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(in->k->store, &error);
	gboolean routed, ok;

	ok = tx && judge_message_put(in->k, tx, folder->mailbox_name, folder->id, &m, &routed, &error) &&
	     store_commit(&tx, &error);
	judge_made_settle(in->k, ok);
	if (ok)
		return TRUE;
	log_line(LOG_LEVEL_WARNING, "intake", "uid=%u cannot be set aside: %s", uid, error->message);
	return FALSE;
}
