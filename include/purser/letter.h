/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * letter - composes what leaves: the routed PO, AR's digest, alerts, letters to AEs
 *
 * Every value in it is hostile: header injection, HTML, bidi and zero-width characters, overlong fields are dealt with
 * here. It parses no mail. The result is streamed, deterministic for the same input (so that a second sending is
 * byte-identical), with CRLF line ends.
 *
 * What a letter says stands in templates (config/templates in the sources, built into the program; a file of the same name in
 * the folder given to letter_templates_load() replaces one).
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
struct letter_templates;
struct letter_order {
	struct letter_templates *templates; /* NULL: ours */
	const struct store_item *item;
	GPtrArray *evidence;    /* struct report_evidence */
	const GPtrArray *facts; /* struct customer_fact: what is on record where the order is silent; NULL */
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

/* --- templates --- */

/* folder: where a company's own templates lie, "/etc/purser/templates"; NULL or absent: none. Never fails: what is wrong
 * is a problem, "FILE:LINE: …", and ours is taken. */
struct letter_templates *letter_templates_load(const char *folder);
void letter_templates_free(struct letter_templates *set);
/* Renders every letter with an example's values: afterwards the problems are all there are. */
void letter_templates_try(struct letter_templates *set);
/* What went wrong since it was last asked; yours. */
GPtrArray *letter_templates_problems(struct letter_templates *set); /* char* */

/* --- letters of every kind --- */

/* How numbers and dates are written. The order is that of config's names. */
enum letter_language {
	LETTER_EN,
	LETTER_DE,
	LETTER_FR,
	LETTER_IT,
	LETTER_ES,
	LETTER_NL,
	LETTER_PT,
	LETTER_LANGUAGE_N
};
struct letter_head {
	struct letter_templates *templates;
	const char *from;
	const char *const *to;     /* NULL-terminated */
	const char *const *inside; /* our domains: to anybody else nothing is written */
	const char *reply_to;      /* NULL: from */
	const char *message_id, *mark;
	const char *const *references; /* Message-IDs, oldest first; NULL-terminated; NULL: none */
	gint64 date_s;
	enum letter_language language;
	const char *time_zone; /* NULL: the machine's */
};
/* As it is shown; csv NULL: nothing is attached. */
struct letter_text {
	char *subject, *text, *html;
	char *list; /* of List-Id: "digest morning" */
	char *csv;  /* UTF-8 with a mark at its start, line ends "\n" */
};
void letter_text_clear(struct letter_text *t);
/* May it be written to: plainly an address, and one of ours? */
gboolean letter_address_fits(const char *address, const char *const *inside);
/* As it travels: Auto-Submitted: auto-generated, X-Auto-Response-Suppress: All, List-Id, X-Purser-Mark, References.
 * REJECT: one of `to` is none of us, or the head is malformed. */
gboolean letter_text_write(const struct letter_text *t, const struct letter_head *h, letter_sink sink,
    gpointer data, GError **error);
/* So that mail programs show it whole: Gmail clips at 102 kB. */
enum { LETTER_BYTES_MAX = 90000 };

/* --- the digest: a plain struct with lists --- */

/* In the order of the letter. */
enum digest_section {
	DIGEST_NEEDS,      /* held, for review, not delivered: AR must act */
	DIGEST_ALERTS,     /* remit-to, look-alike, large orders … */
	DIGEST_WAITING,    /* a promised order that has not come, a deal without its order */
	DIGEST_MISSING,    /* what is not known of a customer before the first invoice */
	DIGEST_UNREADABLE, /* encrypted, damaged, quarantined, too large */
	DIGEST_FORWARDED,  /* went to AR by itself since the last digest */
	DIGEST_SECTION_N
};

/* One line of a list; what is NULL is left out. All of it may be hostile. */
struct digest_row {
	gint64 item_id;      /* its short number, as `purser list` shows it: "route 12"; 0: none */
	char *title;         /* what it is about: "4500123456", "Q-2041", "scan0021.pdf" */
	char *customer;      /* and who */
	struct money amount; /* currency "": none */
	char *amount_text;   /* as found, where it is no amount of a known currency */
	char *note;          /* short: "Net 90", "bill to ap@contoso.example" */
	char *why;           /* why it is here, a sentence */
	char *proof;         /* where it was found, who wrote it, whether authentic */
	char *ae;            /* mail address */
	char *settle;        /* what to answer or to do */
	gint64 at_s;         /* since when */
	gboolean grave;      /* shown with a warning's colour */
};
struct digest_list {
	GPtrArray *rows;  /* struct digest_row, the most important first; at most DIGEST_ROWS_MAX */
	guint64 total;    /* of all there are */
	GArray *sums;     /* struct money: of all there are, one per currency, by its code */
	guint64 unsummed; /* with an amount that is none of a known currency */
};
enum { DIGEST_ROWS_MAX = 60 };

/* A mailbox's account: seen = routed + held + review + ignored + failed, or something is wrong. */
struct digest_mailbox {
	char *name, *owner;
	gint64 seen, routed, held, review, ignored, failed;
	gint64 missing; /* seen, but nowhere in the account; negative: counted twice */
	guint64 backlog;
	gint64 reached_s; /* read up to; 0: never */
	char *problem;    /* NULL: well */
	gboolean silent;  /* not reached for longer than its section allows */
};

struct letter_digest {
	char *name;
	gint64 now_s, since_s;
	char *forward_to; /* where a person sends what was missed; NULL */
	struct digest_list list[DIGEST_SECTION_N];
	GPtrArray *mailboxes; /* struct digest_mailbox */
	char *audit;          /* head of the audit log, "12:HASH"; NULL: it is empty */
	gboolean observing;   /* nothing was sent */
	gboolean by_reply;
};
struct letter_digest *letter_digest_new(void);
void letter_digest_free(struct letter_digest *d);
/* Takes the row: counts it, sums its amount, and keeps it where there is room. */
void digest_list_add(struct digest_list *l, struct digest_row *row);
/* Counts and sums what is not shown. */
void digest_list_count(struct digest_list *l, const struct money *amount);
void digest_row_free(struct digest_row *row);
/* "112000.00" and "EUR"; FALSE: no amount of a known currency. */
gboolean digest_money(const char *total, const char *currency, struct money *out);

/* What AR needs to know before a customer's first invoice, as it is asked of an AE. Ends with a NULL fact. */
struct letter_needed {
	const char *fact; /* in MAP_KIND_NAMES */
	const char *words;
};
extern const struct letter_needed LETTER_NEEDED[];

/* What the configuration says of a mailbox. */
struct digest_watch {
	const char *name, *owner;
	gint64 silent_after_s;
};
struct digest_request {
	const char *name;       /* of the digest */
	const char *forward_to; /* where a person sends what was missed; NULL */
	gint64 now_s;
	gint64 since_s; /* what was forwarded after it is told */
	const struct digest_watch *watches;
	guint n_watches;
	gboolean observing;
	gboolean
	    by_reply; /* an answer to the digest is understood ("route 12"); else rows name the command */
};
/* Asks every feed (the table in src/letter/feeds.c: one function adds to one list). */
struct letter_digest *letter_digest_gather(struct store *s, const struct digest_request *r, GError **error);
/* With fewer rows where it would become larger than LETTER_BYTES_MAX. */
gboolean letter_digest_render(
    const struct letter_digest *d, const struct letter_head *h, struct letter_text *out, GError **error);
/* Nothing to tell: no news anywhere (that something is not known of a customer is none), and every mailbox well. */
gboolean letter_digest_is_quiet(const struct letter_digest *d);
extern const char *const DIGEST_SECTION_KEYS[DIGEST_SECTION_N]; /* "needs", … for JSON and CSV */
extern const char *const DIGEST_SECTION_TITLES[DIGEST_SECTION_N];

/* --- alerts, at once --- */

struct letter_alert {
	const struct store_alert *alert;
	const char *customer; /* its name; NULL */
	gboolean by_reply;    /* "settle 7" in an answer is understood */
};
/* One letter about one, or about many that came in a short time. */
gboolean letter_alert_render(const struct letter_alert *alerts, guint n, const struct letter_head *h,
    struct letter_text *out, GError **error);

/* --- letters to AEs --- */

/* A kind is a row and three templates of its name (NAME.subject, .txt, .html). What these may show: facts, by name; a
 * fact whose name ends in _on is a day (2026-06-02), one named amount is "EUR 112000.00"; a list is a fact given several
 * times, shown by {{#name}}{{value}}{{/name}}, with {{#name_any}} where there is one. */
struct letter_kind {
	const char *name, *help;
	const char *const *values, *const *lists; /* NULL-terminated */
	const char *const *sample; /* name, value, name, value …, NULL: for previews and tests */
};
extern const struct letter_kind LETTER_KINDS[]; /* ends with a NULL name */
const struct letter_kind *letter_kind_find(const char *name);
struct store_letter *letter_kind_sample(const struct letter_kind *kind);
/* Everything for one AE in one letter. for_ae: whose letters these were, before the owner got them; NULL.
 * forward_to: where the AE may send an order; by_reply: answers are understood. */
struct letter_ae {
	const GPtrArray *letters; /* struct store_letter */
	const char *for_ae, *forward_to;
	gboolean by_reply;
};
enum { LETTER_PARTS_MAX = 30 }; /* in one letter; the rest waits for the next day */
gboolean letter_ae_render(
    const struct letter_ae *ae, const struct letter_head *h, struct letter_text *out, GError **error);
