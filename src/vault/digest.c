/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BLAKE2b: digests of content, and the keyed mark of our own letters. */
#include "purser/vault.h"

#include <sodium.h>
#include <string.h>

#define MAC_SIZE 16
#define MAC_PURPOSE "purser letter mark 1"

struct digest_state {
	crypto_generichash_state state;
};

struct digest_state *
digest_begin(void)
{
	/* Its vector code wants 64-byte alignment, which g_new() does not promise. */
	struct digest_state *s = g_aligned_alloc(1, sizeof *s, 64);

	crypto_generichash_init(&s->state, NULL, 0, DIGEST_SIZE);
	return s;
}

void
digest_add(struct digest_state *s, const void *bytes, gsize size)
{
	crypto_generichash_update(&s->state, bytes, size);
}

struct digest
digest_end(struct digest_state *s)
{
	struct digest d;

	crypto_generichash_final(&s->state, d.bytes, sizeof d.bytes);
	g_aligned_free(s);
	return d;
}

struct digest
digest_of(const void *bytes, gsize size)
{
	struct digest d;

	crypto_generichash(d.bytes, sizeof d.bytes, bytes, size, NULL, 0);
	return d;
}

char *
digest_hex(const struct digest *d)
{
	char *hex = g_malloc(DIGEST_SIZE * 2 + 1);

	sodium_bin2hex(hex, DIGEST_SIZE * 2 + 1, d->bytes, DIGEST_SIZE);
	return hex;
}

gboolean
digest_equal(const struct digest *a, const struct digest *b)
{
	return sodium_memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

char *
vault_mac(const struct secret *key, const char *text)
{
	const guint8 *k = (const guint8 *)secret_bytes(key);
	guint8 mac[MAC_SIZE], own[crypto_generichash_KEYBYTES];
	char *hex = g_malloc(MAC_SIZE * 2 + 1);

	/* The daemon's key serves more than one purpose: each works with a key of its own, made from it. */
	if (secret_size(key) >= crypto_generichash_KEYBYTES_MIN &&
	    secret_size(key) <= crypto_generichash_KEYBYTES_MAX)
		crypto_generichash(
		    own, sizeof own, (const guint8 *)MAC_PURPOSE, strlen(MAC_PURPOSE), k, secret_size(key));
	else
		crypto_generichash(own, sizeof own, k, secret_size(key), NULL, 0);
	crypto_generichash(mac, sizeof mac, (const guint8 *)text, strlen(text), own, sizeof own);
	secret_wipe(own, sizeof own);
	sodium_bin2hex(hex, MAC_SIZE * 2 + 1, mac, sizeof mac);
	return hex;
}
