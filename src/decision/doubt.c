/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What speaks against believing the sender of an order, though his server vouches for him: anybody can buy a domain.
 */
#include "purser/decision.h"

#include <string.h>

enum { SHAPE_MAX = 40 };

char *
order_number_shape(const char *number)
{
	GString *shape = g_string_new(NULL);

	for (const char *at = number; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isdigit(c))
			g_string_append_c(shape, '9');
		else if (g_unichar_isalpha(c))
			g_string_append_c(shape, 'A');
		else if (!g_unichar_isspace(c))
			g_string_append_unichar(shape, c);
	}
	return g_string_free(shape, shape->len == 0 || shape->len > SHAPE_MAX);
}

/* --- look-alikes --- */

static gboolean
look_at(
    const struct decision_doubt_query *q, const char *address, const char *name, struct directory_look *out)
{
	struct directory_look one;

	if (!directory_looks_alike(q->directory, address, name, &one))
		return FALSE;
	if (out->why && !one.sure) {
		directory_look_clear(&one);
		return out->sure;
	}
	directory_look_clear(out);
	*out = one;
	return out->sure;
}

/* One of us who passes it on is himself; whom he passes on may still have fooled him. */
static void
look_find(const struct decision_doubt_query *q, struct directory_look *out)
{
	const struct report *r = q->report;
	gboolean same = g_strcmp0(r->origin.address, r->from.address) == 0;

	if (look_at(q, r->from.address, r->from.name, out))
		return;
	if (!same && r->origin.address && look_at(q, r->origin.address, r->origin.name, out))
		return;
	if (r->reply_to && !q->reply_is_us)
		look_at(q, r->reply_to, NULL, out);
}

/* --- Reply-To --- */

/* On record for the customer whose order it is, or one of our own. */
static gboolean
is_known_for(const struct decision_doubt_query *q, const char *address)
{
	struct directory_match match;
	gboolean known;

	directory_match(q->directory, &(struct directory_query){ .sender_address = address }, &match);
	known = match.sender_is_own || (match.customer && q->match && q->match->customer &&
					   match.customer->id == q->match->customer->id);
	directory_match_clear(&match);
	return known;
}

static char *
reply_elsewhere(const struct decision_doubt_query *q)
{
	const struct report *r = q->report;
	g_autofree char *from = directory_registrable_domain(r->from.address);
	g_autofree char *reply = directory_registrable_domain(r->reply_to);

	if (!r->reply_to || !from || (reply && strcmp(from, reply) == 0) || q->reply_is_us)
		return NULL;
	if (directory_is_freemail(r->from.address) && g_ascii_strcasecmp(r->reply_to, r->from.address) == 0)
		return NULL;
	/* portals answer for others; that a mail calls itself automatic, or a list's, is its own word */
	if (directory_is_relay(r->from.address) || directory_is_relay(r->reply_to) ||
	    is_known_for(q, r->reply_to))
		return NULL;
	return g_strdup_printf("from %s, answers to %s", r->from.address, r->reply_to);
}

/* --- the buyer and his number --- */

static gboolean
is_new_buyer(const struct decision_doubt_query *q)
{
	const struct customer *c = q->match ? q->match->customer : NULL;

	return q->order && !(c && (c->kind == CUSTOMER_KNOWN || c->confirmed)) && !q->from_is_us;
}

static char *
odd_number(const struct decision_doubt_query *q)
{
	const struct customer *c = q->match ? q->match->customer : NULL;
	const char *number = q->order ? q->order->value[ORDER_NUMBER] : NULL;
	g_autofree char *shape = number ? order_number_shape(number) : NULL, *known = NULL;

	if (!number || !c || !c->number_shapes || !c->number_shapes[0] ||
	    (shape && g_strv_contains((const char *const *)c->number_shapes, shape)))
		return NULL;
	known = g_strjoinv(", ", c->number_shapes);
	return g_strdup_printf("%s; theirs look like %s", number, known);
}

void
decision_doubts_find(const struct decision_doubt_query *q, struct decision_doubts *out)
{
	*out = (struct decision_doubts){ .from_is_us = q->from_is_us };
	look_find(q, &out->look);
	out->reply_elsewhere = reply_elsewhere(q);
	out->odd_number = odd_number(q);
	out->relay = q->author && directory_is_relay(q->author);
	out->open_relay = q->author && directory_is_open_relay(q->author);
	out->new_buyer = is_new_buyer(q);
}

void
decision_doubts_clear(struct decision_doubts *d)
{
	directory_look_clear(&d->look);
	g_clear_pointer(&d->reply_elsewhere, g_free);
	g_clear_pointer(&d->odd_number, g_free);
}
