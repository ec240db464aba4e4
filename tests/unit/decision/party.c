/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two orders under one number: of one party, of two, or must a person look? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "purser/decision.h"

struct side {
	gint64 customer_id;
	gboolean known;
	const char *buyer, *total, *address, *content;
	gboolean inside;
};

static const struct {
	const char *story;
	struct side a, b;
	enum same_party wanted;
} ROWS[] = {
	{ "one customer", { .customer_id = 1, .known = TRUE }, { .customer_id = 1, .known = TRUE },
	    PARTY_SAME },
	{ "two customers on record", { .customer_id = 1, .known = TRUE, .total = "5" },
	    { .customer_id = 2, .known = TRUE, .total = "5" }, PARTY_OTHER },
	{ "the very document, whoever passed it on", { .customer_id = 1, .known = TRUE, .content = "aa" },
	    { .content = "aa" }, PARTY_SAME },
	{ "two strangers' equal totals", { 1, FALSE, "Newcorp SA", "500.00", "jo@newcorp.example", "aa" },
	    { 0, FALSE, "Othercorp Ltd", "500.00", "jo@othercorp.example", "bb" }, PARTY_OTHER },
	{ "a stranger after a customer on record",
	    { 1, TRUE, "Contoso GmbH", "500.00", "jo@contoso.example" },
	    { 0, FALSE, "Othercorp Ltd", "500.00", "jo@othercorp.example" }, PARTY_OTHER },
	{ "one name, with and without its legal form, passed on by one of us",
	    { 1, FALSE, "Newcorp SA", "500.00", "jo@newcorp.example" },
	    { 0, FALSE, "NEWCORP", NULL, "dana@acme.example", .inside = TRUE }, PARTY_SAME },
	{ "one name from two domains", { 1, FALSE, "Newcorp SA", "500.00", "jo@newcorp.example" },
	    { 0, FALSE, "Newcorp SA", "500.00", "jo@newcorp.test" }, PARTY_UNSURE },
	{ "two names from one domain", { 1, FALSE, "Newcorp SA", "500.00", "jo@newcorp.example" },
	    { 0, FALSE, "Newcorp Iberia", "500.00", "jo@newcorp.example" }, PARTY_UNSURE },
	{ "one address of a public provider", { 0, FALSE, NULL, NULL, "jo.smith@gmail.com" },
	    { 0, FALSE, NULL, NULL, "Jo.Smith@gmail.com" }, PARTY_SAME },
	{ "two addresses of a public provider", { 0, FALSE, NULL, "5", "jo@gmail.com" },
	    { 0, FALSE, NULL, "5", "ann@gmail.com" }, PARTY_UNSURE },
	{ "one domain, no name", { 0, FALSE, NULL, NULL, "jo@newcorp.example" },
	    { 0, FALSE, NULL, NULL, "ann@mail.newcorp.example" }, PARTY_SAME },
	{ "two domains, no name, two totals", { 0, FALSE, NULL, "5", "jo@newcorp.example" },
	    { 0, FALSE, NULL, "6", "jo@othercorp.example" }, PARTY_OTHER },
	{ "two domains, no name, one total", { 0, FALSE, NULL, "5", "jo@newcorp.example" },
	    { 0, FALSE, NULL, "5.00", "jo@othercorp.example" }, PARTY_UNSURE },
	{ "one of us pasted it, one total", { 1, TRUE, NULL, "5", "jo@contoso.example" },
	    { 0, FALSE, NULL, "5.00", "dana@acme.example", .inside = TRUE }, PARTY_SAME },
	{ "one of us pasted it, no total", { 1, TRUE, NULL, "5", "jo@contoso.example" },
	    { 0, FALSE, NULL, NULL, "dana@acme.example", .inside = TRUE }, PARTY_UNSURE },
	{ "a portal's relay is nobody's sign", { 1, FALSE, "Newcorp SA", "5", "x@ansmtp.ariba.com" },
	    { 0, FALSE, "Othercorp Ltd", "6", "x@ansmtp.ariba.com" }, PARTY_OTHER },
	{ "nor that they are one", { 1, FALSE, "Newcorp SA", "5", "x@ansmtp.ariba.com" },
	    { 0, FALSE, "Othercorp Ltd", "5", "x@ansmtp.ariba.com" }, PARTY_UNSURE },
};

static struct order *
order_of(const struct side *s)
{
	struct order *o = order_new();

	o->value[ORDER_BUYER] = g_strdup(s->buyer);
	o->value[ORDER_TOTAL] = g_strdup(s->total);
	o->content_digest = g_strdup(s->content);
	return o;
}

static void
party__same_other_or_unsure(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		const struct side *s = &ROWS[i].a, *t = &ROWS[i].b;
		struct order *x = order_of(s), *y = order_of(t);
		const struct decision_party a = { x, s->customer_id, s->known, s->address, s->inside };
		const struct decision_party b = { y, t->customer_id, t->known, t->address, t->inside };

		if (decision_same_party(&a, &b) != ROWS[i].wanted)
			fail_msg("%s: %d", ROWS[i].story, decision_same_party(&a, &b));
		assert_int_equal(decision_same_party(&b, &a), ROWS[i].wanted);
		order_free(x);
		order_free(y);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(party__same_other_or_unsure) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
