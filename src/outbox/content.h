/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * content - bytes cut into sealed chunks, as rows of the store
 *
 *	content_begin(), content_add()…, content_end(), content_clear()   inside a transaction; takes sealer and header
 *	content_put() for add and end: what lies in memory as one is sealed from where it lies
 *	content_open()   a sealed memory file of the plain bytes; -1; frees the opener
 */
#pragma once

#include "purser/outbox.h"

#include <string.h>

struct content_owner {
	const char *name;
	gboolean (*put)(store_tx *tx, gint64 id, gint64 seq, GBytes *sealed, GError **error);
	GBytes *(*get)(struct store *s, gint64 id, gint64 seq, GError **error);
};
extern const struct content_owner CONTENT_PARCEL, CONTENT_ORIGINAL;

struct content {
	const struct content_owner *owner;
	store_tx *tx;
	gint64 id, seq, size;
	struct sealer *sealer;
	GBytes *header;
	GBytes *room; /* of the buffer, which grows with what comes; NULL: none yet */
	guint8 *buffer;
	gsize used;
};
void content_begin(struct content *c, const struct content_owner *owner, store_tx *tx, gint64 id,
    struct sealer *sealer, GBytes *header);
gboolean content_add(struct content *c, const void *bytes, gsize size, GError **error);
gboolean content_end(struct content *c, GError **error);
gboolean content_put(struct content *c, const void *bytes, gsize size, GError **error);
void content_clear(struct content *c);
int content_open(
    struct store *s, const struct content_owner *owner, gint64 id, struct opener *opener, GError **error);
