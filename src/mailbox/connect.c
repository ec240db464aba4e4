/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a host name to a verified stream: resolve, connect to each address in turn within one deadline, then
 * TLS. An error names the host, the cause and the way out.
 */
#include "stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* One address may not use up the time of the others. */
#define ADDRESS_WALL_S ((gint64)15)
/* A dead peer is found out by probes after two minutes of silence, and unacknowledged data counts as dead
 * after one: NAT boxes forget an idle connection without a word. */
#define KEEP_IDLE_S 120
#define KEEP_EVERY_S 30
#define KEEP_COUNT 4
#define USER_TIMEOUT_MS 60000

void
mailbox_init(void)
{
	static gsize done;
	struct addrinfo *warm = NULL;

	if (!g_once_init_enter(&done))
		return;
	tls_init();
	/* The resolver reads its files once; children forked from here share that. */
	if (getaddrinfo("localhost", "143", NULL, &warm) == 0)
		freeaddrinfo(warm);
	g_once_init_leave(&done, 1);
}

static gboolean
host_is_loopback(const char *host)
{
	struct in_addr v4;
	struct in6_addr v6;

	if (g_ascii_strcasecmp(host, "localhost") == 0)
		return TRUE;
	if (inet_pton(AF_INET, host, &v4) == 1)
		return (ntohl(v4.s_addr) >> 24) == 127;
	return inet_pton(AF_INET6, host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

static void
socket_prepare(int fd)
{
	int on = 1, idle = KEEP_IDLE_S, every = KEEP_EVERY_S, count = KEEP_COUNT, user = USER_TIMEOUT_MS;

	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &every, sizeof(every));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof(count));
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &user, sizeof(user));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

/* -1 with errno set. */
static int
address_connect(const struct addrinfo *a, gint64 deadline_us)
{
	int fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, a->ai_protocol),
	    problem = 0;
	socklen_t size = sizeof(problem);

	if (fd < 0)
		return -1;
	socket_prepare(fd);
	if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
		return fd;
	if (errno != EINPROGRESS)
		goto failed;
	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLOUT };
		gint64 left_us = deadline_us - g_get_monotonic_time();
		int n = left_us <= 0 ? 0 : poll(&p, 1, (int)((left_us + 999) / 1000));

		if (n > 0)
			break;
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = ETIMEDOUT;
		goto failed;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0)
		return fd;
	errno = problem;
failed:
	problem = errno;
	close(fd);
	errno = problem;
	return -1;
}

static int
host_connect(const struct stream_settings *s, GError **error)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV },
			*list;
	gint64 until_us = g_get_monotonic_time() + s->command_wall_s * G_USEC_PER_SEC;
	char port[8];
	int fd = -1, why;

	snprintf(port, sizeof(port), "%d", s->port);
	why = getaddrinfo(s->host, port, &hints, &list);
	if (why == EAI_ADDRFAMILY || why == EAI_NONAME) {
		/* AI_ADDRCONFIG leaves nothing for a literal address when only loopback is up. */
		hints.ai_flags = AI_NUMERICSERV;
		why = getaddrinfo(s->host, port, &hints, &list);
	}
	if (why != 0) {
		purser_fail(error, PURSER_RETRY,
		    "%s: no address found (%s): check host= and the name servers", s->host,
		    gai_strerror(why));
		return -1;
	}
	for (struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
		gint64 now = g_get_monotonic_time();

		fd = address_connect(a, MIN(until_us, now + ADDRESS_WALL_S * G_USEC_PER_SEC));
		why = errno;
	}
	freeaddrinfo(list);
	if (fd < 0)
		purser_fail(error, PURSER_RETRY, "%s port %d: %s: %s", s->host, s->port, g_strerror(why),
		    why == ECONNREFUSED ? "no server listens there; check host= and port="
					: "the server cannot be reached; check the network and the firewall");
	return fd;
}

mailstream *
stream_open(const struct stream_settings *s, GError **error)
{
	mailstream *ms;
	int fd;

	if (s->tls == STREAM_PLAIN && !host_is_loopback(s->host)) {
		purser_fail(error, PURSER_HALT,
		    "%s: tls = none is only for a loopback address, since it would send the password in the "
		    "clear; use "
		    "tls = implicit or tls = starttls",
		    s->host);
		return NULL;
	}
	mailbox_init();
	fd = host_connect(s, error);
	if (fd < 0)
		return NULL;
	ms = stream_wrap(fd, s);
	if (s->tls == STREAM_TLS && !tls_start(stream_of(ms), error)) {
		mailstream_close(ms);
		return NULL;
	}
	return ms;
}
