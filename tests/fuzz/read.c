/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the sandboxed reader does: bytes in, report out, and each document's bytes again by the path it was given. */
#define FUZZ_SECONDS 4
#include "reader/examine.h"
#include "check.h"

static char *our_names[] = { (char *)"Acme Ltd", NULL }, *our_domains[] = { (char *)"acme.example", NULL },
	    *authserv_ids[] = { (char *)"mx.acme.example", NULL };
static struct reader_trust trust = { .authserv_unnamed = TRUE };
static struct reader_context context;

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
	trust.mailbox = (char *)"";
	trust.authserv_ids = authserv_ids;
	context = (struct reader_context){ .limits = LIMITS_PRESET,
		.our_names = our_names,
		.our_domains = our_domains,
		.trusts = &trust,
		.n_trusts = 1,
		.today = { 2026, 6, 15 } };
}

/* "f" before it: a file; anything else is mail out of a mailbox. */
static void
fuzz_one(const guint8 *bytes, gsize size)
{
	gboolean file = size && bytes[0] == 'f';
	g_autofree guint8 *copy = g_memdup2(bytes + file, size - (gsize)file);
	const char *filename = file ? "a.bin" : NULL;
	struct report *r = report_new();
	struct flat json = { NULL };

	size -= (gsize)file;
	reader_examine(copy ? copy : bytes, size, filename, &context, r);
	fuzz_check_report(r);
	reader_report_json(r, "x", &json);
	fuzz_must(g_utf8_validate((const char *)json.data, (gssize)json.size, NULL));
	flat_clear(&json);
	for (guint i = 0; i < MIN(r->documents->len, 5); i++) {
		const struct report_document *d = r->documents->pdata[i];
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) part = examine_extract(copy, size, filename, d->part, &context, &error);

		fuzz_must(part || error);
	}
	report_free(r);
}
