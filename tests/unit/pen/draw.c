/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages with boxes as PNG: that they come out, and that no box or page can break the pen. */
#include "purser/pen.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct document *
plain(void)
{
	static const char text[] = "PURCHASE ORDER\nPO Number: 4500012345\nTotal: EUR 144.00\n";
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, sizeof text - 1);

	return document_read(bytes, "text/plain", NULL, NULL, &LIMITS_PRESET);
}

static guint
be32(const guint8 *p)
{
	return (guint)p[0] << 24 | (guint)p[1] << 16 | (guint)p[2] << 8 | p[3];
}

/* The size that the PNG says it has. */
static void
assert_png(GBytes *png, guint *out_width, guint *out_height)
{
	gsize size;
	const guint8 *bytes;

	assert_non_null(png);
	bytes = g_bytes_get_data(png, &size);
	assert_true(size > 200);
	assert_memory_equal(bytes, "\x89PNG\r\n\x1a\n", 8);
	*out_width = be32(bytes + 16);
	*out_height = be32(bytes + 20);
}

static void
draw__a_text_becomes_a_picture_with_its_list(void **state G_GNUC_UNUSED)
{
	struct document *d = plain();
	struct pen_box box = { { 11, 1, 21, 2 }, "PO number", "4500012345", 0.97 };
	struct pen_page with = { .document = d, .boxes = &box, .n_boxes = 1 }, without = { .document = d };
	g_autoptr(GBytes) boxed = PEN_CAIRO.draw(&with, NULL), bare = PEN_CAIRO.draw(&without, NULL);
	guint width, height;

	assert_png(boxed, &width, &height);
	assert_true(width > 600 && height >= 60);
	assert_png(bare, &width, &height);
	assert_false(g_bytes_equal(boxed, bare));
	document_free(d);
}

static void
draw__boxes_from_anywhere_do_no_harm(void **state G_GNUC_UNUSED)
{
	struct document *d = plain();
	struct pen_box boxes[] = { { { NAN, 0, 1, 1 }, "a", "b", 1 },
		{ { -1e9f, -1e9f, 1e9f, 1e9f }, "a", "b", 0.1 }, { { INFINITY, INFINITY, 0, 0 }, "", "", -1 },
		{ { 5, 1e30f, 2, 3 }, "long", NULL, 0.5 } };
	struct pen_page page = { .document = d, .boxes = boxes, .n_boxes = G_N_ELEMENTS(boxes) };
	g_autofree char *endless = g_strnfill(5000, 'x');
	g_autoptr(GBytes) png = NULL;
	guint width, height;

	boxes[3].value = endless;
	png = PEN_CAIRO.draw(&page, NULL);
	assert_png(png, &width, &height);
	assert_true(width < 4000 && height < 3000);
	document_free(d);
}

static void
draw__the_picture_of_a_page_lies_below(void **state G_GNUC_UNUSED)
{
	struct document *d = plain();
	guint8 rgb[20 * 30 * 3];
	struct document_picture picture = { rgb, 20, 30 };
	struct pen_page page = { .document = d, .page = 1, .picture = &picture };
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) png = NULL;
	guint width, height;

	memset(rgb, 200, sizeof rgb);
	d->unit = UNIT_POINTS;
	d->n_pages = 1;
	d->pages = g_malloc0(sizeof(*d->pages));
	assert_null(PEN_CAIRO.draw(&page, &error)); /* a page without a size */
	assert_string_equal(error->message, "there is no such page");
	d->pages[0].width = 200;
	d->pages[0].height = 300;
	png = PEN_CAIRO.draw(&page, NULL);
	assert_png(png, &width, &height);
	assert_int_equal(height, 1350);
	document_free(d);
}

const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

static int
ready(void **state G_GNUC_UNUSED)
{
	PEN_CAIRO.open();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draw__a_text_becomes_a_picture_with_its_list),
		cmocka_unit_test(draw__boxes_from_anywhere_do_no_harm),
		cmocka_unit_test(draw__the_picture_of_a_page_lies_below),
	};

	return cmocka_run_group_tests(tests, ready, NULL);
}
