/* SPDX-License-Identifier: GPL-3.0-or-later */
/* boxes - accounts sealed for AR: those read in mail, and our own; opened and sealed anew where AR's key is */
#pragma once

#include "shared.h"

struct secret;
struct vault_recipients;

/* The accounts of an item, one a line, for people. NULL: error says why; none at all is REJECT. */
char *boxes_reveal(struct store *store, const struct secret *pair, gint64 item, GError **error);

struct boxes_reseal {
	struct store *store;
	const struct secret *pair;
	const struct vault_recipients *to;
	gint64 after;  /* the message done last; -1: our own accounts come first */
	guint n;       /* boxes in the request */
	guint foreign; /* those that another key is needed for, so far */
	char *foreign_keys;
	gboolean done;
};
/* The next request's rows, into ask. */
gboolean boxes_reseal_some(struct boxes_reseal *r, GVariantBuilder *ask, GError **error);
