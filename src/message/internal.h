/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside the message room: header text, addresses, envelopes. */
#pragma once

#include "purser/message.h"

#include <gmime/gmime.h>

/* Where the message begins behind an mbox line, a byte order mark or blank lines; -1: nothing looks like a
 * header. */
gssize message_start(const guint8 *bytes, gsize size);

/* An unstructured header field's value as one line of UTF-8: unfolded, RFC 2047 words decoded, raw 8-bit
 * understood. */
char *header_text(const char *raw);
/* Appends struct address rows of an address field; groups are flattened. */
void header_addresses(const char *raw, GPtrArray *out);
/* The same of a field as most programs write it. FALSE: it is not, and nothing is added. */
gboolean header_addresses_plain(const char *raw, GPtrArray *out);
/* The same of a list that GMime has parsed; NULL: nothing. */
void header_addresses_flatten(InternetAddressList *list, GPtrArray *out);
/* The message ids in a field, without <>, at most max. */
void header_message_ids(const char *raw, GPtrArray *out, guint max);
gboolean header_date(const char *raw, gint64 *out_s, int *out_offset_s);

struct address *address_new(char *name, char *address); /* takes both */
/* "local@domain" with the domain in lower case; NULL where it cannot be one. */
char *address_clean(const char *text, gsize size);

struct envelope *envelope_of_message(GMimeMessage *message, struct envelope *parent, GPtrArray *warnings);
/* One field of a header as it stands there, folded, without its name. */
struct header_field {
	const char *name, *raw;
};
/* Of the outer message, from its fields in their order; addresses and the date are read here. NULL: not all addresses are
 * written plainly. report: its content is a
 * multipart/report about a delivery. */
struct envelope *
envelope_of_fields(const struct header_field *fields, guint n, gboolean report, GPtrArray *warnings);
void envelope_free(struct envelope *e);
/* What only the raw header tells of the outer message's author: from_trick and appended. start: where the header begins
 * for us; what stands before it may be header for others. */
void author_look(struct envelope *e, const guint8 *bytes, gsize start, gsize size);

/* message_parse() in one way alone: the proof that both tell the same. */
enum message_way { WAY_BEST, WAY_QUICK, WAY_GMIME };
struct message *message_parse_by(
    enum message_way way, const guint8 *bytes, gsize size, const struct limits *limits, GError **error);

/* Base64 and quoted-printable; out has room for g_mime_encoding_outlen(). */
gsize content_decode(GMimeEncoding *state, const guint8 *bytes, gsize size, char *out);

/* Loads the charset tables that message_text_decode() needs later, when no file may be opened. */
void message_text_preload(void);

GMimeParserOptions *message_parser_options(void);
