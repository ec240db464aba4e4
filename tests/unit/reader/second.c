/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages with pictures of pages: who looks at them, and what happens where nobody can. This program is also both
 * readers: started as purser-reader it has no eye, as purser-eye it has a false one that sees an order everywhere.
 */
#include "pool.h"

#include "purser/document.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* --- a false eye ---------------------------------------------------------------------------------- */

static void
false_open(void)
{
}

static const char *
false_blind(void)
{
	return g_strcmp0(g_getenv("EYE_PLAYS"), "blind") == 0 ? "no language data: install some" : NULL;
}

static struct eye_page *
false_look(const guint8 *bytes G_GNUC_UNUSED, gsize size G_GNUC_UNUSED, gsize *inout_offset,
    const struct eye_wish *wish G_GNUC_UNUSED)
{
	static const char *const words[] = { "PURCHASE", "ORDER", "\n", "PO", "Number:", "4500012345", "\n",
		"Total:", "EUR", "144.00" };
	struct eye_page *page = eye_page_new();
	float x = 50, y = 50;

	if (g_strcmp0(g_getenv("EYE_PLAYS"), "crash") == 0)
		abort();
	page->width = 595;
	page->height = 842;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		struct eye_word w = { .offset = (guint32)page->text->len,
			.size = (guint32)strlen(words[i]),
			.x0 = x,
			.y0 = y,
			.x1 = x + 60,
			.y1 = y + 10 };

		if (*words[i] == '\n') {
			x = 50;
			y += 20;
			continue;
		}
		g_string_append(page->text, words[i]);
		g_array_append_val(page->words, w);
		x += 64;
	}
	*inout_offset = 0;
	return page;
}

static const struct eye FALSE_EYE = { .open = false_open, .blind = false_blind, .look_at_file = false_look };

/* --- asking --------------------------------------------------------------------------------------- */

#define MAIL "From: a@example.org\nSubject: words\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n\nHello there\n"
static const char PNG[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x05\xa0\x08\0\0\0\0";

struct asked {
	GString *answers; /* "index read[ !]" of each, in order; ! for a warning */
	guint done;
};

static void
answer(guint index, struct report *report, const GError *error, gboolean done, gpointer data)
{
	struct asked *a = data;

	assert_int_equal(a->done, 0);
	if (report)
		g_string_append_printf(a->answers, "%u %s%s; ", index,
		    ((struct report_document *)report->documents->pdata[0])->read,
		    report->warnings->len ? " !" : "");
	else
		g_string_append_printf(a->answers, "%u %s; ", index, error->message);
	a->done += done;
	report_free(report);
}

/* p: a picture, m: a mail */
static void
submit(struct reader_pool *pool, const char *what, struct asked *a)
{
	guint n = (guint)strlen(what);
	g_autofree struct reader_item *items = g_new0(struct reader_item, n);
	int fd = memfd_new("test", NULL);
	guint64 offset = 0;

	*a = (struct asked){ .answers = g_string_new(NULL) };
	for (guint i = 0; i < n; i++) {
		const char *bytes = what[i] == 'p' ? PNG : MAIL;
		gsize size = what[i] == 'p' ? sizeof PNG - 1 : strlen(MAIL);

		assert_true(fd_write_all(fd, bytes, size, NULL));
		items[i] = (struct reader_item){ offset, size, what[i] == 'p' ? "page.png" : NULL };
		offset += size;
	}
	assert_true(memfd_seal(fd, NULL));
	reader_pool_submit(pool, fd, items, n, FALSE, answer, a);
	close(fd);
}

static struct reader_pool *
pool_start(void)
{
	struct reader_context context = { .limits = LIMITS_PRESET, .today = { 2026, 1, 2 } };
	g_autoptr(GError) error = NULL;
	struct reader_pool *pool = reader_pool_new(&context, 1, &error);

	if (!pool)
		fail_msg("%s", error->message);
	return pool;
}

/* All answers to a batch. */
static char *
ask(const char *what)
{
	struct reader_pool *pool = pool_start();
	struct asked a;

	submit(pool, what, &a);
	while (reader_pool_waiting(pool))
		g_main_context_iteration(NULL, TRUE);
	assert_int_equal(a.done, 1);
	reader_pool_free(pool);
	return g_string_free(a.answers, FALSE);
}

/* --- tests ---------------------------------------------------------------------------------------- */

static void
second__a_picture_of_a_page_is_read_by_a_reader_with_an_eye(void **state G_GNUC_UNUSED)
{
	g_autofree char *answers = ask("p");

	assert_string_equal(answers, "0 ocr; ");
}

static void
second__what_needs_no_eye_does_not_wait_for_it(void **state G_GNUC_UNUSED)
{
	g_autofree char *answers = ask("mppm");

	assert_string_equal(answers, "0 text; 3 text; 1 ocr; 2 ocr; ");
}

static void
second__a_picture_that_kills_its_reader_costs_only_itself(void **state G_GNUC_UNUSED)
{
	g_autofree char *answers = NULL;

	g_setenv("EYE_PLAYS", "crash", TRUE);
	answers = ask("pm");
	g_unsetenv("EYE_PLAYS");
	assert_non_null(strstr(answers, "1 text; 0 reader died"));
}

static void
second__an_eye_without_language_data_says_so(void **state G_GNUC_UNUSED)
{
	g_autofree char *answers = NULL;

	g_setenv("EYE_PLAYS", "blind", TRUE);
	answers = ask("p");
	g_unsetenv("EYE_PLAYS");
	assert_string_equal(answers, "0 skipped; ");
}

static char *folder, *reader_path, *eye_path;

static void
second__without_the_program_the_first_report_stands_with_a_warning(void **state G_GNUC_UNUSED)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL), *answers = NULL;

	assert_int_equal(g_unlink(eye_path), 0);
	answers = ask("pmp");
	assert_int_equal(symlink(self, eye_path), 0);
	assert_string_equal(answers, "0 skipped !; 1 text; 2 skipped !; ");
}

/* Prepared parents that run. */
static guint
children(void)
{
	g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", (int)getpid()), *text = NULL;
	guint n = 0;

	if (g_file_get_contents(path, &text, NULL, NULL))
		for (const char *p = text; *p; p++)
			n += *p == ' ';
	return n;
}

static void
second__ordinary_mail_starts_no_eye(void **state G_GNUC_UNUSED)
{
	struct reader_pool *pool = pool_start();
	struct asked a;

	for (guint i = 0; i < 2; i++) {
		submit(pool, i ? "p" : "mm", &a);
		while (reader_pool_waiting(pool))
			g_main_context_iteration(NULL, TRUE);
		g_string_free(a.answers, TRUE);
		if (children())
			assert_int_equal(children(), 1 + i);
	}
	reader_pool_free(pool);
}

static void
second__freeing_the_pool_forgets_what_waits(void **state G_GNUC_UNUSED)
{
	struct reader_pool *pool = pool_start();
	struct asked a;

	submit(pool, "pmp", &a);
	while (!a.answers->len)
		g_main_context_iteration(NULL, TRUE);
	reader_pool_free(pool);
	assert_int_equal(a.done, 0);
	g_string_free(a.answers, TRUE);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

	folder = g_dir_make_tmp("second-XXXXXX", NULL);
	if (!folder || !self)
		return -1;
	reader_path = g_build_filename(folder, "purser-reader", NULL);
	eye_path = g_build_filename(folder, "purser-eye", NULL);
	g_setenv("PURSER_LIBEXEC", folder, TRUE);
	return symlink(self, reader_path) || symlink(self, eye_path);
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_unlink(reader_path);
	g_unlink(eye_path);
	g_rmdir(folder);
	g_free(reader_path);
	g_free(eye_path);
	g_free(folder);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(second__a_picture_of_a_page_is_read_by_a_reader_with_an_eye),
		cmocka_unit_test(second__what_needs_no_eye_does_not_wait_for_it),
		cmocka_unit_test(second__a_picture_that_kills_its_reader_costs_only_itself),
		cmocka_unit_test(second__an_eye_without_language_data_says_so),
		cmocka_unit_test(second__without_the_program_the_first_report_stands_with_a_warning),
		cmocka_unit_test(second__ordinary_mail_starts_no_eye),
		cmocka_unit_test(second__freeing_the_pool_forgets_what_waits),
	};

	if (g_str_has_suffix(argv[0], "purser-eye"))
		document_use_eye(&FALSE_EYE);
	if (g_str_has_suffix(argv[0], "purser-eye") || g_str_has_suffix(argv[0], "purser-reader"))
		return reader_main(argc, argv);
	return cmocka_run_group_tests(tests, setup, teardown);
}
