/* SPDX-License-Identifier: GPL-3.0-or-later */
/* protocol - what keeper and sender say to each other */
#pragma once

#include "purser/process.h"

/*
 *	keeper → SETTINGS
 *	keeper → PARCEL ... sender → [COMMITTING, keeper → GO] → SETTLED
 *
 * One parcel at a time; the id comes back in every answer.
 */
enum delivery_word { WORD_SETTINGS, WORD_PARCEL, WORD_GO, WORD_COMMITTING, WORD_SETTLED, WORD_N };
extern const struct wire_kind DELIVERY_WORDS[WORD_N];

#define PARCEL_TYPE "(xsasb)" /* id, Message-ID, recipients, search first */
#define GO_TYPE "(xb)"        /* id, go */
#define COMMITTING_TYPE "(x)" /* id */
#define SETTLED_TYPE \
	"(xuusba(sus))" /* id, outcome, grade, text, already there, (address, outcome, answer)… */

#define RECIPIENTS_MAX 1000
