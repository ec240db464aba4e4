/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passing - one sendmsg or recvmsg with descriptors beside the bytes
 *
 * Interrupted calls are repeated; SIGPIPE never comes; what arrives is close-on-exec.
 */
#pragma once

#include <glib.h>
#include <sys/socket.h>

#define PASSING_MAX 2 /* descriptors in one message */

/* Returns what sendmsg() does; errno as it leaves it. */
gssize passing_send(int fd, const struct iovec *iov, guint n_iov, const int *fds, guint n_fds, int flags);
/* out_fds has room for PASSING_MAX. When there were more they are closed, and errno is EBADMSG. */
gssize
passing_receive(int fd, const struct iovec *iov, guint n_iov, int *out_fds, guint *out_n_fds, int flags);
