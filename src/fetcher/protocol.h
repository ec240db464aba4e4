/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeper and fetcher say to each other over the wire. UID sets travel as text ("1:17,19"). */
#pragma once

#include "purser/fetcher.h"

enum fetcher_kind {
	/* keeper to fetcher */
	KIND_START = 1, /* settings, stay, folders: name, uidvalidity, done, alone, since, witnesses */
	KIND_ACK,       /* batch */
	KIND_MARK,      /* folder, uidvalidity, uids */
	KIND_LOOK,
	KIND_STOP,
	/* fetcher to keeper */
	KIND_ALIVE,     /* seconds within which it will speak again */
	KIND_ONLINE,    /* TLS version */
	KIND_FOLDER,    /* folder, uidvalidity, exists, skipped, vanished, restored */
	KIND_TAKING,    /* folder, uids */
	KIND_BATCH,     /* folder, batch, backlog, messages; the memfd */
	KIND_CAUGHT_UP, /* folder */
	KIND_MARKED,    /* folder, uidvalidity, uids */
	KIND_PROBLEM,   /* folder or "", grade, text */
	KIND_ENDED,     /* grade or -1, text */
	N_KINDS,
};
extern const struct wire_kind FETCHER_KINDS[N_KINDS];

/* A message on the wire: the GVariant type MESSAGE_TYPE has fixed size, and this is its layout. */
#define MESSAGE_TYPE "(uuttxtttt)"
struct message_record {
	guint32 uid, oversize;
	guint64 offset, size;
	gint64 internal_date;
	guint64 digest[DIGEST_SIZE / 8];
};

/* A witness on the wire. */
#define WITNESS_TYPE "(uxtttt)"
struct witness_record {
	guint32 uid, unused;
	gint64 internal_date;
	guint64 digest[DIGEST_SIZE / 8];
};

/* The fetcher's side: a process for one mailbox. */
int fetcher_child(int fd);
