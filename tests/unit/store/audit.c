/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log: it grows, it refuses everything else, and it shows what was done to it. */
#include "support.h"

static void
note(struct place *p, enum audit_what what, gint64 item, const char *text, gint64 now_s)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = begin(p);
	struct store_audit a = {
		.at_s = now_s, .who = "ann", .what = what, .item_id = item, .subject = "k1", .text = text
	};

	must(store_audit_put(tx, &a, &error), error);
	commit(tx);
}

static int
three_rows(void **state)
{
	place_setup(state);
	note(*state, AUDIT_ROUTE, 1, "a\nb", 100);
	note(*state, AUDIT_REVEAL, 0, NULL, 200);
	note(*state, AUDIT_HOLD, 3, "c", 150); /* a clock that was set back is no lie */
	return 0;
}

static gint64
broken(struct place *p, const struct store_audit_head *anchor, const char *word)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *why = NULL;
	gint64 rows, at;

	must(store_audit_verify(p->s, anchor, &rows, &at, &why, &error), error);
	if (word && (!why || !strstr(why, word)))
		fail_msg("%s", why ? why : "sound");
	return at;
}

/* As somebody with an editor of databases would. */
static void
tamper(struct place *p, const char *sql)
{
	assert_int_equal(sqlite3_exec(p->s->db,
			     "DROP TRIGGER audit_in_order; DROP TRIGGER audit_no_update; DROP TRIGGER "
			     "audit_no_delete",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(p->s->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void
rows__come_back_in_order_each_on_one_line(void **state)
{
	struct place *p = *state;
	g_autoptr(GPtrArray) all = store_audit(p->s, 0, 0, NULL), late = store_audit(p->s, 150, 1, NULL);
	const struct store_audit_row *first = all->pdata[0], *last = late->pdata[0];
	struct store_audit_head head;

	assert_int_equal(all->len, 3);
	assert_int_equal(first->id, 1);
	assert_string_equal(first->who, "ann");
	assert_string_equal(first->what, "route");
	assert_string_equal(first->text, "a b");
	assert_int_equal(first->item_id, 1);
	assert_int_equal(late->len, 1);
	assert_int_equal(last->id, 3);
	assert_true(store_audit_head(p->s, &head, NULL));
	assert_int_equal(head.rows, 3);
	assert_string_equal(head.hash, last->hash);
	assert_int_equal(broken(p, &head, NULL), -1);
}

/* Whoever checks the log with other tools gets these bytes. */
static void
hash__is_sha256_of_the_hash_before_and_the_fields_as_netstrings(void **state)
{
	struct place *p = *state;
	static const char FIELDS[] = "1:1,3:100,3:ann,5:route,1:1,1:0,2:k1,3:a b,";
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GPtrArray) all = store_audit(p->s, 0, 0, NULL);
	static const guint8 ZERO[32];

	g_checksum_update(sum, ZERO, sizeof ZERO);
	g_checksum_update(sum, (const guchar *)FIELDS, strlen(FIELDS));
	assert_string_equal(((struct store_audit_row *)all->pdata[0])->hash, g_checksum_get_string(sum));
}

static void
table__refuses_to_change_or_lose_a_row(void **state)
{
	struct place *p = *state;
	static const char *const SQL[] = {
		"UPDATE audit SET who = 'bob' WHERE id = 2",
		"DELETE FROM audit WHERE id = 3",
		"DELETE FROM audit",
		"INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 2",
		"INSERT INTO audit SELECT 5, 1, who, what, 0, 0, NULL, NULL, hash FROM audit WHERE id = 2",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(SQL); i++)
		assert_int_not_equal(sqlite3_exec(p->s->db, SQL[i], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(broken(p, NULL, NULL), -1);
}

static void
altered_row__is_named(void **state)
{
	static const char *const COLUMNS[] = { "at_s = 1", "who = 'bob'", "what = 'hold'", "item_id = 9",
		"customer_id = 9", "subject = NULL", "text = 'k1'", "hash = zeroblob(32)", "hash = x'00'",
		"hash = x''", "text = ifnull(text, '') || char(0) || 'x'", "who = who || char(0)" };
	struct place *p = *state;

	tamper(p, "PRAGMA ignore_check_constraints = ON");
	for (gsize i = 0; i < G_N_ELEMENTS(COLUMNS); i++) {
		g_autofree char *sql = g_strdup_printf("UPDATE audit SET %s WHERE id = 2", COLUMNS[i]);

		assert_int_equal(sqlite3_exec(p->s->db, "SAVEPOINT a", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(p->s->db, sql, NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(broken(p, NULL, "row 2 was altered"), 2);
		assert_int_equal(
		    sqlite3_exec(p->s->db, "ROLLBACK TO a; RELEASE a", NULL, NULL, NULL), SQLITE_OK);
	}
	assert_int_equal(broken(p, NULL, NULL), -1);
}

static void
lost_row__is_named(void **state)
{
	tamper(*state, "DELETE FROM audit WHERE id = 2");
	assert_int_equal(broken(*state, NULL, "row 2 is missing"), 2);
}

static void
lost_end__is_noticed_with_a_head_seen_earlier(void **state)
{
	struct place *p = *state;
	struct store_audit_head head;

	assert_true(store_audit_head(p->s, &head, NULL));
	tamper(p, "DELETE FROM audit WHERE id = 3");
	assert_int_equal(broken(p, NULL, NULL), -1); /* the chain alone cannot know */
	assert_int_equal(broken(p, &head, "cut off"), 3);
	note(p, AUDIT_HOLD, 3, "something else", 150);
	assert_int_equal(broken(p, &head, "written anew"), 3);
}

static void
row__goes_with_its_transaction(void **state)
{
	struct place *p = *state;
	store_tx *tx = begin(p);
	struct store_audit a = { .at_s = 1, .what = AUDIT_KEY };
	struct store_audit_head head;

	assert_true(store_audit_put(tx, &a, NULL));
	store_tx_free(tx);
	assert_true(store_audit_head(p->s, &head, NULL));
	assert_int_equal(head.rows, 3);
}

int
main(void)
{
#define row_test(f) cmocka_unit_test_setup_teardown(f, three_rows, place_teardown)
	const struct CMUnitTest tests[] = {
		row_test(rows__come_back_in_order_each_on_one_line),
		row_test(hash__is_sha256_of_the_hash_before_and_the_fields_as_netstrings),
		row_test(table__refuses_to_change_or_lose_a_row),
		row_test(altered_row__is_named),
		row_test(lost_row__is_named),
		row_test(lost_end__is_noticed_with_a_head_seen_earlier),
		row_test(row__goes_with_its_transaction),
	};

	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
