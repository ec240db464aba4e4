/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * triggers - a quick look at running text: does any of its words begin as those do that rules begin from?
 *
 * Ordinary mail is looked at once for all rules, by its words' first two letters, and left alone.
 */
#pragma once

#include "purser/base.h"

/* Whose words. */
enum trigger_set {
	TRIGGER_MAP = 1 << 0,
	TRIGGER_NOTICE = 1 << 1,
	TRIGGER_PROMISE = 1 << 2,
	TRIGGER_GIVEN = 1 << 3,
};

void triggers_init(void); /* once in a process, for its children too */
/* The sets that have a word such as begins at s. A row of two letters must be a whole word, or its plural. */
guint8 triggers_at(const char *s, gsize left);
extern guint32 triggers_pairs[32]; /* of the rows' first two letters, by the first: a bit for the second */
/* Nearly every word is turned away here. */
static inline gboolean
triggers_may_begin(const char *s, gsize left)
{
	return left > 1 && triggers_pairs[s[0] & 31] >> (s[1] & 31) & 1;
}
