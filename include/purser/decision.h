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

/*
 * A family: all papers on record under one number of one customer, and what stands. A pure function of the set: papers
 * that do not contradict each other are one version; versions follow each other by their revision, else by the day that
 * they bear or were written. So any order of arrival ends in the same state.
 */
struct family_paper {
	gint64 item_id;
	const struct order *order;
	gint64
	    written_s; /* of its letter, by its own Date, else the server's: the same however letters arrive */
	gboolean waits; /* for a person: no part of what stands yet */
};
struct family_member {
	gint64 item_id;      /* of the earliest paper */
	struct order *order; /* what its papers say together */
	gint64 written_s;    /* the earliest */
	char *difference;    /* to the version before it; NULL: none */
};
struct family {
	GPtrArray *versions;                 /* struct family_member, the oldest first */
	GPtrArray *releases;                 /* of a blanket order */
	GPtrArray *cancellations;            /* those in force or overtaken by a later version */
	GPtrArray *waiting;                  /* whatever still waits for a person */
	const struct family_member *current; /* the last version; NULL: none stands */
	gboolean cancelled;
	/* Of a blanket order, decimal strings in the currency of current; NULL: not one, or no amount is known. left is
	 * negative where more was released than agreed. */
	char *limit, *released, *left;
	guint unpriced; /* releases that say no amount, or another currency: not in released */
};
void decision_family(const struct family_paper *papers, guint n_papers, struct family *out);
void family_clear(struct family *f);
/* What stands of a release that bears a number of its own, as a paper of its blanket order's family. */
struct order *family_member_as_release(const struct family_member *m);
/* Does the paper contradict the other? */
gboolean decision_paper_contradicts(const struct order *known, const struct order *paper);
/* What an order says otherwise than its deal, side by side; NULL: nothing. */
char *decision_deal_difference(const struct order *order, const struct deal *deal);
/* "EUR 5,000.00 → 4,000.00": is the new total less, in one currency? FALSE where it cannot be told. */
gboolean order_is_less(const struct order *order, const struct order *than);
/* The whole of it as one text, without item ids: two equal families give equal texts. */
char *family_describe(const struct family *f);

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

/* What speaks against believing the sender, beside his authenticity. Each a sentence, NULL: nothing. */
struct decision_doubts {
	struct directory_look look; /* he pretends to be somebody on record; why NULL: no */
	char *reply_elsewhere;      /* answers would go to another house */
	char *odd_number;           /* the number does not look like this customer's */
	gboolean open_relay;        /* the author is one by which anybody may send in anybody's name */
	gboolean relay;             /* the author is a portal's relay: whose order it is, it only says */
	gboolean from_is_us;        /* From is one of us */
	gboolean new_buyer; /* nobody on record, and no person has let an order of his pass often enough */
};
struct decision_doubt_query {
	const struct directory *directory;
	const struct report *report;
	const struct order *order; /* NULL: none */
	const struct directory_match *match;
	const char *author;   /* who is taken for the author */
	gboolean from_is_us;  /* From is one of us */
	gboolean reply_is_us; /* Reply-To is one of us */
};
void decision_doubts_find(const struct decision_doubt_query *q, struct decision_doubts *out);
void decision_doubts_clear(struct decision_doubts *d);
/* The pattern of a PO number, digits as 9 and letters as A: "PO-2026/0042" is "AA-9999/9999". NULL: too long to be one. */
char *order_number_shape(const char *number);

struct decision_settings {
	double route_confidence, review_confidence;
	guint max_orders;
	gboolean require_proof; /* of the sender, in this mailbox */
	enum route new_buyers;  /* ROUTE_ROUTE, ROUTE_REVIEW or ROUTE_HOLD */
};
struct decision_input {
	const struct report *report;
	const struct order *order; /* NULL: judge the message as a whole */
	const struct directory_match *match;
	enum relation relation;
	const char *difference;
	const char *off_deal;     /* what it says otherwise than its quote or contract on record; NULL */
	const char *over_blanket; /* by how much its blanket order is exceeded; NULL */
	const char *superseded;   /* which later version is on record; NULL */
	const struct decision_doubts *doubts; /* NULL: none were looked for */
	gboolean altered_copy;                /* same Message-ID, other bytes */
	gboolean ours;                        /* our own letter came back, its mark verified */
	gboolean sender_is_us;                /* our own PO to a supplier, or an AE's own mail */
	gboolean supplier_is_other;           /* the order names a supplier, and it is none of us */
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
