/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as mail clients print them in header lines of forwards and quotes, in their languages.
 *
 * No grammar: the text falls into numbers and words; a month's name, a clock time, a year and the order of
 * what is left tell the rest. A word is a month only beside a number ("mar. 2 nov." is a Tuesday).
 */
#include "peel.h"

#include <string.h>

enum { TOKENS_MAX = 40 };

struct token {
	gboolean number;
	int value, digits; /* of a number */
	char word[48];     /* folded */
	char before;       /* the byte right before it */
	char after;
	gboolean spaced_before; /* white space stands before it */
	gboolean comma_before;  /* a comma parts it from the token before */
};

struct reading {
	struct token t[TOKENS_MAX];
	guint n;
	int year, month, day, hour, minute, second, offset_s;
	gboolean time;
	const struct token *year_at;
};

static guint
tokens_read(const char *text, struct token *t)
{
	guint n = 0;
	const char *at = text;
	gboolean comma = FALSE;

	while (*at && n < TOKENS_MAX) {
		const char *start = at;

		if (g_ascii_isdigit(*at)) {
			long value = 0;

			while (g_ascii_isdigit(*at)) {
				if (at - start < 9)
					value = value * 10 + (*at - '0');
				at++;
			}
			t[n] = (struct token){
				.number = TRUE, .value = (int)value, .digits = (int)(at - start)
			};
		} else if (g_unichar_isalpha(g_utf8_get_char(at))) {
			while (*at && g_unichar_isalpha(g_utf8_get_char(at)))
				at = g_utf8_next_char(at);
			t[n] = (struct token){ .number = FALSE };
			g_strlcpy(t[n].word, start, MIN(sizeof t[n].word, (gsize)(at - start) + 1));
		} else {
			comma |= *at == ',';
			at = g_utf8_next_char(at);
			continue;
		}
		t[n].before = start > text ? start[-1] : ' ';
		t[n].after = *at;
		t[n].spaced_before = start == text || start[-1] == ' ';
		t[n].comma_before = comma;
		comma = FALSE;
		n++;
	}
	return n;
}

static gboolean
number_at(const struct reading *r, guint i)
{
	return i < r->n && r->t[i].number;
}

/* "14:25:08", "9.31", "10h30"; the dotted form only behind a word, or where a date has been read. */
static guint
take_time(struct reading *r, guint i)
{
	const struct token *t = r->t;
	gboolean h = number_at(r, i) && t[i].after == 'h' && i + 1 < r->n && strcmp(t[i + 1].word, "h") == 0;
	guint m = h ? i + 2 : i + 1;
	char separator = t[i].after;

	if (!number_at(r, i) || !number_at(r, m) || t[i].digits > 2 || t[m].digits != 2 || t[i].value > 24 ||
	    t[m].value > 59)
		return 0;
	if (!h && (t[m].spaced_before || (separator != ':' && separator != '.')))
		return 0;
	if (separator == '.') {
		/* 27.10.2021 is a day; 9.31 and 17.55.44 are times. */
		gboolean third = number_at(r, m + 1) && t[m].after == '.' && !t[m + 1].spaced_before;

		if ((third && t[m + 1].digits != 2) || (third && !r->month && !r->year))
			return 0;
		if (!r->month && !r->year && !(i && !t[i - 1].number))
			return 0;
	}
	r->time = TRUE;
	r->hour = t[i].value;
	r->minute = t[m].value;
	if (number_at(r, m + 1) && t[m].after == separator && !t[m + 1].spaced_before &&
	    t[m + 1].digits == 2 && t[m + 1].value < 61) {
		r->second = t[m + 1].value;
		return m + 2 - i;
	}
	return m + 1 - i;
}

/* "+0200", "GMT+1", "-04:00" at a number whose sign stands before it. */
static gboolean
take_offset(struct reading *r, guint i, guint *out_n)
{
	const struct token *t = &r->t[i];
	int sign = t->before == '+' ? 1 : -1;

	if (!r->time || (t->before != '+' && t->before != '-') || r->offset_s ||
	    (t->digits != 4 && t->digits > 2))
		return FALSE;
	*out_n = 1;
	if (t->digits == 4) {
		if (t->value % 100 > 59 || t->value > 1500)
			return FALSE;
		r->offset_s = sign * (t->value / 100 * 3600 + t->value % 100 * 60);
		return TRUE;
	}
	if (t->value > 14)
		return FALSE;
	r->offset_s = sign * t->value * 3600;
	if (t->after == ':' && number_at(r, i + 1) && r->t[i + 1].digits == 2) {
		r->offset_s += sign * r->t[i + 1].value * 60;
		*out_n = 2;
	}
	return TRUE;
}

static void
take_word(struct reading *r, guint i)
{
	const struct token *t = &r->t[i];
	int zone;

	if (r->time && (strcmp(t->word, "pm") == 0 || (strcmp(t->word, "p") == 0 && t->after == '.'))) {
		if (r->hour < 12)
			r->hour += 12;
	} else if (r->time &&
		   (strcmp(t->word, "am") == 0 || (strcmp(t->word, "a") == 0 && t->after == '.'))) {
		if (r->hour == 12)
			r->hour = 0;
	} else if (r->time && peel_zone(t->word, &zone)) {
		r->offset_s = zone;
	}
}

/* "27 october", "october 27", "27 de octubre de 2021" */
static int
month_at(const struct reading *r, guint i)
{
	gboolean beside = (number_at(r, i + 1) && !r->t[i + 1].comma_before) ||
			  (i && r->t[i - 1].number && !r->t[i].comma_before) ||
			  (i > 1 && r->t[i - 2].number && strcmp(r->t[i - 1].word, "de") == 0);

	return !r->t[i].number && beside ? peel_month(r->t[i].word) : 0;
}

static int
full_year(const struct token *t)
{
	if (t->digits == 4 && t->value >= 1970 && t->value <= 2100)
		return t->value;
	return 0;
}

static gboolean
order_days(struct reading *r, const struct token *const *free_numbers, guint n, gboolean month_first)
{
	int a, b;

	if (r->month) { /* a name: one number is the day, a second the two-digit year */
		if (!n)
			return FALSE;
		r->day = free_numbers[0]->value;
		if (!r->year && n > 1 && free_numbers[1]->digits == 2)
			r->year = 2000 + free_numbers[1]->value;
		return TRUE;
	}
	if (n < 2)
		return FALSE;
	a = free_numbers[0]->value;
	b = free_numbers[1]->value;
	if (!r->year && n > 2 && free_numbers[2]->digits == 2)
		r->year = 2000 + free_numbers[2]->value;
	/* 2021-10-27, or a number that can be no month, or an English habit */
	if ((r->year_at && r->year_at < free_numbers[0]) || b > 12 ||
	    (month_first && a <= 12 && free_numbers[0]->after == '/')) {
		r->month = a;
		r->day = b;
	} else {
		r->day = a;
		r->month = b;
	}
	return TRUE;
}

gboolean
peel_date(const char *text, gsize size, gboolean month_first, gint64 *out_s)
{
	char folded[400];
	struct reading r = { .n = 0 };
	const struct token *free_numbers[TOKENS_MAX];
	guint n = 0, step;
	g_autoptr(GDateTime) date = NULL;

	peel_fold(text, MIN(size, (gsize)200), folded, sizeof folded);
	r.n = tokens_read(folded, r.t);
	for (guint i = 0; i < r.n; i++) { /* am and pm say that the writer puts the month first */
		if (strcmp(r.t[i].word, "am") == 0 || strcmp(r.t[i].word, "pm") == 0)
			month_first = month_first || i > 0;
		if (month_at(&r, i))
			r.month = month_at(&r, i);
	}
	for (guint i = 0; i < r.n; i++) {
		if (!r.t[i].number) {
			take_word(&r, i);
		} else if (take_offset(&r, i, &step) || (!r.time && (step = take_time(&r, i)))) {
			i += step - 1;
		} else if (!r.year && full_year(&r.t[i])) {
			r.year = full_year(&r.t[i]);
			r.year_at = &r.t[i];
		} else if (r.t[i].digits <= 2) {
			free_numbers[n++] = &r.t[i];
		}
	}
	if (!order_days(&r, free_numbers, n, month_first) || !r.year)
		return FALSE;
	date = g_date_time_new_utc(r.year, r.month, r.day, r.hour % 24, r.minute, MIN(r.second, 59));
	if (!date)
		return FALSE;
	*out_s = g_date_time_to_unix(date) - r.offset_s;
	return TRUE;
}
