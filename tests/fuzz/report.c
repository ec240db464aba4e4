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
	g_autoptr(GBytes) whole = g_bytes_new(bytes, size);
	g_autoptr(GVariant) raw =
	    g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(REPORT_VARIANT_TYPE), whole, FALSE));
	/* The wire refuses what is not in normal form; so that the fuzzer need not find it, it is made so. */
	g_autoptr(GVariant) v = g_variant_get_normal_form(raw);
	struct report *r = report_unpack(v, &LIMITS_PRESET, NULL);
	g_autofree char *json = NULL;

	if (!r)
		return;
	fuzz_check_report(r);
	json = reader_report_json(r, "x");
	fuzz_must(json && g_utf8_validate(json, -1, NULL));
	report_free(r);
}
