/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greeting, TLS, sign-in, leave-taking: libetpan's commands behind a guard. See imap.h. */
#include "imap.h"

#include <string.h>

/* What sign-in talk may bring: more is an attack. */
#define SIGN_IN_BYTES ((gint64)256 * 1024)
#define LOGOUT_WALL_S 1

/* --- the guard --- */

/* libetpan parses response codes by grammars of their own, and crashes on some. We have noted the code: cut
 * it out by moving what stands before it over it, and leave a dot, for an empty text is a syntax error to
 * libetpan. */
static gssize
code_cut(char *line, gsize size)
{
	char *open, *close, *space = memchr(line, ' ', size);
	gsize before;

	if (space)
		space = memchr(space + 1, ' ', size - (gsize)(space + 1 - line));
	if (!space || (gsize)(space - line) + 1 >= size || space[1] != '[')
		return 0;
	open = space + 1;
	close = memchr(open, ']', size - (gsize)(open - line));
	if (!close)
		return -1;
	before = (gsize)(open - line);
	*close = '.';
	memmove(close - before, line, before);
	return close - before - line;
}

static gssize
guard(char *line, gsize size, char **problem, gpointer data)
{
	struct imap *imap = data;
	struct line seen;
	gsize text = size;
	gssize cut;

	while (text > 0 && (line[text - 1] == '\n' || line[text - 1] == '\r'))
		text--;
	if (!imap->greeted) {
		struct scan s = scan_of(line, text);

		if (memchr(line, '\0', text) || !scan_char(&s, '*') || !scan_char(&s, ' ') ||
		    !(scan_word(&s, "OK") || scan_word(&s, "PREAUTH") || scan_word(&s, "BYE"))) {
			*problem = g_strdup("what it sent first is no IMAP greeting");
			return -1;
		}
		imap->greeted = TRUE;
		s = scan_of(line + 2, text - 2);
		if (scan_word(&s, "BYE")) {
			imap_classify(imap, line, text, &seen, problem);
			return -1;
		}
		if (!imap_note_untagged(imap, scan_of(line + 2, text - 2))) {
			*problem = g_strdup("its greeting is malformed");
			return -1;
		}
	} else {
		if (!imap_classify(imap, line, text, &seen, problem))
			return -1;
		if (seen.kind == LINE_UNTAGGED && !scan_word(&seen.rest, "CAPABILITY"))
			return (gssize)size;
		if (seen.kind == LINE_UNTAGGED)
			return 0;
		if (seen.kind == LINE_TAGGED && seen.tag != (guint64)imap->session->imap_tag) {
			*problem = g_strdup("the server answered what was not asked");
			return -1;
		}
	}
	cut = code_cut(line, size);
	if (cut < 0)
		*problem = g_strdup("the server sent a malformed answer");
	return cut;
}

/* Around libetpan's commands. */
static void
guarded_begin(struct imap *imap)
{
	stream_set_deadline(imap->ms, imap->wall_s, SIGN_IN_BYTES);
	imap->stream->guard = guard;
	imap->stream->guard_data = imap;
}

static void
guarded_end(struct imap *imap)
{
	imap->stream->guard = NULL;
	/* A password may have passed through here. */
	explicit_bzero(imap->ms->write_buffer, imap->ms->buffer_max_size);
}

/* --- connecting --- */

static struct imap *
imap_new(mailstream *ms, const struct stream_settings *s)
{
	struct imap *imap = g_new0(struct imap, 1);

	imap->session = mailimap_new(0, NULL);
	if (!imap->session)
		g_error("out of memory");
	imap->ms = ms;
	imap->stream = stream_of(ms);
	imap->host = g_strdup(s->host);
	imap->wall_s = s->command_wall_s;
	imap->secured = s->tls == STREAM_TLS;
	imap->code = g_strdup("");
	imap->text = g_strdup("");
	imap->pending = g_array_new(FALSE, FALSE, sizeof(struct pending));
	imap->wanted = uid_set_new();
	return imap;
}

static gboolean
greeting_read(struct imap *imap, const struct stream_settings *s, GError **error)
{
	int r;

	guarded_begin(imap);
	r = mailimap_connect(imap->session, imap->ms);
	guarded_end(imap);
	if (r == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
		return TRUE;
	if (r == MAILIMAP_NO_ERROR_AUTHENTICATED) {
		stream_break(imap->stream, "PREAUTH");
		return imap_fail(imap, error, PURSER_HALT,
		    "the server greets with PREAUTH: nothing proves whose mailbox that is, and it prevents "
		    "STARTTLS; use "
		    "tls = implicit");
	}
	if (imap->stream->problem && !imap->greeted && s->tls != STREAM_TLS &&
	    g_get_monotonic_time() >= imap->stream->deadline_us)
		return imap_fail(imap, error, PURSER_RETRY,
		    "no greeting on port %d within %" G_GINT64_FORMAT
		    " s: if it speaks TLS at once (993), use tls = implicit",
		    s->port, s->command_wall_s);
	if (imap->stream->problem)
		return imap_fail(imap, error, PURSER_RETRY, "port %d: %s", s->port, imap->stream->problem);
	stream_break(imap->stream, "greeting refused");
	return imap_fail(
	    imap, error, PURSER_RETRY, "port %d: the server said goodbye in its greeting", s->port);
}

/* Trouble of a libetpan command that is no plain NO. */
static gboolean
guarded_failed(struct imap *imap, GError **error)
{
	stream_break(imap->stream, "the server sent a malformed answer");
	return imap_broken(imap, error);
}

/* Ours, not libetpan's: mailimap_capability() crashes on an OK without a list. */
static gboolean
capabilities_ask(struct imap *imap, GError **error)
{
	enum reply reply = REPLY_BAD;

	g_clear_pointer(&imap->caps, g_free);
	if (!imap_run(imap, "CAPABILITY", NULL, NULL, &reply, error))
		return FALSE;
	return (reply == REPLY_OK && imap->caps) || guarded_failed(imap, error);
}

static gboolean
start_tls(struct imap *imap, const struct stream_settings *s, GError **error)
{
	g_autofree char *said = NULL;
	int r;

	if (!imap->caps && !capabilities_ask(imap, error))
		return FALSE;
	if (!imap_has(imap, "STARTTLS"))
		return imap_fail(imap, error, PURSER_HALT,
		    "port %d offers no STARTTLS (or somebody on the way hides it): use tls = implicit with "
		    "port 993",
		    s->port);
	guarded_begin(imap);
	r = mailimap_starttls(imap->session);
	guarded_end(imap);
	if (r == MAILIMAP_ERROR_STARTTLS) {
		said = imap_said(imap);
		return imap_fail(imap, error, PURSER_RETRY, "the server refused STARTTLS %s", said);
	}
	if (r != MAILIMAP_NO_ERROR)
		return guarded_failed(imap, error);
	if (!stream_start_tls(imap->ms, s, error))
		return FALSE;
	/* What was told in plain text counts for nothing. */
	g_clear_pointer(&imap->caps, g_free);
	imap->secured = TRUE;
	return TRUE;
}

struct imap *
imap_connect(const struct stream_settings *s, GError **error)
{
	mailstream *ms = stream_open(s, error);
	struct imap *imap;

	if (!ms)
		return NULL;
	imap = imap_new(ms, s);
	if (!greeting_read(imap, s, error) || (s->tls == STREAM_STARTTLS && !start_tls(imap, s, error)) ||
	    (!imap->caps && !capabilities_ask(imap, error))) {
		stream_break(imap->stream, "not connected");
		imap_free(imap);
		return NULL;
	}
	return imap;
}

void
imap_free(struct imap *imap)
{
	if (!imap)
		return;
	if (imap->session->imap_stream && !imap->stream->problem && imap->pending->len == 0) {
		guarded_begin(imap);
		stream_set_deadline(imap->ms, LOGOUT_WALL_S, SIGN_IN_BYTES);
		/* The BYE ends it in the guard: a goodbye is an error everywhere else. */
		mailimap_logout(imap->session);
		imap->ms = imap->session->imap_stream;
	}
	/* mailimap_free() would wait for an answer. */
	imap->session->imap_stream = NULL;
	mailimap_free(imap->session);
	if (imap->ms)
		mailstream_close(imap->ms);
	for (guint i = 0; i < imap->pending->len; i++)
		uid_set_free(g_array_index(imap->pending, struct pending, i).uids);
	g_array_free(imap->pending, TRUE);
	uid_set_free(imap->wanted);
	g_free(imap->host);
	g_free(imap->caps);
	g_free(imap->code);
	g_free(imap->text);
	g_free(imap->copy_uid);
	g_free(imap);
}

gboolean
imap_has(const struct imap *imap, const char *capability)
{
	g_autofree char *wanted = g_ascii_strup(capability, -1), *word = g_strdup_printf(" %s ", wanted);

	return imap->caps && strstr(imap->caps, word) != NULL;
}

const char *
imap_tls_version(const struct imap *imap)
{
	return stream_tls_version(imap->ms);
}

gboolean
imap_noop(struct imap *imap, GError **error)
{
	int r;

	if (!imap_settle(imap, error))
		return FALSE;
	guarded_begin(imap);
	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	r = mailimap_noop(imap->session);
	guarded_end(imap);
	return r == MAILIMAP_NO_ERROR || guarded_failed(imap, error);
}

int
imap_select(struct imap *imap, const char *wire, gboolean writable)
{
	int r;

	guarded_begin(imap);
	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	r = writable ? mailimap_select(imap->session, wire) : mailimap_examine(imap->session, wire);
	guarded_end(imap);
	return r;
}

gboolean
imap_was_lost(const struct imap *imap)
{
	return imap->stream->lost;
}

void
imap_rest(struct imap *imap)
{
	stream_rest(imap->stream);
	/* libetpan keeps the longest line it ever saw. */
	mmap_string_truncate(imap->session->imap_stream_buffer, 0);
}

/* --- signing in --- */

static gboolean
has_control(const char *text, gsize size)
{
	for (gsize i = 0; i < size; i++)
		if ((guchar)text[i] < 0x20 || text[i] == 0x7f)
			return TRUE;
	return FALSE;
}

/* A refused password is for a person to mend; what the server calls passing is not. */
static gboolean
sign_in_refused(struct imap *imap, const char *user, enum sign_in_how how, GError **error)
{
	gboolean token = how == SIGN_IN_XOAUTH2 || how == SIGN_IN_OAUTHBEARER;
	g_autofree char *said = imap_said(imap);

	if (imap_grade(imap, PURSER_HALT) == PURSER_RETRY)
		return imap_fail(imap, error, PURSER_RETRY, "cannot sign in %s now %s", user, said);
	return imap_fail(imap, error, PURSER_HALT, "refused the %s of %s %s: check %s",
	    token ? "token" : "password", user, said,
	    token ? "user= and token_command=" : "user= and the password (password_file, password_command)");
}

static gboolean
sign_in_login(struct imap *imap, const char *user, const struct secret *secret, GError **error)
{
	int r;

	if (imap_has(imap, "LOGINDISABLED"))
		return imap_fail(imap, error, PURSER_HALT,
		    "the server forbids LOGIN and offers no AUTH=PLAIN: use auth = xoauth2, or tls if it is "
		    "off");
	guarded_begin(imap);
	r = mailimap_login(imap->session, user, secret_bytes(secret));
	guarded_end(imap);
	if (r == MAILIMAP_NO_ERROR)
		return TRUE;
	/* libetpan calls a BAD a protocol error: the tagged answer that the guard has noted tells it apart.
	 */
	if (r == MAILIMAP_ERROR_LOGIN || (r == MAILIMAP_ERROR_PROTOCOL && !imap->stream->problem))
		return sign_in_refused(imap, user, SIGN_IN_LOGIN, error);
	return guarded_failed(imap, error);
}

/* The first message of a SASL mechanism, base 64. The caller wipes it. */
static char *
sasl_first(const struct imap *imap, const char *user, const struct secret *secret, enum sign_in_how how)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	char *coded;

	if (how == SIGN_IN_PLAIN) {
		g_string_append_c(plain, '\0');
		g_string_append(plain, user);
		g_string_append_c(plain, '\0');
	} else if (how == SIGN_IN_XOAUTH2) {
		g_string_append_printf(plain, "user=%s\001auth=Bearer ", user);
	} else {
		/* RFC 5801: ',' and '=' of a name are escaped. */
		g_string_append(plain, "n,a=");
		for (const char *p = user; *p; p++) {
			if (*p == ',' || *p == '=')
				g_string_append(plain, *p == ',' ? "=2C" : "=3D");
			else
				g_string_append_c(plain, *p);
		}
		g_string_append_printf(
		    plain, ",\001host=%s\001port=%d\001auth=Bearer ", imap->host, imap->stream->port);
	}
	g_string_append_len(plain, secret_bytes(secret), (gssize)secret_size(secret));
	if (how != SIGN_IN_PLAIN)
		g_string_append(plain, "\001\001");
	coded = g_base64_encode((const guchar *)plain->str, plain->len);
	secret_wipe(plain->str, plain->allocated_len);
	return coded;
}

static gboolean
sasl_talk(struct imap *imap, const char *mechanism, char *first, enum reply *reply, GError **error)
{
	gboolean at_once = imap_has(imap, "SASL-IR");
	char *command = at_once ? g_strdup_printf("AUTHENTICATE %s %s", mechanism, first)
				: g_strdup_printf("AUTHENTICATE %s", mechanism);
	guint64 tag;
	gboolean sent = imap_send(imap, command, &tag, error), answered = at_once;
	struct line line;
	const char *reply_text;
	guint n = 0;

	secret_wipe(command, strlen(command));
	g_free(command);
	if (!sent)
		return FALSE;
	stream_set_deadline(imap->ms, imap->wall_s, SIGN_IN_BYTES);
	for (;;) {
		if (!imap_read(imap, &line, error))
			return FALSE;
		if (line.kind == LINE_TAGGED && line.tag == tag)
			break;
		if (line.kind == LINE_UNTAGGED)
			continue;
		if (line.kind == LINE_TAGGED || ++n > 4)
			return guarded_failed(imap, error);
		/* Later go-aheads carry the reason of a refused token: a dummy answer (RFC 7628, 3.2.3) fetches the refusal. */
		reply_text = answered ? g_str_equal(mechanism, "OAUTHBEARER") ? "AQ==" : "" : first;
		if (!stream_send(imap->stream, reply_text, strlen(reply_text)) ||
		    !stream_send(imap->stream, "\r\n", 2))
			return imap_broken(imap, error);
		answered = TRUE;
	}
	*reply = line.reply;
	return TRUE;
}

static gboolean
sign_in_sasl(
    struct imap *imap, const char *user, const struct secret *secret, enum sign_in_how how, GError **error)
{
	const char *mechanism = how == SIGN_IN_PLAIN     ? "PLAIN"
				: how == SIGN_IN_XOAUTH2 ? "XOAUTH2"
							 : "OAUTHBEARER";
	g_autofree char *offer = g_strconcat("AUTH=", mechanism, NULL);
	enum reply reply = REPLY_BAD;
	gboolean talked;
	char *first;

	if (!imap_has(imap, offer))
		return imap_fail(
		    imap, error, PURSER_HALT, "the server offers no %s: choose another auth=", offer);
	first = sasl_first(imap, user, secret, how);
	talked = sasl_talk(imap, mechanism, first, &reply, error);
	secret_wipe(first, strlen(first));
	g_free(first);
	if (!talked)
		return FALSE;
	if (reply != REPLY_OK)
		return sign_in_refused(imap, user, how, error);
	imap->session->imap_state = MAILIMAP_STATE_AUTHENTICATED;
	return TRUE;
}

gboolean
imap_sign_in(
    struct imap *imap, const char *user, const struct secret *secret, enum sign_in_how how, GError **error)
{
	gboolean done;
	char *before;

	if (!user || !*user || has_control(user, strlen(user)) ||
	    has_control(secret_bytes(secret), secret_size(secret)))
		return imap_fail(imap, error, PURSER_HALT,
		    "the user's name is empty, or it or the secret holds a control character, which would be "
		    "a command of "
		    "its own");
	if (how == SIGN_IN_AUTO)
		how = imap_has(imap, "AUTH=PLAIN") ? SIGN_IN_PLAIN : SIGN_IN_LOGIN;
	before = g_steal_pointer(&imap->caps);
	imap->caps = g_strdup(before);
	done = how == SIGN_IN_LOGIN ? sign_in_login(imap, user, secret, error)
				    : sign_in_sasl(imap, user, secret, how, error);
	/* Servers offer more to those they know, and tell it in the answer, or else when asked. */
	if (done && g_strcmp0(before, imap->caps) == 0)
		done = capabilities_ask(imap, error);
	g_free(before);
	return done;
}
