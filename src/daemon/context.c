/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of the keeper share. */
#include "context.h"

#include "log.h"
#include "remit.h"

#include "purser/delivery.h"
#include "purser/fetcher.h"

#include <sysexits.h>

gint64
keeper_now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

double
keeper_jitter(void)
{
	return g_random_double();
}

gboolean
keeper_live(const struct keeper *k)
{
	return k->config->purser.mode == MODE_LIVE;
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
	context.bank = remit_bank(k);
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

/* --- prepared parents --- */

struct nursery *
keeper_fetchers(struct keeper *k, GError **error)
{
	if (!k->fetchers)
		k->fetchers = fetcher_nursery_start(error);
	return k->fetchers;
}

struct nursery *
keeper_senders(struct keeper *k, GError **error)
{
	if (!k->senders)
		k->senders = delivery_nursery_start(error);
	return k->senders;
}

void
keeper_nursery_lost(struct nursery **n)
{
	g_clear_pointer(n, nursery_free);
}

void
keeper_halt(struct keeper *k, int status, const char *why)
{
	log_line(LOG_LEVEL_ERROR, "purserd", "stops: %s", why);
	if (!k->status)
		k->status = status;
	g_main_loop_quit(k->loop);
}
