/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several orders, one behind the other, in one file. */
#include "facts.h"

#include "purser/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };

/* A document whose pages are parted by lines of "~~"; sheets: they are a workbook's, whose lines are counted on. */
static struct report *
examine_pages(const char *text, gboolean sheets)
{
	struct document *d = text_document(text);
	struct finding_us us = { NULL };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));
	guint16 page = 1;
	float top = 0;

	for (guint i = 0; i < d->words->len; i++) {
		struct word w = g_array_index(d->words, struct word, i);

		if (w.size == 2 && memcmp(d->text + w.offset, "~~", 2) == 0) {
			page++;
			top = w.y1;
			continue;
		}
		w.page = page;
		if (!sheets) {
			w.y0 = 12 * (w.y0 - top) + 40;
			w.y1 = 12 * (w.y1 - top) + 38;
			w.x0 = 6 * w.x0 + 40;
			w.x1 = 6 * w.x1 + 40;
		}
		g_array_append_val(words, w);
	}
	g_array_unref(d->words);
	d->words = words;
	if (!sheets) {
		d->unit = UNIT_POINTS;
		d->n_pages = page;
		d->pages = g_malloc0_n(page, sizeof *d->pages);
		for (guint i = 0; i < page; i++) {
			d->pages[i].width = 595;
			d->pages[i].height = 842;
		}
	}
	finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
	g_free(d->pages);
	text_document_free(d);
	return r;
}

#define ORDER(title, number_label, number, day, total)                                               \
	"Moorland Dairies Ltd\n1 Farm Road\nLeeds LS1 4AP\n\n" title "\n\n" number_label ": " number \
	"\nDate: " day "\nVendor: Kestrel Software Ltd\n\nTotal: GBP " total "\n"
#define FIRST ORDER("PURCHASE ORDER", "PO Number", "77120", "2026-11-20", "500.00")
#define SECOND ORDER("PURCHASE ORDER", "PO Number", "77121", "2026-11-21", "612.50")
#define THIRD ORDER("PURCHASE ORDER", "PO Number", "77122", "2026-11-22", "80.00")
#define CONDITIONS "General conditions of purchase\n\nThe purchase order number must stand on all invoices.\n"

static void
wants(const struct order *o, enum order_field f, const char *wanted)
{
	if (g_strcmp0(o->value[f], wanted) != 0)
		fail_msg(
		    "%s: %s, not %s", ORDER_FIELD_KEYS[f], o->value[f] ? o->value[f] : "nothing", wanted);
}

struct wanted {
	const char *number, *day, *total;
};

static void
check(struct report *r, const struct wanted *wanted, guint n)
{
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_int_equal(r->orders->len, n);
	for (guint i = 0; i < n; i++) {
		const struct order *o = r->orders->pdata[i];

		wants(o, ORDER_NUMBER, wanted[i].number);
		wants(o, ORDER_DATE, wanted[i].day);
		wants(o, ORDER_TOTAL, wanted[i].total);
		wants(o, ORDER_BUYER, "Moorland Dairies Ltd");
		wants(o, ORDER_SUPPLIER, "Kestrel Software Ltd");
	}
	report_free(r);
}

static const struct wanted THREE[] = {
	{ "77120", "2026-11-20", "500.00" },
	{ "77121", "2026-11-21", "612.50" },
	{ "77122", "2026-11-22", "80.00" },
};

static void
orders_one_behind_the_other_each_have_their_own_fields(void **state)
{
	(void)state;
	check(examine_pages(FIRST "~~\n" SECOND "~~\n" THIRD, FALSE), THREE, 3);
	check(examine_pages(FIRST "~~\n" CONDITIONS "~~\n" SECOND "~~\n" CONDITIONS, FALSE), THREE, 2);
}

static void
a_sheet_for_each_order_gives_each_its_own_fields(void **state)
{
	(void)state;
	check(examine_pages(FIRST "~~\n" SECOND "~~\n" THIRD, TRUE), THREE, 3);
}

/* What an order lacks is not taken from the next one. */
static void
fields_of_two_orders_never_mix(void **state)
{
	struct report *r =
	    examine_pages("Moorland Dairies Ltd\n\nPURCHASE ORDER\n\nPO Number: 77120\nVendor: Kestrel "
			  "Software Ltd\nPO Date: 2026-11-20\nTerms: 30 days net\n~~\n" SECOND,
		FALSE);
	const struct order *first, *second;

	(void)state;
	assert_int_equal(r->orders->len, 2);
	first = r->orders->pdata[0];
	second = r->orders->pdata[1];
	assert_string_equal(first->value[ORDER_NUMBER], "77120");
	assert_null(first->value[ORDER_TOTAL]);
	assert_string_equal(second->value[ORDER_TOTAL], "612.50");
	assert_null(second->value[ORDER_TERMS]);
	report_free(r);
}

static void
pages_of_one_order_stay_one_order(void **state)
{
	static const char *const ONE[] = {
		/* the head again on each page */
		FIRST "~~\n" FIRST,
		/* a number that another paper has */
		FIRST "~~\n" CONDITIONS "~~\nQuotation\n\nQuotation no: 5512\nTotal: GBP 500.00\n",
		/* a page that only tells of another order */
		FIRST "~~\nAnnex\n\nThis replaces the purchase order number 66001 of last year.\n",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ONE); i++) {
		check(examine_pages(ONE[i], FALSE), THREE, 1);
		check(examine_pages(ONE[i], TRUE), THREE, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_one_behind_the_other_each_have_their_own_fields),
		cmocka_unit_test(a_sheet_for_each_order_gives_each_its_own_fields),
		cmocka_unit_test(fields_of_two_orders_never_mix),
		cmocka_unit_test(pages_of_one_order_stay_one_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
