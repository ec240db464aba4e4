/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once a month, what was found for each AE: put as letters, in a transaction of their own. */
#pragma once

#include "post.h"

/* In the first batch of a month, for the month before. The very first one only notes where it begins. */
gboolean insight_put(struct post *p, gint64 now_s, GError **error);
