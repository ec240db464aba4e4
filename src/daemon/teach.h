/* SPDX-License-Identifier: GPL-3.0-or-later */
/* teach - what a person's decision on an item tells of its customer */
#pragma once

#include "purser/config.h"
#include "purser/store.h"

/* A person let this item pass (as it is now, corrections included). config NULL: presets, and nobody is us. text: a line
 * for each thing that is learned now. */
gboolean teach_item(store_tx *tx, const struct config *config, gint64 item_id, const char *who, gint64 now_s,
    GString *text, GError **error);
