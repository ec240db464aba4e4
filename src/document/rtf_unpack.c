/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compressed RTF: a ring of 4096 bytes that begins with words every RTF has (MS-OXRTFCP). */
#include "purser/base.h"
#include "rtf.h"

#define RING 4096

static const char START[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0"
    "\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct ring {
	guint8 bytes[RING];
	guint at;
	GByteArray *out;
	gsize most;
};

static gboolean
put(struct ring *r, guint8 byte)
{
	if (r->out->len >= r->most)
		return FALSE;
	g_byte_array_append(r->out, &byte, 1);
	r->bytes[r->at] = byte;
	r->at = (r->at + 1) % RING;
	return TRUE;
}

/* Two bytes: where in the ring, and how many. FALSE: the end. */
static gboolean
repeat(struct ring *r, struct cursor *c)
{
	guint high = cursor_u8(c), low = cursor_u8(c), from = high << 4 | low >> 4, n = (low & 15) + 2;

	if (c->bad || from == r->at)
		return FALSE;
	for (guint i = 0; i < n; i++)
		if (!put(r, r->bytes[(from + i) % RING]))
			return FALSE;
	return TRUE;
}

static void
unpack(struct ring *r, struct cursor *c)
{
	while (c->n) {
		guint8 flags = cursor_u8(c);

		for (guint bit = 0; bit < 8 && c->n; bit++)
			if (flags >> bit & 1 ? !repeat(r, c) : !put(r, cursor_u8(c)))
				return;
	}
}

GBytes *
rtf_unpack(const guint8 *bytes, gsize size, gsize most)
{
	struct cursor c = { bytes, size, FALSE };
	struct ring r = { .at = sizeof START - 1 };
	guint32 raw, magic;

	cursor_u32(&c);
	raw = cursor_u32(&c);
	magic = cursor_u32(&c);
	cursor_u32(&c); /* a checksum, which some writers leave out */
	if (c.bad)
		return NULL;
	if (magic == 0x414c454d) /* "MELA": not compressed */
		return g_bytes_new(c.p, MIN(c.n, MIN(raw, most)));
	if (magic != 0x75465a4c) /* "LZFu" */
		return NULL;
	memcpy(r.bytes, START, sizeof START - 1);
	r.out = g_byte_array_new();
	r.most = MIN(raw, most);
	unpack(&r, &c);
	return g_byte_array_free_to_bytes(r.out);
}
