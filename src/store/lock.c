/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock beside the database that keeps a second writer out: an open-file-description lock on PATH.lock.
 * The kernel drops it with the process, so that a leftover file means nothing. The file holds its holder's
 * process id for the message alone.
 */
#include "db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
file_give_to_folder_owner(int fd, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	struct stat st;

	if (geteuid() == 0 && stat(folder, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) < 0)
		g_debug("%s: stays root's", path);
}

static int
lock_refused(const char *file, int fd, gboolean *out_held, GError **error)
{
	char pid[16] = "";
	gssize got = pread(fd, pid, sizeof(pid) - 1, 0);

	*out_held = TRUE;
	g_strdelimit(pid, "\n", '\0');
	if (got <= 0 || !pid[0] || strspn(pid, "0123456789") != strlen(pid))
		g_strlcpy(pid, "of unknown number", sizeof(pid));
	close(fd);
	purser_fail(error, PURSER_HALT,
	    "another purserd (process %s) works on this database (%s is locked): end that one, or give this "
	    "one a "
	    "state_dir of its own",
	    pid, file);
	return -1;
}

int
lock_take(const char *path, gboolean *out_held, GError **error)
{
	g_autofree char *file = g_strconcat(path, ".lock", NULL);
	g_autofree char *pid = g_strdup_printf("%ld\n", (long)getpid());
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0) {
		purser_fail(
		    error, PURSER_HALT, "%s: %s: check the folder's owner and mode", file, g_strerror(errno));
		return -1;
	}
	if (fcntl(fd, F_OFD_SETLK, &lock) < 0) {
		int saved = errno;

		if (saved == EAGAIN || saved == EACCES)
			return lock_refused(file, fd, out_held, error);
		close(fd);
		purser_fail(error, PURSER_HALT, "%s: cannot lock: %s", file, g_strerror(saved));
		return -1;
	}
	file_give_to_folder_owner(fd, file);
	/* The id is a courtesy: a full disk must not keep us from starting. */
	if (ftruncate(fd, 0) < 0 || pwrite(fd, pid, strlen(pid), 0) < 0)
		g_debug("%s: no process id written", file);
	return fd;
}
