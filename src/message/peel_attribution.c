/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that introduces a quote: "On 3 May 2021 at 10:00, Jane Roe <jane@x> wrote:", in many languages.
 *
 * The order of date, name, address and verb differs; what they look like does not. An address stands out by
 * its "@", the verb by the table; the name is the words before the address back to the date or to a word of
 * the date.
 */
#include "internal.h"
#include "peel.h"

#include <string.h>

enum { WORDS_MAX = 48, NAME_WORDS_MAX = 6, LINE_MAX_BYTES = 600 };

struct word {
	gsize start, stop;
	char folded[64];
	gboolean digit, at_sign;
	char last; /* its last byte as written */
};

struct attribution {
	const char *text;
	gsize size;
	struct word w[WORDS_MAX];
	guint n;
	guint verb, verb_n; /* words of the verb; verb_n 0: none */
	gboolean verb_inside;
	guint address; /* word that holds the address; n: none */
};

static void
words_read(struct attribution *a)
{
	gsize at = 0, blank;

	while (at < a->size && a->n < WORDS_MAX) {
		struct word *w = &a->w[a->n];
		gsize folded;

		if ((blank = peel_blank(a->text + at, a->size - at))) {
			at += blank;
			continue;
		}
		w->start = at;
		while (at < a->size && !peel_blank(a->text + at, a->size - at))
			at++;
		w->stop = at;
		w->last = a->text[at - 1];
		w->at_sign = memchr(a->text + w->start, '@', at - w->start) != NULL;
		w->digit = FALSE;
		for (gsize i = w->start; i < w->stop && !w->at_sign; i++)
			w->digit |= g_ascii_isdigit(a->text[i]);
		folded = peel_fold(a->text + w->start, w->stop - w->start, w->folded, sizeof w->folded);
		while (folded && strchr(":,;\"'", w->folded[folded - 1]))
			w->folded[--folded] = 0;
		a->n++;
	}
}

static void
words_join(const struct attribution *a, guint first, guint n, char *out, gsize room)
{
	gsize at = 0;

	for (guint i = first; i < first + n; i++) {
		gsize size = strlen(a->w[i].folded);

		if (at + size + 2 > room)
			break;
		if (i > first)
			out[at++] = ' ';
		memcpy(out + at, a->w[i].folded, size);
		at += size;
	}
	out[at] = 0;
}

static void
verb_find(struct attribution *a)
{
	for (guint i = a->n; i-- > 0 && !a->verb_n;)
		for (guint span = 3; span > 0; span--) {
			char joined[200];

			if (i + span > a->n || !a->w[i].folded[0])
				continue;
			words_join(a, i, span, joined, sizeof joined);
			if (!peel_verb(joined))
				continue;
			a->verb = i;
			a->verb_n = span;
			/* "ha scritto" holds "scritto": look one word further up for the longer one */
			if (i > 0) {
				g_autofree char *longer = g_strconcat(a->w[i - 1].folded, " ", joined, NULL);

				if (peel_verb(longer)) {
					a->verb = i - 1;
					a->verb_n = span + 1;
				}
			}
			break;
		}
}

static gboolean
is_verb_word(const struct attribution *a, guint i)
{
	return a->verb_n && i >= a->verb && i < a->verb + a->verb_n;
}

/* "Jane Roe" or its like in quotes, ending at stop. FALSE: no closing quote stands there. */
static gboolean
quoted_before(const char *text, gsize stop, gsize *out_start)
{
	static const struct {
		const char *open, *close;
	} quotes[] = { { "\"", "\"" }, { "\xc2\xab", "\xc2\xbb" }, { "\xe2\x80\x9e", "\xe2\x80\x9d" },
		{ "\xe2\x80\x9e", "\xe2\x80\x9c" }, { "\xe2\x80\x9c", "\xe2\x80\x9d" }, { "'", "'" } };

	for (guint i = 0; i < G_N_ELEMENTS(quotes); i++) {
		gsize n = strlen(quotes[i].close), m = strlen(quotes[i].open);

		if (stop < n + m || memcmp(text + stop - n, quotes[i].close, n) != 0)
			continue;
		for (gsize at = stop - n; at-- > 0;)
			if (stop - n - at >= m && memcmp(text + at, quotes[i].open, m) == 0) {
				*out_start = at;
				return TRUE;
			}
	}
	return FALSE;
}

/* The name that ends before byte stop; where it starts. Words come from the left of it. */
static gsize
name_before(const struct attribution *a, gsize stop)
{
	gsize start = stop;
	guint taken = 0;

	while (stop && strchr(" \t<([,", a->text[stop - 1]))
		stop--;
	if (quoted_before(a->text, stop, &start))
		return start;
	start = stop;
	for (guint i = a->n; i-- > 0 && taken < NAME_WORDS_MAX;) {
		const struct word *w = &a->w[i];

		if (w->start >= stop)
			continue;
		if (w->digit || is_verb_word(a, i) || peel_stop_word(w->folded) ||
		    (taken && (w->last == ',' || w->last == ':')))
			break;
		start = w->start;
		taken++;
	}
	return start;
}

/* A clock time, a year or d/m/y outside the address. */
static gboolean
date_like(const struct attribution *a)
{
	for (guint i = 0; i < a->n; i++) {
		const struct word *w = &a->w[i];
		guint digits = 0;

		if (!w->digit || i == a->address)
			continue;
		for (gsize k = w->start; k < w->stop; k++) {
			digits += g_ascii_isdigit(a->text[k]);
			if (k > w->start && k + 1 < w->stop && strchr(":./-h", a->text[k]) &&
			    g_ascii_isdigit(a->text[k - 1]) && g_ascii_isdigit(a->text[k + 1]))
				return TRUE;
		}
		if (digits == 4 || digits >= 6)
			return TRUE;
	}
	return FALSE;
}

static void
date_put(const struct attribution *a, gsize start, gsize stop, struct peel_head *out)
{
	g_autofree char *text = NULL;
	const char *from;
	gsize n;

	for (guint i = 0; i < a->n; i++) { /* "on", "am", "le" */
		char folded[80];

		g_snprintf(folded, sizeof folded, "%s ", a->w[i].folded);
		if (a->w[i].start < start)
			continue;
		if (!peel_starter(folded) || a->w[i].stop >= stop)
			break;
		start = a->w[i].stop;
	}
	if (stop <= start)
		return;
	text = g_strndup(a->text + start, stop - start);
	out->date = header_text(text);
	from = out->date;
	n = strlen(out->date);
	while (n && strchr(" ,;:(<\"", from[n - 1]))
		out->date[--n] = 0;
	if (!strpbrk(out->date, "0123456789")) {
		g_clear_pointer(&out->date, g_free);
		return;
	}
	if (!peel_date(out->date, n, FALSE, &out->date_s))
		out->date_s = G_MININT64;
}

static void
with_address(const struct attribution *a, struct peel_head *out, gsize *out_name, gsize *out_stop)
{
	const char *text = a->text;
	gsize at = a->w[a->address].start, before = at;
	struct address found = { NULL, NULL };

	/* "Roe<jane@x>" is one word */
	for (gsize i = at; i < a->w[a->address].stop && text[i] != '@'; i++)
		if (text[i] == '<' || text[i] == '[' || text[i] == '(')
			before = i;
	at = before;
	peel_address_next(text, a->size, &at, &found);
	out->from.address = found.address;
	g_free(found.name);
	*out_stop = at;
	*out_name = before;
	if (before) {
		gsize start = name_before(a, before);

		out->from.name = peel_name(text, start, before, out->from.address);
		*out_name = start;
	}
}

static void
without_address(const struct attribution *a, struct peel_head *out, gsize *out_name, gsize *out_stop)
{
	gsize after = a->w[a->verb + a->verb_n - 1].stop, end = a->size;
	gboolean digits = FALSE, words = FALSE;

	for (guint i = a->verb + a->verb_n; i < a->n; i++) {
		digits |= a->w[i].digit;
		words |= a->w[i].folded[0] != 0;
	}
	if (words && !digits) {
		out->from.name = peel_name(a->text, after, end, NULL);
		*out_name = a->w[a->verb].start;
		*out_stop = end;
		return;
	}
	*out_stop = after;
	*out_name = name_before(a, a->w[a->verb].start);
	out->from.name = peel_name(a->text, *out_name, a->w[a->verb].start, NULL);
}

static gboolean
acceptable(const struct attribution *a)
{
	gboolean address = a->address < a->n, date = date_like(a);
	gboolean last = a->verb_n && a->verb + a->verb_n >= a->n;
	const char *end = a->text + a->size;

	if (a->verb_inside)
		return address || date;
	if (!a->verb_n) /* "30 Apr 2025 15:19, Jane Roe <jane@x>:" */
		return address && date && a->w[a->n - 1].at_sign && a->size > 3 &&
		       (end[-2] == '>' || end[-2] == ')' || end[-2] == ' ');
	if (address && date)
		return TRUE;
	if (address)
		return last || a->verb == 0;
	/* Without an address the verb ends the line, or only a name follows it. */
	return date && (last || a->n - a->verb <= 6) && a->n <= 24;
}

gboolean
peel_attribution(const char *line, gsize size, struct peel_head *out)
{
	struct attribution a = { .text = line, .size = size };
	gsize name = 0, stop = 0;

	*out = (struct peel_head){ .date_s = G_MININT64 };
	if (!size || size > LINE_MAX_BYTES)
		return FALSE;
	words_read(&a);
	while (a.n && !a.w[a.n - 1].folded[0])
		a.n--; /* a colon that stands alone */
	if (!a.n)
		return FALSE;
	verb_find(&a);
	for (a.address = 0; a.address < a.n && !a.w[a.address].at_sign; a.address++)
		continue;
	if (!a.verb_n) {
		char folded[LINE_MAX_BYTES * 2];

		peel_fold(line, size, folded, sizeof folded);
		a.verb_inside = peel_verb_inside(folded);
	}
	out->may_end = a.verb_n || a.verb_inside || a.address < a.n || a.n <= 2;
	if (!acceptable(&a))
		return FALSE;
	if (a.address < a.n) {
		with_address(&a, out, &name, &stop);
	} else if (a.verb_n) {
		without_address(&a, out, &name, &stop);
	}
	date_put(&a, 0, a.verb_n ? MIN(name, a.w[a.verb].start) : name, out);
	if (!out->date)
		date_put(&a, MAX(stop, a.verb_n ? a.w[a.verb + a.verb_n - 1].stop : 0), size, out);
	return TRUE;
}
