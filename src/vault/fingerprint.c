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

char *
vault_key_mark(const struct secret *key)
{
	return vault_fingerprint(key, "which key this is");
}

#define NEAR_PURPOSE "purser near 1"
#define NEAR_TEXT_MAX 64
#define NEAR_MISSING 0x01 /* stands for a character left out; no text of ours has it */

GArray *
vault_near_marks(const struct secret *key, const char *text)
{
	guint8 own[crypto_shorthash_KEYBYTES], whole[crypto_generichash_BYTES_MIN];
	char copy[NEAR_TEXT_MAX + 1];
	gsize n = strnlen(text, NEAR_TEXT_MAX + 1);
	GArray *marks = g_array_sized_new(FALSE, FALSE, sizeof(guint64), (guint)(n * n / 2));

	G_STATIC_ASSERT(sizeof(guint64) == crypto_shorthash_BYTES);
	G_STATIC_ASSERT(sizeof whole >= sizeof own);
	g_assert(secret_size(key) == VAULT_KEY_SIZE);
	if (n > NEAR_TEXT_MAX)
		return marks;
	crypto_generichash(whole, sizeof whole, (const guint8 *)NEAR_PURPOSE, strlen(NEAR_PURPOSE),
	    (const guint8 *)secret_bytes(key), VAULT_KEY_SIZE);
	memcpy(own, whole, sizeof own);
	g_strlcpy(copy, text, sizeof copy);
	for (gsize i = 0; i < n; i++)
		for (gsize j = i + 1; j < n; j++) {
			guint64 mark;

			copy[i] = copy[j] = NEAR_MISSING;
			crypto_shorthash((guint8 *)&mark, (const guint8 *)copy, n, own);
			copy[i] = text[i];
			copy[j] = text[j];
			g_array_append_val(marks, mark);
		}
	secret_wipe(own, sizeof own);
	secret_wipe(whole, sizeof whole);
	secret_wipe(copy, sizeof copy);
	return marks;
}
