/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store - the durable house: schema, migrations, transactions
 *
 * All SQL lives here, as plain SQL (SQLite, STRICT tables, WAL, synchronous=FULL). One process writes (an
 * OFD lock on FILE.lock beside the database), others read.
 *
 *	store_open()            STORE_WRITE migrates; a newer schema is HALT with STORE_NEWER set
 *	store_begin()           BEGIN IMMEDIATE; every writing call takes the transaction
 *	  store_…_put()         …
 *	store_commit()          durable when it returns TRUE; an uncommitted transaction is rolled back by
 *				store_tx_free() (g_autoptr(store_tx))
 *	store_close()
 *
 * Errors: RETRY (busy, disk full, read-only disk: rolled back, nothing done), HALT (corrupt, newer, locked
 * by another). A folder's cursor is what store holds: the UIDs of its messages and those skipped. Mail that
 * is not about an order leaves its digest, verdict and place, nothing more.
 */
#pragma once

#include "purser/decision.h"

struct store;
struct store_tx;
typedef struct store_tx store_tx; /* for g_autoptr */

enum store_mode { STORE_READ, STORE_WRITE, STORE_WRITE_CHECKED /* and integrity check */ };
enum store_open_problem { STORE_OTHER, STORE_NEWER, STORE_LOCKED, STORE_CORRUPT, STORE_ABSENT };
/* out_problem may be NULL. */
struct store *
store_open(const char *path, enum store_mode mode, enum store_open_problem *out_problem, GError **error);
void store_close(struct store *s);
store_tx *store_begin(struct store *s, GError **error);
gboolean store_commit(store_tx **tx, GError **error); /* frees and nulls it, also on failure */
void store_tx_free(store_tx *tx);
struct store *store_of(store_tx *tx); /* for reading inside it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(store_tx, store_tx_free)
/* Several reads of one moment; inside a transaction of ours they are that anyway. */
gboolean store_look_begin(struct store *s, GError **error);
void store_look_end(struct store *s);
gboolean
store_backup(struct store *s, const char *file, GError **error); /* VACUUM INTO; file must not exist, 0600 */
/* What was erased still lies in the write-ahead log: empties it, when anything was. Waits for nobody: TRUE also when a
 * reader is in the way, and the next call tries again. */
gboolean store_scrub(struct store *s, GError **error);
gboolean store_integrity(struct store *s, GError **error);
int store_schema_version(void);

/* --- folders and their messages --- */

struct store_folder {
	gint64 id;
	char *mailbox, *folder;
	guint32 uidvalidity;
	char *skipped; /* UID set as text: passed over by the start policy; "" */
	gint64 first_seen_s;
	guint64 backlog; /* as of the last event */
	char *account;   /* user@host whose folder it is; "": not known */
};
void store_folder_free(struct store_folder *f);
/* The current one (latest uidvalidity) of a mailbox's folder; NULL without error: never seen. */
struct store_folder *
store_folder_current(struct store *s, const char *mailbox, const char *folder, GError **error);
gboolean store_folder_put(store_tx *tx, const char *mailbox, const char *folder, guint32 uidvalidity,
    gint64 now_s, gint64 *out_id, GError **error);
/* The folder belongs to this account: rows without one are adopted; those of another account leave the name free, so
 * that their numbers are not taken for this one's. */
gboolean store_folder_set_account(
    store_tx *tx, const char *mailbox, const char *folder, const char *account, GError **error);
/* Its numbers count no more, though the UIDVALIDITY stays: it leaves the name free. */
gboolean store_folder_retire(store_tx *tx, gint64 folder_id, GError **error);
gboolean store_folder_set_skipped(store_tx *tx, gint64 folder_id, const char *skipped, GError **error);
gboolean store_folder_set_backlog(store_tx *tx, gint64 folder_id, guint64 backlog, GError **error);
/* UIDs on record, ascending. */
gboolean store_folder_uids(struct store *s, gint64 folder_id, void (*each)(guint32 uid, gpointer data),
    gpointer data, GError **error);

/* The latest of them whose bytes are on record, newest first: by these a folder is recognised. */
gboolean store_folder_latest(struct store *s, gint64 folder_id, gint64 limit,
    void (*each)(guint32 uid, gint64 internal_date_s, const guint8 *digest, gpointer data), gpointer data,
    GError **error);

/* Those since a time whose order was routed: to be marked in the mailbox where its section asks for it (again after a
 * restart: marking twice is harmless). */
gboolean store_folder_routed(struct store *s, gint64 folder_id, gint64 since_s,
    void (*each)(guint32 uid, gpointer data), gpointer data, GError **error);

/* What became of a message. */
enum message_fate {
	FATE_IGNORED,
	FATE_ITEM,
	FATE_SIGHTING,
	FATE_QUARANTINED,
	FATE_OVERSIZE,
	FATE_VANISHED,
	FATE_OURS,
	FATE_N
};
extern const char *const FATE_NAMES[FATE_N];
/* A message's id is its place, folder_id << 32 | uid: it cannot be put twice. */
struct store_message {
	gint64 folder_id;
	guint32 uid;
	const guint8 *digest; /* 32 bytes; NULL: no bytes */
	gint64 size, internal_date_s, at_s;
	enum report_verdict verdict;
	enum message_fate fate;
};
gboolean store_message_put(store_tx *tx, const struct store_message *m, gint64 *out_id, GError **error);
/* Is this UID on record? */
gboolean
store_message_known(struct store *s, gint64 folder_id, guint32 uid, gboolean *out_known, GError **error);
gboolean store_message_set_fate(store_tx *tx, gint64 message_id, enum message_fate fate, GError **error);
/* Who wrote what, kept only for messages that became an item or a sighting. */
gboolean store_message_head_put(store_tx *tx, gint64 message_id, const struct report *r, GError **error);
/* Was this very content (digest) of this mailbox kept as an item or sighting before? After a UIDVALIDITY
 * change. 0: no. */
gboolean store_message_seen(
    struct store *s, const char *mailbox, const guint8 *digest, gint64 *out_message_id, GError **error);
/* The item of this very content that was set aside unread before, in whichever mailbox. 0: none. */
gboolean store_message_set_aside(struct store *s, const guint8 *digest, gint64 *out_item_id, GError **error);
/* Another kept message with this Message-ID and other bytes? */
gboolean store_message_altered(
    struct store *s, const char *rfc_message_id, const guint8 *digest, gboolean *out_altered, GError **error);
/* Forget that it was read, so that it is fetched again (backfill): it comes back under the same id. Its
 * items and sightings stay. */
gboolean store_message_forget(store_tx *tx, gint64 message_id, GError **error);
/* The same for every message of current folders where one of these items was seen. out_gone: items without any such
 * message, because it was forgotten before and did not come back. */
gboolean store_items_forget_mail(store_tx *tx, const GPtrArray *items, guint *out_gone, GError **error);

/* Tries that ended with a dead helper, counted durably. what: "reader" or "fetcher". */
gboolean store_attempt_add(store_tx *tx, gint64 folder_id, guint32 uid, const char *why, gint64 now_s,
    gint64 *out_n, GError **error);
gboolean store_attempt_count(struct store *s, gint64 folder_id, guint32 uid, gint64 *out_n, GError **error);
gboolean store_attempt_each(struct store *s, gint64 folder_id,
    void (*each)(guint32 uid, gint64 n, gpointer data), gpointer data, GError **error);
gboolean store_attempt_clear(store_tx *tx, gint64 folder_id, guint32 uid, GError **error);

/* --- items: what AR sees --- */

enum item_kind { ITEM_ORDER, ITEM_QUARANTINE, ITEM_OVERSIZE };
struct store_item {
	gint64 id;
	enum item_kind kind;
	gint64 message_id;   /* where it was first seen */
	gint64 customer_id;  /* 0: none */
	struct order *order; /* NULL for quarantine and oversize */
	enum report_verdict verdict;
	enum route route;
	enum relation relation;
	gint64 revision_of; /* item; 0 */
	char *settled_by;   /* a person; NULL: by policy */
	char *file; /* name of the file that carries it, as the sender called it; NULL: the mail's text */
	gint64 at_s, settled_at_s;
	GPtrArray *reasons; /* char*: "policy<TAB>text" */
	/* read only, joined in: */
	char *customer_name, *customer_code;
	gboolean customer_provisional;
	char *mailbox, *folder; /* of the first sighting */
	char *owner;            /* the customer's AE; NULL */
	guint32 uid;
	char *subject, *from_name, *from_address, *origin_name, *origin_address, *rfc_message_id,
	    *authenticity;
	char *date; /* when it was written, RFC 3339; NULL */
	gint64 n_sightings;
	gint64 parcel_id; /* latest; 0: none */
	char *parcel_state, *parcel_error;
};
void store_item_free(struct store_item *i);
/* The message where it was first seen becomes its first sighting. REJECT: this customer has a live item
 * with this number and content already (sightings, held and rejected ones aside). */
gboolean store_item_put(store_tx *tx, const struct store_item *i, gint64 *out_id, GError **error);
gboolean store_item_decide(store_tx *tx, gint64 item_id, enum route route, const char *settled_by,
    const char *reason, gint64 now_s, GError **error);
gboolean
store_item_set_field(store_tx *tx, gint64 item_id, enum order_field field, const char *value, GError **error);
/* "policy<TAB>text", after those it has. */
gboolean store_item_reason_put(store_tx *tx, gint64 item_id, const char *reason, GError **error);
gboolean store_item_set_relation(
    store_tx *tx, gint64 item_id, enum relation relation, gint64 revision_of, GError **error);
gboolean store_item_set_customer(store_tx *tx, gint64 item_id, gint64 customer_id, GError **error);
gboolean store_sighting_put(store_tx *tx, gint64 item_id, gint64 message_id, gint64 now_s, GError **error);
gboolean store_evidence_put(store_tx *tx, gint64 item_id, const struct report_evidence *e, GError **error);
struct store_item *
store_item_get(struct store *s, gint64 id, GError **error); /* NULL without error: no such item */
GPtrArray *store_item_evidence(struct store *s, gint64 item_id, GError **error); /* struct report_evidence */
struct store_sighting {
	char *mailbox, *folder, *subject, *from_address;
	guint32 uid;
	gint64 at_s;
};
GPtrArray *store_item_sightings(struct store *s, gint64 item_id, GError **error);
struct store_item_filter {
	int route;                  /* -1: all */
	gboolean open_only;         /* review or hold, not settled */
	gboolean unsent_only;       /* routed, no parcel (observe mode) */
	const char *number;         /* PO number, compared by key; NULL */
	gboolean original_only;     /* the original waits here */
	const char *content_digest; /* of the order's carrier; NULL */
	gint64 message_id;          /* first seen there; 0: all */
	gint64 sighted_in;          /* seen in this message, first or again; 0: all */
	gint64 customer_id;         /* 0: all */
	gint64 limit;               /* 0: all */
};
GPtrArray *store_items(struct store *s, const struct store_item_filter *f, GError **error); /* newest first */
/* Orders on record with this number (compared as order_number_key() gives it) for this customer. */
GPtrArray *store_items_known(struct store *s, gint64 customer_id, const char *number, GError **error);
/* For finding PO numbers: case, punctuation, a leading "PO" and leading zeros off. */
char *order_number_key(const char *number);
/* One number? 4500-123456 is 4500123456, but 1-11 is not 11-1, although their keys are equal. */
gboolean order_number_same(const char *a, const char *b);

/* --- families: what is on record under one number of one customer --- */

/* A sighting by another paper than its item's: kept, so that the family is the same in whatever order its papers came.
 * seq: which order of the message. */
gboolean store_paper_put(
    store_tx *tx, gint64 item_id, gint64 message_id, guint seq, const struct order *paper, GError **error);
/* What the item's order does not say and a sighting of it does. A later paper is held against all of it. */
gboolean store_item_fill(struct store *s, struct store_item *item, GError **error);
/* The family of one customer (0: of nobody known) and number; papers that a person rejected are left out, releases under
 * numbers of their own that name it as their contract are counted. more: a paper not on record yet, or NULL. */
gboolean store_family(struct store *s, gint64 customer_id, const char *number,
    const struct family_paper *more, struct family *out, GError **error);

/* --- deals --- */

/* Known by customer, quote and contract: put again it is changed. */
gboolean
store_deal_put(store_tx *tx, const struct deal *d, gint64 now_s, gboolean *out_changed, GError **error);
/* The deal that an order names by its quote or contract; NULL without error: none. */
struct deal *
store_deal_of(struct store *s, gint64 customer_id, const char *quote, const char *contract, GError **error);
gboolean store_deal_met(store_tx *tx, gint64 deal_id, gint64 item_id, GError **error);
/* Deals that were imported after their orders came: each gets the first order on record that names it. */
gboolean store_deals_meet(store_tx *tx, guint *out_met, GError **error);
/* customer_id 0: of all; open_only: no order came for it, or one that a person rejected. customer is the name on record. Newest first. */
GPtrArray *store_deals(struct store *s, gint64 customer_id, gboolean open_only, gint64 limit, GError **error);

/* --- promises: orders that customers announced --- */

enum promise_state {
	PROMISE_OPEN,
	PROMISE_MET,       /* its order came */
	PROMISE_WITHDRAWN, /* somebody of ours says that none will come */
	PROMISE_EXPIRED,
	PROMISE_N
};
extern const char *const PROMISE_STATE_NAMES[PROMISE_N];
struct store_promise {
	gint64 id, customer_id, message_id;
	char *customer;                                  /* read only: its name */
	char *thread, *quote, *amount, *who, *text, *ae; /* each may be NULL */
	gint64 said_s, due_s;
	enum promise_state state; /* met by an order that a person rejected is open */
	gint64 item_id;           /* that met it; 0 */
	gint64 settled_s;
	char *settled_by;
};
void store_promise_free(struct store_promise *p);
/* Copies of one message (source_key) are one promise; said again in the same conversation or for the same quote the open
 * one gets the later day. One whose order is on record already is met. */
gboolean store_promise_put(
    store_tx *tx, const struct store_promise *p, gint64 source_key, gint64 now_s, GError **error);
/* An order came: of the customer's open promises it meets that of its conversation, quote or amount, else the first due.
 * No more than one, and none that was said after it came. */
struct promise_met {
	gint64 customer_id, item_id, message_id, came_s;
	const char *quote, *amount; /* "EUR 112000.00"; NULL */
};
gboolean store_promise_meet(store_tx *tx, const struct promise_met *by, gint64 now_s, GError **error);
gboolean store_promise_settle(
    store_tx *tx, gint64 id, enum promise_state state, const char *who, gint64 now_s, GError **error);
gboolean store_promise_expire(store_tx *tx, gint64 due_before_s, gint64 now_s, GError **error);
gboolean store_promise_hand_on(store_tx *tx, gint64 id, const char *ae, GError **error);
struct store_promise_filter {
	gint64 customer_id; /* 0: all */
	gint64 id;          /* 0: all */
	gboolean open_only;
	gint64 due_before_s; /* 0: all */
	gint64 limit;        /* 0: all */
};
GPtrArray *store_promises(struct store *s, const struct store_promise_filter *f, GError **error); /* by day */

/* --- what people ask for by mail --- */

/* Marks what was asked as done; out_fresh FALSE: it was before. */
gboolean store_answer_put(
    store_tx *tx, const char *key, const char *who, gint64 now_s, gboolean *out_fresh, GError **error);
/* The parcel with this Message-ID; 0: none of ours. */
gboolean store_parcel_of(struct store *s, const char *rfc_message_id, gint64 *out_parcel_id, GError **error);
/* A part of the transaction that may be taken back alone; not one in another. */
gboolean store_step_begin(store_tx *tx, GError **error);
gboolean store_step_end(store_tx *tx, gboolean keep, GError **error);

/* --- customers --- */

/* Found again by id, by code, or by name where there is no code; a known one takes over the provisional one
 * of its domain, with the items of that. */
gboolean store_customer_put(
    store_tx *tx, const struct customer *c, gint64 *out_id, gboolean *out_changed, GError **error);
char *store_customer_name(struct store *s, gint64 customer_id); /* NULL: none such */
/* With what was learned: domains, contacts, patterns of numbers. */
struct directory *store_directory(struct store *s, GError **error);

/* --- what people's decisions taught of a customer --- */

enum learned_kind { LEARNED_DOMAIN, LEARNED_CONTACT, LEARNED_NUMBER, LEARNED_N };
extern const char *const LEARNED_KIND_NAMES[LEARNED_N]; /* domain, contact, number */
struct store_learned_from {
	gint64 item_id, at_s;
	char *who, *thread;
	gboolean spent; /* it was forgotten since */
};
struct store_learned {
	gint64 id, customer_id, first_s;
	enum learned_kind kind;
	char *value;
	gint64 learned_s; /* 0: not confirmed often enough */
	gint64 forgotten_s;
	char *forgotten_by; /* the last one who had it forgotten; NULL */
	gint64 threads;     /* that count */
	GPtrArray *from;    /* struct store_learned_from, oldest first */
};
void store_learned_free(struct store_learned *l);
/* A person let this item pass. The same item, or another one of its thread, counts once. out_fresh: now it is learned. */
gboolean store_learned_confirm(store_tx *tx, gint64 customer_id, enum learned_kind kind, const char *value,
    gint64 item_id, const char *who, gint64 needed, gint64 now_s, gboolean *out_fresh, GError **error);
GPtrArray *store_learned(struct store *s, gint64 customer_id, GError **error); /* by id */
/* REJECT: this customer has no such row, or it is forgotten already. out_value (may be NULL) is what it was. */
gboolean store_learned_forget(store_tx *tx, gint64 customer_id, gint64 learned_id, const char *who,
    gint64 now_s, char **out_value, GError **error);

/* --- originals of items, sealed: outbox keeps the rules --- */

struct store_original {
	gint64 item_id;
	GBytes *header;    /* of the seal */
	GBytes *spare;     /* its key for ourselves; NULL: AR's alone, or sealed with our key itself */
	gint64 at_s;       /* AR's alone since then; 0: it waits */
	gint64 message_id; /* read only: where the item was first seen, which the seal is bound to */
};
void store_original_free(struct store_original *o);
gboolean store_original_put(store_tx *tx, const struct store_original *o, GError **error);
gboolean store_original_chunk_put(store_tx *tx, gint64 item_id, gint64 seq, GBytes *sealed, GError **error);
struct store_original *
store_original_get(struct store *s, gint64 item_id, GError **error); /* NULL without error: none kept */
/* Ours no more. */
gboolean store_original_settle(store_tx *tx, gint64 item_id, gint64 now_s, GError **error);
/* In the place of that one. *out_changed FALSE: it is another meanwhile, or gone. */
gboolean store_original_set_header(
    store_tx *tx, gint64 item_id, GBytes *was, GBytes *now, gboolean *out_changed, GError **error);
/* Items with an original after this one, at most limit: gint64. */
GArray *store_original_items(struct store *s, gint64 after_id, gint64 limit, GError **error);
/* Those that are AR's alone since before then, at most limit, are erased. */
gboolean store_original_expire(store_tx *tx, gint64 before_s, gint64 limit, gint64 *out_n, GError **error);
GBytes *store_original_chunk(
    struct store *s, gint64 item_id, gint64 seq, GError **error); /* NULL without error: no more */
gboolean store_original_erase(store_tx *tx, gint64 item_id, GError **error);

/* --- parcels: rows; outbox keeps the rules --- */

enum parcel_state {
	PARCEL_READY,      /* to be sent when next_at comes */
	PARCEL_CLAIMED,    /* with a sender; nothing final was said to the server */
	PARCEL_COMMITTING, /* the last bytes may have been sent: the known window */
	PARCEL_SENT,
	PARCEL_PARKED, /* refused for good, or too old: a person must look */
	PARCEL_N
};
extern const char *const PARCEL_STATE_NAMES[PARCEL_N];
enum recipient_state { RECIPIENT_OPEN, RECIPIENT_DONE, RECIPIENT_REFUSED };
struct store_recipient {
	char *address;
	enum recipient_state state;
	char *answer; /* the server's last words */
};
struct store_parcel {
	gint64 id, item_id;
	char *rfc_message_id; /* without <>; fixed at put */
	enum parcel_state state;
	gint64 attempts, created_s, next_s, settled_s;
	gint64 uncertain; /* times its outcome was unknown */
	char *last_error;
	gint64 size;           /* plain bytes */
	GBytes *header;        /* of the seal */
	GPtrArray *recipients; /* struct store_recipient; for IMAP one, the folder */
	char *purpose;         /* NULL at put: "order"; an item has one parcel of each */
	gint64 since_s;        /* its age counts from here; 0 at put: created_s */
};
void store_recipient_free(struct store_recipient *r);
void store_parcel_free(struct store_parcel *p);
gboolean store_parcel_put(store_tx *tx, const struct store_parcel *p, gint64 *out_id, GError **error);
gboolean store_parcel_seal_put(store_tx *tx, gint64 parcel_id, gint64 size, GBytes *header, GError **error);
gboolean store_parcel_chunk_put(store_tx *tx, gint64 parcel_id, gint64 seq, GBytes *sealed, GError **error);
GBytes *store_parcel_chunk(
    struct store *s, gint64 parcel_id, gint64 seq, GError **error); /* NULL without error: no more */
struct store_parcel *store_parcel_get(struct store *s, gint64 id, GError **error);
/* READY and due, oldest first. */
GPtrArray *store_parcels_due(struct store *s, gint64 now_s, gint64 limit, GError **error);
GPtrArray *store_parcels_in_state(struct store *s, enum parcel_state state, GError **error);
/* Earliest next_s of READY ones; -1: none. */
gint64 store_parcel_next_due(struct store *s);
/* State, attempts, since_s, next_s, settled_s, uncertain, last_error and the recipients' states as in p. */
gboolean store_parcel_update(store_tx *tx, const struct store_parcel *p, GError **error);
/* Other recipients instead of its own. */
gboolean store_parcel_readdress(store_tx *tx, gint64 parcel_id, const GPtrArray *recipients, GError **error);
gboolean store_parcel_erase_content(store_tx *tx, gint64 parcel_id, GError **error);

/* --- alerts: what AR, and an AE where it helps, must be told at once --- */

/* By their gravity: of more than fit into a letter, the first are told. */
enum alert_kind {
	ALERT_REMIT_TO,      /* an account under our name is unknown, or one of ours altered */
	ALERT_BANK_CHANGE,   /* somebody announces changed bank details; nothing was applied */
	ALERT_LOOK_ALIKE,    /* a sender's domain looks like a known one */
	ALERT_LARGE_ORDER,   /* above the threshold of its currency */
	ALERT_ORDER_REDUCED, /* a routed order was cancelled or made smaller */
	ALERT_OFF_DEAL,      /* amount, terms or entity differ from the quote or contract */
	ALERT_MAILBOX,       /* not reached, silent, or its token about to expire */
	ALERT_ANSWER, /* mail that asks for something in the name of one who may, and is not proven to be theirs */
	ALERT_N
};
/* Where somebody is to pay: no matter for a line of mail. */
gboolean alert_is_about_bank(enum alert_kind kind);
extern const char *const ALERT_KIND_NAMES[ALERT_N]; /* remit-to, bank-change, … */
struct store_alert {
	gint64 id;
	enum alert_kind kind;
	char *key;  /* what it is about: the same kind and key is the same alert, counted again */
	char *text; /* one line for a person; never an account number in full */
	char *ae;   /* mail address of whom else to tell; NULL */
	gint64 customer_id, item_id, message_id; /* 0: none */
	gint64 first_s, last_s, times;
	gint64 told_s; /* 0: no letter yet */
	gint64 settled_s;
	char *settled_by; /* NULL: open */
};
void store_alert_free(struct store_alert *a);
/* Raised again it counts up; one that a person settled stays settled unless its text changed. out_fresh (may be NULL):
 * it is open and nobody was told yet. now_s is its first_s or last_s. */
gboolean store_alert_raise(
    store_tx *tx, const struct store_alert *a, gint64 now_s, gboolean *out_fresh, GError **error);
/* NULL with REJECT: there is none of this number. */
struct store_alert *store_alert_get(struct store *s, gint64 alert_id, GError **error);
/* What the alert of this kind and key says; NULL without error: there is none. */
char *store_alert_text(struct store *s, enum alert_kind kind, const char *key, GError **error);
struct store_alert_filter {
	gboolean open_only, untold_only;
	gint64 since_s;     /* last_s at or after; 0: all */
	gint64 customer_id; /* 0: all */
	gint64 item_id;     /* 0: all */
	gint64 limit;       /* 0: all */
};
GPtrArray *store_alerts(struct store *s, const struct store_alert_filter *f,
    GError **error); /* newest first; untold ones by their kind before */
gboolean store_alert_told(store_tx *tx, gint64 alert_id, gint64 now_s, GError **error);
gboolean
store_alert_settle(store_tx *tx, gint64 alert_id, const char *settled_by, gint64 now_s, GError **error);

/* --- accounts: our own, which customers may be told to pay to; and those read in mail. No number, only prints --- */

struct store_account {
	gint64 id;
	char *entity, *label, *scheme, *country, *masked; /* label NULL: none */
	char *fingerprint, *bank_print, *account_print;   /* as reader_prints_make() */
	GBytes *near;
	GBytes *sealed; /* for AR; NULL: there was no key */
	gint64 added_s, retired_s;
	char *added_by, *retired_by;
};
void store_account_free(struct store_account *a);
/* REJECT: it is registered already. */
gboolean store_account_put(store_tx *tx, const struct store_account *a, gint64 *out_id, GError **error);
/* REJECT: there is no such account, or it is retired. */
gboolean store_account_retire(
    store_tx *tx, gint64 id, const char *who, gint64 now_s, char **out_masked, GError **error);
/* In the order of their ids. */
GPtrArray *store_accounts(struct store *s, gboolean with_retired, GError **error);
/* The same, sealed anew; *out_changed FALSE: it is not was any more. */
gboolean store_account_set_sealed(
    store_tx *tx, gint64 id, GBytes *was, GBytes *now, gboolean *out_changed, GError **error);

struct store_bank_detail {
	gint64 message_id, seq, customer_id; /* customer_id 0: nobody on record */
	char *scheme, *country, *masked, *bic, *holder, *whose, *fingerprint, *standing;
	GBytes *sealed;
	gint64 at_s;
	char *
	    digest; /* hex, of its message: what it is sealed with; NULL: the message is gone. Not for putting */
};
void store_bank_detail_free(struct store_bank_detail *b);
/* Those of a report, in place of what its message had before. */
gboolean store_bank_details_put(store_tx *tx, gint64 message_id, gint64 customer_id, const struct report *r,
    gint64 now_s, GError **error);
/* Of all messages that an item was seen in; item 0: of all messages, those behind after_message, at most limit (0: all). */
GPtrArray *
store_bank_details(struct store *s, gint64 item_id, gint64 after_message, gint64 limit, GError **error);
gboolean store_bank_detail_set_sealed(store_tx *tx, gint64 message_id, gint64 seq, GBytes *was, GBytes *now,
    gboolean *out_changed, GError **error);

/* --- audit: what was done, by whom; it only grows --- */

enum audit_what {
	AUDIT_ROUTE,    /* an order goes to AR */
	AUDIT_HOLD,     /* an item waits: held, or for review */
	AUDIT_DECISION, /* a person settled or corrected an item */
	AUDIT_REVEAL,   /* something sealed was opened */
	AUDIT_IMPORT,   /* customers, accounts, deals, … from a file */
	AUDIT_KEY,      /* recipients changed, things sealed anew */
	AUDIT_EXPIRE,   /* sealed originals erased by age */
	AUDIT_GO_LIVE,
	AUDIT_BACKFILL,
	AUDIT_RETRY,
	AUDIT_RELOAD,  /* settings read anew */
	AUDIT_FACT,    /* a person confirmed, corrected or retired what we know of a customer */
	AUDIT_ACCOUNT, /* an account of ours was registered or retired */
	AUDIT_ALERT,   /* an alert was settled */
	AUDIT_N
};
extern const char *const AUDIT_WHAT_NAMES[AUDIT_N]; /* route, hold, decision, … */
struct store_audit {
	gint64 at_s;
	const char *who; /* "policy", "uid 0", a person's name */
	enum audit_what what;
	gint64 item_id, customer_id; /* 0: none */
	const char *subject;         /* which key, file, parcel, mailbox; NULL */
	const char *text;            /* one line, never an account number in full; NULL */
};
/* In the transaction of what it records. A row's hash is SHA-256 over the hash before it (the first: 32 zero bytes) and
 * the row's fields, each as a netstring: id, at_s, who, what, item_id, customer_id, subject, text. */
gboolean store_audit_put(store_tx *tx, const struct store_audit *a, GError **error);
struct store_audit_row {
	gint64 id, at_s, item_id, customer_id;
	char *who, *what, *subject, *text;
	char *hash; /* hex */
};
void store_audit_row_free(struct store_audit_row *r);
/* Oldest first; since_s 0: all; limit: the newest so many, 0: all. */
GPtrArray *store_audit(struct store *s, gint64 since_s, gint64 limit, GError **error);
/* The end of the chain. Kept elsewhere it shows later that nothing was cut off: "12:HASH". */
struct store_audit_head {
	gint64 rows;
	char hash[65]; /* "" when there are no rows */
};
gboolean store_audit_head(struct store *s, struct store_audit_head *out, GError **error);
/* Walks the chain. *out_broken: the first row that does not fit, -1: none; out_why says how. anchor (NULL: none) is a
 * head seen earlier. */
gboolean store_audit_verify(struct store *s, const struct store_audit_head *anchor, gint64 *out_rows,
    gint64 *out_broken, char **out_why, GError **error);

/* --- letters to people, besides the routed orders; alerts become one when they are told --- */

enum letter_state { LETTER_WAITING, LETTER_SENT, LETTER_DROPPED };
struct store_letter_fact {
	char *name, *value; /* what the kind's templates show */
};
struct store_letter {
	gint64 id;
	char *kind;     /* a row of LETTER_KINDS (letter.h): "receipt", "promise", … */
	char *to;       /* whom it is meant for: an AE's address; NULL: AR */
	gint64 item_id; /* 0: none */
	char *once;     /* a second one with the same words is not put: "promise 17 2026-06-04" */
	char *about;    /* "item 17", "customer 4": of one thread, and at most one a week to an AE */
	gint64 due_s, created_s, settled_s;
	enum letter_state state;
	gint64 parcel_id; /* once sent */
	char *why;        /* it was dropped */
	GPtrArray *facts; /* struct store_letter_fact; NULL: none */
};
void store_letter_free(struct store_letter *l);
void
store_letter_fact_add(struct store_letter *l, const char *name, const char *value); /* NULL value: left out */
/* Who is really written to, and when, is decided when it is due (opt-out, departed AEs, one a week, a batch a day).
 * *out_id (may be NULL) is 0 when it was put before. */
gboolean store_letter_put(store_tx *tx, const struct store_letter *l, gint64 *out_id, GError **error);
/* A row that is later than this after now was written by a clock that was wrong, and binds nobody. */
#define STORE_CLOCK_SLACK_S ((gint64)2 * 86400)
struct store_letter_filter {
	int state;        /* -1: all */
	gint64 due_by_s;  /* due at or before, or put by a clock that was ahead of it; 0: all */
	const char *kind; /* NULL: all */
	gint64 parcel_id; /* sent in it; 0: all */
	gint64 limit;     /* 0: all */
};
GPtrArray *
store_letters(struct store *s, const struct store_letter_filter *f, GError **error); /* by due_s, id */
gboolean store_letter_settle(store_tx *tx, gint64 letter_id, enum letter_state state, gint64 parcel_id,
    const char *why, gint64 now_s, GError **error);
gboolean store_letter_postpone(store_tx *tx, gint64 letter_id, gint64 due_s, GError **error);
/* When somebody was last written to about this; 0: never. */
gboolean store_letter_last(
    struct store *s, const char *about, const char *to, gint64 by_s, gint64 *out_sent_s, GError **error);
/* Message-IDs of what somebody (NULL: AR) was sent before about this, oldest first; for AR the routed order's comes first
 * ("item 17"). */
GPtrArray *
store_letter_thread(struct store *s, const char *about, const char *to, GError **error); /* char* */
/* Sent, from the one to the other. */
gboolean store_letter_count(
    struct store *s, const char *kind, gint64 since_s, gint64 until_s, gint64 *out_n, GError **error);

/* A digest's run: one for each local time that its schedule names ("2026-06-09 08:30"). */
enum digest_outcome {
	DIGEST_SENT,
	DIGEST_QUIET /* nothing to tell */,
	DIGEST_PASSED /* not told: the first start */
};
struct store_digest_run {
	char *name, *slot;
	gint64 at_s, parcel_id;
	enum digest_outcome outcome;
};
void store_digest_run_free(struct store_digest_run *r);
/* REJECT: this one was run before. */
gboolean store_digest_run_put(store_tx *tx, const struct store_digest_run *r, GError **error);
/* The latest by its slot, of those up to by_s (0: of all); NULL without error: never run. */
struct store_digest_run *
store_digest_last_run(struct store *s, const char *name, gint64 by_s, GError **error);
gboolean
store_digest_was_run(struct store *s, const char *name, const char *slot, gboolean *out, GError **error);

/* What the digest counts and sums; more of an item is asked by its id. */
struct store_brief {
	gint64 id;
	enum item_kind kind;
	gboolean unread;    /* about an order that could not be read */
	gint64 revision_of; /* item; 0 */
	char *total, *currency;
};
GPtrArray *store_open_briefs(struct store *s, GError **error); /* wait for a person; newest first */
/* Routed (by policy or by a person) from since_s up to until_s, both included so that none falls between two digests, and
 * not parked; newest first. */
GPtrArray *store_routed_briefs(struct store *s, gint64 since_s, gint64 until_s, GError **error);
/* What an AE is told of a time: items put from from_s on and before to_s, oldest first. */
struct store_ae_item {
	char *ae; /* the customer's; NULL */
	char *mailbox, *customer, *terms;
	enum route route;
	gboolean settled; /* by a person */
	gboolean has_number, has_bill_to;
	gint64 at_s, arrived_s, sent_s; /* arrived in the mailbox; reached AR, 0: not yet */
};
GPtrArray *store_ae_items(struct store *s, gint64 from_s, gint64 to_s, GError **error);
/* Each mailbox's messages by what became of them: its current folders together. */
struct store_mailbox_account {
	char *mailbox;
	gint64 seen;                                  /* rows on record */
	gint64 routed, held, review, ignored, failed; /* by their items, and the counts of what became none */
	guint64 backlog;
};
GPtrArray *store_mailbox_accounts(struct store *s, GError **error); /* by mailbox */

/* --- figures --- */

struct store_mailbox_figures {
	char *mailbox, *folder;
	guint32 uidvalidity;
	gint64 seen, by_fate[FATE_N];
	guint64 backlog;
	gint64 last_message_s;
};
GPtrArray *store_mailbox_figures(struct store *s, GError **error);
struct store_figures {
	gint64 items, by_route[ROUTE_N], open, parcels[PARCEL_N], uncertain;
};
gboolean store_figures(struct store *s, struct store_figures *out, GError **error);

/* How a mailbox fares, kept over restarts: when it was last reached, and its last problem. */
struct store_mailbox_health {
	char *mailbox, *problem; /* problem NULL: well */
	gint64 reached_s, problem_since_s;
};
gboolean store_health_put(
    store_tx *tx, const char *mailbox, gint64 reached_s, const char *problem, gint64 now_s, GError **error);
GPtrArray *store_health(struct store *s, GError **error);

/* --- the finance map: what is known of a customer's finance unit --- */

enum fact_state { FACT_SEEN, FACT_CONFIRMED, FACT_CORRECTED, FACT_RETIRED, FACT_STATE_N };
extern const char *const FACT_STATE_NAMES[FACT_STATE_N];
/* Weakest first. Claimed: nobody vouches for who wrote it. */
enum fact_trust { FACT_CLAIMED, FACT_VOUCHED, FACT_AUTHENTIC, FACT_BY_PERSON, FACT_TRUST_N };
extern const char *const FACT_TRUST_NAMES[FACT_TRUST_N];
/* Weakest first; the names are those of report_fact.source, and "person". */
enum fact_source {
	FACT_FROM_PORTAL,
	FACT_FROM_COLLEAGUE,
	FACT_FROM_FORWARDED,
	FACT_FROM_SIGNATURE,
	FACT_FROM_STATEMENT,
	FACT_FROM_DOCUMENT,
	FACT_FROM_PERSON,
	FACT_SOURCE_N
};
extern const char *const FACT_SOURCE_NAMES[FACT_SOURCE_N];
struct customer_fact {
	gint64 id, customer_id;
	int kind; /* in MAP_KIND_NAMES */
	char *value, *name, *detail, *how;
	enum fact_source source;
	enum fact_trust trust;
	/* the proof: where it was said, when, by whom, under which subject, in which words */
	gint64 message_id; /* 0: by a person */
	gint64 date_s;
	char *writer, *subject, *line;
	gint64 first_s, last_s, times;
	enum fact_state state;
	char *who;        /* who set the state; NULL for seen */
	gint64 at_s;      /* when */
	gint64 again_s;   /* retired, and said again since; 0 */
	gint64 instead;   /* retired for this one; 0 */
	char *mailbox;    /* read only: of the proof; NULL */
	gboolean differs; /* read only: another live fact of a kind that has one truth says otherwise */
};
void customer_fact_free(struct customer_fact *f);
/* A message says it. The same fact is counted, its proof is the better one's, then the newer one's; what a person
 * confirmed or corrected keeps its words, what a person retired stays retired. source_key: equal for copies of one
 * message. Beyond the limit of facts for a customer nothing is kept. */
gboolean
store_fact_see(store_tx *tx, const struct customer_fact *f, gint64 source_key, gint64 limit, GError **error);
/* A person settles it. CORRECTED: value is the new one; the old is retired for it. out_id: the fact that holds now. */
gboolean store_fact_settle(store_tx *tx, gint64 id, enum fact_state state, const char *value, const char *who,
    gint64 now_s, gint64 *out_id, GError **error);
/* NULL without error: no such fact. */
struct customer_fact *store_fact_get(struct store *s, gint64 id, GError **error);
/* Of one customer, or of all (0): by customer and kind; in each what a person settled first, then what is not only claimed, newest
 * first; the retired last. */
GPtrArray *store_facts_of(struct store *s, gint64 customer_id, GError **error);
/* Customers with an order routed since then, of whose finance unit something is not known (what is only claimed is not
 * known). known: a bit for each kind of MAP_KIND_NAMES. */
struct store_known {
	gint64 customer_id, last_s; /* of its last order */
	const char *name, *ae;
	guint known;
};
gboolean store_facts_known(struct store *s, gint64 since_s,
    void (*each)(const struct store_known *row, gpointer data), gpointer data, GError **error);
/* A key for copies of one message: of its Message-ID, else of its digest. */
gint64 store_source_key(const char *rfc_message_id, const guint8 *digest);

/* Small facts by name ("live_since"). */
char *store_fact(struct store *s, const char *name);
gboolean store_fact_put(store_tx *tx, const char *name, const char *value, GError **error);
