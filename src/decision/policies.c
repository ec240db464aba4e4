/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The policies, as AR would put them. A row that ignores ends the matter: what is no order, or is known
 * already, needs nobody. Otherwise the strictest of all that apply wins, and each of them gives its reason.
 */
#include "purser/decision.h"

#include <string.h>

const char *const ROUTE_NAMES[ROUTE_N] = {
	[ROUTE_IGNORE] = "ignore",
	[ROUTE_ROUTE] = "route",
	[ROUTE_REVIEW] = "review",
	[ROUTE_HOLD] = "hold",
};

struct context {
	const struct decision_input *in;
	const struct decision_settings *settings;
	const struct report *r;
	const struct order *order;
	const struct directory_match *match;  /* never NULL */
	const struct decision_doubts *doubts; /* never NULL */
};

struct policy {
	const char *id;
	enum route route;
	gboolean (*applies)(const struct context *c);
	const char *why;                          /* plain words, for the manual and for AR */
	char *(*detail)(const struct context *c); /* what exactly; NULL or giving NULL: why alone */
};

/* --- what is no order, or nothing new --- */

static gboolean
is_ours(const struct context *c)
{
	return c->in->ours;
}

static gboolean
is_bounce(const struct context *c)
{
	return c->r->bounce;
}

/* Portals send their orders as automatic mail: only automatic mail that brings no order is noise. */
static gboolean
is_auto_reply(const struct context *c)
{
	return c->r->automatic && !c->order;
}

static gboolean
is_no_order(const struct context *c)
{
	return !verdict_is_order(c->r->verdict) && !c->order;
}

static char *
detail_verdict(const struct context *c)
{
	if (c->r->verdict == VERDICT_OTHER || c->r->verdict >= VERDICT_N)
		return NULL;
	return g_strdelimit(g_strdup(VERDICT_NAMES[c->r->verdict]), "_", ' ');
}

static gboolean
is_not_sure_at_all(const struct context *c)
{
	double sure = c->order ? c->order->confidence : c->r->confidence;

	return sure < c->settings->review_confidence;
}

static gboolean
is_sighting(const struct context *c)
{
	return c->order && c->in->relation == RELATION_SIGHTING;
}

static gboolean
sender_is_us(const struct context *c)
{
	return c->in->sender_is_us || c->match->sender_is_own;
}

static gboolean
goes_out(const struct context *c)
{
	return g_strcmp0(c->r->direction, "outbound") == 0;
}

static gboolean
is_our_purchase(const struct context *c)
{
	return sender_is_us(c) && c->match->buyer_is_own;
}

/* --- hold: it may be a fraud --- */

static gboolean
is_not_authentic(const struct context *c)
{
	return g_strcmp0(c->r->authenticity, "fail") == 0;
}

static char *
detail_authenticity(const struct context *c)
{
	return c->r->authenticity_why ? text_one_line(c->r->authenticity_why, 200) : NULL;
}

/* Copies to several mailboxes differ in their trace headers: only where the order differs is the copy
 * altered. */
static gboolean
is_altered_copy(const struct context *c)
{
	if (!c->in->altered_copy || !c->order)
		return FALSE;
	return c->in->relation == RELATION_REVISION ||
	       (c->in->relation == RELATION_NEW && !c->in->difference);
}

static char *
detail_difference(const struct context *c)
{
	return c->in->difference ? text_one_line(c->in->difference, 400) : NULL;
}

static gboolean
looks_alike(const struct context *c)
{
	return c->order && c->doubts->look.why && c->doubts->look.sure;
}

static char *
detail_look(const struct context *c)
{
	return text_one_line(c->doubts->look.why, 400);
}

/* Nothing was proven, either way. */
static gboolean
is_unproven(const struct context *c)
{
	return g_strcmp0(c->r->authenticity, "pass") != 0 && g_strcmp0(c->r->authenticity, "vouched") != 0 &&
	       g_strcmp0(c->r->authenticity, "fail") != 0;
}

static gboolean
needs_proof(const struct context *c)
{
	return c->settings->require_proof && is_unproven(c);
}

static gboolean
claims_to_be_us(const struct context *c)
{
	/* without any result it may have come from within: then it is merely unproven */
	return c->order && c->doubts->from_is_us && needs_proof(c) && c->r->auth_server;
}

static gboolean
is_vouched(const struct context *c)
{
	return g_strcmp0(c->r->authenticity, "vouched") == 0;
}

static gboolean
is_new_buyer(const struct context *c)
{
	return c->doubts->new_buyer && !is_vouched(c) && c->settings->new_buyers >= ROUTE_REVIEW;
}

static gboolean
is_new_buyer_held(const struct context *c)
{
	return is_new_buyer(c) && c->settings->new_buyers == ROUTE_HOLD;
}

/* --- review: a person must look --- */

static gboolean
may_be_a_cousin(const struct context *c)
{
	return c->order && c->doubts->look.why && !c->doubts->look.sure;
}

static gboolean
replies_elsewhere(const struct context *c)
{
	return c->order && c->doubts->reply_elsewhere;
}

static char *
detail_reply(const struct context *c)
{
	return text_one_line(c->doubts->reply_elsewhere, 300);
}

/* Portals' addresses are everybody's: where our server judged, and could not confirm, it is anybody's mail. */
static gboolean
is_unproven_relay(const struct context *c)
{
	return c->order && c->doubts->relay && is_unproven(c) &&
	       (c->r->auth_server || c->settings->require_proof);
}

/* Authentic, and anybody's all the same. */
static gboolean
is_open_relay(const struct context *c)
{
	return c->order && c->doubts->open_relay && !is_vouched(c);
}

static gboolean
has_odd_number(const struct context *c)
{
	return c->doubts->odd_number != NULL;
}

static char *
detail_number(const struct context *c)
{
	return text_one_line(c->doubts->odd_number, 200);
}

/* A supporting sign only: honest people are in a hurry too. */
static gboolean
is_pressing(const struct context *c)
{
	return c->order && c->r->pressure &&
	       (is_not_authentic(c) || looks_alike(c) || may_be_a_cousin(c) || replies_elsewhere(c) ||
		   needs_proof(c) || is_new_buyer(c) || is_unproven_relay(c));
}

/* Two signs together. */
static gboolean
is_pressing_stranger(const struct context *c)
{
	return is_pressing(c) && (is_new_buyer(c) || replies_elsewhere(c) || may_be_a_cousin(c));
}

static char *
detail_pressure(const struct context *c)
{
	return g_strdup_printf("\"%s\"", c->r->pressure);
}

static gboolean
is_unread(const struct context *c)
{
	return !c->order;
}

static gboolean
is_mixed(const struct context *c)
{
	return c->order && !verdict_is_order(c->r->verdict);
}

static gboolean
has_no_number(const struct context *c)
{
	const char *number = c->order ? c->order->value[ORDER_NUMBER] : NULL;
	g_autofree char *key = number ? text_key(number) : NULL;

	return c->order && (!key || !*key);
}

static gboolean
is_unsure(const struct context *c)
{
	return c->order && c->order->confidence < c->settings->route_confidence;
}

static char *
detail_confidence(const struct context *c)
{
	return g_strdup_printf("%d %% sure, %d %% are needed", (int)(c->order->confidence * 100 + 0.5),
	    (int)(c->settings->route_confidence * 100 + 0.5));
}

static gboolean
is_conflict(const struct context *c)
{
	return c->match->conflict;
}

static gboolean
is_strange_sender(const struct context *c)
{
	return c->match->customer && c->match->strange_sender;
}

static char *
detail_match(const struct context *c)
{
	return g_strdup(c->match->why);
}

static gboolean
names_us_as_buyer(const struct context *c)
{
	return c->order && (c->match->buyer_is_own || (goes_out(c) && !sender_is_us(c)));
}

/* One of us sent it out, and nothing tells that it is a customer's: ours to a supplier, or an answer to a new
 * customer with his order attached. A supplier may be a customer as well: then the supplier that the order
 * names tells. */
static gboolean
may_be_our_purchase(const struct context *c)
{
	return c->order && sender_is_us(c) && goes_out(c) &&
	       (!c->match->customer || c->in->supplier_is_other);
}

static gboolean
is_too_many(const struct context *c)
{
	return c->r->orders && c->r->orders->len > c->settings->max_orders;
}

static char *
detail_orders(const struct context *c)
{
	/* the reader keeps one more than it may: how many there were nobody counted */
	return g_strdup_printf("more than the %u that are taken at most", c->settings->max_orders);
}

static gboolean
has_kind(const struct context *c, const char *kind)
{
	return c->order && g_strcmp0(c->order->value[ORDER_KIND], kind) == 0;
}

static gboolean
is_cancellation(const struct context *c)
{
	return has_kind(c, "cancel") || c->r->verdict == VERDICT_ORDER_CANCELLATION;
}

static gboolean
may_repeat(const struct context *c)
{
	return c->order && c->in->relation == RELATION_NEW && c->in->difference != NULL;
}

/* Warnings of the reader that mean: what a person sees is not what the machine read. Matched as text, because
 * the reader words them for people. */
static const char *
hiding_warning(const struct context *c)
{
	static const char *const SIGNS[] = { "hidden", "invisible", "from field", "subject field" };

	for (guint i = 0; c->r->warnings && i < c->r->warnings->len; i++) {
		const char *warning = g_ptr_array_index(c->r->warnings, i);
		g_autofree char *folded = g_utf8_casefold(warning, -1);

		for (gsize s = 0; s < G_N_ELEMENTS(SIGNS); s++)
			if (strstr(folded, SIGNS[s]))
				return warning;
	}
	return NULL;
}

static gboolean
hides_something(const struct context *c)
{
	return hiding_warning(c) != NULL;
}

static char *
detail_hidden(const struct context *c)
{
	return text_one_line(hiding_warning(c), 200);
}

static gboolean
is_off_deal(const struct context *c)
{
	return c->order && c->in->off_deal;
}

static char *
detail_deal(const struct context *c)
{
	return text_one_line(c->in->off_deal, 400);
}

static gboolean
is_over_blanket(const struct context *c)
{
	return c->order && c->in->over_blanket;
}

static char *
detail_blanket(const struct context *c)
{
	return text_one_line(c->in->over_blanket, 200);
}

/* --- route --- */

static gboolean
is_superseded(const struct context *c)
{
	return c->order && c->in->superseded;
}

static char *
detail_superseded(const struct context *c)
{
	return text_one_line(c->in->superseded, 200);
}

static gboolean
is_known_customer(const struct context *c)
{
	return c->order && c->match->customer && c->match->customer->kind == CUSTOMER_KNOWN;
}

static gboolean
is_unknown_customer(const struct context *c)
{
	return c->order && !is_known_customer(c);
}

static gboolean
is_change(const struct context *c)
{
	return !is_cancellation(c) && (has_kind(c, "change") || c->r->verdict == VERDICT_ORDER_CHANGE);
}

static gboolean
is_revision(const struct context *c)
{
	return c->order && c->in->relation == RELATION_REVISION;
}

static gboolean
is_in_doubt(const struct context *c)
{
	return g_strcmp0(c->r->authenticity, "pass") != 0 && g_strcmp0(c->r->authenticity, "vouched") != 0;
}

/* Of an account, that is; who asks what customers owe is warned of besides. */
static const struct report_notice *
notice_of_account(const struct context *c)
{
	for (guint i = 0; c->r->notices && i < c->r->notices->len; i++) {
		const struct report_notice *n = c->r->notices->pdata[i];

		if (g_strcmp0(n->kind, "receivables-request") != 0)
			return n;
	}
	return NULL;
}

static gboolean
announces_account(const struct context *c)
{
	return c->order && notice_of_account(c);
}

static char *
detail_account(const struct context *c)
{
	return text_one_line(notice_of_account(c)->text, 200);
}

static gboolean
pays_elsewhere(const struct context *c)
{
	return c->order && report_remit_to(c->r);
}

static char *
detail_remit(const struct context *c)
{
	const struct report_bank_account *a = report_remit_to(c->r);

	return g_strdup_printf("%s, %s", a->masked, a->standing);
}

/* clang-format off */
static const struct policy POLICIES[] = {
	{ "ours", ROUTE_IGNORE, is_ours,
	    "our own letter came back" },
	{ "bounce", ROUTE_IGNORE, is_bounce,
	    "a mail server's report, not a letter" },
	{ "auto-reply", ROUTE_IGNORE, is_auto_reply,
	    "an automatic reply without an order" },
	{ "no-order", ROUTE_IGNORE, is_no_order,
	    "not a purchase order", detail_verdict },
	{ "unlikely", ROUTE_IGNORE, is_not_sure_at_all,
	    "too little speaks for an order" },
	{ "our-purchase", ROUTE_IGNORE, is_our_purchase,
	    "our own order to a supplier" },
	{ "sighting", ROUTE_IGNORE, is_sighting,
	    "the same order is on record already: noted as one more sighting" },

	{ "not-authentic", ROUTE_HOLD, is_not_authentic,
	    "the sender is not who the letter says", detail_authenticity },
	{ "altered-copy", ROUTE_HOLD, is_altered_copy,
	    "a letter with the same Message-ID came before with another order", detail_difference },

	{ "look-alike", ROUTE_HOLD, looks_alike,
	    "the sender pretends to be another", detail_look },
	{ "claims-us", ROUTE_HOLD, claims_to_be_us,
	    "it says it is by one of us, and our server does not confirm it", detail_authenticity },
	{ "new-buyer-held", ROUTE_HOLD, is_new_buyer_held,
	    "the first order of a buyer who is not on record is held here" },
	{ "pressing-stranger", ROUTE_HOLD, is_pressing_stranger,
	    "who sent it is in doubt, and he presses for haste or silence", detail_pressure },

	{ "bank-change", ROUTE_REVIEW, announces_account,
	    "it speaks of an account to pay to: nothing was changed; call a number on file", detail_account },
	{ "remit-to", ROUTE_REVIEW, pays_elsewhere,
	    "it names an account to pay to that pretends to be ours", detail_remit },
	{ "unproven", ROUTE_REVIEW, needs_proof,
	    "this mailbox requires proof of the sender", detail_authenticity },
	{ "near-name", ROUTE_REVIEW, may_be_a_cousin,
	    "the sender is a cousin of somebody on record, or pretends to be", detail_look },
	{ "reply-elsewhere", ROUTE_REVIEW, replies_elsewhere,
	    "answers to it would go to another house", detail_reply },
	{ "relay-unproven", ROUTE_REVIEW, is_unproven_relay,
	    "it names a portal as its sender, and our server does not confirm it" },
	{ "relay-open", ROUTE_REVIEW, is_open_relay,
	    "it came by a service with which anybody sends in anybody's name" },
	{ "new-buyer", ROUTE_REVIEW, is_new_buyer,
	    "an unverified buyer: not on record, and none of us passed it on; call back on a number that is not in the mail" },
	{ "odd-number", ROUTE_REVIEW, has_odd_number,
	    "the PO number does not look like those of this customer", detail_number },
	{ "unread", ROUTE_REVIEW, is_unread,
	    "about an order, but none could be read" },
	{ "mixed", ROUTE_REVIEW, is_mixed,
	    "an order in a letter that is mainly something else", detail_verdict },
	{ "no-number", ROUTE_REVIEW, has_no_number,
	    "no PO number was found" },
	{ "unsure", ROUTE_REVIEW, is_unsure,
	    "not sure enough to route by itself", detail_confidence },
	{ "conflict", ROUTE_REVIEW, is_conflict,
	    "the signs point at different customers", detail_match },
	{ "strange-sender", ROUTE_REVIEW, is_strange_sender,
	    "it names a customer, but comes from an address not on record for it", detail_match },
	{ "we-buy", ROUTE_REVIEW, names_us_as_buyer,
	    "the buyer it names is one of our own entities" },
	{ "sent-by-us", ROUTE_REVIEW, may_be_our_purchase,
	    "one of us sent it out: our own order to a supplier, or a customer's in an answer" },
	{ "hidden-text", ROUTE_REVIEW, hides_something,
	    "what a reader sees may not be what it says", detail_hidden },
	{ "too-many", ROUTE_REVIEW, is_too_many,
	    "more orders in one message than are routed unseen", detail_orders },
	{ "cancellation", ROUTE_REVIEW, is_cancellation,
	    "it cancels an order" },
	{ "repeats", ROUTE_REVIEW, may_repeat,
	    "it may repeat an order on record", detail_difference },
	{ "off-deal", ROUTE_REVIEW, is_off_deal,
	    "it is not what was agreed", detail_deal },
	{ "over-blanket", ROUTE_REVIEW, is_over_blanket,
	    "more is released than its blanket order holds", detail_blanket },

	{ "customer", ROUTE_ROUTE, is_known_customer,
	    "an order of a customer on record", detail_match },
	{ "unknown-customer", ROUTE_ROUTE, is_unknown_customer,
	    "the customer is not on record: a provisional one is made", detail_match },
	{ "change", ROUTE_ROUTE, is_change,
	    "it changes an order" },
	{ "revision", ROUTE_ROUTE, is_revision,
	    "another content under a number on record", detail_difference },
	{ "superseded", ROUTE_ROUTE, is_superseded,
	    "a later version of it is on record already", detail_superseded },
	{ "pressing", ROUTE_ROUTE, is_pressing,
	    "it presses for haste or silence", detail_pressure },
	{ "in-doubt", ROUTE_ROUTE, is_in_doubt,
	    "nothing vouches for the sender", detail_authenticity },
};
/* clang-format on */

static void
reason_free(gpointer data)
{
	struct decision_reason *r = data;

	g_free(r->text);
	g_free(r);
}

static void
reason_add(struct decision *d, const struct policy *p, const struct context *c)
{
	struct decision_reason *r = g_new0(struct decision_reason, 1);
	g_autofree char *detail = p->detail ? p->detail(c) : NULL;

	r->policy = p->id;
	r->text = detail ? g_strdup_printf("%s: %s", p->why, detail) : g_strdup(p->why);
	g_ptr_array_add(d->reasons, r);
}

void
decision_decide(
    const struct decision_input *in, const struct decision_settings *settings, struct decision *out)
{
	static const struct directory_match NOBODY = { 0 };
	static const struct decision_doubts NO_DOUBTS = { .look = { NULL } };
	const struct context c = { in, settings, in->report, in->order, in->match ? in->match : &NOBODY,
		in->doubts ? in->doubts : &NO_DOUBTS };

	out->route = ROUTE_IGNORE;
	out->reasons = g_ptr_array_new_with_free_func(reason_free);
	for (gsize i = 0; i < G_N_ELEMENTS(POLICIES); i++) {
		const struct policy *p = &POLICIES[i];

		/* The ignoring rows come first: once one applied, the others have nothing to say. */
		if (p->route != ROUTE_IGNORE && out->route == ROUTE_IGNORE && out->reasons->len)
			break;
		if (!p->applies(&c))
			continue;
		reason_add(out, p, &c);
		out->route = MAX(out->route, p->route);
	}
}

void
decision_clear(struct decision *d)
{
	g_clear_pointer(&d->reasons, g_ptr_array_unref);
}

char *
decision_policies(void)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(POLICIES); i++)
		g_string_append_printf(
		    out, "%s\t%s\t%s\n", POLICIES[i].id, ROUTE_NAMES[POLICIES[i].route], POLICIES[i].why);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

enum route
decision_reason_route(const char *reason)
{
	const char *tab = strchr(reason, '\t');
	gsize size = tab ? (gsize)(tab - reason) : 0;

	for (gsize i = 0; size && i < G_N_ELEMENTS(POLICIES); i++)
		if (strncmp(POLICIES[i].id, reason, size) == 0 && !POLICIES[i].id[size])
			return POLICIES[i].route;
	return ROUTE_N;
}
