/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an order stands to those on record with the same number: the same again, or another content.
 *
 * An order on hold, or one that a person rejected, may be a forgery of this very one: it never swallows a
 * later copy as a sighting. Such a copy is new, and the difference says what it repeats, so that a person
 * looks. So is one under the number of an order whose party cannot be told from its own.
 */
#include "compare.h"

#include <string.h>

const char *const RELATION_NAMES[] = {
	[RELATION_NEW] = "new",
	[RELATION_SIGHTING] = "sighting",
	[RELATION_REVISION] = "revision",
};

/* Waits on hold, or was rejected by a person; or may be another's altogether. */
static gboolean
is_out(const struct known_order *k)
{
	return k->unsure || k->route == ROUTE_IGNORE || (k->route == ROUTE_HOLD && !k->settled);
}

static const char *
why_out(const struct known_order *k)
{
	if (k->route == ROUTE_HOLD && !k->settled)
		return "which is on hold";
	if (k->route == ROUTE_IGNORE)
		return "which was rejected";
	return NULL;
}

static gboolean
same_document(const struct order *a, const struct order *b)
{
	return a->content_digest && b->content_digest && strcmp(a->content_digest, b->content_digest) == 0;
}

struct relating {
	const struct order *order;
	enum relation relation;
	gint64 known_id;
	char *difference;
};

static void
relate_to(struct relating *r, enum relation relation, const struct known_order *k, const char *difference)
{
	r->relation = relation;
	r->known_id = k->id;
	r->difference = g_strdup(difference);
}

/* Against the live ones: the same document anywhere, or no contradiction to any, the newest first. A later,
 * fuller document for one that still waits in review is no mere sighting: it is what the reviewer lacks. */
static gboolean
relate_to_live(struct relating *r, const struct known_order *known, guint n)
{
	g_autofree char *revision = NULL;
	const struct known_order *newest = NULL;

	for (guint i = n; i-- > 0;) {
		if (is_out(&known[i]) || !same_document(known[i].order, r->order))
			continue;
		relate_to(r, RELATION_SIGHTING, &known[i], NULL);
		return TRUE;
	}
	for (guint i = n; i-- > 0;) {
		g_autoptr(GString) conflict = g_string_new(NULL), more = g_string_new(NULL);
		gboolean waits = known[i].route == ROUTE_REVIEW && !known[i].settled;

		if (is_out(&known[i]))
			continue;
		order_compare(known[i].order, r->order, conflict, more);
		if (!conflict->len && !(waits && more->len)) {
			relate_to(r, RELATION_SIGHTING, &known[i], NULL);
			return TRUE;
		}
		if (!newest) {
			newest = &known[i];
			revision = g_strdup(conflict->len ? conflict->str : more->str);
		}
	}
	if (newest)
		relate_to(r, RELATION_REVISION, newest, revision);
	return newest != NULL;
}

/* Of a party that cannot be told from this one's: whatever it says, a person must look. */
static gboolean
relate_to_unsure(struct relating *r, const struct known_order *known, guint n)
{
	for (guint i = n; i-- > 0;) {
		g_autofree char *text = NULL;

		if (!known[i].unsure || why_out(&known[i]))
			continue;
		text = g_strdup_printf(
		    "item %" G_GINT64_FORMAT
		    " has the same number, and nothing tells whether it is of the same customer",
		    known[i].id);
		relate_to(r, RELATION_NEW, &known[i], text);
		return TRUE;
	}
	return FALSE;
}

static void
relate_to_out(struct relating *r, const struct known_order *known, guint n)
{
	for (guint i = n; i-- > 0;) {
		g_autoptr(GString) conflict = g_string_new(NULL), more = g_string_new(NULL);
		g_autofree char *text = NULL;

		if (!why_out(&known[i]))
			continue;
		order_compare(known[i].order, r->order, conflict, more);
		if (conflict->len && !same_document(known[i].order, r->order))
			continue;
		text = g_strdup_printf(
		    "the same content as item %" G_GINT64_FORMAT ", %s", known[i].id, why_out(&known[i]));
		relate_to(r, RELATION_NEW, &known[i], text);
		return;
	}
}

static int
by_id(gconstpointer a, gconstpointer b)
{
	const struct known_order *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

enum relation
decision_relate(const struct order *order, const struct known_order *known, guint n_known,
    gint64 *out_known_id, char **out_difference)
{
	g_autofree struct known_order *sorted = g_memdup2(known, n_known * sizeof(*known));
	struct relating r = { .order = order, .relation = RELATION_NEW };

	if (n_known > 1)
		qsort(sorted, n_known, sizeof(*sorted), by_id);
	if (n_known && !relate_to_live(&r, sorted, n_known) && !relate_to_unsure(&r, sorted, n_known))
		relate_to_out(&r, sorted, n_known);
	if (out_known_id)
		*out_known_id = r.known_id;
	if (out_difference)
		*out_difference = g_steal_pointer(&r.difference);
	g_free(r.difference);
	return r.relation;
}
