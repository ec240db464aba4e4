/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "purser/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_refused(const char *path, const char *wanted)
{
	g_autoptr(GError) error = NULL;
	gsize size;

	assert_null(file_text(path, 10, &size, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	assert_non_null(strstr(error->message, wanted));
}

static void
file__is_read_to_its_bound_and_nothing_but_a_plain_file_is(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("purser-file-XXXXXX", NULL),
			*path = g_build_filename(folder, "a", NULL),
			*link = g_build_filename(folder, "b", NULL),
			*pipe_path = g_build_filename(folder, "c", NULL);
	g_autofree char *text = NULL;
	gsize size = 0;

	(void)state;
	assert_true(g_file_set_contents(path, "0123456789", -1, NULL));
	assert_int_equal(symlink(path, link), 0);
	text = file_text(link, 10, &size, NULL);
	assert_string_equal(text, "0123456789");
	assert_int_equal(size, 10);
	assert_true(g_file_set_contents(path, "0123456789a", -1, NULL));
	assert_refused(path, "larger than 10 bytes");
	assert_refused("/dev/zero", "is no file");
	assert_refused(folder, "is no file");
	assert_int_equal(mkfifo(pipe_path, 0600), 0);
	assert_refused(pipe_path, "is no file"); /* and nobody waits for its writer */
	g_unlink(pipe_path);
	assert_refused(pipe_path, "No such file");
	g_unlink(link);
	g_unlink(path);
	g_rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file__is_read_to_its_bound_and_nothing_but_a_plain_file_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
