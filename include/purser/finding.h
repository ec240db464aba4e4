/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * finding - words to findings with proof; kind of document
 *
 * struct report is all that leaves the sandbox, and what `purser read` prints (docs/READING.md names the keys).
 * finding_examine() is a pure function. The report half (report.c) needs neither GMime nor poppler, so that the
 * keeper can hold reports without them.
 */
#pragma once

#include "purser/base.h"

enum report_verdict {
	VERDICT_OTHER,
	VERDICT_PURCHASE_ORDER,
	VERDICT_ORDER_CHANGE,
	VERDICT_ORDER_CANCELLATION,
	VERDICT_ORDER_CONFIRMATION,
	VERDICT_QUOTE,
	VERDICT_REQUEST_FOR_QUOTE,
	VERDICT_INVOICE,
	VERDICT_REMITTANCE,
	VERDICT_STATEMENT,
	VERDICT_PROMISE,
	VERDICT_N,
};
extern const char *const VERDICT_NAMES[VERDICT_N];
gboolean verdict_is_order(enum report_verdict v); /* purchase_order, order_change, order_cancellation */

/* The fields of an order, in the order they are shown. Values are canonical strings: dates ISO 8601, total a decimal
 * string, currency ISO 4217, kind one of new, change, cancel, blanket, release; the rest as printed, one line. */
#define ORDER_FIELDS(X)                             \
	X(NUMBER, "number", "PO number")            \
	X(KIND, "kind", "Kind")                     \
	X(REVISION, "revision", "Revision")         \
	X(DATE, "date", "Date")                     \
	X(BUYER, "buyer", "Buyer")                  \
	X(SUPPLIER, "supplier", "Supplier")         \
	X(CURRENCY, "currency", "Currency")         \
	X(TOTAL, "total", "Amount")                 \
	X(TERMS, "payment_terms", "Terms")          \
	X(QUOTE_REF, "quote_ref", "Quote")          \
	X(CONTRACT_REF, "contract_ref", "Contract") \
	X(BILL_TO, "bill_to", "Bill to")            \
	X(SHIP_TO, "ship_to", "Ship to")            \
	X(DELIVERY_DATE, "delivery_date", "Delivery")
enum order_field {
#define X(id, key, title) ORDER_##id,
	ORDER_FIELDS(X)
#undef X
	    ORDER_FIELD_N
};
extern const char *const ORDER_FIELD_KEYS[ORDER_FIELD_N];
extern const char *const ORDER_FIELD_TITLES[ORDER_FIELD_N];

/* One line of goods as the paper has it: quantity, unit price and total are decimals, the rest is as printed; each may
 * be NULL. */
struct order_line {
	char *position, *description, *quantity, *unit, *unit_price, *total;
};

struct order {
	char *value[ORDER_FIELD_N];             /* NULL: not found */
	double field_confidence[ORDER_FIELD_N]; /* 0 to 1 */
	double confidence;                      /* of the order as a whole */
	char *part;                             /* path of the part it stands in, "1.2" */
	char *
	    content_digest; /* hex SHA-256 of what carries it: the attachment's decoded bytes, or the folded words of a
				  body; equal digests are the same document */
	GPtrArray *lines; /* struct order_line, in the paper's order; NULL: no table of them was recognised */
	guint n_lines;    /* how many the paper has: lines holds at most limits->order_lines of them */
	char *lines_sum;  /* decimal: what all lines come to; NULL: not each of them says */
	gboolean lines_proven; /* none is missing, none misread: the paper prints their sum, or it is data */
};
void order_line_free(gpointer line); /* struct order_line */

/*
 * Lines of goods, told apart. Pure, for whoever compares two orders or keeps one.
 */
enum lines_relation {
	LINES_UNKNOWN, /* one has none, or they were read too unsurely to contradict */
	LINES_SAME,
	LINES_DIFFER,
};
/* difference (may be NULL): what differs, "line 20 quantity 5 → 7", appended; unchanged unless LINES_DIFFER. */
enum lines_relation
order_lines_compare(const struct order *old, const struct order *fresh, GString *difference);
/* Hex SHA-256 over quantities, prices, totals and words of all lines kept, however they are set; NULL: no lines. */
char *order_lines_digest(const struct order *o);
/* All of it as one text, for a column or a file, and back; NULL: no lines. FALSE: it is no such text, o is as before. */
char *order_lines_write(const struct order *o);
gboolean order_lines_read(struct order *o, const char *text);

/*
 * Terms of payment, parsed from the words of ORDER_TERMS. A pure function: nothing of it is stored or sent, whoever
 * needs the parts asks for them. What can be read in two ways says so, and no reading is preferred.
 */
enum terms_kind {
	TERMS_NET,         /* days behind a base, or at a month's end; with discounts or without */
	TERMS_IMMEDIATE,   /* at once, on receipt of the invoice */
	TERMS_PREPAYMENT,  /* all of it before delivery */
	TERMS_ON_DELIVERY, /* cash on delivery */
	TERMS_INSTALMENTS,
	TERMS_KIND_N,
};
enum terms_base {
	TERMS_BASE_UNSAID,
	TERMS_BASE_INVOICE,  /* its date */
	TERMS_BASE_RECEIPT,  /* of the invoice */
	TERMS_BASE_DELIVERY, /* of the goods */
	TERMS_BASE_ORDER,
	TERMS_BASE_COMPLETION, /* acceptance of the work */
	TERMS_BASE_N,
};
enum terms_month {
	TERMS_MONTH_NONE,
	TERMS_MONTH_AFTER,  /* the days, then on to the end of that month */
	TERMS_MONTH_FIRST,  /* on to the end of the month, then the days */
	TERMS_MONTH_EITHER, /* "45 jours fin de mois" is read in both ways */
	TERMS_MONTH_N,
};
extern const char
    *const TERMS_KIND_NAMES[TERMS_KIND_N]; /* net, immediate, prepayment, on_delivery, instalments */
extern const char
    *const TERMS_BASE_NAMES[TERMS_BASE_N]; /* NULL, invoice, receipt, delivery, order, completion */
extern const char *const TERMS_MONTH_NAMES[TERMS_MONTH_N]; /* NULL, after, first, either */

enum { TERMS_DISCOUNTS = 4, TERMS_PARTS = 8 };
struct payment_terms {
	enum terms_kind kind;
	int days;      /* net; -1: not said */
	int month_day; /* due on this day of the next month ("10th prox."); 0: none */
	enum terms_base base;
	enum terms_month month;
	struct terms_discount {
		int basis_points; /* 2.5 % is 250 */
		int days;         /* -1: by month_day */
		int month_day;
	} discount[TERMS_DISCOUNTS]; /* the soonest first */
	guint n_discounts;
	struct terms_part {
		int basis_points; /* of the whole; -1: shares are not said */
		enum terms_base base;
		int days; /* behind it; 0: at once */
	} part[TERMS_PARTS];
	guint n_parts;
	gboolean whole;        /* every word of the text was understood */
	const char *ambiguous; /* static: what can be read in two ways; NULL: nothing */
};
/* FALSE: these are no terms that are understood; out is as before. */
gboolean terms_parse(const char *text, struct payment_terms *out);
enum terms_relation {
	TERMS_SAME,      /* as far as both say */
	TERMS_UNSURE,    /* one reading of an ambiguous one is the other */
	TERMS_DIFFERENT, /* Net 45 and Net 90 */
};
enum terms_relation terms_compare(const struct payment_terms *a, const struct payment_terms *b);
/* In few words, the same for the same terms: "net 30 from invoice, 2 % within 10". */
char *terms_write(const struct payment_terms *t);
/* When the whole is due, of an invoice dated (or received, or of goods delivered) on this day: the first and the last
 * day by all readings. FALSE: it depends on what terms alone do not say. */
gboolean
terms_due(const struct payment_terms *t, struct day from, struct day *out_first, struct day *out_last);

struct report_address {
	char *name, *address;
};
struct report_contact {
	char *role, *name, *address, *phone, *organisation;
};
struct report_portal {
	char *name, *url;
};
struct report_bank_account {
	char *scheme, *country, *masked, *bank_code, *bic, *holder, *whose;
	/* by the hook below and its owner, NULL without it */
	char *fingerprint; /* hex, keyed: equality without the number */
	char *
	    standing; /* beside the accounts of ours: approved, altered, swapped, unknown; NULL: there are none */
	char *sealed; /* base64: the number, for AR's keys; NULL where report_may_be_kept() is FALSE, too */
};
/* Something of the customer's finance unit, on somebody's word. */
extern const char *const MAP_KIND_NAMES[]; /* the kinds, in the order of a dossier; ends with NULL */
struct report_fact {
	char *
	    kind; /* billing_contact, approver, dispute_contact, buyer_contact, invoice_route, portal, bill_to,
			 po_required, payment_terms, our_entity */
	char *
	    value; /* a mail address (or a name where none is told), a portal's name, a postal address, yes or no, terms */
	char *name;   /* of a person; NULL */
	char *detail; /* a title, a portal's URL; NULL */
	char *how;    /* of a route: email, portal, post; of terms: accepted, stated, order; NULL */
	char *source; /* statement, signature, forwarded, colleague, document, portal */
	char *by;     /* who says it: a mail address, or a name */
	char *text;   /* the line that says it, accounts masked */
	char *part, *rule;
};
/* What running text announces or asks for. kind: bank-change, payment-demand, receivables-request. */
struct report_notice {
	char *kind, *text, *part, *rule;
};
/* An order that somebody of a customer says will come. */
struct report_promise {
	char *text;   /* the sentence, accounts masked */
	char *due;    /* by when, ISO 8601; NULL: nothing is said of that */
	char *quote;  /* the quote that it answers; NULL */
	char *amount; /* "EUR 112000.00"; NULL */
	char *by;     /* who says it: a mail address */
	char *said;   /* on which day, ISO 8601; NULL */
	char *part, *rule;
};
/* A line of the writer's own new text that asks for something: "route 12". Of nothing else of the text is told. */
extern const char
    *const COMMAND_VERBS[]; /* NULL-terminated: route, reject, number, customer, none, not-mine, bank */
enum { COMMANDS_MAX = 50 };
struct report_command {
	char *verb;     /* one of COMMAND_VERBS */
	char *item;     /* digits; NULL: none, or not understood */
	char *argument; /* the rest of the line, accounts masked; NULL */
};
struct report_document {
	char *part, *filename, *media_type, *verdict, *read, *why;
	int pages;
};
struct report_evidence {
	char *field, *text, *part, *rule;
	int page;
	double box[4];
	char *line; /* of the document, that the value stands on; NULL */
};

struct report {
	char *error; /* why nothing could be read; then all else is empty */
	char *message_id, *date, *subject;
	struct report_address from;
	struct report_address origin;
	char *origin_date, *origin_how; /* header, inline-forward, attached-forward, quoted */
	char *reply_to;                 /* first address */
	char *direction;                /* inbound, outbound, internal, unknown */
	char *authenticity, *authenticity_why;
	char *auth_server; /* the server of ours that judged it; NULL: none did */
	char *auth_dmarc;  /* what it says of DMARC: pass, fail, none, …; NULL: nothing */
	char *pressure;    /* words that hurry or silence people, found in a body; NULL */
	enum report_verdict verdict;
	double confidence;
	GPtrArray *reasons;      /* char*: why this verdict */
	GPtrArray *warnings;     /* char*: hidden text, two From fields, … */
	GPtrArray *orders;       /* struct order */
	GPtrArray *cited_orders; /* char* */
	GPtrArray *contacts;     /* struct report_contact */
	GPtrArray *portals;
	GPtrArray *facts;    /* struct report_fact */
	GPtrArray *notices;  /* struct report_notice */
	GPtrArray *promises; /* struct report_promise */
	GPtrArray *commands; /* struct report_command, in the order of the text */
	char *invoice_to_how, *invoice_to_value;
	GPtrArray *bank_accounts;
	GPtrArray *documents;
	GPtrArray *evidence;
	char *mark;         /* our own mark header's value */
	gboolean automatic; /* auto-reply, list or bulk mail */
	gboolean bounce;
	char *in_reply_to;
	GPtrArray *references;   /* char* */
	gboolean complex_format; /* the reader ran a complex parser for it */
	gboolean unseen;         /* a reader with text recognition would see more */
};
struct report *report_new(void);
void report_free(struct report *r);
gboolean report_brings_order(const struct report *r);
/* The first account of a message that nobody should pay to unseen: like one of ours and not it, or in our name and not
 * registered; NULL: none. Only where accounts are registered. */
const struct report_bank_account *report_remit_to(const struct report *r);
/* FALSE: its accounts are not kept, because it brings no order and alarms nobody. */
gboolean report_may_be_kept(const struct report *r);
/* When the innermost letter was written, as it says itself; NULL: it does not. */
const char *report_written(const struct report *r);
struct order *order_new(void);
struct order *order_copy(const struct order *o);
/* What o does not say and more does. */
void order_fill(struct order *o, const struct order *more);
void order_free(struct order *o);

/* Column tables, so that packing, JSON and storing are loops: rows of {key, offset}. All columns are char*. */
struct report_column {
	const char *key;
	gsize offset;
};
extern const struct report_column REPORT_CONTACT_COLUMNS[], REPORT_PORTAL_COLUMNS[], REPORT_FACT_COLUMNS[],
    REPORT_NOTICE_COLUMNS[], REPORT_PROMISE_COLUMNS[], REPORT_COMMAND_COLUMNS[], REPORT_BANK_COLUMNS[],
    REPORT_DOCUMENT_COLUMNS[], REPORT_EVIDENCE_COLUMNS[], ORDER_LINE_COLUMNS[],
    REPORT_HEAD_COLUMNS[]; /* each ends with a NULL key */

/* The wire form, appended to out; checked on the way in: caps, valid UTF-8, verdict and names within their sets. */
void report_pack(const struct report *r, struct flat *out);
struct report *report_unpack(const guint8 *bytes, gsize size, const struct limits *limits, GError **error);

/*
 * An account's whole number. It never leaves the process that found it, or that asked a person for it.
 *
 * text is canonical, letters and digits alone: of an IBAN what follows its check digits, else the bank's code and the
 * account. An IBAN of Great Britain is its sort code and account ("uk"): both forms are the same account.
 */
enum { BANK_TEXT_MAX = 40 };
struct bank_number {
	const char *scheme; /* static: iban, aba, uk, bsb, ca, clabe, ifsc */
	char country[3];
	char text[BANK_TEXT_MAX + 1];
	char bank[BANK_TEXT_MAX + 1],
	    account[BANK_TEXT_MAX + 1];  /* its parts, without national check digits; "" */
	char written[2 * BANK_TEXT_MAX]; /* for people */
	gboolean proven;                 /* its check digits hold, as far as there are any */
};
/* As a person types it: an IBAN, or SCHEME and the number ("aba 021000021 123456789"). REJECT: it is none, or a typo. */
gboolean bank_number_parse(const char *typed, struct bank_number *out, GError **error);
/* As reports show it: "DE****3000". */
char *bank_number_mask(const struct bank_number *n);

/* Who is told each whole number while a message is read, and fills fingerprint and standing. FALSE: it has nothing to do
 * with ours, so that one whose check digits do not hold is no account. */
struct finding_bank {
	gboolean (*judge)(const struct bank_number *n, struct report_bank_account *row, gpointer data);
	gpointer data;
};

/* Pay.UK's table of weights for British sort codes, and its substitutions, as text. NULL: REJECT, which line is wrong. */
struct modulus_table;
struct modulus_table *modulus_table_parse(const char *text, gsize size, GError **error);
void modulus_table_free(struct modulus_table *t); /* NULL: nothing */

/* Who we are. Borrowed strings. */
struct finding_us {
	const char *const *names;   /* our legal entities and trade names; NULL-terminated, may be NULL */
	const char *const *domains; /* our mail domains */
	const char *const *authserv_ids; /* whose Authentication-Results count */
	const char *const
	    *inner_hops; /* domains of hosts behind the boundary, whose Received may stand above them */
	const char *const *arc_sealers;      /* whose word counts where our server says arc=pass */
	gboolean authserv_unnamed;           /* our server does not say its name (Microsoft 365) */
	gboolean authserv_below;             /* it writes below its own Received (Google) */
	const struct finding_bank *bank;     /* NULL: accounts are masked, and that is all */
	const struct modulus_table *modulus; /* NULL: British accounts are taken by their shape alone */
};

struct message;
struct document;
struct finding_part {
	const struct document *document;
	const char *path, *filename; /* path of the part, "1.2"; an archive's entry: "1.2/3" */
	const struct part *part;     /* NULL for a bare document or an inner one */
	GPtrArray *layers;           /* of a body (message_peel), or NULL */
	GBytes *bytes;               /* decoded content */
};
/* Builds the tables of words and rules, once in a process: some ten milliseconds that a parent pays for its children. */
void finding_init(void);
/* message NULL: a bare document. Fills the report; never fails. today bounds plausible dates. */
void finding_examine(const struct message *message, const struct finding_part *parts, guint n_parts,
    const struct finding_us *us, struct day today, const struct limits *limits, struct report *out);
/* Only the accounts in these parts: all that is asked of what is not read, and somebody may see. */
void finding_accounts(const struct finding_part *parts, guint n_parts, const struct finding_us *us,
    const struct limits *limits, struct report *out);

/* Digits that may be an account number are masked to their last four. */
char *text_mask_accounts(const char *text);

/* The rule set's version, as in `version` of `purser read`. */
extern const char FINDING_RULES_VERSION[];
/* Runs every rule's own example and counter-example; returns the number that fail, and says which. */
guint finding_rules_selftest(GString *out_failures);
