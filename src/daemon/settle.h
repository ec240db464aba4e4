/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person's word on a fact of the finance map: confirmed, corrected, retired.
 */
#pragma once

#include "purser/store.h"

/* One transaction, with its line in the audit log. customer: as typed; the fact must be theirs. Adds to text. */
gboolean settle_fact(struct store *store, const char *customer, gint64 id, const char *action,
    const char *value, const char *who, gint64 now_s, GString *text, GError **error);
