/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content sealed at rest: XChaCha20-Poly1305 secretstream.
 *
 * The stream itself holds chunks in their order and knows its last one. Beyond that every chunk carries, as
 * data that is authenticated but not stored, the context and its own position: so a chunk opens at one place
 * only.
 *
 * The header that is stored is one byte of version, then the stream's own header; or, when the key is one of its own
 * for several recipients, their envelope with the stream's header in it.
 */
#include "envelope.h"

#include <sodium.h>
#include <string.h>

#define SEAL_VERSION 1
#define SEAL_PURPOSE "purser seal 1"
#define SPARE_PURPOSE "purser spare key 1"
#define SPARE_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SPARE_SIZE (SPARE_NONCE + CONTENT_KEY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)
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
	guint8 content_key[CONTENT_KEY_SIZE]; /* sealed to recipients only; else zero */
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
seal_key(const void *key, guint8 out[crypto_secretstream_xchacha20poly1305_KEYBYTES])
{
	crypto_generichash(out, crypto_secretstream_xchacha20poly1305_KEYBYTES, (const guint8 *)SEAL_PURPOSE,
	    strlen(SEAL_PURPOSE), key, VAULT_KEY_SIZE);
}

static void
spare_key(const struct secret *own, guint8 out[VAULT_KEY_SIZE])
{
	g_assert(secret_size(own) == VAULT_KEY_SIZE);
	crypto_generichash(out, VAULT_KEY_SIZE, (const guint8 *)SPARE_PURPOSE, strlen(SPARE_PURPOSE),
	    (const guint8 *)secret_bytes(own), VAULT_KEY_SIZE);
}

struct sealer *
sealer_new(const struct secret *key, const char *context, GBytes **out_header)
{
	struct sealer *s = g_new0(struct sealer, 1);
	guint8 header[1 + STREAM_HEADER] = { SEAL_VERSION };
	guint8 own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	g_assert(secret_size(key) == VAULT_KEY_SIZE);
	stream_init(&s->stream, context);
	seal_key(secret_bytes(key), own);
	crypto_secretstream_xchacha20poly1305_init_push(&s->stream.state, header + 1, own);
	secret_wipe(own, sizeof own);
	*out_header = g_bytes_new(header, sizeof header);
	return s;
}

/* Its content key is there. */
static void
sealer_begin(struct sealer *s, const char *context, guint8 stream_header[STREAM_HEADER])
{
	guint8 own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	stream_init(&s->stream, context);
	seal_key(s->content_key, own);
	crypto_secretstream_xchacha20poly1305_init_push(&s->stream.state, stream_header, own);
	secret_wipe(own, sizeof own);
}

struct sealer *
sealer_new_to(const struct vault_recipients *to, const char *context, GBytes **out_header)
{
	struct sealer *s = g_new0(struct sealer, 1);
	guint8 header[STREAM_HEADER];

	randombytes_buf(s->content_key, sizeof s->content_key);
	sealer_begin(s, context, header);
	*out_header = envelope_make(to, s->content_key, header, context);
	return s;
}

struct sealer *
sealer_new_in(struct vault_batch *b, const char *context, GBytes **out_header)
{
	struct sealer *s = g_new0(struct sealer, 1);
	guint8 header[STREAM_HEADER];

	envelope_batch_key(b, context, s->content_key);
	sealer_begin(s, context, header);
	*out_header = envelope_make_in(b, s->content_key, header, context);
	return s;
}

/* The spare key: nonce, then the content key under a key of the daemon's, bound to the context. */
GBytes *
sealer_spare_key(const struct sealer *s, const struct secret *own, const char *context)
{
	guint8 spare[SPARE_SIZE], key[VAULT_KEY_SIZE];

	spare_key(own, key);
	randombytes_buf(spare, SPARE_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(spare + SPARE_NONCE, NULL, s->content_key,
	    CONTENT_KEY_SIZE, (const guint8 *)context, strlen(context), NULL, spare, key);
	secret_wipe(key, sizeof key);
	return g_bytes_new(spare, sizeof spare);
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
	secret_wipe(s->content_key, sizeof s->content_key);
	g_free(s);
}

static struct opener *
opener_of_key(const void *key, const char *context, const guint8 *stream_header)
{
	struct opener *o = g_new0(struct opener, 1);
	guint8 own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	stream_init(&o->stream, context);
	seal_key(key, own);
	crypto_secretstream_xchacha20poly1305_init_pull(&o->stream.state, stream_header, own);
	secret_wipe(own, sizeof own);
	return o;
}

static struct opener *
header_refuse(const char *context, GError **error)
{
	purser_fail(error, PURSER_REJECT, "sealed content '%s' has a header that is not ours", context);
	return NULL;
}

struct opener *
opener_new(const struct secret *key, const char *context, GBytes *header, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(header, &size);

	g_assert(secret_size(key) == VAULT_KEY_SIZE);
	if (size != 1 + STREAM_HEADER || bytes[0] != SEAL_VERSION)
		return header_refuse(context, error);
	return opener_of_key(secret_bytes(key), context, bytes + 1);
}

struct opener *
opener_new_with(const struct secret *pair, const char *context, GBytes *header, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(header, &size);
	gsize envelope = envelope_size(bytes, size);
	guint8 key[CONTENT_KEY_SIZE];
	struct opener *o;

	if (!envelope || envelope != size)
		return header_refuse(context, error);
	if (!envelope_open(pair, context, bytes, envelope, key, error))
		return NULL;
	o = opener_of_key(key, context, envelope_stream_header(bytes, envelope));
	secret_wipe(key, sizeof key);
	return o;
}

struct opener *
opener_new_spare(const struct secret *own, const char *context, GBytes *spare, GBytes *header, GError **error)
{
	gsize size, spare_size;
	const guint8 *bytes = g_bytes_get_data(header, &size), *sealed = g_bytes_get_data(spare, &spare_size);
	gsize envelope = envelope_size(bytes, size);
	guint8 key[CONTENT_KEY_SIZE], our_key[VAULT_KEY_SIZE];
	struct opener *o = NULL;
	gboolean ok;

	if (!envelope || envelope != size || spare_size != SPARE_SIZE)
		return header_refuse(context, error);
	spare_key(own, our_key);
	ok = crypto_aead_xchacha20poly1305_ietf_decrypt(key, NULL, NULL, sealed + SPARE_NONCE,
		 SPARE_SIZE - SPARE_NONCE, (const guint8 *)context, strlen(context), sealed, our_key) == 0 &&
	     envelope_proves(key, bytes, envelope, context);
	secret_wipe(our_key, sizeof our_key);
	if (ok)
		o = opener_of_key(key, context, envelope_stream_header(bytes, envelope));
	else
		purser_fail(error, PURSER_REJECT,
		    "sealed content '%s' does not open: it was altered, or sealed with another key", context);
	secret_wipe(key, sizeof key);
	return o;
}

GBytes *
opener_pull(struct opener *o, GBytes *sealed, gboolean *out_last, GError **error)
{
	const char *context = (const char *)o->stream.place->data;
	gsize size;
	const guint8 *bytes = g_bytes_get_data(sealed, &size);
	g_autoptr(GBytes) buffer = NULL;
	guint8 *plain, tag = 0;

	if (o->stream.ended || size < STREAM_EXTRA || size > VAULT_CHUNK + STREAM_EXTRA) {
		purser_fail(
		    error, PURSER_REJECT, "sealed content '%s' has a chunk that cannot be one", context);
		return NULL;
	}
	buffer = vault_buffer_new(size - STREAM_EXTRA, &plain);
	if (crypto_secretstream_xchacha20poly1305_pull(&o->stream.state, plain, NULL, &tag, bytes, size,
		stream_place(&o->stream), o->stream.place->len) < 0 ||
	    (tag != TAG_MESSAGE && tag != TAG_FINAL)) {
		o->stream.ended = TRUE;
		purser_fail(error, PURSER_REJECT,
		    "sealed content '%s' does not open: it was altered, or sealed with another key", context);
		return NULL;
	}
	o->stream.position++;
	o->stream.ended = tag == TAG_FINAL;
	*out_last = o->stream.ended;
	return g_steal_pointer(&buffer);
}

void
opener_free(struct opener *o)
{
	if (!o)
		return;
	stream_clear(&o->stream);
	g_free(o);
}
