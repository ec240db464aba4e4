/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own accounts, once each; and the accounts of a message, with the digest that they are sealed with. */
#include "support.h"

static const char PRINT[] = "0123456789abcdef0123456789abcdef";

static gint64
put_account(struct place *p, const char *fingerprint, GError **error)
{
	g_autoptr(GBytes) near = g_bytes_new_static("12345678", 8), sealed = g_bytes_new_static("box", 3);
	const struct store_account a = { .entity = (char *)"Acme Software GmbH",
		.scheme = (char *)"iban",
		.country = (char *)"DE",
		.masked = (char *)"DE****3000",
		.fingerprint = (char *)fingerprint,
		.bank_print = (char *)"",
		.account_print = (char *)"",
		.near = near,
		.sealed = sealed,
		.added_s = 100,
		.added_by = (char *)"ann (uid 1000)" };
	g_autoptr(store_tx) tx = begin(p);
	gint64 id = 0;

	return store_account_put(tx, &a, &id, error) && store_commit(&tx, error) ? id : 0;
}

static void
account__is_registered_once_until_it_is_retired(void **state)
{
	struct place *p = *state;
	g_autoptr(GError) error = NULL, again = NULL, gone = NULL;
	g_autofree char *masked = NULL;
	g_autoptr(GPtrArray) live = NULL, all = NULL;
	gint64 id = put_account(p, PRINT, &error);
	store_tx *tx;

	must(id, error);
	assert_int_equal(put_account(p, PRINT, &again), 0);
	assert_true(g_error_matches(again, PURSER_ERROR, PURSER_REJECT));
	tx = begin(p);
	must(store_account_retire(tx, id, "bob", 200, &masked, &error), error);
	assert_string_equal(masked, "DE****3000");
	assert_false(store_account_retire(tx, id, "bob", 200, &masked, &gone));
	assert_true(g_error_matches(gone, PURSER_ERROR, PURSER_REJECT));
	commit(tx);
	live = store_accounts(p->s, FALSE, NULL);
	assert_int_equal(live->len, 0);
	must(put_account(p, PRINT, &error), error);
	all = store_accounts(p->s, TRUE, NULL);
	assert_int_equal(all->len, 2);
	assert_string_equal(((const struct store_account *)all->pdata[0])->retired_by, "bob");
}

static void
account__is_sealed_anew_only_over_what_was_there(void **state)
{
	struct place *p = *state;
	g_autoptr(GBytes) was = g_bytes_new_static("box", 3), other = g_bytes_new_static("xob", 3),
			  now = g_bytes_new_static("new", 3);
	g_autoptr(GError) error = NULL;
	gint64 id = put_account(p, PRINT, &error);
	store_tx *tx = begin(p);
	gboolean changed = TRUE;

	must(id, error);
	must(store_account_set_sealed(tx, id, other, now, &changed, &error), error);
	assert_false(changed);
	must(store_account_set_sealed(tx, id, was, now, &changed, &error), error);
	assert_true(changed);
	commit(tx);
}

static struct report *
report_with(guint n)
{
	struct report *r = report_new();

	for (guint i = 0; i < n; i++) {
		struct report_bank_account *a = g_new0(struct report_bank_account, 1);

		a->scheme = g_strdup("iban");
		a->masked = g_strdup_printf("DE****300%u", i);
		a->fingerprint = g_strdup(PRINT);
		a->standing = g_strdup("altered");
		a->sealed = g_strdup("Ym94");
		g_ptr_array_add(r->bank_accounts, a);
	}
	return r;
}

static void
details__of_a_message_come_with_its_digest_and_are_replaced_whole(void **state)
{
	struct place *p = *state;
	struct report *two = report_with(2), *one = report_with(1), *none = report_with(0);
	g_autoptr(GPtrArray) rows = NULL, behind = NULL;
	g_autoptr(GBytes) box = g_bytes_new_static("box", 3);
	const struct store_bank_detail *b;
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	gint64 message = put_message(tx, put_folder(tx, "dana", 1), 7, FATE_IGNORED, 0xab);

	must(store_bank_details_put(tx, message, 0, two, 100, &error), error);
	must(store_bank_details_put(tx, message, 0, one, 100, &error), error);
	must(store_bank_details_put(tx, message, 0, none, 100, &error), error); /* says nothing */
	commit(tx);
	rows = store_bank_details(p->s, 0, 0, 0, &error);
	assert_int_equal(rows->len, 1);
	b = rows->pdata[0];
	assert_true(g_str_has_prefix(b->digest, "abababab") && strlen(b->digest) == 64);
	assert_true(g_bytes_equal(b->sealed, box));
	assert_string_equal(b->standing, "altered");
	behind = store_bank_details(p->s, 0, message, 0, &error);
	assert_int_equal(behind->len, 0);
	report_free(two);
	report_free(one);
	report_free(none);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    account__is_registered_once_until_it_is_retired, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    account__is_sealed_anew_only_over_what_was_there, place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    details__of_a_message_come_with_its_digest_and_are_replaced_whole, place_setup,
		    place_teardown),
	};

	return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
