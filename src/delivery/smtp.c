/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Connecting, greeting, STARTTLS; commands and replies.
 *
 * A reply is read whole, and nothing may be left over when the next command goes out: a server that says more
 * than it was asked is out of step, or somebody has put words into its mouth before TLS began.
 */
#include "smtp.h"

#include "purser/signin.h"

#include <arpa/inet.h>
#include <libetpan/mailstream.h>
#include <string.h>

#define REPLY_LINE_MAX 4096
#define REPLY_LINES_MAX 100
#define REPLY_BUDGET K(64)
#define COMMAND_MAX 512 /* RFC 5321 4.5.3.1.4 */
#define TEXT_MAX 240
#define QUIT_WALL_S 5

#define HOST(s) ((s)->settings->server.host)

gboolean
smtp_broken(struct smtp *s, GError **error, const char *why)
{
	const char *reason = stream_problem(s->stream);

	s->dead = TRUE;
	return purser_fail(error, PURSER_HANGUP, "%s: %s", HOST(s), reason ? reason : why);
}

gboolean
smtp_alive(const struct smtp *s)
{
	return s && !s->dead;
}

gboolean
smtp_is_local(const struct smtp *s)
{
	struct in_addr four;

	if (inet_pton(AF_INET, HOST(s), &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return strcmp(HOST(s), "::1") == 0 || g_ascii_strcasecmp(HOST(s), "localhost") == 0;
}

/* --- replies
 * ------------------------------------------------------------------------------------------------------*/

/* One line without its end, from the stream's buffer. */
static gboolean
reply_line(struct smtp *s, GString *line, GError **error)
{
	char part[REPLY_LINE_MAX];

	g_string_truncate(line, 0);
	for (;;) {
		gsize have = s->stream->read_buffer_len;
		const char *end = have ? memchr(s->stream->read_buffer, '\n', have) : NULL;
		gsize n = end ? (gsize)(end - s->stream->read_buffer) + 1 : have;

		if (line->len + n > REPLY_LINE_MAX)
			return smtp_broken(s, error, "a line of its answer is too long");
		if (n && mailstream_read(s->stream, part, n) != (gssize)n)
			return smtp_broken(s, error, "the connection was lost");
		g_string_append_len(line, part, (gssize)n);
		if (end)
			break;
		if (mailstream_feed_read_buffer(s->stream) <= 0)
			return smtp_broken(s, error, "the connection was lost");
	}
	while (line->len && (line->str[line->len - 1] == '\n' || line->str[line->len - 1] == '\r'))
		g_string_truncate(line, line->len - 1);
	return TRUE;
}

/* 200 to 599, then the end, a blank or a hyphen. */
static int
reply_code(const GString *line)
{
	if (line->len < 3 || line->str[0] < '2' || line->str[0] > '5' || !g_ascii_isdigit(line->str[1]) ||
	    !g_ascii_isdigit(line->str[2]) || (line->len > 3 && line->str[3] != ' ' && line->str[3] != '-'))
		return -1;
	return (line->str[0] - '0') * 100 + (line->str[1] - '0') * 10 + (line->str[2] - '0');
}

/* Bytes from outside, fit to be shown. The code stands once, the lines behind it. */
static void
reply_text_add(struct smtp *s, const GString *line, gboolean first)
{
	gsize from = first ? 0 : MIN(4, line->len);
	g_autofree char *valid = NULL;

	if (s->text->len > TEXT_MAX)
		return;
	valid = text_make_valid(line->str + from, line->len - from);
	if (first && strlen(valid) > 3)
		valid[3] = ' ';
	if (!first)
		g_string_append_c(s->text, ' ');
	g_string_append(s->text, valid);
}

static void
ehlo_take(struct smtp *s, const char *line)
{
	g_auto(GStrv) words = g_strsplit_set(line, " \t=", -1);

	if (g_ascii_strcasecmp(words[0], "STARTTLS") == 0)
		s->starttls = TRUE;
	else if (g_ascii_strcasecmp(words[0], "8BITMIME") == 0)
		s->eight_bit = TRUE;
	else if (g_ascii_strcasecmp(words[0], "SIZE") == 0) {
		s->size = TRUE;
		if (words[1] && !g_ascii_string_to_signed(words[1], 10, 0, G_MAXINT64, &s->size_limit, NULL))
			s->size_limit = 0;
	} else if (g_ascii_strcasecmp(words[0], "AUTH") == 0) {
		static const struct {
			const char *name;
			enum smtp_mechanism bit;
		} NAMES[] = {
			{ "PLAIN", MECHANISM_PLAIN },
			{ "LOGIN", MECHANISM_LOGIN },
			{ "XOAUTH2", MECHANISM_XOAUTH2 },
			{ "OAUTHBEARER", MECHANISM_OAUTHBEARER },
		};

		for (guint w = 1; words[w]; w++)
			for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
				if (g_ascii_strcasecmp(words[w], NAMES[i].name) == 0)
					s->mechanisms |= NAMES[i].bit;
	}
}

/* each: called with the text of every line but the first; NULL: nobody wants them. */
static gboolean
reply_read(struct smtp *s, void (*each)(struct smtp *s, const char *line), GError **error)
{
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *shown = NULL;

	g_string_truncate(s->text, 0);
	s->code = 0;
	for (guint n = 0; n < REPLY_LINES_MAX; n++) {
		int code;

		if (!reply_line(s, line, error))
			return FALSE;
		code = reply_code(line);
		if (code < 0 || (n && code != s->code))
			return smtp_broken(s, error, "its answer is not SMTP");
		s->code = code;
		reply_text_add(s, line, n == 0);
		if (each && n && !memchr(line->str, '\0', line->len))
			each(s, line->str + MIN(4, line->len));
		if (line->len > 3 && line->str[3] == '-')
			continue;
		shown = text_one_line(s->text->str, TEXT_MAX);
		g_string_assign(s->text, shown);
		/* The server is closing; whatever it answers to is not done. */
		if (code == 421)
			s->dead = TRUE;
		return TRUE;
	}
	return smtp_broken(s, error, "its answer does not end");
}

gboolean
smtp_reply(struct smtp *s, GError **error)
{
	return reply_read(s, NULL, error);
}

/* --- commands
 * -----------------------------------------------------------------------------------------------------*/

gboolean
smtp_write(struct smtp *s, const void *bytes, gsize size, GError **error)
{
	if (size && mailstream_write(s->stream, bytes, size) != (gssize)size)
		return smtp_broken(s, error, "the connection was lost");
	return TRUE;
}

gboolean
smtp_flush(struct smtp *s, GError **error)
{
	if (mailstream_flush(s->stream) != 0)
		return smtp_broken(s, error, "the connection was lost");
	return TRUE;
}

gboolean
smtp_line(struct smtp *s, const char *line, gsize size, GError **error)
{
	for (gsize i = 0; i < size; i++)
		if ((guchar)line[i] < 0x20 || line[i] == 0x7f)
			return purser_fail(
			    error, PURSER_REJECT, "%s: a control character in an SMTP command", HOST(s));
	if (s->stream->read_buffer_len)
		return smtp_broken(s, error, "it said more than it was asked");
	stream_set_deadline(s->stream, s->limits->command_wall, REPLY_BUDGET);
	return smtp_write(s, line, size, error) && smtp_write(s, "\r\n", 2, error) && smtp_flush(s, error);
}

gboolean
smtp_command(struct smtp *s, GError **error, const char *format, ...)
{
	g_autofree char *line = NULL;
	gsize size;
	va_list args;

	va_start(args, format);
	line = g_strdup_vprintf(format, args);
	va_end(args);
	size = strlen(line);
	if (size + 2 > COMMAND_MAX)
		return purser_fail(error, PURSER_REJECT, "%s: an SMTP command is too long", HOST(s));
	return smtp_line(s, line, size, error) && smtp_reply(s, error);
}

/* A reply that is no success, as an error: a person must mend what the server refuses for good. */
static gboolean
refused(const struct smtp *s, const char *what, GError **error)
{
	return purser_fail(
	    error, s->code >= 500 ? PURSER_HALT : PURSER_RETRY, "%s %s: %s", HOST(s), what, s->text->str);
}

/* --- the beginning
 * ------------------------------------------------------------------------------------------------*/

/* The name to greet with: a host's name has no blanks, and what is none becomes an address literal. */
static char *
helo_name(const struct config_ar *settings)
{
	const char *name = settings->helo ? settings->helo : g_get_host_name();
	gsize n = strlen(name);

	if (!n || n > 253 ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-[]:") != n)
		name = "[127.0.0.1]";
	return g_strdup(name);
}

static gboolean
ehlo(struct smtp *s, GError **error)
{
	g_autofree char *line = g_strconcat("EHLO ", s->helo, NULL);

	s->starttls = s->eight_bit = s->size = FALSE;
	s->size_limit = 0;
	s->mechanisms = 0;
	if (!smtp_line(s, line, strlen(line), error) || !reply_read(s, ehlo_take, error))
		return FALSE;
	/* A server from before ESMTP; without it there is neither TLS nor sign-in, which is checked where
	 * needed. */
	if (s->code == 500 || s->code == 502)
		if (!smtp_command(s, error, "HELO %s", s->helo))
			return FALSE;
	return s->code / 100 == 2 || refused(s, "does not take our greeting", error);
}

static gboolean
start_tls(struct smtp *s, const struct stream_settings *stream, GError **error)
{
	if (!s->starttls)
		return purser_fail(error, PURSER_HALT,
		    "%s offers no STARTTLS, and without it nothing is sent: check tls = and port =", HOST(s));
	if (!smtp_command(s, error, "STARTTLS"))
		return FALSE;
	if (s->code != 220)
		return refused(s, "refuses STARTTLS", error);
	/* Plain text behind the answer would be read as if it had come through TLS (CVE-2011-0411): the
	 * stream refuses. */
	stream_set_deadline(s->stream, s->limits->command_wall, -1);
	if (!stream_start_tls(s->stream, stream, error)) {
		s->dead = TRUE;
		return FALSE;
	}
	return ehlo(s, error);
}

static gboolean
begin(struct smtp *s, const struct stream_settings *stream, GError **error)
{
	stream_set_deadline(s->stream, s->limits->command_wall, REPLY_BUDGET);
	if (!smtp_reply(s, error))
		return FALSE;
	if (s->code != 220)
		return refused(s, "does not take mail from us", error);
	if (!ehlo(s, error))
		return FALSE;
	if (stream->tls == STREAM_STARTTLS && !start_tls(s, stream, error))
		return FALSE;
	return smtp_sign_in(s, error);
}

struct smtp *
smtp_open(const struct config_ar *settings, const struct limits *limits, GError **error)
{
	static const int PORTS[] = { [TLS_IMPLICIT] = 465, [TLS_STARTTLS] = 587, [TLS_NONE] = 25 };
	struct stream_settings stream;
	struct smtp *s;

	server_stream_settings(&settings->server, limits, PORTS[settings->server.tls], &stream);
	s = g_new0(struct smtp, 1);
	s->settings = settings;
	s->limits = limits;
	s->helo = helo_name(settings);
	s->text = g_string_new(NULL);
	s->stream = stream_open(&stream, error);
	if (!s->stream || !begin(s, &stream, error)) {
		smtp_free(s, FALSE);
		return NULL;
	}
	return s;
}

gboolean
smtp_reset(struct smtp *s)
{
	return !s->dead && smtp_command(s, NULL, "RSET") && s->code == 250 && !s->dead;
}

void
smtp_free(struct smtp *s, gboolean politely)
{
	if (!s)
		return;
	if (politely && !s->dead && !s->stream->read_buffer_len) {
		stream_set_deadline(s->stream, QUIT_WALL_S, REPLY_BUDGET);
		if (smtp_write(s, "QUIT\r\n", 6, NULL) && smtp_flush(s, NULL))
			smtp_reply(s, NULL);
	}
	if (s->stream)
		mailstream_close(s->stream);
	g_string_free(s->text, TRUE);
	g_free(s->helo);
	g_free(s);
}
