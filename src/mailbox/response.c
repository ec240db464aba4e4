/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands of ours, and the server's lines: classified, noted, and never trusted. See imap.h. */
#include "imap.h"

#include <string.h>

#define TEXT_MAX 200
#define LITERAL_SKIP_MAX ((guint64)1024 * 1024)

gboolean
imap_fail(struct imap *imap, GError **error, enum purser_error grade, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	return purser_fail(error, grade, "%s: %s", imap->host, text);
}

gboolean
imap_broken(struct imap *imap, GError **error)
{
	return imap_fail(
	    imap, error, PURSER_HANGUP, "%s", imap->stream->problem ? imap->stream->problem : "broken");
}

char *
imap_said(const struct imap *imap)
{
	if (*imap->code && *imap->text)
		return g_strdup_printf("(%s: %s)", imap->code, imap->text);
	return g_strdup_printf("(%s)", *imap->code   ? imap->code
				       : *imap->text ? imap->text
						     : "no reason given");
}

enum purser_error
imap_grade(const struct imap *imap, enum purser_error otherwise)
{
	static const char *const PASSES[] = { "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "EXPUNGEISSUED",
		"THROTTLED", "OVERQUOTA" };

	for (guint i = 0; i < G_N_ELEMENTS(PASSES); i++)
		if (strcmp(imap->code, PASSES[i]) == 0)
			return PURSER_RETRY;
	return otherwise;
}

gboolean
imap_refused(struct imap *imap, enum reply reply, GError **error, const char *what)
{
	g_autofree char *said = imap_said(imap);

	return imap_fail(imap, error, imap_grade(imap, PURSER_REJECT), "the server %s %s %s",
	    reply == REPLY_BAD ? "does not understand" : "refused", what, said);
}

char *
imap_quote(const char *text)
{
	GString *out = g_string_new("\"");

	for (const char *p = text; *p; p++) {
		if ((guchar)*p < 0x20 || (guchar)*p >= 0x7f) {
			g_string_free(out, TRUE);
			return NULL;
		}
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
	return g_string_free(out, FALSE);
}

/* Server text, for people: printable ASCII only, cut. */
static char *
text_clean(const struct scan *s)
{
	char *text = g_strndup(s->at, (gsize)MIN(s->end - s->at, TEXT_MAX));

	for (char *p = text; *p; p++)
		if (!g_ascii_isprint(*p))
			*p = '?';
	return text;
}

/* --- untagged data --- */

static gboolean
note_capabilities(struct imap *imap, struct scan s)
{
	g_autoptr(GString) caps = g_string_new(" ");
	struct scan atom;

	while (scan_char(&s, ' ')) {
		if (scan_end(&s))
			break; /* some servers end the list with a space */
		if (!scan_atom(&s, &atom))
			return FALSE;
		g_string_append_len(caps, atom.at, atom.end - atom.at);
		g_string_append_c(caps, ' ');
	}
	if (caps->len < 2 || !scan_end(&s))
		return FALSE;
	g_free(imap->caps);
	imap->caps = g_ascii_strup(caps->str, (gssize)caps->len);
	return TRUE;
}

/* resp-text-code, with its brackets. *name is its atom; the inside is noted. */
static gboolean
note_code(struct imap *imap, struct scan *s, struct scan *name)
{
	struct scan t = *s, inside;
	const char *close;
	guint64 n;

	if (!scan_char(&t, '['))
		return TRUE;
	/* "]" ends a code; inside, only PERMANENTFLAGS and BADCHARSET could hold one in quotes, and do not.
	 */
	close = memchr(t.at, ']', (gsize)(t.end - t.at));
	if (!close)
		return FALSE;
	inside = (struct scan){ t.at, close };
	if (!scan_atom(&inside, name))
		return FALSE;
	s->at = close + 1;
	if (scan_is(name, "CAPABILITY"))
		return note_capabilities(imap, inside);
	if (scan_is(name, "UIDVALIDITY")) {
		if (!scan_char(&inside, ' ') || !scan_number(&inside, G_MAXUINT32, &n) || n == 0)
			return FALSE;
		imap->folder.uidvalidity = (guint32)n;
	} else if (scan_is(name, "UIDNEXT")) {
		if (scan_char(&inside, ' ') && scan_number(&inside, G_MAXUINT32, &n))
			imap->folder.uidnext = (guint32)n;
	} else if (scan_is(name, "HIGHESTMODSEQ")) {
		if (scan_char(&inside, ' ') && scan_number(&inside, G_MAXINT64, &n))
			imap->folder.highestmodseq = n;
	} else if (scan_is(name, "APPENDUID")) {
		g_free(imap->copy_uid);
		imap->copy_uid = text_clean(&inside);
	}
	return TRUE;
}

gboolean
imap_note_untagged(struct imap *imap, struct scan s)
{
	struct scan name = { 0 };
	guint64 n;

	if (scan_word(&s, "OK") || scan_word(&s, "NO") || scan_word(&s, "BAD")) {
		scan_char(&s, ' ');
		return note_code(imap, &s, &name);
	}
	if (scan_word(&s, "CAPABILITY"))
		return note_capabilities(imap, s);
	if (!scan_number(&s, G_MAXUINT32, &n))
		return s.at < s.end && !g_ascii_isdigit(*s.at);
	if (!scan_char(&s, ' '))
		return FALSE;
	if (scan_word(&s, "EXISTS")) {
		imap->folder.exists = (guint32)n;
	} else if (scan_word(&s, "EXPUNGE") && imap->folder.exists > 0) {
		imap->folder.exists--;
		imap->folder.expunged++;
	}
	return TRUE;
}

static gboolean
classify_status(struct imap *imap, struct scan s, struct line *out)
{
	struct scan name = { 0 };

	if (scan_word(&s, "OK"))
		out->reply = REPLY_OK;
	else if (scan_word(&s, "NO"))
		out->reply = REPLY_NO;
	else if (scan_word(&s, "BAD"))
		out->reply = REPLY_BAD;
	else
		return FALSE;
	scan_char(&s, ' ');
	if (!note_code(imap, &s, &name))
		return FALSE;
	scan_char(&s, ' ');
	g_free(imap->code);
	g_free(imap->text);
	imap->code = g_ascii_strup(name.at ? name.at : "", name.end - name.at);
	imap->text = text_clean(&s);
	return TRUE;
}

gboolean
imap_classify(struct imap *imap, char *line, gsize size, struct line *out, char **problem)
{
	struct scan s = scan_of(line, size);
	g_autofree char *shown = NULL;

	*out = (struct line){ 0 };
	if (memchr(line, '\0', size)) {
		*problem = g_strdup("the server sent a NUL byte in an answer");
		return FALSE;
	}
	if (scan_char(&s, '+')) {
		out->kind = LINE_GO_AHEAD;
		scan_char(&s, ' ');
		out->rest = s;
		return TRUE;
	}
	if (scan_char(&s, '*') && scan_char(&s, ' ')) {
		out->kind = LINE_UNTAGGED;
		out->rest = s;
		if (scan_word(&s, "BYE")) {
			scan_char(&s, ' ');
			shown = text_clean(&s);
			*problem = g_strdup_printf("the server said goodbye (%s)", shown);
			return FALSE;
		}
		if (imap_note_untagged(imap, s))
			return TRUE;
	} else if (scan_number(&s, G_MAXINT32, &out->tag) && scan_char(&s, ' ')) {
		out->kind = LINE_TAGGED;
		if (classify_status(imap, s, out))
			return TRUE;
	}
	s = scan_of(line, MIN(size, 60));
	shown = text_clean(&s);
	*problem = g_strdup_printf("the server sent what is no IMAP answer: \"%s\"", shown);
	return FALSE;
}

/* --- commands --- */

guint64
imap_tag_next(struct imap *imap)
{
	return (guint64)++imap->session->imap_tag;
}

gboolean
imap_send(struct imap *imap, const char *command, guint64 *out_tag, GError **error)
{
	guint64 tag = imap_tag_next(imap);
	g_autofree char *line = g_strdup_printf("%" G_GUINT64_FORMAT " %s\r\n", tag, command);

	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	if (out_tag)
		*out_tag = tag;
	return stream_send(imap->stream, line, strlen(line)) || imap_broken(imap, error);
}

gboolean
imap_read(struct imap *imap, struct line *out, GError **error)
{
	char *line, *problem = NULL;
	gsize size;

	if (!stream_line(imap->stream, &line, &size))
		return imap_broken(imap, error);
	if (imap_classify(imap, line, size, out, &problem))
		return TRUE;
	stream_break(imap->stream, "%s", problem);
	g_free(problem);
	return imap_broken(imap, error);
}

gboolean
imap_skip_literal(struct imap *imap, guint64 size, struct scan *s)
{
	const char *bytes;
	char *line;
	gsize n;

	if (size > LITERAL_SKIP_MAX)
		return stream_break(
		    imap->stream, "the server announced a literal of %" G_GUINT64_FORMAT " bytes", size);
	for (; size > 0; size -= n)
		if (!stream_bytes(imap->stream, size, &bytes, &n))
			return FALSE;
	if (!stream_line(imap->stream, &line, &n))
		return FALSE;
	*s = scan_of(line, n);
	return TRUE;
}

gboolean
imap_string(struct imap *imap, struct scan *s, gsize max, GString *out)
{
	struct scan atom;
	guint64 size;
	const char *bytes;
	char *line;
	gsize n;

	if (scan_quoted(s, out))
		return out->len <= max;
	if (scan_literal(s, &size)) {
		if (size > max)
			return FALSE;
		for (; size > 0; size -= n) {
			if (!stream_bytes(imap->stream, size, &bytes, &n))
				return FALSE;
			g_string_append_len(out, bytes, (gssize)n);
		}
		if (!stream_line(imap->stream, &line, &n))
			return FALSE;
		*s = scan_of(line, n);
		return TRUE;
	}
	/* A mailbox name may hold ']' bare: take all up to the next space. */
	if (!scan_attribute(s, &atom) && !scan_atom(s, &atom))
		return FALSE;
	if (!scan_is(&atom, "NIL"))
		g_string_append_len(out, atom.at, atom.end - atom.at);
	return out->len <= max;
}

/* An untagged line may end in a literal that nobody asked for. */
static gboolean
literals_drop(struct imap *imap, struct scan *s)
{
	guint64 size;
	guint n = 0;

	while (scan_ends_in_literal(s, &size)) {
		if (++n > 1000)
			return stream_break(imap->stream, "the server sent an answer without end");
		if (!imap_skip_literal(imap, size, s))
			return FALSE;
	}
	return TRUE;
}

gboolean
imap_finish(
    struct imap *imap, guint64 tag, imap_untagged each, gpointer data, enum reply *out, GError **error)
{
	struct line line = { 0 };

	for (;;) {
		if (!imap_read(imap, &line, error))
			return FALSE;
		if (line.kind == LINE_TAGGED && line.tag == tag)
			break;
		if (line.kind != LINE_UNTAGGED) {
			stream_break(imap->stream, "the server answered what was not asked");
			return imap_broken(imap, error);
		}
		if ((each && !each(imap, &line.rest, data)) || !literals_drop(imap, &line.rest)) {
			stream_break(imap->stream, "the server sent a malformed answer");
			return imap_broken(imap, error);
		}
	}
	*out = line.reply;
	return TRUE;
}

gboolean
imap_run(struct imap *imap, const char *command, imap_untagged each, gpointer data, enum reply *out,
    GError **error)
{
	guint64 tag;

	return imap_settle(imap, error) && imap_send(imap, command, &tag, error) &&
	       imap_finish(imap, tag, each, data, out, error);
}
