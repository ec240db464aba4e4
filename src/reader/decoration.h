/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decoration - pictures in mail that are no documents: logos, signatures, tracking pixels, icons */
#pragma once

#include "leaves.h"

/* Why this picture is not worth reading; NULL: it may be a page, or it is no picture. */
const char *decoration_reason(const struct leaves *l, const struct leaf *leaf);
