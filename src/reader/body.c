/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which of two alternatives is the better one to read. A program's own text alternative is good (and quick to
 * read); some shops' software sends a stub, or an empty one, and the order stands in the HTML alone.
 */
#include "body.h"

#include <string.h>

#define LOOK (256 << 10) /* bytes looked at */
#define ENOUGH 2000      /* so many visible characters are never a stub */
#define NOTHING 20
#define SHORT 400 /* a stub that speaks of HTML is no longer than this */

static gsize
visible_text(const char *bytes, gsize size, gsize enough)
{
	gsize n = 0;

	for (gsize i = 0; i < size && n < enough; i++)
		n += (guchar)bytes[i] > ' ';
	return n;
}

/* Where the element's end tag begins, or the end: what <style> and <script> hold is not shown. */
static const char *
element_end(const char *p, const char *end, const char *name)
{
	gsize n = strlen(name);

	while ((p = memchr(p, '<', (gsize)(end - p)))) {
		if ((gsize)(end - p) > n + 1 && p[1] == '/' && g_ascii_strncasecmp(p + 2, name, n) == 0)
			return p;
		p++;
	}
	return end;
}

static gsize
visible_html(const char *bytes, gsize size, gsize enough)
{
	const char *p = bytes, *end = bytes + size;
	gsize n = 0;

	while (p < end && n < enough) {
		const char *tag = memchr(p, '<', (gsize)(end - p)), *close;

		n += visible_text(p, (gsize)((tag ? tag : end) - p), enough - n);
		if (!tag)
			break;
		if ((gsize)(end - tag) > 7 && g_ascii_strncasecmp(tag + 1, "style", 5) == 0)
			tag = element_end(tag + 1, end, "style");
		else if ((gsize)(end - tag) > 8 && g_ascii_strncasecmp(tag + 1, "script", 6) == 0)
			tag = element_end(tag + 1, end, "script");
		close = tag < end ? memchr(tag, '>', (gsize)(end - tag)) : NULL;
		if (!close)
			break;
		p = close + 1;
	}
	return n;
}

static gboolean
speaks_of_html(const char *bytes, gsize size)
{
	for (gsize i = 0; i + 4 <= size; i++)
		if (g_ascii_strncasecmp(bytes + i, "html", 4) == 0)
			return TRUE;
	return FALSE;
}

gboolean
body_is_stub(GBytes *plain, GBytes *html)
{
	gsize plain_size, html_size, n;
	const char *p = g_bytes_get_data(plain, &plain_size), *h = g_bytes_get_data(html, &html_size);

	n = visible_text(p, MIN(plain_size, LOOK), ENOUGH);
	if (n >= ENOUGH || !html_size)
		return FALSE;
	if (n < NOTHING || (n < SHORT && speaks_of_html(p, MIN(plain_size, LOOK))))
		return visible_html(h, MIN(html_size, LOOK), n + 1) > n;
	return visible_html(h, MIN(html_size, LOOK), 3 * n + NOTHING) >= 3 * n + NOTHING;
}
