/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money to be paid elsewhere, and who asks what customers owe. Their sentences are proven in rules.c and tests/notice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "notice.h"

#include "mail.h"

#define OUTSIDER "Ann <ann@kestrel-sales.example>"
#define COLLEAGUE "Ann <ann@kestrel.example>"
#define AGING "Please send me the latest AR aging report with the customers' contacts.\r\n"

/* kind: of the first notice; NULL: there is none. */
static void
assert_notice(const char *raw, const char *kind)
{
	struct report *r = examine_mail(raw);
	const struct report_notice *n = r->notices->len ? r->notices->pdata[0] : NULL;

	if (!kind && n)
		fail_msg("%s of %s from: %s", n->kind, n->rule, raw);
	if (kind) {
		assert_non_null(n);
		assert_string_equal(n->kind, kind);
	}
	report_free(r);
}

static void
receivables__asked_for_by_an_outsider_are_told(void **state)
{
	(void)state;
	assert_notice(HEAD(OUTSIDER, "Hi") PLAIN AGING, "receivables-request");
	assert_notice(HEAD(COLLEAGUE, "Fwd: Hi") PLAIN
	    "Is this real?\r\n\r\n---------- Forwarded message ---------\r\nFrom: " OUTSIDER
	    "\r\nDate: Mon, 23 Nov 2026 at 09:12\r\nSubject: Hi\r\nTo: <ann@kestrel.example>\r\n\r\n" AGING,
	    "receivables-request");
}

static void
receivables__a_colleague_may_ask_unless_the_server_says_it_is_none(void **state)
{
	(void)state;
	assert_notice(HEAD(COLLEAGUE, "Hi") PLAIN AGING, NULL);
	assert_notice(
	    "Authentication-Results: mx.kestrel.example; dmarc=fail header.from=kestrel.example\r\n" HEAD(
		COLLEAGUE, "Hi") PLAIN AGING,
	    "receivables-request");
}

static void
question__a_polite_one_is_a_demand_and_another_is_none(void **state)
{
	(void)state;
	assert_notice(HEAD(OUTSIDER, "Hi") PLAIN
	    "Could you please update our bank details in your system?\r\n",
	    "bank-change");
	assert_notice(
	    HEAD(OUTSIDER, "Hi") PLAIN "When did we update our bank details in your system?\r\n", NULL);
}

static void
ours__a_customer_was_told_of_another_account_of_ours(void **state)
{
	(void)state;
	assert_notice(HEAD(OUTSIDER, "Hi") PLAIN
	    "As requested, we have updated your bank details in our system.\r\n",
	    "bank-change");
}

#define ATTACHED(name, text)                                                                  \
	HEAD(OUTSIDER, "Papers")                                                              \
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" PLAIN \
	"Please see attached.\r\n--b\r\nContent-Type: text/plain; charset=utf-8; name=" name  \
	"\r\nContent-Disposition: attachment; filename=" name "\r\n\r\n" text "\r\n--b--\r\n"
#define TRANSFER "Please make the payment to the bank account below.\r\n"

static void
paper__an_invoice_may_name_an_account_and_a_letter_may_not(void **state)
{
	(void)state;
	assert_notice(ATTACHED("letter.txt", TRANSFER), "payment-demand");
	assert_notice(ATTACHED("invoice.txt", "INVOICE\r\nInvoice Number: 2026-0815\r\nInvoice Date: "
					      "2026-11-02\r\nBill To: Kestrel Software\r\n"
					      "Amount Due: EUR 1,200.00\r\n" TRANSFER),
	    NULL);
	assert_notice(ATTACHED("invoice.txt",
			  "INVOICE\r\nInvoice Number: 2026-0815\r\nInvoice Date: 2026-11-02\r\nBill To: "
			  "Kestrel Software\r\n"
			  "Amount Due: EUR 1,200.00\r\nPlease note that our bank details have changed.\r\n"),
	    "bank-change");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(receivables__asked_for_by_an_outsider_are_told),
		cmocka_unit_test(receivables__a_colleague_may_ask_unless_the_server_says_it_is_none),
		cmocka_unit_test(question__a_polite_one_is_a_demand_and_another_is_none),
		cmocka_unit_test(ours__a_customer_was_told_of_another_account_of_ours),
		cmocka_unit_test(paper__an_invoice_may_name_an_account_and_a_letter_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
