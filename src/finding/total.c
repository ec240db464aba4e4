/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * total - which of the sums on a paper is meant by the words around its label
 *
 * "Gross order value" and "Totale IVA inclusa" are the whole, "Net order value" and "Total GBP" over "Excl. VAT" are not. The
 * words may stand before the label, behind it, or on the next line of its cell.
 */
#include "total.h"
#include "values.h"

#include <string.h>

enum { LABEL_WORDS = 6, AHEAD_WORDS = 3, BELOW_WORDS = 3 };

/* Folded. */
static const char
    NET[] = " net nett netto nettobetrag nette netta neto liquido ht htva hors excl exclusive excluding "
	    "exclusief ex exc exkl exklusive zzgl ohne before without sin senza esclusa escluso escl sem "
	    "imponibile ",
    GROSS[] = " gross brutto ttc tvac incl including inclusive inc inkl inklusive einschl inclusief "
	      "inclusa incluso compresa compreso ivato con com incluido incluida comprise compris avec ",
    TAX[] = " vat tax taxes btw iva mwst ust tva gst hst moms igic taxe impuestos imposte imposto "
	    "impostos umsatzsteuer mehrwertsteuer sales ",
    NOT[] = " no non not nicht pas niet nao zonder ";

static gboolean
word_among(const char *words, const char *word, gsize n)
{
	for (const char *at = words; (at = strstr(at, word)); at++)
		if (at[-1] == ' ' && at[n] == ' ')
			return TRUE;
	return FALSE;
}

struct words {
	gboolean net, gross, no, other; /* other: a word that is none of all these */
};

static void
words_see(const char *text, struct words *out)
{
	g_autofree char *folded = label_fold(text, strlen(text));
	g_auto(GStrv) words = g_strsplit_set(folded, " .,:;/()-*", -1);

	for (guint i = 0; words[i]; i++) {
		gsize n = strlen(words[i]);
		gboolean net, gross, no;

		if (!n)
			continue;
		net = word_among(NET, words[i], n);
		gross = word_among(GROSS, words[i], n);
		no = word_among(NOT, words[i], n);
		out->net = out->net || net;
		out->gross = out->gross || gross;
		out->no = out->no || no;
		out->other = out->other || !(net || gross || no || word_among(TAX, words[i], n));
	}
}

/* The words behind the label up to its figure, where one stands in its segment. */
static struct region
words_behind(const struct plane *p, guint hit)
{
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	struct region r = { h->last_word + 1, 0, 0 };

	while (r.first + r.n < s->first + s->n && r.n < LABEL_WORDS) {
		const struct word *w = plane_word(p, r.first + r.n);
		const char *text = p->document->text + w->offset;
		gboolean digits = FALSE, percent = FALSE;

		for (guint32 i = 0; i < w->size; i++) {
			digits = digits || g_ascii_isdigit(text[i]);
			percent = percent || text[i] == '%';
		}
		if (digits && !percent)
			break;
		r.n++;
	}
	return r;
}

/* Before the label: words and the number of a box ("17(i)"), and no sum. */
static gboolean
words_ahead(const struct plane *p, guint hit)
{
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));

	if (h->word - s->first > AHEAD_WORDS)
		return FALSE;
	for (guint32 i = s->first; i < h->word; i++) {
		g_autofree char *text = plane_text(p, (struct region){ i, 1, 0 }, NULL);
		struct money_value m;

		if (value_money(text, &m) && (m.fraction || m.grouped || *m.currency || m.dollar))
			return FALSE;
	}
	return TRUE;
}

enum total_sort
total_sort_of(const struct plane *p, guint hit)
{
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	guint32 segment = g_array_index(p->hit_segment, guint32, hit);
	const struct segment *s = plane_segment(p, segment), *t;
	guint32 ahead = MIN(h->word - s->first, LABEL_WORDS);
	g_autofree char *before = plane_text(p, (struct region){ h->word - ahead, ahead, 0 }, NULL),
			*after = plane_text(p, words_behind(p, hit), NULL), *under = NULL;
	gint64 below = segment_below(p, segment, s->x0, s->x1, 0.6f);
	struct words said = { FALSE }, more = { FALSE };

	words_see(before, &said);
	words_see(after, &said);
	if (below >= 0 && plane_segment(p, (guint32)below)->n <= BELOW_WORDS) {
		t = plane_segment(p, (guint32)below);
		under = segment_text(p, (guint32)below);
		words_see(under, &more);
		if (!more.other && segment_right(p, (guint32)below, t->x1, NULL) < 0) {
			said.net = said.net || more.net;
			said.gross = said.gross || more.gross;
			said.no = said.no || more.no;
		}
	}
	return said.net || (said.gross && said.no) ? TOTAL_NET : said.gross ? TOTAL_GROSS : TOTAL_PLAIN;
}

gboolean
total_stands(const struct plane *p, guint hit)
{
	return g_array_index(p->hits, struct hit, hit).label->kind == LABEL_TOTAL && words_ahead(p, hit) &&
	       words_behind(p, hit).n < LABEL_WORDS;
}
