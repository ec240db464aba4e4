/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the digest asks: items in brief, and each mailbox's account. */
#include "db.h"

static void
brief_free(gpointer data)
{
	struct store_brief *b = data;

	g_free(b->total);
	g_free(b->currency);
	g_free(b);
}

static GPtrArray *
briefs_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(brief_free);
	int got;

	while ((got = db_step(s, st, error)) > 0) {
		struct store_brief *b = g_new0(struct store_brief, 1);

		b->id = sqlite3_column_int64(st, 0);
		b->kind = (enum item_kind)sqlite3_column_int(st, 1);
		b->total = column_text(st, 2);
		b->currency = column_text(st, 3);
		b->unread = sqlite3_column_int(st, 4) != 0;
		b->revision_of = sqlite3_column_int64(st, 5);
		g_ptr_array_add(rows, b);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

GPtrArray *
store_open_briefs(struct store *s, GError **error)
{
	/* A reason is "policy<TAB>text". */
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT i.id, i.kind, i.order_total, i.order_currency, i.kind <> 0 OR EXISTS (SELECT 1 FROM "
	    "reason r"
	    " WHERE r.item_id = i.id AND r.text >= 'unread' || char(9) AND r.text < 'unread' || char(10)), 0"
	    " FROM item i WHERE i.route IN (2, 3) AND i.settled_at_s = 0 ORDER BY i.id DESC",
	    error);

	return st ? briefs_collect(s, st, error) : NULL;
}

GPtrArray *
store_routed_briefs(struct store *s, gint64 since_s, gint64 until_s, GError **error)
{
	/* What was routed by itself is found by when it came, what a person let go by when that was. */
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT i.id, i.kind, i.order_total, i.order_currency, 0, ifnull(i.revision_of, 0) FROM item i "
	    "WHERE i.id IN ("
	    " SELECT id FROM item INDEXED BY item_at WHERE at_s >= ?1 AND at_s <= ?2 AND route = 1 AND "
	    "settled_at_s = 0"
	    " UNION SELECT id FROM item WHERE route = 1 AND settled_at_s >= ?1 AND settled_at_s <= ?2)"
	    " AND NOT EXISTS (SELECT 1 FROM parcel p WHERE p.item_id = i.id AND p.state = 4)"
	    " ORDER BY i.id DESC",
	    error);

	if (!st)
		return NULL;
	bind_int(st, 1, since_s);
	bind_int(st, 2, until_s);
	return briefs_collect(s, st, error);
}

/* --- an AE's time --- */

static void
ae_item_free(gpointer data)
{
	struct store_ae_item *i = data;

	g_free(i->ae);
	g_free(i->mailbox);
	g_free(i->customer);
	g_free(i->terms);
	g_free(i);
}

GPtrArray *
store_ae_items(struct store *s, gint64 from_s, gint64 to_s, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(ae_item_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT c.ae, f.mailbox, c.name, i.order_payment_terms, i.route, i.settled_by IS NOT NULL,"
	    " i.order_number IS NOT NULL, i.order_bill_to IS NOT NULL, i.at_s, ifnull(m.internal_date_s, 0),"
	    " ifnull(p.settled_s, 0) FROM item i LEFT JOIN customer c ON c.id = i.customer_id"
	    " LEFT JOIN folder f ON f.id = i.message_id >> 32 LEFT JOIN message m ON m.id = i.message_id"
	    " LEFT JOIN parcel p ON p.item_id = i.id AND p.purpose = 'order' AND p.state = 3"
	    " WHERE i.at_s >= ?1 AND i.at_s < ?2 AND i.kind = 0 AND i.route <> 0 ORDER BY i.at_s, i.id",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, from_s);
	bind_int(st, 2, to_s);
	while ((got = db_step(s, st, error)) > 0) {
		struct store_ae_item *i = g_new0(struct store_ae_item, 1);

		i->ae = column_text(st, 0);
		i->mailbox = column_text(st, 1);
		i->customer = column_text(st, 2);
		i->terms = column_text(st, 3);
		i->route = (enum route)sqlite3_column_int(st, 4);
		i->settled = sqlite3_column_int(st, 5) != 0;
		i->has_number = sqlite3_column_int(st, 6) != 0;
		i->has_bill_to = sqlite3_column_int(st, 7) != 0;
		i->at_s = sqlite3_column_int64(st, 8);
		i->arrived_s = sqlite3_column_int64(st, 9);
		i->sent_s = sqlite3_column_int64(st, 10);
		g_ptr_array_add(rows, i);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

/* --- accounts --- */

static void
account_free(gpointer data)
{
	struct store_mailbox_account *a = data;

	g_free(a->mailbox);
	g_free(a);
}

/* One row per current folder: what its rows, and the counts kept beside them, say. They are kept apart by whoever
 * writes them, so that a slip of one shows. */
static gboolean
accounts_counts(struct store *s, GPtrArray *accounts, GHashTable *by_folder, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT f.id, f.mailbox, f.backlog,"
	    " (SELECT count(*) FROM message m WHERE m.id BETWEEN f.id << 32 AND (f.id << 32) + 4294967295),"
	    " ifnull((SELECT sum(n) FROM folder_count c WHERE c.folder_id = f.id AND c.fate IN (?1, ?2)), 0),"
	    " ifnull((SELECT sum(n) FROM folder_count c WHERE c.folder_id = f.id AND c.fate IN (?3, ?4, "
	    "?5)), 0)"
	    " FROM folder f WHERE f.current = 1 ORDER BY f.mailbox, f.folder",
	    error);
	struct store_mailbox_account *a = NULL;
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, FATE_IGNORED);
	bind_int(st, 2, FATE_OURS);
	bind_int(st, 3, FATE_QUARANTINED);
	bind_int(st, 4, FATE_OVERSIZE);
	bind_int(st, 5, FATE_VANISHED);
	while ((got = db_step(s, st, error)) > 0) {
		g_autofree char *mailbox = column_text(st, 1);
		gint64 folder_id = sqlite3_column_int64(st, 0);

		if (!a || g_strcmp0(a->mailbox, mailbox) != 0) {
			a = g_new0(struct store_mailbox_account, 1);
			a->mailbox = g_steal_pointer(&mailbox);
			g_ptr_array_add(accounts, a);
		}
		a->backlog += (guint64)sqlite3_column_int64(st, 2);
		a->seen += sqlite3_column_int64(st, 3);
		a->ignored += sqlite3_column_int64(st, 4);
		a->failed += sqlite3_column_int64(st, 5);
		g_hash_table_insert(by_folder, g_memdup2(&folder_id, sizeof(folder_id)), a);
	}
	return got == 0;
}

/* Kept messages by what became of their items: the most pressing one counts. One without any item is counted
 * nowhere, so that the account does not add up. */
static gboolean
accounts_items(struct store *s, GHashTable *by_folder, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT place, what, count(*) FROM (SELECT m.id >> 32 AS place,"
	    " (SELECT max(CASE i.route WHEN 3 THEN 4 WHEN 2 THEN 3 WHEN 1 THEN 2 ELSE 1 END)"
	    "  FROM sighting v JOIN item i ON i.id = v.item_id WHERE v.message_id = m.id) AS what"
	    " FROM message m INDEXED BY message_kept WHERE m.fate BETWEEN 1 AND 2) GROUP BY place, what",
	    error);
	int got;

	if (!st)
		return FALSE;
	while ((got = db_step(s, st, error)) > 0) {
		gint64 folder_id = sqlite3_column_int64(st, 0), n = sqlite3_column_int64(st, 2);
		struct store_mailbox_account *a = g_hash_table_lookup(by_folder, &folder_id);
		gint64 *const COUNTS[] = { NULL, a ? &a->ignored : NULL, a ? &a->routed : NULL,
			a ? &a->review : NULL, a ? &a->held : NULL };
		int what = sqlite3_column_int(st, 1);

		if (a && what > 0)
			*COUNTS[what] += n;
	}
	return got == 0;
}

GPtrArray *
store_mailbox_accounts(struct store *s, GError **error)
{
	g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func(account_free);
	g_autoptr(GHashTable) by_folder = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	if (!accounts_counts(s, accounts, by_folder, error) || !accounts_items(s, by_folder, error))
		return NULL;
	return g_steal_pointer(&accounts);
}
