/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole documents and mails, of our own making, in seven languages: what is found in them, and what is left.
 */
#include "facts.h"

#include "purser/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };

/* A bare document of this text. us: our name, or NULL. */
static struct report *
examine_text(const char *text, const char *us_name)
{
	struct document *d = text_document(text);
	const char *names[] = { us_name, NULL };
	struct finding_us us = { .names = us_name ? names : NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();

	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	text_document_free(d);
	return r;
}

static const char *
value(const struct report *r, enum order_field f)
{
	return r->orders->len ? ((struct order *)r->orders->pdata[0])->value[f] : NULL;
}

static void
wants(const struct report *r, enum order_field f, const char *wanted)
{
	const char *got = value(r, f);

	if (g_strcmp0(got, wanted) != 0)
		fail_msg("%s: %s, not %s", ORDER_FIELD_KEYS[f], got ? got : "nothing",
		    wanted ? wanted : "nothing");
}

static void
is_a(const struct report *r, enum report_verdict wanted)
{
	if (r->verdict != wanted)
		fail_msg("%s, not %s", VERDICT_NAMES[r->verdict], VERDICT_NAMES[wanted]);
}

static void
letter_n__before_digits_is_no_word_for_number(void **state)
{
	struct report *r = examine_text("PURCHASE ORDER\nPO Number: N4711\nDate: May 12, 2026\nTerms: N30\n"
					"Total USD 20.00\n",
	    NULL);

	(void)state;
	wants(r, ORDER_NUMBER, "N4711");
	wants(r, ORDER_TERMS, "N30");
	report_free(r);
}

static void
terms__are_not_the_line_of_another_label(void **state)
{
	static const char *const LINES[] = { "Total USD 20.00", "Delivery date 12 June 2026",
		"Ship via UPS Ground 3", "Contact Ann Alder 2" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(LINES); i++) {
		g_autofree char *text =
		    g_strdup_printf("PURCHASE ORDER\nPO Number: 4500-118\nDate: May 12, 2026\n"
				    "Payment terms:\n%s\nTotal USD 20.00\n",
			LINES[i]);
		struct report *r = examine_text(text, NULL);

		wants(r, ORDER_TERMS, NULL);
		report_free(r);
	}
}

/* An order without a letterhead, whose small print says who buys. */
static void
small_print__its_definition_names_the_buyer(void **state)
{
	static const struct {
		const char *print, *buyer;
	} ROWS[] = {
		{ "Between Alder Foods, LLC (\"Buyer\") and the seller", "Alder Foods, LLC" },
		{ "Alder Foods, LLC, a Delaware limited liability company (the \"Buyer\")",
		    "Alder Foods, LLC" },
		{ "1. DEFINITIONS (i) \"Purchaser\" shall mean Alder Sheet Metal, Inc.; (ii) \"Seller\"",
		    "Alder Sheet Metal, Inc." },
		{ "Erlen Bau GmbH, Hafenstr. 3, 20457 Hamburg (nachfolgend \"Auftraggeber\" genannt)",
		    "Erlen Bau GmbH" },
		{ "la société Aulne Bâtiment SARL, 3 rue du Port, 44000 Nantes, ci-après dénommée "
		  "\"l'Acheteur\"",
		    "Aulne Bâtiment SARL" },
		{ "Elzen Techniek B.V., hierna te noemen \"Opdrachtgever\"", "Elzen Techniek B.V." },
		/* no definition, another's, or ours */
		{ "Goods sold by Linde Tools Corp to the Buyer are inspected", NULL },
		{ "Linde Tools Corp (\"Seller\") and a bakery (\"Buyer\")", NULL },
		{ "the Buyer means to inspect the goods at Linde Tools Corp", NULL },
		{ "Nordwerk GmbH (\"Buyer\")", NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *text =
		    g_strdup_printf("PURCHASE ORDER\nPO Number: 4500-118\nDate: 12 May 2026\n\n"
				    "Qty  Description  Unit Price  Amount\n"
				    "2    Flange       10.00       20.00\n"
				    "Total USD 20.00\n\n\n\n\n\n\n\n\n\n\n%s\n",
			ROWS[i].print);
		struct report *r = examine_text(text, "Nordwerk GmbH");

		is_a(r, VERDICT_PURCHASE_ORDER);
		wants(r, ORDER_BUYER, ROWS[i].buyer);
		report_free(r);
	}
}

static void
german_order__all_fields(void **state)
{
	struct report *r = examine_text("Brückner Maschinenbau GmbH\n"
					"Industriestr. 12\n"
					"70565 Stuttgart\n"
					"\n"
					"Nordwind Software AG\n"
					"Hafenweg 3\n"
					"20457 Hamburg\n"
					"\n"
					"BESTELLUNG\n"
					"\n"
					"Bestell-Nr.:      4500118822        Bestelldatum:   03.11.2026\n"
					"Lieferant:        Nordwind Software AG\n"
					"Einkäufer:        Petra Lindner     Telefon: 0711 / 555 123\n"
					"Ihr Angebot:      AN-2026-0815\n"
					"Zahlungsbedingungen:  30 Tage netto\n"
					"Liefertermin:     15.12.2026\n"
					"\n"
					"Pos   Bezeichnung               Menge   Einzelpreis    Gesamtpreis\n"
					"10    Lizenz Werkstattplaner      5       1.200,00       6.000,00\n"
					"20    Wartung 12 Monate           1       1.450,50       1.450,50\n"
					"\n"
					"Summe netto                                         7.450,50 EUR\n"
					"19 % MwSt                                           1.415,60 EUR\n"
					"Gesamtbetrag                                        8.866,10 EUR\n"
					"\n"
					"Rechnungen senden Sie bitte an rechnungseingang@brueckner.example\n",
	    NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "4500118822");
	wants(r, ORDER_DATE, "2026-11-03");
	wants(r, ORDER_BUYER, "Brückner Maschinenbau GmbH");
	wants(r, ORDER_SUPPLIER, "Nordwind Software AG");
	wants(r, ORDER_TOTAL, "8866.10");
	wants(r, ORDER_CURRENCY, "EUR");
	wants(r, ORDER_TERMS, "30 Tage netto");
	wants(r, ORDER_QUOTE_REF, "AN-2026-0815");
	wants(r, ORDER_DELIVERY_DATE, "2026-12-15");
	assert_string_equal(r->invoice_to_value, "rechnungseingang@brueckner.example");
	report_free(r);
}

static void
french_order__number_with_degree_sign_and_blank_thousands(void **state)
{
	struct report *r = examine_text("ATELIERS DU RHÔNE SAS\n"
					"18 rue des Tanneurs\n"
					"69007 LYON\n"
					"\n"
					"                     BON DE COMMANDE N° BC-2026-1187\n"
					"\n"
					"Date de commande : 5 novembre 2026\n"
					"Fournisseur : Papeterie Morel SARL        Adresse de livraison :\n"
					"                                           ATELIERS DU RHÔNE\n"
					"                                           Quai 4\n"
					"                                           69100 VILLEURBANNE\n"
					"Conditions de paiement : 45 jours fin de mois\n"
					"Votre devis n° D-7781\n"
					"\n"
					"Désignation          Quantité    Prix unitaire    Montant\n"
					"Ramettes A4             400          4,10         1 640,00\n"
					"\n"
					"Total HT                                          1 640,00 €\n"
					"TVA 20 %                                            328,00 €\n"
					"Total TTC                                         1 968,00 €\n",
	    NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "BC-2026-1187");
	wants(r, ORDER_DATE, "2026-11-05");
	wants(r, ORDER_BUYER, "ATELIERS DU RHÔNE SAS");
	wants(r, ORDER_SUPPLIER, "Papeterie Morel SARL");
	wants(r, ORDER_TOTAL, "1968.00");
	wants(r, ORDER_CURRENCY, "EUR");
	wants(r, ORDER_TERMS, "45 jours fin de mois");
	wants(r, ORDER_QUOTE_REF, "D-7781");
	report_free(r);
}

static void
spanish_order__labels_over_values(void **state)
{
	struct report *r =
	    examine_text("Conservas del Norte, S.L.\n"
			 "Polígono Ibarra 7\n"
			 "48300 Gernika\n"
			 "\n"
			 "ORDEN DE COMPRA\n"
			 "\n"
			 "Nº de pedido        Fecha de pedido      Forma de pago\n"
			 "OC-004417           07/11/2026           30 días fecha factura\n"
			 "\n"
			 "Proveedor\n"
			 "Envases Cantabria S.A.\n"
			 "Calle Mayor 22\n"
			 "39001 Santander\n"
			 "\n"
			 "Descripción             Cantidad     Precio unitario      Importe\n"
			 "Latas 500 ml               10000          0,12          1.200,00\n"
			 "\n"
			 "Base imponible                                        1.200,00\n"
			 "IVA 21%                                                 252,00\n"
			 "Total pedido                                          1.452,00 EUR\n",
		NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "OC-004417");
	wants(r, ORDER_DATE, "2026-11-07");
	wants(r, ORDER_BUYER, "Conservas del Norte, S.L.");
	wants(r, ORDER_SUPPLIER, "Envases Cantabria S.A.");
	wants(r, ORDER_TOTAL, "1452.00");
	wants(r, ORDER_TERMS, "30 días fecha factura");
	report_free(r);
}

static void
italian_order__addressed_with_spettabile(void **state)
{
	struct report *r = examine_text("OFFICINE BELLUNO S.p.A.\n"
					"Via Roma 14 - 32100 Belluno\n"
					"\n"
					"Spett.le\n"
					"Vernici Adriatico S.r.l.\n"
					"Via del Porto 9\n"
					"30175 Venezia\n"
					"\n"
					"ORDINE DI ACQUISTO n. 2026/00412 del 12/11/2026\n"
					"\n"
					"Condizioni di pagamento: 60 gg d.f.f.m.\n"
					"Data consegna: 30/11/2026\n"
					"CIG: Z2A3B4C5D6\n"
					"\n"
					"Descrizione           Quantità     Prezzo unitario      Importo\n"
					"Smalto RAL 7016            50             18,00          900,00\n"
					"\n"
					"Totale ordine                                      € 900,00\n",
	    NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "2026/00412");
	wants(r, ORDER_BUYER, "OFFICINE BELLUNO S.p.A.");
	wants(r, ORDER_SUPPLIER, "Vernici Adriatico S.r.l.");
	wants(r, ORDER_TOTAL, "900.00");
	wants(r, ORDER_CURRENCY, "EUR");
	wants(r, ORDER_DELIVERY_DATE, "2026-11-30");
	report_free(r);
}

static void
dutch_order__two_columns(void **state)
{
	struct report *r =
	    examine_text("INKOOPORDER\n"
			 "\n"
			 "Inkoopordernummer:  PO26-00981        Orderdatum:   9 november 2026\n"
			 "Leverancier:  Tulp Techniek B.V.      Factuuradres:\n"
			 "              Kade 11                  Waterwerk Zuid N.V.\n"
			 "              3011 AB Rotterdam        Dijkweg 40\n"
			 "                                       4381 ZZ Vlissingen\n"
			 "Betalingstermijn:  30 dagen netto\n"
			 "\n"
			 "Omschrijving            Aantal     Prijs      Bedrag\n"
			 "Pompset                      2    850,00    1.700,00\n"
			 "\n"
			 "Totaal excl. btw                            1.700,00\n"
			 "BTW 21%                                       357,00\n"
			 "Totaal incl. btw                          € 2.057,00\n",
		NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "PO26-00981");
	wants(r, ORDER_DATE, "2026-11-09");
	wants(r, ORDER_SUPPLIER, "Tulp Techniek B.V.");
	wants(r, ORDER_BUYER, "Waterwerk Zuid N.V.");
	wants(r, ORDER_TOTAL, "2057.00");
	wants(r, ORDER_TERMS, "30 dagen netto");
	report_free(r);
}

static void
portuguese_order__nota_de_encomenda(void **state)
{
	struct report *r = examine_text("Câmara Municipal de Vilarinho\n"
					"Praça da República 1\n"
					"5000-100 Vila Real\n"
					"\n"
					"NOTA DE ENCOMENDA N.º 1204/2026\n"
					"Data de emissão: 10/11/2026\n"
					"Fornecedor: Gráfica do Douro, Lda.\n"
					"Prazo de pagamento: 60 dias\n"
					"\n"
					"Descrição                Quantidade   Preço unitário    Total\n"
					"Folhetos A5                   2000           0,15      300,00\n"
					"\n"
					"Total sem IVA                                          300,00 €\n"
					"IVA (23%)                                               69,00 €\n"
					"Total com IVA                                          369,00 €\n",
	    NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "1204/2026");
	wants(r, ORDER_DATE, "2026-11-10");
	wants(r, ORDER_BUYER, "Câmara Municipal de Vilarinho");
	wants(r, ORDER_SUPPLIER, "Gráfica do Douro, Lda.");
	wants(r, ORDER_TOTAL, "369.00");
	report_free(r);
}

static void
us_order__dates_month_first_and_the_dollar_is_left_open(void **state)
{
	struct report *r = examine_text("Prairie Tool & Die, Inc.\n"
					"410 Foundry Road\n"
					"Peoria, IL 61602\n"
					"\n"
					"PURCHASE ORDER                       PO #  88120\n"
					"                                     DATE  03/04/2026\n"
					"\n"
					"VENDOR                               SHIP TO\n"
					"Lakeshore Bearings LLC               Prairie Tool & Die, Inc.\n"
					"22 Harbor Drive                      Dock 3\n"
					"Erie, PA 16501                       Peoria, IL 61602\n"
					"\n"
					"ITEM        DESCRIPTION            QTY     UNIT PRICE      TOTAL\n"
					"B-100       Ball bearing            40          12.50     500.00\n"
					"\n"
					"                                            SUBTOTAL      500.00\n"
					"                                            TAX            31.25\n"
					"                                            TOTAL        $531.25\n"
					"\n"
					"P.O. Box 900, Peoria\n",
	    NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "88120");
	wants(r, ORDER_DATE, "2026-03-04");
	wants(r, ORDER_BUYER, "Prairie Tool & Die, Inc.");
	wants(r, ORDER_SUPPLIER, "Lakeshore Bearings LLC");
	wants(r, ORDER_TOTAL, "531.25");
	wants(r, ORDER_CURRENCY, NULL);
	report_free(r);
}

static void
an_open_date_stays_open(void **state)
{
	struct report *r =
	    examine_text("PURCHASE ORDER\nPO Number: 88120\nDate: 03/04/2026\nVendor: Lakeshore LLC\n"
			 "Total: 12.00\n",
		NULL);

	(void)state;
	is_a(r, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_DATE, NULL);
	report_free(r);
}

static const struct {
	const char *name;
	enum report_verdict verdict;
	const char *text, *cited;
} LOOK_ALIKES[] = {
	{ "invoice", VERDICT_INVOICE,
	    "INVOICE\nInvoice No: 9912\nInvoice Date: 2026-10-01\nYour PO No.: 4500118822\nBill to: Acme "
	    "Ltd\n"
	    "Amount due: 120.00 EUR\n",
	    "4500118822" },
	{ "rechnung", VERDICT_INVOICE,
	    "Rechnung Nr. 2026-118\nRechnungsdatum: 01.10.2026\nIhre Bestellnummer: 4500118822\nGesamtbetrag "
	    "120,00 EUR\n"
	    "Zahlbar bis 30.10.2026\n",
	    "4500118822" },
	{ "spaced invoice", VERDICT_INVOICE,
	    "I N V O I C E\nInvoice No: 9912\nOrder No: 4500118822\nSupplier: Acme Ltd\nAmount due: 120.00 "
	    "EUR\n",
	    NULL },
	{ "auftragsbestätigung", VERDICT_ORDER_CONFIRMATION,
	    "Auftragsbestätigung\nAuftragsnummer: AB-7788\nIhre Bestellung Nr.: 4500118822\nKunde: Acme "
	    "GmbH\n"
	    "Gesamtbetrag 120,00 EUR\n",
	    "4500118822" },
	{ "sales order", VERDICT_ORDER_CONFIRMATION,
	    "SALES ORDER\nOrder Number: SO-20451\nCustomer PO: 88120\nCustomer: Acme\nTotal: 120.00\n",
	    "88120" },
	{ "devis", VERDICT_QUOTE,
	    "DEVIS N° D-7781\nClient : Acme SAS\nDevis valable 30 jours\nTotal TTC 120,00 €\n", NULL },
	{ "angebot", VERDICT_QUOTE,
	    "Angebot Nr. 2026-44\nKunde: Acme GmbH\nGültig bis: 31.12.2026\nSumme 120,00 EUR\n", NULL },
	{ "rfq", VERDICT_REQUEST_FOR_QUOTE,
	    "Request for Quotation\nRFQ No: 771\nPlease quote for the following items\n", NULL },
	{ "remittance", VERDICT_REMITTANCE,
	    "Remittance Advice\nPayment date: 2026-10-01\nInvoice No   PO No   Amount\n9912   4500118822   "
	    "120.00\n",
	    NULL },
	{ "statement", VERDICT_STATEMENT,
	    "Statement of Account\nInvoice   Date   Balance due\n9912   2026-10-01   120.00\n", NULL },
	{ "packing slip", VERDICT_OTHER,
	    "PACKING SLIP\nPO Number: 4500118822\nShip to: Acme Ltd\nQty  Description\n2  Pumps\n", NULL },
	{ "blank form", VERDICT_OTHER,
	    "PURCHASE ORDER\nPO Number:\nDate:\nVendor:\nShip to:\nItem   Qty   Unit Price   Total\n", NULL },
	{ "conferma", VERDICT_ORDER_CONFIRMATION,
	    "CONFERMA D'ORDINE n. 77\nVs. ordine n. 2026/00412\nTotale 900,00\n", NULL },
	{ "factura", VERDICT_INVOICE,
	    "FACTURA\nNº de factura: F-77\nFecha factura: 01/10/2026\nSu pedido: OC-004417\nTotal 12,00 €\n",
	    "OC-004417" },
};

static void
look_alikes_are_known_for_what_they_are(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(LOOK_ALIKES); i++) {
		struct report *r = examine_text(LOOK_ALIKES[i].text, NULL);

		if (r->verdict != LOOK_ALIKES[i].verdict)
			fail_msg("%s: %s (%s)", LOOK_ALIKES[i].name, VERDICT_NAMES[r->verdict],
			    r->reasons->len ? (char *)r->reasons->pdata[0] : "");
		if (r->orders->len)
			fail_msg("%s: has an order", LOOK_ALIKES[i].name);
		if (LOOK_ALIKES[i].cited &&
		    (!r->cited_orders->len || strcmp(r->cited_orders->pdata[0], LOOK_ALIKES[i].cited) != 0))
			fail_msg("%s: %s is not cited", LOOK_ALIKES[i].name, LOOK_ALIKES[i].cited);
		report_free(r);
	}
}

static const struct {
	const char *text;
	enum report_verdict verdict;
	const char *kind;
} KINDS[] = {
	{ "PURCHASE ORDER CHANGE\nPO Number: 88120\nRevision: 2\nVendor: Lakeshore LLC\nTotal: 12.00\n",
	    VERDICT_ORDER_CHANGE, "change" },
	{ "Bestelländerung\nBestellnummer: 4500118822\nLieferant: Nord GmbH\nGesamtbetrag 12,00 EUR\n",
	    VERDICT_ORDER_CHANGE, "change" },
	{ "Stornierung der Bestellung 4500118822\nLieferant: Nord GmbH\nBestelldatum: 01.10.2026\n",
	    VERDICT_ORDER_CANCELLATION, "cancel" },
	{ "ORDER CANCELLATION\nPO Number: 88120\nVendor: Lakeshore LLC\n", VERDICT_ORDER_CANCELLATION,
	    "cancel" },
	{ "BLANKET PURCHASE ORDER\nPO Number: 88120\nVendor: Lakeshore LLC\nTotal: 12.00\n",
	    VERDICT_PURCHASE_ORDER, "blanket" },
	{ "Rahmenbestellung\nBestellnummer: 4500118822\nLieferant: Nord GmbH\nGesamtwert 12,00 EUR\n",
	    VERDICT_PURCHASE_ORDER, "blanket" },
};

static void
changes_cancellations_and_blanket_orders(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
		struct report *r = examine_text(KINDS[i].text, NULL);

		if (r->verdict != KINDS[i].verdict)
			fail_msg("%s: %s", KINDS[i].text, VERDICT_NAMES[r->verdict]);
		wants(r, ORDER_KIND, KINDS[i].kind);
		report_free(r);
	}
}

static void
an_iban_counts_by_its_proof_and_is_never_shown_whole(void **state)
{
	struct report *r = examine_text("Bank: DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX\n"
					"Wrong: DE89 3704 0044 0532 0130 01\n"
					"Short: GB82WEST123456987654\n",
	    NULL);
	const struct report_bank_account *a;

	(void)state;
	assert_int_equal(r->bank_accounts->len, 1);
	a = r->bank_accounts->pdata[0];
	assert_string_equal(a->scheme, "iban");
	assert_string_equal(a->masked, "DE****3000");
	assert_string_equal(a->bic, "COBADEFFXXX");
	report_free(r);
}

/* Hostile geometry: thousands of words on one spot, and labels without end, cost linear time. */
static void
a_page_of_labels_on_one_spot_ends(void **state)
{
	GString *s = g_string_new("Purchase Order 4711\n");
	struct document *d;
	struct finding_part part = { .path = "1" };
	struct report *r = report_new();
	struct finding_us us = { 0 };

	(void)state;
	for (int i = 0; i < 20000; i++)
		g_string_append(s, "PO Number: Vendor: Total: ");
	d = text_document(s->str);
	for (guint i = 0; i < d->words->len; i++) {
		struct word *w = &g_array_index(d->words, struct word, i);

		w->x0 = w->y0 = 0;
		w->x1 = w->y1 = 1;
	}
	part.document = d;
	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	report_free(r);
	text_document_free(d);
	g_string_free(s, TRUE);
}

/* Ways to print a number and a date beside their labels: each must give the same two. */
static void
labels_in_many_dresses(void **state)
{
	static const char *const DRESSES[] = {
		"Orden de compra n.\302\272: 4711-22\nFecha: 03/11/2026\n",
		"Orden de compra N.o: 4711-22\nFecha del pedido: 3 de noviembre de 2026\n",
		"Bestellnummer / PO Number: 4711-22\nBestelldatum / PO Date: 03.11.2026\n",
		"Bestell-Nr./Datum: 4711-22 / 03.11.2026\n",
		"Bestellnummer ............... 4711-22\nBestelldatum ................ 03.11.2026\n",
		"Numero ordine/Data\n4711-22 / 03/11/2026\n",
		"Bestell\342\200\221Nr. 4711\342\200\22122\nBestell\342\200\221Datum: 03.11.2026\n",
		"Bestellnummer \342\200\224 4711\342\200\22322\nBestelldatum \342\210\222 03.11.2026\n",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(DRESSES); i++) {
		g_autofree char *text = g_strconcat("PURCHASE ORDER\n\n", DRESSES[i],
		    "\nLieferant: Nordwind Software AG\nGesamtbetrag: 1.234,56 EUR\n", NULL);
		struct report *r = examine_text(text, NULL);

		if (g_strcmp0(value(r, ORDER_NUMBER), "4711-22") != 0 ||
		    g_strcmp0(value(r, ORDER_DATE), "2026-11-03") != 0)
			fail_msg("%s: %s, %s", DRESSES[i], value(r, ORDER_NUMBER), value(r, ORDER_DATE));
		report_free(r);
	}
	(void)state;
}

/* Lines of an order that hold a figure behind a word for orders, and no order's number. */
static void
what_is_counted_paid_and_posted_is_no_number(void **state)
{
	static const char *const LINES[] = {
		"4711 500 pcs",
		"Order 12 pcs 4500",
		"PO: 500 units",
		"Order of 4500 kg steel",
		"Bestellung \303\274ber 500 St\303\274ck",
		"Commande 500 pi\303\250ces",
		"Order EUR 4500",
		"Order no. tel. +44 113 496 0000",
		"Order 23.11.2026",
		"Bestellung 80331 M\303\274nchen",
		"Drawing no. 88-4711",
		"Order art. no. 88-4711",
		"Bestellung Art.-Nr. 88-4711",
		"Commande article n\302\260 88-4711",
		"Pedido plano n.\302\272 4711",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
		g_autofree char *text = g_strconcat(
		    "PURCHASE ORDER\n\nMoorland Dairies Ltd\n1 Farm Road\nLeeds LS1 4AP\n\n", LINES[i],
		    "\n\nDate: 2026-11-20\nVendor: Kestrel Software Ltd\nTotal: GBP 500.00\n", NULL);
		struct report *r = examine_text(text, NULL);

		if (value(r, ORDER_NUMBER))
			fail_msg("'%s': %s", LINES[i], value(r, ORDER_NUMBER));
		assert_int_equal(r->orders->len, 1);
		report_free(r);
	}
}

/* A bare word for number stands for the order's where no other thing is named before it. */
static void
a_bare_word_for_number_is_the_orders(void **state)
{
	static const char *const LINES[] = { "No. 4711-22", "Bestellung, Nr. 4711-22",
		"Our order (no. 4711-22)", "Bestellung vom 1.2.2026 Nr. 4711-22",
		"Bestellung / Order No. 4711-22" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
		g_autofree char *text = g_strconcat("PURCHASE ORDER\n\n", LINES[i],
		    "\n\nVendor: Kestrel Software Ltd\nTotal: GBP 500.00\n", NULL);
		struct report *r = examine_text(text, NULL);

		wants(r, ORDER_NUMBER, "4711-22");
		report_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_print__its_definition_names_the_buyer),
		cmocka_unit_test(letter_n__before_digits_is_no_word_for_number),
		cmocka_unit_test(terms__are_not_the_line_of_another_label),
		cmocka_unit_test(german_order__all_fields),
		cmocka_unit_test(french_order__number_with_degree_sign_and_blank_thousands),
		cmocka_unit_test(spanish_order__labels_over_values),
		cmocka_unit_test(italian_order__addressed_with_spettabile),
		cmocka_unit_test(dutch_order__two_columns),
		cmocka_unit_test(portuguese_order__nota_de_encomenda),
		cmocka_unit_test(us_order__dates_month_first_and_the_dollar_is_left_open),
		cmocka_unit_test(an_open_date_stays_open),
		cmocka_unit_test(look_alikes_are_known_for_what_they_are),
		cmocka_unit_test(changes_cancellations_and_blanket_orders),
		cmocka_unit_test(an_iban_counts_by_its_proof_and_is_never_shown_whole),
		cmocka_unit_test(a_page_of_labels_on_one_spot_ends),
		cmocka_unit_test(labels_in_many_dresses),
		cmocka_unit_test(what_is_counted_paid_and_posted_is_no_number),
		cmocka_unit_test(a_bare_word_for_number_is_the_orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
