/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader may not do, tried one by one from inside the sandbox. */
#include "filter.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum ending { WENT_THROUGH = 0, REFUSED = 10, NO_SANDBOX = 11 };

/* Runs an attempt in a child inside the sandbox: its wait status. */
static int
attempt_status(gboolean (*attempt)(void), const struct limits *limits)
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		if (!sandbox_enter(limits, NULL))
			_exit(NO_SANDBOX);
		_exit(attempt() ? WENT_THROUGH : REFUSED);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static gboolean
refused(gboolean (*attempt)(void))
{
	int status = attempt_status(attempt, &LIMITS_PRESET);

	return (WIFEXITED(status) && WEXITSTATUS(status) == REFUSED) ||
	       (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

static gboolean
open_passwd(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static gboolean
open_by_syscall(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY) >= 0;
}

static gboolean
write_file(void)
{
	return open("/tmp/purser-test-sandbox", O_WRONLY | O_CREAT, 0600) >= 0;
}

static gboolean
look_at_file(void)
{
	return access("/etc/passwd", R_OK) == 0;
}

static gboolean
internet_socket(void)
{
	return socket(AF_INET, SOCK_DGRAM, 0) >= 0;
}

static gboolean
unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
socket_pair(void)
{
	int pair[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
}

static gboolean
execute(void)
{
	char *const argv[] = { (char *)"true", NULL };

	return execv("/bin/true", argv) == 0;
}

static gboolean
fork_child(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static gboolean
trace(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static gboolean
signal_parent(void)
{
	return kill(getppid(), 0) == 0;
}

static gboolean
read_other_memory(void)
{
	char here[1];
	struct iovec local = { here, 1 }, remote = { here, 1 };

	return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == 1;
}

static gboolean
map_executable(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
	       MAP_FAILED;
}

static gboolean
make_executable(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED && mprotect(p, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
raise_limit(void)
{
	struct rlimit r = { RLIM_INFINITY, RLIM_INFINITY };

	return setrlimit(RLIMIT_CPU, &r) == 0;
}

static gboolean
io_ring(void)
{
	char parameters[120] = { 0 };

	return syscall(SYS_io_uring_setup, 4, parameters) >= 0;
}

static gboolean
load_bpf(void)
{
	return syscall(SYS_bpf, 0, NULL, 0) >= 0 || errno == EFAULT || errno == EINVAL;
}

static gboolean
become_dumpable(void)
{
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0;
}

static gboolean
user_namespace(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static void
sandbox__refuses_everything_a_reader_has_no_use_for(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *what;
		gboolean (*attempt)(void);
	} rows[] = {
		{ "open a file", open_passwd },
		{ "open a file by its system call", open_by_syscall },
		{ "create a file", write_file },
		{ "ask for a file", look_at_file },
		{ "an internet socket", internet_socket },
		{ "a unix socket", unix_socket },
		{ "a socket pair", socket_pair },
		{ "run a program", execute },
		{ "fork", fork_child },
		{ "ptrace", trace },
		{ "signal another process", signal_parent },
		{ "read a process's memory", read_other_memory },
		{ "map executable memory", map_executable },
		{ "make memory executable", make_executable },
		{ "raise a limit", raise_limit },
		{ "io_uring", io_ring },
		{ "bpf", load_bpf },
		{ "become dumpable again", become_dumpable },
		{ "a user namespace", user_namespace },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (!refused(rows[i].attempt))
			fail_msg("went through: %s", rows[i].what);
}

static int shared_fd;

static gboolean
compute(void)
{
	g_autofree char *block = g_malloc(M(20));
	char *mapped;

	memset(block, 1, M(20));
	mapped = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, shared_fd, 0);
	return mapped != MAP_FAILED && memcmp(mapped, "hello", 5) == 0 && write(shared_fd, "x", 1) == 1 &&
	       getpid() > 1;
}

static void
sandbox__lets_it_compute_with_what_it_was_given(void **state G_GNUC_UNUSED)
{
	int status;

	shared_fd = memfd_create("test", MFD_CLOEXEC);
	assert_true(shared_fd >= 0);
	assert_int_equal(write(shared_fd, "hello", 5), 5);
	status = attempt_status(compute, &LIMITS_PRESET);
	close(shared_fd);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), WENT_THROUGH);
}

static gboolean
take_memory(void)
{
	return mmap(NULL, (size_t)M(200), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
	       MAP_FAILED;
}

static void
sandbox__memory_beyond_the_limit_is_not_given(void **state G_GNUC_UNUSED)
{
	struct limits limits = LIMITS_PRESET;
	int status;

	if (FILTER_SANITIZED) {
		print_message("skipped: a sanitizer's shadow needs unlimited address space\n");
		skip();
	}
	limits.reader_memory = M(100);
	status = attempt_status(take_memory, &limits);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), REFUSED);
}

static gboolean
spin(void)
{
	sandbox_cpu_allow(1);
	for (volatile guint i = 0;; i++)
		;
	return TRUE;
}

static void
sandbox__processor_time_beyond_the_limit_ends_it(void **state G_GNUC_UNUSED)
{
	int status = attempt_status(spin, &LIMITS_PRESET);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGPROF);
}

static gboolean
write_too_much(void)
{
	static const char block[65536];

	for (guint i = 0; i < 4; i++)
		if (write(shared_fd, block, sizeof block) != sizeof block)
			return FALSE;
	return TRUE;
}

static void
sandbox__what_it_may_write_is_bounded(void **state G_GNUC_UNUSED)
{
	struct limits limits = LIMITS_PRESET;
	int status;

	limits.part_size = K(64);
	shared_fd = memfd_create("test", MFD_CLOEXEC);
	status = attempt_status(write_too_much, &limits);
	close(shared_fd);
	assert_false(WIFEXITED(status) && WEXITSTATUS(status) == WENT_THROUGH);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	if (sandbox_prepare(&error))
		return 0;
	print_error("%s\n", error->message);
	return -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sandbox__refuses_everything_a_reader_has_no_use_for),
		cmocka_unit_test(sandbox__lets_it_compute_with_what_it_was_given),
		cmocka_unit_test(sandbox__memory_beyond_the_limit_is_not_given),
		cmocka_unit_test(sandbox__processor_time_beyond_the_limit_ends_it),
		cmocka_unit_test(sandbox__what_it_may_write_is_bounded),
	};

	g_unsetenv("PURSER_UNSANDBOXED");
	return cmocka_run_group_tests(tests, setup, NULL);
}
