/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order comes to and in which currency: where papers print them, and what is neither. */
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

/* Each text behind the head of an order: this field of it. */
static void
each_gives(enum order_field field, const struct row *rows, gsize n)
{
	guint wrong = 0;

	for (gsize i = 0; i < n; i++) {
		g_autofree char *text =
		    g_strconcat("PURCHASE ORDER\nPO Number: 4500012345\nDate: 25.11.2026\n"
				"Supplier: Nordwind Ltd\n\n",
			rows[i].text, NULL);
		struct document *d = text_document(text);
		struct finding_us us = { NULL, NULL, NULL };
		struct finding_part part = { .document = d, .path = "1" };
		struct report *r = report_new();
		const char *got;

		finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
		assert_int_equal(r->orders->len, 1);
		got = ((struct order *)r->orders->pdata[0])->value[field];
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
currency__headings_and_figures_say_it_and_other_words_do_not(void **state)
{
	static const struct row ROWS[] = {
		{ "Pos  Bezeichnung  Menge  Einzel €  Gesamt €\n"
		  "1    Flansch      2      10,00     20,00\n"
		  "Gesamtbetrag 20,00\n",
		    "EUR" },
		{ "Qty  Details  Cost code  Net £   VAT £\n"
		  "2    Flange   R4410      20.00   4.00\n"
		  "     Totals              20.00   4.00\n"
		  "     Order total         24.00\n",
		    "GBP" },
		{ "Codice  Descrizione  Q.tà  Prezzo EUR  Importo EUR\n"
		  "AB-1    Flangia      2     10,00       20,00\n"
		  "Totale 20,00\n",
		    "EUR" },
		{ "Item  Description  Qty  Unit Price (USD)  Amount (USD)\n"
		  "1     Flange       2    10.00             20.00\n"
		  "Total 20.00\n",
		    "USD" },
		{ "Item  Description  Qty  Unit $  Line $\n"
		  "1     Plug-in for our CAD  2    10.00   20.00\n"
		  "Total (USD)  20.00\n",
		    "USD" },
		{ "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    £10.00      £20.00\n"
		  "Total 20.00\n",
		    "GBP" },
		{ "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    10.00 CHF   20.00 CHF\n"
		  "Total 20.00\n",
		    "CHF" },
		{ "Artikel  Omschrijving  Aantal  Prijs  Totaal in EUR\n"
		  "AB-1     Flens         2       10,00  20,00\n"
		  "Totaal 20,00\n",
		    "EUR" },
		{ "All prices in CHF\n"
		  "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    10.00       20.00\n"
		  "Total 20.00\n",
		    "CHF" },
		{ "Notes: amounts without a sign, USD = US Dollar\n"
		  "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    10.00       20.00\n"
		  "Total 20.00\n",
		    "USD" },
		{ "Bruto  Portes  Base   IVA 0 %  Total euros\n20,00  0,00    20,00  0,00     20,00\n",
		    "EUR" },
		{ "Total : 20,00 $\nTous les montants sont en dollars canadiens (CAD).\n", "CAD" },
		{ "Total: $20.00\nAll prices are in US dollars unless otherwise noted.\n", "USD" },
		{ "Total: 20,00\nAlle Preise verstehen sich in Schweizer Franken.\n", "CHF" },
		/* a word of the goods, two currencies, a sum of the small print, a dollar that may be any */
		{ "Item  Description          Qty  Unit Price  Amount\n"
		  "1     Plug-in for our CAD  2    10.00       20.00\n"
		  "Total 20.00\n",
		    NULL },
		{ "Item  Description  Qty  Unit Price €  Amount £\n"
		  "1     Flange       2    10.00         20.00\n"
		  "Total 20.00\n",
		    NULL },
		{ "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    10.00       20.00\n"
		  "Total 20.00\n\n"
		  "The Seller shall carry insurance of not less than EUR 1,000,000 for each event.\n",
		    NULL },
		{ "Item  Description  Qty  Unit Price  Amount\n"
		  "1     Flange       2    $10.00      $20.00\n"
		  "Total $20.00\n"
		  "Shipping over €500 is free\n",
		    NULL },
	};

	(void)state;
	each_gives(ORDER_CURRENCY, ROWS, G_N_ELEMENTS(ROWS));
}

static void
total__the_sum_with_tax_goes_before_the_one_without(void **state)
{
	static const struct row ROWS[] = {
		{ "Net order value     £21,250.00\nVAT                 £4,250.00\nGross order value   "
		  "£25,500.00\n",
		    "25500.00" },
		{ "Gesamtbetrag netto   1.200,00\nzzgl. USt. 19,00 %   228,00\nGesamtbetrag         "
		  "1.428,00\n",
		    "1428.00" },
		{ "Auftragssumme netto     27.450,00 €\nUmsatzsteuer 19 %       5.215,50 €\n"
		  "Auftragssumme brutto    32.665,50 €\n",
		    "32665.50" },
		{ "Gesamt netto   8.000,00 EUR\nUSt. 19 %   1.520,00 EUR\nGesamt brutto   9.520,00 EUR\n",
		    "9520.00" },
		{ "Total HT   3 800,00 €\nTVA 20 %   760,00 €\nTotal TTC   4 560,00 €\n", "4560.00" },
		{ "Total (TVA non applicable)   390,00 €\n", "390.00" },
		{ "Totale imponibile   2.500,00\nIVA 22%   550,00\nTotale documento   3.050,00\n",
		    "3050.00" },
		{ "Base imponible   2.300,00 €\nIVA 21 %   483,00 €\nImporte total con IVA   2.783,00 €\n",
		    "2783.00" },
		{ "Totaal EUR   7.500,00\nexcl. btw\n21% btw   1.575,00\nTotaal EUR   9.075,00\nincl. btw\n",
		    "9075.00" },
		{ "                  Total GBP     7,410.00\n                  Excl. VAT\n"
		  "                  20% VAT       1,482.00\n                  Total GBP     8,892.00\n"
		  "                  Incl. VAT\n",
		    "8892.00" },
		{ "Total sem IVA   5.900,00 €\nIVA 23 %   1.357,00 €\nTotal com IVA   7.257,00 €\n",
		    "7257.00" },
		{ "Valeur nette totale HT EUR      22.700,00\n", "22700.00" },
		{ "Valore massimo dell'ordine   € 48.000,00\n", "48000.00" },
		{ "Not to exceed amount: USD 48,000.00\n", "48000.00" },
		{ "17(h) Total (Cont. pages)\n$0.00\n17(i) GRAND TOTAL\n$51,100.00\n", "51100.00" },
		{ "Total da encomenda: 895,00 €\n", "895.00" },
		{ "Amount: $64,000.00 USD\nVersion: 1\n", "64000.00" },
		{ "Betrag: 9.520,00 EUR\n", "9520.00" },
		/* lines that each say theirs, and one that a total stands below */
		{ "Flange\nAmount: 20.00\nGasket\nAmount: 15.00\n", NULL },
		{ "Flange\nAmount: 20.00\nFreight: 5.00\nOrder total: 25.00\n", "25.00" },
		/* no sum of the order */
		{ "Total pallets 12\n", NULL },
		{ "Total weight 1,250.00 kg\n", NULL },
	};

	(void)state;
	each_gives(ORDER_TOTAL, ROWS, G_N_ELEMENTS(ROWS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(currency__headings_and_figures_say_it_and_other_words_do_not),
		cmocka_unit_test(total__the_sum_with_tax_goes_before_the_one_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
