/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an order stands to those on record with the same number: the same again, or another content.
 *
 * An order on hold, or one that a person rejected, may be a forgery of this very one: it never swallows a
 * later copy as a sighting. Such a copy is new, and the difference says what it repeats, so that a person
 * looks.
 */
#include "purser/decision.h"

#include <string.h>

const char *const RELATION_NAMES[] = {
	[RELATION_NEW] = "new",
	[RELATION_SIGHTING] = "sighting",
	[RELATION_REVISION] = "revision",
};

/* --- comparing fields --- */

static gboolean
same_text(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);

	return strcmp(x, y) == 0;
}

/* Decimal strings by value: "100", "100.00", "0100.0"; anything else as text. */
static gboolean
decimal_parts(
    const char *text, const char **out_whole, gsize *out_n_whole, const char **out_part, gsize *out_n_part)
{
	gsize n;

	*out_whole = text + (*text == '+');
	*out_n_whole = strspn(*out_whole, "0123456789");
	*out_part = *out_whole + *out_n_whole;
	if (**out_part == '.')
		(*out_part)++;
	*out_n_part = strspn(*out_part, "0123456789");
	if ((*out_part)[*out_n_part] || *out_n_whole + *out_n_part == 0)
		return FALSE;
	n = strspn(*out_whole, "0");
	*out_whole += MIN(n, *out_n_whole);
	*out_n_whole -= MIN(n, *out_n_whole);
	while (*out_n_part && (*out_part)[*out_n_part - 1] == '0')
		(*out_n_part)--;
	return TRUE;
}

static gboolean
same_amount(const char *a, const char *b)
{
	const char *whole_a, *whole_b, *part_a, *part_b;
	gsize n_whole_a, n_whole_b, n_part_a, n_part_b;

	if (!decimal_parts(a, &whole_a, &n_whole_a, &part_a, &n_part_a) ||
	    !decimal_parts(b, &whole_b, &n_whole_b, &part_b, &n_part_b))
		return same_text(a, b);
	return n_whole_a == n_whole_b && memcmp(whole_a, whole_b, n_whole_a) == 0 && n_part_a == n_part_b &&
	       memcmp(part_a, part_b, n_part_a) == 0;
}

/* Kind and revision have a value even when nothing is printed: a first, new order. */
static gboolean
same_revision(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);
	const char *p = x + strspn(x, "0"), *q = y + strspn(y, "0");

	return strcmp(p, q) == 0;
}

static const struct {
	enum order_field field;
	gboolean (*same)(const char *a, const char *b);
	const char *unsaid; /* what a missing value means; NULL: it is not known */
} COMPARED[] = {
	{ ORDER_KIND, same_text, "new" },
	{ ORDER_REVISION, same_revision, NULL },
	{ ORDER_DATE, same_text, NULL },
	{ ORDER_CURRENCY, same_text, NULL },
	{ ORDER_TOTAL, same_amount, NULL },
	{ ORDER_TERMS, same_text, NULL },
	{ ORDER_DELIVERY_DATE, same_text, NULL },
};

static void
difference_add(GString *out, enum order_field field, const char *from, const char *to)
{
	g_autofree char *a = text_one_line(from, 60), *b = text_one_line(to, 60);

	g_string_append_printf(out, "%s%s %s → %s", out->len ? ", " : "", ORDER_FIELD_KEYS[field], a, b);
}

/* What contradicts; and in out_more what the new one says where the old one is silent. */
static void
compare(const struct order *old, const struct order *fresh, GString *out_conflict, GString *out_more)
{
	for (gsize i = 0; i < G_N_ELEMENTS(COMPARED); i++) {
		enum order_field f = COMPARED[i].field;
		const char *a = old->value[f] ? old->value[f] : COMPARED[i].unsaid;
		const char *b = fresh->value[f] ? fresh->value[f] : COMPARED[i].unsaid;

		if (a && b && !COMPARED[i].same(a, b))
			difference_add(out_conflict, f, a, b);
		else if (!a && b)
			difference_add(out_more, f, "unknown", b);
	}
}

/* --- relating --- */

/* Waits on hold, or was rejected by a person. */
static gboolean
is_out(const struct known_order *k)
{
	return k->route == ROUTE_IGNORE || (k->route == ROUTE_HOLD && !k->settled);
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
		compare(known[i].order, r->order, conflict, more);
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

static void
relate_to_out(struct relating *r, const struct known_order *known, guint n)
{
	for (guint i = n; i-- > 0;) {
		g_autoptr(GString) conflict = g_string_new(NULL), more = g_string_new(NULL);
		g_autofree char *text = NULL;

		if (!is_out(&known[i]))
			continue;
		compare(known[i].order, r->order, conflict, more);
		if (conflict->len && !same_document(known[i].order, r->order))
			continue;
		text = g_strdup_printf("the same content as item %" G_GINT64_FORMAT ", %s", known[i].id,
		    known[i].route == ROUTE_HOLD ? "which is on hold" : "which was rejected");
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
	if (n_known && !relate_to_live(&r, sorted, n_known))
		relate_to_out(&r, sorted, n_known);
	if (out_known_id)
		*out_known_id = r.known_id;
	if (out_difference)
		*out_difference = g_steal_pointer(&r.difference);
	g_free(r.difference);
	return r.relation;
}
