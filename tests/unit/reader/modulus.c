/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for British accounts: read by the parent, used by the child. */
#include "protocol.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define WEIGHTS "107999 107999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"

static char *
file_of(const char *bytes, gsize size)
{
	char *path = NULL;
	int fd = g_file_open_tmp("purser-XXXXXX", &path, NULL);

	assert_true(fd >= 0);
	close(fd);
	assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
	return path;
}

static void
tables_of_several_files_reach_the_child(void **state)
{
	g_autofree char *weights = file_of(WEIGHTS, strlen(WEIGHTS)), *other = file_of("938173 938017", 13);
	char *paths[] = { weights, other, NULL };
	g_autoptr(GError) error = NULL;
	struct reader_context c = { .limits = LIMITS_PRESET, .modulus = reader_modulus_load(paths, &error) },
			      copy, child;
	g_autoptr(GVariant) packed = NULL;

	(void)state;
	assert_null(error);
	assert_string_equal(c.modulus, WEIGHTS "\n938173 938017\n");
	reader_context_copy(&c, &copy);
	packed = g_variant_ref_sink(reader_context_pack(&copy));
	assert_true(reader_context_unpack(packed, &child, &error));
	assert_non_null(child.modulus_table);
	reader_context_clear(&child);
	reader_context_clear(&copy);
	g_free(c.modulus);
	unlink(weights);
	unlink(other);
}

static void
without_tables_a_child_has_none(void **state)
{
	char *none[] = { NULL };
	g_autoptr(GError) error = NULL;
	struct reader_context c = { .limits = LIMITS_PRESET }, child;
	g_autoptr(GVariant) packed = g_variant_ref_sink(reader_context_pack(&c));

	(void)state;
	assert_null(reader_modulus_load(NULL, &error));
	assert_null(reader_modulus_load(none, &error));
	assert_null(error);
	assert_true(reader_context_unpack(packed, &child, &error));
	assert_null(child.modulus_table);
	reader_context_clear(&child);
}

static void
a_file_that_is_no_table_is_refused(void **state)
{
	static const struct {
		const char *bytes;
		gsize size;
	} BAD[] = { { "", 0 }, { "<html>", 6 }, { WEIGHTS "\0", sizeof(WEIGHTS) } };

	(void)state;
	for (guint i = 0; i <= G_N_ELEMENTS(BAD); i++) {
		gboolean missing = i == G_N_ELEMENTS(BAD);
		g_autofree char *path =
		    missing ? g_strdup("/nowhere/valacdos.txt") : file_of(BAD[i].bytes, BAD[i].size);
		char *paths[] = { path, NULL };
		g_autoptr(GError) error = NULL;

		assert_null(reader_modulus_load(paths, &error));
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		assert_non_null(strstr(error->message, "modulus_tables"));
		if (!missing)
			unlink(path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_of_several_files_reach_the_child),
		cmocka_unit_test(without_tables_a_child_has_none),
		cmocka_unit_test(a_file_that_is_no_table_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
