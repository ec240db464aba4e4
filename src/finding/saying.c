/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saying - see saying.h */
#include "saying.h"

#include <string.h>

enum { SENTENCES_MAX = 600, SENTENCE_WORDS_MAX = 120, STEPS_MAX = 400000, LINE_FULL = 52 };

/* --- a quick look -------------------------------------------------------------------------------- */

/* Beginnings of words, by their first letter, from which a rule of the map may start. Lower case; bytes beyond ASCII
 * as UTF-8 has them. */
static const char *const TRIGGERS[] = { "accept", "accord", "acuerdo", "approv", "approb", "approuv", "aprob",
	"aprov", "authori", "autori", "bestell", "betal", "bill", "buchhalt", "commande", "compt", "comptab",
	"contab", "contas", "contest", "crediteur", "cuentas", "discrep", "dispute", "eingangsrech",
	"encomenda", "factu", "fatt", "fatur", "freig", "genehm", "geschil", "goedge", "goedkeur", "inkoop",
	"invoic", "kredit", "litig", "nota", "orden", "ordin", "pagament", "pago", "paiement", "payab",
	"payment", "pedido", "po", "purchas", "rechnung", "reclam", "reklam", "r\303\250glement", "signe",
	"unstimm", "valid", "zahlung", "divergen", "d\303\251saccord" };

static const char *const *
triggers_of(guchar c)
{
	static const char *by_letter[256][16];
	static gboolean done;

	if (!done) {
		for (gsize i = 0; i < G_N_ELEMENTS(TRIGGERS); i++) {
			const char **row = by_letter[(guchar)*TRIGGERS[i]];

			while (*row)
				row++;
			*row = TRIGGERS[i];
		}
		done = TRUE;
	}
	return by_letter[c];
}

static gboolean
word_triggers(const char *s, const char *end)
{
	for (const char *const *t = triggers_of((guchar)g_ascii_tolower(*s)); *t; t++) {
		gsize n = strlen(*t);

		if ((gsize)(end - s) < n || g_ascii_strncasecmp(s, *t, n) != 0)
			continue;
		if (n > 2 || s + n == end || !g_ascii_isalpha(s[n]) || (s[n] | 32) == 's')
			return TRUE;
	}
	return FALSE;
}

gboolean
saying_triggers(const char *text, gsize start, gsize end)
{
	gboolean inside = FALSE;

	for (const char *s = text + start, *stop = text + end; s < stop; s++) {
		gboolean letter = g_ascii_isalpha(*s) || (guchar)*s >= 0x80;

		if (letter && !inside && word_triggers(s, stop))
			return TRUE;
		inside = letter;
	}
	/* German puts words together */
	return memmem(text + start, end - start, "rechnung", 8) != NULL;
}

/* --- sentences ----------------------------------------------------------------------------------- */

/* "Nr.", "z.B.", "Mr.", "S.A.": the full stop behind a short word ends nothing. */
static gboolean
stop_ends(const char *text, gsize start, gsize at, gsize end)
{
	gsize n = 0;

	if (at + 1 < end && !g_ascii_isspace(text[at + 1]))
		return FALSE;
	while (at > start + n && g_ascii_isalpha(text[at - 1 - n]))
		n++;
	return n == 0 || n > 4 || (n > 2 && !g_ascii_isupper(text[at - n]));
}

static gboolean
line_ends_with_address(const char *text, gsize start, gsize end)
{
	gsize word = end;

	while (word > start && !g_ascii_isspace(text[word - 1]))
		word--;
	return memchr(text + word, '@', end - word) || memmem(text + word, end - word, "://", 3);
}

/* Does a new line begin a new thing, or does the sentence go on? A line that was full goes on; a short one does when the
 * next begins in lower case. */
static gboolean
line_breaks(const char *text, gsize line_start, gsize at, gsize end)
{
	gsize next = at + 1, last = at;

	while (last > line_start && g_ascii_isspace(text[last - 1]))
		last--;
	while (next < end && (text[next] == ' ' || text[next] == '\t'))
		next++;
	if (next >= end || text[next] == '\n' || text[next] == '\r' || last == line_start)
		return TRUE; /* an empty line */
	if (strchr("-*>|", text[next]) || (guchar)text[next] == 0xe2 || text[last - 1] == ':')
		return TRUE;
	/* a line that ends with an address is at its end */
	if (g_ascii_isupper(text[next]) && line_ends_with_address(text, line_start, last))
		return TRUE;
	if (g_ascii_islower(text[next]) || text[next] == '(' || text[next] == '<')
		return FALSE;
	return last - line_start < LINE_FULL;
}

static void
sentence_add(struct saying *s, gsize start, gsize end)
{
	struct sentence one = { 0 };

	while (start < end && g_ascii_isspace(s->text[start]))
		start++;
	while (end > start && g_ascii_isspace(s->text[end - 1]))
		end--;
	if (end <= start || s->sentences->len >= SENTENCES_MAX)
		return;
	one.start = (guint32)start;
	one.end = (guint32)end;
	one.question = s->text[end - 1] == '?';
	one.opens = s->text[end - 1] == ':';
	g_array_append_val(s->sentences, one);
}

static void
sentences_split(struct saying *s)
{
	const char *text = s->text;
	gsize start = s->start, line = start;

	for (gsize i = start; i < s->end; i++) {
		gboolean cut = FALSE;

		switch (text[i]) {
		case '\n':
			cut = line_breaks(text, line, i, s->end);
			line = i + 1;
			break;
		case '.':
			cut = stop_ends(text, start, i, s->end);
			break;
		case '!':
		case '?':
			cut = i + 1 >= s->end || g_ascii_isspace(text[i + 1]);
			break;
		case ';':
			cut = TRUE;
			break;
		default:
			break;
		}
		if (!cut)
			continue;
		sentence_add(s, start, i + 1);
		start = i + 1;
	}
	sentence_add(s, start, s->end);
}

/* --- words --------------------------------------------------------------------------------------- */

static gboolean
is_edge(const char *s)
{
	static const char *const SIGNS[] = { "\302\253", "\302\273", "\302\277", "\302\241", "\342\200\223",
		"\342\200\234", "\342\200\235", "\342\200\236", "\342\200\242", "\302\240" };

	if (*s && strchr(".,;:!?()[]<>\"'*_|-", *s))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
		if (g_str_has_prefix(s, SIGNS[i]))
			return TRUE;
	return FALSE;
}

/* Hyphens within are dropped: "e-mail" is "email", "envoyez-les" begins with "envoyez". */
static char *
fold_word(const char *s, gsize n)
{
	char *folded = label_fold(s, n), *to = folded;

	for (const char *from = folded; *from; from++)
		if (*from != '-' && *from != '.')
			*to++ = *from;
	*to = 0;
	return folded;
}

static void
word_add(struct saying *s, gsize start, gsize end)
{
	struct said w = { 0 };
	const char *t = s->text;
	gsize stop = end;

	while (start < end && is_edge(t + start))
		start = (gsize)(g_utf8_next_char(t + start) - t);
	while (end > start) {
		const char *last = g_utf8_find_prev_char(t + start, t + end);

		if (!last || !is_edge(last))
			break;
		end = (gsize)(last - t);
	}
	if (end <= start)
		return;
	for (gsize i = end; i < stop; i++) {
		w.flags |= strchr(",;()[]<>|", t[i]) ? SAID_END : 0;
		w.flags |= t[i] == ':' ? SAID_COLON | SAID_END : 0;
	}
	w.start = (guint32)start;
	w.end = (guint32)end;
	if (memchr(t + start, '@', end - start))
		w.flags |= SAID_MAIL;
	else if (g_ascii_strncasecmp(t + start, "http", 4) == 0 ||
		 g_ascii_strncasecmp(t + start, "www.", 4) == 0)
		w.flags |= SAID_URL;
	if (g_unichar_isupper(g_utf8_get_char(t + start)))
		w.flags |= SAID_CAPITAL;
	w.folded = w.flags & (SAID_MAIL | SAID_URL) ? g_strdup("") : fold_word(t + start, end - start);
	g_array_append_val(s->words, w);
}

/* "l'adresse" is two words, and so is "fatture/ordini"; an address is one. */
static void
words_add(struct saying *s, gsize start, gsize end)
{
	const char *t = s->text;
	gsize from = start;
	gboolean whole =
	    memchr(t + start, '@', end - start) != NULL || memmem(t + start, end - start, "://", 3);

	for (gsize i = start; !whole && i < end; i++) {
		gsize n = t[i] == '\'' || t[i] == '/'                            ? 1
			  : i + 2 < end && memcmp(t + i, "\342\200\231", 3) == 0 ? 3
										 : 0;
		if (!n)
			continue;
		word_add(s, from, i);
		from = i + n;
	}
	word_add(s, from, end);
}

void
saying_words(struct saying *s, guint sentence)
{
	struct sentence *one = saying_sentence(s, sentence);
	gsize i = one->start;

	if (one->n)
		return;
	one->first = s->words->len;
	while (i < one->end && s->words->len - one->first < SENTENCE_WORDS_MAX) {
		gsize n = 0;

		while (i < one->end && g_ascii_isspace(s->text[i]))
			i++;
		while (i + n < one->end && !g_ascii_isspace(s->text[i + n]))
			n++;
		if (n)
			words_add(s, i, i + n);
		i += n;
	}
	one->n = s->words->len - one->first;
}

static void
word_clear(gpointer p)
{
	g_free(((struct said *)p)->folded);
}

void
saying_init(struct saying *s, const char *text, gsize start, gsize end)
{
	*s = (struct saying){ .text = text, .start = start, .end = end, .steps = STEPS_MAX };
	s->words = g_array_new(FALSE, TRUE, sizeof(struct said));
	g_array_set_clear_func(s->words, word_clear);
	s->sentences = g_array_new(FALSE, TRUE, sizeof(struct sentence));
	sentences_split(s);
	for (guint i = 0; i < s->sentences->len; i++) {
		struct sentence *one = saying_sentence(s, i);

		if (saying_triggers(text, one->start, one->end))
			saying_words(s, i);
	}
}

void
saying_clear(struct saying *s)
{
	g_clear_pointer(&s->words, g_array_unref);
	g_clear_pointer(&s->sentences, g_array_unref);
}

struct said *
saying_word(const struct saying *s, guint i)
{
	return &g_array_index(s->words, struct said, i);
}

struct sentence *
saying_sentence(const struct saying *s, guint i)
{
	return &g_array_index(s->sentences, struct sentence, i);
}

/* --- patterns ------------------------------------------------------------------------------------ */

enum { PLACES_MAX = 14 };
struct place {
	char **ways; /* NULL: a gap */
	guint gap;
	gboolean optional;
};
struct pattern {
	struct place place[PLACES_MAX];
	guint n;
};

struct pattern *
pattern_new(const char *words)
{
	struct pattern *p = g_new0(struct pattern, 1);
	g_auto(GStrv) parts = g_strsplit(words, " ", -1);

	for (guint i = 0; parts[i]; i++) {
		struct place *place = &p->place[p->n];
		gsize n = strlen(parts[i]);

		if (!n)
			continue;
		g_assert(p->n < PLACES_MAX);
		p->n++;
		if (g_str_has_prefix(parts[i], "..")) {
			place->gap = (guint)g_ascii_strtoull(parts[i] + 2, NULL, 10);
			continue;
		}
		place->optional = parts[i][n - 1] == '?';
		if (place->optional)
			parts[i][n - 1] = 0;
		place->ways = g_strsplit(parts[i], "|", -1);
	}
	return p;
}

static gboolean
way_takes(const char *way, gsize n, const char *word)
{
	if (n > 2 && way[0] == '*' && way[n - 1] == '*') {
		const char *at = word;

		while ((at = strchr(at, way[1])) != NULL)
			if (strncmp(at++, way + 1, n - 2) == 0)
				return TRUE;
		return FALSE;
	}
	if (n > 1 && way[0] == '*') {
		gsize size = strlen(word);

		return size >= n - 1 && strncmp(word + size - (n - 1), way + 1, n - 1) == 0;
	}
	if (n > 1 && way[n - 1] == '*')
		return strncmp(way, word, n - 1) == 0;
	return strncmp(way, word, n) == 0 && !word[n];
}

static gboolean
place_takes(const struct place *place, const char *word)
{
	for (char **way = place->ways; *way; way++)
		if (way_takes(*way, strlen(*way), word))
			return TRUE;
	return FALSE;
}

gboolean
pattern_begins(const struct pattern *p, const char *folded)
{
	return place_takes(&p->place[0], folded);
}

static gboolean
match_from(const struct pattern *p, guint place, struct saying *s, guint at, guint end, guint *out_end)
{
	const struct place *here = &p->place[place];

	if (place == p->n) {
		*out_end = at;
		return TRUE;
	}
	if (!s->steps)
		return FALSE;
	s->steps--;
	if (!here->ways) {
		for (guint skip = 0; skip <= here->gap && at + skip <= end; skip++)
			if (match_from(p, place + 1, s, at + skip, end, out_end))
				return TRUE;
		return FALSE;
	}
	if (at < end && place_takes(here, saying_word(s, at)->folded) &&
	    match_from(p, place + 1, s, at + 1, end, out_end))
		return TRUE;
	return here->optional && match_from(p, place + 1, s, at, end, out_end);
}

gboolean
pattern_match_at(const struct pattern *p, struct saying *s, guint at, guint end, guint *out_end)
{
	return match_from(p, 0, s, at, end, out_end);
}

gboolean
pattern_word_among(const struct saying *s, guint at, guint end, const char *alternatives)
{
	for (guint i = at; i < end; i++) {
		const char *word = saying_word(s, i)->folded, *way = alternatives;

		while (*way) {
			gsize n = strcspn(way, "|");

			if (way_takes(way, n, word))
				return TRUE;
			way += n + (way[n] == '|');
		}
	}
	return FALSE;
}
