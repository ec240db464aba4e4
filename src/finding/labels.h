/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * labels - the words that say what stands beside or below them, in seven languages
 *
 * A label is a row of words in a table (labels_XX.c). Words are compared folded: case and accents off,
 * punctuation between them ignored. In the tables "#" stands for every word for "number": #, no, nr, n°,
 * numero, nummer, … All rows stand in one trie; a scan is linear in the words and takes the longest label.
 */
#pragma once

#include "dash.h"

#include "purser/document.h"
#include "purser/finding.h"

enum label_kind {
	LABEL_NONE,
	/* what an order says of itself */
	LABEL_PO_NUMBER,    /* surely the order's number */
	LABEL_ORDER_NUMBER, /* the order's number if this is an order */
	LABEL_PO_WORD,      /* "PO", "Purchase Order": a number may follow at once */
	LABEL_REVISION,
	LABEL_RELEASE,
	LABEL_ORDER_DATE,
	LABEL_DATE,
	LABEL_DELIVERY_DATE,
	LABEL_SUPPLIER,
	LABEL_TO,    /* "To:", "An:": the supplier if this is an order */
	LABEL_BUYER, /* a company, or its person */
	LABEL_CUSTOMER,
	LABEL_BUYER_PERSON,
	LABEL_BILL_TO,
	LABEL_SHIP_TO,
	LABEL_TOTAL,      /* the grand total */
	LABEL_TOTAL_WEAK, /* "Total" */
	LABEL_TOTAL_NET,  /* before tax */
	LABEL_SUBTOTAL,
	LABEL_TAX,
	LABEL_CURRENCY,
	LABEL_TERMS,
	LABEL_QUOTE_REF,
	LABEL_CONTRACT_REF,
	LABEL_INVOICE_MAIL, /* "email invoices to" */
	/* what another's paper says: it speaks for another kind */
	LABEL_CITED_PO, /* "Your order no.", "Customer PO" */
	LABEL_INVOICE_NUMBER,
	LABEL_INVOICE_DATE,
	LABEL_DUE, /* "Amount due", "Due date", "Balance due" */
	LABEL_REMIT_TO,
	LABEL_QUOTE_NUMBER, /* the number of this quote: in an order, the quote referred to */
	LABEL_QUOTE_VALID,
	LABEL_CONFIRM_NUMBER, /* sales order number */
	/* signs of neither: they end a value and are none themselves */
	LABEL_CONTACT,
	LABEL_PHONE,
	LABEL_FAX,
	LABEL_EMAIL,
	LABEL_WEB,
	LABEL_PAGE,
	LABEL_TAX_ID,
	LABEL_PARTY_NUMBER,
	LABEL_FREIGHT,
	LABEL_ITEM,
	LABEL_QUANTITY,
	LABEL_PRICE,
	LABEL_AMOUNT, /* of a line of goods; by itself, with a colon, of the order */
	LABEL_DECOY,
	/* titles of documents */
	TITLE_ORDER,
	TITLE_BLANKET,
	TITLE_RELEASE,
	TITLE_CHANGE,
	TITLE_CANCEL,
	TITLE_CONFIRM,
	TITLE_QUOTE,
	TITLE_RFQ,
	TITLE_INVOICE,
	TITLE_REMITTANCE,
	TITLE_STATEMENT,
	TITLE_OTHER,
	/* phrases of covering mails and of orders' small print */
	PHRASE_ORDER,  /* "please find attached our purchase order" */
	PHRASE_TERMS,  /* "this purchase order", "acknowledge this order" */
	PHRASE_ASK,    /* "please send a PO" */
	PHRASE_CANCEL, /* "we hereby cancel our purchase order" */
	PHRASE_NOT_PO, /* "P.O. Box": eats the words, means nothing */
	LABEL_KIND_N,
};

struct label {
	const char *words;
	guint8 kind;   /* enum label_kind */
	guint8 weight; /* 0 to 100: how surely these words mean this */
};

/* Does it head a column of prices or of what lines come to? */
static inline gboolean
label_is_price(guint kind)
{
	return kind == LABEL_PRICE || kind == LABEL_AMOUNT;
}

extern const struct label LABELS_EN[], LABELS_DE[], LABELS_FR[], LABELS_ES[], LABELS_IT[], LABELS_NL[],
    LABELS_PT[];
enum label_language { LANG_EN, LANG_DE, LANG_FR, LANG_ES, LANG_IT, LANG_NL, LANG_PT, LANG_N };

/* A run of letters or digits, or of one sign, within a word of the document. */
enum atom_type { ATOM_LETTERS, ATOM_DIGITS, ATOM_SIGN };
struct atom {
	guint32 word;         /* index in document->words */
	guint16 offset, size; /* within the word */
	guint16 id;           /* of the vocabulary; 0: not in it */
	guint16 more;         /* further words that it takes up: letters set apart */
	guint8 type;          /* enum atom_type */
	guint8 sign;          /* of ATOM_SIGN: its first byte */
};
struct atoms {
	struct atom *at;
	guint n, cap;
};

struct hit {
	const struct label *label;
	const struct label *title; /* within it: "Purchase Order" of "Purchase Order No."; NULL */
	guint32 atom, n_atoms;
	guint32 word, last_word; /* inclusive */
	guint16 offset;          /* in word, where it begins */
	guint16 end;             /* in last_word, behind its last letter */
	guint8 language;
};

/* Builds the trie, once in a process: whoever scans first pays for it otherwise. */
void labels_init(void);
/* Words [first, end) of d to atoms; hidden words are left out. */
void atoms_of(const struct document *d, guint first, guint end, struct atoms *out);
void atoms_clear(struct atoms *a);
/* struct hit, in order, none overlapping. */
GArray *labels_scan(const struct document *d, const struct atoms *atoms);
/* Whole labels by their words: from LABEL_START a step for each text, 0 where no label goes on so; NULL: none ends there. */
#define LABEL_START 1
guint label_step(guint node, const char *text);
const struct label *label_at(guint node, guint8 *out_language);
/* Folds text as the trie does: lower case, accents and ligatures off; other bytes stay. */
char *label_fold(const char *s, gsize size);
/* The ASCII letters that stand for a Latin letter with a mark or a ligature; NULL: none do; "": it is dropped. */
const char *label_fold_char(gunichar c);
/* Do these two words stand so close on one line that they are one phrase? */
gboolean words_adjoin(const struct document *d, const struct word *a, const struct word *b);
