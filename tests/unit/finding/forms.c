/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How forms stand on their page: who is who without labels, columns that nearly touch, values above their labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts.h"
#include "mail.h"

#include <string.h>

/* Text placed by hand, in points; letters are 5 wide and 10 high where size is 1. NULL ends. */
struct placed {
	const char *text;
	float x, y, size;
};

static struct document *
place(const struct placed *rows)
{
	struct document *d = text_document("");
	GString *all = g_string_new(NULL);
	guint32 line = 0;
	float y = -1;

	d->unit = UNIT_POINTS;
	d->pages = g_malloc0(sizeof *d->pages);
	d->pages[0].width = 595;
	d->pages[0].height = 842;
	d->n_pages = 1;
	for (; rows->text; rows++) {
		g_auto(GStrv) words = g_strsplit(rows->text, " ", -1);
		float size = rows->size > 0 ? rows->size : 1, x = rows->x;

		line += y != rows->y ? 1 : 0;
		y = rows->y;
		for (char **w = words; *w; w++) {
			struct word word = { .offset = (guint32)all->len,
				.size = (guint32)strlen(*w),
				.line = line,
				.page = 1,
				.x0 = x,
				.x1 = x + 5 * size * (float)strlen(*w),
				.y0 = y,
				.y1 = y + 10 * size };

			g_array_append_val(d->words, word);
			g_string_append(all, *w);
			g_string_append_c(all, ' ');
			x = word.x1 + 2.5f * size;
		}
	}
	g_free(d->text);
	d->text_size = all->len;
	d->text = g_string_free(all, FALSE);
	return d;
}

static void
unplace(struct document *d)
{
	g_clear_pointer(&d->pages, g_free);
	d->n_pages = 0;
	text_document_free(d);
}

static struct report *
examine(struct document *d, const char *us)
{
	const char *names[] = { us, NULL };
	struct finding_us ours = { .names = us ? names : NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();

	finding_examine(NULL, &part, 1, &ours, TODAY, &LIMITS_PRESET, r);
	return r;
}

static void
wants(const struct report *r, enum order_field f, const char *wanted)
{
	const struct order *o = r->orders->len ? r->orders->pdata[0] : NULL;
	const char *got = o ? o->value[f] : NULL;

	if (g_strcmp0(got, wanted) != 0)
		fail_msg("%s: %s, not %s", ORDER_FIELD_KEYS[f], got ? got : "nothing",
		    wanted ? wanted : "nothing");
}

/* A text and what is found in it. */
static void
text_wants(const char *text, enum order_field f, const char *wanted)
{
	struct document *d = text_document(text);
	struct report *r = examine(d, "Nordwerk");

	wants(r, f, wanted);
	report_free(r);
	text_document_free(d);
}

static void
the_other_party_of_an_order__is_its_supplier(void **state)
{
	const struct placed ours[] = { { "Erlenhof Kosmetik GmbH", 40, 40, 1 }, { "Am Kanal 9", 40, 52, 1 },
		{ "27726 Worpsheide", 40, 64, 1 }, { "Nordwerk GmbH", 350, 110, 1 },
		{ "Polarweg 14", 350, 122, 1 }, { "24103 Kiel", 350, 134, 1 },
		{ "Bestellung P00412", 40, 200, 2 }, { "Bestelldatum: 29.09.2026", 40, 240, 1 },
		{ "Gesamt 3.034,50 EUR", 350, 300, 1 }, { NULL, 0, 0, 0 } };
	struct document *d = place(ours);
	struct report *r = examine(d, "Nordwerk");

	(void)state;
	wants(r, ORDER_BUYER, "Erlenhof Kosmetik GmbH");
	wants(r, ORDER_SUPPLIER, "Nordwerk GmbH");
	report_free(r);
	r = examine(d, NULL);
	wants(r, ORDER_SUPPLIER, "Nordwerk GmbH");
	report_free(r);
	unplace(d);
}

static void
a_large_number_of_an_order_at_the_head__is_its_title(void **state)
{
	const struct placed rows[] = { { "PO #118", 450, 40, 2 }, { "Alder Robotics Inc.", 40, 60, 1 },
		{ "VENDOR", 40, 100, 1 }, { "SHIP TO", 300, 100, 1 }, { "Nordwerk Inc.", 40, 112, 1 },
		{ "Alder Robotics Inc.", 300, 112, 1 }, { "5 Lantern Way", 40, 124, 1 },
		{ "4 Main St", 300, 124, 1 }, { "Boston, MA 02110", 40, 136, 1 },
		{ "Reno, NV 89501", 300, 136, 1 }, { "DATE", 40, 170, 1 }, { "REFERENCE", 300, 170, 1 },
		{ "Dec 2, 2026", 40, 182, 1 }, { "Quote Q-2026-690", 300, 182, 1 },
		{ "Total 11,300.00 CAD", 300, 300, 1 }, { NULL, 0, 0, 0 } };
	struct document *d = place(rows);
	struct report *r = examine(d, NULL);

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	wants(r, ORDER_NUMBER, "118");
	wants(r, ORDER_QUOTE_REF, "Q-2026-690");
	report_free(r);
	unplace(d);
}

static void
columns_that_nearly_touch__are_two(void **state)
{
	const struct placed rows[] = { { "PURCHASE ORDER: 31805", 300, 40, 2 }, { "To:", 40, 100, 1 },
		{ "Ship To:", 150, 100, 1 }, { "Alder Software Inc.", 40, 112, 1 },
		{ "Birch Precision Gears Inc.", 150, 112, 1 }, { "200 Harbor Street", 40, 124, 1 },
		{ "Plant 2 Receiving", 150, 124, 1 }, { "Boston MA 02110", 40, 136, 1 },
		{ "60 Spline Avenue", 150, 136, 1 }, { "USA", 40, 148, 1 }, { "Erie PA 16511", 150, 148, 1 },
		{ "PO Total: USD 6,615.00", 300, 300, 1 }, { NULL, 0, 0, 0 } };
	struct document *d = place(rows);
	struct report *r = examine(d, NULL);

	(void)state;
	wants(r, ORDER_SUPPLIER, "Alder Software Inc.");
	wants(r, ORDER_SHIP_TO,
	    "Birch Precision Gears Inc., Plant 2 Receiving, 60 Spline Avenue, Erie PA 16511");
	report_free(r);
	unplace(d);
}

static void
values_above_their_labels__are_taken_from_there(void **state)
{
	const struct placed rows[] = { { "BESTELLUNG", 400, 40, 2 }, { "0717-33", 40, 120, 1 },
		{ "17.07.2026", 180, 120, 1 }, { "AN-26-0222", 300, 120, 1 }, { "Bestellnummer", 40, 132, 1 },
		{ "Bestelldatum", 180, 132, 1 }, { "Ihr Angebot", 300, 132, 1 },
		{ "30 Tage netto", 40, 160, 1 }, { "14.08.2026", 180, 160, 1 }, { "820417", 300, 160, 1 },
		{ "Zahlungsbedingung", 40, 172, 1 }, { "Liefertermin", 180, 172, 1 },
		{ "Lieferantennummer", 300, 172, 1 }, { "Bestellsumme 11.305,00 EUR", 300, 300, 1 },
		{ NULL, 0, 0, 0 } };
	struct document *d = place(rows);
	struct report *r = examine(d, NULL);

	(void)state;
	wants(r, ORDER_NUMBER, "0717-33");
	wants(r, ORDER_DATE, "2026-07-17");
	wants(r, ORDER_QUOTE_REF, "AN-26-0222");
	wants(r, ORDER_TERMS, "30 Tage netto");
	report_free(r);
	unplace(d);
}

static void
a_value_below_the_next_heading__is_that_ones(void **state)
{
	const struct placed rows[] = { { "PURCHASE ORDER", 40, 40, 2 }, { "Purchase Order", 40, 120, 1 },
		{ "Date", 150, 120, 1 }, { "Revision", 230, 120, 1 }, { "Page", 275, 120, 1 },
		{ "LS01-0000214467", 40, 132, 1 }, { "02/11/2026", 150, 132, 1 }, { "1", 275, 132, 1 },
		{ "Total 18,960.00 USD", 300, 300, 1 }, { NULL, 0, 0, 0 } };
	struct document *d = place(rows);
	struct report *r = examine(d, NULL);

	(void)state;
	wants(r, ORDER_NUMBER, "LS01-0000214467");
	wants(r, ORDER_REVISION, NULL);
	report_free(r);
	unplace(d);
}

static void
cells_beside_and_lines_of_addresses(void **state)
{
	(void)state;
	text_wants("CANCELLATION OF PURCHASE ORDER\n\nPurchase order    55-2093\nSupplier          Alder "
		   "Tools GmbH, Hofweg 1, 24103 Kiel\n"
		   "Reason            Project stopped\n",
	    ORDER_SUPPLIER, "Alder Tools GmbH");
	text_wants("PURCHASE ORDER\nNumber: LB-20881\nTotal USD 20.00\n\n"
		   "Bill To: Birch Biotech, Inc., Accounts Payable, 4 Mill Way, Durham, NC 27701\n",
	    ORDER_BILL_TO, "Birch Biotech, Inc., Accounts Payable, 4 Mill Way, Durham, NC 27701");
	text_wants(
	    "PURCHASE ORDER\nNumber: LB-20881\nTotal USD 20.00\n\nShip To:\nBirch Biotech, Inc.\n4 Mill Way\n"
	    "Durham, NC 27701\nContact for queries: Ann Alder, 01632\n",
	    ORDER_SHIP_TO, "Birch Biotech, Inc., 4 Mill Way, Durham, NC 27701");
	text_wants("ORDER FOR SUPPLIES OR SERVICES\n\n1. DATE OF ORDER      3. ORDER NO.\n09/22/2026         "
		   "   89X55126F0214\n\nGRAND TOTAL $51,100.00\n",
	    ORDER_NUMBER, "89X55126F0214");
	text_wants(
	    "Purchase order\n\nNumber: AFL-PO-003319\nTotal EUR 20.00\n", ORDER_NUMBER, "AFL-PO-003319");
	text_wants("Orden de compra\nNúmero # OC260052\nTotal EUR 20.00\n", ORDER_NUMBER, "OC260052");
	text_wants("Erlenhof GmbH\nAm Kanal 9\n27726 Worpsheide\n\nKiel, den 30.06.2026\n\nBestellung Nr. "
		   "4711-B\nGesamt 20,00 EUR\n",
	    ORDER_DATE, "2026-06-30");
	/* the number of a supplier is none of the order */
	text_wants("NOTA DE ENCOMENDA\n\nFornecedor n.º 4471\nNordwerk GmbH\n\nTotal EUR 20,00\n",
	    ORDER_NUMBER, NULL);
	/* a buyer who is a person is no letterhead that bears itself out */
	text_wants("PURCHASE ORDER\nNumber: 4711-B\n\nTerms        Buyer\nNet 30       Ann Alder\n\nTotal "
		   "EUR 20.00\n",
	    ORDER_BUYER, NULL);
}

#define MAIL(subject) HEAD("Jo Alder <jo@alder.example>", subject) PLAIN

static void
subjects_and_signatures__say_what_the_text_leaves_out(void **state)
{
	static const struct {
		const char *mail;
		enum report_verdict verdict;
		enum order_field field;
		const char *value;
	} ROWS[] = {
		{ MAIL("Alder Chemical sent a new Purchase Order 4512200981") "To:\r\nKestrel Software "
									      "Inc\r\n500 Lantern "
									      "Way\r\nBoston, MA "
									      "02110\r\n\r\nPurchase "
									      "Order\r\n(New)\r\n"
									      "4512200981\r\n\r\nPayment "
									      "Terms\r\nNET 90\r\n\r\nBILL "
									      "TO\r\nAlder Chemical "
									      "Company\r\n1000 Riverfront\r\n"
									      "Wilmington, DE "
									      "19801\r\n\r\nTotal: 64,000.00 "
									      "USD\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_NUMBER, "4512200981" },
		{ MAIL("Bestellung 4711/26") "hiermit bestellen wir verbindlich (unsere Bestell-Nr. "
					     "4711/26):\r\n\r\n2 "
					     "Stück Kasse, 698,00 EUR\r\n\r\n"
					     "Beste Grüße\r\nThea Erle\r\nErle & Söhne OHG · Marktgasse 3 · "
					     "88131 Lindau\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_BUYER, "Erle & Söhne OHG" },
		{ MAIL("Commande C-1187") "nous vous passons commande de :\r\n\r\n- 1 licence : 3 200,00 "
					  "EUR\r\n\r\nN° de commande à rappeler sur la facture : C-1187\r\n"
					  "Règlement : 30 jours fin de mois\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_NUMBER, "C-1187" },
		/* a sentence is no name of a firm */
		{ MAIL("PO 4500088123") "PURCHASE ORDER\r\n\r\nPO Number: 4500088123\r\nSupplier: Kestrel "
					"Software GmbH\r\nPayment terms: Net 30\r\n\r\n"
					"10 licences as quoted in Q-2041.\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_BUYER, NULL },
		/* a confirmation of our order gives none */
		{ MAIL("Conferma d'ordine OC/1170 - Vs. ordine 26-0671") "confermiamo il Vs. ordine n. "
									 "26-0671 del 31/08/2026, totale EUR "
									 "915,00.\r\n",
		    VERDICT_OTHER, ORDER_NUMBER, NULL },
		/* what answers ours under its subject may give one */
		{ MAIL("Re: Order confirmation SO-118") "Our PO number is 4500012345 for EUR 900.00.\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_NUMBER, "4500012345" },
		{ MAIL("AW: Statement of account") "Our PO number is 4500012345 for EUR 900.00.\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_NUMBER, "4500012345" },
		/* "Fattura:" and an address is no title */
		{ MAIL("Ordine n. 114/2026") "con la presente Vi confermiamo l'ordine n. 114/2026 del "
					     "05/06/2026, totale EUR 2.470,00.\r\n"
					     "Fattura: ufficio@alder.example\r\n",
		    VERDICT_PURCHASE_ORDER, ORDER_NUMBER, "114/2026" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct report *r = examine_mail(ROWS[i].mail);

		if (r->verdict != ROWS[i].verdict)
			fail_msg("row %u: %s", i, VERDICT_NAMES[r->verdict]);
		wants(r, ROWS[i].field, ROWS[i].value);
		report_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_other_party_of_an_order__is_its_supplier),
		cmocka_unit_test(a_large_number_of_an_order_at_the_head__is_its_title),
		cmocka_unit_test(columns_that_nearly_touch__are_two),
		cmocka_unit_test(values_above_their_labels__are_taken_from_there),
		cmocka_unit_test(a_value_below_the_next_heading__is_that_ones),
		cmocka_unit_test(cells_beside_and_lines_of_addresses),
		cmocka_unit_test(subjects_and_signatures__say_what_the_text_leaves_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
