/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dust - specks that a dirty glass or a bad line left on a page
 *
 * A speck is known by its standing alone in the white, where writing never puts a dot. Where there are many, all specks
 * of their size go, those between letters too. A full stop is larger than the dust of most pages; what is as large as
 * one is left.
 */
#include "sight.h"

#include <stdlib.h>

#define INK_LIGHTEST 150
#define WHITE_DARKEST 235
#define WHITE_LEAST 0.8F /* of a copy in black and white; a photo has none */
#define SPECKS_MANY 24
#define SPECKS_SEEN 400     /* so many are measured */
#define DOT_AREA (1 / 26.0) /* of the square of a letter's height: a full stop has more */
#define ALMOST_ALL 0.95     /* of the specks that stand alone are no larger than what is taken out */

static int
compare_int(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* How large specks are that stand alone, with no ink within half a letter's height; 0: there are few. */
static int
speck_area(PIX *ink, int letter)
{
	int reach = letter | 1, n = 0, most = (int)(letter * letter * DOT_AREA);
	PIX *wide = pixDilateBrick(NULL, ink, reach, reach);
	BOXA *boxes = wide ? pixConnCompBB(wide, 8) : NULL;
	int area[SPECKS_SEEN];

	for (int i = 0; boxes && i < boxaGetCount(boxes) && n < SPECKS_SEEN; i++) {
		l_int32 x, y, w, h, count = 0;
		BOX *box;
		PIX *piece;

		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		if (w - reach >= letter / 3 || h - reach >= letter / 3)
			continue;
		box = boxCreate(x, y, w, h);
		piece = pixClipRectangle(ink, box, NULL);
		boxDestroy(&box);
		if (piece)
			pixCountPixels(piece, &count, NULL);
		pixDestroy(&piece);
		if (count > 0 && count < most)
			area[n++] = count;
	}
	boxaDestroy(&boxes);
	pixDestroy(&wide);
	if (n < SPECKS_MANY)
		return 0;
	qsort(area, (gsize)n, sizeof *area, compare_int);
	return area[(int)(n * ALMOST_ALL)];
}

static gboolean
is_white(PIX *grey)
{
	PIX *dark = pixThresholdToBinary(grey, WHITE_DARKEST);
	l_float32 share = 1;

	if (dark)
		pixForegroundFraction(dark, &share);
	pixDestroy(&dark);
	return 1 - share >= WHITE_LEAST;
}

static gboolean
has_ink(PIX *ink, int x0, int y0, int x1, int y1)
{
	BOX *box = boxCreate(MAX(x0, 0), MAX(y0, 0), x1 - MAX(x0, 0), y1 - MAX(y0, 0));
	PIX *piece = box ? pixClipRectangle(ink, box, NULL) : NULL;
	l_int32 none = 1;

	if (piece)
		pixZero(piece, &none);
	pixDestroy(&piece);
	boxDestroy(&box);
	return !none;
}

/* Where a full stop stands, or the dot of an i: ink without specks. */
static gboolean
is_dot(PIX *ink, int letter, int x, int y, int w, int h)
{
	int near = letter * 3 / 5, slack = MAX(letter / 7, 1), foot = y + h;

	return has_ink(ink, x, foot, x + w, foot + near) ||
	       (has_ink(ink, x - near, foot - letter / 3, x, foot + slack) &&
		   !has_ink(ink, x - near, foot + slack, x, foot + letter / 2));
}

/* The larger half of the specks stays where writing has its dots. In specks; ink is without them. */
static void
dots_keep(PIX *specks, PIX *ink, int letter, int area)
{
	PIXA *each = NULL;
	BOXA *boxes = pixConnComp(specks, &each, 8);

	for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
		l_int32 x, y, w, h, count = 0;
		PIX *piece = pixaGetPix(each, i, L_CLONE);

		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		pixCountPixels(piece, &count, NULL);
		if (count * 2 >= area && is_dot(ink, letter, x, y, w, h))
			pixRasterop(specks, x, y, w, h, PIX_CLR, NULL, 0, 0);
		pixDestroy(&piece);
	}
	boxaDestroy(&boxes);
	pixaDestroy(&each);
}

void
dust_remove(PIX *grey)
{
	int letter = is_white(grey) ? letter_height(grey) : 0, area;
	PIX *ink = letter ? pixThresholdToBinary(grey, INK_LIGHTEST) : NULL, *specks, *wide;

	area = ink ? speck_area(ink, letter) : 0;
	if (area > 0) {
		specks = pixSelectByArea(ink, (l_float32)area, 8, L_SELECT_IF_LTE, NULL);
		if (specks) {
			pixSubtract(ink, ink, specks);
			dots_keep(specks, ink, letter, area);
		}
		wide = specks ? pixDilateBrick(NULL, specks, 5, 5) : NULL;
		if (wide) {
			/* their soft edges too, but nothing of what is kept */
			pixDilateBrick(ink, ink, 3, 3);
			pixSubtract(wide, wide, ink);
			pixOr(wide, wide, specks);
			pixSetMasked(grey, wide, 255);
		}
		pixDestroy(&wide);
		pixDestroy(&specks);
	}
	pixDestroy(&ink);
}
