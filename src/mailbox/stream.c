/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our own mailstream_low driver. libetpan's verifies no certificate, aborts at descriptor 1024 (select),
 * spins at the end of a stream (read returns 0), and its time limits are per read, so that a slow peer can
 * hold it for ever. Ours polls, has one absolute deadline and a byte budget per command, and treats the end
 * as an error.
 */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Two TLS records. It grows for a long line and is given back at rest. */
#define IN_SIZE ((gsize)32 * 1024)
/* libetpan's own buffers hold one line of sign-in talk. */
#define ETPAN_BUFFER 2048

struct stream *
stream_of(mailstream *ms)
{
	return mailstream_get_low(ms)->data;
}

gboolean
stream_break(struct stream *s, const char *format, ...)
{
	va_list args;

	if (s->problem)
		return FALSE;
	va_start(args, format);
	s->problem = g_strdup_vprintf(format, args);
	va_end(args);
	return FALSE;
}

gboolean
stream_lose(struct stream *s, const char *format, ...)
{
	va_list args;

	if (s->problem)
		return FALSE;
	va_start(args, format);
	s->problem = g_strdup_vprintf(format, args);
	va_end(args);
	s->lost = TRUE;
	return FALSE;
}

gboolean
stream_poll(struct stream *s, short events)
{
	for (;;) {
		struct pollfd p = { .fd = s->fd, .events = events };
		gint64 left_us = s->deadline_us - g_get_monotonic_time();
		int n;

		if (left_us <= 0)
			return stream_lose(s, "no answer within %" G_GINT64_FORMAT " s", s->wall_s);
		n = poll(&p, 1, (int)MIN((left_us + 999) / 1000, G_MAXINT));
		if (n > 0)
			return TRUE;
		if (n < 0 && errno != EINTR)
			return stream_lose(s, "poll: %s", g_strerror(errno));
	}
}

static gssize
plain_read(struct stream *s, void *bytes, gsize size)
{
	for (;;) {
		ssize_t n = recv(s->fd, bytes, size, 0);

		if (n > 0)
			return n;
		if (n == 0)
			stream_lose(s, "the server closed the connection");
		else if (errno == EAGAIN && stream_poll(s, POLLIN))
			continue;
		if (errno != EINTR && !s->problem)
			stream_lose(s, "%s", g_strerror(errno));
		if (s->problem)
			return -1;
	}
}

static gssize
plain_write(struct stream *s, const void *bytes, gsize size)
{
	for (;;) {
		ssize_t n = send(s->fd, bytes, size, MSG_NOSIGNAL);

		if (n > 0)
			return n;
		if (errno == EAGAIN && stream_poll(s, POLLOUT))
			continue;
		if (errno != EINTR && !s->problem)
			stream_lose(s, "%s", g_strerror(errno));
		if (s->problem)
			return -1;
	}
}

gboolean
stream_send(struct stream *s, const void *bytes, gsize size)
{
	const char *at = bytes;

	while (size > 0 && !s->problem) {
		gssize n = s->tls ? tls_write(s, at, size) : plain_write(s, at, size);

		if (n < 0)
			return FALSE;
		at += n;
		size -= (gsize)n;
	}
	return !s->problem;
}

/* Room for at least a TLS record's worth, within what a line may be. */
static gboolean
in_make_room(struct stream *s)
{
	gsize held = s->end - s->start;

	if (!s->in) {
		s->in = g_malloc(IN_SIZE);
		s->size = IN_SIZE;
		s->start = s->end = 0;
	}
	if (s->start == s->end)
		s->start = s->end = 0;
	if (s->size - s->end >= IN_SIZE / 2)
		return TRUE;
	if (s->start > 0) {
		memmove(s->in, s->in + s->start, held);
		s->start = 0;
		s->end = held;
	}
	if (s->size - s->end >= IN_SIZE / 2)
		return TRUE;
	if (held > s->line_size)
		return stream_break(s, "the server sent a line longer than %zu bytes", s->line_size);
	s->size *= 2;
	s->in = g_realloc(s->in, s->size);
	return TRUE;
}

/* Reads at least one byte more. */
static gboolean
in_fill(struct stream *s)
{
	gssize n;

	if (s->problem || !in_make_room(s))
		return FALSE;
	/* A peer that always has something ready never makes us poll: look at the clock here too. */
	if (g_get_monotonic_time() > s->deadline_us)
		return stream_lose(s, "no complete answer within %" G_GINT64_FORMAT " s", s->wall_s);
	if (s->tls)
		n = tls_read(s, s->in + s->end, s->size - s->end);
	else
		n = plain_read(s, s->in + s->end, s->size - s->end);
	if (n <= 0)
		return FALSE;
	s->end += (gsize)n;
	if (s->budget >= 0) {
		s->budget -= n;
		if (s->budget < 0)
			return stream_break(s, "the server sent more bytes than the command may bring");
	}
	return TRUE;
}

/* The size of the line at start, its line end included; 0: broken. */
static gsize
in_find_line(struct stream *s)
{
	gsize looked = 0;

	for (;;) {
		guint8 *from = s->in ? s->in + s->start + looked : NULL, *end;

		if (from && (end = memchr(from, '\n', s->end - s->start - looked)))
			return (gsize)(end - (s->in + s->start)) + 1;
		looked = s->end - s->start;
		if (looked > s->line_size) {
			stream_break(s, "the server sent a line longer than %zu bytes", s->line_size);
			return 0;
		}
		if (!in_fill(s))
			return 0;
	}
}

gboolean
stream_line(struct stream *s, char **out, gsize *out_size)
{
	gsize size = s->problem ? 0 : in_find_line(s);
	char *line;

	if (!size)
		return FALSE;
	line = (char *)s->in + s->start;
	s->start += size;
	size--;
	if (size && line[size - 1] == '\r')
		size--;
	line[size] = '\0';
	*out = line;
	*out_size = size;
	return TRUE;
}

gboolean
stream_bytes(struct stream *s, gsize max, const char **out, gsize *out_size)
{
	gsize n;

	if (s->problem || (s->start == s->end && !in_fill(s)))
		return FALSE;
	n = MIN(max, s->end - s->start);
	*out = (const char *)s->in + s->start;
	*out_size = n;
	s->start += n;
	return TRUE;
}

void
stream_rest(struct stream *s)
{
	if (s->start != s->end || !s->in)
		return;
	g_clear_pointer(&s->in, g_free);
	s->start = s->end = s->size = 0;
}

/* --- libetpan's side --- */

static ssize_t
low_read(mailstream_low *low, void *bytes, size_t size)
{
	struct stream *s = low->data;
	const char *at;
	gsize n;

	while (s->guard && !s->passed) {
		gsize line = s->problem ? 0 : in_find_line(s);
		char *problem = NULL;
		gssize drop;

		if (!line)
			return -1;
		drop = s->guard((char *)s->in + s->start, line, &problem, s->guard_data);
		if (drop < 0) {
			stream_break(s, "%s", problem);
			g_free(problem);
			return -1;
		}
		s->start += (gsize)drop;
		s->passed = line - (gsize)drop;
	}
	if (!stream_bytes(s, s->guard ? MIN(size, s->passed) : size, &at, &n))
		return -1;
	if (s->guard)
		s->passed -= n;
	memcpy(bytes, at, n);
	return (ssize_t)n;
}

static ssize_t
low_write(mailstream_low *low, const void *bytes, size_t size)
{
	return stream_send(low->data, bytes, size) ? (ssize_t)size : -1;
}

static int
low_close(mailstream_low *low)
{
	struct stream *s = low->data;

	if (s->tls && !s->problem)
		gnutls_bye(s->tls, GNUTLS_SHUT_WR);
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	return 0;
}

static int
low_get_fd(mailstream_low *low)
{
	return ((struct stream *)low->data)->fd;
}

static void
low_free(mailstream_low *low)
{
	struct stream *s = low->data;

	if (s->tls)
		gnutls_deinit(s->tls);
	if (s->own_trust)
		gnutls_certificate_free_credentials(s->own_trust);
	if (s->fd >= 0)
		close(s->fd);
	g_free(s->in);
	g_free(s->host);
	g_free(s->tls_name);
	g_free(s->ca_file);
	g_free(s->problem);
	g_free(s);
	free(low); /* libetpan's malloc */
}

static void
low_cancel(mailstream_low *low)
{
	stream_break(low->data, "cancelled");
}

static struct mailstream_cancel *
low_get_cancel(mailstream_low *low G_GNUC_UNUSED)
{
	return NULL;
}

static carray *
low_get_certificate_chain(mailstream_low *low G_GNUC_UNUSED)
{
	return NULL;
}

static int
low_idle(mailstream_low *low G_GNUC_UNUSED)
{
	return 0;
}

static mailstream_low_driver driver = {
	.mailstream_read = low_read,
	.mailstream_write = low_write,
	.mailstream_close = low_close,
	.mailstream_get_fd = low_get_fd,
	.mailstream_free = low_free,
	.mailstream_cancel = low_cancel,
	.mailstream_get_cancel = low_get_cancel,
	.mailstream_get_certificate_chain = low_get_certificate_chain,
	.mailstream_setup_idle = low_idle,
	.mailstream_unsetup_idle = low_idle,
	.mailstream_interrupt_idle = low_idle,
};

mailstream *
stream_wrap(int fd, const struct stream_settings *settings)
{
	struct stream *s = g_new0(struct stream, 1);
	mailstream_low *low;
	mailstream *ms;

	s->fd = fd;
	s->host = g_strdup(settings->host);
	s->tls_name = g_strdup(settings->tls_name ? settings->tls_name : settings->host);
	s->ca_file = g_strdup(settings->ca_file);
	s->port = settings->port;
	s->line_size = (gsize)settings->line_size;
	s->wall_s = settings->command_wall_s;
	s->deadline_us = g_get_monotonic_time() + s->wall_s * G_USEC_PER_SEC;
	s->budget = -1;
	low = mailstream_low_new(s, &driver);
	ms = low ? mailstream_new(low, ETPAN_BUFFER) : NULL;
	if (!ms)
		g_error("out of memory");
	return ms;
}

/* --- the public face --- */

gboolean
stream_start_tls(mailstream *ms, const struct stream_settings *settings G_GNUC_UNUSED, GError **error)
{
	struct stream *s = stream_of(ms);

	/* What came in plain behind the server's go-ahead was put there by somebody else. */
	if (ms->read_buffer_len || s->start != s->end) {
		stream_break(s, "plain text was injected into STARTTLS");
		return purser_fail(error, PURSER_HALT,
		    "%s port %d: plain text was injected behind the server's STARTTLS answer: somebody on "
		    "the way "
		    "tampers with the connection; use tls = implicit",
		    s->host, s->port);
	}
	return tls_start(s, error);
}

void
stream_set_deadline(mailstream *ms, gint64 wall_s, gint64 budget_bytes)
{
	struct stream *s = stream_of(ms);

	s->wall_s = wall_s;
	s->deadline_us = g_get_monotonic_time() + wall_s * G_USEC_PER_SEC;
	s->budget = budget_bytes;
}

int
stream_wait(mailstream *ms, int extra_fd, gint64 timeout_ms)
{
	struct stream *s = stream_of(ms);
	gint64 until_us = g_get_monotonic_time() + timeout_ms * 1000;

	if (s->problem)
		return -2;
	if (ms->read_buffer_len || s->start != s->end || (s->tls && gnutls_record_check_pending(s->tls)))
		return 1;
	for (;;) {
		struct pollfd p[2] = {
			{ .fd = s->fd, .events = POLLIN },
			{ .fd = extra_fd, .events = POLLIN },
		};
		gint64 left_ms = (until_us - g_get_monotonic_time() + 999) / 1000;
		int n = poll(p, extra_fd >= 0 ? 2 : 1, (int)CLAMP(left_ms, 0, G_MAXINT));

		if (n < 0 && errno != EINTR) {
			stream_lose(s, "poll: %s", g_strerror(errno));
			return -2;
		}
		if (n > 0)
			return p[0].revents ? 1 : -1;
		if (n == 0 && left_ms <= 0)
			return 0;
	}
}

const char *
stream_problem(mailstream *ms)
{
	return stream_of(ms)->problem;
}

const char *
stream_tls_version(mailstream *ms)
{
	struct stream *s = stream_of(ms);

	return s->tls ? gnutls_protocol_get_name(gnutls_protocol_get_version(s->tls)) : NULL;
}
