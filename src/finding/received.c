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

struct scan {
	GPtrArray *words; /* outside of comments */
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

static gboolean
is_address_sign(char c)
{
	switch (c) {
	case ':':
	case '.':
	case 'x':
	case 'X':
	case 'v':
	case 'V':
	case 'i':
	case 'p':
	case 'I':
	case 'P':
		return TRUE;
	default:
		return g_ascii_isxdigit(c);
	}
}

/* Every run of signs that an address is made of. */
static void
addresses_see(struct scan *s, const char *text, gsize size, gboolean in_comment)
{
	gboolean seen_by_server = in_comment && !says_hello(text, size);

	for (gsize i = 0; i < size;) {
		gsize n = 0, dots = 0;
		const char *colon = NULL;

		while (i + n < size && is_address_sign(text[i + n])) {
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
		g_ptr_array_add(s->words, g_ascii_strdown(at, (gssize)n));
		at += MAX(n, 1);
	}
}

/* The word behind the only one of this name; NULL: there is none, or several. */
static const char *
word_behind(const struct scan *s, const char *name, guint *out_n)
{
	const char *found = NULL;

	*out_n = 0;
	for (guint i = 0; i < s->words->len; i++)
		if (strcmp(g_ptr_array_index(s->words, i), name) == 0) {
			++*out_n;
			found = i + 1 < s->words->len ? g_ptr_array_index(s->words, i + 1) : NULL;
		}
	return *out_n == 1 ? found : NULL;
}

void
received_parse(const char *value, struct received *out)
{
	struct scan s = { .words = g_ptr_array_new_with_free_func(g_free) };
	const char *by, *with;
	guint n_by, n_with, n_from;

	*out = (struct received){ NULL };
	words_see(&s, value);
	by = word_behind(&s, "by", &n_by);
	with = word_behind(&s, "with", &n_with);
	word_behind(&s, "from", &n_from);
	if (!s.odd && by && n_with <= 1 && n_from <= 1) {
		out->by = g_strdup(by);
		out->internal = n_from == 0 || (with && g_str_has_prefix(with, "lmtp")) ||
				(s.private_address && !s.public_address);
	}
	g_ptr_array_unref(s.words);
}

void
received_clear(struct received *r)
{
	g_clear_pointer(&r->by, g_free);
}
