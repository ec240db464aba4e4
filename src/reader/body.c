/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which of two alternatives is the better one to read. A program's own text alternative is good (and quick to
 * read); some shops' software sends a stub, an empty one, or another text altogether, and the order stands in the HTML alone.
 */
#include "body.h"

#include <string.h>

#define LOOK (256 << 10) /* bytes looked at */
#define ENOUGH 2000      /* so many visible characters are never a stub */
#define NOTHING 20
#define NUMBER_DIGITS 4
#define NUMBERS_MAX 50
#define SHORT 400 /* a stub that speaks of HTML is no longer than this */

static inline gboolean
is_digit(char c)
{
	return (guchar)(c - '0') < 10;
}

/* Bytes are looked at eight at a time: their top bits, and a one in each of them. */
#define ONES (G_MAXUINT64 / 0xff)
#define TOPS (ONES * 0x80)

static inline guint64
eight(const char *bytes)
{
	guint64 x;

	memcpy(&x, bytes, sizeof x);
	return x;
}

/* As many as enough, or a few more where there are more. */
static gsize
visible_text(const char *bytes, gsize size, gsize enough)
{
	gsize n = 0, i = 0;

	for (; i + 8 <= size && n < enough; i += 8) {
		guint64 x = eight(bytes + i), seen = (((x & ~TOPS) + ONES * (0x7f - ' ')) | x) & TOPS;

		n += ((seen >> 7) * ONES) >> 56;
	}
	for (; i < size && n < enough; i++)
		n += (guchar)bytes[i] > ' ';
	return n;
}

/* Where the next digit stands from i on, or size. */
static gsize
digit_next(const char *bytes, gsize size, gsize i)
{
	for (; i + 8 <= size; i += 8) {
		guint64 x = eight(bytes + i) ^ ONES * '0';

		if ((x - ONES * 10) & ~x & TOPS)
			break;
	}
	while (i < size && !is_digit(bytes[i]))
		i++;
	return i;
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

/* Behind the markup that begins at tag, with what is not shown: the end when it does not close. */
static const char *
markup_end(const char *tag, const char *end)
{
	const char *close;

	if (end - tag > 4 && tag[1] == '!' && memcmp(tag, "<!--", 4) == 0) {
		close = memmem(tag + 4, (gsize)(end - tag - 4), "-->", 3);
		return close ? close + 3 : end;
	}
	if (end - tag > 8 && (tag[1] | 0x20) == 's' && ((tag[2] | 0x20) == 't' || (tag[2] | 0x20) == 'c')) {
		if (g_ascii_strncasecmp(tag + 1, "style", 5) == 0)
			tag = element_end(tag + 1, end, "style");
		else if (g_ascii_strncasecmp(tag + 1, "script", 6) == 0)
			tag = element_end(tag + 1, end, "script");
	}
	close = tag < end ? memchr(tag, '>', (gsize)(end - tag)) : NULL;
	return close ? close + 1 : end;
}

/* Steps through the stretches of text between markup. FALSE at the end. */
static gboolean
html_stretch(const char **p, const char *end, const char **out, gsize *out_size)
{
	while (*p < end) {
		const char *tag = memchr(*p, '<', (gsize)(end - *p)), *start = *p;

		*p = tag ? markup_end(tag, end) : end;
		*out = start;
		*out_size = (gsize)((tag ? tag : end) - start);
		if (*out_size)
			return TRUE;
	}
	return FALSE;
}

static gsize
visible_html(const char *bytes, gsize size, gsize enough)
{
	const char *p = bytes, *stretch;
	gsize n = 0, stretch_size;

	while (n < enough && html_stretch(&p, bytes + size, &stretch, &stretch_size))
		n += visible_text(stretch, stretch_size, enough - n);
	return n;
}

/* A number of NUMBER_DIGITS or more that stands in this stretch of HTML, and nowhere in the text. */
static gboolean
number_is_missing(const char *stretch, gsize size, const char *plain, gsize plain_size, guint *numbers)
{
	for (gsize i = digit_next(stretch, size, 0); i < size; i = digit_next(stretch, size, i)) {
		gsize start = i;

		while (i < size && is_digit(stretch[i]))
			i++;
		/* "&#8217;" is a character. */
		if (i - start < NUMBER_DIGITS || (start && stretch[start - 1] == '#'))
			continue;
		if (++*numbers > NUMBERS_MAX)
			return FALSE;
		if (!memmem(plain, plain_size, stretch + start, i - start))
			return TRUE;
	}
	return FALSE;
}

/* Some programs write the order into the HTML, and something else into the text. */
static gboolean
html_has_other_numbers(const char *html, gsize html_size, const char *plain, gsize plain_size)
{
	const char *p = html, *stretch;
	gsize stretch_size;
	guint numbers = 0;

	while (numbers <= NUMBERS_MAX && html_stretch(&p, html + html_size, &stretch, &stretch_size))
		if (number_is_missing(stretch, stretch_size, plain, plain_size, &numbers))
			return TRUE;
	return FALSE;
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

	if (!html_size)
		return FALSE;
	html_size = MIN(html_size, LOOK);
	n = visible_text(p, MIN(plain_size, LOOK), ENOUGH);
	if (n < NOTHING || (n < SHORT && speaks_of_html(p, MIN(plain_size, LOOK))))
		return visible_html(h, html_size, n + 1) > n;
	if (html_has_other_numbers(h, html_size, p, MIN(plain_size, LOOK)))
		return TRUE;
	return n < ENOUGH && visible_html(h, html_size, 3 * n + NOTHING) >= 3 * n + NOTHING;
}
