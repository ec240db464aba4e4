/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See teach.h. Everybody errs, and who wants to be taken for a customer needs only one who errs once: nothing is learned
 * of one decision, nor of several on one conversation. A provider's domain, a portal's, one that is another's already or
 * that only looks like somebody's is never learned; who means it writes it into the customers' file.
 */
#include "teach.h"

#include <string.h>

struct lesson {
	store_tx *tx;
	const struct config *config;
	const struct store_item *item;
	const struct directory *directory;
	const struct customer *customer;
	const char *who;
	gint64 now_s;
	GString *text;
};

static gboolean
is_us(const struct lesson *l, const char *address)
{
	return l->config && address_in_domains(address, (const char *const *)l->config->company.domains);
}

static gboolean
lesson_note(const struct lesson *l, enum learned_kind kind, const char *value, GError **error)
{
	g_autofree char *subject = g_strdup_printf("learned %s", LEARNED_KIND_NAMES[kind]);

	g_string_append_printf(
	    l->text, "learned: %s %s of %s\n", LEARNED_KIND_NAMES[kind], value, l->customer->name);
	return store_audit_put(l->tx,
	    &(struct store_audit){ .at_s = l->now_s,
		.who = l->who,
		.what = AUDIT_FACT,
		.item_id = l->item->id,
		.customer_id = l->customer->id,
		.subject = subject,
		.text = value },
	    error);
}

static gboolean
lesson_confirm(const struct lesson *l, enum learned_kind kind, const char *value, GError **error)
{
	const struct limits *limits = l->config ? &l->config->limits : &LIMITS_PRESET;
	gboolean fresh;

	return store_learned_confirm(l->tx, l->customer->id, kind, value, l->item->id, l->who,
		   kind == LEARNED_NUMBER ? limits->learn_numbers : limits->learn_domains, l->now_s, &fresh,
		   error) &&
	       (!fresh || lesson_note(l, kind, value, error));
}

/* The writer of a forwarded order counts where one of us forwarded it. */
static const char *
author_of(const struct lesson *l)
{
	const struct store_item *i = l->item;
	const char *author = i->origin_address && (is_us(l, i->from_address) ||
						      g_strcmp0(i->origin_address, i->from_address) == 0)
				 ? i->origin_address
				 : i->from_address;

	return is_us(l, author) ? NULL : author;
}

static gboolean
pretends(const struct lesson *l, const char *author)
{
	struct directory_look look;
	gboolean found = directory_looks_alike(l->directory, author, NULL, &look);

	directory_look_clear(&look);
	return found;
}

/* On record for somebody else. */
static gboolean
is_anothers(const struct lesson *l, const char *address)
{
	struct directory_match match;
	gboolean is;

	directory_match(l->directory, &(struct directory_query){ .sender_address = address }, &match);
	is = match.sender_is_own || match.conflict ||
	     (match.customer && match.customer->id != l->customer->id &&
		 match.customer->kind != CUSTOMER_PROVISIONAL);
	directory_match_clear(&match);
	return is;
}

static gboolean
has_domain(const struct customer *c, const char *domain)
{
	return c->kind == CUSTOMER_KNOWN && c->domains &&
	       g_strv_contains((const char *const *)c->domains, domain);
}

static gboolean
teach_author(const struct lesson *l, GError **error)
{
	const char *author = author_of(l);
	g_autofree char *domain = author ? directory_registrable_domain(author) : NULL;
	g_autofree char *contact = author ? g_utf8_strdown(author, -1) : NULL;

	/* who is proven false, or proves nothing to be his, teaches nothing */
	if (!domain || g_strcmp0(l->item->authenticity, "fail") == 0 || directory_is_relay(author) ||
	    is_anothers(l, author) || pretends(l, author))
		return TRUE;
	if (!directory_is_freemail(author) && !has_domain(l->customer, domain) &&
	    !lesson_confirm(l, LEARNED_DOMAIN, domain, error))
		return FALSE;
	return lesson_confirm(l, LEARNED_CONTACT, contact, error);
}

static gboolean
teach_number(const struct lesson *l, GError **error)
{
	const char *number = l->item->order ? l->item->order->value[ORDER_NUMBER] : NULL;
	g_autofree char *shape = number ? order_number_shape(number) : NULL;

	return !shape || lesson_confirm(l, LEARNED_NUMBER, shape, error);
}

gboolean
teach_item(store_tx *tx, const struct config *config, gint64 item_id, const char *who, gint64 now_s,
    GString *text, GError **error)
{
	struct store_item *item = store_item_get(store_of(tx), item_id, error);
	struct directory *d = item ? store_directory(store_of(tx), error) : NULL;
	struct lesson l = { tx, config, item, d, NULL, who, now_s, text };
	gboolean ok = d != NULL;

	if (d && item->customer_id && item->kind == ITEM_ORDER)
		l.customer = directory_by_id(d, item->customer_id);
	if (l.customer && l.customer->kind != CUSTOMER_OWN)
		ok = teach_author(&l, error) && teach_number(&l, error);
	directory_free(d);
	store_item_free(item);
	return ok;
}
