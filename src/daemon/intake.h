/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Batches from fetchers, through readers, into one transaction.
 */
#pragma once

#include "folder.h"

/* A batch is durable: its UIDs are done; those of `routed` were sent to AR (for a keyword or a move). */
typedef void (*intake_settled)(struct watch_folder *f, gint64 folder_id, guint batch,
    const struct fetcher_message *messages, guint n, const struct uid_set *routed);

struct intake *intake_new(struct keeper *k, intake_settled settled);
void intake_free(struct intake *in);
/* Holds the folder until the batch is settled. */
void intake_take(struct intake *in, struct watch_folder *folder, const struct fetcher_event *e);
/* A UID that killed its fetcher too often: recorded without its bytes. */
gboolean intake_give_up(struct intake *in, struct watch_folder *folder, guint32 uid, const char *why);
guint intake_waiting(const struct intake *in);
const char *intake_problem(const struct intake *in); /* NULL, or why nothing can be stored now */
