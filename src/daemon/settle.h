/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person's word on a fact of the finance map (confirmed, corrected, retired), and on an alert (dealt with).
 */
#pragma once

#include "purser/store.h"

/* One transaction, with its line in the audit log. customer: as typed; the fact must be theirs. Adds to text. */
gboolean settle_fact(struct store *store, const char *customer, gint64 id, const char *action,
    const char *value, const char *who, gint64 now_s, GString *text, GError **error);

struct settle_alert {
	gint64 id;
	const char *who, *why; /* for the audit log; why NULL: nothing was said */
	gboolean by_mail;      /* what is about bank details is not settled so */
	gint64 now_s;
	GString *text; /* what was done */
};
/* With its line in the audit log, in the caller's transaction. REJECT: there is none, or somebody settled it before. */
gboolean settle_alert(store_tx *tx, const struct settle_alert *s, GError **error);
