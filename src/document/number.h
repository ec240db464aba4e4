/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number - a spreadsheet's number as its format shows it
 *
 * With two differences, so that nobody has to guess afterwards: days are written as ISO 8601 has them, and
 * thousands are not parted. Leading zeros, decimals, currency signs and texts around the number are kept.
 */
#pragma once

#include "scribe.h"

/* code NULL or "": General. from_1904: days are counted from 1904. */
void number_show(GString *out, double value, const char *code, gboolean from_1904);
/* The code of a format that has no code of its own in the file; NULL: General, or unknown. */
const char *number_builtin(guint id);
