/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reply asks for, and what a mail promises: which words of it count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "promise.h"

#include "mail.h"

#define REPLY                                                 \
	HEAD("Ann <ann@kestrel.example>", "Re: 7 POs for AR") \
	"In-Reply-To: "                                       \
	"<purser.0.1@kestrel.example>\r\n"

/* "verb item argument; …" of a reply with this body. */
static char *
commands_of(const char *headers, const char *body)
{
	g_autofree char *raw = g_strconcat(headers, PLAIN, body, NULL);
	struct report *r = examine_mail(raw);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < r->commands->len; i++) {
		const struct report_command *c = r->commands->pdata[i];

		g_string_append_printf(out, "%s%s %s %s", i ? "; " : "", c->verb, c->item ? c->item : "-",
		    c->argument ? c->argument : "-");
	}
	report_free(r);
	return g_string_free(out, FALSE);
}

static void
commands__are_whole_lines_of_the_replys_own_text(void **state)
{
	static const struct {
		const char *body, *wanted;
	} ROWS[] = {
		{ "route 12\r\n", "route 12 -" },
		{ "Hi,\r\n\r\n  Route #12\r\n\r\nreject 13 duplicate of 12\r\nThanks\r\nAnn\r\n",
		    "route 12 -; reject 13 duplicate of 12" },
		{ "number 12 4500123456\ncustomer 12: Contoso GmbH\n",
		    "number 12 4500123456; customer 12 Contoso GmbH" },
		{ "settle 7\r\nSettle #8: called them\r\n", "settle 7 -; settle 8 called them" },
		{ "Settle down, please: all is well with item 12.\r\n", "" },
		{ "route 12.\r\nroute 13", "route 12 -; route 13 -" },
		{ "route\302\24012\r\n", "route 12 -" },
		/* a slip is told, a sentence is not taken for one */
		{ "route twelve\r\n", "route - twelve" },
		{ "Number of orders was fine this week.\r\n", "" },
		{ "Customer 12 million is fine\r\n", "customer 12 million is fine" },
		{ "please route 12\r\n", "" },
		{ "routes 12\r\n", "" },
		/* what was written before */
		{ "Thanks.\r\n\r\nOn Mon, 23 Nov 2026 at 08:30, purser <purser@kestrel.example> wrote:\r\n"
		  "> answer: route 12, or:\r\n> route 12\r\n",
		    "" },
		{ "Ok\r\n\r\n-----Original Message-----\r\nFrom: purser <purser@kestrel.example>\r\nSent: "
		  "Monday\r\n"
		  "To: Ann\r\nSubject: 7 POs for AR\r\n\r\nroute 12\r\n",
		    "" },
		/* signs that nobody sees, digits that are none */
		{ "route 1\342\200\2132\r\n", "" },
		{ "route \342\200\25612\r\n", "" },
		{ "route \357\274\221\357\274\222\r\n", "route - \357\274\221\357\274\222" },
		{ "route 99999999999999999999\r\n", "route - 99999999999999999999" },
		{ "route 12\rreject 13 x\r\n", "route 12 reject 13 x" },
		/* never an account */
		{ "number 12 DE89370400440532013000\r\n", "number 12 DE****************3000" },
		{ "iban 12 DE89370400440532013000\r\n", "bank 12 -" },
		{ "NONE\r\n", "none - -" },
		{ "none 17.\r\n", "none 17 -" },
		{ "Not mine!\r\n", "not-mine - -" },
		{ "None of this is true\r\n", "" },
		/* a question is no order */
		{ "reject 12 or not?\r\n", "reject - 12 or not?" },
		{ "Reject 12?\n", "reject - 12?" },
		/* a sentence that a program has wrapped */
		{ "I talked to Dana about this one yesterday and she asked that we do not\r\nroute 12.\r\n",
		    "" },
		{ "I talked to Dana about this one yesterday and she agrees to it all.\r\nroute 12\r\n",
		    "route 12 -" },
		{ "Hello,\r\nplease\r\nroute 12\r\n", "route 12 -" },
		/* borders that are no client's own words */
		{ "Ok.\r\n\r\n________________________________\r\nroute 12\r\n", "" },
		{ "route 13\r\n\r\nFrom: purser@kestrel.example\r\nTo: ann@kestrel.example\r\n\r\nroute "
		  "12\r\n",
		    "route 13 -" },
		{ "Ok.\r\n\r\nZitat von purser <purser@kestrel.example>:\r\n\r\nroute 12\r\n", "" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *got = commands_of(REPLY, ROWS[i].body);

		if (strcmp(got, ROWS[i].wanted) != 0)
			fail_msg("'%s' from: %s", got, ROWS[i].body);
	}
}

static void
commands__of_no_reply_or_of_a_machine_are_none(void **state)
{
	static const char *const HEADERS[] = { HEAD("Ann <ann@kestrel.example>", "hello"),
		REPLY "Auto-Submitted: auto-replied\r\n", REPLY "X-Autoreply: yes\r\n",
		REPLY "X-Autorespond: 1\r\n", REPLY "List-Id: <x.kestrel.example>\r\n" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(HEADERS); i++) {
		g_autofree char *got = commands_of(HEADERS[i], "route 12\r\n");

		assert_string_equal(got, "");
	}
}

static void
commands__are_bounded(void **state)
{
	GString *body = g_string_new(NULL);
	struct report *r;
	g_autofree char *raw = NULL;

	(void)state;
	for (guint i = 1; i <= 2 * COMMANDS_MAX; i++)
		g_string_append_printf(body, "route %u\r\n", i);
	raw = g_strconcat(REPLY PLAIN, body->str, NULL);
	r = examine_mail(raw);
	assert_int_equal(r->commands->len, COMMANDS_MAX);
	report_free(r);
	g_string_free(body, TRUE);
}

/* --- promises ------------------------------------------------------------------------------------ */

/* The letter is of Monday, 23 November 2026. */
static void
promise__is_due_when_its_words_say_by_the_letters_day(void **state)
{
	static const struct {
		const char *said, *due; /* NULL: nothing is promised; "": no day */
	} ROWS[] = {
		{ "You will have the PO tomorrow.", "2026-11-24" },
		{ "You will have the PO the day after tomorrow.", "2026-11-25" },
		{ "The PO comes on Monday.", "2026-11-30" },
		{ "The PO will be sent next Friday.", "2026-12-04" },
		{ "The PO will be sent Tuesday next week.", "2026-12-01" },
		{ "We will send the PO by the end of this week.", "2026-11-27" },
		{ "We will send the PO at the end of next month.", "2026-12-31" },
		{ "We will send the PO by month end.", "2026-11-30" },
		{ "We will send the PO in two weeks.", "2026-12-07" },
		{ "We will send the PO within 5 working days.", "2026-11-30" },
		{ "We will send the PO by 15 June.", "2027-06-15" },
		{ "We will send the PO on June 15, 2027.", "2027-06-15" },
		{ "We will send the PO on 2026-12-15.", "2026-12-15" },
		{ "We will issue the PO in Q1.", "2027-03-31" },
		{ "We will issue the PO in March.", "2027-03-31" },
		{ "We will issue the PO in mid December.", "2026-12-20" },
		{ "We will issue the PO in week 50.", "2026-12-11" },
		/* another thing's day */
		{ "As to your offer of 2 November, the PO will follow.", "" },
		{ "The PO will follow.", "" },
		{ "Will you have the PO tomorrow?", NULL },
		/* perhaps is no promise, and another paper is no order */
		{ "Perhaps you will have the PO tomorrow.", NULL },
		{ "I doubt that the PO will come next week.", NULL },
		{ "Vielleicht folgt die Bestellung n\303\244chste Woche.", NULL },
		{ "Wir h\303\244tten die Bestellung n\303\244chste Woche geschickt.", NULL },
		{ "Peut-\303\252tre que le bon de commande suivra.", NULL },
		{ "Quiz\303\241s la orden de compra llegar\303\241 ma\303\261ana.", NULL },
		{ "Forse l'ordine seguir\303\240 domani.", NULL },
		{ "Misschien volgt de inkooporder morgen.", NULL },
		{ "Talvez a encomenda siga amanh\303\243, ela seguir\303\241.", NULL },
		{ "We will send you the invoice for PO 4500 tomorrow.", NULL },
		{ "Shipping instructions for the PO will follow.", NULL },
		{ "We expect you to confirm the PO by Friday.", NULL },
		{ "If all goes well you will have the PO tomorrow.", NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *raw =
		    g_strconcat(HEAD("Jo <jo@buyer.example>", "Re: offer") PLAIN, ROWS[i].said, "\r\n", NULL);
		struct report *r = examine_mail(raw);
		const struct report_promise *p = r->promises->len ? r->promises->pdata[0] : NULL;

		if (!p != !ROWS[i].due || (p && strcmp(p->due ? p->due : "", ROWS[i].due) != 0))
			fail_msg("%s from: %s", p ? p->due ? p->due : "no day" : "nothing", ROWS[i].said);
		report_free(r);
	}
}

static void
promise__tells_quote_and_amount_and_masks_accounts(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@buyer.example>", "Re: your quote Q-2041") PLAIN
	    "We will send the PO over EUR 112,000.00 tomorrow, pay DE89370400440532013000.\r\n");
	const struct report_promise *p;

	(void)state;
	assert_int_equal(r->promises->len, 1);
	p = r->promises->pdata[0];
	assert_string_equal(p->quote, "Q-2041");
	assert_string_equal(p->amount, "EUR 112000.00");
	assert_string_equal(p->by, "jo@buyer.example");
	assert_string_equal(p->said, "2026-11-23");
	assert_null(strstr(p->text, "370400440532"));
	report_free(r);
}

static void
promise__of_ours_quoted_or_with_its_order_is_none(void **state)
{
	static const char *const MAILS[] = {
		HEAD("Ann <ann@kestrel.example>", "Re: offer") PLAIN "You will have the PO tomorrow.\r\n",
		HEAD("Jo <jo@buyer.example>", "Re: offer") PLAIN
		"Ok.\r\n\r\nOn Mon, 23 Nov 2026, Jo wrote:\r\n> You will have the PO tomorrow.\r\n",
		HEAD("Jo <jo@buyer.example>", "Re: offer") "List-Id: <x.buyer.example>\r\n" PLAIN
							   "You will have the PO tomorrow.\r\n",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(MAILS); i++) {
		struct report *r = examine_mail(MAILS[i]);

		if (r->promises->len)
			fail_msg("a promise in: %s", MAILS[i]);
		report_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands__are_whole_lines_of_the_replys_own_text),
		cmocka_unit_test(commands__of_no_reply_or_of_a_machine_are_none),
		cmocka_unit_test(commands__are_bounded),
		cmocka_unit_test(promise__is_due_when_its_words_say_by_the_letters_day),
		cmocka_unit_test(promise__tells_quote_and_amount_and_masks_accounts),
		cmocka_unit_test(promise__of_ours_quoted_or_with_its_order_is_none),
	};

	finding_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
