/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See warn.h. */
#include "warn.h"

#include "sender.h"

#include <string.h>

static const struct {
	const char *notice, *says;
} WORDS[] = {
	{ "bank-change", "speaks of other bank details" },
	{ "payment-demand", "asks for a transfer to an account that the mail names" },
	{ "receivables-request", "asks for the list of what customers owe" },
};

static const char *
says_of(const struct report_notice *n)
{
	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (g_strcmp0(n->kind, WORDS[i].notice) == 0)
			return WORDS[i].says;
	return NULL;
}

const char *
warn_owner_of(const struct keeper *k, const char *mailbox)
{
	const struct config_mailbox *m = config_mailbox_named(k->config, mailbox);

	return m ? m->owner : NULL;
}

gint64
warn_customer_of(const struct keeper *k, const char *address)
{
	struct directory_match match = { NULL };
	gint64 id = 0;

	if (address)
		directory_match(k->directory, &(struct directory_query){ .sender_address = address }, &match);
	if (match.customer && match.customer->kind != CUSTOMER_OWN)
		id = match.customer->id;
	directory_match_clear(&match);
	return id;
}

gboolean
warn_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct report *r, GError **error)
{
	const struct report_notice *n = r->notices && r->notices->len ? r->notices->pdata[0] : NULL;
	const char *says = n ? says_of(n) : NULL, *author = sender_author(k, r);
	g_autofree char *text = NULL, *key = NULL;

	if (!says)
		return TRUE;
	text = g_strdup_printf("%s %s: \xe2\x80\x9c%s\xe2\x80\x9d. Nothing was changed; call a number on "
			       "file, do not answer the mail.",
	    author ? author : "somebody", says, n->text);
	/* copies in several mailboxes are one cause */
	key = r->message_id ? g_strdup(r->message_id)
			    : g_strdup_printf("message %" G_GINT64_FORMAT, message_id);
	return store_alert_raise(tx,
	    &(struct store_alert){ .kind = ALERT_BANK_CHANGE,
		.key = key,
		.text = text,
		.ae = (char *)warn_owner_of(k, mailbox),
		.customer_id = warn_customer_of(k, author),
		.message_id = message_id },
	    keeper_now(), NULL, error);
}
