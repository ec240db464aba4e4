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

/* A copy on the heap, as long as it is, so that the sanitizer sees its ends. */
static struct report *
unpack(const struct flat *f, gsize size, GError **error)
{
	g_autofree guint8 *copy = g_memdup2(f->data, size);

	return report_unpack(copy, size, &LIMITS_PRESET, error);
}

static void
what_is_packed_comes_out_again(void **state)
{
	struct report *r = sample(), *back;
	const struct order *o;
	struct flat first = { NULL }, again = { NULL };

	(void)state;
	report_pack(r, &first);
	back = unpack(&first, first.size, NULL);
	assert_non_null(back);
	assert_string_equal(back->subject, r->subject);
	assert_int_equal(back->verdict, VERDICT_PURCHASE_ORDER);
	assert_true(back->automatic);
	assert_false(back->bounce);
	o = back->orders->pdata[0];
	assert_string_equal(o->value[ORDER_TOTAL], "12.50");
	assert_true(o->field_confidence[ORDER_NUMBER] == 0.99);
	assert_int_equal(o->n_lines, 2);
	assert_string_equal(o->lines_sum, "12.50");
	assert_string_equal(((struct order_line *)o->lines->pdata[0])->description, "Kabel");
	assert_int_equal(((struct report_document *)back->documents->pdata[0])->pages, 3);
	assert_true(((struct report_evidence *)back->evidence->pdata[0])->box[2] == 12.5);
	report_pack(back, &again);
	assert_int_equal(first.size, again.size);
	assert_memory_equal(first.data, again.data, first.size);
	report_free(back);
	report_free(r);
	flat_clear(&first);
	flat_clear(&again);
}

static void
what_a_report_does_not_say_costs_no_byte(void **state)
{
	struct report *r = report_new();
	struct flat f = { NULL };

	(void)state;
	report_pack(r, &f);
	/* verdict, flags, confidence, and the masks of head and lists */
	assert_int_equal(f.size, 1 + 1 + 8 + 4 + 4);
	report_free(r);
	flat_clear(&f);
}

/* What no set holds: fields without a value, a text without a word, a table of goods without a line. */
static void
an_honest_reader_s_oddities_are_taken(void **state)
{
	struct report *r = report_new(), *back;
	struct order *o = order_new();
	struct flat f = { NULL };

	(void)state;
	r->subject = g_strdup("");
	g_ptr_array_add(r->reasons, g_strdup(""));
	o->value[ORDER_DATE] = g_strdup("");
	o->lines = g_ptr_array_new_with_free_func(order_line_free);
	o->n_lines = 3;
	o->lines_proven = TRUE;
	g_ptr_array_add(r->orders, o);
	report_pack(r, &f);
	back = unpack(&f, f.size, NULL);
	assert_non_null(back);
	assert_null(back->subject);
	assert_string_equal(back->reasons->pdata[0], "");
	o = back->orders->pdata[0];
	assert_null(o->value[ORDER_DATE]);
	assert_null(o->lines);
	assert_int_equal(o->n_lines, 0);
	report_free(back);
	report_free(r);
	flat_clear(&f);
}

static void
broken_text_is_cleaned_on_the_way_out(void **state)
{
	struct report *r = report_new(), *back;
	g_autofree char *longer = g_strnfill(5000, 'x');
	struct flat f = { NULL };

	(void)state;
	memcpy(longer + 999, "ü", 2); /* the cap falls into a character */
	r->subject = g_steal_pointer(&longer);
	r->reply_to = g_strdup("a\r\nBcc: b\xff@c");
	report_pack(r, &f);
	back = unpack(&f, f.size, NULL);
	assert_non_null(back);
	assert_int_equal(strlen(back->subject), 999);
	assert_true(g_utf8_validate(back->reply_to, -1, NULL));
	assert_null(strpbrk(back->reply_to, "\r\n"));
	report_free(back);
	report_free(r);
	flat_clear(&f);
}

/* --- reports written by hand ---------------------------------------------------------------------- */

/* Tokens: b byte, w u16, l u32, d double, 'text' with its size before it. */
static void
assemble(const char *tokens, struct flat *out)
{
	g_auto(GStrv) words = g_strsplit(tokens, " ", -1);

	out->size = 0;
	for (guint i = 0; words[i]; i++) {
		const char *at = words[i] + 1;
		gsize n = strlen(words[i]);

		switch (words[i][0]) {
		case 0:
			break;
		case 'b':
			flat_u8(out, (guint8)g_ascii_strtoull(at, NULL, 0));
			break;
		case 'w':
			flat_u16(out, (guint16)g_ascii_strtoull(at, NULL, 0));
			break;
		case 'l':
			flat_u32(out, (guint32)g_ascii_strtoull(at, NULL, 0));
			break;
		case 'd':
			flat_double(out, g_ascii_strtod(at, NULL));
			break;
		default:
			flat_u16(out, (guint16)(n - 2));
			flat_put(out, at, n - 2);
		}
	}
}

#define HEAD "b0 b0 d0 "
#define LIST(bit) HEAD "l0 l" bit " w1 "
#define D14 "d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 "
#define ORDER(row) LIST("0x10") row " d0.5 " D14
#define GOODS(n, flags, row) ORDER("l0") "b1 l" n " b" flags " w1 " row
#define EVIDENCE(row) LIST("0x2000") row

/* The bad ones below differ from one of these in one thing. */
static const char *const GOOD[] = {
	HEAD "l0 l0",
	"b10 b15 d1 l0 l0",
	HEAD "l0x808 'subject' 'inbound' l0",
	LIST("1") "'because'",
	LIST("1") "''",
	ORDER("l0x4001 '4711' '1.2'") "b0",
	ORDER("l0x2 'new'") "b0",
	ORDER("l0x8 '2026-12-01'") "b0",
	ORDER("l0xc0 'EUR' '1.2'") "b0",
	GOODS("1", "0", "l0x24 '5' '10'"),
	GOODS("2", "3 '10'", "l0x24 '5' '10'"),
	LIST("0x20") "l1 'billing'",
	LIST("0x200") "l3 'text' '2026-12-01'",
	LIST("0x400") "l3 'route' '12'",
	LIST("0x800") "l5 'iban' '****1234'",
	LIST("0x1000") "l0x18 'quote' 'text' l1",
	EVIDENCE("l1 'orders[0].number' l1 d0 d0 d0 d0"),
};

static const char *const BAD[] = {
	"",
	HEAD "l0",
	HEAD "l0 l0 b0",
	HEAD "l0 l0x4000",
	"b11 b0 d0 l0 l0",
	"b0 b16 d0 l0 l0",
	"b0 b0 d1.5 l0 l0",
	"b0 b0 d-0.1 l0 l0",
	"b0 b0 dnan l0 l0",
	HEAD "l8 '' l0",
	HEAD "l8 'two\nlines' l0",
	HEAD "l8 'a\x7f' l0",
	HEAD "l8 'eight-and-more\x01' l0",
	HEAD "l8 '\xff' l0",
	HEAD "l8 'eight-and-more\xc3' l0",
	HEAD "l0x800 'sideways' l0",
	HEAD "l0x4 '0123456789012345678901234567890123456789012345678901234567890123456789' l0",
	HEAD "l0x200000 'x' l0",
	HEAD "l0 l1 w0",
	HEAD "l0 l1 w201",
	HEAD "l0 l1 w1 w5 b65",
	ORDER("l0x10000 'x'") "b0",
	ORDER("l0x8000 'xyz'") "b0",
	ORDER("l0x1 ''") "b0",
	ORDER("l0x2 'wish'") "b0",
	ORDER("l0x8 '2026-13-01'") "b0",
	ORDER("l0x40 'eur'") "b0",
	ORDER("l0x80 '1,2'") "b0",
	LIST("0x10") "l0 d2 " D14 "b0",
	LIST("0x10") "l0 d0.5 d2 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 d0 b0",
	ORDER("l0") "b2",
	ORDER("l0") "b1 l0 b0 w0",
	GOODS("0", "0", "l0x24 '5' '10'"),
	GOODS("999999", "0", "l0x24 '5' '10'"),
	GOODS("1", "4", "l0x24 '5' '10'"),
	GOODS("1", "2 'all'", "l0x24 '5' '10'"),
	GOODS("1", "2 ''", "l0x24 '5' '10'"),
	GOODS("1", "0", "l0x24 'five' '10'"),
	GOODS("1", "0", "l0x24 '5' '1,0'"),
	GOODS("1", "0", "l0x40 '5'"),
	LIST("0x20") "l1 'boss'",
	LIST("0x20") "l0x20 'x'",
	LIST("0x200") "l2 '2026-12-01'",
	LIST("0x200") "l3 'text' '2026-13-01'",
	LIST("0x400") "l2 '12'",
	LIST("0x400") "l3 'route' '12a'",
	LIST("0x400") "l3 'route' '1234567890123456789'",
	LIST("0x800") "l5 'iban' 'DE12345'",
	LIST("0x1000") "l0x18 'poem' 'text' l1",
	LIST("0x1000") "l0x18 'quote' 'guessed' l1",
	LIST("0x1000") "l0x18 'quote' 'text' l0xffffffff",
	EVIDENCE("l1 'Field!' l1 d0 d0 d0 d0"),
	EVIDENCE("l0 l1 d0 d0 d0 d0"),
	EVIDENCE("l1 'verdict' l1 d0 d0"),
	EVIDENCE("l1 'verdict' l1 d0 d0 dinf d0"),
	EVIDENCE("l1 'verdict' l1 dnan d0 d0 d0"),
};

static void
anything_not_agreed_is_refused(void **state)
{
	struct flat f = { NULL };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(GOOD) + G_N_ELEMENTS(BAD); i++) {
		gboolean good = i < G_N_ELEMENTS(GOOD);
		const char *tokens = good ? GOOD[i] : BAD[i - G_N_ELEMENTS(GOOD)];
		g_autoptr(GError) error = NULL;
		struct report *r;

		assemble(tokens, &f);
		r = unpack(&f, f.size, &error);
		if (good != (r != NULL))
			fail_msg("%s: %s", good ? "refused" : "taken", tokens);
		assert_true(good || g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		report_free(r);
	}
	flat_clear(&f);
}

static void
more_orders_than_the_limit_are_refused(void **state)
{
	struct limits limits = LIMITS_PRESET;
	struct report *r = report_new();
	struct flat f = { NULL };
	g_autoptr(GError) error = NULL;

	(void)state;
	limits.orders_per_message = 2;
	/* one more says that there were more; two more say that somebody lies */
	for (int i = 0; i < 4; i++)
		g_ptr_array_add(r->orders, order_new());
	report_pack(r, &f);
	assert_null(report_unpack(f.data, f.size, &limits, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	report_free(r);
	flat_clear(&f);
}

/* Every prefix, and every byte changed: refused or taken, never a crash; and a part is never the whole. */
static void
damaged_bytes_never_crash(void **state)
{
	struct report *r = sample(), *back;
	struct flat f = { NULL };

	(void)state;
	report_pack(r, &f);
	for (gsize i = 0; i < f.size; i++) {
		const guint8 was = f.data[i];

		assert_null(unpack(&f, i, NULL));
		for (int how = 0; how < 3; how++) {
			f.data[i] = (guint8)(how == 0 ? 0xff : how == 1 ? 0 : was ^ 1);
			back = unpack(&f, f.size, NULL);
			report_free(back);
		}
		f.data[i] = was;
	}
	report_free(r);
	flat_clear(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_comes_out_again),
		cmocka_unit_test(what_a_report_does_not_say_costs_no_byte),
		cmocka_unit_test(an_honest_reader_s_oddities_are_taken),
		cmocka_unit_test(broken_text_is_cleaned_on_the_way_out),
		cmocka_unit_test(anything_not_agreed_is_refused),
		cmocka_unit_test(more_orders_than_the_limit_are_refused),
		cmocka_unit_test(damaged_bytes_never_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
