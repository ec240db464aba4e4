/* SPDX-License-Identifier: GPL-3.0-or-later */
/* British accounts against a table of weights of our own, in the shape of Pay.UK's: its worked examples where the weights are
 * plain, and cases of our own for the other exceptions. */
#include "facts.h"
#include "modulus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char TABLE[] = "089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1\r\n"
			    "107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\r\n"
			    "110000 119280 DBLAL 0 0 2 1 2 1 2 1 2 1 2 1 2 1   1\n"
			    "134012 134020 MOD11 0 0 0 7 5 9 8 4 6 3 5 2 0 0   4\n"
			    "180002 180002 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1  14\n"
			    "200901 200999 MOD11 0 0 0 0 0 0 0 7 6 5 4 3 2 1   6\n"
			    "200901 200999 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1   6\n"
			    "202700 203239 MOD11 0 0 0 0 0 0 0 7 6 5 4 3 2 1\n"
			    "202700 203239 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1\n"
			    "309070 309070 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1   2\n"
			    "309070 309070 MOD11 0 0 0 0 0 1 0 0 0 0 0 0 0 1   9\n"
			    "772798 772798 MOD11 0 0 1 2 5 3 6 4 8 7 10 9 3 1   7\n"
			    "820000 829999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"
			    "820000 829999 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1   3\n"
			    "086000 086099 MOD10 0 0 0 0 0 1 0 0 0 0 0 0 0 1   8\n"
			    "871400 871499 MOD11 0 0 0 0 0 1 1 1 1 1 1 1 1 1  10\n"
			    "871400 871499 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1  11\n"
			    "074456 074456 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1  12\n"
			    "074456 074456 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 1 0  13\n"
			    "938000 938999 MOD11 7 6 5 4 3 2 7 6 5 4 3 2 0 0   5\n"
			    "938000 938999 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 0   5\n"
			    "938600 938611\n";

static struct modulus_table *
table(void)
{
	GError *error = NULL;
	struct modulus_table *t = modulus_table_parse(TABLE, strlen(TABLE), &error);

	assert_null(error);
	assert_non_null(t);
	return t;
}

static void
accounts_hold_by_their_weights_and_exceptions(void **state)
{
	static const struct {
		const char *sort, *account;
		enum modulus_verdict wanted;
	} CASES[] = {
		{ "089999", "66374958", MODULUS_HOLDS },
		{ "089999", "66374959", MODULUS_FAILS },
		{ "107999", "88837491", MODULUS_HOLDS },
		{ "107999", "88837493", MODULUS_FAILS },
		/* two checks: both must hold */
		{ "202959", "63748472", MODULUS_HOLDS },
		{ "203099", "66831036", MODULUS_FAILS },
		{ "203099", "58716970", MODULUS_FAILS },
		/* 1: 27 is added */
		{ "118765", "64371389", MODULUS_HOLDS },
		{ "118765", "64371388", MODULUS_FAILS },
		/* 2 and 9: other weights unless a is 0, fewer where g is 9; or else the second sort code */
		{ "309070", "12345677", MODULUS_HOLDS },
		{ "309070", "99345694", MODULUS_HOLDS },
		{ "309070", "02355680", MODULUS_HOLDS },
		{ "309070", "02355687", MODULUS_HOLDS },
		{ "309070", "02355681", MODULUS_FAILS },
		/* 3: no second check where c is 6 or 9 */
		{ "820000", "00600105", MODULUS_HOLDS },
		{ "820000", "00500003", MODULUS_FAILS },
		/* 4: what remains is g and h */
		{ "134020", "63849203", MODULUS_HOLDS },
		{ "134020", "63849204", MODULUS_FAILS },
		/* 5: g and h are the check digits, and some sort codes are taken for others */
		{ "938611", "07806039", MODULUS_HOLDS },
		{ "938600", "42368003", MODULUS_HOLDS },
		{ "938063", "55065200", MODULUS_HOLDS },
		{ "938063", "15764273", MODULUS_FAILS },
		{ "938063", "15764264", MODULUS_FAILS },
		{ "938063", "15763217", MODULUS_FAILS },
		/* 6: accounts in foreign currencies are not checked */
		{ "200915", "41011166", MODULUS_UNKNOWN },
		{ "200915", "41011165", MODULUS_FAILS },
		/* 7: no weights before c where g is 9 */
		{ "772798", "99345694", MODULUS_HOLDS },
		{ "772798", "99345693", MODULUS_FAILS },
		/* 8: the sort code is taken as 090126 */
		{ "086090", "00000004", MODULUS_HOLDS },
		{ "086090", "00000000", MODULUS_FAILS },
		/* 10 and 11: one is enough; no weights before c for 09 and 99 with g 9 */
		{ "871427", "09000093", MODULUS_FAILS },
		{ "871427", "09000092", MODULUS_HOLDS },
		{ "871427", "99000092", MODULUS_HOLDS },
		{ "871427", "19000092", MODULUS_FAILS },
		{ "871427", "12345670", MODULUS_HOLDS },
		/* 12 and 13: one is enough */
		{ "074456", "12345110", MODULUS_HOLDS },
		{ "074456", "12345105", MODULUS_HOLDS },
		{ "074456", "12345112", MODULUS_FAILS },
		/* 14: the last digit may be beside the check */
		{ "180002", "00000190", MODULUS_HOLDS },
		{ "180002", "00000192", MODULUS_FAILS },
		/* short accounts are filled up in front; what is not in the table may be right */
		{ "180002", "000190", MODULUS_HOLDS },
		{ "300000", "12345678", MODULUS_UNKNOWN },
		{ "30000", "12345678", MODULUS_UNKNOWN },
		{ "107999", "888374911", MODULUS_UNKNOWN },
	};
	struct modulus_table *t = table();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
		enum modulus_verdict got = modulus_check(t, CASES[i].sort, CASES[i].account);

		if (got != CASES[i].wanted)
			fail_msg("%s %s: %d, not %d", CASES[i].sort, CASES[i].account, (int)got,
			    (int)CASES[i].wanted);
		assert_int_equal(modulus_check(NULL, CASES[i].sort, CASES[i].account), MODULUS_UNKNOWN);
	}
	modulus_table_free(t);
}

static void
a_line_that_is_none_is_told_by_its_number(void **state)
{
	static const char *const BAD[] = {
		"",
		"\n\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n<html>\n",
		"107999 107998 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n",
		"107999 107999 MOD97 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 x\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 99999999999\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1 15\n",
		"107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1 1 1\n",
		"1079 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(modulus_table_parse(BAD[i], strlen(BAD[i]), &error));
		assert_non_null(error);
		if (i == 2)
			assert_non_null(strstr(error->message, "line 2"));
	}
}

static void
an_account_that_the_table_refuses_is_not_reported(void **state)
{
	static const char TEXT[] =
	    "Sort code 10-79-99, account number 88837491.\nSort code 10-79-99, account number 88837493.\n"
	    "Sort code 30-00-00, account number 88837492.\n";
	struct modulus_table *t = table();

	(void)state;
	for (guint i = 0; i < 2; i++) {
		struct document *d = text_document(TEXT);
		struct finding_us us = { .modulus = i ? t : NULL };
		struct finding_part part = { .document = d, .path = "1" };
		struct report *r = report_new();
		const struct day today = { 2026, 11, 25 };

		finding_examine(NULL, &part, 1, &us, today, &LIMITS_PRESET, r);
		assert_int_equal(r->bank_accounts->len, i ? 2 : 3);
		report_free(r);
		text_document_free(d);
	}
	modulus_table_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounts_hold_by_their_weights_and_exceptions),
		cmocka_unit_test(a_line_that_is_none_is_told_by_its_number),
		cmocka_unit_test(an_account_that_the_table_refuses_is_not_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
