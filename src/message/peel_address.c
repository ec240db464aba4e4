/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses as they stand in the text of forwards: no RFC 5322, but what mail clients show. Names hold
 * commas, lists are parted by ";" or ",", and converters from HTML put the link behind the text
 * ("jane@x<mailto:jane@x>").
 */
#include "internal.h"
#include "peel.h"

#include <string.h>

enum { ADDRESSES_MAX = 200, ADDRESS_MAX = 320 };

static gboolean
address_byte(char c)
{
	return g_ascii_isalnum(c) || (guint8)c >= 0x80 || (c && strchr(".!#$%&'*+/=?^_`{|}~-@", c));
}

/* An address around the "@" at text[at]; its bounds. */
static gboolean
address_around(const char *text, gsize size, gsize at, gsize *out_start, gsize *out_stop)
{
	gsize start = at, stop = at + 1;

	while (start > 0 && at - start < ADDRESS_MAX && address_byte(text[start - 1]))
		start--;
	while (stop < size && stop - at < ADDRESS_MAX && address_byte(text[stop]))
		stop++;
	while (start < at && ((guint8)text[start] >= 0x80 || strchr("'*.", text[start])))
		start++; /* a typographic quote, a bold mark */
	while (stop > at + 1 && (strchr("'*.?!/", text[stop - 1]) || (guint8)text[stop - 1] >= 0x80))
		stop--;
	if (memchr(text + at + 1, '@', stop - at - 1) || start == at || stop < at + 3)
		return FALSE;
	*out_start = start;
	*out_stop = stop;
	return TRUE;
}

/* What may stand around a name: quotes of all nations, blanks, brackets, list marks. */
static const char *const TRIM[] = { " ", "\t", "\"", "'", "*", ",", ";", ":", "(", ")", "<", ">", "[", "]",
	"\xc2\xa0", "\xe2\x80\x9e", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x98", "\xe2\x80\x99",
	"\xe2\x80\x9a", "\xc2\xab", "\xc2\xbb", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xef\xbb\xbf",
	"\xe2\x80\xaa", "\xe2\x80\xac", "\xe2\x80\xab", "\xef\xbc\x8c", "\xe3\x80\x8c", "\xe3\x80\x8d" };

static void
trim(const char *text, gsize *start, gsize *stop)
{
	gboolean again = TRUE;

	while (again) {
		again = FALSE;
		for (guint i = 0; i < G_N_ELEMENTS(TRIM); i++) {
			gsize n = strlen(TRIM[i]);

			while (*stop - *start >= n && memcmp(text + *start, TRIM[i], n) == 0) {
				*start += n;
				again = TRUE;
			}
			while (*stop - *start >= n && memcmp(text + *stop - n, TRIM[i], n) == 0) {
				*stop -= n;
				again = TRUE;
			}
		}
	}
}

char *
peel_name(const char *text, gsize start, gsize stop, const char *address)
{
	g_autofree char *raw = NULL;
	char *name, *link;

	trim(text, &start, &stop);
	if (stop <= start || stop - start > 400)
		return NULL;
	raw = g_strndup(text + start, stop - start);
	link = strstr(raw, "mailto");
	if (link && link > raw && (link[-1] == '<' || link[-1] == '['))
		link[-1] = 0;
	name = header_text(raw);
	if (*name && (!address || g_ascii_strcasecmp(name, address) != 0) &&
	    !g_str_has_prefix(name, "mailto:"))
		return name;
	g_free(name);
	return NULL;
}

/* The link is where an answer goes: if it is another address, that one counts. */
static void
take_link(const char *text, gsize start, gsize stop, char **address)
{
	const char *at = memchr(text + start, '@', stop - start);
	gsize from, to;
	char *other;

	if (!at || !address_around(text, stop, (gsize)(at - text), &from, &to) || from < start)
		return;
	other = address_clean(text + from, to - from);
	if (!other)
		return;
	g_free(*address);
	*address = other;
}

/* Behind an address: its closing bracket, and repetitions of it as a link. */
static gsize
behind_address(const char *text, gsize size, gsize at, char **address)
{
	for (;;) {
		gsize p = at;

		while (p < size && strchr(" >])*\"'", text[p]))
			p++;
		if (size - p > 8 && (text[p] == '<' || text[p] == '[') &&
		    g_ascii_strncasecmp(text + p + 1, "mailto:", 7) == 0) {
			gsize link = p + 8;

			while (p < size && text[p] != '>' && text[p] != ']')
				p++;
			take_link(text, link, p, address);
			at = MIN(p + 1, size);
			continue;
		}
		return p;
	}
}

/* The first address of text from *at on; moves *at behind it. */
gboolean
peel_address_next(const char *text, gsize size, gsize *at, struct address *out)
{
	gsize search = *at, start, stop;

	for (;;) {
		const char *mark = memchr(text + search, '@', size - search);

		if (!mark)
			return FALSE;
		search = (gsize)(mark - text);
		if (address_around(text, size, search, &start, &stop) && start >= *at)
			break;
		search++;
	}
	out->address = address_clean(text + start, stop - start);
	/* "jane@x <jane@x>" and "Jane<mailto:jane@x> <jane@x>": the last of one run in brackets counts. */
	out->name = peel_name(text, *at, start, out->address);
	*at = behind_address(text, size, stop, &out->address);
	if (*at < size && text[*at] == '<' && !memchr(text + stop, ',', *at - stop) &&
	    !memchr(text + stop, ';', *at - stop)) {
		gsize again = *at + 1;
		const char *close = memchr(text + again, '>', size - again),
			   *second = memchr(text + again, '@', size - again);

		if (close && second && second < close &&
		    address_around(text, size, (gsize)(second - text), &start, &stop) && start >= again) {
			char *other = address_clean(text + start, stop - start);

			if (other) {
				g_free(out->address);
				out->address = other;
			}
			*at = behind_address(text, size, stop, &out->address);
		}
	}
	if (out->name && out->address && g_ascii_strcasecmp(out->name, out->address) == 0)
		g_clear_pointer(&out->name, g_free);
	return out->address != NULL;
}

static void
names_only(const char *text, gsize size, GPtrArray *out)
{
	for (gsize at = 0; at < size && out->len < ADDRESSES_MAX;) {
		const char *mark = memchr(text + at, ';', size - at);
		gsize stop = mark ? (gsize)(mark - text) : size;
		char *name = peel_name(text, at, stop, NULL);

		if (name)
			g_ptr_array_add(out, address_new(name, NULL));
		at = stop + 1;
	}
}

void
peel_address(const char *text, gsize size, struct address *out)
{
	gsize at = 0;

	*out = (struct address){ NULL, NULL };
	if (!peel_address_next(text, size, &at, out)) {
		g_clear_pointer(&out->name, g_free);
		out->name = peel_name(text, 0, size, NULL);
	}
}

GPtrArray *
peel_addresses(const char *text, gsize size)
{
	GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	for (gsize at = 0; at < size && out->len < ADDRESSES_MAX;) {
		struct address a = { NULL, NULL };

		if (!peel_address_next(text, size, &at, &a)) {
			g_free(a.name);
			break;
		}
		g_ptr_array_add(out, address_new(a.name, a.address));
	}
	if (!out->len)
		names_only(text, size, out);
	return out;
}
