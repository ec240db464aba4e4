/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values - numbers of documents, and what only looks like one */
#include "values.h"

#include <string.h>

enum { REFERENCE_MAX = 40 };

/* d.d.d, d/d/d, d-d-d with a plausible day: a date, not a number. */
static gboolean
is_date(const char *s, gsize n)
{
	g_autofree char *copy = g_strndup(s, n);
	struct date_value d;

	if (n < 6 || !value_date(copy, DATE_ORDER_UNKNOWN, &d))
		return FALSE;
	if (strspn(copy, "0123456789") == n)
		return FALSE; /* eight digits: rather a number */
	return d.span.start == 0 && d.span.end == n;
}

/* 1,234.50 and 1.234,50 and 12.50: no number ends in a decimal part of two digits behind a point. */
static gboolean
is_amount(const char *s, gsize n)
{
	gsize dots = 0, commas = 0;

	for (gsize i = 0; i < n; i++) {
		if (s[i] == '.')
			dots++;
		else if (s[i] == ',')
			commas++;
		else if (!g_ascii_isdigit(s[i]))
			return FALSE;
	}
	if (commas)
		return TRUE;
	return dots == 1 && n >= 4 && s[n - 3] == '.';
}

/* (555) 123-4567, 555-123-4567, +49.30.1234567. Where a label says that it is a number of an order, only what can be nothing
 * else: with a zero in front, or in the groups of North America (3-3-4); "45-0077-7001" is a number then. */
static gboolean
is_phone(const char *s, gsize n, gboolean labelled)
{
	gsize digits = 0, groups = 0, i = 0, size[8] = { 0 };
	gboolean america;

	if (*s == '+')
		return TRUE;
	while (i < n) {
		gsize start = i;

		while (i < n && g_ascii_isdigit(s[i]))
			i++;
		if (i == start || groups == G_N_ELEMENTS(size))
			return FALSE;
		digits += i - start;
		size[groups++] = i - start;
		if (i < n && s[i] != '-' && s[i] != '.')
			return FALSE;
		i++;
	}
	if (groups < 3 || digits < 9 || digits > 13 || groups > 5)
		return FALSE;
	america = groups <= 4 && size[groups - 1] == 4 && size[groups - 2] == 3 && size[groups - 3] == 3 &&
		  (groups == 3 || size[0] <= 2);
	return !labelled || *s == '0' || america;
}

/* A bare year, or a time of day. */
static gboolean
is_year_or_time(const char *s, gsize n)
{
	if (n == 4 && strspn(s, "0123456789") >= 4 && strncmp(s, "1950", 4) >= 0 &&
	    strncmp(s, "2035", 4) <= 0)
		return TRUE;
	for (gsize i = 0; i < n; i++)
		if (s[i] == ':')
			return TRUE;
	return FALSE;
}

gboolean
token_is_reference(const char *s, gsize n, gboolean strict)
{
	gsize digits = 0, letters = 0, lower = 0;

	if (n < (strict ? 4u : 2u) || n > REFERENCE_MAX || !g_ascii_isalnum(s[0]) ||
	    !g_ascii_isalnum(s[n - 1]))
		return FALSE;
	for (gsize i = 0; i < n; i++) {
		if (g_ascii_isdigit(s[i]))
			digits++;
		else if (g_ascii_isalpha(s[i])) {
			letters++;
			lower += g_ascii_islower(s[i]) ? 1 : 0;
		} else if (!strchr("-/._#", s[i]) || s[i - 1] == s[i]) {
			return FALSE;
		}
	}
	if (!digits || (strict && digits < 3) || digits + letters < 2)
		return FALSE;
	/* "1st", "2nd", "30days", "40x48", "5kg": words with a number, not numbers with letters */
	if (lower && letters == lower && lower >= digits && strict)
		return FALSE;
	if (letters && lower && digits <= 2 && g_ascii_isdigit(s[0]) && letters <= 2)
		return FALSE;
	return !is_date(s, n) && !is_amount(s, n) && !is_phone(s, n, !strict) && !is_year_or_time(s, n);
}

static gsize
token_size(const char *s)
{
	gsize n = 0;

	while (s[n] && (g_ascii_isalnum(s[n]) || strchr("-/._#", s[n])))
		n++;
	while (n && strchr("-/._#", s[n - 1]))
		n--;
	return n;
}

/* Signs, and words for number, that may stand before the value. */
static gsize
opening(const char *text)
{
	const char *s = text;

	for (;;) {
		if (*s && strchr(" :#|=([*-.\"'", *s))
			s++;
		else if (strncmp(s, "\302\260", 2) == 0 || strncmp(s, "\302\272", 2) == 0 ||
			 strncmp(s, "\302\240", 2) == 0)
			s += 2;
		else
			break;
	}
	return (gsize)(s - text);
}

/* May the next token be a part of the number? "50M 10031", "RS 0014711", "4500 012345". */
static gboolean
joins(const char *first, gsize n, const char *next, gsize m)
{
	gboolean letters = TRUE;
	char currency[4];
	struct span span;

	/* "EUR 4500" */
	if (value_currency(first, currency, &span) && span.start == 0 && span.end == n)
		return FALSE;
	for (gsize i = 0; i < n; i++)
		letters = letters && g_ascii_isupper(first[i]);
	if (!m || !g_ascii_isdigit(next[0]) || !token_is_reference(next, m, FALSE) || next[m] == ',' ||
	    next[m] == '%')
		return FALSE;
	if (letters)
		return n <= 5 && m >= 4;
	/* digits and a letter, then five digits: a plant and its number */
	return n <= 4 && n >= 2 && g_ascii_isupper(first[n - 1]) && g_ascii_isdigit(first[0]) && m >= 4 &&
	       strspn(next, "0123456789") == m;
}

static gsize
digits_at(const char *s)
{
	return strspn(s, "0123456789");
}

/* A group of digits by itself: what ends it is a blank, the end, or a sign that ends a sentence or a cell. */
static gboolean
is_group(const char *s, gsize n)
{
	if (!n || s[n] == 0 || s[n] == ' ')
		return n > 0;
	return strchr(",;.)|]", s[n]) && (s[n + 1] == 0 || s[n + 1] == ' ');
}

/* Does what stands here say a day? "4711 15 April 2026" is no number in groups. */
static gboolean
day_begins(const char *s)
{
	struct date_value d;

	return value_date(s, DATE_DMY, &d) && d.span.start == 0;
}

/* "12 34 56 78", and nothing else up to the end: how many bytes; fewer than three groups are none. */
static gsize
groups_alone(const char *s)
{
	gsize groups = 0, end = 0, m;

	for (; (m = digits_at(s + end)) >= 2 && m <= 4; groups++) {
		end += m;
		if (!s[end])
			return groups >= 2 ? end : 0;
		if (s[end] != ' ' || day_begins(s + end + 1))
			return 0;
		end++;
	}
	return 0;
}

/* Behind a number whose last group begins at `last`: the size with the groups of digits that follow it, parted by
 * single blanks, as "4500 123 456" is printed. Short groups may be counts ("4711 10 pieces"): those are left. */
static gsize
groups_join(const char *s, gsize last, gsize n)
{
	gsize end = n, digits;

	if (digits_at(s + last) != n - last || n - last > 4)
		return n;
	if (groups_alone(s + last))
		end = last + groups_alone(s + last);
	digits = end - last;
	while (s[end] == ' ') {
		const char *next = s + end + 1;
		gsize m = digits_at(next);

		if (m < 3 || m > 6 || !is_group(next, m) || is_year_or_time(next, m) || day_begins(next))
			break;
		end += 1 + m;
		digits += m;
	}
	return digits >= 6 && end <= REFERENCE_MAX ? end : n;
}

gboolean
value_reference_is_cut(const char *rest)
{
	gsize n = *rest == ' ' ? digits_at(rest + 1) : 0;

	return n >= 2 && is_group(rest + 1, n) && !day_begins(rest + 1) && !is_year_or_time(rest + 1, n);
}

char *
dashes_plain(const char *s, gsize n)
{
	GString *out = g_string_sized_new(n + 1);

	for (gsize i = 0; i < n; i++) {
		gsize size = i + 3 <= n ? wide_dash_at(s + i) : 0;

		if (!size) {
			g_string_append_c(out, s[i]);
			continue;
		}
		i += size - 1;
		g_string_append_c(
		    out, i + 1 < n && (g_ascii_isdigit(s[i + 1]) || g_ascii_isupper(s[i + 1])) ? '-' : ' ');
	}
	return g_string_free(out, FALSE);
}

/* Where in the text the byte stands that is byte n of its plain copy. */
static gsize
before_plain(const char *text, gsize n)
{
	gsize at = 0;

	while (n--)
		at += MAX(wide_dash_at(text + at), 1);
	return at;
}

static gboolean
reference_at(const char *text, gboolean strict, char **out_value, struct span *out_span)
{
	gsize start = opening(text), n = token_size(text + start), m, next;
	const char *s = text + start;
	gsize last = 0, whole;

	if (!n)
		return FALSE;
	/* "P.O. 123" left over from a label, "# 123" */
	next = n + strspn(s + n, " ");
	m = next > n ? token_size(s + next) : 0;
	if (joins(s, n, s + next, m)) {
		last = next;
		n = next + m;
	}
	whole = groups_join(s, last, n);
	if (whole > n)
		n = whole;
	else if (!last && !token_is_reference(s, n, strict))
		return FALSE;
	if (n <= 2 && s[n] == ':' && g_ascii_isdigit(s[n + 1]))
		return FALSE; /* a time of day */
	if (s[n] == '@' || s[n] == '%' || (s[n] == ',' && g_ascii_isdigit(s[n + 1])))
		return FALSE;
	/* (555) 123-4567 behind a bracket */
	if (n == 3 && s[n] == ')')
		return FALSE;
	*out_value = g_strndup(s, n);
	*out_span = (struct span){ start, start + n };
	return TRUE;
}

gboolean
value_reference(const char *text, gboolean strict, char **out_value, struct span *out_span)
{
	struct span span;
	g_autofree char *plain = strchr(text, 0xe2) ? dashes_plain(text, strlen(text)) : NULL;

	if (!reference_at(plain ? plain : text, strict, out_value, &span))
		return FALSE;
	if (plain)
		span = (struct span){ before_plain(text, span.start), before_plain(text, span.end) };
	if (out_span)
		*out_span = span;
	return TRUE;
}
