/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * currency - the currency of an order whose total does not say it, and which no label names
 *
 * A sign or code counts where money is: at a figure that stands by itself, behind a label of sums, in the heading of a column
 * of prices, alone in its cell. "Plug-in for our CAD" speaks of none, nor does a sum in a sentence. Where two are
 * seen, there is none; a "$" on the paper leaves dollars alone.
 */
#include "currency.h"
#include "goods.h"

#include <string.h>

enum { HEADING_WORDS = 6, OTHER_WORDS = 3, DENSE_WORDS = 40, NAME_WORDS = 3 };

struct seen {
	char code[4]; /* "": none yet */
	struct region where;
	gboolean dollar, many;
};

static void
seen_add(struct seen *s, const char *code, guint32 word)
{
	if (!*s->code) {
		memcpy(s->code, code, sizeof s->code);
		s->where = (struct region){ word, 1, 0 };
	} else if (strcmp(s->code, code) != 0) {
		s->many = TRUE;
	}
}

static char *
word_text(const struct plane *p, guint32 word)
{
	return plane_text(p, (struct region){ word, 1, 0 }, NULL);
}

/* Is the word a sign or code and nothing else: "EUR", "(USD)", "€:"? */
static gboolean
is_currency_word(const char *text, char code[4], gboolean *out_sign)
{
	gboolean dollar = FALSE;
	const char *s = text + strspn(text, "([{");
	gsize n = currency_sign(s, code, &dollar);

	*out_sign = n && !g_ascii_isalpha(*s);
	return n && *code && s[n + strspn(s + n, ")]}.,:;*")] == '\0';
}

static gboolean
is_figure(const struct plane *p, const struct segment *s, gint64 word)
{
	g_autofree char *text = NULL;
	struct money_value m;

	if (word < s->first || word >= s->first + s->n)
		return FALSE;
	text = word_text(p, (guint32)word);
	return value_money(text, &m) && !text[m.span.end + strspn(text + m.span.end, ".,;:)")];
}

static gboolean
kind_is_money(guint kind)
{
	return kind == LABEL_TOTAL || kind == LABEL_TOTAL_WEAK || kind == LABEL_TOTAL_NET ||
	       kind == LABEL_SUBTOTAL || kind == LABEL_TAX || label_is_price(kind) ||
	       kind == LABEL_CURRENCY || kind == LABEL_FREIGHT;
}

/* Does a label of sums stand in this segment; right before the word, where the segment is a whole row of headings? */
static gboolean
has_money_label(const struct plane *p, const struct segment *s, guint32 word)
{
	for (guint i = 0; i < s->n_hits; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, s->first_hit + i);

		if (kind_is_money(h->label->kind) && (s->n <= HEADING_WORDS || h->last_word + 1 == word))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_price_heading(const struct plane *p, const struct segment *s)
{
	g_autofree char *text =
	    s->n <= HEADING_WORDS ? plane_text(p, (struct region){ s->first, s->n, 0 }, NULL) : NULL;
	enum goods_role role = text ? goods_role_of(text) : GOODS_OTHER;

	return role == GOODS_PRICE || role == GOODS_AMOUNT;
}

/* "All prices in CHF", "Montants en EUR" */
static gboolean
is_behind_in(const struct plane *p, const struct segment *s, guint32 word)
{
	g_autofree char *text = word > s->first && s->n <= HEADING_WORDS ? word_text(p, word - 1) : NULL;

	return text && (g_ascii_strcasecmp(text, "in") == 0 || g_ascii_strcasecmp(text, "en") == 0 ||
			   g_ascii_strcasecmp(text, "em") == 0);
}

/* "USD = US Dollar", "GBP (Pounds sterling)" */
static gboolean
is_explained(const struct plane *p, const struct segment *s, guint32 word, const char *code)
{
	guint32 left = s->first + s->n - word - 1;
	g_autofree char *rest =
	    left ? plane_text(p, (struct region){ word + 1, MIN(left, 4), 0 }, NULL) : NULL;
	char named[4] = "";

	return rest && value_currency(rest, named, NULL) && strcmp(named, code) == 0;
}

/* "All amounts are in Canadian dollars", "Alle Preise verstehen sich in EUR" */
static gboolean
speaks_of_amounts(const struct plane *p, const struct segment *s)
{
	static const char *const AMOUNTS[] = { "amounts", "prices", "montants", "prix", "preise", "betrage",
		"importi", "prezzi", "importes", "precios", "bedragen", "prijzen", "valores", "precos" };

	for (guint32 i = s->first; i < s->first + s->n; i++) {
		const struct word *w = plane_word(p, i);
		g_autofree char *folded = label_fold(p->document->text + w->offset, w->size);

		for (gsize k = 0; k < G_N_ELEMENTS(AMOUNTS); k++)
			if (strcmp(folded, AMOUNTS[k]) == 0)
				return TRUE;
	}
	return FALSE;
}

/* "dollars canadiens", "euros": in such a sentence, or behind a label of sums. */
static void
see_name(const struct plane *p, const struct segment *s, guint32 word, gboolean amounts, struct seen *out)
{
	g_autofree char *rest = NULL;
	char code[4] = "";

	if (!amounts && !has_money_label(p, s, word))
		return;
	rest = plane_text(p, (struct region){ word, MIN(s->first + s->n - word, NAME_WORDS), 0 }, NULL);
	if (strlen(rest) > 3 && value_currency(rest, code, NULL))
		seen_add(out, code, word);
}

static gboolean
has_figure_in(const struct plane *p, const struct segment *s)
{
	for (guint32 i = s->first; i < s->first + s->n; i++)
		if (is_figure(p, s, i))
			return TRUE;
	return FALSE;
}

static void
see_word(const struct plane *p, const struct segment *s, guint32 word, gboolean amounts, struct seen *out)
{
	g_autofree char *text = word_text(p, word);
	struct money_value m;
	gboolean sign, near = is_figure(p, s, (gint64)word - 1) || is_figure(p, s, (gint64)word + 1);
	char code[4] = "";

	if (value_money(text, &m) && (*m.currency || m.dollar)) {
		if (s->n > OTHER_WORDS + 1)
			return;
		if (*m.currency)
			seen_add(out, m.currency, word);
		out->dollar = out->dollar || m.dollar;
		return;
	}
	if (strcmp(text, "$") == 0) {
		out->dollar = TRUE;
		return;
	}
	if (!is_currency_word(text, code, &sign)) {
		/* three letters would be read as a code in any case: "try", "mad" */
		if (g_ascii_isalpha(*text) && strlen(text) != 3)
			see_name(p, s, word, amounts, out);
		return;
	}
	if ((near && s->n <= OTHER_WORDS + 2) || s->n == 1 || has_money_label(p, s, word) ||
	    (sign && s->n <= HEADING_WORDS && !has_figure_in(p, s)) || is_price_heading(p, s) ||
	    is_behind_in(p, s, word) || amounts || is_explained(p, s, word, code))
		seen_add(out, code, word);
}

static gboolean
is_dollar(const char *code)
{
	static const char *const DOLLARS[] = { "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS",
		"CLP", "COP", "UYU", "DOP" };

	for (gsize i = 0; i < G_N_ELEMENTS(DOLLARS); i++)
		if (strcmp(DOLLARS[i], code) == 0)
			return TRUE;
	return FALSE;
}

void
currency_find(struct reading *r)
{
	const struct plane *p = &r->plane;
	struct seen seen = { .dollar = r->dollar_only };

	if (r->field[ORDER_CURRENCY].value || r->body)
		return;
	for (guint later = 0; later < 2 && !*seen.code; later++)
		for (guint32 i = 0; i < p->segments->len; i++) {
			const struct segment *s = plane_segment(p, i);
			gboolean amounts;

			if (plane_is_later(p, s->page) != (later == 1) || s->n > DENSE_WORDS)
				continue;
			amounts = speaks_of_amounts(p, s);
			for (guint32 word = s->first; word < s->first + s->n; word++)
				see_word(p, s, word, amounts, &seen);
		}
	if (!*seen.code || seen.many || (seen.dollar && !is_dollar(seen.code)))
		return;
	fact_offer(r, &r->field[ORDER_CURRENCY], g_strdup(seen.code), word_text(p, seen.where.first),
	    "po.currency.seen", 0.7, seen.where);
}
