/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map - facts of the customer's finance unit, said in running text, in a signature, or shown by an order
 *
 * Who says it counts: a customer's own words, those that one of us forwarded, and what one of us notes down. What a
 * mail merely quotes is context. Rules are rows with an example and a counter-example (map_rules.c).
 */
#pragma once

#include "assemble.h"
#include "saying.h"

enum map_kind {
	MAP_BILLING,
	MAP_APPROVER,
	MAP_DISPUTE,
	MAP_BUYER,
	MAP_ROUTE,
	MAP_PORTAL,
	MAP_BILL_TO,
	MAP_PO_REQUIRED,
	MAP_TERMS,
	MAP_ENTITY,
	MAP_KIND_N,
};

enum map_take {
	TAKE_MAIL,    /* a mail address behind or within; else, behind a colon, a postal address */
	TAKE_LABEL,   /* the same, but the postal address is the billing address, and no way for invoices */
	TAKE_WISH,    /* as TAKE_MAIL, where it is asked for and not told: "send …", not "I send …" */
	TAKE_CONTACT, /* a person, a mail address, or both: behind, within or before */
	TAKE_BEHIND,  /* the same, behind or within */
	TAKE_PORTAL,
	TAKE_YES,
	TAKE_LISTED, /* yes, where the sentence opens a list and an order's number stands in it */
	TAKE_NO,
	TAKE_TERMS, /* anywhere in the sentence */
};

struct map_rule {
	const char *id;
	guint8 kind, take;
	guint8 reach;       /* words behind the match within which the value begins */
	const char *words;  /* pattern */
	const char *also;   /* one of these words stands in the sentence; NULL */
	const char *unless; /* none of these does; NULL */
	const char *yes, *takes, *no;
};
extern const struct map_rule MAP_RULES[]; /* ends with a NULL id */

/* Titles under a name in a signature, and what their bearer is. */
struct map_title {
	guint8 kind;
	const char *words, *yes, *no;
};
extern const struct map_title MAP_TITLES[]; /* ends with NULL words */

/* What is found in one range of text. */
struct map_found {
	guint8 kind;
	char *value, *name, *detail;
	const char *how, *rule;
	guint32 start, end; /* the line that says it */
};
void map_found_free(gpointer p);
/* Compiles the rules, once in a process. */
void map_init(void);
void map_titles_init(void); /* done by map_init() */
/* Adds to out. */
void map_text_read(const struct finding_us *us, struct saying *s, GPtrArray *out);
/* The same with a single rule, for its proof. */
void map_rule_read(const struct map_rule *rule, const char *text, GPtrArray *out);
/* Does a question in this text ask for a billing contact or a place for invoices? Its kind, or -1. */
int map_text_asks(struct saying *s);
/* A short answer to such a question: its first sentences name an address. */
void map_answer_read(const struct finding_us *us, const char *text, gsize start, gsize end, int kind,
    const struct address *writer, GPtrArray *out);
/* A title near the writer's own name at the foot of a text. */
void
map_signature_read(const char *text, gsize start, gsize end, const struct address *writer, GPtrArray *out);

/* Persons and addresses in a sentence (map_person.c). */
char *map_mail_of(const struct saying *s, guint word);
/* The run of capitalised words that ends before or begins at word, if it is a person's name. */
char *map_person_after(const struct saying *s, guint at, guint end);
char *map_person_before(const struct saying *s, guint from, guint before);
/* The one in the sentence that this address belongs to, or that stands next to it. */
char *
map_person_of_mail(const struct saying *s, const struct sentence *one, guint mail_word, const char *mail);
/* The postal address in the lines behind this place, one line; NULL. */
char *map_post_behind(const char *text, gsize start, gsize end);

/* What this rule alone takes from a text; NULL. For its proof. */
char *map_rule_takes(const struct map_rule *rule, const char *text);
gboolean map_title_takes(const struct map_title *title, const char *line);
/* All of it into the report: facts, and what the contract's lists lack. */
void map_assemble(const struct examination *x, struct report *out);
