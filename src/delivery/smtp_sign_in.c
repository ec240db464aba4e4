/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signing in (RFC 4954): PLAIN, LOGIN, XOAUTH2, OAUTHBEARER (RFC 7628).
 *
 * What a server says to a refused sign-in is not repeated: it could be our own words. Only its codes are
 * shown.
 */
#include "smtp.h"

#include "purser/signin.h"

#include <libetpan/mailstream.h>
#include <string.h>

#define INITIAL_MAX 480 /* a longer first response goes on a line of its own (RFC 4954 4) */

#define HOST(s) ((s)->settings->server.host)

/* base64 of the pieces, joined; to be wiped with secret_wipe(). */
static char *
encode(const char *const *pieces, const gsize *sizes, guint n)
{
	g_autoptr(GByteArray) plain = NULL;
	gsize total = 0;
	char *out;

	for (guint i = 0; i < n; i++)
		total += sizes[i];
	/* Sized at once, so that no copy is left behind by growing. */
	plain = g_byte_array_sized_new((guint)total + 1);
	for (guint i = 0; i < n; i++)
		g_byte_array_append(plain, (const guint8 *)pieces[i], (guint)sizes[i]);
	out = g_base64_encode(plain->data, plain->len);
	secret_wipe(plain->data, plain->len);
	return out;
}

static char *
response_plain(const struct config_server *server, const struct secret *secret)
{
	const char *pieces[] = { "\0", server->user, "\0", secret_bytes(secret) };
	const gsize sizes[] = { 1, strlen(server->user), 1, secret_size(secret) };

	return encode(pieces, sizes, 4);
}

static char *
response_xoauth2(const struct config_server *server, const struct secret *secret)
{
	const char *pieces[] = { "user=", server->user, "\1auth=Bearer ", secret_bytes(secret), "\1\1" };
	const gsize sizes[] = { 5, strlen(server->user), 13, secret_size(secret), 2 };

	return encode(pieces, sizes, 5);
}

static char *
response_oauthbearer(const struct config_server *server, const struct secret *secret)
{
	g_autofree char *head =
	    g_strdup_printf("n,a=%s,\1host=%s\1port=%d\1auth=Bearer ", server->user, server->host,
		server->port                  ? server->port
		: server->tls == TLS_IMPLICIT ? 465
					      : 587);
	const char *pieces[] = { head, secret_bytes(secret), "\1\1" };
	const gsize sizes[] = { strlen(head), secret_size(secret), 2 };

	return encode(pieces, sizes, 3);
}

static char *
response_login(const struct config_server *server, const struct secret *secret G_GNUC_UNUSED)
{
	return g_base64_encode((const guchar *)server->user, strlen(server->user));
}

struct mechanism {
	const char *name;
	enum smtp_mechanism bit;
	enum config_auth auth;
	gboolean token;
	gboolean initial; /* the first response may stand in the command */
	char *(*response)(const struct config_server *server, const struct secret *secret);
	const char *give_up; /* the answer to the server's account of its refusal */
};

/* In the order of preference. */
static const struct mechanism MECHANISMS[] = {
	{ "PLAIN", MECHANISM_PLAIN, AUTH_PLAIN, FALSE, TRUE, response_plain, "*" },
	{ "LOGIN", MECHANISM_LOGIN, AUTH_LOGIN, FALSE, FALSE, response_login, "*" },
	{ "XOAUTH2", MECHANISM_XOAUTH2, AUTH_XOAUTH2, TRUE, TRUE, response_xoauth2, "" },
	{ "OAUTHBEARER", MECHANISM_OAUTHBEARER, AUTH_OAUTHBEARER, TRUE, TRUE, response_oauthbearer, "AQ==" },
};

static const struct mechanism *
mechanism_choose(const struct smtp *s, gboolean is_token, GError **error)
{
	enum config_auth wanted = s->settings->server.auth;

	for (guint i = 0; i < G_N_ELEMENTS(MECHANISMS); i++) {
		const struct mechanism *m = &MECHANISMS[i];

		if ((wanted == AUTH_AUTO ? m->token == is_token : m->auth == wanted) &&
		    (s->mechanisms & m->bit))
			return m;
	}
	purser_fail(error, PURSER_HALT,
	    "%s offers no way to sign in with a %s%s: check auth = and tls =", HOST(s),
	    is_token ? "token" : "password", wanted == AUTH_AUTO ? "" : " by auth = as it is set");
	return NULL;
}

/* "535 5.7.8", and nothing of what follows. */
static char *
codes_only(const struct smtp *s)
{
	const char *enhanced = s->text->len > 4 ? s->text->str + 4 : "";
	gsize n = strspn(enhanced, "0123456789.");

	if (n < 5 || n > 11)
		return g_strdup_printf("%d", s->code);
	return g_strdup_printf("%d %.*s", s->code, (int)n, enhanced);
}

static gboolean
say(struct smtp *s, const char *line, GError **error)
{
	gboolean ok = smtp_line(s, line, strlen(line), error);

	/* The stream's buffer would keep it. */
	if (!s->stream->write_buffer_len)
		secret_wipe(s->stream->write_buffer, s->stream->buffer_max_size);
	return ok && smtp_reply(s, error);
}

static gboolean
exchange(struct smtp *s, const struct mechanism *m, const struct secret *secret, GError **error)
{
	char *response = m->response(&s->settings->server, secret), *line = NULL;
	gsize size = strlen(response);
	gboolean ok;

	if (m->initial && size <= INITIAL_MAX) {
		line = g_strdup_printf("AUTH %s %s", m->name, response);
		ok = say(s, line, error);
		secret_wipe(line, strlen(line));
	} else {
		ok =
		    smtp_command(s, error, "AUTH %s", m->name) && (s->code != 334 || say(s, response, error));
	}
	g_free(line);
	secret_wipe(response, size);
	g_free(response);
	if (ok && s->code == 334 && m->bit == MECHANISM_LOGIN) {
		response = g_base64_encode((const guchar *)secret_bytes(secret), secret_size(secret));
		ok = say(s, response, error);
		secret_wipe(response, strlen(response));
		g_free(response);
	}
	/* A refused token is explained in a challenge; the refusal itself comes after our answer. */
	if (ok && s->code == 334)
		ok = say(s, m->give_up, error);
	return ok;
}

static gboolean
sign_in_result(struct smtp *s, gboolean is_token, GError **error)
{
	g_autofree char *codes = codes_only(s);

	if (s->code == 235)
		return TRUE;
	if (s->code / 100 == 4 || s->dead)
		return purser_fail(error, PURSER_RETRY, "%s cannot sign us in now (%s)", HOST(s), codes);
	return purser_fail(error, PURSER_HALT, "%s refused the %s of %s (%s): check %s", HOST(s),
	    is_token ? "token" : "password", s->settings->server.user, codes,
	    is_token ? "token_command" : "user and its password");
}

gboolean
smtp_sign_in(struct smtp *s, GError **error)
{
	const struct config_server *server = &s->settings->server;
	const struct mechanism *m;
	struct secret *secret;
	GError *why = NULL;
	gboolean is_token, ok;

	if (server->auth == AUTH_NONE || !server->user)
		return TRUE;
	if (!stream_tls_version(s->stream) && !smtp_is_local(s))
		return purser_fail(
		    error, PURSER_HALT, "%s: no password goes over a connection without TLS", HOST(s));
	for (const char *u = server->user; *u; u++)
		if ((guchar)*u < 0x20 || *u == 0x7f)
			return purser_fail(error, PURSER_HALT, "a control character in user of %s", HOST(s));
	secret = server_secret(server, s->limits->command_wall, &is_token, &why);
	if (!secret) {
		if (!why)
			purser_fail(&why, PURSER_HALT,
			    "no secret is configured for %s at %s: set password_file", server->user, HOST(s));
		g_propagate_error(error, why);
		return FALSE;
	}
	m = mechanism_choose(s, is_token, error);
	ok = m && exchange(s, m, secret, error);
	secret_free(secret);
	return ok && sign_in_result(s, is_token, error);
}
