/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a server's secret comes from, and what its settings become. */
#include "purser/signin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
secret_file(const char *name, const char *text, int mode)
{
	char *path = g_build_filename(folder, name, NULL);

	assert_true(g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, NULL));
	return path;
}

static struct config_server
server(void)
{
	return (struct config_server){ .host = (char *)"mail.example.com", .user = (char *)"u" };
}

static void
secret__comes_from_file_credential_command_and_token(void **state G_GNUC_UNUSED)
{
	g_autofree char *path = secret_file("mail", "from a file\n", 0600);
	struct config_server file = server(), credential = server(), command = server(), token = server();
	const struct {
		struct config_server *server;
		const char *wanted;
		gboolean token;
	} CASES[] = {
		{ &file, "from a file", FALSE },
		{ &credential, "from a file", FALSE },
		{ &command, "from 'x", FALSE },
		{ &token, "abc", TRUE },
	};

	file.password_file = path;
	credential.password_credential = (char *)"mail";
	command.password_command = (char *)"echo \"from 'x\"";
	token.token_command = (char *)"printf 'abc\\nignored'";
	g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GError) error = NULL;
		gboolean is_token = !CASES[i].token;
		struct secret *s = server_secret(CASES[i].server, 10, &is_token, &error);

		if (!s)
			fail_msg("%u: %s", i, error->message);
		assert_string_equal(secret_bytes(s), CASES[i].wanted);
		assert_int_equal(is_token, CASES[i].token);
		secret_free(s);
	}
	g_unsetenv("CREDENTIALS_DIRECTORY");
	g_remove(path);
}

static void
secret__that_cannot_be_had_names_the_key_and_the_account(void **state G_GNUC_UNUSED)
{
	g_autofree char *open_to_all = secret_file("open", "x\n", 0644),
			*two = secret_file("two", "a\r\nb\n", 0600);
	struct config_server missing = server(), wide = server(), lines = server();
	const struct {
		struct config_server *server;
		const char *words;
	} CASES[] = {
		{ &missing, "password_file for u at mail.example.com: " },
		{ &wide, "chmod 600" },
		{ &lines, "control character" },
	};

	missing.password_file = (char *)"/nonexistent/secret";
	wide.password_file = open_to_all;
	lines.password_file = two;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GError) error = NULL;
		gboolean is_token;

		assert_null(server_secret(CASES[i].server, 10, &is_token, &error));
		assert_non_null(error);
		assert_int_equal(error->code, PURSER_HALT);
		if (!strstr(error->message, CASES[i].words))
			fail_msg("%s", error->message);
	}
	g_remove(open_to_all);
	g_remove(two);
}

static void
secret__is_none_without_error_when_none_is_set(void **state G_GNUC_UNUSED)
{
	struct config_server none = server(), off = server();
	g_autoptr(GError) error = NULL;
	gboolean is_token;

	off.auth = AUTH_NONE;
	off.password_file = (char *)"/nonexistent/secret";
	assert_null(server_secret(&none, 10, &is_token, &error));
	assert_null(error);
	assert_null(server_secret(&off, 10, &is_token, &error));
	assert_null(error);
}

static void
settings__become_a_stream_with_its_usual_port(void **state G_GNUC_UNUSED)
{
	struct config_server s = server();
	struct stream_settings out;

	server_stream_settings(&s, &LIMITS_PRESET, server_imap_port(&s), &out);
	assert_int_equal(out.tls, STREAM_TLS);
	assert_int_equal(out.port, 993);
	assert_int_equal(out.command_wall_s, LIMITS_PRESET.command_wall);
	s.tls = TLS_STARTTLS;
	server_stream_settings(&s, &LIMITS_PRESET, server_imap_port(&s), &out);
	assert_int_equal(out.tls, STREAM_STARTTLS);
	assert_int_equal(out.port, 143);
	s.tls = TLS_NONE;
	s.port = 1143;
	server_stream_settings(&s, &LIMITS_PRESET, server_imap_port(&s), &out);
	assert_int_equal(out.tls, STREAM_PLAIN);
	assert_int_equal(out.port, 1143);
}

static void
imap__without_a_secret_connects_nowhere(void **state G_GNUC_UNUSED)
{
	struct config_server s = server();
	g_autoptr(GError) error = NULL;

	s.host = (char *)"mail.invalid";
	assert_null(server_imap_open(&s, &LIMITS_PRESET, &error));
	assert_int_equal(error->code, PURSER_HALT);
	assert_string_equal(
	    error->message, "no secret is configured for u at mail.invalid: set password_file");
}

static int
setup(void **state G_GNUC_UNUSED)
{
	folder = g_dir_make_tmp("purser-signin-XXXXXX", NULL);
	return folder && vault_init(NULL) ? 0 : -1;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_rmdir(folder);
	g_free(folder);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secret__comes_from_file_credential_command_and_token),
		cmocka_unit_test(secret__that_cannot_be_had_names_the_key_and_the_account),
		cmocka_unit_test(secret__is_none_without_error_when_none_is_set),
		cmocka_unit_test(settings__become_a_stream_with_its_usual_port),
		cmocka_unit_test(imap__without_a_secret_connects_nowhere),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
