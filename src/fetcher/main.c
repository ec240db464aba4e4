/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purser-fetcher: the prepared parent. Whatever is slow to start or large in memory is done here once
 * (GnuTLS, the system's trust list, the resolver, the allocator's habits), so that a forked child of 500 owns
 * little.
 */
#include "protocol.h"

#include <malloc.h>

static gboolean
prepare(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	/* One arena, and memory goes back to the system as soon as it is free. */
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_TRIM_THRESHOLD, 16 * 1024);
	mallopt(M_MMAP_THRESHOLD, 64 * 1024);
	mallopt(M_TOP_PAD, 4 * 1024);
	if (!vault_init(error))
		return FALSE;
	mailbox_init();
	malloc_trim(0);
	return TRUE;
}

int
fetcher_main(int argc, char **argv)
{
	static const struct nursery_ops ops = { .prepare = prepare, .child = fetcher_child };

	return nursery_serve(argc, argv, &ops);
}
