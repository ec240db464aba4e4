/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signin - from a server's section of the configuration to a signed-in session
 *
 * For the processes that hold credentials (fetcher, sender) and for checks by hand. It reads the secret, maps the
 * settings to those of the mailbox room, and signs in. It keeps no secret after it returns.
 */
#pragma once

#include "purser/config.h"
#include "purser/mailbox.h"

/* The secret of a server section, from wherever it is kept; is_token: an OAuth token. NULL without error: none set.
 * Errors are HALT (a person must mend it) or RETRY (the command failed, which may pass); they name the key. */
struct secret *
server_secret(const struct config_server *server, gint64 wall_s, gboolean *out_is_token, GError **error);

/* Borrows its strings from server. default_port: used when the section gives none. */
void server_stream_settings(const struct config_server *server, const struct limits *limits, int default_port,
    struct stream_settings *out);
/* 993, or 143 for starttls and none. */
int server_imap_port(const struct config_server *server);

/* Connect, read the secret, sign in. Errors as the mailbox room grades them. */
struct imap *
server_imap_open(const struct config_server *server, const struct limits *limits, GError **error);
