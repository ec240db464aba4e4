/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of the keeper share. */
#include "context.h"

#include "log.h"

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
