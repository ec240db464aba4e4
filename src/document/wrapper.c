/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wrapper - files that hold a whole mail message in another form
 *
 * Outlook's .msg, its winmail.dat, and signed S/MIME. Whoever opens messages asks document_unwrap() first; what gets to
 * the readers here could not be opened.
 */
#include "cms.h"
#include "mapi.h"
#include "office.h"

/* Signed content that is a part of MIME has a header, though not that of a whole message. */
static GBytes *
signed_to_mail(GBytes *file)
{
	g_autoptr(GBytes) content = cms_content(file);
	gsize size = 0;
	const guint8 *bytes = content ? g_bytes_get_data(content, &size) : NULL;
	GString *out;

	if (!bytes)
		return NULL;
	if (message_looks_like(bytes, size))
		return g_steal_pointer(&content);
	if (size < 8 || g_ascii_strncasecmp((const char *)bytes, "Content-", 8) != 0)
		return NULL;
	out = g_string_new("MIME-Version: 1.0\r\n");
	g_string_append_len(out, (const char *)bytes, (gssize)size);
	return g_string_free_to_bytes(out);
}

GBytes *
document_unwrap(GBytes *bytes, const struct limits *limits, gboolean *out_same)
{
	gsize size;
	const guint8 *b = g_bytes_get_data(bytes, &size);

	*out_same = TRUE;
	if (!b || size < 32 || size > (gsize)limits->part_size)
		return NULL;
	switch (b[0]) {
	case 0xd0:
		*out_same = FALSE;
		return memcmp(b, "\xd0\xcf\x11\xe0", 4) == 0 ? msg_to_mail(bytes, limits) : NULL;
	case 0x78:
		return tnef_to_mail(bytes, limits, 0);
	case 0x30:
		return cms_is_signed(b, size) ? signed_to_mail(bytes) : NULL;
	default:
		return NULL;
	}
}

void
msg_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_DAMAGED, "no message could be taken out of it");
}

void
tnef_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_DAMAGED, "no message could be taken out of it");
}
