/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls a reader of the document room by itself, past the look that tells formats apart. */
#pragma once

#include "document/scribe.h"
#include "check.h"

static inline void
fuzz_reader(void (*read)(struct document *d, const struct source *s), const void *bytes, gsize size)
{
	g_autoptr(GBytes) empty = g_bytes_new_static("", 0), whole = g_bytes_new(bytes, size);
	struct document *d = document_read(empty, NULL, NULL, NULL, &LIMITS_PRESET);
	struct source s = { .whole = whole, .limits = &LIMITS_PRESET };

	g_clear_pointer(&d->text, g_free);
	d->read = READ_TEXT;
	g_clear_pointer(&d->why, g_free);
	s.bytes = g_bytes_get_data(whole, &s.size);
	if (!s.bytes)
		s.bytes = (const guint8 *)"";
	read(d, &s);
	if (!d->text)
		d->text = g_strdup("");
	fuzz_check_document(d, &LIMITS_PRESET);
	document_free(d);
}
