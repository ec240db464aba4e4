/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_person - persons, mail addresses and postal addresses around the words of a sentence */
#include "map.h"

#include <string.h>

enum { NAME_WORDS_MAX = 4, BEHIND_MAX = 9, POST_LINES_MAX = 8, POST_MAX = 400 };

/* Titles before a name, no part of it. */
#define HONORIFICS                                                                                      \
	"mr|mrs|ms|miss|dr|prof|frau|herr|herrn|hr|fr|m|mme|mlle|monsieur|madame|sr|sra|srta|don|dona|" \
	"senor|senora|sig|sigra|"                                                                       \
	"dott|dottssa|mevrouw|mevr|meneer|dhr|heer|exma|exmo|senhor|senhora"
/* Within a name, in lower case. */
#define PARTICLES "von|van|de|der|den|da|di|do|dos|das|del|della|la|le|ten|ter|zu|zur|du"
/* Capitalised words that are nobody: departments, greetings, days, months, papers. */
#define NOBODY                                                                                               \
	"account|accounts|ap|team|dept|department|abteilung|kredit*|buchhaltung|*rechnung*|finance|finanz*|" \
	"invoice*|billing|"                                                                                  \
	"payable*|purchas*|procurement|einkauf*|achats|compras|acquisti|inkoop*|comptab*|contab*|crediteur*" \
	"|service*|"                                                                                         \
	"administra*|office|ufficio|portal|po|pos|order*|bestell*|company|supplier*|vendor*|please|bitte|"   \
	"merci|gracias|"                                                                                     \
	"grazie|dank*|obrigad*|hello|hi|dear|hallo|bonjour|hola|buongiorno|beste|email|mail|tel|phone|fax|"  \
	"ansprechpart*|"                                                                                     \
	"kontakt*|lieferant*|zahlung*|ihre|ihr|sie|sehr|guten|mit|die|der|das|the|our|your|we|you|i|it|"     \
	"this|that|re|fw|fwd|"                                                                               \
	"monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|"        \
	"september|october|"                                                                                 \
	"november|december|gmbh|ag|ltd|inc|llc|corp|sa|bv|nv|spa|srl|group|bank|street|road|avenue|manager|" \
	"director|"                                                                                          \
	"specialist|senior|head|us|uk|eu|and|or|und|bei|fragen|fur|zu|zur|zum|um|laut|als|wenn|nach|vor|an|" \
	"auf|in|ab|pour|"                                                                                    \
	"toute|notre|nos|para|nuestr*|per|il|la|le|les|voor|onze|o|a|as|os|nosso*|delle|del|dei|from|for|"   \
	"should|if|when|all|"                                                                                \
	"any|all|change|no|every|each|thank*|best|kind|regards|cordial*|saludos|saluti|groet*|cumprimentos|" \
	"invoicing|fournisseur*|suppliers|pagar"

char *
map_mail_of(const struct saying *s, guint word)
{
	const struct said *w = saying_word(s, word);
	g_autofree char *text =
	    w->flags & SAID_MAIL ? g_strndup(s->text + w->start, w->end - w->start) : NULL;
	char *address = NULL;

	return text && value_mail_address(text, &address, NULL) ? address : NULL;
}

static gboolean
may_be_name(const struct saying *s, guint word)
{
	const struct said *w = saying_word(s, word);

	return w->flags & SAID_CAPITAL && !(w->flags & (SAID_MAIL | SAID_URL)) && w->end - w->start >= 2 &&
	       !pattern_word_among(s, word, word + 1, NOBODY "|" HONORIFICS);
}

#define LEGAL_FORMS "gmbh|ag|kg|ltd|limited|inc|llc|corp|plc|sa|sas|sarl|bv|nv|spa|srl|sl|lda|oy|ab|co"

/* The words [first, end) as a name, when they read as a person's. */
static char *
name_of(const struct saying *s, guint first, guint end)
{
	g_autofree char *name = NULL;

	/* "Brabant Logistics" of "Brabant Logistics NV" */
	if (end < s->n_words && pattern_word_among(s, end, end + 1, LEGAL_FORMS) &&
	    !(saying_word(s, end - 1)->flags & SAID_END))
		return NULL;
	while (end > first && !may_be_name(s, end - 1))
		end--;
	if (end - first < 2)
		return NULL;
	name = g_strndup(s->text + saying_word(s, first)->start,
	    saying_word(s, end - 1)->end - saying_word(s, first)->start);
	for (char *c = name; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	return name_is_person(name) ? text_one_line(name, 200) : NULL;
}

/* Behind the run of a name that begins at this word. */
static guint
run_end(const struct saying *s, guint first, guint end)
{
	guint i = first;

	while (i < end && i - first < NAME_WORDS_MAX) {
		if (!may_be_name(s, i) && !(i > first && pattern_word_among(s, i, i + 1, PARTICLES)))
			break;
		if (saying_word(s, i++)->flags & SAID_END)
			break;
	}
	return i;
}

char *
map_person_after(const struct saying *s, guint at, guint end)
{
	for (guint i = at; i < end && i < at + BEHIND_MAX; i++) {
		guint stop;
		char *name;

		if (!may_be_name(s, i))
			continue;
		stop = run_end(s, i, end);
		name = name_of(s, i, stop);
		if (name)
			return name;
		i = stop > i ? stop - 1 : i;
	}
	return NULL;
}

char *
map_person_before(const struct saying *s, guint from, guint before)
{
	char *last = NULL;

	for (guint i = from; i < before; i++) {
		guint stop;
		char *name;

		if (!may_be_name(s, i))
			continue;
		stop = run_end(s, i, before);
		name = name_of(s, i, stop);
		if (name) {
			g_free(last);
			last = name;
		}
		i = stop > i ? stop - 1 : i;
	}
	return last;
}

char *
map_person_of_mail(const struct saying *s, const struct sentence *one, guint mail_word, const char *mail)
{
	guint end = one->first + one->n, near = mail_word > one->first + 6 ? mail_word - 6 : one->first;
	char *before;

	for (guint i = one->first; i < end; i++) {
		guint stop;
		char *name;

		if (!may_be_name(s, i))
			continue;
		stop = run_end(s, i, end);
		name = name_of(s, i, stop);
		if (name && address_is_of(mail, name))
			return name;
		g_free(name);
		i = stop > i ? stop - 1 : i;
	}
	before = map_person_before(s, near, mail_word);
	/* another address in between belongs to that name */
	for (guint i = near; before && i < mail_word; i++)
		if (saying_word(s, i)->flags & SAID_MAIL)
			g_clear_pointer(&before, g_free);
	return before;
}

char *
map_post_behind(const char *text, gsize start, gsize end)
{
	g_autoptr(GString) all = g_string_new(NULL);
	gboolean town = FALSE; /* a postal code is no account, whatever its length */
	guint lines = 0;

	for (gsize i = start; i < end && lines < POST_LINES_MAX;) {
		gsize n = 0;
		g_autofree char *line = NULL, *masked = NULL;

		while (i + n < end && text[i + n] != '\n')
			n++;
		line = g_strndup(text + i, n);
		g_strstrip(line);
		i += n + 1;
		if (!*line) {
			if (all->len)
				break;
			continue;
		}
		if (strlen(line) > 80 || strchr(line, '@') || all->len + strlen(line) > POST_MAX)
			break;
		/* "2200 Lake Avenue" looks like a town too: the last one is it */
		if (town && !line_is_town(line))
			break;
		lines++;
		town = line_is_town(line);
		masked = town ? g_strdup(line) : text_mask_accounts(line);
		g_string_append_printf(all, "%s%s", all->len ? ", " : "", masked);
	}
	return town && lines >= 2 ? g_strdup(all->str) : NULL;
}
