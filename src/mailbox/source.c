/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * source - local files as a stream of messages and documents: a file, an mbox, a Maildir, a folder of files
 *
 * Names given are followed wherever they lead; inside a folder no symbolic link is, so that a mail folder
 * cannot make us read what lies elsewhere. Small files are read, large ones mapped: an mbox of gigabytes
 * costs address space only. A large file that another program shortens while it is mapped ends this one
 * (SIGBUS).
 */
#include "purser/mailbox.h"
#include "mbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_MAX M(1) /* larger ones are mapped */
#define DEPTH_MAX 32  /* folders in folders */

struct walk {
	const struct limits *limits;
	source_callback callback;
	gpointer data;
};

static gboolean
walk_fail(const struct walk *w, const char *name, const char *why)
{
	g_autoptr(GError) error = NULL;

	purser_fail(&error, PURSER_REJECT, "%s", why);
	return w->callback(name, NULL, error, w->data);
}

/* --- bytes of one file
 * ------------------------------------------------------------------------------------------- */

struct mapping {
	void *start;
	gsize size;
};

static void
mapping_free(gpointer p)
{
	struct mapping *m = p;

	munmap(m->start, m->size);
	g_free(m);
}

static GBytes *
file_map(int fd, gsize size)
{
	void *start = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	struct mapping *m;

	if (start == MAP_FAILED)
		return NULL;
	(void)madvise(start, size, MADV_SEQUENTIAL);
	m = g_new(struct mapping, 1);
	*m = (struct mapping){ start, size };
	return g_bytes_new_with_free_func(start, size, mapping_free, m);
}

/* To the end, whatever its size was said to be; NULL beyond max. errno tells why otherwise. sized: of a file that says
 * its size, and where just as much comes the end need not be asked for.
 */
static GBytes *
stream_read(int fd, gsize expected, gboolean sized, gsize max)
{
	gsize room = MIN(expected, max) + 1, n = 0;
	g_autofree guint8 *bytes = g_malloc(room);
	gssize got;

	for (;;) {
		got = read(fd, bytes + n, room - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (gsize)got;
		if (sized && n == expected)
			break;
		if (n > max) {
			errno = EFBIG;
			return NULL;
		}
		if (n == room) {
			room = MIN(room * 2, max + 1);
			bytes = g_realloc(bytes, room);
		}
	}
	return got < 0 ? NULL : g_bytes_new_take(g_steal_pointer(&bytes), n);
}

static gboolean
too_large(const struct walk *w, const char *name)
{
	g_autofree char *limit = size_format(w->limits->message_size);
	g_autofree char *why = g_strdup_printf("it is larger than %s (limits.message_size)", limit);

	return walk_fail(w, name, why);
}

static gboolean
message_give(const char *name, GBytes *bytes, gpointer data)
{
	const struct walk *w = data;

	if (g_bytes_get_size(bytes) > (gsize)w->limits->message_size)
		return too_large(w, name);
	return w->callback(name, bytes, NULL, w->data);
}

static gboolean
bytes_give(const struct walk *w, const char *name, GBytes *bytes)
{
	if (mbox_looks_like(bytes))
		return mbox_walk(name, bytes, message_give, (gpointer)w);
	return message_give(name, bytes, (gpointer)w);
}

/* A regular file that is open. */
static gboolean
file_give(const struct walk *w, const char *name, int fd, const struct stat *st)
{
	gsize size = (gsize)st->st_size;
	g_autoptr(GBytes) bytes =
	    size > READ_MAX ? file_map(fd, size) : stream_read(fd, size, TRUE, READ_MAX * 2);

	if (!bytes)
		return walk_fail(w, name, g_strerror(errno));
	return bytes_give(w, name, bytes);
}

/* A pipe: there is no telling how much will come. */
static gboolean
pipe_give(const struct walk *w, const char *name, int fd)
{
	g_autoptr(GBytes) bytes = NULL;
	int flags = fcntl(fd, F_GETFL);

	if (flags >= 0)
		(void)fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	/* An mbox may come this way too, and is not one message. */
	bytes = stream_read(fd, K(64), FALSE, (gsize)w->limits->message_size * 16);
	if (!bytes)
		return errno == EFBIG ? too_large(w, name) : walk_fail(w, name, g_strerror(errno));
	return bytes_give(w, name, bytes);
}

/* --- folders
 * ----------------------------------------------------------------------------------------------------- */

static int
names_compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, so that two walks give the same. NULL: errno tells. Leaves the descriptor open. */
static GPtrArray *
names_in(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	GPtrArray *names;
	struct dirent *e;

	if (!dir) {
		if (copy >= 0)
			close(copy);
		return NULL;
	}
	names = g_ptr_array_new_with_free_func(g_free);
	while ((e = readdir(dir)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(e->d_name));
	closedir(dir);
	g_ptr_array_sort(names, names_compare);
	return names;
}

static gboolean
has_folder(int fd, const char *name)
{
	struct stat st;

	return fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static gboolean
is_maildir(int fd)
{
	return has_folder(fd, "cur") && has_folder(fd, "new");
}

static gboolean folder_walk(const struct walk *w, int fd, const char *path, guint depth);

enum entry_kind { ENTRY_FILES, ENTRY_FOLDERS, ENTRY_MAILDIRS };

static gboolean
entry_folder(const struct walk *w, int fd, const char *path, guint depth, gboolean only_maildir)
{
	if (only_maildir && !is_maildir(fd))
		return TRUE;
	if (depth >= DEPTH_MAX)
		return walk_fail(w, path, "folders are nested too deeply");
	return folder_walk(w, fd, path, depth + 1);
}

/* One name in a folder: what is neither file nor folder is passed over. */
static gboolean
entry_walk(
    const struct walk *w, int folder, const char *path, const char *name, guint depth, enum entry_kind kind)
{
	g_autofree char *full = g_build_filename(path, name, NULL);
	struct stat st;
	gboolean more = TRUE;
	int fd;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)) ||
	    (S_ISDIR(st.st_mode) ? kind == ENTRY_FILES : kind == ENTRY_MAILDIRS))
		return TRUE;
	fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 || fstat(fd, &st) < 0)
		more = walk_fail(w, full, g_strerror(errno));
	else if (S_ISDIR(st.st_mode))
		more = entry_folder(w, fd, full, depth, kind == ENTRY_MAILDIRS);
	else if (S_ISREG(st.st_mode))
		more = file_give(w, full, fd, &st);
	if (fd >= 0)
		close(fd);
	return more;
}

static gboolean
names_walk(const struct walk *w, int fd, const char *path, guint depth, enum entry_kind kind)
{
	g_autoptr(GPtrArray) names = names_in(fd);

	if (!names)
		return walk_fail(w, path, g_strerror(errno));
	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];

		/* A Maildir's folders are hidden ones (Maildir++); elsewhere what is hidden is none of ours.
		 */
		if ((name[0] == '.') != (kind == ENTRY_MAILDIRS))
			continue;
		if (!entry_walk(w, fd, path, name, depth, kind))
			return FALSE;
	}
	return TRUE;
}

static gboolean
folder_walk(const struct walk *w, int fd, const char *path, guint depth)
{
	static const char *const boxes[] = { "cur", "new" };

	if (!is_maildir(fd))
		return names_walk(w, fd, path, depth, ENTRY_FOLDERS);
	for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
		g_autofree char *box = g_build_filename(path, boxes[i], NULL);
		int box_fd = openat(fd, boxes[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		gboolean more = box_fd < 0 ? walk_fail(w, box, g_strerror(errno))
					   : names_walk(w, box_fd, box, depth, ENTRY_FILES);

		if (box_fd >= 0)
			close(box_fd);
		if (!more)
			return FALSE;
	}
	return names_walk(w, fd, path, depth, ENTRY_MAILDIRS);
}

/* --- the way in
 * -------------------------------------------------------------------------------------------------- */

void
source_walk(const char *path, const struct limits *limits, source_callback callback, gpointer data)
{
	struct walk w = { limits, callback, data };
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		walk_fail(&w, path, g_strerror(errno));
	else if (S_ISDIR(st.st_mode))
		folder_walk(&w, fd, path, 0);
	else if (S_ISREG(st.st_mode))
		file_give(&w, path, fd, &st);
	else if (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode))
		pipe_give(&w, path, fd);
	else
		walk_fail(&w, path, "it is neither a file nor a folder");
	if (fd >= 0)
		close(fd);
}

void
source_walk_stream(
    int fd, const char *name, const struct limits *limits, source_callback callback, gpointer data)
{
	struct walk w = { limits, callback, data };
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && lseek(fd, 0, SEEK_CUR) == 0)
		file_give(&w, name, fd, &st);
	else
		pipe_give(&w, name, fd);
}
