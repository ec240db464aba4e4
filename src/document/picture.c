/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture - PNG, JPEG and TIFF files: their size without opening them, and the words on them with an eye
 *
 * The headers are read here by hand: every reader wants to know whether a picture may be a page, few can open one.
 */
#include "pdf.h"

#include <string.h>

#define SIDE_MOST 100000

static guint
be16(const guint8 *p)
{
	return (guint)p[0] << 8 | p[1];
}

static guint
be32(const guint8 *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static gboolean
size_png(const guint8 *b, gsize size, guint *w, guint *h)
{
	if (size < 24 || memcmp(b + 12, "IHDR", 4) != 0)
		return FALSE;
	*w = be32(b + 16);
	*h = be32(b + 20);
	return TRUE;
}

/* The first frame header. */
static gboolean
size_jpeg(const guint8 *b, gsize size, guint *w, guint *h)
{
	gsize i = 2;

	while (i + 9 < size) {
		guint8 marker = b[i + 1];

		if (b[i] != 0xff)
			return FALSE;
		if (marker == 0xff) {
			i++;
			continue;
		}
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
			*h = be16(b + i + 5);
			*w = be16(b + i + 7);
			return TRUE;
		}
		if (marker == 0xda || be16(b + i + 2) < 2)
			return FALSE;
		i += 2 + be16(b + i + 2);
	}
	return FALSE;
}

/* Tags 256 and 257 of the first directory. */
static gboolean
size_tiff(const guint8 *b, gsize size, guint *w, guint *h)
{
	gboolean little = b[0] == 'I';
#define U16(p) (little ? (guint)(p)[0] | (guint)(p)[1] << 8 : be16(p))
#define U32(p) \
	(little ? (guint)(p)[0] | (guint)(p)[1] << 8 | (guint)(p)[2] << 16 | (guint)(p)[3] << 24 : be32(p))
	gsize at;
	guint n;

	if (size < 8)
		return FALSE;
	at = U32(b + 4);
	if (at > size - 2)
		return FALSE;
	n = U16(b + at);
	for (at += 2; n-- > 0 && at + 12 <= size; at += 12) {
		guint tag = U16(b + at), type = U16(b + at + 2);
		guint value = type == 3 ? U16(b + at + 8) : U32(b + at + 8);

		if (tag == 256)
			*w = value;
		else if (tag == 257)
			*h = value;
	}
#undef U16
#undef U32
	return *w && *h;
}

gboolean
document_picture_size(const guint8 *bytes, gsize size, guint *out_width, guint *out_height)
{
	guint w = 0, h = 0;
	gboolean known =
	    size > 8 && ((memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0 && size_png(bytes, size, &w, &h)) ||
			    (memcmp(bytes, "\xff\xd8\xff", 3) == 0 && size_jpeg(bytes, size, &w, &h)) ||
			    ((memcmp(bytes, "II*", 4) == 0 || memcmp(bytes, "MM\0*", 4) == 0) &&
				size_tiff(bytes, size, &w, &h)));

	if (!known || !w || !h || w > SIDE_MOST || h > SIDE_MOST)
		return FALSE;
	*out_width = w;
	*out_height = h;
	return TRUE;
}

/* One page's words onto the plane. */
static void
page_take(struct scribe *p, const struct eye_page *seen)
{
	struct document *d = p->document;
	struct pdf_page page = { .d = d, .number = (guint16)(d->n_pages + 1) };

	d->n_pages++;
	d->pages = g_realloc_n(d->pages, d->n_pages + 1, sizeof(*d->pages));
	page.pool = g_string_new(NULL);
	page.words = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
	pdf_page_take(&page, seen);
	pdf_page_emit(&page, p);
	g_string_free(page.pool, TRUE);
	g_array_unref(page.words);
}

/* Page after page; FALSE: the picture is damaged. */
static gboolean
pages_look(struct scan *scan, struct scribe *p, const struct source *s)
{
	struct eye_wish wish = scan_wish(scan);
	gsize offset = 0;
	gboolean whole = TRUE;

	do {
		struct eye_page *seen = document_eye->look_at_file(s->bytes, s->size, &offset, &wish);

		whole = whole && !seen->damaged;
		scan_take(scan, seen);
		page_take(p, seen);
		eye_page_free(seen);
	} while (offset && !p->document->truncated && scan_wanted(scan));
	return whole;
}

void
picture_read(struct document *d, const struct source *s)
{
	struct scan scan = { .limits = s->limits };
	struct scribe p;
	guint w = 0, h = 0;
	gboolean whole = TRUE;

	d->unit = UNIT_POINTS;
	if (!document_picture_size(s->bytes, s->size, &w, &h)) {
		document_say(d, READ_DAMAGED, "the picture is damaged");
		return;
	}
	if ((gint64)w * h > s->limits->scan_pixels) {
		document_say(
		    d, READ_SKIPPED, "a picture of %u by %u pixels: more than limits.scan_pixels", w, h);
		return;
	}
	scribe_init(&p, d, s->limits, 4096);
	if (scan_wanted(&scan)) {
		d->complex_format = TRUE;
		whole = pages_look(&scan, &p, s);
	}
	scribe_finish(&p);
	if (d->words->len == 0 && !whole)
		document_say(d, READ_DAMAGED, "the picture is damaged");
	else if (d->words->len == 0)
		document_say(d, READ_SKIPPED, "%s", scan_why(&scan, "no writing is seen in it"));
	scan_finish(&scan, d);
}
