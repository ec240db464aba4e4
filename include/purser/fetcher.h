/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fetcher - the process that speaks IMAP for one mailbox, and the keeper's hold on it
 *
 * One fetcher has one account's credentials (which it reads itself: they never pass the keeper), no database and no
 * keys. A polled mailbox's fetcher ends when it has caught up; an idle one stays, one connection per folder
 * (one process each).
 *
 *	fetcher_nursery_start()     purser-fetcher's prepared parent
 *	fetcher_start()             one mailbox (and for idle: one folder)
 *	 → events on the main loop, until EVENT_ENDED
 *	fetcher_ack()               a batch is durable: frees a place in flight
 *	fetcher_free()              kills it
 */
#pragma once

#include "purser/config.h"
#include "purser/mailbox.h"
#include "purser/process.h"
#include "purser/signin.h"

struct nursery *fetcher_nursery_start(GError **error);

/* A mail on record, by which a folder is recognised: under its UID the server must show the same date, or at least the
 * same bytes. */
#define FETCHER_WITNESSES 8
struct fetcher_witness {
	guint32 uid;
	gint64 internal_date;
	struct digest digest;
};

/* What the keeper knows of a folder. done: UIDs that need not be fetched. */
struct fetcher_folder {
	const char *name;
	guint32 uidvalidity; /* 0: never seen */
	const struct uid_set *done;
	const struct uid_set
	    *alone;     /* UIDs that once killed a fetcher: each fetched in a batch of its own; NULL */
	gint64 since_s; /* start = now, and the UIDVALIDITY has changed: older mail is passed over, as
					it was at first; 0: all is read anew */
	struct fetcher_witness witnesses[FETCHER_WITNESSES]; /* the latest on record */
	guint n_witnesses;
};

enum fetcher_event_kind {
	FETCHER_ONLINE, /* signed in; text: "TLS1.3" */
	FETCHER_FOLDER, /* opened: uidvalidity, exists; skipped = UIDs that the start policy passes over (to be added to
			      done), vanished = UIDs once listed that a good FETCH did not bring twice. When the
			      uidvalidity differs from the known one, done was not used: the folder is read anew */
	FETCHER_TAKING,    /* about to fetch these UIDs: whom to suspect if it dies now; empty: no longer */
	FETCHER_BATCH,     /* messages in a sealed memfd */
	FETCHER_CAUGHT_UP, /* all there is was sent (of this folder) */
	FETCHER_MARKED,    /* keyword set or moved */
	FETCHER_PROBLEM,   /* it goes on by itself (reconnects); error tells */
	FETCHER_ENDED, /* the process is gone; error NULL: its work was done; else grade and reason. Last event */
};

struct fetcher_message {
	guint32 uid;
	guint64 offset, size;
	gint64 internal_date;
	struct digest digest; /* BLAKE2b-256 of the raw bytes */
	gboolean
	    oversize; /* larger than limits.message_size, or the server breaks off whenever it is asked for:
				 no bytes here */
};

struct fetcher_event {
	enum fetcher_event_kind kind;
	const char *folder;
	guint32 uidvalidity, exists;
	guint64 backlog; /* UIDs still to be fetched after this */
	guint batch;     /* id for fetcher_ack() */
	int memfd;       /* of a batch; borrowed: dup what you keep */
	const struct fetcher_message *messages;
	guint n_messages;
	const struct uid_set *uids; /* skipped, taking, marked */
	const struct uid_set *vanished;
	const char *text;
	gboolean
	    restored; /* FOLDER: under its old uidvalidity, but its UIDs are given anew (the server was restored from
				a backup): done was not used */
	gboolean killed; /* ENDED: by a signal or by its deadline, not by itself */
	const GError *error;
};
typedef void (*fetcher_callback)(const struct fetcher_event *e, gpointer data);

struct fetcher;
/* folders: those to look at; stay TRUE: idle (exactly one folder), FALSE: catch up and end. HANGUP: the nursery is
 * gone. The callback may free the fetcher. */
struct fetcher *fetcher_start(struct nursery *nursery, const struct config_mailbox *settings,
    const struct limits *limits, const struct fetcher_folder *folders, guint n_folders, gboolean stay,
    fetcher_callback callback, gpointer data, GError **error);
void fetcher_ack(struct fetcher *f, guint batch);
/* After routing: the mailbox's keyword or move_to on these. */
void fetcher_mark(struct fetcher *f, const char *folder, guint32 uidvalidity, const struct uid_set *uids);
void fetcher_look(struct fetcher *f); /* look now, do not wait for the timer */
void fetcher_stop(struct fetcher *f); /* end in order: ENDED follows */
void fetcher_free(struct fetcher *f);
pid_t fetcher_pid(const struct fetcher *f);

int fetcher_main(int argc, char **argv); /* the whole of purser-fetcher */

/* One look for `check-config --online`, in this process: connects, signs in, opens each folder, fetches nothing.
 * text: what to show when it worked ("TLS 1.3, signed in, INBOX 8214 messages, read-only"). */
gboolean fetcher_probe(
    const struct config_mailbox *settings, const struct limits *limits, char **out_text, GError **error);
