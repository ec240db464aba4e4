/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only place that logs. Levels are those of syslog(3).
 */
#pragma once

#include <glib.h>

enum log_level {
	LOG_LEVEL_ERROR = 3,
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_NOTICE = 5,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG = 7
};
void log_setup(const char *level, gboolean foreground);
/* One line: event first, then key=value pairs; made safe for a terminal and for journald. Never content or a
 * secret. */
void log_line(enum log_level level, const char *event, const char *format, ...) G_GNUC_PRINTF(3, 4);
