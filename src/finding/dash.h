/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dash - the many signs that print as a hyphen */
#pragma once

#include <glib.h>

/* Bytes of a hyphen, dash or minus sign (U+2010 to U+2015, U+2212) at s; 0: there is none, or an ASCII one. */
static inline gsize
wide_dash_at(const char *s)
{
	if ((guchar)s[0] != 0xe2)
		return 0;
	if ((guchar)s[1] == 0x80)
		return (guchar)s[2] >= 0x90 && (guchar)s[2] <= 0x95 ? 3 : 0;
	return (guchar)s[1] == 0x88 && (guchar)s[2] == 0x92 ? 3 : 0;
}
