/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Error grades and the named crash points of the tests. */
#include "purser/base.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

GQuark
purser_error_quark(void)
{
	return g_quark_from_static_string("purser-error");
}

gboolean
purser_fail(GError **error, enum purser_error code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error)
		*error = g_error_new_valist(PURSER_ERROR, (int)code, format, args);
	va_end(args);
	return FALSE;
}

/* With PURSER_CRASH_ONCE=FILE only the first process that gets there dies: helpers are started again, and
 * would die for ever. */
static gboolean
crash_is_first(void)
{
	const char *once = g_getenv("PURSER_CRASH_ONCE");
	int fd = once ? open(once, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;

	if (fd >= 0)
		close(fd);
	return !once || fd >= 0;
}

void
crash_point(const char *name)
{
	static const char *wanted, *log_file;
	static gsize wanted_size;
	static gboolean looked;
	static long left;

	if (!looked) {
		const char *spec = g_getenv("PURSER_CRASH"), *colon = spec ? strrchr(spec, ':') : NULL;

		looked = TRUE;
		log_file = g_getenv("PURSER_CRASH_LOG");
		wanted = spec;
		wanted_size = colon ? (gsize)(colon - spec) : spec ? strlen(spec) : 0;
		left = colon ? strtol(colon + 1, NULL, 10) : 1;
	}
	if (G_LIKELY(!wanted && !log_file))
		return;
	if (log_file) {
		g_autofree char *line = g_strconcat(name, "\n", NULL);
		int fd = open(log_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

		if (fd >= 0) {
			if (write(fd, line, strlen(line)) < 0)
				abort(); /* a run whose log has holes proves nothing */
			close(fd);
		}
	}
	if (wanted && strlen(name) == wanted_size && memcmp(name, wanted, wanted_size) == 0 && --left == 0 &&
	    crash_is_first())
		kill(getpid(), SIGKILL);
}
