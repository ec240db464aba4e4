/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vault - secrets in locked memory; digests; content sealed at rest
 *
 * libsodium stays inside. No logger and no printer takes a struct secret.
 *
 *	vault_init()    once in a process; HALT when the system refuses locked memory
 */
#pragma once

#include "purser/base.h"

gboolean vault_init(GError **error);

/* A password, token or key: locked, guarded, wiped when freed. Like any allocation these two end the process when there
 * is no more memory to lock; the readers below say HALT instead. */
struct secret;
struct secret *secret_new(const void *bytes, gsize size); /* the caller wipes its own copy: secret_wipe() */
struct secret *secret_random(gsize size);
void secret_free(struct secret *s);
const char *secret_bytes(const struct secret *s); /* NUL-terminated behind its size */
gsize secret_size(const struct secret *s);
void secret_wipe(void *bytes, gsize size);

/* A file that only its owner (or root) may read: wider modes are refused with the chmod that mends it. One trailing
 * newline is cut. */
struct secret *secret_from_file(const char *path, GError **error);
/* A systemd credential: $CREDENTIALS_DIRECTORY/name. */
struct secret *secret_from_credential(const char *name, GError **error);
/* The first line that a command prints; argv is run without a shell, killed after wall_s. */
struct secret *secret_from_command(const char *command_line, gint64 wall_s, GError **error);

/* BLAKE2b-256 of bytes, streaming. */
#define DIGEST_SIZE 32
struct digest {
	guint8 bytes[DIGEST_SIZE];
};
struct digest_state;
struct digest_state *digest_begin(void);
void digest_add(struct digest_state *s, const void *bytes, gsize size);
struct digest digest_end(struct digest_state *s); /* frees the state */
struct digest digest_of(const void *bytes, gsize size);
char *digest_hex(const struct digest *d);
gboolean digest_equal(const struct digest *a, const struct digest *b);

/* Keyed BLAKE2b, 16 bytes, hex: the MAC in our letters' mark, so that nobody can pretend a letter is ours. */
char *vault_mac(const struct secret *key, const char *text);

/*
 * Content sealed at rest with a key of the daemon (XChaCha20-Poly1305 secretstream). The context (row id, purpose)
 * is bound in: a chunk moved to another row does not open. Chunks are at most VAULT_CHUNK plain bytes.
 *
 *	sealer_new() → header bytes; sealer_push() per chunk, last = TRUE on the final one; sealer_free()
 *	opener_new() with that header; opener_pull() per chunk in order, until *out_last
 */
#define VAULT_KEY_SIZE 32
#define VAULT_CHUNK ((gsize)256 << 10)
struct sealer;
struct sealer *sealer_new(const struct secret *key, const char *context, GBytes **out_header);
GBytes *sealer_push(struct sealer *s, const void *bytes, gsize size, gboolean last);
void sealer_free(struct sealer *s);
struct opener;
struct opener *opener_new(const struct secret *key, const char *context, GBytes *header, GError **error);
GBytes *
opener_pull(struct opener *o, GBytes *sealed, gboolean *out_last, GError **error); /* REJECT when altered */
void opener_free(struct opener *o);

/* The daemon's own key file (0600): read, or made when it does not exist. */
struct secret *vault_key_load_or_create(const char *path, GError **error);
