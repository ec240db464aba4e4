/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole mails: what the body says, what a forward brings, who wrote, and what is no order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "mail.h"

#define BODY_ORDER                                                                                     \
	"PURCHASE ORDER\r\n\r\nPO Number: PO-77120\r\nOrder Date: 23 November 2026\r\n"                \
	"Supplier: Kestrel Software\r\nBill to: Moorland Dairies Ltd\r\nPayment Terms: Net 30\r\n\r\n" \
	"Item                 Qty      Unit Price      Total\r\n"                                      \
	"Licence               10           50.00     500.00\r\n\r\nTotal: GBP 500.00\r\n"

static const char *
number(const struct report *r)
{
	return r->orders->len ? ((struct order *)r->orders->pdata[0])->value[ORDER_NUMBER] : NULL;
}

static void
an_order_in_the_body_is_found(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "Order") PLAIN BODY_ORDER);

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_string_equal(number(r), "PO-77120");
	assert_string_equal(r->origin_how, "header");
	assert_string_equal(r->direction, "inbound");
	assert_int_equal(strlen(((struct order *)r->orders->pdata[0])->content_digest), 64);
	report_free(r);
}

/* What the keeper stores is what the report says. */
static void
an_account_leaves_in_no_text_of_the_report(void **state)
{
	struct report *r = examine_mail(HEAD("Jo 12 345 678 <jo@moorland.example>",
	    "PO-77120: account 87654321, IBAN DE89 3704 0044 0532 0130 00") PLAIN BODY_ORDER
	    "\r\nOur contract 12345678\r\nFor disputes ask Ann Lee, account 11223344, ann@moorland.example"
	    "\r\nSort code 12-34-56, account number 12345678\r\n");
	struct flat packed = { NULL };
	static const char *const NEVER[] = { "12345678", "12 345 678", "87654321", "0440 0532", "04400532",
		"11223344" };

	(void)state;
	report_pack(r, &packed);
	assert_non_null(memmem(packed.data, packed.size, "PO-77120", 8)); /* it can be hunted for */
	for (gsize i = 0; i < G_N_ELEMENTS(NEVER); i++)
		if (memmem(packed.data, packed.size, NEVER[i], strlen(NEVER[i])))
			fail_msg("%s stands in the report", NEVER[i]);
	flat_clear(&packed);
	assert_string_equal(r->subject, "PO-77120: account ****4321, IBAN DE** **** **** **** **30 00");
	assert_string_equal(r->from.name, "Jo ** **5 678");
	assert_string_equal(number(r), "PO-77120");
	report_free(r);
}

static void
a_forwarded_order_is_its_writers(void **state)
{
	struct report *r = examine_mail(HEAD("Ann <ann@kestrel.example>", "Fwd: Order") PLAIN
	    "fyi\r\n\r\n---------- Forwarded message ---------\r\nFrom: Jo Field <jo@moorland.example>\r\n"
	    "Date: Mon, Nov 23, 2026 at 9:00 AM\r\nSubject: Order\r\nTo: Ann "
	    "<ann@kestrel.example>\r\n\r\n" BODY_ORDER);

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_string_equal(r->origin.address, "jo@moorland.example");
	assert_string_equal(r->origin_how, "inline-forward");
	assert_string_equal(r->from.address, "ann@kestrel.example");
	assert_string_equal(r->direction, "inbound");
	report_free(r);
}

static void
a_reply_above_a_quoted_order_orders_little(void **state)
{
	struct report *r = examine_mail(HEAD("Ann <ann@kestrel.example>", "Re: Order") PLAIN
	    "Thanks, we will look into it.\r\n\r\nOn Mon, 23 Nov 2026 at 09:00, Jo <jo@moorland.example> "
	    "wrote:\r\n\r\n"
	    "> PURCHASE ORDER\r\n> PO Number: PO-77120\r\n> Total: GBP 500.00\r\n");

	(void)state;
	assert_true(r->verdict == VERDICT_OTHER || r->confidence < 0.65);
	report_free(r);
}

static void
the_same_order_in_body_and_attachment_is_one(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>",
	    "PO-77120") "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" PLAIN
		BODY_ORDER "\r\n--b\r\nContent-Type: text/plain; charset=utf-8; "
			"name=po.txt\r\nContent-Disposition: attachment; "
			"filename=po.txt\r\n\r\nPURCHASE ORDER\r\nPO Number: 77120\r\nPO-Date: "
			"2026-11-23\r\nVendor: Kestrel Software\r\n"
			"Ship to:\r\nMoorland Dairies Ltd\r\n1 Farm Road\r\nLeeds LS1 4AP\r\nTotal: GBP "
			"500.00\r\n--b--\r\n");

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_int_equal(r->orders->len, 1);
	assert_string_equal(((struct order *)r->orders->pdata[0])->part, "2");
	report_free(r);
}

static void
an_unread_attachment_that_is_called_an_order_goes_to_a_person(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>",
	    "Purchase Order 4500118822") "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
					 "boundary=b\r\n\r\n--b\r\n" PLAIN
					 "Please find attached our purchase "
					 "order.\r\n\r\n--b\r\nContent-Type: application/octet-stream\r\n"
					 "Content-Disposition: attachment; "
					 "filename=\"PO_4500118822.docx\"\r\nContent-Transfer-Encoding: "
					 "base64\r\n\r\n"
					 "AAAA\r\n--b--\r\n");

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_true(r->confidence < 0.9);
	assert_string_equal(number(r), "4500118822");
	/* of its bytes, 00 00 00, so that a copy of the mail is known for one */
	assert_string_equal(((struct order *)r->orders->pdata[0])->content_digest,
	    "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c");
	assert_string_equal(((struct order *)r->orders->pdata[0])->part, "2");
	report_free(r);
}

/* Mail that talks about orders. */
static const struct {
	const char *subject, *text;
	enum report_verdict verdict;
} TALK[] = {
	{ "PO", "Hi Ann,\r\n\r\nthe PO will follow next week once finance has signed.\r\n\r\nJo\r\n",
	    VERDICT_PROMISE },
	{ "Bestellung", "Hallo Ann,\r\n\r\ndie Bestellung folgt morgen.\r\n\r\nGruß\r\n", VERDICT_PROMISE },
	{ "PO needed", "Hi Jo,\r\n\r\nplease send us a PO so that we can invoice.\r\n", VERDICT_OTHER },
	{ "address", "Our new address:\r\nP.O. Box 4500\r\nSpringfield, IL 62704\r\n", VERDICT_OTHER },
	{ "status", "Could you tell me the status of PO 4500118822? The purchase order was sent in May.\r\n",
	    VERDICT_OTHER },
	{ "lunch", "In order to book, I need your order by noon. Total: 4 sandwiches. Date: 11/12/2026\r\n",
	    VERDICT_OTHER },
	{ "your invoice",
	    "We received invoice 9912 for purchase order 4500118822 over 500.00 EUR. Thank you.\r\n",
	    VERDICT_OTHER },
	{ "po", "The product owner (PO) 2026 agenda is attached to the wiki. PO: Jane\r\n", VERDICT_OTHER },
};

static void
mail_that_talks_about_orders_is_none(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(TALK); i++) {
		g_autofree char *raw = g_strdup_printf(
		    "From: Jo <jo@moorland.example>\r\nTo: ann@kestrel.example\r\nSubject: %s\r\n" PLAIN "%s",
		    TALK[i].subject, TALK[i].text);
		struct report *r = examine_mail(raw);

		if (r->verdict != TALK[i].verdict || r->orders->len)
			fail_msg("%s: %s", TALK[i].text, VERDICT_NAMES[r->verdict]);
		report_free(r);
	}
}

#define OURS(results) "Authentication-Results: mx.kestrel.example; " results "\r\n"
#define PASS OURS("dmarc=pass header.from=moorland.example")
/* Hops of our house: the mail comes in, and goes on within. */
#define COMES_IN                                                                            \
	"Received: from mail.moorland.example (mail.moorland.example [192.0.2.7])\r\n\tby " \
	"mx.kestrel.example "                                                               \
	"(Postfix) with ESMTPS id 1; Mon, 23 Nov 2026 10:00:00 +0000\r\n"
#define GOES_ON                                                                                       \
	"Received: from mx.kestrel.example by imap.kestrel.example with LMTP id 2; Mon, 23 Nov 2026 " \
	"10:00:01 +0000\r\n"
#define OTHER_HOUSE                                                                                         \
	"Received: from a.prod.cloud.example (192.0.2.9) by b.prod.cloud.example (192.0.2.10) with HTTPS; " \
	"Mon, "                                                                                             \
	"23 Nov 2026 10:00:01 +0000\r\n"

static const struct {
	const char *fields, *verdict;
	const char *why; /* a part of it; NULL: any */
} AUTHENTIC[] = {
	{ "", "unknown" }, { PASS, "pass" }, { PASS COMES_IN, "pass" }, { GOES_ON PASS COMES_IN, "pass" },
	{ GOES_ON GOES_ON PASS COMES_IN, "pass" },
	{ OURS("spf=pass smtp.mailfrom=moorland.example") PASS COMES_IN, "pass" },
	{ "Authentication-Results: mx.other.example; dmarc=fail\r\n" PASS COMES_IN, "pass" },
	{ OURS("dkim=pass header.d=moorland.example") COMES_IN, "pass", "dkim=pass" },
	{ OURS("dkim=pass header.d=moorland.example; dmarc=none header.from=moorland.example"), "pass",
	    "no DMARC" },
	{ OURS("dmarc=pass header.from=evil.example"), "unknown" },
	{ OURS("dmarc=temperror header.from=moorland.example; dkim=pass header.d=moorland.example"),
	    "unknown" },
	{ "Authentication-Results: mx.other.example; dmarc=pass header.from=moorland.example\r\n", "unknown",
	    "trusted" },
	{ OURS("spf=pass smtp.mailfrom=moorland.example"), "unknown" },
	{ OURS("dmarc=fail header.from=moorland.example"), "fail" },
	{ OURS("dmarc=fail header.from=moorland.example") PASS COMES_IN, "fail" },
	/* what came along with the mail is nobody's word, though it bears our name */
	{ COMES_IN PASS, "unknown", "trusted" }, { GOES_ON COMES_IN PASS, "unknown" },
	{ COMES_IN GOES_ON PASS, "unknown" },
	{ OURS("dmarc=none header.from=moorland.example") COMES_IN PASS, "unknown" },
	{ OURS("dmarc=fail header.from=moorland.example") COMES_IN PASS, "fail" },
	{ "Authentication-Results: mx.other.example; dkim=pass\r\n" COMES_IN PASS, "unknown" },
	{ OTHER_HOUSE PASS COMES_IN, "unknown" }, { "Received: garbage\r\n" PASS COMES_IN, "unknown" },
	/* an encoded word is no syntax */
	{ OURS("spf=pass "
	       "smtp.mailfrom==?utf-8?q?x;_dmarc=3Dpass_header.from=3Dmoorland.example?=@evil.example"),
	    "unknown" },
	{ "DKIM-Signature: v=1; d=moorland.example; l=0; b=x\r\n" PASS, "fail", "l=" },
	{ "DKIM-Signature: v=1; d=evil.example; l=0; b=x\r\n" PASS, "pass" },
	{ "ARC-Seal: i=1; d=lists.example; cv=none; b=x\r\n"
	  "ARC-Authentication-Results: i=1; lists.example; dmarc=pass header.from=moorland.example\r\n" OURS(
	      "dmarc=fail header.from=moorland.example; arc=pass"),
	    "fail" }, /* nobody named lists.example */
};

static void
only_our_servers_word_about_the_author_counts(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(AUTHENTIC); i++) {
		g_autofree char *raw = g_strconcat(
		    AUTHENTIC[i].fields, HEAD("Jo <jo@moorland.example>", "hi") PLAIN "hello\r\n", NULL);
		struct report *r = examine_mail(raw);

		if (strcmp(r->authenticity, AUTHENTIC[i].verdict) != 0 ||
		    (AUTHENTIC[i].why && !strstr(r->authenticity_why, AUTHENTIC[i].why)))
			fail_msg("%s: %s (%s)", AUTHENTIC[i].fields, r->authenticity, r->authenticity_why);
		report_free(r);
	}
}

/* What a mailbox's settings allow beyond that. */
static const char *const HOPS[] = { "prod.cloud.example", NULL }, *const SEALERS[] = { "lists.example",
	NULL };
#define SEALED(domain)                                                         \
	OURS("dmarc=fail header.from=moorland.example; arc=pass")              \
	COMES_IN "ARC-Seal: i=1; a=rsa-sha256; d=" domain "; cv=none; b=x\r\n" \
		 "ARC-Authentication-Results: i=1; " domain "; dmarc=pass header.from=moorland.example\r\n"

static const struct {
	struct finding_us us;
	const char *fields, *verdict;
} ALLOWED[] = {
	{ { .authserv_ids = AUTHSERV, .inner_hops = HOPS }, OTHER_HOUSE PASS COMES_IN, "pass" },
	{ { .authserv_ids = AUTHSERV, .inner_hops = HOPS }, OTHER_HOUSE COMES_IN PASS, "unknown" },
	{ { .authserv_unnamed = TRUE, .inner_hops = HOPS },
	    OTHER_HOUSE
	    "Authentication-Results: spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=moorland.example; "
	    "dmarc=pass action=none\r\n header.from=moorland.example;compauth=pass reason=100\r\n" COMES_IN,
	    "pass" },
	{ { .authserv_unnamed = TRUE }, PASS, "unknown" },
	{ { .authserv_ids = AUTHSERV }, "Authentication-Results: dmarc=pass header.from=moorland.example\r\n",
	    "unknown" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE }, COMES_IN PASS, "pass" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE }, GOES_ON COMES_IN PASS, "pass" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE },
	    COMES_IN OURS("dmarc=none header.from=moorland.example") PASS, "unknown" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE },
	    COMES_IN "Authentication-Results: mx.other.example; dkim=pass\r\n" PASS, "unknown" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE }, COMES_IN COMES_IN PASS, "unknown" },
	{ { .authserv_ids = AUTHSERV, .authserv_below = TRUE, .inner_hops = HOPS },
	    "Received: from x (192.0.2.7) by mx2.kestrel.example with ESMTP; x\r\n" PASS, "unknown" },
	{ { .authserv_ids = AUTHSERV, .arc_sealers = SEALERS }, SEALED("lists.example"), "pass" },
	{ { .authserv_ids = AUTHSERV, .arc_sealers = SEALERS }, SEALED("evil.example"), "fail" },
	{ { .authserv_ids = AUTHSERV, .arc_sealers = SEALERS },
	    SEALED("lists.example") "ARC-Seal: i=2; d=evil.example; cv=pass; b=x\r\n", "fail" },
	{ { .authserv_ids = AUTHSERV, .arc_sealers = SEALERS },
	    SEALED("lists.example") "ARC-Authentication-Results: i=1; x; dmarc=pass "
				    "header.from=moorland.example\r\n",
	    "fail" },
};

static void
a_mailboxs_settings_say_whose_word_counts(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ALLOWED); i++) {
		g_autofree char *raw = g_strconcat(
		    ALLOWED[i].fields, HEAD("Jo <jo@moorland.example>", "hi") PLAIN "hello\r\n", NULL);
		struct message *m = message_parse((const guint8 *)raw, strlen(raw), &LIMITS_PRESET, NULL);
		struct report *r = report_new();

		finding_examine(m, NULL, 0, &ALLOWED[i].us, TODAY, &LIMITS_PRESET, r);
		if (strcmp(r->authenticity, ALLOWED[i].verdict) != 0)
			fail_msg("%u %s: %s (%s)", (guint)i, ALLOWED[i].fields, r->authenticity,
			    r->authenticity_why);
		report_free(r);
		message_free(m);
	}
}

static void
our_own_order_to_a_supplier_is_outbound(void **state)
{
	struct report *r = examine_mail(HEAD("Ann <ann@kestrel.example>", "PO") PLAIN
	    "PURCHASE ORDER\r\n\r\nPO Number: PO-77120\r\nOrder Date: 23 November 2026\r\nSupplier: Moorland "
	    "Dairies Ltd\r\n"
	    "Bill to: Kestrel Software\r\nItem   Qty   Unit Price   Total\r\nMilk   1   5.00   "
	    "5.00\r\nTotal: GBP 5.00\r\n");

	(void)state;
	assert_string_equal(r->direction, "outbound");
	report_free(r);
}

static void
an_order_without_a_number_is_an_order_all_the_same(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "Order") PLAIN
	    "PURCHASE ORDER\r\n\r\nPO Number:\r\nPO Date: 9 June 2026\r\nBuyer: Moorland Dairies Ltd\r\n"
	    "Supplier: Kestrel Software\r\nPayment terms: Net 30\r\n\r\n"
	    "Item  Description   Qty   Unit price   Amount\r\n1     Licence       1      500.00       "
	    "500.00\r\n\r\nTotal: GBP 500.00\r\n");

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_int_equal(r->orders->len, 1);
	assert_null(number(r));
	assert_string_equal(((struct order *)r->orders->pdata[0])->value[ORDER_TOTAL], "500.00");
	report_free(r);
}

static void
an_announced_order_is_a_promise(void **state)
{
	static const char *const SAID[] = { "Approved, you will receive our purchase order shortly.",
		"Die Bestellung folgt in K\303\274rze.", "Le bon de commande vous sera envoy\303\251 lundi.",
		"Les enviaremos la orden de compra ma\303\261ana.", "Vi invieremo l'ordine di acquisto.",
		"De inkooporder volgt morgen.", "Enviaremos a nota de encomenda em breve." };

	for (gsize i = 0; i < G_N_ELEMENTS(SAID); i++) {
		g_autofree char *raw =
		    g_strconcat(HEAD("Jo <jo@moorland.example>", "Re: offer") PLAIN, SAID[i], "\r\n", NULL);
		struct report *r = examine_mail(raw);

		if (r->verdict != VERDICT_PROMISE)
			fail_msg("%s: %s", SAID[i], VERDICT_NAMES[r->verdict]);
		report_free(r);
	}
	(void)state;
}

static const struct {
	const char *text, *number; /* NULL: cancels nothing */
} CANCELS[] = {
	{ "we hereby cancel our purchase order 4500123456 of 9 June 2026.", "4500123456" },
	{ "please cancel PO no. 4500 123 456.", "4500 123 456" },
	{ "hiermit stornieren wir unsere Bestellung Nr. 4500123456 vom 9. Juni 2026.", "4500123456" },
	{ "nous annulons par la pr\303\251sente notre commande n\302\260 4500123456.", "4500123456" },
	{ "por la presente anulamos nuestro pedido 4500123456.", "4500123456" },
	{ "con la presente annulliamo il nostro ordine n. 4500123456.", "4500123456" },
	{ "hierbij annuleren wij onze bestelling 4500123456.", "4500123456" },
	{ "vimos por este meio cancelar a nossa encomenda n.\302\272 4500123456.", "4500123456" },
	{ "what happens if we cancel our purchase order 4500123456", NULL },
	{ "should it be that way we cancel the purchase order 4500123456, is that so?", NULL },
	{ "they cancelled their purchase order 4500123456 last week.", NULL },
	{ "we hereby cancel our order.", NULL },
	{ "we cannot cancel our purchase order 4500123456.", NULL },
};

static void
an_order_cancelled_in_a_sentence_is_a_cancellation(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(CANCELS); i++) {
		g_autofree char *raw = g_strdup_printf(HEAD("Jo <jo@moorland.example>", "our order") PLAIN
		    "Hi Ann,\r\n\r\n%s\r\n\r\nJo\r\n",
		    CANCELS[i].text);
		struct report *r = examine_mail(raw);

		if ((r->verdict == VERDICT_ORDER_CANCELLATION) != (CANCELS[i].number != NULL) ||
		    g_strcmp0(number(r), CANCELS[i].number) != 0)
			fail_msg("'%s': %s, %s", CANCELS[i].text, VERDICT_NAMES[r->verdict],
			    number(r) ? number(r) : "no number");
		if (CANCELS[i].number)
			assert_string_equal(
			    ((struct order *)r->orders->pdata[0])->value[ORDER_KIND], "cancel");
		report_free(r);
	}
}

#define WRITTEN_ORDER                                                                                        \
	"PURCHASE ORDER\r\nMoorland Dairies Ltd\r\n1 Farm Road\r\nLeeds LS1 4AP\r\n\r\nPO Number: 77120\r\n" \
	"PO Date: 2026-11-20\r\nVendor: Kestrel Software\r\nTotal: GBP 500.00\r\n"
#define SIGNED "-- \r\nJo Miles\r\nPurchasing\r\nMoorland Dairies Ltd\r\n+44 113 496 0000\r\n"

static void
an_order_below_a_signature_mark_is_found(void **state)
{
	static const struct {
		const char *body, *number;
	} CASES[] = {
		{ "-- \r\n" WRITTEN_ORDER, "77120" },
		{ "Hi Ann,\r\nplease see our order below.\r\n\r\n" SIGNED "\r\n" WRITTEN_ORDER, "77120" },
		{ "Hi Ann,\r\n\r\nsee you on Monday.\r\n\r\n" SIGNED
		  "No purchase order, no payment: quote PO Number 4500 and VAT no 77120 on all invoices\r\n",
		    NULL },
		{ "Hi Ann,\r\n\r\nsee you on Monday.\r\n\r\n-- \r\nPURCHASE ORDER DESK\r\nMoorland Dairies "
		  "Ltd\r\nPO "
		  "Number 77120\r\n",
		    NULL },
		/* what is quoted is another's */
		{ "Thanks, got it.\r\n\r\nOn 20 Nov 2026 at 10:00, Ann <ann@kestrel.example> wrote:\r\n> see "
		  "below\r\n> -- \r\n> "
		  "Ann\r\n> PURCHASE ORDER\r\n> PO Number: 77120\r\n> Vendor: Kestrel Software\r\n> Total: "
		  "GBP 500.00\r\n",
		    NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *raw =
		    g_strconcat(HEAD("Jo Miles <jo@moorland.example>", "hello") PLAIN, CASES[i].body, NULL);
		struct report *r = examine_mail(raw);

		if (g_strcmp0(number(r), CASES[i].number) != 0)
			fail_msg("case %u: %s", (guint)i, number(r) ? number(r) : "no number");
		assert_int_equal(
		    r->verdict == VERDICT_PURCHASE_ORDER && r->confidence > 0.6, CASES[i].number != NULL);
		report_free(r);
	}
}

static void
a_line_that_names_a_quote_makes_no_quote_of_an_order(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "Our order") PLAIN
	    "Hello Ann,\r\n\r\nplease find our order below.\r\n\r\nBuyer: Moorland Ltd\r\nSupplier: Kestrel "
	    "Software\r\n"
	    "Quote: Q-2026-118\r\nPlatform licence, 12 months    1    EUR 12,000.00\r\nTotal: EUR "
	    "12,000.00\r\n"
	    "Payment terms: Net 30\r\n\r\nJo\r\n");
	const struct order *o;

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	o = r->orders->pdata[0];
	assert_string_equal(o->value[ORDER_QUOTE_REF], "Q-2026-118");
	assert_string_equal(o->value[ORDER_TOTAL], "12000.00");
	report_free(r);
}

/* NULL: none. The mail is by a customer, else by one of us. */
static void
assert_told(gboolean customer, const char *text, const char *wanted_number, const char *wanted_total)
{
	g_autofree char *mail = g_strconcat(customer ? HEAD("Jo <jo@moorland.example>", "Re: offer")
						     : HEAD("Ann <ann@kestrel.example>", "Re: offer"),
	    PLAIN, text, "\r\n", NULL);
	struct report *r = examine_mail(mail);
	const struct order *o = r->orders->len ? r->orders->pdata[0] : NULL;

	if (g_strcmp0(o ? o->value[ORDER_NUMBER] : NULL, wanted_number) != 0 ||
	    g_strcmp0(o ? o->value[ORDER_TOTAL] : NULL, wanted_total) != 0)
		fail_msg("'%s': %s, %s", text, o && o->value[ORDER_NUMBER] ? o->value[ORDER_NUMBER] : "none",
		    o && o->value[ORDER_TOTAL] ? o->value[ORDER_TOTAL] : "none");
	report_free(r);
}

static void
an_order_told_in_a_sentence_has_its_number_and_its_sum(void **state)
{
	(void)state;
	assert_told(TRUE, "Our PO # is 4500012345 for $12,500.00, net 45.", "4500012345", "12500.00");
	assert_told(
	    TRUE, "PO#4500012345 is approved, please go ahead. Total EUR 8,250.", "4500012345", "8250");
	assert_told(TRUE, "Segue a nossa nota de encomenda n\302\272 2026/31, valor 5.320,00 EUR.", "2026/31",
	    "5320.00");
	/* two sums: none is taken for the total */
	assert_told(TRUE, "Our PO is 4500012345: EUR 100.00 now, EUR 900.00 later.", "4500012345", NULL);
	/* a sum of something else */
	assert_told(TRUE, "Our PO is 4500012345. The invoice for EUR 30.00 is paid.", "4500012345", NULL);
	assert_told(TRUE,
	    "Our PO is 4500012345. You asked for the delivery of May. For that we owe you EUR 30.00.",
	    "4500012345", NULL);
	assert_told(TRUE,
	    "Our PO is 4500012345, as agreed. You asked about chairs. We like the red ones. They are EUR "
	    "30.00 each.",
	    "4500012345", NULL);
	assert_told(TRUE, "PO: 4500012345", "4500012345", NULL);
	assert_told(TRUE, "Did you get our PO 4500012345 for EUR 900?", NULL, NULL);
	assert_told(TRUE, "If we place PO 4500012345 for EUR 900 today, when would you ship it.", NULL, NULL);
	assert_told(TRUE, "Thank you for PO 4500012345 for EUR 900.", NULL, NULL);
	assert_told(FALSE, "We have booked our PO 4500012345 for EUR 900.", NULL, NULL);
	assert_told(TRUE,
	    "On Mon, 23 Nov 2026 at 09:00, Ann <ann@kestrel.example> wrote:\r\n\r\n> Our PO is 4500012345 "
	    "for EUR 900.",
	    NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_in_the_body_is_found),
		cmocka_unit_test(an_account_leaves_in_no_text_of_the_report),
		cmocka_unit_test(a_forwarded_order_is_its_writers),
		cmocka_unit_test(a_reply_above_a_quoted_order_orders_little),
		cmocka_unit_test(the_same_order_in_body_and_attachment_is_one),
		cmocka_unit_test(an_unread_attachment_that_is_called_an_order_goes_to_a_person),
		cmocka_unit_test(mail_that_talks_about_orders_is_none),
		cmocka_unit_test(only_our_servers_word_about_the_author_counts),
		cmocka_unit_test(a_mailboxs_settings_say_whose_word_counts),
		cmocka_unit_test(our_own_order_to_a_supplier_is_outbound),
		cmocka_unit_test(an_order_without_a_number_is_an_order_all_the_same),
		cmocka_unit_test(an_order_cancelled_in_a_sentence_is_a_cancellation),
		cmocka_unit_test(an_announced_order_is_a_promise),
		cmocka_unit_test(an_order_below_a_signature_mark_is_found),
		cmocka_unit_test(a_line_that_names_a_quote_makes_no_quote_of_an_order),
		cmocka_unit_test(an_order_told_in_a_sentence_has_its_number_and_its_sum),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
