/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode - a file becomes a grey picture
 *
 * Its header is asked first, a TIFF's for each page: a picture that would unpack to more pixels than allowed is not
 * opened. A photo is unpacked at half or a quarter of its size where that is enough to read it.
 */
#include "sight.h"

#include <math.h>
#include <string.h>

#define LONG_SIDE 3300 /* of a page at EYE_DPI */
#define SIDE_MIN 16

/* It can be unpacked to a half, a quarter, an eighth of its width. */
static PIX *
unpack_jpeg(const guint8 *bytes, gsize size, const struct eye_head *h)
{
	guint by = 1;

	while (by < 8 && MAX(h->width, h->height) / (by * 2) >= LONG_SIDE)
		by *= 2;
	return pixReadMemJpeg(bytes, size, 0, (l_int32)by, NULL, 0);
}

/* The library would unpack every frame: it gets a file with the first one only. */
static PIX *
unpack_gif(const guint8 *bytes, gsize size G_GNUC_UNUSED, const struct eye_head *h)
{
	g_autofree guint8 *first = g_malloc(h->first_end + 1);

	memcpy(first, bytes, h->first_end);
	first[h->first_end] = 0x3b;
	return pixReadMemGif(first, h->first_end + 1);
}

static PIX *
unpack_png(const guint8 *bytes, gsize size, const struct eye_head *h G_GNUC_UNUSED)
{
	return pixReadMemPng(bytes, size);
}

static PIX *
unpack_webp(const guint8 *bytes, gsize size, const struct eye_head *h G_GNUC_UNUSED)
{
	return pixReadMemWebP(bytes, size);
}

static PIX *
unpack_bmp(const guint8 *bytes, gsize size, const struct eye_head *h G_GNUC_UNUSED)
{
	return pixReadMemBmp(bytes, size);
}

static PIX *
unpack(const guint8 *bytes, gsize size, gsize *inout_offset, const struct eye_head *h)
{
	static PIX *(*const one_page[])(const guint8 *, gsize, const struct eye_head *) = {
		[EYE_PNG] = unpack_png,
		[EYE_JPEG] = unpack_jpeg,
		[EYE_GIF] = unpack_gif,
		[EYE_WEBP] = unpack_webp,
		[EYE_BMP] = unpack_bmp,
	};

	return h->format == EYE_TIFF ? pixReadMemFromMultipageTiff(bytes, size, inout_offset)
				     : one_page[h->format](bytes, size, h);
}

static PIX *
to_grey(PIX *pix)
{
	PIX *flat = pixGetSpp(pix) == 4 ? pixAlphaBlendUniform(pix, 0xffffff00) : pixClone(pix);
	PIX *grey = flat ? pixConvertTo8(flat, 0) : NULL;

	pixDestroy(&flat);
	pixDestroy(&pix);
	return grey;
}

PIX *
decode_file(const guint8 *bytes, gsize size, gsize *inout_offset, gint64 pixels_max, struct eye_page *page)
{
	struct eye_head h = { 0 };
	gboolean headed = eye_head_read(bytes, size, *inout_offset, &h);
	PIX *pix = NULL;

	if (headed && (gint64)h.width * h.height > pixels_max) {
		page->why =
		    g_strdup_printf("a picture of %u by %u pixels: limits.scan_pixels", h.width, h.height);
	} else if (!headed || !(pix = unpack(bytes, size, inout_offset, &h)) || !(pix = to_grey(pix))) {
		page->why = g_strdup("the picture is damaged");
		page->damaged = TRUE;
	} else if (pixGetWidth(pix) < SIDE_MIN || pixGetHeight(pix) < SIDE_MIN) {
		page->why = g_strdup("too small to hold writing");
		pixDestroy(&pix);
	}
	if (h.format != EYE_TIFF || page->why)
		*inout_offset = 0;
	return pix;
}

/* ---- size ---- */

/* Of a sheet of paper: between 1:1.2 and 1:1.6. */
static gboolean
is_sheet(int width, int height)
{
	int longer = MAX(width, height), shorter = MIN(width, height);

	return longer * 5 >= shorter * 6 && longer * 5 <= shorter * 8;
}

static int
compare_int(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int
letter_height(PIX *grey)
{
	PIX *norm = pixBackgroundNormSimple(grey, NULL, NULL);
	PIX *ink = norm ? pixThresholdToBinary(norm, 160) : NULL;
	BOXA *boxes = ink ? pixConnCompBB(ink, 8) : NULL;
	int n = boxes ? boxaGetCount(boxes) : 0, kept = 0, usual = 0;
	g_autofree int *heights = g_new(int, n + 1);

	for (int i = 0; i < n; i++) {
		l_int32 w, h;

		boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
		if (h >= 5 && h <= 200 && w >= 2 && w <= 3 * h)
			heights[kept++] = h;
	}
	if (kept >= 20) {
		qsort(heights, (gsize)kept, sizeof *heights, compare_int);
		usual = heights[kept / 2];
	}
	boxaDestroy(&boxes);
	pixDestroy(&ink);
	pixDestroy(&norm);
	return usual;
}

#define LETTER_HEIGHT 24 /* at EYE_DPI, of ten points, capitals and small ones mixed */

/* A fax has twice as many dots in a line as lines. */
static PIX *
square_dots(PIX *pix)
{
	double x = pixGetXRes(pix), y = pixGetYRes(pix);
	PIX *square = NULL;

	if (x > 0 && y > 0 && x / y > 1.5 && x / y < 2.5)
		square = pixScale(pix, 1, (l_float32)(x / y));
	if (!square)
		return pix;
	pixDestroy(&pix);
	return square;
}

PIX *
decode_usual_size(PIX *pix, double *out_dpi)
{
	int width, height, longer;
	double factor = 1, most;
	PIX *scaled = NULL;

	pix = square_dots(pix);
	width = pixGetWidth(pix);
	height = pixGetHeight(pix);
	longer = MAX(width, height);
	if (is_sheet(width, height)) {
		factor = (double)LONG_SIDE / longer;
	} else {
		int usual = letter_height(pix);

		factor = usual ? (double)LETTER_HEIGHT / usual : 1;
	}
	*out_dpi = EYE_DPI / factor;
	/* what the file says is believed where it may be: A4 and letter differ */
	if (fabs(pixGetXRes(pix) / *out_dpi - 1) < 0.15)
		*out_dpi = pixGetXRes(pix);
	if (factor > 0.8 && factor < 1.6)
		return pix; /* 190 to 375 dpi */
	/* no more than one large page, four times the size */
	most = sqrt(1.6 * LONG_SIDE * LONG_SIDE / ((double)width * height));
	factor = CLAMP(factor, 0.1, MIN(4.0, most));
	if (factor > 0.95 && factor < 1.05)
		return pix;
	scaled = pixScale(pix, (l_float32)factor, (l_float32)factor);
	if (!scaled)
		return pix;
	pixDestroy(&pix);
	*out_dpi *= factor;
	return scaled;
}
