/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream - the room's inside view of a verified stream
 *
 * One buffer for what comes in serves both readers: libetpan, through our mailstream_low driver, and our own
 * parser, which takes lines and literals straight out of it. libetpan's parser is only shown lines that a
 * guard has looked at first, one line per read, so that its own buffer is empty again when an answer is
 * complete.
 *
 * A stream that broke stays broken; stream_problem() tells why.
 */
#pragma once

#include "purser/mailbox.h"

#include <gnutls/gnutls.h>
#include <libetpan/libetpan.h>

/* Judges a line (with its line end) before libetpan sees it. Returns how many of its first bytes are dropped
 * (size: all of it), or -1 with *problem set. It may rewrite the line in place. */
typedef gssize (*stream_guard)(char *line, gsize size, char **problem, gpointer data);

struct stream {
	int fd;
	gnutls_session_t tls;
	gnutls_certificate_credentials_t own_trust; /* of a private CA, until the handshake is over */
	char first[4];                              /* bytes that came for TLS: a plain greeting? */
	gsize n_first;
	char *host, *tls_name, *ca_file;
	int port;
	gint64 wall_s, deadline_us, budget;
	gsize line_size;
	guint8 *in;
	gsize start, end, size;
	gsize passed; /* bytes at start that the guard has let through */
	stream_guard guard;
	gpointer guard_data;
	char *problem;
	gboolean lost; /* broken by the network or by time, not by what was said */
};

struct stream *stream_of(mailstream *ms);
/* The next line without its line end, NUL-terminated for convenience; valid until the next call. FALSE:
 * broken. */
gboolean stream_line(struct stream *s, char **out, gsize *out_size);
/* Some of the next bytes, at least 1 and at most max; valid until the next call. */
gboolean stream_bytes(struct stream *s, gsize max, const char **out, gsize *out_size);
/* Writes all of it. FALSE: broken. */
gboolean stream_send(struct stream *s, const void *bytes, gsize size);
/* Gives the buffer back while nothing is expected. */
void stream_rest(struct stream *s);
/* Marks it broken; the first reason stays. Always FALSE. */
gboolean stream_break(struct stream *s, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same for the network's and the clock's doing. */
gboolean stream_lose(struct stream *s, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Waits for events on the socket until the deadline. */
gboolean stream_poll(struct stream *s, short events);

/* tls.c */
void tls_init(void);
/* Handshake with chain, date, name verified. The error is graded; the stream is broken on failure. */
gboolean tls_start(struct stream *s, GError **error);
gssize tls_read(struct stream *s, void *bytes, gsize size); /* -1: broken */
gssize tls_write(struct stream *s, const void *bytes, gsize size);

/* connect.c asks for one around a connected, non-blocking socket, which it takes. */
mailstream *stream_wrap(int fd, const struct stream_settings *settings);
