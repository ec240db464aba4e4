/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outbox - parcels that must leave the house
 *
 *	outbox_put_begin(), outbox_put_bytes()…, outbox_put_end()   inside the caller's transaction
 *	for each due: outbox_claim()       READY -> CLAIMED
 *	              outbox_committing()  CLAIMED -> COMMITTING, durable before the last bytes are sent
 *	              outbox_settle()      -> SENT, READY (later) or PARKED
 *	outbox_recover()                   once at start: CLAIMED -> READY, COMMITTING -> READY + uncertain
 *
 * A crash while CLAIMED sends nothing twice. A crash while COMMITTING leaves the outcome unknown: the
 * identical bytes go again with the same Message-ID (an IMAP sender searches for it first), and it is
 * counted (RFC 1047's window). Content is sealed with the daemon's key and erased once sent. Rules only:
 * the SQL is store's.
 */
#pragma once

#include "purser/store.h"
#include "purser/vault.h"

struct outbox_settings {
	gint64 retry_first_s, retry_max_s, give_up_s, uncertain_wait_s;
};
struct outbox_put;
struct outbox_put *outbox_put_begin(store_tx *tx, const struct secret *key, gint64 item_id,
    const char *rfc_message_id, const char *const *recipients, gint64 now_s, GError **error);
/* What is about no single order: a digest, an alert, a letter to an AE; any number of one purpose. */
struct outbox_put *outbox_put_letter(store_tx *tx, const struct secret *key, const char *purpose,
    const char *rfc_message_id, const char *const *recipients, gint64 now_s, GError **error);
gboolean outbox_put_bytes(struct outbox_put *p, const void *bytes, gsize size, GError **error);
gboolean outbox_put_end(struct outbox_put **p, gint64 *out_parcel_id, GError **error); /* frees it */
void outbox_put_abandon(struct outbox_put *p);

gboolean outbox_claim(struct store *s, gint64 parcel_id, gint64 now_s, GError **error);
/* Decrypted into a sealed memfd, ready for a sender. */
int outbox_open(struct store *s, const struct secret *key, gint64 parcel_id, GError **error);
gboolean outbox_committing(struct store *s, gint64 parcel_id, GError **error);

struct outbox_outcome {
	enum { OUTCOME_DONE, OUTCOME_RETRY, OUTCOME_REFUSED, OUTCOME_UNCERTAIN } kind;
	const char *text;      /* the server's words, or ours */
	GPtrArray *recipients; /* struct store_recipient, or NULL: all as kind */
};
/* jitter: 0 to 1, from the caller. */
gboolean outbox_settle(struct store *s, const struct outbox_settings *settings, gint64 parcel_id,
    const struct outbox_outcome *outcome, gint64 now_s, double jitter, GError **error);
gboolean outbox_recover(struct store *s, const struct outbox_settings *settings, gint64 now_s,
    guint *out_uncertain, GError **error);
/* Was the clock ahead when a waiting parcel was put off? Then it is due now. Part of outbox_recover(). */
gboolean
outbox_clock_check(struct store *s, const struct outbox_settings *settings, gint64 now_s, GError **error);
/* A READY parcel goes to these from now on, where none of its recipients has it or has refused it yet. */
gboolean outbox_readdress(struct store *s, gint64 parcel_id, const char *const *recipients, GError **error);
/* A person's `retry`: parked or waiting -> READY now, attempts kept, age counted anew. */
gboolean outbox_retry(store_tx *tx, gint64 parcel_id, gint64 now_s, GError **error);
/* Seconds until the next try: doubling from retry_first_s to retry_max_s, ±25 % by jitter. */
gint64 outbox_backoff(const struct outbox_settings *settings, gint64 attempts, double jitter);

/*
 * Originals, the mails as they came. One that waits for a person is sealed to AR's keys, with a spare key for ours, so
 * that it can still be sent. Settled, the spare key is erased and it is AR's alone; where nothing is sealed to AR, it is
 * erased itself.
 */
struct outbox_original {
	gint64 item_id, message_id; /* the seal is bound to both */
	const void *bytes;          /* NULL: nothing is kept */
	gsize size;
	const struct vault_recipients *to; /* NULL: AR has no key */
	struct vault_batch *batch;         /* of to; NULL: an envelope of its own */
};
gboolean
outbox_original_wait(store_tx *tx, const struct secret *key, const struct outbox_original *o, GError **error);
/* It went out at once: AR's alone from the start. */
gboolean outbox_original_keep(store_tx *tx, const struct outbox_original *o, gint64 now_s, GError **error);
/* A memfd; -1. The daemon's way while it waits, and AR's. */
int outbox_original_open(struct store *s, const struct secret *key, gint64 item_id, GError **error);
int outbox_original_reveal(struct store *s, const struct secret *pair, gint64 item_id, GError **error);
/* AR's alone from now on: what waited, or o->bytes where nothing did. */
gboolean outbox_original_settle(store_tx *tx, const struct outbox_original *o, gint64 now_s, GError **error);
/* Its header for other recipients, by whoever can open it. */
GBytes *outbox_original_reseal(const struct store_original *o, const struct secret *pair,
    const struct vault_recipients *to, GError **error);
