/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the digest tells, of a store with known content. */
#include "samples.h"

#include <unistd.h>

struct place {
	char *folder, *path;
	struct store *s;
	store_tx *tx;
	gint64 inbox, customer;
	guint32 uid;
};

static int
setup(void **state)
{
	struct place *p = g_new0(struct place, 1);
	struct customer *c = customer_new();
	gboolean changed;

	p->folder = g_dir_make_tmp("purser-feeds-XXXXXX", NULL);
	p->path = g_build_filename(p->folder, "purser.db", NULL);
	p->s = store_open(p->path, STORE_WRITE, NULL, NULL);
	p->tx = store_begin(p->s, NULL);
	assert_true(store_folder_put(p->tx, "dana", "INBOX", 1, 1, &p->inbox, NULL));
	c->name = g_strdup("Contoso GmbH");
	c->code = g_strdup("C1");
	c->ae = g_strdup("kim@acme.example");
	assert_true(store_customer_put(p->tx, c, &p->customer, &changed, NULL));
	customer_free(c);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;
	GDir *dir = g_dir_open(p->folder, 0, NULL);
	const char *name;

	store_tx_free(p->tx);
	store_close(p->s);
	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(p->folder, name, NULL);

		g_unlink(file);
	}
	g_dir_close(dir);
	g_rmdir(p->folder);
	g_free(p->path);
	g_free(p->folder);
	g_free(p);
	return 0;
}

static gint64
message(struct place *p, enum message_fate fate)
{
	guint8 digest[32] = { (guint8)++p->uid, (guint8)(p->uid >> 8) };
	const struct store_message m = {
		.folder_id = p->inbox, .uid = p->uid, .digest = digest, .at_s = SAMPLE_NOW - 100, .fate = fate
	};
	gint64 id;

	assert_true(store_message_put(p->tx, &m, &id, NULL));
	return id;
}

struct made {
	const char *number, *total, *currency, *reason, *file;
	enum item_kind kind;
	enum route route;
	gint64 revision_of, ago_s;
};

static gint64
item(struct place *p, const struct made *m)
{
	struct order *o = m->kind == ITEM_ORDER ? order_new() : NULL;
	g_autoptr(GPtrArray) reasons = g_ptr_array_new();
	struct store_item i = { .kind = m->kind,
		.message_id = message(p, m->kind == ITEM_ORDER ? FATE_ITEM : FATE_QUARANTINED),
		.customer_id = p->customer,
		.order = o,
		.route = m->route,
		.relation = m->revision_of ? RELATION_REVISION : RELATION_NEW,
		.revision_of = m->revision_of,
		.file = (char *)m->file,
		.at_s = SAMPLE_NOW - m->ago_s,
		.reasons = reasons };
	gint64 id;

	g_ptr_array_add(reasons, (gpointer) "customer\tan order of a customer on record");
	if (m->reason)
		g_ptr_array_add(reasons, (gpointer)m->reason);
	if (o) {
		o->value[ORDER_NUMBER] = g_strdup(m->number);
		o->value[ORDER_TOTAL] = g_strdup(m->total);
		o->value[ORDER_CURRENCY] = g_strdup(m->currency);
		o->content_digest = g_strdup_printf("%08x", (guint)p->uid);
	}
	assert_true(store_item_put(p->tx, &i, &id, NULL));
	if (o)
		order_free(o);
	return id;
}

static struct letter_digest *
gathered(struct place *p)
{
	static const struct digest_watch watches[] = { { "dana", "dana@acme.example", 86400 },
		{ "lee", "lee@acme.example", 86400 } };
	const struct digest_request r = { .name = "morning",
		.now_s = SAMPLE_NOW,
		.since_s = SAMPLE_NOW - 86400,
		.watches = watches,
		.n_watches = 2 };
	g_autoptr(GError) error = NULL;
	struct letter_digest *d;

	if (p->tx)
		assert_true(store_commit(&p->tx, NULL));
	d = letter_digest_gather(p->s, &r, &error);
	if (!d)
		fail_msg("%s", error->message);
	p->tx = store_begin(p->s, NULL);
	return d;
}

static const struct digest_row *
row(const struct letter_digest *d, enum digest_section section, guint n)
{
	assert_true(d->list[section].rows->len > n);
	return d->list[section].rows->pdata[n];
}

static void
needs__has_what_waits_newest_first_with_why_and_how(void **state)
{
	struct place *p = *state;
	struct letter_digest *d;
	const struct digest_row *r;

	item(p, &(struct made){ "4500000001", "100.00", "EUR", "unsure\tnot sure enough to route by itself",
		    "PO.pdf", ITEM_ORDER, ROUTE_REVIEW, 0, 90000 });
	item(p, &(struct made){ NULL, "61.5", "USD", "not-authentic\tthe sender is not who the letter says",
		    NULL, ITEM_ORDER, ROUTE_HOLD, 0, 500 });
	item(p, &(struct made){ "7", "many", "EUR", "unread\tabout an order, but none could be read",
		    "scan.pdf", ITEM_ORDER, ROUTE_REVIEW, 0, 400 });
	item(
	    p, &(struct made){
		   .kind = ITEM_QUARANTINE, .reason = "quarantine\tits reader died", .route = ROUTE_REVIEW });
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_NEEDS].total, 2);
	r = row(d, DIGEST_NEEDS, 0);
	assert_true(r->grave);
	assert_string_equal(r->why, "the sender is not who the letter says");
	assert_string_equal(r->ae, "kim@acme.example");
	assert_true(strstr(r->settle, "--number NUMBER --route") != NULL);
	r = row(d, DIGEST_NEEDS, 1);
	assert_string_equal(r->title, "4500000001");
	assert_string_equal(r->customer, "Contoso GmbH");
	assert_string_equal(r->why, "not sure enough to route by itself");
	assert_true(g_str_has_prefix(r->proof, "PO.pdf"));
	assert_int_equal(r->amount.minor, 10000);
	assert_int_equal(d->list[DIGEST_NEEDS].sums->len, 2);
	/* an amount that is none of a currency is told, and not summed */
	assert_int_equal(d->list[DIGEST_UNREADABLE].total, 2);
	assert_int_equal(d->list[DIGEST_UNREADABLE].sums->len, 0);
	assert_int_equal(d->list[DIGEST_UNREADABLE].unsummed, 1);
	letter_digest_free(d);
}

static void
forwarded__is_what_came_since_and_an_order_is_summed_once(void **state)
{
	struct place *p = *state;
	struct letter_digest *d;
	gint64 first;

	item(p, &(struct made){ "1", "5", "EUR", .route = ROUTE_ROUTE, .ago_s = 100000 }); /* told before */
	first = item(p, &(struct made){ "2", "100", "EUR", .route = ROUTE_ROUTE, .ago_s = 300 });
	item(
	    p, &(struct made){ "2", "120", "EUR", .route = ROUTE_ROUTE, .revision_of = first, .ago_s = 200 });
	item(
	    p, &(struct made){ "2", "130", "EUR", .route = ROUTE_ROUTE, .revision_of = first, .ago_s = 100 });
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_FORWARDED].total, 3);
	assert_int_equal(d->list[DIGEST_FORWARDED].sums->len, 1);
	assert_int_equal(g_array_index(d->list[DIGEST_FORWARDED].sums, struct money, 0).minor, 13000);
	assert_string_equal(row(d, DIGEST_FORWARDED, 1)->why, "replaced by what came later");
	assert_string_equal(row(d, DIGEST_FORWARDED, 2)->why, "replaced by what came later");
	letter_digest_free(d);
}

static void
needs__an_order_that_could_not_be_delivered_is_no_forwarded_one(void **state)
{
	struct place *p = *state;
	gint64 id = item(p, &(struct made){ "9", "5", "EUR", .route = ROUTE_ROUTE, .ago_s = 100 }), parcel;
	struct store_parcel parked = { .item_id = id,
		.rfc_message_id = (char *)"x@acme.example",
		.state = PARCEL_PARKED,
		.last_error = (char *)"550 no such user" };
	struct letter_digest *d;

	assert_true(store_parcel_put(p->tx, &parked, &parcel, NULL));
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_FORWARDED].total, 0);
	assert_int_equal(d->list[DIGEST_NEEDS].total, 1);
	assert_string_equal(row(d, DIGEST_NEEDS, 0)->why, "could not be delivered: 550 no such user");
	assert_true(g_str_has_prefix(row(d, DIGEST_NEEDS, 0)->settle, "purser retry "));
	letter_digest_free(d);
}

/* seen = routed + held + review + ignored + failed; two orders of one mail are one mail. */
static void
mailboxes__add_up_and_say_when_they_do_not(void **state)
{
	struct place *p = *state;
	const struct digest_mailbox *m;
	struct letter_digest *d;
	gint64 id;

	for (guint i = 0; i < 7; i++)
		message(p, FATE_IGNORED);
	message(p, FATE_OURS);
	message(p, FATE_VANISHED);
	item(p, &(struct made){ "1", .route = ROUTE_ROUTE });
	item(p, &(struct made){ "2", .route = ROUTE_HOLD });
	id = item(p, &(struct made){ "3", .route = ROUTE_REVIEW });
	item(p, &(struct made){ .kind = ITEM_QUARANTINE, .route = ROUTE_REVIEW });
	assert_true(store_sighting_put(p->tx, id, message(p, FATE_SIGHTING), SAMPLE_NOW, NULL));
	assert_true(store_item_decide(p->tx, item(p, &(struct made){ "4", .route = ROUTE_REVIEW }),
	    ROUTE_IGNORE, "ann", "", SAMPLE_NOW, NULL));
	assert_true(store_health_put(p->tx, "dana", SAMPLE_NOW - 60, NULL, SAMPLE_NOW, NULL));
	d = gathered(p);
	m = d->mailboxes->pdata[0];
	assert_int_equal(m->seen, 15);
	assert_int_equal(m->routed, 1);
	assert_int_equal(m->held, 1);
	assert_int_equal(m->review, 2);
	assert_int_equal(m->ignored, 9);
	assert_int_equal(m->failed, 2);
	assert_int_equal(m->missing, 0);
	assert_false(m->silent);
	m = d->mailboxes->pdata[1]; /* never reached */
	assert_true(m->silent);
	letter_digest_free(d);

	message(p, FATE_ITEM); /* and no item of it anywhere */
	d = gathered(p);
	m = d->mailboxes->pdata[0];
	assert_int_equal(m->missing, 1);
	assert_false(letter_digest_is_quiet(d));
	letter_digest_free(d);
}

static void
alerts__are_told_until_somebody_settles_them(void **state)
{
	struct place *p = *state;
	const struct store_alert a = { .kind = ALERT_BANK_CHANGE,
		.key = (char *)"m",
		.text = (char *)"another account (ending 4411)",
		.customer_id = p->customer };
	g_autoptr(GPtrArray) all = NULL;
	struct letter_digest *d;

	assert_true(store_alert_raise(p->tx, &a, SAMPLE_NOW - 50, NULL, NULL));
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_ALERTS].total, 1);
	assert_string_equal(row(d, DIGEST_ALERTS, 0)->customer, "Contoso GmbH");
	assert_true(row(d, DIGEST_ALERTS, 0)->grave);
	assert_non_null(strstr(row(d, DIGEST_ALERTS, 0)->settle, "purser alerts settle 1"));
	letter_digest_free(d);
	all = store_alerts(p->s, &(struct store_alert_filter){ 0 }, NULL);
	assert_true(
	    store_alert_settle(p->tx, ((struct store_alert *)all->pdata[0])->id, "ann", SAMPLE_NOW, NULL));
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_ALERTS].total, 0);
	letter_digest_free(d);
}

static void
waiting__a_promise_and_a_deal_stand_until_their_order_came(void **state)
{
	struct place *p = *state;
	const struct deal quote = { .customer_id = p->customer,
		.quote = (char *)"Q-1",
		.amount = (char *)"18500.00",
		.currency = (char *)"GBP" };
	const struct store_promise promise = { .customer_id = p->customer,
		.message_id = message(p, FATE_IGNORED),
		.quote = (char *)"Q-2",
		.who = (char *)"jo@contoso.example",
		.text = (char *)"The PO follows.",
		.ae = (char *)"kim@acme.example",
		.said_s = SAMPLE_NOW - 900000,
		.due_s = SAMPLE_NOW - 86400 };
	g_autoptr(GPtrArray) all = NULL;
	struct letter_digest *d;
	gboolean changed;

	assert_true(store_deal_put(p->tx, &quote, SAMPLE_NOW - 500, &changed, NULL));
	assert_true(store_promise_put(p->tx, &promise, 1, SAMPLE_NOW, NULL));
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_WAITING].total, 2);
	for (guint i = 0; i < 2; i++) {
		const struct digest_row *r = row(d, DIGEST_WAITING, i);
		gboolean deal = strcmp(r->title, "Q-1") == 0;

		assert_non_null(
		    strstr(r->why, deal ? "no order has come for it" : "it was to come by 2026-06-08"));
		assert_int_equal(r->amount.minor, deal ? 1850000 : 0);
		assert_int_equal(r->grave, !deal);
	}
	letter_digest_free(d);
	all = store_promises(p->s, &(struct store_promise_filter){ 0 }, NULL);
	assert_true(store_promise_settle(p->tx, ((struct store_promise *)all->pdata[0])->id,
	    PROMISE_WITHDRAWN, "kim@acme.example", SAMPLE_NOW, NULL));
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_WAITING].total, 1);
	letter_digest_free(d);
}

/* Sixty rows of a list are kept; the others are counted and summed. */
static void
needs__beyond_sixty_are_counted(void **state)
{
	struct place *p = *state;
	struct letter_digest *d;

	for (guint i = 0; i < 100; i++) {
		g_autofree char *number = g_strdup_printf("%u", 1000 + i);

		item(p, &(struct made){ number, "1.01", "EUR", .route = ROUTE_REVIEW });
	}
	d = gathered(p);
	assert_int_equal(d->list[DIGEST_NEEDS].total, 100);
	assert_int_equal(d->list[DIGEST_NEEDS].rows->len, DIGEST_ROWS_MAX);
	assert_int_equal(g_array_index(d->list[DIGEST_NEEDS].sums, struct money, 0).minor, 10100);
	letter_digest_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    needs__has_what_waits_newest_first_with_why_and_how, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    forwarded__is_what_came_since_and_an_order_is_summed_once, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    needs__an_order_that_could_not_be_delivered_is_no_forwarded_one, setup, teardown),
		cmocka_unit_test_setup_teardown(mailboxes__add_up_and_say_when_they_do_not, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    alerts__are_told_until_somebody_settles_them, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    waiting__a_promise_and_a_deal_stand_until_their_order_came, setup, teardown),
		cmocka_unit_test_setup_teardown(needs__beyond_sixty_are_counted, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
