/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day of delivery: beside its label, below it, in a column of the table of goods, and under each line. */
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };

/* The day of delivery of an order of this text; NULL: none. */
static char *
delivery_of_unit(const char *text, enum document_unit unit)
{
	struct document *d = text_document(text);
	struct finding_us us = { NULL, NULL, NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();
	char *out;

	d->unit = unit;
	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	assert_int_equal(r->orders->len, 1);
	out = g_strdup(((struct order *)r->orders->pdata[0])->value[ORDER_DELIVERY_DATE]);
	report_free(r);
	text_document_free(d);
	return out;
}

static char *
delivery_of(const char *text)
{
	return delivery_of_unit(text, UNIT_CHARS);
}

struct row {
	const char *text, *wanted;
};

static void
each_gives(const char *head, const struct row *rows, gsize n)
{
	guint wrong = 0;

	for (gsize i = 0; i < n; i++) {
		g_autofree char *text = g_strconcat(head, rows[i].text, NULL);
		g_autofree char *got = delivery_of(text);

		if (g_strcmp0(got, rows[i].wanted) == 0)
			continue;
		print_error("%s: %s, not %s\n", rows[i].text, got ? got : "nothing",
		    rows[i].wanted ? rows[i].wanted : "nothing");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

#define HEAD "PURCHASE ORDER\nPO Number: 4500012345\nDate: 25.11.2026\nSupplier: Nordwind Ltd\n\n"

static void
delivery__labels_of_seven_languages_beside_the_day(void **state)
{
	static const struct row ROWS[] = {
		{ "Expected Receipt Date: 14.12.2026\n", "2026-12-14" },
		{ "Estimated arrival: 14.12.2026\n", "2026-12-14" },
		{ "Latest delivery: 14.12.2026\n", "2026-12-14" },
		{ "Delivery date: Day 14.12.2026\n", "2026-12-14" },
		{ "Delivery no later than 14 December 2026\n", "2026-12-14" },
		{ "Delivery: 14.12.2026\n", "2026-12-14" },
		{ "Liefertermin: Tag 14.12.2026\n", "2026-12-14" },
		{ "Erwartete Ankunft: 14.12.2026\n", "2026-12-14" },
		{ "Angefordertes Datum: 14.12.2026\n", "2026-12-14" },
		{ "Gewünschter Wareneingang: 14.12.2026\n", "2026-12-14" },
		{ "Lieferung: 14.12.2026\n", "2026-12-14" },
		{ "Livraison: 14/12/2026\n", "2026-12-14" },
		{ "Réception prévue le : 14/12/2026\n", "2026-12-14" },
		{ "Date de livraison au plus tard : 14/12/2026\n", "2026-12-14" },
		{ "Fecha de llegada prevista: 14/12/2026\n", "2026-12-14" },
		{ "Entrega: 14/12/2026\n", "2026-12-14" },
		{ "Arrivo previsto: 14/12/2026\n", "2026-12-14" },
		{ "Consegna: 14/12/2026\n", "2026-12-14" },
		{ "Verwachte ontvangstdatum  14 december 2026\n", "2026-12-14" },
		{ "Levering: 14/12/2026\n", "2026-12-14" },
		{ "Data de entrega pretendida: 14/12/2026\n", "2026-12-14" },
		{ "Chegada prevista: 14/12/2026\n", "2026-12-14" },
		/* words before the day */
		{ "Delivery: no later than 14 December 2026\n", "2026-12-14" },
		{ "Liefertermin: bis spätestens 14.12.2026\n", "2026-12-14" },
		{ "Délai : avant le 14/12/2026.\n", "2026-12-14" },
		{ "Entrega: antes del 14/12/2026\n", "2026-12-14" },
		{ "Consegna: entro il 14/12/2026 presso il magazzino\n", "2026-12-14" },
		{ "Consegna  posticipata al 14/12/2026\n", "2026-12-14" },
		{ "Leverdatum  uiterlijk 14 december 2026\n", "2026-12-14" },
		{ "Entrega até 14-12-2026.\n", "2026-12-14" },
		{ "Plazo: 14-12-26\n", "2026-12-14" },
		{ "Needed for: 14.12.2026\n", "2026-12-14" },
		{ "Livraison requise / Delivery required\n2026-12-14\n", "2026-12-14" },
		{ "Installation should be completed by 14th December 2026, before the break.\n",
		    "2026-12-14" },
		/* no day, or another's */
		{ "Liefertermin: bisher 14.12.2026\n", NULL },
		{ "Delivery: as in our order of 14.12.2026\n", NULL },
		{ "Delivery: carriage paid\n", NULL },
		{ "Lieferung: frei Haus\n", NULL },
		{ "Delivery date: week 51\n", NULL },
		{ "Invoice due 14.12.2026\n", NULL },
	};

	(void)state;
	each_gives(HEAD, ROWS, G_N_ELEMENTS(ROWS));
}

static void
delivery__a_label_over_two_lines_is_one(void **state)
{
	static const struct row ROWS[] = {
		{ "Buyer       Expected Receipt    Terms\n            Date\n\nAnn Alder   14.12.2026         "
		  " "
		  "Net 30\n",
		    "2026-12-14" },
		{ "Acheteur    Date de       Conditions\n            livraison\nA. Aulne    14/12/2026    30 "
		  "jours\n",
		    "2026-12-14" },
		{ "Einkäufer   Gewünschter    Zahlung\n            Liefertermin\nE. Erlen    14.12.2026     "
		  "30 Tage netto\n",
		    "2026-12-14" },
		/* two labels, each with a value beside it */
		{ "Delivery    by road\nDate        14.12.2026\n", NULL },
	};

	(void)state;
	each_gives(HEAD, ROWS, G_N_ELEMENTS(ROWS));
}

/* Two rows of a grid on a page: the day above the broken label is the row's above. */
static void
delivery__the_day_above_a_broken_label_is_another_ones(void **state)
{
	g_autofree char *got =
	    delivery_of_unit(HEAD "Order Date          Vendor Order No.    Your Reference      Purchaser\n"
				  "\n"
				  "25.11.2026          AN-26-0047          Q-4711              Ann Alder\n"
				  "\n"
				  "Expected Receipt    Payment Terms       Shipment Method     Vendor No.\n"
				  "Date\n"
				  "\n"
				  "14.12.2026          Net 30 days         Ex Works            V10000\n",
		UNIT_POINTS);

	(void)state;
	assert_string_equal(got, "2026-12-14");
}

/* Lines that all ask for one day give the order's; lines that differ give none. */
static void
delivery__a_column_of_the_goods_says_one_day_or_none(void **state)
{
	static const struct row ROWS[] = {
		{ "Item  Description  Due Date    Qty  Unit Price  Amount\n"
		  "1     Flange       14.12.2026  2    10.00       20.00\n"
		  "2     Gasket       14.12.2026  3    5.00        15.00\n"
		  "                   Total                        35.00\n",
		    "2026-12-14" },
		{ "Item  Description  Qty  Unit Price  Amount  Need By\n"
		  "1     Flange       2    10.00       20.00   14 Dec 2026\n"
		  "2     Gasket       3    5.00        15.00   14 Dec 2026\n"
		  "Total 35.00\n",
		    "2026-12-14" },
		{ "Item  Description  Delivery Date  Qty  Unit Price  Amount\n"
		  "1     Flange       14.12.2026     2    10.00       20.00\n"
		  "2     Gasket       18.12.2026     3    5.00        15.00\n"
		  "Total 35.00\n",
		    NULL },
		{ "Item  Description  Need By     Qty  Unit Price  Amount\n"
		  "1     Flange       14.12.2026  2    10.00       20.00\n"
		  "2     Gasket       to follow   3    5.00        15.00\n"
		  "Total 35.00\n",
		    NULL },
		/* the order's own day stands above its lines' */
		{ "Delivery date: 14.12.2026\n\n"
		  "Item  Description  Need By     Qty  Unit Price  Amount\n"
		  "1     Flange       16.12.2026  2    10.00       20.00\n"
		  "2     Gasket       18.12.2026  3    5.00        15.00\n"
		  "Total 35.00\n",
		    "2026-12-14" },
		{ "Pos  Bezeichnung  Angefordertes Datum  Menge  Einzelpreis  Betrag\n"
		  "1    Flansch      14.12.2026           2      10,00        20,00\n"
		  "2    Dichtung     14.12.2026           3      5,00         15,00\n"
		  "Gesamtbetrag 35,00\n",
		    "2026-12-14" },
		{ "Artículo  Descripción  F. entrega  Unidades  Precio  Importe\n"
		  "AB-1      Brida        14/12/2026  2         10,00   20,00\n"
		  "AB-2      Junta        14/12/2026  3         5,00    15,00\n"
		  "Total 35,00\n",
		    "2026-12-14" },
		{ "Réf.   Désignation  Livraison   Qté  P.U.   Montant\n"
		  "AB-1   Bride        14/12/2026  2    10,00  20,00\n"
		  "Total TTC 20,00\n",
		    "2026-12-14" },
		{ "Codice  Descrizione  Consegna    Q.tà  Prezzo  Importo\n"
		  "AB-1    Flangia      14/12/2026  2     10,00   20,00\n"
		  "Totale 20,00\n",
		    "2026-12-14" },
		{ "Artikel  Omschrijving  Leverdatum  Aantal  Prijs  Bedrag\n"
		  "AB-1     Flens         14-12-2026  2       10,00  20,00\n"
		  "AB-2     Pakking       14-12-2026  2       10,00  20,00\n"
		  "Totaal 40,00\n",
		    "2026-12-14" },
		{ "Artigo  Descrição  Dt. entrega  Qtd  Preço  Valor\n"
		  "AB-1    Flange     14/12/2026   2    10,00  20,00\n"
		  "AB-2    Junta      14/12/2026   2    10,00  20,00\n"
		  "Total 40,00\n",
		    "2026-12-14" },
		{ "Line-Sch  Item/Description  Quantity  UOM  PO Price  Extended Amt  Due Date\n"
		  "1- 1      Flange            2.00      EA   10.00     20.00         14.12.2026\n"
		  "                                Schedule Total       20.00\n"
		  "2- 1      Gasket            3.00      EA   5.00      15.00         14.12.2026\n"
		  "                                Schedule Total       15.00\n"
		  "                                Total PO Amount      35.00\n",
		    "2026-12-14" },
		{ "Line  Description  Qty  Unit Price  Extended Amt Due Date\n"
		  "1     Flange       2    10.00       20.00        14.12.2026\n"
		  "2     Gasket       3    5.00        15.00        14.12.2026\n"
		  "Total 35.00\n",
		    "2026-12-14" },
		{ "Line  Part Number/Description  Order Qty  Unit Price  Ext Price\n"
		  "1     Flange                   2.00       10.00       20.00\n"
		  "      Rel  Due Date    Quantity\n"
		  "      1    14.12.2026  2.00\n"
		  "Lines Total  20.00\n",
		    "2026-12-14" },
		/* days of something else */
		{ "Item  Description  Start Date  Qty  Unit Price  Amount\n"
		  "1     Flange       14.12.2026  2    10.00       20.00\n"
		  "Total 20.00\n",
		    NULL },
	};

	(void)state;
	each_gives(HEAD, ROWS, G_N_ELEMENTS(ROWS));
}

static void
delivery__the_day_under_each_line_counts_where_all_agree(void **state)
{
	static const struct row ROWS[] = {
		{ "Réf.   Désignation  Qté  P.U.   Montant\n"
		  "AB-1   Bride        2    10,00  20,00\n"
		  "       Livraison souhaitée le 14/12/2026\n"
		  "AB-2   Joint        3    5,00   15,00\n"
		  "       Livraison souhaitée le 14/12/2026\n"
		  "Total TTC 35,00\n",
		    "2026-12-14" },
		{ "Réf.   Désignation  Qté  P.U.   Montant\n"
		  "AB-1   Bride        2    10,00  20,00\n"
		  "       Livraison souhaitée le 14/12/2026\n"
		  "AB-2   Joint        3    5,00   15,00\n"
		  "       Livraison souhaitée le 21/12/2026\n"
		  "Total TTC 35,00\n",
		    NULL },
		{ "Pos  Bezeichnung  Menge  Einzelpreis  Betrag\n"
		  "1    Flansch      2      10,00        20,00\n"
		  "     Liefertermin: 14.12.2026\n"
		  "2    Dichtung     3      5,00         15,00\n"
		  "     Liefertermin: 16.12.2026\n"
		  "Gesamtbetrag 35,00\n",
		    NULL },
	};

	(void)state;
	each_gives(HEAD, ROWS, G_N_ELEMENTS(ROWS));
}

/* A list of orders has the headings of one. */
static void
a_register_of_orders_is_none(void **state)
{
	static const char TEXT[] = "PURCHASE ORDER NUMBER  TO         ATTN  DATE        REQUIRED DELIVERY  "
				   "SHIP TO     SHIP TO ADDRESS  DESCRIPTION  QUANTITY  UNIT COST  TOTAL\n"
				   "100004                 ALDER LTD  Ann   2026-03-04  2026-05-09         "
				   "Erle Works  12 Mill Road     Flange       3         56.00      168.00\n"
				   "100005                 ALDER LTD  Ann   2026-03-04  2026-05-09         "
				   "Erle Works  12 Mill Road     Flange       3         56.00      168.00\n"
				   "100006                 ALDER LTD  Ann   2026-03-04  2026-05-09         "
				   "Erle Works  12 Mill Road     Flange       3         56.00      168.00\n";
	struct document *d = text_document(TEXT);
	struct finding_us us = { NULL, NULL, NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();

	(void)state;
	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	assert_int_equal(r->verdict, VERDICT_OTHER);
	assert_int_equal(r->orders->len, 0);
	report_free(r);
	text_document_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delivery__labels_of_seven_languages_beside_the_day),
		cmocka_unit_test(delivery__a_label_over_two_lines_is_one),
		cmocka_unit_test(delivery__the_day_above_a_broken_label_is_another_ones),
		cmocka_unit_test(delivery__a_column_of_the_goods_says_one_day_or_none),
		cmocka_unit_test(delivery__the_day_under_each_line_counts_where_all_agree),
		cmocka_unit_test(a_register_of_orders_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
