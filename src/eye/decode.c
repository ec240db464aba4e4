/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode - a PNG, JPEG or TIFF becomes a grey picture
 *
 * Its header is asked first: a picture that would unpack to more pixels than allowed is not opened. A photo is
 * unpacked at half or a quarter of its size where that is enough to read it.
 */
#include "sight.h"

#include <math.h>

#define LONG_SIDE 3300 /* of a page at EYE_DPI */
#define SIDE_MIN 16

struct head {
	int format, width, height;
};

static gboolean
head_read(const guint8 *bytes, gsize size, struct head *out)
{
	l_int32 depth = 0, samples = 0, mapped = 0;

	return size > 16 && pixReadHeaderMem(bytes, size, &out->format, &out->width, &out->height, &depth,
				&samples, &mapped) == 0;
}

/* JPEG can be unpacked to a half, a quarter, an eighth of its width. */
static int
reduction(const struct head *h, gint64 pixels_max)
{
	int by = 1;

	while (by < 8 && (MAX(h->width, h->height) / (by * 2) >= LONG_SIDE ||
			     (gint64)h->width * h->height / by / by > pixels_max))
		by *= 2;
	return by;
}

static PIX *
unpack(const guint8 *bytes, gsize size, gsize *inout_offset, const struct head *h, gint64 pixels_max)
{
	PIX *pix;

	if (h->format == IFF_JFIF_JPEG)
		return pixReadMemJpeg(bytes, size, 0, reduction(h, pixels_max), NULL, 0);
	if (h->format == IFF_PNG)
		return pixReadMemPng(bytes, size);
	pix = pixReadMemFromMultipageTiff(bytes, size, inout_offset);
	if (!pix)
		*inout_offset = 0;
	return pix;
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

static gboolean
is_tiff(int format)
{
	return format == IFF_TIFF || (format >= IFF_TIFF_PACKBITS && format <= IFF_TIFF_ZIP) ||
	       format == IFF_TIFF_JPEG;
}

/* The header of the TIFF page at this offset; the library reads only by number, so the first page's stands for
 * offset 0 and each further one is bounded when it is unpacked. */
static gboolean
too_large(const struct head *h, gint64 pixels_max)
{
	gint64 all = (gint64)h->width * h->height;

	if (h->format == IFF_JFIF_JPEG)
		all /= 64; /* at an eighth */
	return all > pixels_max;
}

PIX *
decode_file(const guint8 *bytes, gsize size, gsize *inout_offset, gint64 pixels_max, struct eye_page *page)
{
	struct head h = { 0 };
	PIX *pix = NULL;

	if (!head_read(bytes, size, &h) ||
	    (h.format != IFF_JFIF_JPEG && h.format != IFF_PNG && !is_tiff(h.format))) {
		page->why = g_strdup("the picture is damaged");
		page->damaged = TRUE;
	} else if (too_large(&h, pixels_max)) {
		page->why =
		    g_strdup_printf("a picture of %d by %d pixels: limits.scan_pixels", h.width, h.height);
	} else if (!(pix = unpack(bytes, size, inout_offset, &h, pixels_max)) || !(pix = to_grey(pix))) {
		page->why = g_strdup("the picture is damaged");
		page->damaged = TRUE;
	} else if (pixGetWidth(pix) < SIDE_MIN || pixGetHeight(pix) < SIDE_MIN) {
		page->why = g_strdup("too small to hold writing");
		pixDestroy(&pix);
	}
	if (!is_tiff(h.format) || page->why)
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

/* The usual height of what could be letters; 0: unknown. */
static int
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
