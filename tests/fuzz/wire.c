/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Helpers that have been taken over: what they may say to the keeper, and bytes that are no message at all.
 *
 * The first byte says who speaks: 'r' a reader, 'f' a fetcher, 'd' a sender, each to the keeper's own code; 'w' and what
 * follows as raw bytes to a blocking end. Else messages follow: kind, flags, length (two bytes, little-endian), body.
 * The linker puts a socket of ours in the place of a child (--wrap=nursery_fork).
 */
#include "purser/delivery.h"
#include "purser/fetcher.h"
#include "purser/reader.h"

#include "delivery/protocol.h"
#include "fetcher/protocol.h"
#include "reader/protocol.h"

#include "check.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>

#define ENDS_MAX 16

static struct config *config;
static struct reader_context context;
static int memfd;
static struct {
	const struct wire_kind *kinds;
	guint n_kinds;
	struct wire *end[ENDS_MAX]; /* the helper's side */
	guint n;
	gboolean ready;
} helper;

struct nursery *__wrap_nursery_start(const char *program, const char *const *argv_tail, GError **error);
gboolean __wrap_nursery_fork(struct nursery *n, struct child *out, GError **error);
void __wrap_nursery_free(struct nursery *n);

struct nursery *
__wrap_nursery_start(const char *program G_GNUC_UNUSED, const char *const *argv_tail G_GNUC_UNUSED,
    GError **error G_GNUC_UNUSED)
{
	return (struct nursery *)&helper;
}

void
__wrap_nursery_free(struct nursery *n G_GNUC_UNUSED)
{
}

gboolean
__wrap_nursery_fork(struct nursery *n G_GNUC_UNUSED, struct child *out, GError **error)
{
	int fd[2];

	if (helper.n == ENDS_MAX || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) < 0)
		return purser_fail(error, PURSER_RETRY, "no more of them");
	*out = (struct child){ .pid = 0, .pidfd = -1, .fd = fd[0] };
	fcntl(fd[1], F_SETFL, O_NONBLOCK);
	helper.end[helper.n] = wire_new(fd[1], helper.kinds, helper.n_kinds);
	if (helper.ready)
		wire_send(helper.end[helper.n], READER_READY, NULL, -1, NULL);
	helper.n++;
	return TRUE;
}

static void
fuzz_prepare(void)
{
	static const char TEXT[] = "[company]\nnames = Acme\ndomains = acme.example\n"
				   "[mailbox m]\nhost = imap.acme.example\nuser = u\npassword_file = /p\n"
				   "[ar]\nhost = mx.acme.example\nuser = u\npassword_file = /p\n"
				   "to = ar@acme.example\nfrom = purser@acme.example\n";
	g_autoptr(GPtrArray) problems = NULL;

	config = config_parse(TEXT, "purser.conf", &problems);
	fuzz_must(config);
	context = (struct reader_context){ .limits = LIMITS_PRESET, .today = { 2026, 6, 15 } };
	memfd = memfd_new("batch", NULL);
	fuzz_must(memfd >= 0 && write(memfd, "Subject: x\r\n\r\nhello\r\n", 21) == 21);
	fuzz_must(memfd_seal(memfd, NULL));
}

/* ---- what helpers say ---- */

static gboolean
message_send(struct wire *w, guint kind, gboolean with_fd, const guint8 *bytes, gsize size)
{
	const struct wire_kind *k = &helper.kinds[kind % helper.n_kinds];
	g_autoptr(GBytes) body = g_bytes_new(bytes, size);
	g_autoptr(GVariant) raw = NULL, v = NULL;

	if (!k->name)
		return TRUE;
	if (!k->type)
		return wire_send_bytes(w, kind % helper.n_kinds, bytes, size, NULL);
	raw = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(k->type), body, FALSE));
	v = g_variant_get_normal_form(raw);
	if (g_variant_get_size(v) > 65536)
		return FALSE;
	return wire_send(w, kind % helper.n_kinds, v, k->has_fd && !with_fd ? memfd : -1, NULL);
}

static void
run_loop(void)
{
	for (guint i = 0; i < 100 && g_main_context_iteration(NULL, FALSE); i++)
		;
}

static void
messages_send(const guint8 *at, gsize size)
{
	/* A socket holds some two hundred small messages, and nobody else is there to take them. */
	for (guint sent = 1; size >= 4 && helper.n; sent++) {
		guint kind = at[0], flags = at[1];
		gsize n = MIN((gsize)(at[2] | at[3] << 8), size - 4);
		struct wire *w = helper.end[(flags >> 4) % helper.n];

		/* A blocking end that the keeper has closed says so. */
		message_send(w, kind, flags & 1, at + 4, n);
		if (flags & 2 || sent % 64 == 0)
			run_loop();
		at += 4 + n;
		size -= 4 + n;
	}
	run_loop();
}

static void
helper_begin(const struct wire_kind *kinds, guint n_kinds, gboolean ready)
{
	helper.kinds = kinds;
	helper.n_kinds = n_kinds;
	helper.ready = ready;
	helper.n = 0;
}

static void
helper_end(void)
{
	for (guint i = 0; i < helper.n; i++)
		wire_free(helper.end[i]);
	helper.n = 0;
	run_loop();
}

/* ---- a reader ---- */

static void
on_report(guint index, struct report *report, const GError *error, gboolean done G_GNUC_UNUSED,
    gpointer data G_GNUC_UNUSED)
{
	fuzz_must(index < 3 && !report == !!error);
	if (report) {
		fuzz_check_report(report);
		report_free(report);
	}
}

static void
on_extract(GBytes *bytes, const GError *error, gpointer data G_GNUC_UNUSED)
{
	fuzz_must(!bytes == !!error);
}

static void
reader_speaks(const guint8 *bytes, gsize size)
{
	static const struct reader_item ITEMS[] = { { 0, 21, NULL }, { 0, 10, "a.pdf" }, { 3, 4, NULL } };
	struct reader_pool *pool;

	helper_begin(READER_KINDS, READER_KINDS_N, TRUE);
	pool = reader_pool_new(&context, 1, NULL);
	fuzz_must(pool);
	reader_pool_submit(pool, memfd, ITEMS, 3, FALSE, on_report, NULL);
	reader_pool_extract(pool, memfd, ITEMS, "1", on_extract, NULL);
	run_loop();
	messages_send(bytes, size);
	reader_pool_free(pool);
	helper_end();
}

/* ---- a fetcher ---- */

struct heard {
	struct fetcher *fetcher;
	gboolean ended;
};

static void
on_fetcher(const struct fetcher_event *e, gpointer data)
{
	struct heard *heard = data;

	fuzz_must(!heard->ended);
	heard->ended = e->kind == FETCHER_ENDED;
	for (guint i = 0; i < e->n_messages; i++)
		fuzz_must(e->messages[i].uid > 0 &&
			  (e->messages[i].oversize || e->messages[i].offset + e->messages[i].size <= 21));
	if (e->kind == FETCHER_BATCH)
		fetcher_ack(heard->fetcher, e->batch);
	if (e->kind == FETCHER_FOLDER)
		fuzz_must(e->folder && e->uidvalidity && e->uids && e->vanished);
}

static void
fetcher_speaks(const guint8 *bytes, gsize size)
{
	const struct fetcher_folder folders[] = { { .name = "INBOX", .uidvalidity = 7 }, { .name = "Box" } };
	struct heard heard = { 0 };

	helper_begin(FETCHER_KINDS, N_KINDS, FALSE);
	heard.fetcher = fetcher_start((struct nursery *)&helper, config->mailboxes->pdata[0], &LIMITS_PRESET,
	    folders, 2, FALSE, on_fetcher, &heard, NULL);
	fuzz_must(heard.fetcher);
	messages_send(bytes, size);
	fetcher_free(heard.fetcher);
	helper_end();
}

/* ---- a sender ---- */

static void
on_delivery(const struct delivery_event *e, gpointer data)
{
	struct delivery *d = *(struct delivery **)data;

	if (e->kind == DELIVERY_COMMITTING)
		delivery_go(d, e->parcel, TRUE);
	if (e->kind == DELIVERY_SETTLED)
		fuzz_must(e->parcel == 1 && !e->error == (e->outcome == DELIVERED));
}

static void
sender_speaks(const guint8 *bytes, gsize size)
{
	static const char *const TO[] = { "ar@acme.example", NULL };
	struct delivery *d = NULL;

	helper_begin(DELIVERY_WORDS, WORD_N, FALSE);
	d = delivery_start((struct nursery *)&helper, &config->ar, &LIMITS_PRESET, on_delivery, &d, NULL);
	fuzz_must(d);
	delivery_send(d, 1, "id@acme.example", TO, memfd, FALSE);
	messages_send(bytes, size);
	delivery_free(d);
	helper_end();
}

/* ---- raw bytes, and what helpers are told ---- */

static void
heard_by_helper(const struct wire_kind *kinds, const struct wire_message *m)
{
	struct limits limits;

	if (kinds == READER_KINDS && m->kind == READER_CONTEXT) {
		struct reader_context c;

		if (reader_context_unpack(m->body, &c, NULL))
			reader_context_clear(&c);
	} else if (kinds == READER_KINDS && m->kind == READER_BATCH) {
		struct reader_batch_iter it;
		struct reader_item item;
		guint index;

		reader_batch_iter_init(&it, m->body);
		while (reader_batch_next(&it, &index, &item))
			;
		reader_batch_iter_clear(&it);
	} else if (kinds == DELIVERY_WORDS && m->kind == WORD_SETTINGS) {
		struct config_ar *ar = config_ar_unpack(m->body, &limits, NULL);

		if (ar)
			config_ar_free(ar);
	} else if (kinds == FETCHER_KINDS && m->kind == KIND_START) {
		g_autoptr(GVariant) v = g_variant_get_child_value(m->body, 0);
		struct config_mailbox *mailbox = config_mailbox_unpack(v, &limits, NULL);

		if (mailbox)
			config_mailbox_free(mailbox);
	}
}

static void
raw_bytes(const struct wire_kind *kinds, guint n_kinds, const guint8 *bytes, gsize size)
{
	struct wire_message m = { .fd = -1 };
	struct wire *w;
	int fd[2];

	if (size > 100000 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) < 0)
		return;
	fuzz_must(write(fd[1], bytes, size) == (gssize)size);
	close(fd[1]);
	w = wire_new(fd[0], kinds, n_kinds);
	while (wire_receive(w, &m, NULL)) {
		heard_by_helper(kinds, &m);
		wire_message_clear(&m);
	}
	wire_free(w);
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	if (!size)
		return;
	switch (bytes[0]) {
	case 'r':
		reader_speaks(bytes + 1, size - 1);
		break;
	case 'f':
		fetcher_speaks(bytes + 1, size - 1);
		break;
	case 'd':
		sender_speaks(bytes + 1, size - 1);
		break;
	case 'R':
		raw_bytes(READER_KINDS, READER_KINDS_N, bytes + 1, size - 1);
		break;
	case 'F':
		raw_bytes(FETCHER_KINDS, N_KINDS, bytes + 1, size - 1);
		break;
	case 'D':
		raw_bytes(DELIVERY_WORDS, WORD_N, bytes + 1, size - 1);
		break;
	default:
		break;
	}
}
