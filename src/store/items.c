/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items: reading them back, alone and as lists. */
#include "item.h"

/* Columns in the order of item_read(). */
#define ITEM_COLUMN_ORDER(id, key, title) ", i.order_" key
#define ITEM_COLUMN_SURE(id, key, title) ", i.sure_" key
#define ITEM_SELECT                                                                                          \
	"SELECT i.id, i.kind, i.message_id, ifnull(i.customer_id, 0), i.verdict, i.route, i.relation,"       \
	" ifnull(i.revision_of, 0), i.settled_by, i.at_s, i.settled_at_s, c.name, c.code, ifnull(c.kind = "  \
	"1, 0),"                                                                                             \
	" f.mailbox, f.folder, c.ae, i.message_id & 4294967295, h.subject, h.from_name, h.from_address,"     \
	" h.origin_name, h.origin_address, h.rfc_message_id, h.authenticity, ifnull(h.origin_date, h.date)," \
	" (SELECT count(*) FROM sighting WHERE item_id = i.id), ifnull(p.id, 0), p.state, p.last_error,"     \
	" i.file, i.part, i.content_digest, i.confidence, i.order_lines" ORDER_FIELDS(ITEM_COLUMN_ORDER)     \
	    ORDER_FIELDS(ITEM_COLUMN_SURE) " FROM item i LEFT JOIN customer c ON c.id = i.customer_id LEFT " \
					   "JOIN folder f ON f.id = i.message_id >> 32"                      \
					   " LEFT JOIN message_head h ON h.message_id = i.message_id"        \
					   " LEFT JOIN parcel p ON p.id = (SELECT max(id) FROM parcel "      \
					   "WHERE item_id = i.id) "

static struct order *
order_read(db_stmt *st, int at)
{
	struct order *o = order_new();

	o->part = column_text(st, at++);
	if (sqlite3_column_type(st, at) != SQLITE_NULL)
		o->content_digest =
		    hex_encode(sqlite3_column_blob(st, at), (gsize)sqlite3_column_bytes(st, at));
	at++;
	o->confidence = sqlite3_column_double(st, at++);
	order_lines_read(o, (const char *)sqlite3_column_text(st, at++));
	for (int f = 0; f < ORDER_FIELD_N; f++) {
		o->value[f] = column_text(st, at + f);
		o->field_confidence[f] = sqlite3_column_double(st, at + ORDER_FIELD_N + f);
	}
	return o;
}

static struct store_item *
item_read(db_stmt *st)
{
	struct store_item *i = g_new0(struct store_item, 1);
	int at = 0, state;

	i->id = sqlite3_column_int64(st, at++);
	i->kind = (enum item_kind)sqlite3_column_int(st, at++);
	i->message_id = sqlite3_column_int64(st, at++);
	i->customer_id = sqlite3_column_int64(st, at++);
	i->verdict = (enum report_verdict)sqlite3_column_int(st, at++);
	i->route = (enum route)sqlite3_column_int(st, at++);
	i->relation = (enum relation)sqlite3_column_int(st, at++);
	i->revision_of = sqlite3_column_int64(st, at++);
	i->settled_by = column_text(st, at++);
	i->at_s = sqlite3_column_int64(st, at++);
	i->settled_at_s = sqlite3_column_int64(st, at++);
	i->customer_name = column_text(st, at++);
	i->customer_code = column_text(st, at++);
	i->customer_provisional = sqlite3_column_int(st, at++) != 0;
	i->mailbox = column_text(st, at++);
	i->folder = column_text(st, at++);
	i->owner = column_text(st, at++);
	i->uid = (guint32)sqlite3_column_int64(st, at++);
	i->subject = column_text(st, at++);
	i->from_name = column_text(st, at++);
	i->from_address = column_text(st, at++);
	i->origin_name = column_text(st, at++);
	i->origin_address = column_text(st, at++);
	i->rfc_message_id = column_text(st, at++);
	i->authenticity = column_text(st, at++);
	i->date = column_text(st, at++);
	i->n_sightings = sqlite3_column_int64(st, at++);
	i->parcel_id = sqlite3_column_int64(st, at++);
	state = sqlite3_column_int(st, at++);
	if (i->parcel_id && state >= 0 && state < PARCEL_N)
		i->parcel_state = g_strdup(PARCEL_STATE_NAMES[state]);
	i->parcel_error = column_text(st, at++);
	i->file = column_text(st, at++);
	if (i->kind == ITEM_ORDER)
		i->order = order_read(st, at);
	return i;
}

static gboolean
reasons_read(struct store *s, struct store_item *i, GError **error)
{
	g_autoptr(db_stmt) st =
	    db_prepare(s, "SELECT text FROM reason WHERE item_id = ?1 ORDER BY seq", error);
	int got;

	if (!st)
		return FALSE;
	i->reasons = g_ptr_array_new_with_free_func(g_free);
	bind_int(st, 1, i->id);
	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(i->reasons, column_text(st, 0));
	return got == 0;
}

/* Steps through a bound statement of ITEM_SELECT. */
static GPtrArray *
items_collect(struct store *s, db_stmt *st, GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)store_item_free);
	int got;

	while ((got = db_step(s, st, error)) > 0)
		g_ptr_array_add(items, item_read(st));
	if (got < 0)
		return NULL;
	for (guint n = 0; n < items->len; n++)
		if (!reasons_read(s, g_ptr_array_index(items, n), error))
			return NULL;
	return g_steal_pointer(&items);
}

struct store_item *
store_item_get(struct store *s, gint64 id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, ITEM_SELECT "WHERE i.id = ?1", error);
	g_autoptr(GPtrArray) items = NULL;

	if (!st)
		return NULL;
	bind_int(st, 1, id);
	items = items_collect(s, st, error);
	return items && items->len ? g_ptr_array_steal_index(items, 0) : NULL;
}

GPtrArray *
store_items(struct store *s, const struct store_item_filter *f, GError **error)
{
	g_autoptr(GString) sql = g_string_new(ITEM_SELECT "WHERE 1");
	g_autofree char *key = f->number ? order_number_key(f->number) : NULL;
	g_autoptr(db_stmt) st = NULL;
	guint8 content[CONTENT_DIGEST_MAX];
	gsize content_size = 0;

	if (f->content_digest && !hex_decode(f->content_digest, content, sizeof(content), &content_size))
		return g_ptr_array_new_with_free_func((GDestroyNotify)store_item_free);
	if (f->route >= 0)
		g_string_append(sql, f->original_only ? " AND +i.route = ?1" : " AND i.route = ?1");
	if (f->open_only)
		g_string_append(sql, " AND i.route IN (2, 3) AND i.settled_at_s = 0");
	if (f->unsent_only)
		g_string_append(sql, " AND i.route = 1 AND p.id IS NULL");
	if (f->original_only) /* few wait: they lead, whatever else is asked */
		g_string_append(sql, " AND i.id IN (SELECT item_id FROM original WHERE at_s = 0)");
	if (key)
		g_string_append(sql, " AND i.number_key = ?2");
	if (f->content_digest)
		g_string_append(
		    sql, " AND substr(i.content_digest, 1, 8) = substr(?3, 1, 8) AND i.content_digest = ?3");
	if (f->message_id)
		g_string_append(sql, " AND i.message_id = ?4");
	if (f->customer_id)
		g_string_append(sql, " AND i.customer_id = ?5");
	if (f->sighted_in)
		g_string_append(sql, " AND i.id IN (SELECT item_id FROM sighting WHERE message_id = ?7)");
	g_string_append(sql, " ORDER BY i.id DESC LIMIT ?6");
	/* A handful of shapes exists, so that the interned text is a small leak by design. */
	st = db_prepare(s, g_intern_string(sql->str), error);
	if (!st)
		return NULL;
	/* A shape that does not name ?1 still has it, because a higher number is named. */
	bind_int(st, 1, f->route);
	bind_text(st, 2, key);
	bind_blob(st, 3, content_size ? content : NULL, content_size);
	bind_int(st, 4, f->message_id);
	bind_int(st, 5, f->customer_id);
	bind_int(st, 6, f->limit > 0 ? f->limit : -1);
	if (f->sighted_in)
		bind_int(st, 7, f->sighted_in);
	return items_collect(s, st, error);
}

GPtrArray *
store_items_known(struct store *s, gint64 customer_id, const char *number, GError **error)
{
	g_autofree char *key = order_number_key(number);
	g_autoptr(db_stmt) st = db_prepare(s,
	    ITEM_SELECT
	    "WHERE i.number_key = ?1 AND ifnull(i.customer_id, 0) = ?2 AND i.relation <> 1 ORDER BY i.id",
	    error);

	if (!st)
		return NULL;
	bind_text(st, 1, key);
	bind_int(st, 2, customer_id);
	return items_collect(s, st, error);
}

static void
evidence_free(gpointer data)
{
	struct report_evidence *e = data;

	g_free(e->field);
	g_free(e->text);
	g_free(e->part);
	g_free(e->rule);
	g_free(e->line);
	g_free(e);
}

GPtrArray *
store_item_evidence(struct store *s, gint64 item_id, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(evidence_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT field, text, part, rule, page, x0, y0, x1, y1, line FROM evidence WHERE item_id = ?1 "
	    "ORDER BY "
	    "seq",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, item_id);
	while ((got = db_step(s, st, error)) > 0) {
		struct report_evidence *e = g_new0(struct report_evidence, 1);

		e->field = column_text(st, 0);
		e->text = column_text(st, 1);
		e->part = column_text(st, 2);
		e->rule = column_text(st, 3);
		e->page = sqlite3_column_int(st, 4);
		for (int i = 0; i < 4; i++)
			e->box[i] = sqlite3_column_double(st, 5 + i);
		e->line = column_text(st, 9);
		g_ptr_array_add(rows, e);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

static void
sighting_free(gpointer data)
{
	struct store_sighting *v = data;

	g_free(v->mailbox);
	g_free(v->folder);
	g_free(v->subject);
	g_free(v->from_address);
	g_free(v);
}

GPtrArray *
store_item_sightings(struct store *s, gint64 item_id, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(sighting_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT f.mailbox, f.folder, h.subject, h.from_address, v.message_id & 4294967295, v.at_s FROM "
	    "sighting v"
	    " LEFT JOIN folder f ON f.id = v.message_id >> 32 LEFT JOIN message_head h ON h.message_id = "
	    "v.message_id"
	    " WHERE v.item_id = ?1 ORDER BY v.at_s, v.message_id",
	    error);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, item_id);
	while ((got = db_step(s, st, error)) > 0) {
		struct store_sighting *v = g_new0(struct store_sighting, 1);

		v->mailbox = column_text(st, 0);
		v->folder = column_text(st, 1);
		v->subject = column_text(st, 2);
		v->from_address = column_text(st, 3);
		v->uid = (guint32)sqlite3_column_int64(st, 4);
		v->at_s = sqlite3_column_int64(st, 5);
		g_ptr_array_add(rows, v);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}
