/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * facts - what one document, or one layer of a body, says: fields with proof, and signs of its kind
 *
 *	facts_init()      marks the labels; facts->quiet: not one label that matters, nothing more to do
 *	facts_read()      fields, parties, signs, verdict
 *	facts_clear()
 */
#pragma once

#include "plane.h"
#include "values.h"

struct fact {
	char *value; /* canonical; NULL: not found */
	char *text;  /* as printed, for evidence */
	const char *rule;
	double score;      /* of the candidate */
	double confidence; /* when all is done */
	gboolean cut;      /* more digits follow: it may be but a part */
	guint8 doubt;      /* of its least sure word, where it was read from a picture */
	char *runner_up;   /* the next best with another value; NULL */
	double runner_up_score;
	guint16 page;
	float box[4];
	guint32 word;    /* the first of its words in the document … */
	guint32 n_words; /* … and how many; 0: it has no place */
};

/* Lines of goods, as in struct order. */
struct goods {
	GPtrArray *lines; /* struct order_line; NULL: none */
	guint n;
	char *sum;
	gboolean proven;
};

/* An order given in a sentence: see given.h. GIVEN_NEAR: the rule of a sum that stands in a sentence beside it. */
#define GIVEN_NEAR "given.near"
struct given {
	const char *rule; /* NULL: none */
	guint8 need;      /* enum given_need */
	gboolean cancels; /* it takes the order back */
	struct span number, sentence,
	    near; /* bytes of the document's text; near: with the sentences around it */
};

#define DOUBT_MOST 15 /* of a figure read from a picture: beyond it something else must prove it */

/* Standing of the best title of each kind: weight, place and size in one number, 0 to 1. */
struct title {
	double score;
	guint hit;
};

struct reading {
	struct plane plane;
	const struct finding_us *us;
	struct day today, mail_day; /* mail_day.year 0: unknown */
	const struct limits *limits;
	gboolean body;   /* of a mail: prose more than form */
	gboolean titled; /* the subject of this body, or the name of this file, calls it an order */
	char *told;      /* the number that the subject or the file's name gives the order; NULL */
	struct given given;
	const char *xml; /* the bytes of an XML document; NULL */
	gsize xml_size;

	enum date_order order;
	gboolean us_places; /* towns with US states are named */
	gboolean dollar_only;
	double labels[LABEL_KIND_N]; /* best standing × weight of each kind */
	struct title titles[LABEL_KIND_N];
	guint phrases[LABEL_KIND_N];
	gboolean table; /* headings of lines of an order */
	gboolean quiet;

	struct fact field[ORDER_FIELD_N];
	struct fact cited, invoice_mail, buyer_person, buyer_mail, invoice_to;
	gboolean buyer_is_us, supplier_is_us;
	struct goods goods;
	GArray *days; /* struct delivery_day; NULL: none seen */

	enum report_verdict verdict;
	double confidence;
	GPtrArray *reasons; /* char* */
};

void facts_init(struct reading *r, const struct document *d, gsize start, gsize end);
void facts_read(struct reading *r);
void facts_clear(struct reading *r);

/* --- between the files of this room -------------------------------------------------------------- */

void fact_clear(struct fact *f);
/* Takes value and text; keeps the better, and the better one's rival. */
void fact_offer(const struct reading *r, struct fact *f, char *value, char *text, const char *rule,
    double score, struct region where);
void fact_set_confidence(struct fact *f);
/* May an order name this day? From 2000 on to three years from today. */
gboolean day_plausible(const struct reading *r, struct day d);
gboolean name_is_us(const struct finding_us *us, const char *name);
gboolean domain_is_us(const struct finding_us *us, const char *address);
gboolean names_agree(const char *a, const char *b);
gboolean name_is_person(const char *name);
gboolean address_is_of(const char *address, const char *name);
/* The mail address of this person in the document; NULL. */
char *person_address(const struct plane *p, const char *name);
/* The first line of the block that belongs to a label; NULL. */
char *block_first_line(const struct plane *p, guint hit, struct region *out_where);

void fields_find(struct reading *r);  /* values beside labels, by the table of rules */
void parties_find(struct reading *r); /* buyer, supplier, bill-to, ship-to, persons */
/* The buyer of an order in a mail by the signature below it, at [start, end) of the text. */
void parties_signed(struct reading *r, gsize start, gsize end);
void contacts_find(struct reading *r); /* the buyer's person, the mailbox for invoices */
void signs_find(struct reading *r);    /* titles, phrases, table, order of dates */
void kind_decide(struct reading *r);   /* verdict with reasons, and the fields' last word */

/* Does the writer cancel an order of theirs here, by its number? Then the number stands in its field, alone. */
gboolean cancel_find(struct reading *r);
/* Is an order given in words here (reading->given)? Then its number, and what the sentence says beside it, stand in their fields. */
gboolean given_take(struct reading *r);

/* A plain text as a document: for subjects, file names, and the proofs of rules. */
struct document *text_document(const char *text);
void text_document_free(struct document *d);
