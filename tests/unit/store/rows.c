/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders, messages, attempts, customers, originals, health, facts. */
#include "support.h"

static void
add_uid(guint32 uid, gpointer data)
{
	g_string_append_printf(data, "%u ", uid);
}

static void
folder__keeps_uids_ascending_and_apart_from_other_folders(void **state)
{
	struct place *p = *state;
	static const guint32 UIDS[] = { 7, 4294967295U, 1, 900 };
	g_autoptr(GString) uids = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 a = put_folder(tx, "a", 5), b = put_folder(tx, "b", 5);
	gboolean known = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(UIDS); i++)
		put_message(tx, a, UIDS[i], FATE_IGNORED, 1);
	put_message(tx, b, 8, FATE_IGNORED, 1);
	commit(tx);
	must(store_folder_uids(p->s, a, add_uid, uids, &error), error);
	assert_string_equal(uids->str, "1 7 900 4294967295 ");
	must(store_message_known(p->s, a, 900, &known, &error), error);
	assert_true(known);
	must(store_message_known(p->s, a, 8, &known, &error), error);
	assert_false(known);
}

static void
folder__of_a_new_uidvalidity_starts_empty_and_an_old_one_comes_back_whole(void **state)
{
	struct place *p = *state;
	g_autoptr(GString) uids = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct store_folder *f;
	store_tx *tx = begin(p);
	gint64 first = put_folder(tx, "a", 5), second, again;

	put_message(tx, first, 3, FATE_ITEM, 1);
	second = put_folder(tx, "a", 6);
	assert_int_not_equal(first, second);
	commit(tx);
	f = store_folder_current(p->s, "a", "INBOX", &error);
	assert_int_equal(f->id, second);
	assert_int_equal(f->uidvalidity, 6);
	assert_string_equal(f->skipped, "");
	assert_int_equal(f->first_seen_s, 1000);
	store_folder_free(f);
	tx = begin(p);
	again = put_folder(tx, "a", 5);
	commit(tx);
	assert_int_equal(again, first);
	f = store_folder_current(p->s, "a", "INBOX", &error);
	assert_int_equal(f->id, first);
	store_folder_free(f);
	must(store_folder_uids(p->s, first, add_uid, uids, &error), error);
	assert_string_equal(uids->str, "3 ");
}

static void
folder__never_seen_is_no_error(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;

	assert_null(store_folder_current(p->s, "nobody", "INBOX", &error));
	assert_null(error);
}

static void
folder__skipped_and_backlog_are_kept(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 id = put_folder(tx, "a", 5);
	struct store_folder *f;

	must(store_folder_set_skipped(tx, id, "1:500", &error), error);
	must(store_folder_set_backlog(tx, id, 77, &error), error);
	assert_false(store_folder_set_backlog(tx, id + 1, 77, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
	f = store_folder_current(p->s, "a", "INBOX", NULL);
	assert_string_equal(f->skipped, "1:500");
	assert_int_equal(f->backlog, 77);
	store_folder_free(f);
}

static void
message__cannot_be_put_twice(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	struct store_message m = { .folder_id = put_folder(tx, "a", 5), .uid = 3 };
	gint64 id = 0;

	must(store_message_put(tx, &m, &id, &error), error);
	assert_false(store_message_put(tx, &m, &id, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	commit(tx); /* the rest of the transaction lives */
}

static void
message__of_no_folder_does_not_commit(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 id;

	must(store_message_put(tx, &(struct store_message){ .folder_id = 9, .uid = 3 }, &id, &error), error);
	assert_false(store_commit(&tx, &error));
	assert_null(tx);
}

static void
message__kept_content_is_recognised_in_its_mailbox_alone(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 a = put_folder(tx, "a", 5), kept = put_message(tx, a, 3, FATE_IGNORED, 9), seen = -1;
	guint8 digest[32];

	put_message(tx, a, 4, FATE_IGNORED, 8);
	put_folder(tx, "b", 5);
	must(store_message_set_fate(tx, kept, FATE_SIGHTING, &error), error);
	assert_false(store_message_set_fate(tx, kept + 7, FATE_SIGHTING, &error));
	g_clear_error(&error);
	commit(tx);
	memset(digest, 9, sizeof(digest));
	must(store_message_seen(p->s, "a", digest, &seen, &error), error);
	assert_int_equal(seen, kept);
	must(store_message_seen(p->s, "b", digest, &seen, &error), error);
	assert_int_equal(seen, 0);
	memset(digest, 8, sizeof(digest));
	must(store_message_seen(p->s, "a", digest, &seen, &error), error);
	assert_int_equal(seen, 0);
	memset(digest + 8, 1, 24); /* the same beginning is not the same digest */
	must(store_message_seen(p->s, "a", digest, &seen, &error), error);
	assert_int_equal(seen, 0);
}

static void
message__same_message_id_with_other_bytes_is_altered(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 id = put_message(tx, put_folder(tx, "a", 5), 3, FATE_ITEM, 9);
	struct report *r = report_new();
	gboolean altered = TRUE;
	guint8 digest[32];

	r->message_id = g_strdup("one@contoso.example");
	must(store_message_head_put(tx, id, r, &error), error);
	must(store_message_head_put(tx, id, r, &error), error); /* a second reading replaces */
	report_free(r);
	commit(tx);
	memset(digest, 9, sizeof(digest));
	must(store_message_altered(p->s, "one@contoso.example", digest, &altered, &error), error);
	assert_false(altered);
	digest[31] = 1;
	must(store_message_altered(p->s, "one@contoso.example", digest, &altered, &error), error);
	assert_true(altered);
	must(store_message_altered(p->s, "two@contoso.example", digest, &altered, &error), error);
	assert_false(altered);
}

static void
message__forgotten_comes_back_under_its_old_id(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 folder = put_folder(tx, "a", 5), id = put_message(tx, folder, 3, FATE_ITEM, 9), n = -1;
	gboolean known = TRUE;

	must(store_attempt_add(tx, folder, 3, "reader died", 10, &n, &error), error);
	must(store_message_forget(tx, id, &error), error);
	must(store_message_known(p->s, folder, 3, &known, &error), error);
	assert_false(known);
	must(store_attempt_count(p->s, folder, 3, &n, &error), error);
	assert_int_equal(n, 0);
	assert_false(store_message_forget(tx, id, &error));
	g_clear_error(&error);
	assert_int_equal(put_message(tx, folder, 3, FATE_ITEM, 9), id);
	commit(tx);
	must(store_integrity(p->s, &error), error);
}

static void
add_attempt(guint32 uid, gint64 n, gpointer data)
{
	g_string_append_printf(data, "%u:%d ", uid, (int)n);
}

static void
attempts__count_up_and_are_cleared(void **state)
{
	struct place *p = *state;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 folder = put_folder(tx, "a", 5), n = 0;

	for (int i = 1; i <= 3; i++) {
		must(store_attempt_add(tx, folder, 3, "reader died", 10, &n, &error), error);
		assert_int_equal(n, i);
	}
	must(store_attempt_add(tx, folder, 2, "reader died", 10, NULL, &error), error);
	commit(tx);
	must(store_attempt_each(p->s, folder, add_attempt, text, &error), error);
	assert_string_equal(text->str, "2:1 3:3 ");
	tx = begin(p);
	must(store_attempt_clear(tx, folder, 3, &error), error);
	commit(tx);
	must(store_attempt_count(p->s, folder, 3, &n, &error), error);
	assert_int_equal(n, 0);
}

static void
figures__count_each_fate_once(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GError) error = NULL;
	const struct store_mailbox_figures *f;
	store_tx *tx = begin(p);
	gint64 old = put_folder(tx, "a", 4), folder, item;

	put_message(tx, old, 1, FATE_IGNORED, 1);
	folder = put_folder(tx, "a", 5);
	put_folder(tx, "b", 5);
	for (guint32 uid = 1; uid <= 10; uid++)
		item = put_message(tx, folder, uid, FATE_IGNORED, 1);
	must(store_message_set_fate(tx, item, FATE_ITEM, &error), error);
	commit(tx);
	tx = begin(p);
	put_message(tx, folder, 11, FATE_IGNORED, 1);
	store_tx_free(tx); /* rolled back: not counted */
	tx = begin(p);
	put_message(tx, folder, 12, FATE_QUARANTINED, 1);
	commit(tx);
	rows = store_mailbox_figures(p->s, &error);
	must(rows != NULL, error);
	assert_int_equal(rows->len, 2);
	f = g_ptr_array_index(rows, 0);
	assert_string_equal(f->mailbox, "a");
	assert_int_equal(f->uidvalidity, 5);
	assert_int_equal(f->seen, 11);
	assert_int_equal(f->by_fate[FATE_IGNORED], 9);
	assert_int_equal(f->by_fate[FATE_ITEM], 1);
	assert_int_equal(f->by_fate[FATE_QUARANTINED], 1);
	assert_int_equal(f->last_message_s, 1012);
	f = g_ptr_array_index(rows, 1);
	assert_string_equal(f->mailbox, "b");
	assert_int_equal(f->seen, 0);
	must(store_integrity(p->s, &error), error);
}

/* --- customers --- */

static struct customer *
make_customer(enum customer_kind kind, const char *code, const char *name, const char *domains)
{
	struct customer *c = customer_new();

	c->kind = kind;
	c->code = g_strdup(code);
	c->name = g_strdup(name);
	g_strfreev(c->domains);
	c->domains = g_strsplit(domains, " ", -1);
	return c;
}

/* Puts and frees it. */
static gint64
put_customer(store_tx *tx, struct customer *c, gboolean *out_changed)
{
	g_autoptr(GError) error = NULL;
	gint64 id = 0;

	must(store_customer_put(tx, c, &id, out_changed, &error), error);
	customer_free(c);
	return id;
}

static void
customers__a_second_import_of_the_same_file_changes_nothing(void **state)
{
	struct place *p = *state;
	gboolean changed = FALSE;
	store_tx *tx = begin(p);
	gint64 id =
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "contoso.example"), &changed);
	gint64 own = put_customer(tx, make_customer(CUSTOMER_OWN, NULL, "Acme", "acme.example"), &changed);

	assert_true(changed);
	assert_int_equal(
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "contoso.example"), &changed),
	    id);
	assert_false(changed);
	assert_int_equal(
	    put_customer(tx, make_customer(CUSTOMER_OWN, NULL, "Acme", "acme.example"), &changed), own);
	assert_false(changed);
	assert_int_equal(
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso Ltd", "contoso.example"), &changed),
	    id);
	assert_true(changed);
	commit(tx);
}

static void
customers__come_back_as_they_were_put(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	gboolean changed;
	struct customer *c = make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "contoso.example b.example"),
			*copy;
	struct directory *d;
	store_tx *tx = begin(p);

	c->ae = g_strdup("ann@acme.example");
	c->ar_owner = g_strdup("ar@acme.example");
	g_strfreev(c->aliases);
	c->aliases = g_strsplit("Contoso Retail;CTS", ";", -1);
	copy = customer_copy(c);
	put_customer(tx, c, &changed);
	commit(tx);
	d = store_directory(p->s, &error);
	must(d != NULL, error);
	assert_int_equal(directory_size(d), 1);
	assert_true(customer_equal(directory_by_code(d, "C1"), copy));
	directory_free(d);
	customer_free(copy);
}

static void
customers__a_provisional_one_becomes_the_known_one_of_its_domain(void **state)
{
	struct place *p = *state;
	gboolean changed;
	store_tx *tx = begin(p);
	gint64 id = put_customer(
	    tx, make_customer(CUSTOMER_PROVISIONAL, NULL, "contoso.example", "contoso.example"), &changed);
	gint64 other = put_customer(
	    tx, make_customer(CUSTOMER_PROVISIONAL, NULL, "contoso.example", "evil.example"), &changed);

	assert_int_not_equal(id, other); /* one name, two strangers */
	assert_int_equal(
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "contoso.example"), &changed),
	    id);
	assert_true(changed);
	assert_int_not_equal(
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C2", "contoso.example", "c2.example"), &changed),
	    other);
	commit(tx);
}

static void
customers__a_known_one_takes_over_every_provisional_one_of_its_domains_with_their_items(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	gboolean changed;
	store_tx *tx = begin(p);
	gint64 known =
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "contoso.example"), &changed);
	gint64 labs = put_customer(
	    tx, make_customer(CUSTOMER_PROVISIONAL, NULL, "Contoso Labs", "labs.example"), &changed);
	gint64 again = put_customer(
	    tx, make_customer(CUSTOMER_PROVISIONAL, NULL, "labs.example", "labs.example"), &changed);
	gint64 stranger = put_customer(
	    tx, make_customer(CUSTOMER_PROVISIONAL, NULL, "Newcorp", "newcorp.example"), &changed);
	const gint64 owners[] = { labs, again, stranger }, wanted[] = { known, known, stranger };
	gint64 items[3];
	struct directory *d;

	for (int i = 0; i < 3; i++) {
		struct order *o = make_order("4500", "120.00", NULL);

		items[i] = put_item(tx, 0, owners[i], o, ROUTE_ROUTE, RELATION_NEW, &error);
		order_free(o);
	}
	assert_int_equal(
	    put_customer(tx, make_customer(CUSTOMER_KNOWN, "C1", "Contoso", "labs.example"), &changed),
	    known);
	assert_true(changed);
	commit(tx);
	for (int i = 0; i < 3; i++) {
		struct store_item *item = store_item_get(p->s, items[i], &error);

		must(item != NULL, error);
		assert_int_equal(item->customer_id, wanted[i]);
		store_item_free(item);
	}
	d = store_directory(p->s, &error);
	must(d != NULL, error);
	assert_int_equal(directory_size(d), 2);
	directory_free(d);
}

/* --- the rest --- */

static void
original__comes_back_in_chunks_and_is_erased(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) header = g_bytes_new_static("head", 4), a = g_bytes_new_static("aaaa", 4),
			  empty = g_bytes_new_static("", 0), first = NULL, second = NULL;
	struct store_original *got;
	store_tx *tx = begin(p);
	gint64 item = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, &error);

	must(store_original_put(tx, &(struct store_original){ .item_id = item, .header = header }, &error),
	    error);
	must(store_original_chunk_put(tx, item, 0, a, &error), error);
	must(store_original_chunk_put(tx, item, 1, empty, &error), error);
	commit(tx);
	got = store_original_get(p->s, item, &error);
	must(got != NULL, error);
	assert_true(g_bytes_equal(got->header, header));
	assert_null(got->spare);
	assert_int_equal(got->at_s, 0);
	store_original_free(got);
	first = store_original_chunk(p->s, item, 0, &error);
	second = store_original_chunk(p->s, item, 1, &error);
	assert_true(g_bytes_equal(first, a));
	assert_int_equal(g_bytes_get_size(second), 0);
	assert_null(store_original_chunk(p->s, item, 2, &error));
	assert_null(error);
	tx = begin(p);
	must(store_original_erase(tx, item, &error), error);
	commit(tx);
	assert_null(store_original_get(p->s, item, &error));
	assert_null(error);
}

static void
original__settled_is_kept_until_its_time(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) header = g_bytes_new_static("head", 4), spare = g_bytes_new_static("key", 3),
			  other = g_bytes_new_static("tail", 4);
	store_tx *tx = begin(p);
	gint64 one = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, &error),
	       two = put_item(tx, 0, 0, NULL, ROUTE_REVIEW, RELATION_NEW, &error), n = 9;
	struct store_original *got;
	g_autoptr(GArray) ids = NULL;
	gboolean changed = TRUE;

	must(store_original_put(
		 tx, &(struct store_original){ .item_id = one, .header = header, .spare = spare }, &error),
	    error);
	must(store_original_put(
		 tx, &(struct store_original){ .item_id = two, .header = header, .spare = spare }, &error),
	    error);
	must(store_original_settle(tx, one, 100, &error), error);
	assert_false(store_original_settle(tx, two + 9, 100, NULL));
	must(store_original_set_header(tx, one, other, header, &changed, &error), error);
	assert_false(changed); /* it is another than was thought */
	must(store_original_set_header(tx, one, header, other, &changed, &error), error);
	assert_true(changed);
	commit(tx);

	got = store_original_get(p->s, one, &error);
	assert_null(got->spare);
	assert_int_equal(got->at_s, 100);
	assert_true(g_bytes_equal(got->header, other));
	store_original_free(got);
	ids = store_original_items(p->s, one, 10, &error);
	assert_int_equal(ids->len, 1);
	assert_int_equal(g_array_index(ids, gint64, 0), two);

	tx = begin(p);
	must(store_original_expire(tx, 100, 10, &n, &error), error);
	assert_int_equal(n, 0);
	must(store_original_expire(tx, G_MAXINT64, 10, &n, &error), error);
	assert_int_equal(n, 1); /* what waits has no age */
	commit(tx);
	assert_null(store_original_get(p->s, one, &error));
	got = store_original_get(p->s, two, &error);
	assert_non_null(got);
	store_original_free(got);
}

static void
health__a_problem_keeps_its_beginning_until_it_is_over(void **state)
{
	static const struct {
		gint64 reached, now;
		const char *problem;
		gint64 wanted_reached, wanted_since;
	} STEPS[] = {
		{ 100, 100, NULL, 100, 0 },
		{ 0, 200, "refused the password", 100, 200 },
		{ 0, 300, "does not answer", 100, 200 },
		{ 400, 400, NULL, 400, 0 },
		{ 400, 500, "does not answer", 400, 500 },
	};
	struct place *p = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++) {
		g_autoptr(GPtrArray) rows = NULL;
		g_autoptr(GError) error = NULL;
		const struct store_mailbox_health *h;
		store_tx *tx = begin(p);

		must(store_health_put(tx, "a", STEPS[i].reached, STEPS[i].problem, STEPS[i].now, &error),
		    error);
		commit(tx);
		rows = store_health(p->s, &error);
		assert_int_equal(rows->len, 1);
		h = g_ptr_array_index(rows, 0);
		assert_int_equal(h->reached_s, STEPS[i].wanted_reached);
		assert_int_equal(h->problem_since_s, STEPS[i].wanted_since);
		assert_true(g_strcmp0(h->problem, STEPS[i].problem) == 0);
	}
}

static void
fact__the_last_word_counts(void **state)
{
	struct place *p = *state;
	g_autofree char *none = store_fact(p->s, "live_since"), *value = NULL;
	store_tx *tx = begin(p);

	assert_null(none);
	assert_true(store_fact_put(tx, "live_since", "1", NULL));
	assert_true(store_fact_put(tx, "live_since", "2", NULL));
	commit(tx);
	value = store_fact(p->s, "live_since");
	assert_string_equal(value, "2");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		T(folder__keeps_uids_ascending_and_apart_from_other_folders),
		T(folder__of_a_new_uidvalidity_starts_empty_and_an_old_one_comes_back_whole),
		T(folder__never_seen_is_no_error),
		T(folder__skipped_and_backlog_are_kept),
		T(message__cannot_be_put_twice),
		T(message__of_no_folder_does_not_commit),
		T(message__kept_content_is_recognised_in_its_mailbox_alone),
		T(message__same_message_id_with_other_bytes_is_altered),
		T(message__forgotten_comes_back_under_its_old_id),
		T(attempts__count_up_and_are_cleared),
		T(figures__count_each_fate_once),
		T(customers__a_second_import_of_the_same_file_changes_nothing),
		T(customers__come_back_as_they_were_put),
		T(customers__a_provisional_one_becomes_the_known_one_of_its_domain),
		T(customers__a_known_one_takes_over_every_provisional_one_of_its_domains_with_their_items),
		T(original__comes_back_in_chunks_and_is_erased),
		T(original__settled_is_kept_until_its_time),
		T(health__a_problem_keeps_its_beginning_until_it_is_over),
		T(fact__the_last_word_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
