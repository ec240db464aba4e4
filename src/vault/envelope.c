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

GBytes *
envelope_make(const struct vault_recipients *to, const guint8 *content_key, const guint8 *stream_header,
    const char *context)
{
	guint n = vault_recipients_count(to);
	gsize before = 2 + n * ENTRY + STREAM_HEADER;
	guint8 *bytes = g_malloc(before + PROOF), *at = bytes;

	*at++ = ENVELOPE_VERSION;
	*at++ = (guint8)n;
	for (guint i = 0; i < n; i++) {
		const struct recipient *r = &g_array_index(to->all, struct recipient, i);

		memcpy(at, r->id, KEY_ID_SIZE);
		/* It fails for weak keys alone, and those do not become recipients. */
		if (crypto_box_seal(at + KEY_ID_SIZE, content_key, CONTENT_KEY_SIZE, r->key) < 0)
			g_error("key %s does not seal", r->id_hex);
		at += ENTRY;
	}
	memcpy(at, stream_header, STREAM_HEADER);
	proof_make(content_key, bytes, before, context, bytes + before);
	return g_bytes_new_take(bytes, before + PROOF);
}

gsize
envelope_size(const guint8 *bytes, gsize size)
{
	gsize wanted;

	if (size < 2 || bytes[0] != ENVELOPE_VERSION || bytes[1] > VAULT_RECIPIENTS_MAX)
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
