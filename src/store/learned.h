/* SPDX-License-Identifier: GPL-3.0-or-later */
/* learned - what customers' rows need of what was learned */
#pragma once

#include "db.h"

/* Puts what was learned into the customers of the table (id -> struct customer). */
gboolean learned_join(struct store *s, GHashTable *by_id, GError **error);
gboolean learned_take_over(store_tx *tx, gint64 from, gint64 to, GError **error);
