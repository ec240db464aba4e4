/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed values: what each takes, and what only looks like one. */
#include "labels.h"
#include "values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *text;
	enum date_order order;
	const char *day; /* NULL: no date; "?": open */
} DATES[] = {
	{ "2026-11-25", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "2026/11/25", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "20261125", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "25.11.2026", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "3.4.26", DATE_ORDER_UNKNOWN, "2026-04-03" },
	{ "25/11/2026", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "11/25/2026", DATE_ORDER_UNKNOWN, "2026-11-25" },
	{ "03/04/2026", DATE_MDY, "2026-03-04" },
	{ "03/04/2026", DATE_DMY, "2026-04-03" },
	{ "03/04/2026", DATE_ORDER_UNKNOWN, "?" },
	{ "05/05/2026", DATE_ORDER_UNKNOWN, "2026-05-05" },
	{ "1/05/21", DATE_MDY, "2021-01-05" },
	{ "06-JAN-2021", DATE_ORDER_UNKNOWN, "2021-01-06" },
	{ "Jan 08, 2021", DATE_ORDER_UNKNOWN, "2021-01-08" },
	{ "June 20th, 2026", DATE_ORDER_UNKNOWN, "2026-06-20" },
	{ "Monday, 3 June 2026", DATE_ORDER_UNKNOWN, "2026-06-03" },
	{ "1st of June 2026", DATE_ORDER_UNKNOWN, "2026-06-01" },
	{ ": 3. März 2027", DATE_ORDER_UNKNOWN, "2027-03-03" },
	{ "den 3. Dezember 2026", DATE_ORDER_UNKNOWN, "2026-12-03" },
	{ "le 1er août 2026", DATE_ORDER_UNKNOWN, "2026-08-01" },
	{ "5 de junio de 2026", DATE_ORDER_UNKNOWN, "2026-06-05" },
	{ "5 settembre 2026", DATE_ORDER_UNKNOWN, "2026-09-05" },
	{ "9 mei 2026", DATE_ORDER_UNKNOWN, "2026-05-09" },
	{ "10 de março de 2026", DATE_ORDER_UNKNOWN, "2026-03-10" },
	{ "29.02.2026", DATE_ORDER_UNKNOWN, NULL },
	{ "31/31/2026", DATE_ORDER_UNKNOWN, NULL },
	{ "4500012345", DATE_ORDER_UNKNOWN, NULL },
	{ "1.234.56", DATE_ORDER_UNKNOWN, NULL },
	{ "12 11 2026", DATE_DMY, NULL },
	{ "soon", DATE_ORDER_UNKNOWN, NULL },
	{ "", DATE_ORDER_UNKNOWN, NULL },
};

static void
dates_in_the_ways_of_seven_languages(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(DATES); i++) {
		struct date_value d = { { 0 } };
		gboolean taken = value_date(DATES[i].text, DATES[i].order, &d);
		g_autofree char *day = taken && d.day.year ? day_format(d.day) : g_strdup(taken ? "?" : NULL);

		if (g_strcmp0(day, DATES[i].day) != 0)
			fail_msg("'%s': %s, not %s", DATES[i].text, day ? day : "nothing",
			    DATES[i].day ? DATES[i].day : "nothing");
	}
}

static const struct {
	const char *text, *decimal, *currency;
	gboolean dollar;
} SUMS[] = {
	{ "1,234.56", "1234.56", "", FALSE },
	{ "1.234,56 EUR", "1234.56", "EUR", FALSE },
	{ "1 234,56 €", "1234.56", "EUR", FALSE },
	{ "1\302\240234,56\302\240€", "1234.56", "EUR", FALSE },
	{ "CHF 1'234.50", "1234.50", "CHF", FALSE },
	{ "1’234.50", "1234.50", "", FALSE },
	{ "$3,205.00", "3205.00", "", TRUE },
	{ "US$ 3,205.00", "3205.00", "USD", FALSE },
	{ "$ 100.00 USD", "100.00", "USD", TRUE },
	{ "£99", "99", "GBP", FALSE },
	{ "- ₹10,200 /-", "10200", "INR", FALSE },
	{ "₹ 12,34,567.00", "1234567.00", "INR", FALSE },
	{ "-5,77 €", "-5.77", "EUR", FALSE },
	{ "1.234.567,89", "1234567.89", "", FALSE },
	{ "1.234", "1234", "", FALSE },
	{ "12,5", "12.5", "", FALSE },
	{ "GBP 5,150.00", "5150.00", "GBP", FALSE },
	{ "12/03/2026", NULL, NULL, FALSE },
	{ "555-123-4567", NULL, NULL, FALSE },
	{ "10 %", "10", "", FALSE },
	{ "10%", NULL, NULL, FALSE },
	{ "abc", NULL, NULL, FALSE },
	{ "1,2,3", NULL, NULL, FALSE },
	{ "", NULL, NULL, FALSE },
};

static void
sums_with_every_grouping(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(SUMS); i++) {
		struct money_value m = { { 0 } };
		gboolean taken = value_money(SUMS[i].text, &m);

		if (taken != (SUMS[i].decimal != NULL) || (taken && strcmp(m.decimal, SUMS[i].decimal) != 0))
			fail_msg("'%s': %s", SUMS[i].text, taken ? m.decimal : "nothing");
		if (taken && (strcmp(m.currency, SUMS[i].currency) != 0 || m.dollar != SUMS[i].dollar))
			fail_msg("'%s': currency '%s'", SUMS[i].text, m.currency);
	}
}

static const struct {
	const char *text, *number; /* NULL: none */
	gboolean strict;
} NUMBERS[] = {
	/* hyphens, dashes and the minus sign of print */
	{ "4500\342\200\220123456", "4500-123456", FALSE },
	{ "4500\342\200\221123456", "4500-123456", FALSE },
	{ "4500\342\200\223123456", "4500-123456", FALSE },
	{ "4500\342\210\222123456", "4500-123456", FALSE },
	{ "PO\342\200\2212026\342\200\2210815, of today", "PO-2026-0815", FALSE },
	{ "\342\200\224 4500123456", "4500123456", FALSE },
	{ "\342\210\2224500123456", "4500123456", FALSE },
	{ "4711\342\200\224see below", "4711", FALSE },
	/* sums with their currency in front */
	{ "EUR 4500", NULL, FALSE },
	{ "GBP 45001", NULL, FALSE },
	{ "4500012345", "4500012345", TRUE },
	{ ": #PO-2026-00731.", "PO-2026-00731", TRUE },
	{ "BNS/PO/2026/77", "BNS/PO/2026/77", TRUE },
	{ "50M 10031", "50M 10031", TRUE },
	{ "RS 0014711", "RS 0014711", TRUE },
	{ "DL26SW060-1132", "DL26SW060-1132", TRUE },
	{ "171134 - 1", "171134", TRUE },
	{ "2640011, 0", "2640011", TRUE },
	{ "8370011 OP", "8370011", TRUE },
	{ "0004711", "0004711", TRUE },
	{ "4500 123 456", "4500 123 456", TRUE },
	{ "4500 123 456 of 9 June 2026", "4500 123 456", TRUE },
	{ "PO 4500 123 456.", "PO 4500 123 456", TRUE },
	{ "4500 012345", "4500 012345", TRUE },
	{ "12 345 678", "12 345 678", TRUE },
	{ "12 34 56 78 90", "12 34 56 78 90", FALSE },
	{ "4500 0118 77", "4500 0118 77", FALSE },
	{ "4711 10 12 pieces", "4711", TRUE },
	{ "4711 15 April 2026", "4711", TRUE },
	{ "4711 2026", "4711", TRUE },
	{ "4711 10 pieces", "4711", TRUE },
	{ "4711 500.00", "4711", TRUE },
	{ "4711  123 456", "4711", TRUE },
	{ "12", "12", FALSE },
	{ "12", NULL, TRUE },
	{ "2026", NULL, TRUE },
	{ "12/03/2026", NULL, TRUE },
	{ "25.11.2026", NULL, TRUE },
	{ "1,234.50", NULL, TRUE },
	{ "12.50", NULL, FALSE },
	{ "555-123-4567", NULL, TRUE },
	{ "555-123-4567", NULL, FALSE },
	{ "1-800-555-1234", NULL, FALSE },
	{ "030-1234-5678", NULL, FALSE },
	{ "01.23.45.67.89", NULL, FALSE },
	/* in groups as a telephone's, but no telephone's groups */
	{ "45-0077-7001", "45-0077-7001", FALSE },
	{ "45-0077-7001", NULL, TRUE },
	{ "2026-05-12-01", "2026-05-12-01", FALSE },
	{ "+49 30 1234567", NULL, TRUE },
	{ "(555) 123-4567", NULL, TRUE },
	{ "10:30", NULL, FALSE },
	{ "someone4711@firm.example", NULL, TRUE },
	{ "TBD", NULL, FALSE },
	{ "Verbal", NULL, FALSE },
	{ "2nd", NULL, FALSE },
	{ "", NULL, FALSE },
};

static void
references_and_what_only_looks_like_one(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
		g_autofree char *number = NULL;

		value_reference(NUMBERS[i].text, NUMBERS[i].strict, &number, NULL);
		if (g_strcmp0(number, NUMBERS[i].number) != 0)
			fail_msg("'%s': %s", NUMBERS[i].text, number ? number : "nothing");
	}
}

static void
a_number_before_more_digits_may_be_cut(void **state)
{
	(void)state;
	assert_true(value_reference_is_cut(" 10 pieces"));
	assert_true(value_reference_is_cut(" 456"));
	assert_false(value_reference_is_cut(""));
	assert_false(value_reference_is_cut("  456"));
	assert_false(value_reference_is_cut(" 15 April 2026"));
	assert_false(value_reference_is_cut(" 15.04.2026"));
	assert_false(value_reference_is_cut(" EUR 456"));
}

static void
terms_are_known_by_their_words(void **state)
{
	static const char *const YES[] = { "Net 30", "NET 30 DAYS", "2/10 Net 30", "1% 10 Net 30",
		"30 Tage netto", "45 jours fin de mois", "30 gg d.f.f.m.", "30 dagen netto", "30 días",
		"UPON RECEIPT", "NET 60 DAYS FROM DATE OF INVOICE RECEIPT", "net30" };
	static const char *const NO[] = { "Federal Express", "30", "Net", "Delivery in 30 days to our dock",
		"Net weight 30 kg", "12,403.03, net 45", "403.03 net 45", "" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(YES); i++)
		if (!value_terms(YES[i], NULL))
			fail_msg("'%s' is left", YES[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(NO); i++)
		if (value_terms(NO[i], NULL))
			fail_msg("'%s' is taken", NO[i]);
}

static void
terms_in_a_sentence(void **state)
{
	static const struct {
		const char *text, *terms;
	} ROWS[] = {
		{ "Our PO number is PO-2026-1674 for EUR 12,403.03, 30 days net.", "30 days net" },
		{ "Our PO # is 4500012345 for $12,500.00, net 45.", "net 45" },
		{ "EUR 9.000, 2% 10, net 30, and ship it soon", "2% 10, net 30" },
		{ "zahlbar innerhalb von 30\r\nTagen netto", "30\r\nTagen netto" },
		{ "for EUR 12,403.03 in 30 pieces", NULL },
		{ "", NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct span span = { 0, 0 };
		gboolean taken = value_terms_within(ROWS[i].text, &span);
		g_autofree char *got = g_strndup(ROWS[i].text + span.start, span.end - span.start);

		if (taken != (ROWS[i].terms != NULL) || (taken && strcmp(got, ROWS[i].terms) != 0))
			fail_msg("'%s': '%s'", ROWS[i].text, got);
	}
}

static void
names_of_companies(void **state)
{
	static const char *const COMPANIES[] = { "Nordwind Handels GmbH", "Acme, Inc.",
		"Officine Belluno S.p.A.", "Tulp B.V.", "All Green Gardens Ltd", "Université de Valbourg",
		"Conservas S.L." };
	static const char *const NOT[] = { "12 Elm Street", "Springfield, IL 62704", "Phone: 555 1234",
		"PURCHASE ORDER", "www.acme.example", "Please quote our number", "" };
	static const struct {
		const char *text, *clean;
	} CLEAN[] = { { "Acme USA - 104811", "Acme USA" }, { "Acme Ltd (104811)", "Acme Ltd" },
		{ ": Acme Inc.", "Acme Inc." }, { "104811 - Acme Ltd", "Acme Ltd" },
		{ "3M Company", "3M Company" },
		{ "Nordwind GmbH, Hafenstr. 3, 20457 Hamburg", "Nordwind GmbH" },
		{ "Tulip Toys, 4 Wing Street, Reno NV 89501", "Tulip Toys" },
		{ "Acme, Park & Sons, Inc.", "Acme, Park & Sons, Inc." } };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(COMPANIES); i++)
		if (name_shape(COMPANIES[i]) != NAME_COMPANY)
			fail_msg("'%s' is no company", COMPANIES[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(NOT); i++)
		if (name_shape(NOT[i]) != NAME_NO)
			fail_msg("'%s' is a name", NOT[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(CLEAN); i++) {
		g_autofree char *clean = name_clean(CLEAN[i].text);

		assert_string_equal(clean, CLEAN[i].clean);
	}
}

static void
letters_fold_to_plain_ones(void **state)
{
	static const struct {
		const char *text, *folded;
	} ROWS[] = { { "Größe", "grosse" }, { "N°", "no" }, { "№", "no" }, { "Œuvre", "oeuvre" },
		{ "Ĳssel", "ijssel" }, { "Žižek", "zizek" }, { "ŉ Łódź", "n lodz" }, { "ﬁnal", "final" },
		{ "e\314\201t\303\251", "ete" }, { "×", "×" } };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *folded = label_fold(ROWS[i].text, strlen(ROWS[i].text));

		assert_string_equal(folded, ROWS[i].folded);
	}
}

static void
account_numbers_are_masked(void **state)
{
	static const struct {
		const char *text, *masked;
	} ROWS[] = {
		{ "IBAN DE89 3704 0044 0532 0130 00", "IBAN DE** **** **** **** **30 00" },
		{ "GB82WEST12345698765432", "GB****************5432" },
		{ "IBANGB82WEST12345698765432", "IBANGB****************5432" },
		{ "(DE89\xe2\x80\x93"
		  "3704 0044/0532 0130 00)",
		    "(DE**\xe2\x80\x93**** ****/**** **30 00)" },
		{ "DE89 3704 0044 0532 0130 \xef\xbc\x90\xef\xbc\x90",
		    "DE** **** **** **** **30 \xef\xbc\x90\xef\xbc\x90" },
		{ "Account \xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4"
		  "5678",
		    "Account ****5678" },
		{ "Account \xff"
		  "12345678",
		    "Account \xef\xbf\xbd****5678" },
		{ "Account 12345678", "Account ****5678" },
		{ "PO 4500012345", "PO 4500012345" },
		{ "Accounts Payable, Austin, TX 78701", "Accounts Payable, Austin, TX 78701" },
		{ "Accounts Payable, Austin, TX 78701-1234", "Accounts Payable, Austin, TX 78701-1234" },
		{ "Contas a pagar, 7000-001 1 Évora", "Contas a pagar, 7000-001 1 Évora" },
		{ "Accounts: 12345678", "Accounts: ****5678" },
		{ "Accounts payable, account 12345678", "Accounts payable, account ****5678" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *masked = text_mask_accounts(ROWS[i].text);

		assert_string_equal(masked, ROWS[i].masked);
	}
}

static void
account_numbers_found_elsewhere_are_masked_and_order_numbers_stand(void **state)
{
	static const struct {
		const char *text, *known, *but;
	} ROWS[] = {
		{ "pay to 12 345-678 today", "pay to ** **5-678 today", "pay to 12 345-678 today" },
		{ "scan_12345678.pdf", "scan_****5678.pdf", "scan_12345678.pdf" },
		{ "912345678 and 123456789", "912345678 and 123456789", "912345678 and 123456789" },
		{ "a de89 3704 0044 0532 0130 00", "a de** **** **** **** **30 00",
		    "a de** **** **** **** **30 00" },
		{ "PO 4500123456, account manager Ann", "PO 4500123456, account manager Ann",
		    "PO 4500123456, account manager Ann" },
		{ "PO 4500123456 account 87654321", "PO 4500123456 account 87654321",
		    "PO 4500123456 account ****4321" },
	};
	static const char *const ACCOUNTS[] = { "12345678", "DE89370400440532013000", "1234" };
	g_autoptr(GPtrArray) accounts = g_ptr_array_new(), keep = g_ptr_array_new();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ACCOUNTS); i++)
		g_ptr_array_add(accounts, (gpointer)ACCOUNTS[i]);
	g_ptr_array_add(keep, (gpointer) "4500123456");
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *known = text_mask_known(ROWS[i].text, accounts),
				*but = text_mask_but(ROWS[i].text, keep);

		assert_string_equal(known, ROWS[i].known);
		assert_string_equal(but, ROWS[i].but);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_in_the_ways_of_seven_languages),
		cmocka_unit_test(sums_with_every_grouping),
		cmocka_unit_test(references_and_what_only_looks_like_one),
		cmocka_unit_test(a_number_before_more_digits_may_be_cut),
		cmocka_unit_test(terms_are_known_by_their_words),
		cmocka_unit_test(terms_in_a_sentence),
		cmocka_unit_test(names_of_companies),
		cmocka_unit_test(letters_fold_to_plain_ones),
		cmocka_unit_test(account_numbers_are_masked),
		cmocka_unit_test(account_numbers_found_elsewhere_are_masked_and_order_numbers_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
