/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * modulus - does a British sort code fit its account number?
 *
 * The rules are Pay.UK's (VocaLink, "Validating account numbers - UK modulus checking"), the table of weights is theirs
 * too, and not ours to ship: it is read from the file that the setting modulus_table names. A line is
 *
 *	from to METHOD u v w x y z a b c d e f g h [exception]
 *
 * with METHOD one of MOD10, MOD11, DBLAL. A line of two sort codes is one of the table of substitutions (exception 5).
 */
#pragma once

#include "purser/finding.h"

enum modulus_verdict {
	MODULUS_UNKNOWN, /* no line for this sort code, or an account that cannot be checked: it may be right */
	MODULUS_HOLDS,
	MODULUS_FAILS
};
/* sort: six digits; account: six to eight. table NULL: UNKNOWN. */
enum modulus_verdict modulus_check(const struct modulus_table *table, const char *sort, const char *account);
