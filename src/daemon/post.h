/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters to people, besides the routed orders: digests by their schedule, alerts at once, letters to AEs in a daily batch.
 *
 * What is due is found by looking at the store, and each letter's parcel is put in the transaction that records that it was
 * sent: a crash in between loses none and doubles none.
 */
#pragma once

#include "context.h"

struct post;
struct post *post_new(struct keeper *k);
void post_free(struct post *p);
void post_reload(struct post *p); /* the configuration is a new one */
/* Sends what is due at this time. Nothing while observing. settled: mailboxes are read up to now; until then digests wait,
 * because after a pause the first would tell of yesterday. */
void post_look(struct post *p, gint64 now_s, gboolean settled);
