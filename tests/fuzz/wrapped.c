/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail in other forms: winmail.dat and signed S/MIME. What comes out goes to the mail parser, as it does in the reader. */
#include "document/cms.h"
#include "document/mapi.h"
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
	g_autoptr(GBytes) file = g_bytes_new(bytes, size), mail = NULL;
	struct message *m;
	const guint8 *data;
	gsize n;

	mail = size && bytes[0] == 0x30 ? cms_content(file) : tnef_to_mail(file, &LIMITS_PRESET, 0);
	if (!mail || !(data = g_bytes_get_data(mail, &n)))
		return;
	m = message_parse(data, n, &LIMITS_PRESET, NULL);
	if (m)
		message_free(m);
}
