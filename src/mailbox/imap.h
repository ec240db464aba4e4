/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * imap - the room's inside view of a session
 *
 * libetpan connects, starts TLS, logs in, opens folders, and logs out; its parser sees only tagged answers, which
 * session.c's guard has looked at. Everything else (untagged data, LIST, SEARCH, FETCH, IDLE, APPEND) is read by our
 * own strict tokenizer: libetpan's crashes on several hostile answers, wraps numbers, and takes a truncated body or a
 * wrong UID for success.
 *
 *	imap_run()        one command of ours and its answer
 *	imap_send(), imap_read()   the pieces, for those that stream
 */
#pragma once

#include "scan.h"
#include "stream.h"

/* What an answer may bring, bodies apart: a search in a folder of two million mails fits. */
#define ANSWER_BYTES ((gint64)32 * 1024 * 1024)

enum reply { REPLY_OK, REPLY_NO, REPLY_BAD };
enum line_kind { LINE_UNTAGGED, LINE_TAGGED, LINE_GO_AHEAD };

struct line {
	enum line_kind kind;
	guint64 tag;
	enum reply reply;
	struct scan rest; /* of untagged data, behind "* " */
};

struct pending {
	guint64 tag;
	struct uid_set *uids; /* NULL: a NOOP */
};

struct imap {
	mailimap *session;
	mailstream *ms;
	struct stream *stream;
	char *host;
	gint64 wall_s;
	char *caps;       /* " IMAP4REV1 IDLE ", upper case; NULL: not told */
	gboolean secured; /* over TLS */
	gboolean greeted;
	struct imap_folder folder;
	gboolean is_open, writable;
	char *code, *text; /* of the last tagged answer: "AUTHENTICATIONFAILED"; never NULL */
	char *copy_uid;    /* arguments of the last APPENDUID */
	/* fetch.c */
	GArray *pending;        /* struct pending, oldest first */
	struct uid_set *wanted; /* asked for and not come */
	gint64 size_max;
	guint ignored; /* bodies that nobody asked for, in this answer */
};

/* Commands use libetpan's counter, so that tags never repeat. */
guint64 imap_tag_next(struct imap *imap);
/* Sends "TAG command CRLF" (and more, verbatim); sets the deadline. *out_tag may be NULL. */
gboolean imap_send(struct imap *imap, const char *command, guint64 *out_tag, GError **error);
/* The next line, classified and noted. HANGUP when broken, malformed, or BYE. */
gboolean imap_read(struct imap *imap, struct line *out, GError **error);
/* What an untagged line tells about the folder and the session. FALSE: malformed. */
gboolean imap_note_untagged(struct imap *imap, struct scan s);
/* Judges a raw line; with the tag that is expected (0: the greeting). Sets code and text of a tagged one. */
gboolean imap_classify(struct imap *imap, char *line, gsize size, struct line *out, char **problem);

/* Returns FALSE for malformed data. It may take literals with imap_string(). */
typedef gboolean (*imap_untagged)(struct imap *imap, struct scan *s, gpointer data);
/* NO and BAD are told in *out, not as an error. each may be NULL. */
gboolean imap_run(struct imap *imap, const char *command, imap_untagged each, gpointer data, enum reply *out,
    GError **error);
/* Reads on until "TAG …": for commands already sent. */
gboolean imap_finish(
    struct imap *imap, guint64 tag, imap_untagged each, gpointer data, enum reply *out, GError **error);
/* Leftovers of pipelined commands are read before another command starts. */
gboolean imap_settle(struct imap *imap, GError **error);

/* An astring or nstring (NIL: empty), at most max bytes; a literal's bytes are read from the stream and s
 * moves on to the line that follows. */
gboolean imap_string(struct imap *imap, struct scan *s, gsize max, GString *out);
/* Reads and drops a literal, then sets s to the following line. */
gboolean imap_skip_literal(struct imap *imap, guint64 size, struct scan *s);

/* "HOST: …". The stream's own trouble is appended by imap_broken(). Always FALSE. */
gboolean imap_fail(struct imap *imap, GError **error, enum purser_error grade, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
gboolean imap_broken(struct imap *imap, GError **error);
/* "(CODE: text)" of the last answer, fit for a message. */
char *imap_said(const struct imap *imap);
/* NO: REJECT, or RETRY by its code (UNAVAILABLE, INUSE, LIMIT, …); BAD: REJECT. */
gboolean imap_refused(struct imap *imap, enum reply reply, GError **error, const char *what);
enum purser_error imap_grade(const struct imap *imap, enum purser_error otherwise);
/* A string as IMAP's quoted; NULL when it holds what cannot be quoted (controls, 8-bit). */
char *imap_quote(const char *text);
/* libetpan's SELECT or EXAMINE behind the guard; wire is in modified UTF-7. */
int imap_select(struct imap *imap, const char *wire, gboolean writable);
/* A folder's name as a command's argument; NULL and an error graded REJECT when it cannot be one. */
char *imap_folder_argument(struct imap *imap, const char *folder, GError **error);
