/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader does with a message, without its process: each file named is read by reader_examine(), and its report
 * printed as JSON. For callgrind, which tells where a message's instructions go, and to hold what two versions of the
 * rules find against each other (docs/PERFORMANCE.md).
 *
 *	read_loop [--us] FILE...
 *
 * --us: as the reader of a company that named itself, its mail server and a key to compare accounts with.
 */
#include "purser/document.h"
#include "purser/message.h"
#include "purser/reader.h"
#include "purser/vault.h"

#include <stdio.h>
#include <string.h>

static char *names[] = { (char *)"Acme Software GmbH", (char *)"Acme", NULL };
static char *domains[] = { (char *)"acme.example", NULL };
static char *servers[] = { (char *)"mx1.acme.example", NULL };
static struct reader_trust trust = { .mailbox = (char *)"", .authserv_ids = servers };

static gboolean
file_read(const char *path, const struct reader_context *context)
{
	g_autofree char *bytes = NULL;
	struct flat json = { NULL };
	gsize size;
	struct report *report;

	if (!g_file_get_contents(path, &bytes, &size, NULL))
		return FALSE;
	report = report_new();
	reader_examine((const guint8 *)bytes, size, path, context, report);
	reader_report_json(report, path, &json);
	flat_u8(&json, '\n');
	report_free(report);
	size = fwrite(json.data, 1, json.size, stdout) - json.size;
	flat_clear(&json);
	return size == 0;
}

static void
company_named(struct reader_context *context)
{
	static const char KEY[32] = "an account's print needs a key";
	struct secret *key = secret_new(KEY, sizeof KEY);

	context->our_names = names;
	context->our_domains = domains;
	context->trusts = &trust;
	context->n_trusts = 1;
	context->bank = reader_bank_new(key, NULL);
	secret_free(key);
}

int
main(int argc, char **argv)
{
	struct reader_context context = { .limits = LIMITS_PRESET, .today = { 2026, 6, 15 } };
	gboolean us = argc > 1 && strcmp(argv[1], "--us") == 0, ok = TRUE;

	message_init();
	document_init();
	finding_init();
	if (us)
		company_named(&context);
	for (int i = us ? 2 : 1; i < argc; i++)
		ok = file_read(argv[i], &context) && ok;
	reader_bank_unref(context.bank);
	return ok ? 0 : 1;
}
