/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_sheet - style sheets, as far as a reader of mail must follow them: which elements does a rule hide or colour?
 *
 * A rule counts where its selector is one element, class or id ("td", ".x", "#y", "td.x"), alone or below html and
 * body: what else it may match cannot be told without a tree, and is taken as not matching. Where such a rule sets a
 * background, an element with a class may stand on any colour. Of @media only what is meant for every screen counts.
 */
#include "html.h"

#include <stdlib.h>
#include <string.h>

enum { RULES_MAX = 2000, KEY_MAX = 64, MATCHES_MAX = 64 };

struct rule {
	struct slice tag; /* of "td.x"; n 0: any element */
	struct slice declarations;
	guint order;
};

void
html_sheet_init(struct html_sheet *s)
{
	*s = (struct html_sheet){ .text = g_string_chunk_new(1024) };
}

void
html_sheet_clear(struct html_sheet *s)
{
	if (s->rules)
		g_hash_table_unref(s->rules);
	g_string_chunk_free(s->text);
}

static void
rules_free(gpointer p)
{
	g_array_unref(p);
}

static struct slice
trimmed(struct slice s)
{
	while (s.n && g_ascii_isspace(*s.p))
		s = (struct slice){ s.p + 1, s.n - 1 };
	while (s.n && g_ascii_isspace(s.p[s.n - 1]))
		s.n--;
	return s;
}

static gsize
name_size(struct slice s)
{
	gsize n = 0;

	while (n < s.n && (g_ascii_isalnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_' || s.p[n] & 0x80))
		n++;
	return n;
}

static gboolean
same(struct slice s, const char *word)
{
	return s.n == strlen(word) && g_ascii_strncasecmp(s.p, word, s.n) == 0;
}

/* "td", ".x", "#y", "td.x" to the key that it is found by; FALSE: another kind of selector. */
static gboolean
selector_key(struct slice s, char key[KEY_MAX], struct slice *out_tag)
{
	gsize n = name_size(s), m;

	*out_tag = (struct slice){ s.p, n };
	if (n == s.n && n > 0 && n < KEY_MAX) {
		for (gsize i = 0; i < n; i++)
			key[i] = g_ascii_tolower(s.p[i]);
		key[n] = '\0';
		out_tag->n = 0;
		return TRUE;
	}
	if (n + 1 >= s.n || (s.p[n] != '.' && s.p[n] != '#'))
		return FALSE;
	m = name_size((struct slice){ s.p + n + 1, s.n - n - 1 });
	if (!m || n + 1 + m != s.n || m + 1 >= KEY_MAX)
		return FALSE;
	memcpy(key, s.p + n, m + 1);
	key[m + 1] = '\0';
	return TRUE;
}

/* The last part of "body .x"; n 0: it is below something that is not always there. */
static struct slice
selector_last(struct slice s)
{
	for (;;) {
		gsize n = 0;
		struct slice first, rest;

		while (n < s.n && !g_ascii_isspace(s.p[n]) && !strchr(">+~", s.p[n]))
			n++;
		first = (struct slice){ s.p, n };
		rest = trimmed((struct slice){ s.p + n, s.n - n });
		if (!rest.n)
			return first;
		if (*rest.p == '>')
			rest = trimmed((struct slice){ rest.p + 1, rest.n - 1 });
		if (!same(first, "html") && !same(first, "body") && !same(first, "*"))
			return (struct slice){ s.p, 0 };
		s = rest;
	}
}

static gboolean
holds(struct slice s, const char *word)
{
	for (gsize n = strlen(word); s.n >= n; s.p++, s.n--)
		if (g_ascii_strncasecmp(s.p, word, n) == 0)
			return TRUE;
	return FALSE;
}

static void
rule_add(struct html_sheet *s, struct slice selector, struct slice declarations)
{
	char key[KEY_MAX];
	struct slice last = selector_last(trimmed(selector)), tag;
	struct rule rule;
	GArray *rules;

	if (!selector_key(last, key, &tag) || s->n >= RULES_MAX) {
		s->backgrounds = s->backgrounds || holds(declarations, "background");
		return;
	}
	if (!s->rules)
		s->rules = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, rules_free);
	rules = g_hash_table_lookup(s->rules, key);
	if (!rules) {
		rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
		g_hash_table_insert(s->rules, g_string_chunk_insert(s->text, key), rules);
	}
	rule = (struct rule){ tag, declarations, s->n++ };
	g_array_append_val(rules, rule);
}

/* From behind a '{' to its '}'. */
static const char *
block_end(const char *p, const char *end)
{
	guint depth = 1;

	for (; p < end; p++) {
		depth += *p == '{';
		if (*p == '}' && --depth == 0)
			return p;
	}
	return end;
}

static gboolean
media_is_every_screen(struct slice s)
{
	s = trimmed(s);
	return same(s, "screen") || same(s, "all") || same(s, "only screen") || s.n == 0;
}

static void
sheet_read(struct html_sheet *s, const char *p, const char *end, guint depth)
{
	while (p < end) {
		const char *open = memchr(p, '{', (gsize)(end - p)), *close, *comma;
		struct slice prelude;

		if (!open)
			return;
		/* "@import …;" before a rule */
		for (const char *semicolon; (semicolon = memchr(p, ';', (gsize)(open - p)));)
			p = semicolon + 1;
		prelude = trimmed((struct slice){ p, (gsize)(open - p) });
		close = block_end(open + 1, end);
		if (prelude.n && *prelude.p == '@') {
			if (depth < 3 && prelude.n > 6 && g_ascii_strncasecmp(prelude.p, "@media", 6) == 0 &&
			    media_is_every_screen((struct slice){ prelude.p + 6, prelude.n - 6 }))
				sheet_read(s, open + 1, close, depth + 1);
			else
				s->backgrounds =
				    s->backgrounds ||
				    holds((struct slice){ open, (gsize)(close - open) }, "background");
			p = close + (close < end);
			continue;
		}
		for (const char *from = prelude.p, *to = prelude.p + prelude.n; from < to; from = comma + 1) {
			comma = memchr(from, ',', (gsize)(to - from));
			comma = comma ? comma : to;
			rule_add(s, (struct slice){ from, (gsize)(comma - from) },
			    (struct slice){ open + 1, (gsize)(close - open - 1) });
		}
		p = close + (close < end);
	}
}

/* Comments, and the marks that hide a sheet from old browsers, are blanks. */
void
html_sheet_read(struct html_sheet *s, const char *text, gsize size)
{
	char *copy = g_string_chunk_insert_len(s->text, text, (gssize)size), *end = copy + size;

	for (char *p = copy; p + 1 < end; p++) {
		if (p[0] == '/' && p[1] == '*') {
			const char *close = memmem(p + 2, (gsize)(end - p - 2), "*/", 2);
			gsize n = (gsize)((close ? close + 2 : end) - p);

			memset(p, ' ', n);
			p += n - 1;
		} else if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
			memset(p, ' ', 4);
		} else if (end - p >= 3 && memcmp(p, "-->", 3) == 0) {
			memset(p, ' ', 3);
		}
	}
	sheet_read(s, copy, end, 0);
}

/* --- which rules an element falls under ---------------------------------------------------------- */

struct matches {
	const struct rule *at[MATCHES_MAX];
	guint n;
};

static void
match_key(const struct html_sheet *s, const char *key, struct slice tag, struct matches *out)
{
	const GArray *rules = g_hash_table_lookup(s->rules, key);

	for (guint i = 0; rules && i < rules->len && out->n < MATCHES_MAX; i++) {
		const struct rule *r = &g_array_index(rules, struct rule, i);

		if (!r->tag.n || (r->tag.n == tag.n && g_ascii_strncasecmp(r->tag.p, tag.p, tag.n) == 0))
			out->at[out->n++] = r;
	}
}

static void
match_name(const struct html_sheet *s, char mark, struct slice name, struct slice tag, struct matches *out)
{
	char key[KEY_MAX];

	if (!name.n || name.n + 2 > KEY_MAX)
		return;
	key[0] = mark;
	memcpy(key + 1, name.p, name.n);
	key[name.n + 1] = '\0';
	match_key(s, key, tag, out);
}

static int
by_order(const void *a, const void *b)
{
	const struct rule *x = *(const struct rule *const *)a, *y = *(const struct rule *const *)b;

	return x->order < y->order ? -1 : x->order > y->order;
}

guint
html_sheet_match(const struct html_sheet *s, struct slice tag, const struct html_attributes *a,
    struct slice out[], guint max)
{
	struct matches m = { .n = 0 };
	struct slice rest = a->class;
	char key[KEY_MAX];
	guint first, n = 0;

	if (!s->rules)
		return 0;
	if (tag.n < KEY_MAX) {
		for (gsize i = 0; i < tag.n; i++)
			key[i] = g_ascii_tolower(tag.p[i]);
		key[tag.n] = '\0';
		match_key(s, key, tag, &m);
	}
	first = m.n;
	for (guint i = 0; rest.n && i < 16; i++) {
		gsize size = 0;

		rest = trimmed(rest);
		while (size < rest.n && !g_ascii_isspace(rest.p[size]))
			size++;
		match_name(s, '.', (struct slice){ rest.p, size }, tag, &m);
		rest = (struct slice){ rest.p + size, rest.n - size };
	}
	/* classes by the order of the sheet, behind elements; ids behind both */
	qsort(m.at + first, m.n - first, sizeof *m.at, by_order);
	match_name(s, '#', trimmed(a->id), tag, &m);
	for (; n < m.n && n < max; n++)
		out[n] = m.at[n]->declarations;
	return n;
}
