/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place that turns a server's section into a session, so that fetcher and sender cannot differ. */
#include "purser/signin.h"

#include <string.h>

/* A problem with a secret names its key; what the vault says is the reason. */
static void
secret_problem(GError **error, const struct config_server *server, const char *key)
{
	g_prefix_error(error, "%s for %s at %s: ", key, server->user ? server->user : "(no user)",
	    server->host ? server->host : "(no host)");
}

struct secret *
server_secret(const struct config_server *server, gint64 wall_s, gboolean *out_is_token, GError **error)
{
	struct secret *secret = NULL;
	const char *key;

	*out_is_token = FALSE;
	if (server->auth == AUTH_NONE)
		return NULL;
	if (server->token_command) {
		key = "token_command";
		secret = secret_from_command(server->token_command, wall_s, error);
	} else if (server->password_credential) {
		key = "password_credential";
		secret = secret_from_credential(server->password_credential, error);
	} else if (server->password_file) {
		key = "password_file";
		secret = secret_from_file(server->password_file, error);
	} else if (server->password_command) {
		key = "password_command";
		secret = secret_from_command(server->password_command, wall_s, error);
	} else {
		return NULL;
	}
	if (!secret) {
		secret_problem(error, server, key);
		return NULL;
	}
	/* A line break or NUL inside would become a second command on the wire. */
	for (gsize i = 0; i < secret_size(secret); i++) {
		if ((guchar)secret_bytes(secret)[i] < 0x20 || secret_bytes(secret)[i] == 0x7f) {
			secret_free(secret);
			purser_fail(error, PURSER_HALT,
			    "it holds a control character: a secret is one line of printable text");
			secret_problem(error, server, key);
			return NULL;
		}
	}
	if (secret_size(secret) == 0) {
		secret_free(secret);
		purser_fail(error, PURSER_HALT, "it is empty");
		secret_problem(error, server, key);
		return NULL;
	}
	*out_is_token = server->token_command != NULL;
	return secret;
}

int
server_imap_port(const struct config_server *server)
{
	return server->port ? server->port : server->tls == TLS_IMPLICIT ? 993 : 143;
}

void
server_stream_settings(const struct config_server *server, const struct limits *limits, int default_port,
    struct stream_settings *out)
{
	static const enum stream_tls TLS[] = {
		[TLS_IMPLICIT] = STREAM_TLS,
		[TLS_STARTTLS] = STREAM_STARTTLS,
		[TLS_NONE] = STREAM_PLAIN,
	};

	*out = (struct stream_settings){
		.host = server->host,
		.port = server->port ? server->port : default_port,
		.tls = TLS[server->tls],
		.ca_file = server->ca_file,
		.tls_name = server->tls_name,
		.command_wall_s = limits->command_wall,
		.line_size = limits->line_size,
	};
}

struct imap *
server_imap_open(const struct config_server *server, const struct limits *limits, GError **error)
{
	static const enum sign_in_how HOW[] = {
		[AUTH_AUTO] = SIGN_IN_AUTO,
		[AUTH_PLAIN] = SIGN_IN_PLAIN,
		[AUTH_LOGIN] = SIGN_IN_LOGIN,
		[AUTH_XOAUTH2] = SIGN_IN_XOAUTH2,
		[AUTH_OAUTHBEARER] = SIGN_IN_OAUTHBEARER,
	};
	enum sign_in_how how = server->auth == AUTH_NONE ? SIGN_IN_AUTO : HOW[server->auth];
	struct stream_settings stream;
	struct secret *secret;
	struct imap *imap;
	GError *why = NULL;
	gboolean is_token, done;

	/* The secret first: a command that fails should not cost the server a connection. */
	secret = server_secret(server, limits->command_wall, &is_token, &why);
	if (!secret) {
		if (!why)
			purser_fail(&why, PURSER_HALT,
			    "no secret is configured for %s at %s: set password_file",
			    server->user ? server->user : "(no user)", server->host);
		g_propagate_error(error, why);
		return NULL;
	}
	server_stream_settings(server, limits, server_imap_port(server), &stream);
	imap = imap_connect(&stream, error);
	/* What we have is a token: only these two take one. XOAUTH2 is what the large providers speak. */
	if (imap && is_token && how == SIGN_IN_AUTO)
		how = imap_has(imap, "AUTH=OAUTHBEARER") && !imap_has(imap, "AUTH=XOAUTH2")
			  ? SIGN_IN_OAUTHBEARER
			  : SIGN_IN_XOAUTH2;
	done = imap && imap_sign_in(imap, server->user, secret, how, error);
	secret_free(secret);
	if (done)
		return imap;
	if (imap)
		imap_free(imap);
	return NULL;
}
