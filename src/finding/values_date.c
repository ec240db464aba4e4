/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values - dates in the ways of seven languages */
#include "labels.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

/* Folded; a name matches whole, or cut to at least three letters ("sept", "janv"). */
static const struct {
	const char *name;
	int month;
} MONTHS[] = {
	{ "january", 1 },
	{ "february", 2 },
	{ "march", 3 },
	{ "april", 4 },
	{ "may", 5 },
	{ "june", 6 },
	{ "july", 7 },
	{ "august", 8 },
	{ "september", 9 },
	{ "october", 10 },
	{ "november", 11 },
	{ "december", 12 },
	/* de */
	{ "januar", 1 },
	{ "jaenner", 1 },
	{ "janner", 1 },
	{ "februar", 2 },
	{ "marz", 3 },
	{ "maerz", 3 },
	{ "mai", 5 },
	{ "juni", 6 },
	{ "juli", 7 },
	{ "oktober", 10 },
	{ "dezember", 12 },
	/* fr */
	{ "janvier", 1 },
	{ "fevrier", 2 },
	{ "mars", 3 },
	{ "avril", 4 },
	{ "juin", 6 },
	{ "juillet", 7 },
	{ "aout", 8 },
	{ "septembre", 9 },
	{ "octobre", 10 },
	{ "novembre", 11 },
	{ "decembre", 12 },
	/* es */
	{ "enero", 1 },
	{ "febrero", 2 },
	{ "marzo", 3 },
	{ "abril", 4 },
	{ "mayo", 5 },
	{ "junio", 6 },
	{ "julio", 7 },
	{ "agosto", 8 },
	{ "septiembre", 9 },
	{ "setiembre", 9 },
	{ "octubre", 10 },
	{ "noviembre", 11 },
	{ "diciembre", 12 },
	/* it */
	{ "gennaio", 1 },
	{ "febbraio", 2 },
	{ "aprile", 4 },
	{ "maggio", 5 },
	{ "giugno", 6 },
	{ "luglio", 7 },
	{ "settembre", 9 },
	{ "ottobre", 10 },
	{ "dicembre", 12 },
	/* nl */
	{ "januari", 1 },
	{ "februari", 2 },
	{ "maart", 3 },
	{ "mrt", 3 },
	{ "mei", 5 },
	{ "augustus", 8 },
	/* pt */
	{ "janeiro", 1 },
	{ "fevereiro", 2 },
	{ "marco", 3 },
	{ "maio", 5 },
	{ "junho", 6 },
	{ "julho", 7 },
	{ "setembro", 9 },
	{ "outubro", 10 },
	{ "novembro", 11 },
	{ "dezembro", 12 },
};

static int
month_of(const char *s, gsize n)
{
	g_autofree char *folded = label_fold(s, n);
	gsize size = strlen(folded);
	int month = 0;

	if (size < 3)
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS(MONTHS); i++) {
		if (strcmp(folded, MONTHS[i].name) == 0)
			return MONTHS[i].month;
		if (size <= 5 && strncmp(folded, MONTHS[i].name, size) == 0) {
			if (month && month != MONTHS[i].month)
				return 0; /* "jui": June or July */
			month = MONTHS[i].month;
		}
	}
	return month;
}

struct token {
	gsize start, end;
	gsize digits;
	int number;   /* of digits; -1 */
	int month;    /* of letters; 0 */
	gboolean gap; /* a blank before it */
	char sign;    /* of a sign; 0 */
};

enum { TOKENS = 8 };

/* Words that may stand within a date: "5 de junio de 2026", "1st", "le". */
static gboolean
word_is_filler(const char *s, gsize n)
{
	static const char *const FILLERS[] = { "de", "del", "di", "le", "den", "der", "of", "the", "st", "nd",
		"rd", "th", "er", "em", "on", "am", "vom", "o", "a", "al", "van", "du", "dd" };

	for (gsize i = 0; i < G_N_ELEMENTS(FILLERS); i++)
		if (strlen(FILLERS[i]) == n && g_ascii_strncasecmp(s, FILLERS[i], n) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
word_is_weekday(const char *s, gsize n)
{
	static const char *const DAYS[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", "die", "mit",
		"don", "fre", "sam", "son", "lun", "mar", "mer", "jeu", "ven", "dim", "mie", "jue", "vie",
		"sab", "dom", "gio", "maa", "din", "woe", "vri", "zat", "zon", "seg", "ter", "qua", "qui",
		"sex" };

	if (n < 3)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(DAYS); i++)
		if (g_ascii_strncasecmp(s, DAYS[i], 3) == 0)
			return TRUE;
	return FALSE;
}

/* "Delivery date: Day 04/17/2026", as against a week or a month. */
static gboolean
word_is_day(const char *s, gsize n)
{
	static const char *const WORDS[] = { "day", "tag", "jour", "dia", "giorno", "dag" };

	for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (strlen(WORDS[i]) == n && g_ascii_strncasecmp(s, WORDS[i], n) == 0)
			return TRUE;
	return FALSE;
}

static gsize
letters_size(const char *s)
{
	const char *p = s;

	while (*p) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isalpha(c) && c != 0xba && c != 0xb0)
			break;
		p = g_utf8_next_char(p);
	}
	return (gsize)(p - s);
}

/* Up to TOKENS tokens; fillers are dropped. Stops at what cannot be of a date. */
static guint
tokenise(const char *text, struct token out[TOKENS])
{
	guint n = 0;
	gsize i = 0;
	gboolean gap = FALSE;

	while (text[i] && n < TOKENS) {
		struct token t = { .start = i, .number = -1 };
		gsize size;

		if (g_ascii_isspace(text[i])) {
			gap = TRUE;
			i++;
			continue;
		}
		t.gap = gap;
		if (g_ascii_isdigit(text[i])) {
			t.number = 0;
			while (g_ascii_isdigit(text[i])) {
				t.number = t.digits < 8 ? t.number * 10 + (text[i] - '0') : 0;
				t.digits++;
				i++;
			}
		} else if ((size = letters_size(text + i))) {
			gsize at = i;

			i += size;
			if (word_is_filler(text + at, size) && n)
				continue;
			t.month = month_of(text + at, size);
			if (!t.month) {
				if (n == 0 &&
				    (word_is_weekday(text + at, size) || word_is_filler(text + at, size) ||
					word_is_day(text + at, size)))
					continue;
				break;
			}
		} else if (strchr("/.-,", text[i])) {
			t.sign = text[i++];
		} else if (n == 0 && strchr(":#|([=", text[i])) {
			i++;
			continue;
		} else if (wide_dash_at(text + i)) {
			t.sign = '-';
			i += 3;
		} else {
			break;
		}
		gap = FALSE;
		if (n == 0 && t.sign)
			continue;
		t.end = i;
		out[n++] = t;
	}
	return n;
}

static int
full_year(const struct token *t)
{
	if (t->digits == 4)
		return t->number >= 1970 && t->number <= 2099 ? t->number : 0;
	if (t->digits == 2)
		return t->number < 70 ? 2000 + t->number : 0;
	return 0;
}

static struct day
day_of(int year, int month, int day)
{
	struct day d = { year, month, day };

	return year && day_valid(d) ? d : (struct day){ 0 };
}

/* A token run: numbers and months with at most one sign between them. Gives the meaningful ones. */
static guint
meaningful(const struct token *t, guint n, const struct token *out[3], char *out_sign)
{
	guint m = 0;

	*out_sign = 0;
	for (guint i = 0; i < n && m < 3; i++) {
		if (t[i].sign) {
			if (i && t[i - 1].sign && !(t[i - 1].sign == '.' && t[i].sign == ','))
				return m;
			if (!*out_sign)
				*out_sign = t[i].sign;
			continue;
		}
		out[m++] = &t[i];
	}
	return m;
}

static gboolean
read_numeric(const struct token *v[3], char sign, enum date_order order, struct date_value *out)
{
	struct day dmy, mdy;
	int year;

	if (v[0]->digits == 4) { /* 2026-11-25 */
		out->day = day_of(full_year(v[0]), v[1]->number, v[2]->number);
		return out->day.year && v[1]->digits <= 2 && v[2]->digits <= 2;
	}
	year = full_year(v[2]);
	if (v[0]->digits > 2 || v[1]->digits > 2 || !year || !sign || sign == ',')
		return FALSE;
	dmy = day_of(year, v[1]->number, v[0]->number);
	mdy = day_of(year, v[0]->number, v[1]->number);
	if (!dmy.year && !mdy.year)
		return FALSE;
	if (dmy.year && mdy.year && day_compare(dmy, mdy) != 0) {
		if (sign == '.' || order == DATE_DMY) {
			out->day = dmy;
			if (sign != '.')
				out->other = mdy;
		} else if (order == DATE_MDY) {
			out->day = mdy;
			out->other = dmy;
		} else {
			out->day = (struct day){ 0 };
			out->other = dmy;
		}
		return TRUE;
	}
	out->day = dmy.year ? dmy : mdy;
	out->shown = dmy.year && mdy.year ? DATE_ORDER_UNKNOWN : dmy.year ? DATE_DMY : DATE_MDY;
	return TRUE;
}

gboolean
value_date(const char *text, enum date_order order, struct date_value *out)
{
	struct token t[TOKENS];
	const struct token *v[3];
	struct date_value found = { 0 };
	guint n = tokenise(text, t), m;
	char sign;

	m = meaningful(t, n, v, &sign);
	if (m == 1 && v[0]->digits == 8) { /* 20261125 */
		found.day = day_of(v[0]->number / 10000, v[0]->number / 100 % 100, v[0]->number % 100);
		if (found.day.year < 2000 || found.day.year > 2060)
			return FALSE;
		found.span = (struct span){ v[0]->start, v[0]->end };
		*out = found;
		return TRUE;
	}
	if (m < 3)
		return FALSE;
	if (v[0]->number >= 0 && v[1]->number >= 0 && v[2]->number >= 0) {
		/* blanks do not join numbers to a date: "12 11 2026" is rare, "1 234 56" is not */
		if ((v[1]->gap && !sign) || !read_numeric(v, sign, order, &found))
			return FALSE;
	} else if (v[1]->month && v[0]->digits && v[0]->digits <= 2) {
		found.day = day_of(full_year(v[2]), v[1]->month, v[0]->number);
	} else if (v[0]->month && v[1]->digits && v[1]->digits <= 2) {
		found.day = day_of(full_year(v[2]), v[0]->month, v[1]->number);
	} else if (v[1]->month && v[0]->digits == 4 && v[2]->digits && v[2]->digits <= 2) {
		found.day = day_of(full_year(v[0]), v[1]->month, v[2]->number);
	}
	if (!found.day.year && !found.other.year)
		return FALSE;
	found.span = (struct span){ v[0]->start, v[2]->end };
	*out = found;
	return TRUE;
}
