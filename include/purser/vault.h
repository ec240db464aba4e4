/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vault - secrets in locked memory; digests; AR's keys; content sealed at rest
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

/* A buffer for content in clear: pages of its own, out of core dumps, wiped when the last reference goes. out_bytes is
 * where to write before anybody else reads. */
GBytes *vault_buffer_new(gsize size, guint8 **out_bytes);

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
/* The same 32 bytes from a systemd credential. */
struct secret *vault_key_from_credential(const char *name, GError **error);

/*
 * AR's key pair (X25519). The daemon's host has the public line only:
 *
 *	purser-key 3f2a1b4c5d6e7f80 BASE64 label
 *
 * The id is the key's fingerprint; four check bytes in BASE64 refuse a typo. The secret key is a struct secret of
 * VAULT_KEY_SIZE bytes, kept in a file (0600) under a passphrase (Argon2id) or without one.
 */
struct secret *vault_pair_new(GError **error);
char *vault_pair_id(const struct secret *pair);
char *vault_pair_line(const struct secret *pair, const char *label); /* label NULL: none */
/* Never replaces a file. passphrase NULL: none. */
gboolean vault_pair_store(
    const struct secret *pair, const char *path, const struct secret *passphrase, GError **error);
/* ask is called when the file wants a passphrase, and returns it; NULL (with error set): none. REJECT when it is wrong. */
typedef struct secret *(*vault_ask_fn)(const char *key_id, gpointer data, GError **error);
struct secret *vault_pair_load(const char *path, vault_ask_fn ask, gpointer data, GError **error);

/* To whom things are sealed: public lines, '#' comments and empty lines aside. No file access in _parse and _text, so
 * that a process without files can be handed the text. Errors name the place ("FILE:3"). */
#define VAULT_RECIPIENTS_MAX 16
struct vault_recipients;
struct vault_recipients *
vault_recipients_parse(const char *text, const char *name, GError **error);       /* REJECT */
struct vault_recipients *vault_recipients_load(const char *path, GError **error); /* HALT */
void vault_recipients_free(struct vault_recipients *r);
guint vault_recipients_count(const struct vault_recipients *r); /* NULL: 0 */
const char *vault_recipients_id(const struct vault_recipients *r, guint i);
const char *vault_recipients_label(const struct vault_recipients *r, guint i); /* "" */
char *vault_recipients_text(const struct vault_recipients *r);

/*
 * Sealed to recipients. A content key of its own for each box or stream; that key in one crypto_box_seal() per
 * recipient; a MAC over all of it, so that a bit flipped in anybody's entry is noticed by everybody; then the sealer
 * above. The context is bound in: kind of thing, row, place in the mailbox. A wrong key, an altered bit, a moved row:
 * REJECT, and the error names the keys that would open it.
 *
 *	box	vault_box_seal() → one GBytes; vault_box_open(). For what is small: at most VAULT_CHUNK bytes
 *	stream	sealer_new_to() → header; sealer_push()…; opener_new_with() with that header; opener_pull()…
 *	batch	sealer_new_in() instead: streams of one moment
 */
/* "purser KIND ROW PLACE"; row 0 and place NULL are left out. Who seals before there is a row names what else is
 * unique: mailbox, folder and UID. */
char *vault_context(const char *kind, gint64 row, const char *place);
GBytes *vault_box_seal(const struct vault_recipients *to, const char *context, const void *bytes, gsize size);
/* NULL: REJECT. */
struct secret *vault_box_open(const struct secret *pair, const char *context, GBytes *box, GError **error);
struct sealer *sealer_new_to(const struct vault_recipients *to, const char *context, GBytes **out_header);
/*
 * One crypto_box_seal() per recipient for all streams of a batch: what is sealed is the batch's root, and each stream's
 * content key follows from root and context. Who has the root opens all of them, so a batch lives no longer than the
 * plain bytes lie in memory together: a transaction. to is borrowed.
 */
struct vault_batch;
struct vault_batch *vault_batch_new(const struct vault_recipients *to);
void vault_batch_free(struct vault_batch *b); /* wipes the root; NULL: nothing */
struct sealer *sealer_new_in(struct vault_batch *b, const char *context, GBytes **out_header);
struct opener *
opener_new_with(const struct secret *pair, const char *context, GBytes *header, GError **error);
/* The ids of those who can open a box or stream, comma-separated; NULL: not sealed to recipients. */
char *vault_sealed_to(GBytes *box_or_header);
/* Whoever can open it seals its key to others: a box or header for them, the content as it was. */
GBytes *vault_reseal(const struct secret *pair, const struct vault_recipients *to, const char *context,
    GBytes *box_or_header, GError **error);

/* A stream's key for the daemon too, while it must still open what it sealed to others: kept beside the stream, and
 * erased when that is over. */
GBytes *sealer_spare_key(const struct sealer *s, const struct secret *own, const char *context);
struct opener *opener_new_spare(
    const struct secret *own, const char *context, GBytes *spare, GBytes *header, GError **error);

/*
 * Equality of account numbers without the numbers: keyed BLAKE2b, 16 bytes, hex. Account numbers can be guessed, so
 * the key needs the care of the data. No file access.
 */
char *vault_fingerprint(const struct secret *key, const char *text);
/* What tells one fingerprint key from another, and tells nothing of the key. */
char *vault_key_mark(const struct secret *key);
/* scheme ("iban", "us-aba", …), country ("DE") and the account, canonical: its letters and digits, upper case. */
char *vault_account_fingerprint(
    const struct secret *key, const char *scheme, const char *country, const char *account);

/*
 * Nearness in the same way: a mark (8 bytes, keyed SipHash) for each pair of places left out of the text. Two texts of one
 * length have a mark in common when they differ in at most two places, so also when two neighbours are swapped.
 * Deterministic; guint64; in the order of the places, which sorting takes away. The key needs the same care.
 */
GArray *vault_near_marks(const struct secret *key, const char *text);
