/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal - see decimal.h */
#include "decimal.h"

#include <string.h>

enum { ONE = 1000000, PLACES = 6 };
__extension__ typedef __int128 wide;

gboolean
decimal_read(const char *text, gint64 *out_millionths)
{
	gboolean negative = *text == '-';
	gint64 value = 0;
	guint places = 0, digits = 0;

	text += negative;
	for (; g_ascii_isdigit(*text) || (*text == '.' && digits && !places); text++) {
		if (*text == '.') {
			if (!g_ascii_isdigit(text[1]))
				return FALSE;
			places = 1;
			continue;
		}
		digits++;
		if (places > PLACES) {
			if (*text != '0')
				return FALSE;
			continue;
		}
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *text - '0', &value))
			return FALSE;
		places += places > 0;
	}
	if (!digits || *text)
		return FALSE;
	for (places = places ? places - 1 : 0; places < PLACES; places++)
		if (__builtin_mul_overflow(value, 10, &value))
			return FALSE;
	*out_millionths = negative ? -value : value;
	return TRUE;
}

char *
decimal_write(gint64 millionths)
{
	guint64 size = millionths < 0 ? -(guint64)millionths : (guint64)millionths;
	char *out = g_strdup_printf("%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, millionths < 0 ? "-" : "",
	    size / ONE, size % ONE);
	gsize n = strlen(out);

	for (guint i = 0; i < PLACES - 2 && out[n - 1] == '0'; i++)
		out[--n] = '\0';
	return out;
}

gboolean
decimal_times(gint64 a, gint64 b, gint64 *out)
{
	wide product = (wide)a * b;

	product += product < 0 ? -ONE / 2 : ONE / 2;
	product /= ONE;
	if (product > G_MAXINT64 || product < -G_MAXINT64)
		return FALSE;
	*out = (gint64)product;
	return TRUE;
}

gboolean
decimal_add(gint64 a, gint64 b, gint64 *out)
{
	return !__builtin_add_overflow(a, b, out);
}
