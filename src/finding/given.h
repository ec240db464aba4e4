/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * given - an order told in running words: "our PO # is 4500012345 for $12,500, net 45"
 *
 * Sentences of somebody outside who gives the number of an order of theirs. What they say of an order given before (late,
 * paid, delivered), of ours to them ("your order"), questions and conditions give none. Rules are rows with an example and a
 * counter-example (given_rules.c); patterns as in saying.h, "@" stands for each name of an order (promise.h).
 */
#pragma once

#include "saying.h"

enum given_need {
	NEED_NOTHING,
	NEED_SUM,   /* holds only beside a sum */
	NEED_SHORT, /* holds only where little else is written, and nothing in the sentence */
};
struct given_rule {
	const char *id;
	guint8 language; /* enum label_language */
	guint8 loose;    /* also where the order is called by a word that may mean other things */
	guint8 need;     /* enum given_need */
	const char *words;
	const char *yes, *no;
};
extern const struct given_rule GIVEN_RULES[]; /* ends with a NULL id */

struct given_tongue {
	const char *denies;  /* none of these stands in the sentence */
	const char *cancels; /* with one of these before or behind "our" order, the sentence takes it back */
	const char *ours, *not ; /* and with none of the latter */
	const char *things;      /* what else may be taken back, where the verb stands behind the number */
	const char *idle[8];     /* patterns of sentences that take nothing back; NULL-terminated */
	const char *never[8];    /* patterns that undo any rule; NULL-terminated */
};
extern const struct given_tongue GIVEN_TONGUES[LANG_N];
/* What may stand between an order's name and its number. */
extern const char GIVEN_BETWEEN[];
/* What may stand between "cancel" and "our". */
extern const char GIVEN_FILLERS[];

void given_init(void); /* once in a process, for its children too */
/* May the name of an order begin among words [at, end)? */
gboolean given_may_name(const struct saying *s, guint at, guint end);
/* The first sentence of s that gives an order, or takes one back (out->cancels). */
gboolean given_find(struct saying *s, struct given *out);
gboolean given_cancels(const char *text);
gboolean given_rule_holds(const struct given_rule *rule, const char *text);
