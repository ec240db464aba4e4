/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UID sets, as tables, and against a plain array of flags. */
#include "purser/mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
uid_set__a_text_comes_back_sorted_and_joined(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text, *wanted; /* NULL: refused */
	} rows[] = {
		{ "", "" },
		{ "1", "1" },
		{ "1:17,19", "1:17,19" },
		{ "19,1:17,18", "1:19" },
		{ "4:2", "2:4" },
		{ "5,5,5", "5" },
		{ "1:10,3:4", "1:10" },
		{ "4294967295", "4294967295" },
		{ "4294967294:4294967295,1", "1,4294967294:4294967295" },
		{ "0", NULL },
		{ "1,", NULL },
		{ ",1", NULL },
		{ "1:", NULL },
		{ "1:*", NULL },
		{ "4294967296", NULL },
		{ "99999999999999999999", NULL },
		{ "-1", NULL },
		{ "01", NULL },
		{ "1 2", NULL },
		{ "1:2:3", NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct uid_set *s = uid_set_parse(rows[i].text, NULL);
		g_autofree char *text = s ? uid_set_format(s) : NULL;

		if (g_strcmp0(text, rows[i].wanted) != 0)
			fail_msg("'%s' gave '%s'", rows[i].text, text);
		uid_set_free(s);
	}
}

#define N 64

static void
agrees(const struct uid_set *s, const gboolean *flags)
{
	guint64 n = 0;
	guint32 uid = 0;

	for (guint32 i = 1; i < N; i++) {
		assert_int_equal(uid_set_has(s, i), flags[i]);
		n += flags[i] ? 1 : 0;
	}
	assert_int_equal(uid_set_count(s), n);
	for (guint64 i = 0; i < n; i++) {
		assert_true(uid_set_next(s, &uid));
		assert_true(flags[uid]);
	}
	assert_false(uid_set_next(s, &uid));
}

static void
uid_set__ten_thousand_random_changes_agree_with_flags(void **state G_GNUC_UNUSED)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	struct uid_set *s = uid_set_new(), *other = uid_set_parse("3:9,20,40:50", NULL), *difference;
	gboolean flags[N] = { 0 }, less[N];

	for (guint round = 0; round < 10000; round++) {
		guint32 first = (guint32)g_rand_int_range(rand, 1, N),
			last = (guint32)g_rand_int_range(rand, 1, N);
		gboolean add = g_rand_boolean(rand);

		if (last > first + 6)
			last = first + 3;
		(add ? uid_set_add : uid_set_remove)(s, first, last);
		for (guint32 i = first; i <= last && i < N; i++)
			flags[i] = add;
		if (round % 50)
			continue;
		agrees(s, flags);
		difference = uid_set_subtract(s, other);
		for (guint32 i = 0; i < N; i++)
			less[i] = flags[i] && !uid_set_has(other, i ? i : 1);
		less[0] = FALSE;
		agrees(difference, less);
		uid_set_free(difference);
	}
	uid_set_free(s);
	uid_set_free(other);
}

static void
uid_set__the_smallest_are_taken_out_first(void **state G_GNUC_UNUSED)
{
	struct uid_set *s = uid_set_parse("1:3,7,10:20", NULL), *taken = uid_set_take_first(s, 6);
	g_autofree char *left = uid_set_format(s), *out = uid_set_format(taken);

	assert_string_equal(out, "1:3,7,10:11");
	assert_string_equal(left, "12:20");
	uid_set_free(taken);
	taken = uid_set_take_first(s, 1000);
	assert_int_equal(uid_set_count(taken), 9);
	assert_int_equal(uid_set_count(s), 0);
	uid_set_free(taken);
	uid_set_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uid_set__a_text_comes_back_sorted_and_joined),
		cmocka_unit_test(uid_set__ten_thousand_random_changes_agree_with_flags),
		cmocka_unit_test(uid_set__the_smallest_are_taken_out_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
