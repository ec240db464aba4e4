/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content in clear, in pages of its own: out of core dumps, and wiped when the last reference goes. */
#include "purser/vault.h"

#include <sys/mman.h>

struct buffer {
	guint8 *bytes;
	gsize size;
};

static void
buffer_free(gpointer data)
{
	struct buffer *b = data;

	secret_wipe(b->bytes, b->size);
	munmap(b->bytes, b->size);
	g_free(b);
}

GBytes *
vault_buffer_new(gsize size, guint8 **out_bytes)
{
	struct buffer *b = g_new(struct buffer, 1);

	b->size = MAX(size, 1);
	b->bytes = mmap(NULL, b->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (b->bytes == MAP_FAILED)
		g_error("no memory for %" G_GSIZE_FORMAT " bytes", size);
	madvise(b->bytes, b->size, MADV_DONTDUMP);
	*out_bytes = b->bytes;
	return g_bytes_new_with_free_func(b->bytes, size, buffer_free, b);
}
