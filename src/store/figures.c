/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures, the health of mailboxes, small facts. */
#include "db.h"

static void
mailbox_figures_free(gpointer data)
{
	struct store_mailbox_figures *f = data;

	g_free(f->mailbox);
	g_free(f->folder);
	g_free(f);
}

GPtrArray *
store_mailbox_figures(struct store *s, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(mailbox_figures_free);
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT f.id, f.mailbox, f.folder, f.uidvalidity, f.backlog, c.fate, ifnull(c.n, 0), "
	    "ifnull(c.last_s, 0)"
	    " FROM folder f LEFT JOIN folder_count c ON c.folder_id = f.id WHERE f.current = 1"
	    " ORDER BY f.mailbox, f.folder, c.fate",
	    error);
	struct store_mailbox_figures *f = NULL;
	gint64 last_id = 0;
	int got;

	if (!st)
		return NULL;
	while ((got = db_step(s, st, error)) > 0) {
		int fate = sqlite3_column_int(st, 5);
		gint64 n = sqlite3_column_int64(st, 6);

		if (!f || sqlite3_column_int64(st, 0) != last_id) {
			last_id = sqlite3_column_int64(st, 0);
			f = g_new0(struct store_mailbox_figures, 1);
			f->mailbox = column_text(st, 1);
			f->folder = column_text(st, 2);
			f->uidvalidity = (guint32)sqlite3_column_int64(st, 3);
			f->backlog = (guint64)sqlite3_column_int64(st, 4);
			g_ptr_array_add(rows, f);
		}
		f->seen += n;
		if (fate >= 0 && fate < FATE_N)
			f->by_fate[fate] += n;
		f->last_message_s = MAX(f->last_message_s, sqlite3_column_int64(st, 7));
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

/* A statement of (place, count) into an array. */
static gboolean
counts_read(struct store *s, const char *sql, gint64 *out, int n, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, sql, error);
	int got;

	if (!st)
		return FALSE;
	while ((got = db_step(s, st, error)) > 0) {
		int place = sqlite3_column_int(st, 0);

		if (place >= 0 && place < n)
			out[place] = sqlite3_column_int64(st, 1);
	}
	return got == 0;
}

gboolean
store_figures(struct store *s, struct store_figures *out, GError **error)
{
	struct store_figures f = { 0 };

	if (!counts_read(s, "SELECT route, count(*) FROM item GROUP BY route", f.by_route, ROUTE_N, error) ||
	    !counts_read(
		s, "SELECT state, count(*) FROM parcel GROUP BY state", f.parcels, PARCEL_N, error) ||
	    !db_number(s, "SELECT count(*) FROM item WHERE route IN (2, 3) AND settled_at_s = 0", 0, &f.open,
		error) ||
	    !db_number(s, "SELECT sum(uncertain) FROM parcel WHERE uncertain > 0", 0, &f.uncertain, error))
		return FALSE;
	for (int r = 0; r < ROUTE_N; r++)
		f.items += f.by_route[r];
	*out = f;
	return TRUE;
}

gboolean
store_health_put(
    store_tx *tx, const char *mailbox, gint64 reached_s, const char *problem, gint64 now_s, GError **error)
{
	/* A problem keeps the time of its beginning, whatever it is called meanwhile. */
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO health (mailbox, reached_s, problem, problem_since_s)"
	    " VALUES (?1, ?2, ?3, CASE WHEN ?3 IS NULL THEN 0 ELSE ?4 END)"
	    " ON CONFLICT (mailbox) DO UPDATE SET reached_s = max(reached_s, excluded.reached_s),"
	    " problem_since_s = CASE WHEN excluded.problem IS NULL THEN 0 WHEN problem IS NULL THEN ?4"
	    " ELSE problem_since_s END, problem = excluded.problem",
	    error);

	if (!st)
		return FALSE;
	bind_text(st, 1, mailbox);
	bind_int(st, 2, reached_s);
	bind_text(st, 3, problem);
	bind_int(st, 4, now_s);
	return db_run(tx->s, st, error);
}

static void
health_free(gpointer data)
{
	struct store_mailbox_health *h = data;

	g_free(h->mailbox);
	g_free(h->problem);
	g_free(h);
}

GPtrArray *
store_health(struct store *s, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(health_free);
	g_autoptr(db_stmt) st = db_prepare(
	    s, "SELECT mailbox, problem, reached_s, problem_since_s FROM health ORDER BY mailbox", error);
	int got;

	if (!st)
		return NULL;
	while ((got = db_step(s, st, error)) > 0) {
		struct store_mailbox_health *h = g_new0(struct store_mailbox_health, 1);

		h->mailbox = column_text(st, 0);
		h->problem = column_text(st, 1);
		h->reached_s = sqlite3_column_int64(st, 2);
		h->problem_since_s = sqlite3_column_int64(st, 3);
		g_ptr_array_add(rows, h);
	}
	return got == 0 ? g_steal_pointer(&rows) : NULL;
}

char *
store_fact(struct store *s, const char *name)
{
	g_autoptr(db_stmt) st = db_prepare(s, "SELECT value FROM fact WHERE name = ?1", NULL);

	if (!st)
		return NULL;
	bind_text(st, 1, name);
	return db_step(s, st, NULL) > 0 ? column_text(st, 0) : NULL;
}

gboolean
store_fact_put(store_tx *tx, const char *name, const char *value, GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "INSERT INTO fact (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = "
	    "excluded.value",
	    error);

	if (!st)
		return FALSE;
	bind_text(st, 1, name);
	bind_text(st, 2, value);
	return db_run(tx->s, st, error);
}
