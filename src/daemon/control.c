/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The local socket: requests of `purser`, one at a time per connection. Only root and the daemon's own user
 * are let in (SO_PEERCRED); the socket's folder and mode keep others out before that.
 */
#include "control.h"

#include "dispatch.h"
#include "intake.h"
#include "log.h"
#include "release.h"
#include "watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

enum control_kind { CONTROL_REQUEST = 1, CONTROL_ANSWER };
static const struct wire_kind CONTROL_KINDS[] = {
	[CONTROL_REQUEST] = { "request", "a{sv}", M(64), FALSE },
	[CONTROL_ANSWER] = { "answer", "a{sv}", M(64), FALSE },
};
#define CLIENTS_MAX 32

struct control {
	struct keeper *k;
	control_reload_fn reload;
	int fd;
	guint source;
	char *path;
	GPtrArray *clients; /* struct client */
};

struct client {
	struct control *c;
	struct wire *wire;
	guint uid; /* as the kernel says */
};

static void
client_free(struct client *client)
{
	wire_free(client->wire);
	g_free(client);
}

static gboolean
control_address(const char *path, struct sockaddr_un *out, GError **error)
{
	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof(out->sun_path))
		return purser_fail(error, PURSER_HALT,
		    "socket %s: the path is too long (%zu characters at most)", path,
		    sizeof(out->sun_path) - 1);
	memcpy(out->sun_path, path, strlen(path) + 1);
	return TRUE;
}

static GVariant *
control_answer(int status, const char *text, GVariant *rows)
{
	GVariantBuilder out;

	g_variant_builder_init(&out, G_VARIANT_TYPE_VARDICT);
	g_variant_builder_add(&out, "{sv}", "status", g_variant_new_int32(status));
	g_variant_builder_add(&out, "{sv}", "text", g_variant_new_string(text));
	if (rows)
		g_variant_builder_add(&out, "{sv}", "mailboxes", rows);
	return g_variant_ref_sink(g_variant_builder_end(&out));
}

static GVariant *
control_status(struct keeper *k)
{
	GVariantBuilder rows;
	g_autofree char *since = time_format_rfc3339(k->started_s, 0);
	g_autofree char *text = g_strdup_printf("pid %d, %s, since %s%s%s", getpid(),
	    keeper_live(k) ? "live" : "observe", since, intake_problem(k->intake) ? ", STORE: " : "",
	    intake_problem(k->intake) ? intake_problem(k->intake) : "");

	g_variant_builder_init(&rows, G_VARIANT_TYPE("aa{sv}"));
	watches_status(k, &rows);
	return control_answer(EX_OK, text, g_variant_builder_end(&rows));
}

/* After the desk has changed the store: who must look. */
static void
control_follow_up(struct keeper *k, const char *what)
{
	if (g_strcmp0(what, "customers") == 0 || g_strcmp0(what, "review") == 0 ||
	    g_strcmp0(what, "forget") == 0 || g_strcmp0(what, "account") == 0)
		keeper_directory_reload(k);
	if (g_strcmp0(what, "backfill") == 0)
		watches_rewind(k);
	release_look(k->release);
	dispatch_look(k->dispatch);
}

static GVariant *
control_perform(struct client *client, GVariant *request)
{
	struct control *c = client->c;
	struct keeper *k = c->k;
	const char *what = NULL, *mailbox = NULL, *name = NULL;
	g_autofree char *text = NULL;
	GVariant *answer;

	g_variant_lookup(request, "do", "&s", &what);
	g_variant_lookup(request, "mailbox", "&s", &mailbox);
	log_line(LOG_LEVEL_INFO, "request", "do=%s", what ? what : "");
	if (g_strcmp0(what, "status") == 0)
		return control_status(k);
	if (g_strcmp0(what, "look") == 0) {
		guint n = watches_look(k, mailbox);

		return control_answer(
		    n ? EX_OK : EX_DATAERR, n ? "looking\n" : "no such mailbox is configured\n", NULL);
	}
	if (g_strcmp0(what, "reload") == 0) {
		g_autofree char *who = NULL;
		gboolean ok;

		g_variant_lookup(request, "who", "&s", &name);
		who = daemon_who(name, client->uid);
		ok = c->reload(k, who, &text);

		return control_answer(ok ? EX_OK : EX_CONFIG, text, NULL);
	}
	answer = daemon_desk(k->store, k->config, request, client->uid, keeper_now());
	control_follow_up(k, what);
	return answer;
}

static void
control_message(struct wire *w, struct wire_message *m, const GError *error, gpointer data)
{
	struct client *client = data;
	g_autoptr(GVariant) answer = NULL;

	(void)error;
	if (!m || m->kind != CONTROL_REQUEST) {
		g_ptr_array_remove_fast(client->c->clients, client); /* frees the wire */
		return;
	}
	answer = control_perform(client, m->body);
	wire_send(w, CONTROL_ANSWER, answer, -1, NULL);
}

static gboolean
control_accept(int fd, GIOCondition condition, gpointer data)
{
	struct control *c = data;
	struct ucred peer = { .uid = (uid_t)-1 };
	socklen_t size = sizeof(peer);
	int their_fd = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
	struct client *client;

	(void)condition;
	if (their_fd < 0)
		return G_SOURCE_CONTINUE;
	if (getsockopt(their_fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 ||
	    (peer.uid != 0 && peer.uid != geteuid()) || c->clients->len >= CLIENTS_MAX) {
		log_line(LOG_LEVEL_WARNING, "control", "a connection of uid %u was refused", (guint)peer.uid);
		close(their_fd);
		return G_SOURCE_CONTINUE;
	}
	client = g_new0(struct client, 1);
	client->c = c;
	client->uid = peer.uid;
	client->wire = wire_new(their_fd, CONTROL_KINDS, G_N_ELEMENTS(CONTROL_KINDS));
	g_ptr_array_add(c->clients, client);
	wire_watch(client->wire, control_message, client);
	return G_SOURCE_CONTINUE;
}

struct control *
control_new(struct keeper *k, control_reload_fn reload, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(k->config->purser.socket);
	struct sockaddr_un address;
	struct control *c;
	mode_t mask;
	int fd, bound;

	if (!control_address(k->config->purser.socket, &address, error))
		return NULL;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (g_mkdir_with_parents(folder, 0700) < 0)
		g_debug("%s: %s", folder, g_strerror(errno));
	unlink(k->config->purser.socket); /* the store's lock says that nobody else serves it */
	mask = umask(0177);
	bound = bind(fd, (struct sockaddr *)&address, sizeof(address));
	umask(mask);
	if (bound < 0 || listen(fd, 16) < 0) {
		purser_fail(error, PURSER_HALT, "socket %s: %s: is its folder there, and ours?",
		    k->config->purser.socket, g_strerror(errno));
		close(fd);
		return NULL;
	}
	c = g_new0(struct control, 1);
	c->k = k;
	c->reload = reload;
	c->fd = fd;
	c->path = g_strdup(k->config->purser.socket);
	c->clients = g_ptr_array_new_with_free_func((GDestroyNotify)client_free);
	c->source = g_unix_fd_add(fd, G_IO_IN, control_accept, c);
	return c;
}

void
control_free(struct control *c)
{
	if (!c)
		return;
	g_source_remove(c->source);
	g_ptr_array_unref(c->clients);
	close(c->fd);
	unlink(c->path);
	g_free(c->path);
	g_free(c);
}

GVariant *
daemon_call(const char *socket_path, GVariant *request, GError **error)
{
	struct wire_message answer = { .fd = -1 };
	g_autoptr(GVariant) ask = g_variant_ref_sink(request);
	struct sockaddr_un address;
	GVariant *body = NULL;
	struct wire *w;
	int fd;

	if (!control_address(socket_path, &address, error))
		return NULL;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		gboolean absent = errno == ENOENT || errno == ECONNREFUSED;

		purser_fail(error, absent ? PURSER_RETRY : PURSER_REJECT, "%s: %s", socket_path,
		    absent ? "purserd is not running" : g_strerror(errno));
		close(fd);
		return NULL;
	}
	w = wire_new(fd, CONTROL_KINDS, G_N_ELEMENTS(CONTROL_KINDS));
	if (wire_send(w, CONTROL_REQUEST, ask, -1, error) && wire_receive(w, &answer, error))
		body = g_variant_ref(answer.body);
	wire_message_clear(&answer);
	wire_free(w);
	return body;
}
