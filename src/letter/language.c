/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of how seven languages write numbers and days. */
#include "language.h"

#include <string.h>

static const struct {
	const char *group, *point;
	const char *weekday[7], *month[12]; /* Monday first */
	const char *after_day;              /* "9." */
} LANGUAGES[LETTER_LANGUAGE_N] = {
	[LETTER_EN] = { ",", ".", { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
	    { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" }, "" },
	[LETTER_DE] = { ".", ",", { "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So" },
	    { "Jan.", "Feb.", "M\xc3\xa4rz", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
		"Dez." },
	    "." },
	[LETTER_FR] = { "\xc2\xa0", ",", { "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim." },
	    { "janv.", "f\xc3\xa9vr.", "mars", "avr.", "mai", "juin", "juil.", "ao\xc3\xbbt", "sept.", "oct.",
		"nov.", "d\303\251c." },
	    "" },
	[LETTER_IT] = { ".", ",", { "lun", "mar", "mer", "gio", "ven", "sab", "dom" },
	    { "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic" }, "" },
	[LETTER_ES] = { ".", ",", { "lun", "mar", "mi\xc3\xa9", "jue", "vie", "s\303\241b", "dom" },
	    { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic" }, "" },
	[LETTER_NL] = { ".", ",", { "ma", "di", "wo", "do", "vr", "za", "zo" },
	    { "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec" }, "" },
	[LETTER_PT] = { ".", ",", { "seg", "ter", "qua", "qui", "sex", "s\303\241b", "dom" },
	    { "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez" }, "" },
};

void
speech_init(struct speech *p, enum letter_language language, const char *time_zone)
{
	GTimeZone *zone = time_zone ? g_time_zone_new_identifier(time_zone) : NULL;

	*p = (struct speech){ language < LETTER_LANGUAGE_N ? language : LETTER_EN,
		zone ? zone : g_time_zone_new_local() };
}

void
speech_clear(struct speech *p)
{
	g_clear_pointer(&p->zone, g_time_zone_unref);
}

char *
say_number(const struct speech *p, gint64 n)
{
	g_autofree char *digits =
	    g_strdup_printf("%" G_GUINT64_FORMAT, n < 0 ? (guint64) - (n + 1) + 1 : (guint64)n);
	gsize size = strlen(digits);
	GString *out = g_string_new(n < 0 ? "-" : NULL);

	for (gsize i = 0; i < size; i++) {
		if (i && (size - i) % 3 == 0)
			g_string_append(out, LANGUAGES[p->language].group);
		g_string_append_c(out, digits[i]);
	}
	return g_string_free(out, FALSE);
}

char *
say_money(const struct speech *p, const struct money *m)
{
	int digits = *m->currency ? currency_digits(m->currency) : -1;
	gint64 scale = 1, rest;
	g_autofree char *whole = NULL;

	if (digits < 0)
		return NULL;
	for (int i = 0; i < digits; i++)
		scale *= 10;
	whole = say_number(p, m->minor / scale);
	rest = ABS(m->minor % scale);
	if (!rest)
		return g_strdup_printf("%s %s", m->currency, whole);
	return g_strdup_printf("%s %s%s%s%0*" G_GINT64_FORMAT, m->currency,
	    m->minor < 0 && m->minor / scale == 0 ? "-" : "", whole, LANGUAGES[p->language].point, digits,
	    rest);
}

char *
say_sums(const struct speech *p, const GArray *sums, guint max)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < sums->len && i < max; i++) {
		g_autofree char *one = say_money(p, &g_array_index(sums, struct money, i));

		g_string_append_printf(out, "%s%s", i ? " + " : "", one);
	}
	if (sums->len > max)
		g_string_append_printf(out, " + %u more", sums->len - max);
	return g_string_free(out, !out->len);
}

static char *
day_words(const struct speech *p, GDateTime *t)
{
	return g_strdup_printf("%s %d%s %s",
	    LANGUAGES[p->language].weekday[g_date_time_get_day_of_week(t) - 1],
	    g_date_time_get_day_of_month(t), LANGUAGES[p->language].after_day,
	    LANGUAGES[p->language].month[g_date_time_get_month(t) - 1]);
}

static GDateTime *
local(const struct speech *p, gint64 unix_s)
{
	g_autoptr(GDateTime) t = g_date_time_new_from_unix_utc(unix_s);

	return t ? g_date_time_to_timezone(t, p->zone) : NULL;
}

char *
say_day(const struct speech *p, gint64 unix_s)
{
	g_autoptr(GDateTime) t = local(p, unix_s);

	return t ? day_words(p, t) : g_strdup("?");
}

char *
say_clock(const struct speech *p, gint64 unix_s)
{
	g_autoptr(GDateTime) t = local(p, unix_s);

	return t ? g_date_time_format(t, "%H:%M") : g_strdup("?");
}

char *
say_moment(const struct speech *p, gint64 unix_s)
{
	g_autofree char *day = say_day(p, unix_s), *clock = say_clock(p, unix_s);

	return g_strdup_printf("%s %s", day, clock);
}

char *
say_date(const struct speech *p, const char *iso)
{
	struct day d;
	g_autoptr(GDateTime) t = NULL;

	if (!day_parse(iso, &d) || !day_valid(d))
		return g_strdup(iso);
	t = g_date_time_new_utc(d.year, d.month, d.day, 0, 0, 0);
	return t ? day_words(p, t) : g_strdup(iso);
}
