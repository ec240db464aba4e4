/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GnuTLS: chain, date and host name are verified inside the handshake, before a byte of ours is sent; TLS 1.2
 * or newer; SNI. No session tickets: a mailbox is connected to rarely, and they would stay in memory.
 *
 * The system's trust list is loaded once, in the prepared parent, and shared by everything forked from it. A
 * private CA file is read anew at each connection (it may have been renewed), and let go after the handshake.
 */
#include "stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/x509.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#define PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE"

static gnutls_certificate_credentials_t system_trust;
static gnutls_priority_t priority;

void
tls_init(void)
{
	if (gnutls_global_init() < 0 || gnutls_priority_init(&priority, PRIORITY, NULL) < 0 ||
	    gnutls_certificate_allocate_credentials(&system_trust) < 0)
		g_error("GnuTLS cannot be initialised");
	gnutls_certificate_set_x509_system_trust(system_trust);
}

static gboolean
is_address(const char *name)
{
	struct in6_addr any;

	return inet_pton(AF_INET, name, &any) == 1 || inet_pton(AF_INET6, name, &any) == 1;
}

/* The names that the peer's certificate bears, for the message about a wrong one. */
static char *
certificate_names(struct stream *s)
{
	g_autoptr(GString) names = g_string_new(NULL);
	unsigned n_chain = 0;
	const gnutls_datum_t *chain = gnutls_certificate_get_peers(s->tls, &n_chain);
	gnutls_x509_crt_t crt;
	char name[256];
	size_t size = sizeof(name);

	if (!n_chain || gnutls_x509_crt_init(&crt) < 0)
		return NULL;
	if (gnutls_x509_crt_import(crt, &chain[0], GNUTLS_X509_FMT_DER) >= 0) {
		for (unsigned i = 0; i < 5; i++) {
			int type;

			size = sizeof(name) - 1;
			type = gnutls_x509_crt_get_subject_alt_name(crt, i, name, &size, NULL);
			if (type < 0)
				break;
			if (type == GNUTLS_SAN_DNSNAME && size < sizeof(name)) {
				name[size] = '\0';
				g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
			}
		}
		size = sizeof(name);
		if (!names->len &&
		    gnutls_x509_crt_get_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size) >= 0)
			g_string_append(names, name);
	}
	gnutls_x509_crt_deinit(crt);
	for (gsize i = 0; i < names->len; i++)
		if (!g_ascii_isprint(names->str[i]))
			names->str[i] = '?';
	return names->len ? g_string_free(g_steal_pointer(&names), FALSE) : NULL;
}

static gboolean
certificate_refused(struct stream *s, GError **error)
{
	unsigned status = gnutls_session_get_verify_cert_status(s->tls);
	const char *trust = s->ca_file ? s->ca_file : "the system's trusted authorities";
	g_autofree char *names = NULL;
	gnutls_datum_t text = { 0 };

	stream_break(s, "the certificate was refused");
	if (status & GNUTLS_CERT_EXPIRED)
		return purser_fail(error, PURSER_HALT,
		    "%s port %d: its certificate has expired: the server's administrator must renew it (or "
		    "check this "
		    "machine's clock)",
		    s->host, s->port);
	if (status & GNUTLS_CERT_NOT_ACTIVATED)
		return purser_fail(error, PURSER_HALT,
		    "%s port %d: its certificate is not valid yet: check this machine's clock", s->host,
		    s->port);
	if (status & GNUTLS_CERT_REVOKED)
		return purser_fail(
		    error, PURSER_HALT, "%s port %d: its certificate was revoked", s->host, s->port);
	if (status & GNUTLS_CERT_SIGNER_NOT_FOUND)
		return purser_fail(error, PURSER_HALT,
		    "%s port %d: its certificate was issued by an authority that is not trusted (looked in "
		    "%s): set "
		    "ca_file to the issuer's certificate",
		    s->host, s->port, trust);
	if (status & GNUTLS_CERT_UNEXPECTED_OWNER) {
		names = certificate_names(s);
		return purser_fail(error, PURSER_HALT,
		    "%s port %d: its certificate is for %s, not for %s: set host= to that name, or tls_name= "
		    "when it "
		    "is meant",
		    s->host, s->port, names ? names : "another name", s->tls_name);
	}
	gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0);
	purser_fail(error, PURSER_HALT, "%s port %d: its certificate was refused: %s", s->host, s->port,
	    text.data ? g_strchomp((char *)text.data) : "unknown reason");
	gnutls_free(text.data);
	return FALSE;
}

/* A server of plain text speaks first: its greeting is what arrives instead of a TLS record. */
static const char *
plain_greeting(const struct stream *s)
{
	const char *bytes = s->first;

	if (s->n_first < sizeof(s->first))
		return NULL;
	if (memcmp(bytes, "* OK", 4) == 0 || memcmp(bytes, "* PR", 4) == 0 || memcmp(bytes, "* BY", 4) == 0)
		return "IMAP";
	if (memcmp(bytes, "220", 3) == 0 && (bytes[3] == ' ' || bytes[3] == '-'))
		return "SMTP";
	return NULL;
}

/* How GnuTLS gets its bytes: as by itself, but the first are remembered, whenever they come. */
static ssize_t
tls_pull(gnutls_transport_ptr_t data, void *bytes, size_t size)
{
	struct stream *s = data;
	ssize_t n = recv(s->fd, bytes, size, 0);

	if (n > 0 && s->n_first < sizeof(s->first)) {
		gsize take = MIN((gsize)n, sizeof(s->first) - s->n_first);

		memcpy(s->first + s->n_first, bytes, take);
		s->n_first += take;
	}
	return n;
}

static gboolean
handshake_failed(struct stream *s, int why, GError **error)
{
	const char *plain = plain_greeting(s);

	if (why == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
		return certificate_refused(s, error);
	if (plain) {
		stream_break(s, "the port speaks plain %s", plain);
		return purser_fail(error, PURSER_HALT,
		    "%s: port %d speaks plain %s; use tls = starttls or port %s", s->host, s->port, plain,
		    plain[0] == 'I' ? "993" : "465");
	}
	if (s->problem)
		return purser_fail(
		    error, PURSER_RETRY, "%s port %d: TLS handshake: %s", s->host, s->port, s->problem);
	stream_break(s, "TLS handshake: %s", gnutls_strerror(why));
	if (why == GNUTLS_E_PULL_ERROR || why == GNUTLS_E_PUSH_ERROR || why == GNUTLS_E_PREMATURE_TERMINATION)
		return purser_fail(error, PURSER_RETRY,
		    "%s port %d: the server closed the connection in the TLS handshake: it may be "
		    "overloaded, or not "
		    "speak TLS there",
		    s->host, s->port);
	if (why == GNUTLS_E_UNSUPPORTED_VERSION_PACKET ||
	    (why == GNUTLS_E_FATAL_ALERT_RECEIVED && gnutls_alert_get(s->tls) == GNUTLS_A_PROTOCOL_VERSION))
		return purser_fail(error, PURSER_HALT, "%s port %d: the server offers no TLS 1.2 or newer",
		    s->host, s->port);
	if (why == GNUTLS_E_FATAL_ALERT_RECEIVED)
		return purser_fail(error, PURSER_RETRY, "%s port %d: the server ended the TLS handshake (%s)",
		    s->host, s->port, gnutls_alert_get_name(gnutls_alert_get(s->tls)));
	return purser_fail(
	    error, PURSER_RETRY, "%s port %d: TLS handshake: %s", s->host, s->port, gnutls_strerror(why));
}

static gboolean
trust_load(struct stream *s, GError **error)
{
	gnutls_certificate_credentials_t trust;
	int n;

	if (!s->ca_file)
		return gnutls_credentials_set(s->tls, GNUTLS_CRD_CERTIFICATE, system_trust) >= 0;
	if (gnutls_certificate_allocate_credentials(&trust) < 0)
		g_error("out of memory");
	s->own_trust = trust;
	n = gnutls_certificate_set_x509_trust_file(trust, s->ca_file, GNUTLS_X509_FMT_PEM);
	if (n <= 0) {
		stream_break(s, "no trusted certificate");
		return purser_fail(error, PURSER_HALT, "ca_file %s holds no certificate (%s)", s->ca_file,
		    n < 0 ? gnutls_strerror(n) : "it is empty");
	}
	return gnutls_credentials_set(s->tls, GNUTLS_CRD_CERTIFICATE, trust) >= 0;
}

static gboolean
session_prepare(struct stream *s, GError **error)
{
	if (gnutls_init(&s->tls, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_NO_TICKETS) < 0)
		g_error("out of memory");
	if (gnutls_priority_set(s->tls, priority) < 0)
		return purser_fail(error, PURSER_HALT, "GnuTLS refuses the priorities");
	if (!trust_load(s, error)) {
		if (error && !*error)
			purser_fail(error, PURSER_HALT, "GnuTLS refuses the trust list");
		return FALSE;
	}
	if (!is_address(s->tls_name) &&
	    gnutls_server_name_set(s->tls, GNUTLS_NAME_DNS, s->tls_name, strlen(s->tls_name)) < 0)
		return purser_fail(error, PURSER_HALT, "%s is no host name", s->tls_name);
	gnutls_session_set_verify_cert(s->tls, s->tls_name, 0);
	gnutls_handshake_set_timeout(s->tls, GNUTLS_INDEFINITE_TIMEOUT); /* the deadline is ours */
	gnutls_transport_set_ptr2(s->tls, s, GINT_TO_POINTER(s->fd));
	gnutls_transport_set_pull_function(s->tls, tls_pull);
	return TRUE;
}

gboolean
tls_start(struct stream *s, GError **error)
{
	int r;

	s->n_first = 0;
	if (!session_prepare(s, error)) {
		stream_break(s, "TLS could not be prepared");
		return FALSE;
	}
	do {
		r = gnutls_handshake(s->tls);
		if (r == GNUTLS_E_AGAIN)
			stream_poll(s, gnutls_record_get_direction(s->tls) ? POLLOUT : POLLIN);
	} while (r < 0 && !gnutls_error_is_fatal(r) && !s->problem && !plain_greeting(s));
	if (r < 0)
		return handshake_failed(s, r, error);
	/* Verified; we neither renegotiate nor take tickets, so the trust list is not needed again. */
	if (s->own_trust) {
		gnutls_credentials_clear(s->tls);
		gnutls_certificate_free_credentials(s->own_trust);
		s->own_trust = NULL;
	}
	return TRUE;
}

gssize
tls_read(struct stream *s, void *bytes, gsize size)
{
	for (;;) {
		ssize_t n = gnutls_record_recv(s->tls, bytes, size);

		if (n > 0)
			return n;
		if (n == 0 || n == GNUTLS_E_PREMATURE_TERMINATION)
			stream_lose(s, "the server closed the connection");
		else if (n == GNUTLS_E_AGAIN)
			stream_poll(s, gnutls_record_get_direction(s->tls) ? POLLOUT : POLLIN);
		else if (n == GNUTLS_E_REHANDSHAKE)
			stream_lose(s, "the server asked to renegotiate TLS");
		else if (n == GNUTLS_E_PULL_ERROR)
			stream_lose(s, "connection lost: %s", g_strerror(errno));
		else if (gnutls_error_is_fatal((int)n))
			stream_lose(s, "TLS: %s", gnutls_strerror((int)n));
		if (s->problem)
			return -1;
	}
}

gssize
tls_write(struct stream *s, const void *bytes, gsize size)
{
	for (;;) {
		ssize_t n = gnutls_record_send(s->tls, bytes, size);

		if (n > 0)
			return n;
		if (n == GNUTLS_E_AGAIN)
			stream_poll(s, gnutls_record_get_direction(s->tls) ? POLLOUT : POLLIN);
		else if (n == GNUTLS_E_PUSH_ERROR)
			stream_lose(s, "connection lost: %s", g_strerror(errno));
		else if (n < 0 && gnutls_error_is_fatal((int)n))
			stream_lose(s, "TLS: %s", gnutls_strerror((int)n));
		if (s->problem)
			return -1;
	}
}
