/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * upright - where lines of writing are on a picture, and how it must be turned for them to lie level
 *
 * All of it at half the size, in black and white, without the rules of tables. Which way is up only reading a few
 * lines can tell (look.c); here it is lying or standing, and the angle.
 */
#include "sight.h"

#include <math.h>

#define INK_LIGHTEST 170 /* after the background was made white */
#define ANGLE_MAX 12.0
#define ANGLE_MIN 0.2
#define ANGLE_SURE 2.5
#define SIGN_LEAST 6 /* pixels of the half picture, of what may be letters */
#define SIGN_MOST 80
#define DOT_MOST (1 / 65.0) /* dots of a leader, in pixels of the half picture for each dot an inch */

/* Long straight strokes, lying and standing. */
static void
rules_remove(PIX *ink)
{
	PIX *lying = pixOpenBrick(NULL, ink, 100, 1), *standing = pixOpenBrick(NULL, ink, 1, 100);

	if (lying && standing) {
		pixSubtract(ink, ink, lying);
		pixSubtract(ink, ink, standing);
	}
	pixDestroy(&lying);
	pixDestroy(&standing);
}

/* How much darker the darkest part of the background is than the lightest. */
static double
shade_of(PIX *grey)
{
	PIX *map = NULL;
	l_float32 low = 0, high = 0;

	if (pixGetBackgroundGrayMap(grey, NULL, 20, 20, 60, 80, &map) != 0 || !map)
		return 0;
	pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.02F, &low, NULL);
	pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.98F, &high, NULL);
	pixDestroy(&map);
	return high - low;
}

static PIX *
ink_of(PIX *grey)
{
	PIX *half = pixScaleAreaMap2(grey), *norm = half ? pixBackgroundNormSimple(half, NULL, NULL) : NULL;
	PIX *ink = norm   ? pixThresholdToBinary(norm, INK_LIGHTEST)
		   : half ? pixThresholdToBinary(half, 128)
			  : NULL;
	l_float32 share = 0;

	pixDestroy(&norm);
	pixDestroy(&half);
	if (!ink)
		return NULL;
	pixForegroundFraction(ink, &share);
	if (share > 0.6F)
		pixInvert(ink, ink); /* white on black */
	rules_remove(ink);
	return ink;
}

/* Rows of dots that lead from a label to its value: no engine reads past them. In ink, where they are kept as a mask. */
static PIX *
leaders_remove(PIX *ink, double dpi)
{
	l_int32 most = (l_int32)MAX(2, dpi * DOT_MOST);
	PIX *dots = pixSelectBySize(ink, most, most, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, NULL);
	PIX *joined = dots ? pixCloseSafeBrick(NULL, dots, 21, 1) : NULL;
	PIX *rows = joined ? pixOpenBrick(NULL, joined, 70, 1) : NULL, *mask = NULL;
	l_int32 none = 1;

	if (rows)
		pixZero(rows, &none);
	if (!none) {
		mask = pixDilateBrick(NULL, rows, 11, 9);
		/* only dots: a letter that the row touches stays */
		pixAnd(mask, mask, dots);
		pixSubtract(ink, ink, mask);
	}
	pixDestroy(&rows);
	pixDestroy(&joined);
	pixDestroy(&dots);
	return mask;
}

/* Of what is as large as letters: the paper's edge has an angle of its own, and crumbs of it lie in a row. */
static double
angle_of(PIX *ink)
{
	l_float32 angle = 0, sure = 0;
	PIX *small = pixSelectBySize(ink, SIGN_MOST, SIGN_MOST, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, NULL);
	PIX *signs =
	    small ? pixSelectBySize(small, 2, SIGN_LEAST, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, NULL) : NULL;
	gboolean found = signs && pixFindSkewSweepAndSearch(
				      signs, &angle, &sure, 4, 2, (l_float32)ANGLE_MAX, 1.0F, 0.05F) == 0;

	pixDestroy(&signs);
	pixDestroy(&small);
	if (!found || sure < (l_float32)ANGLE_SURE || fabs((double)angle) < ANGLE_MIN)
		return 0;
	return (double)angle;
}

/* Boxes of what looks like lines of writing: long and low. */
static BOXA *
lines_of(PIX *ink)
{
	PIX *joined = pixCloseSafeBrick(NULL, ink, 17, 1);
	BOXA *all = joined ? pixConnCompBB(joined, 4) : NULL, *lines = boxaCreate(64);

	for (int i = 0; all && i < boxaGetCount(all); i++) {
		l_int32 x, y, w, h;

		boxaGetBoxGeometry(all, i, &x, &y, &w, &h);
		if (h >= 7 && h <= 60 && w >= 4 * h)
			boxaAddBox(lines, boxCreate(x, y, w, h), L_INSERT);
	}
	boxaDestroy(&all);
	pixDestroy(&joined);
	return lines;
}

gboolean
writing_find(struct writing *l, PIX *grey, double dpi, gboolean sideways)
{
	PIX *ink = ink_of(grey), *turned;

	*l = (struct writing){ .shade = shade_of(grey) };
	if (!ink)
		return FALSE;
	if (sideways) {
		turned = pixRotateOrth(ink, 1);
		pixDestroy(&ink);
		ink = turned;
		l->quarters = 1;
		if (!ink)
			return FALSE;
	}
	l->angle = angle_of(ink);
	if (l->angle != 0) {
		turned = pixRotate(ink, (l_float32)(l->angle * G_PI / 180), L_ROTATE_SAMPLING,
		    L_BRING_IN_WHITE, pixGetWidth(ink), pixGetHeight(ink));
		if (turned) {
			pixDestroy(&ink);
			ink = turned;
		}
	}
	l->ink = ink;
	l->leaders = leaders_remove(ink, dpi);
	l->lines = lines_of(ink);
	return boxaGetCount(l->lines) > 0;
}

void
writing_clear(struct writing *l)
{
	pixDestroy(&l->ink);
	pixDestroy(&l->leaders);
	boxaDestroy(&l->lines);
}

/* The mask is of half the picture's size, and its dots have soft edges. */
static void
leaders_whiten(const struct writing *l, PIX *turned)
{
	PIX *wide = pixDilateBrick(NULL, l->leaders, 3, 3),
	    *mask = wide ? pixExpandBinaryPower2(wide, 2) : NULL;

	if (mask)
		pixSetMasked(turned, mask, 255);
	pixDestroy(&mask);
	pixDestroy(&wide);
}

static PIX *
turn(const struct writing *l, PIX *grey)
{
	PIX *pix = l->quarters ? pixRotateOrth(grey, l->quarters) : pixClone(grey), *level;

	if (!pix || l->angle == 0)
		return pix;
	level = pixRotate(pix, (l_float32)(l->angle * G_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
	    pixGetWidth(pix), pixGetHeight(pix));
	if (level)
		pixDestroy(&pix);
	return level ? level : pix;
}

PIX *
writing_turn(const struct writing *l, PIX *grey)
{
	PIX *turned = turn(l, grey);

	if (turned && l->leaders)
		leaders_whiten(l, turned);
	return turned;
}

/* The lines with most ink on them, but no longer than a sentence needs: they tell most for the time they take. */
PIXA *
writing_samples(const struct writing *l, PIX *turned)
{
	NUMA *ink = numaCreate(64), *order = NULL;
	BOXA *sorted;
	PIXA *samples = pixaCreate(SAMPLES_MAX);

	for (int i = 0; i < boxaGetCount(l->lines); i++) {
		BOX *box = boxaGetBox(l->lines, i, L_CLONE);
		PIX *piece = pixClipRectangle(l->ink, box, NULL);
		l_int32 count = 0;

		if (piece)
			pixCountPixels(piece, &count, NULL);
		numaAddNumber(ink, (l_float32)count);
		pixDestroy(&piece);
		boxDestroy(&box);
	}
	order = numaGetSortIndex(ink, L_SORT_DECREASING);
	sorted = order ? boxaSortByIndex(l->lines, order) : NULL;
	for (int i = 0; sorted && i < MIN(boxaGetCount(sorted), SAMPLES_MAX); i++) {
		l_int32 x, y, w, h;
		BOX *box;
		PIX *piece;

		boxaGetBoxGeometry(sorted, i, &x, &y, &w, &h);
		box = boxCreate(2 * x - 8, 2 * y - 8, MIN(2 * w, 60 * h) + 16, 2 * h + 16);
		piece = pixClipRectangle(turned, box, NULL);
		boxDestroy(&box);
		if (piece)
			pixaAddPix(samples, piece, L_INSERT);
	}
	boxaDestroy(&sorted);
	numaDestroy(&order);
	numaDestroy(&ink);
	return samples;
}
