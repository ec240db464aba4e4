/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and times, by arithmetic alone: no time zone database, no locale, no clock.
 *
 * The conversion counts days from 1 March, so that the leap day is the last of its year and needs no case of
 * its own.
 */
#include "purser/base.h"

#define DAY_S G_GINT64_CONSTANT(86400)
#define YEAR_MIN 1
#define YEAR_MAX 9999
#define DAYS_PER_ERA 146097  /* 400 years */
#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */

static gboolean
year_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_days(int year, int month)
{
	static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && year_is_leap(year) ? 29 : days[month - 1];
}

gboolean
day_valid(struct day d)
{
	return d.year >= YEAR_MIN && d.year <= YEAR_MAX && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= month_days(d.year, d.month);
}

int
day_compare(struct day a, struct day b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return a.day < b.day ? -1 : a.day > b.day;
}

char *
day_format(struct day d)
{
	return g_strdup_printf("%04d-%02d-%02d", d.year, d.month, d.day);
}

/* n digits at text; -1 when there is anything else. */
static int
digits_at(const char *text, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (!g_ascii_isdigit(text[i]))
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

gboolean
day_parse(const char *text, struct day *out)
{
	struct day d;

	if ((d.year = digits_at(text, 4)) < 0 || text[4] != '-' || (d.month = digits_at(text + 5, 2)) < 0 ||
	    text[7] != '-' || (d.day = digits_at(text + 8, 2)) < 0 || text[10] || !day_valid(d))
		return FALSE;
	*out = d;
	return TRUE;
}

static gint64
days_since_epoch(struct day d)
{
	gint64 year = d.month <= 2 ? d.year - 1 : d.year;
	gint64 month = d.month <= 2 ? d.month + 9 : d.month - 3; /* March is 0 */
	gint64 era = year / 400, year_of_era = year % 400;
	gint64 day_of_year = (153 * month + 2) / 5 + d.day - 1;

	return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
	       DAYS_TO_EPOCH;
}

gint64
day_start(struct day d)
{
	return days_since_epoch(d) * DAY_S;
}

static gint64
time_min(void)
{
	return day_start((struct day){ YEAR_MIN, 1, 1 });
}

static gint64
time_max(void)
{
	return day_start((struct day){ YEAR_MAX, 12, 31 }) + DAY_S - 1;
}

/* Only for times between time_min() and time_max(): all numbers stay positive. */
static struct day
day_of_clamped(gint64 unix_s)
{
	gint64 days = (unix_s + DAYS_TO_EPOCH * DAY_S) / DAY_S;
	gint64 era = days / DAYS_PER_ERA, day_of_era = days % DAYS_PER_ERA;
	gint64 year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	gint64 month = (5 * day_of_year + 2) / 153; /* March is 0 */
	struct day d;

	d.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year_of_era + era * 400 + (d.month <= 2));
	return d;
}

struct day
day_of_time(gint64 unix_s)
{
	if (unix_s < time_min() || unix_s > time_max())
		return (struct day){ 0, 0, 0 };
	return day_of_clamped(unix_s);
}

gint64
time_of_rfc3339(const char *text, gint64 otherwise)
{
	g_autoptr(GDateTime) when = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

	return when ? g_date_time_to_unix(when) : otherwise;
}

char *
time_format_rfc3339(gint64 unix_s, int offset_s)
{
	/* RFC 3339 knows offsets in minutes, below a day. */
	int offset_min = CLAMP(offset_s / 60, -1439, 1439), shown = ABS(offset_min);
	gint64 local = CLAMP(unix_s, time_min() + DAY_S, time_max() - DAY_S) + (gint64)offset_min * 60;
	struct day d = day_of_clamped(local);
	int rest = (int)(local - day_start(d));
	char zone[16] = "Z";

	if (offset_min != 0)
		g_snprintf(
		    zone, sizeof zone, "%c%02d:%02d", offset_min < 0 ? '-' : '+', shown / 60, shown % 60);
	return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%s", d.year, d.month, d.day, rest / 3600,
	    rest / 60 % 60, rest % 60, zone);
}
