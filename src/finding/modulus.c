/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See modulus.h. */
#include "modulus.h"

#include <string.h>

enum { DIGITS = 14, SORT_DIGITS = 6, LINES_MAX = 20000, EXCEPTION_MAX = 14 };
enum { AT_A = 6, AT_B, AT_C, AT_D, AT_E, AT_F, AT_G, AT_H };

enum method { MOD10, MOD11, DBLAL, METHODS };
static const char *const METHOD_NAMES[] = { [MOD10] = "MOD10", [MOD11] = "MOD11", [DBLAL] = "DBLAL" };

struct line {
	guint32 from, to;
	enum method method;
	int weight[DIGITS], exception;
};

struct substitution {
	guint32 from, to;
};

struct modulus_table {
	GArray *lines; /* struct line, in the order of the file: the first of two is the first check */
	GArray *substitutions; /* struct substitution */
};

/* --- the table ----------------------------------------------------------------------------------- */

void
modulus_table_free(struct modulus_table *t)
{
	if (!t)
		return;
	g_array_unref(t->lines);
	g_array_unref(t->substitutions);
	g_free(t);
}

static gboolean
sort_of(const char *s, guint32 *out)
{
	if (!s || strlen(s) != SORT_DIGITS || strspn(s, "0123456789") != SORT_DIGITS)
		return FALSE;
	*out = (guint32)g_ascii_strtoull(s, NULL, 10);
	return TRUE;
}

static gboolean
number_of(const char *s, int least, int most, int *out)
{
	char *end;
	gint64 n = g_ascii_strtoll(s, &end, 10);

	if (end == s || *end || n < least || n > most)
		return FALSE;
	*out = (int)n;
	return TRUE;
}

static gboolean
line_read(char *const *words, guint n, struct line *out)
{
	guint method = 0;

	if (n < 3 + DIGITS || n > 4 + DIGITS || !sort_of(words[0], &out->from) ||
	    !sort_of(words[1], &out->to) || out->from > out->to)
		return FALSE;
	while (method < METHODS && strcmp(words[2], METHOD_NAMES[method]) != 0)
		method++;
	if (method == METHODS)
		return FALSE;
	out->method = (enum method)method;
	for (guint i = 0; i < DIGITS; i++)
		if (!number_of(words[3 + i], -99, 99, &out->weight[i]))
			return FALSE;
	out->exception = 0;
	return n == 3 + DIGITS || number_of(words[3 + DIGITS], 1, EXCEPTION_MAX, &out->exception);
}

static gboolean
words_take(struct modulus_table *t, char *const *words, guint n)
{
	struct line line;
	struct substitution s;

	if (n == 0)
		return TRUE;
	if (t->lines->len + t->substitutions->len >= LINES_MAX)
		return FALSE;
	if (n == 2 && sort_of(words[0], &s.from) && sort_of(words[1], &s.to)) {
		g_array_append_val(t->substitutions, s);
		return TRUE;
	}
	if (!line_read(words, n, &line))
		return FALSE;
	g_array_append_val(t->lines, line);
	return TRUE;
}

struct modulus_table *
modulus_table_parse(const char *text, gsize size, GError **error)
{
	struct modulus_table *t = g_new0(struct modulus_table, 1);
	g_autofree char *copy = g_strndup(text, size);
	g_auto(GStrv) rows = g_strsplit(copy, "\n", -1);

	t->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	t->substitutions = g_array_new(FALSE, FALSE, sizeof(struct substitution));
	for (guint i = 0; rows[i]; i++) {
		g_auto(GStrv) words = g_strsplit_set(rows[i], " \t\r", -1);
		guint n = 0;

		for (guint k = 0; words[k]; k++)
			if (*words[k])
				words[n++] = words[k];
			else
				g_free(words[k]);
		words[n] = NULL;
		if (words_take(t, words, n))
			continue;
		purser_fail(error, PURSER_REJECT,
		    "line %u is none of Pay.UK's modulus weight table or its substitutions", i + 1);
		modulus_table_free(t);
		return NULL;
	}
	if (!t->lines->len) {
		purser_fail(error, PURSER_REJECT, "the modulus weight table is empty");
		g_clear_pointer(&t, modulus_table_free);
	}
	return t;
}

/* --- one check ----------------------------------------------------------------------------------- */

struct account {
	char digit[DIGITS]; /* u to z the sort code, a to h the account: values, not letters */
};

static int
at(const struct account *a, guint i)
{
	return a->digit[i];
}

static void
sort_set(struct account *a, guint32 sort)
{
	for (guint i = SORT_DIGITS; i-- > 0; sort /= 10)
		a->digit[i] = (char)(sort % 10);
}

/* The weights as the exception has them for this account. */
static void
weights_of(const struct line *l, const struct account *a, int out[DIGITS])
{
	static const int TWO[DIGITS] = { 0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1 };
	gboolean ab_is_nines = (at(a, AT_A) == 0 || at(a, AT_A) == 9) && at(a, AT_B) == 9;
	gboolean late_only = (l->exception == 2 && at(a, AT_A) != 0 && at(a, AT_G) == 9) ||
			     (l->exception == 7 && at(a, AT_G) == 9) ||
			     (l->exception == 10 && ab_is_nines && at(a, AT_G) == 9);

	memcpy(out, l->exception == 2 && at(a, AT_A) != 0 ? TWO : l->weight, DIGITS * sizeof *out);
	for (guint i = 0; late_only && i <= AT_B; i++)
		out[i] = 0;
}

static int
sum_of(const struct line *l, const struct account *a)
{
	int weight[DIGITS], sum = l->exception == 1 ? 27 : 0;

	weights_of(l, a, weight);
	for (guint i = 0; i < DIGITS; i++) {
		int product = at(a, i) * weight[i];

		if (l->method == DBLAL)
			product = product / 100 + product / 10 % 10 + product % 10;
		sum += product;
	}
	return sum;
}

static gboolean
sum_holds(const struct line *l, const struct account *a)
{
	int modulus = l->method == MOD11 ? 11 : 10, sum = sum_of(l, a) % modulus,
	    rest = sum < 0 ? sum + modulus : sum;

	if (l->exception == 4)
		return rest == 10 * at(a, AT_G) + at(a, AT_H);
	if (l->exception == 5)
		return rest == 0 ? at(a, l->method == MOD11 ? AT_G : AT_H) == 0
				 : modulus - rest == at(a, l->method == MOD11 ? AT_G : AT_H);
	return rest == 0;
}

/* Coutts: the last digit may be one that is not checked. */
static gboolean
holds_shifted(const struct line *l, struct account a)
{
	if (at(&a, AT_H) != 0 && at(&a, AT_H) != 1 && at(&a, AT_H) != 9)
		return FALSE;
	memmove(a.digit + AT_B, a.digit + AT_A, 7);
	a.digit[AT_A] = 0;
	return sum_holds(l, &a);
}

static gboolean
line_holds(const struct modulus_table *t, const struct line *l, struct account a, guint32 sort)
{
	if (l->exception == 5)
		for (guint i = 0; i < t->substitutions->len; i++)
			if (g_array_index(t->substitutions, struct substitution, i).from == sort)
				sort_set(&a, g_array_index(t->substitutions, struct substitution, i).to);
	if (l->exception == 8)
		sort_set(&a, 90126);
	if (l->exception == 9)
		sort_set(&a, 309634);
	return sum_holds(l, &a) || (l->exception == 14 && holds_shifted(l, a));
}

/* Of two checks both must hold, but of these pairs one. */
static gboolean
one_is_enough(const struct line *first, const struct line *second)
{
	return (first->exception == 2 && second->exception == 9) ||
	       (first->exception == 10 && second->exception == 11) ||
	       (first->exception == 12 && second->exception == 13);
}

enum modulus_verdict
modulus_check(const struct modulus_table *table, const char *sort_text, const char *account_text)
{
	const struct line *check[2] = { NULL, NULL };
	struct account a = { { 0 } };
	gsize n = strlen(account_text);
	guint32 sort;
	gboolean holds;

	if (!table || !sort_of(sort_text, &sort) || n < 6 || n > 8 || strspn(account_text, "0123456789") != n)
		return MODULUS_UNKNOWN;
	for (guint i = 0; i < table->lines->len && !check[1]; i++) {
		const struct line *l = &g_array_index(table->lines, struct line, i);

		if (sort >= l->from && sort <= l->to)
			check[check[0] ? 1 : 0] = l;
	}
	if (!check[0])
		return MODULUS_UNKNOWN;
	sort_set(&a, sort);
	for (gsize i = 0; i < n; i++)
		a.digit[DIGITS - n + i] = (char)(account_text[i] - '0');
	/* accounts in foreign currencies have no check digits */
	if (check[0]->exception == 6 && at(&a, AT_A) >= 4 && at(&a, AT_A) <= 8 &&
	    at(&a, AT_G) == at(&a, AT_H))
		return MODULUS_UNKNOWN;
	holds = line_holds(table, check[0], a, sort);
	if (check[1] && check[1]->exception == 3 && (at(&a, AT_C) == 6 || at(&a, AT_C) == 9))
		return holds ? MODULUS_HOLDS : MODULUS_FAILS;
	if (check[1] && holds != one_is_enough(check[0], check[1]))
		holds = line_holds(table, check[1], a, sort);
	return holds ? MODULUS_HOLDS : MODULUS_FAILS;
}
