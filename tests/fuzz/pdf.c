/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF, by poppler. */
#include "check.h"

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	fuzz_document(bytes, size, "application/pdf", NULL);
}
