/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole of purser-reader: the prepared parent does the slow starts, each child closes its sandbox and
 * then reads what the keeper hands it, one item after the other (protocol.h).
 *
 * A child ends by itself after a complex format, after READER_MESSAGES_MAX messages, or once it has used as much
 * processor time as one message may: what a hostile message could have left behind in it does not live long.
 */
#include "bank.h"
#include "examine.h"
#include "protocol.h"
#include "sandbox.h"
#include "show.h"

#include <malloc.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define CPU_SLACK 16 /* of the limit of processor time */

struct reading {
	struct wire *wire;
	struct reader_context context;
	guint n_read;
	gint64 armed_at; /* monotonic, when the limit of processor time was set; 0: never */
	gboolean worn;   /* it has used as much in all as one message may */
	int into_fd;     /* of EXTRACT_INTO, until its EXTRACT comes */
	struct flat reply;
	gboolean last;
};

static gboolean
prepare(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	message_init();
	document_init();
	show_open();
	finding_init();
	bank_prepare();
	return sandbox_prepare(error);
}

/* Each message may use reader_cpu. One thread uses no more processor time than goes by, and asking for that costs no
 * system call: so the limit is set a little higher than it is, and anew only when that little may be used up.
 */
static void
cpu_allow(struct reading *r)
{
	const gint64 limit = r->context.limits.reader_cpu * G_USEC_PER_SEC, slack = limit / CPU_SLACK;
	const gint64 now = g_get_monotonic_time();
	struct timespec used;

	if (r->armed_at && now - r->armed_at < slack)
		return;
	r->armed_at = now;
	sandbox_cpu_allow(limit + slack);
	r->worn =
	    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) < 0 || used.tv_sec >= r->context.limits.reader_cpu;
}

/* An item's slice of the mapped batch. */
static gboolean
slice(GBytes *batch, const struct reader_item *item, const guint8 **out, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(batch, &size);

	if (item->offset > size || item->size > size - item->offset)
		return purser_fail(error, PURSER_REJECT, "reader: an item lies outside its batch");
	*out = bytes ? bytes + item->offset : (const guint8 *)"";
	return TRUE;
}

static gboolean
item_fail(struct reading *r, guint index, const GError *why, GError **error)
{
	g_autofree char *text = text_one_line(why->message, 500);

	return wire_send(r->wire, READER_FAILED, g_variant_new("(ubs)", index, r->last, text), -1, error);
}

static gboolean
item_report(struct reading *r, guint index, const struct report *report, GError **error)
{
	g_autoptr(GError) why = NULL;
	gsize head;
	gboolean ok;

	reader_reply_begin(&r->reply, index, r->last);
	head = r->reply.size;
	report_pack(report, &r->reply);
	if (r->reply.size - head > (gsize)r->context.limits.report_size) {
		purser_fail(&why, PURSER_REJECT, "its report is larger than limits.report_size allows");
		return item_fail(r, index, why, error);
	}
	crash_point("reader.before-report");
	ok = wire_send_bytes(r->wire, READER_REPORT, r->reply.data, r->reply.size, error);
	crash_point("reader.after-report");
	return ok;
}

static gboolean
item_read(struct reading *r, GBytes *batch, guint index, const struct reader_item *item, GError **error)
{
	const guint8 *bytes = NULL;
	struct reader_context context = r->context;
	struct report *report;
	g_autoptr(GError) why = NULL;
	gboolean ok;

	context.trusts = reader_trust_find(&r->context, item->mailbox);
	context.n_trusts = context.trusts ? 1 : 0;
	if (!slice(batch, item, &bytes, &why))
		return item_fail(r, index, why, error);
	report = report_new();
	cpu_allow(r);
	reader_examine(bytes, item->size, item->filename, &context, report);
	r->n_read++;
	r->last = report->complex_format || r->worn || r->n_read >= READER_MESSAGES_MAX;
	ok = item_report(r, index, report, error);
	report_free(report);
	return ok;
}

static gboolean
batch_read(struct reading *r, struct wire_message *m, GError **error)
{
	g_autoptr(GBytes) batch = memfd_map(m->fd, G_MAXSIZE, error);
	struct reader_batch_iter it;
	struct reader_item item;
	guint index;
	gboolean ok = TRUE;

	if (!batch)
		return FALSE;
	reader_batch_iter_init(&it, m->body);
	while (ok && !r->last && reader_batch_next(&it, &index, &item))
		ok = item_read(r, batch, index, &item, error);
	reader_batch_iter_clear(&it);
	return ok;
}

/* What an extraction or a drawing gives. */
static GBytes *
part_make(struct reading *r, struct wire_message *m, GBytes *batch, GError **error)
{
	g_autofree char *filename = NULL;
	const char *path = NULL, *name;
	const guint8 *bytes = NULL;
	guint32 page = 0;
	struct reader_item item = { 0 };

	if (m->kind == READER_DRAW)
		g_variant_get(m->body, "(tt^ayu)", &item.offset, &item.size, &filename, &page);
	else
		g_variant_get(m->body, "(tt^ay&s)", &item.offset, &item.size, &filename, &path);
	if (!slice(batch, &item, &bytes, error))
		return NULL;
	name = *filename ? filename : NULL;
	return path ? examine_extract(bytes, item.size, name, path, &r->context, error)
		    : show_page(bytes, item.size, name, page, &r->context, error);
}

/* Leaves the bytes in the keeper's memfd. */
static gboolean
part_extract(struct reading *r, struct wire_message *m, guint64 *out_size, GError **error)
{
	g_autoptr(GBytes) batch = memfd_map(m->fd, G_MAXSIZE, error), part = NULL;

	if (!batch)
		return FALSE;
	cpu_allow(r);
	part = part_make(r, m, batch, error);
	if (!part || !fd_write_all(r->into_fd, g_bytes_get_data(part, NULL), g_bytes_get_size(part), error))
		return FALSE;
	*out_size = g_bytes_get_size(part);
	return TRUE;
}

static gboolean
extract(struct reading *r, struct wire_message *m, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autofree char *text = NULL;
	guint64 size = 0;
	gboolean ok;

	if (r->into_fd < 0)
		return purser_fail(error, PURSER_HANGUP, "reader: extract without a place for the bytes");
	ok = part_extract(r, m, &size, &why);
	close(r->into_fd);
	r->into_fd = -1;
	r->last = TRUE;
	if (ok)
		return wire_send(r->wire, READER_EXTRACTED, g_variant_new("(bt)", r->last, size), -1, error);
	text = text_one_line(why->message, 500);
	return wire_send(r->wire, READER_EXTRACT_FAILED, g_variant_new("(bs)", r->last, text), -1, error);
}

static gboolean
message_serve(struct reading *r, struct wire_message *m, GError **error)
{
	switch (m->kind) {
	case READER_BATCH:
		return batch_read(r, m, error);
	case READER_EXTRACT_INTO:
		if (r->into_fd >= 0)
			close(r->into_fd);
		r->into_fd = wire_message_take_fd(m);
		return TRUE;
	case READER_EXTRACT:
	case READER_DRAW:
		return extract(r, m, error);
	default:
		return purser_fail(
		    error, PURSER_HANGUP, "reader: an unexpected %s", READER_KINDS[m->kind].name);
	}
}

/* The first message is the context; with it the sandbox is closed. */
static gboolean
start(struct reading *r, GError **error)
{
	struct wire_message m = { .fd = -1 };
	g_autoptr(GError) unfit = NULL;
	gboolean ok;

	if (!wire_receive(r->wire, &m, error))
		return FALSE;
	ok = m.kind == READER_CONTEXT ? reader_context_unpack(m.body, &r->context, error)
				      : purser_fail(error, PURSER_HANGUP, "reader: no context");
	wire_message_clear(&m);
	if (!ok)
		return FALSE;
	if (sandbox_enter(&r->context.limits, &unfit))
		return wire_send(r->wire, READER_READY, g_variant_new("()"), -1, error);
	(void)wire_send(r->wire, READER_UNFIT, g_variant_new("(s)", unfit->message), -1, NULL);
	g_propagate_error(error, g_steal_pointer(&unfit));
	return FALSE;
}

static int
child(int fd)
{
	struct reading r = { .into_fd = -1 };
	struct wire_message m = { .fd = -1 };
	g_autoptr(GError) error = NULL;
	gboolean ok;

	/* One thread, many short-lived blocks: keep the heap rather than giving it back after each message.
	 */
	(void)mallopt(M_ARENA_MAX, 1);
	(void)mallopt(M_TRIM_THRESHOLD, (int)M(32));
	(void)mallopt(M_MMAP_THRESHOLD, (int)M(4));
	r.wire = wire_new(fd, READER_KINDS, READER_KINDS_N);
	ok = start(&r, &error);
	while (ok && !r.last) {
		if (!wire_receive(r.wire, &m, &error))
			break; /* the keeper has no more */
		ok = message_serve(&r, &m, &error);
		wire_message_clear(&m);
	}
	/* Nothing is worth tidying: no exit handlers, which might want what the sandbox refuses. */
	_exit(ok ? EX_OK : EX_SOFTWARE);
}

int
reader_main(int argc, char **argv)
{
	static const struct nursery_ops ops = { .prepare = prepare, .child = child };

	return nursery_serve(argc, argv, &ops);
}
