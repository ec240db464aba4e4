/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decimal - sums, prices and quantities of an order's lines in millionths, so that they can be added and multiplied
 * without a double. What does not fit says so: nothing wraps.
 */
#pragma once

#include <glib.h>

/* "1234.5", "-3"; digits beyond the sixth decimal must be noughts. */
gboolean decimal_read(const char *text, gint64 *out_millionths);
/* At least two decimals, no more than are needed: "60.00", "0.125". */
char *decimal_write(gint64 millionths);
/* The product, rounded to the nearest. */
gboolean decimal_times(gint64 a, gint64 b, gint64 *out);
gboolean decimal_add(gint64 a, gint64 b, gint64 *out);
