/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet - papers that state their facts: collected one paper at a time, then written down
 *
 *	sheet_init()
 *	for each paper: paper_init(), paper_set() and paper_add(), sheet_put() writes and clears it
 *	sheet_finish()     the document is READ_STRUCTURED when there was a paper
 *
 * Values are taken over, NULL and "" are passed by, and of a single fact the first one stands: rules are
 * ordered from the best source to the last. What is no date, sum, currency or mail address is no value.
 */
#pragma once

#include "scribe.h"

#define FACT_SINGLE_N (FACT_DELIVERY_DATE + 1)

struct paper {
	char *value[FACT_SINGLE_N], *proof[FACT_SINGLE_N];
	GPtrArray *many; /* struct document_fact */
	guint lines;     /* of goods, among them */
};
void paper_init(struct paper *p);
void paper_clear(struct paper *p);
void paper_set(struct paper *p, enum document_fact_name name, char *value, const char *proof);
void paper_add(struct paper *p, enum document_fact_name name, char *value, const char *proof);
/* The number of an order that this paper speaks of; each once. */
void paper_cite(struct paper *p, char *number, const char *proof);
gboolean paper_is(const struct paper *p, const char *kind);
gboolean paper_is_order(const struct paper *p); /* an order, its change or cancellation */

/* A line of goods that is being read; figures are decimals with a point. price_for: the number of units that the price
 * is for; NULL is one. */
struct goods_line {
	char *position, *description, *quantity, *unit, *price, *price_for, *total;
	gboolean open;
};
/* As FACT_LINE's value; NULL: there is nothing in it. */
char *goods_line_write(const struct goods_line *l);
void goods_line_clear(struct goods_line *l);
/* Takes what goods_line_write() gave. */
void paper_line(struct paper *p, char *line, const char *proof);
/* Writes an open line into an order, and clears it. */
void paper_line_end(struct paper *p, struct goods_line *l, const char *proof);

struct contact {
	const char *role;
	char *name, *mail, *phone;
};
/* Clears it. */
void paper_contact(struct paper *p, struct contact *c, const char *proof);

enum party_role { PARTY_NONE, PARTY_BUYER, PARTY_SUPPLIER, PARTY_BILL_TO, PARTY_SHIP_TO };
struct party {
	enum party_role role;
	char *name;
	GString *address; /* lines joined by ", " */
};
/* Takes the line over; `same` goes on with the last one. */
void party_line(struct party *t, char *line, gboolean same);
/* Writes it into the paper, and clears it. */
void paper_party(struct paper *p, struct party *t, const char *proof);

char *date_of_iso(const char *text);          /* "2026-05-01T…" */
char *date_of_digits(const char *p, gsize n); /* CCYYMMDD…, or six digits YYMMDD */
char *decimal_of(const char *p, gsize n, char mark);
char *currency_of(const char *text);

struct sheet {
	struct document *document;
	struct scribe out;
	guint32 y;
	guint papers, max_papers;
};
void sheet_init(struct sheet *s, struct document *d, const struct limits *limits);
/* FALSE: there are more papers than are read. */
gboolean sheet_put(struct sheet *s, struct paper *p);
/* trouble: NULL, or why not all of it was read. */
void sheet_finish(struct sheet *s, const char *trouble);
/* Instead, where there was no paper: the document is as before. */
void sheet_drop(struct sheet *s);
