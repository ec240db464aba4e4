/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saying - see saying.h */
#include "saying.h"

#include <string.h>

enum {
	SENTENCES_MAX = 600,
	SENTENCE_WORDS_MAX = 120,
	STEPS_MAX = 400000,
	LINE_FULL = 52,
	STORE_BLOCK = 4000
};

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

static struct {
	const char *by_letter[26][16];
	guint32 second[26]; /* the letters that follow the first, a bit each; 26: a byte beyond ASCII */
} triggers;

static guint
letter_index(char c)
{
	guint i = (guchar)(c | 0x20) - 'a';

	return i < 26 ? i : 26;
}

static void
triggers_init(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(TRIGGERS); i++) {
		guint first = letter_index(*TRIGGERS[i]);
		const char **row = triggers.by_letter[first];

		while (*row)
			row++;
		*row = TRIGGERS[i];
		triggers.second[first] |= 1u << letter_index(TRIGGERS[i][1]);
	}
}

static gboolean
word_triggers(const char *s, const char *end)
{
	guint first = letter_index(*s);

	if (first == 26 || end - s < 2 || !(triggers.second[first] >> letter_index(s[1]) & 1))
		return FALSE;
	for (const char *const *t = triggers.by_letter[first]; *t; t++) {
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
	static gsize once;
	gboolean inside = FALSE;

	if (g_once_init_enter(&once)) {
		triggers_init();
		g_once_init_leave(&once, 1);
	}
	for (const char *s = text + start, *stop = text + end; s < stop; s++) {
		gboolean letter = letter_index(*s) < 26 || (guchar)*s >= 0x80;

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

/* What a byte of ASCII is to a word. */
enum { EDGE = 1, ENDS = 2, PARTS = 4, DROPPED = 8 };
static guint8 byte_is[128];

static void
bytes_init(void)
{
	for (const char *c = ".,;:!?()[]<>\"'*_|-"; *c; c++)
		byte_is[(guchar)*c] |= EDGE;
	for (const char *c = ",;:()[]<>|"; *c; c++)
		byte_is[(guchar)*c] |= ENDS;
	byte_is['\''] |= PARTS;
	byte_is['/'] |= PARTS;
	byte_is['-'] |= DROPPED;
	byte_is['.'] |= DROPPED;
}

static gboolean
is_edge(const char *s)
{
	static const char *const SIGNS[] = { "\302\253", "\302\273", "\302\277", "\302\241", "\342\200\223",
		"\342\200\234", "\342\200\235", "\342\200\236", "\342\200\242", "\302\240" };

	if (G_LIKELY((guchar)*s < 0x80))
		return byte_is[(guchar)*s] & EDGE;
	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
		if (g_str_has_prefix(s, SIGNS[i]))
			return TRUE;
	return FALSE;
}

/* Hyphens within are dropped: "e-mail" is "email", "envoyez-les" begins with "envoyez". Gives the size. */
static gsize
letters_fold(const char *from, const char *end, char *to)
{
	gsize n = 0;

	for (; from < end; from++) {
		if (byte_is[(guchar)*from] & DROPPED)
			continue;
		to[n++] = g_ascii_tolower(*from);
	}
	return n;
}

static gboolean
all_ascii(const char *from, const char *end)
{
	while (from < end && (guchar)*from < 0x80)
		from++;
	return from == end;
}

static void
word_fold(struct saying *s, struct said *w)
{
	enum { USUAL = 128 };
	char usual[USUAL];
	const char *from = s->text + w->start, *end = s->text + w->end;
	g_autofree char *other = NULL;
	char *folded = usual;

	if (end - from <= USUAL && all_ascii(from, end)) {
		w->size = (guint32)letters_fold(from, end, usual);
	} else {
		gsize n = 0;

		folded = other = label_fold(from, (gsize)(end - from));
		for (const char *c = other; *c; c++)
			if (*c != '-' && *c != '.')
				other[n++] = *c;
		w->size = (guint32)n;
	}
	w->hash = pattern_hash(folded, w->size);
	w->folded = g_string_chunk_insert_len(s->store, folded, (gssize)w->size);
}

/* The letters of the word without the signs around it; empty where there are only signs. */
static void
word_trim(const char *t, gsize *start, gsize *end)
{
	while (*start < *end && is_edge(t + *start))
		*start += (guchar)t[*start] < 0x80 ? 1 : (gsize)(g_utf8_next_char(t + *start) - (t + *start));
	while (*end > *start) {
		const char *last =
		    (guchar)t[*end - 1] < 0x80 ? t + *end - 1 : g_utf8_find_prev_char(t + *start, t + *end);

		if (!last || !is_edge(last))
			break;
		*end = (gsize)(last - t);
	}
}

static gboolean
is_capital(const char *c)
{
	return (guchar)*c < 0x80 ? g_ascii_isupper(*c) : g_unichar_isupper(g_utf8_get_char(c));
}

static void
word_add(struct saying *s, gsize start, gsize end)
{
	struct said w = { .folded = "", .hash = PATTERN_HASH_START };
	const char *t = s->text;
	gsize stop = end;

	word_trim(t, &start, &end);
	if (end <= start)
		return;
	for (gsize i = end; i < stop; i++) {
		if ((guchar)t[i] < 0x80 && byte_is[(guchar)t[i]] & ENDS)
			w.flags |= SAID_END | (t[i] == ':' ? SAID_COLON : 0);
	}
	w.start = (guint32)start;
	w.end = (guint32)end;
	if (memchr(t + start, '@', end - start))
		w.flags |= SAID_MAIL;
	else if (((t[start] | 0x20) == 'h' && g_ascii_strncasecmp(t + start, "http", 4) == 0) ||
		 ((t[start] | 0x20) == 'w' && g_ascii_strncasecmp(t + start, "www.", 4) == 0))
		w.flags |= SAID_URL;
	if (is_capital(t + start))
		w.flags |= SAID_CAPITAL;
	if (!(w.flags & (SAID_MAIL | SAID_URL)))
		word_fold(s, &w);
	g_array_append_val(s->words, w);
}

/* "l'adresse" is two words, and so is "fatture/ordini"; an address is one. */
static void
words_add(struct saying *s, gsize start, gsize end)
{
	const char *t = s->text;
	gsize from = start;
	int whole = -1; /* not looked yet */

	for (gsize i = start; i < end && whole <= 0; i++) {
		gsize n = (guchar)t[i] < 0x80 ? (byte_is[(guchar)t[i]] & PARTS ? 1 : 0)
			  : i + 2 < end && memcmp(t + i, "\342\200\231", 3) == 0 ? 3
										 : 0;

		if (!n)
			continue;
		if (whole < 0)
			whole =
			    memchr(t + start, '@', end - start) || memmem(t + start, end - start, "://", 3);
		if (whole)
			break;
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

void
saying_begin(struct saying *s, const char *text)
{
	static gsize once;

	if (g_once_init_enter(&once)) {
		bytes_init();
		g_once_init_leave(&once, 1);
	}
	*s = (struct saying){ .text = text, .steps = STEPS_MAX };
	s->words = g_array_new(FALSE, FALSE, sizeof(struct said));
	s->sentences = g_array_new(FALSE, TRUE, sizeof(struct sentence));
	s->store = g_string_chunk_new(STORE_BLOCK);
}

void
saying_range(struct saying *s, gsize start, gsize end)
{
	g_array_set_size(s->words, 0);
	g_array_set_size(s->sentences, 0);
	s->start = start;
	s->end = end;
	sentences_split(s);
}

void
saying_init(struct saying *s, const char *text, gsize start, gsize end)
{
	saying_begin(s, text);
	saying_range(s, start, end);
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
	g_clear_pointer(&s->store, g_string_chunk_free);
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
