/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See utf7.h. Base 64 with ',' for '/', no padding, over UTF-16BE; '&' itself is "&-". */
#include "utf7.h"

#include <string.h>

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

struct bits {
	guint32 held;
	guint n;
};

static void
unit_put(GString *out, struct bits *b, guint16 unit)
{
	b->held = (b->held << 16) | unit;
	b->n += 16;
	while (b->n >= 6) {
		b->n -= 6;
		g_string_append_c(out, ALPHABET[(b->held >> b->n) & 63]);
	}
}

static void
shift_end(GString *out, struct bits *b)
{
	if (b->n)
		g_string_append_c(out, ALPHABET[(b->held << (6 - b->n)) & 63]);
	g_string_append_c(out, '-');
	*b = (struct bits){ 0 };
}

char *
utf7_encode(const char *utf8, GError **error)
{
	GString *out;
	struct bits b = { 0 };
	gboolean shifted = FALSE;

	if (!utf8 || !*utf8 || !g_utf8_validate(utf8, -1, NULL)) {
		purser_fail(error, PURSER_REJECT, "the folder's name is empty or not UTF-8");
		return NULL;
	}
	out = g_string_new(NULL);
	for (const char *p = utf8; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
			purser_fail(error, PURSER_REJECT, "the folder's name holds a control character");
			g_string_free(out, TRUE);
			return NULL;
		}
		if (shifted && c < 0x7f) {
			shift_end(out, &b);
			shifted = FALSE;
		}
		if (c < 0x7f) {
			g_string_append_c(out, (char)c);
			if (c == '&')
				g_string_append_c(out, '-');
			continue;
		}
		if (!shifted)
			g_string_append_c(out, '&');
		shifted = TRUE;
		if (c >= 0x10000) {
			unit_put(out, &b, (guint16)(0xd800 + ((c - 0x10000) >> 10)));
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		unit_put(out, &b, (guint16)c);
	}
	if (shifted)
		shift_end(out, &b);
	return g_string_free(out, FALSE);
}

/* A UTF-16 unit joins its predecessor's high surrogate, or stands alone. */
static gboolean
unit_take(GString *out, guint16 unit, guint16 *high)
{
	gboolean is_low = unit >= 0xdc00 && unit < 0xe000;

	if (is_low != (*high != 0))
		return FALSE;
	if (is_low) {
		g_string_append_unichar(out, 0x10000 + ((gunichar)(*high - 0xd800) << 10) + (unit - 0xdc00u));
		*high = 0;
	} else if (unit >= 0xd800 && unit < 0xdc00) {
		*high = unit;
	} else if (unit < 0x20) {
		return FALSE;
	} else {
		g_string_append_unichar(out, unit);
	}
	return TRUE;
}

/* The inside of "&...-"; *at stands behind the '&' and ends behind the '-'. */
static gboolean
shift_decode(GString *out, const char **at, const char *end)
{
	struct bits b = { 0 };
	guint16 high = 0;
	const char *p = *at, *digit;

	for (; p < end && *p != '-'; p++) {
		digit = memchr(ALPHABET, *p, sizeof(ALPHABET) - 1);
		if (!digit)
			return FALSE;
		b.held = (b.held << 6) | (guint32)(digit - ALPHABET);
		b.n += 6;
		if (b.n >= 16) {
			b.n -= 16;
			if (!unit_take(out, (guint16)(b.held >> b.n), &high))
				return FALSE;
		}
		b.held &= (1u << b.n) - 1;
	}
	if (p == end || high || b.n >= 6 || b.held)
		return FALSE;
	*at = p + 1;
	return TRUE;
}

char *
utf7_decode(const char *bytes, gsize size)
{
	GString *out = g_string_sized_new(size);
	const char *p = bytes, *end = bytes + size;

	while (p < end) {
		guchar c = (guchar)*p++;

		if (c < 0x20 || c >= 0x7f)
			goto wrong;
		if (c != '&') {
			g_string_append_c(out, (char)c);
		} else if (p < end && *p == '-') {
			g_string_append_c(out, '&');
			p++;
		} else if (p == end || !shift_decode(out, &p, end)) {
			goto wrong;
		}
	}
	return g_string_free(out, FALSE);
wrong:
	g_string_free(out, TRUE);
	return NULL;
}
