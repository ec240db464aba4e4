/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See mbox.h. */
#include "mbox.h"

#include <string.h>

#define FROM "From "
#define FROM_SIZE 5
#define FROM_LINE_MAX 512

struct span {
	const char *start, *end;
};

static const char *
line_end(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (gsize)(end - p));

	return nl ? nl : end;
}

static gboolean
has_time_and_year(const char *p, const char *end)
{
	gboolean time = FALSE, year = FALSE;

	for (; p + 4 < end; p++) {
		if (g_ascii_isdigit(p[0]) && g_ascii_isdigit(p[1]) && p[2] == ':' && g_ascii_isdigit(p[3]) &&
		    g_ascii_isdigit(p[4]))
			time = TRUE;
		else if (p[0] == ' ' && ((p[1] == '1' && p[2] == '9') || (p[1] == '2' && p[2] == '0')) &&
			 g_ascii_isdigit(p[3]) && g_ascii_isdigit(p[4]))
			year = TRUE;
	}
	return time && year;
}

/* "Name:", or ">From " as some programs put there. */
static gboolean
header_begins(const char *p, const char *end)
{
	const char *stop = MIN(end, p + 128), *q = p;

	if (end - p > 6 && memcmp(p, ">" FROM, 6) == 0)
		return TRUE;
	while (q<stop && * q> ' ' && *q < 127 && *q != ':')
		q++;
	return q > p && q < stop && *q == ':';
}

static gboolean
from_line(const char *p, const char *end)
{
	const char *eol;

	if (end - p < FROM_SIZE || memcmp(p, FROM, FROM_SIZE) != 0)
		return FALSE;
	eol = line_end(p, MIN(end, p + FROM_LINE_MAX));
	return eol < end && *eol == '\n' && has_time_and_year(p + FROM_SIZE, eol) &&
	       header_begins(eol + 1, end);
}

gboolean
mbox_looks_like(GBytes *bytes)
{
	gsize size;
	const char *p = g_bytes_get_data(bytes, &size);

	return size > FROM_SIZE && from_line(p, p + size);
}

/* The next From_ line behind p, or end. */
static const char *
next_from(const char *p, const char *end)
{
	while ((p = memmem(p, (gsize)(end - p), "\n" FROM, FROM_SIZE + 1))) {
		gboolean empty_before = p[-1] == '\n' || (p[-1] == '\r' && p[-2] == '\n');

		if (empty_before && from_line(p + 1, end))
			return p + 1;
		p++;
	}
	return end;
}

/* From the From_ line to the next one: its content, without the empty line that belongs to the mbox. */
static struct span
content_of(const char *from, const char *next, const char *end)
{
	struct span s = { line_end(from, next) + 1, next };

	if (s.start > next)
		s.start = next;
	if (next < end && s.end > s.start && s.end[-1] == '\n')
		s.end--;
	if (next < end && s.end > s.start && s.end[-1] == '\r')
		s.end--;
	return s;
}

/* Is this ">From " at the begin of a line, behind '>'s only? */
static gboolean
is_quoted(const char *p, const char *start)
{
	while (p > start && p[-1] == '>')
		p--;
	return p == start || p[-1] == '\n';
}

/* NULL where nothing is quoted: then the bytes serve as they stand. */
static GBytes *
unquoted(const struct span *s)
{
	const char *p = s->start, *from = s->start;
	g_autoptr(GByteArray) copy = NULL;

	while ((p = memmem(p, (gsize)(s->end - p), ">" FROM, FROM_SIZE + 1))) {
		if (is_quoted(p, s->start)) {
			if (!copy)
				copy = g_byte_array_sized_new((guint)MIN(s->end - s->start, G_MAXINT));
			g_byte_array_append(copy, (const guint8 *)from, (guint)(p - from));
			from = p + 1;
		}
		p += FROM_SIZE + 1;
	}
	if (!copy)
		return NULL;
	g_byte_array_append(copy, (const guint8 *)from, (guint)(s->end - from));
	return g_byte_array_free_to_bytes(g_steal_pointer(&copy));
}

gboolean
mbox_walk(const char *name, GBytes *bytes, gboolean (*each)(const char *name, GBytes *bytes, gpointer data),
    gpointer data)
{
	gsize size;
	const char *start = g_bytes_get_data(bytes, &size), *end = start + size, *from = start;
	gboolean more = TRUE;

	for (guint n = 1; more && from < end; n++) {
		const char *next = next_from(from, end);
		struct span s = content_of(from, next, end);
		g_autoptr(GBytes) message = unquoted(&s);
		g_autofree char *numbered = n == 1 && next == end ? NULL : g_strdup_printf("%s#%u", name, n);

		if (!message)
			message =
			    g_bytes_new_from_bytes(bytes, (gsize)(s.start - start), (gsize)(s.end - s.start));
		more = each(numbered ? numbered : name, message, data);
		from = next;
	}
	return more;
}
