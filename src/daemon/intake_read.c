/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message and the readers: its report, the documents of its orders for the letter, and what is done when a reader dies. */
#include "batch.h"

#include "log.h"

#include <string.h>
#include <sysexits.h>

#define READER_RETRY_S 1

void
slot_set_aside(struct slot *s, enum item_kind kind, const char *why)
{
	g_clear_pointer(&s->m.report, report_free);
	s->m.set_aside = kind;
	g_free(s->m.set_aside_why);
	s->m.set_aside_why = g_strdup(why);
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

static void slot_submit(struct slot *s);

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

void
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
gboolean
slot_is_poison(struct slot *s)
{
	struct keeper *k = s->batch->in->k;
	gint64 n = 0;

	return store_attempt_count(k->store, s->batch->folder_id, s->m.mail->uid, &n, NULL) &&
	       n >= k->config->limits.reader_attempts;
}
