/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms - the words of terms of payment in seven languages, and text cut into them */
#pragma once

#include "purser/finding.h"

enum term {
	TERM_UNKNOWN,
	TERM_NUMBER,
	TERM_PERCENT,
	TERM_SLASH,
	TERM_STOP, /* comma, semicolon, "otherwise": a clause ends */
	TERM_NOISE,
	TERM_DAYS,
	TERM_WEEKS,
	TERM_MONTHS,
	TERM_NET,
	TERM_MONTH_END,               /* "fin de mois" */
	TERM_FROM_MONTH_END,          /* "nach Monatsende" */
	TERM_NEXT_MONTH,              /* "of the following month": the number before is its day */
	TERM_AFTER_INVOICE_MONTH_END, /* "d.f.f.m." */
	TERM_INVOICE,
	TERM_RECEIPT,
	TERM_DELIVERY,
	TERM_ORDER,
	TERM_COMPLETION,
	TERM_DISCOUNT,
	TERM_IMMEDIATE,
	TERM_ON_RECEIPT, /* at once, or the base of the days before it */
	TERM_PREPAYMENT,
	TERM_ON_DELIVERY,
	TERM_REST, /* "balance": what is left of the whole */
};

enum { TERM_TOKENS = 48 };
struct term_token {
	enum term term;
	int value; /* of a number, in hundredths */
	gboolean used;
};
struct term_tokens {
	struct term_token at[TERM_TOKENS];
	guint n;
	gboolean more; /* there were more: too long for terms */
};
void terms_tokens(const char *text, struct term_tokens *out);
