/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finance map: what is said counts once, the better word is the proof, and a person's word stays. */
#include "support.h"

enum { LIMIT = 40 };

static gint64
put_customer(struct place *p, enum customer_kind kind, const char *name, const char *domain)
{
	struct customer *c = customer_new();
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 id = 0;

	c->kind = kind;
	c->name = g_strdup(name);
	g_strfreev(c->domains);
	c->domains = g_strsplit(domain, " ", -1);
	must(store_customer_put(tx, c, &id, NULL, &error), error);
	commit(tx);
	customer_free(c);
	return id;
}

static int
kind_of(const char *name)
{
	for (int i = 0; MAP_KIND_NAMES[i]; i++)
		if (strcmp(MAP_KIND_NAMES[i], name) == 0)
			return i;
	fail_msg("%s", name);
	return -1;
}

static struct customer_fact
fact(gint64 customer, const char *kind, const char *value, gint64 date_s)
{
	return (struct customer_fact){ .customer_id = customer,
		.kind = kind_of(kind),
		.value = (char *)value,
		.source = FACT_FROM_STATEMENT,
		.trust = FACT_AUTHENTIC,
		.date_s = date_s,
		.writer = (char *)"ada@firm.example",
		.subject = (char *)"Re: offer",
		.line = (char *)"as said" };
}

static void
see(struct place *p, struct customer_fact f, gint64 source)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);

	must(store_fact_see(tx, &f, source, LIMIT, &error), error);
	commit(tx);
}

static gint64
settle(struct place *p, gint64 id, enum fact_state state, const char *value)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 now = 0;

	must(store_fact_settle(tx, id, state, value, "ann", 900, &now, &error), error);
	commit(tx);
	return now;
}

static GPtrArray *
facts(struct place *p, gint64 customer)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *all = store_facts_of(p->s, customer, &error);

	must(all != NULL, error);
	return all;
}

static const struct customer_fact *
at(const GPtrArray *all, guint i)
{
	assert_true(i < all->len);
	return all->pdata[i];
}

static void
said_again__is_one_fact_counted_by_messages(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	struct customer_fact f = fact(c, "invoice_route", "AP@firm.example", 100);
	g_autoptr(GPtrArray) all = NULL;

	f.how = (char *)"email";
	see(p, f, 1);
	see(p, f, 1);
	f.value = (char *)"ap@firm.example";
	f.date_s = 300;
	f.line = (char *)"said later";
	see(p, f, 2);
	all = facts(p, c);
	assert_int_equal(all->len, 1);
	assert_int_equal(at(all, 0)->times, 2);
	assert_int_equal(at(all, 0)->first_s, 100);
	assert_int_equal(at(all, 0)->last_s, 300);
	assert_string_equal(at(all, 0)->line, "said later");
}

static void
a_claim__neither_proves_nor_puts_in_doubt(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	struct customer_fact good = fact(c, "po_required", "yes", 100),
			     claim = fact(c, "po_required", "yes", 200);
	g_autoptr(GPtrArray) all = NULL;

	see(p, good, 1);
	claim.trust = FACT_CLAIMED;
	claim.line = (char *)"a claim";
	see(p, claim, 2);
	claim.value = (char *)"no";
	see(p, claim, 3);
	all = facts(p, c);
	assert_int_equal(all->len, 2);
	assert_string_equal(at(all, 0)->value, "yes");
	assert_string_equal(at(all, 0)->line, "as said");
	assert_int_equal(at(all, 0)->trust, FACT_AUTHENTIC);
	assert_false(at(all, 0)->differs);
	assert_int_equal(at(all, 1)->trust, FACT_CLAIMED);
	assert_true(at(all, 1)->differs);
}

static void
a_conflict__keeps_both_the_newest_first(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	g_autoptr(GPtrArray) all = NULL;

	see(p, fact(c, "payment_terms", "Net 60", 300), 2);
	see(p, fact(c, "payment_terms", "Net 30", 100), 1);
	all = facts(p, c);
	assert_int_equal(all->len, 2);
	assert_string_equal(at(all, 0)->value, "Net 60");
	assert_true(at(all, 0)->differs && at(all, 1)->differs);
}

static void
a_person__known_by_name_gets_the_address_and_is_found_by_the_name(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	struct customer_fact f = fact(c, "billing_contact", "Petra Meier", 100);
	g_autoptr(GPtrArray) all = NULL;

	f.name = (char *)"Petra Meier";
	see(p, f, 1);
	f.value = (char *)"petra@firm.example";
	see(p, f, 2);
	f.value = (char *)"Petra Meier";
	see(p, f, 3);
	all = facts(p, c);
	assert_int_equal(all->len, 1);
	assert_string_equal(at(all, 0)->value, "petra@firm.example");
	assert_int_equal(at(all, 0)->times, 3);
}

static void
confirmed__mail_changes_nothing_of_it(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	struct customer_fact f = fact(c, "billing_contact", "petra@firm.example", 100);
	g_autoptr(GPtrArray) all = NULL;

	see(p, f, 1);
	all = facts(p, c);
	settle(p, at(all, 0)->id, FACT_CONFIRMED, NULL);
	f.name = (char *)"Somebody Else";
	f.line = (char *)"other words";
	f.date_s = 500;
	see(p, f, 2);
	g_ptr_array_unref(all);
	all = facts(p, c);
	assert_int_equal(at(all, 0)->state, FACT_CONFIRMED);
	assert_string_equal(at(all, 0)->who, "ann");
	assert_null(at(all, 0)->name);
	assert_string_equal(at(all, 0)->line, "as said");
	assert_int_equal(at(all, 0)->last_s, 500);
}

static void
retired__stays_so_and_tells_that_it_was_seen_again(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	g_autoptr(GPtrArray) all = NULL;

	see(p, fact(c, "portal", "Coupa", 100), 1);
	all = facts(p, c);
	settle(p, at(all, 0)->id, FACT_RETIRED, NULL);
	see(p, fact(c, "portal", "Coupa", 1000), 2);
	g_ptr_array_unref(all);
	all = facts(p, c);
	assert_int_equal(all->len, 1);
	assert_int_equal(at(all, 0)->state, FACT_RETIRED);
	assert_int_equal(at(all, 0)->again_s, 1000);
}

static void
corrected__the_old_is_retired_for_the_new(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example"), old, fresh;
	struct customer_fact f = fact(c, "invoice_route", "old@firm.example", 100);
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GError) error = NULL;
	store_tx *tx;

	f.how = (char *)"email";
	see(p, f, 1);
	all = facts(p, c);
	old = at(all, 0)->id;
	fresh = settle(p, old, FACT_CORRECTED, "new@firm.example");
	g_ptr_array_unref(all);
	all = facts(p, c);
	assert_int_equal(at(all, 0)->id, fresh);
	assert_string_equal(at(all, 0)->how, "email");
	assert_int_equal(at(all, 0)->state, FACT_CORRECTED);
	assert_int_equal(at(all, 0)->trust, FACT_BY_PERSON);
	assert_int_equal(at(all, 1)->id, old);
	assert_int_equal(at(all, 1)->state, FACT_RETIRED);
	assert_int_equal(at(all, 1)->instead, fresh);
	/* to what it says already: no correction */
	tx = begin(p);
	assert_false(
	    store_fact_settle(tx, fresh, FACT_CORRECTED, "new@firm.example", "ann", 950, &old, &error));
	store_tx_free(tx);
	/* mail that says the new one changes nothing of it */
	f.value = (char *)"new@firm.example";
	see(p, f, 2);
	g_ptr_array_unref(all);
	all = facts(p, c);
	assert_int_equal(all->len, 2);
	assert_int_equal(at(all, 0)->trust, FACT_BY_PERSON);
}

static void
claims__fill_a_quarter_and_keep_nothing_else_out(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm", "firm.example");
	g_autoptr(GPtrArray) all = NULL;

	for (guint i = 0; i < 3 * LIMIT; i++) {
		g_autofree char *value = g_strdup_printf("x%u@firm.example", i);
		struct customer_fact f = fact(c, "approver", value, 100);

		f.trust = i < LIMIT ? FACT_CLAIMED : FACT_AUTHENTIC;
		see(p, f, i);
	}
	all = facts(p, c);
	assert_int_equal(all->len, LIMIT);
	for (guint i = 0; i < all->len; i++)
		assert_int_equal(at(all, i)->trust, i < LIMIT - LIMIT / 4 ? FACT_AUTHENTIC : FACT_CLAIMED);
}

static void
a_known_customer__takes_over_the_facts_of_the_provisional_one(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "Firm Ltd", "other.example");
	gint64 old = put_customer(p, CUSTOMER_PROVISIONAL, "firm", "firm.example");
	g_autoptr(GPtrArray) all = NULL, left = NULL;

	see(p, fact(c, "portal", "Coupa", 100), 1);
	see(p, fact(old, "portal", "Coupa", 200), 2);
	see(p, fact(old, "po_required", "yes", 100), 1);
	assert_int_equal(put_customer(p, CUSTOMER_KNOWN, "Firm Ltd", "other.example firm.example"), c);
	all = facts(p, c);
	left = facts(p, old);
	assert_int_equal(all->len, 2);
	assert_int_equal(left->len, 0);
}

static void
a_fact_that_is_not_there__is_refused(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 id;

	assert_false(store_fact_settle(tx, 7, FACT_CONFIRMED, NULL, "ann", 1, &id, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	store_tx_free(tx);
}

static void
copies__of_one_message_have_one_key(void **state)
{
	const guint8 digest[32] = { 1, 2, 3 };

	(void)state;
	assert_int_equal(store_source_key("a@b.example", digest), store_source_key("a@b.example", NULL));
	assert_true(store_source_key("a@b.example", NULL) != store_source_key("c@b.example", NULL));
	assert_true(store_source_key(NULL, digest) != 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)
int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(said_again__is_one_fact_counted_by_messages),
		T(a_claim__neither_proves_nor_puts_in_doubt),
		T(a_conflict__keeps_both_the_newest_first),
		T(a_person__known_by_name_gets_the_address_and_is_found_by_the_name),
		T(confirmed__mail_changes_nothing_of_it),
		T(retired__stays_so_and_tells_that_it_was_seen_again),
		T(corrected__the_old_is_retired_for_the_new),
		T(claims__fill_a_quarter_and_keep_nothing_else_out),
		T(a_known_customer__takes_over_the_facts_of_the_provisional_one),
		T(a_fact_that_is_not_there__is_refused),
		cmocka_unit_test(copies__of_one_message_have_one_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
