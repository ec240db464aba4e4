/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finance map: facts of customers' finance units, said by mail, settled by people. */
#include "db.h"

#include <string.h>

const char *const FACT_STATE_NAMES[FACT_STATE_N] = { "seen", "confirmed", "corrected", "retired" };
const char *const FACT_TRUST_NAMES[FACT_TRUST_N] = { "claimed", "vouched", "authentic", "person" };
const char *const FACT_SOURCE_NAMES[FACT_SOURCE_N] = { "portal", "colleague", "forwarded", "signature",
	"statement", "document", "person" };

/* Kinds of which one is true at a time: two live ones differ. */
static const char *const SINGLE[] = { "invoice_route", "po_required", "payment_terms", NULL };
/* Kinds whose value is a person or their address. */
static const char *const PEOPLE[] = { "billing_contact", "approver", "dispute_contact", "buyer_contact",
	NULL };

static gboolean
kind_among(int kind, const char *const *names)
{
	return g_strv_contains(names, MAP_KIND_NAMES[kind]);
}

void
customer_fact_free(struct customer_fact *f)
{
	if (!f)
		return;
	g_free(f->value);
	g_free(f->name);
	g_free(f->detail);
	g_free(f->how);
	g_free(f->writer);
	g_free(f->subject);
	g_free(f->line);
	g_free(f->who);
	g_free(f->mailbox);
	g_free(f);
}

/* What makes two sayings one fact. Terms that somebody accepted are another fact than those an order asks for. */
static char *
fact_key(int kind, const char *how, const char *value)
{
	g_autofree char *words =
	    strchr(value, '@') && !strchr(value, ' ') ? g_ascii_strdown(value, -1) : text_key(value);
	gboolean qualified = how && (kind_among(kind, (const char *const[]){ "invoice_route", NULL }) ||
					strcmp(how, "accepted") == 0);

	return qualified ? g_strconcat(how, ":", words, NULL) : g_steal_pointer(&words);
}

/* --- reading ------------------------------------------------------------------------------------- */

#define FACT_COLUMNS                                                                                       \
	"f.id, f.customer_id, f.kind, f.value, f.name, f.detail, f.how, f.source, f.trust, f.message_id, " \
	"f.date_s, "                                                                                       \
	"f.writer, f.subject, f.line, f.first_s, f.last_s, f.times, f.state, f.who, f.at_s, f.again_s, "   \
	"f.instead, "                                                                                      \
	"(SELECT mailbox FROM folder WHERE id = f.message_id >> 32)"
#define FACT_SELECT "SELECT " FACT_COLUMNS " FROM finance f "

static struct customer_fact *
fact_read(db_stmt *st)
{
	struct customer_fact *f = g_new0(struct customer_fact, 1);
	int at = 0;

	f->id = sqlite3_column_int64(st, at++);
	f->customer_id = sqlite3_column_int64(st, at++);
	f->kind = sqlite3_column_int(st, at++);
	f->value = column_text(st, at++);
	f->name = column_text(st, at++);
	f->detail = column_text(st, at++);
	f->how = column_text(st, at++);
	f->source = (enum fact_source)sqlite3_column_int(st, at++);
	f->trust = (enum fact_trust)sqlite3_column_int(st, at++);
	f->message_id = sqlite3_column_int64(st, at++);
	f->date_s = sqlite3_column_int64(st, at++);
	f->writer = column_text(st, at++);
	f->subject = column_text(st, at++);
	f->line = column_text(st, at++);
	f->first_s = sqlite3_column_int64(st, at++);
	f->last_s = sqlite3_column_int64(st, at++);
	f->times = sqlite3_column_int64(st, at++);
	f->state = (enum fact_state)sqlite3_column_int(st, at++);
	f->who = column_text(st, at++);
	f->at_s = sqlite3_column_int64(st, at++);
	f->again_s = sqlite3_column_int64(st, at++);
	f->instead = sqlite3_column_int64(st, at++);
	f->mailbox = column_text(st, at);
	return f;
}

struct customer_fact *
store_fact_get(struct store *s, gint64 id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s, FACT_SELECT "WHERE f.id = ?1", error);

	if (!st)
		return NULL;
	bind_int(st, 1, id);
	return db_step(s, st, error) > 0 ? fact_read(st) : NULL;
}

/* A claim does not put in doubt what is known better. */
static void
differences_mark(GPtrArray *all)
{
	for (guint i = 0; i < all->len; i++) {
		struct customer_fact *a = all->pdata[i];

		for (guint j = 0; j < all->len && !a->differs && kind_among(a->kind, SINGLE); j++) {
			const struct customer_fact *b = all->pdata[j];

			a->differs = i != j && a->customer_id == b->customer_id && a->kind == b->kind &&
				     a->state != FACT_RETIRED && b->state != FACT_RETIRED &&
				     (b->trust != FACT_CLAIMED || a->trust == FACT_CLAIMED) &&
				     g_ascii_strcasecmp(a->value, b->value) != 0;
		}
	}
}

GPtrArray *
store_facts_of(struct store *s, gint64 customer_id, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    FACT_SELECT "WHERE ?1 = 0 OR f.customer_id = ?1 ORDER BY f.customer_id, f.kind, f.state = 3,"
			" f.state = 0, f.trust = 0, f.last_s DESC, f.id DESC",
	    error);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)customer_fact_free);
	int got;

	if (!st)
		return NULL;
	bind_int(st, 1, customer_id);
	while ((got = db_step(s, st, error)) > 0)
		if (sqlite3_column_int(st, 2) >= 0 &&
		    sqlite3_column_int(st, 2) < (int)g_strv_length((char **)MAP_KIND_NAMES))
			g_ptr_array_add(all, fact_read(st));
	if (got < 0)
		return NULL;
	differences_mark(all);
	return g_steal_pointer(&all);
}

/* --- what messages say --------------------------------------------------------------------------- */

/* The row of this fact; of a person also one known by name only, or, where only a name is told, the one with that name.
 * NULL without error: none. */
static struct customer_fact *
fact_known(store_tx *tx, const struct customer_fact *f, const char *key, GError **error)
{
	static const char SQL[] = FACT_SELECT
	    "WHERE f.customer_id = ?1 AND f.kind = ?2 AND (f.key = ?3 OR (f.key = ?4 AND f.state = 0) OR"
	    " (?5 AND f.name = ?6 AND f.state <> 3)) ORDER BY f.key = ?3 DESC, f.last_s DESC LIMIT 1";
	g_autofree char *name_key = f->name && kind_among(f->kind, PEOPLE) ? text_key(f->name) : NULL;
	gboolean named_only = name_key && !strchr(f->value, '@');
	g_autoptr(db_stmt) st = db_write(tx, SQL, error);

	if (!st)
		return NULL;
	bind_int(st, 1, f->customer_id);
	bind_int(st, 2, f->kind);
	bind_text(st, 3, key);
	bind_text(st, 4, name_key);
	bind_int(st, 5, named_only);
	bind_text(st, 6, f->name);
	return db_step(tx->s, st, error) > 0 ? fact_read(st) : NULL;
}

/* out_fresh: this message was not counted for it before. */
static gboolean
seen_put(store_tx *tx, gint64 id, gint64 source_key, gboolean *out_fresh, GError **error)
{
	g_autoptr(db_stmt) st = db_write(
	    tx, "INSERT OR IGNORE INTO finance_seen (finance_id, source_key) VALUES (?1, ?2)", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, source_key);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_fresh = sqlite3_changes(tx->s->db) > 0;
	return TRUE;
}

static gboolean
fact_insert(store_tx *tx, const struct customer_fact *f, const char *key, gint64 *out_id, GError **error)
{
	static const char SQL[] = "INSERT INTO finance (customer_id, kind, key, value, name, detail, how, "
				  "source, trust, message_id, date_s,"
				  " writer, subject, line, first_s, last_s, times, state, who, at_s, "
				  "again_s) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
				  " ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?11, ?11, 1, ?15, ?16, ?17, 0)";
	g_autoptr(db_stmt) st = db_write(tx, SQL, error);

	if (!st)
		return FALSE;
	bind_int(st, 1, f->customer_id);
	bind_int(st, 2, f->kind);
	bind_text(st, 3, key);
	bind_text(st, 4, f->value);
	bind_text(st, 5, f->name);
	bind_text(st, 6, f->detail);
	bind_text(st, 7, f->how);
	bind_int(st, 8, f->source);
	bind_int(st, 9, f->trust);
	bind_id(st, 10, f->message_id);
	bind_int(st, 11, f->date_s);
	bind_text(st, 12, f->writer);
	bind_text(st, 13, f->subject);
	bind_text(st, 14, f->line);
	bind_int(st, 15, f->state);
	bind_text(st, 16, f->who);
	bind_int(st, 17, f->at_s);
	if (!db_run(tx->s, st, error))
		return FALSE;
	*out_id = sqlite3_last_insert_rowid(tx->s->db);
	return TRUE;
}

/* Is there room for one more? What is only claimed may fill a quarter, so that it keeps nothing else out. */
static gboolean
fact_fits(store_tx *tx, const struct customer_fact *f, gint64 limit, gboolean *out_fits, GError **error)
{
	g_autoptr(db_stmt) st = db_write(
	    tx, "SELECT count(*), sum(trust = 0) FROM finance WHERE customer_id = ?1 AND state <> 3", error);

	if (!st)
		return FALSE;
	bind_int(st, 1, f->customer_id);
	if (db_step(tx->s, st, error) < 0)
		return FALSE;
	*out_fits = sqlite3_column_int64(st, 0) < limit &&
		    (f->trust != FACT_CLAIMED || sqlite3_column_int64(st, 1) < MAX(limit / 4, 1));
	return TRUE;
}

/* Counted again. ?9: its proof becomes the better one; ?10: nobody settled it, so words may be completed. */
static gboolean
fact_count(store_tx *tx, const struct customer_fact *known, const struct customer_fact *f, const char *key,
    GError **error)
{
	static const char SQL[] =
	    "UPDATE finance SET times = times + 1, first_s = min(first_s, ?2), last_s = max(last_s, ?2),"
	    " again_s = CASE WHEN state = 3 THEN max(again_s, ?2) ELSE again_s END,"
	    " source = iif(?9, ?3, source), trust = iif(?9, ?4, trust), message_id = iif(?9, ?5, message_id),"
	    " date_s = iif(?9, ?2, date_s), writer = iif(?9, ?6, writer), subject = iif(?9, ?7, subject),"
	    " line = iif(?9, ?8, line), name = iif(?10, ifnull(name, ?11), name),"
	    " detail = iif(?10, ifnull(?12, detail), detail), value = iif(?10 AND ?13, ?14, value),"
	    " key = iif(?10 AND ?13, ?15, key) WHERE id = ?1";
	gboolean better =
	    known->state == FACT_SEEN &&
	    (f->trust > known->trust || (f->trust == known->trust && f->date_s >= known->date_s));
	gboolean addressed =
	    !strchr(known->value, '@') && strchr(f->value, '@') && kind_among(f->kind, PEOPLE);
	g_autoptr(db_stmt) st = db_write(tx, SQL, error);

	if (!st)
		return FALSE;
	bind_int(st, 1, known->id);
	bind_int(st, 2, f->date_s);
	bind_int(st, 3, f->source);
	bind_int(st, 4, f->trust);
	bind_id(st, 5, f->message_id);
	bind_text(st, 6, f->writer);
	bind_text(st, 7, f->subject);
	bind_text(st, 8, f->line);
	bind_int(st, 9, better);
	/* a claim completes nothing that is known better */
	bind_int(st, 10, known->state == FACT_SEEN && f->trust >= known->trust);
	bind_text(st, 11, f->name);
	bind_text(st, 12, f->detail);
	bind_int(st, 13, addressed);
	bind_text(st, 14, f->value);
	bind_text(st, 15, key);
	return db_run(tx->s, st, error);
}

gboolean
store_fact_see(store_tx *tx, const struct customer_fact *f, gint64 source_key, gint64 limit, GError **error)
{
	g_autofree char *key = fact_key(f->kind, f->how, f->value);
	g_autoptr(GError) problem = NULL;
	struct customer_fact *known = fact_known(tx, f, key, &problem);
	gboolean fresh = FALSE, fits = FALSE, ok;
	gint64 id;

	if (problem) {
		g_propagate_error(error, g_steal_pointer(&problem));
		return FALSE;
	}
	if (known) {
		ok = seen_put(tx, known->id, source_key, &fresh, error) &&
		     (!fresh || fact_count(tx, known, f, key, error));
		customer_fact_free(known);
		return ok;
	}
	if (!fact_fits(tx, f, limit, &fits, error))
		return FALSE;
	return !fits || (fact_insert(tx, f, key, &id, error) && seen_put(tx, id, source_key, &fresh, error));
}

/* --- what people say ----------------------------------------------------------------------------- */

static gboolean
state_put(store_tx *tx, gint64 id, enum fact_state state, const char *who, gint64 now_s, gint64 instead,
    GError **error)
{
	g_autoptr(db_stmt) st = db_write(tx,
	    "UPDATE finance SET state = ?2, who = ?3, at_s = ?4, again_s = 0, instead = ?5 WHERE id = ?1",
	    error);

	if (!st)
		return FALSE;
	bind_int(st, 1, id);
	bind_int(st, 2, state);
	bind_text(st, 3, who);
	bind_int(st, 4, now_s);
	bind_id(st, 5, instead);
	return db_run(tx->s, st, error) && db_changed(tx, "fact", id, error);
}

/* An invoice's way, as the value shows it; of other kinds as before. */
static const char *
how_of(const struct customer_fact *old, const char *value)
{
	if (strcmp(MAP_KIND_NAMES[old->kind], "invoice_route") != 0)
		return old->how;
	if (strchr(value, '@'))
		return "email";
	return strchr(value, ',') ? "post" : "portal";
}

/* The row that holds the corrected value: one that is there already, or a new one on the person's word. */
static gboolean
corrected_put(store_tx *tx, const struct customer_fact *old, const char *value, const char *who, gint64 now_s,
    gint64 *out_id, GError **error)
{
	struct customer_fact fresh = { .customer_id = old->customer_id,
		.kind = old->kind,
		.value = (char *)value,
		.how = (char *)how_of(old, value),
		.source = FACT_FROM_PERSON,
		.trust = FACT_BY_PERSON,
		.date_s = now_s,
		.state = FACT_CORRECTED,
		.who = (char *)who,
		.at_s = now_s };
	g_autofree char *key = fact_key(fresh.kind, fresh.how, value);
	g_autoptr(GError) problem = NULL;
	struct customer_fact *known = fact_known(tx, &fresh, key, &problem);
	gboolean ok;

	if (problem) {
		g_propagate_error(error, g_steal_pointer(&problem));
		return FALSE;
	}
	if (!known)
		return fact_insert(tx, &fresh, key, out_id, error);
	*out_id = known->id;
	ok = state_put(tx, known->id, FACT_CORRECTED, who, now_s, 0, error);
	customer_fact_free(known);
	return ok;
}

gboolean
store_fact_settle(store_tx *tx, gint64 id, enum fact_state state, const char *value, const char *who,
    gint64 now_s, gint64 *out_id, GError **error)
{
	g_autoptr(GError) problem = NULL;
	struct customer_fact *old = store_fact_get(tx->s, id, &problem);
	gboolean ok;

	*out_id = id;
	if (!old && problem) {
		g_propagate_error(error, g_steal_pointer(&problem));
		return FALSE;
	}
	if (!old)
		return purser_fail(error, PURSER_REJECT,
		    "no fact %" G_GINT64_FORMAT ": purser customer NAME shows their numbers", id);
	ok = state != FACT_CORRECTED || corrected_put(tx, old, value, who, now_s, out_id, error);
	if (ok && state == FACT_CORRECTED && *out_id == id)
		ok = purser_fail(
		    error, PURSER_REJECT, "fact %" G_GINT64_FORMAT " says so already: confirm it", id);
	else if (ok && state == FACT_CORRECTED)
		ok = state_put(tx, id, FACT_RETIRED, who, now_s, *out_id, error);
	else if (ok)
		ok = state_put(tx, id, state, who, now_s, 0, error);
	customer_fact_free(old);
	return ok;
}

gboolean
store_facts_known(struct store *s, gint64 since_s, void (*each)(const struct store_known *row, gpointer data),
    gpointer data, GError **error)
{
	g_autoptr(db_stmt) st = db_prepare(s,
	    "SELECT c.id, c.name, c.ae, max(i.at_s),"
	    " (SELECT ifnull(sum(DISTINCT 1 << f.kind), 0) FROM finance f WHERE f.customer_id = c.id AND "
	    "f.state <> ?2"
	    "  AND f.trust <> ?3)"
	    " FROM item i JOIN customer c ON c.id = i.customer_id WHERE i.at_s >= ?1 AND i.route = 1"
	    " GROUP BY c.id ORDER BY max(i.at_s) DESC",
	    error);
	int got;

	if (!st)
		return FALSE;
	bind_int(st, 1, since_s);
	bind_int(st, 2, FACT_RETIRED);
	bind_int(st, 3, FACT_CLAIMED);
	while ((got = db_step(s, st, error)) > 0)
		each(&(struct store_known){ .customer_id = sqlite3_column_int64(st, 0),
			 .name = (const char *)sqlite3_column_text(st, 1),
			 .ae = (const char *)sqlite3_column_text(st, 2),
			 .last_s = sqlite3_column_int64(st, 3),
			 .known = (guint)sqlite3_column_int(st, 4) },
		    data);
	return got == 0;
}
