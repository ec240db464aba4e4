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
 *
 * intake_read.c has the readers' side, intake_store.c the transaction.
 */
#include "batch.h"
#include "judge.h"

#include "log.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct intake *
intake_new(struct keeper *k, intake_settled settled)
{
	struct intake *in = g_new0(struct intake, 1);

	in->k = k;
	in->settled = settled;
	g_queue_init(&in->complete);
	return in;
}

void
batch_free(struct batch *b)
{
	for (guint i = 0; i < b->n; i++) {
		struct arrival *m = &b->slots[i].m;

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

void
batch_ready(struct batch *b)
{
	struct intake *in = b->in;

	crash_point("intake.batch-read");
	g_queue_push_tail(&in->complete, b);
	intake_soon(in);
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

gboolean
intake_give_up(struct intake *in, struct watch_folder *folder, guint32 uid, const char *why)
{
	struct fetcher_message mail = { .uid = uid };
	struct arrival m = { .mail = &mail, .set_aside = ITEM_QUARANTINE, .set_aside_why = (char *)why };
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
