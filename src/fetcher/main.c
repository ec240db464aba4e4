/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purser-fetcher: the prepared parent. Whatever is slow to start or large in memory is done here once
 * (GnuTLS, the system's trust list, the resolver, the allocator's habits), so that a forked child of 500 owns
 * little.
 */
#include "protocol.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

/* glibc reads this when a program starts, and not later. */
#define TUNABLES "GLIBC_TUNABLES"
#define NO_THREAD_CACHE "glibc.malloc.tcache_count=0"

/* The allocator's cache of freed pieces keeps a page each from going back to the system: a third of what an idle
 * child would own. */
static void
start_without_cache(char **argv)
{
	const char *set = g_getenv(TUNABLES);

	if (!set) {
		g_setenv(TUNABLES, NO_THREAD_CACHE, TRUE);
		execv("/proc/self/exe", argv);
	} else if (g_str_equal(set, NO_THREAD_CACHE)) {
		g_unsetenv(TUNABLES); /* not for the commands that we run */
	}
}

/* Larger than any hole that start-up leaves. */
#define BEYOND_HOLES ((gsize)60 * 1024)

/*
 * Start-up leaves hundreds of small holes in the heap. A child that filled them would own a page for each; so they
 * are filled here, for good, and a child's memory lies together behind them.
 */
static void
holes_fill(void)
{
	char *fence = malloc(BEYOND_HOLES);
	gsize left = mallinfo2().fordblks; /* 0 under a sanitizer's allocator */

	for (gsize size = BEYOND_HOLES / 2; fence && size >= 16; size -= size > 1024 ? size / 8 : 16) {
		char *block = malloc(size);

		for (; block && block < fence && left > size; left -= size)
			block = malloc(size); /* meant to be kept */
		free(block);
	}
	free(fence);
}

static gboolean
prepare(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	/* One arena, and memory goes back to the system as soon as it is free. */
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MXFAST, 0);
	mallopt(M_TRIM_THRESHOLD, 16 * 1024);
	mallopt(M_MMAP_THRESHOLD, 64 * 1024);
	mallopt(M_TOP_PAD, 4 * 1024);
	if (!vault_init(error))
		return FALSE;
	mailbox_init();
	malloc_trim(0);
	holes_fill();
	malloc_trim(0);
	return TRUE;
}

int
fetcher_main(int argc, char **argv)
{
	static const struct nursery_ops ops = { .prepare = prepare, .child = fetcher_child };

	start_without_cache(argv);
	return nursery_serve(argc, argv, &ops);
}
