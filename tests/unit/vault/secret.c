/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets from files, credentials and commands; the key file. */
#include "purser/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#ifndef __has_feature /* clang's */
#define __has_feature(x) 0
#endif

static char *folder;

static char *
put_file(const char *name, const char *text, gssize size, mode_t mode)
{
	char *path = g_build_filename(folder, name, NULL);

	assert_true(g_file_set_contents(path, text, size, NULL));
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

static void
assert_fails(struct secret *s, GError *const *error_at, enum purser_error grade, const char *in_message)
{
	const GError *error = *error_at;

	assert_null(s);
	if (!g_error_matches(error, PURSER_ERROR, (int)grade))
		fail_msg("'%s' has grade %d, not %u", error->message, error->code, grade);
	if (!strstr(error->message, in_message))
		fail_msg("'%s' says nothing of '%s'", error->message, in_message);
}

static void
secret__keeps_its_bytes_and_ends_with_nul(void **state)
{
	struct secret *s = secret_new("pass\0word", 9), *empty = secret_new("", 0), *a = secret_random(32),
		      *b = secret_random(32);
	(void)state;

	assert_true(vault_init(NULL));
	assert_int_equal(secret_size(s), 9);
	assert_memory_equal(secret_bytes(s), "pass\0word", 10);
	assert_int_equal(secret_size(empty), 0);
	assert_string_equal(secret_bytes(empty), "");
	assert_memory_not_equal(secret_bytes(a), secret_bytes(b), 32);
	secret_free(s);
	secret_free(empty);
	secret_free(a);
	secret_free(b);
	secret_free(NULL);
}

/* In a process of its own: without the right to lock, and with nothing left to lock. */
static int
without_lockable_memory(void)
{
	struct rlimit none = { 0, 0 };
	g_autoptr(GError) error = NULL, other = NULL;

	if (setrlimit(RLIMIT_MEMLOCK, &none) < 0 || (geteuid() == 0 && setuid(65534) < 0))
		return 10;
	if (vault_init(&error))
		return 11;
	if (!g_error_matches(error, PURSER_ERROR, PURSER_HALT) || !strstr(error->message, "LimitMEMLOCK"))
		return 12;
	if (secret_from_command("/bin/echo x", 5, &other) || !strstr(other->message, "LimitMEMLOCK"))
		return 13;
	return 0;
}

static void
secret__is_refused_when_memory_cannot_be_locked(void **state)
{
	pid_t pid;
	int status = 0;
	(void)state;

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
	skip(); /* the sanitizer replaces mlock() by nothing */
#endif
	pid = fork();
	if (pid == 0)
		_exit(without_lockable_memory());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
secret_from_file__cuts_one_line_end_and_nothing_else(void **state)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "hunter2", "hunter2" },
		{ "hunter2\n", "hunter2" },
		{ "hunter2\r\n", "hunter2" },
		{ "hunter2\n\n", "hunter2\n" },
		{ " two words ", " two words " },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = put_file("password", rows[i].text, -1, 0600);
		g_autoptr(GError) error = NULL;
		struct secret *s = secret_from_file(path, &error);

		assert_non_null(s);
		assert_string_equal(secret_bytes(s), rows[i].wanted);
		secret_free(s);
	}
}

static void
secret_from_file__refuses_what_others_may_read_and_says_the_cure(void **state)
{
	static const mode_t wide[] = { 0640, 0604, 0620, 0644, 0610 };
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(wide); i++) {
		g_autofree char *path = put_file("wide", "hunter2\n", -1, wide[i]);
		g_autofree char *cure = g_strdup_printf("chmod 600 %s", path);
		g_autoptr(GError) error = NULL;

		assert_fails(secret_from_file(path, &error), &error, PURSER_HALT, cure);
		assert_null(strstr(error->message, "hunter2"));
	}
}

static void
secret_from_file__refuses_missing_empty_large_and_special_files(void **state)
{
	g_autofree char *large = g_strnfill(20000, 'x'), *fifo = g_build_filename(folder, "fifo", NULL);
	char *paths[] = { g_build_filename(folder, "missing", NULL), put_file("empty", "", 0, 0600),
		put_file("newline", "\n", 1, 0600), put_file("large", large, -1, 0600), g_strdup(folder),
		g_steal_pointer(&fifo) };
	static const char *const wanted[] = { "No such file", "is empty", "is empty", "too large",
		"not a regular file", "not a regular file" };
	(void)state;

	assert_int_equal(mkfifo(paths[5], 0600), 0);
	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GError) error = NULL;

		assert_fails(secret_from_file(paths[i], &error), &error, PURSER_HALT, wanted[i]);
		g_free(paths[i]);
	}
}

static void
secret_from_credential__reads_only_names_in_systemds_folder(void **state)
{
	static const char *const bad[] = { "", "..", ".", "a/b", "../password" };
	g_autoptr(GError) none = NULL, missing = NULL;
	struct secret *s;
	(void)state;

	g_free(put_file("imap", "hunter2\n", -1, 0440));
	g_unsetenv("CREDENTIALS_DIRECTORY");
	assert_fails(secret_from_credential("imap", &none), &none, PURSER_HALT, "LoadCredential=imap:");
	g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE);
	s = secret_from_credential("imap", NULL);
	assert_non_null(s);
	assert_string_equal(secret_bytes(s), "hunter2");
	secret_free(s);
	assert_fails(secret_from_credential("smtp", &missing), &missing, PURSER_HALT, "No such file");
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		assert_fails(
		    secret_from_credential(bad[i], &error), &error, PURSER_HALT, "no name of a credential");
	}
	g_unsetenv("CREDENTIALS_DIRECTORY");
}

/* --- commands
 * ---------------------------------------------------------------------------------------------------- */

static void
secret_from_command__takes_the_first_line_without_a_shell(void **state)
{
	static const struct {
		const char *line, *wanted;
	} rows[] = {
		{ "echo hunter2", "hunter2" },
		{ "printf 'one\\ntwo\\n'", "one" },
		{ "printf 'no end'", "no end" },
		{ "printf 'crlf\\r\\n'", "crlf" },
		{ "/bin/echo '$HOME; ls | cat'", "$HOME; ls | cat" },
		{ "echo \"two  words\"", "two  words" },
		{ "seq 1 100000", "1" },
		/* It leaves something behind that holds its output open. */
		{ "sh -c 'sleep 5 & echo agent; exit 0'", "agent" },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		gint64 start = g_get_monotonic_time();
		struct secret *s = secret_from_command(rows[i].line, 30, &error);

		if (!s)
			fail_msg("%s: %s", rows[i].line, error->message);
		assert_string_equal(secret_bytes(s), rows[i].wanted);
		assert_int_equal(secret_size(s), strlen(rows[i].wanted));
		secret_free(s);
		assert_true(g_get_monotonic_time() - start < (gint64)4 * G_USEC_PER_SEC);
	}
}

static void
secret_from_command__that_fails_says_why_and_shows_no_argument(void **state)
{
	static const struct {
		const char *line, *wanted;
		enum purser_error grade;
	} rows[] = {
		{ "false hunter2", "exit status 1", PURSER_RETRY },
		{ "sh -c 'echo hunter2; exit 3'", "exit status 3", PURSER_RETRY },
		{ "sh -c 'echo hunter2; kill -TERM $$'", "signal 15", PURSER_RETRY },
		{ "true hunter2", "printed nothing", PURSER_RETRY },
		{ "printf '\\nhunter2'", "printed nothing", PURSER_RETRY },
		{ "purser-no-such-command hunter2", "not found", PURSER_HALT },
		{ "dd if=/dev/zero bs=20000 count=1 status=none", "more than 16384 bytes", PURSER_HALT },
		{ "echo 'hunter2", "quotes do not match", PURSER_HALT },
		{ "", "is empty", PURSER_HALT },
		{ "/etc/passwd", "cannot be run", PURSER_HALT },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_fails(
		    secret_from_command(rows[i].line, 30, &error), &error, rows[i].grade, rows[i].wanted);
		assert_null(strstr(error->message, "hunter2"));
	}
}

static void
secret_from_command__is_killed_with_all_it_started_at_its_deadline(void **state)
{
	g_autofree char *pid_file = g_build_filename(folder, "pid", NULL), *text = NULL;
	g_autofree char *line =
	    g_strdup_printf("sh -c 'trap \"\" TERM; sleep 300 & echo $! > %s; echo early; wait'", pid_file);
	g_autoptr(GError) error = NULL;
	pid_t grandchild;
	int status;
	(void)state;

	/* Orphans become ours, so that we can see this one end. */
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	assert_fails(secret_from_command(line, 1, &error), &error, PURSER_RETRY, "longer than 1 seconds");
	assert_true(g_file_get_contents(pid_file, &text, NULL, NULL));
	grandchild = (pid_t)strtol(text, NULL, 10);
	assert_true(grandchild > 1);
	assert_int_equal(waitpid(grandchild, &status, 0), grandchild);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	prctl(PR_SET_CHILD_SUBREAPER, 0);
}

/* --- the key file
 * ------------------------------------------------------------------------------------------------ */

static void
key_file__is_made_once_and_read_ever_after(void **state)
{
	g_autofree char *path = g_build_filename(folder, "key", NULL),
			*beside = g_strconcat(path, ".new", NULL);
	struct secret *first, *second;
	struct stat st;
	mode_t mask = umask(0);
	(void)state;

	/* A crash left this. */
	assert_true(g_file_set_contents(beside, "half", -1, NULL));
	first = vault_key_load_or_create(path, NULL);
	umask(mask);
	assert_non_null(first);
	assert_int_equal(secret_size(first), VAULT_KEY_SIZE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, VAULT_KEY_SIZE);
	assert_int_equal(access(beside, F_OK), -1);
	second = vault_key_load_or_create(path, NULL);
	assert_non_null(second);
	assert_memory_equal(secret_bytes(first), secret_bytes(second), VAULT_KEY_SIZE);
	secret_free(first);
	secret_free(second);
}

static void
key_file__that_is_damaged_or_open_to_others_is_never_replaced(void **state)
{
	static const struct {
		const char *name, *wanted;
		gsize size;
		mode_t mode;
	} rows[] = {
		{ "key-empty", "is empty", 0, 0600 },
		{ "key-short", "no key of purser", 31, 0600 },
		{ "key-long", "too large", 33, 0600 },
		{ "key-wide", "chmod 600", 32, 0640 },
	};
	static const char bytes[64] = "0123456789abcdef0123456789abcdef";
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = put_file(rows[i].name, bytes, (gssize)rows[i].size, rows[i].mode);
		g_autoptr(GError) error = NULL;
		struct stat st;

		assert_fails(vault_key_load_or_create(path, &error), &error, PURSER_HALT, rows[i].wanted);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_size, rows[i].size);
	}
}

static void
key_file__in_a_folder_that_is_not_there_is_a_halt(void **state)
{
	g_autofree char *path = g_build_filename(folder, "nowhere", "key", NULL);
	g_autoptr(GError) error = NULL;
	(void)state;

	assert_fails(vault_key_load_or_create(path, &error), &error, PURSER_HALT, "cannot make the key file");
}

static int
folder_make(void **state)
{
	(void)state;
	folder = g_dir_make_tmp("purser-vault-XXXXXX", NULL);
	return folder ? 0 : -1;
}

static int
folder_remove(void **state)
{
	const char *name;
	GDir *dir = g_dir_open(folder, 0, NULL);
	(void)state;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(dir);
	g_rmdir(folder);
	g_free(folder);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secret__keeps_its_bytes_and_ends_with_nul),
		cmocka_unit_test(secret__is_refused_when_memory_cannot_be_locked),
		cmocka_unit_test(secret_from_file__cuts_one_line_end_and_nothing_else),
		cmocka_unit_test(secret_from_file__refuses_what_others_may_read_and_says_the_cure),
		cmocka_unit_test(secret_from_file__refuses_missing_empty_large_and_special_files),
		cmocka_unit_test(secret_from_credential__reads_only_names_in_systemds_folder),
		cmocka_unit_test(secret_from_command__takes_the_first_line_without_a_shell),
		cmocka_unit_test(secret_from_command__that_fails_says_why_and_shows_no_argument),
		cmocka_unit_test(secret_from_command__is_killed_with_all_it_started_at_its_deadline),
		cmocka_unit_test(key_file__is_made_once_and_read_ever_after),
		cmocka_unit_test(key_file__that_is_damaged_or_open_to_others_is_never_replaced),
		cmocka_unit_test(key_file__in_a_folder_that_is_not_there_is_a_halt),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
