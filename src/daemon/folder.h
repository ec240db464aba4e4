/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of a watched mailbox: which of its UIDs are done, on their way, or suspected. Held by its watch and by every
 * batch that is on its way, so that a batch can be stored after its mailbox left the configuration.
 */
#pragma once

#include "context.h"

#include "purser/fetcher.h"

struct watch;

struct watch_folder {
	int refs;
	struct watch *watch;                  /* NULL once the watch is gone */
	const struct config_mailbox *mailbox; /* NULL once the watch is gone */
	char *mailbox_name, *name;
	gint64 id;
	gint64 since_s; /* when it was first seen, under whatever UIDVALIDITY */
	guint32 uidvalidity, exists;
	guint64 backlog;
	gboolean adopt;   /* its rows bear no account yet */
	gboolean foreign; /* what is on record is another account's: read anew once it is open */
	char *problem;    /* of this folder alone: it cannot be opened */
	struct uid_set *done, *in_flight, *alone, *taking;
	struct uid_set *to_mark; /* routed, and no fetcher has said yet that it is marked or moved */
};

struct watch_folder *
watch_folder_new(struct watch *w, const struct config_mailbox *mailbox, const char *name);
struct watch_folder *watch_folder_ref(struct watch_folder *f);
void watch_folder_unref(struct watch_folder *f);
void watch_folder_detach(gpointer f); /* its watch is gone */
/* What the store knows of it, afresh. */
gboolean watch_folder_load(struct keeper *k, struct watch_folder *f, GError **error);
/* By which mails a fetcher recognises it. */
gboolean watch_folder_witnesses(
    struct keeper *k, const struct watch_folder *f, struct fetcher_folder *out, GError **error);
/* The server has opened it: a new UIDVALIDITY is a new folder; what vanished is recorded. */
gboolean
watch_folder_opened(struct keeper *k, struct watch_folder *f, const struct fetcher_event *e, GError **error);
