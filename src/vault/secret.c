/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Secrets in locked memory, from files and systemd credentials.
 *
 * sodium_malloc() gives guard pages and keeps the bytes out of core dumps, but says nothing when the limit on
 * locked memory is used up. So every allocation is locked once more, and this time the answer counts.
 */
#include "secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET_FILE_MAX ((gsize)16 << 10)

struct secret {
	gsize size;
	char *bytes; /* sodium_malloc(size + 1) */
};

gboolean
vault_init(GError **error)
{
	struct secret *probe;

	if (sodium_init() < 0)
		return purser_fail(error, PURSER_HALT, "libsodium finds no source of random bytes");
	probe = secret_alloc(VAULT_KEY_SIZE, error);
	if (!probe)
		return FALSE;
	secret_free(probe);
	return TRUE;
}

struct secret *
secret_alloc(gsize size, GError **error)
{
	struct secret *s;
	char *bytes = sodium_init() < 0 ? NULL : sodium_malloc(size + 1);

	if (!bytes || sodium_mlock(bytes, size + 1) < 0) {
		int reason = errno;

		sodium_free(bytes);
		purser_fail(error, PURSER_HALT,
		    "memory for a secret cannot be locked (%s): raise LimitMEMLOCK= (ulimit -l)",
		    g_strerror(reason));
		return NULL;
	}
	memset(bytes, 0, size + 1);
	s = g_new(struct secret, 1);
	s->size = size;
	s->bytes = bytes;
	return s;
}

/* Where the caller has no way to go on without: like any other allocation of GLib. */
static struct secret *
secret_must_alloc(gsize size)
{
	g_autoptr(GError) why = NULL;
	struct secret *s = secret_alloc(size, &why);

	if (!s)
		g_error("%s", why->message);
	return s;
}

struct secret *
secret_new(const void *bytes, gsize size)
{
	struct secret *s = secret_must_alloc(size);

	if (size > 0)
		memcpy(s->bytes, bytes, size);
	return s;
}

struct secret *
secret_random(gsize size)
{
	struct secret *s = secret_must_alloc(size);

	secret_fill_random(s);
	return s;
}

void
secret_fill_random(struct secret *s)
{
	randombytes_buf(s->bytes, s->size);
}

void
secret_free(struct secret *s)
{
	if (!s)
		return;
	sodium_free(s->bytes); /* wipes */
	g_free(s);
}

const char *
secret_bytes(const struct secret *s)
{
	return s->bytes;
}

char *
secret_room(struct secret *s)
{
	return s->bytes;
}

gsize
secret_size(const struct secret *s)
{
	return s->size;
}

void
secret_cut(struct secret *s, gsize size)
{
	g_assert(size <= s->size);
	sodium_memzero(s->bytes + size, s->size - size);
	s->size = size;
}

void
secret_wipe(void *bytes, gsize size)
{
	sodium_memzero(bytes, size);
}

/* --- files
 * ------------------------------------------------------------------------------------------------------- */

gssize
secret_read(struct secret *s, int fd)
{
	gsize have = 0;

	while (have < s->size) {
		gssize n = read(fd, s->bytes + have, s->size - have);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		have += (gsize)n;
	}
	return (gssize)have;
}

/* Why a file is not one to take a secret from; NULL when it is. */
static char *
file_problem(const struct stat *st, const char *path, gsize max_bytes, gboolean check_owner)
{
	if (!S_ISREG(st->st_mode))
		return g_strdup_printf("%s is not a regular file", path);
	if (check_owner && st->st_uid != 0 && st->st_uid != geteuid())
		return g_strdup_printf(
		    "%s belongs to another user: chown it to the user that runs purser", path);
	if (check_owner && (st->st_mode & 077) != 0)
		return g_strdup_printf("%s holds a secret and others may read it: chmod 600 %s", path, path);
	if (st->st_size < 1)
		return g_strdup_printf("%s is empty", path);
	if ((guint64)st->st_size > max_bytes)
		return g_strdup_printf("%s is too large to be a password, token or key", path);
	return NULL;
}

/* check_owner FALSE: systemd guards the folder and shows its access list as group bits. */
static int
file_open(const char *path, gsize max_bytes, gboolean check_owner, gboolean *out_missing, gsize *out_size,
    GError **error)
{
	/* O_NONBLOCK: a FIFO in its place must not hang us. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	g_autofree char *problem = NULL;
	struct stat st;

	if (out_missing)
		*out_missing = fd < 0 && errno == ENOENT;
	if (fd < 0) {
		if (!out_missing || !*out_missing)
			purser_fail(error, PURSER_HALT, "cannot read %s: %s", path, g_strerror(errno));
		return -1;
	}
	if (fstat(fd, &st) < 0)
		problem = g_strdup_printf("cannot look at %s: %s", path, g_strerror(errno));
	else
		problem = file_problem(&st, path, max_bytes, check_owner);
	if (problem) {
		close(fd);
		purser_fail(error, PURSER_HALT, "%s", problem);
		return -1;
	}
	*out_size = (gsize)st.st_size;
	return fd;
}

int
secret_file_open(const char *path, gsize max_bytes, gboolean *out_missing, gsize *out_size, GError **error)
{
	return file_open(path, max_bytes, TRUE, out_missing, out_size, error);
}

/* Takes the descriptor. */
static struct secret *
secret_of_open_file(int fd, gsize size, const char *path, GError **error)
{
	struct secret *s = secret_alloc(size, error);
	gssize n = s ? secret_read(s, fd) : -1;
	int reason = errno;

	close(fd);
	if (!s)
		return NULL;
	if (n < 0) {
		purser_fail(error, PURSER_HALT, "cannot read %s: %s", path, g_strerror(reason));
	} else {
		if (n > 0 && s->bytes[n - 1] == '\n')
			n--;
		if (n > 0 && s->bytes[n - 1] == '\r')
			n--;
		secret_cut(s, (gsize)n);
		if (n > 0)
			return s;
		purser_fail(error, PURSER_HALT, "%s is empty", path);
	}
	secret_free(s);
	return NULL;
}

struct secret *
secret_from_file(const char *path, GError **error)
{
	gsize size;
	int fd = file_open(path, SECRET_FILE_MAX, TRUE, NULL, &size, error);

	return fd < 0 ? NULL : secret_of_open_file(fd, size, path, error);
}

/* Opens a file below $CREDENTIALS_DIRECTORY. */
static int
credential_open(const char *name, char **out_path, gsize *out_size, GError **error)
{
	const char *folder = g_getenv("CREDENTIALS_DIRECTORY");

	if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		purser_fail(error, PURSER_HALT, "'%s' is no name of a credential", name);
		return -1;
	}
	if (!folder || !g_path_is_absolute(folder)) {
		purser_fail(error, PURSER_HALT,
		    "credential '%s': systemd passed no credentials: add LoadCredential=%s:/path to the unit",
		    name, name);
		return -1;
	}
	*out_path = g_build_filename(folder, name, NULL);
	return file_open(*out_path, SECRET_FILE_MAX, FALSE, NULL, out_size, error);
}

struct secret *
secret_from_credential(const char *name, GError **error)
{
	g_autofree char *path = NULL;
	gsize size;
	int fd = credential_open(name, &path, &size, error);

	return fd < 0 ? NULL : secret_of_open_file(fd, size, path, error);
}

struct secret *
vault_key_from_credential(const char *name, GError **error)
{
	g_autofree char *path = NULL;
	gsize size;
	int fd = credential_open(name, &path, &size, error);
	struct secret *key = fd < 0 ? NULL : secret_alloc(VAULT_KEY_SIZE, error);

	/* Bytes, not a line: a key may end in what looks like a newline. */
	if (key && (size != VAULT_KEY_SIZE || secret_read(key, fd) != VAULT_KEY_SIZE)) {
		purser_fail(
		    error, PURSER_HALT, "credential '%s' is no key of %d bytes", name, VAULT_KEY_SIZE);
		secret_free(key);
		key = NULL;
	}
	if (fd >= 0)
		close(fd);
	return key;
}
