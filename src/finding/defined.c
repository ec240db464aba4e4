/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small print's own definition of who buys, in both directions: 'Acme Foods, LLC, a Delaware company (the "Buyer")',
 * '"Purchaser" shall mean Acme Foods, LLC'. */
#include "defined.h"

#include <string.h>

enum {
	BACK_MAX = 30,      /* words from a definition back to its name: an address stands between */
	NAME_WORDS_MAX = 8, /* of a name */
	BETWEEN_MAX = 8,    /* "hereinafter referred to as the" */
};

/* Between a name and the word that is defined for it, folded: these tell of a definition … */
static const char *const INTRODUCERS[] = { "hereinafter", "hereafter", "herein", "nachfolgend", "nachstehend",
	"folgenden", "ci-apres", "apres", "adelante", "sucesivo", "seguito", "hierna", "doravante", "adiante",
	NULL };
/* … and these stand with them. */
static const char *const INTRODUCERS_BESIDE[] = { "referred", "to", "as", "the", "called", "im", "als",
	"kurz", "der", "die", "ci", "denomme", "denommee", "designe", "designee", "le", "la", "l", "en", "lo",
	"denominado", "denominada", "el", "di", "denominato", "denominata", "il", "te", "noemen", "de",
	"designado", "designada", "o", "a", NULL };
/* Between the word and the name that it stands for; one must be there. */
static const char *const MEANS[] = { "mean", "means", "refers", "refer", "bedeutet", "bezeichnet", "designe",
	"significa", "betekent", "signifie", NULL };
static const char *const MEANS_BESIDE[] = { "shall", "to", "the", "die", "der", "la", "le", "el", "il", "o",
	"a", "de", "het", NULL };
/* In front of a name, large only because a sentence begins. */
static const char *const OPENERS[] = { "between", "zwischen", "entre", "tra", "tussen", NULL };
/* The word folded, without signs at its ends and points within. */
static char *
word_bare(const struct plane *p, guint32 i)
{
	const struct word *w = plane_word(p, i);
	char *folded = label_fold(p->document->text + w->offset, w->size), *to = folded, *from = folded;

	while (*from && !g_ascii_isalnum(*from) && !(*from & 0x80))
		from++;
	for (; *from; from++)
		if (*from != '.' && *from != '\'')
			*to++ = *from;
	while (to > folded && !g_ascii_isalnum(to[-1]) && !(to[-1] & 0x80))
		to--;
	*to = 0;
	return folded;
}

static gboolean
word_is(const struct plane *p, guint32 i, const char *const *list)
{
	g_autofree char *bare = word_bare(p, i);

	return g_strv_contains(list, bare);
}

static gboolean
word_connects(const struct plane *p, guint32 i)
{
	g_autofree char *bare = word_bare(p, i);

	return name_word_connects(bare);
}

static gboolean
word_has(const struct plane *p, guint32 i, char c)
{
	const struct word *w = plane_word(p, i);

	return memchr(p->document->text + w->offset, c, w->size) != NULL;
}

static char
word_last(const struct plane *p, guint32 i)
{
	const struct word *w = plane_word(p, i);

	return w->size ? p->document->text[w->offset + w->size - 1] : 0;
}

/* Only signs: a lone quotation mark. */
static gboolean
word_is_sign(const struct plane *p, guint32 i)
{
	g_autofree char *bare = word_bare(p, i);

	return !*bare;
}

static gboolean
word_is_large(const struct plane *p, guint32 i)
{
	const struct word *w = plane_word(p, i);
	const char *t = p->document->text + w->offset;
	g_autofree char *bare = word_bare(p, i);
	gunichar c = g_utf8_get_char(t);

	return !(w->flags & WORD_HIDDEN) && (g_unichar_isupper(c) || g_unichar_isdigit(c) || c == '&' ||
						(name_word_is_small(bare) && !name_word_connects(bare)));
}

/* May a name run on from this word, the last of its line, to the next line? */
static gboolean
line_goes_on(const struct plane *p, guint32 i)
{
	const struct word *w = plane_word(p, i), *next = plane_word(p, i + 1);

	return w->line == next->line || (w->page == next->page && next->y0 - w->y1 < p->line_height &&
					    !g_ascii_isdigit(p->document->text[w->offset]));
}

/* The run of large words that ends with "last". */
static struct region
name_backward(const struct plane *p, guint32 least, guint32 last)
{
	guint32 first = last + 1;

	while (first > least && last + 1 - first < NAME_WORDS_MAX) {
		guint32 i = first - 1;

		if (word_is(p, i, OPENERS) || !(word_is_large(p, i) || (i < last && word_connects(p, i))) ||
		    (i < last && (strchr(";:)", word_last(p, i)) || !line_goes_on(p, i))))
			break;
		first = i;
	}
	while (first <= last && word_connects(p, first))
		first++;
	return (struct region){ first, last + 1 - first, 0 };
}

static struct region
name_forward(const struct plane *p, guint32 first, guint32 end)
{
	struct region where = { first, 0, 0 };

	for (guint32 i = first; i < end && i < first + NAME_WORDS_MAX; i++) {
		g_autofree char *text = NULL;

		if (!word_is_large(p, i) && !(where.n && word_connects(p, i)))
			break;
		where.n = i + 1 - first;
		text = plane_text(p, where, NULL);
		if (where.n > 1 && name_shape(text) == NAME_COMPANY)
			return where;
		if (strchr(";:", word_last(p, i)))
			break;
	}
	return (struct region){ 0 };
}

static gboolean
defined_offer(struct reading *r, struct region where)
{
	g_autofree char *text = where.n > 1 ? plane_text(&r->plane, where, NULL) : NULL;
	g_autofree char *clean = text ? name_clean(text) : NULL;

	if (!clean || name_shape(clean) != NAME_COMPANY)
		return FALSE;
	if (name_is_us(r->us, clean))
		r->buyer_is_us = TRUE;
	else
		fact_offer(r, &r->field[ORDER_BUYER], g_strdup(clean), g_strdup(text), "po.buyer.defined",
		    0.9, where);
	return TRUE;
}

/* 'Acme Foods, LLC, 12 Mill Road, Springfield (hereinafter the "Buyer")': back over what introduces the word, then over an
 * address, to the nearest name with a legal form. */
static void
defined_before(struct reading *r, const struct hit *h)
{
	const struct plane *p = &r->plane;
	guint32 at = h->word, least = h->word > BACK_MAX ? MAX(p->first, h->word - BACK_MAX) : p->first;
	gboolean introduced = word_has(p, at, '(') && h->offset > 0;

	while (at > least && h->word - at < BETWEEN_MAX && !word_has(p, at, '(')) {
		gboolean strong = word_has(p, at - 1, '(') || word_is(p, at - 1, INTRODUCERS);

		if (!strong && !word_is_sign(p, at - 1) && !word_is(p, at - 1, INTRODUCERS_BESIDE))
			break;
		introduced = introduced || strong;
		at--;
	}
	if (!introduced)
		return;
	for (guint32 last = at; last-- > least;) {
		if (word_has(p, last, ')') && last + 1 < at)
			return; /* another's definition */
		if ((last + 1 == at || word_last(p, last) == ',') &&
		    defined_offer(r, name_backward(p, least, last)))
			return;
	}
}

/* '"Purchaser" shall mean Acme Foods, LLC'. */
static void
defined_behind(struct reading *r, const struct hit *h)
{
	const struct plane *p = &r->plane;
	guint32 at = h->last_word + 1;
	gboolean means = FALSE;

	while (at < p->end && at - h->last_word < BETWEEN_MAX) {
		gboolean strong = word_is(p, at, MEANS);

		if (!strong && !word_is(p, at, MEANS_BESIDE) && !word_is_sign(p, at))
			break;
		means = means || strong;
		at++;
	}
	if (means)
		defined_offer(r, name_forward(p, at, p->end));
}

void
defined_buyer(struct reading *r)
{
	for (guint i = 0; i < r->plane.hits->len; i++) {
		const struct hit *h = &g_array_index(r->plane.hits, struct hit, i);

		if (h->label->kind != LABEL_BUYER && h->label->kind != LABEL_CUSTOMER)
			continue;
		defined_before(r, h);
		defined_behind(r, h);
	}
}
