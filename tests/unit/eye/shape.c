/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dust on a page, signs held against the page's own, and ink that was not read. */
#include "sight.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 1600, HEIGHT = 1200, LINE = 80, CAPITAL = 29 };

/* What stands on the page, and what was read there; NULL: nothing was. */
struct line {
	const char *text, *read;
};

static PIX *
pix_of_surface(cairo_surface_t *surface)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT, 8);

	cairo_surface_flush(surface);
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			pixSetPixel(pix, x, y,
			    cairo_image_surface_get_data(
				surface)[y * cairo_image_surface_get_stride(surface) + 4 * x]);
	cairo_surface_destroy(surface);
	return pix;
}

/* Each text on a line of its own; *out: what was read, with boxes as an engine gives them. */
static PIX *
page_of(const struct line *lines, guint n, struct reading **out)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
	cairo_t *cairo = cairo_create(surface);

	*out = reading_new();
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	cairo_select_font_face(cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cairo, 40);
	for (guint i = 0; i < n; i++) {
		cairo_text_extents_t size;
		int base = LINE * (int)(i + 1);
		struct reading_word w;

		cairo_text_extents(cairo, lines[i].text, &size);
		cairo_move_to(cairo, 100, base);
		cairo_show_text(cairo, lines[i].text);
		w = (struct reading_word){ g_strdup(lines[i].read), (int)(100 + size.x_bearing),
			(int)(base + size.y_bearing), (int)(101 + size.x_bearing + size.width), base + 1,
			base, i, 20 };
		w.doubt = lines[i].read && strcmp(lines[i].read, lines[i].text) == 0 ? 3 : 20;
		if (lines[i].read)
			g_array_append_val((*out)->words, w);
	}
	cairo_destroy(cairo);
	return pix_of_surface(surface);
}

static const char *
text_at(const struct reading *r, guint i)
{
	return g_array_index(r->words, struct reading_word, i).text;
}

#define FIGURES                                                       \
	{ "16.01.2026", "16.01.2026" }, { "34.578,90", "34.578,90" }, \
	{                                                             \
		"20.301,61", "20.301,61"                              \
	}

static void
shape__an_o_read_as_a_nought_and_an_i_read_as_a_one_are_known_by_their_picture(void **state)
{
	static const struct line lines[] = { FIGURES, { "OC661203", "0C661203" }, { "26-05372", "26-O5372" },
		{ "IO338908", "10338908" }, { "4500712034", "4500712034" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r);
	struct shapes *shapes = shapes_new(pix, r, CAPITAL);

	(void)state;
	shapes_judge(shapes, r);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		assert_string_equal(text_at(r, i), lines[i].text);
	shapes_free(shapes);
	reading_free(r);
	pixDestroy(&pix);
}

static void
shape__a_doubtful_number_that_looks_like_the_page_s_figures_is_sure(void **state)
{
	static const struct line lines[] = { FIGURES, { "4500712034", "4500712034" },
		{ "4500792034", "4500712034" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r);
	struct shapes *shapes;

	(void)state;
	g_array_index(r->words, struct reading_word, 3).doubt = 40;
	shapes = shapes_new(pix, r, CAPITAL);
	shapes_judge(shapes, r);
	assert_true(g_array_index(r->words, struct reading_word, 3).doubt < 10);
	/* a 9 was read as a 1 */
	assert_int_equal(g_array_index(r->words, struct reading_word, 4).doubt, 20);
	shapes_free(shapes);
	reading_free(r);
	pixDestroy(&pix);
}

static void
shape__a_lone_figure_is_told_from_the_others(void **state)
{
	static const struct line lines[] = { FIGURES, { "5", NULL }, { "S", NULL } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r);
	struct shapes *shapes = shapes_new(pix, r, CAPITAL);

	(void)state;
	assert_int_equal(shapes_figure(shapes, 102, 125, 4 * LINE), '5');
	assert_int_equal(shapes_figure(shapes, 102, 125, 5 * LINE), '\0');
	/* two signs, and none */
	assert_int_equal(shapes_figure(shapes, 100, 160, LINE), '\0');
	assert_int_equal(shapes_figure(shapes, 900, 930, LINE), '\0');
	shapes_free(shapes);
	reading_free(r);
	pixDestroy(&pix);
}

/* ---- dust ---- */

static void
blot(PIX *pix, int x, int y, int size)
{
	for (int i = 0; i < size * size; i++)
		pixSetPixel(pix, x + i % size, y + i / size, 0);
}

static gboolean
is_black(PIX *pix, int x, int y)
{
	l_uint32 v = 255;

	pixGetPixel(pix, x, y, &v);
	return v < 128;
}

static guint
dust_on(PIX *pix, guint n, int size)
{
	guint32 random = 11;

	for (guint i = 0; i < n; i++) {
		random = random * 1664525 + 1013904223;
		blot(pix, 600 + (int)(random >> 8) % 900, (int)(i * 1100 / n) + 40, size);
	}
	return n;
}

static void
dust__specks_go_and_full_stops_stay(void **state)
{
	static const struct line lines[] = { { "Invoices i.e. 1.234.567,80", "Invoices" },
		{ "BESTELLUNG", "BESTELLUNG" }, { "Total 21.05.2026", "Total" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r), *clean = pixCopy(NULL, pix), *apart, *differs;
	l_int32 same = 0;

	(void)state;
	dust_on(pix, 60, 2);
	blot(pix, 300, LINE + 20, 2);
	dust_remove(pix);
	apart = pixAbsDifference(pix, clean);
	pixInvert(apart, apart);
	differs = pixThresholdToBinary(apart, 215);
	pixZero(differs, &same);
	pixDestroy(&differs);
	assert_true(same);
	pixDestroy(&apart);
	pixDestroy(&clean);
	pixDestroy(&pix);
	reading_free(r);
}

static void
dust__a_few_specks_are_no_dust_and_a_photo_stays_as_it_is(void **state)
{
	static const struct line lines[] = { { "Invoices i.e. 1.234.567,80", "Invoices" },
		{ "BESTELLUNG", "BESTELLUNG" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r);

	(void)state;
	blot(pix, 800, 700, 2);
	dust_remove(pix);
	assert_true(is_black(pix, 800, 700));
	dust_on(pix, 60, 2);
	pixAddConstantGray(pix, -60);
	dust_remove(pix);
	assert_true(is_black(pix, 800, 700));
	pixDestroy(&pix);
	reading_free(r);
}

/* ---- pieces ---- */

static void
pieces__ink_beside_a_line_that_nobody_read_is_wanted(void **state)
{
	static const struct line lines[] = { { "Support plan          7", "Support" },
		{ "Data migration", "migration" }, { "Purchase order", "Purchase" },
		{ "Training seats", "Training" }, { "Line total", "total" }, { "Unit price", "price" },
		{ "Supplier", "Supplier" }, { "Buyer", "Buyer" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r), *half = pixScaleAreaMap2(pix),
	    *ink = pixThresholdToBinary(half, 170);
	GPtrArray *pieces;
	const struct piece *p;

	(void)state;
	for (guint i = 0; i < r->words->len; i++)
		g_array_index(r->words, struct reading_word, i).doubt = 3;
	/* the box of the first line ends before the lone figure */
	g_array_index(r->words, struct reading_word, 0).x1 = 380;
	pieces = pieces_find(ink, r);
	assert_int_equal(pieces->len, 1);
	p = pieces->pdata[0];
	assert_int_equal(p->words->len, 0);
	assert_true(p->x0 > 400 && p->x1 - p->x0 < 40 && p->y1 > LINE - 6 && p->y1 < LINE + 6);
	g_ptr_array_unref(pieces);
	/* a doubtful word is wanted with all that stands beside it */
	g_array_index(r->words, struct reading_word, 3).doubt = 80;
	pieces = pieces_find(ink, r);
	assert_int_equal(pieces->len, 2);
	g_ptr_array_unref(pieces);
	pixDestroy(&ink);
	pixDestroy(&half);
	pixDestroy(&pix);
	reading_free(r);
}

static void
pieces__a_word_ends_where_its_ink_does(void **state)
{
	static const struct line lines[] = { { "70948912 / 23", NULL }, { "Supplier", "Supplier" },
		{ "Purchase", "Purchase" }, { "order", "order" }, { "total", "total" } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r), *half = pixScaleAreaMap2(pix),
	    *ink = pixThresholdToBinary(half, 170);
	/* as an engine gives them: the number ends before its last two figures, the slash is where the blank is */
	const struct reading_word words[] = { { g_strdup("70948912"), 102, 50, 250, LINE, LINE, 0, 3 },
		{ g_strdup("/"), 300, 50, 330, LINE, LINE, 0, 3 },
		{ g_strdup("23"), 332, 50, 390, LINE, LINE, 0, 3 } };
	const struct reading_word *first;

	(void)state;
	g_array_prepend_vals(r->words, words, 3);
	for (guint i = 3; i < r->words->len; i++)
		g_array_index(r->words, struct reading_word, i).line = i;
	pieces_fit(ink, r);
	first = &g_array_index(r->words, struct reading_word, 0);
	assert_in_range(first->x1, 292, 304);
	assert_in_range(first[1].x0, first->x1 + 6, 320);
	assert_true(first[1].x1 <= first[2].x0);
	pixDestroy(&ink);
	pixDestroy(&half);
	pixDestroy(&pix);
	reading_free(r);
}

/* ---- the angle ---- */

static void
upright__the_angle_is_that_of_the_writing_not_of_crumbs_along_an_edge(void **state)
{
	static const struct line lines[] = { { "Purchase order 4500012345", NULL },
		{ "Please deliver the goods with this order", NULL }, { "Supplier Acme Software", NULL },
		{ "The invoice must show this number", NULL }, { "Total amount EUR 12,345.60", NULL } };
	struct reading *r;
	PIX *pix = page_of(lines, G_N_ELEMENTS(lines), &r),
	    *turned = pixRotate(
		pix, (l_float32)(-2.5 * G_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, WIDTH, HEIGHT);
	struct writing writing;

	(void)state;
	for (int x = 20; x < WIDTH - 40; x += 14)
		for (int k = 0; k < 48; k++)
			pixSetPixel(turned, x + k % 12, HEIGHT - 100 + k / 12, 0);
	assert_true(writing_find(&writing, turned, 300, FALSE));
	assert_true(writing.angle > 2 && writing.angle < 3);
	writing_clear(&writing);
	pixDestroy(&turned);
	pixDestroy(&pix);
	reading_free(r);
}

const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    shape__an_o_read_as_a_nought_and_an_i_read_as_a_one_are_known_by_their_picture),
		cmocka_unit_test(shape__a_doubtful_number_that_looks_like_the_page_s_figures_is_sure),
		cmocka_unit_test(shape__a_lone_figure_is_told_from_the_others),
		cmocka_unit_test(dust__specks_go_and_full_stops_stay),
		cmocka_unit_test(dust__a_few_specks_are_no_dust_and_a_photo_stays_as_it_is),
		cmocka_unit_test(upright__the_angle_is_that_of_the_writing_not_of_crumbs_along_an_edge),
		cmocka_unit_test(pieces__a_word_ends_where_its_ink_does),
		cmocka_unit_test(pieces__ink_beside_a_line_that_nobody_read_is_wanted),
	};

	return cmocka_run_group_tests_name("eye/shape", tests, NULL, NULL);
}
