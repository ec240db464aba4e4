/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * server - an SMTP or IMAP server on loopback that does what a plan says, and remembers what it saw
 *
 * Each test includes it whole. It answers like a well-behaved server except at the faults of its plan.
 */
#pragma once

#include "purser/delivery.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define DROP "(drop)" /* close without a word */
#define SERVER_EHLO "250-mail.test\r\n250-8BITMIME\r\n250 SIZE 1000000\r\n"

/* The nth time (from 1, over all connections) that the verb comes, this is the answer. The verbs are those of
 * SMTP, and GREETING, LINE (an answer to a challenge), and DOT (the end of the content). nth 0: always. */
struct fault {
	const char *verb;
	guint nth;
	const char *reply;
};

struct plan {
	const char *ehlo;     /* NULL: SERVER_EHLO */
	const char *ehlo_tls; /* after STARTTLS; NULL: the same */
	gboolean tls;         /* from the first byte */
	gboolean imap;
	struct fault faults[6];
};

struct server {
	const struct plan *plan;
	int listener, port, stop[2];
	GThread *thread;
	GHashTable *counts;
	/* To be read after server_stop(). */
	GString *log;     /* every command line, "|" between */
	GPtrArray *mails; /* GString: content as it came, until the dot */
	guint connections, closed_in_content;
	/* Of the connection at hand. */
	int fd;
	gnutls_session_t session;
	GString *tag; /* goes before the next answer */
	char *in;
	gsize in_size;
	gboolean secure, refused; /* the last answer was a no */
};

static char *server_folder, *server_ca;
static gnutls_certificate_credentials_t server_credentials;

/* --- a certificate of our own
 * -------------------------------------------------------------------------------------*/

static void
server_certificate(void)
{
	gnutls_x509_privkey_t key;
	gnutls_x509_crt_t crt;
	gnutls_datum_t pem;
	guint8 serial = 1;

	server_folder = g_dir_make_tmp("purser-delivery-XXXXXX", NULL);
	server_ca = g_build_filename(server_folder, "ca.pem", NULL);
	g_assert_cmpint(gnutls_x509_privkey_init(&key), ==, 0);
	g_assert_cmpint(gnutls_x509_privkey_generate(
			    key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0),
	    ==, 0);
	g_assert_cmpint(gnutls_x509_crt_init(&crt), ==, 0);
	gnutls_x509_crt_set_version(crt, 3);
	gnutls_x509_crt_set_serial(crt, &serial, 1);
	gnutls_x509_crt_set_activation_time(crt, time(NULL) - 3600);
	gnutls_x509_crt_set_expiration_time(crt, time(NULL) + 86400);
	gnutls_x509_crt_set_dn(crt, "CN=localhost", NULL);
	gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, "localhost", 9, GNUTLS_FSAN_SET);
	gnutls_x509_crt_set_ca_status(crt, 1);
	gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_DIGITAL_SIGNATURE);
	gnutls_x509_crt_set_key(crt, key);
	g_assert_cmpint(gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0), ==, 0);
	g_assert_cmpint(gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &pem), ==, 0);
	g_assert_true(g_file_set_contents(server_ca, (const char *)pem.data, pem.size, NULL));
	gnutls_free(pem.data);
	g_assert_cmpint(gnutls_certificate_allocate_credentials(&server_credentials), ==, 0);
	g_assert_cmpint(gnutls_certificate_set_x509_key(server_credentials, &crt, 1, key), ==, 0);
	gnutls_x509_crt_deinit(crt);
	gnutls_x509_privkey_deinit(key);
}

static void
server_certificate_free(void)
{
	gnutls_certificate_free_credentials(server_credentials);
	g_remove(server_ca);
	g_rmdir(server_folder);
	g_free(server_ca);
	g_free(server_folder);
}

/* --- one connection
 * -----------------------------------------------------------------------------------------------*/

static gboolean
server_say(struct server *s, const char *text)
{
	gsize n = strlen(text);

	if (s->secure)
		return gnutls_record_send(s->session, text, n) == (gssize)n;
	return send(s->fd, text, n, MSG_NOSIGNAL) == (gssize)n;
}

static gboolean
server_start_tls(struct server *s)
{
	int r;

	gnutls_init(&s->session, GNUTLS_SERVER);
	gnutls_set_default_priority(s->session);
	gnutls_credentials_set(s->session, GNUTLS_CRD_CERTIFICATE, server_credentials);
	gnutls_transport_set_int(s->session, s->fd);
	do
		r = gnutls_handshake(s->session);
	while (r < 0 && !gnutls_error_is_fatal(r));
	s->secure = r == 0;
	return s->secure;
}

/* Without its end; NULL: the client is gone. A line that ends otherwise than with CRLF is marked in the log.
 */
static char *
server_line(struct server *s)
{
	for (;;) {
		char *end = s->in_size == 0 ? NULL : memchr(s->in, '\n', s->in_size), *line;
		char part[4096];
		gssize n;

		if (end) {
			gsize size = (gsize)(end - s->in);
			gboolean crlf = size > 0 && s->in[size - 1] == '\r';

			line = g_strndup(s->in, size - (crlf ? 1 : 0));
			if (!crlf || strchr(line, '\r'))
				g_string_append(s->log, "(bare)|");
			memmove(s->in, end + 1, s->in_size - size - 1);
			s->in_size -= size + 1;
			return line;
		}
		n = s->secure ? gnutls_record_recv(s->session, part, sizeof(part))
			      : recv(s->fd, part, sizeof(part), 0);
		if (n <= 0)
			return NULL;
		s->in = g_realloc(s->in, s->in_size + (gsize)n);
		memcpy(s->in + s->in_size, part, (gsize)n);
		s->in_size += (gsize)n;
	}
}

/* FALSE: the connection is to be closed. */
static gboolean
server_answer(struct server *s, const char *verb, const char *usual)
{
	guint n = GPOINTER_TO_UINT(g_hash_table_lookup(s->counts, verb)) + 1;
	gboolean said;

	g_hash_table_insert(s->counts, g_strdup(verb), GUINT_TO_POINTER(n));
	for (guint i = 0; i < G_N_ELEMENTS(s->plan->faults) && s->plan->faults[i].verb; i++) {
		const struct fault *f = &s->plan->faults[i];

		if (strcmp(f->verb, verb) == 0 && (!f->nth || f->nth == n))
			usual = f->reply;
	}
	if (strcmp(usual, DROP) == 0)
		return FALSE;
	s->refused = usual[0] > '3';
	if (s->tag->len)
		g_string_append_c(s->tag, ' ');
	g_string_append(s->tag, usual);
	said = server_say(s, s->tag->str);
	g_string_truncate(s->tag, 0);
	return said && strncmp(usual, "421", 3) != 0;
}

static gboolean
server_content(struct server *s)
{
	GString *mail = g_string_new(NULL);
	char *line;

	while ((line = server_line(s)) && strcmp(line, ".") != 0) {
		g_string_append_printf(mail, "%s\r\n", line);
		g_free(line);
	}
	if (!line) {
		s->closed_in_content++;
		g_string_free(mail, TRUE);
		return FALSE;
	}
	g_free(line);
	g_ptr_array_add(s->mails, mail);
	return server_answer(s, "DOT", "250 2.0.0 queued as 1\r\n");
}

static gboolean
server_command(struct server *s, const char *line)
{
	static const char *const VERBS[] = { "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA",
		"RSET", "NOOP", "QUIT" };
	const char *ehlo = s->plan->ehlo ? s->plan->ehlo : SERVER_EHLO;
	const char *verb = "LINE";

	for (guint i = 0; i < G_N_ELEMENTS(VERBS); i++)
		if (g_ascii_strncasecmp(line, VERBS[i], strlen(VERBS[i])) == 0)
			verb = VERBS[i];
	if (strcmp(verb, "EHLO") == 0)
		return server_answer(s, verb, s->secure && s->plan->ehlo_tls ? s->plan->ehlo_tls : ehlo);
	if (strcmp(verb, "STARTTLS") == 0)
		return server_answer(s, verb, "220 go ahead\r\n") && (s->refused || server_start_tls(s));
	if (strcmp(verb, "AUTH") == 0)
		return server_answer(s, verb, "235 2.7.0 welcome\r\n");
	if (strcmp(verb, "LINE") == 0)
		return server_answer(s, verb, "235 2.7.0 welcome\r\n");
	if (strcmp(verb, "DATA") == 0)
		return server_answer(s, verb, "354 go on\r\n") && (s->refused || server_content(s));
	return server_answer(s, verb, strcmp(verb, "QUIT") == 0 ? "221 bye\r\n" : "250 2.1.0 ok\r\n") &&
	       strcmp(verb, "QUIT") != 0;
}

/* --- IMAP, as much as a sender needs
 * ------------------------------------------------------------------------------*/

static gboolean
server_literal(struct server *s, gsize size)
{
	char part[4096];

	while (s->in_size < size) {
		gssize n = recv(s->fd, part, sizeof(part), 0);

		if (n <= 0) {
			s->closed_in_content++;
			return FALSE;
		}
		s->in = g_realloc(s->in, s->in_size + (gsize)n);
		memcpy(s->in + s->in_size, part, (gsize)n);
		s->in_size += (gsize)n;
	}
	return TRUE;
}

static gboolean
server_tagged(struct server *s, const char *verb, const char *tag, const char *usual)
{
	g_string_assign(s->tag, tag);
	return server_answer(s, verb, usual);
}

static gboolean
server_append(struct server *s, const char *tag, const char *line)
{
	const char *size = strrchr(line, '{');
	gsize n = size ? (gsize)g_ascii_strtoull(size + 1, NULL, 10) : 0;
	char *rest;

	g_string_truncate(s->tag, 0);
	s->refused = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(s->plan->faults) && s->plan->faults[i].verb; i++)
		if (strcmp(s->plan->faults[i].verb, "APPEND") == 0)
			return server_tagged(s, "APPEND", tag, "");
	if (!server_say(s, "+ go on\r\n") || !server_literal(s, n))
		return FALSE;
	g_ptr_array_add(s->mails, g_string_new_len(s->in, (gssize)n));
	memmove(s->in, s->in + n, s->in_size - n);
	s->in_size -= n;
	rest = server_line(s);
	if (!rest || *rest) {
		/* All of the literal, but not the command's end: nothing was appended. */
		g_ptr_array_set_size(s->mails, (gint)s->mails->len - 1);
		s->closed_in_content++;
		g_free(rest);
		return FALSE;
	}
	g_free(rest);
	return server_tagged(s, "APPENDED", tag, "OK [APPENDUID 1 7] done\r\n");
}

static gboolean
server_imap(struct server *s, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 4);
	guint at = words[0] && words[1] && g_ascii_strcasecmp(words[1], "UID") == 0 ? 2 : 1;
	const char *verb = words[0] && words[1] && words[at] ? words[at] : "?";

	if (g_ascii_strcasecmp(verb, "APPEND") == 0)
		return server_append(s, words[0], line);
	if (g_ascii_strcasecmp(verb, "CAPABILITY") == 0)
		server_say(s, "* CAPABILITY IMAP4rev1 UIDPLUS\r\n");
	if (g_ascii_strcasecmp(verb, "EXAMINE") == 0)
		server_say(s, "* 0 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 1] x\r\n* "
			      "OK [UIDNEXT 8] x\r\n");
	if (g_ascii_strcasecmp(verb, "SEARCH") == 0)
		server_say(s, s->mails->len ? "* SEARCH 7\r\n" : "* SEARCH\r\n");
	if (g_ascii_strcasecmp(verb, "LOGOUT") == 0)
		server_say(s, "* BYE\r\n");
	return server_tagged(s, verb, words[0], "OK done\r\n") && strcmp(verb, "LOGOUT") != 0;
}

static void
server_connection(struct server *s)
{
	gboolean more = !s->plan->tls || server_start_tls(s);

	g_string_truncate(s->tag, 0);
	more = more &&
	       server_answer(s, "GREETING", s->plan->imap ? "* OK ready\r\n" : "220 mail.test ESMTP\r\n");
	while (more) {
		char *line = server_line(s);

		if (!line)
			break;
		g_string_append_printf(s->log, "%s|", line);
		more = s->plan->imap ? server_imap(s, line) : server_command(s, line);
		g_free(line);
	}
	if (s->session)
		gnutls_deinit(s->session);
	s->session = NULL;
	s->secure = FALSE;
	g_clear_pointer(&s->in, g_free);
	s->in_size = 0;
	close(s->fd);
}

static gpointer
server_thread(gpointer data)
{
	struct server *s = data;

	for (;;) {
		struct pollfd p[2] = { { .fd = s->listener, .events = POLLIN },
			{ .fd = s->stop[0], .events = POLLIN } };

		if (poll(p, 2, -1) < 0 || (p[1].revents && !p[0].revents))
			return NULL;
		s->fd = accept(s->listener, NULL, NULL);
		if (s->fd < 0)
			return NULL;
		s->connections++;
		server_connection(s);
	}
}

static void
string_free(gpointer s)
{
	g_string_free(s, TRUE);
}

static struct server *
server_start(const struct plan *plan)
{
	struct server *s = g_new0(struct server, 1);
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(a);

	s->plan = plan;
	s->log = g_string_new(NULL);
	s->tag = g_string_new(NULL);
	s->mails = g_ptr_array_new_with_free_func(string_free);
	s->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	g_assert_cmpint(bind(s->listener, (struct sockaddr *)&a, sizeof(a)), ==, 0);
	g_assert_cmpint(listen(s->listener, 5), ==, 0);
	g_assert_cmpint(getsockname(s->listener, (struct sockaddr *)&a, &size), ==, 0);
	g_assert_cmpint(pipe(s->stop), ==, 0);
	s->port = ntohs(a.sin_port);
	s->thread = g_thread_new("server", server_thread, s);
	return s;
}

/* After the client has hung up; what was seen may be read then. */
static void
server_stop(struct server *s)
{
	close(s->stop[1]);
	g_thread_join(s->thread);
	close(s->stop[0]);
	close(s->listener);
}

static void
server_free(struct server *s)
{
	g_string_free(s->log, TRUE);
	g_string_free(s->tag, TRUE);
	g_ptr_array_unref(s->mails);
	g_hash_table_unref(s->counts);
	g_free(s);
}

/* --- the client's settings
 * ----------------------------------------------------------------------------------------*/

static struct config_ar
client_settings(const struct server *s)
{
	static char *to[] = { (char *)"ar@example.com", NULL };

	return (struct config_ar){
		.transport = TRANSPORT_SMTP,
		.server = { .host = (char *)"localhost",
		    .port = s->port,
		    .tls = TLS_NONE,
		    .auth = AUTH_NONE },
		.to = to,
		.from = (char *)"purser <purser@example.com>",
		.helo = (char *)"client.test",
		.dot_wait_s = 20,
		.idle_keep_s = 60,
	};
}

static struct limits
client_limits(void)
{
	struct limits limits = LIMITS_PRESET;

	limits.command_wall = 20;
	return limits;
}
