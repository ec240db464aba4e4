/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The daemon's own key files, and the writing of any file that holds a secret.
 *
 * It is written beside its place, made durable, and moved there without replacing anything: whoever finds a
 * key file finds a whole one, and two starters agree on one key.
 */
#include "secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct secret *
key_load(const char *path, gboolean *out_missing, GError **error)
{
	struct secret *key;
	gsize size;
	int fd = secret_file_open(path, VAULT_KEY_SIZE, out_missing, &size, error);

	if (fd < 0)
		return NULL;
	key = secret_alloc(VAULT_KEY_SIZE, error);
	if (key && secret_read(key, fd) != VAULT_KEY_SIZE) {
		purser_fail(error, PURSER_HALT, "%s is no key of purser: restore it from the backup", path);
		secret_free(key);
		key = NULL;
	}
	close(fd);
	return key;
}

static gboolean
write_whole(int fd, const struct secret *key)
{
	const char *p = secret_bytes(key);
	gsize left = secret_size(key);

	while (left > 0) {
		gssize n = write(fd, p, left);

		if (n < 0 && errno != EINTR)
			return FALSE;
		if (n > 0) {
			p += n;
			left -= (gsize)n;
		}
	}
	return fchmod(fd, 0600) == 0 && fsync(fd) == 0;
}

static gboolean
folder_sync(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	gboolean ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

gboolean
secret_file_store(const char *path, const struct secret *key, gboolean may_exist, GError **error)
{
	g_autofree char *beside = g_strdup_printf("%s.new", path);
	gboolean ok;
	int fd, reason;

	unlink(beside); /* left by a crash: nobody ever used it */
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ok = fd >= 0 && write_whole(fd, key);
	reason = errno;
	if (fd >= 0 && close(fd) < 0 && ok) {
		ok = FALSE;
		reason = errno;
	}
	if (ok && renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) < 0) {
		reason = errno;
		ok = may_exist && reason == EEXIST;
		unlink(beside);
	} else if (!ok) {
		unlink(beside);
	}
	if (ok && !folder_sync(path)) {
		reason = errno;
		ok = FALSE;
	}
	if (!ok)
		purser_fail(error, PURSER_HALT, "cannot make the key file %s: %s", path, g_strerror(reason));
	return ok;
}

struct secret *
vault_key_load_or_create(const char *path, GError **error)
{
	gboolean missing = FALSE, stored;
	struct secret *key = key_load(path, &missing, error);

	if (key || !missing)
		return key;
	key = secret_alloc(VAULT_KEY_SIZE, error);
	if (!key)
		return NULL;
	secret_fill_random(key);
	stored = secret_file_store(path, key, TRUE, error);
	secret_free(key);
	/* Read back: what the next start will read. */
	return stored ? key_load(path, NULL, error) : NULL;
}
