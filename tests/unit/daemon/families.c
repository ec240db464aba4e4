/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families of orders through the very way that a read message takes: in whatever order the papers arrive, the family on
 * record is the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "judge.h"
#include "ground.h"

#define FAMILIES 1000
#define ORDERS_OF_ARRIVAL 4
#define PAPERS_MAX 9

static const char CONFIGURATION[] =
    "[purser]\nmode = observe\n[company]\nnames = Acme Ltd\ndomains = acme.example\n"
    "[ar]\nfrom = purser@acme.example\nto = ar@acme.example\nhost = localhost\nuser = ar\npassword_file = "
    "/dev/null\n"
    "[letters]\nlarge_order = USD 1, EUR 250000\n"
    "[mailbox dana]\nhost = localhost\nuser = dana\npassword_file = /dev/null\n";

struct bench {
	struct ground ground;
	struct keeper k;
	gint64 folder_id;
	guint32 next_uid;
	store_tx *tx;
	gboolean stranger; /* mail comes from a public mail provider */
	gboolean impostor; /* it names a customer, and comes from elsewhere */
};

static int
setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);
	g_autoptr(GError) error = NULL;

	ground_lay(&b->ground, &b->k, CONFIGURATION);
	must(keeper_directory_load(&b->k, &error), error);
	b->tx = store_begin(b->k.store, &error);
	must(b->tx, error);
	must(store_folder_put(b->tx, "dana", "INBOX", 1, 1, &b->folder_id, &error), error);
	b->next_uid = 1;
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	store_tx_free(b->tx);
	judge_made_settle(&b->k, FALSE);
	ground_clear(&b->ground, &b->k);
	g_free(b);
	return 0;
}

/* --- papers --- */

struct paper {
	const char *kind, *revision, *number, *contract;
	int total;     /* 0: not said */
	int pieces;    /* of its one line of goods; the total stays; 0: no lines */
	int terms;     /* days; 0: not said */
	int day;       /* the order's own date, of June; 0: not said */
	int minute;    /* its letter was written so many minutes after the first of June */
	gboolean text; /* told in the letter's words, with less: another document than the PDF */
};

/* Numbers of one customer are not another's, as in life: "77" is "N12Z77". */
static char *
number_of(const char *number, guint customer)
{
	return number ? g_strdup_printf("N%uZ%s", customer, number) : NULL;
}

/* One line of goods, sure: so many pieces that come to the total. */
static void
lines_put(struct order *o, const struct paper *p)
{
	g_autofree char *text = g_strdup_printf("1\t%d.00\t1\n1\tValve\t%d\tpcs\t%d.%02d\t%d.00\n", p->total,
	    p->pieces, p->total / p->pieces, p->total * 100 / p->pieces % 100, p->total);

	assert_true(order_lines_read(o, text));
}

static struct order *
order_of(const struct paper *p, guint customer)
{
	struct order *o = order_new();
	g_autofree char *content = NULL;

	o->confidence = 0.99;
	o->part = g_strdup("1");
	o->value[ORDER_NUMBER] = number_of(p->number, customer);
	o->value[ORDER_KIND] = g_strdup(p->kind);
	o->value[ORDER_REVISION] = g_strdup(p->revision);
	o->value[ORDER_CONTRACT_REF] = number_of(p->contract, customer);
	o->value[ORDER_CURRENCY] = p->total ? g_strdup("EUR") : NULL;
	o->value[ORDER_TOTAL] = p->total ? g_strdup_printf("%d.00", p->total) : NULL;
	o->value[ORDER_TERMS] = p->terms && !p->text ? g_strdup_printf("Net %d", p->terms) : NULL;
	o->value[ORDER_DATE] = p->day && !p->text ? g_strdup_printf("2026-06-%02d", p->day) : NULL;
	if (p->pieces && !p->text)
		lines_put(o, p);
	content = g_strdup_printf("%u|%s|%s|%s|%d|%d|%d|%d|%d", customer, p->number, p->kind,
	    p->revision ? p->revision : "", p->total, p->pieces, p->terms, p->day, p->text);
	o->content_digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, content, -1);
	return o;
}

static struct report *
report_of(const struct bench *b, const struct paper *p, guint customer)
{
	struct report *r = report_new();
	struct order *order = order_of(p, customer);
	gboolean cancel = g_strcmp0(p->kind, "cancel") == 0;

	r->message_id = g_strdup_printf("%u.%d.%s@c%u.example", customer, p->minute, p->kind, customer);
	r->date = g_strdup_printf(
	    "2026-06-%02dT%02d:%02d:00Z", 1 + p->minute / 1440, p->minute / 60 % 24, p->minute % 60);
	r->subject = g_strdup("order");
	r->from.address = g_strdup_printf("buyer@c%u.example", customer);
	r->origin.address = g_strdup(r->from.address);
	r->origin_how = g_strdup("header");
	r->direction = g_strdup("inbound");
	r->authenticity = g_strdup("pass");
	r->verdict = cancel ? VERDICT_ORDER_CANCELLATION : VERDICT_PURCHASE_ORDER;
	r->confidence = 0.99;
	if (b->stranger) {
		g_free(r->from.address);
		g_free(r->origin.address);
		r->from.address = g_strdup("buyer@gmail.com");
		r->origin.address = g_strdup("buyer@gmail.com");
		order->value[ORDER_BUYER] = g_strdup("Nobody Known GmbH");
	}
	if (b->impostor) {
		g_free(r->from.address);
		g_free(r->origin.address);
		r->from.address = g_strdup("buyer@elsewhere.example");
		r->origin.address = g_strdup("buyer@elsewhere.example");
		order->value[ORDER_BUYER] = g_strdup_printf("Customer %u GmbH", customer);
	}
	g_ptr_array_add(r->orders, order);
	return r;
}

static void
arrive(struct bench *b, const struct paper *p, guint customer)
{
	struct fetcher_message mail = {
		.uid = b->next_uid++, .size = 100, .internal_date = 1780272000 + p->minute * 60
	};
	g_autofree char *bytes = g_strdup_printf("%u %u", mail.uid, customer);
	struct arrival m = { .mail = &mail, .report = report_of(b, p, customer) };
	g_autoptr(GError) error = NULL;
	gboolean routed, ok;

	mail.digest = digest_of(bytes, strlen(bytes));
	ok = judge_message_put(&b->k, b->tx, "dana", b->folder_id, &m, &routed, &error);
	must(ok, error);
	report_free(m.report);
}

/* A cancellation waits for a person, who says that it is right. */
static void
settle_all(struct bench *b, gint64 customer)
{
	g_autoptr(GPtrArray) open = store_items(b->k.store,
	    &(struct store_item_filter){ .route = -1, .open_only = TRUE, .customer_id = customer }, NULL);

	for (guint i = 0; i < open->len; i++)
		assert_true(store_item_decide(
		    b->tx, ((struct store_item *)open->pdata[i])->id, ROUTE_ROUTE, "ann", "right", 5, NULL));
}

static gint64
customer_put(struct bench *b, guint n)
{
	struct customer *c = customer_new();
	g_autofree char *domain = g_strdup_printf("c%u.example", n);
	gint64 id;

	c->code = g_strdup_printf("C%u", n);
	c->name = g_strdup_printf("Customer %u GmbH", n);
	g_strfreev(c->domains);
	c->domains = g_strdupv((char *[]){ domain, NULL });
	assert_true(store_customer_put(b->tx, c, &id, NULL, NULL));
	c->id = id;
	directory_add(b->k.directory, c);
	return id;
}

/* Without the customer's number before its orders'. */
static char *
state_of(struct bench *b, gint64 id, guint customer, const char *number)
{
	struct family f = { NULL };
	g_autoptr(GError) error = NULL;
	g_autofree char *own = number_of(number, customer), *prefix = number_of("", customer), *text = NULL;
	g_auto(GStrv) pieces = NULL;

	must(store_family(b->k.store, id, own, NULL, &f, &error), error);
	text = family_describe(&f);
	family_clear(&f);
	pieces = g_strsplit(text, prefix, -1);
	return g_strjoinv("", pieces);
}

/* --- random families --- */

static int
pick(GRand *rand, int from, int to)
{
	return g_rand_int_range(rand, from, to + 1);
}

/* An original, revisions with and without a label, papers that say less, copies, a cancellation, or a blanket and its
 * releases. Minutes differ, because letters do. */
static guint
family_make(GRand *rand, struct paper *out)
{
	static const char *const LABELS[] = { NULL, "1", "2", "3" };
	gboolean labelled = pick(rand, 0, 1), blanket = pick(rand, 0, 3) == 0, goods = pick(rand, 0, 1);
	int total = 100 * pick(rand, 10, 90), terms = 30, minute = pick(rand, 0, 600),
	    day = pick(rand, 0, 1) ? 1 : 0;
	guint n = 0, versions = blanket ? 1 : (guint)pick(rand, 1, 4);

	for (guint v = 0; v < versions; v++) {
		out[n++] = (struct paper){ .kind = blanket ? "blanket" : "new",
			.revision = labelled ? LABELS[v] : NULL,
			.number = "4500123456",
			.total = total,
			.pieces = goods ? (int)v + 2 : 0,
			.terms = terms,
			.day = day,
			.minute = minute };
		if (pick(rand, 0, 1)) { /* the letter's own words, or a copy later on */
			out[n] = out[n - 1];
			out[n].text = pick(rand, 0, 1);
			out[n++].minute = minute + pick(rand, 1, 50);
		}
		minute += pick(rand, 60, 3000);
		total +=
		    goods && pick(rand, 0, 1) ? 0 : 100 * pick(rand, 1, 9); /* or its lines alone change */
		terms = pick(rand, 0, 1) ? 60 : terms;
		day = day ? 1 + minute / 1440 : 0;
	}
	for (int r = blanket ? pick(rand, 1, 3) : 0; r > 0; r--, minute += pick(rand, 60, 300))
		out[n++] = (struct paper){ .kind = pick(rand, 0, 1) ? "release" : "new",
			.number = pick(rand, 0, 1) ? "4500123456"
				  : r == 1         ? "4600000001"
						   : "4600000002",
			.contract = "4500123456",
			.total = 100 * r + 7,
			.day = 10 + r,
			.minute = minute };
	for (guint i = 0; i < n; i++) /* what bears the blanket's own number is a release */
		if (out[i].contract && strcmp(out[i].number, "4500123456") == 0)
			out[i].kind = "release";
	if (!blanket && pick(rand, 0, 2) == 0)
		out[n++] = (struct paper){
			.kind = "cancel", .number = "4500123456", .minute = minute - pick(rand, 0, 2000)
		};
	assert_true(n <= PAPERS_MAX);
	return n;
}

static void
shuffle(GRand *rand, struct paper *papers, guint n)
{
	for (guint i = n; i > 1; i--) {
		guint j = (guint)pick(rand, 0, (int)i - 1);
		struct paper p = papers[i - 1];

		papers[i - 1] = papers[j];
		papers[j] = p;
	}
}

static char *
papers_told(const struct paper *papers, guint n)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append_printf(out, "  %s rev %s total %d terms %d day %d minute %d%s\n",
		    papers[i].kind, papers[i].revision ? papers[i].revision : "-", papers[i].total,
		    papers[i].terms, papers[i].day, papers[i].minute, papers[i].text ? " text" : "");
	return g_string_free(out, FALSE);
}

static void
any_order_of_arrival__ends_in_the_same_family(void **state)
{
	struct bench *b = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261125);
	guint customer = 0, several = 0, cancelled = 0, blankets = 0;

	for (guint f = 0; f < FAMILIES; f++) {
		struct paper papers[PAPERS_MAX + 2];
		guint n = family_make(rand, papers);
		g_autofree char *first = NULL, *first_told = NULL;

		for (guint a = 0; a < ORDERS_OF_ARRIVAL; a++) {
			gint64 id = customer_put(b, ++customer);
			g_autofree char *end = NULL, *told = papers_told(papers, n);

			for (guint i = 0; i < n; i++)
				arrive(b, &papers[i], customer);
			settle_all(b, id);
			end = state_of(b, id, customer, "4500123456");
			if (!first) {
				first = g_steal_pointer(&end);
				first_told = g_steal_pointer(&told);
				several += strstr(first, "\nversion") != NULL;
				cancelled += g_str_has_prefix(first, "cancelled");
				blankets += strstr(first, "blanket") != NULL;
			} else if (strcmp(first, end) != 0) {
				fprintf(stderr, "papers\n%send in\n%s; papers\n%send in\n%s", first_told,
				    first, told, end);
				fail_msg("family %u depends on the order of arrival", f);
			}
			shuffle(rand, papers, n);
		}
	}
	/* the families were worth it */
	assert_in_range(several, FAMILIES / 4, FAMILIES);
	assert_in_range(cancelled, FAMILIES / 20, FAMILIES);
	assert_in_range(blankets, FAMILIES / 10, FAMILIES);
}

/* --- single stories --- */

static enum relation
newest_relation(struct bench *b, guint *out_items)
{
	g_autoptr(GPtrArray) items =
	    store_items(b->k.store, &(struct store_item_filter){ .route = -1 }, NULL);

	*out_items = items->len;
	return ((struct store_item *)items->pdata[0])->relation;
}

static void
revision_that_differs_in_its_lines_alone__is_one(void **state)
{
	struct bench *b = *state;
	gint64 id = customer_put(b, 1);
	g_autofree char *end = NULL;
	guint items;

	arrive(
	    b, &(struct paper){ .kind = "new", .number = "77", .total = 600, .pieces = 2, .minute = 1 }, 1);
	arrive(
	    b, &(struct paper){ .kind = "new", .number = "77", .total = 600, .pieces = 3, .minute = 900 }, 1);
	assert_int_equal(newest_relation(b, &items), RELATION_REVISION);
	assert_int_equal(items, 2);
	end = state_of(b, id, 1, "77");
	assert_non_null(strstr(end, "\nversion"));
}

/* The letter's few words made the item; its paper said more, and was a sighting. What contradicts that is no sighting. */
static void
revision_of_what_a_sighting_said__is_one(void **state)
{
	struct bench *b = *state;
	guint items;

	customer_put(b, 1);
	arrive(
	    b, &(struct paper){ .kind = "new", .number = "77", .total = 600, .minute = 1, .text = TRUE }, 1);
	arrive(b,
	    &(struct paper){
		.kind = "new", .number = "77", .total = 600, .pieces = 2, .terms = 30, .minute = 2 },
	    1);
	newest_relation(b, &items);
	assert_int_equal(items, 1);
	arrive(b,
	    &(struct paper){
		.kind = "new", .number = "77", .total = 600, .pieces = 3, .terms = 30, .minute = 900 },
	    1);
	assert_int_equal(newest_relation(b, &items), RELATION_REVISION);
	assert_int_equal(items, 2);
	arrive(b,
	    &(struct paper){
		.kind = "new", .number = "77", .total = 600, .pieces = 3, .terms = 60, .minute = 901 },
	    1);
	newest_relation(b, &items);
	assert_int_equal(items, 3);
}

static void
cancellation_of_a_routed_order__is_told_at_once(void **state)
{
	struct bench *b = *state;
	gint64 id = customer_put(b, 1);
	g_autoptr(GPtrArray) none = NULL, alerts = NULL;
	g_autofree char *waits = NULL, *settled = NULL;

	arrive(b, &(struct paper){ .kind = "new", .number = "77", .total = 500, .minute = 1 }, 1);
	none = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(none->len, 0);
	arrive(b, &(struct paper){ .kind = "cancel", .number = "77", .minute = 100 }, 1);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 1);
	assert_int_equal(((struct store_alert *)alerts->pdata[0])->kind, ALERT_ORDER_REDUCED);
	assert_string_equal(((struct store_alert *)alerts->pdata[0])->text,
	    "Customer 1 GmbH: PO N1Z77 (EUR 500.00) is cancelled");
	waits = state_of(b, id, 1, "77");
	assert_false(g_str_has_prefix(waits, "cancelled"));
	settle_all(b, id);
	settled = state_of(b, id, 1, "77");
	assert_true(g_str_has_prefix(settled, "cancelled"));
}

/* From a public mail provider, so that the customer is provisional, known by the name of the buyer alone. */
static void
cancellation_of_a_strangers_order__is_told_too(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) alerts = NULL;
	const struct paper papers[] = { { .kind = "new", .number = "77", .total = 500, .minute = 1 },
		{ .kind = "cancel", .number = "77", .minute = 100 } };

	b->stranger = TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(papers); i++)
		arrive(b, &papers[i], 1);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 1);
	assert_string_equal(((struct store_alert *)alerts->pdata[0])->text,
	    "Nobody Known GmbH: PO N1Z77 (EUR 500.00) is cancelled");
}

static void
cancellation_in_a_customers_name_from_elsewhere__alarms_nobody(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) alerts = NULL;

	customer_put(b, 1);
	arrive(b, &(struct paper){ .kind = "new", .number = "77", .total = 500, .minute = 1 }, 1);
	b->impostor = TRUE;
	arrive(b, &(struct paper){ .kind = "cancel", .number = "77", .minute = 100 }, 1);
	arrive(b, &(struct paper){ .kind = "change", .number = "77", .total = 100, .minute = 200 }, 1);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 0);
}

static void
order_that_went_down__is_told_and_one_that_went_up_is_not(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) alerts = NULL;

	customer_put(b, 1);
	arrive(b, &(struct paper){ .kind = "new", .number = "77", .total = 500, .minute = 1 }, 1);
	arrive(b, &(struct paper){ .kind = "change", .number = "77", .total = 400, .minute = 2000 }, 1);
	arrive(b, &(struct paper){ .kind = "new", .number = "78", .total = 500, .minute = 1 }, 1);
	arrive(b, &(struct paper){ .kind = "change", .number = "78", .total = 600, .minute = 2000 }, 1);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 1);
	assert_string_equal(((struct store_alert *)alerts->pdata[0])->text,
	    "Customer 1 GmbH: PO N1Z77 goes down from EUR 500.00 to EUR 400.00");
}

static void
order_above_the_threshold_of_its_currency__is_told_once(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) alerts = NULL;

	customer_put(b, 1);
	arrive(b, &(struct paper){ .kind = "new", .number = "76", .total = 249999, .minute = 1 }, 1);
	arrive(b, &(struct paper){ .kind = "new", .number = "77", .total = 250000, .minute = 2 }, 1);
	arrive(b,
	    &(struct paper){ .kind = "new", .number = "77", .total = 250000, .minute = 3, .text = TRUE }, 1);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 1);
	assert_int_equal(((struct store_alert *)alerts->pdata[0])->kind, ALERT_LARGE_ORDER);
	assert_string_equal(
	    ((struct store_alert *)alerts->pdata[0])->text, "Customer 1 GmbH: PO N1Z77 is of EUR 250000.00");
}

static const struct store_item *
newest(struct bench *b, GPtrArray **items)
{
	*items = store_items(b->k.store, &(struct store_item_filter){ .route = -1, .limit = 1 }, NULL);
	return (*items)->pdata[0];
}

static gboolean
has_reason(const struct store_item *item, const char *reason)
{
	for (guint i = 0; i < item->reasons->len; i++)
		if (strcmp(item->reasons->pdata[i], reason) == 0)
			return TRUE;
	return FALSE;
}

static void
earlier_version_that_comes_late__says_which_one_stands(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) items = NULL;

	customer_put(b, 1);
	arrive(b,
	    &(struct paper){ .kind = "new", .revision = "2", .number = "77", .total = 600, .minute = 900 },
	    1);
	arrive(b,
	    &(struct paper){ .kind = "new", .revision = "1", .number = "77", .total = 500, .minute = 1 }, 1);
	assert_true(has_reason(newest(b, &items),
	    "superseded\ta later version of it is on record already: item 1 (EUR 600.00)"));
}

static void
release_beyond_its_blanket__waits_for_a_person(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) within = NULL, beyond = NULL;
	gint64 id = customer_put(b, 1);
	g_autofree char *left = NULL;

	arrive(b, &(struct paper){ .kind = "blanket", .number = "77", .total = 1000, .minute = 1 }, 1);
	arrive(
	    b, &(struct paper){ .kind = "release", .number = "77", .total = 600, .day = 2, .minute = 10 }, 1);
	assert_int_equal(newest(b, &within)->route, ROUTE_ROUTE);
	left = state_of(b, id, 1, "77");
	assert_non_null(strstr(left, "blanket 1000.00 released 600.00 left 400.00"));
	arrive(b,
	    &(struct paper){ .kind = "new", .number = "88", .contract = "77", .total = 500, .minute = 20 },
	    1);
	assert_int_equal(newest(b, &beyond)->route, ROUTE_REVIEW);
	assert_true(has_reason(beyond->pdata[0], "over-blanket\tmore is released than its blanket order "
						 "holds: PO N1Z77 holds 1000.00, with this one "
						 "1100.00 is released"));
}

static void
order_off_its_deal__waits_and_is_told_side_by_side(void **state)
{
	struct bench *b = *state;
	g_autoptr(GPtrArray) items = NULL, open = NULL, alerts = NULL;
	gint64 id = customer_put(b, 1);
	gboolean changed;

	assert_true(store_deal_put(b->tx,
	    &(struct deal){ .customer_id = id,
		.contract = (char *)"N1ZC-9",
		.amount = (char *)"400.00",
		.currency = (char *)"EUR",
		.terms = (char *)"Net 45" },
	    1, &changed, NULL));
	assert_true(changed);
	arrive(b,
	    &(struct paper){
		.kind = "new", .number = "77", .contract = "C-9", .total = 500, .terms = 90, .minute = 1 },
	    1);
	assert_int_equal(newest(b, &items)->route, ROUTE_REVIEW);
	assert_true(
	    has_reason(items->pdata[0], "off-deal\tit is not what was agreed: contract N1ZC-9: amount "
					"EUR 400.00, the order says EUR 500.00; terms Net "
					"45, the order says Net 90"));
	open = store_deals(b->k.store, 0, TRUE, 0, NULL);
	assert_int_equal(open->len, 0);
	alerts = store_alerts(b->k.store, &(struct store_alert_filter){ 0 }, NULL);
	assert_int_equal(alerts->len, 1);
	assert_int_equal(((struct store_alert *)alerts->pdata[0])->kind, ALERT_OFF_DEAL);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(any_order_of_arrival__ends_in_the_same_family),
		T(revision_that_differs_in_its_lines_alone__is_one),
		T(revision_of_what_a_sighting_said__is_one),
		T(cancellation_of_a_routed_order__is_told_at_once),
		T(cancellation_of_a_strangers_order__is_told_too),
		T(cancellation_in_a_customers_name_from_elsewhere__alarms_nobody),
		T(order_that_went_down__is_told_and_one_that_went_up_is_not),
		T(order_above_the_threshold_of_its_currency__is_told_once),
		T(earlier_version_that_comes_late__says_which_one_stands),
		T(release_beyond_its_blanket__waits_for_a_person),
		T(order_off_its_deal__waits_and_is_told_side_by_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
