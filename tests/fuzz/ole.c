/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compound files: the first byte says whether one is read as Word's, as Excel's or as Outlook's. */
#include "document/mapi.h"
#include "document/office.h"
#include "reader.h"

static void
fuzz_prepare(void)
{
	message_init();
	document_init();
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	g_autoptr(GBytes) file = NULL, mail = NULL;

	if (!size)
		return;
	if (bytes[0] == 'd') {
		fuzz_reader(doc_read, bytes + 1, size - 1);
	} else if (bytes[0] == 'x') {
		fuzz_reader(xls_read, bytes + 1, size - 1);
	} else {
		file = g_bytes_new(bytes + 1, size - 1);
		mail = msg_to_mail(file, &LIMITS_PRESET);
	}
}
