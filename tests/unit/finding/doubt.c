/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read from a picture with doubt: which values stay, which stay out, and what proves them. */
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define ORDER_TEXT                       \
	"PURCHASE ORDER\n"               \
	"PO Number: 4500012345\n"        \
	"Date: 14 March 2026\n"          \
	"Buyer: Contoso Retail Ltd\n"    \
	"Supplier: Acme Software GmbH\n" \
	"Payment terms: Net 30\n"        \
	"Subtotal: EUR 1,200.00\n"       \
	"Tax: EUR 240.00\n"              \
	"Total: EUR 1,440.00\n"

/* The order, read from a picture, with this doubt of that word. */
static struct report *
examine(const char *text, const char *word, guint8 doubt)
{
	struct document *d = text_document(text);
	struct finding_us us = { 0 };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();
	gboolean found = FALSE;

	d->read = READ_OCR;
	for (guint i = 0; i < d->words->len; i++) {
		struct word *w = &g_array_index(d->words, struct word, i);

		if (w->size == strlen(word) && memcmp(d->text + w->offset, word, w->size) == 0) {
			w->doubt = doubt;
			found = TRUE;
		}
	}
	assert_true(found);
	finding_examine(NULL, &part, 1, &us, (struct day){ 2026, 11, 25 }, &LIMITS_PRESET, r);
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_int_equal(r->orders->len, 1);
	text_document_free(d);
	return r;
}

static void
assert_value(const char *text, const char *word, guint8 doubt, enum order_field field, const char *wanted)
{
	struct report *r = examine(text, word, doubt);
	const char *got = ((struct order *)r->orders->pdata[0])->value[field];

	if (g_strcmp0(got, wanted) != 0)
		fail_msg("%s: %s, not %s", ORDER_FIELD_KEYS[field], got ? got : "nothing",
		    wanted ? wanted : "nothing");
	report_free(r);
}

static void
doubt__a_number_read_with_little_of_it_stays(void **state G_GNUC_UNUSED)
{
	assert_value(ORDER_TEXT, "4500012345", 10, ORDER_NUMBER, "4500012345");
}

static void
doubt__a_number_read_with_much_of_it_is_left_out(void **state G_GNUC_UNUSED)
{
	assert_value(ORDER_TEXT, "4500012345", 20, ORDER_NUMBER, NULL);
	assert_value(ORDER_TEXT, "March", 60, ORDER_DATE, NULL);
}

static void
doubt__two_signs_on_a_picture_and_a_telephone_are_no_number(void **state G_GNUC_UNUSED)
{
	static const char *const rows[] = { "11", "+49 555 0100" };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text =
		    g_strdup_printf("PURCHASE ORDER\nPO Number: %s\nDate: 14 March 2026\n"
				    "Buyer: Contoso Retail Ltd\nSupplier: Acme Software GmbH\n"
				    "Payment terms: Net 30\nTotal: EUR 1,440.00\n",
			rows[i]);

		assert_value(text, "PURCHASE", 3, ORDER_NUMBER, NULL);
	}
}

static void
doubt__the_same_number_read_surely_elsewhere_proves_it(void **state G_GNUC_UNUSED)
{
	struct report *r;
	static const char twice[] = ORDER_TEXT "PO Number: 4500012345\n";
	struct document *d = text_document(twice);
	struct finding_us us = { 0 };
	struct finding_part part = { .document = d, .path = "1" };

	d->read = READ_OCR;
	for (guint i = 0; i < d->words->len; i++) {
		struct word *w = &g_array_index(d->words, struct word, i);

		if (w->size == 10 && memcmp(d->text + w->offset, "4500012345", 10) == 0) {
			w->doubt = 40;
			break;
		}
	}
	r = report_new();
	finding_examine(NULL, &part, 1, &us, (struct day){ 2026, 11, 25 }, &LIMITS_PRESET, r);
	assert_string_equal(((struct order *)r->orders->pdata[0])->value[ORDER_NUMBER], "4500012345");
	report_free(r);
	text_document_free(d);
}

static void
doubt__a_total_that_other_sums_come_to_is_proven(void **state G_GNUC_UNUSED)
{
	static const char alone[] =
	    "PURCHASE ORDER\nPO Number: 4500012345\nDate: 14 March 2026\n"
	    "Buyer: Contoso Retail Ltd\nSupplier: Acme Software GmbH\nTotal: EUR 1,440.00\n";

	assert_value(ORDER_TEXT, "1,440.00", 30, ORDER_TOTAL, "1440.00");
	assert_value(alone, "1,440.00", 30, ORDER_TOTAL, NULL);
}

static void
doubt__a_name_with_a_doubtful_letter_is_still_a_name(void **state G_GNUC_UNUSED)
{
	assert_value(ORDER_TEXT, "Contoso", 20, ORDER_BUYER, "Contoso Retail Ltd");
}

static void
doubt__a_picture_is_never_as_sure_as_letters(void **state G_GNUC_UNUSED)
{
	struct report *r = examine(ORDER_TEXT, "Total:", 3);

	assert_true(r->confidence < 0.95);
	report_free(r);
}

/* How many lines of goods a picture of these rows gives; NULL ends them. */
static guint
lines_of(const char *const *rows)
{
	g_autoptr(GString) text = g_string_new("PURCHASE ORDER\nPO Number: 4500012345\nDate: 14 March 2026\n"
					       "Buyer: Contoso Retail Ltd\nSupplier: Acme Software GmbH\n\n"
					       "Pos   Description        Quantity   Unit Price     Amount\n");
	struct report *r;
	const struct order *order;
	guint n;

	for (guint i = 0; rows[i]; i++)
		g_string_append_printf(text, "%s\n", rows[i]);
	r = examine(text->str, "Pos", 3);
	order = r->orders->pdata[0];
	n = order->lines ? order->lines->len : 0;
	report_free(r);
	return n;
}

static void
doubt__lines_without_a_sum_stay_where_each_adds_up_and_none_is_missing(void **state G_GNUC_UNUSED)
{
	static const char *const whole[] = { "10    Training seats            5      100.00     500.00",
		"20    Support plan              2      250.00     500.00", NULL };
	static const char *const gap[] = { "10    Training seats            5      100.00     500.00",
		"30    Support plan              2      250.00     500.00", NULL };
	static const char *const misread[] = { "10    Training seats            5      100.00     500.00",
		"20    Support plan              2      260.00     500.00", NULL };
	static const char *const unread[] = { "10    Training seats            5      100.00     500.00",
		"20    Support plan              2      250.00     500.00",
		"30    Onboarding                       120.00", NULL };

	assert_int_equal(lines_of(whole), 2);
	assert_int_equal(lines_of(gap), 0);
	assert_int_equal(lines_of(misread), 0);
	assert_int_equal(lines_of(unread), 0);
}

static void
evidence__shows_the_line_that_the_value_stands_on(void **state G_GNUC_UNUSED)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(ORDER_TEXT, sizeof(ORDER_TEXT) - 1);
	struct document *d = document_read(bytes, "text/plain", NULL, NULL, &LIMITS_PRESET);
	struct finding_us us = { 0 };
	struct finding_part part = { .document = d, .path = "1" };
	struct report *r = report_new();
	gboolean found = FALSE;

	finding_examine(NULL, &part, 1, &us, (struct day){ 2026, 11, 25 }, &LIMITS_PRESET, r);
	for (guint i = 0; i < r->evidence->len; i++) {
		const struct report_evidence *e = r->evidence->pdata[i];

		if (strcmp(e->field, "orders[0].number") != 0)
			continue;
		assert_string_equal(e->line, "PO Number: 4500012345");
		assert_string_equal(e->text, "4500012345");
		found = TRUE;
	}
	assert_true(found);
	report_free(r);
	document_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doubt__a_number_read_with_little_of_it_stays),
		cmocka_unit_test(doubt__a_number_read_with_much_of_it_is_left_out),
		cmocka_unit_test(doubt__two_signs_on_a_picture_and_a_telephone_are_no_number),
		cmocka_unit_test(doubt__the_same_number_read_surely_elsewhere_proves_it),
		cmocka_unit_test(doubt__a_total_that_other_sums_come_to_is_proven),
		cmocka_unit_test(doubt__a_name_with_a_doubtful_letter_is_still_a_name),
		cmocka_unit_test(doubt__a_picture_is_never_as_sure_as_letters),
		cmocka_unit_test(doubt__lines_without_a_sum_stay_where_each_adds_up_and_none_is_missing),
		cmocka_unit_test(evidence__shows_the_line_that_the_value_stands_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
