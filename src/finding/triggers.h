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
/* A run of letters begins at s: the sets that have such a word are added. Gives its bytes. A row of two letters must be a
 * whole word, or its plural. */
gsize triggers_word(const char *s, gsize left, guint8 *sets);
