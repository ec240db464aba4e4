/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See scan.h. */
#include "scan.h"

#include <string.h>

#define DEPTH_MAX 16

struct scan
scan_of(const char *bytes, gsize size)
{
	return (struct scan){ bytes, bytes + size };
}

gboolean
scan_end(const struct scan *s)
{
	return s->at == s->end;
}

gboolean
scan_char(struct scan *s, char c)
{
	if (s->at == s->end || *s->at != c)
		return FALSE;
	s->at++;
	return TRUE;
}

static gboolean
is_atom_char(char c)
{
	return (guchar)c > 0x20 && (guchar)c < 0x7f && !strchr("(){}\"[]", c);
}

gboolean
scan_word(struct scan *s, const char *word)
{
	gsize size = strlen(word);

	if ((gsize)(s->end - s->at) < size || g_ascii_strncasecmp(s->at, word, size) != 0)
		return FALSE;
	if (s->at + size < s->end && is_atom_char(s->at[size]))
		return FALSE;
	s->at += size;
	return TRUE;
}

gboolean
scan_number(struct scan *s, guint64 max, guint64 *out)
{
	const char *p = s->at;
	guint64 n = 0;

	for (; p < s->end && g_ascii_isdigit(*p); p++) {
		guint64 digit = (guint64)(*p - '0');

		if (n > (max - digit) / 10 || (max < digit))
			return FALSE;
		n = n * 10 + digit;
	}
	if (p == s->at)
		return FALSE;
	s->at = p;
	*out = n;
	return TRUE;
}

gboolean
scan_atom(struct scan *s, struct scan *out)
{
	const char *p = s->at;

	while (p < s->end && is_atom_char(*p))
		p++;
	if (p == s->at)
		return FALSE;
	*out = (struct scan){ s->at, p };
	s->at = p;
	return TRUE;
}

gboolean
scan_attribute(struct scan *s, struct scan *out)
{
	const char *p = s->at;

	while (p < s->end && is_atom_char(*p))
		p++;
	if (p < s->end && p > s->at && *p == '[') {
		while (p < s->end && *p != ']')
			p++;
		if (p == s->end)
			return FALSE;
		p++;
		while (p < s->end && is_atom_char(*p))
			p++;
	}
	if (p == s->at)
		return FALSE;
	*out = (struct scan){ s->at, p };
	s->at = p;
	return TRUE;
}

gboolean
scan_quoted(struct scan *s, GString *out)
{
	const char *p = s->at;
	gsize before = out ? out->len : 0;

	if (p == s->end || *p != '"')
		return FALSE;
	for (p++; p < s->end && *p != '"'; p++) {
		if (*p == '\\' && ++p == s->end)
			break;
		if (*p == '\0' || *p == '\r' || *p == '\n')
			break;
		if (out)
			g_string_append_c(out, *p);
	}
	if (p >= s->end || *p != '"') {
		if (out)
			g_string_truncate(out, before);
		return FALSE;
	}
	s->at = p + 1;
	return TRUE;
}

gboolean
scan_literal(struct scan *s, guint64 *out)
{
	struct scan t = *s;
	guint64 n;

	scan_char(&t, '~');
	/* RFC 9051: number64, 63 bits. What is sensible is for the caller to say. */
	if (!scan_char(&t, '{') || !scan_number(&t, G_MAXINT64, &n))
		return FALSE;
	scan_char(&t, '+');
	if (!scan_char(&t, '}') || !scan_end(&t))
		return FALSE;
	*s = t;
	*out = n;
	return TRUE;
}

gboolean
scan_ends_in_literal(const struct scan *s, guint64 *out)
{
	struct scan t = *s;

	if (t.at == t.end || t.end[-1] != '}')
		return FALSE;
	for (const char *p = t.end; p > s->at; p--) {
		if (p[-1] == '{') {
			t.at = p - 1;
			return scan_literal(&t, out);
		}
	}
	return FALSE;
}

gboolean
scan_skip_value(struct scan *s)
{
	struct scan t = *s, token;
	guint depth = 0;

	do {
		if (scan_char(&t, '(')) {
			if (++depth > DEPTH_MAX)
				return FALSE;
		} else if (depth && scan_char(&t, ')')) {
			depth--;
		} else if (depth && scan_char(&t, ' ')) {
			continue;
		} else if (!scan_quoted(&t, NULL) && !scan_attribute(&t, &token)) {
			return FALSE;
		}
	} while (depth);
	*s = t;
	return TRUE;
}

gboolean
scan_is(const struct scan *token, const char *word)
{
	gsize size = strlen(word);

	return (gsize)(token->end - token->at) == size && g_ascii_strncasecmp(token->at, word, size) == 0;
}

static int
month_of(const char *name)
{
	static const char NAMES[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int m = 0; m < 12; m++)
		if (g_ascii_strncasecmp(NAMES + (gsize)(3 * m), name, 3) == 0)
			return m + 1;
	return 0;
}

gboolean
scan_date_time(struct scan *s, gint64 *out_unix_s)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct scan t = *s, f;
	guint64 day, year, hour, minute, second, zone;
	struct day d;
	gboolean west;
	gint64 offset;
	int month;

	if (!scan_quoted(&t, text))
		return FALSE;
	f = scan_of(text->str, text->len);
	scan_char(&f, ' ');
	if (!scan_number(&f, 31, &day) || !scan_char(&f, '-') || f.end - f.at < 4 ||
	    !(month = month_of(f.at)))
		return FALSE;
	f.at += 3;
	if (!scan_char(&f, '-') || !scan_number(&f, 9999, &year) || !scan_char(&f, ' ') ||
	    !scan_number(&f, 23, &hour) || !scan_char(&f, ':') || !scan_number(&f, 59, &minute) ||
	    !scan_char(&f, ':') || !scan_number(&f, 60, &second) || !scan_char(&f, ' '))
		return FALSE;
	west = scan_char(&f, '-');
	if ((!west && !scan_char(&f, '+')) || !scan_number(&f, 9999, &zone) || !scan_end(&f))
		return FALSE;
	d = (struct day){ (int)year, month, (int)day };
	if (!day_valid(d))
		return FALSE;
	offset = (gint64)(zone / 100) * 3600 + (gint64)(zone % 100) * 60;
	*out_unix_s = day_start(d) + (gint64)(hour * 3600 + minute * 60 + second) + (west ? offset : -offset);
	*s = t;
	return TRUE;
}
