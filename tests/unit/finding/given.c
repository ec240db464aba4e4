/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "given.h"

static void
rules__each_holds_in_its_example_and_not_in_its_counter_example(void **state)
{
	guint wrong = 0;

	(void)state;
	for (const struct given_rule *r = GIVEN_RULES; r->id; r++) {
		if (!given_rule_holds(r, r->yes)) {
			print_error("%s: not in \"%s\"\n", r->id, r->yes);
			wrong++;
		}
		if (given_rule_holds(r, r->no)) {
			print_error("%s: in \"%s\"\n", r->id, r->no);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void
sentences__that_take_an_order_back(void **state)
{
	static const struct {
		const char *text;
		gboolean cancels;
	} ROWS[] = {
		{ "We unfortunately have to cancel our PO 4500012345 for USD 100.00.", TRUE },
		{ "Wir müssen unsere Bestellung 4500012345 über EUR 100,00 leider stornieren.", TRUE },
		{ "Nous sommes contraints d'annuler notre commande n° 4500012345.", TRUE },
		{ "Lamentablemente debemos anular nuestro pedido 4500012345 en su totalidad.", TRUE },
		{ "Purtroppo dobbiamo annullare il nostro ordine n. 4500012345.", TRUE },
		{ "Helaas moeten wij onze inkooporder 4500012345 (EUR 5.900,00 excl. btw) volledig "
		  "annuleren.",
		    TRUE },
		{ "Infelizmente temos de cancelar a nossa encomenda 4500012345.", TRUE },
		{ "Please do not cancel our PO 4500012345.", FALSE },
		{ "Can you cancel our PO 4500012345?", FALSE },
		{ "If you are late we will cancel our PO 4500012345.", FALSE },
		{ "Your order 4500012345 was cancelled.", FALSE },
		{ "Warum wurde unsere Bestellung 4500012345 storniert.", FALSE },
		{ "Our PO 4500012345 is attached.", FALSE },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (given_cancels(ROWS[i].text) != ROWS[i].cancels)
			fail_msg("%s", ROWS[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules__each_holds_in_its_example_and_not_in_its_counter_example),
		cmocka_unit_test(sentences__that_take_an_order_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
