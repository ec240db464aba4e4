/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The framed messages between keeper and helpers: see purser/process.h for the frame.
 *
 * Reading. A blocking wire reads exactly one header and then exactly its body, never ahead: a helper may poll
 * wire_fd() beside other descriptors and misses nothing. A watched wire reads all there is in one call.
 *
 * Whose descriptor is it? The kernel ends a read behind the piece of stream that a descriptor came with, and
 * we send a message with a descriptor on its own. So it belongs to the last message whose header began within
 * that read; anything else is a peer that plays tricks. That is why the stream's bytes are counted.
 */
#include "purser/process.h"
#include "passing.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define HEADER_SIZE sizeof(struct header)
#define BUFFER_SIZE ((gsize)32 << 10)
#define SEND_IOV 32

struct header {
	guint32 kind, size;
};

struct parcel {
	struct header header;
	const guint8 *body;
	GBytes *owner; /* of the body, once it is queued */
	gsize sent;    /* of header and body together */
	int fd;        /* our own duplicate, or -1 */
};

/* A descriptor that came with the stream's bytes from start up to end. */
struct arrival {
	guint64 start, end;
	int fd;
};

struct wire {
	int fd;
	const struct wire_kind *kinds;
	guint n_kinds;

	guint8 *buffer; /* bytes head to tail are not yet taken */
	gsize head, tail;
	guint64 received;     /* bytes of the stream so far */
	GArray *arrivals;     /* struct arrival, oldest first */
	gboolean have_header; /* then: */
	struct header header;
	guint64 header_at;
	guint8 *body;
	gsize body_have;

	GQueue queue; /* struct parcel, only on a watched wire */
	gsize queued;
	gboolean deaf; /* the peer no longer reads */

	GSource *source;
	gpointer tag; /* of fd in source; NULL: not polled */
	GIOCondition polled;
	wire_callback callback;
	gpointer data;
	gboolean paused, ended, freed;
	guint busy; /* callbacks on the stack: the struct must outlive them */
};

void
wire_message_clear(struct wire_message *m)
{
	g_clear_pointer(&m->body, g_variant_unref);
	g_clear_pointer(&m->bytes, g_bytes_unref);
	if (m->fd >= 0)
		close(m->fd);
	m->fd = -1;
}

int
wire_message_take_fd(struct wire_message *m)
{
	int fd = m->fd;

	m->fd = -1;
	return fd;
}

static void
parcel_free(struct parcel *p)
{
	if (p->fd >= 0)
		close(p->fd);
	g_bytes_unref(p->owner);
	g_free(p);
}

struct wire *
wire_new(int fd, const struct wire_kind *kinds, guint n_kinds)
{
	struct wire *w = g_new0(struct wire, 1);

	w->fd = fd;
	w->kinds = kinds;
	w->n_kinds = n_kinds;
	w->buffer = g_malloc(BUFFER_SIZE);
	w->arrivals = g_array_new(FALSE, FALSE, sizeof(struct arrival));
	return w;
}

static void
wire_drop_queue(struct wire *w)
{
	struct parcel *p;

	while ((p = g_queue_pop_head(&w->queue)))
		parcel_free(p);
	w->queued = 0;
}

static void
wire_close(struct wire *w)
{
	if (w->source) {
		g_source_destroy(w->source);
		g_clear_pointer(&w->source, g_source_unref);
		w->tag = NULL;
	}
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
	wire_drop_queue(w);
}

void
wire_free(struct wire *w)
{
	if (!w)
		return;
	wire_close(w);
	w->freed = TRUE;
	if (w->busy > 0)
		return;
	for (guint i = 0; i < w->arrivals->len; i++)
		close(g_array_index(w->arrivals, struct arrival, i).fd);
	g_array_unref(w->arrivals);
	g_free(w->body);
	g_free(w->buffer);
	g_free(w);
}

gsize
wire_queued(const struct wire *w)
{
	return w->queued;
}

int
wire_fd(const struct wire *w)
{
	return w->fd;
}

/* --- taking messages out of the stream
 * --------------------------------------------------------------------------- */

static const struct wire_kind *
wire_kind_of(const struct wire *w, guint kind)
{
	return kind < w->n_kinds && w->kinds[kind].name ? &w->kinds[kind] : NULL;
}

/* The next header, when all of it is there; FALSE without error: not yet. */
static gboolean
wire_take_header(struct wire *w, GError **error)
{
	const struct wire_kind *k;

	if (w->tail - w->head < HEADER_SIZE)
		return FALSE;
	memcpy(&w->header, w->buffer + w->head, HEADER_SIZE);
	w->header_at = w->received - (w->tail - w->head);
	w->head += HEADER_SIZE;
	k = wire_kind_of(w, w->header.kind);
	if (!k)
		return purser_fail(
		    error, PURSER_HANGUP, "helper sent a message of unknown kind %u", w->header.kind);
	if (w->header.size > k->max_bytes)
		return purser_fail(error, PURSER_HANGUP,
		    "helper sent %u bytes in a message '%s', which may have %" G_GSIZE_FORMAT, w->header.size,
		    k->name, k->max_bytes);
	w->have_header = TRUE;
	w->body = g_malloc(w->header.size);
	w->body_have = 0;
	return TRUE;
}

/* The descriptor of the message at hand: -1 when it has none. FALSE: it has one too many, or too few. */
static gboolean
wire_take_fd(struct wire *w, const struct wire_kind *k, int *out_fd, GError **error)
{
	guint64 end = w->header_at + HEADER_SIZE + w->header.size;
	struct arrival *a = w->arrivals->len > 0 ? &g_array_index(w->arrivals, struct arrival, 0) : NULL;

	*out_fd = -1;
	if (a && a->end > end)
		a = NULL; /* of a later message */
	if (!a && k->has_fd)
		return purser_fail(
		    error, PURSER_HANGUP, "helper sent a message '%s' without its descriptor", k->name);
	if (!a)
		return TRUE;
	if (!k->has_fd || a->start > w->header_at)
		return purser_fail(
		    error, PURSER_HANGUP, "helper sent a stray descriptor near message '%s'", k->name);
	*out_fd = a->fd;
	g_array_remove_index(w->arrivals, 0);
	return TRUE;
}

/* One whole message from what was read; FALSE without error: more bytes are needed. */
static gboolean
wire_take(struct wire *w, struct wire_message *out, GError **error)
{
	const struct wire_kind *k;
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GVariant) body = NULL;
	gsize n;

	if (!w->have_header && !wire_take_header(w, error))
		return FALSE;
	n = MIN(w->header.size - w->body_have, w->tail - w->head);
	if (n > 0)
		memcpy(w->body + w->body_have, w->buffer + w->head, n);
	w->body_have += n;
	w->head += n;
	if (w->body_have < w->header.size)
		return FALSE;

	k = &w->kinds[w->header.kind];
	bytes = g_bytes_new_take(g_steal_pointer(&w->body), w->header.size);
	w->have_header = FALSE;
	if (k->type)
		body = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(k->type), bytes, FALSE));
	if (body && !g_variant_is_normal_form(body))
		return purser_fail(error, PURSER_HANGUP, "helper sent a malformed message '%s'", k->name);
	if (!wire_take_fd(w, k, &out->fd, error))
		return FALSE;
	out->kind = w->header.kind;
	out->body = g_steal_pointer(&body);
	out->bytes = k->type ? NULL : g_steal_pointer(&bytes);
	return TRUE;
}

/* Reads once: the body's rest, and into the buffer (all there is when ahead, else no byte of the next
 * message). Returns what recvmsg() does. */
static gssize
wire_fill(struct wire *w, gboolean ahead, int flags)
{
	struct iovec iov[2];
	guint n_iov = 0, n_fds;
	int fds[PASSING_MAX];
	gsize body_room = w->have_header ? w->header.size - w->body_have : 0, body_got, room;
	gssize n;

	if (w->head > 0) {
		memmove(w->buffer, w->buffer + w->head, w->tail - w->head);
		w->tail -= w->head;
		w->head = 0;
	}
	if (body_room > 0)
		iov[n_iov++] = (struct iovec){ w->body + w->body_have, body_room };
	room = ahead ? BUFFER_SIZE - w->tail : body_room > 0 ? 0 : HEADER_SIZE - w->tail;
	if (room > 0)
		iov[n_iov++] = (struct iovec){ w->buffer + w->tail, room };
	n = passing_receive(w->fd, iov, n_iov, fds, &n_fds, flags);
	if (n <= 0)
		return n;
	if (n_fds == 1) {
		struct arrival a = { w->received, w->received + (guint64)n, fds[0] };

		g_array_append_val(w->arrivals, a);
	} else if (n_fds > 1) {
		for (guint i = 0; i < n_fds; i++)
			close(fds[i]);
		errno = EBADMSG;
		return -1;
	}
	w->received += (guint64)n;
	body_got = MIN((gsize)n, body_room);
	w->body_have += body_got;
	w->tail += (gsize)n - body_got;
	return n;
}

/* What wire_fill() returned, if it was no bytes. */
static gboolean
wire_fill_failed(const struct wire *w, gssize n, GError **error)
{
	int reason = errno;

	if (n == 0 && (w->have_header || w->tail > w->head))
		return purser_fail(
		    error, PURSER_HANGUP, "helper closed its socket in the middle of a message");
	if (n == 0 || reason == ECONNRESET)
		return purser_fail(error, PURSER_HANGUP, "helper closed its socket");
	if (reason == EBADMSG)
		return purser_fail(error, PURSER_HANGUP, "helper sent too many descriptors at once");
	return purser_fail(error, PURSER_HANGUP, "cannot read from helper: %s", g_strerror(reason));
}

gboolean
wire_receive(struct wire *w, struct wire_message *out, GError **error)
{
	struct wire_message m = { .fd = -1 };
	GError *why = NULL;

	if (w->ended || w->fd < 0)
		return purser_fail(error, PURSER_HANGUP, "helper closed its socket");
	while (!wire_take(w, &m, &why)) {
		gssize n;

		if (why) {
			w->ended = TRUE;
			g_propagate_error(error, why);
			return FALSE;
		}
		n = wire_fill(w, FALSE, 0);
		if (n < 0 && errno == EAGAIN) {
			struct pollfd p = { .fd = w->fd, .events = POLLIN };

			poll(&p, 1, -1);
		} else if (n <= 0) {
			w->ended = TRUE;
			return wire_fill_failed(w, n, error);
		}
	}
	*out = m;
	return TRUE;
}

/* --- sending
 * ----------------------------------------------------------------------------------------------------- */

static gsize
parcel_size(const struct parcel *p)
{
	return HEADER_SIZE + p->header.size;
}

/* Up to two pieces: what is left of header and body. */
static guint
parcel_iov(const struct parcel *p, struct iovec *iov)
{
	guint n = 0;
	gsize body_sent = p->sent > HEADER_SIZE ? p->sent - HEADER_SIZE : 0;

	if (p->sent < HEADER_SIZE)
		iov[n++] = (struct iovec){ (guint8 *)&p->header + p->sent, HEADER_SIZE - p->sent };
	if (body_sent < p->header.size)
		iov[n++] = (struct iovec){ (guint8 *)p->body + body_sent, p->header.size - body_sent };
	return n;
}

/* One sendmsg of one parcel; its descriptor goes with the first byte. */
static gssize
parcel_send(struct wire *w, struct parcel *p, int flags)
{
	struct iovec iov[2];
	guint n_iov = parcel_iov(p, iov);
	gssize n = passing_send(w->fd, iov, n_iov, &p->fd, p->sent == 0 && p->fd >= 0 ? 1 : 0, flags);

	if (n > 0)
		p->sent += (gsize)n;
	return n;
}

/* One sendmsg from the head of the queue: a parcel with a descriptor alone, others many at a time. */
static gssize
wire_send_some(struct wire *w)
{
	struct iovec iov[SEND_IOV];
	guint n_iov = 0;
	struct parcel *p = g_queue_peek_head(&w->queue);
	gssize n;
	gsize left;

	if (p->fd >= 0) {
		n = parcel_send(w, p, MSG_DONTWAIT);
		left = 0;
	} else {
		for (GList *l = w->queue.head; l && n_iov + 2 <= SEND_IOV; l = l->next) {
			if (((struct parcel *)l->data)->fd >= 0)
				break;
			n_iov += parcel_iov(l->data, iov + n_iov);
		}
		n = passing_send(w->fd, iov, n_iov, NULL, 0, MSG_DONTWAIT);
		left = n > 0 ? (gsize)n : 0;
	}
	if (n > 0)
		w->queued -= (gsize)n;
	while ((p = g_queue_peek_head(&w->queue))) {
		gsize step = MIN(left, parcel_size(p) - p->sent);

		p->sent += step;
		left -= step;
		if (p->sent < parcel_size(p))
			break;
		parcel_free(g_queue_pop_head(&w->queue));
	}
	return n;
}

/* Polls for what there is to do. Without anything to do it must not poll at all: a hangup is always reported,
 * and would wake us for ever. */
static void
wire_poll(struct wire *w)
{
	GIOCondition want = (w->paused ? 0 : G_IO_IN) | (g_queue_is_empty(&w->queue) ? 0 : G_IO_OUT);

	if (!w->source || (w->tag ? w->polled : 0) == want)
		return;
	if (want == 0) {
		g_source_remove_unix_fd(w->source, w->tag);
		w->tag = NULL;
	} else if (w->tag) {
		g_source_modify_unix_fd(w->source, w->tag, want);
	} else {
		w->tag = g_source_add_unix_fd(w->source, w->fd, want);
	}
	w->polled = want;
}

static gboolean
wire_is_deaf(struct wire *w, int reason, GError **error)
{
	w->deaf = TRUE;
	wire_drop_queue(w);
	if (reason == EPIPE || reason == ECONNRESET)
		return purser_fail(error, PURSER_HANGUP, "helper is gone");
	return purser_fail(error, PURSER_HANGUP, "cannot write to helper: %s", g_strerror(reason));
}

static gboolean
wire_flush(struct wire *w, GError **error)
{
	while (!g_queue_is_empty(&w->queue))
		if (wire_send_some(w) < 0) {
			if (errno != EAGAIN)
				return wire_is_deaf(w, errno, error);
			break;
		}
	wire_poll(w);
	return TRUE;
}

/* Unwatched: waits until all is out. Watched: what does not go at once is queued. */
static gboolean
wire_send_parcel(struct wire *w, struct parcel *first, GError **error)
{
	struct parcel *p;

	while (g_queue_is_empty(&w->queue) && first->sent < parcel_size(first))
		if (parcel_send(w, first, w->source ? MSG_DONTWAIT : 0) < 0) {
			struct pollfd out = { .fd = w->fd, .events = POLLOUT };

			if (errno != EAGAIN)
				return wire_is_deaf(w, errno, error);
			if (w->source)
				break;
			poll(&out, 1, -1);
		}
	if (first->sent == parcel_size(first))
		return TRUE;
	p = g_new(struct parcel, 1);
	*p = *first;
	p->owner = p->owner ? g_bytes_ref(p->owner) : g_bytes_new(p->body, p->header.size);
	p->body = g_bytes_get_data(p->owner, NULL);
	if (p->fd >= 0 && (p->fd = p->sent > 0 ? -1 : fcntl(p->fd, F_DUPFD_CLOEXEC, 0)) < 0 && p->sent == 0) {
		int reason = errno;

		parcel_free(p);
		return purser_fail(
		    error, PURSER_RETRY, "cannot duplicate a descriptor: %s", g_strerror(reason));
	}
	g_queue_push_tail(&w->queue, p);
	w->queued += parcel_size(p) - p->sent;
	wire_poll(w);
	return TRUE;
}

/* A body of size bytes, of a kind that fits. */
static gboolean
wire_send_body(struct wire *w, guint kind, struct parcel *p, gsize size, GError **error)
{
	const struct wire_kind *k = &w->kinds[kind];

	if (size > k->max_bytes)
		return purser_fail(error, PURSER_REJECT,
		    "message '%s' of %" G_GSIZE_FORMAT " bytes is larger than its %" G_GSIZE_FORMAT, k->name,
		    size, k->max_bytes);
	if (w->deaf || w->ended || w->fd < 0)
		return purser_fail(error, PURSER_HANGUP, "helper is gone");
	p->header = (struct header){ kind, (guint32)size };
	return wire_send_parcel(w, p, error);
}

gboolean
wire_send(struct wire *w, guint kind, GVariant *body, int fd, GError **error)
{
	g_autoptr(GVariant) owned = g_variant_ref_sink(body ? body : g_variant_new("()"));
	const struct wire_kind *k = wire_kind_of(w, kind);
	g_autoptr(GBytes) bytes = NULL;
	struct parcel p = { .fd = fd };

	if (!k || !k->type || !g_variant_is_of_type(owned, G_VARIANT_TYPE(k->type)) || k->has_fd != (fd >= 0))
		return purser_fail(error, PURSER_HALT,
		    "message %u (%s) with body %s does not fit its protocol", kind, k ? k->name : "unknown",
		    g_variant_get_type_string(owned));
	p.owner = bytes = g_variant_get_data_as_bytes(owned);
	p.body = g_bytes_get_data(bytes, NULL);
	return wire_send_body(w, kind, &p, g_bytes_get_size(bytes), error);
}

gboolean
wire_send_bytes(struct wire *w, guint kind, const void *bytes, gsize size, GError **error)
{
	const struct wire_kind *k = wire_kind_of(w, kind);
	struct parcel p = { .body = bytes, .fd = -1 };

	if (!k || k->type || k->has_fd)
		return purser_fail(error, PURSER_HALT, "message %u (%s) of bytes does not fit its protocol",
		    kind, k ? k->name : "unknown");
	return wire_send_body(w, kind, &p, size, error);
}

/* --- in the main loop
 * -------------------------------------------------------------------------------------------- */

struct wire_source {
	GSource source;
	struct wire *wire;
};

static void
wire_end(struct wire *w, GError *why)
{
	w->ended = TRUE;
	wire_close(w);
	w->callback(w, NULL, why, w->data);
}

/* Hands out every whole message that is in the buffer. FALSE: the wire has ended, was freed or paused. */
static gboolean
wire_deliver(struct wire *w)
{
	g_autoptr(GError) why = NULL;
	struct wire_message m = { .fd = -1 };

	while (!w->freed && !w->ended && !w->paused && wire_take(w, &m, &why)) {
		w->callback(w, &m, NULL, w->data);
		wire_message_clear(&m);
	}
	if (why)
		wire_end(w, why);
	return !w->freed && !w->ended && !w->paused;
}

static void
wire_read_and_deliver(struct wire *w)
{
	g_autoptr(GError) why = NULL;
	gssize n;

	if (!wire_deliver(w))
		return;
	/* Once per wake, so that one busy helper does not keep the others waiting. */
	n = wire_fill(w, TRUE, MSG_DONTWAIT);
	if (n > 0) {
		wire_deliver(w);
	} else if (n == 0 || errno != EAGAIN) {
		wire_fill_failed(w, n, &why);
		wire_end(w, why);
	}
}

static gboolean
wire_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
	struct wire *w = ((struct wire_source *)source)->wire;
	GIOCondition seen = w->tag ? g_source_query_unix_fd(source, w->tag) : 0;
	(void)callback;
	(void)data;

	g_source_set_ready_time(source, -1);
	w->busy++;
	if (w->ended) {
		/* It ended before it was watched, in wire_receive(). */
		g_autoptr(GError) why = NULL;

		purser_fail(&why, PURSER_HANGUP, "helper closed its socket");
		wire_end(w, why);
	}
	if (seen & (G_IO_OUT | G_IO_ERR | G_IO_HUP))
		wire_flush(w, NULL);
	wire_read_and_deliver(w);
	w->busy--;
	if (w->freed)
		wire_free(w);
	else
		wire_poll(w);
	return G_SOURCE_CONTINUE;
}

void
wire_watch(struct wire *w, wire_callback callback, gpointer data)
{
	static GSourceFuncs funcs = { .dispatch = wire_dispatch };

	g_assert(!w->source);
	w->callback = callback;
	w->data = data;
	w->source = g_source_new(&funcs, sizeof(struct wire_source));
	((struct wire_source *)w->source)->wire = w;
	g_source_set_static_name(w->source, "wire");
	if (w->tail > w->head || w->ended)
		g_source_set_ready_time(w->source, 0);
	wire_poll(w);
	g_source_attach(w->source, NULL);
}

void
wire_pause(struct wire *w, gboolean paused)
{
	if (w->paused == paused)
		return;
	w->paused = paused;
	if (!paused && w->source)
		g_source_set_ready_time(w->source, 0); /* whole messages may wait in the buffer */
	wire_poll(w);
}
