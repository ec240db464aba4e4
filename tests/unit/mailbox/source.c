/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local files as a stream of messages: what is one, what is many, and what is none of ours. */
#include "purser/mailbox.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char *folder;

struct seen {
	GPtrArray *names, *bodies, *errors;
	guint stop_after;
};

static gboolean
see(const char *name, GBytes *bytes, const GError *error, gpointer data)
{
	struct seen *s = data;
	const char *below = g_str_has_prefix(name, folder) ? name + strlen(folder) + 1 : name;

	g_ptr_array_add(s->names, g_strdup(below));
	g_ptr_array_add(s->bodies,
	    bytes ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : g_strdup(""));
	g_ptr_array_add(s->errors, g_strdup(error ? error->message : ""));
	return s->names->len != s->stop_after;
}

static struct seen
seen_new(void)
{
	return (struct seen){ g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free),
		g_ptr_array_new_with_free_func(g_free), 0 };
}

static void
seen_clear(struct seen *s)
{
	g_ptr_array_unref(s->names);
	g_ptr_array_unref(s->bodies);
	g_ptr_array_unref(s->errors);
}

static char *
names_joined(const struct seen *s)
{
	g_ptr_array_add(s->names, NULL);
	return g_strjoinv(" ", (char **)s->names->pdata);
}

static void
put(const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);

	assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
	assert_true(g_file_set_contents(path, content, -1, NULL));
}

static void
walk(const char *name, const struct limits *limits, struct seen *s)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	source_walk(path, limits, see, s);
}

#define MAIL "From: a@example.org\nSubject: one\n\nHello\n"
#define SEPARATOR "From a@example.org Thu Jan  1 00:00:00 2026\n"

static int
setup(void **state G_GNUC_UNUSED)
{
	folder = g_dir_make_tmp("source-XXXXXX", NULL);
	return folder ? 0 : -1;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_autofree char *quoted = g_shell_quote(folder);
	g_autofree char *command = g_strconcat("rm -rf ", quoted, NULL);

	g_clear_pointer(&folder, g_free);
	return g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL) ? 0 : -1;
}

static void
file__a_plain_message_is_given_as_it_is(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	put("a.eml", MAIL);

	walk("a.eml", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 1);
	assert_string_equal(s.names->pdata[0], "a.eml");
	assert_string_equal(s.bodies->pdata[0], MAIL);
	seen_clear(&s);
}

static void
file__a_missing_one_tells_why(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();

	walk("nowhere", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 1);
	assert_non_null(strstr(s.errors->pdata[0], "No such file"));
	seen_clear(&s);
}

static void
file__a_larger_one_than_allowed_is_an_error_and_not_read(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	struct limits limits = LIMITS_PRESET;
	put("large.eml", MAIL);

	limits.message_size = 10;
	walk("large.eml", &limits, &s);
	assert_string_equal(s.bodies->pdata[0], "");
	assert_non_null(strstr(s.errors->pdata[0], "message_size"));
	seen_clear(&s);
}

static void
file__a_message_behind_one_from_line_keeps_the_files_name(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	put("one", SEPARATOR MAIL);

	walk("one", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 1);
	assert_string_equal(s.names->pdata[0], "one");
	assert_string_equal(s.bodies->pdata[0], MAIL);
	seen_clear(&s);
}

static void
mbox__messages_are_numbered_and_parted_at_from_lines(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	g_autofree char *names = NULL;

	put("box", SEPARATOR MAIL "\n" SEPARATOR "Subject: two\n\nx\n\n" SEPARATOR MAIL);
	walk("box", &LIMITS_PRESET, &s);
	assert_string_equal(s.bodies->pdata[0], MAIL);
	assert_string_equal(s.bodies->pdata[1], "Subject: two\n\nx\n");
	assert_string_equal(s.bodies->pdata[2], MAIL);
	names = names_joined(&s);
	assert_string_equal(names, "box#1 box#2 box#3");
	seen_clear(&s);
}

static void
mbox__crlf_line_ends_part_too(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	put("crlf", "From a@b Thu Jan  1 00:00:00 2026\r\nA: 1\r\n\r\nx\r\n\r\nFrom "
		    "a@b Thu Jan  1 00:00:00 2026\r\nA: "
		    "2\r\n\r\ny\r\n");

	walk("crlf", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 2);
	assert_string_equal(s.bodies->pdata[0], "A: 1\r\n\r\nx\r\n");
	assert_string_equal(s.bodies->pdata[1], "A: 2\r\n\r\ny\r\n");
	seen_clear(&s);
}

static void
mbox__a_sentence_that_begins_with_from_parts_nothing(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	put("prose", SEPARATOR "A: 1\n\nDear all,\n\nFrom 10:00 on in 2026 we are closed.\n\nFrom "
			       "here on nothing.\n");

	walk("prose", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 1);
	seen_clear(&s);
}

static void
mbox__quoted_from_lines_lose_one_mark(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	put("quoted", SEPARATOR "A: 1\n\n>From me\n>>From you\na >From b\n> From c\n\n" SEPARATOR MAIL);

	walk("quoted", &LIMITS_PRESET, &s);
	assert_string_equal(s.bodies->pdata[0], "A: 1\n\nFrom me\n>From you\na >From b\n> From c\n");
	seen_clear(&s);
}

static void
mbox__a_message_too_large_costs_only_itself(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	struct limits limits = LIMITS_PRESET;
	put("mixed", SEPARATOR "A: 1\n\nshort\n\n" SEPARATOR "A: 2\n\n0123456789012345678901234567890123"
			       "456789\n\n" SEPARATOR "A: 3\n\nshort\n");

	limits.message_size = 30;
	walk("mixed", &limits, &s);
	assert_int_equal(s.names->len, 3);
	assert_string_equal(s.errors->pdata[0], "");
	assert_string_not_equal(s.errors->pdata[1], "");
	assert_string_equal(s.errors->pdata[2], "");
	seen_clear(&s);
}

static void
mbox__a_mapped_one_gives_every_message(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	g_autoptr(GString) box = g_string_new(NULL);

	for (guint i = 0; i < 300; i++) {
		g_string_append_printf(box, SEPARATOR "A: %u\n\n", i);
		for (guint k = 0; k < 100; k++)
			g_string_append(
			    box, "a line of sixty-four characters, so that the file grows large\n");
		g_string_append_c(box, '\n');
	}
	put("big", box->str);
	walk("big", &LIMITS_PRESET, &s);
	assert_int_equal(s.names->len, 300);
	assert_true(g_str_has_prefix(s.bodies->pdata[299], "A: 299\n"));
	seen_clear(&s);
}

static void
maildir__cur_new_and_its_hidden_folders_are_read_and_nothing_else(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	static const char *const files[] = { "md/cur/1:2,S", "md/new/2", "md/tmp/3", "md/dovecot.index",
		"md/.Sent/cur/4", "md/.Sent/new/5", "md/.other/file" };
	g_autofree char *names = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		put(files[i], MAIL);

	walk("md", &LIMITS_PRESET, &s);
	names = names_joined(&s);
	assert_string_equal(names, "md/cur/1:2,S md/new/2 md/.Sent/cur/4 md/.Sent/new/5");
	seen_clear(&s);
}

static void
folder__files_come_sorted_and_hidden_ones_are_left(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	static const char *const files[] = { "f/b.eml", "f/a.eml", "f/.hidden", "f/sub/c.eml" };
	g_autofree char *names = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		put(files[i], MAIL);

	walk("f", &LIMITS_PRESET, &s);
	names = names_joined(&s);
	assert_string_equal(names, "f/a.eml f/b.eml f/sub/c.eml");
	seen_clear(&s);
}

static void
folder__symbolic_links_are_not_followed(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	g_autofree char *outside = g_build_filename(folder, "outside", NULL);
	g_autofree char *secret = g_build_filename(outside, "secret", NULL);
	g_autofree char *link = g_build_filename(folder, "links", "a-link", NULL);
	g_autofree char *link_folder = g_build_filename(folder, "links", "b-link", NULL);
	g_autofree char *names = NULL;

	put("outside/secret", MAIL);
	put("links/real", MAIL);
	assert_int_equal(symlink(secret, link), 0);
	assert_int_equal(symlink(outside, link_folder), 0);
	walk("links", &LIMITS_PRESET, &s);
	names = names_joined(&s);
	assert_string_equal(names, "links/real");
	seen_clear(&s);
}

static void
walk__ends_when_the_callback_says_so(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	g_autofree char *path = g_build_filename(folder, "f2", NULL);

	put("f2/a", MAIL);
	put("f2/b", MAIL);
	s.stop_after = 1;
	source_walk(path, &LIMITS_PRESET, see, &s);
	assert_int_equal(s.names->len, 1);
	seen_clear(&s);
}

static void
stream__a_pipe_is_read_to_its_end(void **state G_GNUC_UNUSED)
{
	struct seen s = seen_new();
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], MAIL, strlen(MAIL)), (gssize)strlen(MAIL));
	close(ends[1]);
	source_walk_stream(ends[0], "-", &LIMITS_PRESET, see, &s);
	close(ends[0]);
	assert_string_equal(s.names->pdata[0], "-");
	assert_string_equal(s.bodies->pdata[0], MAIL);
	seen_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file__a_plain_message_is_given_as_it_is),
		cmocka_unit_test(file__a_missing_one_tells_why),
		cmocka_unit_test(file__a_larger_one_than_allowed_is_an_error_and_not_read),
		cmocka_unit_test(file__a_message_behind_one_from_line_keeps_the_files_name),
		cmocka_unit_test(mbox__messages_are_numbered_and_parted_at_from_lines),
		cmocka_unit_test(mbox__crlf_line_ends_part_too),
		cmocka_unit_test(mbox__a_sentence_that_begins_with_from_parts_nothing),
		cmocka_unit_test(mbox__quoted_from_lines_lose_one_mark),
		cmocka_unit_test(mbox__a_message_too_large_costs_only_itself),
		cmocka_unit_test(mbox__a_mapped_one_gives_every_message),
		cmocka_unit_test(maildir__cur_new_and_its_hidden_folders_are_read_and_nothing_else),
		cmocka_unit_test(folder__files_come_sorted_and_hidden_ones_are_left),
		cmocka_unit_test(folder__symbolic_links_are_not_followed),
		cmocka_unit_test(walk__ends_when_the_callback_says_so),
		cmocka_unit_test(stream__a_pipe_is_read_to_its_end),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
