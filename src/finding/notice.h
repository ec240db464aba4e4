/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notice - what running text announces or demands: changed bank details, a transfer to an account that it names,
 * the list of what customers owe
 *
 * Sentences of the writer's own and of what is forwarded; what a mail quotes was announced before. Rules are rows with an
 * example and a counter-example (notice_rules.c), patterns as in saying.h.
 */
#pragma once

#include "assemble.h"
#include "saying.h"

enum notice_kind { NOTICE_BANK_CHANGE, NOTICE_PAYMENT_DEMAND, NOTICE_RECEIVABLES_REQUEST, NOTICE_KIND_N };
extern const char *const NOTICE_KIND_NAMES[]; /* NULL-terminated */

/* May a question tell it? */
enum notice_asks {
	ASKS_NOT,
	ASKS_POLITELY, /* "could you pay to …?" */
	ASKS_ANYHOW,
};

struct notice_rule {
	const char *id;
	guint8 kind, asks;  /* enum notice_kind, notice_asks */
	const char *words;  /* pattern */
	const char *also;   /* one of these stands in the sentence; NULL */
	const char *unless; /* none of these does; NULL */
	const char *yes, *no;
};
extern const struct notice_rule NOTICE_RULES[]; /* ends with a NULL id */

void notice_init(void); /* once in a process, for its children too */
/* Does this rule hold in one of the text's sentences? For its proof. */
gboolean notice_rule_holds(const struct notice_rule *rule, const char *text);
void notice_assemble(const struct examination *x, struct report *out);
