/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of payment as papers print them: in cells and sentences, to their end and no further; and what is none. */
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };

struct row {
	const char *text, *wanted;
};

static void
each_gives(const struct row *rows, gsize n)
{
	guint wrong = 0;

	for (gsize i = 0; i < n; i++) {
		g_autofree char *text =
		    g_strconcat("PURCHASE ORDER\nPO Number: 4500012345\nDate: 25.11.2026\n"
				"Supplier: Nordwind Ltd\n\n",
			rows[i].text, "\n\nTotal USD 20.00\n", NULL);
		struct document *d = text_document(text);
		struct finding_us us = { NULL, NULL, NULL };
		struct finding_part part = { .document = d, .path = "1" };
		struct report *r = report_new();
		const char *got;

		finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
		assert_int_equal(r->orders->len, 1);
		got = ((struct order *)r->orders->pdata[0])->value[ORDER_TERMS];
		if (g_strcmp0(got, rows[i].wanted) != 0) {
			print_error("%s: %s, not %s\n", rows[i].text, got ? got : "nothing",
			    rows[i].wanted ? rows[i].wanted : "nothing");
			wrong++;
		}
		report_free(r);
		text_document_free(d);
	}
	assert_int_equal(wrong, 0);
}

static void
terms__end_where_they_end(void **state)
{
	static const struct row ROWS[] = {
		{ "Payment terms: Net 30. Please quote our order number.", "Net 30" },
		{ "Condições de pagamento: 60 dias após receção da fatura. A",
		    "60 dias após receção da fatura" },
		{ "Zahlung wie immer 8 Tage 2 %.", "8 Tage 2 %" },
		{ "Pagamento: invariato, 30 gg d.f.", "invariato, 30 gg d.f." },
		{ "Zahlungsbedingungen: ZB30 - 30 Tage netto", "ZB30 - 30 Tage netto" },
		{ "Cond. Pagto: 028 - 30/60/90 DIAS", "028 - 30/60/90 DIAS" },
		{ "Terms . . . . 2% 10 Net 30", "2% 10 Net 30" },
		{ "Terms of paymt: Within 45 days due net", "Within 45 days due net" },
		{ "How we pay  BACS, 14 days", "BACS, 14 days" },
		/* in a sentence */
		{ "Payment will be made 30 days from receipt of a valid invoice. We pay on no other basis.",
		    "30 days from receipt of a valid invoice" },
		{ "Payment is made 30 days from receipt of a correctly rendered invoice. Queries: 0113",
		    "30 days from receipt of a correctly rendered invoice" },
		{ "We shall settle your invoice within 30 days of its date; kindly send it to us.",
		    "within 30 days of its date" },
		{ "Die Zahlung erfolgt innerhalb von 30 Tagen netto.", "innerhalb von 30 Tagen netto" },
		{ "Le paiement sera effectué à 45 jours fin de mois.", "à 45 jours fin de mois" },
		{ "El pago se realizará a 60 días fecha factura.", "a 60 días fecha factura" },
		{ "Il pagamento avverrà a 60 giorni data fattura.", "a 60 giorni data fattura" },
		{ "De betaling geschiedt binnen 30 dagen na factuurdatum.",
		    "binnen 30 dagen na factuurdatum" },
		{ "O pagamento será efetuado a 30 dias da data da fatura.", "a 30 dias da data da fatura" },
		/* over two lines of a cell */
		{ "Payment terms  Net 30 days from\n               date of invoice\n",
		    "Net 30 days from date of invoice" },
		{ "Payment terms  Within 14 days 2 % cash discount\n"
		  "               Within 30 days due net\n",
		    "Within 14 days 2 % cash discount Within 30 days due net" },
		{ "Payment terms  30 days net\nDate           of the invoice\n", "30 days net" },
		{ "Payment terms  Net 75\n               N/A\n", "Net 75" },
		{ "Payment terms  Upon receipt (A/P)or(A/R)", "Upon receipt (A/P)or(A/R)" },
		{ "Facturation : dépôt au portail, avec le numéro de commande. Paiement par virement à 30\n"
		  "jours. Merci.\n",
		    "par virement à 30 jours" },
	};

	(void)state;
	each_gives(ROWS, G_N_ELEMENTS(ROWS));
}

static void
terms__other_words_are_none(void **state)
{
	static const struct row ROWS[] = {
		{ "Terms: see reverse", NULL },
		{ "Payment terms: FOB Destination", NULL },
		{ "Payment terms: Best way", NULL },
		{ "Payment terms: Ann Alder", NULL },
		{ "Payment terms: 4500012399", NULL },
		{ "Terms: 12 Mill Road, Leeds", NULL },
		{ "Payment within 60 days does not attract interest.", NULL },
		{ "Payment later than 30 days bears interest at 8 %.", NULL },
		{ "Payment: ask for Ben in room 12", NULL },
		{ "Zahlung: an Nordwind Ltd, Hafenstr. 3", NULL },
		{ "Paiement: voir conditions générales", NULL },
		/* as agreed elsewhere, by a code, or by a way of payment: as written */
		{ "Payment terms: as agreed", "as agreed" },
		{ "Zahlungsbedingungen: wie vereinbart", "wie vereinbart" },
		{ "Payment terms: N30", "N30" },
		{ "Forma de pago: transferencia bancaria", "transferencia bancaria" },
		{ "Règlement : chèque à la livraison", "chèque à la livraison" },
		{ "Payment terms: 30% in advance, 70% on go-live", "30% in advance, 70% on go-live" },
		{ "Forma de pago: Crédito 45 días", "Crédito 45 días" },
		{ "Condições de pagamento: trinta dias", "trinta dias" },
	};

	(void)state;
	each_gives(ROWS, G_N_ELEMENTS(ROWS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms__end_where_they_end),
		cmocka_unit_test(terms__other_words_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
