/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policies, as a table of letters and what AR wants done with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "purser/decision.h"

static const struct decision_settings SETTINGS = {
	.route_confidence = 0.8, .review_confidence = 0.4, .max_orders = 2
};

enum who { NOBODY, KNOWN, PROVISIONAL };

/* What is left out is the ordinary case: an authentic order of a known customer. */
struct letter {
	const char *number;          /* NULL: no order was read; "" an order without a number */
	double confidence;           /* 0: 0.95 */
	enum report_verdict verdict; /* OTHER: purchase order */
	gboolean other;
	const char *kind, *authenticity, *direction, *warning, *difference;
	enum relation relation;
	enum who who;
	guint n_orders;
	const char *off_deal, *over_blanket, *superseded;
	const char *look, *cousin, *reply_elsewhere, *odd_number, *pressure, *notice,
	    *notice_kind;                                          /* doubts */
	gboolean relay, open_relay, from_is_us, new_buyer, judged; /* judged: by our server */
	gboolean proof;                                            /* the mailbox requires it */
	enum route newcomers;
	const char *account; /* "standing whose holder" of one that it names; NULL */
	gboolean stranger, conflict, buyer_is_own, altered, ours, from_us, automatic, bounce,
	    supplier_is_other;
};

struct row {
	const char *story;
	struct letter letter;
	enum route wanted;
	const char *policies; /* that gave reasons, in order */
};

static const struct row ROWS[] = {
	{ "a sure order of a customer on record goes to AR", { .number = "4500", .who = KNOWN }, ROUTE_ROUTE,
	    "customer" },
	{ "so does one that an AE forwarded",
	    { .number = "4500", .who = KNOWN, .authenticity = "vouched", .from_us = TRUE }, ROUTE_ROUTE,
	    "customer" },
	{ "and one nobody vouches for, with a mark",
	    { .number = "4500", .who = KNOWN, .authenticity = "unknown" }, ROUTE_ROUTE, "customer in-doubt" },
	{ "an unknown customer's goes with a mark", { .number = "4500", .who = NOBODY }, ROUTE_ROUTE,
	    "unknown-customer" },
	{ "a provisional customer's too", { .number = "4500", .who = PROVISIONAL }, ROUTE_ROUTE,
	    "unknown-customer" },
	{ "an unknown customer's that is not sure waits", { .number = "4500", .confidence = 0.7 },
	    ROUTE_REVIEW, "unsure unknown-customer" },
	{ "one that is not sure waits", { .number = "4500", .who = KNOWN, .confidence = 0.79 }, ROUTE_REVIEW,
	    "unsure customer" },
	{ "exactly sure enough is sure enough", { .number = "4500", .who = KNOWN, .confidence = 0.8 },
	    ROUTE_ROUTE, "customer" },
	{ "what hardly looks like one is ignored", { .number = "4500", .who = KNOWN, .confidence = 0.39 },
	    ROUTE_IGNORE, "unlikely" },
	{ "an order without a number waits", { .number = "", .who = KNOWN }, ROUTE_REVIEW,
	    "no-number customer" },
	{ "a number of punctuation is none", { .number = "--", .who = KNOWN }, ROUTE_REVIEW,
	    "no-number customer" },
	{ "a letter about an order that could not be read waits", { .who = KNOWN }, ROUTE_REVIEW, "unread" },
	{ "signs that point at different customers wait",
	    { .number = "4500", .who = KNOWN, .conflict = TRUE }, ROUTE_REVIEW, "conflict customer" },
	{ "a customer's name from a stranger's address waits",
	    { .number = "4500", .who = KNOWN, .stranger = TRUE }, ROUTE_REVIEW, "strange-sender customer" },
	{ "a forged sender is held", { .number = "4500", .who = KNOWN, .authenticity = "fail" }, ROUTE_HOLD,
	    "not-authentic customer in-doubt" },
	{ "held outweighs review",
	    { .number = "4500", .who = KNOWN, .authenticity = "fail", .conflict = TRUE }, ROUTE_HOLD,
	    "not-authentic conflict customer in-doubt" },
	{ "hidden text waits", { .number = "4500", .who = KNOWN, .warning = "hidden text in the HTML part" },
	    ROUTE_REVIEW, "hidden-text customer" },
	{ "two From fields wait", { .number = "4500", .who = KNOWN, .warning = "2 From fields" },
	    ROUTE_REVIEW, "hidden-text customer" },
	{ "other warnings do not", { .number = "4500", .who = KNOWN, .warning = "part 1.2 was cut" },
	    ROUTE_ROUTE, "customer" },
	{ "more orders than are routed unseen wait", { .number = "4500", .who = KNOWN, .n_orders = 3 },
	    ROUTE_REVIEW, "too-many customer" },
	{ "as many as are allowed go", { .number = "4500", .who = KNOWN, .n_orders = 2 }, ROUTE_ROUTE,
	    "customer" },
	{ "a cancellation waits", { .number = "4500", .who = KNOWN, .kind = "cancel" }, ROUTE_REVIEW,
	    "cancellation customer" },
	{ "by its verdict too", { .number = "4500", .who = KNOWN, .verdict = VERDICT_ORDER_CANCELLATION },
	    ROUTE_REVIEW, "cancellation customer" },
	{ "a sure change goes, marked", { .number = "4500", .who = KNOWN, .verdict = VERDICT_ORDER_CHANGE },
	    ROUTE_ROUTE, "customer change" },
	{ "a revision goes, marked",
	    { .number = "4500",
		.who = KNOWN,
		.relation = RELATION_REVISION,
		.difference = "total 100.00 → 120.00" },
	    ROUTE_ROUTE, "customer revision" },
	{ "a sighting needs nobody, however doubtful",
	    { .number = "4500",
		.who = KNOWN,
		.relation = RELATION_SIGHTING,
		.authenticity = "fail",
		.altered = TRUE },
	    ROUTE_IGNORE, "sighting" },
	{ "an altered copy is held",
	    { .number = "4500", .who = KNOWN, .altered = TRUE, .relation = RELATION_REVISION }, ROUTE_HOLD,
	    "altered-copy customer revision" },
	{ "under another number too", { .number = "4501", .who = KNOWN, .altered = TRUE }, ROUTE_HOLD,
	    "altered-copy customer" },
	{ "a copy of one on hold waits",
	    { .number = "4500", .who = KNOWN, .altered = TRUE, .difference = "the same content as item 3" },
	    ROUTE_REVIEW, "repeats customer" },
	{ "our own letter is ignored", { .number = "4500", .who = KNOWN, .ours = TRUE }, ROUTE_IGNORE,
	    "ours" },
	{ "a bounce is ignored", { .number = "4500", .who = KNOWN, .bounce = TRUE }, ROUTE_IGNORE, "bounce" },
	{ "an auto-reply is ignored", { .other = TRUE, .automatic = TRUE }, ROUTE_IGNORE,
	    "auto-reply no-order" },
	{ "a portal's automatic order is none", { .number = "4500", .who = KNOWN, .automatic = TRUE },
	    ROUTE_ROUTE, "customer" },
	{ "our own order to a supplier is ignored", { .number = "77", .from_us = TRUE, .buyer_is_own = TRUE },
	    ROUTE_IGNORE, "our-purchase" },
	{ "one that goes out for a buyer whom nobody knows may be an answer to a new customer",
	    { .number = "77", .from_us = TRUE, .direction = "outbound" }, ROUTE_REVIEW,
	    "sent-by-us unknown-customer" },
	{ "an AE's reply to a customer is not",
	    { .number = "77", .who = KNOWN, .from_us = TRUE, .direction = "outbound" }, ROUTE_ROUTE,
	    "customer" },
	{ "our own order to a supplier who is a customer too waits, where it does not name us as the buyer",
	    { .number = "77",
		.who = KNOWN,
		.from_us = TRUE,
		.direction = "outbound",
		.supplier_is_other = TRUE },
	    ROUTE_REVIEW, "sent-by-us customer" },
	{ "and is ignored where it does",
	    { .number = "77", .who = KNOWN, .from_us = TRUE, .direction = "outbound", .buyer_is_own = TRUE },
	    ROUTE_IGNORE, "our-purchase" },
	{ "our own order that comes back from a customer waits",
	    { .number = "77", .who = KNOWN, .direction = "outbound" }, ROUTE_REVIEW, "we-buy customer" },
	{ "a stranger's order that names us as the buyer waits", { .number = "77", .buyer_is_own = TRUE },
	    ROUTE_REVIEW, "we-buy unknown-customer" },
	{ "an invoice is ignored", { .verdict = VERDICT_INVOICE }, ROUTE_IGNORE, "no-order" },
	{ "a quote is ignored", { .verdict = VERDICT_QUOTE }, ROUTE_IGNORE, "no-order" },
	{ "a confirmation is ignored", { .verdict = VERDICT_ORDER_CONFIRMATION }, ROUTE_IGNORE, "no-order" },
	{ "a promise is ignored", { .verdict = VERDICT_PROMISE }, ROUTE_IGNORE, "no-order" },
	{ "anything else is ignored", { .other = TRUE }, ROUTE_IGNORE, "no-order" },
	{ "a sender who pretends to be another is held, though his server vouches for him",
	    { .number = "4500", .who = KNOWN, .look = "contos0.example looks like contoso.example" },
	    ROUTE_HOLD, "look-alike customer" },
	{ "and though one of us passed it on",
	    { .number = "4500",
		.look = "x looks like y",
		.authenticity = "vouched",
		.new_buyer = TRUE,
		.newcomers = ROUTE_REVIEW },
	    ROUTE_HOLD, "look-alike unknown-customer" },
	{ "one who may be a cousin waits", { .number = "4500", .cousin = "contoso.com" }, ROUTE_REVIEW,
	    "near-name unknown-customer" },
	{ "answers to another house wait", { .number = "4500", .who = KNOWN, .reply_elsewhere = "x" },
	    ROUTE_REVIEW, "reply-elsewhere customer" },
	{ "one that nobody proves waits where proof is required",
	    { .number = "4500", .who = KNOWN, .authenticity = "unknown", .proof = TRUE }, ROUTE_REVIEW,
	    "unproven customer in-doubt" },
	{ "a proven one goes", { .number = "4500", .who = KNOWN, .proof = TRUE }, ROUTE_ROUTE, "customer" },
	{ "so does one that is vouched for",
	    { .number = "4500", .who = KNOWN, .authenticity = "vouched", .proof = TRUE, .from_is_us = TRUE },
	    ROUTE_ROUTE, "customer" },
	{ "one that says it is by one of us, which our server does not confirm, is held",
	    { .number = "4500",
		.who = KNOWN,
		.authenticity = "unknown",
		.proof = TRUE,
		.from_is_us = TRUE,
		.judged = TRUE },
	    ROUTE_HOLD, "claims-us unproven customer in-doubt" },
	{ "without any result it may have come from within, and waits",
	    { .number = "4500", .who = KNOWN, .authenticity = "unknown", .proof = TRUE, .from_is_us = TRUE },
	    ROUTE_REVIEW, "unproven customer in-doubt" },
	{ "a portal's name that our server does not confirm waits",
	    { .number = "4500", .who = KNOWN, .authenticity = "unknown", .relay = TRUE, .judged = TRUE },
	    ROUTE_REVIEW, "relay-unproven customer in-doubt" },
	{ "where no server judges it goes with a mark",
	    { .number = "4500", .who = KNOWN, .authenticity = "unknown", .relay = TRUE }, ROUTE_ROUTE,
	    "customer in-doubt" },
	{ "a confirmed one goes", { .number = "4500", .who = KNOWN, .relay = TRUE, .judged = TRUE },
	    ROUTE_ROUTE, "customer" },
	{ "one by which anybody sends in anybody's name waits all the same",
	    { .number = "4500", .who = KNOWN, .relay = TRUE, .open_relay = TRUE, .judged = TRUE },
	    ROUTE_REVIEW, "relay-open customer" },
	{ "unless one of us passed it on",
	    { .number = "4500", .who = KNOWN, .relay = TRUE, .open_relay = TRUE, .authenticity = "vouched" },
	    ROUTE_ROUTE, "customer" },
	{ "a new buyer waits where they are told apart",
	    { .number = "4500", .new_buyer = TRUE, .newcomers = ROUTE_REVIEW }, ROUTE_REVIEW,
	    "new-buyer unknown-customer" },
	{ "or is held", { .number = "4500", .new_buyer = TRUE, .newcomers = ROUTE_HOLD }, ROUTE_HOLD,
	    "new-buyer-held new-buyer unknown-customer" },
	{ "or goes", { .number = "4500", .new_buyer = TRUE, .newcomers = ROUTE_ROUTE }, ROUTE_ROUTE,
	    "unknown-customer" },
	{ "one whom an AE passed on goes",
	    { .number = "4500", .new_buyer = TRUE, .newcomers = ROUTE_REVIEW, .authenticity = "vouched" },
	    ROUTE_ROUTE, "unknown-customer" },
	{ "a number unlike the customer's others waits, and is not rejected",
	    { .number = "4500", .who = KNOWN, .odd_number = "4500; theirs look like AA-9999" }, ROUTE_REVIEW,
	    "odd-number customer" },
	{ "haste alone says nothing", { .number = "4500", .who = KNOWN, .pressure = "very urgent" },
	    ROUTE_ROUTE, "customer" },
	{ "beside another doubt it is told",
	    { .number = "4500",
		.who = KNOWN,
		.pressure = "very urgent",
		.authenticity = "unknown",
		.proof = TRUE },
	    ROUTE_REVIEW, "unproven customer pressing in-doubt" },
	{ "a stranger in haste is held",
	    { .number = "4500", .pressure = "very urgent", .new_buyer = TRUE, .newcomers = ROUTE_REVIEW },
	    ROUTE_HOLD, "pressing-stranger new-buyer unknown-customer pressing" },
	{ "an order beside other bank details waits",
	    { .number = "4500", .who = KNOWN, .notice = "our bank details have changed" }, ROUTE_REVIEW,
	    "bank-change customer" },
	{ "but not one whose sender asks what customers owe: that is warned of",
	    { .number = "4500",
		.who = KNOWN,
		.notice = "please send the aging report",
		.notice_kind = "receivables-request" },
	    ROUTE_ROUTE, "customer" },
	{ "an order that names an account like ours waits",
	    { .number = "4500", .who = KNOWN, .account = "altered unknown -" }, ROUTE_REVIEW,
	    "remit-to customer" },
	{ "and one at another bank", { .number = "4500", .who = KNOWN, .account = "swapped theirs Contoso" },
	    ROUTE_REVIEW, "remit-to customer" },
	{ "an account of ours may stand in it",
	    { .number = "4500", .who = KNOWN, .account = "approved ours Acme" }, ROUTE_ROUTE, "customer" },
	{ "and the customer's own", { .number = "4500", .who = KNOWN, .account = "unknown theirs Contoso" },
	    ROUTE_ROUTE, "customer" },
	{ "but not a strange one in our name",
	    { .number = "4500", .who = KNOWN, .account = "unknown ours Acme" }, ROUTE_REVIEW,
	    "remit-to customer" },
	{ "our name near it says nothing", { .number = "4500", .who = KNOWN, .account = "unknown ours -" },
	    ROUTE_ROUTE, "customer" },
	{ "what was not agreed waits",
	    { .number = "4500", .who = KNOWN, .off_deal = "total 90.00, agreed 100.00" }, ROUTE_REVIEW,
	    "off-deal customer" },
	{ "more than a blanket order holds waits",
	    { .number = "4500", .who = KNOWN, .over_blanket = "by EUR 20.00" }, ROUTE_REVIEW,
	    "over-blanket customer" },
	{ "one that a later version followed goes, marked",
	    { .number = "4500", .who = KNOWN, .superseded = "item 7" }, ROUTE_ROUTE, "customer superseded" },
	{ "an order inside an invoice mail waits",
	    { .number = "4500", .who = KNOWN, .verdict = VERDICT_INVOICE }, ROUTE_REVIEW, "mixed customer" },
};

static struct report *
report_of(const struct letter *l, struct order **out_order)
{
	struct report *r = report_new();
	double confidence = l->confidence > 0 ? l->confidence : 0.95;

	r->verdict = l->other ? VERDICT_OTHER : l->verdict ? l->verdict : VERDICT_PURCHASE_ORDER;
	r->confidence = confidence;
	r->authenticity = g_strdup(l->authenticity ? l->authenticity : "pass");
	r->direction = g_strdup(l->direction ? l->direction : "inbound");
	r->pressure = g_strdup(l->pressure);
	r->auth_server = g_strdup(l->judged ? "mx.acme.example" : NULL);
	r->automatic = l->automatic;
	r->bounce = l->bounce;
	if (l->warning)
		g_ptr_array_add(r->warnings, g_strdup(l->warning));
	if (l->notice) {
		struct report_notice *n = g_new0(struct report_notice, 1);

		n->kind = g_strdup(l->notice_kind ? l->notice_kind : "bank-change");
		n->text = g_strdup(l->notice);
		g_ptr_array_add(r->notices, n);
	}
	if (l->account) {
		struct report_bank_account *a = g_new0(struct report_bank_account, 1);
		g_auto(GStrv) words = g_strsplit(l->account, " ", 3);

		a->scheme = g_strdup("iban");
		a->masked = g_strdup("DE****3000");
		a->standing = g_strdup(words[0]);
		a->whose = g_strdup(words[1]);
		a->holder = strcmp(words[2], "-") ? g_strdup(words[2]) : NULL;
		g_ptr_array_add(r->bank_accounts, a);
	}
	*out_order = NULL;
	for (guint i = 0; l->number && i < MAX(l->n_orders, 1); i++) {
		struct order *o = order_new();

		o->value[ORDER_NUMBER] = *l->number ? g_strdup(l->number) : NULL;
		o->value[ORDER_KIND] = g_strdup(l->kind);
		o->confidence = confidence;
		g_ptr_array_add(r->orders, o);
		*out_order = g_ptr_array_index(r->orders, 0);
	}
	return r;
}

static void
decide__table(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		const struct letter *l = &ROWS[i].letter;
		struct order *order;
		struct report *r = report_of(l, &order);
		struct customer c = { .kind = l->who == PROVISIONAL ? CUSTOMER_PROVISIONAL : CUSTOMER_KNOWN };
		struct directory_match m = { .customer = l->who == NOBODY ? NULL : &c,
			.why = (char *)"why",
			.conflict = l->conflict,
			.strange_sender = l->stranger,
			.buyer_is_own = l->buyer_is_own };
		struct decision_doubts doubts = { .look = { .why = (char *)(l->look ? l->look : l->cousin),
						      .sure = l->look != NULL },
			.reply_elsewhere = (char *)l->reply_elsewhere,
			.odd_number = (char *)l->odd_number,
			.relay = l->relay,
			.open_relay = l->open_relay,
			.from_is_us = l->from_is_us,
			.new_buyer = l->new_buyer };
		struct decision_settings settings = SETTINGS;
		g_autoptr(GString) policies = g_string_new(NULL);
		struct decision d;

		settings.require_proof = l->proof;
		settings.new_buyers = l->newcomers;

		decision_decide(&(struct decision_input){ .report = r,
				    .order = order,
				    .match = &m,
				    .relation = l->relation,
				    .difference = l->difference,
				    .altered_copy = l->altered,
				    .ours = l->ours,
				    .sender_is_us = l->from_us,
				    .supplier_is_other = l->supplier_is_other,
				    .off_deal = l->off_deal,
				    .over_blanket = l->over_blanket,
				    .superseded = l->superseded,
				    .doubts = &doubts },
		    &settings, &d);
		for (guint n = 0; n < d.reasons->len; n++) {
			const struct decision_reason *reason = g_ptr_array_index(d.reasons, n);

			assert_true(reason->text && *reason->text);
			g_string_append_printf(policies, "%s%s", n ? " " : "", reason->policy);
		}
		if (d.route != ROWS[i].wanted || strcmp(policies->str, ROWS[i].policies) != 0)
			fail_msg("%s: %s because of %s, wanted %s because of %s", ROWS[i].story,
			    ROUTE_NAMES[d.route], policies->str, ROUTE_NAMES[ROWS[i].wanted],
			    ROWS[i].policies);
		decision_clear(&d);
		report_free(r);
	}
}

static void
decide__every_policy_is_reached_by_a_row(void **state)
{
	g_autofree char *table = decision_policies();
	g_auto(GStrv) lines = g_strsplit(table, "\n", -1);

	(void)state;
	for (char **line = lines; **line; line++) {
		g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
		gboolean reached = FALSE;

		assert_int_equal(g_strv_length(cells), 3);
		for (gsize i = 0; i < G_N_ELEMENTS(ROWS) && !reached; i++) {
			g_auto(GStrv) words = g_strsplit(ROWS[i].policies, " ", -1);

			reached = g_strv_contains((const char *const *)words, cells[0]);
		}
		if (!reached)
			fail_msg("no row reaches the policy %s", cells[0]);
	}
}

static void
decide__needs_no_match(void **state)
{
	struct letter l = { .number = "4500" };
	struct order *order;
	struct report *r = report_of(&l, &order);
	struct decision d;

	(void)state;
	decision_decide(&(struct decision_input){ .report = r, .order = order }, &SETTINGS, &d);
	assert_int_equal(d.route, ROUTE_ROUTE);
	decision_clear(&d);
	report_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decide__table),
		cmocka_unit_test(decide__every_policy_is_reached_by_a_row),
		cmocka_unit_test(decide__needs_no_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
