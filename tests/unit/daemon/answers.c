/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to our letters, through the very way that a read message takes: who is believed, what is done, what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "judge.h"
#include "ground.h"
#include "post.h"
#include "promise.h"

#include "purser/outbox.h"

enum { DAY = 86400 };

static const char CONFIGURATION[] =
    "[purser]\nmode = live\n[company]\nnames = Acme Ltd\ndomains = acme.example\n"
    "[ar]\nfrom = purser@acme.example\nto = ar@acme.example\nhost = localhost\nuser = ar\npassword_file = "
    "/dev/null\n"
    "[letters]\nowner = owner@acme.example\ntime_zone = Europe/Berlin\n"
    "[answers]\nmailbox = po\nfrom = ann@acme.example\n"
    "[mailbox po]\nhost = localhost\nuser = po\npassword_file = /dev/null\nauthserv_ids = mx.acme.example\n"
    "[mailbox dana]\nhost = localhost\nuser = dana\npassword_file = /dev/null\nowner = dana@acme.example\n";
#define OURS "purser.0.feed@acme.example"

struct house {
	struct ground ground;
	struct keeper k;
	gint64 po, dana, contoso;
	guint32 next_uid;
};

static void
letter_of_ours(struct house *h, store_tx *tx, const char *message_id)
{
	const char *to[] = { "ar@acme.example", NULL };
	g_autoptr(GError) error = NULL;
	gint64 id;
	struct outbox_put *put =
	    outbox_put_letter(tx, h->k.outbox_key, "digest", message_id, to, keeper_now(), &error);

	must(put, error);
	must(outbox_put_bytes(put, "x", 1, &error) && outbox_put_end(&put, &id, &error), error);
}

static gint64
customer_put(struct house *h, store_tx *tx, const char *code, const char *name, const char *domain)
{
	struct customer *c = customer_new();
	gint64 id;

	c->code = g_strdup(code);
	c->name = g_strdup(name);
	c->ae = g_strdup("dana@acme.example");
	g_strfreev(c->domains);
	c->domains = g_strdupv((char *[]){ (char *)domain, NULL });
	assert_true(store_customer_put(tx, c, &id, NULL, NULL));
	c->id = id;
	directory_add(h->k.directory, c);
	return id;
}

static int
setup(void **state)
{
	struct house *h = g_new0(struct house, 1);
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = NULL;

	ground_lay(&h->ground, &h->k, CONFIGURATION);
	must(keeper_directory_load(&h->k, &error), error);
	tx = store_begin(h->k.store, &error);
	must(tx, error);
	must(store_folder_put(tx, "po", "INBOX", 1, 1, &h->po, &error), error);
	must(store_folder_put(tx, "dana", "INBOX", 1, 1, &h->dana, &error), error);
	h->next_uid = 1;
	h->contoso = customer_put(h, tx, "C1", "Contoso GmbH", "contoso.example");
	letter_of_ours(h, tx, OURS);
	must(store_commit(&tx, &error), error);
	*state = h;
	return 0;
}

static int
teardown(void **state)
{
	struct house *h = *state;

	judge_made_settle(&h->k, FALSE);
	ground_clear(&h->ground, &h->k);
	g_free(h);
	return 0;
}

/* An item that waits for a person. */
static gint64
item_put(struct house *h, const char *number, const char *reason)
{
	struct store_item item = { .kind = ITEM_ORDER,
		.route = ROUTE_REVIEW,
		.customer_id = h->contoso,
		.verdict = VERDICT_PURCHASE_ORDER,
		.at_s = 5 };
	struct store_message row = {
		.folder_id = h->dana, .uid = h->next_uid++, .at_s = 5, .internal_date_s = 5
	};
	g_autoptr(GPtrArray) reasons = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(h->k.store, &error);
	gint64 id = 0;

	item.order = order_new();
	item.order->value[ORDER_NUMBER] = g_strdup(number);
	item.order->content_digest = g_strdup_printf("%064u", row.uid);
	g_ptr_array_add(reasons, (gpointer)(reason ? reason : "confidence\tunsure"));
	item.reasons = reasons;
	must(store_message_put(tx, &row, &item.message_id, &error) &&
		 store_item_put(tx, &item, &id, &error) && store_commit(&tx, &error),
	    error);
	order_free(item.order);
	return id;
}

struct said { /* what differs from a good answer; NULL: nothing */
	const char *from, *authenticity, *mailbox, *answers, *id, *date;
	gboolean unproven, automatic;
};

static struct report *
report_of(const struct said *s)
{
	struct report *r = report_new();

	r->message_id = g_strdup(s->id ? s->id : "a1@acme.example");
	r->date = g_strdup(s->date ? s->date : "2026-11-20T09:00:00Z");
	r->subject = g_strdup("Re: 7 POs for AR");
	r->from.address = g_strdup(s->from ? s->from : "ann@acme.example");
	r->origin.address = g_strdup(r->from.address);
	r->origin_how = g_strdup("header");
	r->authenticity = g_strdup(s->authenticity ? s->authenticity : "pass");
	r->auth_server = s->unproven ? NULL : g_strdup("mx.acme.example");
	r->in_reply_to = g_strdup(s->answers ? s->answers : OURS);
	r->automatic = s->automatic;
	return r;
}

static void
command_add(struct report *r, const char *verb, gint64 item, const char *argument)
{
	struct report_command *c = g_new0(struct report_command, 1);

	c->verb = g_strdup(verb);
	c->item = item ? g_strdup_printf("%" G_GINT64_FORMAT, item) : NULL;
	c->argument = g_strdup(argument);
	g_ptr_array_add(r->commands, c);
}

static void
arrive(struct house *h, const char *mailbox, struct report *r, gint64 date_s)
{
	struct fetcher_message mail = { .uid = h->next_uid++, .size = 100, .internal_date = date_s };
	g_autofree char *bytes = g_strdup_printf("%u", mail.uid);
	struct arrival m = { .mail = &mail, .report = r };
	g_autoptr(GError) error = NULL;
	g_autoptr(store_tx) tx = store_begin(h->k.store, &error);
	gboolean routed;

	mail.digest = digest_of(bytes, strlen(bytes));
	must(judge_message_put(
		 &h->k, tx, mailbox, strcmp(mailbox, "po") == 0 ? h->po : h->dana, &m, &routed, &error) &&
		 store_commit(&tx, &error),
	    error);
	report_free(r);
}

static void
say(struct house *h, const struct said *s, const char *verb, gint64 item, const char *argument)
{
	struct report *r = report_of(s);

	command_add(r, verb, item, argument);
	arrive(h, s->mailbox ? s->mailbox : "po", r, keeper_now());
}

/* The lines told so far, in order; yours. */
static char *
told(struct house *h)
{
	const struct store_letter_filter all = { .state = -1, .kind = "answer" };
	g_autoptr(GPtrArray) letters = store_letters(h->k.store, &all, NULL);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < letters->len; i++) {
		const struct store_letter *l = letters->pdata[i];

		for (guint f = 0; f < l->facts->len; f++) {
			const struct store_letter_fact *fact = l->facts->pdata[f];

			if (strcmp(fact->name, "done") == 0)
				g_string_append_printf(out, "%s\n", fact->value);
		}
	}
	return g_string_free(out, FALSE);
}

static void
assert_told(struct house *h, const char *part)
{
	g_autofree char *all = told(h);

	if (!strstr(all, part))
		fail_msg("'%s' is not told: %s", part, all);
}

static void
assert_route(struct house *h, gint64 item_id, enum route route)
{
	struct store_item *item = store_item_get(h->k.store, item_id, NULL);

	assert_non_null(item);
	assert_int_equal(item->route, route);
	store_item_free(item);
}

static guint
alerts_of(struct house *h, enum alert_kind kind)
{
	g_autoptr(GPtrArray) all =
	    store_alerts(h->k.store, &(struct store_alert_filter){ .open_only = TRUE }, NULL);
	guint n = 0;

	for (guint i = 0; i < all->len; i++)
		n += ((struct store_alert *)all->pdata[i])->kind == kind;
	return n;
}

/* --- AR settles ---------------------------------------------------------------------------------- */

static void
answer__a_good_one_settles_the_item_and_says_so_under_the_senders_name(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	struct store_item *item;
	g_autoptr(GPtrArray) audit = NULL;

	say(h, &(struct said){ NULL }, "reject", id, "duplicate");
	item = store_item_get(h->k.store, id, NULL);
	assert_int_equal(item->route, ROUTE_IGNORE);
	assert_string_equal(item->settled_by, "ann@acme.example");
	store_item_free(item);
	assert_told(h, "rejected, nothing is sent");
	audit = store_audit(h->k.store, 0, 1, NULL);
	assert_string_equal(((struct store_audit_row *)audit->pdata[0])->who, "ann@acme.example (by mail)");
	assert_true(h->k.answered);
}

static void
answer__several_lines_are_each_done_or_refused_by_themselves(void **state)
{
	struct house *h = *state;
	gint64 one = item_put(h, NULL, NULL), two = item_put(h, "4501", NULL);
	struct report *r = report_of(&(struct said){ NULL });
	struct store_item *item;

	command_add(r, "number", one, "4500123456");
	command_add(r, "customer", one, "Nobody at all");
	command_add(r, "reject", 999, "gone");
	command_add(r, "reject", two, "twice");
	command_add(r, "route", two, NULL);
	command_add(r, "route", 0, "twelve");
	command_add(r, "number", two, NULL);
	command_add(r, "route", one, "now");
	arrive(h, "po", r, keeper_now());
	item = store_item_get(h->k.store, one, NULL);
	assert_string_equal(item->order->value[ORDER_NUMBER], "4500123456");
	assert_int_equal(item->route, ROUTE_REVIEW);
	store_item_free(item);
	assert_route(h, two, ROUTE_IGNORE);
	assert_told(h, "the PO number is 4500123456");
	assert_told(h, "no customer 'Nobody at all'");
	assert_told(h, "reject 999 gone: not done: no item 999");
	assert_told(h, "settled by ann@acme.example already");
	assert_told(h, "route twelve: not done: not understood; write route 12");
	assert_told(h, "something is missing; write number 12 THE-PO-NUMBER");
	assert_told(h, "nothing may follow the item's number");
}

static void
answer__what_was_refused_leaves_nothing_half_done(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, NULL, NULL);

	say(h, &(struct said){ NULL }, "route", id, NULL);
	assert_route(h, id, ROUTE_REVIEW);
	assert_told(h, "has no PO number: answer number");
	assert_false(h->k.answered);
}

static void
answer__without_proof_is_an_alert_and_no_letter(void **state)
{
	static const struct said FORGED[] = { { .authenticity = "fail" }, { .authenticity = "unknown" },
		{ .unproven = TRUE } };
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	g_autofree char *lines = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(FORGED); i++)
		say(h, &FORGED[i], "reject", id, "x");
	assert_route(h, id, ROUTE_REVIEW);
	lines = told(h);
	assert_string_equal(lines, "");
	assert_int_equal(alerts_of(h, ALERT_ANSWER), 1);
}

static void
answer__a_forger_who_writes_the_name_otherwise_wakes_nobody_again(void **state)
{
	static const char *const NAMES[] = { "ann@acme.example", "Ann@acme.example", "ANN@ACME.EXAMPLE" };
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		const struct store_alert_filter untold = { .untold_only = TRUE };
		g_autoptr(GPtrArray) alerts = NULL;
		g_autoptr(store_tx) tx = NULL;

		say(h, &(struct said){ .from = NAMES[i], .authenticity = "fail" }, "reject", id, "x");
		alerts = store_alerts(h->k.store, &untold, NULL);
		assert_int_equal(alerts->len, i ? 0 : 1);
		tx = store_begin(h->k.store, NULL);
		for (guint n = 0; n < alerts->len; n++)
			assert_true(store_alert_told(
			    tx, ((struct store_alert *)alerts->pdata[n])->id, keeper_now(), NULL));
		assert_true(store_commit(&tx, NULL));
	}
}

/* The digest says "reject 12 REASON": where its text comes back as new, nothing is done. */
static void
answer__our_own_example_and_more_than_a_number_are_not_done(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	struct report *r = report_of(&(struct said){ NULL });
	struct store_item *item;

	command_add(r, "reject", id, "REASON");
	command_add(r, "number", id, "THE-PO-NUMBER");
	command_add(r, "number", id, "4711 and route 12");
	arrive(h, "po", r, keeper_now());
	assert_route(h, id, ROUTE_REVIEW);
	item = store_item_get(h->k.store, id, NULL);
	assert_string_equal(item->order->value[ORDER_NUMBER], "4500");
	store_item_free(item);
	assert_told(h, "put your own words in its place");
	assert_told(h, "nothing but the PO number may follow");
	say(h, &(struct said){ .id = "a2@acme.example" }, "number", id, "PO 4711 B2");
	assert_told(h, "the PO number is PO 4711 B2");
}

static void
answer__from_others_elsewhere_to_nothing_or_by_a_machine_does_nothing(void **state)
{
	static const struct said ROWS[] = { { .from = "dana@acme.example" }, { .from = "ann@evil.example" },
		{ .mailbox = "dana" }, { .answers = "somebody@else.example" }, { .automatic = TRUE } };
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	g_autofree char *lines = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
		say(h, &ROWS[i], "reject", id, "x");
	assert_route(h, id, ROUTE_REVIEW);
	lines = told(h);
	assert_string_equal(lines, "");
	assert_int_equal(alerts_of(h, ALERT_ANSWER), 0);
}

static void
answer__comes_again_and_does_nothing_even_under_another_message_id(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	struct store_item *item;

	say(h, &(struct said){ NULL }, "number", id, "1");
	say(h, &(struct said){ .id = "a2@acme.example", .date = "2026-11-20T10:00:00Z" }, "number", id, "2");
	say(h, &(struct said){ NULL }, "number", id, "1");
	say(h, &(struct said){ .id = "a3@acme.example" }, "number", id, "1");
	item = store_item_get(h->k.store, id, NULL);
	assert_string_equal(item->order->value[ORDER_NUMBER], "2");
	store_item_free(item);
}

static void
answer__bank_details_are_never_settled_by_mail(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, "4500", "remit-to\tit names an account");
	struct report *r = report_of(&(struct said){ NULL });

	command_add(r, "bank", id, NULL);
	command_add(r, "number", id, "DE****3000");
	command_add(r, "route", id, NULL);
	arrive(h, "po", r, keeper_now());
	assert_route(h, id, ROUTE_REVIEW);
	assert_told(h, "bank details are never changed by mail");
	assert_told(h, "looks like an account number");
	assert_told(h, "waits because of bank details");
}

static void
answer__is_told_by_one_letter_in_its_thread(void **state)
{
	struct house *h = *state;
	gint64 id = item_put(h, "4500", NULL);
	struct post *p = post_new(&h->k);
	g_autoptr(GPtrArray) parcels = NULL;
	guint n = 0;

	h->k.post = p;
	post_look(p, keeper_now(), TRUE);
	say(h, &(struct said){ NULL }, "reject", id, "x");
	post_look(p, keeper_now(), TRUE);
	post_look(p, keeper_now() + DAY, TRUE);
	parcels = store_parcels_in_state(h->k.store, PARCEL_READY, NULL);
	for (guint i = 0; i < parcels->len; i++)
		n += g_strcmp0(((struct store_parcel *)parcels->pdata[i])->purpose, "answer") == 0;
	assert_int_equal(n, 1);
	post_free(p);
}

static gint64
alert_put(struct house *h, enum alert_kind kind, const char *key)
{
	const struct store_alert alert = { .kind = kind, .key = (char *)key, .text = (char *)"something" };
	g_autoptr(store_tx) tx = store_begin(h->k.store, NULL);
	g_autoptr(GPtrArray) all = NULL;
	gint64 id = 0;

	assert_true(store_alert_raise(tx, &alert, 5, NULL, NULL) && store_commit(&tx, NULL));
	all = store_alerts(h->k.store, &(struct store_alert_filter){ 0 }, NULL);
	for (guint i = 0; i < all->len; i++)
		if (strcmp(((struct store_alert *)all->pdata[i])->key, key) == 0)
			id = ((struct store_alert *)all->pdata[i])->id;
	return id;
}

static void
answer__settles_an_alert_once_but_none_about_bank_details(void **state)
{
	struct house *h = *state;
	gint64 large = alert_put(h, ALERT_LARGE_ORDER, "a"), bank = alert_put(h, ALERT_BANK_CHANGE, "b"),
	       remit = alert_put(h, ALERT_REMIT_TO, "c");
	struct report *r = report_of(&(struct said){ NULL });
	g_autoptr(GPtrArray) audit = NULL;
	struct store_alert *a;

	command_add(r, "settle", large, "called them");
	command_add(r, "settle", large, NULL);
	command_add(r, "settle", bank, NULL);
	command_add(r, "settle", remit, NULL);
	command_add(r, "settle", 999, NULL);
	command_add(r, "settle", 0, "it");
	arrive(h, "po", r, keeper_now());
	assert_told(h, "is settled");
	assert_told(h, "was settled by ann@acme.example (by mail) already");
	assert_told(h, "is about bank details: that is not settled by mail");
	assert_told(h, "settle 999: not done: no alert 999");
	assert_told(h, "settle it: not done: not understood; write settle 7");
	assert_int_equal(alerts_of(h, ALERT_LARGE_ORDER), 0);
	assert_int_equal(alerts_of(h, ALERT_BANK_CHANGE), 1);
	assert_int_equal(alerts_of(h, ALERT_REMIT_TO), 1);
	a = store_alert_get(h->k.store, large, NULL);
	assert_string_equal(a->settled_by, "ann@acme.example (by mail)");
	store_alert_free(a);
	audit = store_audit(h->k.store, 0, 1, NULL);
	assert_string_equal(((struct store_audit_row *)audit->pdata[0])->text, "called them");
}

/* --- the same by mail and at a terminal --- */

/* What a terminal says to the same: status and text. */
static char *
typed(struct house *h, const char *verb, gint64 id, const char *argument)
{
	GVariantDict ask;
	g_autoptr(GVariant) question = NULL, answer = NULL;
	const char *text = "";

	g_variant_dict_init(&ask, NULL);
	g_variant_dict_insert(&ask, "do", "s", strcmp(verb, "settle") == 0 ? "alert" : "review");
	g_variant_dict_insert(&ask, "who", "s", "ann");
	g_variant_dict_insert(&ask, strcmp(verb, "settle") == 0 ? "alert" : "item", "x", id);
	if (strcmp(verb, "number") == 0 || strcmp(verb, "customer") == 0)
		g_variant_dict_insert(&ask, verb, "s", argument);
	else
		g_variant_dict_insert(&ask, "action", "s", verb);
	if (strcmp(verb, "reject") == 0)
		g_variant_dict_insert(&ask, "value", "s", argument ? argument : "");
	question = g_variant_ref_sink(g_variant_dict_end(&ask));
	answer = daemon_desk(h->k.store, h->k.config, question, 0, keeper_now());
	assert_true(g_variant_lookup(answer, "text", "&s", &text));
	return g_strchomp(g_strdup(text));
}

/* Two items alike: one is settled by mail, the other at a terminal. */
static void
same__words_and_checks_whichever_way_a_person_says_it(void **state)
{
	static const struct {
		const char *number; /* of the item, before */
		const char *first, *first_argument, *verb, *argument;
		const char *said; /* by both; #: the item */
	} ROWS[] = {
		{ "4500", NULL, NULL, "reject", "duplicate", "item #: rejected, nothing is sent" },
		{ NULL, NULL, NULL, "number", "PO-77", "item #: the PO number is PO-77" },
		{ "4501", NULL, NULL, "customer", "Contoso GmbH", "item #: the customer is Contoso GmbH" },
		{ "4502", NULL, NULL, "customer", "Nobody at all", "no customer 'Nobody at all'" },
		{ "4503", "reject", "x", "reject", "again", "item # was settled by ann" },
		{ "4504", "reject", "x", "route", NULL, "item # was settled by ann" },
		{ NULL, NULL, NULL, "route", NULL, "item # has no PO number: " },
		{ "4505", NULL, NULL, "route", NULL,
		    "item # cannot be routed from here, its mail is not kept: " },
	};
	struct house *h = *state;

	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		gint64 mailed = item_put(h, ROWS[i].number, NULL), id = item_put(h, ROWS[i].number, NULL);
		g_autofree char *message_id = g_strdup_printf("row%u@acme.example", i);
		g_autofree char *mailed_id = g_strdup_printf("%" G_GINT64_FORMAT, mailed);
		g_autofree char *typed_id = g_strdup_printf("%" G_GINT64_FORMAT, id), *text = NULL,
				*first = NULL;
		g_auto(GStrv) parts = g_strsplit(ROWS[i].said, "#", -1);
		g_autofree char *wanted_mailed = g_strjoinv(mailed_id, parts),
				*wanted_typed = g_strjoinv(typed_id, parts);
		struct report *r = report_of(&(struct said){ .id = message_id });
		struct store_item *a, *b;

		if (ROWS[i].first) {
			command_add(r, ROWS[i].first, mailed, ROWS[i].first_argument);
			first = typed(h, ROWS[i].first, id, ROWS[i].first_argument);
		}
		command_add(r, ROWS[i].verb, mailed, ROWS[i].argument);
		arrive(h, "po", r, keeper_now());
		text = typed(h, ROWS[i].verb, id, ROWS[i].argument);
		assert_told(h, wanted_mailed);
		if (!strstr(text, wanted_typed))
			fail_msg("'%s' is not said: %s", wanted_typed, text);
		a = store_item_get(h->k.store, mailed, NULL);
		b = store_item_get(h->k.store, id, NULL);
		assert_int_equal(a->route, b->route);
		assert_int_equal(a->customer_id, b->customer_id);
		assert_int_equal(a->settled_by != NULL, b->settled_by != NULL);
		assert_int_equal(g_strcmp0(a->order->value[ORDER_NUMBER], b->order->value[ORDER_NUMBER]), 0);
		store_item_free(a);
		store_item_free(b);
	}
	{
		gint64 mailed = alert_put(h, ALERT_LARGE_ORDER, "m"),
		       id = alert_put(h, ALERT_LARGE_ORDER, "t");
		g_autofree char *once = typed(h, "settle", id, NULL), *twice = typed(h, "settle", id, NULL);

		say(h, &(struct said){ .id = "alert@acme.example" }, "settle", mailed, NULL);
		assert_told(h, "is settled");
		assert_non_null(strstr(once, "is settled"));
		assert_non_null(strstr(twice, "was settled by ann (uid 0) already"));
	}
}

/* --- promises ------------------------------------------------------------------------------------ */

static struct report *
promise_report(const char *id, const char *by, const char *due, const char *quote, const char *said)
{
	struct report *r = report_of(&(struct said){ .id = id, .from = by, .answers = "thread@x.example" });
	struct report_promise *p = g_new0(struct report_promise, 1);

	p->text = g_strdup("The PO follows.");
	p->by = g_strdup(by);
	p->due = g_strdup(due);
	p->said = g_strdup(said);
	p->quote = g_strdup(quote);
	g_ptr_array_add(r->promises, p);
	return r;
}

static struct store_promise *
only_promise(struct house *h)
{
	g_autoptr(GPtrArray) all = store_promises(h->k.store, &(struct store_promise_filter){ 0 }, NULL);

	assert_int_equal(all->len, 1);
	return g_ptr_array_steal_index(all, 0);
}

static gint64
day_s(const char *day)
{
	struct day d;

	assert_true(day_parse(day, &d));
	return day_start(d);
}

static struct report *
order_report(const char *id, const char *number)
{
	struct report *r = report_of(
	    &(struct said){ .id = id, .from = "jo@contoso.example", .answers = "thread@x.example" });
	struct order *o = order_new();

	o->confidence = 0.99;
	o->value[ORDER_NUMBER] = g_strdup(number);
	o->value[ORDER_KIND] = g_strdup("new");
	o->value[ORDER_CURRENCY] = g_strdup("EUR");
	o->value[ORDER_TOTAL] = g_strdup("100.00");
	o->content_digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, number, -1);
	r->verdict = VERDICT_PURCHASE_ORDER;
	r->confidence = 0.99;
	g_ptr_array_add(r->orders, o);
	return r;
}

static void
promise__of_a_known_customer_waits_until_the_order_comes(void **state)
{
	struct house *h = *state;
	struct store_promise *p;

	arrive(h, "dana", promise_report("p0@x.example", "who@unknown.example", NULL, NULL, "2026-11-10"),
	    day_s("2026-11-10") + 100);
	arrive(h, "dana",
	    promise_report("p1@x.example", "jo@contoso.example", "2026-11-20", "Q-1", "2026-11-10"),
	    day_s("2026-11-10") + 100);
	/* a copy, and the same again later */
	arrive(h, "po",
	    promise_report("p1@x.example", "jo@contoso.example", "2026-11-20", "Q-1", "2026-11-10"),
	    day_s("2026-11-10") + 100);
	arrive(h, "dana",
	    promise_report("p2@x.example", "jo@contoso.example", "2026-11-24", "Q-1", "2026-11-12"),
	    day_s("2026-11-12") + 100);
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_OPEN);
	assert_int_equal(p->due_s, day_s("2026-11-25") - 1);
	assert_string_equal(p->ae, "dana@acme.example");
	store_promise_free(p);
	/* an older order meets it not */
	arrive(h, "dana", order_report("o1@x.example", "4500"), day_s("2026-10-01"));
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_OPEN);
	store_promise_free(p);
	arrive(h, "dana", order_report("o2@x.example", "4501"), day_s("2026-11-23"));
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_MET);
	assert_true(p->item_id > 0);
	store_promise_free(p);
}

static void
promise__without_a_day_is_due_in_a_week(void **state)
{
	struct house *h = *state;
	struct store_promise *p;

	arrive(h, "dana", promise_report("p1@x.example", "jo@contoso.example", NULL, NULL, "2026-11-10"),
	    day_s("2026-11-10") + 100);
	p = only_promise(h);
	assert_int_equal(p->due_s, day_s("2026-11-17"));
	store_promise_free(p);
}

static void
promise__read_after_its_order_is_met_at_once(void **state)
{
	struct house *h = *state;
	struct store_promise *p;

	arrive(h, "dana", order_report("o2@x.example", "4501"), day_s("2026-11-23"));
	arrive(h, "dana", promise_report("p1@x.example", "jo@contoso.example", NULL, NULL, "2026-11-10"),
	    day_s("2026-11-10") + 100);
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_MET);
	store_promise_free(p);
}

static guint
reminders(struct house *h)
{
	g_autoptr(GPtrArray) all =
	    store_letters(h->k.store, &(struct store_letter_filter){ .state = -1, .kind = "promise" }, NULL);

	return all->len;
}

static void
promise__is_asked_after_once_a_week_and_expires(void **state)
{
	struct house *h = *state;
	gint64 due = day_s("2026-11-21");
	struct store_promise *p;

	arrive(h, "dana",
	    promise_report("p1@x.example", "jo@contoso.example", "2026-11-20", NULL, "2026-11-10"),
	    day_s("2026-11-10") + 100);
	assert_true(promise_remind(&h->k, due - 2, NULL));
	assert_int_equal(reminders(h), 0);
	for (int day = 0; day < 14; day++)
		assert_true(promise_remind(&h->k, due + day * DAY, NULL));
	assert_int_equal(reminders(h), 2);
	assert_true(promise_remind(&h->k, due + 61 * DAY, NULL));
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_EXPIRED);
	store_promise_free(p);
	assert_int_equal(reminders(h), 2);
}

/* A reminder as it was sent. */
static void
reminder_sent(struct house *h)
{
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(store_tx) tx = NULL;
	gint64 parcel;

	arrive(h, "dana",
	    promise_report("p1@x.example", "jo@contoso.example", "2026-11-20", NULL, "2026-11-10"),
	    day_s("2026-11-10") + 100);
	assert_true(promise_remind(&h->k, day_s("2026-11-22"), NULL));
	all =
	    store_letters(h->k.store, &(struct store_letter_filter){ .state = -1, .kind = "promise" }, NULL);
	assert_int_equal(all->len, 1);
	tx = store_begin(h->k.store, NULL);
	assert_true(store_parcel_of(h->k.store, OURS, &parcel, NULL) && parcel);
	assert_true(store_letter_settle(
	    tx, ((struct store_letter *)all->pdata[0])->id, LETTER_SENT, parcel, NULL, 5, NULL));
	assert_true(store_commit(&tx, NULL));
}

static void
promise__none_of_the_ae_withdraws_it(void **state)
{
	struct house *h = *state;
	struct store_promise *p;

	reminder_sent(h);
	say(h, &(struct said){ .from = "dana@acme.example" }, "none", 0, NULL);
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_WITHDRAWN);
	assert_string_equal(p->settled_by, "dana@acme.example");
	store_promise_free(p);
	assert_told(h, "no PO is waited for any more");
}

static void
promise__not_mine_goes_to_the_owner(void **state)
{
	struct house *h = *state;
	struct store_promise *p;
	g_autoptr(GPtrArray) all = NULL;

	reminder_sent(h);
	say(h, &(struct said){ .from = "dana@acme.example" }, "not-mine", 0, NULL);
	p = only_promise(h);
	assert_string_equal(p->ae, "owner@acme.example");
	store_promise_free(p);
	assert_told(h, "owner@acme.example is asked instead");
	all = store_letters(
	    h->k.store, &(struct store_letter_filter){ .state = LETTER_WAITING, .kind = "promise" }, NULL);
	assert_int_equal(all->len, 1);
	assert_string_equal(((struct store_letter *)all->pdata[0])->to, "owner@acme.example");
}

static void
promise__none_of_a_stranger_leaves_it(void **state)
{
	struct house *h = *state;
	struct store_promise *p;

	reminder_sent(h);
	say(h, &(struct said){ .from = "dana@acme.example", .authenticity = "fail" }, "none", 0, NULL);
	say(h, &(struct said){ .from = "jo@contoso.example" }, "none", 0, NULL);
	p = only_promise(h);
	assert_int_equal(p->state, PROMISE_OPEN);
	store_promise_free(p);
}

/* What an AE tells in answer to a letter is of the customer that the letter was about. */
static void
answer__of_an_ae_tells_facts_of_the_letters_customer(void **state)
{
	struct house *h = *state;
	gint64 item = item_put(h, "4500", NULL), parcel, id;
	const struct store_letter letter = { .kind = (char *)"receipt",
		.to = (char *)"dana@acme.example",
		.item_id = item,
		.once = (char *)"receipt 1",
		.about = (char *)"item 1" };
	struct report *r = report_of(&(struct said){ .from = "dana@acme.example" });
	struct report_fact *f = g_new0(struct report_fact, 1);
	g_autoptr(store_tx) tx = store_begin(h->k.store, NULL);
	g_autoptr(GPtrArray) facts = NULL;

	assert_true(
	    store_parcel_of(h->k.store, OURS, &parcel, NULL) && store_letter_put(tx, &letter, &id, NULL) &&
	    store_letter_settle(tx, id, LETTER_SENT, parcel, NULL, 5, NULL) && store_commit(&tx, NULL));
	f->kind = g_strdup("billing_contact");
	f->value = g_strdup("x@payables.example");
	f->source = g_strdup("colleague");
	f->by = g_strdup("dana@acme.example");
	f->text = g_strdup("billing contact is x@payables.example");
	g_ptr_array_add(r->facts, f);
	arrive(h, "po", r, keeper_now());
	facts = store_facts_of(h->k.store, h->contoso, NULL);
	assert_int_equal(facts->len, 1);
	assert_string_equal(((struct customer_fact *)facts->pdata[0])->value, "x@payables.example");
	assert_int_equal(((struct customer_fact *)facts->pdata[0])->source, FACT_FROM_COLLEAGUE);
}

#define proven(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		proven(answer__a_good_one_settles_the_item_and_says_so_under_the_senders_name),
		proven(answer__several_lines_are_each_done_or_refused_by_themselves),
		proven(answer__what_was_refused_leaves_nothing_half_done),
		proven(answer__without_proof_is_an_alert_and_no_letter),
		proven(answer__a_forger_who_writes_the_name_otherwise_wakes_nobody_again),
		proven(answer__our_own_example_and_more_than_a_number_are_not_done),
		proven(answer__from_others_elsewhere_to_nothing_or_by_a_machine_does_nothing),
		proven(answer__comes_again_and_does_nothing_even_under_another_message_id),
		proven(answer__bank_details_are_never_settled_by_mail),
		proven(answer__settles_an_alert_once_but_none_about_bank_details),
		proven(same__words_and_checks_whichever_way_a_person_says_it),
		proven(answer__is_told_by_one_letter_in_its_thread),
		proven(promise__of_a_known_customer_waits_until_the_order_comes),
		proven(promise__without_a_day_is_due_in_a_week),
		proven(promise__read_after_its_order_is_met_at_once),
		proven(promise__is_asked_after_once_a_week_and_expires),
		proven(promise__none_of_the_ae_withdraws_it),
		proven(promise__not_mine_goes_to_the_owner),
		proven(promise__none_of_a_stranger_leaves_it),
		proven(answer__of_an_ae_tells_facts_of_the_letters_customer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
