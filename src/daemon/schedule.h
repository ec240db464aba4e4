/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When something is due: local times of a day, on days of the week, in a zone. Pure: the time is an argument.
 *
 * A slot is a local date and time ("2026-06-09 08:30"). It has one instant: its first, where the clocks go back over it;
 * where they jump over it, as much later as they jump.
 */
#pragma once

#include <glib.h>

#define SCHEDULE_SLOT_SIZE 17

struct schedule {
	const char *const *at;       /* "08:30" …; NULL-terminated */
	const char *const *weekdays; /* mon … sun */
	const char *time_zone;       /* NULL: the machine's */
};
struct schedule_slot {
	gint64 at_s;
	char name[SCHEDULE_SLOT_SIZE];
};
/* The last one at or before now_s, and the first one after it. FALSE: there is none within three weeks. */
gboolean schedule_last(const struct schedule *s, gint64 now_s, struct schedule_slot *out);
gboolean schedule_next(const struct schedule *s, gint64 now_s, struct schedule_slot *out);
/* The first one of a local day; FALSE: none on this day of the week. */
gboolean schedule_of_day(const struct schedule *s, int year, int month, int day, struct schedule_slot *out);
