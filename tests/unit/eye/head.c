/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture's header says, and what is unpacked of pictures whose headers lie. */
#include "purser/eye.h"
#include "sight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct eye_wish WISH = { .pixels = 50000000, .until_cpu = 600 };

/* A small page of noise. */
static PIX *
noise(int width, int height)
{
	PIX *pix = pixCreate(width, height, 8);
	guint32 r = 1;

	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			r = r * 1664525 + 1013904223;
			pixSetPixel(pix, x, y, r >> 24);
		}
	return pix;
}

static void
head__each_format_tells_its_size_however_much_of_the_file_is_there(void **state)
{
	static const struct {
		int format;
		enum eye_format known_as;
	} cases[] = { { IFF_PNG, EYE_PNG }, { IFF_JFIF_JPEG, EYE_JPEG }, { IFF_TIFF, EYE_TIFF },
		{ IFF_GIF, EYE_GIF }, { IFF_WEBP, EYE_WEBP }, { IFF_BMP, EYE_BMP } };
	PIX *pix = noise(123, 45);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct eye_head head = { 0 };
		l_uint8 *bytes = NULL;
		size_t size = 0;

		assert_int_equal(pixWriteMem(&bytes, &size, pix, cases[i].format), 0);
		assert_true(eye_head_read(bytes, size, 0, &head));
		assert_int_equal(head.format, cases[i].known_as);
		assert_int_equal(head.width, 123);
		assert_int_equal(head.height, 45);
		for (gsize n = 0; n < size; n += n < 1000 ? 1 : 97) {
			g_autofree guint8 *cut = g_memdup2(bytes, n);

			if (eye_head_read(cut, n, 0, &head))
				assert_int_equal(head.width, 123);
		}
		lept_free(bytes);
	}
	pixDestroy(&pix);
}

static void
head__the_eye_unpacks_each_format(void **state)
{
	static const int formats[] = { IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF, IFF_GIF, IFF_WEBP, IFF_BMP };
	PIX *pix = noise(320, 200);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		struct eye_page *page = eye_page_new();
		l_uint8 *bytes = NULL;
		size_t size = 0;
		gsize offset = 0;
		PIX *grey;

		assert_int_equal(pixWriteMem(&bytes, &size, pix, formats[i]), 0);
		grey = decode_file(bytes, size, &offset, WISH.pixels, page);
		assert_non_null(grey);
		assert_int_equal(pixGetWidth(grey), 320);
		assert_int_equal(pixGetDepth(grey), 8);
		assert_null(page->why);
		pixDestroy(&grey);
		eye_page_free(page);
		lept_free(bytes);
	}
	pixDestroy(&pix);
}

static void
head__segments_of_a_jpeg_may_have_bytes_between_them(void **state)
{
	static const guint8 jpeg[] =
	    "\xff\xd8\xff\xe0\0\4ab\0\0junk\xff\xff\xc0\0\x11\x08\0\x2d\0\x7b\3\1\x22\0";
	struct eye_head head;

	(void)state;
	assert_true(eye_head_read(jpeg, sizeof jpeg - 1, 0, &head));
	assert_int_equal(head.width, 123);
	assert_int_equal(head.height, 45);
}

static void
head__a_negative_height_of_a_bmp_is_its_height(void **state)
{
	guint8 bmp[64] = "BM";
	struct eye_head head;

	(void)state;
	bmp[14] = 40;
	bmp[18] = 123;
	memset(bmp + 22, 0xff, 4);
	bmp[22] = 0xd3;
	assert_true(eye_head_read(bmp, sizeof bmp, 0, &head));
	assert_int_equal(head.height, 45);
	/* the most negative one has no positive */
	memcpy(bmp + 22, "\0\0\0\x80", 4);
	assert_false(eye_head_read(bmp, sizeof bmp, 0, &head));
}

/* The directory at `at` says so many pixels. */
static void
tiff_claim(guint8 *bytes, gsize at, guint32 side)
{
	guint16 n, tag;

	memcpy(&n, bytes + at, 2);
	for (guint i = 0; i < n; i++) {
		guint8 *entry = bytes + at + 2 + 12 * i;

		memcpy(&tag, entry, 2);
		if (tag == 256 || tag == 257) {
			memcpy(entry + 2, "\4\0", 2);
			memcpy(entry + 8, &side, 4);
		}
	}
}

static void
head__a_later_page_of_a_tiff_is_bounded_before_it_is_unpacked(void **state)
{
	PIXA *pages = pixaCreate(2);
	l_uint8 *bytes = NULL;
	size_t size = 0;
	gsize offset = 0;
	struct eye_page *page = eye_page_new();
	PIX *pix;

	(void)state;
	for (guint i = 0; i < 2; i++)
		pixaAddPix(pages, pixCreate(200, 200, 1), L_INSERT);
	assert_int_equal(pixaWriteMemMultipageTiff(&bytes, &size, pages), 0);
	pix = decode_file(bytes, size, &offset, WISH.pixels, page);
	assert_non_null(pix);
	pixDestroy(&pix);
	assert_true(offset > 0 && offset < size);
	tiff_claim(bytes, offset, 60000);
	assert_null(decode_file(bytes, size, &offset, WISH.pixels, page));
	assert_non_null(strstr(page->why, "60000 by 60000"));
	assert_int_equal(offset, 0);
	eye_page_free(page);
	lept_free(bytes);
	pixaDestroy(&pages);
}

static void
head__of_a_gif_only_the_first_frame_is_unpacked(void **state)
{
	PIX *pix = noise(64, 48);
	l_uint8 *bytes = NULL;
	size_t size = 0;
	gsize offset = 0;
	struct eye_head head;
	struct eye_page *page = eye_page_new();
	g_autoptr(GByteArray) film = g_byte_array_new();

	(void)state;
	assert_int_equal(pixWriteMem(&bytes, &size, pix, IFF_GIF), 0);
	assert_true(eye_head_read(bytes, size, 0, &head));
	pixDestroy(&pix);
	/* a second frame of 65535 by 65535 pixels, of which nothing is there */
	g_byte_array_append(film, bytes, (guint)head.first_end);
	g_byte_array_append(film, (const guint8 *)"\x2c\0\0\0\0\xff\xff\xff\xff\0\x08\x01\x2a", 13);
	pix = decode_file(film->data, film->len, &offset, WISH.pixels, page);
	assert_non_null(pix);
	assert_int_equal(pixGetWidth(pix), 64);
	pixDestroy(&pix);
	eye_page_free(page);
	lept_free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(head__each_format_tells_its_size_however_much_of_the_file_is_there),
		cmocka_unit_test(head__the_eye_unpacks_each_format),
		cmocka_unit_test(head__segments_of_a_jpeg_may_have_bytes_between_them),
		cmocka_unit_test(head__a_negative_height_of_a_bmp_is_its_height),
		cmocka_unit_test(head__a_later_page_of_a_tiff_is_bounded_before_it_is_unpacked),
		cmocka_unit_test(head__of_a_gif_only_the_first_frame_is_unpacked),
	};

	return cmocka_run_group_tests_name("eye/head", tests, NULL, NULL);
}
