/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saying - see saying.h */
#include "saying.h"
#include "triggers.h"

#include <string.h>

enum {
	SENTENCES_MAX = 600,
	SENTENCE_WORDS_MAX = 120,
	STEPS_MAX = 400000,
	LINE_FULL = 52,
	WORDS_ROOM = 8,
	STORE_BLOCK = 4000
};

/* What a byte is to a word, and to a sentence. */
enum {
	EDGE = 1,
	ENDS = 2,
	PARTS = 4,
	DROPPED = 8,
	SPACE = 16,
	HIGH = 32,
	BREAKS = 64,
	SIGN = 128,
	LETTER = 256,
	SPECIAL = EDGE | PARTS | DROPPED | SPACE | HIGH | SIGN
};
static guint16 byte_is[256];
static char byte_small[128]; /* as a word has it; 0: not at all */

static void
bytes_are(const char *bytes, guint16 what)
{
	for (; *bytes; bytes++)
		byte_is[(guchar)*bytes] |= what;
}

static void
bytes_init(void)
{
	bytes_are(".,;:!?()[]<>\"'*_|-", EDGE);
	bytes_are(",;:()[]<>|", ENDS);
	bytes_are("'/", PARTS);
	bytes_are("-.", DROPPED);
	bytes_are("\n.!?;", BREAKS);
	bytes_are("@", SIGN); /* of a mail address */
	byte_is[0] = DROPPED;
	for (guint i = 0; i < G_N_ELEMENTS(byte_is); i++)
		byte_is[i] |= i >= 0x80            ? HIGH | LETTER
			      : g_ascii_isalpha(i) ? LETTER
			      : g_ascii_isspace(i) ? SPACE
						   : 0;
	for (guint i = 0; i < G_N_ELEMENTS(byte_small); i++)
		byte_small[i] = byte_is[i] & DROPPED ? 0 : g_ascii_tolower((gchar)i);
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
	/* "excl. btw" */
	if (n > 0 && n <= 5 && at + 2 < end && text[at + 1] == ' ' && g_ascii_islower(text[at + 2]))
		return FALSE;
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
sentence_add(struct saying *s, gsize start, gsize end, guint8 *triggers)
{
	struct sentence one = { .triggers = *triggers };

	*triggers = 0;
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

/* One walk finds where sentences end, and the words in them that rules begin from. */
static void
sentences_split(struct saying *s)
{
	const char *text = s->text;
	gsize start = s->start, line = start, end = s->end, n;
	guint8 triggers = 0;

	for (gsize i = start; i < end; i += n) {
		guint16 is = byte_is[(guchar)text[i]];
		gboolean cut = FALSE;

		n = 1;
		if (is & LETTER) {
			if (triggers_may_begin(text + i, end - i))
				triggers |= triggers_at(text + i, end - i);
			while (i + n < end && byte_is[(guchar)text[i + n]] & LETTER)
				n++;
		}
		if (!(is & BREAKS))
			continue;
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
		sentence_add(s, start, i + 1, &triggers);
		start = i + 1;
	}
	sentence_add(s, start, s->end, &triggers);
}

/* --- words --------------------------------------------------------------------------------------- */

static gboolean
is_edge(const char *s)
{
	static const char *const SIGNS[] = { "\302\253", "\302\273", "\302\277", "\302\241", "\342\200\223",
		"\342\200\234", "\342\200\235", "\342\200\236", "\342\200\242", "\302\240" };

	if (G_LIKELY(!(byte_is[(guchar)*s] & HIGH)))
		return byte_is[(guchar)*s] & EDGE;
	for (gsize i = 0; ((guchar)*s == 0xc2 || (guchar)*s == 0xe2) && i < G_N_ELEMENTS(SIGNS); i++)
		if (g_str_has_prefix(s, SIGNS[i]))
			return TRUE;
	return FALSE;
}

struct folding {
	char *to;
	guint32 n, hash, letters;
};

static inline void
fold_put(struct folding *f, char c)
{
	f->to[f->n++] = c;
	f->hash = pattern_hash_next(f->hash, c);
	f->letters |= letters_bit(c);
}

static inline void
fold_end(struct saying *s, struct folding *f, struct said *w)
{
	f->to[f->n] = 0;
	s->plain_used += f->n + 1;
	w->size = f->n;
	w->hash = f->hash;
	w->letters = f->letters;
	w->folded = f->to;
}

/* The ASCII letters for a Latin letter with a mark, two bytes of UTF-8 (U+00C0 to U+017F); NULL: another sign. */
static const char *
latin_folded(const char *s, const char *end)
{
	if ((guchar)*s < 0xc3 || (guchar)*s > 0xc5 || s + 1 >= end || ((guchar)s[1] & 0xc0) != 0x80)
		return NULL;
	return label_fold_char(((guchar)*s & 0x1fu) << 6 | ((guchar)s[1] & 0x3fu));
}

/* Hyphens within are dropped: "e-mail" is "email", "envoyez-les" begins with "envoyez". ASCII and Latin letters find room
 * where the word had it: all of them do where the whole range would. FALSE: there are others. */
static gboolean
word_fold(struct saying *s, struct said *w)
{
	struct folding f = { .to = s->plain + s->plain_used, .hash = PATTERN_HASH_START };

	for (const char *from = s->text + w->start, *end = s->text + w->end; from < end; from++) {
		if (G_LIKELY((guchar)*from < 0x80)) {
			if (byte_small[(guchar)*from])
				fold_put(&f, byte_small[(guchar)*from]);
			continue;
		}
		const char *folded = latin_folded(from++, end);

		if (!folded)
			return FALSE;
		for (; *folded; folded++)
			fold_put(&f, *folded);
	}
	fold_end(s, &f, w);
	return TRUE;
}

static void
word_fold_any(struct saying *s, struct said *w)
{
	g_autofree char *folded = label_fold(s->text + w->start, w->end - w->start);
	gsize n = 0;

	for (const char *c = folded; *c; c++)
		if (*c != '-' && *c != '.') {
			w->letters |= letters_bit(*c);
			folded[n++] = *c;
		}
	w->size = (guint32)n;
	w->hash = pattern_hash(folded, w->size);
	if (!s->store)
		s->store = g_string_chunk_new(STORE_BLOCK);
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

static guint16
bytes_seen(const char *from, const char *end)
{
	guint16 seen = 0;

	for (; from < end; from++)
		seen |= byte_is[(guchar)*from];
	return seen;
}

/* SAID_MAIL, SAID_URL, or 0. */
static guint8
address_flag(const char *t, guint16 seen)
{
	if (seen & SIGN)
		return SAID_MAIL;
	return ((*t | 0x20) == 'h' && (t[1] | 0x20) == 't' && g_ascii_strncasecmp(t, "http", 4) == 0) ||
		       ((*t | 0x20) == 'w' && (t[1] | 0x20) == 'w' && g_ascii_strncasecmp(t, "www.", 4) == 0)
		   ? SAID_URL
		   : 0;
}

static struct said *
word_new(struct saying *s)
{
	if (G_UNLIKELY(s->n_words == s->room)) {
		s->room = s->room ? 2 * s->room : (guint)((s->end - s->start) / 6 + WORDS_ROOM);
		s->word = g_renew(struct said, s->word, s->room);
	}
	s->word[s->n_words] = (struct said){ .folded = "", .hash = PATTERN_HASH_START };
	return &s->word[s->n_words++];
}

/* seen: what is among its bytes, at least. */
static void
word_add(struct saying *s, gsize start, gsize end, guint16 seen)
{
	struct said *w;
	const char *t = s->text;
	gsize stop = end;
	guint8 flags = 0, address;

	if (seen & (EDGE | HIGH)) {
		word_trim(t, &start, &end);
		for (gsize i = end; i < stop; i++)
			if (byte_is[(guchar)t[i]] & ENDS)
				flags |= SAID_END | (t[i] == ':' ? SAID_COLON : 0);
		if (seen & SIGN)
			seen = bytes_seen(t + start, t + end);
	}
	if (end <= start)
		return;
	address = address_flag(t + start, seen);
	w = word_new(s);
	w->start = (guint32)start;
	w->end = (guint32)end;
	w->flags = flags | address | (is_capital(t + start) ? SAID_CAPITAL : 0);
	if (address)
		return; /* as it stands */
	if (!word_fold(s, w))
		word_fold_any(s, w);
	w->opens = pattern_opens(w);
}

/* "l'adresse" is two words, and so is "fatture/ordini"; an address is one. */
static void
words_add(struct saying *s, gsize start, gsize end, guint16 seen)
{
	const char *t = s->text;
	gsize from = start;
	int whole = seen & (PARTS | HIGH) ? -1 : TRUE; /* not looked yet */

	for (gsize i = start; i < end && whole <= 0; i++) {
		gsize n = byte_is[(guchar)t[i]] & PARTS                                                  ? 1
			  : (guchar)t[i] == 0xe2 && i + 2 < end && memcmp(t + i, "\342\200\231", 3) == 0 ? 3
													 : 0;

		if (!n)
			continue;
		if (whole < 0)
			whole =
			    memchr(t + start, '@', end - start) || memmem(t + start, end - start, "://", 3);
		if (whole)
			break;
		word_add(s, from, i, seen);
		from = i + n;
	}
	word_add(s, from, end, seen);
}

/* Letters and digits alone, as most words are: folded while the end is looked for. NULL: there is more to it. */
static const char *
word_add_plain(struct saying *s, const char *start, const char *end)
{
	struct folding f = { .to = s->plain + s->plain_used, .hash = PATTERN_HASH_START };
	const char *p = start;
	struct said *w;

	for (; p < end && !(byte_is[(guchar)*p] & SPECIAL); p++)
		fold_put(&f, byte_small[(guchar)*p]);
	if ((p < end && !(byte_is[(guchar)*p] & SPACE)) || address_flag(start, 0))
		return NULL;
	w = word_new(s);
	w->start = (guint32)(start - s->text);
	w->end = (guint32)(p - s->text);
	w->flags = g_ascii_isupper(*start) ? SAID_CAPITAL : 0;
	fold_end(s, &f, w);
	w->opens = pattern_opens(w);
	return p;
}

void
saying_words(struct saying *s, guint sentence)
{
	struct sentence *one = saying_sentence(s, sentence);
	const char *p = s->text + one->start, *end = s->text + one->end;

	if (one->n)
		return;
	if (!s->plain)
		s->plain = g_malloc(s->end - s->start + 2);
	one->first = s->n_words;
	while (p < end && s->n_words - one->first < SENTENCE_WORDS_MAX) {
		guint16 seen = 0, is;
		const char *start, *behind;

		while (p < end && byte_is[(guchar)*p] & SPACE)
			p++;
		if (p < end && (behind = word_add_plain(s, p, end))) {
			p = behind;
			continue;
		}
		for (start = p; p < end && !((is = byte_is[(guchar)*p]) & SPACE); p++)
			seen |= is;
		if (p > start)
			words_add(s, (gsize)(start - s->text), (gsize)(p - s->text), seen);
	}
	one->n = s->n_words - one->first;
}

void
saying_begin(struct saying *s, const char *text)
{
	static gsize once;

	if (g_once_init_enter(&once)) {
		finding_init();
		triggers_init();
		bytes_init();
		g_once_init_leave(&once, 1);
	}
	*s = (struct saying){ .text = text, .steps = STEPS_MAX };
	s->sentences = g_array_new(FALSE, TRUE, sizeof(struct sentence));
}

void
saying_range(struct saying *s, gsize start, gsize end)
{
	s->n_words = 0;
	g_array_set_size(s->sentences, 0);
	g_clear_pointer(&s->plain, g_free);
	s->plain_used = 0;
	s->start = start;
	s->end = end;
	sentences_split(s);
}

void
saying_init(struct saying *s, const char *text, gsize start, gsize end)
{
	/* German puts words together */
	gboolean rechnung = memmem(text + start, end - start, "rechnung", 8) != NULL;

	saying_begin(s, text);
	saying_range(s, start, end);
	for (guint i = 0; i < s->sentences->len; i++) {
		struct sentence *one = saying_sentence(s, i);

		if (rechnung && memmem(text + one->start, one->end - one->start, "rechnung", 8))
			one->triggers |= TRIGGER_MAP;
		s->triggers |= one->triggers;
	}
}

/* --- shared -------------------------------------------------------------------------------------- */

struct saying *
saying_shared(struct saying_shelf *shelf, const char *text, gsize start, gsize end)
{
	struct saying *s;

	for (guint i = 0; i < G_N_ELEMENTS(shelf->one); i++) {
		s = &shelf->one[i];
		if (s->sentences && s->text == text && s->start == start && s->end == end) {
			s->steps = STEPS_MAX;
			return s;
		}
	}
	s = &shelf->one[shelf->next++ % G_N_ELEMENTS(shelf->one)];
	saying_clear(s);
	saying_init(s, text, start, end);
	return s;
}

void
saying_shelf_clear(struct saying_shelf *shelf)
{
	for (guint i = 0; i < G_N_ELEMENTS(shelf->one); i++)
		saying_clear(&shelf->one[i]);
}

void
saying_clear(struct saying *s)
{
	g_clear_pointer(&s->word, g_free);
	s->n_words = s->room = 0;
	g_clear_pointer(&s->sentences, g_array_unref);
	g_clear_pointer(&s->store, g_string_chunk_free);
	g_clear_pointer(&s->plain, g_free);
}
