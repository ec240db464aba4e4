/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * AR's secret key: made, kept in a file, read again.
 *
 *	purser-secret-key ID none BASE64(key)
 *	purser-secret-key ID argon2id OPS BYTES BASE64(salt) BASE64(nonce, sealed key)
 *
 * The id, with the cost of the passphrase, is authenticated with the sealed key. The text is put together and taken
 * apart in locked memory.
 */
#include "envelope.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define FILE_WORD "purser-secret-key"
#define FILE_MAX ((gsize)2 << 10)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEALED (VAULT_KEY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define SALT crypto_pwhash_argon2id_SALTBYTES
#define BASE64(size) sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL)
/* A file may ask for so much of a machine, not for more. */
#define OPS_MAX 16ull
#define BYTES_MAX ((gsize)1 << 30)

struct cost {
	unsigned long long ops;
	gsize bytes;
};

struct secret *
vault_pair_new(GError **error)
{
	struct secret *pair = secret_alloc(VAULT_KEY_SIZE, error);

	if (pair)
		secret_fill_random(pair);
	return pair;
}

/* The key that a passphrase gives, into locked memory. */
static struct secret *
passphrase_key(
    const struct secret *passphrase, const guint8 salt[SALT], const struct cost *cost, GError **error)
{
	struct secret *key = secret_alloc(VAULT_KEY_SIZE, error);

	if (key &&
	    crypto_pwhash((guint8 *)secret_room(key), VAULT_KEY_SIZE, secret_bytes(passphrase),
		secret_size(passphrase), salt, cost->ops, cost->bytes, crypto_pwhash_ALG_ARGON2ID13) < 0) {
		secret_free(key);
		key = NULL;
		purser_fail(error, PURSER_RETRY, "the passphrase needs %" G_GSIZE_FORMAT " MB of memory",
		    cost->bytes >> 20);
	}
	return key;
}

static char *
cost_text(const char *id, const struct cost *cost)
{
	return g_strdup_printf(FILE_WORD " %s argon2id %llu %" G_GSIZE_FORMAT, id, cost->ops, cost->bytes);
}

static gboolean
pair_write_open(struct secret *text, const char *id, const struct secret *pair)
{
	gsize used = (gsize)g_snprintf(secret_room(text), FILE_MAX, FILE_WORD " %s none ", id);

	sodium_bin2base64(secret_room(text) + used, FILE_MAX - used, (const guint8 *)secret_bytes(pair),
	    VAULT_KEY_SIZE, sodium_base64_VARIANT_ORIGINAL);
	return TRUE;
}

static gboolean
pair_write_locked(struct secret *text, const char *id, const struct secret *pair,
    const struct secret *passphrase, GError **error)
{
	struct cost cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE };
	g_autofree char *front = cost_text(id, &cost);
	guint8 salt[SALT], sealed[NONCE + SEALED];
	char salt_text[BASE64(sizeof salt)], sealed_text[BASE64(sizeof sealed)];
	struct secret *key;

	randombytes_buf(salt, sizeof salt);
	randombytes_buf(sealed, NONCE);
	key = passphrase_key(passphrase, salt, &cost, error);
	if (!key)
		return FALSE;
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, (const guint8 *)secret_bytes(pair),
	    VAULT_KEY_SIZE, (const guint8 *)front, strlen(front), NULL, sealed,
	    (const guint8 *)secret_bytes(key));
	secret_free(key);
	sodium_bin2base64(salt_text, sizeof salt_text, salt, sizeof salt, sodium_base64_VARIANT_ORIGINAL);
	sodium_bin2base64(
	    sealed_text, sizeof sealed_text, sealed, sizeof sealed, sodium_base64_VARIANT_ORIGINAL);
	g_snprintf(secret_room(text), FILE_MAX, "%s %s %s", front, salt_text, sealed_text);
	return TRUE;
}

gboolean
vault_pair_store(const struct secret *pair, const char *path, const struct secret *passphrase, GError **error)
{
	g_autofree char *id = vault_pair_id(pair);
	struct secret *text = secret_alloc(FILE_MAX, error);
	gboolean ok;

	if (!text)
		return FALSE;
	ok = passphrase ? pair_write_locked(text, id, pair, passphrase, error)
			: pair_write_open(text, id, pair);
	if (ok) {
		gsize size = strlen(secret_bytes(text));

		secret_room(text)[size] = '\n';
		secret_cut(text, size + 1);
		ok = secret_file_store(path, text, FALSE, error);
	}
	secret_free(text);
	return ok;
}

/* --- reading --- */

static gboolean
number_read(const char *word, guint64 most, guint64 *out)
{
	return g_ascii_string_to_unsigned(word, 10, 1, most, out, NULL);
}

static gboolean
pair_read_locked(struct secret *pair, char *const *words, const char *path, vault_ask_fn ask, gpointer data,
    GError **error)
{
	guint8 salt[SALT], sealed[NONCE + SEALED];
	gsize salt_size = 0, sealed_size = 0;
	guint64 ops = 0, bytes = 0;
	struct secret *passphrase, *key;
	g_autofree char *front = NULL;
	struct cost cost;
	gboolean ok;

	if (!words[3] || !words[4] || !words[5] || !words[6] || !number_read(words[3], OPS_MAX, &ops) ||
	    !number_read(words[4], BYTES_MAX, &bytes) ||
	    sodium_base642bin(salt, sizeof salt, words[5], strlen(words[5]), NULL, &salt_size, NULL,
		sodium_base64_VARIANT_ORIGINAL) < 0 ||
	    sodium_base642bin(sealed, sizeof sealed, words[6], strlen(words[6]), NULL, &sealed_size, NULL,
		sodium_base64_VARIANT_ORIGINAL) < 0 ||
	    salt_size != sizeof salt || sealed_size != sizeof sealed)
		return purser_fail(
		    error, PURSER_HALT, "%s is damaged: restore the key file from its copy", path);
	cost = (struct cost){ ops, bytes };
	front = cost_text(words[1], &cost);
	passphrase = ask ? ask(words[1], data, error) : NULL;
	if (!passphrase) {
		if (error && !*error)
			purser_fail(error, PURSER_REJECT, "key %s needs its passphrase", words[1]);
		return FALSE;
	}
	key = passphrase_key(passphrase, salt, &cost, error);
	secret_free(passphrase);
	if (!key)
		return FALSE;
	ok = crypto_aead_xchacha20poly1305_ietf_decrypt((guint8 *)secret_room(pair), NULL, NULL,
		 sealed + NONCE, SEALED, (const guint8 *)front, strlen(front), sealed,
		 (const guint8 *)secret_bytes(key)) == 0;
	secret_free(key);
	return ok || purser_fail(error, PURSER_REJECT, "key %s: the passphrase is wrong (or %s is damaged)",
			 words[1], path);
}

static gboolean
pair_read_open(struct secret *pair, char *const *words, const char *path, GError **error)
{
	gsize size = 0;

	if (!words[3] ||
	    sodium_base642bin((guint8 *)secret_room(pair), VAULT_KEY_SIZE, words[3], strlen(words[3]), NULL,
		&size, NULL, sodium_base64_VARIANT_ORIGINAL) < 0 ||
	    size != VAULT_KEY_SIZE)
		return purser_fail(
		    error, PURSER_HALT, "%s is damaged: restore the key file from its copy", path);
	return TRUE;
}

/* Cuts the text at its blanks, in place. */
static void
words_cut(char *text, char *words[8])
{
	guint n = 0;

	memset(words, 0, 8 * sizeof *words);
	for (char *at = text; *at && n < 7;) {
		gsize size = strcspn(at, " \t\r\n");

		if (size)
			words[n++] = at;
		at += size;
		if (*at)
			*at++ = '\0';
	}
}

struct secret *
vault_pair_load(const char *path, vault_ask_fn ask, gpointer data, GError **error)
{
	struct secret *text = secret_from_file(path, error), *pair = NULL;
	char *words[8];
	gboolean ok = FALSE;

	if (!text)
		return NULL;
	words_cut(secret_room(text), words);
	if (!words[2] || strcmp(words[0], FILE_WORD) != 0) {
		purser_fail(error, PURSER_HALT,
		    words[0] && strcmp(words[0], "purser-key") == 0
			? "%s is the public key: the secret one is needed here"
			: "%s is no secret key that purser keygen made",
		    path);
	} else if ((pair = secret_alloc(VAULT_KEY_SIZE, error))) {
		if (strcmp(words[2], "argon2id") == 0)
			ok = pair_read_locked(pair, words, path, ask, data, error);
		else if (strcmp(words[2], "none") == 0)
			ok = pair_read_open(pair, words, path, error);
		else
			purser_fail(error, PURSER_HALT, "%s was made by a newer purser", path);
	}
	if (ok) {
		g_autofree char *id = vault_pair_id(pair);

		if (strcmp(id, words[1]) != 0)
			ok = purser_fail(
			    error, PURSER_HALT, "%s is damaged: restore the key file from its copy", path);
	}
	secret_free(text);
	if (!ok) {
		secret_free(pair);
		pair = NULL;
	}
	return pair;
}
