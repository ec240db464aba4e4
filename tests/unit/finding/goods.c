/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of goods: figures, headings, tables of them, data, and what differs between two orders. */
#include "decimal.h"
#include "goods.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };

static void
decimal__in_millionths_or_not_at_all(void **state)
{
	static const struct {
		const char *text;
		gint64 value; /* G_MININT64: none */
		const char *back;
	} ROWS[] = {
		{ "5", 5000000, "5.00" },
		{ "0.125", 125000, "0.125" },
		{ "-12.5", -12500000, "-12.50" },
		{ "00012.340000", 12340000, "12.34" },
		{ "7.1234567", G_MININT64, NULL },
		{ "7.1234560", 7123456, "7.123456" },
		{ "9223372036854", 9223372036854000000, "9223372036854.00" },
		{ "9223372036855", G_MININT64, NULL },
		{ "", G_MININT64, NULL },
		{ "-", G_MININT64, NULL },
		{ ".5", G_MININT64, NULL },
		{ "5.", G_MININT64, NULL },
		{ "1.2.3", G_MININT64, NULL },
		{ "1,5", G_MININT64, NULL },
		{ "12 ", G_MININT64, NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *back = NULL;
		gint64 value = G_MININT64;

		if (decimal_read(ROWS[i].text, &value) != (ROWS[i].value != G_MININT64) ||
		    value != ROWS[i].value)
			fail_msg("'%s': %" G_GINT64_FORMAT, ROWS[i].text, value);
		if (ROWS[i].back) {
			back = decimal_write(value);
			assert_string_equal(back, ROWS[i].back);
		}
	}
}

static void
decimal__products_and_sums_do_not_wrap(void **state)
{
	gint64 out = 1;

	(void)state;
	assert_true(decimal_times(2500000, -3000000, &out));
	assert_int_equal(out, -7500000);
	assert_true(decimal_times(1, 500000, &out)); /* half a millionth rounds up */
	assert_int_equal(out, 1);
	assert_false(decimal_times(G_MAXINT64, 2000000, &out));
	assert_false(decimal_add(G_MAXINT64, 1, &out));
}

static void
headings__say_what_their_column_holds(void **state)
{
	static const struct {
		const char *text;
		enum goods_role role;
	} ROWS[] = {
		{ "Qty", GOODS_QUANTITY },
		{ "Qty Ordered", GOODS_QUANTITY },
		{ "Order Qty / UOM", GOODS_QUANTITY },
		{ "Menge", GOODS_QUANTITY },
		{ "Quantité", GOODS_QUANTITY },
		{ "Q.tà", GOODS_QUANTITY },
		{ "Unit Price", GOODS_PRICE },
		{ "Price per unit", GOODS_PRICE },
		{ "Einzelpreis", GOODS_PRICE },
		{ "P.U. HT", GOODS_PRICE },
		{ "Prijs per stuk", GOODS_PRICE },
		{ "Valor unitário", GOODS_PRICE },
		{ "Importe unidad", GOODS_PRICE },
		{ "Total Price", GOODS_AMOUNT },
		{ "Unit total", GOODS_AMOUNT },
		{ "Gesamtpreis", GOODS_AMOUNT },
		{ "G-Preis", GOODS_AMOUNT },
		{ "Montant HT", GOODS_AMOUNT },
		{ "Valor", GOODS_AMOUNT },
		{ "UOM", GOODS_UNIT },
		{ "Einheit", GOODS_UNIT },
		{ "Description", GOODS_DESCRIPTION },
		{ "Item Description", GOODS_DESCRIPTION },
		{ "Désignation", GOODS_DESCRIPTION },
		{ "Pos.", GOODS_POSITION },
		{ "Line No.", GOODS_POSITION },
		{ "Part No.", GOODS_CODE },
		{ "Delivery Date", GOODS_DELIVERY },
		{ "Need By", GOODS_DELIVERY },
		{ "Due Qty", GOODS_QUANTITY },
		{ "Angefordertes Datum", GOODS_DELIVERY },
		{ "F. entrega", GOODS_DELIVERY },
		{ "Start Date", GOODS_OTHER },
		{ "VAT %", GOODS_OTHER },
		{ "Tax", GOODS_OTHER },
		{ "Notes", GOODS_OTHER },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (goods_role_of(ROWS[i].text) != ROWS[i].role)
			fail_msg("%s: %d", ROWS[i].text, (int)goods_role_of(ROWS[i].text));
}

/* The lines of a paper as "position|description|quantity|unit|price|total", one below the other, and the sum. */
static char *
lines_of(const char *paper, gboolean *out_proven)
{
	g_autofree char *text =
	    g_strconcat("PURCHASE ORDER\nPO Number: 4500012345\nSupplier: Nordwind Ltd\n\n", paper, NULL);
	struct document *d = text_document(text);
	struct finding_us us = { NULL, NULL, NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();
	GString *out = g_string_new(NULL);
	const struct order *o;

	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	assert_int_equal(r->orders->len, 1);
	o = r->orders->pdata[0];
	for (guint i = 0; o->lines && i < o->lines->len; i++) {
		for (const struct report_column *c = ORDER_LINE_COLUMNS; c->key; c++) {
			const char *cell = G_STRUCT_MEMBER(char *, o->lines->pdata[i], c->offset);

			g_string_append_printf(
			    out, "%s%s", c == ORDER_LINE_COLUMNS ? "" : "|", cell ? cell : "");
		}
		g_string_append_c(out, '\n');
	}
	g_string_append(out, o->lines_sum ? o->lines_sum : "-");
	*out_proven = o->lines_proven;
	report_free(r);
	text_document_free(d);
	return g_string_free(out, FALSE);
}

static void
table__of_goods_in_many_forms(void **state)
{
	static const struct {
		const char *why, *paper, *wanted;
		gboolean proven;
	} ROWS[] = {
		{ "plain",
		    "Pos.   Description          Qty    Unit Price    Amount\n"
		    "10     Steel bracket          5         12.00     60.00\n"
		    "20     Hinge, brass           2          7.50     15.00\n"
		    "Total                                             75.00\n",
		    "10|Steel bracket|5||12.00|60.00\n20|Hinge, brass|2||7.50|15.00\n75.00", TRUE },
		{ "German figures: 1.000 pieces, for which quantity times price decides",
		    "Pos.   Bezeichnung        Menge      Einzelpreis    Gesamtpreis\n"
		    "1      Schraube M8        1.000 Stk       0,125         125,00\n"
		    "Gesamtbetrag                                             125,00\n",
		    "1|Schraube M8|1000|Stk|0.125|125.00\n125.00", TRUE },
		{ "the same digits as one piece of three decimals",
		    "Item   Description        Quantity      Price      Amount\n"
		    "1      Copper wire        1.000 kg      125.00     125.00\n"
		    "Total                                              125.00\n",
		    "1|Copper wire|1|kg|125.00|125.00\n125.00", TRUE },
		{ "a price for a hundred",
		    "Item   Description        Quantity      Price            Amount\n"
		    "1      Nails              5,000         2.00 / 100       100.00\n"
		    "Total                                                    100.00\n",
		    "1|Nails|5000||2.00|100.00\n100.00", TRUE },
		{ "words on the line above, and small print below",
		    "Pos.   Description          Qty    Unit Price    Amount\n"
		    "10     Steel bracket\n"
		    "                             5         12.00     60.00\n"
		    "       Delivery to gate 4\n"
		    "Total                                            60.00\n",
		    "10|Steel bracket|5||12.00|60.00\n60.00", TRUE },
		{ "no column of prices",
		    "Description             Qty       Amount\n"
		    "Licence, yearly          12     1,200.00\n"
		    "Order total                     1,200.00\n",
		    "|Licence, yearly|12|||1200.00\n1200.00", TRUE },
		{ "a column of sums before tax and one after it: what adds up is the line's",
		    "Description         Qty     Price     Total gross      Total net\n"
		    "Cable                10      2.00           24.00          20.00\n"
		    "Subtotal                                                   20.00\n"
		    "VAT 20%                                                     4.00\n"
		    "Total                                                      24.00\n",
		    "|Cable|10||2.00|20.00\n20.00", TRUE },
		{ "a sum that the paper does not print proves nothing",
		    "Description         Qty     Price     Amount\n"
		    "Cable                10      2.00      20.00\n"
		    "Total                                  50.00\n",
		    "|Cable|10||2.00|20.00\n20.00", FALSE },
		{ "deliveries of a line are no lines",
		    "Line   Description         Qty     Price     Amount\n"
		    "1      Cable                10      2.00      20.00\n"
		    "Promised Date      Qty      Ext Price\n"
		    "2026-12-01          10          20.00\n"
		    "2      Plug                  4      1.50       6.00\n"
		    "Total                                         26.00\n",
		    "1|Cable|10||2.00|20.00\n2|Plug|4||1.50|6.00\n26.00", TRUE },
		{ "no headings, no table", "Cable                10      2.00      20.00\nTotal   20.00\n",
		    "-", FALSE },
		{ "headings alone",
		    "Description         Qty     Price     Amount\n\nTotal                                  "
		    "50.00\n",
		    "-", FALSE },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		gboolean proven = FALSE;
		g_autofree char *got = lines_of(ROWS[i].paper, &proven);

		if (strcmp(got, ROWS[i].wanted) != 0)
			fail_msg("%s:\n%s\nnot\n%s", ROWS[i].why, got, ROWS[i].wanted);
		if (proven != ROWS[i].proven)
			fail_msg("%s: proven %d", ROWS[i].why, proven);
	}
}

static void
table__more_lines_than_are_kept_are_counted(void **state)
{
	g_autoptr(GString) text =
	    g_string_new("PURCHASE ORDER\nPO Number: 4500012345\nSupplier: Nordwind Ltd\n\n"
			 "Pos.   Description          Qty    Unit Price    Amount\n");
	struct limits limits = LIMITS_PRESET;
	struct finding_us us = { NULL, NULL, NULL };
	struct report *r = report_new();
	struct finding_part part = { .path = "1" };
	struct document *d;
	const struct order *o;

	(void)state;
	limits.order_lines = 3;
	for (guint i = 1; i <= 10; i++)
		g_string_append_printf(text, "%-7uPart                   2          1.50      3.00\n", i);
	part.document = d = text_document(text->str);
	finding_examine(NULL, &part, 1, &us, TODAY, &limits, r);
	o = r->orders->pdata[0];
	assert_int_equal(o->lines->len, 3);
	assert_int_equal(o->n_lines, 10);
	assert_null(o->lines_sum);
	report_free(r);
	text_document_free(d);
}

/* "position|description|quantity|unit|price|total;…"; a "+" before it: proven. */
static struct order *
order_with(const char *text)
{
	struct order *o = order_new();
	g_auto(GStrv) rows = g_strsplit(text + (*text == '+'), ";", -1);

	o->lines_proven = *text == '+';
	if (!*text)
		return o;
	o->lines = g_ptr_array_new_with_free_func(order_line_free);
	for (guint i = 0; rows[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(rows[i], "|", -1);
		struct order_line *l = g_new0(struct order_line, 1);

		for (guint c = 0; cells[c]; c++)
			G_STRUCT_MEMBER(char *, l, ORDER_LINE_COLUMNS[c].offset) =
			    *cells[c] ? g_strdup(cells[c]) : NULL;
		g_ptr_array_add(o->lines, l);
		o->n_lines++;
	}
	return o;
}

static void
compare__what_differs_is_said(void **state)
{
	static const struct {
		const char *old, *fresh;
		enum lines_relation wanted;
		const char *difference;
	} ROWS[] = {
		{ "10|Cable|5||2.00|10.00", "10|Cable|5||2.00|10.00", LINES_SAME, "" },
		{ "10|Cable|5||2.00|10.00", "|cable|5.0||2|10", LINES_SAME, "" },
		{ "10|Cable|5||2.00|10.00", "10|Cable|7||2.00|14.00", LINES_DIFFER,
		    "line 10 quantity 5 → 7, line 10 total 10.00 → 14.00" },
		{ "10|Black cable|5||2.00|10.00", "10|Black plug|5||2.00|10.00", LINES_DIFFER,
		    "line 10 goods Black cable → Black plug" },
		/* another language */
		{ "10|Cable|5||2.00|10.00;20|Care, 12 months|1||3.00|3.00",
		    "10|Kabel|5||2.00|10.00;20|Wartung 12 Monate|1||3.00|3.00", LINES_UNKNOWN, "" },
		{ "10|Cable|5||2.00|10.00;20|Plug|1||3.00|3.00",
		    "10|Cable|5||2.00|10.00;20|Lamp|1||3.00|3.00", LINES_DIFFER,
		    "line 20 goods Plug → Lamp" },
		/* one says less */
		{ "10|A-17 Cable, black|5||2.00|10.00", "10|Cable|5||2.00|10.00", LINES_SAME, "" },
		{ "10|A-17 Cable, black|5||2.00|10.00", "10|A-18 Cable, black|5||2.00|10.00", LINES_DIFFER,
		    "line 10 goods A-17 Cable, black → A-18 Cable, black" },
		/* another order of the same lines */
		{ "+1|Cable|5||2.00|10.00;2|Plug|1||3.00|3.00", "+1|Plug|1||3.00|3.00;2|Cable|5||2.00|10.00",
		    LINES_SAME, "" },
		{ "+10|Cable|5||2.00|10.00;20|Plug|1||3.00|3.00",
		    "+20|Plug|2||3.00|6.00;10|Cable|5||2.00|10.00", LINES_DIFFER,
		    "line 20 quantity 1 → 2, line 20 total 3.00 → 6.00" },
		/* fewer lines count only where none was overlooked */
		{ "+10|Cable|5||2.00|10.00;20|Plug|1||3.00|3.00", "+10|Cable|5||2.00|10.00", LINES_DIFFER,
		    "lines 2 → 1" },
		{ "10|Cable|5||2.00|10.00;20|Plug|1||3.00|3.00", "10|Cable|5||2.00|10.00", LINES_UNKNOWN,
		    "" },
		/* figures that do not bear each other out were misread, perhaps */
		{ "10|Cable|5||2.00|11.00", "10|Cable|7||2.00|11.00", LINES_UNKNOWN, "" },
		{ "+10|Cable|5|||", "+10|Cable|7|||", LINES_DIFFER, "line 10 quantity 5 → 7" },
		{ "10|Cable|5||2.00|10.00", "", LINES_UNKNOWN, "" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct order *old = order_with(ROWS[i].old), *fresh = order_with(ROWS[i].fresh);
		g_autoptr(GString) difference = g_string_new(NULL);

		if (order_lines_compare(old, fresh, difference) != ROWS[i].wanted)
			fail_msg("row %u is not %d", (guint)i, (int)ROWS[i].wanted);
		assert_string_equal(difference->str, ROWS[i].difference);
		order_free(old);
		order_free(fresh);
	}
}

static void
text__of_lines_goes_there_and_back(void **state)
{
	struct order *o = order_with("+10|Cable|5|EA|2.00|10.00;|Plug with\ttab||||3.00"),
		     *back = order_new();
	g_autofree char *text = NULL, *again = NULL, *digest = NULL, *other = NULL;

	(void)state;
	o->lines_sum = g_strdup("13.00");
	text = order_lines_write(o);
	assert_true(order_lines_read(back, text));
	again = order_lines_write(back);
	assert_string_equal(text, again);
	assert_true(back->lines_proven);
	assert_int_equal(back->n_lines, 2);
	assert_string_equal(back->lines_sum, "13.00");
	digest = order_lines_digest(o);
	other = order_lines_digest(back);
	assert_string_equal(digest, other);
	for (const char *const *bad = (const char *const[]){ "", "2", "0\t\t0\n", "1\t\t1\na\tb\n",
		 "x\t\t1\na\tb\tc\td\te\tf\n", "1\t\t1\n\t\t\t\t\t\n\t\t\t\t\t\n", NULL };
	     *bad; bad++)
		assert_false(order_lines_read(back, *bad));
	assert_int_equal(back->n_lines, 2);
	order_free(o);
	order_free(back);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimal__in_millionths_or_not_at_all),
		cmocka_unit_test(decimal__products_and_sums_do_not_wrap),
		cmocka_unit_test(headings__say_what_their_column_holds),
		cmocka_unit_test(table__of_goods_in_many_forms),
		cmocka_unit_test(table__more_lines_than_are_kept_are_counted),
		cmocka_unit_test(compare__what_differs_is_said),
		cmocka_unit_test(text__of_lines_goes_there_and_back),
	};

	return cmocka_run_group_tests_name("goods", tests, NULL, NULL);
}
