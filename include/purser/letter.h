/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * letter - composes what leaves: here the routed PO
 *
 * Every value in it is hostile: header injection, HTML, bidi and zero-width characters, overlong fields are dealt with
 * here. It parses nothing. The result is streamed, deterministic for the same input (so that a second sending is
 * byte-identical), with CRLF line ends.
 */
#pragma once

#include "purser/store.h"

/* Where bytes go, chunk by chunk. */
typedef gboolean (*letter_sink)(const void *bytes, gsize size, gpointer data, GError **error);

struct letter_attachment {
	const char *filename, *media_type; /* as the sender called it: data */
	GBytes *bytes;
	const char *part; /* its path, "1.2"; NULL: the part that carries the order */
};
struct letter_order {
	const struct store_item *item;
	GPtrArray *evidence;    /* struct report_evidence */
	const char *ae;         /* mail address of the account executive, or NULL */
	const char *from;       /* our mailbox, "purser <purser@acme.example>" */
	const char *const *to;  /* NULL-terminated, for the To header */
	const char *message_id; /* without <> */
	const char *mark;       /* value of X-Purser-Mark */
	gint64 date_s;
	const struct letter_attachment *attachments;
	guint n_attachments;
	const guint8 *original; /* the whole mail; NULL: not kept any more */
	gsize original_size;
};
/* Headers: From, Reply-To (the AE), To, Subject "[PO] Contoso GmbH 4500123456, EUR 112,000.00, Net 90", Date, Message-ID,
 * Auto-Submitted: auto-generated, X-Auto-Response-Suppress, X-Purser-Mark, X-Purser-Item, -PO-Number, -Customer,
 * -Customer-Id, -Amount, -Currency, -Confidence, -Relation.
 * Body: multipart/mixed { alternative {text, HTML}, attachments, original }. The original travels byte-identical as
 * message/rfc822 (7bit or 8bit); where its bytes cannot stand in a mail (bare CR or LF, NUL, lines over 998 octets),
 * byte-identical as application/octet-stream in base64, named original.eml. */
gboolean letter_order_compose(const struct letter_order *l, letter_sink sink, gpointer data, GError **error);

/* A Message-ID of ours: "purser.<item>.<random>@domain of from". */
char *letter_message_id(const char *from, gint64 item_id);
/* The mark's value, "v1 <item> <mac>"; and the check when mail comes back. mac by vault_mac, handed in as text. */
char *letter_mark(gint64 item_id, const char *mac);
gboolean letter_mark_parse(const char *mark, gint64 *out_item_id, char **out_mac);
