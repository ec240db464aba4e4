/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A private Dovecot on loopback, in a folder of its own: any user, password "secret". */
#pragma once

#include "throwaway.h"

#include <arpa/inet.h>
#include <pwd.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct dovecot {
	char *folder, *ca_file;
	int port, tls_port;
	pid_t pid;
};

static inline int
dovecot_free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	g_assert_cmpint(bind(fd, (struct sockaddr *)&at, sizeof(at)), ==, 0);
	getsockname(fd, (struct sockaddr *)&at, &size);
	close(fd);
	return ntohs(at.sin_port);
}

static inline gboolean
dovecot_answers(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((guint16)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	gboolean yes = connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0;

	close(fd);
	return yes;
}

static inline char *
dovecot_config(const struct dovecot *d)
{
	gboolean root = getuid() == 0;
	const struct passwd *me = getpwuid(getuid());
	g_autofree char *name = g_strdup(me->pw_name);
	guint uid = root ? 65534 : getuid(), gid = root ? 65534 : getgid();

	return g_strdup_printf(
	    "base_dir = %1$s/run\nstate_dir = %1$s/run\nlog_path = %1$s/log\nprotocols = imap\nlisten = "
	    "127.0.0.1\n"
	    "ssl = yes\nssl_cert = <%1$s/cert.pem\nssl_key = <%1$s/key.pem\ndisable_plaintext_auth = no\n"
	    "mail_location = maildir:%1$s/mail/%%u\nfirst_valid_uid = 1\nmail_fsync = never\n"
	    "mailbox_idle_check_interval = 1 s\ndefault_internal_user = %2$s\ndefault_login_user = %3$s\n"
	    "passdb {\n driver = static\n args = password=secret\n}\n"
	    "userdb {\n driver = static\n args = uid=%4$u gid=%5$u home=%1$s/mail/%%u\n}\n"
	    "namespace inbox {\n inbox = yes\n separator = /\n}\nmail_max_userip_connections = 200\n"
	    "service anvil {\n chroot =\n}\nservice stats {\n chroot =\n}\n"
	    "service imap-login {\n chroot =\n inet_listener imap {\n port = %6$d\n }\n"
	    " inet_listener imaps {\n port = %7$d\n ssl = yes\n }\n}\n",
	    d->folder, root ? "dovecot" : name, root ? "dovenull" : name, uid, gid, d->port, d->tls_port);
}

static inline void
dovecot_write_files(struct dovecot *d)
{
	g_autofree char *config = NULL, *file = g_build_filename(d->folder, "dovecot.conf", NULL);
	g_autofree char *crt = g_build_filename(d->folder, "cert.pem", NULL),
			*key = g_build_filename(d->folder, "key.pem", NULL);
	g_autofree char *mail = g_build_filename(d->folder, "mail", NULL),
			*run = g_build_filename(d->folder, "run", NULL);
	struct throwaway authority, server;

	gnutls_global_init();
	throwaway_make(&authority, NULL, "throw-away authority", 2);
	throwaway_make(&server, &authority, "localhost", 2);
	throwaway_pem(&authority, d->ca_file, NULL);
	throwaway_pem(&server, crt, key);
	throwaway_clear(&authority);
	throwaway_clear(&server);
	g_mkdir(mail, 0755);
	g_mkdir(run, 0755);
	if (getuid() == 0) {
		g_assert_cmpint(chmod(d->folder, 0755), ==, 0);
		g_assert_cmpint(chown(mail, 65534, 65534), ==, 0);
	}
	config = dovecot_config(d);
	g_assert_true(g_file_set_contents(file, config, -1, NULL));
}

/* Starts the server, at first or again. */
static inline void
dovecot_run(struct dovecot *d)
{
	g_autofree char *program = g_find_program_in_path("dovecot");
	g_autofree char *file = g_build_filename(d->folder, "dovecot.conf", NULL);
	gint64 until_us = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;
	char *argv[] = { program ? program : (char *)"/usr/sbin/dovecot", (char *)"-F", (char *)"-c", file,
		NULL };

	g_assert_true(g_spawn_async(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &d->pid, NULL));
	while (!dovecot_answers(d->tls_port) && g_get_monotonic_time() < until_us)
		g_thread_yield();
	g_assert_true(dovecot_answers(d->port));
}

/* FALSE: Dovecot is not installed. */
static inline gboolean
dovecot_start(struct dovecot *d)
{
	g_autofree char *program = g_find_program_in_path("dovecot");

	if (!program && access("/usr/sbin/dovecot", X_OK) < 0)
		return FALSE;
	d->folder = g_strdup("/tmp/purser-unit-XXXXXX");
	g_assert_nonnull(g_mkdtemp(d->folder));
	d->ca_file = g_build_filename(d->folder, "ca.pem", NULL);
	d->port = dovecot_free_port();
	d->tls_port = dovecot_free_port();
	dovecot_write_files(d);
	dovecot_run(d);
	return TRUE;
}

static inline void
dovecot_stop(struct dovecot *d)
{
	char *argv[] = { (char *)"rm", (char *)"-rf", d->folder, NULL };

	if (!d->pid)
		return;
	kill(d->pid, SIGTERM);
	waitpid(d->pid, NULL, 0);
	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
	g_free(d->folder);
	g_free(d->ca_file);
	d->pid = 0;
}
