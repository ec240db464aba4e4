/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See remit.h. */
#include "remit.h"

#include "enlist.h"
#include "log.h"
#include "occasion.h"
#include "sender.h"
#include "warn.h"

#include <string.h>

/* --- for the readers --- */

/* Prints that another key made equal nothing: better said than alarmed at every account of ours. */
static gboolean
key_is_theirs(struct keeper *k, struct store *store)
{
	g_autofree char *mark = vault_key_mark(k->fingerprint_key),
			*then = store_fact(store, ENLIST_KEY_FACT);

	if (!then || strcmp(then, mark) == 0)
		return TRUE;
	log_line(LOG_LEVEL_ERROR, "accounts",
	    "our accounts were registered with another fingerprint key: nothing is compared with them until "
	    "that key is back, or they are retired and added anew");
	return FALSE;
}

static void
bank_fill(struct keeper *k, struct store *store, struct reader_bank *bank)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) accounts = store_accounts(store, FALSE, &error);

	if (!accounts)
		log_line(LOG_LEVEL_ERROR, "accounts", "nothing is compared with them: %s", error->message);
	if (!accounts || !accounts->len || !key_is_theirs(k, store))
		return;
	for (guint i = 0; i < accounts->len; i++) {
		const struct store_account *a = accounts->pdata[i];

		reader_bank_add(bank, &(const struct reader_prints){
					  a->fingerprint, a->bank_print, a->account_print, a->near });
	}
}

struct reader_bank *
remit_bank(struct keeper *k)
{
	g_autofree char *recipients = k->recipients ? vault_recipients_text(k->recipients) : NULL;
	g_autofree char *parent = NULL, *path = NULL;
	struct reader_bank *bank;
	struct store *daemons = NULL;

	if (!k->fingerprint_key)
		return NULL;
	bank = reader_bank_new(k->fingerprint_key, recipients);
	if (k->options->scan) {
		parent = g_path_get_dirname(k->config->purser.state_dir);
		path = g_build_filename(parent, "purser.db", NULL);
		daemons = store_open(path, STORE_READ, NULL, NULL);
	}
	if (daemons || !k->options->scan)
		bank_fill(k, daemons ? daemons : k->store, bank);
	store_close(daemons);
	return bank;
}

/* --- what is told --- */

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
	const struct report_bank_account *a = decision_remit_to(r);
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
