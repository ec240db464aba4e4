/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * directory - which customer, which AE, our own entities
 *
 * An index in memory; store keeps the rows. It knows no mail formats and no SQL.
 *
 *	directory_new(), directory_add()…, directory_match()
 *	directory_import_csv()   rows of a CSV file, checked; nothing is taken when a line is wrong
 */
#pragma once

#include "purser/base.h"

enum customer_kind { CUSTOMER_KNOWN, CUSTOMER_PROVISIONAL, CUSTOMER_OWN }; /* own: one of our entities */

struct customer {
	gint64 id; /* of the store; 0: not stored yet */
	enum customer_kind kind;
	char *code; /* the id of the user's own system; unique; NULL for provisional ones */
	char *name;
	char **domains, **aliases, **contacts; /* contacts: mail addresses */
	char *ae, *ar_owner;                   /* mail addresses; NULL */
	/* learned from what people settled; not of the customer's row, and no part of customer_equal() */
	char **number_shapes; /* patterns of its PO numbers, see order_number_shape(); NULL: none */
	gboolean confirmed;   /* people let its orders pass often enough */
};
struct customer *customer_new(void);
void customer_free(struct customer *c);
struct customer *customer_copy(const struct customer *c);
gboolean customer_equal(const struct customer *a, const struct customer *b); /* ids aside */

struct directory;
struct directory *directory_new(void);
void directory_free(struct directory *d);
/* Takes the customer; one with the same id is replaced. */
void directory_add(struct directory *d, struct customer *c);
guint directory_size(const struct directory *d);
gboolean
directory_has_known(const struct directory *d); /* any customer on record, provisional and own ones aside */
const struct customer *directory_by_id(const struct directory *d, gint64 id);
const struct customer *directory_by_code(const struct directory *d, const char *code);
/* By code, name, alias or domain, as a person types it; NULL with the nearest names in out_hint. */
const struct customer *directory_find(const struct directory *d, const char *text, char **out_hint);
GPtrArray *directory_all(const struct directory *d); /* borrowed pointers, by name */

struct directory_query {
	const char *sender_address;  /* who really wrote (report origin) */
	const char *buyer_name;      /* of the order; NULL */
	const char *const *contacts; /* mail addresses in the order; NULL-terminated or NULL */
};
struct directory_match {
	const struct customer *customer; /* NULL: nobody known */
	double confidence;
	char *why;               /* "sender's domain contoso.example", … */
	gboolean conflict;       /* signs point at different customers: why names them */
	gboolean strange_sender; /* only the order names the customer; the sender is not on record for it */
	gboolean buyer_is_own, sender_is_own; /* one of our own entities */
};
void directory_match(const struct directory *d, const struct directory_query *q, struct directory_match *out);
void directory_match_clear(struct directory_match *m);

/* Does the address, or what its display name shows, pretend to be somebody on record (customers and our own entities;
 * provisional ones are nobody to pretend)? A domain that is on record itself never does. */
struct directory_look {
	const struct customer *customer; /* who is meant; NULL: nobody in particular */
	char *domain;                    /* the domain that looks like another, decoded */
	char *why;                       /* "contos0.example looks like contoso.example", … */
	gboolean
	    sure; /* hardly by chance; else a cousin may have it: the same name under another ending, … */
};
gboolean directory_looks_alike(
    const struct directory *d, const char *address, const char *name, struct directory_look *out);
void directory_look_clear(struct directory_look *l);

/* eTLD+1 of a domain or address by the public suffix list, lower case, A-labels; NULL when there is none. */
char *directory_registrable_domain(const char *domain_or_address);
gboolean directory_is_relay(const char *address);      /* a vendor portal's relay: never an identity */
gboolean directory_is_open_relay(const char *address); /* one by which anybody may send in anybody's name */
gboolean directory_is_freemail(const char *address);   /* a public mail provider: its domain names nobody */

/* CSV with a header line: kind (customer or own; default customer), id, name, domains, aliases, contacts,
 * ae, ar_owner; several values in a cell are separated by ';'. RFC 4180, UTF-8 (BOM taken), ',' or ';' by
 * the header. problems: char*, "FILE:12: no name". NULL when there is any. */
GPtrArray *directory_import_csv(const char *text, gsize size, const char *file, GPtrArray **out_problems);

/* What sales agreed: a quote or a contract, to hold an order against. */
struct deal {
	gint64 id, customer_id;  /* of the store; 0: not stored yet */
	char *customer;          /* as the file names it: id, name, alias or domain */
	char *quote, *contract;  /* references; at least one */
	char *amount, *currency; /* decimal string and ISO 4217; NULL: not told */
	char *terms, *entity;    /* payment terms; which of our entities sells; NULL: not told */
	gint64 item_id, at_s;    /* the order that came for it (0: none yet); when it was imported */
	int line;                /* of the file */
};
void deal_free(struct deal *d);
/* The same for deals; columns: customer, quote, contract, amount, currency, terms, entity. */
GPtrArray *directory_import_deals(const char *text, gsize size, const char *file, GPtrArray **out_problems);
