/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content sealed at rest: XChaCha20-Poly1305 secretstream.
 *
 * The stream itself holds chunks in their order and knows its last one. Beyond that every chunk carries, as
 * data that is authenticated but not stored, the context and its own position: so a chunk opens at one place
 * only.
 *
 * The header that is stored is one byte of version, then the stream's own header.
 */
#include "purser/vault.h"

#include <sodium.h>
#include <string.h>

#define SEAL_VERSION 1
#define SEAL_PURPOSE "purser seal 1"
#define STREAM_HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define STREAM_EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define TAG_MESSAGE crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL

/* Both directions. */
struct stream {
	crypto_secretstream_xchacha20poly1305_state state;
	GByteArray *place; /* context, NUL, position */
	guint64 position;
	gboolean ended;
};

struct sealer {
	struct stream stream;
};

struct opener {
	struct stream stream;
};

static void
stream_init(struct stream *s, const char *context)
{
	s->place = g_byte_array_new();
	g_byte_array_append(s->place, (const guint8 *)context, (guint)strlen(context) + 1);
	g_byte_array_set_size(s->place, s->place->len + sizeof s->position);
}

static void
stream_clear(struct stream *s)
{
	g_byte_array_unref(s->place);
	sodium_memzero(&s->state, sizeof s->state);
}

/* The place of the next chunk. Little-endian, so that a database may move to another machine. */
static const guint8 *
stream_place(struct stream *s)
{
	guint64 position = GUINT64_TO_LE(s->position);

	memcpy(s->place->data + s->place->len - sizeof position, &position, sizeof position);
	return s->place->data;
}

static void
seal_key(const struct secret *key, guint8 out[crypto_secretstream_xchacha20poly1305_KEYBYTES])
{
	g_assert(secret_size(key) == VAULT_KEY_SIZE);
	crypto_generichash(out, crypto_secretstream_xchacha20poly1305_KEYBYTES, (const guint8 *)SEAL_PURPOSE,
	    strlen(SEAL_PURPOSE), (const guint8 *)secret_bytes(key), VAULT_KEY_SIZE);
}

struct sealer *
sealer_new(const struct secret *key, const char *context, GBytes **out_header)
{
	struct sealer *s = g_new0(struct sealer, 1);
	guint8 header[1 + STREAM_HEADER] = { SEAL_VERSION };
	guint8 own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	stream_init(&s->stream, context);
	seal_key(key, own);
	crypto_secretstream_xchacha20poly1305_init_push(&s->stream.state, header + 1, own);
	secret_wipe(own, sizeof own);
	*out_header = g_bytes_new(header, sizeof header);
	return s;
}

GBytes *
sealer_push(struct sealer *s, const void *bytes, gsize size, gboolean last)
{
	guint8 *sealed = g_malloc(size + STREAM_EXTRA);

	g_assert(size <= VAULT_CHUNK && !s->stream.ended);
	crypto_secretstream_xchacha20poly1305_push(&s->stream.state, sealed, NULL, bytes, size,
	    stream_place(&s->stream), s->stream.place->len, last ? TAG_FINAL : TAG_MESSAGE);
	s->stream.position++;
	s->stream.ended = last;
	return g_bytes_new_take(sealed, size + STREAM_EXTRA);
}

void
sealer_free(struct sealer *s)
{
	if (!s)
		return;
	stream_clear(&s->stream);
	g_free(s);
}

struct opener *
opener_new(const struct secret *key, const char *context, GBytes *header, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(header, &size);
	guint8 own[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	struct opener *o;

	if (size != 1 + STREAM_HEADER || bytes[0] != SEAL_VERSION) {
		purser_fail(
		    error, PURSER_REJECT, "sealed content '%s' has a header that is not ours", context);
		return NULL;
	}
	o = g_new0(struct opener, 1);
	stream_init(&o->stream, context);
	seal_key(key, own);
	crypto_secretstream_xchacha20poly1305_init_pull(&o->stream.state, bytes + 1, own);
	secret_wipe(own, sizeof own);
	return o;
}

GBytes *
opener_pull(struct opener *o, GBytes *sealed, gboolean *out_last, GError **error)
{
	const char *context = (const char *)o->stream.place->data;
	gsize size;
	const guint8 *bytes = g_bytes_get_data(sealed, &size);
	guint8 *plain, tag = 0;

	if (o->stream.ended || size < STREAM_EXTRA || size > VAULT_CHUNK + STREAM_EXTRA) {
		purser_fail(
		    error, PURSER_REJECT, "sealed content '%s' has a chunk that cannot be one", context);
		return NULL;
	}
	plain = g_malloc(size - STREAM_EXTRA + 1);
	if (crypto_secretstream_xchacha20poly1305_pull(&o->stream.state, plain, NULL, &tag, bytes, size,
		stream_place(&o->stream), o->stream.place->len) < 0 ||
	    (tag != TAG_MESSAGE && tag != TAG_FINAL)) {
		o->stream.ended = TRUE;
		g_free(plain);
		purser_fail(error, PURSER_REJECT,
		    "sealed content '%s' does not open: it was altered, or sealed with another key", context);
		return NULL;
	}
	o->stream.position++;
	o->stream.ended = tag == TAG_FINAL;
	*out_last = o->stream.ended;
	return g_bytes_new_take(plain, size - STREAM_EXTRA);
}

void
opener_free(struct opener *o)
{
	if (!o)
		return;
	stream_clear(&o->stream);
	g_free(o);
}
