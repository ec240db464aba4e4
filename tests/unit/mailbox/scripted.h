/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail server that says what a script tells it, in a thread, on loopback: for answers that no real server
 * gives.
 *
 * A step waits for a line that holds `wait` (NULL: waits for nothing), then says `say`, in which %t is the
 * tag of the last line. After the last step it reads until the client is gone, or, with hang_up, closes at
 * once.
 */
#pragma once

#include "throwaway.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

struct step {
	const char *wait, *say;
	gsize say_size; /* for bytes with NUL; 0: a string */
};

struct scripted {
	int listener, port;
	const struct step *steps;
	guint n_steps;
	gboolean by_bytes, hang_up;
	/* Sends this for ever after the last step. */
	const char *endless;
	/* TLS from the first byte, with this certificate. */
	const struct throwaway *tls;
	const char *priority;
	GString *heard; /* all lines that came */
	gboolean lost;  /* the client spoke against the script */
	/* How it behaves to the client that comes next. Its steps and hang_up count; the rest is ours. */
	const struct scripted *next;
	GThread *thread;
	/* run time */
	int fd;
	gnutls_session_t session;
};

static inline gboolean
scripted_put(struct scripted *s, const char *bytes, gsize size)
{
	gsize piece = s->by_bytes ? 1 : size;

	for (gsize at = 0; at < size;) {
		gsize n = MIN(piece, size - at);
		ssize_t put = s->session ? gnutls_record_send(s->session, bytes + at, n)
					 : send(s->fd, bytes + at, n, MSG_NOSIGNAL);

		if (put <= 0)
			return FALSE;
		at += (gsize)put;
	}
	return TRUE;
}

static inline gboolean
scripted_line(struct scripted *s, GString *line)
{
	char c;

	g_string_truncate(line, 0);
	for (;;) {
		ssize_t n = s->session ? gnutls_record_recv(s->session, &c, 1) : recv(s->fd, &c, 1, 0);

		if (n <= 0)
			return FALSE;
		if (c == '\n')
			break;
		g_string_append_c(line, c);
	}
	g_string_append_printf(s->heard, "%s\n", line->str);
	return TRUE;
}

static inline gboolean
scripted_step(struct scripted *s, const struct step *step, GString *line)
{
	g_auto(GStrv) parts = NULL;
	g_autofree char *tag = NULL, *text = NULL;

	if (step->wait && !scripted_line(s, line))
		return FALSE;
	if (step->wait && !strstr(line->str, step->wait)) {
		s->lost = TRUE;
		return FALSE;
	}
	if (!step->say)
		return TRUE;
	if (step->say_size)
		return scripted_put(s, step->say, step->say_size);
	tag = g_strndup(line->str, strcspn(line->str, " "));
	parts = g_strsplit(step->say, "%t", -1);
	text = g_strjoinv(tag, parts);
	return scripted_put(s, text, strlen(text));
}

static inline gboolean
scripted_handshake(struct scripted *s, gnutls_certificate_credentials_t *trust)
{
	int r;

	gnutls_certificate_allocate_credentials(trust);
	gnutls_certificate_set_x509_key(*trust, (gnutls_x509_crt_t *)&s->tls->crt, 1, s->tls->key);
	gnutls_init(&s->session, GNUTLS_SERVER | GNUTLS_NO_SIGNAL);
	gnutls_priority_set_direct(s->session, s->priority ? s->priority : "NORMAL", NULL);
	gnutls_credentials_set(s->session, GNUTLS_CRD_CERTIFICATE, *trust);
	gnutls_transport_set_int(s->session, s->fd);
	do
		r = gnutls_handshake(s->session);
	while (r < 0 && !gnutls_error_is_fatal(r));
	return r >= 0;
}

static inline gpointer
scripted_run(gpointer data)
{
	struct scripted *s = data;
	gnutls_certificate_credentials_t trust = NULL;
	g_autoptr(GString) line = g_string_new(NULL);
	const struct scripted *next = s->next;
	gboolean going;
	int on = 1;

again:
	s->fd = accept(s->listener, NULL, NULL);
	if (s->fd < 0)
		return NULL;
	setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	going = !s->tls || scripted_handshake(s, &trust);
	for (guint i = 0; going && i < s->n_steps; i++)
		going = scripted_step(s, &s->steps[i], line);
	while (going && s->endless)
		going = scripted_put(s, s->endless, strlen(s->endless));
	while (going && !s->hang_up)
		going = scripted_line(s, line);
	if (s->session)
		gnutls_deinit(s->session);
	if (trust)
		gnutls_certificate_free_credentials(trust);
	close(s->fd);
	if (!next)
		return NULL;
	s->steps = next->steps;
	s->n_steps = next->n_steps;
	s->hang_up = next->hang_up;
	next = next->next;
	goto again;
}

static inline void
scripted_start(struct scripted *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(at);

	s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	g_assert_cmpint(bind(s->listener, (struct sockaddr *)&at, sizeof(at)), ==, 0);
	g_assert_cmpint(listen(s->listener, 4), ==, 0);
	getsockname(s->listener, (struct sockaddr *)&at, &size);
	s->port = ntohs(at.sin_port);
	s->heard = g_string_new(NULL);
	s->thread = g_thread_new("scripted", scripted_run, s);
}

/* After the client is gone. */
static inline void
scripted_stop(struct scripted *s)
{
	shutdown(s->listener, SHUT_RDWR);
	g_thread_join(s->thread);
	close(s->listener);
	g_string_free(s->heard, TRUE);
}
