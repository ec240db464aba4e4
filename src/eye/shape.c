/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shape - signs held against the figures that the page itself prints
 *
 * An engine reads by what usually follows what: it makes 10338908 of IO338908, and passes over a lone 1. A page's own
 * figures know better. They are taken from amounts, dates and numbers that were read surely and have no letters; a sign
 * is held against them by its picture. Where a word's ink does not part into as many pieces as it has signs, nothing is
 * said of it.
 */
#include "sight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDE 12
#define HIGH 16
#define SAMPLES_EACH 10
#define SURE_DOUBT 8
#define PROVEN_DOUBT 5 /* of a word whose signs are all alike to others of the page */
#define LOWEST 0.7F    /* in capitals */
#define HIGHEST 1.4F
#define CAPITAL_LEAST 0.88F /* of letters that are alike in both cases */
#define ALIKE 0.80          /* of 1: the same sign */
#define SAME 0.9            /* beyond doubt */
#define CLEAR 0.05          /* so much more alike than any other */
#define UNLIKE 0.68         /* another sign than the samples */
#define O_WIDER 1.22        /* than a nought */
#define NOUGHT_WIDEST 1.1
#define EVEN 0.80      /* as its mirror image: an I, which a 1 is not */
#define SHAPE_DOUBT 35 /* where the shape says neither */

enum { SIGNS = 36, LETTER_I = 18 }; /* figures, then capitals */

struct glyph {
	guint8 ink[WIDE * HIGH];
	float aspect, height; /* width for height; height in capitals */
	int x0, y0, x1, y1;   /* pixels of the page */
};

struct shapes {
	PIX *pix;
	struct glyph sample[SIGNS][SAMPLES_EACH];
	guint word[SIGNS][SAMPLES_EACH]; /* that it was taken from */
	guint n[SIGNS];
	int capital;
};

/* ---- signs of a piece of the page ---- */

static guint8
threshold_of(PIX *clip)
{
	guint lo = 255, hi = 0;

	for (int y = 0; y < pixGetHeight(clip); y++) {
		const l_uint32 *row = pixGetData(clip) + (gsize)y * (gsize)pixGetWpl(clip);

		for (int x = 0; x < pixGetWidth(clip); x++) {
			guint v = GET_DATA_BYTE(row, x);

			lo = MIN(lo, v);
			hi = MAX(hi, v);
		}
	}
	return (guint8)((lo + hi) / 2);
}

/* Its share of ink in each of WIDE by HIGH fields. */
static void
glyph_draw(PIX *ink, int x0, int y0, int w, int h, guint8 *out)
{
	for (int r = 0; r < HIGH; r++)
		for (int c = 0; c < WIDE; c++) {
			int xa = x0 + c * w / WIDE, xb = MAX(xa + 1, x0 + (c + 1) * w / WIDE);
			int ya = y0 + r * h / HIGH, yb = MAX(ya + 1, y0 + (r + 1) * h / HIGH), n = 0;

			for (int y = ya; y < yb; y++) {
				const l_uint32 *row = pixGetData(ink) + (gsize)y * (gsize)pixGetWpl(ink);

				for (int x = xa; x < xb; x++)
					n += GET_DATA_BIT(row, x) != 0;
			}
			out[r * WIDE + c] = (guint8)(255 * n / ((xb - xa) * (yb - ya)));
		}
}

struct span {
	int x0, y0, x1, y1;
};

static int
span_compare(const void *a, const void *b)
{
	return ((const struct span *)a)->x0 - ((const struct span *)b)->x0;
}

/* Ink that stands one above the other is one sign. */
static guint
spans_merge(struct span *s, guint n)
{
	guint kept = 0;

	for (guint i = 0; i < n; i++) {
		struct span *last = kept ? &s[kept - 1] : NULL;

		if (last &&
		    (MIN(last->x1, s[i].x1) - s[i].x0) * 2 > MIN(last->x1 - last->x0, s[i].x1 - s[i].x0)) {
			last->x1 = MAX(last->x1, s[i].x1);
			last->y0 = MIN(last->y0, s[i].y0);
			last->y1 = MAX(last->y1, s[i].y1);
		} else {
			s[kept++] = s[i];
		}
	}
	return kept;
}

#define SIGNS_MAX 40

/* The signs between x0 and x1 on a line whose letters stand on base, left to right; what touches the edge is no part of it. */
static guint
glyphs_find(PIX *pix, int capital, int x0, int x1, int base, struct glyph *out)
{
	int beside = capital / 5, left = MAX(x0 - beside, 0), top = MAX(base - capital * 3 / 2, 0);
	BOX *box = boxCreate(left, top, x1 + beside - left, base + capital / 2 - top);
	PIX *clip = pixClipRectangle(pix, box, NULL),
	    *ink = clip ? pixThresholdToBinary(clip, threshold_of(clip)) : NULL;
	BOXA *boxes = ink ? pixConnCompBB(ink, 8) : NULL;
	int n_boxes = boxes ? boxaGetCount(boxes) : 0;
	struct span spans[SIGNS_MAX] = { { 0 } };
	guint n = 0;

	for (int i = 0; i < n_boxes && n < SIGNS_MAX; i++) {
		l_int32 x, y, w, h;

		boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
		if (MAX(w, h) * 12 < capital || y == 0 || y + h >= pixGetHeight(ink) || x == 0 ||
		    x + w >= pixGetWidth(ink))
			continue;
		spans[n++] = (struct span){ x, y, x + w, y + h };
	}
	qsort(spans, n, sizeof *spans, span_compare);
	n = n < SIGNS_MAX ? spans_merge(spans, n) : 0;
	for (guint i = 0; i < n; i++) {
		int w = spans[i].x1 - spans[i].x0, h = spans[i].y1 - spans[i].y0;

		out[i] = (struct glyph){ .aspect = (float)w / (float)h,
			.height = (float)h / (float)capital,
			.x0 = left + spans[i].x0,
			.y0 = top + spans[i].y0,
			.x1 = left + spans[i].x1,
			.y1 = top + spans[i].y1 };
		glyph_draw(ink, spans[i].x0, spans[i].y0, w, h, out[i].ink);
	}
	boxaDestroy(&boxes);
	pixDestroy(&ink);
	pixDestroy(&clip);
	boxDestroy(&box);
	return n;
}

/* 1: the same. */
static double
likeness(const struct glyph *a, const struct glyph *b)
{
	guint apart = 0;

	if (fabs(log((double)a->aspect / (double)b->aspect)) > 0.3 ||
	    fabs(log((double)a->height / (double)b->height)) > 0.2)
		return 0;
	for (guint i = 0; i < WIDE * HIGH; i++)
		apart += (guint)ABS(a->ink[i] - b->ink[i]);
	return 1 - (double)apart / (255.0 * WIDE * HIGH);
}

/* 1: its own mirror image. */
static double
evenness(const struct glyph *g)
{
	guint apart = 0;

	for (guint r = 0; r < HIGH; r++)
		for (guint c = 0; c < WIDE / 2; c++)
			apart += 2 * (guint)ABS(g->ink[r * WIDE + c] - g->ink[r * WIDE + WIDE - 1 - c]);
	return 1 - (double)apart / (255.0 * WIDE * HIGH);
}

/* ---- the page's own signs ---- */

/* -1: none that is compared. */
static int
sign_of(char c)
{
	return g_ascii_isdigit(c) ? c - '0' : g_ascii_isupper(c) ? 10 + c - 'A' : -1;
}

static gboolean
is_ascii(const char *s)
{
	while (*s && !(*s & 0x80))
		s++;
	return !*s;
}

static guint
figures_in(const char *s)
{
	guint n = 0;

	for (; *s; s++)
		n += g_ascii_isdigit(*s) != 0;
	return n;
}

/* As many as the word has signs, or none. */
static guint
word_glyphs(const struct shapes *k, const struct reading_word *w, struct glyph *out)
{
	gsize n = strlen(w->text);

	if (!n || n >= SIGNS_MAX || !is_ascii(w->text))
		return 0;
	return glyphs_find(k->pix, k->capital, w->x0, w->x1, w->base, out) == n ? (guint)n : 0;
}

/* Figures are taken from words without letters, for there nobody took an O for one of them; capitals from words without
 * figures. */
static gboolean
gives_samples(const struct reading_word *w)
{
	guint figures = figures_in(w->text), letters = 0;

	for (const char *s = w->text; *s; s++)
		letters += g_ascii_isalpha(*s) != 0;
	return w->doubt < SURE_DOUBT && (letters ? letters >= 2 && !figures : figures >= 2);
}

struct shapes *
shapes_new(PIX *pix, const struct reading *r, int capital)
{
	struct shapes *k = g_new0(struct shapes, 1);
	struct glyph glyph[SIGNS_MAX];

	k->pix = pix;
	k->capital = capital;
	for (guint i = 0; i < r->words->len; i++) {
		const struct reading_word *w = &g_array_index(r->words, struct reading_word, i);
		guint n = gives_samples(w) ? word_glyphs(k, w, glyph) : 0;

		for (guint c = 0; c < n; c++) {
			int sign = sign_of(w->text[c]);

			if (sign < 0 || k->n[sign] >= SAMPLES_EACH || glyph[c].height < LOWEST ||
			    glyph[c].height > HIGHEST)
				continue;
			k->sample[sign][k->n[sign]] = glyph[c];
			k->word[sign][k->n[sign]++] = i;
		}
	}
	return k;
}

void
shapes_free(struct shapes *k)
{
	g_free(k);
}

/* How alike it is to this sign, of words other than `but`. */
static double
sign_likeness(const struct shapes *k, int sign, const struct glyph *g, guint but)
{
	double best = 0;

	for (guint i = 0; i < k->n[sign]; i++)
		if (k->word[sign][i] != but)
			best = MAX(best, likeness(g, &k->sample[sign][i]));
	return best;
}

/* It looks like this sign, and like no other of the first `signs`. */
static gboolean
looks_like(const struct shapes *k, int sign, int signs, const struct glyph *g, guint but)
{
	double how = sign_likeness(k, sign, g, but);

	for (int d = 0; how >= ALIKE && d < signs; d++)
		if (d != sign && sign_likeness(k, d, g, but) > how - CLEAR)
			return FALSE;
	return how >= ALIKE;
}

char
shapes_figure(const struct shapes *k, int x0, int x1, int base)
{
	struct glyph g[SIGNS_MAX];

	if (glyphs_find(k->pix, k->capital, x0, x1, base, g) != 1)
		return '\0';
	for (int d = 0; d < 10; d++)
		if (looks_like(k, d, 10, g, G_MAXUINT))
			return (char)('0' + d);
	return '\0';
}

/* ---- O and 0, I and 1 ---- */

static int
compare_float(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* How wide figures are here: those of the word itself, or else noughts elsewhere. 0: nobody knows. */
static float
figure_aspect(const struct shapes *k, const char *text, const struct glyph *g, guint n)
{
	float aspect[SIGNS_MAX + SAMPLES_EACH];
	guint found = 0;

	for (guint c = 0; c < n; c++)
		if (text[c] >= '2' && text[c] <= '9')
			aspect[found++] = g[c].aspect;
	if (found < 2)
		for (found = 0; found < k->n[0]; found++)
			aspect[found] = k->sample[0][found].aspect;
	if (found < 2)
		return 0;
	qsort(aspect, found, sizeof *aspect, compare_float);
	return aspect[found / 2];
}

/* '\0': it may be either. */
static char
round_sign(const struct glyph *g, float figures)
{
	float wider = figures > 0 ? g->aspect / figures : 0;

	if (wider >= O_WIDER)
		return evenness(g) >= EVEN ? 'O' : '\0'; /* a C or G is not even */
	return wider > 0 && wider <= NOUGHT_WIDEST ? '0' : '\0';
}

static char
upright_sign(const struct shapes *k, const struct glyph *g, guint but)
{
	double one = sign_likeness(k, 1, g, but), letter = sign_likeness(k, LETTER_I, g, but);

	if (letter >= ALIKE && letter > one + CLEAR)
		return 'I';
	if (one >= ALIKE && one > letter + CLEAR)
		return evenness(g) < EVEN || one >= SAME ? '1' : '\0';
	return k->n[1] && one < UNLIKE && evenness(g) >= EVEN && g->height >= LOWEST ? 'I' : '\0';
}

/* A reference, not an amount or a date: long, mostly figures. */
static gboolean
is_reference(const char *s)
{
	gsize n = strlen(s);
	guint figures = figures_in(s);

	return n >= 5 && figures >= 3 && !strpbrk(s, ".,:/%()") && is_ascii(s);
}

/* "1O233246": figures and letters that look like them, side by side. */
static gboolean
is_mixed(const char *s, gboolean letter_first)
{
	for (; *s && s[1]; s++)
		if ((strchr("01", *s) && strchr("OIl", s[1])) ||
		    (letter_first && strchr("OIl", *s) && strchr("01OIl", s[1])))
			return TRUE;
	return FALSE;
}

static void
reference_judge(const struct shapes *k, struct reading_word *w, guint at)
{
	struct glyph g[SIGNS_MAX];
	guint n = word_glyphs(k, w, g);
	float figures = figure_aspect(k, w->text, g, n);
	gboolean begun = FALSE; /* a figure stands before: what comes is no letter's place */

	for (guint c = 0; c < n; c++) {
		gboolean round = strchr("0Oo", w->text[c]) != NULL,
			 upright = strchr("1Il|", w->text[c]) != NULL;
		char sign = round ? round_sign(&g[c], figures) : upright ? upright_sign(k, &g[c], at) : '\0';

		if (strchr("csvwxz", w->text[c]) && g[c].height >= CAPITAL_LEAST)
			w->text[c] = g_ascii_toupper(w->text[c]);
		if (!round && !upright) {
			begun = begun || g_ascii_isdigit(w->text[c]);
			continue;
		}
		if (!sign && (!begun || !g_ascii_isdigit(w->text[c])))
			w->doubt = MAX(w->doubt, SHAPE_DOUBT);
		else if (sign && !(begun && g_ascii_isupper(sign) && g_ascii_isdigit(w->text[c])))
			w->text[c] = sign;
	}
	/* "IO" may be, where the shapes say so; "1O" is nowhere */
	if (is_mixed(w->text, n == 0))
		w->doubt = MAX(w->doubt, SHAPE_DOUBT);
}

/* All its signs look like the page's own. */
static gboolean
is_proven(const struct shapes *k, const struct reading_word *w, guint at)
{
	struct glyph g[SIGNS_MAX];
	guint n = word_glyphs(k, w, g);
	float figures = figure_aspect(k, w->text, g, n);

	for (guint c = 0; c < n; c++) {
		int sign = sign_of(w->text[c]);
		gboolean ok =
		    sign < 0                                 ? !g_ascii_isalnum(w->text[c])
		    : w->text[c] == '0' || w->text[c] == 'O' ? round_sign(&g[c], figures) == w->text[c]
		    : w->text[c] == '1' || w->text[c] == 'I' ? upright_sign(k, &g[c], at) == w->text[c]
							     : looks_like(k, sign, SIGNS, &g[c], at);

		if (!ok)
			return FALSE;
	}
	return n > 0;
}

void
shapes_judge(const struct shapes *k, struct reading *r)
{
	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		if (!figures_in(w->text))
			continue;
		if (is_reference(w->text))
			reference_judge(k, w, i);
		if (w->doubt > PROVEN_DOUBT && !is_mixed(w->text, FALSE) && is_proven(k, w, i))
			w->doubt = PROVEN_DOUBT;
	}
}
