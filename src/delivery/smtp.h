/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * smtp - an SMTP session (RFC 5321) over the mailbox room's verified stream
 *
 * libetpan's own SMTP cannot say BODY=8BITMIME, cuts commands and loops on a tab in AUTH; so only its stream
 *is used.
 *
 *	smtp_open()      connect, greeting, EHLO, TLS, EHLO, sign-in
 *	smtp_reset()     RSET: FALSE when the connection has gone stale
 *	smtp_transfer()  one mail
 *	smtp_free()
 *
 * Every command has a deadline and every reply a bound. After an error of grade HANGUP, or once smtp_alive()
 *is FALSE, the session is only to be freed.
 */
#pragma once

#include "way.h"

struct _mailstream;

enum smtp_mechanism {
	MECHANISM_PLAIN = 1 << 0,
	MECHANISM_LOGIN = 1 << 1,
	MECHANISM_XOAUTH2 = 1 << 2,
	MECHANISM_OAUTHBEARER = 1 << 3,
};

struct smtp {
	struct _mailstream *stream;
	const struct config_ar *settings; /* borrowed */
	const struct limits *limits;
	char *helo;
	gboolean dead;
	/* What EHLO offered. */
	gboolean starttls, eight_bit, size;
	gint64 size_limit; /* 0: none told */
	guint mechanisms;
	/* The last reply: its code, and its text on one line ("550 5.1.1 no such user"). */
	int code;
	GString *text;
};

struct smtp *smtp_open(const struct config_ar *settings, const struct limits *limits, GError **error);
gboolean smtp_alive(const struct smtp *s);
gboolean smtp_reset(struct smtp *s);
void smtp_transfer(struct smtp *s, const struct parcel *p, struct verdict *v);
/* QUIT when politely, without waiting long. NULL is fine. */
void smtp_free(struct smtp *s, gboolean politely);

/* Inside: one line out, one reply in. FALSE: the connection is broken (HANGUP). */
gboolean smtp_command(struct smtp *s, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);
gboolean smtp_line(struct smtp *s, const char *line, gsize size, GError **error);
gboolean smtp_reply(struct smtp *s, GError **error);
gboolean smtp_write(struct smtp *s, const void *bytes, gsize size, GError **error);
gboolean smtp_flush(struct smtp *s, GError **error);
gboolean smtp_broken(struct smtp *s, GError **error, const char *why);
gboolean smtp_is_local(const struct smtp *s);

gboolean smtp_sign_in(struct smtp *s, GError **error);
