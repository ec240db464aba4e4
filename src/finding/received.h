/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One Received field (RFC 5321 4.4), behind its name: was it written within our own house? */
#pragma once

#include <glib.h>

struct received {
	char *by; /* the host that wrote it, lower case; NULL: it cannot be told */
	gboolean
	    internal; /* it took the mail from within: by LMTP, from itself, or from private addresses alone */
};
void received_parse(const char *value, struct received *out);
void received_clear(struct received *r);
