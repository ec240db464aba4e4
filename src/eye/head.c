/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * head - format and size of a picture, from its header
 *
 * Read by hand, for every reader wants to know whether a picture may be a page, and few can open one; and because a
 * picture's size must be known before anything is unpacked.
 */
#include "purser/eye.h"

#include <string.h>

#define SIDE_MOST 100000

static guint16
be16(const guint8 *p)
{
	return (guint16)(p[0] << 8 | p[1]);
}

static guint32
be32(const guint8 *p)
{
	return (guint32)be16(p) << 16 | be16(p + 2);
}

static gboolean
head_png(const guint8 *b, gsize size, gsize at G_GNUC_UNUSED, struct eye_head *out)
{
	if (size < 24 || memcmp(b + 12, "IHDR", 4) != 0)
		return FALSE;
	out->width = be32(b + 16);
	out->height = be32(b + 20);
	return TRUE;
}

/* The first frame header. What stands between two segments is passed over, as decoders do. */
static gboolean
head_jpeg(const guint8 *b, gsize size, gsize at G_GNUC_UNUSED, struct eye_head *out)
{
	gsize i = 2;

	while (i + 9 < size) {
		guint8 marker = b[i + 1];

		if (b[i] != 0xff || marker == 0xff || marker == 0 || marker == 1 ||
		    (marker >= 0xd0 && marker <= 0xd8)) {
			i += b[i] != 0xff || marker == 0xff ? 1 : 2;
			continue;
		}
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
			out->height = be16(b + i + 5);
			out->width = be16(b + i + 7);
			return TRUE;
		}
		if (marker == 0xda || marker == 0xd9 || be16(b + i + 2) < 2)
			return FALSE;
		i += 2 + be16(b + i + 2);
	}
	return FALSE;
}

/* Tags 256 and 257 of the directory at `at`; 0: the first one. */
static gboolean
head_tiff(const guint8 *b, gsize size, gsize at, struct eye_head *out)
{
	gboolean little = b[0] == 'I';
	guint16 (*u16)(const guint8 *) = little ? le16 : be16;
	guint32 (*u32)(const guint8 *) = little ? le32 : be32;
	guint n;

	if (size < 8)
		return FALSE;
	if (!at)
		at = u32(b + 4);
	if (at > size - 2)
		return FALSE;
	n = u16(b + at);
	for (at += 2; n-- > 0 && at + 12 <= size; at += 12) {
		guint tag = u16(b + at), type = u16(b + at + 2);
		guint value = type == 3 ? u16(b + at + 8) : u32(b + at + 8);

		if (tag == 256)
			out->width = value;
		else if (tag == 257)
			out->height = value;
	}
	return TRUE;
}

/* Behind the blocks of data at `at`, each with its length before it, the last one empty; 0: the file ends before. */
static gsize
gif_blocks_end(const guint8 *b, gsize size, gsize at)
{
	while (at < size && b[at])
		at += 1 + (gsize)b[at];
	return at < size ? at + 1 : 0;
}

static gsize
gif_colours(guint8 flags)
{
	return flags & 0x80 ? (gsize)3 << ((flags & 7) + 1) : 0;
}

/* The first frame: of an animation no more is unpacked. */
static gboolean
head_gif(const guint8 *b, gsize size, gsize at, struct eye_head *out)
{
	if (size < 13)
		return FALSE;
	at = 13 + gif_colours(b[10]);
	while (at && at + 11 < size && b[at] == 0x21)
		at = gif_blocks_end(b, size, at + 2);
	if (!at || at + 11 >= size || b[at] != 0x2c)
		return FALSE;
	out->width = le16(b + at + 5);
	out->height = le16(b + at + 7);
	out->first_end = gif_blocks_end(b, size, at + 11 + gif_colours(b[at + 9]));
	return out->first_end != 0;
}

static gboolean
head_webp(const guint8 *b, gsize size, gsize at G_GNUC_UNUSED, struct eye_head *out)
{
	if (size < 30 || memcmp(b + 8, "WEBP", 4) != 0)
		return FALSE;
	if (memcmp(b + 12, "VP8X", 4) == 0) {
		out->width = 1 + (le32(b + 24) & 0xffffff);
		out->height = 1 + (le32(b + 26) >> 8);
	} else if (memcmp(b + 12, "VP8L", 4) == 0 && b[20] == 0x2f) {
		out->width = 1 + (le32(b + 21) & 0x3fff);
		out->height = 1 + (le32(b + 21) >> 14 & 0x3fff);
	} else if (memcmp(b + 12, "VP8 ", 4) == 0 && memcmp(b + 23, "\x9d\x01\x2a", 3) == 0) {
		out->width = le16(b + 26) & 0x3fff;
		out->height = le16(b + 28) & 0x3fff;
	} else {
		return FALSE;
	}
	return TRUE;
}

/* A negative height: rows from the top. */
static gboolean
head_bmp(const guint8 *b, gsize size, gsize at G_GNUC_UNUSED, struct eye_head *out)
{
	if (size < 54 || le32(b + 14) < 40)
		return FALSE;
	out->width = le32(b + 18);
	out->height = le32(b + 22);
	if (out->height > G_MAXINT32)
		out->height = 0 - out->height;
	return TRUE;
}

static const struct {
	const char *opening;
	gsize size;
	enum eye_format format;
	gboolean (*read)(const guint8 *b, gsize size, gsize at, struct eye_head *out);
} HEADS[] = {
	{ "\x89PNG\r\n\x1a\n", 8, EYE_PNG, head_png },
	{ "\xff\xd8\xff", 3, EYE_JPEG, head_jpeg },
	{ "II*\0", 4, EYE_TIFF, head_tiff },
	{ "MM\0*", 4, EYE_TIFF, head_tiff },
	{ "GIF8", 4, EYE_GIF, head_gif },
	{ "RIFF", 4, EYE_WEBP, head_webp },
	{ "BM", 2, EYE_BMP, head_bmp },
};

gboolean
eye_head_read(const guint8 *bytes, gsize size, gsize offset, struct eye_head *out)
{
	for (guint i = 0; bytes && i < G_N_ELEMENTS(HEADS); i++) {
		struct eye_head head = { .format = HEADS[i].format };

		if (size <= 8 || memcmp(bytes, HEADS[i].opening, HEADS[i].size) != 0 ||
		    !HEADS[i].read(bytes, size, offset, &head) || !head.width || !head.height ||
		    head.width > SIDE_MOST || head.height > SIDE_MOST)
			continue;
		*out = head;
		return TRUE;
	}
	return FALSE;
}
