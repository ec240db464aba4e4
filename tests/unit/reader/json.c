/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report's JSON: every key of the contract, always; values as they were found. */
#include "purser/reader.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *
json_of(const struct report *r, const char *file)
{
	struct flat line = { NULL };
	json_error_t error;
	json_t *o;

	reader_report_json(r, file, &line);
	o = json_loadb((const char *)line.data, line.size, 0, &error);
	assert_null(memchr(line.data, '\n', line.size));
	if (!o)
		fail_msg("%s: %.*s", error.text, (int)line.size, (const char *)line.data);
	flat_clear(&line);
	return o;
}

static const char *
at(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static void
json__an_empty_report_has_every_key(void **state G_GNUC_UNUSED)
{
	static const char *const nulls[] = { "message_id", "date", "subject", "from", "origin",
		"invoice_to" },
				 *const lists[] = { "orders", "cited_orders", "contacts", "portals", "facts",
					 "notices", "promises", "commands", "bank_accounts", "documents",
					 "evidence" };
	struct report *r = report_new();
	json_t *o = json_of(r, "a.eml");

	for (guint i = 0; i < G_N_ELEMENTS(nulls); i++)
		assert_true(json_is_null(json_object_get(o, nulls[i])));
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		assert_true(json_is_array(json_object_get(o, lists[i])));
	assert_string_equal(at(o, "file"), "a.eml");
	assert_string_equal(at(o, "verdict"), "other");
	assert_string_equal(at(o, "direction"), "unknown");
	assert_string_equal(at(json_object_get(o, "authenticity"), "verdict"), "unknown");
	assert_true(g_str_has_prefix(at(o, "version"), PURSER_VERSION));
	assert_null(json_object_get(o, "error"));
	json_decref(o);
	report_free(r);
}

static void
json__an_unreadable_one_has_its_error_and_claims_nothing(void **state G_GNUC_UNUSED)
{
	struct report *r = report_new();
	json_t *o;

	r->error = g_strdup("it is empty");
	o = json_of(r, "b");
	assert_string_equal(at(o, "error"), "it is empty");
	assert_true(json_is_null(json_object_get(o, "verdict")));
	assert_true(json_is_null(json_object_get(o, "confidence")));
	assert_true(json_is_null(json_object_get(o, "direction")));
	assert_true(json_is_null(json_object_get(o, "authenticity")));
	json_decref(o);
	report_free(r);
}

static void
json__findings_stand_under_their_keys(void **state G_GNUC_UNUSED)
{
	struct report *r = report_new();
	struct order *order = order_new();
	struct order_line *line = g_new0(struct order_line, 1);
	struct report_document *d = g_new0(struct report_document, 1);
	struct report_evidence *e = g_new0(struct report_evidence, 1);
	json_t *o, *first;

	r->verdict = VERDICT_PURCHASE_ORDER;
	r->confidence = 0.87654;
	r->from.address = g_strdup("a@example.org");
	order->value[ORDER_NUMBER] = g_strdup("4500012345");
	order->value[ORDER_TERMS] = g_strdup("2% 10, net 30");
	order->lines = g_ptr_array_new_with_free_func(order_line_free);
	order->n_lines = 3;
	line->quantity = g_strdup("5");
	g_ptr_array_add(order->lines, line);
	g_ptr_array_add(r->orders, order);
	d->part = g_strdup("2");
	d->read = g_strdup("text");
	d->pages = 3;
	g_ptr_array_add(r->documents, d);
	e->field = g_strdup("orders[0].number");
	e->box[2] = 12.5;
	g_ptr_array_add(r->evidence, e);
	o = json_of(r, "c");
	assert_true(json_real_value(json_object_get(o, "confidence")) == 0.88);
	assert_true(json_is_null(json_object_get(json_object_get(o, "from"), "name")));
	first = json_array_get(json_object_get(o, "orders"), 0);
	assert_string_equal(at(first, "number"), "4500012345");
	assert_true(json_is_null(json_object_get(first, "ship_to")));
	assert_int_equal(json_integer_value(json_object_get(json_object_get(first, "terms"), "days")), 30);
	assert_string_equal(at(json_object_get(first, "terms"), "kind"), "net");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(first, "lines"), "count")), 3);
	assert_string_equal(
	    at(json_array_get(json_object_get(json_object_get(first, "lines"), "items"), 0), "quantity"),
	    "5");
	first = json_array_get(json_object_get(o, "documents"), 0);
	assert_int_equal(json_integer_value(json_object_get(first, "pages")), 3);
	first = json_array_get(json_object_get(o, "evidence"), 0);
	assert_true(json_real_value(json_array_get(json_object_get(first, "box"), 2)) == 12.5);
	json_decref(o);
	report_free(r);
}

static void
json__quotes_controls_and_broken_bytes_do_not_break_the_line(void **state G_GNUC_UNUSED)
{
	struct report *r = report_new();
	json_t *o;

	r->subject = g_strdup("a \"quoted\"\nline\\ \x01 \xe2\x82\xac");
	r->message_id = g_strdup("bad \xff byte");
	o = json_of(r, "name with \xfe byte");
	assert_string_equal(at(o, "subject"), r->subject);
	assert_string_equal(at(o, "message_id"), "bad \xef\xbf\xbd byte");
	json_decref(o);
	report_free(r);
}

/* What the first number of a box is printed as. */
static char *
printed(struct report *r, double value, struct flat *line)
{
	static const char BEFORE[] = "\"box\":[";
	const char *at, *end;

	((struct report_evidence *)r->evidence->pdata[0])->box[0] = value;
	line->size = 0;
	reader_report_json(r, "x", line);
	at = memmem(line->data, line->size, BEFORE, strlen(BEFORE));
	assert_non_null(at);
	at += strlen(BEFORE);
	end = strchr(at, ',');
	return g_strndup(at, (gsize)(end - at));
}

static void
json__a_number_has_the_two_digits_that_printf_gives_it(void **state G_GNUC_UNUSED)
{
	static const double ODD[] = { 0.005, 0.145, 0.155, 1.005, 2.675, 0.995, 9.995, 1e9, 1e9 + 0.625, 1e15,
		1e300, -0.0, -0.001, -0.005, -12.345, 4503599627.375, 5e-324 };
	struct report *r = report_new();
	struct flat line = { NULL };

	g_ptr_array_add(r->evidence, g_new0(struct report_evidence, 1));
	for (guint i = 0; i < G_N_ELEMENTS(ODD) + 4000; i++) {
		double value = i < G_N_ELEMENTS(ODD) ? ODD[i]
			       : i % 2               ? (i - G_N_ELEMENTS(ODD)) / 1000.0
						     : (i - G_N_ELEMENTS(ODD)) / 16.0;
		g_autofree char *is = printed(r, value, &line), *wanted = g_strdup_printf("%.2f", value);

		assert_string_equal(is, wanted);
	}
	report_free(r);
	flat_clear(&line);
}

static void
json__a_sign_gets_its_escape_wherever_it_stands(void **state G_GNUC_UNUSED)
{
	static const char *const SIGNS[] = { "\"", "\\", "\x7f", "\x01", "\x1f", "\n", "\xc3\xbc" };
	struct report *r = report_new();

	for (guint s = 0; s < G_N_ELEMENTS(SIGNS); s++)
		for (guint before = 0; before < 18; before++)
			for (guint after = 0; after < 18; after++) {
				g_autofree char *a = g_strnfill(before, 'a'), *b = g_strnfill(after, '~');
				json_t *o;

				g_free(r->subject);
				r->subject = g_strconcat(a, SIGNS[s], b, NULL);
				o = json_of(r, "x");
				assert_string_equal(at(o, "subject"), r->subject);
				json_decref(o);
			}
	report_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json__an_empty_report_has_every_key),
		cmocka_unit_test(json__an_unreadable_one_has_its_error_and_claims_nothing),
		cmocka_unit_test(json__findings_stand_under_their_keys),
		cmocka_unit_test(json__quotes_controls_and_broken_bytes_do_not_break_the_line),
		cmocka_unit_test(json__a_number_has_the_two_digits_that_printf_gives_it),
		cmocka_unit_test(json__a_sign_gets_its_escape_wherever_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
