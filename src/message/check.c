/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One linear look at raw bytes before GMime may see them.
 *
 * GMime is fast on mail as it should be, and slow, hungry or worse on mail made to hurt: headers of many
 * megabytes, thousands of parameters, nested groups, millions of parts. This walk counts what GMime would
 * have to build, and errs to the high side: where a boundary is written in a way that only a full parser
 * understands, every line that starts with "--" counts as a part.
 */
#include "internal.h"

#include <string.h>

enum {
	PARAMETERS_MAX = 256, /* of one Content-* field: GMime is quadratic in them */
	GROUP_COLONS_MAX =
	    256, /* of one address field: each may open a nested group, which GMime recurses into */
	ENCODED_WORDS_MAX = 4096,
	BOUNDARY_MAX = 256,
	JUNK_LINES_MAX = 20,
};

struct boundary {
	gsize size;
	guint hash;
	const guint8 *text;
};

struct frame {
	gssize boundary; /* index, or -1: a message/rfc822 */
	gboolean digest;
};

struct scan {
	const guint8 *at, *end;
	const struct limits *limits;
	struct boundary *boundaries;
	gsize n_boundaries, room;
	struct frame stack[128];
	gint64 depth, parts;
	gboolean odd; /* a boundary was declared in a way not understood here */
	GError **error;
	/* of the header block being read */
	gboolean saw_type, message_type, digest_type;
	gssize new_boundary;
};

static guint
bytes_hash(const guint8 *text, gsize size)
{
	guint hash = 2166136261u;

	for (gsize i = 0; i < size; i++)
		hash = (hash ^ text[i]) * 16777619u;
	return hash;
}

static gboolean
too_much(const struct scan *s, const char *what, gint64 limit, const char *key)
{
	return purser_fail(s->error, PURSER_REJECT, "the message has %s than %" G_GINT64_FORMAT " (limit %s)",
	    what, limit, key);
}

static const guint8 *
line_end(const guint8 *at, const guint8 *end)
{
	const guint8 *nl = memchr(at, '\n', (gsize)(end - at));

	return nl ? nl : end;
}

static gssize
boundary_find(const struct scan *s, const guint8 *text, gsize size)
{
	guint hash = bytes_hash(text, size);

	for (gsize i = s->n_boundaries; i-- > 0;)
		if (s->boundaries[i].hash == hash && s->boundaries[i].size == size &&
		    memcmp(s->boundaries[i].text, text, size) == 0)
			return (gssize)i;
	return -1;
}

static gssize
boundary_add(struct scan *s, const guint8 *text, gsize size)
{
	gssize known = boundary_find(s, text, size);

	if (known >= 0)
		return known;
	if (s->n_boundaries == s->room) {
		s->room = s->room ? s->room * 2 : 16;
		s->boundaries = g_renew(struct boundary, s->boundaries, s->room);
	}
	s->boundaries[s->n_boundaries] = (struct boundary){ size, bytes_hash(text, size), text };
	return (gssize)s->n_boundaries++;
}

static gboolean
boundary_byte(guint8 c)
{
	return g_ascii_isalnum(c) || (c && strchr("'()+_,-./:=?*&$#!%^|~{}[]@", c));
}

/* The value behind "boundary=": its text lies in the message. Anything unusual makes the scan odd. */
static void
boundary_read(struct scan *s, const guint8 *at, const guint8 *end)
{
	const guint8 *start, *stop;

	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	if (at == end || *at != '=') {
		s->odd = TRUE;
		return;
	}
	for (at++; at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n');)
		at++;
	if (at < end && *at == '"') {
		start = ++at;
		while (at < end && *at != '"' && *at != '\\' && *at != '\n')
			at++;
		if (at == end || *at != '"')
			s->odd = TRUE;
		stop = at;
	} else {
		start = at;
		while (at < end && boundary_byte(*at))
			at++;
		stop = at;
		if (at < end && *at != ';' && !g_ascii_isspace(*at))
			s->odd = TRUE;
		if (memchr(start, '(', (gsize)(stop - start)))
			s->odd = TRUE;
	}
	while (stop > start && (stop[-1] == ' ' || stop[-1] == '\t'))
		stop--;
	if (stop == start || stop - start > BOUNDARY_MAX)
		s->odd = TRUE;
	else
		s->new_boundary = boundary_add(s, start, (gsize)(stop - start));
}

static const guint8 *
find_folded(const guint8 *at, const guint8 *end, const char *word)
{
	gsize size = strlen(word);

	for (; (gsize)(end - at) >= size; at++)
		if ((*at | 0x20) == (guint8)word[0] && g_ascii_strncasecmp((const char *)at, word, size) == 0)
			return at;
	return NULL;
}

static void
content_type_read(struct scan *s, const guint8 *value, const guint8 *end)
{
	const guint8 *found, *first = NULL;
	guint n = 0;

	if (s->saw_type)
		s->odd = TRUE; /* which one counts is a matter of taste */
	s->saw_type = TRUE;
	while (value < end && g_ascii_isspace(*value))
		value++;
	/* Names of part types that hold a header of their own. */
	if (end - value > 8 && g_ascii_strncasecmp((const char *)value, "message/", 8) == 0 &&
	    !((end - value) >= 15 && g_ascii_strncasecmp((const char *)value + 8, "deliver", 7) == 0))
		s->message_type = TRUE;
	s->digest_type =
	    end - value >= 16 && g_ascii_strncasecmp((const char *)value, "multipart/digest", 16) == 0;
	for (found = value; (found = find_folded(found, end, "boundary")); found += 8, n++)
		if (!first)
			first = found;
	if (n > 1)
		s->odd = TRUE;
	if (first)
		boundary_read(s, first + 8, end);
}

static guint
count_byte(const guint8 *at, const guint8 *end, char c)
{
	guint n = 0;

	while ((at = memchr(at, c, (gsize)(end - at)))) {
		n++;
		at++;
	}
	return n;
}

static gboolean
name_is(const guint8 *name, gsize size, const char *wanted)
{
	return size && (*name | 0x20) == *wanted && size == strlen(wanted) &&
	       g_ascii_strncasecmp((const char *)name, wanted, size) == 0;
}

static gboolean
name_has_addresses(const guint8 *name, gsize size)
{
	static const char *const names[] = { "from", "to", "cc", "bcc", "sender", "reply-to" };

	if (size > 7 && g_ascii_strncasecmp((const char *)name, "resent-", 7) == 0) {
		name += 7;
		size -= 7;
	}
	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (name_is(name, size, names[i]))
			return TRUE;
	return FALSE;
}

static gboolean
field_check(struct scan *s, const guint8 *at, const guint8 *end)
{
	const guint8 *colon = memchr(at, ':', (gsize)(end - at));
	gsize size;

	if (end - at > s->limits->header_field_size)
		return too_much(
		    s, "a header field longer", s->limits->header_field_size, "header_field_size");
	if (!colon)
		return TRUE;
	size = (gsize)(colon - at);
	while (size && (at[size - 1] == ' ' || at[size - 1] == '\t'))
		size--;
	if (size > 8 && g_ascii_strncasecmp((const char *)at, "content-", 8) == 0) {
		if (count_byte(colon, end, '=') > PARAMETERS_MAX)
			return too_much(s, "more parameters in a field", PARAMETERS_MAX, "built in");
		if (name_is(at, size, "content-type"))
			content_type_read(s, colon + 1, end);
	} else if (name_has_addresses(at, size)) {
		if (count_byte(colon + 1, end, ':') > GROUP_COLONS_MAX ||
		    count_byte(colon, end, '(') > GROUP_COLONS_MAX)
			return too_much(
			    s, "more groups or comments in an address field", GROUP_COLONS_MAX, "built in");
	}
	return TRUE;
}

static gboolean
push(struct scan *s, gssize boundary, gboolean digest)
{
	if (s->depth >= s->limits->part_depth || s->depth >= (gint64)G_N_ELEMENTS(s->stack))
		return too_much(s, "a deeper nesting", s->limits->part_depth, "part_depth");
	s->stack[s->depth++] = (struct frame){ boundary, digest };
	return TRUE;
}

/* A line "--...": is it a boundary? Pops what it ends. */
static gboolean
dashes(struct scan *s, const guint8 *at, const guint8 *end, gboolean *out_part)
{
	gssize found;
	gboolean final = FALSE;

	at += 2;
	while (end > at && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*out_part = FALSE;
	if (s->odd && ++s->parts > s->limits->parts)
		return too_much(s, "more parts", s->limits->parts, "parts");
	if (!s->n_boundaries || (end - at) > BOUNDARY_MAX + 2)
		return TRUE;
	found = boundary_find(s, at, (gsize)(end - at));
	if (found < 0 && end - at > 2 && end[-1] == '-' && end[-2] == '-') {
		final = TRUE;
		found = boundary_find(s, at, (gsize)(end - at) - 2);
	}
	if (found < 0)
		return TRUE;
	for (gint64 i = s->depth; i-- > 0;)
		if (s->stack[i].boundary == found) {
			s->depth = final ? i : i + 1;
			break;
		}
	*out_part = !final;
	if (!final && ++s->parts > s->limits->parts)
		return too_much(s, "more parts", s->limits->parts, "parts");
	return TRUE;
}

static gboolean
header_end(struct scan *s)
{
	gboolean digest = s->depth > 0 && s->stack[s->depth - 1].digest;

	if (s->new_boundary >= 0 && !push(s, s->new_boundary, s->digest_type))
		return FALSE;
	return TRUE && (!(s->message_type || (digest && !s->saw_type)) || push(s, -1, FALSE));
}

/* One header block, up to its blank line or to a boundary. out_again: another block follows at once. */
static gboolean
header_block(struct scan *s, gboolean *out_again)
{
	const guint8 *block = s->at, *field = s->at;
	gint64 fields = 0;
	gint64 depth = s->depth;

	s->saw_type = s->message_type = s->digest_type = FALSE;
	s->new_boundary = -1;
	*out_again = FALSE;
	while (s->at < s->end) {
		const guint8 *nl = line_end(s->at, s->end), *next = nl < s->end ? nl + 1 : nl;
		gboolean blank = nl == s->at || (nl == s->at + 1 && *s->at == '\r');

		if (s->at > field && !(*s->at == ' ' || *s->at == '\t')) {
			if (!field_check(s, field, s->at))
				return FALSE;
			field = s->at;
			if (++fields > s->limits->header_fields)
				return too_much(
				    s, "more header fields", s->limits->header_fields, "header_fields");
		}
		if (blank) {
			s->at = next;
			if (!header_end(s))
				return FALSE;
			*out_again = s->depth > depth && s->stack[s->depth - 1].boundary < 0;
			return TRUE;
		}
		if (nl - s->at >= 2 && s->at[0] == '-' && s->at[1] == '-') {
			if (!dashes(s, s->at, nl, out_again))
				return FALSE;
			if (*out_again) {
				s->at = next;
				return TRUE;
			}
		}
		if (nl - field > s->limits->header_field_size)
			return too_much(
			    s, "a header field longer", s->limits->header_field_size, "header_field_size");
		if (nl - block > s->limits->header_block_size)
			return too_much(
			    s, "a header block longer", s->limits->header_block_size, "header_block_size");
		s->at = next;
	}
	return field_check(s, field, s->end);
}

static gboolean
scan_run(struct scan *s)
{
	gboolean header = TRUE;

	while (s->at < s->end) {
		const guint8 *nl;

		if (header) {
			if (!header_block(s, &header))
				return FALSE;
			continue;
		}
		nl = line_end(s->at, s->end);
		if (nl - s->at >= 2 && s->at[0] == '-' && s->at[1] == '-' && !dashes(s, s->at, nl, &header))
			return FALSE;
		s->at = nl < s->end ? nl + 1 : nl;
	}
	return TRUE;
}

/* "Name:" of printable characters, at the start of a line. */
static gboolean
field_starts(const guint8 *at, const guint8 *end)
{
	const guint8 *p = at;

	while (p<end && * p> ' ' && *p < 0x7f && *p != ':' && p - at < 100)
		p++;
	if (p == at)
		return FALSE;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p < end && *p == ':';
}

gssize
message_start(const guint8 *bytes, gsize size)
{
	const guint8 *at = bytes, *end = bytes + size;

	if (size >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	for (guint i = 0; i < JUNK_LINES_MAX && at < end; i++) {
		const guint8 *nl = line_end(at, end);

		if (field_starts(at, nl))
			return at - bytes;
		at = nl < end ? nl + 1 : end;
	}
	return -1;
}

gboolean
message_check(const guint8 *bytes, gsize size, const struct limits *limits, GError **error)
{
	struct scan s = { .limits = limits, .error = error };
	gssize start;
	gboolean ok;

	if ((gint64)size > limits->message_size)
		return too_much(&s, "more bytes", limits->message_size, "message_size");
	start = message_start(bytes, size);
	if (start < 0)
		return purser_fail(error, PURSER_REJECT, "this is no mail message: it has no header");
	s.at = bytes + start;
	s.end = bytes + size;
	ok = scan_run(&s);
	g_free(s.boundaries);
	return ok;
}

gboolean
message_looks_like(const guint8 *bytes, gsize size)
{
	static const char *const known[] = { "from", "date", "subject", "to", "received", "message-id",
		"mime-version", "return-path", "delivered-to", "content-type", "reply-to", "sender", "cc",
		"x-mailer", "dkim-signature", "authentication-results", "x-original-to", "in-reply-to",
		"references", "content-transfer-encoding" };
	gssize start = message_start(bytes, MIN(size, 65536));
	const guint8 *at, *end = bytes + MIN(size, 65536);
	guint hits = 0, fields = 0;
	gboolean mbox = size > 5 && (memcmp(bytes, "From ", 5) == 0);

	/* Only an mbox line or blank lines may stand before the header of a file without a type. */
	if (start < 0 || (start > 3 && !mbox && bytes[0] != '\r' && bytes[0] != '\n'))
		return FALSE;
	for (at = bytes + start; at < end && fields < 60 && hits < 2; fields++) {
		const guint8 *nl = line_end(at, end), *colon = memchr(at, ':', (gsize)(nl - at));

		if (nl == at || (nl == at + 1 && *at == '\r'))
			break;
		if (*at != ' ' && *at != '\t') {
			if (!field_starts(at, nl) && !(nl - at > 5 && memcmp(at, ">From", 5) == 0))
				break;
			for (guint i = 0; colon && i < G_N_ELEMENTS(known); i++)
				hits += name_is(at, (gsize)(colon - at), known[i]);
		}
		at = nl < end ? nl + 1 : end;
	}
	return hits >= 2 || (hits == 1 && mbox);
}
