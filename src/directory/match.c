/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which customer an order is from. Three signs are looked up on their own (who wrote, who is named as the
 * buyer, whom the order names as contact), and then compared: what they agree on is the answer, what they do
 * not is a conflict, which a person must settle.
 */
#include "index.h"

#include <string.h>

/* Places in the list of signs, the strongest first. */
enum { SIGN_PLACE_SENDER, SIGN_PLACE_BUYER, SIGN_PLACE_CONTACT, SIGN_PLACE_N };

struct candidates {
	GPtrArray *customers; /* NULL or empty: the sign says nothing */
	const char *what;     /* "the sender's domain" */
	char *value;          /* "contoso.example" */
	double strength;
	gboolean own; /* it is one of our entities */
};

static void
candidates_clear(struct candidates *c)
{
	g_clear_pointer(&c->customers, g_ptr_array_unref);
	g_clear_pointer(&c->value, g_free);
}

/* Our own entities are nobody's sign, and a provisional customer counts only where no known one does. */
static void
candidates_set(
    struct candidates *out, const GPtrArray *found, const char *what, const char *value, double strength)
{
	gboolean known = FALSE;

	for (guint i = 0; found && i < found->len; i++) {
		const struct customer *c = g_ptr_array_index(found, i);

		known |= c->kind == CUSTOMER_KNOWN;
		out->own |= c->kind == CUSTOMER_OWN;
	}
	out->customers = g_ptr_array_new();
	for (guint i = 0; found && i < found->len; i++) {
		struct customer *c = g_ptr_array_index(found, i);

		if (c->kind == (known ? CUSTOMER_KNOWN : CUSTOMER_PROVISIONAL))
			g_ptr_array_add(out->customers, c);
	}
	out->what = what;
	out->value = text_one_line(value, 120);
	out->strength = strength;
}

static void
sender_candidates(const struct directory *d, const char *address, struct candidates *out)
{
	g_autofree char *lower = address ? g_utf8_strdown(address, -1) : NULL;
	const GPtrArray *found = sign_lookup(d, SIGN_CONTACT, lower);

	if (found) {
		candidates_set(out, found, "the sender", lower, 0.95);
		if (out->customers->len || out->own)
			return;
		candidates_clear(out);
	}
	if (lower) {
		g_autofree char *host = domain_of(lower);

		candidates_set(out, sign_lookup_host(d, lower), "the sender's domain", host ? host : "", 0.9);
	}
}

static void
buyer_candidates(const struct directory *d, const char *name, struct candidates *out)
{
	g_autofree char *key = name_key(name), *head = NULL;
	const GPtrArray *found = sign_lookup(d, SIGN_NAME, key);

	if (!found) {
		head = name_key_head(name);
		found = sign_lookup(d, SIGN_NAME, head);
	}
	candidates_set(out, found, "the buyer", name ? name : "", 0.8);
}

/* The first contact of the order who is somebody's; an address tells more than a domain. */
static void
contact_candidates(const struct directory *d, const char *const *contacts, struct candidates *out)
{
	for (const char *const *a = contacts; a && *a; a++) {
		g_autofree char *lower = g_utf8_strdown(*a, -1);
		const GPtrArray *found = sign_lookup(d, SIGN_CONTACT, lower);

		candidates_set(out, found, "the contact", lower, 0.75);
		if (out->customers->len)
			return;
		candidates_clear(out);
		candidates_set(out, sign_lookup_host(d, lower), "the domain of the contact", lower, 0.6);
		if (out->customers->len)
			return;
		candidates_clear(out);
	}
	out->own = FALSE;
}

static GPtrArray *
common(const GPtrArray *a, const GPtrArray *b)
{
	GPtrArray *both = g_ptr_array_new();

	for (guint i = 0; i < a->len; i++)
		if (g_ptr_array_find((GPtrArray *)b, g_ptr_array_index(a, i), NULL))
			g_ptr_array_add(both, g_ptr_array_index(a, i));
	return both;
}

static const char *
name_of(const GPtrArray *customers, guint i)
{
	const struct customer *c = g_ptr_array_index(customers, i);

	return c->name ? c->name : c->code ? c->code : "?";
}

static void
conflict_set(struct directory_match *out, const struct candidates *a, const struct candidates *b)
{
	out->customer = g_ptr_array_index(a->customers, 0);
	out->confidence = 0.3;
	out->conflict = TRUE;
	out->why = g_strdup_printf("%s %s is that of %s, but %s %s is %s", a->what, a->value,
	    name_of(a->customers, 0), b->what, b->value, name_of(b->customers, 0));
}

/* Does the sender's own domain belong to the customer that only the buyer's name points at? */
static gboolean
sender_is_strange(const struct directory_query *q, const struct customer *c, const struct candidates *sender)
{
	if (q->sender_address && (sender->own || directory_is_relay(q->sender_address)))
		return FALSE;
	return (c->domains && c->domains[0]) || (c->contacts && c->contacts[0]);
}

static void
match_settle(
    const struct directory_query *q, const struct candidates *signs, guint n, struct directory_match *out)
{
	g_autoptr(GPtrArray) left = NULL;
	g_autoptr(GString) why = g_string_new(NULL);
	const struct candidates *first = NULL;
	double doubt = 1;

	for (guint i = 0; i < n; i++) {
		g_autoptr(GPtrArray) both = NULL;
		gsize before = why->len;
		double doubt_before = doubt;

		if (!signs[i].customers || !signs[i].customers->len)
			continue;
		g_string_append_printf(why, "%s%s %s", why->len ? ", " : "", signs[i].what, signs[i].value);
		doubt *= 1 - signs[i].strength;
		if (!first) {
			first = &signs[i];
			left = g_ptr_array_ref(signs[i].customers);
			continue;
		}
		both = common(left, signs[i].customers);
		/* A contact may well be a shared service centre's: it speaks only where the others are
		 * silent. */
		if (!both->len && i == SIGN_PLACE_CONTACT) {
			g_string_truncate(why, before);
			doubt = doubt_before;
			continue;
		}
		if (!both->len) {
			conflict_set(out, first, &signs[i]);
			return;
		}
		g_ptr_array_unref(left);
		left = g_steal_pointer(&both);
	}
	if (!left)
		return;
	out->customer = g_ptr_array_index(left, 0);
	out->confidence = 1 - doubt;
	if (left->len > 1) {
		out->conflict = TRUE;
		out->confidence = 0.3;
		g_string_append_printf(why, ": both %s and %s have it", name_of(left, 0), name_of(left, 1));
	} else if (first != &signs[SIGN_PLACE_SENDER] &&
		   sender_is_strange(q, out->customer, &signs[SIGN_PLACE_SENDER])) {
		out->strange_sender = TRUE;
		out->confidence = MIN(out->confidence, 0.6);
		g_string_append_printf(why, ", but the sender %s is not on record for %s",
		    q->sender_address ? q->sender_address : "(none that can be read)", name_of(left, 0));
	}
	out->why = text_one_line(why->str, 500);
}

void
directory_match(const struct directory *d, const struct directory_query *q, struct directory_match *out)
{
	struct candidates signs[SIGN_PLACE_N] = { { 0 } };

	*out = (struct directory_match){ 0 };
	sender_candidates(d, q->sender_address, &signs[SIGN_PLACE_SENDER]);
	buyer_candidates(d, q->buyer_name, &signs[SIGN_PLACE_BUYER]);
	contact_candidates(d, q->contacts, &signs[SIGN_PLACE_CONTACT]);
	out->sender_is_own = signs[SIGN_PLACE_SENDER].own;
	out->buyer_is_own = signs[SIGN_PLACE_BUYER].own && !signs[SIGN_PLACE_BUYER].customers->len;
	match_settle(q, signs, G_N_ELEMENTS(signs), out);
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
		candidates_clear(&signs[i]);
	if (!out->why)
		out->why = g_strdup(out->buyer_is_own ? "the buyer is ourselves" : "nobody on record");
}

void
directory_match_clear(struct directory_match *m)
{
	g_clear_pointer(&m->why, g_free);
	m->customer = NULL;
}
