/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * look - a picture of paper, from its pixels to its words
 *
 * A few lines are read first. They tell whether it is writing at all, which way is up, and the language; only then the
 * whole is read, once, in that language.
 */
#include "sight.h"

#include <string.h>

#define SURE_UPRIGHT 70 /* of 100: lines read so well stand upright */
#define SURE_WRITING 40 /* nothing below is writing */
#define LETTERS_ENOUGH 25
#define TONGUE_SURE 2  /* so many more words than of any other language */
#define TONGUE_CLEAR 6 /* the same, of a whole page */
#define INK_LEAST 0.0002F
#define SHADE_MUCH 50

struct look {
	struct writing writing;
	PIX *turned; /* the picture */
	gboolean upside_down;
	GString *text; /* of the sample */
	double sure;
};

static void
look_clear(struct look *k)
{
	writing_clear(&k->writing);
	pixDestroy(&k->turned);
	g_string_free(k->text, TRUE);
}

/* How sure its letters are; rules and dotted lines tell nothing. */
static void
sample_add(const struct reading *r, GString *text, double *sum, double *weight)
{
	for (guint i = 0; i < r->words->len; i++) {
		const struct reading_word *w = &g_array_index(r->words, struct reading_word, i);
		double letters = 0;

		for (const char *p = w->text; *p; p = g_utf8_next_char(p))
			letters += g_unichar_isalnum(g_utf8_get_char(p));
		*sum += letters * (100 - w->doubt);
		*weight += letters;
		g_string_append(text, w->text);
		g_string_append_c(text, ' ');
	}
}

/* Reads the samples as they stand, or upside down; keeps what is surer. */
static void
samples_read(struct look *k, PIXA *samples, gboolean upside_down)
{
	GString *text = g_string_new(NULL);
	double sum = 0, weight = 0;

	for (int i = 0; i < pixaGetCount(samples); i++) {
		PIX *piece = pixaGetPix(samples, i, L_CLONE);
		PIX *turned = upside_down ? pixRotate180(NULL, piece) : pixClone(piece);
		struct reading *r = reading_new();
		guint language = engine_first();

		if (turned)
			engine_read(turned, EYE_DPI, &language, TRUE, G_MAXDOUBLE, r);
		sample_add(r, text, &sum, &weight);
		reading_free(r);
		pixDestroy(&turned);
		pixDestroy(&piece);
	}
	/* few letters prove little */
	sum *= MIN(1, weight / LETTERS_ENOUGH);
	if (weight > 0 && sum / weight > k->sure) {
		k->sure = sum / weight;
		g_string_assign(k->text, text->str);
		k->upside_down = upside_down;
	}
	g_string_free(text, TRUE);
}

/* One layout, read one way and, if need be, the other. */
static void
look_at(struct look *k, PIX *grey, double dpi, gboolean sideways)
{
	PIXA *samples;

	*k = (struct look){ .text = g_string_new(NULL) };
	if (!writing_find(&k->writing, grey, dpi, sideways) || !(k->turned = writing_turn(&k->writing, grey)))
		return;
	samples = writing_samples(&k->writing, k->turned);
	samples_read(k, samples, FALSE);
	if (k->sure < SURE_UPRIGHT)
		samples_read(k, samples, TRUE);
	pixaDestroy(&samples);
}

/* What was found to be upright; the picture as it came where nothing was found. */
static PIX *
look_upright(const struct look *k, PIX *grey)
{
	if (!k->turned)
		return pixClone(grey);
	return k->upside_down ? pixRotate180(NULL, k->turned) : pixClone(k->turned);
}

static gboolean
is_blank(PIX *grey)
{
	PIX *ink = pixThresholdToBinary(grey, 128);
	l_float32 share = 1;

	if (ink)
		pixForegroundFraction(ink, &share);
	pixDestroy(&ink);
	return share < INK_LEAST;
}

/* Writing on a page that is darker here than there: its background is made white. */
static PIX *
even_light(PIX *pix, double shade)
{
	PIX *even = shade > SHADE_MUCH ? pixBackgroundNormSimple(pix, NULL, NULL) : NULL;

	if (!even)
		return pix;
	pixDestroy(&pix);
	return even;
}

static void
keep_seen(struct eye_page *page, PIX *pix, double dpi)
{
	guint width = (guint)pixGetWidth(pix), height = (guint)pixGetHeight(pix);

	page->seen = (struct eye_grey){ g_malloc((gsize)width * height), width, height, dpi };
	for (guint y = 0; y < height; y++) {
		const l_uint32 *row = pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix);

		for (guint x = 0; x < width; x++)
			page->seen.pixels[(gsize)y * width + x] = (guint8)GET_DATA_BYTE(row, x);
	}
}

static void
page_size(struct eye_page *page, PIX *pix, double dpi)
{
	page->width = (float)(pixGetWidth(pix) * 72 / dpi);
	page->height = (float)(pixGetHeight(pix) * 72 / dpi);
}

static int
compare_int(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The height of capitals and figures on the line [first, end). */
static int
line_height(const struct reading *r, guint first, guint end)
{
	g_autofree int *heights = g_new(int, end - first);
	guint n = 0;

	for (guint i = first; i < end; i++) {
		const struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		heights[n++] = w->base - w->y0;
	}
	qsort(heights, n, sizeof *heights, compare_int);
	return heights[n * 3 / 4];
}

/* Boxes as high as a font is, from below the line to above its capitals, and with the space that letters have beside
 * their ink: such are the boxes of documents that hold letters, and what stands near what is measured in them. In
 * heights of a capital. */
#define ABOVE 1.02F
#define BELOW 0.29F
#define BESIDE 0.18F

static void
page_take(struct eye_page *page, const struct reading *r, double dpi)
{
	float scale = (float)(72 / dpi);
	int height = 0;

	for (guint i = 0; i < r->words->len; i++) {
		const struct reading_word *from = &g_array_index(r->words, struct reading_word, i);
		struct eye_word w = { .offset = (guint32)page->text->len,
			.size = (guint32)strlen(from->text),
			.doubt = from->doubt };

		if (i == 0 || from->line != from[-1].line) {
			guint end = i + 1;

			while (end < r->words->len &&
			       g_array_index(r->words, struct reading_word, end).line == from->line)
				end++;
			height = MAX(line_height(r, i, end), 4);
		}
		if (!w.size)
			continue;
		w.x0 = MAX(0, (float)from->x0 - BESIDE * (float)height) * scale;
		w.x1 = ((float)from->x1 + BESIDE * (float)height) * scale;
		w.y0 = MAX(0, (float)from->base - ABOVE * (float)height) * scale;
		w.y1 = ((float)from->base + BELOW * (float)height) * scale;
		g_string_append(page->text, from->text);
		g_array_append_val(page->words, w);
	}
}

static guint
tongue_of_reading(const struct reading *r, guint *out_sure)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint i = 0; i < r->words->len; i++)
		g_string_append_printf(words, "%s ", g_array_index(r->words, struct reading_word, i).text);
	return tongue_of(words->str, out_sure);
}

/* The whole page, in the language of the sample; once more where it turns out to be another's. */
static void
page_read(struct eye_page *page, PIX *pix, double dpi, const struct look *k, double until_cpu)
{
	struct reading *r = reading_new();
	guint sure, tongue = tongue_of(k->text->str, &sure), other;

	if (sure < TONGUE_SURE)
		tongue = engine_first();
	page->cut = !engine_read(pix, dpi, &tongue, FALSE, until_cpu, r);
	if (!page->cut && sure < TONGUE_SURE) {
		other = tongue_of_reading(r, &sure);
		if (other != tongue && sure >= TONGUE_CLEAR) {
			tongue = other;
			reading_free(r);
			r = reading_new();
			page->cut = !engine_read(pix, dpi, &tongue, FALSE, until_cpu, r);
		}
	}
	if (!page->cut) {
		PIX *ink = k->upside_down ? pixRotate180(NULL, k->writing.ink) : pixClone(k->writing.ink);

		opinion_ask(pix, ink, dpi, tongue, until_cpu, r);
		pixDestroy(&ink);
	}
	page->language = EYE_LANGUAGES[tongue];
	page_take(page, r, dpi);
	reading_free(r);
}

static void
look_choose(struct look *k, PIX *grey, double dpi)
{
	struct look sideways;

	look_at(k, grey, dpi, FALSE);
	if (k->sure >= SURE_UPRIGHT)
		return;
	look_at(&sideways, grey, dpi, TRUE);
	if (sideways.sure > k->sure) {
		look_clear(k);
		*k = sideways;
	} else {
		look_clear(&sideways);
	}
}

/* Takes grey. */
static void
picture_read(struct eye_page *page, PIX *grey, double dpi, const struct eye_wish *wish)
{
	struct look k = { 0 };
	PIX *upright = NULL;

	page_size(page, grey, dpi);
	if (is_blank(grey)) {
		page->why = g_strdup("an empty page");
		upright = pixClone(grey);
	} else {
		dust_remove(grey);
		look_choose(&k, grey, dpi);
		upright = look_upright(&k, grey);
		if (k.sure < SURE_WRITING)
			page->why = g_strdup("no writing is seen in it");
	}
	pixDestroy(&grey);
	if (upright) {
		page_size(page, upright, dpi);
		if (wish->keep)
			keep_seen(page, upright, dpi);
	}
	if (!page->why && upright && k.text) {
		upright = even_light(upright, k.writing.shade);
		page_read(page, upright, dpi, &k, wish->until_cpu);
	}
	pixDestroy(&upright);
	if (k.text)
		look_clear(&k);
}

static struct eye_page *
look_at_file(const guint8 *bytes, gsize size, gsize *inout_offset, const struct eye_wish *wish)
{
	struct eye_page *page = eye_page_new();
	PIX *pix = decode_file(bytes, size, inout_offset, wish->pixels, page);
	double dpi = EYE_DPI;

	if (pix) {
		pix = decode_usual_size(pix, &dpi);
		picture_read(page, pix, dpi, wish);
	}
	return page;
}

static struct eye_page *
look_at_grey(const struct eye_grey *grey, const struct eye_wish *wish)
{
	struct eye_page *page = eye_page_new();
	PIX *pix = pixCreateNoInit((l_int32)grey->width, (l_int32)grey->height, 8);

	if (!pix) {
		page->why = g_strdup("the page is too large");
		return page;
	}
	for (guint y = 0; y < grey->height; y++) {
		l_uint32 *row = pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix);

		for (guint x = 0; x < grey->width; x++)
			SET_DATA_BYTE(row, x, grey->pixels[(gsize)y * grey->width + x]);
	}
	picture_read(page, pix, grey->dpi, wish);
	return page;
}

const struct eye EYE_TESSERACT = {
	.open = engine_open,
	.blind = engine_blind,
	.look_at_file = look_at_file,
	.look_at_grey = look_at_grey,
};
