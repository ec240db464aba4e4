/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose order is it: are the parties behind two orders with one number the same?
 *
 * Numbers are not unique, and neither are amounts: two strangers may both order number 1001 for 500.00. What
 * tells is the customer on record, else the buyer's name and the domain that the order came from. Where
 * these do not tell, a person must look.
 */
#include "compare.h"

#include <string.h>

enum agreement { UNKNOWN, AGREES, DIFFERS };

gboolean
name_is(const char *name, const char *asked)
{
	struct directory *d = directory_new();
	struct customer *c = customer_new();
	struct directory_match match;
	gboolean is;

	c->id = 1;
	c->name = g_strdup(name);
	directory_add(d, c);
	directory_match(d, &(struct directory_query){ .buyer_name = asked }, &match);
	is = match.customer != NULL;
	directory_match_clear(&match);
	directory_free(d);
	return is;
}

static enum agreement
names_agree(const struct decision_party *a, const struct decision_party *b)
{
	const char *x = a->order->value[ORDER_BUYER], *y = b->order->value[ORDER_BUYER];

	if (!x || !y)
		return UNKNOWN;
	return name_is(x, y) || name_is(y, x) ? AGREES : DIFFERS;
}

/* The address of one who speaks for himself: one of ours who passes on, or a portal's relay, is nobody. */
static const char *
address_of(const struct decision_party *p)
{
	return p->address && !p->inside && !directory_is_relay(p->address) ? p->address : NULL;
}

static enum agreement
senders_agree(const struct decision_party *a, const struct decision_party *b)
{
	const char *x = address_of(a), *y = address_of(b);
	g_autofree char *domain_x = NULL, *domain_y = NULL;

	if (!x || !y)
		return UNKNOWN;
	if (g_ascii_strcasecmp(x, y) == 0)
		return AGREES;
	if (directory_is_freemail(x) || directory_is_freemail(y))
		return UNKNOWN;
	domain_x = directory_registrable_domain(x);
	domain_y = directory_registrable_domain(y);
	if (!domain_x || !domain_y)
		return UNKNOWN;
	return strcmp(domain_x, domain_y) == 0 ? AGREES : DIFFERS;
}

/* Totals of two orders, as the reader gives them. */
static enum agreement
totals_agree(const struct decision_party *a, const struct decision_party *b)
{
	const char *x = a->order->value[ORDER_TOTAL], *y = b->order->value[ORDER_TOTAL];

	if (!x || !y)
		return UNKNOWN;
	return order_same_amount(x, y) ? AGREES : DIFFERS;
}

static gboolean
same_document(const struct order *a, const struct order *b)
{
	return a->content_digest && g_strcmp0(a->content_digest, b->content_digest) == 0;
}

enum same_party
decision_same_party(const struct decision_party *a, const struct decision_party *b)
{
	enum agreement names, senders, totals;

	if (same_document(a->order, b->order) || (a->customer_id && a->customer_id == b->customer_id))
		return PARTY_SAME;
	if (a->known && b->known)
		return PARTY_OTHER;
	names = names_agree(a, b);
	senders = senders_agree(a, b);
	totals = totals_agree(a, b);
	if (names == DIFFERS && (senders == DIFFERS || (senders == UNKNOWN && totals == DIFFERS)))
		return PARTY_OTHER;
	if (names == DIFFERS)
		return PARTY_UNSURE;
	if (senders == AGREES)
		return PARTY_SAME;
	if (senders == DIFFERS)
		return names == UNKNOWN && totals == DIFFERS ? PARTY_OTHER : PARTY_UNSURE;
	/* Nothing speaks against it: the name tells, or one of ours who passed on the very same order. */
	if (names == AGREES || (totals == AGREES && a->inside != b->inside))
		return PARTY_SAME;
	return PARTY_UNSURE;
}
