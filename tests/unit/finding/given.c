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
		{ "We hereby cancel our purchase order 4500012345 with immediate effect.", TRUE },
		{ "We ordered this by mistake and cancel our PO 4500012345.", TRUE },
		{ "Nous annulons par la présente notre commande n° 4500012345.", TRUE },
		{ "Our PO 4500012345 is hereby cancelled.", TRUE },
		{ "We would have to cancel our PO 4500012345 otherwise.", FALSE },
		{ "Wir müssten unsere Bestellung 4500012345 sonst stornieren.", FALSE },
		{ "Die Stornierung unserer Bestellung 4500012345 wird widerrufen.", FALSE },
		{ "Nous serions obligés d'annuler notre commande 4500012345.", FALSE },
		{ "De annulering van onze bestelling 4500012345 is ingetrokken.", FALSE },
		{ "You cancelled our PO 4500012345 without telling us.", FALSE },
		{ "Somebody said our PO 4500012345 was cancelled.", FALSE },
		{ "Our PO 4500012345 replaces PO 4500012000, which was cancelled.", FALSE },
		{ "Sie haben unsere Bestellung 4500012345 storniert, das war falsch.", FALSE },
		{ "Vous avez annulé notre commande 4500012345 par erreur.", FALSE },
		{ "Jullie hebben onze bestelling 4500012345 geannuleerd.", FALSE },
		{ "Please void invoice 99120 and reissue it against our PO 4500012345.", FALSE },
		{ "Please cancel our invoice 8812 for PO 4500012345.", FALSE },
		{ "Please cancel the invoice for our PO 4500012345.", FALSE },
		{ "Please reissue it against our PO 4500012345 and void invoice 99120.", FALSE },
		{ "I have to cancel our meeting about PO 4500012345.", FALSE },
		{ "Our warehouse cancelled the shipment of PO 4500012345 today.", FALSE },
		{ "Our PO 4500012345 was cancelled by mistake, please keep it running.", FALSE },
		{ "There is no need to cancel our PO 4500012345.", FALSE },
		{ "We won't cancel our PO 4500012345.", FALSE },
		{ "We may have to cancel our PO 4500012345 soon.", FALSE },
		{ "We reserve the right to cancel our PO 4500012345 at any time.", FALSE },
		{ "Line 3 of our PO 4500012345 is cancelled, the rest stands.", FALSE },
		{ "Bitte stornieren Sie die Rechnung 99120 und stellen Sie sie auf unsere Bestellung "
		  "4500012345 "
		  "neu aus.",
		    FALSE },
		{ "Unser Termin zu Bestellung 4500012345 wurde storniert.", FALSE },
		{ "Position 10 unserer Bestellung 4500012345 wird storniert.", FALSE },
		{ "Unsere Bestellung 4500012345 wurde versehentlich storniert.", FALSE },
		{ "Merci d'annuler la facture 99120 et de la refaire avec notre commande 4500012345.",
		    FALSE },
		{ "Notre rendez-vous sur la commande 4500012345 est annulé.", FALSE },
		{ "Rogamos anular la factura 99120 y emitirla de nuevo con nuestro pedido 4500012345.",
		    FALSE },
		{ "Abbiamo annullato il nostro incontro sull'ordine 4500012345.", FALSE },
		{ "Graag factuur 99120 annuleren en opnieuw sturen op onze bestelling 4500012345.", FALSE },
		{ "Onze afspraak over bestelling 4500012345 is geannuleerd.", FALSE },
		{ "Pedimos para anular a fatura 99120 e emitir outra com a nossa encomenda 4500012345.",
		    FALSE },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (given_cancels(ROWS[i].text) != ROWS[i].cancels)
			fail_msg("%s", ROWS[i].text);
}

static void
sentences__that_give_no_order(void **state)
{
	static const char *const TEXTS[] = {
		"Confirmamos su pedido 4500012345 de 5.000,00 EUR.",
		"Unsere Bestellung 4500012345 kam unvollständig an.",
		"Nuestro pedido 4500012345 llegó dañado.",
		"Onze bestelling 4500012345 kwam beschadigd aan.",
		"We hereby withdraw our complaint regarding PO 4500012345.",
		"Please void invoice 99120 and reissue it against our PO 4500012345.",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++)
		for (const struct given_rule *rule = GIVEN_RULES; rule->id; rule++)
			if (given_rule_holds(rule, TEXTS[i]))
				fail_msg("%s: %s", rule->id, TEXTS[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules__each_holds_in_its_example_and_not_in_its_counter_example),
		cmocka_unit_test(sentences__that_take_an_order_back),
		cmocka_unit_test(sentences__that_give_no_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
