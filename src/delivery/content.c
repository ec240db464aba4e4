/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "content.h"

#include <string.h>

/* The line at p: its end without CR or LF, and where the next one begins. */
static const char *
line_end(const char *p, const char *stop, const char **out_next)
{
	const char *lf = memchr(p, '\n', (gsize)(stop - p));
	const char *cr = memchr(p, '\r', (gsize)((lf ? lf : stop) - p));
	const char *end = cr ? cr : lf ? lf : stop;

	*out_next = cr && lf == cr + 1 ? lf + 1 : end < stop ? end + 1 : stop;
	return end;
}

void
content_look(const void *bytes, gsize size, struct content_look *out)
{
	const char *p = bytes, *stop = p + size, *next;
	gsize line = 0;

	*out = (struct content_look){ 0 };
	for (; p < stop; p = next) {
		gsize n = (gsize)(line_end(p, stop, &next) - p);

		line++;
		out->wire_size += n + 2;
		if (n > out->longest) {
			out->longest = n;
			out->longest_at = line;
		}
		for (const char *c = p; !out->eight_bit && c < p + n; c++)
			out->eight_bit = (guchar)*c >= 0x80;
	}
}

gboolean
content_write(const void *bytes, gsize size, content_sink sink, gpointer data)
{
	const char *p = bytes, *stop = p + size, *next;
	gboolean first = TRUE;

	for (; p < stop; p = next) {
		const char *end = line_end(p, stop, &next);

		if (!first && !sink("\r\n", 2, data))
			return FALSE;
		first = FALSE;
		if (*p == '.' && !sink(".", 1, data))
			return FALSE;
		if (end > p && !sink(p, (gsize)(end - p), data))
			return FALSE;
	}
	return TRUE;
}
