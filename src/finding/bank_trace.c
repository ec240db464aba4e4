/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See bank_trace.h. Who alters an account wants a person to read it and no program: "IBAN:DE89…", a letter O among the
 * noughts, digits of another script, a dash between the groups. What looks like a digit is one here. Whether it is an
 * account is for the check digits to say, or for its likeness to one of ours.
 */
#include "bank_trace.h"

#include <string.h>

enum { GAP_MAX = 4, WORDS_MAX = 200, GROUP_BYTES = 5 };

/* Letters of other scripts that look like a capital of ours, or like its small form. */
static const struct twin {
	gunichar c;
	char sign;
} TWINS[] = { { 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' }, { 0x396, 'Z' }, { 0x397, 'H' }, { 0x399, 'I' },
	{ 0x39a, 'K' }, { 0x39c, 'M' }, { 0x39d, 'N' }, { 0x39f, 'O' }, { 0x3a1, 'P' }, { 0x3a4, 'T' },
	{ 0x3a5, 'Y' }, { 0x3a7, 'X' }, { 0x3bf, 'O' }, { 0x405, 'S' }, { 0x406, 'I' }, { 0x408, 'J' },
	{ 0x410, 'A' }, { 0x412, 'B' }, { 0x415, 'E' }, { 0x41a, 'K' }, { 0x41c, 'M' }, { 0x41d, 'H' },
	{ 0x41e, 'O' }, { 0x420, 'P' }, { 0x421, 'C' }, { 0x422, 'T' }, { 0x423, 'Y' }, { 0x425, 'X' },
	{ 0x430, 'A' }, { 0x435, 'E' }, { 0x43e, 'O' }, { 0x440, 'P' }, { 0x441, 'C' }, { 0x443, 'Y' },
	{ 0x445, 'X' }, { 0x455, 'S' }, { 0x456, 'I' }, { 0x458, 'J' }, { 0x4c0, 'I' }, { 0x501, 'D' },
	{ 0x51b, 'Q' }, { 0x585, 'O' } };

static int
sign_of_other(gunichar c)
{
	gunichar plain[4];
	int digit = g_unichar_digit_value(c);

	if (digit >= 0)
		return '0' + digit;
	for (gsize i = 0; i < G_N_ELEMENTS(TWINS); i++)
		if (TWINS[i].c == c)
			return TWINS[i].sign;
	if (g_unichar_fully_decompose(c, TRUE, plain, G_N_ELEMENTS(plain)) == 1 && plain[0] < 0x80 &&
	    g_ascii_isalnum((gchar)plain[0]))
		return g_ascii_toupper((gchar)plain[0]);
	switch (g_unichar_type(c)) {
	case G_UNICODE_FORMAT:
	case G_UNICODE_CONTROL:
	case G_UNICODE_NON_SPACING_MARK:
	case G_UNICODE_ENCLOSING_MARK:
		return SIGN_NOTHING;
	default:
		return g_unichar_isalnum(c) ? SIGN_OTHER : SIGN_BETWEEN;
	}
}

/* ASCII, and the Latin letters with marks that ordinary mail is full of, are looked up. */
int
bank_sign(gunichar c)
{
	static gint8 signs[0x180];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (gunichar i = 0; i < G_N_ELEMENTS(signs); i++)
			signs[i] = (gint8)(i >= 0x80                   ? sign_of_other(i)
					   : g_ascii_isalnum((gchar)i) ? g_ascii_toupper((gchar)i)
								       : SIGN_BETWEEN);
		g_once_init_leave(&ready, 1);
	}
	return c < G_N_ELEMENTS(signs) ? signs[c] : sign_of_other(c);
}

static gboolean
is_digit(int sign)
{
	return sign >= '0' && sign <= '9';
}

static gboolean
is_capital(int sign)
{
	return sign >= 'A' && sign <= 'Z';
}

gboolean
bank_may_begin(const char *s, gsize before)
{
	if (!before)
		return TRUE;
	if (before >= 4 && (s[-1] | 0x20) == 'n' && g_ascii_strncasecmp(s - 4, "iban", 4) == 0)
		return before == 4 || !g_ascii_isalnum(s[-5]);
	return (guchar)s[-1] < 0x80 ? !g_ascii_isalnum(s[-1])
				    : bank_sign(g_utf8_get_char(g_utf8_prev_char(s))) == SIGN_BETWEEN;
}

static const struct word *
word_at(const struct document *d, guint i)
{
	return &g_array_index(d->words, struct word, i);
}

/* --- IBAN ---------------------------------------------------------------------------------------- */

struct tracing {
	const struct document *d;
	char flat[IBAN_MAX + 1];
	gsize n, wanted[3];
	guint gap, breaks;
	gboolean unproven;
	struct iban_trace *out;
};

/* The next sign. FALSE: no IBAN goes on like that. */
static gboolean
trace_sign(struct tracing *t, int sign)
{
	if (sign == SIGN_NOTHING)
		return TRUE;
	if (sign == SIGN_BETWEEN)
		return t->n != 2 && ++t->gap <= GAP_MAX; /* "NO. 4500…" is none of Norway */
	if (sign == SIGN_OTHER || t->n == IBAN_MAX || (t->n < 2 && !is_capital(sign)))
		return FALSE;
	t->gap = 0;
	t->flat[t->n++] = (char)sign;
	if (t->n == 3 || t->n == 4)
		return iban_repair_digit(&t->flat[t->n - 1]);
	if (t->n == 5) {
		iban_lengths(t->flat, t->wanted);
		return t->wanted[0] != 0;
	}
	return t->n <= MAX(t->wanted[0], t->wanted[1]) || t->n < 5;
}

/* The end of a group: is it all? TRUE: an IBAN that holds. */
static gboolean
trace_end(struct tracing *t, guint n_words)
{
	char number[IBAN_MAX + 1];
	gboolean repaired, holds;

	if (t->n < 5 || (t->n != t->wanted[0] && t->n != t->wanted[1]))
		return FALSE;
	memcpy(number, t->flat, t->n);
	number[t->n] = 0;
	repaired = !iban_shaped(number, t->n);
	if (repaired && !iban_repair(number, t->n))
		return FALSE;
	holds = iban_sum_holds(number, t->n);
	if (!holds && (!t->unproven || t->out->size))
		return FALSE;
	*t->out =
	    (struct iban_trace){ .size = t->n, .n_words = n_words, .proven = holds, .repaired = repaired };
	memcpy(t->out->number, number, t->n + 1);
	return holds;
}

/* Only what is set in groups of four, or sign below sign, may go on below more than once. */
static gboolean
trace_line(struct tracing *t, guint i)
{
	const struct word *w = word_at(t->d, i), *before = word_at(t->d, i - 1);

	if (w->page != before->page)
		return FALSE;
	return w->line == before->line ||
	       (t->n % 4 == 0 && before->size <= GROUP_BYTES && w->size <= GROUP_BYTES) ||
	       (before->size == 1 && w->size == 1) || t->breaks++ == 0;
}

/* FALSE: it is over. */
static gboolean
trace_word(struct tracing *t, const struct word *w, gsize from, guint n_words)
{
	const char *s = t->d->text + w->offset + from, *end = t->d->text + w->offset + w->size;
	gboolean inside = FALSE;

	for (; s < end; s = g_utf8_next_char(s)) {
		int sign = bank_sign(g_utf8_get_char(s));

		if (sign == SIGN_BETWEEN && inside && trace_end(t, n_words))
			return FALSE;
		if (!trace_sign(t, sign))
			return FALSE;
		inside = sign == SIGN_NOTHING ? inside : sign != SIGN_BETWEEN;
	}
	return !(inside && trace_end(t, n_words));
}

/* Two letters and a digit, or what may be meant for one: "Hello" is none, seen at once. */
static gboolean
iban_begins(const struct document *d, guint i, gsize from)
{
	const struct word *w = word_at(d, i);
	const char *s = d->text + w->offset + from;
	char digit;

	if (w->size < from + 3 || (guchar)s[0] >= 0x80 || !g_ascii_isalnum(s[1]) || (guchar)s[2] >= 0x80)
		return TRUE; /* not to be told here */
	digit = g_ascii_toupper(s[2]);
	return g_ascii_isalpha(s[1]) && g_ascii_isalnum(digit) && iban_repair_digit(&digit);
}

gboolean
iban_trace(const struct document *d, guint i, gsize from, gboolean unproven, struct iban_trace *out)
{
	struct tracing t;

	if (!iban_begins(d, i, from))
		return FALSE;
	t = (struct tracing){ .d = d, .unproven = unproven, .out = out };
	*out = (struct iban_trace){ .size = 0 };
	for (guint k = i; k < d->words->len && k < i + WORDS_MAX; k++) {
		const struct word *w = word_at(d, k);

		if (k > i && (w->flags & WORD_HIDDEN))
			continue;
		if (k > i && !trace_line(&t, k))
			break;
		if (!trace_word(&t, w, k == i ? from : 0, k - i + 1))
			break;
		/* "it 12 …" */
		if (k == i && t.n == 2 && !g_ascii_isupper(d->text[w->offset + from]))
			break;
	}
	return out->size != 0;
}

/* --- digits -------------------------------------------------------------------------------------- */

static gboolean
digit_at(const char *s)
{
	return (guchar)*s < 0x80 ? g_ascii_isdigit(*s) : is_digit(bank_sign(g_utf8_get_char(s)));
}

/* Between a label and its number. */
static inline gboolean
may_glue(char c)
{
	return c == ':' || c == '=' || c == '#' || c == '(' || c == '"' || c == '\'' || c == '*';
}

gboolean
digits_begin(const struct document *d, guint i, gsize *out_from)
{
	const struct word *w = word_at(d, i);
	const char *s = d->text + w->offset;

	*out_from = 0;
	if (digit_at(s))
		return TRUE;
	for (gsize k = 0; k + 1 < w->size; k++)
		if (may_glue(s[k]) && digit_at(s + k + 1)) {
			*out_from = k + 1;
			return TRUE;
		}
	return FALSE;
}

/* The bytes of word i without the signs around them. */
static const char *
core_of(const struct document *d, guint i, gsize from, const char **out_end)
{
	const struct word *w = word_at(d, i);
	const char *s = d->text + w->offset + from, *end = d->text + w->offset + w->size;

	while (s < end && (guchar)*s < 0x80 && !g_ascii_isalnum(*s))
		s++;
	while (end > s && (guchar)end[-1] < 0x80 && !g_ascii_isalnum(end[-1]))
		end--;
	*out_end = end;
	return s;
}

gsize
digits_trace(
    const struct document *d, guint i, gsize from, gsize min, gsize max, char *flat, guint *out_words)
{
	gsize n = 0;

	for (guint k = i; k < d->words->len && k < i + 8; k++) {
		const struct word *w = word_at(d, k);
		const char *end, *s = core_of(d, k, k == i ? from : 0, &end);

		if (s == end || w->flags & WORD_HIDDEN || (k > i && w->page != word_at(d, i)->page))
			return 0;
		for (const char *start = s; s < end; s = g_utf8_next_char(s)) {
			gunichar c = g_utf8_get_char(s);
			int sign = bank_sign(c);

			if (sign == SIGN_NOTHING || (s > start && (c == '-' || (c >= 0x2010 && c <= 0x2014))))
				continue;
			if (!is_digit(sign) || n == max)
				return 0;
			flat[n++] = (char)sign;
		}
		if (n >= min) {
			flat[n] = 0;
			*out_words = k - i + 1;
			return n;
		}
		/* "12-34-56, 1234": the comma ends it */
		if (end != d->text + w->offset + w->size)
			return 0;
	}
	return 0;
}
