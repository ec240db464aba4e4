/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learned needs several confirmations of several threads, and can be forgotten. */
#include "support.h"

enum { NEEDED = 3 };

static gint64
put_customer(struct place *p, enum customer_kind kind, const char *code, const char *name, const char *domain)
{
	g_autoptr(GError) error = NULL;
	struct customer *c = customer_new();
	store_tx *tx = begin(p);
	gint64 id = 0;
	gboolean changed;

	c->kind = kind;
	c->code = g_strdup(code);
	c->name = g_strdup(name);
	g_strfreev(c->domains);
	c->domains = g_strsplit(domain ? domain : "", " ", -1);
	must(store_customer_put(tx, c, &id, &changed, &error), error);
	commit(tx);
	customer_free(c);
	return id;
}

/* An item of a letter of this thread. */
static gint64
put_letter(struct place *p, gint64 customer, guint32 uid, const char *thread)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *number = g_strdup_printf("4500%u", uid),
			*content = g_strnfill(64, (char)('a' + uid % 6));
	store_tx *tx = begin(p);
	gint64 message = put_message(tx, put_folder(tx, "sales", 1), uid, FATE_ITEM, (guint8)uid), item;
	struct report *r = report_new();
	struct order *o = make_order(number, "1.00", content);

	r->message_id = g_strdup_printf("%u@x.example", uid);
	g_ptr_array_add(r->references, g_strdup(thread));
	must(store_message_head_put(tx, message, r, &error), error);
	item = put_item(tx, message, customer, o, ROUTE_REVIEW, RELATION_NEW, &error);
	must(item != 0, error);
	commit(tx);
	order_free(o);
	report_free(r);
	return item;
}

static gboolean
confirm(struct place *p, gint64 customer, enum learned_kind kind, const char *value, gint64 item)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gboolean fresh;

	must(store_learned_confirm(tx, customer, kind, value, item, "ann", NEEDED, 100, &fresh, &error),
	    error);
	commit(tx);
	return fresh;
}

static gboolean
knows_domain(struct place *p, gint64 customer, const char *domain)
{
	struct directory *d = store_directory(p->s, NULL);
	const struct customer *c = directory_by_id(d, customer);
	gboolean knows = c && c->domains && g_strv_contains((const char *const *)c->domains, domain);

	directory_free(d);
	return knows;
}

static void
one_wrong_confirmation__changes_nothing(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example");
	gint64 item = put_letter(p, c, 1, "a@x");

	assert_false(confirm(p, c, LEARNED_DOMAIN, "evil.example", item));
	assert_false(confirm(p, c, LEARNED_DOMAIN, "evil.example", item));
	assert_false(confirm(p, c, LEARNED_DOMAIN, "evil.example", item));
	assert_false(knows_domain(p, c, "evil.example"));
}

static void
one_thread__counts_once_however_often_it_is_confirmed(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example");

	for (guint32 uid = 1; uid < 6; uid++)
		assert_false(confirm(p, c, LEARNED_DOMAIN, "evil.example", put_letter(p, c, uid, "a@x")));
	assert_false(confirm(p, c, LEARNED_DOMAIN, "evil.example", put_letter(p, c, 6, "b@x")));
	assert_false(knows_domain(p, c, "evil.example"));
	assert_true(confirm(p, c, LEARNED_DOMAIN, "evil.example", put_letter(p, c, 7, "c@x")));
	assert_true(knows_domain(p, c, "evil.example"));
}

static void
undo__forgets_it_and_begins_anew(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example");
	const char *const threads[] = { "a@x", "b@x", "c@x", "d@x", "e@x", "f@x" };
	g_autoptr(GPtrArray) all = NULL, later = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *value = NULL;
	const struct store_learned *l;
	store_tx *tx;

	for (guint32 i = 0; i < 3; i++)
		assert_int_equal(
		    confirm(p, c, LEARNED_DOMAIN, "contoso.test", put_letter(p, c, i + 1, threads[i])),
		    i == 2);
	all = store_learned(p->s, c, NULL);
	assert_int_equal(all->len, 1);
	l = all->pdata[0];
	assert_int_equal(l->threads, 3);
	assert_int_equal(l->from->len, 3);
	assert_string_equal(((struct store_learned_from *)l->from->pdata[0])->who, "ann");

	tx = begin(p);
	assert_false(
	    store_learned_forget(tx, c + 1, l->id, "bob", 200, NULL, &error)); /* not this customer's */
	g_clear_error(&error);
	must(store_learned_forget(tx, c, l->id, "bob", 200, &value, &error), error);
	assert_string_equal(value, "contoso.test");
	assert_false(store_learned_forget(tx, c, l->id, "bob", 200, NULL, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
	assert_false(knows_domain(p, c, "contoso.test"));

	for (guint32 i = 3; i < 6; i++)
		assert_int_equal(
		    confirm(p, c, LEARNED_DOMAIN, "contoso.test", put_letter(p, c, i + 1, threads[i])),
		    i == 5);
	assert_true(knows_domain(p, c, "contoso.test"));
	later = store_learned(p->s, c, NULL);
	assert_int_equal(((struct store_learned *)later->pdata[0])->from->len, 6);
	assert_string_equal(((struct store_learned *)later->pdata[0])->forgotten_by, "bob");
}

static void
imported_anew__a_customer_keeps_what_was_learned(void **state)
{
	struct place *p = *state;
	gint64 c = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example");
	const char *const threads[] = { "a@x", "b@x", "c@x" };

	for (guint32 i = 0; i < 3; i++)
		confirm(p, c, LEARNED_DOMAIN, "contoso.test", put_letter(p, c, i + 1, threads[i]));
	assert_int_equal(put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example"), c);
	assert_true(knows_domain(p, c, "contoso.test"));
	assert_true(knows_domain(p, c, "contoso.example"));
}

static void
a_provisional_ones_lessons__go_to_the_customer_that_it_turns_out_to_be(void **state)
{
	struct place *p = *state;
	gint64 stranger = put_customer(p, CUSTOMER_PROVISIONAL, NULL, "contoso.example", "contoso.example"),
	       known;
	const char *const threads[] = { "a@x", "b@x", "c@x" };
	struct directory *d;

	for (guint32 i = 0; i < 3; i++) {
		gint64 item = put_letter(p, stranger, i + 1, threads[i]);

		confirm(p, stranger, LEARNED_DOMAIN, "contoso.example", item);
		confirm(p, stranger, LEARNED_NUMBER, "99999", item);
	}
	d = store_directory(p->s, NULL);
	assert_true(directory_by_id(d, stranger)->confirmed);
	assert_string_equal(directory_by_id(d, stranger)->number_shapes[0], "99999");
	directory_free(d);
	known = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example");
	d = store_directory(p->s, NULL);
	assert_non_null(directory_by_id(d, known)->number_shapes);
	assert_string_equal(directory_by_id(d, known)->number_shapes[0], "99999");
	assert_true(known == stranger || directory_by_id(d, stranger) == NULL);
	directory_free(d);
}

static void
a_known_customer_that_gets_its_domain__takes_its_lessons_over(void **state)
{
	struct place *p = *state;
	gint64 known = put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example"), stranger;
	const char *const threads[] = { "a@x", "b@x", "c@x" };
	g_autoptr(GPtrArray) all = NULL, left = NULL;
	gint64 items[3];

	stranger = put_customer(p, CUSTOMER_PROVISIONAL, NULL, "nwt", "nwtgroup.example");
	assert_int_not_equal(known, stranger);
	for (guint32 i = 0; i < 3; i++) {
		items[i] = put_letter(p, stranger, i + 1, threads[i]);
		confirm(p, stranger, LEARNED_NUMBER, "99999", items[i]);
	}
	/* both have learned the same, one of them not enough */
	confirm(p, known, LEARNED_NUMBER, "AA-99", put_letter(p, known, 9, "y@x"));
	confirm(p, stranger, LEARNED_NUMBER, "AA-99", items[0]);
	assert_int_equal(
	    put_customer(p, CUSTOMER_KNOWN, "C-1", "Contoso", "contoso.example nwtgroup.example"), known);
	left = store_learned(p->s, stranger, NULL);
	assert_int_equal(left->len, 0);
	all = store_learned(p->s, known, NULL);
	assert_int_equal(all->len, 2);
	for (guint i = 0; i < all->len; i++) {
		const struct store_learned *l = all->pdata[i];
		gboolean number = strcmp(l->value, "99999") == 0;

		assert_int_equal(l->threads, number ? 3 : 2);
		assert_true((l->learned_s != 0) == number);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, place_setup, place_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_wrong_confirmation__changes_nothing),
		TEST(one_thread__counts_once_however_often_it_is_confirmed),
		TEST(undo__forgets_it_and_begins_anew),
		TEST(imported_anew__a_customer_keeps_what_was_learned),
		TEST(a_known_customer_that_gets_its_domain__takes_its_lessons_over),
		TEST(a_provisional_ones_lessons__go_to_the_customer_that_it_turns_out_to_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
