/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items, their lists, and what cannot be doubled; parcels' rows. */
#include "support.h"

#define CONTENT_A "aa00000000000000000000000000000000000000000000000000000000000000"
#define CONTENT_B "bb00000000000000000000000000000000000000000000000000000000000000"

static gint64
put_order(store_tx *tx, gint64 message, gint64 customer, const char *number, const char *content,
    enum route route, enum relation relation, GError **error)
{
	struct order *o = make_order(number, "120.00", content);
	gint64 id = put_item(tx, message, customer, o, route, relation, error);

	order_free(o);
	return id;
}

static gint64
put_customer(store_tx *tx, const char *code)
{
	struct customer *c = customer_new();
	gboolean changed;
	gint64 id = 0;

	c->code = g_strdup(code);
	c->name = g_strdup(code);
	c->ae = g_strdup("ann@acme.example");
	assert_true(store_customer_put(tx, c, &id, &changed, NULL));
	customer_free(c);
	return id;
}

static void
number_key__leaves_case_punctuation_and_leading_zeros_out(void **state)
{
	static const struct {
		const char *number, *wanted;
	} ROWS[] = {
		{ "4500012345", "4500012345" },
		{ "0045-00/12.345", "450012345" },
		{ "bns/PO/2026/77", "bnspo202677" },
		{ "PO 0012", "12" },
		{ "PO-77120", "77120" },
		{ "PO000", "0" },
		{ "POA12", "poa12" },
		{ "0000", "0" },
		{ "", "" },
		{ NULL, "" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *key = order_number_key(ROWS[i].number);

		assert_string_equal(key, ROWS[i].wanted);
	}
}

static void
number_same__keeps_the_groups_of_digits_apart(void **state)
{
	static const struct {
		const char *a, *b;
		gboolean wanted;
	} ROWS[] = {
		{ "4500-123456", "4500123456", TRUE },
		{ "4500-123-456", "4500 123456", TRUE },
		{ "PO-0077", "77", TRUE },
		{ "bns/PO/2026/77", "BNS-PO-2026-77", TRUE },
		{ "PO-1-11", "PO-11-1", FALSE },
		{ "2026-1-11", "2026-11-1", FALSE },
		{ "1-11", "111", TRUE },
		{ "1--11", "1-11", TRUE },
		{ "-1-11-", "1-11", TRUE },
		{ "4500", "4501", FALSE },
		{ "", "", TRUE },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (order_number_same(ROWS[i].a, ROWS[i].b) != ROWS[i].wanted ||
		    order_number_same(ROWS[i].b, ROWS[i].a) != ROWS[i].wanted)
			fail_msg("%s and %s", ROWS[i].a, ROWS[i].b);
}

static void
item__comes_back_with_all_that_belongs_to_it(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) evidence = NULL, sightings = NULL;
	g_autoptr(GError) error = NULL;
	struct report_evidence e = { (char *)"number", (char *)"PO 4500", (char *)"1.2",
		(char *)"po.number.label", 3, { 1, 2, 3, 4.5 }, (char *)"PO number: PO 4500" };
	struct report *r = report_new();
	store_tx *tx = begin(p);
	gint64 message = put_message(tx, put_folder(tx, "sales", 5), 3, FATE_ITEM, 9);
	gint64 id = put_order(
	    tx, message, put_customer(tx, "C1"), "45-00", CONTENT_A, ROUTE_REVIEW, RELATION_NEW, &error);
	const struct report_evidence *got;
	struct store_item *i;

	r->message_id = g_strdup("one@contoso.example");
	r->subject = g_strdup("Order");
	r->from.address = g_strdup("buyer@contoso.example");
	must(store_message_head_put(tx, message, r, &error), error);
	report_free(r);
	must(store_evidence_put(tx, id, &e, &error), error);
	must(store_sighting_put(tx, id, message, 9, &error), error); /* there already */
	commit(tx);
	i = store_item_get(p->s, id, &error);
	must(i != NULL, error);
	assert_int_equal(i->kind, ITEM_ORDER);
	assert_int_equal(i->verdict, VERDICT_PURCHASE_ORDER);
	assert_int_equal(i->route, ROUTE_REVIEW);
	assert_string_equal(i->order->value[ORDER_NUMBER], "45-00");
	assert_null(i->order->value[ORDER_BUYER]);
	assert_true(i->order->field_confidence[ORDER_TOTAL] > 0.79);
	assert_string_equal(i->order->content_digest, CONTENT_A);
	assert_string_equal(i->order->part, "1.2");
	assert_int_equal(i->order->n_lines, 2);
	assert_true(i->order->lines_proven);
	assert_string_equal(((struct order_line *)i->order->lines->pdata[1])->description, "Plug");
	assert_string_equal(i->customer_code, "C1");
	assert_string_equal(i->owner, "ann@acme.example");
	assert_string_equal(i->mailbox, "sales");
	assert_int_equal(i->uid, 3);
	assert_string_equal(i->subject, "Order");
	assert_string_equal(i->rfc_message_id, "one@contoso.example");
	assert_int_equal(i->n_sightings, 1);
	assert_int_equal(i->reasons->len, 1);
	assert_int_equal(i->parcel_id, 0);
	store_item_free(i);
	evidence = store_item_evidence(p->s, id, &error);
	assert_int_equal(evidence->len, 1);
	got = g_ptr_array_index(evidence, 0);
	assert_string_equal(got->line, "PO number: PO 4500");
	assert_string_equal(got->rule, "po.number.label");
	assert_true(got->box[3] > 4.4 && got->page == 3);
	sightings = store_item_sightings(p->s, id, &error);
	assert_int_equal(sightings->len, 1);
	assert_string_equal(((struct store_sighting *)g_ptr_array_index(sightings, 0))->from_address,
	    "buyer@contoso.example");
}

static void
item__unknown_is_no_error(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;

	assert_null(store_item_get(p->s, 77, &error));
	assert_null(error);
}

static void
item__of_one_customer_number_and_content_exists_once(void **state)
{
	static const struct {
		gboolean other_customer;
		const char *number, *content;
		enum route route;
		enum relation relation;
		gboolean taken;
	} ROWS[] = {
		{ FALSE, "4500", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, FALSE },
		{ FALSE, "04.500", CONTENT_A, ROUTE_ROUTE, RELATION_REVISION, FALSE },
		{ FALSE, "04.500", CONTENT_A, ROUTE_REVIEW, RELATION_NEW, TRUE },
		{ FALSE, "4500", CONTENT_B, ROUTE_ROUTE, RELATION_REVISION, TRUE },
		{ TRUE, "4500", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, TRUE },
		{ FALSE, "4501", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, TRUE },
		{ FALSE, "4500", CONTENT_A, ROUTE_HOLD, RELATION_NEW, TRUE },
		{ FALSE, "4500", CONTENT_A, ROUTE_HOLD, RELATION_SIGHTING, TRUE },
		{ FALSE, NULL, CONTENT_A, ROUTE_REVIEW, RELATION_NEW, TRUE },
		{ FALSE, NULL, CONTENT_A, ROUTE_REVIEW, RELATION_NEW, TRUE },
	};
	struct place *p = *state;
	store_tx *tx = begin(p);
	gint64 customer = put_customer(tx, "C1"), other = put_customer(tx, "C2");
	gint64 held, first;
	g_autoptr(GError) error = NULL;

	first = put_order(tx, 0, customer, "4500", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, &error);
	must(first != 0, error);
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		gint64 id = put_order(tx, 0, ROWS[i].other_customer ? other : customer, ROWS[i].number,
		    ROWS[i].content, ROWS[i].route, ROWS[i].relation, &error);

		assert_int_equal(id != 0, ROWS[i].taken);
		if (!ROWS[i].taken)
			assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		g_clear_error(&error);
	}
	/* A held copy that a person lets go is still the same order. */
	held = put_order(tx, 0, customer, "4500", CONTENT_A, ROUTE_HOLD, RELATION_NEW, &error);
	assert_false(store_item_decide(tx, held, ROUTE_ROUTE, "ann", "looks good", 5, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
}

static void
item__a_person_decides_and_mends(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) by_number = NULL;
	store_tx *tx = begin(p);
	gint64 id = put_order(tx, 0, 0, NULL, CONTENT_A, ROUTE_REVIEW, RELATION_NEW, &error);
	gint64 customer = put_customer(tx, "C1");
	struct store_item *i;

	must(store_item_set_field(tx, id, ORDER_NUMBER, "PO-77", &error), error);
	must(store_item_set_field(tx, id, ORDER_TOTAL, "5.00", &error), error);
	must(store_item_set_customer(tx, id, customer, &error), error);
	must(store_item_decide(tx, id, ROUTE_ROUTE, "ann", "asked the buyer", 50, &error), error);
	assert_false(store_item_decide(tx, id + 1, ROUTE_ROUTE, "ann", NULL, 50, &error));
	g_clear_error(&error);
	commit(tx);
	i = store_item_get(p->s, id, &error);
	assert_string_equal(i->order->value[ORDER_NUMBER], "PO-77");
	assert_true(i->order->field_confidence[ORDER_NUMBER] > 0.99);
	assert_string_equal(i->order->value[ORDER_TOTAL], "5.00");
	assert_int_equal(i->customer_id, customer);
	assert_string_equal(i->settled_by, "ann");
	assert_int_equal(i->settled_at_s, 50);
	assert_string_equal(g_ptr_array_index(i->reasons, 1), "person\tasked the buyer");
	store_item_free(i);
	by_number = store_items_known(p->s, customer, "po77", &error);
	assert_int_equal(by_number->len, 1);
}

static void
items__filters(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) header = g_bytes_new_static("h", 1);
	store_tx *tx = begin(p);
	gint64 folder = put_folder(tx, "a", 5), customer = put_customer(tx, "C1");
	gint64 m1 = put_message(tx, folder, 1, FATE_ITEM, 1), m2 = put_message(tx, folder, 2, FATE_ITEM, 2);
	gint64 routed = put_order(tx, m1, customer, "1", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, &error);
	gint64 waiting = put_order(tx, m1, customer, "2", CONTENT_A, ROUTE_REVIEW, RELATION_NEW, &error);
	gint64 held = put_order(tx, m2, 0, "2", CONTENT_B, ROUTE_HOLD, RELATION_NEW, &error);
	gint64 settled = put_order(tx, m2, 0, "4", CONTENT_B, ROUTE_REVIEW, RELATION_NEW, &error);
	gint64 sent = put_order(tx, m2, 0, "5", CONTENT_B, ROUTE_ROUTE, RELATION_NEW, &error);
	const struct {
		struct store_item_filter filter;
		gint64 wanted[6];
	} rows[] = {
		{ { .route = -1 }, { sent, settled, held, waiting, routed } },
		{ { .route = -1, .limit = 2 }, { sent, settled } },
		{ { .route = ROUTE_ROUTE }, { sent, settled, routed } },
		{ { .route = -1, .open_only = TRUE }, { held, waiting } },
		{ { .route = -1, .unsent_only = TRUE }, { settled, routed } },
		{ { .route = -1, .number = " 02 " }, { held, waiting } },
		{ { .route = -1, .number = "2", .customer_id = customer }, { waiting } },
		{ { .route = -1, .content_digest = CONTENT_A }, { waiting, routed } },
		{ { .route = -1, .content_digest = "not hex" }, { 0 } },
		{ { .route = -1, .message_id = m1 }, { waiting, routed } },
		{ { .route = -1, .original_only = TRUE }, { waiting } },
		{ { .route = ROUTE_ROUTE, .original_only = TRUE }, { 0 } },
	};
	struct store_parcel parcel = {
		.item_id = sent, .rfc_message_id = (char *)"x@acme.example", .created_s = 1
	};
	struct store_figures figures;

	must(store_item_decide(tx, settled, ROUTE_ROUTE, "ann", NULL, 50, &error), error);
	must(store_parcel_put(tx, &parcel, NULL, &error), error);
	must(store_original_put(tx, &(struct store_original){ .item_id = waiting, .header = header }, &error),
	    error);
	commit(tx);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) got = store_items(p->s, &rows[i].filter, &error);
		guint n = 0;

		must(got != NULL, error);
		for (; n < got->len; n++)
			assert_int_equal(
			    ((struct store_item *)g_ptr_array_index(got, n))->id, rows[i].wanted[n]);
		assert_int_equal(rows[i].wanted[n], 0);
	}
	must(store_figures(p->s, &figures, &error), error);
	assert_int_equal(figures.items, 5);
	assert_int_equal(figures.by_route[ROUTE_ROUTE], 3);
	assert_int_equal(figures.open, 2);
	assert_int_equal(figures.parcels[PARCEL_READY], 1);
	assert_int_equal(figures.uncertain, 0);
}

static void
queries__find_their_rows_by_an_index(void **state)
{
	/* Tables that grow with the mail; a list of all items walks them by design. */
	static const char *const GROWING[] = { "i", "m", "h", "p", "v", "message", "message_head", "item",
		"evidence", "sighting", "reason", "parcel", "original", "o", NULL };
	static const struct store_item_filter FILTERS[] = {
		{ .route = -1, .number = "1" },
		{ .route = -1, .content_digest = CONTENT_A },
		{ .route = -1, .message_id = 1 },
		{ .route = ROUTE_ROUTE, .original_only = TRUE },
		{ .route = -1, .original_only = TRUE },
		{ .route = -1, .open_only = TRUE },
	};
	struct place *p = *state;
	guint8 digest[32] = { 0 };
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	GHashTableIter each;
	store_tx *tx;
	gpointer sql;
	gboolean flag;
	gint64 n;

	for (gsize i = 0; i < G_N_ELEMENTS(FILTERS); i++)
		g_ptr_array_add(lists, store_items(p->s, &FILTERS[i], NULL));
	g_ptr_array_add(lists, store_items_known(p->s, 1, "1", NULL));
	g_ptr_array_add(lists, store_item_evidence(p->s, 1, NULL));
	g_ptr_array_add(lists, store_item_sightings(p->s, 1, NULL));
	g_ptr_array_add(lists, store_parcels_due(p->s, 1, 1, NULL));
	g_ptr_array_add(lists, store_parcels_in_state(p->s, PARCEL_CLAIMED, NULL));
	store_item_get(p->s, 1, NULL);
	store_parcel_get(p->s, 1, NULL);
	store_parcel_next_due(p->s);
	assert_true(store_message_seen(p->s, "a", digest, &n, NULL));
	assert_true(store_message_altered(p->s, "x@y", digest, &flag, NULL));
	store_original_free(store_original_get(p->s, 1, NULL));
	g_array_unref(store_original_items(p->s, 1, 1, NULL));
	tx = begin(p);
	assert_true(store_original_expire(tx, 1, 1, &n, NULL));
	commit(tx);
	g_hash_table_iter_init(&each, p->s->statements);
	while (g_hash_table_iter_next(&each, &sql, NULL)) {
		g_autofree char *explain = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
		sqlite3_stmt *st = NULL;

		if (!g_str_has_prefix(sql, "SELECT"))
			continue;
		assert_int_equal(sqlite3_prepare_v2(p->s->db, explain, -1, &st, NULL), SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW) {
			g_auto(GStrv) words = g_strsplit((const char *)sqlite3_column_text(st, 3), " ", 3);

			/* An index of those that wait holds few. */
			if (g_strcmp0(words[0], "SCAN") == 0 && g_strv_contains(GROWING, words[1]) &&
			    !(words[2] && strstr(words[2], "original_waiting")))
				fail_msg("walks %s: %s", words[1], (const char *)sql);
		}
		sqlite3_finalize(st);
	}
}

static void
parcel__an_item_has_one_of_each_purpose(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 item = put_order(tx, 0, 0, "1", CONTENT_A, ROUTE_ROUTE, RELATION_NEW, &error);
	struct store_parcel row = {
		.item_id = item, .rfc_message_id = (char *)"1@acme.example", .created_s = 1
	};

	must(store_parcel_put(tx, &row, NULL, &error), error);
	row.rfc_message_id = (char *)"2@acme.example";
	assert_false(store_parcel_put(tx, &row, NULL, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	row.purpose = (char *)"acknowledgement";
	must(store_parcel_put(tx, &row, NULL, &error), error);
	row.item_id = 0;
	row.rfc_message_id = (char *)"3@acme.example";
	must(store_parcel_put(tx, &row, NULL, &error), error);
	assert_false(store_parcel_put(tx, &row, NULL, &error)); /* nor one Message-ID twice */
	commit(tx);
}

static void
parcels__due_ones_come_oldest_first(void **state)
{
	struct place *p = *state;
	static const gint64 NEXT[] = { 50, 10, 30, 90 };
	static const char *const IDS[] = { "1@x", "2@x", "3@x", "4@x" };
	g_autoptr(GPtrArray) due = NULL, first = NULL;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);

	assert_int_equal(store_parcel_next_due(p->s), -1);
	for (gsize i = 0; i < G_N_ELEMENTS(NEXT); i++) {
		struct store_parcel row = {
			.rfc_message_id = (char *)IDS[i], .created_s = 1, .next_s = NEXT[i]
		};

		must(store_parcel_put(tx, &row, NULL, &error), error);
	}
	commit(tx);
	due = store_parcels_due(p->s, 50, 0, &error);
	assert_int_equal(due->len, 3);
	assert_string_equal(((struct store_parcel *)g_ptr_array_index(due, 0))->rfc_message_id, "2@x");
	assert_string_equal(((struct store_parcel *)g_ptr_array_index(due, 2))->rfc_message_id, "1@x");
	first = store_parcels_due(p->s, 50, 1, &error);
	assert_int_equal(first->len, 1);
	assert_int_equal(store_parcel_next_due(p->s), 10);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_key__leaves_case_punctuation_and_leading_zeros_out),
		cmocka_unit_test(number_same__keeps_the_groups_of_digits_apart),
		T(item__comes_back_with_all_that_belongs_to_it),
		T(item__unknown_is_no_error),
		T(item__of_one_customer_number_and_content_exists_once),
		T(item__a_person_decides_and_mends),
		T(items__filters),
		T(queries__find_their_rows_by_an_index),
		T(parcel__an_item_has_one_of_each_purpose),
		T(parcels__due_ones_come_oldest_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
