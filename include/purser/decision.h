/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decision - report + directory + what is known → route, review, hold or ignore, with reasons
 *
 * A table of policies (src/decision/policies.c); every one that applies adds its reason, the strictest
 * route wins (hold > review > route), and a message without an order is ignored. Pure: no clock, no store.
 */
#pragma once

#include "purser/directory.h"
#include "purser/finding.h"

enum route { ROUTE_IGNORE, ROUTE_ROUTE, ROUTE_REVIEW, ROUTE_HOLD, ROUTE_N };
extern const char *const ROUTE_NAMES[ROUTE_N]; /* ignore, route, review, hold */

/* How an order stands to those already known. */
enum relation {
	RELATION_NEW,
	RELATION_SIGHTING, /* the same again: another mailbox, another thread, a repeated attachment */
	RELATION_REVISION, /* the same number and customer, other content */
};
extern const char *const RELATION_NAMES[];

/* An order on record with the same number for the same customer. */
struct known_order {
	gint64 id;
	const struct order *order;
	enum route route;
	gboolean settled; /* a person has decided */
	gboolean unsure;  /* whether it is of the same party: a person must look, it is never a sighting */
};
/* Money by value: "100" is "100.00". */
gboolean order_same_amount(const char *a, const char *b);
enum relation decision_relate(const struct order *order, const struct known_order *known, guint n_known,
    gint64 *out_known_id, char **out_difference); /* difference: "total 100.00 → 120.00" for a revision */

/* Who is behind an order. */
struct decision_party {
	const struct order *order;
	gint64 customer_id;  /* 0: nobody */
	gboolean known;      /* on record, not a provisional one */
	const char *address; /* of who wrote it; NULL */
	gboolean inside;     /* that is one of us, who passed it on */
};
enum same_party { PARTY_OTHER, PARTY_UNSURE, PARTY_SAME };
/* Of two orders with one number. */
enum same_party decision_same_party(const struct decision_party *a, const struct decision_party *b);

struct decision_settings {
	double route_confidence, review_confidence;
	guint max_orders;
};
struct decision_input {
	const struct report *report;
	const struct order *order; /* NULL: judge the message as a whole */
	const struct directory_match *match;
	enum relation relation;
	const char *difference;
	gboolean altered_copy;      /* same Message-ID, other bytes */
	gboolean ours;              /* our own letter came back, its mark verified */
	gboolean sender_is_us;      /* our own PO to a supplier, or an AE's own mail */
	gboolean supplier_is_other; /* the order names a supplier, and it is none of us */
};
struct decision_reason {
	const char *policy; /* row's id, static */
	char *text;
};
struct decision {
	enum route route;
	GPtrArray *reasons; /* struct decision_reason */
};
void decision_decide(
    const struct decision_input *in, const struct decision_settings *settings, struct decision *out);
void decision_clear(struct decision *d);
/* What the policy of a reason ("policy<TAB>text") asks for; ROUTE_N: it is none of the table's. */
enum route decision_reason_route(const char *reason);
/* For the manual and for tests: the table's rows as "id<TAB>route<TAB>why". */
char *decision_policies(void);
