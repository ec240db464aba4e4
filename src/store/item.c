/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items: writing them down, and what persons change. */
#include "item.h"

#include <string.h>

void
store_item_free(struct store_item *i)
{
	if (!i)
		return;
	if (i->order)
		order_free(i->order);
	if (i->reasons)
		g_ptr_array_unref(i->reasons);
	g_free(i->settled_by);
	g_free(i->file);
	g_free(i->customer_name);
	g_free(i->customer_code);
	g_free(i->mailbox);
	g_free(i->folder);
	g_free(i->owner);
	g_free(i->subject);
	g_free(i->from_name);
	g_free(i->from_address);
	g_free(i->origin_name);
	g_free(i->origin_address);
	g_free(i->rfc_message_id);
	g_free(i->authenticity);
	g_free(i->date);
	g_free(i->parcel_state);
	g_free(i->parcel_error);
	g_free(i);
}

char *
order_number_key(const char *number)
{
	char *key = text_key(number ? number : "");
	gsize off = strncmp(key, "po", 2) == 0 && g_ascii_isdigit(key[2]) ? 2 : 0;

	off += strspn(key + off, "0");
	if (off && !key[off] && key[off - 1] == '0')
		off--; /* all zeros: keep one */
	memmove(key, key + off, strlen(key + off) + 1);
	return key;
}

/* Where the number is parted between two digits: how many characters of its key follow, descending. */
static GArray *
number_breaks(const char *number)
{
	GArray *breaks = g_array_new(FALSE, FALSE, sizeof(gsize));

	for (const char *p = number; *p; p++) {
		g_autofree char *rest = NULL;
		gsize after;

		if (g_ascii_isalnum(*p) || p == number || !g_ascii_isdigit(p[-1]))
			continue;
		while (p[1] && !g_ascii_isalnum(p[1]))
			p++;
		if (!g_ascii_isdigit(p[1]))
			continue;
		rest = text_key(p + 1);
		after = strlen(rest);
		g_array_append_val(breaks, after);
	}
	return breaks;
}

static gboolean
breaks_contain(const GArray *all, const GArray *some)
{
	for (guint i = 0, at = 0; i < some->len; i++, at++) {
		while (at < all->len && g_array_index(all, gsize, at) != g_array_index(some, gsize, i))
			at++;
		if (at == all->len)
			return FALSE;
	}
	return TRUE;
}

gboolean
order_number_same(const char *a, const char *b)
{
	g_autofree char *x = order_number_key(a), *y = order_number_key(b);
	g_autoptr(GArray) breaks_a = number_breaks(a ? a : ""), breaks_b = number_breaks(b ? b : "");

	return strcmp(x, y) == 0 &&
	       (breaks_contain(breaks_a, breaks_b) || breaks_contain(breaks_b, breaks_a));
}

gboolean
hex_decode(const char *hex, guint8 *out, gsize max, gsize *out_size)
{
	gsize n = strlen(hex);

	if (n == 0 || n % 2 || n / 2 > max)
		return FALSE;
	for (gsize i = 0; i < n; i += 2) {
		int high = g_ascii_xdigit_value(hex[i]), low = g_ascii_xdigit_value(hex[i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		out[i / 2] = (guint8)(high << 4 | low);
	}
	*out_size = n / 2;
	return TRUE;
}

char *
hex_encode(const void *bytes, gsize size)
{
	static const char DIGITS[] = "0123456789abcdef";
	char *hex = g_malloc(2 * size + 1);

	for (gsize i = 0; i < size; i++) {
		hex[2 * i] = DIGITS[((const guint8 *)bytes)[i] >> 4];
		hex[2 * i + 1] = DIGITS[((const guint8 *)bytes)[i] & 15];
	}
	hex[2 * size] = '\0';
	return hex;
}

static gboolean
reason_put(store_tx *tx, gint64 item_id, const char *text, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO reason (item_id, seq, text)"
	    " SELECT ?1, ifnull(max(seq), 0) + 1, ?2 FROM reason WHERE item_id = ?1",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_text(st, 2, text);
	return db_run(tx->s, st, error);
}

gboolean
store_item_reason_put(store_tx *tx, gint64 item_id, const char *reason, GError **error)
{
	return reason_put(tx, item_id, reason, error);
}

#define ITEM_OWN_COLUMNS 17

static gboolean
item_row_put(
    store_tx *tx, const struct store_item *i, const guint8 *content, gsize content_size, GError **error)
{
	const struct order *o = i->order;
	g_autofree char *key = o ? order_number_key(o->value[ORDER_NUMBER]) : NULL;
	g_autofree char *lines = o ? order_lines_write(o) : NULL;
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO item (kind, message_id, customer_id, verdict, route, relation, revision_of, "
	    "settled_by, at_s,"
	    " settled_at_s, number_key, content_digest, part, confidence, id, file, order_lines" ORDER_FIELDS(
		COLUMN_ORDER)
		ORDER_FIELDS(COLUMN_SURE) ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
					  "?14, ?15, ?16, ?17"
#define X(id, key_, title) ", ?, ?"
	    ORDER_FIELDS(X)
#undef X
		")",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, i->kind);
	bind_int(st, 2, i->message_id);
	bind_id(st, 3, i->customer_id);
	bind_int(st, 4, i->verdict);
	bind_int(st, 5, i->route);
	bind_int(st, 6, i->relation);
	bind_id(st, 7, i->revision_of);
	bind_text(st, 8, i->settled_by);
	bind_int(st, 9, i->at_s);
	bind_int(st, 10, i->settled_at_s);
	bind_text(st, 11, key && key[0] ? key : NULL);
	bind_blob(st, 12, content_size ? content : NULL, content_size);
	bind_text(st, 13, o ? o->part : NULL);
	bind_real(st, 14, o ? o->confidence : 0);
	/* 15, the id, stays NULL: SQLite gives one. */
	bind_text(st, 16, i->file);
	bind_text(st, 17, lines);
	for (int f = 0; o && f < ORDER_FIELD_N; f++) {
		bind_text(st, ITEM_OWN_COLUMNS + 1 + f, o->value[f]);
		if (o->value[f])
			bind_real(st, ITEM_OWN_COLUMNS + 1 + ORDER_FIELD_N + f, o->field_confidence[f]);
	}
	return db_run(tx->s, st, error);
}

gboolean
store_item_put(store_tx *tx, const struct store_item *i, gint64 *out_id, GError **error)
{
	guint8 content[CONTENT_DIGEST_MAX];
	gsize content_size = 0;
	gint64 id;

	if ((i->kind == ITEM_ORDER) != (i->order != NULL))
		return purser_fail(error, PURSER_REJECT, "an item is an order, or has none");
	if (i->order && i->order->content_digest && i->order->content_digest[0] &&
	    !hex_decode(i->order->content_digest, content, sizeof(content), &content_size))
		return purser_fail(error, PURSER_REJECT, "the content digest of an order is not hex");
	if (!item_row_put(tx, i, content, content_size, error))
		return FALSE;
	id = sqlite3_last_insert_rowid(tx->s->db);
	for (guint r = 0; i->reasons && r < i->reasons->len; r++)
		if (!reason_put(tx, id, g_ptr_array_index(i->reasons, r), error))
			return FALSE;
	/* Where it was first seen is its first sighting. */
	if (i->message_id && !store_sighting_put(tx, id, i->message_id, i->at_s, error))
		return FALSE;
	if (out_id)
		*out_id = id;
	return TRUE;
}

gboolean
store_item_decide(store_tx *tx, gint64 item_id, enum route route, const char *settled_by, const char *reason,
    gint64 now_s, GError **error)
{
	g_autofree char *line =
	    g_strdup_printf("%s\t%s", settled_by ? "person" : "policy", reason ? reason : "");
	g_autoptr(db_stmt) st = db_write(
	    tx, "UPDATE item SET route = ?2, settled_by = ?3, settled_at_s = ?4 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, route);
	bind_text(st, 3, settled_by);
	bind_int(st, 4, now_s);
	if (!db_run(tx->s, st, error) || !db_changed(tx, "item", item_id, error))
		return FALSE;
	return !reason || reason_put(tx, item_id, line, error);
}

gboolean
store_item_set_field(store_tx *tx, gint64 item_id, enum order_field field, const char *value, GError **error)
{
	/* A person's word is certain. */
	static const char *const SQL[ORDER_FIELD_N] = {
#define X(id, key, title) \
	[ORDER_##id] = "UPDATE item SET order_" key " = ?2, sure_" key " = 1.0 WHERE id = ?1 AND kind = 0",
		ORDER_FIELDS(X)
#undef X
	};
	g_autofree char *key = order_number_key(value);

	{
		g_autoptr(db_stmt) st = db_write(tx, SQL[field], error);

		if (!st)
			return FALSE;
		bind_int(st, 1, item_id);
		bind_text(st, 2, value);
		if (!db_run(tx->s, st, error) || !db_changed(tx, "order item", item_id, error))
			return FALSE;
	}
	if (field == ORDER_NUMBER) {
		g_autoptr(db_stmt) st = db_write(tx, "UPDATE item SET number_key = ?2 WHERE id = ?1", error);

		if (!st)
			return FALSE;
		bind_int(st, 1, item_id);
		bind_text(st, 2, key[0] ? key : NULL);
		return db_run(tx->s, st, error);
	}
	return TRUE;
}

gboolean
store_item_set_relation(
    store_tx *tx, gint64 item_id, enum relation relation, gint64 revision_of, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_write(tx, "UPDATE item SET relation = ?2, revision_of = ?3 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, relation);
	bind_id(st, 3, revision_of);
	return db_run(tx->s, st, error) && db_changed(tx, "item", item_id, error);
}

gboolean
store_item_set_customer(store_tx *tx, gint64 item_id, gint64 customer_id, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx, "UPDATE item SET customer_id = ?2 WHERE id = ?1", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_id(st, 2, customer_id);
	return db_run(tx->s, st, error) && db_changed(tx, "item", item_id, error);
}

gboolean
store_sighting_put(store_tx *tx, gint64 item_id, gint64 message_id, gint64 now_s, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO sighting (item_id, message_id, at_s) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_int(st, 2, message_id);
	bind_int(st, 3, now_s);
	return db_run(tx->s, st, error);
}

gboolean
store_evidence_put(store_tx *tx, gint64 item_id, const struct report_evidence *e, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO evidence (item_id, seq, field, text, part, rule, page, x0, y0, x1, y1, line)"
	    " SELECT ?1, ifnull(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM evidence "
	    "WHERE "
	    "item_id = ?1",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, item_id);
	bind_text(st, 2, e->field);
	bind_text(st, 3, e->text);
	bind_text(st, 4, e->part);
	bind_text(st, 5, e->rule);
	bind_int(st, 6, e->page);
	for (int i = 0; i < 4; i++)
		bind_real(st, 7 + i, e->box[i]);
	bind_text(st, 11, e->line);
	return db_run(tx->s, st, error);
}
