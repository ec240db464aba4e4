/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's side of a prepared parent.
 *
 * The parent dies with the thread that started it (PR_SET_PDEATHSIG), so start it from the main thread. It is
 * in a process group of its own: Ctrl-C at a terminal reaches the keeper alone, which then ends its helpers
 * in order.
 */
#include "purser/process.h"
#include "nursery.h"
#include "passing.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define FORK_WALL_MS 5000
#define START_WALL_MS 30000
#define ABOVE_NURSERY_FD 10

struct nursery {
	char *name; /* of the program, for errors */
	pid_t pid;
	int fd; /* -1: it is gone */
};

/* --- between fork and exec: only what is safe in a process whose threads are lost
 * -------------------------------- */

static void
child_forget_signals(void)
{
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static G_GNUC_NORETURN void
child_exec(const char *program, char *const *argv, int control, int status, pid_t keeper)
{
	int null, reason;

	child_forget_signals();
	setpgid(0, 0);
	/* The keeper may have died before the first line took hold. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == keeper) {
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
		if (null >= 0)
			dup2(null, STDIN_FILENO);
		if (dup2(control, NURSERY_FD) == NURSERY_FD) {
			close_range(NURSERY_FD + 1, ~0U, CLOSE_RANGE_CLOEXEC);
			execv(program, argv);
		}
	}
	reason = errno;
	if (write(status, &reason, sizeof reason) < 0)
		_exit(126);
	_exit(127);
}

/* --- starting
 * ---------------------------------------------------------------------------------------------------- */

/* Both ends above the number that the child puts its own on. */
static gboolean
pair_move_up(int pair[2])
{
	for (guint i = 0; i < 2; i++) {
		int up = fcntl(pair[i], F_DUPFD_CLOEXEC, ABOVE_NURSERY_FD);

		if (up < 0)
			return FALSE;
		close(pair[i]);
		pair[i] = up;
	}
	return TRUE;
}

static void
pair_close(int pair[2])
{
	for (guint i = 0; i < 2; i++)
		if (pair[i] >= 0)
			close(pair[i]);
}

/* Waits for one packet; there may be descriptors with it. HANGUP when it does not come in time. */
static gboolean
nursery_hear(struct nursery *n, int wall_ms, struct nursery_packet *out, int *out_fds, guint *out_n_fds,
    GError **error)
{
	gint64 until = g_get_monotonic_time() + (gint64)wall_ms * 1000;
	struct iovec iov = { out, sizeof *out };
	struct pollfd p = { .fd = n->fd, .events = POLLIN };
	gssize size;
	int ready;

	do {
		gint64 left_ms = MAX(0, (until - g_get_monotonic_time()) / 1000);

		ready = poll(&p, 1, (int)left_ms);
	} while (ready < 0 && errno == EINTR);
	if (ready == 0)
		return purser_fail(
		    error, PURSER_HANGUP, "%s did not answer within %d seconds", n->name, wall_ms / 1000);
	size = passing_receive(n->fd, &iov, 1, out_fds, out_n_fds, MSG_DONTWAIT);
	if (size == sizeof *out) {
		out->text[sizeof out->text - 1] = '\0';
		return TRUE;
	}
	if (size > 0)
		for (guint i = 0; i < *out_n_fds; i++)
			close(out_fds[i]);
	return purser_fail(error, PURSER_HANGUP, "%s ended by itself", n->name);
}

/* What the parent says of a failure, or a packet that fits nowhere. */
static gboolean
nursery_refused(const struct nursery *n, const struct nursery_packet *packet, GError **error)
{
	g_autofree char *text = text_one_line(packet->text, sizeof packet->text);

	if (packet->word == NURSERY_FAILED && packet->grade <= PURSER_HALT)
		return purser_fail(error, (enum purser_error)packet->grade, "%s: %s", n->name, text);
	return purser_fail(error, PURSER_HANGUP, "%s sent an answer that fits no question", n->name);
}

static gboolean
nursery_spawn(struct nursery *n, const char *program, const char *const *argv_tail, GError **error)
{
	int control[2] = { -1, -1 }, status[2] = { -1, -1 }, reason = 0;
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	pid_t keeper = getpid();

	g_ptr_array_add(argv, (char *)program);
	for (guint i = 0; argv_tail && argv_tail[i]; i++)
		g_ptr_array_add(argv, (char *)argv_tail[i]);
	g_ptr_array_add(argv, NULL);

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) < 0 ||
	    pipe2(status, O_CLOEXEC) < 0 || !pair_move_up(control) || !pair_move_up(status) ||
	    (n->pid = fork()) < 0) {
		reason = errno;
		pair_close(control);
		pair_close(status);
		n->pid = 0;
		return purser_fail(error, PURSER_RETRY, "cannot start %s: %s", program, g_strerror(reason));
	}
	if (n->pid == 0)
		child_exec(program, (char *const *)argv->pdata, control[1], status[1], keeper);
	close(control[1]);
	close(status[1]);
	n->fd = control[0];
	/* Closes without a word when the program runs. */
	while (read(status[0], &reason, sizeof reason) < 0 && errno == EINTR)
		;
	close(status[0]);
	if (reason)
		return purser_fail(error, PURSER_HALT, "cannot run %s: %s: is purser installed completely?",
		    program, g_strerror(reason));
	return TRUE;
}

struct nursery *
nursery_start(const char *program, const char *const *argv_tail, GError **error)
{
	struct nursery *n = g_new0(struct nursery, 1);
	struct nursery_packet packet = { 0 };
	int fds[PASSING_MAX];
	guint n_fds = 0;

	n->fd = -1;
	n->name = g_path_get_basename(program);
	if (!nursery_spawn(n, program, argv_tail, error) ||
	    !nursery_hear(n, START_WALL_MS, &packet, fds, &n_fds, error)) {
		nursery_free(n);
		return NULL;
	}
	for (guint i = 0; i < n_fds; i++)
		close(fds[i]);
	if (packet.word != NURSERY_READY || n_fds > 0) {
		nursery_refused(n, &packet, error);
		nursery_free(n);
		return NULL;
	}
	return n;
}

/* --- forking, ending
 * --------------------------------------------------------------------------------------------- */

/* Its children end with it. */
static void
nursery_end(struct nursery *n)
{
	if (n->fd >= 0)
		close(n->fd);
	n->fd = -1;
	if (n->pid > 0) {
		kill(n->pid, SIGKILL); /* ours and not yet waited for: the number cannot be anybody else's */
		while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	n->pid = 0;
}

void
nursery_free(struct nursery *n)
{
	if (!n)
		return;
	nursery_end(n);
	g_free(n->name);
	g_free(n);
}

gboolean
nursery_fork(struct nursery *n, struct child *out, GError **error)
{
	struct nursery_packet packet = { .word = NURSERY_FORK };
	struct iovec iov = { &packet, sizeof packet };
	int fds[PASSING_MAX];
	guint n_fds = 0;

	if (n->fd < 0)
		return purser_fail(error, PURSER_HANGUP, "%s is gone", n->name);
	if (passing_send(n->fd, &iov, 1, NULL, 0, MSG_DONTWAIT) < 0) {
		nursery_end(n);
		return purser_fail(error, PURSER_HANGUP, "%s is gone", n->name);
	}
	if (!nursery_hear(n, FORK_WALL_MS, &packet, fds, &n_fds, error)) {
		/* A late answer must not be taken for the next one's. */
		nursery_end(n);
		return FALSE;
	}
	if (packet.word == NURSERY_BORN && packet.pid > 0 && n_fds == 2) {
		*out = (struct child){ .pid = packet.pid, .pidfd = fds[0], .fd = fds[1] };
		return TRUE;
	}
	for (guint i = 0; i < n_fds; i++)
		close(fds[i]);
	return nursery_refused(n, &packet, error);
}

void
child_kill(const struct child *c)
{
	if (c->pid > 0 && c->pidfd >= 0)
		pidfd_send_signal(c->pidfd, SIGKILL, NULL, 0);
}

void
child_clear(struct child *c)
{
	if (c->pid > 0) {
		if (c->pidfd >= 0)
			close(c->pidfd);
		if (c->fd >= 0)
			close(c->fd);
	}
	*c = (struct child){ .pid = 0, .pidfd = -1, .fd = -1 };
}
