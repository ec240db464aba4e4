/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equality of account numbers without the numbers. */
#include "purser/vault.h"

#include <sodium.h>
#include <string.h>

#define FINGERPRINT_SIZE 16
#define PURPOSE "purser fingerprint 1"

char *
vault_fingerprint(const struct secret *key, const char *text)
{
	guint8 own[crypto_generichash_KEYBYTES], print[FINGERPRINT_SIZE];
	char *hex = g_malloc(FINGERPRINT_SIZE * 2 + 1);

	g_assert(secret_size(key) == VAULT_KEY_SIZE);
	crypto_generichash(own, sizeof own, (const guint8 *)PURPOSE, strlen(PURPOSE),
	    (const guint8 *)secret_bytes(key), VAULT_KEY_SIZE);
	crypto_generichash(print, sizeof print, (const guint8 *)text, strlen(text), own, sizeof own);
	secret_wipe(own, sizeof own);
	return sodium_bin2hex(hex, FINGERPRINT_SIZE * 2 + 1, print, sizeof print);
}

char *
vault_account_fingerprint(
    const struct secret *key, const char *scheme, const char *country, const char *account)
{
	gsize front = strlen(scheme) + strlen(country) + 2, size = front + strlen(account) + 1, n = front;
	char *text = g_malloc(size), *print;

	/* The lengths of the parts cannot be mistaken: no word of ours has a '/'. */
	g_snprintf(text, size, "%s/%s/", scheme, country);
	for (const char *p = account; *p; p++)
		if (g_ascii_isalnum(*p))
			text[n++] = g_ascii_toupper(*p);
	text[n] = '\0';
	print = vault_fingerprint(key, text);
	secret_wipe(text, size);
	g_free(text);
	return print;
}
