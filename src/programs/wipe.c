/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory is wiped before it goes back, in the programs that hold mail: keeper, fetcher, sender.
 *
 * Our own buffers of content wipe themselves. This is for what libraries copy on the way (GLib's variants and strings, GMime's
 * streams, libetpan's lines): free() and realloc() of the whole program, over glibc's own. The reader goes without: it parses
 * far more than it keeps, and is thrown away. Sanitizers bring their own allocator, and then this file is not linked.
 */
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* glibc's, under the names that stay when the usual ones are taken. */
extern void *__libc_malloc(size_t size);
extern void __libc_free(void *p);

void
free(void *p)
{
	int reason = errno; /* free() leaves it as it was (POSIX.1-2024), and callers rely on that */

	if (!p)
		return;
	explicit_bzero(p, malloc_usable_size(p));
	__libc_free(p);
	errno = reason;
}

/* Shrinking and moving leave nothing behind either. */
void *
realloc(void *p, size_t size)
{
	size_t have = p ? malloc_usable_size(p) : 0;
	void *moved;

	if (!p)
		return __libc_malloc(size);
	if (size == 0) {
		free(p);
		return NULL;
	}
	if (size <= have && size > have / 2)
		return p;
	moved = __libc_malloc(size);
	if (!moved)
		return size <= have ? p : NULL;
	memcpy(moved, p, size < have ? size : have);
	free(p);
	return moved;
}
