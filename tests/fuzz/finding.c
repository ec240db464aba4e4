/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to findings: a text, a table or an HTML page through all the rules, and the report that comes of it. */
#include "check.h"

#define FUZZ_DAY            \
	{                   \
		2026, 6, 15 \
	}

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

/* The first byte says what the rest is read as. */
static void
fuzz_one(const guint8 *bytes, gsize size)
{
	static const char *const OUR_NAMES[] = { "Acme Ltd", NULL }, *const OUR_DOMAINS[] = { "acme.example",
		NULL };
	struct finding_us us = { OUR_NAMES, OUR_DOMAINS, NULL };
	struct finding_part part = { .path = "1", .filename = "order.txt" };
	g_autoptr(GBytes) whole = NULL;
	struct document *d;
	struct report *r;

	if (!size)
		return;
	whole = g_bytes_new(bytes + 1, size - 1);
	d = document_read(whole,
	    bytes[0] == 'h'   ? "text/html"
	    : bytes[0] == 'c' ? "text/csv"
			      : "text/plain",
	    bytes[0] == 'c' ? "a.csv" : NULL, "utf-8", &LIMITS_PRESET);
	part.document = d;
	part.bytes = whole;
	if (bytes[0] == 'b' || bytes[0] == 'h')
		part.layers = message_peel(d->text, d->text_size, "PO");
	r = report_new();
	finding_examine(NULL, &part, 1, &us, (struct day)FUZZ_DAY, &LIMITS_PRESET, r);
	fuzz_check_report(r);
	report_free(r);
	if (part.layers)
		g_ptr_array_unref(part.layers);
	document_free(d);
}
