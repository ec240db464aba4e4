/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mails say of a customer's finance unit, and on whose word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "map.h"

#include "mail.h"

static const struct report_fact *
fact_of(const struct report *r, const char *kind)
{
	for (guint i = 0; i < r->facts->len; i++)
		if (strcmp(((struct report_fact *)r->facts->pdata[i])->kind, kind) == 0)
			return r->facts->pdata[i];
	return NULL;
}

static void
assert_fact(const char *raw, const char *kind, const char *value, const char *source, const char *by)
{
	struct report *r = examine_mail(raw);
	const struct report_fact *f = fact_of(r, kind);

	if (!f) {
		fail_msg("no %s in: %s", kind, raw);
		return;
	}
	assert_string_equal(f->value, value);
	assert_string_equal(f->source, source);
	assert_string_equal(f->by, by);
	assert_non_null(f->text);
	report_free(r);
}

static void
assert_silent(const char *raw)
{
	struct report *r = examine_mail(raw);

	if (r->facts->len)
		fail_msg("%s from: %s", ((struct report_fact *)r->facts->pdata[0])->value, raw);
	assert_int_equal(r->contacts->len, 0);
	assert_null(r->invoice_to_how);
	report_free(r);
}

#define CUSTOMER "Ada Byron <ada@buyer.example>"
#define COLLEAGUE "Ann <ann@kestrel.example>"
#define ROUTE "Please send all invoices to ap@buyer.example.\r\n"

static void
statement__the_customers_own_words_are_theirs(void **state)
{
	(void)state;
	assert_fact(HEAD(CUSTOMER, "Re: offer") PLAIN "Hello,\r\n\r\n" ROUTE, "invoice_route",
	    "ap@buyer.example", "statement", "ada@buyer.example");
	assert_fact(HEAD(CUSTOMER, "Re: offer") PLAIN
	    "For disputes please ask Petra Meier, petra@buyer.example.\r\n",
	    "dispute_contact", "petra@buyer.example", "statement", "ada@buyer.example");
}

static void
statement__a_billing_address_is_no_way_for_invoices(void **state)
{
#define BUYER_LTD "Buyer Ltd\r\n14 Harbour Road\r\nBristol BS1 4ND\r\n"
#define BUYER_LTD_LINE "Buyer Ltd, 14 Harbour Road, Bristol BS1 4ND"
	static const char *const WORDS[] = { "Invoice Address:", "Adresse de facturation :",
		"Direcci\303\263n de facturaci\303\263n:", "Indirizzo di fatturazione:",
		"Rechnungsadresse:" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
		g_autofree char *letter = g_strdup_printf(
		    HEAD(CUSTOMER, "Re: offer") PLAIN "Hello,\r\n\r\n%s\r\n" BUYER_LTD, WORDS[i]);
		struct report *r = examine_mail(letter);

		if (fact_of(r, "invoice_route") || r->invoice_to_how)
			fail_msg("a route: %s", WORDS[i]);
		report_free(r);
		assert_fact(letter, "bill_to", BUYER_LTD_LINE, "statement", "ada@buyer.example");
	}
	assert_fact(HEAD(CUSTOMER, "Re: offer") PLAIN "Please mail invoices to:\r\n" BUYER_LTD,
	    "invoice_route", BUYER_LTD_LINE, "statement", "ada@buyer.example");
}

#define ORDER(line)                                                                                       \
	HEAD(CUSTOMER, "Order")                                                                           \
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" PLAIN             \
	"See attached.\r\n--b\r\nContent-Type: text/plain; charset=utf-8; name=po.txt\r\n"                \
	"Content-Disposition: attachment; filename=po.txt\r\n\r\n"                                        \
	"Hero Limited\r\n\r\nEmail: accounts@hero.example                  Purchase Order\r\n"            \
	"                                              Dated As: 12/20/2020\r\n"                          \
	"                                              Purchase Order #: 948284\r\n"                      \
	"Shipped To\r\nVendor Name: Balozi Khamisi\r\n" line "\r\nAddress: 938 NE Burner Road\r\n\r\n"    \
	"Details            Quantity   Unit Price   Total\r\nBindings           20         1.00         " \
	"20.00\r\n\r\nSUBTOTAL   20.00\r\nTOTAL   $20.00\r\n--b--\r\n"

static void
order__a_company_is_nobodys_name(void **state)
{
	struct report *r = examine_mail(ORDER("Company Name: Wiggly Books"));

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_null(fact_of(r, "buyer_contact"));
	report_free(r);
	assert_fact(ORDER("Purchasing Contact: Petra Meier"), "buyer_contact", "Petra Meier", "document",
	    "ada@buyer.example");
}

static void
order__a_mail_address_is_no_line_of_the_billing_address(void **state)
{
	static const char *const LETTERS[] = {
		ORDER("\r\nBill To:\r\nBuyer Foods Ltd\r\nEMAIL\r\nINVOICES@BUYER.\r\nEXAMPLE\r\n14 Harbour "
		      "Road\r\nBristol BS1 4ND\r\n"),
		ORDER("\r\nBill To:\r\nBuyer Foods Ltd\r\n14 Harbour Road\r\nBristol BS1 "
		      "4ND\r\nap@buyer.example\r\n"),
		ORDER("\r\nBill To:\r\nBuyer Foods Ltd\r\n14 Harbour Road\r\nBristol BS1 4ND\r\n"),
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(LETTERS); i++)
		assert_fact(LETTERS[i], "bill_to", "Buyer Foods Ltd, 14 Harbour Road, Bristol BS1 4ND",
		    "document", "ada@buyer.example");
}

static void
statement__the_end_of_an_italian_month_agrees_to_nothing(void **state)
{
	(void)state;
	assert_silent(HEAD(CUSTOMER, "Re: offerta") PLAIN
	    "Condizioni di pagamento: bonifico bancario 30 gg fine mese\r\n");
}

static void
statement__it_completes_the_lists_of_the_report(void **state)
{
	struct report *r = examine_mail(HEAD(CUSTOMER, "Re: offer") PLAIN ROUTE
	    "Our billing contact is Petra Meier (petra.meier@buyer.example).\r\n");
	const struct report_contact *c;

	(void)state;
	assert_string_equal(r->invoice_to_how, "email");
	assert_string_equal(r->invoice_to_value, "ap@buyer.example");
	assert_int_equal(r->contacts->len, 1);
	c = r->contacts->pdata[0];
	assert_string_equal(c->role, "billing");
	assert_string_equal(c->name, "Petra Meier");
	assert_string_equal(c->address, "petra.meier@buyer.example");
	report_free(r);
}

static void
quote__what_is_quoted_is_context_and_no_statement(void **state)
{
	(void)state;
	assert_silent(
	    HEAD(CUSTOMER, "Re: offer") PLAIN "Thank you, noted.\r\n\r\nOn Mon, 23 Nov 2026 at 09:12, Ann "
					      "<ann@kestrel.example> wrote:\r\n> Please send invoices "
					      "to other@buyer.example.\r\n> Our billing contact is Lee "
					      "Park (lee@buyer.example).\r\n");
}

static void
quote__an_answer_to_our_question_is_a_statement(void **state)
{
	(void)state;
	assert_fact(HEAD(CUSTOMER, "Re: offer") PLAIN
	    "That is Petra Meier, petra.meier@buyer.example.\r\n\r\nOn Mon, 23 Nov 2026 at 09:12, Ann "
	    "<ann@kestrel.example> wrote:\r\n> Who is your billing contact?\r\n",
	    "billing_contact", "petra.meier@buyer.example", "statement", "ada@buyer.example");
}

static void
ours__what_one_of_us_writes_to_a_customer_is_no_fact(void **state)
{
	(void)state;
	assert_silent(
	    "From: " COLLEAGUE
	    "\r\nTo: ada@buyer.example\r\nSubject: offer\r\nMessage-ID: <1@x.example>\r\n" PLAIN ROUTE);
}

static void
ours__a_note_of_one_of_us_says_so(void **state)
{
	(void)state;
	assert_fact("From: " COLLEAGUE
		    "\r\nTo: po@kestrel.example\r\nSubject: note\r\nMessage-ID: <1@x.example>\r\n" PLAIN
		    "Their billing contact is Petra Meier (petra.meier@buyer.example).\r\n",
	    "billing_contact", "petra.meier@buyer.example", "colleague", "ann@kestrel.example");
}

static void
ours__what_one_of_us_forwards_is_the_writers(void **state)
{
	(void)state;
	assert_fact("From: " COLLEAGUE
		    "\r\nTo: po@kestrel.example\r\nSubject: Fwd: offer\r\nMessage-ID: <1@x.example>\r\n" PLAIN
		    "FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Ada Byron "
		    "<ada@buyer.example>\r\nDate: Mon, "
		    "23 Nov 2026 at 09:12\r\nSubject: offer\r\nTo: <ann@kestrel.example>\r\n\r\n" ROUTE,
	    "invoice_route", "ap@buyer.example", "forwarded", "ada@buyer.example");
}

static void
stranger__what_a_stranger_forwards_of_others_is_nothing(void **state)
{
	(void)state;
	assert_silent(HEAD("Eve <eve@evil.example>", "Fwd: offer") PLAIN
	    "---------- Forwarded message ---------\r\nFrom: Ada Byron <ada@buyer.example>\r\nDate: Mon, 23 "
	    "Nov 2026 "
	    "at 09:12\r\nSubject: offer\r\nTo: <ann@kestrel.example>\r\n\r\n" ROUTE);
}

static void
address__ours_and_a_portals_are_never_theirs(void **state)
{
	(void)state;
	assert_silent(
	    HEAD(CUSTOMER, "Re: offer") PLAIN "Please send all invoices to billing@kestrel.example.\r\n");
	assert_silent(HEAD(CUSTOMER, "Re: offer") PLAIN
	    "Our billing contact is noreply@ansmtp.ariba.com, says the notice.\r\n");
}

static void
sentence__questions_denials_and_stories_are_no_facts(void **state)
{
	static const char *const SAYINGS[] = {
		"Should we send invoices to ap@buyer.example?",
		"Is Petra Meier (petra@buyer.example) your billing contact?",
		"Please do not send invoices to old@buyer.example any longer.",
		"Petra Meier (petra@buyer.example) is no longer our billing contact.",
		"Petra Meier, our billing contact, has left the company (petra@buyer.example).",
		"I will send the invoice to bob@buyer.example tomorrow.",
		"The invoice was sent to bob@buyer.example by mistake.",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(SAYINGS); i++) {
		g_autofree char *raw =
		    g_strconcat(HEAD(CUSTOMER, "Re: offer") PLAIN, SAYINGS[i], "\r\n", NULL);

		assert_silent(raw);
	}
}

static void
sentence__what_holds_instead_is_taken(void **state)
{
	(void)state;
	assert_fact(HEAD(CUSTOMER, "Re: offer") PLAIN
	    "Please do not send invoices to old@buyer.example, but to new@buyer.example.\r\n",
	    "invoice_route", "new@buyer.example", "statement", "ada@buyer.example");
}

static void
bulk__a_newsletter_says_nothing(void **state)
{
	(void)state;
	assert_silent("From: " CUSTOMER
		      "\r\nTo: ann@kestrel.example\r\nSubject: news\r\nPrecedence: bulk\r\nMessage-ID: "
		      "<1@x.example>\r\n" PLAIN ROUTE);
}

static void
line__accounts_are_masked(void **state)
{
	struct report *r = examine_mail(HEAD(CUSTOMER, "Re: offer") PLAIN
	    "Please send invoices for DE89370400440532013000 to ap@buyer.example.\r\n");

	(void)state;
	assert_int_equal(r->facts->len, 1);
	assert_null(strstr(((struct report_fact *)r->facts->pdata[0])->text, "0532013000"));
	assert_non_null(strstr(((struct report_fact *)r->facts->pdata[0])->text, "3000"));
	report_free(r);
}

static void
limit__more_facts_than_the_limit_are_not_kept(void **state)
{
	g_autoptr(GString) raw = g_string_new(HEAD(CUSTOMER, "Re: offer") PLAIN);
	struct report *r;

	(void)state;
	for (guint i = 0; i < 2 * (guint)LIMITS_PRESET.facts_per_message; i++)
		g_string_append_printf(raw, "Please send all invoices to ap%u@buyer.example.\r\n", i);
	r = examine_mail(raw->str);
	assert_int_equal(r->facts->len, LIMITS_PRESET.facts_per_message);
	report_free(r);
}

/* Words that begin rules without end must cost no more than their number. */
static void
hostile__text_that_only_begins_rules_ends_soon(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) founds = g_ptr_array_new_with_free_func(map_found_free);
	gint64 start = g_get_monotonic_time();
	struct saying s;

	(void)state;
	while (text->len < 2000000)
		g_string_append(
		    text, "send send invoice invoices po purchase without approved no billing for ");
	saying_init(&s, text->str, 0, text->len);
	map_text_read(&US, &s, founds);
	saying_clear(&s);
	assert_int_equal(founds->len, 0);
	assert_true(g_get_monotonic_time() - start < 5 * G_USEC_PER_SEC);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statement__the_customers_own_words_are_theirs),
		cmocka_unit_test(statement__a_billing_address_is_no_way_for_invoices),
		cmocka_unit_test(order__a_company_is_nobodys_name),
		cmocka_unit_test(order__a_mail_address_is_no_line_of_the_billing_address),
		cmocka_unit_test(statement__the_end_of_an_italian_month_agrees_to_nothing),
		cmocka_unit_test(statement__it_completes_the_lists_of_the_report),
		cmocka_unit_test(quote__what_is_quoted_is_context_and_no_statement),
		cmocka_unit_test(quote__an_answer_to_our_question_is_a_statement),
		cmocka_unit_test(ours__what_one_of_us_writes_to_a_customer_is_no_fact),
		cmocka_unit_test(ours__a_note_of_one_of_us_says_so),
		cmocka_unit_test(ours__what_one_of_us_forwards_is_the_writers),
		cmocka_unit_test(stranger__what_a_stranger_forwards_of_others_is_nothing),
		cmocka_unit_test(address__ours_and_a_portals_are_never_theirs),
		cmocka_unit_test(sentence__questions_denials_and_stories_are_no_facts),
		cmocka_unit_test(sentence__what_holds_instead_is_taken),
		cmocka_unit_test(bulk__a_newsletter_says_nothing),
		cmocka_unit_test(line__accounts_are_masked),
		cmocka_unit_test(limit__more_facts_than_the_limit_are_not_kept),
		cmocka_unit_test(hostile__text_that_only_begins_rules_ends_soon),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
