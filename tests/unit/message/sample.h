/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this room share. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "purser/message.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static inline double
cpu_seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_utime.tv_sec + (double)u.ru_stime.tv_sec +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static inline struct message *
parsed(const char *text)
{
	GError *error = NULL;
	struct message *m = message_parse((const guint8 *)text, strlen(text), &LIMITS_PRESET, &error);

	if (!m)
		fail_msg("%s", error ? error->message : "no error set");
	return m;
}

/* Fails the test where there is no such part. */
G_GNUC_UNUSED static struct part *
part_at(const struct message *m, const char *path)
{
	for (guint i = 0; i < m->parts->len; i++) {
		struct part *p = g_ptr_array_index(m->parts, i);

		if (strcmp(p->path, path) == 0)
			return p;
	}
	fail_msg("no part %s", path);
	abort();
}
