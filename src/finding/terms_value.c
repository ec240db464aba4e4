/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * terms_value - where terms of payment end behind their label, and what is none
 *
 * In a cell of their own they stand as written, when their words are such words, or say where they were agreed. In a sentence ("Payment will
 * be made 30 days from receipt of invoice. We ...") they begin where the words of terms do and end with the clause, and only
 * words that are understood to the last count. What speaks of late payment is none.
 */
#include "terms_value.h"
#include "labels.h"
#include "terms.h"
#include "values.h"

#include <string.h>

enum {
	LONGEST = 160,
	UNPARSED = 80,
	ENDS_MAX = 12,
	LEAD_MAX = 6,
	LEAD_OF_CELL = 2,
	WORDS_MAX = 9,
	UNKNOWN_MAX = 3,
	CODE_MAX = 5
};

/* Beginnings of words, folded. */
static const char *const BAD[] = { "interest", "overdue", "penalt", "attract", "reminder", "verzug",
	"verzogerung", "verspat", "mahn", "zinsen", "interet", "retard", "interess", "mora", "moratori",
	"demora", "intereses", "rente", "juros", "atraso", NULL },
			 *const AGREED[] = { "agree", "contract", "vereinbar", "vertrag", "bekannt", "ublich",
				 "conven", "contrat", "accord", "acord", "acuerd", "pactad", "habitual",
				 "usual", "concordat", "solit", "overeengekomen", "afgesproken", "combinad",
				 "standard", NULL },
			 *const ELSEWHERE[] = { "see", "page", "reverse", "overleaf", "attached", "siehe",
				 "seite", "voir", "verso", "vedi", "ver", "zie", NULL };

/* Does a word of the text begin so? Of three letters or less, it is the whole word. */
static gboolean
has_word(const char *text, const char *const *beginnings)
{
	g_autofree char *folded = label_fold(text, strlen(text));

	for (const char *s = folded; *s; s++) {
		if (!g_ascii_isalpha(*s) || (s > folded && g_ascii_isalpha(s[-1])))
			continue;
		for (gsize i = 0; beginnings[i]; i++) {
			gsize n = strlen(beginnings[i]);

			if (strncmp(s, beginnings[i], n) == 0 && (n > 3 || !g_ascii_isalpha(s[n])))
				return TRUE;
		}
	}
	return FALSE;
}

static gboolean
is_terms(const char *text)
{
	struct payment_terms parsed;

	return (terms_parse(text, &parsed) && parsed.whole) || value_terms(text, NULL);
}

/* A point that ends a sentence, not one of "d.f." */
static gboolean
is_stop(const char *text, gsize at)
{
	if (text[at] != '.' || (text[at + 1] && text[at + 1] != ' ') || at < 2)
		return FALSE;
	return !g_ascii_isalpha(text[at - 1]) || !strchr(". ", text[at - 2]);
}

static gsize
trimmed(const char *text, gsize start, gsize end)
{
	while (end > start && (strchr(" ,;|", text[end - 1]) || is_stop(text, end - 1)))
		end--;
	return end;
}

/* Where a clause may end, the furthest first; within a sentence of running text at a comma too. */
static guint
ends_of(const char *text, gsize start, gsize end, gboolean prose, gsize out[ENDS_MAX])
{
	guint n = 0;

	for (gsize i = end; i-- > start + 1;)
		if (is_stop(text, i)) {
			struct term_tokens tail;

			/* "... fatura. A": the next sentence begins */
			terms_tokens(text + i, &tail);
			end = tail.n ? end : i;
			break;
		}
	out[n++] = trimmed(text, start, end);
	for (gsize i = end; i-- > start + 1 && n < ENDS_MAX;)
		if (is_stop(text, i) || (prose && strchr(",;(", text[i])))
			out[n++] = trimmed(text, start, i);
	return n;
}

/* The longest clause that is terms to its last word, behind at most so many other words. */
static gboolean
clause_find(const char *text, gsize start, gsize end, gboolean prose, guint lead_most, struct span *out)
{
	gsize ends[ENDS_MAX];
	guint n = ends_of(text, start, end, prose, ends);

	for (guint i = 0; i < n; i++) {
		gsize at = start;

		for (guint lead = 0; lead <= lead_most && at < ends[i]; lead++) {
			g_autofree char *part = g_strndup(text + at, ends[i] - at);

			if (is_terms(part)) {
				*out = (struct span){ at, ends[i] };
				return TRUE;
			}
			/* a figure is passed over by nobody */
			while (at < ends[i] && text[at] != ' ' && !g_ascii_isdigit(text[at]))
				at++;
			if (text[at] != ' ')
				break;
			at += strspn(text + at, " ");
		}
	}
	return FALSE;
}

/* Are these words such as terms have, though they are not understood? */
static gboolean
is_like_terms(const char *line)
{
	struct term_tokens t;
	guint unknown = 0, strong = 0, words = 1;
	gboolean digits = FALSE;

	for (const char *s = line; *s; s++) {
		digits = digits || g_ascii_isdigit(*s);
		words += *s == ' ';
	}
	if (words > WORDS_MAX || !g_unichar_isalnum(g_utf8_get_char(line)) || strpbrk(line, ":@"))
		return FALSE;
	terms_tokens(line, &t);
	for (guint i = 0; i < t.n; i++) {
		unknown += t.at[i].term == TERM_UNKNOWN;
		strong += t.at[i].term > TERM_NOISE;
	}
	/* "N30", "Z030": a code of the buyer's */
	if (words == 1 && digits && strlen(line) <= CODE_MAX)
		return TRUE;
	if (has_word(line, ELSEWHERE))
		return FALSE;
	if (has_word(line, AGREED))
		return TRUE;
	return strong ? unknown <= UNKNOWN_MAX : !digits && !unknown;
}

gboolean
terms_go_on(const char *text, const char *next)
{
	static const char *const OPEN[] = { "from", "after", "of", "date", "the", "end", "following", "nach",
		"ab", "vom", "der", "des", "de", "du", "la", "fin", "apres", "del", "desde", "fine", "data",
		"dalla", "di", "da", "na", "van", "einde", "do", "apos", "within", "or", "and", NULL };
	g_autofree char *both = g_strconcat(text, " ", next, NULL), *last = NULL;
	struct term_tokens t;
	gboolean known = TRUE;

	if (!is_terms(both))
		return FALSE;
	last = label_fold(text, strlen(text));
	for (gsize i = 0; OPEN[i]; i++)
		if (g_str_has_suffix(last, OPEN[i]) &&
		    last[MAX(strlen(last), strlen(OPEN[i]) + 1) - strlen(OPEN[i]) - 1] == ' ')
			return TRUE;
	terms_tokens(next, &t);
	for (guint i = 0; i < t.n; i++)
		known = known && t.at[i].term >= TERM_MONTH_END; /* "N/A" is no end of them */
	return !is_terms(text) || strpbrk(next, "0123456789") || (t.n && known);
}

gboolean
terms_value(const char *text, gboolean prose, char **out, struct span *span, double *fit)
{
	gsize start = strspn(text, " :.-=|#"), end = strlen(text);
	g_autofree char *line = NULL;
	struct span clause;

	while (end > start && strchr(" ,;|", text[end - 1]))
		end--;
	if (end - start < 2 || (!prose && end - start > LONGEST) || has_word(text + start, BAD))
		return FALSE;
	*fit = 1;
	line = g_strndup(text + start, end - start);
	if (!clause_find(text, start, end, prose, prose ? LEAD_MAX : 0, &clause)) {
		if (!prose && end - start <= UNPARSED && is_like_terms(line)) {
			*fit = strpbrk(line, "0123456789") ? 0.85 : 0.7;
			clause = (struct span){ start, trimmed(text, start, end) };
		} else if (prose || !clause_find(text, start, end, FALSE, LEAD_OF_CELL, &clause)) {
			return FALSE;
		}
	}
	*out = g_strndup(text + clause.start, clause.end - clause.start);
	*span = clause;
	return TRUE;
}
