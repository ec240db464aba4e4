/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several orders in one mail: what is one order seen twice, and what are two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "mail.h"

#define MIXED "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
#define TEXT(words) "--b\r\n" PLAIN words "\r\n"
#define FILE(words)                                                                                        \
	"--b\r\nContent-Type: text/plain; charset=utf-8; name=po.txt\r\nContent-Disposition: attachment; " \
	"filename=po.txt\r\n\r\n" words "\r\n"
#define END "--b--\r\n"
#define ORDER(number, total)                                                                       \
	"PURCHASE ORDER\r\n\r\n" number                                                            \
	"Order Date: 23 November 2026\r\nSupplier: Kestrel Software\r\nBill to: Moorland Dairies " \
	"Ltd\r\nPayment Terms: Net 30\r\n\r\n"                                                     \
	"Item                 Qty      Unit Price\r\nLicence               10           50.00\r\n\r\n" total
#define NUMBER(n) "PO Number: " n "\r\n"
#define TOTAL(n) "Total: GBP " n "\r\n"

static const char *
value(const struct report *r, guint i, enum order_field f)
{
	return i < r->orders->len ? ((struct order *)r->orders->pdata[i])->value[f] : NULL;
}

static void
an_order_without_a_number_is_not_poured_into_another(void **state)
{
	struct report *r =
	    examine_mail(HEAD("Jo <jo@moorland.example>", "Our two purchase orders") MIXED TEXT("Attached.")
		    FILE(ORDER(NUMBER("PO-77120"), "")) FILE(ORDER("", TOTAL("99,999.00"))) END);

	(void)state;
	assert_int_equal(r->orders->len, 2);
	assert_string_equal(value(r, 0, ORDER_NUMBER), "PO-77120");
	assert_null(value(r, 0, ORDER_TOTAL));
	assert_null(value(r, 1, ORDER_NUMBER));
	assert_string_equal(value(r, 1, ORDER_TOTAL), "99999.00");
	report_free(r);
}

static void
two_orders_without_numbers_are_two(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "Our two purchase orders")
		MIXED TEXT("Attached.") FILE(ORDER("", TOTAL("500.00"))) FILE(ORDER("", TOTAL("99.00"))) END);

	(void)state;
	assert_int_equal(r->orders->len, 2);
	report_free(r);
}

static void
one_number_with_two_sums_is_two_orders_and_with_one_sum_one(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "PO") MIXED TEXT("Attached.") FILE(
	    ORDER(NUMBER("PO-77120"), TOTAL("500.00"))) FILE(ORDER(NUMBER("PO-77120"), TOTAL("99.00"))) END);

	(void)state;
	assert_int_equal(r->orders->len, 2);
	report_free(r);
	r = examine_mail(HEAD("Jo <jo@moorland.example>", "PO") MIXED TEXT("Attached.")
		FILE(ORDER(NUMBER("PO-77120"), TOTAL("500.00")))
		    FILE("Copy\r\n" ORDER(NUMBER("77120"), TOTAL("500.00"))) END);
	assert_int_equal(r->orders->len, 1);
	report_free(r);
}

static void
a_body_that_contradicts_its_attachment_is_an_order_of_its_own(void **state)
{
	struct report *r = examine_mail(HEAD("Jo <jo@moorland.example>", "PO") MIXED TEXT(
	    ORDER(NUMBER("PO-77120"), TOTAL("600.00"))) FILE(ORDER(NUMBER("PO-77120"), TOTAL("500.00"))) END);

	(void)state;
	assert_int_equal(r->orders->len, 2);
	report_free(r);
	r = examine_mail(HEAD("Jo <jo@moorland.example>", "PO")
		MIXED TEXT(ORDER(NUMBER("PO-77120"), TOTAL("500.00"))) FILE(ORDER("", TOTAL("500.00"))) END);
	assert_int_equal(r->orders->len, 1);
	assert_string_equal(value(r, 0, ORDER_NUMBER), "PO-77120");
	report_free(r);
}

static void
more_orders_than_the_limit_show_as_more(void **state)
{
	struct limits limits = LIMITS_PRESET;
	struct report *r = report_new();
	struct finding_part parts[4] = { { NULL } };
	struct document *d[4];

	(void)state;
	limits.orders_per_message = 2;
	for (guint i = 0; i < 4; i++) {
		g_autofree char *text =
		    g_strdup_printf(ORDER("PO Number: PO-7712%u\r\n", "Total: GBP %u00.00\r\n"), i, i + 1);

		d[i] = text_document(text);
		d[i]->read = READ_TEXT;
		parts[i].document = d[i];
		parts[i].path = "1";
	}
	finding_examine(NULL, parts, 4, &US, TODAY, &limits, r);
	assert_int_equal(r->orders->len, 3);
	assert_string_equal(r->warnings->pdata[r->warnings->len - 1], "more orders than are read");
	for (guint i = 0; i < 4; i++)
		text_document_free(d[i]);
	report_free(r);
}

static void
a_document_read_in_part_goes_to_a_person(void **state)
{
	struct finding_part part = { .path = "1" };
	struct document *d = text_document("General terms and conditions\n");

	(void)state;
	d->read = READ_TEXT;
	part.document = d;
	for (guint i = 0; i < 3; i++) {
		struct report *r = report_new();

		d->truncated = i > 0;
		d->n_pages = i == 1 ? 61 : 0;
		finding_examine(NULL, &part, 1, &US, TODAY, &LIMITS_PRESET, r);
		assert_int_equal(r->verdict, i == 1 ? VERDICT_PURCHASE_ORDER : VERDICT_OTHER);
		assert_int_equal(r->orders->len, i == 1);
		assert_null(value(r, 0, ORDER_NUMBER));
		assert_true(i != 1 || r->confidence < 0.75);
		report_free(r);
	}
	text_document_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_without_a_number_is_not_poured_into_another),
		cmocka_unit_test(two_orders_without_numbers_are_two),
		cmocka_unit_test(one_number_with_two_sums_is_two_orders_and_with_one_sum_one),
		cmocka_unit_test(a_body_that_contradicts_its_attachment_is_an_order_of_its_own),
		cmocka_unit_test(a_document_read_in_part_goes_to_a_person),
		cmocka_unit_test(more_orders_than_the_limit_show_as_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
