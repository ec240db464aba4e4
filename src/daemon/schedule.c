/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local times to instants, over both changes of the clocks. */
#include "schedule.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_AROUND = 21 };
#define DAY_S ((gint64)86400)

static GTimeZone *
zone_open(const char *name)
{
	GTimeZone *zone = name ? g_time_zone_new_identifier(name) : NULL;

	return zone ? zone : g_time_zone_new_local();
}

static gint64
offset_at(GTimeZone *zone, gint64 unix_s)
{
	return g_time_zone_get_offset(zone, g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, unix_s));
}

/* wall_s: the local date and time as if it were UTC. The offsets of the days around it are all there can be. */
static gint64
instant_of(GTimeZone *zone, gint64 wall_s)
{
	gint64 before = offset_at(zone, wall_s - 2 * DAY_S), after = offset_at(zone, wall_s + 2 * DAY_S);
	gint64 early = wall_s - MAX(before, after), late = wall_s - MIN(before, after);

	if (early + offset_at(zone, early) == wall_s)
		return early;
	if (late + offset_at(zone, late) == wall_s)
		return late;
	return wall_s - before; /* the clocks jump over it */
}

static gboolean
weekday_wanted(const struct schedule *s, int weekday)
{
	static const char *const DAYS[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	return g_strv_contains(s->weekdays, DAYS[weekday - 1]);
}

/* The slots of a local day, as far as the day is wanted. */
static guint
slots_of_day(const struct schedule *s, GTimeZone *zone, GDateTime *day, struct schedule_slot *out, guint max)
{
	guint n = 0;

	if (!weekday_wanted(s, g_date_time_get_day_of_week(day)))
		return 0;
	for (guint i = 0; s->at[i] && n < max; i++) {
		const char *at = s->at[i]; /* "08:30", as the configuration checks it */
		gint64 minutes = g_ascii_strtoll(at, NULL, 10) * 60 + g_ascii_strtoll(at + 3, NULL, 10);

		out[n].at_s = instant_of(zone, g_date_time_to_unix(day) + minutes * 60);
		g_snprintf(out[n].name, SCHEDULE_SLOT_SIZE, "%04d-%02d-%02d %.5s", g_date_time_get_year(day),
		    g_date_time_get_month(day), g_date_time_get_day_of_month(day), s->at[i]);
		n++;
	}
	return n;
}

/* The nearest slot on one side of now. */
static gboolean
nearest(const struct schedule *s, gint64 now_s, gboolean past, struct schedule_slot *out)
{
	GTimeZone *zone = zone_open(s->time_zone);
	g_autoptr(GDateTime) here = g_date_time_new_from_unix_utc(now_s + offset_at(zone, now_s));
	gboolean found = FALSE;

	for (int d = -1; here && d <= DAYS_AROUND && !(found && d > 3); d++) {
		g_autoptr(GDateTime) moved = g_date_time_add_days(here, past ? -d : d);
		/* before the year 1 and behind 9999 there is no day */
		g_autoptr(GDateTime) day =
		    moved ? g_date_time_new_utc(g_date_time_get_year(moved), g_date_time_get_month(moved),
				g_date_time_get_day_of_month(moved), 0, 0, 0)
			  : NULL;
		struct schedule_slot slots[48];
		guint n = day ? slots_of_day(s, zone, day, slots, G_N_ELEMENTS(slots)) : 0;

		for (guint i = 0; i < n; i++) {
			if ((slots[i].at_s <= now_s) != past ||
			    (found && (slots[i].at_s > out->at_s) != past))
				continue;
			*out = slots[i];
			found = TRUE;
		}
	}
	g_time_zone_unref(zone);
	return found;
}

gboolean
schedule_last(const struct schedule *s, gint64 now_s, struct schedule_slot *out)
{
	return nearest(s, now_s, TRUE, out);
}

gboolean
schedule_next(const struct schedule *s, gint64 now_s, struct schedule_slot *out)
{
	return nearest(s, now_s, FALSE, out);
}

gboolean
schedule_of_day(const struct schedule *s, int year, int month, int day, struct schedule_slot *out)
{
	GTimeZone *zone = zone_open(s->time_zone);
	g_autoptr(GDateTime) start = g_date_time_new_utc(year, month, day, 0, 0, 0);
	struct schedule_slot slots[48];
	guint n = start ? slots_of_day(s, zone, start, slots, G_N_ELEMENTS(slots)) : 0;

	for (guint i = 0; i < n; i++)
		if (i == 0 || slots[i].at_s < out->at_s)
			*out = slots[i];
	g_time_zone_unref(zone);
	return n > 0;
}
