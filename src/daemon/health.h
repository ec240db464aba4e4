/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mailbox that is not read as it should be: told at once, and settled by itself when it is read again. */
#pragma once

#include "context.h"

/* Not looked at for longer than this, it is silent; between two looks it may be. */
gint64 health_silent_after_s(const struct config_mailbox *m);
/* reached_s 0: never; then counted from the start. After a start each mailbox has its turn first. */
gboolean health_is_silent(const struct config_mailbox *m, gint64 reached_s, gint64 started_s, gint64 now_s);

struct health {              /* as one watch of the mailbox sees it */
	const char *problem; /* its own; NULL: none */
	const char *shown;   /* of the whole mailbox, a folder's as well; NULL: all is well */
	gboolean grave;   /* nobody but a person can mend it: a refused password, a token that is not given */
	gboolean silent;  /* for too long, whatever the reason */
	gint64 reached_s; /* 0: never */
	gint64 problem_since_s;
};
/* In one transaction: what purser status shows, and the alert. Once for a trouble, whatever it is called meanwhile; it settles
 * once nothing of the mailbox is amiss. */
gboolean health_put(
    struct keeper *k, const struct config_mailbox *m, const struct health *h, gint64 now_s, GError **error);
