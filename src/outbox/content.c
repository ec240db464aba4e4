/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content on its way in and out: cut into chunks, sealed, written; and back into a memory file. Two owners,
 * parcels and kept originals, differ only in the rows that hold the chunks.
 */
#include "content.h"

#include "purser/process.h"

#include <unistd.h>

#define ROOM_FIRST ((gsize)32 << 10) /* most letters; VAULT_CHUNK is this doubled a few times */

const struct content_owner CONTENT_PARCEL = { "parcel", store_parcel_chunk_put, store_parcel_chunk };
const struct content_owner CONTENT_ORIGINAL = { "original of item", store_original_chunk_put,
	store_original_chunk };

void
content_begin(struct content *c, const struct content_owner *owner, store_tx *tx, gint64 id,
    struct sealer *sealer, GBytes *header)
{
	*c = (struct content){ .owner = owner, .tx = tx, .id = id, .sealer = sealer, .header = header };
}

/* A buffer is wiped whole: one of a full chunk for each small letter costs more than sealing it. */
static void
content_make_room(struct content *c, gsize wanted)
{
	GBytes *old = c->room;
	gsize have = old ? g_bytes_get_size(old) : 0, size = MAX(have, ROOM_FIRST);
	guint8 *bytes;

	while (size < wanted)
		size *= 2;
	if (size == have)
		return;
	c->room = vault_buffer_new(MIN(size, VAULT_CHUNK), &bytes);
	if (old) {
		memcpy(bytes, c->buffer, c->used);
		g_bytes_unref(old); /* wiped */
	}
	c->buffer = bytes;
}

static gboolean
chunk_put(struct content *c, const void *bytes, gsize size, gboolean last, GError **error)
{
	g_autoptr(GBytes) sealed = sealer_push(c->sealer, bytes, size, last);

	return c->owner->put(c->tx, c->id, c->seq++, sealed, error);
}

static gboolean
content_flush(struct content *c, gboolean last, GError **error)
{
	gsize size = c->used;

	c->used = 0;
	return chunk_put(c, size ? c->buffer : (const guint8 *)"", size, last, error);
}

gboolean
content_add(struct content *c, const void *bytes, gsize size, GError **error)
{
	const guint8 *from = bytes;

	while (size) {
		gsize n = MIN(size, VAULT_CHUNK - c->used);

		content_make_room(c, c->used + n);
		memcpy(c->buffer + c->used, from, n);
		c->used += n;
		c->size += (gint64)n;
		from += n;
		size -= n;
		/* A full buffer waits for one more byte, so that the last chunk is known to be the last. */
		if (size && c->used == VAULT_CHUNK && !content_flush(c, FALSE, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
content_end(struct content *c, GError **error)
{
	return content_flush(c, TRUE, error);
}

gboolean
content_put(struct content *c, const void *bytes, gsize size, GError **error)
{
	const guint8 *from = bytes;

	c->size = (gint64)size;
	for (; size > VAULT_CHUNK; from += VAULT_CHUNK, size -= VAULT_CHUNK)
		if (!chunk_put(c, from, VAULT_CHUNK, FALSE, error))
			return FALSE;
	return chunk_put(c, from, size, TRUE, error);
}

void
content_clear(struct content *c)
{
	if (c->sealer)
		sealer_free(c->sealer);
	c->sealer = NULL;
	g_clear_pointer(&c->header, g_bytes_unref);
	g_clear_pointer(&c->room, g_bytes_unref); /* wiped */
}

static gboolean
content_copy(struct store *s, const struct content_owner *owner, struct opener *opener, gint64 id, int fd,
    GError **error)
{
	gboolean last = FALSE;

	for (gint64 seq = 0; !last; seq++) {
		GError *why = NULL;
		g_autoptr(GBytes) sealed = owner->get(s, id, seq, &why);
		g_autoptr(GBytes) plain = NULL;

		if (!sealed && !why)
			return purser_fail(error, PURSER_REJECT,
			    "%s %" G_GINT64_FORMAT ": its content is incomplete", owner->name, id);
		if (!sealed) {
			g_propagate_error(error, why);
			return FALSE;
		}
		plain = opener_pull(opener, sealed, &last, error);
		if (!plain ||
		    !fd_write_all(fd, g_bytes_get_data(plain, NULL), g_bytes_get_size(plain), error))
			return FALSE;
	}
	return memfd_seal(fd, error);
}

int
content_open(
    struct store *s, const struct content_owner *owner, gint64 id, struct opener *opener, GError **error)
{
	int fd = memfd_new("purser-mail", error);

	if (fd >= 0 && !content_copy(s, owner, opener, id, fd, error)) {
		close(fd);
		fd = -1;
	}
	opener_free(opener);
	return fd;
}
