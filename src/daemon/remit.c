/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See remit.h. */
#include "remit.h"

#include "occasion.h"
#include "sender.h"
#include "warn.h"

#include <string.h>

static const struct {
	const char *standing, *says;
} WORDS[] = {
	{ "altered", "looks like an account of ours, and is not: a digit or two differ, or its check digits "
		     "do not hold" },
	{ "swapped", "is half of an account of ours, and not it: the number is at another bank, or the bank "
		     "has another number" },
	{ "unknown", "is in our name, and is no account that is registered" },
};

static char *
text_of(const struct report *r, const struct report_bank_account *a, const char *author)
{
	const char *says = "";

	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (strcmp(WORDS[i].standing, a->standing) == 0)
			says = WORDS[i].says;
	return g_strdup_printf(
	    "Account %s in a mail by %s, \xe2\x80\x9c%s\xe2\x80\x9d, %s. Nobody should pay to it; "
	    "ask who wrote it, by a number on file.",
	    a->masked, author ? author : "somebody", r->subject ? r->subject : "no subject", says);
}

/* The same account in the same conversation is one cause, whoever quotes it. */
static char *
key_of(const struct report *r, const struct report_bank_account *a, gint64 message_id)
{
	const char *thread = r->references && r->references->len ? r->references->pdata[0]
			     : r->in_reply_to                    ? r->in_reply_to
								 : r->message_id;

	return thread ? g_strdup_printf("%s %s", thread, a->fingerprint)
		      : g_strdup_printf("message %" G_GINT64_FORMAT " %s", message_id, a->fingerprint);
}

/* The last four alone. */
static gboolean
owner_told(struct keeper *k, store_tx *tx, const char *owner, const char *key, gint64 customer_id,
    const struct report *r, const struct report_bank_account *a, GError **error)
{
	const struct customer *c = customer_id ? directory_by_id(k->directory, customer_id) : NULL;
	const char *author = sender_author(k, r);
	g_autofree char *seen_in = g_strdup_printf("The mail \xe2\x80\x9c%s\xe2\x80\x9d by %s",
	    r->subject ? r->subject : "no subject", author ? author : "somebody");

	return occasion_account(k, tx,
	    &(struct occasion_account){ .key = key,
		.to = owner,
		.customer = c        ? c->name
			    : author ? author
				     : "Somebody",
		.masked = a->masked + strlen(a->masked) - MIN(strlen(a->masked), 4),
		.seen_in = seen_in,
		.altered = strcmp(a->standing, "altered") == 0 },
	    error);
}

gboolean
remit_of_message(struct keeper *k, store_tx *tx, const char *mailbox, gint64 message_id,
    const struct report *r, gboolean *out_raised, GError **error)
{
	const struct report_bank_account *a = report_remit_to(r);
	const char *author = sender_author(k, r), *owner = warn_owner_of(k, mailbox);
	gint64 customer_id = a ? warn_customer_of(k, author) : 0;
	g_autofree char *key = NULL, *text = NULL;
	g_autoptr(GError) why = NULL;

	*out_raised = a != NULL;
	if (!a)
		return TRUE;
	key = key_of(r, a, message_id);
	text = store_alert_text(k->store, ALERT_REMIT_TO, key, &why); /* as it was told first */
	if (why) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	if (!text)
		text = text_of(r, a, author);
	return store_alert_raise(tx,
		   &(struct store_alert){ .kind = ALERT_REMIT_TO,
		       .key = key,
		       .text = text,
		       .ae = (char *)owner,
		       .customer_id = customer_id,
		       .message_id = message_id },
		   keeper_now(), NULL, error) &&
	       owner_told(k, tx, owner, key, customer_id, r, a, error);
}
