/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts of a report, weighed by whose word they are, for the customer that wrote it or whose order it is. Of mail that
 * brings no order nothing is kept but these: the fact, its line, where and when it was said, by whom, under which subject.
 */
#include "learn.h"

#include <string.h>

enum { SUBJECT_MAX = 60 };

static int
name_index(const char *const *names, int n, const char *name)
{
	for (int i = 0; name && i < n && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* How far the message itself may be believed; -1: forged, it says nothing. */
static int
learn_trust(const struct report *r)
{
	static const struct {
		const char *verdict;
		int trust;
	} ROWS[] = { { "pass", FACT_AUTHENTIC }, { "vouched", FACT_VOUCHED }, { "fail", -1 } };

	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
		if (g_strcmp0(r->authenticity, ROWS[i].verdict) == 0)
			return ROWS[i].trust;
	return FACT_CLAIMED;
}

/* The customer whose address this is: by its domain or as a contact on record; 0: nobody's. */
static gint64
learn_customer_of(struct keeper *k, const char *address)
{
	struct directory_match match = { NULL };
	gint64 id = 0;

	if (!address || !strchr(address, '@') || directory_is_relay(address))
		return 0;
	directory_match(k->directory, &(struct directory_query){ .sender_address = address }, &match);
	if (match.customer && !match.conflict && !match.strange_sender &&
	    match.customer->kind != CUSTOMER_OWN)
		id = match.customer->id;
	directory_match_clear(&match);
	return id;
}

/* The customer of the order that the message brought; out_held: it waits because something is wrong with it. */
static gboolean
learn_customer_of_order(
    struct keeper *k, gint64 message_id, gint64 *out_id, gboolean *out_held, GError **error)
{
	const struct store_item_filter here = { .route = -1, .sighted_in = message_id };
	g_autoptr(GPtrArray) items = store_items(k->store, &here, error);

	for (guint i = 0; items && i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index(items, i);

		if (!*out_id)
			*out_id = item->customer_id;
		*out_held = *out_held || item->route == ROUTE_HOLD;
	}
	return items != NULL;
}

/* The customer that the letter was about which one of us answers; 0: none, or several. */
static gboolean
learn_customer_of_letter(struct keeper *k, const struct report *r, gint64 *out_id, GError **error)
{
	g_autoptr(GPtrArray) letters = NULL;
	gint64 parcel = 0;

	if (!r->in_reply_to || !keeper_address_inside(k, r->from.address))
		return TRUE;
	if (!store_parcel_of(k->store, r->in_reply_to, &parcel, error))
		return FALSE;
	if (!parcel)
		return TRUE;
	letters = store_letters(
	    k->store, &(struct store_letter_filter){ .state = LETTER_SENT, .parcel_id = parcel }, error);
	for (guint i = 0; letters && i < letters->len; i++) {
		const struct store_letter *l = letters->pdata[i];
		struct store_item *item = l->item_id ? store_item_get(k->store, l->item_id, error) : NULL;
		gint64 id = item ? item->customer_id : 0;

		store_item_free(item);
		if (*error)
			return FALSE;
		if (!id || (*out_id && *out_id != id)) {
			*out_id = 0;
			break;
		}
		*out_id = id;
	}
	return letters != NULL;
}

/* When it was said: as the mail says, but never later than it came. */
static gint64
learn_date(const struct report *r, const struct arrival *m)
{
	gint64 came = m->mail->internal_date > 0 ? MIN(m->mail->internal_date, keeper_now()) : keeper_now();
	gint64 date = time_of_rfc3339(report_written(r), came);

	return date > 0 ? MIN(date, came) : came;
}

struct learning {
	struct keeper *k;
	store_tx *tx;
	const struct arrival *m;
	gint64 message_id, customer_id, date_s;
	int trust;
	char *subject;
};

static gboolean
learn_fact(const struct learning *l, const struct report_fact *f, GError **error)
{
	gboolean colleague = g_strcmp0(f->source, "colleague") == 0;
	struct customer_fact fact = { .customer_id = l->customer_id,
		.kind = name_index(MAP_KIND_NAMES, G_MAXINT, f->kind),
		.value = f->value,
		.name = f->name,
		.detail = f->detail,
		.how = f->how,
		.trust = (enum fact_trust)l->trust,
		.message_id = l->message_id,
		.date_s = l->date_s,
		.writer = f->by,
		.subject = l->subject,
		.line = f->text };
	int source = name_index(FACT_SOURCE_NAMES, FACT_SOURCE_N, f->source);

	if (fact.kind < 0 || source < 0 || !f->value ||
	    (strchr(f->value, '@') &&
		(directory_is_relay(f->value) || keeper_address_inside(l->k, f->value))))
		return TRUE;
	fact.source = (enum fact_source)source;
	/* one of us tells it: as good as a forward, and of the customer whose address it is */
	if (colleague) {
		fact.trust = MIN(fact.trust, FACT_VOUCHED);
		if (!fact.customer_id)
			fact.customer_id = learn_customer_of(l->k, f->value);
	}
	/* a firm's bills go to no public mailbox: perhaps, but a person must say so */
	if (strchr(f->value, '@') && directory_is_freemail(f->value))
		fact.trust = FACT_CLAIMED;
	return !fact.customer_id || store_fact_see(l->tx, &fact,
					store_source_key(l->m->report->message_id, l->m->mail->digest.bytes),
					l->k->config->limits.facts_per_customer, error);
}

gboolean
learn_facts(struct keeper *k, store_tx *tx, gint64 message_id, const char *author, const struct arrival *m,
    GError **error)
{
	const struct report *r = m->report;
	struct learning l = { k, tx, m, message_id, 0, 0, learn_trust(r), NULL };
	gboolean held = FALSE, ok = TRUE;
	GError *why = NULL;
	gint64 of_order = 0;

	if (!r->facts->len || l.trust < 0)
		return TRUE;
	if (verdict_is_order(r->verdict) && !learn_customer_of_order(k, message_id, &of_order, &held, error))
		return FALSE;
	l.customer_id = learn_customer_of(k, author);
	if (!l.customer_id && !learn_customer_of_letter(k, r, &l.customer_id, &why)) {
		g_propagate_error(error, why);
		return FALSE;
	}
	/* whose order it is the order alone tells: that is a claim */
	if (held || (of_order && of_order != l.customer_id))
		l.trust = FACT_CLAIMED;
	if (of_order)
		l.customer_id = of_order;
	l.date_s = learn_date(r, m);
	l.subject = r->subject ? text_one_line(r->subject, SUBJECT_MAX) : NULL;
	for (guint i = 0; ok && i < r->facts->len; i++)
		ok = learn_fact(&l, g_ptr_array_index(r->facts, i), error);
	g_free(l.subject);
	return ok;
}
