/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail servers that say anything: the whole of an IMAP or an SMTP session against a script. Input: a line of letters, what
 * we do ("S": SMTP; else IMAP's steps), then all that the server says. It has said it before we ask, and hangs up behind it.
 *
 * The linker puts our socket in the place of a connection (--wrap=stream_open), and a secret in that of a file.
 */
#include "purser/mailbox.h"
#include "purser/signin.h"

#include "delivery/smtp.h"
#include "mailbox/imap.h"

#include "fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>

static struct config *config;
static int message_fd;
static const char *said;
static gsize said_size;
static int peer = -1;

mailstream *__wrap_stream_open(const struct stream_settings *s, GError **error);
struct secret *__wrap_server_secret(
    const struct config_server *server, gint64 wall_s, gboolean *out_is_token, GError **error);

mailstream *
__wrap_stream_open(const struct stream_settings *s, GError **error)
{
	int fd[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) < 0) {
		purser_fail(error, PURSER_RETRY, "no socket");
		return NULL;
	}
	fuzz_must(write(fd[1], said, said_size) == (gssize)said_size);
	shutdown(fd[1], SHUT_WR);
	fcntl(fd[0], F_SETFL, O_NONBLOCK);
	peer = fd[1];
	return stream_wrap(fd[0], s);
}

struct secret *
__wrap_server_secret(const struct config_server *server, gint64 wall_s G_GNUC_UNUSED, gboolean *out_is_token,
    GError **error G_GNUC_UNUSED)
{
	*out_is_token = server->auth == AUTH_XOAUTH2;
	return secret_new("secret", 6);
}

static void
fuzz_prepare(void)
{
	static const char TEXT[] = "[company]\nnames = Acme\ndomains = acme.example\n"
				   "[mailbox m]\nhost = 127.0.0.1\ntls = none\nuser = u\npassword_file = /p\n"
				   "[ar]\nhost = 127.0.0.1\ntls = none\nuser = u\npassword_file = /p\n"
				   "to = ar@acme.example\nfrom = purser@acme.example\n";
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GError) error = NULL;

	fuzz_must(vault_init(&error));
	mailbox_init();
	config = config_parse(TEXT, "purser.conf", &problems);
	if (!config)
		fprintf(stderr, "%s\n", ((struct config_problem *)problems->pdata[0])->cause);
	fuzz_must(config);
	message_fd = memfd_create("message", MFD_CLOEXEC);
	fuzz_must(message_fd >= 0 && write(message_fd, "Subject: x\r\n\r\nhello\r\n", 21) == 21);
}

/* ---- IMAP ---- */

static gboolean
on_begin(const struct imap_message *m, gpointer data)
{
	fuzz_must(m->uid >= 1 && m->uid <= 20);
	*(gsize *)data = 0;
	return TRUE;
}

static gboolean
on_bytes(const void *bytes, gsize size, gpointer data)
{
	const guint8 *b = bytes;
	guint sum = 0;

	for (gsize i = 0; i < size; i++)
		sum += b[i];
	*(gsize *)data += size;
	return sum != G_MAXUINT;
}

static gboolean
on_end(const struct imap_message *m, gboolean ok, gpointer data)
{
	fuzz_must(m->size_got == (gint64) * (gsize *)data);
	fuzz_must(!ok || m->size_told < 0 || m->size_told >= m->size_got);
	return TRUE;
}

static void
on_date(guint32 uid, gint64 date G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	fuzz_must(uid >= 1 && uid <= 20);
}

static gboolean
fetch(struct imap *imap, guint n)
{
	static const struct imap_fetch_ops OPS = { on_begin, on_bytes, on_end };
	struct uid_set *uids = uid_set_new(), *missing = NULL;
	gboolean ok = TRUE, refused;
	gsize got = 0;

	for (guint i = 0; ok && i < n; i++) {
		uid_set_remove(uids, 1, G_MAXUINT32);
		uid_set_add(uids, 1 + 10 * i, 10 + 10 * i);
		ok = imap_fetch_ask(imap, uids, 4000, i == 0, NULL);
	}
	for (guint i = 0; ok && i < n; i++) {
		ok = imap_fetch_take(imap, &OPS, &got, &missing, &refused, NULL);
		if (ok)
			uid_set_free(missing);
	}
	uid_set_free(uids);
	return ok;
}

static gboolean
search(struct imap *imap, gboolean by_id)
{
	struct uid_set *found;
	guint32 uid;

	if (by_id)
		return imap_search_message_id(imap, "a@b", &uid, NULL);
	found = imap_uids(imap, 2, &(struct day){ 2026, 6, 1 }, NULL);
	if (!found)
		return FALSE;
	fuzz_must(!uid_set_has(found, 1));
	uid_set_free(found);
	return TRUE;
}

/* FALSE: it goes on no more. */
static gboolean
imap_step(struct imap *imap, char step)
{
	struct uid_set *uids = uid_set_new();
	g_autoptr(GPtrArray) names = NULL;
	struct imap_folder state;
	gboolean ok = TRUE;
	guint32 uid;

	uid_set_add(uids, 1, 10);
	switch (step) {
	case 'f':
		ok = fetch(imap, 1);
		break;
	case 'F':
		ok = fetch(imap, 2);
		break;
	case 's':
	case 'i':
		ok = search(imap, step == 'i');
		break;
	case 'd':
		ok = imap_dates(imap, uids, on_date, NULL, NULL);
		break;
	case 'w':
		ok = imap_idle(imap, -1, 0, NULL) != -2;
		break;
	case 'a':
		ok = imap_append(imap, "Box", message_fd, 21, NULL, NULL, &uid, NULL);
		break;
	case 'k':
		ok = imap_mark(imap, uids, "$x", NULL);
		break;
	case 'm':
		ok = imap_move(imap, uids, "Done", NULL);
		break;
	case 'l':
		ok = (names = imap_list(imap, NULL)) != NULL;
		break;
	case 'n':
		ok = imap_noop(imap, NULL);
		break;
	case 'o':
		ok = imap_open(imap, "B\xc3\xa4", TRUE, &state, NULL);
		break;
	default:
		imap_state(imap, &state);
	}
	uid_set_free(uids);
	return ok;
}

static void
imap_session(const char *steps, gsize n)
{
	struct stream_settings s = { .host = "127.0.0.1",
		.port = 143,
		.tls = n && steps[0] == 'T' ? STREAM_STARTTLS : STREAM_PLAIN,
		.command_wall_s = 5,
		.line_size = 65536 };
	enum sign_in_how how = n && steps[0] == 'X'   ? SIGN_IN_XOAUTH2
			       : n && steps[0] == 'O' ? SIGN_IN_OAUTHBEARER
			       : n && steps[0] == 'L' ? SIGN_IN_LOGIN
						      : SIGN_IN_AUTO;
	struct imap *imap = imap_connect(&s, NULL);
	struct secret *secret = secret_new("secret", 6);
	struct imap_folder folder;

	if (imap && imap_sign_in(imap, "user", secret, how, NULL) &&
	    imap_open(imap, "INBOX", FALSE, &folder, NULL)) {
		fuzz_must(folder.uidvalidity > 0);
		for (gsize i = 0; i < MIN(n, 12); i++)
			if (!imap_step(imap, steps[i]))
				break;
	}
	secret_free(secret);
	imap_free(imap);
}

/* ---- SMTP ---- */

static gboolean
on_commit(gpointer data)
{
	return *(gboolean *)data;
}

static void
smtp_session(const char *steps, gsize n)
{
	static const char *const TO[] = { "ar@acme.example", "second@acme.example", NULL };
	struct config_ar settings = config->ar;
	gboolean go = TRUE;
	struct parcel p = { .id = 1,
		.message_id = (char *)"id@test",
		.recipients = (char **)TO,
		.bytes = g_bytes_new_static("Subject: x\r\n\r\n.h\xc3\xa4llo\r\n", 23),
		.fd = -1,
		.commit = on_commit,
		.data = &go };
	struct verdict v;
	struct smtp *smtp;

	settings.server.auth = n > 1 && steps[1] == 'x'   ? AUTH_XOAUTH2
			       : n > 1 && steps[1] == 'n' ? AUTH_NONE
							  : AUTH_AUTO;
	settings.server.tls = n > 1 && steps[1] == 't' ? TLS_STARTTLS : TLS_NONE;
	smtp = smtp_open(&settings, &config->limits, NULL);
	for (gsize i = 2; smtp && i < MAX(MIN(n, 6), 3); i++) {
		go = i >= n || steps[i] != 'h';
		verdict_begin(&v, TO);
		smtp_transfer(smtp, &p, &v);
		verdict_rest(&v, DELIVERED, "");
		verdict_end(&v);
		verdict_clear(&v);
		if (!smtp_reset(smtp))
			break;
	}
	smtp_free(smtp, TRUE);
	g_bytes_unref(p.bytes);
}

static void
fuzz_one(const guint8 *bytes, gsize size)
{
	const char *text = (const char *)bytes, *end = memchr(text, '\n', size);

	if (!end || size > 100000)
		return;
	said = end + 1;
	said_size = size - (gsize)(said - text);
	if (text[0] == 'S')
		smtp_session(text, (gsize)(end - text));
	else
		imap_session(text, (gsize)(end - text));
	if (peer >= 0)
		close(peer);
	peer = -1;
}
