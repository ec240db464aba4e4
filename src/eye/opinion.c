/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opinion - doubtful lines are read by a second engine
 *
 * The engines of two languages are two readers: where they agree on a word there is less doubt, where they differ the
 * surer one is believed. English knows mail addresses best; beside English, Dutch reads other languages best. Few
 * lines are doubtful, so this costs little.
 */
#include "sight.h"

#include <string.h>

#define LINES_MOST 24
#define DIGITS_DOUBT 12 /* of words with digits */
#define WORDS_DOUBT 25
#define DOMAIN_DOUBT 6
#define ZERO_DOUBT 35
#define PADDING 10
/* What two engines agree on is half as doubtful as both are: of 26 figures with a mean doubt from 15 to 29 all were right,
 * where one engine alone errs in a quarter of them. */
#define AGREED 2
#define SURER 5 /* by so much another reading is believed */

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
static gboolean
is_doubtful(const struct reading_word *w)
{
	gboolean digits = strpbrk(w->text, "0123456789") != NULL;

	return (strchr(w->text, '@') && !is_mail(w->text)) ||
	       (is_domain(w->text) && w->doubt >= DOMAIN_DOUBT) ||
	       w->doubt >= (digits ? DIGITS_DOUBT : WORDS_DOUBT);
}

/* The words [first, end) of the line that begins at `first`. */
static guint
line_end(const struct reading *r, guint first)
{
	guint line = g_array_index(r->words, struct reading_word, first).line, i = first;

	while (i < r->words->len && g_array_index(r->words, struct reading_word, i).line == line)
		i++;
	return i;
}

static BOX *
line_box(const struct reading *r, guint first, guint end)
{
	int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;

	for (guint i = first; i < end; i++) {
		const struct reading_word *w = &g_array_index(r->words, struct reading_word, i);

		x0 = MIN(x0, w->x0);
		y0 = MIN(y0, w->y0);
		x1 = MAX(x1, w->x1);
		y1 = MAX(y1, w->y1);
	}
	x0 = MAX(x0 - PADDING, 0);
	y0 = MAX(y0 - PADDING, 0);
	return boxCreate(x0, y0, x1 - x0 + PADDING, y1 - y0 + PADDING);
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

void
opinion_weigh(struct reading *r, guint first, guint end, const struct reading_word *other)
{
	struct reading_word *only = NULL;
	guint covered = 0;

	for (guint i = first; i < end; i++) {
		struct reading_word *w = &g_array_index(r->words, struct reading_word, i);
		int middle = (w->x0 + w->x1) / 2;

		if (middle < other->x0 || middle > other->x1 || !*w->text)
			continue;
		only = covered++ ? only : w;
		if (covered == 1 || !is_mail(other->text))
			continue;
		/* pieces of one mail address */
		only->x1 = MAX(only->x1, w->x1);
		*w->text = '\0';
	}
	if (!only || (covered > 1 && !is_mail(other->text)))
		return;
	if (covered == 1 && strcmp(only->text, other->text) == 0)
		only->doubt = (guint8)((only->doubt + other->doubt) / 2 / AGREED);
	else if (covered > 1 || (other->doubt + SURER < only->doubt && covers(other, only)) ||
		 (is_mail(other->text) && !strchr(only->text, '@')))
		word_replace(only, other);
}

static void
line_ask(PIX *pix, double dpi, guint language, double until_cpu, struct reading *r, guint first, guint end)
{
	BOX *box = line_box(r, first, end), *clipped = NULL;
	PIX *piece = pixClipRectangle(pix, box, &clipped);
	struct reading *again = reading_new();
	l_int32 left = 0;

	if (piece && engine_read(piece, dpi, &language, TRUE, until_cpu, again)) {
		boxGetGeometry(clipped, &left, NULL, NULL, NULL);
		for (guint i = 0; i < again->words->len; i++) {
			struct reading_word *w = &g_array_index(again->words, struct reading_word, i);

			w->x0 += left;
			w->x1 += left;
			opinion_weigh(r, first, end, w);
		}
	}
	reading_free(again);
	pixDestroy(&piece);
	boxDestroy(&clipped);
	boxDestroy(&box);
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
	return *w->text && *next->text && w->line == next->line && (next->x0 - w->x1) * 2 < w->y1 - w->y0;
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
opinion_ask(PIX *pix, double dpi, guint language, double until_cpu, struct reading *r)
{
	guint other = other_language(language), asked = 0;

	for (guint first = 0, end; other != language && first < r->words->len && asked < LINES_MOST;
	     first = end) {
		gboolean doubtful = FALSE;

		end = line_end(r, first);
		for (guint i = first; i < end; i++)
			doubtful = doubtful || is_doubtful(&g_array_index(r->words, struct reading_word, i));
		if (!doubtful)
			continue;
		asked++;
		line_ask(pix, dpi, other, until_cpu, r, first, end);
	}
	mail_join(r);
	noughts_doubt(r);
}
