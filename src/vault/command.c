/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A secret from what a command prints, as a password manager or a token helper does.
 *
 * No shell sees the line. The command is in a process group of its own, so that at its deadline whatever it
 * started goes with it; it dies with us too. Its first line goes straight into locked memory. We wait for the
 * command itself, not for the end of its output: an agent that it leaves behind may hold that open for ever.
 *
 * Errors name the program alone: arguments may be secret.
 */
#include "secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINE_MAX_BYTES ((gsize)16 << 10)

struct command {
	char *program; /* absolute */
	pid_t pid;
	int pidfd, out;
	struct secret *line;
	gsize have;
	gboolean whole; /* the first line has ended */
};

static G_GNUC_NORETURN void
command_exec(const char *program, char *const *argv, int out, pid_t parent)
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR);

	setpgid(0, 0);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && null >= 0 &&
	    dup2(null, STDIN_FILENO) == STDIN_FILENO && dup2(out, STDOUT_FILENO) == STDOUT_FILENO) {
		closefrom(STDERR_FILENO + 1);
		execv(program, argv);
	}
	_exit(127);
}

static gboolean
command_start(struct command *c, char **argv, GError **error)
{
	pid_t parent = getpid();
	int out[2], reason;

	c->program = g_find_program_in_path(argv[0]);
	if (!c->program)
		return purser_fail(
		    error, PURSER_HALT, "command '%s' is not found, or cannot be run", argv[0]);
	c->line = secret_alloc(LINE_MAX_BYTES, error);
	if (!c->line)
		return FALSE;
	if (pipe2(out, O_CLOEXEC) < 0)
		return purser_fail(error, PURSER_RETRY, "cannot run '%s': %s", c->program, g_strerror(errno));
	c->out = out[0];
	fcntl(c->out, F_SETFL, O_NONBLOCK);
	c->pid = fork();
	if (c->pid == 0)
		command_exec(c->program, argv, out[1], parent);
	reason = errno;
	close(out[1]);
	if (c->pid > 0) {
		setpgid(c->pid, c->pid); /* whoever of the two comes first */
		c->pidfd = pidfd_open(c->pid, 0);
		reason = errno;
	}
	if (c->pidfd < 0)
		return purser_fail(
		    error, PURSER_RETRY, "cannot run '%s': %s", c->program, g_strerror(reason));
	return TRUE;
}

/* Takes what is there. FALSE: nothing more will come, or the line is too long. */
static gboolean
command_hear(struct command *c)
{
	char rest[512];

	for (;;) {
		char *room = c->whole ? rest : secret_room(c->line) + c->have;
		gsize size = c->whole ? sizeof rest : LINE_MAX_BYTES - c->have;
		gssize n = size > 0 ? read(c->out, room, size) : 0;
		const char *end;

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 && errno == EAGAIN;
		if (c->whole) {
			secret_wipe(rest, sizeof rest);
			continue;
		}
		end = memchr(room, '\n', (gsize)n);
		c->have += (gsize)n;
		if (end) {
			c->whole = TRUE;
			c->have = (gsize)(end - secret_room(c->line));
			secret_cut(c->line, c->have);
		}
	}
}

static gboolean
command_wait(struct command *c, gint64 wall_s, GError **error)
{
	gint64 until = g_get_monotonic_time() + wall_s * G_USEC_PER_SEC;
	struct pollfd p[] = { { .fd = c->pidfd, .events = POLLIN }, { .fd = c->out, .events = POLLIN } };

	while (!p[0].revents) {
		gint64 left_ms = (until - g_get_monotonic_time() + 999) / 1000;

		if (left_ms <= 0)
			return purser_fail(error, PURSER_RETRY,
			    "'%s' took longer than %" G_GINT64_FORMAT " seconds", c->program, wall_s);
		if (poll(p, G_N_ELEMENTS(p), (int)MIN(left_ms, G_MAXINT)) < 0 && errno != EINTR)
			return purser_fail(error, PURSER_RETRY, "'%s': %s", c->program, g_strerror(errno));
		if (p[1].fd >= 0 && (p[0].revents || p[1].revents) && !command_hear(c))
			p[1].fd = -1;
		if (!c->whole && c->have == LINE_MAX_BYTES)
			return purser_fail(error, PURSER_HALT,
			    "'%s' printed a line of more than %" G_GSIZE_FORMAT " bytes", c->program,
			    LINE_MAX_BYTES);
	}
	return TRUE;
}

static gboolean
command_judge(struct command *c, GError **error)
{
	int status = 0;
	pid_t pid;

	do {
		pid = waitpid(c->pid, &status, 0);
	} while (pid < 0 && errno == EINTR);
	c->pid = 0;
	if (pid > 0 && WIFSIGNALED(status))
		return purser_fail(
		    error, PURSER_RETRY, "'%s' was killed by signal %d", c->program, WTERMSIG(status));
	if (pid < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return purser_fail(error, PURSER_RETRY, "'%s' failed with exit status %d", c->program,
		    pid < 0 ? -1 : WEXITSTATUS(status));
	if (c->have > 0 && secret_bytes(c->line)[c->have - 1] == '\r')
		c->have--;
	if (c->have == 0)
		return purser_fail(error, PURSER_RETRY, "'%s' printed nothing", c->program);
	return TRUE;
}

static void
command_clear(struct command *c)
{
	if (c->pid > 0) {
		kill(-c->pid, SIGKILL);
		kill(c->pid, SIGKILL);
		while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	if (c->pidfd >= 0)
		close(c->pidfd);
	if (c->out >= 0)
		close(c->out);
	secret_free(c->line);
	g_free(c->program);
}

struct secret *
secret_from_command(const char *command_line, gint64 wall_s, GError **error)
{
	struct command c = { .pidfd = -1, .out = -1 };
	g_auto(GStrv) argv = NULL;
	g_autoptr(GError) why = NULL;
	struct secret *s = NULL;

	if (!g_shell_parse_argv(command_line, NULL, &argv, &why)) {
		/* GLib's words would show the line. */
		purser_fail(error, PURSER_HALT, "a command is empty, or its quotes do not match");
		return NULL;
	}
	if (command_start(&c, argv, error) && command_wait(&c, wall_s, error) && command_judge(&c, error)) {
		s = secret_alloc(c.have, error);
		if (s)
			memcpy(secret_room(s), secret_bytes(c.line), c.have);
	}
	command_clear(&c);
	return s;
}
