/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show - a page of a message or document with what was found on it, as a PNG */
#pragma once

#include "purser/pen.h"
#include "purser/reader.h"

void show_open(void);
/* page 0: the one that the order's number stands on, else the first. */
GBytes *show_page(const guint8 *bytes, gsize size, const char *filename, guint page,
    const struct reader_context *context, GError **error);
