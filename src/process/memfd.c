/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes handed between processes without a copy: written to a memfd, sealed, passed on, mapped. */
#include "purser/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

struct mapping {
	void *at;
	gsize size;
};

int
memfd_new(const char *name, GError **error)
{
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		purser_fail(
		    error, PURSER_RETRY, "cannot make a memory file '%s': %s", name, g_strerror(errno));
	return fd;
}

gboolean
memfd_seal(int fd, GError **error)
{
	if (fcntl(fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) < 0)
		return purser_fail(error, PURSER_RETRY, "cannot seal a memory file: %s", g_strerror(errno));
	return TRUE;
}

static void
mapping_free(gpointer data)
{
	struct mapping *m = data;

	munmap(m->at, m->size);
	g_free(m);
}

GBytes *
memfd_map(int fd, gsize max_bytes, GError **error)
{
	int seals = fcntl(fd, F_GET_SEALS);
	struct mapping *m;
	struct stat st;
	void *at;

	if (seals < 0 || (seals & SEALS) != SEALS) {
		purser_fail(
		    error, PURSER_HANGUP, "helper sent a descriptor that is not a sealed memory file");
		return NULL;
	}
	if (fstat(fd, &st) < 0 || st.st_size < 0 || (guint64)st.st_size > max_bytes) {
		purser_fail(error, PURSER_HANGUP,
		    "helper sent a memory file of %" G_GINT64_FORMAT " bytes, where %" G_GSIZE_FORMAT
		    " are allowed",
		    (gint64)st.st_size, max_bytes);
		return NULL;
	}
	if (st.st_size == 0)
		return g_bytes_new_static("", 0);
	at = mmap(NULL, (gsize)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED) {
		purser_fail(error, PURSER_RETRY, "cannot map %" G_GINT64_FORMAT " bytes: %s",
		    (gint64)st.st_size, g_strerror(errno));
		return NULL;
	}
	madvise(at, (gsize)st.st_size, MADV_DONTDUMP); /* it is content */
	m = g_new(struct mapping, 1);
	m->at = at;
	m->size = (gsize)st.st_size;
	return g_bytes_new_with_free_func(at, m->size, mapping_free, m);
}

gboolean
fd_write_all(int fd, const void *bytes, gsize size, GError **error)
{
	const guint8 *p = bytes;

	while (size > 0) {
		gssize n = write(fd, p, size);

		if (n >= 0) {
			p += n;
			size -= (gsize)n;
		} else if (errno == EAGAIN) {
			struct pollfd out = { .fd = fd, .events = POLLOUT };

			poll(&out, 1, -1);
		} else if (errno != EINTR) {
			return purser_fail(error, errno == EPIPE ? PURSER_HANGUP : PURSER_RETRY,
			    "cannot write: %s", g_strerror(errno));
		}
	}
	return TRUE;
}
