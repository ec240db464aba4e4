/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * promise - "the PO follows next week": that an order will come, and by when
 *
 * Sentences of a customer's own new text, and of what one of us forwards. What we ask for ourselves, what a mail quotes, questions,
 * negations and conditions are none. Rules are rows with an example and a counter-example (promise_rules.c), patterns as in
 * saying.h; "@" in them stands for each name of an order in the row's language.
 */
#pragma once

#include "assemble.h"
#include "labels.h"
#include "saying.h"

struct promise_rule {
	const char *id;
	guint8 language; /* enum label_language */
	gboolean loose;  /* also where the order is called by a word that may mean other things */
	const char *words;
	const char *also;   /* one of these stands in the sentence; NULL */
	const char *unless; /* none of these does; NULL */
	const char *yes, *no;
};
extern const struct promise_rule PROMISE_RULES[]; /* ends with a NULL id */

struct promise_tongue {
	const char *sure[4];   /* what an order is called; NULL-terminated */
	const char *loose;     /* what may mean something else; NULL */
	const char *denies;    /* negations, and other papers: none of these stands in the sentence */
	const char *perhaps;   /* conditions; before a comma they are something else ("sí, …") */
	const char *never[12]; /* patterns that undo any rule; NULL-terminated */
};
extern const struct promise_tongue PROMISE_TONGUES[LANG_N];

void promise_init(void); /* once in a process, for its children too */
/* Does any sentence announce one, whoever says it? */
gboolean promise_said(struct saying *s);
/* Does a word of [first, end) make a condition of what is said? */
gboolean promise_is_conditional(const struct saying *s, guint first, guint end, enum label_language language);
gboolean promise_rule_holds(const struct promise_rule *rule, const char *text);
void promise_assemble(const struct examination *x, struct report *out);

/* --- promise_due.c --- */

/* By when: what words [first, end) say of a time, nearest to the match at `at`, for a letter of this day. FALSE: nothing. */
gboolean
promise_due(const struct saying *s, guint first, guint end, guint at, struct day mail, struct day *out);
