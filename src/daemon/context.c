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
keeper_address_inside(const struct keeper *k, const char *address)
{
	return address_in_domains(address, (const char *const *)k->config->company.domains);
}

gboolean
keeper_live(const struct keeper *k)
{
	return k->config->purser.mode == MODE_LIVE;
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
