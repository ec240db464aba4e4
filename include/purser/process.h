/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * process - helper processes and the framed messages they speak
 *
 * It knows nothing of mail either. Two things:
 *
 * wire     a stream socketpair that carries messages: a header of two u32 (kind, body length), then the body, a
 *          serialized GVariant of the type that the protocol's table gives for the kind (or bytes of a form of its own,
 *          where it gives none), and for some kinds one descriptor (SCM_RIGHTS, on the header's first byte). What comes
 *          in is checked: known kind, length within the kind's cap, normal form. Anything else is HANGUP.
 *
 *	wire_new()                    takes the socket
 *	wire_send(), wire_receive()   blocking, in helpers
 *	wire_watch()                  in the keeper: non-blocking, called back on the default main context; sending
 *	                              queues (wire_queued() tells how much) and never blocks
 *	wire_free()
 *
 * nursery  a prepared parent: a program of ours that has done its slow start, and forks a child per request. The
 *          keeper gets the child's socket and a pidfd, so that it can wait for and kill what it did not fork itself.
 *
 *	nursery_start()  fork + exec of the program
 *	nursery_fork()   one more child
 *	nursery_free()   closes; parent and children end
 */
#pragma once

#include "purser/base.h"

#include <sys/types.h>

struct wire_kind {
	const char *name; /* for errors; NULL: unused number */
	const char
	    *type; /* GVariant type string, as "(tsay)"; NULL: bytes, which whoever reads them checks */
	gsize max_bytes;
	gboolean has_fd; /* carries exactly one descriptor; the others none */
};

struct wire_message {
	guint kind;
	GVariant *body; /* owned by the message, not floating; NULL for a kind of bytes: */
	GBytes *bytes;
	int fd; /* -1 when none; owned */
};
void wire_message_clear(struct wire_message *m);
int wire_message_take_fd(struct wire_message *m);

struct wire;
/* Takes the descriptor fd. kinds, of n_kinds rows indexed by kind, is both directions' table and is borrowed. */
struct wire *wire_new(int fd, const struct wire_kind *kinds, guint n_kinds);
void wire_free(struct wire *w);

/* Sinks a floating body; NULL stands for "()". The descriptor is duplicated by the kernel; the caller keeps its own.
 * fd -1: none. On a watched wire it queues and only fails when the peer is gone. Apart from that REJECT: the body is
 * larger than its kind allows; HALT: kind, body's type and descriptor do not fit the table. */
gboolean wire_send(struct wire *w, guint kind, GVariant *body, int fd, GError **error);
/* The same for a kind of bytes; what cannot go at once is copied. */
gboolean wire_send_bytes(struct wire *w, guint kind, const void *bytes, gsize size, GError **error);
/* Blocking; never reads ahead, so that wire_fd() may be polled beside others. HANGUP on end of stream ("closed") and on
 * anything malformed. */
gboolean wire_receive(struct wire *w, struct wire_message *out, GError **error);

/* message NULL: the peer is gone or spoke nonsense (error tells); called once, after which the wire is only to be
 * freed. The callback may free the wire. The message is cleared after the callback returns. */
typedef void (*wire_callback)(
    struct wire *w, struct wire_message *message, const GError *error, gpointer data);
void wire_watch(struct wire *w, wire_callback callback, gpointer data);
/* Stop and resume reading (flow control). While paused the peer's end is not noticed. */
void wire_pause(struct wire *w, gboolean paused);
gsize wire_queued(const struct wire *w);
int wire_fd(const struct wire *w);

struct nursery;
/* program: absolute path; extra argv and environment are inherited. Its main() must call nursery_serve(). Waits for its
 * preparation. From the main thread only: the program dies with the thread that started it. HALT: it cannot be run; its
 * own grade and words when its preparation failed. */
struct nursery *nursery_start(const char *program, const char *const *argv_tail, GError **error);
void nursery_free(struct nursery *n);

struct child {
	pid_t pid;
	int pidfd; /* readable when it has ended */
	int fd;    /* our end of its socket; give it to wire_new() */
};
/* Waits for the fork (about a millisecond; 5 seconds at most). HANGUP: the prepared parent is gone; start a new one.
 * RETRY: the system refuses a fork just now. */
gboolean nursery_fork(struct nursery *n, struct child *out, GError **error);
void child_kill(const struct child *c); /* SIGKILL through the pidfd */
void child_clear(struct child *c);      /* closes what is left open; nothing when pid is 0 */

struct nursery_ops {
	/* Once in the prepared parent, before the first fork. */
	gboolean (*prepare)(int argc, char **argv, GError **error);
	/* In each child; fd is its end of the socket. Returns its exit status. The child dies with the parent. */
	int (*child)(int fd);
};
/* The program's main: serves forks on descriptor 3 until it closes. Started by hand (no socket on 3), it says so
 * and returns EX_USAGE. */
int nursery_serve(int argc, char **argv, const struct nursery_ops *ops);

/* The absolute path of one of our helper programs: in PURSER_LIBEXEC, else beside the running program, else in the
 * installed libexec directory. */
char *helper_program_path(const char *name);

/* A memfd for handing bytes between processes. */
int memfd_new(const char *name, GError **error);
/* No more writes, no resizing (F_SEAL_*). */
gboolean memfd_seal(int fd, GError **error);
/* Maps a descriptor that a peer sent, read-only: refuses one that is not a sealed memfd, or larger than max_bytes.
 * A seal matters: an unsealed mapping could be shrunk under us (SIGBUS). */
GBytes *memfd_map(int fd, gsize max_bytes, GError **error);
gboolean fd_write_all(int fd, const void *bytes, gsize size, GError **error);
