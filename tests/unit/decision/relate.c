/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is it the same order again, a revision, or another one? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "purser/decision.h"

/* "content;kind;revision;date;currency;total;terms;delivery;bill to;ship to", each may be empty. */
static struct order *
order_of(const char *text)
{
	static const int FIELDS[] = { ORDER_KIND, ORDER_REVISION, ORDER_DATE, ORDER_CURRENCY, ORDER_TOTAL,
		ORDER_TERMS, ORDER_DELIVERY_DATE, ORDER_BILL_TO, ORDER_SHIP_TO };
	g_auto(GStrv) cells = g_strsplit(text, ";", -1);
	struct order *o = order_new();

	for (gsize i = 0; cells[0] && cells[i + 1] && i < G_N_ELEMENTS(FIELDS); i++)
		if (*cells[i + 1])
			o->value[FIELDS[i]] = g_strdup(cells[i + 1]);
	if (cells[0] && *cells[0])
		o->content_digest = g_strdup(cells[0]);
	return o;
}

static void
relate__one_known_order(void **state)
{
	static const struct {
		const char *known, *fresh;
		enum relation wanted;
		const char *difference;
	} ROWS[] = {
		{ "aa;;;2026-01-02;EUR;100.00;;", "aa;;;2026-01-02;EUR;100.00;;", RELATION_SIGHTING, NULL },
		/* the same document counts, whatever was read in it */
		{ "aa;;;;;100.00;;", "aa;;;;;999.00;;", RELATION_SIGHTING, NULL },
		/* another document that says the same, or less, or more */
		{ "aa;;;2026-01-02;EUR;100.00;Net 30;", "bb;;;2026-01-02;EUR;100;net-30;", RELATION_SIGHTING,
		    NULL },
		{ "aa;;;2026-01-02;EUR;100.00;;", "bb;;;;;;;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;", "bb;;;2026-01-02;EUR;100.00;;", RELATION_SIGHTING, NULL },
		{ ";;;;;;;", ";;;;;;;", RELATION_SIGHTING, NULL },
		/* money by value */
		{ "aa;;;;;0100.50;;", "bb;;;;;100.5;;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;100.00;;", "bb;;;;;120.00;;", RELATION_REVISION, "total 100.00 → 120.00" },
		{ "aa;;;;;0.10;;", "bb;;;;;0.01;;", RELATION_REVISION, "total 0.10 → 0.01" },
		{ "aa;;;;;1000000000000000000000.01;;", "bb;;;;;1000000000000000000000.02;;",
		    RELATION_REVISION, "total 1000000000000000000000.01 → 1000000000000000000000.02" },
		{ "aa;;;;EUR;100;;", "bb;;;;USD;100;;", RELATION_REVISION, "currency EUR → USD" },
		{ "aa;;;2026-01-02;;;;", "bb;;;2026-02-01;;;;", RELATION_REVISION,
		    "date 2026-01-02 → 2026-02-01" },
		{ "aa;;;;;;Net 30;", "bb;;;;;;Net 60;", RELATION_REVISION, "payment_terms Net 30 → Net 60" },
		{ "aa;;;;;;;2026-03-01", "bb;;;;;;;2026-04-01", RELATION_REVISION,
		    "delivery_date 2026-03-01 → 2026-04-01" },
		{ "aa;;1;;;;;", "bb;;2;;;;;", RELATION_REVISION, "revision 1 → 2" },
		{ "aa;;01;;;;;", "bb;;1;;;;;", RELATION_SIGHTING, NULL },
		/* no revision printed is the first; a copy of a later one may leave it out */
		{ "aa;;;;;;;", "bb;;2;;;;;", RELATION_REVISION, "revision first → 2" },
		{ "aa;;;;;;;", "bb;;1;;;;;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;", "bb;;00;;;;;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;", "bb;;A;;;;;", RELATION_SIGHTING, NULL },
		{ "aa;;0;;;;;", "bb;;1;;;;;", RELATION_REVISION, "revision 0 → 1" },
		{ "aa;;2;;;;;", "bb;;;;;;;", RELATION_SIGHTING, NULL },
		/* terms by their days and discounts, in any words */
		{ "aa;;;;;;Net 30;", "bb;;;;;;30 days net;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;Net 30;", "bb;;;;;;30 Tage netto;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;2.50% 10, net 30;", "bb;;;;;;30 Tage netto, 10 Tage 2,5 % Skonto;",
		    RELATION_SIGHTING, NULL },
		{ "aa;;;;;;10% 2, net 30;", "bb;;;;;;2% 10, net 30;", RELATION_REVISION,
		    "payment_terms 10% 2, net 30 → 2% 10, net 30" },
		{ "aa;;;;;;due on receipt;", "bb;;;;;;sofort;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;due on receipt;", "bb;;;;;;Net 30;", RELATION_REVISION,
		    "payment_terms due on receipt → Net 30" },
		/* where the bill goes: a mail address and a postal one are no contradiction */
		{ "aa;;;;;;;;ap@contoso.example", "bb;;;;;;;;AP@Contoso.example", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;;ap@contoso.example", "bb;;;;;;;;new@contoso.example", RELATION_REVISION,
		    "bill_to ap@contoso.example → new@contoso.example" },
		{ "aa;;;;;;;;ap@contoso.example", "bb;;;;;;;;Contoso, Hauptstr. 5", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;;Contoso, Hauptstr. 5", "bb;;;;;;;;Contoso", RELATION_SIGHTING, NULL },
		{ "aa;;;;;;;;Contoso, Hauptstr. 5", "bb;;;;;;;;Contoso, Ring 7", RELATION_REVISION,
		    "bill_to Contoso, Hauptstr. 5 → Contoso, Ring 7" },
		{ "aa;;;;;;;;;Dublin", "bb;;;;;;;;;Cork", RELATION_REVISION, "ship_to Dublin → Cork" },
		/* an order that does not name its kind is a new one */
		{ "aa;;;;;;;", "bb;cancel;;;;;;", RELATION_REVISION, "kind new → cancel" },
		{ "aa;new;;;;;;", "bb;;;;;;;", RELATION_SIGHTING, NULL },
		{ "aa;;;;;100;Net 30;", "bb;change;;;;120;Net 60;", RELATION_REVISION,
		    "kind new → change, total 100 → 120, payment_terms Net 30 → Net 60" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct order *known = order_of(ROWS[i].known), *fresh = order_of(ROWS[i].fresh);
		struct known_order k = { .id = 7, .order = known, .route = ROUTE_ROUTE };
		g_autofree char *difference = NULL;
		gint64 id = 0;
		enum relation got = decision_relate(fresh, &k, 1, &id, &difference);

		if (got != ROWS[i].wanted || g_strcmp0(difference, ROWS[i].difference) != 0)
			fail_msg("%s then %s: %s (%s)", ROWS[i].known, ROWS[i].fresh, RELATION_NAMES[got],
			    difference);
		assert_int_equal(id, 7);
		order_free(known);
		order_free(fresh);
	}
}

static void
relate__to_what_waits_is_held_or_was_rejected(void **state)
{
	static const struct {
		enum route route;
		gboolean settled;
		const char *known, *fresh;
		enum relation wanted;
		gint64 id;
		const char *difference; /* its beginning */
	} ROWS[] = {
		/* what waits in review: the same again is a sighting, a fuller document is not */
		{ ROUTE_REVIEW, FALSE, "aa;;;;;;;", "bb;;;;;;;", RELATION_SIGHTING, 7, NULL },
		{ ROUTE_REVIEW, FALSE, "aa;;;;;;;", "bb;;;;;100.00;;", RELATION_REVISION, 7,
		    "total unknown → 100.00" },
		{ ROUTE_REVIEW, FALSE, "aa;;;;;;;", "aa;;;;;100.00;;", RELATION_SIGHTING, 7, NULL },
		/* a forgery on hold swallows nothing */
		{ ROUTE_HOLD, FALSE, "aa;;;;;100;;", "aa;;;;;100;;", RELATION_NEW, 7,
		    "the same content as item 7, which is on" },
		{ ROUTE_HOLD, FALSE, "aa;;;;;100;;", "bb;;;;;120;;", RELATION_NEW, 0, NULL },
		{ ROUTE_HOLD, TRUE, "aa;;;;;100;;", "aa;;;;;100;;", RELATION_SIGHTING, 7, NULL },
		/* what a person rejected may be the forgery too */
		{ ROUTE_IGNORE, TRUE, "aa;;;;;100;;", "aa;;;;;100;;", RELATION_NEW, 7,
		    "the same content as item 7, which was rejected" },
		{ ROUTE_IGNORE, TRUE, "aa;;;;;100;;", "bb;;;;;120;;", RELATION_NEW, 0, NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct order *known = order_of(ROWS[i].known), *fresh = order_of(ROWS[i].fresh);
		struct known_order k = { 7, known, ROWS[i].route, ROWS[i].settled };
		g_autofree char *difference = NULL;
		gint64 id = -1;
		enum relation got = decision_relate(fresh, &k, 1, &id, &difference);

		if (got != ROWS[i].wanted || id != ROWS[i].id ||
		    (ROWS[i].difference ? !difference || !g_str_has_prefix(difference, ROWS[i].difference)
					: difference != NULL))
			fail_msg("row %d: %s to %d (%s)", (int)i, RELATION_NAMES[got], (int)id, difference);
		order_free(known);
		order_free(fresh);
	}
}

static void
relate__to_one_of_an_unsure_party_is_new_and_says_so(void **state)
{
	struct order *known = order_of("aa;;;;;100;;"), *fresh = order_of("bb;;;;;100;;");
	struct known_order k[] = { { .id = 7, .order = known, .route = ROUTE_ROUTE, .unsure = TRUE },
		{ .id = 3, .order = known, .route = ROUTE_ROUTE } };
	g_autofree char *difference = NULL;
	gint64 id = 0;

	(void)state;
	assert_int_equal(decision_relate(fresh, k, 1, &id, &difference), RELATION_NEW);
	assert_int_equal(id, 7);
	assert_non_null(strstr(difference, "item 7 has the same number"));
	/* one that is surely the same party's tells more */
	assert_int_equal(decision_relate(fresh, k, 2, &id, NULL), RELATION_SIGHTING);
	assert_int_equal(id, 3);
	order_free(known);
	order_free(fresh);
}

static void
relate__among_several_the_same_document_wins_then_the_newest(void **state)
{
	struct order *first = order_of("aa;;;;;100;;"), *second = order_of("bb;;;;;120;;"),
		     *held = order_of("cc;;;;;130;;");
	const struct known_order known[] = { { 9, second, ROUTE_ROUTE, FALSE },
		{ 3, first, ROUTE_ROUTE, FALSE }, { 12, held, ROUTE_HOLD, FALSE } };
	static const struct {
		const char *fresh;
		enum relation wanted;
		gint64 id;
		const char *difference;
	} ROWS[] = {
		{ "aa;;;;;100;;", RELATION_SIGHTING, 3, NULL }, /* a late copy of the first version */
		{ "dd;;;;;100;;", RELATION_SIGHTING, 3, NULL },
		{ "dd;;;;;120;;", RELATION_SIGHTING, 9, NULL },
		{ "dd;;;;;;;", RELATION_SIGHTING, 9, NULL },
		{ "dd;;;;;140;;", RELATION_REVISION, 9, "total 120 → 140" },
		{ "cc;;;;;130;;", RELATION_REVISION, 9, "total 120 → 130" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct order *fresh = order_of(ROWS[i].fresh);
		g_autofree char *difference = NULL;
		gint64 id = 0;

		assert_int_equal(decision_relate(fresh, known, 3, &id, &difference), ROWS[i].wanted);
		assert_int_equal(id, ROWS[i].id);
		assert_true(g_strcmp0(difference, ROWS[i].difference) == 0);
		order_free(fresh);
	}
	order_free(first);
	order_free(second);
	order_free(held);
}

static void
relate__to_nothing_is_new(void **state)
{
	struct order *fresh = order_of("aa;;;;;100;;");
	gint64 id = 5;

	(void)state;
	assert_int_equal(decision_relate(fresh, NULL, 0, &id, NULL), RELATION_NEW);
	assert_int_equal(id, 0);
	order_free(fresh);
}

/* The same in all its fields, down to the total, but not in its goods. */
static void
relate__other_goods_are_a_revision(void **state)
{
	static const struct {
		const char *known, *fresh;
		enum relation wanted;
		const char *difference;
	} ROWS[] = {
		{ "1\t60.00\t1\n10\tBlack cable\t5\t\t12.00\t60.00\n",
		    "1\t60.00\t1\n10\tBlack cable\t5\t\t12.00\t60.00\n", RELATION_SIGHTING, NULL },
		{ "1\t60.00\t1\n10\tBlack cable\t5\t\t12.00\t60.00\n",
		    "1\t60.00\t1\n10\tBlack plug\t5\t\t12.00\t60.00\n", RELATION_REVISION,
		    "line 10 goods Black cable → Black plug" },
		{ "1\t60.00\t1\n10\tBlack cable\t5\t\t12.00\t60.00\n",
		    "1\t60.00\t1\n10\tBlack cable\t6\t\t10.00\t60.00\n", RELATION_REVISION,
		    "line 10 quantity 5 → 6, line 10 price 12.00 → 10.00" },
		{ "1\t60.00\t1\n10\tBlack cable\t5\t\t12.00\t60.00\n", "", RELATION_SIGHTING, NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct order *known = order_of("aa;;;2026-01-02;EUR;60.00;;"),
			     *fresh = order_of("bb;;;2026-01-02;EUR;60.00;;");
		struct known_order k = { .id = 7, .order = known, .route = ROUTE_ROUTE };
		g_autofree char *difference = NULL;
		gint64 id;

		assert_true(order_lines_read(known, ROWS[i].known));
		order_lines_read(fresh, ROWS[i].fresh);
		assert_int_equal(decision_relate(fresh, &k, 1, &id, &difference), ROWS[i].wanted);
		if (g_strcmp0(difference, ROWS[i].difference) != 0)
			fail_msg("row %u: %s", (guint)i, difference ? difference : "nothing");
		order_free(known);
		order_free(fresh);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(relate__one_known_order),
		cmocka_unit_test(relate__other_goods_are_a_revision),
		cmocka_unit_test(relate__to_what_waits_is_held_or_was_rejected),
		cmocka_unit_test(relate__to_one_of_an_unsure_party_is_new_and_says_so),
		cmocka_unit_test(relate__among_several_the_same_document_wins_then_the_newest),
		cmocka_unit_test(relate__to_nothing_is_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
