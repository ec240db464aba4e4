/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML bodies and files. */
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
	fuzz_document(bytes, size, "text/html", NULL);
}
