/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report's wire form: what goes in comes out, and nothing else is believed. */
#include "purser/finding.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct report *
sample(void)
{
	struct report *r = report_new();
	struct order *o = order_new();
	struct order_line *l = g_new0(struct order_line, 1);
	struct report_contact *c = g_new0(struct report_contact, 1);
	struct report_document *d = g_new0(struct report_document, 1);
	struct report_evidence *e = g_new0(struct report_evidence, 1);

	r->message_id = g_strdup("a@b.example");
	r->subject = g_strdup("Bestellung 4711 – Grüße");
	r->from.address = g_strdup("kai@buyer.example");
	r->direction = g_strdup("inbound");
	r->origin_how = g_strdup("header");
	r->verdict = VERDICT_PURCHASE_ORDER;
	r->confidence = 0.97;
	r->automatic = TRUE;
	g_ptr_array_add(r->reasons, g_strdup("title: Bestellung"));
	o->value[ORDER_NUMBER] = g_strdup("4711");
	o->field_confidence[ORDER_NUMBER] = 0.99;
	o->value[ORDER_DATE] = g_strdup("2026-11-25");
	o->value[ORDER_TOTAL] = g_strdup("12.50");
	o->value[ORDER_CURRENCY] = g_strdup("EUR");
	o->value[ORDER_KIND] = g_strdup("new");
	o->confidence = 0.97;
	o->part = g_strdup("2");
	o->lines = g_ptr_array_new_with_free_func(order_line_free);
	o->n_lines = 2;
	o->lines_sum = g_strdup("12.50");
	o->lines_proven = TRUE;
	l->description = g_strdup("Kabel");
	l->quantity = g_strdup("5");
	l->total = g_strdup("12.50");
	g_ptr_array_add(o->lines, l);
	g_ptr_array_add(r->orders, o);
	c->role = g_strdup("billing");
	c->address = g_strdup("ap@buyer.example");
	g_ptr_array_add(r->contacts, c);
	d->part = g_strdup("2");
	d->verdict = g_strdup("purchase_order");
	d->read = g_strdup("text");
	d->pages = 3;
	g_ptr_array_add(r->documents, d);
	e->field = g_strdup("orders[0].number");
	e->text = g_strdup("4711");
	e->page = 1;
	e->box[2] = 12.5;
	g_ptr_array_add(r->evidence, e);
	return r;
}

/* Through bytes, as over a socket. */
static GVariant *
over_the_wire(GVariant *v)
{
	g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(v);
	g_autoptr(GBytes) copy = g_bytes_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

	return g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(REPORT_VARIANT_TYPE), copy, FALSE));
}

static void
what_is_packed_comes_out_again(void **state)
{
	struct report *r = sample(), *back;
	g_autoptr(GVariant) v = report_pack(r);
	g_autoptr(GVariant) w = over_the_wire(v);
	g_autoptr(GVariant) again = NULL;

	(void)state;
	back = report_unpack(w, &LIMITS_PRESET, NULL);
	assert_non_null(back);
	assert_string_equal(back->subject, r->subject);
	assert_int_equal(back->verdict, VERDICT_PURCHASE_ORDER);
	assert_true(back->automatic);
	assert_false(back->bounce);
	assert_string_equal(((struct order *)back->orders->pdata[0])->value[ORDER_TOTAL], "12.50");
	assert_int_equal(((struct report_document *)back->documents->pdata[0])->pages, 3);
	again = report_pack(back);
	assert_true(g_variant_equal(v, again));
	report_free(back);
	report_free(r);
}

static void
an_empty_report_is_an_empty_dictionary(void **state)
{
	struct report *r = report_new();
	g_autoptr(GVariant) v = report_pack(r);

	(void)state;
	assert_int_equal(g_variant_n_children(v), 0);
	report_free(r);
}

static void
broken_text_is_cleaned_on_the_way_out(void **state)
{
	struct report *r = report_new(), *back;
	g_autofree char *longer = g_strnfill(5000, 'x');
	g_autoptr(GVariant) v = NULL;

	(void)state;
	memcpy(longer + 999, "ü", 2); /* the cap falls into a character */
	r->subject = g_steal_pointer(&longer);
	r->reply_to = g_strdup("a\r\nBcc: b\xff@c");
	v = report_pack(r);
	back = report_unpack(v, &LIMITS_PRESET, NULL);
	assert_non_null(back);
	assert_int_equal(strlen(back->subject), 999);
	assert_true(g_utf8_validate(back->reply_to, -1, NULL));
	assert_null(strpbrk(back->reply_to, "\r\n"));
	report_free(back);
	report_free(r);
}

#define NO_LINES "(@aas [], 0, '', false)"
#define LINE(quantity, total) "['1', 'Kabel', '" quantity "', 'EA', '', '" total "']"

/* Each row alone makes the report unacceptable. Texts of GVariant. */
static void
anything_not_agreed_is_refused(void **state)
{
	static const char *const BAD[] = {
		"{'head': <['', '', '', 'two\\nlines']>}",
		"{'nonsense': <'x'>}",
		"{'head': <7>}",
		"{'head': <['a']>, 'head': <['b']>}",
		"{'head': <['','','','','','','','','','','','','','','','','','','','','','','']>}",
		"{'head': <['', '', '', '', '', '', '', '', '', '', '', 'sideways']>}",
		"{'verdict': <byte 99>}",
		"{'flags': <byte 16>}",
		"{'confidence': <1.5>}",
		"{'confidence': <-0.1>}",
		"{'orders': <[(2.0, '', '', @a(ysd) [], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', 'xyz', @a(ysd) [], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 99, 'x', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 0, '', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 1, 'wish', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 3, '2026-13-01', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 6, 'eur', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 7, '1,2', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', [(byte 0, 'a', 0.5), (byte 0, 'b', 0.5)], " NO_LINES ")]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], (@aas [], 1, '', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], (@aas [], 0, '5', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], (@aas [], 0, '', true))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([" LINE("5", "10") "], 0, '', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([" LINE("5", "10") "], 999999, '', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([" LINE("five", "10") "], 1, '', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([" LINE("5", "1,0") "], 1, '', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([" LINE("5", "10") "], 1, 'all', false))]>}",
		"{'orders': <[(0.5, '', '', @a(ysd) [], ([['1', 'Kabel']], 1, '', false))]>}",
		"{'contacts': <[['boss', '', '', '', '']]>}",
		"{'contacts': <[['billing', '', '']]>}",
		"{'bank_accounts': <[['iban', 'DE', 'DE12345', '', '', '', 'ours']]>}",
		"{'documents': <[(['1', '', '', 'poem', 'text', ''], 1)]>}",
		"{'documents': <[(['1', '', '', 'quote', 'guessed', ''], 1)]>}",
		"{'documents': <[(['1', '', '', 'quote', 'text', ''], -1)]>}",
		"{'evidence': <[(['Field!', 'x', '1', 'r'], 1, [0.0, 0.0, 0.0, 0.0])]>}",
		"{'evidence': <[(['verdict', 'x', '1', 'r'], 1, [0.0, 0.0])]>}",
		"{'evidence': <[(['verdict', 'x', '1', 'r'], 1, [0.0, 0.0, inf, 0.0])]>}",
		"{'evidence': <[(['verdict', 'x', '1', 'r'], 1, [nan, 0.0, 0.0, 0.0])]>}",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
		g_autoptr(GError) problem = NULL, error = NULL;
		g_autoptr(GVariant) v =
		    g_variant_parse(G_VARIANT_TYPE(REPORT_VARIANT_TYPE), BAD[i], NULL, NULL, &problem);

		if (!v)
			fail_msg("%s: %s", BAD[i], problem->message);
		if (report_unpack(v, &LIMITS_PRESET, &error))
			fail_msg("taken: %s", BAD[i]);
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	}
}

static void
more_orders_than_the_limit_are_refused(void **state)
{
	struct limits limits = LIMITS_PRESET;
	struct report *r = report_new();
	g_autoptr(GVariant) v = NULL;
	g_autoptr(GError) error = NULL;

	(void)state;
	limits.orders_per_message = 2;
	/* one more says that there were more; two more say that somebody lies */
	for (int i = 0; i < 4; i++)
		g_ptr_array_add(r->orders, order_new());
	v = report_pack(r);
	assert_null(report_unpack(v, &limits, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	report_free(r);
}

/* Every prefix, and every byte changed: refused or taken, never a crash. */
static void
damaged_bytes_never_crash(void **state)
{
	struct report *r = sample();
	g_autoptr(GVariant) v = report_pack(r);
	gsize size = g_variant_get_size(v);

	(void)state;
	for (gsize i = 0; i < size; i++)
		for (int how = 0; how < 3; how++) {
			g_autofree guint8 *copy = g_malloc(size);
			g_autoptr(GBytes) bytes = NULL;
			g_autoptr(GVariant) w = NULL;
			struct report *back;

			memcpy(copy, g_variant_get_data(v), size);
			copy[i] = (guint8)(how == 0 ? 0xff : how == 1 ? 0 : copy[i] ^ 1);
			bytes = g_bytes_new(copy, how == 2 ? i : size);
			w = g_variant_ref_sink(
			    g_variant_new_from_bytes(G_VARIANT_TYPE(REPORT_VARIANT_TYPE), bytes, FALSE));
			back = report_unpack(w, &LIMITS_PRESET, NULL);
			report_free(back);
		}
	report_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_comes_out_again),
		cmocka_unit_test(an_empty_report_is_an_empty_dictionary),
		cmocka_unit_test(broken_text_is_cleaned_on_the_way_out),
		cmocka_unit_test(anything_not_agreed_is_refused),
		cmocka_unit_test(more_orders_than_the_limit_are_refused),
		cmocka_unit_test(damaged_bytes_never_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
