/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An AE's month: how many orders, how many went straight through, how long that took, and what they lacked. */
#include "insight.h"

#include <string.h>

enum {
	TREND_S = 90 * 86400, /* how far back terms are followed */
	DRIFT_MAX = 3,        /* customers told of */
	TERMS_MAX = 5         /* steps of one */
};

struct month {
	char key[8]; /* "2026-05" */
	char *name;  /* "May 2026" */
	gint64 from_s, to_s;
};

/* The month before the one that now_s lies in. */
static void
month_before(gint64 now_s, const char *time_zone, struct month *out)
{
	static const char *const MONTHS[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };
	GTimeZone *zone = time_zone ? g_time_zone_new_identifier(time_zone) : NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now_s), here = NULL, end = NULL,
			     start = NULL;

	if (!zone)
		zone = g_time_zone_new_local();
	here = g_date_time_to_timezone(utc, zone);
	end = g_date_time_new(zone, g_date_time_get_year(here), g_date_time_get_month(here), 1, 0, 0, 0);
	start = g_date_time_add_months(end, -1);
	g_snprintf(out->key, sizeof out->key, "%04d-%02d", g_date_time_get_year(start),
	    g_date_time_get_month(start));
	out->name =
	    g_strdup_printf("%s %d", MONTHS[g_date_time_get_month(start) - 1], g_date_time_get_year(start));
	out->from_s = g_date_time_to_unix(start);
	out->to_s = g_date_time_to_unix(end);
	g_time_zone_unref(zone);
}

/* --- an AE's rows --- */

static const char *
ae_of(const struct config *c, const struct store_ae_item *i)
{
	const struct config_mailbox *m = config_mailbox_named(c, i->mailbox);

	return i->ae ? i->ae : m ? m->owner : NULL;
}

static gint
by_number(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

	return x < y ? -1 : x > y;
}

static void
count_fact(struct store_letter *l, const char *name, const char *what, guint n)
{
	g_autofree char *text = n ? g_strdup_printf("%s (%u %s)", what, n, n == 1 ? "PO" : "POs") : NULL;

	store_letter_fact_add(l, name, text);
}

/* "Contoso GmbH: Net 45 → Net 60 → Net 90", where they changed at least twice, or once within the month. */
static void
drift_add(struct store_letter *l, const GPtrArray *rows, const struct month *m)
{
	g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
	guint told = 0;

	for (guint i = 0; i < rows->len && told < DRIFT_MAX; i++) {
		const struct store_ae_item *first = g_ptr_array_index((GPtrArray *)rows, i);
		g_autoptr(GString) line = NULL;
		const char *last = first->terms;
		guint steps = 1;
		gboolean lately = FALSE;

		if (!first->customer || !last || !g_hash_table_add(done, first->customer))
			continue;
		line = g_string_new(NULL);
		g_string_printf(line, "%s: %s", first->customer, last);
		for (guint k = i + 1; k < rows->len && steps < TERMS_MAX; k++) {
			const struct store_ae_item *next = g_ptr_array_index((GPtrArray *)rows, k);

			if (g_strcmp0(next->customer, first->customer) != 0 || !next->terms ||
			    g_ascii_strcasecmp(next->terms, last) == 0)
				continue;
			last = next->terms;
			steps++;
			lately |= next->at_s >= m->from_s;
			g_string_append_printf(line, " \xe2\x86\x92 %s", last);
		}
		if (steps > 1 && lately) {
			store_letter_fact_add(l, "drift", line->str);
			told++;
		}
	}
}

/* NULL: nothing was found in the month. */
static struct store_letter *
letter_of(const char *ae, const GPtrArray *rows, const struct month *m, gint64 now_s)
{
	guint found = 0, straight = 0, no_number = 0, no_bill_to = 0, no_terms = 0;
	g_autoptr(GArray) took = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autofree char *found_text = NULL, *straight_text = NULL, *needed = NULL, *median = NULL;
	struct store_letter *l;

	for (guint i = 0; i < rows->len; i++) {
		const struct store_ae_item *r = g_ptr_array_index((GPtrArray *)rows, i);
		gint64 s = r->sent_s - r->arrived_s;

		if (r->at_s < m->from_s)
			continue;
		found++;
		straight += r->route == ROUTE_ROUTE && !r->settled;
		no_number += !r->has_number;
		no_bill_to += !r->has_bill_to;
		no_terms += !r->terms;
		if (r->sent_s && r->arrived_s && s >= 0)
			g_array_append_val(took, s);
	}
	if (!found)
		return NULL;
	g_array_sort(took, by_number);
	found_text = g_strdup_printf("%u", found);
	straight_text = g_strdup_printf("%u", straight);
	needed = found > straight ? g_strdup_printf("%u", found - straight) : NULL;
	if (took->len) {
		gint64 s = g_array_index(took, gint64, took->len / 2);

		/* in round figures: nobody asks for its seconds */
		median =
		    s < 60 ? g_strdup("less than a minute") : duration_format(s - s % (s < 7200 ? 60 : 3600));
	}
	l = g_new0(struct store_letter, 1);
	l->kind = g_strdup("insight");
	l->to = g_strdup(ae);
	l->about = g_strdup_printf("insight %s", m->key);
	l->once = g_strdup_printf("insight %s %s", m->key, ae);
	l->due_s = l->created_s = now_s;
	store_letter_fact_add(l, "month", m->name);
	store_letter_fact_add(l, "found", found_text);
	store_letter_fact_add(l, "straight", straight_text);
	store_letter_fact_add(l, "needed", needed);
	store_letter_fact_add(l, "median", median);
	count_fact(l, "lacked", "a PO number", no_number);
	count_fact(l, "lacked", "a billing contact", no_bill_to);
	count_fact(l, "lacked", "payment terms", no_terms);
	drift_add(l, rows, m);
	return l;
}

/* --- all of them --- */

static GHashTable *
rows_by_ae(const struct config *c, const GPtrArray *rows)
{
	GHashTable *by_ae =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

	for (guint i = 0; i < rows->len; i++) {
		struct store_ae_item *r = g_ptr_array_index((GPtrArray *)rows, i);
		const char *ae = ae_of(c, r);
		g_autofree char *key = ae ? g_ascii_strdown(ae, -1) : NULL;
		GPtrArray *own = key ? g_hash_table_lookup(by_ae, key) : NULL;

		if (!key)
			continue;
		if (!own) {
			own = g_ptr_array_new();
			g_hash_table_insert(by_ae, g_steal_pointer(&key), own);
		}
		g_ptr_array_add(own, r);
	}
	return by_ae;
}

static gboolean
letters_put(store_tx *tx, GHashTable *by_ae, const struct month *m, gint64 now_s, GError **error)
{
	GHashTableIter iter;
	gpointer ae, rows;

	g_hash_table_iter_init(&iter, by_ae);
	while (g_hash_table_iter_next(&iter, &ae, &rows)) {
		struct store_letter *l = letter_of(ae, rows, m, now_s);
		gboolean ok = !l || store_letter_put(tx, l, NULL, error);

		store_letter_free(l);
		if (!ok)
			return FALSE;
	}
	return TRUE;
}

gboolean
insight_put(struct post *p, gint64 now_s, GError **error)
{
	const struct config *c = p->k->config;
	g_autofree char *told = store_fact(p->k->store, "insight_month");
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GHashTable) by_ae = NULL;
	g_autoptr(store_tx) tx = NULL;
	struct month m;
	gboolean ok;

	month_before(now_s, c->letters.time_zone, &m);
	if (g_strcmp0(told, m.key) == 0) {
		g_free(m.name);
		return TRUE;
	}
	rows = told ? store_ae_items(p->k->store, m.from_s - TREND_S, m.to_s, error) : g_ptr_array_new();
	by_ae = rows ? rows_by_ae(c, rows) : NULL;
	tx = by_ae ? store_begin(p->k->store, error) : NULL;
	ok = tx && letters_put(tx, by_ae, &m, now_s, error) &&
	     store_fact_put(tx, "insight_month", m.key, error) && store_commit(&tx, error);
	g_free(m.name);
	return ok;
}
