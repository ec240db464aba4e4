/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The kernel writes and reads struct cmsghdr here: it must be aligned like one. */
union control {
	char bytes[CMSG_SPACE(sizeof(int) * PASSING_MAX)];
	struct cmsghdr align;
};

gssize
passing_send(int fd, const struct iovec *iov, guint n_iov, const int *fds, guint n_fds, int flags)
{
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = n_iov };
	union control control = { .bytes = "" };
	gssize n;

	g_assert(n_fds <= PASSING_MAX);
	if (n_fds > 0) {
		struct cmsghdr *c = &control.align;

		m.msg_control = control.bytes;
		m.msg_controllen = CMSG_SPACE(sizeof(int) * n_fds);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
		memcpy(CMSG_DATA(c), fds, sizeof(int) * n_fds);
	}
	do {
		n = sendmsg(fd, &m, flags | MSG_NOSIGNAL);
	} while (n < 0 && errno == EINTR);
	return n;
}

gssize
passing_receive(int fd, const struct iovec *iov, guint n_iov, int *out_fds, guint *out_n_fds, int flags)
{
	union control control = { .bytes = "" };
	struct msghdr m = { .msg_iov = (struct iovec *)iov, .msg_iovlen = n_iov };
	gssize n;

	*out_n_fds = 0;
	do {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof control.bytes;
		n = recvmsg(fd, &m, flags | MSG_CMSG_CLOEXEC);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return n;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); c; c = CMSG_NXTHDR(&m, c)) {
		gsize size;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		size = c->cmsg_len - CMSG_LEN(0);
		memcpy(out_fds, CMSG_DATA(c), MIN(size, sizeof(int) * PASSING_MAX));
		*out_n_fds = (guint)(MIN(size, sizeof(int) * PASSING_MAX) / sizeof(int));
	}
	if (m.msg_flags & MSG_CTRUNC) {
		/* The kernel keeps back those that found no room. */
		for (guint i = 0; i < *out_n_fds; i++)
			close(out_fds[i]);
		*out_n_fds = 0;
		errno = EBADMSG;
		return -1;
	}
	return n;
}
