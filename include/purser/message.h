/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message - raw bytes to a tree of parts; addresses; forwards and quotes peeled; who really wrote
 *
 * It does not know documents or orders. GMime stays inside.
 *
 *	message_init()          once in a process
 *	message_check()         linear look at the bytes before GMime may see them; message_parse() calls it itself
 *	message_parse()         a message that breaks a limit is REJECT, and is kept by the caller, not parsed
 *	message_part_bytes()    decoded content of a leaf
 *	message_free()
 *
 *	message_peel()          of the visible text of a body: what is new, what is forwarded, what is quoted
 */
#pragma once

#include "purser/base.h"

struct address {
	char *name;    /* decoded, one line; NULL */
	char *address; /* "local@domain" as written, domain lower case; NULL when there is none */
};
void address_free(struct address *a);

/* One RFC 5322 header: of the outer message, or of one nested in it (message/rfc822, or in a forward's part). */
struct envelope {
	struct envelope *parent; /* NULL for the outer one */
	int depth;
	char *message_id; /* without <>; NULL */
	char *subject;    /* decoded, one line; the first one where there are several */
	GPtrArray *from, *sender, *reply_to, *to, *cc; /* struct address */
	gint64 date; /* unix seconds; G_MININT64 when absent or unreadable */
	int date_offset_s;
	char *in_reply_to;
	GPtrArray *references; /* char*, message ids without <> */
	char *auto_submitted;  /* RFC 3834, lower case, or NULL */
	char *precedence;      /* lower case, or NULL */
	char *return_path;     /* address, "" for <>, NULL when absent */
	char *list_id;
	char *mark; /* our own X-Purser-Mark header, or NULL */
	GPtrArray *
	    received_and_auth; /* char*: "Received: …" and "Authentication-Results: …", unfolded, topmost first; encoded
				  words are left as they are: what decodes to syntax was none */
	GPtrArray *arc; /* char*: "ARC-Seal: …" and "ARC-Authentication-Results: …", likewise */
	guint n_from_fields, n_subject_fields, n_message_id_fields,
	    n_date_fields; /* more than one is a warning sign */
	char *
	    from_trick; /* why one reader may take another From than the next one; NULL. Of the outer message only */
	char **appended; /* domains of DKIM signatures that cover less than the body (l=); NULL. Likewise */
	gboolean bounce; /* multipart/report with delivery-status, or null return path + mailer-daemon */
};

enum part_role { PART_BODY, PART_ATTACHMENT };

struct part {
	char *path;                /* "1", "1.2", as in IMAP's part numbers; nested messages go on: "2.1.1" */
	char *media_type;          /* "text/plain", lower case, as declared */
	char *filename;            /* decoded; a path in it is data: only for show. NULL */
	char *charset;             /* declared; NULL */
	char *content_id;          /* without <>; NULL */
	enum part_role role;       /* body: what a mail reader shows as the message's text */
	struct envelope *envelope; /* the message it is a leaf of; borrowed */
	struct part
	    *alternative; /* the same content in another type (multipart/alternative), or NULL; borrowed */
};

struct message {
	struct envelope *envelope; /* the outer one */
	GPtrArray *envelopes;      /* struct envelope, outer first; owns */
	GPtrArray *parts;    /* struct part, leaves in order of appearance, of nested messages too; owns */
	GPtrArray *warnings; /* char*: short reasons, as "two Subject fields" */
	void *private_data;
};

void message_init(void);
gboolean message_check(const guint8 *bytes, gsize size, const struct limits *limits, GError **error);
/* Borrows the bytes until message_free(). */
struct message *message_parse(const guint8 *bytes, gsize size, const struct limits *limits, GError **error);
void message_free(struct message *m);

/* Transfer encoding undone; REJECT beyond limits->part_size. */
GBytes *message_part_bytes(
    const struct message *m, const struct part *p, const struct limits *limits, GError **error);
/* UTF-16 or UTF-32 by its mark, or by where its zero bytes stand: the name to decode it by; NULL: it is neither. Static. */
const char *message_text_wide(const guint8 *bytes, gsize size);
/* Bytes of a text part to UTF-8: declared charset, else UTF-8, else windows-1252; never drops a byte silently. */
char *message_text_decode(const guint8 *bytes, gsize size, const char *charset, gsize max_bytes);

/* Is this content a message (and not a bare document)? For files given without a type. */
gboolean message_looks_like(const guint8 *bytes, gsize size);

/*
 * The layers of a body text. Offsets are bytes into the text given. Layer 0 is the new text on top, empty where there
 * is none; each further layer is a forward, a quote, a signature or a disclaimer, in order of appearance. Layers do not
 * overlap: one ends where the next one's header begins, and depth says how they nest. Where text goes on behind
 * something that stood in it (an answer below a quote, a body below a disclaimer) a further layer of its kind and depth
 * follows, with the same header.
 */
enum layer_how { LAYER_TOP, LAYER_FORWARD, LAYER_QUOTE, LAYER_SIGNATURE, LAYER_DISCLAIMER };
struct layer {
	enum layer_how how;
	int depth;
	gsize start, end;    /* its content, header block excluded */
	struct address from; /* of a forward's or quote's header; members NULL when not told */
	GPtrArray *to, *cc;  /* struct address; NULL */
	char *subject;
	char *date;    /* as written */
	gint64 date_s; /* unix seconds as far as understood; G_MININT64 */
};
/* Returns struct layer array (GPtrArray, owning). subject may be NULL; it helps with clients that mark forwards only
 * there (Outlook). */
GPtrArray *message_peel(const char *text, gsize size, const char *subject);
/* No "Re:" or "Fwd:" of any language before it: the writer's own words. subject may be NULL. */
gboolean message_subject_is_own(const char *subject);
