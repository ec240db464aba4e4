/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See filter.h. */
#include "filter.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define NO_ARGUMENT -1

enum argument_test { ARGUMENT_IS, ARGUMENT_BITS };
struct filter_row {
	int call;
	int error;    /* 0: allowed; else it fails with this */
	int argument; /* NO_ARGUMENT, or the row holds only where this argument … */
	enum argument_test test;
	guint64 mask, value; /* … is value (ARGUMENT_IS), or has value under mask (ARGUMENT_BITS) */
};

#define ALLOW(name)                            \
	{                                      \
		SCMP_SYS(name), 0, NO_ARGUMENT \
	}
#define ALLOW_IF(name, argument, v)                            \
	{                                                      \
		SCMP_SYS(name), 0, argument, ARGUMENT_IS, 0, v \
	}
#define ALLOW_BITS(name, argument, mask, v)                         \
	{                                                           \
		SCMP_SYS(name), 0, argument, ARGUMENT_BITS, mask, v \
	}
#define FAIL(name, code)                          \
	{                                         \
		SCMP_SYS(name), code, NO_ARGUMENT \
	}
#define FAIL_BITS(name, code, argument, mask, v)                       \
	{                                                              \
		SCMP_SYS(name), code, argument, ARGUMENT_BITS, mask, v \
	}

static const struct filter_row ROWS[] = {
	/* What came with us: the socket, the memfd. */
	ALLOW(read),
	ALLOW(pread64),
	ALLOW(readv),
	ALLOW(write),
	ALLOW(pwrite64),
	ALLOW(writev),
	ALLOW(lseek),
	ALLOW(close),
	ALLOW(recvmsg),
	ALLOW(recvfrom),
	ALLOW(sendmsg),
	ALLOW_IF(sendto, 4, 0),
	ALLOW(poll),
	ALLOW(ppoll),
	ALLOW(fstat),
	ALLOW(ftruncate),
	/* fstat() of glibc 2.36. A path could be asked about so, but nothing opened. */
	ALLOW_BITS(newfstatat, 3, AT_EMPTY_PATH, AT_EMPTY_PATH),
	ALLOW_IF(fcntl, 1, F_GETFD),
	ALLOW_IF(fcntl, 1, F_SETFD),
	ALLOW_IF(fcntl, 1, F_GETFL),
	ALLOW_IF(fcntl, 1, F_SETFL),
	ALLOW_IF(fcntl, 1, F_GET_SEALS),
	/* Memory; never executable. PCRE2's compiler gives up politely. */
	ALLOW(brk),
	ALLOW(munmap),
	ALLOW(mremap),
	ALLOW(madvise),
	ALLOW(mlock), /* a secret's memory; RLIMIT_MEMLOCK bounds it */
	ALLOW(munlock),
	ALLOW_BITS(mmap, 2, PROT_EXEC, 0),
	FAIL_BITS(mmap, EACCES, 2, PROT_EXEC, PROT_EXEC),
	ALLOW_BITS(mprotect, 2, PROT_EXEC, 0),
	FAIL_BITS(mprotect, EACCES, 2, PROT_EXEC, PROT_EXEC),
	/* Itself. */
	ALLOW(exit),
	ALLOW(exit_group),
	ALLOW(futex),
	ALLOW(getpid),
	ALLOW(gettid),
	ALLOW(getuid),
	ALLOW(geteuid),
	ALLOW(getgid),
	ALLOW(getegid),
	ALLOW(getrandom),
	ALLOW(getrusage),
	ALLOW_IF(prlimit64, 2, 0),
	ALLOW(sched_yield),
	ALLOW(sched_getaffinity),
	ALLOW(sysinfo),
	ALLOW(eventfd2),
	ALLOW_IF(setitimer, 0, ITIMER_PROF),
	/* Signals to itself only; abort() dies at tgkill, and that is its purpose. */
	ALLOW(rt_sigreturn),
	ALLOW(rt_sigprocmask),
	ALLOW(rt_sigaction),
	ALLOW(sigaltstack),
	ALLOW(restart_syscall),
	/* Clocks, where the vDSO does not serve. */
	ALLOW(clock_gettime),
	ALLOW(clock_getres),
	ALLOW(gettimeofday),
	ALLOW(time),
	/* Looking around: refused, so that libraries go on without. */
	FAIL(open, EACCES),
	FAIL(openat, EACCES),
	FAIL(openat2, EACCES),
	FAIL(creat, EACCES),
	FAIL(access, EACCES),
	FAIL(faccessat, EACCES),
	FAIL(faccessat2, EACCES),
	FAIL(stat, EACCES),
	FAIL(lstat, EACCES),
	FAIL(statx, EACCES),
	FAIL_BITS(newfstatat, EACCES, 3, AT_EMPTY_PATH, 0),
	FAIL(statfs, EACCES),
	FAIL(readlink, EACCES),
	FAIL(readlinkat, EACCES),
	FAIL(getcwd, EACCES),
	FAIL(getdents64, EACCES),
	FAIL(mkdir, EACCES),
	FAIL(mkdirat, EACCES),
	FAIL(unlink, EACCES),
	FAIL(unlinkat, EACCES),
	FAIL(rename, EACCES),
	FAIL(socket, EACCES),
	FAIL(connect, EACCES),
	FAIL(bind, EACCES),
	FAIL(memfd_create, EACCES),
	FAIL(pipe2, EMFILE),
	FAIL(inotify_init1, EMFILE),
	FAIL(uname, EPERM),
	FAIL(ioctl, ENOTTY),
	FAIL(prctl, EPERM),
	FAIL(clone, EPERM),
	FAIL(clone3, ENOSYS),
#if FILTER_SANITIZED
	ALLOW(tgkill),
#endif
};

/* A sanitizer may not be killed while it writes its report. */
#define OTHERWISE (FILTER_SANITIZED ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_KILL_PROCESS)

static gboolean
row_add(scmp_filter_ctx ctx, const struct filter_row *row, GError **error)
{
	guint32 action = row->error ? SCMP_ACT_ERRNO((guint)row->error) : SCMP_ACT_ALLOW;
	struct scmp_arg_cmp compare = {
		.arg = (guint)MAX(row->argument, 0), .op = SCMP_CMP_EQ, .datum_a = row->value
	};
	int r;

	if (action == OTHERWISE) /* libseccomp takes no rule that says what is so anyway */
		return TRUE;
	if (row->test == ARGUMENT_BITS)
		compare = (struct scmp_arg_cmp){ compare.arg, SCMP_CMP_MASKED_EQ, row->mask, row->value };
	r = seccomp_rule_add_array(ctx, action, row->call, row->argument == NO_ARGUMENT ? 0 : 1, &compare);
	if (r == 0 || (r == -EDOM && row->call < 0)) /* a call that this architecture does not have */
		return TRUE;
	return purser_fail(
	    error, PURSER_HALT, "purser-reader: no sandbox: system call %d: %s", row->call, g_strerror(-r));
}

/* What libseccomp wrote into fd. NULL: errno tells. */
static struct sock_filter *
program_read(int fd, unsigned short *out_length)
{
	off_t size = lseek(fd, 0, SEEK_END);
	g_autofree struct sock_filter *code = NULL;

	if (size <= 0 || size / (off_t)sizeof *code > G_MAXUSHORT) {
		errno = size < 0 ? errno : EINVAL;
		return NULL;
	}
	code = g_malloc((gsize)size);
	if (pread(fd, code, (gsize)size, 0) != size)
		return NULL;
	*out_length = (unsigned short)((gsize)size / sizeof *code);
	return g_steal_pointer(&code);
}

static gboolean
program_export(scmp_filter_ctx ctx, struct sock_fprog *out, GError **error)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	int r = fd < 0 ? -errno : seccomp_export_bpf(ctx, fd);

	if (r == 0) {
		out->filter = program_read(fd, &out->len);
		r = out->filter ? 0 : -errno;
	}
	if (fd >= 0)
		close(fd);
	if (r < 0)
		return purser_fail(
		    error, PURSER_HALT, "purser-reader: no sandbox: building the filter: %s", g_strerror(-r));
	return TRUE;
}

gboolean
filter_build(struct sock_fprog *out, GError **error)
{
	scmp_filter_ctx ctx = seccomp_init(OTHERWISE);
	gboolean ok = ctx != NULL;

	if (!ctx)
		return purser_fail(error, PURSER_HALT, "purser-reader: no sandbox: libseccomp cannot start");
	/* A binary tree instead of a list: the last row costs no more than the first. */
	(void)seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	(void)seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	for (guint i = 0; ok && i < G_N_ELEMENTS(ROWS); i++)
		ok = row_add(ctx, &ROWS[i], error);
	ok = ok && program_export(ctx, out, error);
	seccomp_release(ctx);
	return ok;
}
