/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `purser read --picture`: one page as a PNG, with what was found on it boxed */
#pragma once

#include "purser/reader.h"

/* Returns a sysexits.h status. page 0: the order's first. */
int read_picture(const struct reader_context *context, const char *file, const char *out, guint page);
