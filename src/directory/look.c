/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See look.h. */
#include "look.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_MAX = 63 };

static int
by_letter(const void *key, const void *row)
{
	guint32 letter = *(const guint32 *)key, other = ((const struct confusable *)row)->letter;

	return letter < other ? -1 : letter > other;
}

/* Pairs and digits of ASCII that pass for other letters. */
static void
ascii_fold(GString *s)
{
	static const struct {
		char pair[3], like;
	} PAIRS[] = { { "rn", 'm' }, { "vv", 'w' }, { "cl", 'd' } };
	static const char SINGLES[] = "0o1lil"; /* what, like what */
	gsize to = 0;

	for (gsize i = 0; i < s->len; i++) {
		char c = s->str[i];

		for (gsize p = 0; p < G_N_ELEMENTS(PAIRS); p++)
			if (c == PAIRS[p].pair[0] && s->str[i + 1] == PAIRS[p].pair[1]) {
				c = PAIRS[p].like;
				i++;
				break;
			}
		for (const char *p = SINGLES; *p; p += 2)
			if (c == p[0])
				c = p[1];
		s->str[to++] = c;
	}
	g_string_truncate(s, to);
}

char *
look_skeleton(const char *word)
{
	g_autofree char *apart = g_utf8_normalize(word, -1, G_NORMALIZE_ALL);
	GString *out = g_string_new(NULL);

	for (const char *at = apart; at && *at; at = g_utf8_next_char(at)) {
		guint32 letter = (guint32)g_unichar_tolower(g_utf8_get_char(at));
		const struct confusable *c;

		if (g_unichar_ismark(letter) || g_unichar_iszerowidth(letter))
			continue;
		c = letter < 0x80
			? NULL
			: bsearch(&letter, CONFUSABLES, CONFUSABLES_N, sizeof *CONFUSABLES, by_letter);
		if (c)
			g_string_append(out, c->like);
		else
			g_string_append_unichar(out, letter);
	}
	ascii_fold(out);
	return g_string_free(out, FALSE);
}

char *
look_without(const char *label, const char *signs)
{
	GString *out = g_string_new(NULL);

	for (; *label; label++)
		if (!strchr(signs, *label))
			g_string_append_c(out, *label);
	return g_string_free(out, FALSE);
}

static char *
decoded(const char *domain)
{
	char *out = NULL, *copy;

	if (idn2_to_unicode_8z8z(domain, &out, 0) != IDN2_OK)
		return g_strdup(domain);
	copy = g_utf8_strdown(out, -1);
	idn2_free(out);
	return copy;
}

struct look *
look_new(const char *domain_or_address)
{
	g_autofree char *domain = directory_registrable_domain(domain_or_address);
	struct look *l;
	const char *dot;

	if (!domain || !strchr(domain, '.'))
		return NULL;
	l = g_new0(struct look, 1);
	l->domain = g_steal_pointer(&domain);
	l->shown = decoded(l->domain);
	dot = strchr(l->shown, '.');
	l->label = g_strndup(l->shown, dot ? (gsize)(dot - l->shown) : strlen(l->shown));
	l->suffix = g_strdup(dot ? dot + 1 : "");
	l->skeleton = look_skeleton(l->label);
	l->joined = look_without(l->label, "-");
	l->foreign = !g_str_is_ascii(l->label);
	l->letters = g_utf8_to_ucs4_fast(l->label, -1, &l->n_letters);
	for (glong i = 0; i < l->n_letters; i++)
		l->mask |= (guint64)1 << (l->letters[i] % 64);
	return l;
}

void
look_free(struct look *l)
{
	if (!l)
		return;
	g_free(l->domain);
	g_free(l->shown);
	g_free(l->label);
	g_free(l->suffix);
	g_free(l->skeleton);
	g_free(l->joined);
	g_free(l->letters);
	g_free(l);
}

guint
look_distance(const struct look *a, const struct look *b, guint max)
{
	guint rows[3][LETTERS_MAX + 2];
	guint *before = rows[0], *last = rows[1], *now = rows[2];
	glong n = a->n_letters, m = b->n_letters;

	if (n > LETTERS_MAX || m > LETTERS_MAX || ABS(n - m) > (glong)max ||
	    (guint)__builtin_popcountll(a->mask ^ b->mask) > 2 * max)
		return max + 1;
	for (glong k = 0; k <= m; k++)
		last[k] = before[k] = (guint)k;
	for (glong i = 1; i <= n; i++) {
		guint least = now[0] = (guint)i, *old = before;

		for (glong k = 1; k <= m; k++) {
			guint same = a->letters[i - 1] == b->letters[k - 1] ? 0 : 1;

			now[k] = MIN(MIN(last[k] + 1, now[k - 1] + 1), last[k - 1] + same);
			if (i > 1 && k > 1 && a->letters[i - 1] == b->letters[k - 2] &&
			    a->letters[i - 2] == b->letters[k - 1])
				now[k] = MIN(now[k], before[k - 2] + 1);
			least = MIN(least, now[k]);
		}
		if (least > max)
			return max + 1;
		before = last;
		last = now;
		now = old;
	}
	return MIN(last[m], max + 1);
}

/* Japanese, Chinese and Korean are written with several, Latin among them. */
static gboolean
is_eastern(GUnicodeScript s)
{
	return s == G_UNICODE_SCRIPT_HAN || s == G_UNICODE_SCRIPT_HIRAGANA ||
	       s == G_UNICODE_SCRIPT_KATAKANA || s == G_UNICODE_SCRIPT_HANGUL ||
	       s == G_UNICODE_SCRIPT_BOPOMOFO;
}

gboolean
look_is_mixed(const char *label)
{
	GUnicodeScript first = G_UNICODE_SCRIPT_COMMON;

	for (const char *at = label; *at; at = g_utf8_next_char(at)) {
		GUnicodeScript s = g_unichar_get_script(g_utf8_get_char(at));

		if (s == G_UNICODE_SCRIPT_COMMON || s == G_UNICODE_SCRIPT_INHERITED || s == first)
			continue;
		if (first != G_UNICODE_SCRIPT_COMMON && !is_eastern(s) && !is_eastern(first))
			return TRUE;
		first = s;
	}
	return FALSE;
}

static void
person_add(struct looks *l, const char *address)
{
	g_autofree char *domain = address ? domain_of(address) : NULL;
	const char *at = address ? strrchr(address, '@') : NULL;

	if (domain && at) {
		g_autofree char *local = g_strndup(address, (gsize)(at - address));
		g_autofree char *skeleton = look_skeleton(local);

		g_hash_table_replace(l->people, g_strconcat(skeleton, "@", domain, NULL), g_strdup(address));
	}
}

static void
customer_add(struct looks *l, const struct customer *c)
{
	for (char **d = c->domains; d && *d; d++) {
		struct look *look = directory_is_relay(*d) || directory_is_freemail(*d) ? NULL : look_new(*d);

		if (look) {
			look->customer = c;
			g_ptr_array_add(l->all, look);
		}
	}
	for (char **a = c->contacts; a && *a; a++)
		person_add(l, *a);
	person_add(l, c->ae);
	person_add(l, c->ar_owner);
}

struct looks *
looks_of(const struct directory *d)
{
	struct looks *l = *d->looks;

	if (l)
		return l;
	*d->looks = l = g_new0(struct looks, 1);
	l->all = g_ptr_array_new_with_free_func((GDestroyNotify)look_free);
	l->people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; i < d->all->len; i++) {
		const struct customer *c = g_ptr_array_index(d->all, i);

		if (c->kind != CUSTOMER_PROVISIONAL)
			customer_add(l, c);
	}
	return l;
}

void
looks_free(struct looks *l)
{
	if (!l)
		return;
	g_ptr_array_unref(l->all);
	g_hash_table_unref(l->people);
	g_free(l);
}
