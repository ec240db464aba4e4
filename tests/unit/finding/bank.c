/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts: what proves itself, what counts only behind its words, and that none is shown whole. */
#include "bank_proof.h"
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct report *
examine_text(const char *text, const char *us_name)
{
	struct document *d = text_document(text);
	const char *names[] = { us_name, NULL };
	struct finding_us us = { .names = us_name ? names : NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();

	finding_examine(NULL, &part, 1, &us, (struct day){ 2026, 11, 25 }, &LIMITS_PRESET, r);
	text_document_free(d);
	return r;
}

/* Rows of a sentence and what is found in it: scheme, bank's code, last four; scheme NULL: nothing may be. */
static const struct {
	const char *text, *scheme, *code, *tail;
} SENTENCES[] = {
	{ "Please wire to ABA routing number 021000021, account number 000123456789.", "aba", "021000021",
	    "6789" },
	{ "Routing no. 021000022, account number 000123456789.", NULL, NULL, NULL },
	{ "Routing no. 0021000021, account number 000123456789.", NULL, NULL, NULL },
	{ "Part 021000021, quantity 12345678.", NULL, NULL, NULL },
	{ "Sort code 12-34-56, account number 12345678.", "uk", "123456", "5678" },
	{ "Account number 12345678, sort code 12 34 56", "uk", "123456", "5678" },
	{ "Meeting on 12-34-56, room 12345678", NULL, NULL, NULL },
	{ "Pay by EFT to BSB 062-000 account 12345678", "bsb", "062000", "5678" },
	{ "CLABE 032180000118359719", "clabe", "032", "9719" },
	{ "CLABE 032180000118359718", NULL, NULL, NULL },
	{ "A/c No. 12345678901, IFSC code ABCD0123456", "ifsc", "ABCD0123456", "8901" },
	{ "A/c No. 12345678901, IFSC code ABCD1123456", NULL, NULL, NULL },
	{ "Transit 12345, institution 003, account 1234567", "ca", "12345-003", "4567" },
	{ "IBAN DE89 3704 0044 0532 0130 00", "iban", NULL, "3000" },
	{ "IBAN DE89 3704 0044 0532 0130 01", NULL, NULL, NULL },
};

static void
account__counts_by_its_words_and_its_proof(void **state)
{
	for (gsize i = 0; i < G_N_ELEMENTS(SENTENCES); i++) {
		struct report *r = examine_text(SENTENCES[i].text, NULL);
		const struct report_bank_account *a =
		    r->bank_accounts->len ? r->bank_accounts->pdata[0] : NULL;

		if (g_strcmp0(a ? a->scheme : NULL, SENTENCES[i].scheme) != 0)
			fail_msg("%s: %s", SENTENCES[i].text, a ? a->scheme : "nothing");
		if (a) {
			if (g_strcmp0(a->bank_code, SENTENCES[i].code) != 0 ||
			    !g_str_has_suffix(a->masked, SENTENCES[i].tail))
				fail_msg("%s: %s %s", SENTENCES[i].text, a->bank_code, a->masked);
			assert_true(strlen(a->masked) <= 10);
		}
		report_free(r);
	}
	(void)state;
}

static void
account__its_evidence_is_masked(void **state)
{
	struct report *r = examine_text("Sort code 12-34-56, account number 12345678", NULL);
	const struct report_evidence *e = r->evidence->pdata[0];

	assert_string_equal(e->field, "bank_accounts[0]");
	assert_string_equal(e->text, "****5678");
	report_free(r);
	(void)state;
}

static void
account__is_ours_or_theirs_by_the_name_beside_it(void **state)
{
	static const char TEXT[] = "Beneficiary: Acme Software GmbH\nIBAN DE89 3704 0044 0532 0130 00\n";
	struct report *ours = examine_text(TEXT, "Acme Software GmbH"),
		      *theirs = examine_text(TEXT, "Nordlicht AG"), *nobody = examine_text(TEXT, NULL);
	const struct report_bank_account *a = ours->bank_accounts->pdata[0];

	assert_string_equal(a->holder, "Acme Software GmbH");
	assert_string_equal(a->whose, "ours");
	assert_string_equal(((struct report_bank_account *)theirs->bank_accounts->pdata[0])->whose, "theirs");
	assert_string_equal(
	    ((struct report_bank_account *)nobody->bank_accounts->pdata[0])->whose, "unknown");
	report_free(ours);
	report_free(theirs);
	report_free(nobody);
	(void)state;
}

static void
iban__its_structure_counts(void **state)
{
	gsize lengths[3];

	iban_lengths("CR", lengths);
	assert_int_equal(lengths[0], 22);
	assert_int_equal(lengths[1], 21);
	iban_lengths("ZZ", lengths);
	assert_int_equal(lengths[0], 0);
	assert_true(iban_holds("GB82WEST12345698765432", 22));
	assert_true(iban_sum_holds("GB82WEST12345698765432", 22));
	/* the sum alone would let a digit stand among the bank's letters */
	assert_false(iban_holds("GB82WES112345698765432", 22));
	(void)state;
}

int
main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(account__counts_by_its_words_and_its_proof),
		cmocka_unit_test(account__its_evidence_is_masked),
		cmocka_unit_test(account__is_ours_or_theirs_by_the_name_beside_it),
		cmocka_unit_test(iban__its_structure_counts),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
