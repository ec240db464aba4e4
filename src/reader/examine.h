/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What examine.c offers beside reader_examine(). */
#pragma once

#include "leaves.h"

/* reader_examine() with the leaves kept: initialised before, cleared after by the caller. */
void examine_leaves(struct leaves *leaves, const guint8 *bytes, gsize size, const char *filename,
    const struct reader_context *context, struct report *out);
/* The decoded bytes of one part, by the path that the report gave it. */
GBytes *examine_extract(const guint8 *bytes, gsize size, const char *filename, const char *path,
    const struct reader_context *context, GError **error);
