/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rich text: as a document, and as Outlook packs it. */
#include "document/office.h"
#include "document/rtf.h"
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
	g_autoptr(GBytes) plain = NULL;

	/* "p" for packed; the rest is as it comes. */
	if (!size || bytes[0] != 'p') {
		fuzz_reader(rtf_read, bytes, size);
		return;
	}
	plain = rtf_unpack(bytes + 1, size - 1, (gsize)LIMITS_PRESET.text_size);
	if (plain)
		fuzz_reader(rtf_read, g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
}
