/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A Received field by a server of ours is honest, but what the client said of itself (HELO) stands in it. So it
 * counts as internal only where nothing in it can have been said from outside: the signs of its grammar occur once, its
 * comments are closed, and every address in it is a private one, one of them in a comment, where servers write what
 * they saw themselves.
 */
#include "received.h"

#include <arpa/inet.h>
#include <string.h>

enum { ADDRESS_MAX = 80 };

/* Words outside of comments that say what the next one is. */
enum clause { CLAUSE_FROM, CLAUSE_BY, CLAUSE_WITH, CLAUSE_N };
static const char *const CLAUSE_NAMES[CLAUSE_N] = { "from", "by", "with" };

struct scan {
	struct {
		guint n;            /* how often it is said */
		const char *behind; /* the word behind the last one; NULL */
		gsize size;
	} clause[CLAUSE_N];
	guint open; /* the clause that the last word was; CLAUSE_N: none */
	gboolean odd, public_address, private_address;
};

/* RFC 1918, RFC 4193, loopback, link-local. */
static gboolean
is_private(const guint8 *a, gboolean six)
{
	static const guint8 MAPPED[12] = { [10] = 0xff, [11] = 0xff }, LOOPBACK[16] = { [15] = 1 };

	if (six && memcmp(a, MAPPED, sizeof MAPPED) == 0)
		return is_private(a + sizeof MAPPED, FALSE);
	if (six)
		return (a[0] & 0xfe) == 0xfc || (a[0] == 0xfe && (a[1] & 0xc0) == 0x80) ||
		       memcmp(a, LOOPBACK, sizeof LOOPBACK) == 0;
	return a[0] == 127 || a[0] == 10 || (a[0] == 172 && (a[1] & 0xf0) == 16) ||
	       (a[0] == 192 && a[1] == 168) || (a[0] == 169 && a[1] == 254);
}

static void
address_see(struct scan *s, const char *text, gsize size, gboolean seen_by_server)
{
	char copy[ADDRESS_MAX];
	const char *plain = copy;
	guint8 bytes[16];
	gboolean four;

	if (size >= sizeof copy)
		return;
	memcpy(copy, text, size);
	copy[size] = 0;
	if (g_ascii_strncasecmp(copy, "ipv6:", 5) == 0)
		plain += 5;
	four = inet_pton(AF_INET, plain, bytes) == 1;
	if (!four && inet_pton(AF_INET6, plain, bytes) != 1)
		return;
	if (!is_private(bytes, !four))
		s->public_address = TRUE;
	else if (seen_by_server)
		s->private_address = TRUE;
}

static gboolean
says_hello(const char *text, gsize size)
{
	for (gsize i = 0; i + 4 <= size; i++)
		if ((text[i + 3] | 0x20) == 'o' && (g_ascii_strncasecmp(text + i, "helo", 4) == 0 ||
						       g_ascii_strncasecmp(text + i, "ehlo", 4) == 0))
			return TRUE;
	return FALSE;
}

static const guint8 ADDRESS_SIGN[256] = {
	['0' ... '9'] = 1,
	['a' ... 'f'] = 1,
	['A' ... 'F'] = 1,
	[':'] = 1,
	['.'] = 1,
	['x'] = 1,
	['X'] = 1,
	['v'] = 1,
	['V'] = 1,
	['i'] = 1,
	['I'] = 1,
	['p'] = 1,
	['P'] = 1,
};

/* Every run of signs that an address is made of. */
static void
addresses_see(struct scan *s, const char *text, gsize size, gboolean in_comment)
{
	gboolean seen_by_server = in_comment && !says_hello(text, size);

	for (gsize i = 0; i < size;) {
		gsize n = 0, dots = 0;
		const char *colon = NULL;

		while (i + n < size && ADDRESS_SIGN[(guchar)text[i + n]]) {
			dots += text[i + n] == '.';
			if (text[i + n] == ':' && !colon)
				colon = text + i + n;
			n++;
		}
		if (dots == 3 || colon)
			address_see(s, text + i, n, seen_by_server);
		/* "192.0.2.1:4711" */
		if (colon && dots)
			address_see(s, text + i, (gsize)(colon - (text + i)), seen_by_server);
		i += n ? n : 1;
	}
}

static const char *
comment_see(struct scan *s, const char *at)
{
	const char *start = at;
	guint depth = 0;

	for (; *at; at++) {
		if (*at == '\\' && at[1])
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0) {
			addresses_see(s, start, (gsize)(at - start), TRUE);
			return at + 1;
		}
	}
	s->odd = TRUE;
	return at;
}

static void
word_see(struct scan *s, const char *word, gsize size)
{
	if (s->open < CLAUSE_N) {
		s->clause[s->open].behind = word;
		s->clause[s->open].size = size;
	}
	for (s->open = 0; s->open < CLAUSE_N; s->open++)
		if (size == strlen(CLAUSE_NAMES[s->open]) &&
		    g_ascii_strncasecmp(word, CLAUSE_NAMES[s->open], size) == 0)
			break;
	if (s->open < CLAUSE_N) {
		s->clause[s->open].n++;
		s->clause[s->open].behind = NULL;
	}
}

/* The words up to the date. */
static void
words_see(struct scan *s, const char *value)
{
	for (const char *at = value; *at && *at != ';' && !s->odd;) {
		gsize n;

		if (*at == ' ' || *at == '\t') {
			at++;
			continue;
		}
		if (*at == '(') {
			at = comment_see(s, at);
			continue;
		}
		s->odd = s->odd || *at == ')' || *at == '"';
		n = strcspn(at, " \t;()");
		addresses_see(s, at, n, FALSE);
		word_see(s, at, n);
		at += MAX(n, 1);
	}
}

void
received_parse(const char *value, struct received *out)
{
	struct scan s = { .open = CLAUSE_N };
	const char *with;

	*out = (struct received){ NULL };
	words_see(&s, value);
	if (s.odd || s.clause[CLAUSE_BY].n != 1 || !s.clause[CLAUSE_BY].behind ||
	    s.clause[CLAUSE_WITH].n > 1 || s.clause[CLAUSE_FROM].n > 1)
		return;
	with = s.clause[CLAUSE_WITH].behind;
	out->by = g_ascii_strdown(s.clause[CLAUSE_BY].behind, (gssize)s.clause[CLAUSE_BY].size);
	out->internal =
	    s.clause[CLAUSE_FROM].n == 0 ||
	    (with && s.clause[CLAUSE_WITH].size >= 4 && g_ascii_strncasecmp(with, "lmtp", 4) == 0) ||
	    (s.private_address && !s.public_address);
}

void
received_clear(struct received *r)
{
	g_clear_pointer(&r->by, g_free);
}
