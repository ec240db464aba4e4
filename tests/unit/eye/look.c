/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures drawn here, turned and worsened, and what the eye reads on them. */
#include "purser/eye.h"
#include "sight.h"

#include <cairo.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct eye_wish WISH = { .pixels = 50000000, .until_cpu = 600 };

static const char *const ENGLISH[] = { "PURCHASE ORDER", "Order number: 4500017623",
	"Please deliver the goods with this order to our store",
	"The invoice must show the number of this order", "Total amount EUR 12,345.60", NULL };
static const char *const GERMAN[] = { "BESTELLUNG", "Bestellnummer: 4500017623",
	"Bitte liefern Sie die Ware mit dem Lieferschein an unsere Anschrift",
	"Für die Größe der Straße gilt die Prüfung bei der Lieferung", "Gesamtbetrag EUR 12.345,60", NULL };

/* A sheet with these lines, 300 dots an inch, in grey. */
static struct eye_grey
sheet(const char *const *lines)
{
	int width = 2480, height = 3508;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	cairo_t *cairo = cairo_create(surface);
	struct eye_grey grey = { g_malloc((gsize)width * (gsize)height), (guint)width, (guint)height, 300 };

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	cairo_select_font_face(cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cairo, 46);
	for (int i = 0; lines[i]; i++) {
		cairo_move_to(cairo, 300, 400 + 110 * i);
		cairo_show_text(cairo, lines[i]);
	}
	cairo_surface_flush(surface);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			grey.pixels[y * width + x] = cairo_image_surface_get_data(
			    surface)[y * cairo_image_surface_get_stride(surface) + 4 * x];
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return grey;
}

static PIX *
pix_of(const struct eye_grey *g)
{
	PIX *pix = pixCreate((l_int32)g->width, (l_int32)g->height, 8);

	for (guint y = 0; y < g->height; y++)
		for (guint x = 0; x < g->width; x++)
			pixSetPixel(pix, (l_int32)x, (l_int32)y, g->pixels[y * g->width + x]);
	return pix;
}

/* The words, joined by blanks. */
static char *
words_of(const struct eye_page *p)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < p->words->len; i++) {
		const struct eye_word *w = &g_array_index(p->words, struct eye_word, i);

		g_string_append_len(out, p->text->str + w->offset, w->size);
		g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}

static void
assert_holds(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		fail_msg("'%s' is not in '%s'", wanted, text);
}

static struct eye_page *
look_at_bytes(const guint8 *bytes, gsize size)
{
	gsize offset = 0;

	return EYE_TESSERACT.look_at_file(bytes, size, &offset, &WISH);
}

static struct eye_page *
look_at_pix(PIX *pix, int format)
{
	l_uint8 *bytes = NULL;
	size_t size = 0;
	struct eye_page *page;

	assert_int_equal(pixWriteMem(&bytes, &size, pix, format), 0);
	page = look_at_bytes(bytes, size);
	lept_free(bytes);
	return page;
}

static void
look__a_sheet_gives_its_words_with_boxes_and_little_doubt(void **state)
{
	struct eye_grey grey = sheet(ENGLISH);
	struct eye_page *page = EYE_TESSERACT.look_at_grey(&grey, &WISH);
	g_autofree char *words = words_of(page);
	const struct eye_word *first = &g_array_index(page->words, struct eye_word, 0);

	(void)state;
	assert_holds(words, "Order number: 4500017623");
	assert_holds(words, "12,345.60");
	assert_string_equal(page->language, "eng");
	assert_true(fabs((double)page->width - 595) < 2 && fabs((double)page->height - 842) < 2);
	assert_true(first->x0 > 68 && first->x0 < 76 && first->y1 > 90 && first->y1 < 100);
	assert_true(first->doubt < 20);
	eye_page_free(page);
	g_free(grey.pixels);
}

static void
look__every_quarter_turn_and_a_slant_are_set_upright(void **state)
{
	static const struct {
		int quarters;
		double degrees;
	} turns[] = { { 0, 3 }, { 0, -6 }, { 1, 0 }, { 2, 0 }, { 3, 0 }, { 1, 2 }, { 2, -2 } };
	struct eye_grey grey = sheet(ENGLISH);
	PIX *upright = pix_of(&grey);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(turns); i++) {
		PIX *quarter = pixRotateOrth(upright, turns[i].quarters);
		PIX *turned = pixRotate(quarter, (l_float32)(turns[i].degrees * G_PI / 180),
		    L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, pixGetWidth(quarter), pixGetHeight(quarter));
		struct eye_page *page = look_at_pix(turned, IFF_PNG);
		g_autofree char *words = words_of(page);

		assert_holds(words, "Order number: 4500017623");
		eye_page_free(page);
		pixDestroy(&turned);
		pixDestroy(&quarter);
	}
	pixDestroy(&upright);
	g_free(grey.pixels);
}

static void
look__the_language_is_found_and_its_letters_read(void **state)
{
	struct eye_grey grey = sheet(GERMAN);
	struct eye_page *page = EYE_TESSERACT.look_at_grey(&grey, &WISH);
	g_autofree char *words = words_of(page);

	(void)state;
	assert_string_equal(page->language, "deu");
	assert_holds(words, "Größe der Straße");
	assert_holds(words, "12.345,60");
	eye_page_free(page);
	g_free(grey.pixels);
}

static void
look__a_coarse_or_dark_picture_is_read_too(void **state)
{
	struct eye_grey grey = sheet(ENGLISH);
	PIX *upright = pix_of(&grey), *coarse = pixScale(upright, 0.33F, 0.33F),
	    *dark = pixCopy(NULL, upright);
	PIX *pictures[2];

	(void)state;
	/* paper of a medium grey, darker to the right */
	for (int y = 0; y < pixGetHeight(dark); y++)
		for (int x = 0; x < pixGetWidth(dark); x++) {
			l_uint32 v;

			pixGetPixel(dark, x, y, &v);
			pixSetPixel(dark, x, y, v * (l_uint32)(220 - x / 20) / 255);
		}
	pictures[0] = coarse;
	pictures[1] = dark;
	for (guint i = 0; i < 2; i++) {
		struct eye_page *page = look_at_pix(pictures[i], IFF_JFIF_JPEG);
		g_autofree char *words = words_of(page);

		assert_holds(words, "4500017623");
		eye_page_free(page);
		pixDestroy(&pictures[i]);
	}
	pixDestroy(&upright);
	g_free(grey.pixels);
}

static void
look__a_dusty_copy_in_black_and_white_is_read(void **state)
{
	struct eye_grey grey = sheet(ENGLISH);
	PIX *upright = pix_of(&grey), *coarse = pixScale(upright, 0.67F, 0.67F),
	    *bits = pixThresholdToBinary(coarse, 150);
	guint32 r = 3;
	struct eye_page *page;
	g_autofree char *words = NULL;

	(void)state;
	for (guint i = 0; i < 1500; i++) {
		int x, y;

		r = r * 1664525 + 1013904223;
		x = (int)(r >> 8) % (pixGetWidth(bits) - 2);
		r = r * 1664525 + 1013904223;
		y = (int)(r >> 8) % (pixGetHeight(bits) - 2);
		for (int k = 0; k < 4; k++)
			pixSetPixel(bits, x + k % 2, y + k / 2, 1);
	}
	page = look_at_pix(bits, IFF_TIFF_G4);
	words = words_of(page);
	assert_holds(words, "Order number: 4500017623");
	assert_holds(words, "Total amount EUR 12,345.60");
	for (guint i = 0; i < page->words->len; i++)
		assert_in_range(g_array_index(page->words, struct eye_word, i).doubt, 0, 14);
	eye_page_free(page);
	pixDestroy(&bits);
	pixDestroy(&coarse);
	pixDestroy(&upright);
	g_free(grey.pixels);
}

static void
look__pages_of_a_tiff_come_one_after_the_other(void **state)
{
	struct eye_grey one = sheet(ENGLISH), two = sheet(GERMAN);
	PIXA *pages = pixaCreate(2);
	l_uint8 *bytes = NULL;
	size_t size = 0;
	gsize offset = 0;
	struct eye_page *page;

	(void)state;
	for (guint i = 0; i < 2; i++) {
		PIX *pix = pix_of(i ? &two : &one);

		pixaAddPix(pages, pixThresholdToBinary(pix, 128), L_INSERT);
		pixDestroy(&pix);
	}
	assert_int_equal(pixaWriteMemMultipageTiff(&bytes, &size, pages), 0);
	page = EYE_TESSERACT.look_at_file(bytes, size, &offset, &WISH);
	assert_string_equal(page->language, "eng");
	assert_true(offset > 0);
	eye_page_free(page);
	page = EYE_TESSERACT.look_at_file(bytes, size, &offset, &WISH);
	assert_string_equal(page->language, "deu");
	assert_int_equal(offset, 0);
	eye_page_free(page);
	lept_free(bytes);
	pixaDestroy(&pages);
	g_free(one.pixels);
	g_free(two.pixels);
}

static void
look__what_holds_no_writing_says_so(void **state)
{
	PIX *empty = pixCreate(1000, 1400, 8), *noise = pixCreate(1000, 1400, 8);
	guint32 r = 1;
	struct eye_page *page;

	(void)state;
	pixSetAll(empty);
	for (int y = 0; y < 1400; y++)
		for (int x = 0; x < 1000; x++) {
			r = r * 1664525 + 1013904223;
			pixSetPixel(
			    noise, x, y, (r >> 24) / 2 + (guint32)(60 + 60 * sin(x / 90.0) * cos(y / 70.0)));
		}
	page = look_at_pix(empty, IFF_PNG);
	assert_int_equal(page->words->len, 0);
	assert_string_equal(page->why, "an empty page");
	eye_page_free(page);
	page = look_at_pix(noise, IFF_PNG);
	assert_int_equal(page->words->len, 0);
	assert_string_equal(page->why, "no writing is seen in it");
	eye_page_free(page);
	pixDestroy(&empty);
	pixDestroy(&noise);
}

static void
look__a_bomb_is_refused_by_its_header(void **state)
{
	static const guint8 png[] =
	    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0";
	struct eye_page *page = look_at_bytes(png, sizeof png - 1);

	(void)state;
	assert_int_equal(page->words->len, 0);
	assert_non_null(strstr(page->why, "60000 by 60000"));
	eye_page_free(page);
}

static void
look__cut_and_flipped_files_end_in_words_or_a_reason(void **state)
{
	struct eye_grey grey = sheet(ENGLISH);
	PIX *pix = pix_of(&grey), *small = pixScale(pix, 0.25F, 0.25F),
	    *bits = pixThresholdToBinary(small, 128);
	static const int formats[] = { IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_G4 };
	guint32 r = 7;

	(void)state;
	for (guint f = 0; f < G_N_ELEMENTS(formats); f++) {
		l_uint8 *bytes = NULL;
		size_t size = 0;

		pixWriteMem(&bytes, &size, formats[f] == IFF_TIFF_G4 ? bits : small, formats[f]);
		for (guint i = 0; i < 6; i++) {
			gsize n = i < 3 ? size * (i + 1) / 4 : size;
			g_autofree guint8 *copy = g_memdup2(bytes, n);
			struct eye_page *page;

			for (guint k = 0; i >= 3 && k < 4; k++) {
				r = r * 1664525 + 1013904223;
				copy[r % n] ^= (guint8)(r >> 16);
			}
			page = look_at_bytes(copy, n);
			assert_true(page->words->len > 0 || page->why || page->cut);
			eye_page_free(page);
		}
		lept_free(bytes);
	}
	pixDestroy(&bits);
	pixDestroy(&small);
	pixDestroy(&pix);
	g_free(grey.pixels);
}

static void
look__when_time_is_up_the_page_is_cut(void **state)
{
	struct eye_grey grey = sheet(ENGLISH);
	struct eye_wish wish = WISH;
	struct eye_page *page;

	(void)state;
	wish.until_cpu = 0;
	page = EYE_TESSERACT.look_at_grey(&grey, &wish);
	assert_true(page->cut);
	eye_page_free(page);
	g_free(grey.pixels);
}

static void
tongue__common_words_tell_the_language(void **state)
{
	static const struct {
		const char *text, *language;
	} rows[] = {
		{ "Please deliver the goods with your invoice", "eng" },
		{ "Bitte liefern Sie die Ware mit der Rechnung", "deu" },
		{ "Veuillez livrer les articles avec votre facture", "fra" },
		{ "El pedido se entrega con la factura del proveedor", "spa" },
		{ "La consegna della merce con fattura del fornitore", "ita" },
		{ "Wij bestellen het volgende van uw factuur", "nld" },
		{ "A encomenda com os produtos do fornecedor", "por" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		guint sure;

		assert_string_equal(EYE_LANGUAGES[tongue_of(rows[i].text, &sure)], rows[i].language);
		assert_true(sure >= 1);
	}
}

/* What drawing the samples leaves behind. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

static int
open_eye(void **state)
{
	(void)state;
	EYE_TESSERACT.open();
	return EYE_TESSERACT.blind() != NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(look__a_sheet_gives_its_words_with_boxes_and_little_doubt),
		cmocka_unit_test(look__every_quarter_turn_and_a_slant_are_set_upright),
		cmocka_unit_test(look__the_language_is_found_and_its_letters_read),
		cmocka_unit_test(look__a_coarse_or_dark_picture_is_read_too),
		cmocka_unit_test(look__a_dusty_copy_in_black_and_white_is_read),
		cmocka_unit_test(look__pages_of_a_tiff_come_one_after_the_other),
		cmocka_unit_test(look__what_holds_no_writing_says_so),
		cmocka_unit_test(look__a_bomb_is_refused_by_its_header),
		cmocka_unit_test(look__cut_and_flipped_files_end_in_words_or_a_reason),
		cmocka_unit_test(look__when_time_is_up_the_page_is_cut),
		cmocka_unit_test(tongue__common_words_tell_the_language),
	};

	return cmocka_run_group_tests(tests, open_eye, NULL);
}
