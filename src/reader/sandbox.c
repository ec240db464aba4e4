/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sandbox.h. The filter itself stands in filter.c. */
#include "filter.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* Newer than the headers of Debian 12. */
#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif

/* Landlock's attributes up to ABI 6; an older kernel is given a shorter struct. */
struct landlock_attributes {
	guint64 handled_access_fs, handled_access_net, scoped;
};
/* What each version of the interface brought; bits as in linux/landlock.h. */
static const struct landlock_version {
	guint64 fs, net, scoped;
	gsize size;
} LANDLOCK_VERSIONS[] = {
	{ .fs = (1ULL << 13) - 1, .size = 8 }, { .fs = 1ULL << 13, .size = 8 }, /* REFER */
	{ .fs = 1ULL << 14, .size = 8 },                                        /* TRUNCATE */
	{ .net = 3, .size = 16 },                                               /* BIND_TCP, CONNECT_TCP */
	{ .fs = 1ULL << 15, .size = 16 },                                       /* IOCTL_DEV */
	{ .scoped = 3, .size = 24 }, /* ABSTRACT_UNIX_SOCKET, SIGNAL */
};

static struct sock_fprog filter_program;
static int landlock_abi;
static int null_fd = -1;
static gboolean off;

/* Development builds only: the switch does not exist in what is shipped. */
static gboolean
switched_off(void)
{
#if defined(PURSER_TEST_FAULTS) || defined(PURSER_DEVELOPMENT)
	const char *wanted = g_getenv("PURSER_UNSANDBOXED");

	return wanted && strcmp(wanted, "1") == 0;
#else
	return FALSE;
#endif
}

gboolean
sandbox_is_off(void)
{
	return off;
}

gboolean
sandbox_prepare(GError **error)
{
	if (switched_off()) {
		off = TRUE;
		fputs("purser-reader: warning: PURSER_UNSANDBOXED=1: hostile bytes are read without a "
		      "sandbox\n",
		    stderr);
		return TRUE;
	}
	landlock_abi = (int)syscall(
	    SYS_landlock_create_ruleset, NULL, (size_t)0, 1U /* LANDLOCK_CREATE_RULESET_VERSION */);
	if (landlock_abi < 1)
		return purser_fail(error, PURSER_HALT,
		    "purser-reader: no sandbox: the kernel refuses Landlock (%s): enable it (kernel 5.13 or "
		    "later, lsm=landlock), "
		    "or let a system-call filter around us allow landlock_* (SystemCallFilter=)",
		    g_strerror(errno));
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0)
		return purser_fail(error, PURSER_HALT,
		    "purser-reader: no sandbox: the kernel has no seccomp (%s): use a kernel with "
		    "CONFIG_SECCOMP_FILTER",
		    g_strerror(errno));
	null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null_fd < 0)
		return purser_fail(error, PURSER_HALT, "purser-reader: /dev/null: %s", g_strerror(errno));
	return filter_build(&filter_program, error);
}

static gboolean
wall_failed(const char *wall, GError **error)
{
	return purser_fail(error, PURSER_HALT, "purser-reader: no sandbox: %s: %s", wall, g_strerror(errno));
}

/* Bytes of address space in use, or 0. */
static guint64
address_space(void)
{
	char text[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	gssize n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		close(fd);
	return n > 0 ? g_ascii_strtoull(text, NULL, 10) * (guint64)sysconf(_SC_PAGESIZE) : 0;
}

static gboolean
limits_enter(const struct limits *limits, GError **error)
{
	/* A reader stops by itself once it has used reader_cpu in all, a little more at most, and its last message may
	 * use that once more. */
	struct {
		int what;
		guint64 most;
	} rows[] = {
		{ RLIMIT_CORE, 0 },
		{ RLIMIT_NOFILE, 32 },
		{ RLIMIT_NPROC, 0 },
		{ RLIMIT_FSIZE, (guint64)limits->part_size },
		{ RLIMIT_CPU, (guint64)(limits->reader_cpu * 2 + limits->reader_cpu / 4 + 2) },
		/* A sanitizer's shadow takes terabytes of address space. */
		{ RLIMIT_AS,
		    FILTER_SANITIZED ? RLIM_INFINITY : address_space() + (guint64)limits->reader_memory },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct rlimit r = { .rlim_cur = rows[i].most, .rlim_max = rows[i].most }, now;

		/* Never above what we were given. */
		if (getrlimit((__rlimit_resource_t)rows[i].what, &now) == 0 && now.rlim_max < r.rlim_max)
			r.rlim_cur = r.rlim_max = now.rlim_max;
		if (setrlimit((__rlimit_resource_t)rows[i].what, &r) < 0)
			return wall_failed("setrlimit", error);
	}
	return TRUE;
}

static gboolean
landlock_enter(GError **error)
{
	struct landlock_attributes a = { 0 };
	gsize size = 0;
	int fd;

	for (int i = 0; i < landlock_abi && i < (int)G_N_ELEMENTS(LANDLOCK_VERSIONS); i++) {
		a.handled_access_fs |= LANDLOCK_VERSIONS[i].fs;
		a.handled_access_net |= LANDLOCK_VERSIONS[i].net;
		a.scoped |= LANDLOCK_VERSIONS[i].scoped;
		size = LANDLOCK_VERSIONS[i].size;
	}
	fd = (int)syscall(SYS_landlock_create_ruleset, &a, size, 0U);
	if (fd < 0)
		return wall_failed("Landlock", error);
	if (syscall(SYS_landlock_restrict_self, fd, 0U) < 0) {
		wall_failed("Landlock", error);
		close(fd);
		return FALSE;
	}
	close(fd);
	return TRUE;
}

gboolean
sandbox_enter(const struct limits *limits, GError **error)
{
	if (off)
		return TRUE;
	if (!filter_program.filter)
		return purser_fail(
		    error, PURSER_HALT, "purser-reader: no sandbox: sandbox_prepare() was not called");
#if !FILTER_SANITIZED /* a sanitizer's report goes to standard error */
	/* A reader has nothing to say but its report: what libraries print would let mail write into our log.
	 */
	for (int fd = 0; fd <= 2; fd++)
		if (dup2(null_fd, fd) < 0)
			return wall_failed("/dev/null", error);
#endif
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return wall_failed("PR_SET_DUMPABLE", error);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return wall_failed("PR_SET_NO_NEW_PRIVS", error);
	/* Not known before Linux 6.3; the filter refuses executable memory as well. */
	(void)prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0);
	if (!limits_enter(limits, error) || !landlock_enter(error))
		return FALSE;
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0U, &filter_program) < 0)
		return wall_failed("seccomp", error);
	return TRUE;
}

void
sandbox_cpu_allow(gint64 us)
{
	struct itimerval t = { .it_value = { us / G_USEC_PER_SEC, us % G_USEC_PER_SEC } };

	setitimer(ITIMER_PROF, &t, NULL);
}
