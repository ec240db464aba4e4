/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The post: what leaves besides the routed orders, and when.
 *
 *	digests    at the times of their sections, once for each; a missed one is made up for once
 *	alerts     at once, not more of them in an hour than the configuration allows; then together
 *	answers    at once, to who asked for something by mail
 *	letters    to AEs, in one batch a day: one letter to each, at most one about the same thing in a week
 *
 * What is due is found by looking at the store, and each letter's parcel is put in the transaction that records that it
 * was sent: a crash in between loses none and doubles none. Others put what they have to say with store_letter_put() or
 * store_alert_raise(), in a transaction of their own. Nothing leaves while purser only observes, and nothing that is
 * older than going live.
 */
#pragma once

#include "context.h"

#include "purser/letter.h"
#include "schedule.h"

struct post;
struct post *post_new(struct keeper *k);
void post_free(struct post *p);
void post_reload(struct post *p); /* the configuration is a new one */
/* Sends what is due at this time. settled: mailboxes are read up to now; until then digests wait, because after a pause
 * the first would tell of yesterday. */
void post_look(struct post *p, gint64 now_s, gboolean settled);

/* --- inside --- */

struct post {
	struct keeper *k;
	gint64 live_since_s; /* what is older is not told */
	gint64 again_s;      /* something failed: not to be tried before */
};
/* The head of a letter that leaves now; what it points to lives as long as its arguments. */
void post_head(const struct post *p, const char *const *to, gint64 now_s, struct letter_head *out);
/* The rendered letter as a parcel; by IMAP it goes to AR's folder. It gets its Message-ID and mark here. */
gboolean post_parcel_put(struct post *p, store_tx *tx, const char *purpose, const struct letter_text *t,
    const struct letter_head *h, gint64 *out_parcel_id, GError **error);
gboolean post_digests(struct post *p, gint64 now_s, GError **error);
gboolean post_alerts(struct post *p, gint64 now_s, GError **error);
gboolean post_letters(struct post *p, gint64 now_s, GError **error);
gboolean post_answers(struct post *p, gint64 now_s, GError **error);
/* Is there a slot later than the last one that was run? A first start has no past: what lies behind it is recorded as
 * passed. out_since_s: when the last one was run. */
gboolean post_slot_due(struct post *p, const char *name, const struct schedule *schedule, gint64 now_s,
    struct schedule_slot *out, gint64 *out_since_s, gboolean *out_due, GError **error);
