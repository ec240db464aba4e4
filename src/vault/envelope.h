/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * envelope - a content key for several recipients
 *
 *	byte 0		version
 *	byte 1		number of entries
 *	per entry	8 bytes of key id, 80 bytes crypto_box_seal(content key)
 *	24 bytes	the stream's own header
 *	32 bytes	keyed BLAKE2b of all before and of the context, under a key made from the content key
 *
 * Of a batch (ENVELOPE_BATCH) the entries hold its root, the same in all its envelopes; the content key of each is keyed
 * BLAKE2b of its context under the root.
 */
#pragma once

#include "secret.h"

#define KEY_ID_SIZE 8
#define ENVELOPE_VERSION 2
#define ENVELOPE_BATCH 3
#define CONTENT_KEY_SIZE 32

struct recipient {
	guint8 key[32];
	guint8 id[KEY_ID_SIZE];
	char id_hex[KEY_ID_SIZE * 2 + 1];
	char *label;
};
struct vault_recipients {
	GArray *all; /* struct recipient */
};
struct vault_batch {
	const struct vault_recipients *to;
	struct secret *root;
	guint8 *entries; /* of all recipients; NULL until something is sealed */
};

void key_id_of(const guint8 public_key[32], guint8 out[KEY_ID_SIZE]);
/* stream_header: 24 bytes. */
GBytes *envelope_make(const struct vault_recipients *to, const guint8 *content_key,
    const guint8 *stream_header, const char *context);
/* The same for one of a batch, and the content key that goes with it. */
void envelope_batch_key(struct vault_batch *b, const char *context, guint8 *out_content_key);
GBytes *envelope_make_in(
    struct vault_batch *b, const guint8 *content_key, const guint8 *stream_header, const char *context);
/* The bytes that an envelope takes at the start of these; 0: it is none. */
gsize envelope_size(const guint8 *bytes, gsize size);
const guint8 *envelope_stream_header(const guint8 *bytes, gsize envelope);
gboolean envelope_proves(const guint8 *content_key, const guint8 *bytes, gsize envelope, const char *context);
gboolean envelope_open(const struct secret *pair, const char *context, const guint8 *bytes, gsize envelope,
    guint8 *out_content_key, GError **error);
