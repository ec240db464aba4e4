/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transfer encodings as programs write them, decoded in one walk. What is odd (other signs within base64, an "=" that stands
 * for nothing, an end in the middle) is left to GMime, which has its own mind of it.
 */
#include "internal.h"

#include <string.h>

enum { BASE64_NONE = 0xff };

static const guint8 *
base64_ranks(void)
{
	static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	static guint8 ranks[256];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		memset(ranks, BASE64_NONE, sizeof ranks);
		for (guint i = 0; ALPHABET[i]; i++)
			ranks[(guchar)ALPHABET[i]] = (guint8)i;
		g_once_init_leave(&ready, 1);
	}
	return ranks;
}

/* The last group, with its padding, and line ends: how many bytes it makes, or -1. */
static gssize
base64_end(const guint8 *rank, const guint8 *in, const guint8 *end, guint8 *out)
{
	guint32 bits = 0;
	guint n = 0, pads = 0;

	for (; in < end; in++) {
		if (*in == '\r' || *in == '\n')
			continue;
		if (*in == '=')
			pads++;
		else if (pads || rank[*in] == BASE64_NONE)
			return -1;
		if (++n > 4)
			return -1;
		bits = bits << 6 | (*in == '=' ? 0 : rank[*in]);
	}
	if (!n)
		return 0;
	if (n != 4 || pads > 2)
		return -1;
	out[0] = (guint8)(bits >> 16);
	out[1] = (guint8)(bits >> 8);
	out[2] = (guint8)bits;
	return 3 - (gssize)pads;
}

/* Groups of four, lines of whole groups. */
static gssize
base64_decode(const guint8 *in, gsize size, guint8 *out)
{
	const guint8 *rank = base64_ranks(), *end = in + size;
	guint8 *to = out;
	gssize last;

	while (end - in >= 4) {
		guint8 a = rank[in[0]], b = rank[in[1]], c = rank[in[2]], d = rank[in[3]];

		if (G_LIKELY((a | b | c | d) < 64)) {
			*to++ = (guint8)(a << 2 | b >> 4);
			*to++ = (guint8)(b << 4 | c >> 2);
			*to++ = (guint8)(c << 6 | d);
			in += 4;
			continue;
		}
		if (*in != '\r' && *in != '\n')
			break;
		in++;
	}
	last = base64_end(rank, in, end, to);
	return last < 0 ? -1 : to - out + last;
}

/* Run by run; the first that is odd, and what follows, is GMime's. */
static gsize
quoted_decode(GMimeEncoding *state, const char *bytes, gsize size, char *out)
{
	const char *at = bytes, *end = bytes + size;
	char *to = out;

	while (at < end) {
		const char *sign = memchr(at, '=', (gsize)(end - at));
		gsize run = (gsize)((sign ? sign : end) - at);
		int high, low;

		memcpy(to, at, run);
		to += run;
		at += run;
		if (end - at < 3)
			break;
		high = g_ascii_xdigit_value(at[1]);
		low = g_ascii_xdigit_value(at[2]);
		if (high >= 0 && low >= 0)
			*to++ = (char)(high << 4 | low);
		else if (at[1] != '\r' || at[2] != '\n')
			break;
		at += 3;
	}
	return (gsize)(to - out) + g_mime_encoding_flush(state, at, (gsize)(end - at), to);
}

gsize
content_decode(GMimeEncoding *state, const guint8 *bytes, gsize size, char *out)
{
	gssize n;

	if (state->encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
		return quoted_decode(state, (const char *)bytes, size, out);
	n = state->encoding == GMIME_CONTENT_ENCODING_BASE64 ? base64_decode(bytes, size, (guint8 *)out) : -1;
	return n >= 0 ? (gsize)n : g_mime_encoding_flush(state, (const char *)bytes, size, out);
}
