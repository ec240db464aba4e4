/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The prepared parent and its children. This program is its own helper: started with "nursery NAME" it
 * serves.
 */
#include "purser/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#define WALL_MS 10000

enum { ASK, TELL, TAKE, KINDS };

static const struct wire_kind PROTOCOL[KINDS] = {
	[ASK] = { "ask", "(s)", 1000, FALSE },
	[TELL] = { "tell", "(s)", 1000, FALSE },
	[TAKE] = { "take", "()", 16, TRUE },
};

static char *self;

/* --- the helper
 * -------------------------------------------------------------------------------------------------- */

static char *prepared;

static gboolean
helper_prepare(int argc, char **argv, GError **error)
{
	const char *how = argc > 2 ? argv[2] : "";

	if (strcmp(how, "refuse") == 0)
		return purser_fail(error, PURSER_HALT, "landlock is missing");
	if (strcmp(how, "crash") == 0)
		_exit(3);
	prepared = g_strdup(how);
	return TRUE;
}

/* What the child knows of itself, by name. */
static char *
helper_answer(const char *question)
{
	int n = 0;

	if (strcmp(question, "prepared") == 0)
		return g_strdup(prepared);
	if (strcmp(question, "dumpable") == 0)
		return g_strdup_printf("%d", prctl(PR_GET_DUMPABLE));
	if (strcmp(question, "deathsig") == 0) {
		prctl(PR_GET_PDEATHSIG, &n);
		return g_strdup_printf("%d", n);
	}
	if (strcmp(question, "parent") == 0)
		return g_strdup_printf("%d", getppid());
	if (strcmp(question, "group") == 0)
		return g_strdup_printf("%d", getpgrp() == getppid());
	if (strcmp(question, "sockets") == 0) {
		/* 3 and up, but for our own end. */
		for (int fd = 3; fd < 64; fd++) {
			int type;
			socklen_t size = sizeof type;

			n += getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
		}
		return g_strdup_printf("%d", n);
	}
	if (strcmp(question, "pipe") == 0) {
		int pair[2];

		if (pipe2(pair, O_CLOEXEC) < 0)
			return g_strdup("no pipe");
		close(pair[0]);
		n = (int)write(pair[1], "x", 1);
		close(pair[1]);
		return g_strdup(n < 0 && errno == EPIPE ? "EPIPE" : "written");
	}
	return g_strdup(question);
}

static int
helper_child(int fd)
{
	struct wire *w = wire_new(fd, PROTOCOL, KINDS);
	struct wire_message m;

	while (wire_receive(w, &m, NULL)) {
		const char *question;
		g_autofree char *answer = NULL;

		g_variant_get(m.body, "(&s)", &question);
		if (strcmp(question, "hang") == 0)
			for (;;)
				pause();
		if (strcmp(question, "exit") == 0)
			_exit(0);
		answer = helper_answer(question);
		wire_send(w, TELL, g_variant_new("(s)", answer), -1, NULL);
		wire_message_clear(&m);
	}
	wire_free(w);
	return 0;
}

static int
helper_main(int argc, char **argv)
{
	static const struct nursery_ops ops = { helper_prepare, helper_child };

	return nursery_serve(argc, argv, &ops);
}

/* --- the tests
 * --------------------------------------------------------------------------------------------------- */

static struct nursery *
start(const char *how)
{
	const char *const tail[] = { "nursery", how, NULL };
	g_autoptr(GError) error = NULL;
	struct nursery *n = nursery_start(self, tail, &error);

	if (!n)
		fail_msg("%s", error->message);
	return n;
}

static gboolean
ended(int pidfd)
{
	struct pollfd p = { .fd = pidfd, .events = POLLIN };

	return poll(&p, 1, WALL_MS) == 1;
}

static char *
ask(struct wire *w, const char *question)
{
	struct wire_message m = { .fd = -1 };
	char *answer = NULL;
	g_autoptr(GError) error = NULL;

	if (!wire_send(w, ASK, g_variant_new("(s)", question), -1, &error) || !wire_receive(w, &m, &error))
		fail_msg("%s", error->message);
	assert_int_equal(m.kind, TELL);
	g_variant_get(m.body, "(s)", &answer);
	wire_message_clear(&m);
	return answer;
}

static void
nursery__child_is_prepared_alone_and_bound_to_its_parent(void **state)
{
	static const struct {
		const char *question, *wanted;
	} rows[] = {
		{ "prepared", "kept" },
		{ "dumpable", "0" },
		{ "deathsig", "9" },
		{ "group", "1" },
		{ "sockets", "1" },
		{ "pipe", "EPIPE" },
	};
	struct nursery *n = start("kept");
	struct child first, c;
	struct wire *w;
	(void)state;

	/* Another one is there already: the second must see nothing of it. */
	assert_true(nursery_fork(n, &first, NULL));
	assert_true(nursery_fork(n, &c, NULL));
	w = wire_new(c.fd, PROTOCOL, KINDS);
	c.fd = -1;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *answer = ask(w, rows[i].question);

		assert_string_equal(answer, rows[i].wanted);
	}
	wire_free(w);
	assert_true(ended(c.pidfd));
	child_clear(&c);
	child_clear(&first);
	nursery_free(n);
}

static void
nursery__twenty_children_and_one_killed_leaves_nineteen(void **state)
{
	struct nursery *n = start("");
	struct child c[20];
	struct wire *w[20];
	(void)state;

	for (guint i = 0; i < 20; i++) {
		assert_true(nursery_fork(n, &c[i], NULL));
		w[i] = wire_new(c[i].fd, PROTOCOL, KINDS);
		c[i].fd = -1;
	}
	child_kill(&c[7]);
	assert_true(ended(c[7].pidfd));
	for (guint i = 0; i < 20; i++) {
		g_autofree char *word = g_strdup_printf("child %u", i), *answer = NULL;

		if (i == 7)
			continue;
		answer = ask(w[i], word);
		assert_string_equal(answer, word);
	}
	child_kill(&c[7]); /* once more does no harm */
	for (guint i = 0; i < 20; i++) {
		wire_free(w[i]);
		assert_true(ended(c[i].pidfd));
		child_clear(&c[i]);
	}
	nursery_free(n);
}

static void
nursery__killed_parent_takes_its_children_along_and_is_a_hangup(void **state)
{
	struct nursery *n = start("");
	struct child c[3], d;
	struct wire *w;
	g_autofree char *parent = NULL;
	g_autoptr(GError) error = NULL, again = NULL;
	(void)state;

	for (guint i = 0; i < 3; i++)
		assert_true(nursery_fork(n, &c[i], NULL));
	w = wire_new(c[0].fd, PROTOCOL, KINDS);
	c[0].fd = -1;
	/* This one does not even read its socket. */
	assert_true(wire_send(w, ASK, g_variant_new("(s)", "parent"), -1, NULL));
	{
		struct wire_message m;

		assert_true(wire_receive(w, &m, NULL));
		g_variant_get(m.body, "(s)", &parent);
		wire_message_clear(&m);
	}
	assert_true(wire_send(w, ASK, g_variant_new("(s)", "hang"), -1, NULL));
	assert_int_equal(kill((pid_t)strtol(parent, NULL, 10), SIGKILL), 0);
	for (guint i = 0; i < 3; i++) {
		assert_true(ended(c[i].pidfd));
		child_clear(&c[i]);
	}
	wire_free(w);
	assert_false(nursery_fork(n, &d, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
	assert_false(nursery_fork(n, &d, &again));
	assert_true(g_error_matches(again, PURSER_ERROR, PURSER_HANGUP));
	nursery_free(n);
}

static void
nursery__freeing_it_ends_children_that_hang(void **state)
{
	struct nursery *n = start("");
	struct child c;
	struct wire *w;
	(void)state;

	assert_true(nursery_fork(n, &c, NULL));
	w = wire_new(c.fd, PROTOCOL, KINDS);
	c.fd = -1;
	assert_true(wire_send(w, ASK, g_variant_new("(s)", "hang"), -1, NULL));
	nursery_free(n);
	assert_true(ended(c.pidfd));
	wire_free(w);
	child_clear(&c);
}

static void
nursery__program_that_cannot_start_says_why(void **state)
{
	static const struct {
		const char *how, *in_message;
		enum purser_error grade;
	} rows[] = {
		{ "refuse", "landlock is missing", PURSER_HALT },
		{ "crash", "ended by itself", PURSER_HANGUP },
	};
	const char *const none[] = { NULL };
	g_autoptr(GError) missing = NULL;
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *const tail[] = { "nursery", rows[i].how, NULL };
		g_autoptr(GError) error = NULL;

		assert_null(nursery_start(self, tail, &error));
		assert_true(g_error_matches(error, PURSER_ERROR, rows[i].grade));
		assert_non_null(strstr(error->message, rows[i].in_message));
	}
	assert_null(nursery_start("/nonexistent/purser-helper", none, &missing));
	assert_true(g_error_matches(missing, PURSER_ERROR, PURSER_HALT));
	assert_non_null(strstr(missing->message, "/nonexistent/purser-helper"));
}

static void
nursery__stopped_parent_is_given_up_after_its_deadline(void **state)
{
	struct nursery *n = start("");
	struct child c, d;
	struct wire *w;
	g_autofree char *parent = NULL;
	g_autoptr(GError) error = NULL;
	(void)state;

	assert_true(nursery_fork(n, &c, NULL));
	w = wire_new(c.fd, PROTOCOL, KINDS);
	c.fd = -1;
	parent = ask(w, "parent");
	assert_int_equal(kill((pid_t)strtol(parent, NULL, 10), SIGSTOP), 0);
	assert_false(nursery_fork(n, &d, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
	assert_true(ended(c.pidfd));
	wire_free(w);
	child_clear(&c);
	nursery_free(n);
}

static void
nursery__program_started_by_hand_says_so(void **state)
{
	char *argv[] = { self, (char *)"nursery", (char *)"", NULL };
	g_autofree char *said = NULL;
	int status;
	(void)state;

	assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, NULL));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EX_USAGE);
	assert_non_null(strstr(said, "not by hand"));
}

static void
memfd__is_mapped_only_when_sealed_and_not_too_large(void **state)
{
	static const char text[] = "bytes that travel";
	int fd = memfd_new("test", NULL), pipes[2];
	g_autoptr(GError) unsealed = NULL, large = NULL, other = NULL;
	g_autoptr(GBytes) bytes = NULL, empty = NULL;
	(void)state;

	assert_true(fd_write_all(fd, text, sizeof text, NULL));
	assert_null(memfd_map(fd, 100, &unsealed));
	assert_true(g_error_matches(unsealed, PURSER_ERROR, PURSER_HANGUP));
	assert_true(memfd_seal(fd, NULL));
	assert_int_equal(write(fd, "x", 1), -1);
	assert_int_equal(ftruncate(fd, 1), -1);
	assert_null(memfd_map(fd, sizeof text - 1, &large));
	assert_true(g_error_matches(large, PURSER_ERROR, PURSER_HANGUP));
	bytes = memfd_map(fd, sizeof text, NULL);
	assert_non_null(bytes);
	close(fd);
	assert_memory_equal(g_bytes_get_data(bytes, NULL), text, sizeof text);

	fd = memfd_new("empty", NULL);
	assert_true(memfd_seal(fd, NULL));
	empty = memfd_map(fd, 0, NULL);
	assert_non_null(empty);
	assert_int_equal(g_bytes_get_size(empty), 0);
	close(fd);

	assert_int_equal(pipe2(pipes, O_CLOEXEC), 0);
	assert_null(memfd_map(pipes[0], 100, &other));
	assert_true(g_error_matches(other, PURSER_ERROR, PURSER_HANGUP));
	close(pipes[0]);
	close(pipes[1]);
	assert_null(memfd_map(-1, 100, NULL));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nursery__child_is_prepared_alone_and_bound_to_its_parent),
		cmocka_unit_test(nursery__twenty_children_and_one_killed_leaves_nineteen),
		cmocka_unit_test(nursery__killed_parent_takes_its_children_along_and_is_a_hangup),
		cmocka_unit_test(nursery__freeing_it_ends_children_that_hang),
		cmocka_unit_test(nursery__program_that_cannot_start_says_why),
		cmocka_unit_test(nursery__stopped_parent_is_given_up_after_its_deadline),
		cmocka_unit_test(nursery__program_started_by_hand_says_so),
		cmocka_unit_test(memfd__is_mapped_only_when_sealed_and_not_too_large),
	};

	if (argc > 1 && strcmp(argv[1], "nursery") == 0)
		return helper_main(argc, argv);
	self = g_file_read_link("/proc/self/exe", NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
