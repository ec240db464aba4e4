/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A body's text: as a plane of words, as layers, and as a table of comma-separated values. */
#include "check.h"

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

/* The first byte chooses. */
static void
fuzz_one(const guint8 *bytes, gsize size)
{
	static const char *const CHARSETS[] = { NULL, "utf-8", "windows-1252", "utf-16", "iso-2022-jp",
		"utf-7" };
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) layers = NULL;
	const char *charset;

	if (!size)
		return;
	if (bytes[0] == 'c') {
		fuzz_document(bytes + 1, size - 1, "text/csv", "a.csv");
		return;
	}
	charset = CHARSETS[bytes[0] % G_N_ELEMENTS(CHARSETS)];
	fuzz_document(bytes + 1, size - 1, "text/plain", NULL);
	text = message_text_decode(bytes + 1, size - 1, charset, (gsize)LIMITS_PRESET.text_size);
	fuzz_must(g_utf8_validate(text, -1, NULL));
	layers = message_peel(text, strlen(text), bytes[0] & 1 ? "Fwd: PO 4711" : NULL);
	for (guint i = 0, end = 0; i < layers->len; i++) {
		const struct layer *l = layers->pdata[i];

		fuzz_must(l->start >= end && l->end >= l->start && l->end <= strlen(text));
		end = (guint)l->end;
	}
}
