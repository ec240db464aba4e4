/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the digest tells, asked of the store: one function for each kind of news, one row in FEEDS. A feed adds the most
 * important rows first, and counts all of them; rows beyond DIGEST_ROWS_MAX need not be filled in.
 */
#include "compose.h"

#include <string.h>

#define MISSING_DAYS ((gint64)30)

struct feeding {
	struct store *s;
	const struct digest_request *r;
	struct letter_digest *d;
};

/* --- an item as a row --- */

static const char *
mailbox_owner(const struct digest_request *r, const char *mailbox)
{
	for (guint i = 0; mailbox && i < r->n_watches; i++)
		if (strcmp(r->watches[i].name, mailbox) == 0)
			return r->watches[i].owner;
	return NULL;
}

/* What made it wait, not what spoke for it; all of it where that leaves nothing. */
static char *
item_why(const struct store_item *item)
{
	GString *out = g_string_new(NULL);

	for (int all = 0; all < 2 && !out->len; all++)
		for (guint i = 0; item->reasons && i < item->reasons->len; i++) {
			const char *reason = g_ptr_array_index(item->reasons, i), *tab = strchr(reason, '\t');
			enum route route = decision_reason_route(reason);

			if (all || route > ROUTE_ROUTE)
				g_string_append_printf(
				    out, "%s%s", out->len ? "; " : "", tab ? tab + 1 : reason);
		}
	return g_string_free(out, !out->len);
}

static char *
item_place(const struct feeding *f, const struct store_item *item)
{
	g_autoptr(GPtrArray) evidence = store_item_evidence(f->s, item->id, NULL);
	int page = 0;

	for (guint i = 0; evidence && i < evidence->len; i++) {
		const struct report_evidence *e = g_ptr_array_index(evidence, i);

		if (e->field && strcmp(e->field, "number") == 0)
			page = e->page;
	}
	if (!item->file)
		return g_strdup("the mail");
	return page > 0 ? g_strdup_printf("%s p.%d", item->file, page) : g_strdup(item->file);
}

static char *
item_proof(const struct feeding *f, const struct store_item *item)
{
	static const struct {
		const char *name, *words;
	} WORDS[] = { { "pass", "authentic" }, { "fail", "NOT authentic" },
		{ "vouched", "passed on by one of us" }, { "unknown", "not proven" } };
	const char *from = item->origin_address ? item->origin_address : item->from_address;
	g_autofree char *place = item_place(f, item);
	GString *out = g_string_new(place);

	if (from)
		g_string_append_printf(out, " \xc2\xb7 from %s", from);
	for (guint i = 0; from && i < G_N_ELEMENTS(WORDS); i++)
		if (g_strcmp0(item->authenticity, WORDS[i].name) == 0)
			g_string_append_printf(out, " (%s)", WORDS[i].words);
	return g_string_free(out, FALSE);
}

static void
row_amount(struct digest_row *row, const struct order *o)
{
	const char *total = o ? o->value[ORDER_TOTAL] : NULL;

	if (total && !digest_money(total, o->value[ORDER_CURRENCY], &row->amount))
		row->amount_text = show_amount(o);
}

static struct digest_row *
row_of_item(const struct feeding *f, const struct store_item *item)
{
	struct digest_row *row = g_new0(struct digest_row, 1);
	const struct order *o = item->order;
	const char *ae = item->owner ? item->owner : mailbox_owner(f->r, item->mailbox);

	row->item_id = item->id;
	row->title = g_strdup(o && o->value[ORDER_NUMBER] ? o->value[ORDER_NUMBER] : item->file);
	if (!row->title)
		row->title = item->subject ? g_strdup_printf("\xe2\x80\x9c%s\xe2\x80\x9d", item->subject)
					   : g_strdup("a mail without a subject");
	row->customer = g_strdup(item->customer_name ? item->customer_name
				 : o                 ? o->value[ORDER_BUYER]
						     : NULL);
	row_amount(row, o);
	row->note = g_strdup(o ? o->value[ORDER_TERMS] : NULL);
	row->ae = g_strdup(ae);
	row->at_s = item->at_s;
	return row;
}

static char *
item_settle(const struct feeding *f, const struct store_item *item)
{
	gboolean number = item->kind != ITEM_ORDER || (item->order && item->order->value[ORDER_NUMBER]);
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, item->id);

	if (f->r->by_reply)
		return number
			   ? g_strdup_printf("answer: route %s, or: reject %s REASON", id, id)
			   : g_strdup_printf("answer: number %s THE-PO-NUMBER, or: reject %s REASON", id, id);
	return g_strdup_printf("purser review %s %s--route, or purser review %s --reject REASON", id,
	    number ? "" : "--number NUMBER ", id);
}

/* --- the feeds --- */

/* The row of a brief, where there is still room; else only counted. */
static gboolean
brief_add(const struct feeding *f, struct digest_list *list, const struct store_brief *b,
    void (*finish)(const struct feeding *f, struct digest_row *row, const struct store_item *item),
    GError **error)
{
	struct money amount = { 0 };
	struct store_item *item;
	struct digest_row *row;

	if (list->rows->len >= DIGEST_ROWS_MAX) {
		list->unsummed += b->total && !digest_money(b->total, b->currency, &amount);
		digest_list_count(list, &amount);
		return TRUE;
	}
	item = store_item_get(f->s, b->id, error);
	if (!item)
		return !(error && *error);
	row = row_of_item(f, item);
	finish(f, row, item);
	digest_list_add(list, row);
	store_item_free(item);
	return TRUE;
}

static void
finish_open(const struct feeding *f, struct digest_row *row, const struct store_item *item)
{
	row->why = item_why(item);
	row->proof = item_proof(f, item);
	row->settle = item_settle(f, item);
	row->grave = item->route == ROUTE_HOLD;
}

/* What waits for a person. */
static gboolean
feed_open(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) briefs = store_open_briefs(f->s, error);

	for (guint i = 0; briefs && i < briefs->len; i++) {
		const struct store_brief *b = g_ptr_array_index(briefs, i);

		if (!brief_add(
			f, &f->d->list[b->unread ? DIGEST_UNREADABLE : DIGEST_NEEDS], b, finish_open, error))
			return FALSE;
	}
	return briefs != NULL;
}

/* Orders that the mail server refused for good, or that got too old: nobody has them. */
static gboolean
feed_parked(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) parked = store_parcels_in_state(f->s, PARCEL_PARKED, error);

	for (guint i = 0; parked && i < parked->len; i++) {
		const struct store_parcel *p = g_ptr_array_index(parked, i);
		struct store_item *item = p->item_id ? store_item_get(f->s, p->item_id, error) : NULL;
		struct digest_row *row;

		if (!item)
			continue;
		row = row_of_item(f, item);
		row->why =
		    g_strdup_printf("could not be delivered: %s", p->last_error ? p->last_error : "unknown");
		row->proof = item_proof(f, item);
		row->settle = g_strdup_printf("purser retry %" G_GINT64_FORMAT, p->id);
		row->grave = TRUE;
		digest_list_add(&f->d->list[DIGEST_NEEDS], row);
		store_item_free(item);
	}
	return parked != NULL;
}

static void
finish_forwarded(const struct feeding *f G_GNUC_UNUSED, struct digest_row *row, const struct store_item *item)
{
	const char *bill_to = item->order ? item->order->value[ORDER_BILL_TO] : NULL;

	if (bill_to) {
		char *note = row->note ? g_strdup_printf("%s \xc2\xb7 bill to %s", row->note, bill_to)
				       : g_strdup_printf("bill to %s", bill_to);

		g_free(row->note);
		row->note = note;
	}
	if (item->relation == RELATION_REVISION)
		row->why = g_strdup_printf("a revision of item %" G_GINT64_FORMAT, item->revision_of);
}

static void
finish_replaced(const struct feeding *f G_GNUC_UNUSED, struct digest_row *row,
    const struct store_item *item G_GNUC_UNUSED)
{
	row->amount = (struct money){ 0 };
	g_clear_pointer(&row->amount_text, g_free);
	g_clear_pointer(&row->note, g_free);
	row->why = g_strdup("replaced by what came later");
}

/* Which items of the list another one of it replaced: a set of ids. */
static GHashTable *
replaced_of(const GPtrArray *briefs)
{
	GHashTable *replaced = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint i = 0; i < briefs->len; i++) {
		struct store_brief *b = g_ptr_array_index((GPtrArray *)briefs, i);

		/* newest first: the last word on an order stays */
		if (b->revision_of && !g_hash_table_add(replaced, &b->revision_of))
			g_hash_table_add(replaced, &b->id);
	}
	return replaced;
}

/* What AR has already, and need do nothing about. An order is summed once, as it was last. */
static gboolean
feed_forwarded(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) briefs = store_routed_briefs(f->s, f->r->since_s, f->r->now_s, error);
	g_autoptr(GHashTable) replaced = briefs ? replaced_of(briefs) : NULL;

	for (guint i = 0; briefs && i < briefs->len; i++) {
		const struct store_brief *b = g_ptr_array_index(briefs, i);
		struct store_brief bare = *b;

		bare.total = NULL;
		if (!brief_add(f, &f->d->list[DIGEST_FORWARDED],
			g_hash_table_contains(replaced, &b->id) ? &bare : b,
			g_hash_table_contains(replaced, &b->id) ? finish_replaced : finish_forwarded, error))
			return FALSE;
	}
	return briefs != NULL;
}

static gboolean
feed_alerts(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) alerts =
	    store_alerts(f->s, &(struct store_alert_filter){ .open_only = TRUE }, error);

	for (guint i = 0; alerts && i < alerts->len; i++) {
		const struct store_alert *a = g_ptr_array_index(alerts, i);
		struct digest_row *row = g_new0(struct digest_row, 1);
		g_autofree char *done = NULL;

		row->item_id = a->item_id;
		row->title = g_strdup(ALERT_WORDS[a->kind].title);
		row->customer = a->customer_id ? store_customer_name(f->s, a->customer_id) : NULL;
		row->why = g_strdup(a->text);
		done = alert_settle_words(a, f->r->by_reply);
		row->settle = g_strjoin(" ", ALERT_WORDS[a->kind].settle ? ALERT_WORDS[a->kind].settle : done,
		    ALERT_WORDS[a->kind].settle ? done : NULL, NULL);
		row->ae = g_strdup(a->ae);
		row->at_s = a->first_s;
		row->grave = ALERT_WORDS[a->kind].grave;
		digest_list_add(&f->d->list[DIGEST_ALERTS], row);
	}
	return alerts != NULL;
}

static const struct store_mailbox_health *
health_of(const GPtrArray *health, const char *name)
{
	for (guint i = 0; i < health->len; i++) {
		const struct store_mailbox_health *h = g_ptr_array_index((GPtrArray *)health, i);

		if (strcmp(h->mailbox, name) == 0)
			return h;
	}
	return NULL;
}

static void
mailbox_account(struct digest_mailbox *m, const GPtrArray *accounts)
{
	for (guint i = 0; i < accounts->len; i++) {
		const struct store_mailbox_account *a = g_ptr_array_index((GPtrArray *)accounts, i);

		if (strcmp(a->mailbox, m->name) != 0)
			continue;
		m->seen = a->seen;
		m->routed = a->routed;
		m->held = a->held;
		m->review = a->review;
		m->ignored = a->ignored;
		m->failed = a->failed;
		m->backlog = a->backlog;
		m->missing = a->seen - a->routed - a->held - a->review - a->ignored - a->failed;
	}
}

static gboolean
feed_mailboxes(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) accounts = store_mailbox_accounts(f->s, error);
	g_autoptr(GPtrArray) health = accounts ? store_health(f->s, error) : NULL;

	for (guint i = 0; health && i < f->r->n_watches; i++) {
		const struct digest_watch *w = &f->r->watches[i];
		const struct store_mailbox_health *h = health_of(health, w->name);
		struct digest_mailbox *m = g_new0(struct digest_mailbox, 1);

		m->name = g_strdup(w->name);
		m->owner = g_strdup(w->owner);
		mailbox_account(m, accounts);
		m->reached_s = h ? h->reached_s : 0;
		m->problem = g_strdup(h ? h->problem : NULL);
		m->silent = w->silent_after_s > 0 && m->reached_s + w->silent_after_s < f->r->now_s;
		g_ptr_array_add(f->d->mailboxes, m);
	}
	return health != NULL;
}

/* Kept in somebody's mail, it shows later that nothing was cut off the log. */
static gboolean
feed_audit(const struct feeding *f, GError **error)
{
	struct store_audit_head head;

	if (!store_audit_head(f->s, &head, error))
		return FALSE;
	if (head.rows)
		f->d->audit = g_strdup_printf("%" G_GINT64_FORMAT ":%s", head.rows, head.hash);
	return TRUE;
}

/* Quotes and contracts that no order came for. */
static gboolean
feed_deals(const struct feeding *f, GError **error)
{
	g_autoptr(GPtrArray) deals = store_deals(f->s, 0, TRUE, 0, error);

	for (guint i = 0; deals && i < deals->len; i++) {
		const struct deal *d = deals->pdata[i];
		struct digest_row *row = g_new0(struct digest_row, 1);

		row->title = g_strdup(d->quote ? d->quote : d->contract);
		row->customer = g_strdup(d->customer);
		if (d->amount && d->currency && !digest_money(d->amount, d->currency, &row->amount))
			row->amount_text = g_strdup_printf("%s %s", d->currency, d->amount);
		row->note = g_strdup(d->terms);
		row->why = g_strdup("agreed, and no order has come for it");
		row->at_s = d->at_s;
		digest_list_add(&f->d->list[DIGEST_WAITING], row);
	}
	return deals != NULL;
}

/* Orders that customers announced, the longest overdue first. */
static gboolean
feed_promises(const struct feeding *f, GError **error)
{
	const struct store_promise_filter open = { .open_only = TRUE };
	g_autoptr(GPtrArray) promises = store_promises(f->s, &open, error);

	for (guint i = 0; promises && i < promises->len; i++) {
		const struct store_promise *p = promises->pdata[i];
		g_autofree char *due = day_format(day_of_time(p->due_s));
		struct digest_row *row = g_new0(struct digest_row, 1);

		row->title = g_strdup(p->quote ? p->quote : "a promised PO");
		row->customer = g_strdup(p->customer);
		if (p->amount && strlen(p->amount) > 4) {
			g_autofree char *currency = g_strndup(p->amount, 3);

			if (!digest_money(p->amount + 4, currency, &row->amount))
				row->amount_text = g_strdup(p->amount);
		}
		row->grave = p->due_s < f->r->now_s;
		row->why = g_strdup_printf("\xe2\x80\x9c%s\xe2\x80\x9d: %s %s, and none has come",
		    p->text ? p->text : "", row->grave ? "it was to come by" : "it is to come by", due);
		row->proof = p->who ? g_strdup_printf("from %s", p->who) : NULL;
		row->ae = g_strdup(p->ae);
		row->at_s = p->said_s;
		digest_list_add(&f->d->list[DIGEST_WAITING], row);
	}
	return promises != NULL;
}

const struct letter_needed LETTER_NEEDED[] = {
	{ "billing_contact", "who answers questions about invoices (a name and a mail address)" },
	{ "invoice_route", "where invoices go (a mail address, a portal, or a postal address)" },
	{ "approver", "who approves invoices" },
	{ "dispute_contact", "whom to ask when an invoice is in dispute" },
	{ NULL, NULL },
};

static gboolean
needed_is_known(const struct letter_needed *n, guint known)
{
	for (guint kind = 0; MAP_KIND_NAMES[kind]; kind++)
		if (strcmp(MAP_KIND_NAMES[kind], n->fact) == 0)
			return known >> kind & 1;
	return FALSE;
}

static void
missing_take(const struct store_known *k, gpointer data)
{
	const struct feeding *f = data;
	g_autoptr(GString) why = g_string_new(NULL);
	struct digest_row *row;

	for (const struct letter_needed *n = LETTER_NEEDED; n->fact; n++)
		if (!needed_is_known(n, k->known))
			g_string_append_printf(why, "%s%s", why->len ? "; " : "", n->words);
	if (!why->len)
		return;
	row = g_new0(struct digest_row, 1);
	row->customer = g_strdup(k->name);
	row->why = g_strdup(why->str);
	row->ae = g_strdup(k->ae);
	row->at_s = k->last_s;
	digest_list_add(&f->d->list[DIGEST_MISSING], row);
}

/* Of customers who ordered lately. */
static gboolean
feed_missing(const struct feeding *f, GError **error)
{
	return store_facts_known(f->s, f->r->now_s - MISSING_DAYS * 86400, missing_take, (gpointer)f, error);
}

static const struct {
	const char *what; /* for the error */
	gboolean (*feed)(const struct feeding *f, GError **error);
} FEEDS[] = {
	{ "letters that could not be delivered", feed_parked },
	{ "what waits for a person", feed_open },
	{ "what was forwarded", feed_forwarded },
	{ "alerts", feed_alerts },
	{ "promised orders", feed_promises },
	{ "deals", feed_deals },
	{ "what is not known of customers", feed_missing },
	{ "mailboxes", feed_mailboxes },
	{ "the audit log", feed_audit },
};

struct letter_digest *
letter_digest_gather(struct store *s, const struct digest_request *r, GError **error)
{
	struct feeding f = { .s = s, .r = r, .d = letter_digest_new() };
	gboolean ok = store_look_begin(s, error);

	f.d->name = g_strdup(r->name);
	f.d->forward_to = g_strdup(r->forward_to);
	f.d->now_s = r->now_s;
	f.d->since_s = r->since_s;
	f.d->observing = r->observing;
	f.d->by_reply = r->by_reply;
	for (guint i = 0; ok && i < G_N_ELEMENTS(FEEDS); i++) {
		ok = FEEDS[i].feed(&f, error);
		if (!ok)
			g_prefix_error(error, "digest %s, %s: ", r->name, FEEDS[i].what);
	}
	store_look_end(s);
	if (!ok)
		g_clear_pointer(&f.d, letter_digest_free);
	return f.d;
}
