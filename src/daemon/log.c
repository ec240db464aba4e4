/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only place that logs. Under systemd a line bears its priority as "<5>" (sd-daemon(3)); for a terminal
 * it bears the time, and colour where stderr is a terminal.
 */
#include "log.h"

#include "purser/base.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum log_level log_threshold = LOG_LEVEL_NOTICE;
static gboolean log_journal, log_colour;

static const struct {
	const char *name;
	enum log_level level;
	const char *colour;
} LEVELS[] = {
	{ "error", LOG_LEVEL_ERROR, "\033[31m" },
	{ "warning", LOG_LEVEL_WARNING, "\033[33m" },
	{ "notice", LOG_LEVEL_NOTICE, "" },
	{ "info", LOG_LEVEL_INFO, "" },
	{ "debug", LOG_LEVEL_DEBUG, "\033[2m" },
};

void
log_setup(const char *level, gboolean foreground)
{
	for (guint i = 0; i < G_N_ELEMENTS(LEVELS); i++)
		if (g_strcmp0(level, LEVELS[i].name) == 0)
			log_threshold = LEVELS[i].level;
	log_journal = !foreground && g_getenv("JOURNAL_STREAM") != NULL;
	log_colour = !log_journal && isatty(STDERR_FILENO) && !g_getenv("NO_COLOR");
}

void
log_line(enum log_level level, const char *event, const char *format, ...)
{
	g_autofree char *text = NULL, *safe = NULL, *now = NULL;
	guint row = 0;
	va_list args;

	if (level > log_threshold)
		return;
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	safe = text_one_line(text, 2000);
	if (log_journal) {
		fprintf(stderr, "<%d>%s %s\n", (int)level, event, safe);
		return;
	}
	while (row + 1 < G_N_ELEMENTS(LEVELS) && LEVELS[row].level != level)
		row++;
	now = time_format_rfc3339(g_get_real_time() / G_USEC_PER_SEC, 0);
	fprintf(stderr, "%s %s%-7s%s %s %s\n", now, log_colour ? LEVELS[row].colour : "", LEVELS[row].name,
	    log_colour ? "\033[0m" : "", event, safe);
}
