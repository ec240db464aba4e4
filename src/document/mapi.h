/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapi - Outlook's messages, from .msg files and winmail.dat, as mail messages
 *
 * Both are lists of properties (MS-OXPROPS). What a mail has of them is written down as RFC 5322, and is read as any
 * attached message is.
 *
 *	mapi_init()
 *	mapi_property() for each property, mapi_attachment_add() and ..._property() for attachments
 *	mapi_compose()
 *	mapi_clear()
 */
#pragma once

#include "purser/base.h"
#include "scribe.h"

#define MAPI_DEPTH_MAX 6 /* messages in messages */

enum mapi_type {
	MAPI_LONG = 0x03,
	MAPI_OBJECT = 0x0d,
	MAPI_ANSI = 0x1e,
	MAPI_UNICODE = 0x1f,
	MAPI_TIME = 0x40,
	MAPI_BINARY = 0x102,
};

enum mapi_text {
	MAPI_SUBJECT,
	MAPI_FROM_NAME,
	MAPI_FROM_ADDRESS,
	MAPI_SENDER_NAME,
	MAPI_SENDER_ADDRESS,
	MAPI_MESSAGE_ID,
	MAPI_IN_REPLY_TO,
	MAPI_HEADERS,
	MAPI_PLAIN,
	MAPI_TEXTS,
};

struct mapi_attachment {
	char *filename, *media_type;
	GBytes *bytes;
	gboolean message; /* bytes are a message */
};

struct mapi_recipient {
	char *name, *address; /* NULL */
	gboolean copy;        /* Cc */
};

struct mapi {
	char *text[MAPI_TEXTS]; /* UTF-8; NULL */
	GBytes *html, *rtf;     /* rtf as packed */
	gint64 date;            /* unix seconds; G_MININT64: unknown */
	guint charset;          /* code page of ANSI text */
	guint html_charset;
	GPtrArray *attachments; /* struct mapi_attachment */
	GPtrArray *recipients;  /* struct mapi_recipient */
	const struct limits *limits;
};

void mapi_init(struct mapi *m, const struct limits *limits);
void mapi_clear(struct mapi *m);
void mapi_property(struct mapi *m, guint16 id, guint16 type, const guint8 *bytes, gsize size);
/* NULL where there are too many. */
struct mapi_attachment *mapi_attachment_add(struct mapi *m);
void mapi_attachment_property(
    struct mapi *m, struct mapi_attachment *a, guint16 id, guint16 type, const guint8 *bytes, gsize size);
/* NULL where there are too many. */
struct mapi_recipient *mapi_recipient_add(struct mapi *m);
void mapi_recipient_property(const struct mapi *m, struct mapi_recipient *r, guint16 id, guint16 type,
    const guint8 *bytes, gsize size);
/* The bytes of a text property as UTF-8. */
char *mapi_decode(const struct mapi *m, guint16 type, const guint8 *bytes, gsize size);
/* depth: messages around it; it keeps the boundaries apart. */
GBytes *mapi_compose(const struct mapi *m, guint depth);

/* The message that such a file is, as RFC 5322; NULL where it cannot be read. depth: messages around it. */
GBytes *msg_to_mail(GBytes *file, const struct limits *limits);
GBytes *tnef_to_mail(GBytes *file, const struct limits *limits, guint depth);
