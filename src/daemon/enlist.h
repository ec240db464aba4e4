/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person registers an account of ours, or retires one; what is sealed in boxes is sealed anew. No number comes here. */
#pragma once

#include "purser/config.h"
#include "purser/store.h"

struct enlist {
	struct store *store;
	const struct config *config; /* NULL: presets */
	GVariantDict *ask;
	const char *who;
	gint64 now_s;
	GString *text; /* added to */
};
/* One transaction, with its line in the audit log. */
gboolean enlist_account(const struct enlist *e, GError **error);
/* In the caller's transaction: the rows "details" and "accounts" of a reseal. *out_n: boxes that changed. */
gboolean enlist_reseal(const struct enlist *e, store_tx *tx, guint *out_n, GError **error);

/* The fact that says which fingerprint key the accounts were registered with. */
#define ENLIST_KEY_FACT "fingerprint-key"
