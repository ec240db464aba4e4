/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says of one item, at a terminal or in an answer by mail. */
#pragma once

#include "purser/config.h"
#include "purser/store.h"

struct review {
	struct store *store;
	const struct config *config; /* NULL: presets */
	gint64 item_id;
	const char *number, *customer; /* corrections; NULL */
	const char *action;            /* route, reject; NULL: corrections alone */
	const char *why;               /* NULL */
	const char *person;            /* who settles it, as it is shown with the item */
	const char *who;               /* the same for the audit log */
	gboolean by_mail;              /* what to do next is said for an answer */
	gint64 now_s;
	GString *text; /* takes a line for each thing done; empty when nothing was */
};
/* In the caller's transaction, with its row in the audit log. FALSE: the transaction must not be kept. */
gboolean review_item(store_tx *tx, const struct review *r, GError **error);
