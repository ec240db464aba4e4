/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opinion - doubtful pieces of a page are read anew, by two engines
 *
 * The engines of two languages are two readers, and so is one engine at two sizes: where they agree there is less doubt,
 * where they differ the surer one is believed. English knows mail addresses best; beside English, Dutch reads other
 * languages best. Few pieces of a clean page are doubtful, so this costs little; of a bad one PIECES_MOST are read.
 */
#include "sight.h"

#include <string.h>

#define PIECES_MOST 40
#define DIGITS_DOUBT 12 /* of words with digits */
#define WORDS_DOUBT 25
#define DOMAIN_DOUBT 6
#define ZERO_DOUBT 35
#define PADDING 10
#define DIGITS "0123456789"
#define CAPITAL 20 /* pixels: of a line that an engine sees as it is, for it brings all to 36 */
#define NARROW 1.5 /* in capitals: a lone sign, which reads better with white beside it */
#define FIGURE_DOUBT 5
#define NOTHING_DOUBT 60 /* where others see nothing there was nothing */
/* What two engines agree on is half as doubtful as both are: of 26 figures with a mean doubt from 15 to 29 all were right,
 * where one engine alone errs in a quarter of them. */
#define AGREED 2
#define UNREAD_DOUBT 12 /* of what was not read at first, at most */
#define SURER 5         /* by so much another reading is believed */

static guint
other_language(guint language)
{
	guint dutch = 0;

	if (language != engine_first())
		return engine_first();
	while (EYE_LANGUAGES[dutch] && strcmp(EYE_LANGUAGES[dutch], "nld") != 0)
		dutch++;
	return EYE_LANGUAGES[dutch] ? dutch : language;
}

static gboolean
is_mail(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && strchr(at, '.') != NULL;
}

/* "acme.example": a site, or a mail address whose sign was taken for a letter. */
static gboolean
is_domain(const char *text)
{
	const char *dot = strchr(text, '.');

	return dot && dot - text >= 4 && g_ascii_isalpha(dot[-1]) && g_ascii_isalpha(dot[1]);
}

/* Half a mail address, or digits, or a word of letters that might be another one. */
gboolean
opinion_wanted(const struct reading_word *w)
{
	gboolean digits = strpbrk(w->text, DIGITS) != NULL;

	if (!*w->text)
		return FALSE;
	return strchr(w->text, '@') ? !is_mail(w->text) || w->doubt >= DOMAIN_DOUBT
	       : is_domain(w->text) ? TRUE
				    : w->doubt >= (digits ? DIGITS_DOUBT : WORDS_DOUBT);
}

static void
word_replace(struct reading_word *w, const struct reading_word *other)
{
	g_free(w->text);
	w->text = g_strdup(other->text);
	w->doubt = other->doubt;
}

/* Does it stand where w does? A piece of a number must not take the place of the whole. */
static gboolean
covers(const struct reading_word *other, const struct reading_word *w)
{
	int slack = MAX((w->y1 - w->y0) / 2, 4);

	return other->x0 <= w->x0 + slack && other->x1 >= w->x1 - slack;
}

/* The one word of r in the piece that stands where `other` does; pieces of one mail address count as one, and are joined
 * into the first. */
static struct reading_word *
word_under(struct reading *r, const struct piece *p, const struct reading_word *other, guint *out_covered)
{
	struct reading_word *only = NULL;

	*out_covered = 0;
	for (guint i = 0; i < p->words->len; i++) {
		struct reading_word *w =
		    &g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i));
		int middle = (w->x0 + w->x1) / 2;

		if (middle < other->x0 || middle > other->x1 || !*w->text)
			continue;
		only = (*out_covered)++ ? only : w;
		if (*out_covered == 1 || !is_mail(other->text))
			continue;
		only->x1 = MAX(only->x1, w->x1);
		*w->text = '\0';
	}
	return only;
}

/* Letters but for case and accents, figures to the sign. */
static gboolean
same_word(const char *a, const char *b)
{
	g_autofree char *one = NULL, *two = NULL;

	if (strcmp(a, b) == 0)
		return TRUE;
	if (strpbrk(a, DIGITS) || strpbrk(b, DIGITS))
		return FALSE;
	one = text_key(a);
	two = text_key(b);
	return *one && strcmp(one, two) == 0;
}

static guint
accents_in(const char *s)
{
	guint n = 0;

	for (; *s; s++)
		n += (*s & 0x80) != 0;
	return n;
}

/* The same word with fewer accents, as an engine of another language reads it. */
static gboolean
is_unaccented(const char *text, const char *own)
{
	return accents_in(own) > accents_in(text) && same_word(text, own);
}

/* What one reader says to the words that it covers. */
static void
word_weigh(struct reading *r, const struct piece *p, const struct reading_word *other)
{
	guint covered;
	struct reading_word *only = word_under(r, p, other, &covered);

	if (!only || (covered > 1 && !is_mail(other->text)))
		return;
	if (covered == 1 && (strcmp(only->text, other->text) == 0 || is_unaccented(other->text, only->text)))
		only->doubt = (guint8)MIN(only->doubt, (only->doubt + other->doubt) / 2 / AGREED);
	else if (covered > 1 || (other->doubt + SURER < only->doubt && covers(other, only)) ||
		 (is_mail(other->text) && !strchr(only->text, '@')))
		word_replace(only, other);
}

static gboolean
same_words(const struct reading *one, const struct reading *two)
{
	if (one->words->len != two->words->len || !one->words->len)
		return FALSE;
	for (guint i = 0; i < one->words->len; i++)
		if (!same_word(g_array_index(one->words, struct reading_word, i).text,
			g_array_index(two->words, struct reading_word, i).text))
			return FALSE;
	return TRUE;
}

/* From one end of its ink to the other. */
static gboolean
is_whole(const struct piece *p, const struct reading *read)
{
	const struct reading_word *first = &g_array_index(read->words, struct reading_word, 0),
				  *last =
				      &g_array_index(read->words, struct reading_word, read->words->len - 1);

	return first->x0 - p->x0 < p->capital && p->x1 - last->x1 < p->capital;
}

/* The engine of the page's language knows its accents: where it read the same word, they stay. */
static const char *
own_spelling(const struct reading *r, const struct piece *p, const struct reading_word *w)
{
	for (guint i = 0; i < p->words->len; i++) {
		const char *text =
		    g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i)).text;

		if (is_unaccented(w->text, text))
			return text;
	}
	return w->text;
}

/* To the line that begins now; its text is copied. */
static void
word_add(struct reading *r, struct reading_word w)
{
	w.text = g_strdup(w.text);
	w.line = r->n_lines;
	g_array_append_val(r->words, w);
}

/* Both readers said the same: it takes the place of what was read there, unless that was surer. */
static gboolean
piece_agreed(struct reading *r, const struct piece *p, const struct reading *one, const struct reading *two)
{
	guint most = 0, before = 0;
	g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);

	if (!same_words(one, two) || !is_whole(p, one))
		return FALSE;
	for (guint i = 0; i < one->words->len; i++) {
		struct reading_word *w = &g_array_index(one->words, struct reading_word, i);

		w->doubt = (guint8)((w->doubt + g_array_index(two->words, struct reading_word, i).doubt) / 2 /
				    AGREED);
		most = MAX(most, w->doubt);
	}
	for (guint i = 0; i < p->words->len; i++)
		before = MAX(before,
		    g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i)).doubt);
	if (p->words->len ? most >= before : most >= UNREAD_DOUBT)
		return FALSE;
	for (guint i = 0; i < one->words->len; i++)
		g_ptr_array_add(
		    said, g_strdup(own_spelling(r, p, &g_array_index(two->words, struct reading_word, i))));
	for (guint i = 0; i < p->words->len; i++)
		*g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i)).text = '\0';
	for (guint i = 0; i < one->words->len; i++) {
		struct reading_word w = g_array_index(one->words, struct reading_word, i);

		w.text = said->pdata[i];
		word_add(r, w);
	}
	r->n_lines++;
	return TRUE;
}

/* Nobody else sees anything there. */
static void
stains_drop(struct reading *r, const struct piece *p)
{
	for (guint i = 0; i < p->words->len; i++) {
		struct reading_word *w =
		    &g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i));

		if (w->doubt >= NOTHING_DOUBT)
			*w->text = '\0';
	}
}

gboolean
piece_settle(struct reading *r, const struct piece *p, const struct reading *one, const struct reading *two)
{
	if (piece_agreed(r, p, one, two))
		return TRUE;
	if (!one->words->len && !two->words->len) {
		stains_drop(r, p);
		return TRUE;
	}
	for (guint i = 0; i < one->words->len; i++)
		word_weigh(r, p, &g_array_index(one->words, struct reading_word, i));
	for (guint i = 0; i < two->words->len; i++)
		word_weigh(r, p, &g_array_index(two->words, struct reading_word, i));
	return FALSE;
}

static void
word_join(struct reading_word *w, struct reading_word *next)
{
	char *joined = g_strconcat(w->text, next->text, NULL);

	g_free(w->text);
	w->text = joined;
	w->x1 = next->x1;
	w->y0 = MIN(w->y0, next->y0);
	w->y1 = MAX(w->y1, next->y1);
	w->doubt = MAX(w->doubt, next->doubt);
	*next->text = '\0';
}

static gboolean
touches(const struct reading_word *w, const struct reading_word *next)
{
	int apart = next->x0 - w->x1, height = w->y1 - w->y0;

	return *w->text && *next->text && w->line == next->line &&
	       (apart * 2 < height ||
		   (apart < height && (*next->text == '@' || g_str_has_suffix(w->text, "@")) &&
		       strchr(next->text, '.')));
}

/* The sign of a mail address stands alone in some engines' eyes: "orders", "@acme.example". */
static void
mail_join(struct reading *r)
{
	struct reading_word *before = NULL;

	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		if (!*w->text)
			continue;
		if (before && touches(before, w) &&
		    ((*w->text == '@' && g_ascii_isalnum(before->text[strlen(before->text) - 1])) ||
			(g_str_has_suffix(before->text, "@") && is_domain(w->text)) ||
			(strchr(before->text, '@') && g_str_has_suffix(before->text, ".") &&
			    g_ascii_isalpha(*w->text))))
			word_join(before, w);
		else
			before = w;
	}
}

static struct reading *
piece_read(PIX *pix, double dpi, guint language, double scale, double until_cpu, const struct piece *p)
{
	int beside = p->x1 - p->x0 < NARROW * p->capital ? p->capital : PADDING;
	int x0 = MAX(p->x0 - beside, 0), y0 = MAX(p->y0 - PADDING, 0);
	BOX *box = boxCreate(x0, y0, p->x1 + beside - x0, p->y1 + PADDING - y0);
	PIX *clip = pixClipRectangle(pix, box, NULL),
	    *scaled = clip ? pixScaleGeneral(clip, (l_float32)scale, (l_float32)scale, 0, 0) : NULL;
	struct reading *read = reading_new();

	if (!scaled || !engine_read(scaled, dpi * scale, &language, TRUE, until_cpu, read))
		g_array_set_size(read->words, 0);
	for (guint i = 0; i < read->words->len; i++) {
		struct reading_word *w = &g_array_index(read->words, struct reading_word, i);

		w->x0 = x0 + (int)(w->x0 / scale);
		w->x1 = x0 + (int)(w->x1 / scale);
		w->y0 = y0 + (int)(w->y0 / scale);
		w->y1 = y0 + (int)(w->y1 / scale);
		w->base = y0 + (int)(w->base / scale);
	}
	mail_join(read);
	pixDestroy(&scaled);
	pixDestroy(&clip);
	boxDestroy(&box);
	return read;
}

static gboolean
piece_is_doubtful(const struct reading *r, const struct piece *p)
{
	for (guint i = 0; i < p->words->len; i++) {
		const struct reading_word *w =
		    &g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i));

		if (*w->text && opinion_wanted(w))
			return TRUE;
	}
	return FALSE;
}

/* Another engine, this one at another size, and where that does not settle it the other one at that size. */
static void
piece_ask(
    PIX *pix, double dpi, const guint language[2], double until_cpu, struct reading *r, const struct piece *p)
{
	double scale = (double)CAPITAL / p->capital;
	struct reading *one = piece_read(pix, dpi, language[1], 1, until_cpu, p),
		       *two = piece_read(pix, dpi, language[0], scale, until_cpu, p), *three;

	if (!piece_settle(r, p, one, two) && (!p->words->len || piece_is_doubtful(r, p))) {
		three = piece_read(pix, dpi, language[1], scale, until_cpu, p);
		if (!piece_settle(r, p, one, three))
			piece_settle(r, p, three, two);
		reading_free(three);
	}
	reading_free(one);
	reading_free(two);
}

/* "N.º de pedido": the raised o is read as whatever is small and round. */
static void
ordinals_mend(struct reading *r)
{
	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);
		const char *dot = *w->text == 'N' || *w->text == 'n' ? w->text + 1 : "";
		gboolean goes_on =
		    i + 1 < r->words->len && w[1].line == w->line && g_ascii_islower(*w[1].text);
		char *mended;

		if (*dot != '.' || !dot[1] || !strchr(goes_on ? "?*\"'29" : "?*\"'", dot[1]) ||
		    (dot[2] && dot[2] != '/' && dot[2] != ':'))
			continue;
		mended = g_strdup_printf("%c.º%s", *w->text, dot + 2);
		g_free(w->text);
		w->text = mended;
	}
}

/* "0C834034": no number begins so; who can tell a nought from an O there? */
static void
noughts_doubt(struct reading *r)
{
	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		if (w->text[0] == '0' && g_ascii_isupper(w->text[1]))
			w->doubt = MAX(w->doubt, ZERO_DOUBT);
	}
}

void
opinion_mend(struct reading *r)
{
	mail_join(r);
	noughts_doubt(r);
	ordinals_mend(r);
}

/* A lone figure that was not read, or with doubt: it looks like others of the page. */
static gboolean
figure_take(const struct shapes *k, struct reading *r, const struct piece *p)
{
	char text[2] = { '\0', '\0' };
	struct reading_word w = { text, p->x0, p->y0, p->x1, p->y1, p->y1, r->n_lines, FIGURE_DOUBT };

	if (p->x1 - p->x0 > NARROW * p->capital || !(text[0] = shapes_figure(k, p->x0, p->x1, p->y1)))
		return FALSE;
	for (guint i = 0; i < p->words->len; i++)
		*g_array_index(r->words, struct reading_word, g_array_index(p->words, guint, i)).text = '\0';
	word_add(r, w);
	r->n_lines++;
	return TRUE;
}

/* Letters that are no higher than a dash are a stain. */
static void
flat_drop(struct reading *r, int capital)
{
	for (guint i = 0; i < r->words->len; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		if (w->doubt >= NOTHING_DOUBT && (w->y1 - w->y0) * 3 < capital)
			*w->text = '\0';
	}
}

void
opinion_ask(PIX *pix, PIX *ink, double dpi, guint language, double until_cpu, struct reading *r)
{
	const guint languages[2] = { language, other_language(language) };
	int capital = reading_capital(r);
	struct shapes *shapes;
	GPtrArray *pieces;

	if (!capital)
		return;
	flat_drop(r, capital);
	pieces_fit(ink, r);
	shapes = shapes_new(pix, r, capital);
	pieces = pieces_find(ink, r);
	for (guint i = 0; i < MIN(pieces->len, PIECES_MOST); i++)
		if (!figure_take(shapes, r, pieces->pdata[i]))
			piece_ask(pix, dpi, languages, until_cpu, r, pieces->pdata[i]);
	g_ptr_array_unref(pieces);
	pieces_fit(ink, r);
	shapes_judge(shapes, r);
	shapes_free(shapes);
	opinion_mend(r);
}
