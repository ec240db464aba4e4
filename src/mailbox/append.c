/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes a folder: APPEND, a keyword, a move. */
#include "imap.h"
#include "utf7.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* All but so many bytes are written before the caller is asked for the last time. */
#define LAST_BYTES 1
#define RATE_MIN ((gint64)16 * 1024)

char *
imap_folder_argument(struct imap *imap, const char *folder, GError **error)
{
	g_autofree char *wire = utf7_encode(folder, error);

	if (!wire) {
		g_prefix_error(error, "%s: folder '%s': ", imap->host, folder);
		return NULL;
	}
	return imap_quote(wire);
}

/* --- APPEND --- */

/* Waits for the "+" of a synchronizing literal. FALSE with *out_refused: the server said NO. */
static gboolean
literal_allowed(struct imap *imap, guint64 tag, const char *folder, GError **error)
{
	struct line line;

	for (;;) {
		if (!imap_read(imap, &line, error))
			return FALSE;
		if (line.kind == LINE_GO_AHEAD)
			return TRUE;
		if (line.kind == LINE_TAGGED && line.tag == tag) {
			g_autofree char *what = g_strdup_printf("to take a message into '%s'", folder);

			return imap_refused(imap, line.reply, error, what);
		}
		if (line.kind == LINE_TAGGED) {
			stream_break(imap->stream, "the server answered what was not asked");
			return imap_broken(imap, error);
		}
	}
}

enum { PIECE_SIZE = 16 * 1024 };

/* The literal's bytes as they are: no line end is touched. */
static gboolean
literal_pieces(struct imap *imap, char bytes[PIECE_SIZE], int fd, gint64 size,
    gboolean (*before_last)(gpointer), gpointer data, GError **error)
{
	gint64 done = 0;

	while (done < size) {
		gboolean last = size - done <= LAST_BYTES;
		gint64 left = last ? size - done : size - LAST_BYTES - done;
		ssize_t n = pread(fd, bytes, (gsize)MIN(left, (gint64)PIECE_SIZE), done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			stream_break(imap->stream, "the message to append ended early");
			return imap_fail(imap, error, PURSER_REJECT,
			    "the message to append cannot be read: %s",
			    n < 0 ? g_strerror(errno) : "it is shorter than said");
		}
		if (last && before_last && !before_last(data)) {
			stream_break(imap->stream, "append given up");
			return imap_fail(
			    imap, error, PURSER_HANGUP, "the append was given up before its last byte");
		}
		if (last)
			stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
		if (!stream_send(imap->stream, bytes, (gsize)n))
			return imap_broken(imap, error);
		done += n;
	}
	return TRUE;
}

static gboolean
literal_copy(
    struct imap *imap, int fd, gint64 size, gboolean (*before_last)(gpointer), gpointer data, GError **error)
{
	char bytes[PIECE_SIZE];
	gboolean ok = literal_pieces(imap, bytes, fd, size, before_last, data, error);

	explicit_bzero(bytes, sizeof bytes);
	return ok;
}

/* " UIDVALIDITY UID" of [APPENDUID …]. */
static guint32
append_uid(const struct imap *imap)
{
	struct scan s = scan_of(imap->copy_uid, strlen(imap->copy_uid));
	guint64 validity, uid;

	if (!scan_char(&s, ' ') || !scan_number(&s, G_MAXUINT32, &validity) || !scan_char(&s, ' ') ||
	    !scan_number(&s, G_MAXUINT32, &uid) || !scan_end(&s))
		return 0;
	return (guint32)uid;
}

gboolean
imap_append(struct imap *imap, const char *folder, int fd, gint64 size, gboolean (*before_last)(gpointer),
    gpointer data, guint32 *out_uid, GError **error)
{
	/* LITERAL- allows only 4096 bytes without asking. */
	gboolean at_once = imap_has(imap, "LITERAL+") || (size <= 4096 && imap_has(imap, "LITERAL-"));
	g_autofree char *argument = imap_folder_argument(imap, folder, error), *command = NULL, *what = NULL;
	enum reply reply;
	guint64 tag;

	if (!argument)
		return FALSE;
	command = g_strdup_printf("APPEND %s {%" G_GINT64_FORMAT "%s}", argument, size, at_once ? "+" : "");
	g_clear_pointer(&imap->copy_uid, g_free);
	if (!imap_settle(imap, error) || !imap_send(imap, command, &tag, error) ||
	    (!at_once && !literal_allowed(imap, tag, folder, error)))
		return FALSE;
	stream_set_deadline(imap->ms, imap->wall_s + size / RATE_MIN, ANSWER_BYTES);
	if (!literal_copy(imap, fd, size, before_last, data, error))
		return FALSE;
	if (!stream_send(imap->stream, "\r\n", 2))
		return imap_broken(imap, error);
	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	if (!imap_finish(imap, tag, NULL, NULL, &reply, error))
		return FALSE;
	what = g_strdup_printf("to take a message into '%s'", folder);
	if (reply != REPLY_OK)
		return imap_refused(imap, reply, error, what);
	if (out_uid)
		*out_uid = imap->copy_uid ? append_uid(imap) : 0;
	return TRUE;
}

/* --- keyword, move --- */

static gboolean
change(struct imap *imap, const char *command, const char *what, GError **error)
{
	enum reply reply;

	return imap_run(imap, command, NULL, NULL, &reply, error) &&
	       (reply == REPLY_OK || imap_refused(imap, reply, error, what));
}

gboolean
imap_mark(struct imap *imap, const struct uid_set *uids, const char *keyword, GError **error)
{
	g_autofree char *set = uid_set_format(uids), *command = NULL;
	struct scan s = scan_of(keyword, strlen(keyword)), atom;

	if (!scan_atom(&s, &atom) || !scan_end(&s) || strpbrk(keyword, "%*\\") || !*set)
		return imap_fail(imap, error, PURSER_REJECT,
		    "'%s' cannot be a keyword: use letters, digits, '$', '-'", keyword);
	command = g_strdup_printf("UID STORE %s +FLAGS.SILENT (%s)", set, keyword);
	return change(imap, command, "to set the keyword", error);
}

gboolean
imap_move(struct imap *imap, const struct uid_set *uids, const char *folder, GError **error)
{
	g_autofree char *set = uid_set_format(uids), *argument = imap_folder_argument(imap, folder, error);
	g_autofree char *move = NULL, *copy = NULL, *flag = NULL, *expunge = NULL;

	if (!argument)
		return FALSE;
	if (!*set)
		return TRUE;
	if (imap_has(imap, "MOVE")) {
		move = g_strdup_printf("UID MOVE %s %s", set, argument);
		return change(imap, move, "to move messages", error);
	}
	/* A plain EXPUNGE would also remove what somebody else has marked: never that. */
	if (!imap_has(imap, "UIDPLUS"))
		return imap_fail(imap, error, PURSER_REJECT,
		    "the server has neither MOVE nor UIDPLUS, so that messages cannot be moved safely: use "
		    "keyword= instead");
	copy = g_strdup_printf("UID COPY %s %s", set, argument);
	flag = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Deleted)", set);
	expunge = g_strdup_printf("UID EXPUNGE %s", set);
	return change(imap, copy, "to copy messages", error) &&
	       change(imap, flag, "to mark messages", error) &&
	       change(imap, expunge, "to expunge messages", error);
}
