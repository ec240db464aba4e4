/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How numbers, amounts, days and times are written. The words around them stay English. */
#pragma once

#include "purser/letter.h"

/* A language and a zone; the zone's clock shows every time in the letter. */
struct speech {
	enum letter_language language;
	GTimeZone *zone;
};
void speech_init(struct speech *p, enum letter_language language, const char *time_zone);
void speech_clear(struct speech *p);
char *say_number(const struct speech *p, gint64 n); /* "8,214" */
char *
say_money(const struct speech *p, const struct money *m); /* "EUR 112,000", "EUR 9.50"; NULL: no currency */
char *
say_sums(const struct speech *p, const GArray *sums, guint max); /* "EUR 184,300 + USD 61,000"; NULL: none */
char *say_day(const struct speech *p, gint64 unix_s);            /* "Tue 9 Jun" */
char *say_clock(const struct speech *p, gint64 unix_s);          /* "08:25" */
char *say_moment(const struct speech *p, gint64 unix_s);         /* "Tue 9 Jun 08:25" */
char *say_date(const struct speech *p, const char *iso); /* "2026-06-09" to "Tue 9 Jun"; else as it is */
