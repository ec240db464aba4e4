/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One watch per mailbox (or idle folder): fetchers, polls, back-off, health.
 */
#pragma once

#include "folder.h"

void watches_start(struct keeper *k);
void watches_reload(struct keeper *k, const struct config *next); /* before the old configuration is freed */
void watches_stop(struct keeper *k);
void watches_rewind(struct keeper *k);                     /* the store's idea of what is done has changed */
guint watches_look(struct keeper *k, const char *mailbox); /* now; NULL: all; how many there are */
guint64 watches_backlog(const struct keeper *k);
gboolean watches_busy(const struct keeper *k);
gboolean watches_catching(const struct keeper *k); /* some have yet to be read up to now */
guint watches_troubled(const struct keeper *k);
void watches_status(const struct keeper *k, GVariantBuilder *out); /* adds aa{sv} rows */
void watch_folder_settled(struct watch_folder *f, gint64 folder_id, guint batch,
    const struct fetcher_message *messages, guint n, const struct uid_set *routed);
