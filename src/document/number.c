/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See number.h. Format codes: ECMA-376 part 1, 18.8.30 and 18.8.31. */
#include "number.h"

#include <math.h>
#include <string.h>

#define TOKENS_MAX 255
#define DECIMALS_MAX 15
#define EXACT_MAX 1e15

const char *
number_builtin(guint id)
{
	static const struct {
		guint8 id;
		const char *code;
	} known[] = {
		{ 1, "0" },
		{ 2, "0.00" },
		{ 3, "#,##0" },
		{ 4, "#,##0.00" },
		{ 5, "$#,##0" },
		{ 6, "$#,##0" },
		{ 7, "$#,##0.00" },
		{ 8, "$#,##0.00" },
		{ 9, "0%" },
		{ 10, "0.00%" },
		{ 14, "yyyy-mm-dd" },
		{ 15, "yyyy-mm-dd" },
		{ 16, "yyyy-mm-dd" },
		{ 17, "yyyy-mm-dd" },
		{ 18, "h:mm" },
		{ 19, "h:mm" },
		{ 20, "h:mm" },
		{ 21, "h:mm" },
		{ 22, "yyyy-mm-dd h:mm" },
		{ 37, "#,##0" },
		{ 38, "#,##0" },
		{ 39, "#,##0.00" },
		{ 40, "#,##0.00" },
		{ 41, "#,##0" },
		{ 42, "$#,##0" },
		{ 43, "#,##0.00" },
		{ 44, "$#,##0.00" },
		{ 45, "h:mm" },
		{ 46, "h:mm" },
		{ 47, "h:mm" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i].id == id)
			return known[i].code;
	/* East Asian dates; which of them is a matter of the reader's country. */
	return (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id == 36 ? "yyyy-mm-dd" : NULL;
}

static void
show_general(GString *out, double value)
{
	char text[64];

	if (value == floor(value) && fabs(value) < EXACT_MAX)
		g_snprintf(text, sizeof text, "%.0f", value);
	else
		g_ascii_formatd(text, sizeof text, "%.15g", value);
	g_string_append(out, strcmp(text, "-0") == 0 ? "0" : text);
}

/* ---- a code's tokens ---- */

enum token_kind {
	TOKEN_DIGIT, /* '0', '#' or '?' */
	TOKEN_POINT,
	TOKEN_COMMA,
	TOKEN_TEXT, /* a character to show */
	TOKEN_GENERAL,
	TOKEN_DATE, /* y, d, and m beside them */
	TOKEN_TIME, /* h, s */
	TOKEN_MONTH,
	TOKEN_UNREADABLE, /* exponents, fractions, text */
};

struct token {
	enum token_kind kind;
	gunichar c;
};

struct section {
	struct token token[TOKENS_MAX];
	guint n;
};

static void
token_add(struct section *s, enum token_kind kind, gunichar c)
{
	if (s->n < TOKENS_MAX)
		s->token[s->n++] = (struct token){ kind, c };
}

/* "[$€-407]" is a currency, "[h]" a time, "[Red]" and "[>100]" show nothing. Returns behind it. */
static const char *
take_bracket(struct section *s, const char *p)
{
	const char *close = strchr(p, ']');

	if (!close)
		return p + strlen(p);
	if (p[1] == '$') {
		for (const char *q = p + 2; q < close && *q != '-'; q = g_utf8_next_char(q))
			token_add(s, TOKEN_TEXT, g_utf8_get_char(q));
	} else if (p[1] && strchr("hmsHMS", p[1]) &&
		   (p[2] == ']' || g_ascii_tolower(p[2]) == g_ascii_tolower(p[1]))) {
		token_add(s, TOKEN_TIME, 0);
	}
	return close + 1;
}

static const char *
take_quoted(struct section *s, const char *p)
{
	for (p++; *p && *p != '"'; p = g_utf8_next_char(p))
		token_add(s, TOKEN_TEXT, g_utf8_get_char(p));
	return *p ? p + 1 : p;
}

static enum token_kind
letter_kind(const char *p)
{
	switch (g_ascii_tolower(*p)) {
	case 'y':
	case 'd':
		return TOKEN_DATE;
	case 'm':
		return TOKEN_MONTH;
	case 'h':
	case 's':
		return TOKEN_TIME;
	case '0':
	case '#':
	case '?':
		return TOKEN_DIGIT;
	case '.':
		return TOKEN_POINT;
	case ',':
		return TOKEN_COMMA;
	case 'e':
		return p[1] == '+' || p[1] == '-' ? TOKEN_UNREADABLE : TOKEN_TEXT;
	case '@':
		return TOKEN_UNREADABLE;
	default:
		return TOKEN_TEXT;
	}
}

static const char *
take_token(struct section *s, const char *p)
{
	static const struct {
		const char *word;
		enum token_kind kind;
	} words[] = { { "General", TOKEN_GENERAL }, { "AM/PM", TOKEN_TIME }, { "A/P", TOKEN_TIME } };

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_ascii_strncasecmp(p, words[i].word, strlen(words[i].word)) == 0) {
			token_add(s, words[i].kind, 0);
			return p + strlen(words[i].word);
		}
	switch (*p) {
	case '"':
		return take_quoted(s, p);
	case '[':
		return take_bracket(s, p);
	case '\\':
		if (p[1])
			token_add(s, TOKEN_TEXT, g_utf8_get_char(p + 1));
		return p[1] ? g_utf8_next_char(p + 1) : p + 1;
	case '_': /* room as wide as the next character */
		token_add(s, TOKEN_TEXT, ' ');
		return p[1] ? g_utf8_next_char(p + 1) : p + 1;
	case '*': /* the next character, as often as there is room */
		return p[1] ? g_utf8_next_char(p + 1) : p + 1;
	default:
		token_add(s, letter_kind(p), g_utf8_get_char(p));
		return g_utf8_next_char(p);
	}
}

/* The section that holds for this value; *out_absolute where it shows the sign itself. FALSE: an empty one. */
static gboolean
section_find(struct section *s, const char *code, double value, gboolean *out_absolute)
{
	struct section all[3] = { 0 };
	guint n = 0, wanted = 0;

	for (const char *p = code; *p && n < 3;) {
		if (*p == ';') {
			n++;
			p++;
		} else {
			p = take_token(&all[n], p);
		}
	}
	n = MIN(n + 1, 3);
	if (value < 0 && n > 1)
		wanted = 1;
	else if (value == 0 && n > 2)
		wanted = 2;
	*out_absolute = wanted == 1;
	*s = all[wanted];
	return s->n > 0;
}

/* ---- days and times ---- */

/* Days since 1970-01-01 to a calendar day. */
static struct day
day_of_number(double serial, gboolean from_1904)
{
	gint64 n = (gint64)floor(serial);

	if (from_1904)
		n += 1462;
	/* This calendar has a 29 February 1900, number 60. */
	return day_of_time((n - (n < 60 ? 25568 : 25569)) * 86400);
}

static void
show_date(GString *out, double value, gboolean date, gboolean time, gboolean from_1904)
{
	gint64 minutes;

	if (value < 0 || value > 2958466) {
		show_general(out, value);
		return;
	}
	minutes = (gint64)floor((value - floor(value)) * 1440 + 0.5);
	if (date) {
		g_autofree char *day = day_format(day_of_number(value, from_1904));

		g_string_append(out, day);
	}
	if (time && (minutes || !date))
		g_string_append_printf(
		    out, "%s%02d:%02d", date ? " " : "", (int)(minutes / 60), (int)(minutes % 60));
}

/* ---- numbers ---- */

struct digits {
	char text[64];        /* "1234.50": digits only */
	const char *decimals; /* behind the point */
	gsize n_whole;
	gboolean minus;
};

static void
digits_of(struct digits *d, double value, guint n_decimals)
{
	char format[16], *point;

	d->minus = value < 0;
	g_snprintf(format, sizeof format, "%%.%uf", MIN(n_decimals, DECIMALS_MAX));
	g_ascii_formatd(d->text, sizeof d->text, format, fabs(value));
	point = strchr(d->text, '.');
	d->n_whole = point ? (gsize)(point - d->text) : strlen(d->text);
	d->decimals = point ? point + 1 : "";
	if (d->n_whole == 1 && d->text[0] == '0')
		d->n_whole = 0; /* zeros come from the code */
	if (strspn(d->text, "0.") == strlen(d->text))
		d->minus = FALSE;
}

/* The whole part is filled from the right: its first place takes all that is left over. */
static void
show_whole(GString *out, const struct section *s, guint end, const struct digits *d)
{
	gsize places = 0, at = 0;

	for (guint i = 0; i < end; i++)
		places += s->token[i].kind == TOKEN_DIGIT;
	for (guint i = 0; i < end; i++) {
		const struct token *t = &s->token[i];

		if (t->kind == TOKEN_TEXT) {
			g_string_append_unichar(out, t->c);
		} else if (t->kind == TOKEN_DIGIT) {
			if (d->n_whole - at < places && t->c == '0')
				g_string_append_c(out, '0');
			while (d->n_whole - at >= places && at < d->n_whole)
				g_string_append_c(out, d->text[at++]);
			places--;
		}
	}
}

static void
show_decimals(GString *out, const struct section *s, guint from, const struct digits *d)
{
	guint places = 0, keep = 0, k = 0;

	for (guint i = from; i < s->n; i++)
		if (s->token[i].kind == TOKEN_DIGIT && places < strlen(d->decimals)) {
			places++;
			if (s->token[i].c == '0' || d->decimals[places - 1] != '0')
				keep = places;
		}
	if (keep)
		g_string_append_c(out, '.');
	for (guint i = from; i < s->n; i++) {
		const struct token *t = &s->token[i];

		if (t->kind == TOKEN_DIGIT && k++ < keep)
			g_string_append_c(out, d->decimals[k - 1]);
		else if (t->kind == TOKEN_TEXT)
			g_string_append_unichar(out, t->c);
	}
}

static void
show_number(GString *out, const struct section *s, double value)
{
	guint point = s->n, last = 0, decimals = 0, before = 0;
	struct digits d = { 0 };

	for (guint i = 0; i < s->n; i++) {
		const struct token *t = &s->token[i];

		if (t->kind == TOKEN_POINT && point == s->n)
			point = i;
		if (t->kind == TOKEN_DIGIT) {
			last = i;
			before += point == s->n;
			decimals += point < s->n;
		}
		if (t->kind == TOKEN_TEXT && t->c == '%')
			value *= 100;
	}
	for (guint i = last + 1; i < s->n && s->token[i].kind == TOKEN_COMMA; i++)
		value /= 1000; /* "0,": in thousands */
	digits_of(&d, value, decimals);
	if (d.minus)
		g_string_append_c(out, '-');
	show_whole(out, s, point, &d);
	if (point < s->n) {
		if (!before && d.n_whole)
			g_string_append_len(out, d.text, (gssize)d.n_whole);
		show_decimals(out, s, point + 1, &d);
	}
}

static void
show_around_general(GString *out, const struct section *s, double value)
{
	for (guint i = 0; i < s->n; i++) {
		if (s->token[i].kind == TOKEN_GENERAL)
			show_general(out, value);
		else if (s->token[i].kind == TOKEN_TEXT)
			g_string_append_unichar(out, s->token[i].c);
	}
}

void
number_show(GString *out, double value, const char *code, gboolean from_1904)
{
	struct section s;
	gboolean absolute, has[TOKEN_UNREADABLE + 1] = { FALSE };

	if (!isfinite(value))
		return;
	if (!code || !*code || !g_utf8_validate(code, -1, NULL)) {
		show_general(out, value);
		return;
	}
	if (!section_find(&s, code, value, &absolute))
		return; /* ";;;" hides it */
	for (guint i = 0; i < s.n; i++)
		has[s.token[i].kind] = TRUE;
	/* a slash between digits is a fraction, between days a separator */
	for (guint i = 0; i + 2 < s.n && has[TOKEN_DIGIT]; i++)
		has[TOKEN_UNREADABLE] |= s.token[i].kind == TOKEN_DIGIT && s.token[i + 1].c == '/' &&
					 s.token[i + 1].kind == TOKEN_TEXT;
	if (has[TOKEN_GENERAL])
		show_around_general(out, &s, absolute ? fabs(value) : value);
	else if (has[TOKEN_DATE] || has[TOKEN_TIME] || has[TOKEN_MONTH])
		show_date(out, value, has[TOKEN_DATE] || !has[TOKEN_TIME], has[TOKEN_TIME], from_1904);
	else if (has[TOKEN_UNREADABLE] || (has[TOKEN_DIGIT] && fabs(value) >= EXACT_MAX))
		show_general(out, value);
	else
		show_number(out, &s, absolute ? fabs(value) : value);
}
