/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that a person names in a configuration, read with a bound. */
#include "purser/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* To its end or to `most` bytes. FALSE: errno. */
static gboolean
read_all(int fd, char *to, gsize most, gsize *out_size)
{
	gssize got = 1;

	*out_size = 0;
	while (*out_size < most && got != 0) {
		got = read(fd, to + *out_size, most - *out_size);
		if (got < 0 && errno != EINTR)
			return FALSE;
		*out_size += (gsize)MAX(got, 0);
	}
	return TRUE;
}

char *
file_text(const char *path, gsize most, gsize *out_size, GError **error)
{
	/* O_NONBLOCK: a pipe in its place must hold up nobody */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	g_autofree char *text = NULL;
	gboolean ok = fd >= 0;
	struct stat st;

	if (!ok || fstat(fd, &st) < 0) {
		ok = purser_fail(error, PURSER_REJECT, "%s", g_strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		ok = purser_fail(error, PURSER_REJECT, "is no file");
	} else {
		text = g_malloc(most + 2);
		if (!read_all(fd, text, most + 1, out_size))
			ok = purser_fail(error, PURSER_REJECT, "%s", g_strerror(errno));
		else if (*out_size > most)
			ok = purser_fail(error, PURSER_REJECT, "larger than %" G_GSIZE_FORMAT "%s",
			    most < 1024 ? most : most / 1024, most < 1024 ? " bytes" : " kB");
		else
			text[*out_size] = '\0';
	}
	if (fd >= 0)
		close(fd);
	return ok ? g_steal_pointer(&text) : NULL;
}
