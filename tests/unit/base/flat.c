/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "purser/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void
flat__what_is_written_is_read_back(void **state)
{
	struct flat f = { NULL };
	struct cursor c;

	(void)state;
	flat_u8(&f, 0xfe);
	flat_u16(&f, 0xfedc);
	flat_u32(&f, 0xfedcba98U);
	flat_double(&f, -0.25);
	flat_put(&f, "text", 4);
	flat_put(&f, NULL, 0);
	c = (struct cursor){ f.data, f.size, FALSE };
	assert_int_equal(cursor_u8(&c), 0xfe);
	assert_int_equal(cursor_u16(&c), 0xfedc);
	assert_int_equal(cursor_u32(&c), 0xfedcba98U);
	assert_true(cursor_double(&c) == -0.25);
	assert_memory_equal(cursor_take(&c, 4), "text", 4);
	assert_true(!c.n && !c.bad);
	flat_clear(&f);
	assert_null(f.data);
}

static void
flat__a_buffer_keeps_its_bytes_as_it_grows_and_serves_again(void **state)
{
	struct flat f = { NULL };
	guint8 *data;

	(void)state;
	for (guint i = 0; i < 100000; i++)
		flat_u32(&f, i);
	assert_int_equal(f.size, 400000);
	for (guint i = 0; i < 100000; i++)
		assert_int_equal(le32(f.data + (gsize)4 * i), i);
	data = f.data;
	f.size = 0;
	memset(flat_add(&f, 400000), 'x', 400000);
	assert_ptr_equal(f.data, data);
	flat_clear(&f);
}

static void
cursor__beyond_the_end_there_is_nothing_not_even_what_was_left(void **state)
{
	static const guint8 BYTES[] = { 1, 2, 3 };
	struct cursor c = { BYTES, sizeof BYTES, FALSE };

	(void)state;
	assert_int_equal(cursor_u8(&c), 1);
	assert_int_equal(cursor_u32(&c), 0);
	assert_true(c.bad);
	assert_int_equal(cursor_u8(&c), 0);
	assert_null(cursor_take(&c, 0));
	assert_true(cursor_double(&c) == 0);
	c = (struct cursor){ BYTES, sizeof BYTES, FALSE };
	assert_null(cursor_take(&c, G_MAXSIZE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flat__what_is_written_is_read_back),
		cmocka_unit_test(flat__a_buffer_keeps_its_bytes_as_it_grows_and_serves_again),
		cmocka_unit_test(cursor__beyond_the_end_there_is_nothing_not_even_what_was_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
