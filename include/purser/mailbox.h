/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mailbox - an IMAP session over our own verified TLS stream; files, mbox and Maildir for scans
 *
 * libetpan and GnuTLS stay inside. A session is for one thread; it blocks, with a deadline and a byte budget per
 * command. Errors: RETRY (unreachable, DNS, time-out, NO [UNAVAILABLE]…), REJECT (this folder or message), HANGUP
 * (connection lost, protocol broken), HALT (refused certificate, refused password: a person must mend it).
 *
 *	imap_connect()        TCP, TLS with chain, host name and date verified, greeting; PREAUTH refused
 *	imap_sign_in()
 *	imap_open()           EXAMINE (SELECT when writable)
 *	imap_uids(), imap_fetch…(), imap_idle(), imap_append(), imap_search_message_id(), imap_mark(), imap_move()
 *	imap_free()           LOGOUT when the peer is alive, never waits for a dead one
 */
#pragma once

#include "purser/base.h"
#include "purser/vault.h"

#include <sys/types.h>

enum stream_tls { STREAM_TLS, STREAM_STARTTLS, STREAM_PLAIN };

struct stream_settings {
	const char *host;
	int port;
	enum stream_tls tls;  /* STREAM_PLAIN is refused unless host is a loopback address or name */
	const char *ca_file;  /* NULL: the system's trust */
	const char *tls_name; /* NULL: host */
	gint64 command_wall_s;
	gint64 line_size;
};
/* Once in a process (the prepared parent): GnuTLS, the system's trust list, SASL. */
void mailbox_init(void);

/* The verified stream as a libetpan mailstream, for imap here and for SMTP in delivery. struct _mailstream is
 * libetpan's own; only files that include its header look inside. */
struct _mailstream;
struct _mailstream *stream_open(const struct stream_settings *s, GError **error);
gboolean stream_start_tls(struct _mailstream *stream, const struct stream_settings *s, GError **error);
void stream_set_deadline(
    struct _mailstream *stream, gint64 wall_s, gint64 budget_bytes); /* from now; -1: no budget */
/* 1: readable (buffered data counts), 0: time passed, -1: extra_fd readable first, -2: dead. extra_fd -1: none. */
int stream_wait(struct _mailstream *stream, int extra_fd, gint64 timeout_ms);
const char *stream_problem(struct _mailstream *stream);     /* why it broke; NULL */
const char *stream_tls_version(struct _mailstream *stream); /* "TLS1.3"; NULL when plain */

enum sign_in_how { SIGN_IN_AUTO, SIGN_IN_PLAIN, SIGN_IN_LOGIN, SIGN_IN_XOAUTH2, SIGN_IN_OAUTHBEARER };

struct imap;
struct imap *imap_connect(const struct stream_settings *s, GError **error);
void imap_free(struct imap *imap);
gboolean imap_sign_in(
    struct imap *imap, const char *user, const struct secret *secret, enum sign_in_how how, GError **error);
gboolean imap_has(const struct imap *imap, const char *capability);
const char *imap_tls_version(const struct imap *imap);
/* Names (UTF-8) of selectable folders. */
GPtrArray *imap_list(struct imap *imap, GError **error);

struct imap_folder {
	guint32 uidvalidity;   /* never 0 */
	guint32 uidnext;       /* hint; 0 when not told */
	guint32 exists;        /* hint */
	guint64 highestmodseq; /* 0: none */
	guint32 expunged;      /* EXPUNGE answers since it was opened; exists has them taken off */
};
/* folder in UTF-8. REJECT names the nearest folders when it does not exist. */
gboolean
imap_open(struct imap *imap, const char *folder, gboolean writable, struct imap_folder *out, GError **error);
/* Hints as untagged data has moved them since. */
void imap_state(const struct imap *imap, struct imap_folder *out);
gboolean imap_noop(struct imap *imap, GError **error);
/* After HANGUP: was it the network or the clock, rather than an answer that is none? */
gboolean imap_was_lost(const struct imap *imap);
/* Gives back the memory that only talking needs. */
void imap_rest(struct imap *imap);

/* A set of UIDs as sorted, disjoint ranges. */
struct uid_set;
struct uid_set *uid_set_new(void);
void uid_set_free(struct uid_set *s);
void uid_set_add(struct uid_set *s, guint32 first, guint32 last);
void uid_set_remove(struct uid_set *s, guint32 first, guint32 last);
gboolean uid_set_has(const struct uid_set *s, guint32 uid);
guint64 uid_set_count(const struct uid_set *s);
guint32 uid_set_max(const struct uid_set *s); /* 0 when empty */
struct uid_set *uid_set_subtract(const struct uid_set *a, const struct uid_set *b);
char *uid_set_format(const struct uid_set *s); /* "1:17,19" */
struct uid_set *uid_set_parse(const char *text, GError **error);
struct uid_set *uid_set_copy(const struct uid_set *s); /* NULL: empty */
void uid_set_add_all(struct uid_set *s, const struct uid_set *more);
/* Takes out the n smallest. */
struct uid_set *uid_set_take_first(struct uid_set *s, guint64 n);
/* Steps through: *uid 0 to begin; FALSE at the end. */
gboolean uid_set_next(const struct uid_set *s, guint32 *uid);

/* The folder's UIDs from first on (first 1: all), optionally only those received since a day. */
struct uid_set *imap_uids(struct imap *imap, guint32 first, const struct day *since, GError **error);

/* The server's date of each of these in the open folder; those that are gone are not told. */
gboolean imap_dates(struct imap *imap, const struct uid_set *uids,
    void (*each)(guint32 uid, gint64 internal_date, gpointer data), gpointer data, GError **error);

/*
 * Streams messages. For each: begin(), bytes()…, end(). Only a UID that was asked for, once, is passed on. What a
 * server has not told before the body is -1 (size) or 0 (date) in begin(), and known in end() at the latest.
 *
 * At most size_max bytes of a message travel: of a larger one (size_told says so) the rest stays with the server. ok
 * is FALSE where the bytes that came are not as many as the server's RFC822.SIZE. A callback that returns FALSE ends
 * it: HANGUP, for the rest of the answer is still on its way.
 *
 *	imap_fetch_ask()    sends a command and does not wait; several may be under way
 *	imap_fetch_take()   reads until the oldest of them is answered
 */
struct imap_message {
	guint32 uid;
	gint64 size_told, size_got, internal_date;
};
struct imap_fetch_ops {
	gboolean (*begin)(const struct imap_message *m, gpointer data);
	gboolean (*bytes)(const void *bytes, gsize size, gpointer data);
	gboolean (*end)(const struct imap_message *m, gboolean ok, gpointer data);
};
/* look: ask with it for news of the folder (NOOP): some servers hold EXISTS back otherwise. */
gboolean
imap_fetch_ask(struct imap *imap, const struct uid_set *uids, gint64 size_max, gboolean look, GError **error);
/* out_missing: those of the command that did not come. *out_refused: the server said NO, so that missing ones are
 * perhaps there. */
gboolean imap_fetch_take(struct imap *imap, const struct imap_fetch_ops *ops, gpointer data,
    struct uid_set **out_missing, gboolean *out_refused, GError **error);
guint imap_fetch_under_way(const struct imap *imap);
/* Both, for one command; a NO is RETRY. */
gboolean imap_fetch(struct imap *imap, const struct uid_set *uids, gint64 size_max,
    const struct imap_fetch_ops *ops, gpointer data, GError **error);

/* Waits in IDLE until the server says something, extra_fd is readable, or the time is over; then leaves IDLE.
 * Returns 1 (go and look), 0 (time over), -1 (extra_fd); -2 with error set. */
int imap_idle(struct imap *imap, int extra_fd, gint64 timeout_ms, GError **error);

/* Byte-exact APPEND, streamed from a descriptor. before_last is called when all but the last bytes are written; it
 * may take its time, and FALSE ends it unsent. out_uid 0 without UIDPLUS. */
gboolean imap_append(struct imap *imap, const char *folder, int fd, gint64 size,
    gboolean (*before_last)(gpointer), gpointer data, guint32 *out_uid, GError **error);
/* In the open folder. out_uid 0: not there. */
gboolean imap_search_message_id(struct imap *imap, const char *message_id, guint32 *out_uid, GError **error);
gboolean imap_mark(struct imap *imap, const struct uid_set *uids, const char *keyword, GError **error);
gboolean imap_move(struct imap *imap, const struct uid_set *uids, const char *folder, GError **error);

/* --- local files: for scans and `purser read` -------------------------------------------------------------------- */

/* Walks a file (message or document), an mbox, a Maildir, or a folder of files: calls back with each one's bytes.
 * name is "FILE", or "FILE#3" for the third message of an mbox. bytes NULL: could not be opened, error tells. FALSE
 * from the callback ends the walk. */
typedef gboolean (*source_callback)(const char *name, GBytes *bytes, const GError *error, gpointer data);
void source_walk(const char *path, const struct limits *limits, source_callback callback, gpointer data);
/* The same for what is open already: standard input. */
void source_walk_stream(
    int fd, const char *name, const struct limits *limits, source_callback callback, gpointer data);
