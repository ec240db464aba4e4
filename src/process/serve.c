/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The prepared parent: a loop that forks, and waits for those it forked.
 *
 * It waits for a child only here, never by ignoring SIGCHLD: so a pid stays the child's until its pidfd is
 * opened. A child sees nothing of the others: their sockets are closed in the parent before the next fork.
 */
#include "purser/process.h"
#include "nursery.h"
#include "passing.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static gboolean
serve_is_nursery(void)
{
	int domain = 0, type = 0;
	socklen_t size = sizeof domain;

	return getsockopt(NURSERY_FD, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_UNIX &&
	       getsockopt(NURSERY_FD, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

static gboolean
serve_say(const struct nursery_packet *packet, const int *fds, guint n_fds)
{
	struct iovec iov = { (void *)packet, sizeof *packet };

	return passing_send(NURSERY_FD, &iov, 1, fds, n_fds, 0) == sizeof *packet;
}

static gboolean
serve_say_failed(enum purser_error grade, const char *text)
{
	struct nursery_packet packet = { .word = NURSERY_FAILED, .grade = grade };

	g_strlcpy(packet.text, text, sizeof packet.text);
	return serve_say(&packet, NULL, 0);
}

static G_GNUC_NORETURN void
serve_child(const struct nursery_ops *ops, pid_t parent, int signals, int fd)
{
	sigset_t none;

	close(NURSERY_FD);
	close(signals);
	/* The parent may have died before the first line took hold. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent || prctl(PR_SET_DUMPABLE, 0) < 0)
		_exit(EX_OSERR);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* No exit(): what the parent registered for its own end is not ours to run. */
	_exit(ops->child(fd));
}

/* FALSE: the keeper is gone. */
static gboolean
serve_fork(const struct nursery_ops *ops, int signals)
{
	int pair[2] = { -1, -1 }, fds[2] = { -1, -1 }, reason = 0;
	pid_t parent = getpid(), pid = -1;
	gboolean said;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return serve_say_failed(PURSER_RETRY, g_strerror(errno));
	fflush(NULL); /* else the child would print it once more */
	pid = fork();
	if (pid == 0) {
		close(pair[0]);
		serve_child(ops, parent, signals, pair[1]);
	}
	reason = errno;
	close(pair[1]);
	if (pid > 0 && (fds[0] = pidfd_open(pid, 0)) < 0) {
		reason = errno;
		kill(pid, SIGKILL);
	}
	if (fds[0] >= 0) {
		struct nursery_packet born = { .word = NURSERY_BORN, .pid = pid };

		fds[1] = pair[0];
		said = serve_say(&born, fds, 2);
		close(fds[0]);
	} else {
		said = serve_say_failed(PURSER_RETRY, g_strerror(reason));
	}
	close(pair[0]);
	return said;
}

static void
serve_bury(int signals)
{
	struct signalfd_siginfo info[8];

	if (read(signals, info, sizeof info) < 0 && errno != EAGAIN)
		return;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}

static void
serve_loop(const struct nursery_ops *ops, int signals)
{
	struct pollfd p[] = { { .fd = NURSERY_FD, .events = POLLIN }, { .fd = signals, .events = POLLIN } };

	for (;;) {
		struct nursery_packet packet;
		struct iovec iov = { &packet, sizeof packet };
		int fds[PASSING_MAX];
		guint n_fds;

		if (poll(p, G_N_ELEMENTS(p), -1) < 0) {
			if (errno == EINTR)
				continue;
			return;
		}
		if (p[1].revents)
			serve_bury(signals);
		if (!p[0].revents)
			continue;
		if (passing_receive(NURSERY_FD, &iov, 1, fds, &n_fds, 0) != sizeof packet ||
		    packet.word != NURSERY_FORK || n_fds > 0 || !serve_fork(ops, signals))
			return; /* the keeper is gone */
	}
}

int
nursery_serve(int argc, char **argv, const struct nursery_ops *ops)
{
	static const char by_hand[] = "This program is started by purserd and purser, not by hand.\n";
	struct nursery_packet ready = { .word = NURSERY_READY };
	g_autoptr(GError) error = NULL;
	sigset_t mask;
	int signals;

	if (!serve_is_nursery()) {
		fd_write_all(STDERR_FILENO, by_hand, sizeof by_hand - 1, NULL);
		return EX_USAGE;
	}
	fcntl(NURSERY_FD, F_SETFD, FD_CLOEXEC);
	signal(SIGPIPE, SIG_IGN);
	if (ops->prepare && !ops->prepare(argc, argv, &error)) {
		serve_say_failed(
		    error && error->domain == PURSER_ERROR ? (enum purser_error)error->code : PURSER_HALT,
		    error ? error->message : "its preparation failed");
		return EX_SOFTWARE;
	}
	sigemptyset(&mask);
	sigaddset(&mask, SIGCHLD);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signals < 0 || !serve_say(&ready, NULL, 0))
		return EX_OSERR;
	serve_loop(ops, signals);
	close(signals);
	return EX_OK;
}
