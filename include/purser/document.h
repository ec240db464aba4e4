/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document - whatever comes in becomes pages of words with boxes, or structured facts
 *
 * It does not know orders. poppler and the like stay inside. Files are known by content, not by suffix.
 *
 *	document_init()   once in a process (before its sandbox closes)
 *	document_read()   always gives a document; what could not be read says so in `read` and `why`
 *	document_free()
 */
#pragma once

#include "purser/eye.h"
#include "purser/message.h"

/* How it was read; the names are those of `purser read`. */
enum document_read_state {
	READ_TEXT,
	READ_OCR,
	READ_STRUCTURED,
	READ_ENCRYPTED,
	READ_DAMAGED,
	READ_SKIPPED,
};
extern const char *const DOCUMENT_READ_NAMES[];

enum document_unit {
	UNIT_POINTS, /* PDF and images: boxes in points, origin top left of the page */
	UNIT_CHARS, /* text, HTML, grids: x in characters, y in lines (a word on line 3 has y0 = 3, y1 = 4) */
};

enum word_flag {
	WORD_HIDDEN = 1 << 0, /* not visible to a person: no label, no value; a warning sign */
	WORD_BOLD = 1 << 1,
	WORD_CELL_START = 1 << 2, /* a new cell or column begins with it */
	WORD_CITED = 1 << 3,      /* HTML says that it is quoted, a signature or struck out */
};

struct word {
	guint32 offset, size; /* its bytes in document->text */
	guint32 line;         /* index over the whole document, reading order */
	guint16 page;         /* from 1: of a workbook its sheet; 0: there are no pages */
	guint16 flags;
	float x0, y0, x1, y1;
	guint8 doubt; /* of text recognition: 0 is sure, 100 no idea; always 0 elsewhere */
};

struct
    line { /* words on one visual line, left to right; cells and columns in it begin with WORD_CELL_START */
	guint32 first, n; /* in words */
	guint16 page;
};

/* A part inside the document that should be read as a document of its own (an archive's entry, a PDF's attachment). */
struct inner_document {
	char *filename;
	char *media_type;
	GBytes *bytes;
};

/*
 * What a structured paper (UBL, cXML, OpenTrans, Order-X and Factur-X, X12, EDIFACT, TRADACOMS) says of itself.
 * X(id, label): the label is what the readable rendering in `text` shows before the value.
 * Up to DELIVERY_DATE at most one of each paper; the rest may be many. A contact is a run that begins with
 * CONTACT_ROLE, an account one that begins with ACCOUNT.
 */
#define DOCUMENT_FACTS(X)                                                                                              \
	X(PAPER, "Document")        /* kind of paper: a verdict's name as in `purser read` */                          \
	X(NUMBER, "Number")         /* of the order; of another paper its own */                                       \
	X(ORDER_KIND, "Order kind") /* new, change, cancel, blanket, release */                                        \
	X(REVISION, "Revision")     /* of the order, the change's or the release's number */                           \
	X(DATE, "Date")             /* ISO 8601 */                                                                     \
	X(BUYER, "Buyer")           /* name */                                                                         \
	X(SUPPLIER, "Supplier")     /* name */                                                                         \
	X(CURRENCY, "Currency")     /* ISO 4217 */                                                                     \
	X(TOTAL, "Total")           /* decimal: the grand total */                                                     \
	X(TERMS, "Payment terms")   /* as written */                                                                   \
	X(QUOTE_REF, "Quotation")                                                                                      \
	X(CONTRACT_REF, "Contract")                                                                                    \
	X(BILL_TO, "Bill to")             /* name and address, parts joined by ", " */                                 \
	X(SHIP_TO, "Ship to")             /* the same */                                                               \
	X(DELIVERY_DATE, "Delivery date") /* ISO 8601, of the order as a whole */                                      \
	X(CITED_ORDER, "Order reference") /* the number of an order that another paper speaks of */                    \
	X(CONTACT_ROLE, "Contact")        /* buyer, billing, approver, other */                                        \
	X(CONTACT_NAME, "Contact name")                                                                                \
	X(CONTACT_MAIL, "Contact mail")                                                                                \
	X(CONTACT_PHONE, "Contact phone")                                                                              \
	X(ACCOUNT, "Account") /* to be paid to: IBAN or the bank's own number */                                       \
	X(ACCOUNT_BIC, "BIC")                                                                                          \
	X(LINE,                                                                                                        \
	    "Line") /* of goods: "position | description | quantity | unit | unit price | total", each may be empty */ \
	X(NOTE, "Note") /* free text */
enum document_fact_name {
#define X(id, label) FACT_##id,
	DOCUMENT_FACTS(X)
#undef X
	    FACT_N
};
extern const char *const DOCUMENT_FACT_LABELS[FACT_N];

struct document_fact {
	guint order; /* which paper of the document, from 0: an interchange may hold many */
	enum document_fact_name name;
	char *value;           /* one line */
	char *proof;           /* "ubl:Order/ID", "x12:BEG03", "edifact:RFF+ON" */
	guint32 word, n_words; /* where the rendering shows the value; n_words 0: not shown any more */
};

struct document {
	char *media_type; /* by content, corrected: "application/pdf" */
	enum document_read_state read;
	char *why; /* NULL, or why it was not read or only in part */
	enum document_unit unit;
	guint n_pages; /* 0 for text */
	struct {
		float width, height;
	} * pages;
	char *text; /* visible text in reading order, UTF-8, '\n' after each line, '\f' never */
	gsize text_size;
	GArray *words;  /* struct word, reading order */
	GArray *lines;  /* struct line */
	guint n_hidden; /* hidden words left out of text; > 0 is a warning sign */
	gboolean truncated;
	gboolean unseen;  /* pages in it can only be read with an eye, and this reader has none */
	GPtrArray *links; /* char*: URLs of visible links, in order (HTML, PDF) */
	GPtrArray *inner; /* struct inner_document */
	GPtrArray *facts; /* struct document_fact, by order; READ_STRUCTURED only, else empty */
	gboolean
	    complex_format; /* a parser of a complex format was run: the reader process is thrown away after it */
};

/* Before document_init(): scans and photos are read too. Borrowed. */
void document_use_eye(const struct eye *eye);
void document_init(void);
/* media_type and filename are what the sender claims, or NULL; charset for text. */
struct document *document_read(GBytes *bytes, const char *media_type, const char *filename,
    const char *charset, const struct limits *limits);
void document_free(struct document *d);
/* Media type by content, with the claim as a tie-breaker. Static string. */
const char *document_sniff(const guint8 *bytes, gsize size, const char *claimed, const char *filename);
/* A page as a person sees it, upright. Three bytes a pixel: red, green, blue. */
struct document_picture {
	guint8 *rgb;
	guint width, height;
};
/* bytes: of the file that d was read from. FALSE: there is no picture of this page (d->words can be drawn). */
gboolean document_page_picture(const struct document *d, GBytes *bytes, guint page,
    const struct limits *limits, struct document_picture *out);

/* A file that is a whole mail message in another form (.msg, winmail.dat, signed S/MIME) as RFC 5322 bytes, or NULL.
 * *out_same: it is the content of the very message that carries it, and has no sender of its own. */
GBytes *document_unwrap(GBytes *bytes, const struct limits *limits, gboolean *out_same);
