/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals: quotes and contracts that sales agreed, each met by an order or not yet. */
#include "db.h"

#define DEAL_SELECT                                                                               \
	"SELECT d.id, d.customer_id, c.name, d.quote, d.contract, d.amount, d.currency, d.terms," \
	" d.entity, ifnull(d.item_id, 0), d.at_s FROM deal d JOIN customer c ON c.id = d.customer_id "

static char *
deal_key(const char *reference)
{
	return order_number_key(reference ? reference : "");
}

gboolean
store_deal_put(store_tx *tx, const struct deal *d, gint64 now_s, gboolean *out_changed, GError **error)
{
	g_autofree char *quote = deal_key(d->quote), *contract = deal_key(d->contract);
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO deal (customer_id, quote, contract, quote_key, contract_key, amount, currency, "
	    "terms, entity, at_s)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
	    " ON CONFLICT (customer_id, quote_key, contract_key) DO UPDATE SET amount = excluded.amount,"
	    " currency = excluded.currency, terms = excluded.terms, entity = excluded.entity"
	    " WHERE amount IS NOT excluded.amount OR currency IS NOT excluded.currency OR terms IS NOT "
	    "excluded.terms"
	    " OR entity IS NOT excluded.entity",
	    error);
	const char *texts[] = { d->quote, d->contract, quote, contract, d->amount, d->currency, d->terms,
		d->entity };

	if (!st)
		return FALSE;
	bind_int(st, 1, d->customer_id);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		bind_text(st, (int)i + 2, texts[i]);
	bind_int(st, 10, now_s);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_changed = sqlite3_changes(tx->s->db) > 0;
	return TRUE;
}

static struct deal *
deal_read(db_stmt *st)
{
	struct deal *d = g_new0(struct deal, 1);

	d->id = sqlite3_column_int64(st, 0);
	d->customer_id = sqlite3_column_int64(st, 1);
	d->customer = column_text(st, 2);
	d->quote = column_text(st, 3);
	d->contract = column_text(st, 4);
	d->amount = column_text(st, 5);
	d->currency = column_text(st, 6);
	d->terms = column_text(st, 7);
	d->entity = column_text(st, 8);
	d->item_id = sqlite3_column_int64(st, 9);
	d->at_s = sqlite3_column_int64(st, 10);
	return d;
}

struct deal *
store_deal_of(struct store *s, gint64 customer_id, const char *quote, const char *contract, GError **error)
{
	g_autofree char *quote_key = deal_key(quote), *contract_key = deal_key(contract);
	/* The quote is the closer of the two. */
	g_autoptr(db_stmt) st = db_prepare(s,
	    DEAL_SELECT "WHERE d.customer_id = ?1 AND ((?2 <> '' AND d.quote_key = ?2)"
			" OR (?3 <> '' AND d.contract_key = ?3)) ORDER BY d.quote_key = ?2 AND ?2 <> '' "
			"DESC, d.id DESC LIMIT 1",
	    error);

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	bind_text(st, 2, quote_key);
	bind_text(st, 3, contract_key);
	return db_step(s, st, error) > 0 ? deal_read(st) : NULL;
}

gboolean
store_deal_met(store_tx *tx, gint64 deal_id, gint64 item_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE deal SET item_id = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, deal_id);
	bind_int(st, 2, item_id);
	return db_run(tx->s, st, error) && db_changed(tx, "deal", deal_id, error);
}

/* An order on record, with what it refers to. */
struct naming {
	gint64 item_id, customer_id;
	char *quote, *contract;
};

static void
naming_free(gpointer data)
{
	struct naming *n = data;

	g_free(n->quote);
	g_free(n->contract);
	g_free(n);
}

static GPtrArray *
namings(struct store *s, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(naming_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT id, customer_id, order_quote_ref, order_contract_ref FROM item WHERE customer_id IN"
	    " (SELECT customer_id FROM deal WHERE item_id IS NULL) AND route <> 0 AND relation <> 1"
	    " AND (order_quote_ref IS NOT NULL OR order_contract_ref IS NOT NULL) ORDER BY id",
	    error);
	int got;

	if (!st)
		return NULL;
	while ((got = db_step(s, st, error)) > 0) {
		struct naming *n = g_new0(struct naming, 1);

		n->item_id = sqlite3_column_int64(st, 0);
		n->customer_id = sqlite3_column_int64(st, 1);
		n->quote = column_text(st, 2);
		n->contract = column_text(st, 3);
		g_ptr_array_add(rows, n);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

gboolean
store_deals_meet(store_tx *tx, guint *out_met, GError **error)
{
	g_autoptr(GPtrArray) rows = namings(tx->s, error);

	*out_met = 0;
	for (guint i = 0; rows && i < rows->len; i++) {
		const struct naming *n = rows->pdata[i];
		g_autoptr(GError) why = NULL;
		struct deal *d = store_deal_of(tx->s, n->customer_id, n->quote, n->contract, &why);
		gboolean open = d && !d->item_id, ok = !why;

		if (open)
			ok = store_deal_met(tx, d->id, n->item_id, &why);
		deal_free(d);
		if (!ok) {
			g_propagate_error(error, g_steal_pointer(&why));
			return FALSE;
		}
		*out_met += open;
	}
	return rows != NULL;
}

GPtrArray *
store_deals(struct store *s, gint64 customer_id, gboolean open_only, gint64 limit, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)deal_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    DEAL_SELECT "WHERE (?1 = 0 OR d.customer_id = ?1) AND (?2 = 0 OR d.item_id IS NULL OR (SELECT "
			"route FROM item WHERE id = d.item_id) = 0) ORDER BY d.at_s DESC,"
			" d.id DESC LIMIT ?3",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	bind_int(st, 2, open_only);
	bind_int(st, 3, limit ? limit : -1);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(rows, deal_read(st));
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}
