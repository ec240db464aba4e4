/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See xls.h. A string is a length in characters, flags, perhaps the number of its runs of fonts and the size of what East
 * Asia adds, its characters in one or two bytes, then those. Where one is cut by the end of a record, its next
 * characters begin with new flags.
 */
#include "xls.h"

enum { FLAG_WIDE = 1, FLAG_FAR_EAST = 4, FLAG_RICH = 8 };

struct reader {
	const GArray *parts;
	guint next; /* part */
	struct cursor c;
};

/* On to the next record. FALSE: there is none. */
static gboolean
part_next(struct reader *r)
{
	if (!r->parts || r->next >= r->parts->len) {
		r->c.bad = TRUE;
		return FALSE;
	}
	r->c = g_array_index(r->parts, struct cursor, r->next++);
	return TRUE;
}

static void
skip(struct reader *r, guint64 n)
{
	while (n) {
		gsize step = (gsize)MIN(n, r->c.n);

		cursor_take(&r->c, step);
		n -= step;
		if (n && !part_next(r))
			return;
	}
}

static void
put_wide(GString *out, guint16 c, guint16 *high)
{
	gunichar u = c;

	if (c >= 0xd800 && c < 0xdc00) {
		*high = c;
		return;
	}
	if (c >= 0xdc00 && c < 0xe000)
		u = *high ? 0x10000U + ((gunichar)(*high - 0xd800) << 10) + (gunichar)(c - 0xdc00) : 0xfffd;
	*high = 0;
	g_string_append_unichar(out, u ? u : 0xfffd);
}

static char *
string_read(struct reader *r, guint length_size)
{
	guint n = length_size == 2 ? cursor_u16(&r->c) : cursor_u8(&r->c);
	guint8 flags = cursor_u8(&r->c);
	guint16 runs = flags & FLAG_RICH ? cursor_u16(&r->c) : 0, high = 0;
	guint32 far_east = flags & FLAG_FAR_EAST ? cursor_u32(&r->c) : 0;
	GString *out = g_string_sized_new(n + 1);

	while (n && !r->c.bad) {
		gboolean wide = flags & FLAG_WIDE;
		guint here = (guint)MIN(n, r->c.n / (wide ? 2 : 1));

		for (guint i = 0; i < here; i++)
			put_wide(out, wide ? cursor_u16(&r->c) : cursor_u8(&r->c), &high);
		n -= here;
		if (n && part_next(r))
			flags = cursor_u8(&r->c);
	}
	skip(r, 4ULL * runs + far_east);
	return g_string_free(out, FALSE);
}

char *
xls_string(struct cursor *c, guint length_size)
{
	struct reader r = { .c = *c };
	char *text = string_read(&r, length_size);

	*c = r.c;
	return text;
}

void
xls_shared_strings(GPtrArray *out, const GArray *parts)
{
	struct reader r = { .parts = parts };
	guint32 n;

	if (!part_next(&r))
		return;
	cursor_u32(&r.c);
	n = cursor_u32(&r.c);
	for (guint32 i = 0; i < n && !r.c.bad; i++) {
		if (!r.c.n && !part_next(&r))
			return;
		g_ptr_array_add(out, string_read(&r, 2));
	}
}
