/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers are told: who we are, whose word counts, our own accounts, the tables of others'. */
#include "context.h"

#include "enlist.h"
#include "log.h"

#include <string.h>
#include <sysexits.h>

/* --- accounts to compare with --- */

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

/* The accounts registered; NULL: readers only fingerprint and seal. A scan's are the daemon's. */
static struct reader_bank *
bank_ours(struct keeper *k)
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

/* --- all of it --- */

static void
add_all(GPtrArray *to, char *const *from)
{
	for (; from && *from; from++)
		g_ptr_array_add(to, *from);
}

/* Readers are told who we are: the configuration's names and the directory's own entities. */
gboolean
keeper_readers_update(struct keeper *k)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new(), domains = g_ptr_array_new();
	g_autofree struct reader_trust *trusts = g_new0(struct reader_trust, k->config->mailboxes->len + 1);
	g_autoptr(GPtrArray) all = directory_all(k->directory);
	struct reader_context context = { .limits = k->config->limits, .today = day_of_time(keeper_now()) };
	g_autoptr(GError) error = NULL, unread = NULL;

	add_all(names, k->config->company.names);
	add_all(domains, k->config->company.domains);
	for (guint i = 0; i < all->len; i++) {
		const struct customer *c = g_ptr_array_index(all, i);

		if (c->kind != CUSTOMER_OWN || c->id < 0)
			continue;
		g_ptr_array_add(names, c->name);
		add_all(names, c->aliases);
		add_all(domains, c->domains);
	}
	for (guint i = 0; i < k->config->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(k->config->mailboxes, i);

		trusts[i] = (struct reader_trust){ m->name, m->authserv_ids, m->inner_hops, m->arc_sealers,
			m->authserv_unnamed, m->authserv_below };
	}
	g_ptr_array_add(names, NULL);
	g_ptr_array_add(domains, NULL);
	context.our_names = (char **)names->pdata;
	context.our_domains = (char **)domains->pdata;
	context.trusts = trusts;
	context.n_trusts = k->config->mailboxes->len;
	context.bank = bank_ours(k);
	context.modulus = reader_modulus_load(k->config->purser.modulus_tables, &unread);
	if (unread)
		log_line(LOG_LEVEL_ERROR, "accounts", "British ones are taken by their shape alone: %s",
		    unread->message);
	if (k->readers)
		reader_pool_set_context(k->readers, &context);
	else if (!(k->readers = reader_pool_new(&context, (guint)k->config->purser.readers, &error)))
		keeper_halt(k, EX_UNAVAILABLE, error->message);
	reader_bank_unref(context.bank);
	g_free(context.modulus);
	return k->readers != NULL;
}

/* --- the directory: the store's customers, and ourselves as the configuration names us --- */

static struct directory *
directory_build(struct store *store, const struct config *config, GError **error)
{
	struct directory *d = store_directory(store, error);
	struct customer *us;

	if (!d || !config->company.names || !config->company.names[0])
		return d;
	us = customer_new();
	us->id = -1;
	us->kind = CUSTOMER_OWN;
	us->name = g_strdup(config->company.names[0]);
	g_strfreev(us->aliases); /* the empty lists of a new one */
	g_strfreev(us->domains);
	us->aliases = g_strdupv(config->company.names);
	us->domains = g_strdupv(config->company.domains);
	directory_add(d, us);
	return d;
}

gboolean
keeper_directory_load(struct keeper *k, GError **error)
{
	struct directory *d = directory_build(k->store, k->config, error);

	if (!d)
		return FALSE;
	directory_free(k->directory);
	k->directory = d;
	return TRUE;
}

void
keeper_directory_reload(struct keeper *k)
{
	g_autoptr(GError) error = NULL;

	if (keeper_directory_load(k, &error))
		keeper_readers_update(k);
	else
		log_line(LOG_LEVEL_ERROR, "directory", "kept as it was: %s", error->message);
}
