/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report from a reader that has been taken over: refused, or as clean as an honest one. */
#include "purser/reader.h"
#include "check.h"

static void
fuzz_prepare(void)
{
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	/* A copy on the heap, so that the sanitizer sees its ends. */
	g_autofree guint8 *copy = g_memdup2(bytes, size);
	struct report *r = report_unpack(copy, size, &LIMITS_PRESET, NULL);
	struct flat again = { NULL };
	struct flat json = { NULL };

	if (!r)
		return;
	fuzz_check_report(r);
	/* Each report has one form only. */
	report_pack(r, &again);
	fuzz_must(again.size == size && memcmp(again.data, bytes, size) == 0);
	flat_clear(&again);
	reader_report_json(r, "x", &json);
	fuzz_must(g_utf8_validate((const char *)json.data, (gssize)json.size, NULL));
	flat_clear(&json);
	report_free(r);
}
