/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key opens a content key. See the header for the bytes. */
#include "envelope.h"

#include <sodium.h>
#include <string.h>

#define STREAM_HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define SEALED_KEY (crypto_box_SEALBYTES + CONTENT_KEY_SIZE)
#define ENTRY (KEY_ID_SIZE + SEALED_KEY)
#define PROOF 32
#define PROOF_PURPOSE "purser envelope 2"
#define BATCH_PURPOSE "purser batch 1"
#define ID_PURPOSE "purser key id 1"

void
key_id_of(const guint8 public_key[32], guint8 out[KEY_ID_SIZE])
{
	guint8 hash[32];

	crypto_generichash(hash, sizeof hash, public_key, 32, (const guint8 *)ID_PURPOSE, strlen(ID_PURPOSE));
	memcpy(out, hash, KEY_ID_SIZE);
}

static void
proof_make(const guint8 *content_key, const guint8 *bytes, gsize size, const char *context, guint8 out[PROOF])
{
	crypto_generichash_state state;
	guint8 own[32];

	crypto_generichash(own, sizeof own, (const guint8 *)PROOF_PURPOSE, strlen(PROOF_PURPOSE), content_key,
	    CONTENT_KEY_SIZE);
	crypto_generichash_init(&state, own, sizeof own, PROOF);
	crypto_generichash_update(&state, bytes, size);
	crypto_generichash_update(&state, (const guint8 *)context, strlen(context));
	crypto_generichash_final(&state, out, PROOF);
	secret_wipe(own, sizeof own);
	secret_wipe(&state, sizeof state);
}

static void
entries_make(const struct vault_recipients *to, const guint8 *key, guint8 *at)
{
	for (guint i = 0; i < vault_recipients_count(to); i++, at += ENTRY) {
		const struct recipient *r = &g_array_index(to->all, struct recipient, i);

		memcpy(at, r->id, KEY_ID_SIZE);
		/* It fails for weak keys alone, and those do not become recipients. */
		if (crypto_box_seal(at + KEY_ID_SIZE, key, CONTENT_KEY_SIZE, r->key) < 0)
			g_error("key %s does not seal", r->id_hex);
	}
}

/* entries NULL: made from the content key. */
static GBytes *
envelope_write(guint8 version, const struct vault_recipients *to, const guint8 *entries,
    const guint8 *content_key, const guint8 *stream_header, const char *context)
{
	gsize n = vault_recipients_count(to), all = n * ENTRY, before = 2 + all + STREAM_HEADER;
	guint8 *bytes = g_malloc(before + PROOF);

	bytes[0] = version;
	bytes[1] = (guint8)n;
	if (!entries)
		entries_make(to, content_key, bytes + 2);
	else if (all)
		memcpy(bytes + 2, entries, all);
	memcpy(bytes + 2 + all, stream_header, STREAM_HEADER);
	proof_make(content_key, bytes, before, context, bytes + before);
	return g_bytes_new_take(bytes, before + PROOF);
}

GBytes *
envelope_make(const struct vault_recipients *to, const guint8 *content_key, const guint8 *stream_header,
    const char *context)
{
	return envelope_write(ENVELOPE_VERSION, to, NULL, content_key, stream_header, context);
}

/* --- several things of one moment --- */

struct vault_batch *
vault_batch_new(const struct vault_recipients *to)
{
	struct vault_batch *b = g_new0(struct vault_batch, 1);

	b->to = to;
	return b;
}

void
vault_batch_free(struct vault_batch *b)
{
	if (!b)
		return;
	secret_free(b->root);
	g_free(b->entries);
	g_free(b);
}

static void
content_key_derive(const guint8 *root, const char *context, guint8 *out_content_key)
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, root, CONTENT_KEY_SIZE, CONTENT_KEY_SIZE);
	crypto_generichash_update(&state, (const guint8 *)BATCH_PURPOSE, sizeof BATCH_PURPOSE);
	crypto_generichash_update(&state, (const guint8 *)context, strlen(context));
	crypto_generichash_final(&state, out_content_key, CONTENT_KEY_SIZE);
	secret_wipe(&state, sizeof state);
}

void
envelope_batch_key(struct vault_batch *b, const char *context, guint8 *out_content_key)
{
	if (!b->root) {
		b->root = secret_random(CONTENT_KEY_SIZE);
		b->entries = g_malloc(vault_recipients_count(b->to) * ENTRY + 1);
		entries_make(b->to, (const guint8 *)secret_bytes(b->root), b->entries);
	}
	content_key_derive((const guint8 *)secret_bytes(b->root), context, out_content_key);
}

GBytes *
envelope_make_in(
    struct vault_batch *b, const guint8 *content_key, const guint8 *stream_header, const char *context)
{
	return envelope_write(ENVELOPE_BATCH, b->to, b->entries, content_key, stream_header, context);
}

gsize
envelope_size(const guint8 *bytes, gsize size)
{
	gsize wanted;

	if (size < 2 || (bytes[0] != ENVELOPE_VERSION && bytes[0] != ENVELOPE_BATCH) ||
	    bytes[1] > VAULT_RECIPIENTS_MAX)
		return 0;
	wanted = 2 + bytes[1] * ENTRY + STREAM_HEADER + PROOF;
	return size >= wanted ? wanted : 0;
}

const guint8 *
envelope_stream_header(const guint8 *bytes, gsize envelope)
{
	return bytes + envelope - PROOF - STREAM_HEADER;
}

gboolean
envelope_proves(const guint8 *content_key, const guint8 *bytes, gsize envelope, const char *context)
{
	guint8 proof[PROOF];

	proof_make(content_key, bytes, envelope - PROOF, context, proof);
	return sodium_memcmp(proof, bytes + envelope - PROOF, PROOF) == 0;
}

static char *
envelope_ids(const guint8 *bytes)
{
	GString *ids = g_string_new(NULL);

	for (gsize i = 0; i < bytes[1]; i++) {
		char hex[KEY_ID_SIZE * 2 + 1];

		sodium_bin2hex(hex, sizeof hex, bytes + 2 + i * ENTRY, KEY_ID_SIZE);
		g_string_append_printf(ids, "%s%s", i ? ", " : "", hex);
	}
	return g_string_free(ids, FALSE);
}

char *
vault_sealed_to(GBytes *box_or_header)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(box_or_header, &size);

	return envelope_size(bytes, size) ? envelope_ids(bytes) : NULL;
}

gboolean
envelope_open(const struct secret *pair, const char *context, const guint8 *bytes, gsize envelope,
    guint8 *out_content_key, GError **error)
{
	const guint8 *secret_key = (const guint8 *)secret_bytes(pair);
	guint8 public_key[32], id[KEY_ID_SIZE];

	g_assert(secret_size(pair) == VAULT_KEY_SIZE);
	crypto_scalarmult_base(public_key, secret_key);
	key_id_of(public_key, id);
	for (gsize i = 0; i < bytes[1]; i++) {
		const guint8 *entry = bytes + 2 + i * ENTRY;

		if (memcmp(entry, id, KEY_ID_SIZE) != 0)
			continue;
		if (crypto_box_seal_open(
			out_content_key, entry + KEY_ID_SIZE, SEALED_KEY, public_key, secret_key) < 0)
			continue;
		if (bytes[0] == ENVELOPE_BATCH)
			content_key_derive(out_content_key, context, out_content_key);
		if (envelope_proves(out_content_key, bytes, envelope, context))
			return TRUE;
		secret_wipe(out_content_key, CONTENT_KEY_SIZE);
		return purser_fail(error, PURSER_REJECT,
		    "sealed content '%s' does not open: it was altered, or moved here from another place",
		    context);
	}
	{
		g_autofree char *mine = vault_pair_id(pair);
		g_autofree char *ids = envelope_ids(bytes);
		gboolean named = strstr(ids, mine) != NULL;

		if (named)
			return purser_fail(error, PURSER_REJECT,
			    "sealed content '%s' does not open with key %s, although sealed to it: it was "
			    "altered",
			    context, mine);
		return purser_fail(error, PURSER_REJECT, "sealed content '%s' is sealed to key %s, not to %s",
		    context, *ids ? ids : "(none of AR's)", mine);
	}
}
