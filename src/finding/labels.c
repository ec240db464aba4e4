/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * labels - one trie over the label tables of all languages, and the scan
 *
 * Words are hashed while they are folded; a bitmap of the known hashes turns nearly every word of ordinary
 * mail away before any table is looked at. Two words with the same 64-bit hash count as the same word: the
 * worst that a forger gains is a label that he could have written outright.
 */
#include "labels.h"
#include "phrases.h"

#include <string.h>

enum { VOCABULARY_SIZE = 1 << 13, NODES_SIZE = 1 << 16, BITMAP_BITS = 1 << 16, ID_NUMBER = 1 };

struct vocabulary_slot {
	guint64 hash;
	guint16 id;
};
struct node_slot {
	guint32 key; /* parent node << 16 | word id; 0: free */
	guint16 node;
};

static struct {
	struct vocabulary_slot words[VOCABULARY_SIZE];
	struct node_slot edges[NODES_SIZE];
	guint64 bitmap[BITMAP_BITS / 64];
	const struct label *row[NODES_SIZE / 2];
	guint8 language[NODES_SIZE / 2];
	guint16 begins[VOCABULARY_SIZE / 2]; /* by word: the node of labels that begin with it; 0: none do */
	guint n_words, n_nodes;
} trie;

static const struct label *const TABLES[LANG_N] = { LABELS_EN, LABELS_DE, LABELS_FR, LABELS_ES, LABELS_IT,
	LABELS_NL, LABELS_PT };
/* What "#" in a table stands for; the sign itself is folded to it in the scan. */
static const char *const NUMBER_WORDS[] = { "no", "nr", "num", "nbr", "number", "nummer", "numero", "nro",
	"n", "numb" };

#define HASH_START G_GUINT64_CONSTANT(0xcbf29ce484222325)

static inline guint64
hash_step(guint64 h, guchar c)
{
	return (h ^ c) * G_GUINT64_CONSTANT(0x100000001b3);
}

/* --- building ------------------------------------------------------------------------------------ */

static guint64
hash_word(const char *s, gsize n)
{
	guint64 h = HASH_START;

	while (n--)
		h = hash_step(h, (guchar)*s++);
	return h;
}

static struct vocabulary_slot *
vocabulary_slot(guint64 h)
{
	/* short words differ in the lower half alone */
	guint i = (guint)((h ^ h >> 32) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 40) % VOCABULARY_SIZE;

	while (trie.words[i].id && trie.words[i].hash != h)
		i = (i + 1) % VOCABULARY_SIZE;
	return &trie.words[i];
}

static inline guint
bitmap_bit(guint64 h)
{
	return (guint)(h >> 40) % BITMAP_BITS;
}

static guint
word_add(const char *s, gsize n, guint id)
{
	guint64 h = hash_word(s, n);
	struct vocabulary_slot *slot = vocabulary_slot(h);

	if (!slot->id) {
		guint bit = bitmap_bit(h);

		g_assert(trie.n_words < VOCABULARY_SIZE / 2);
		slot->hash = h;
		slot->id = (guint16)(id ? id : ++trie.n_words);
		trie.bitmap[bit / 64] |= G_GUINT64_CONSTANT(1) << (bit % 64);
	}
	return slot->id;
}

static struct node_slot *
node_slot(guint node, guint id)
{
	guint32 key = node << 16 | id;
	guint i = (guint)((key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> 40) % NODES_SIZE;

	while (trie.edges[i].key && trie.edges[i].key != key)
		i = (i + 1) % NODES_SIZE;
	return &trie.edges[i];
}

/* FALSE: these words have a meaning already, and keep it. */
static gboolean
row_add(const struct label *label, enum label_language language)
{
	guint node = 1;

	for (const char *s = label->words; *s;) {
		gsize n = strcspn(s, " ");
		guint id = *s == '#' ? ID_NUMBER : word_add(s, n, 0);
		struct node_slot *slot = node_slot(node, id);

		if (!slot->key) {
			g_assert(trie.n_nodes < NODES_SIZE / 2 - 1);
			slot->key = node << 16 | id;
			slot->node = (guint16)++trie.n_nodes;
		}
		if (node == 1)
			trie.begins[id] = slot->node;
		node = slot->node;
		s += n;
		s += *s == ' ';
	}
	if (trie.row[node])
		return FALSE;
	trie.row[node] = label;
	trie.language[node] = (guint8)language;
	return TRUE;
}

static void
phrase_add(char *words, const struct phrase *phrase)
{
	struct label *label = g_new(struct label, 1); /* lives as long as the trie */

	*label = (struct label){ words, phrase->kind, phrase->weight };
	if (!row_add(label, phrase->language)) {
		g_free(words);
		g_free(label);
	}
}

void
labels_init(void)
{
	static gsize ready;

	if (!g_once_init_enter(&ready))
		return;
	trie.n_words = ID_NUMBER;
	trie.n_nodes = 1;
	for (gsize i = 0; i < G_N_ELEMENTS(NUMBER_WORDS); i++)
		word_add(NUMBER_WORDS[i], strlen(NUMBER_WORDS[i]), ID_NUMBER);
	for (guint l = 0; l < LANG_N; l++)
		for (const struct label *row = TABLES[l]; row->words; row++)
			row_add(row, l);
	phrases_each(phrase_add);
	g_once_init_leave(&ready, 1);
}

/* --- words to atoms ------------------------------------------------------------------------------ */

static inline gboolean
is_alpha(guchar c)
{
	return (guchar)((c | 0x20) - 'a') < 26;
}

static inline guint16
word_id(guint64 h)
{
	guint bit = bitmap_bit(h);

	if (!(trie.bitmap[bit / 64] >> (bit % 64) & 1))
		return 0;
	return vocabulary_slot(h)->id;
}

static gsize
wide_letter_step(const char *s, const char *end, guint64 *h)
{
	gunichar c;
	const char *folded, *next;

	c = g_utf8_get_char_validated(s, end - s);
	if ((gint32)c < 0)
		return 0;
	next = g_utf8_next_char(s);
	folded = label_fold_char(c);
	if (folded) {
		for (; *folded; folded++)
			*h = hash_step(*h, (guchar)*folded);
		return (gsize)(next - s);
	}
	if (!g_unichar_isalpha(c))
		return 0;
	for (const char *p = s; p < next; p++)
		*h = hash_step(*h, (guchar)*p);
	return (gsize)(next - s);
}

/* One step of a run of letters at s: bytes used, 0 when no letter stands there. */
static inline gsize
letter_step(const char *s, const char *end, guint64 *h)
{
	if (is_alpha((guchar)*s)) {
		*h = hash_step(*h, (guchar)(*s | 0x20));
		return 1;
	}
	return *s & 0x80 ? wide_letter_step(s, end, h) : 0;
}

static inline void
atom_push(struct atoms *a, const struct atom *atom)
{
	if (G_UNLIKELY(a->n == a->cap)) {
		a->cap = a->cap ? a->cap * 2 : 256;
		a->at = g_renew(struct atom, a->at, a->cap);
	}
	a->at[a->n++] = *atom;
}

/* Addresses and links hold no labels. */
static gboolean
word_is_address(const char *s, gsize n)
{
	return memchr(s, '@', n) || g_strstr_len(s, (gssize)n, "://") ||
	       (n > 4 && g_ascii_strncasecmp(s, "www.", 4) == 0);
}

/* "Bestell-Datum" is Bestelldatum: two runs of letters with a hyphen, known as one word. */
static void
join_compound(const char *text, struct atoms *out, guint first)
{
	struct atom *a = &out->at[first];
	const char *s = text + a[0].offset, *end = text + a[2].offset + a[2].size;
	guint64 h = HASH_START;
	gsize n;
	guint16 id;

	if (a[0].type != ATOM_LETTERS || a[1].sign != '-' || (a[1].size != 1 && a[1].size != 3) ||
	    a[2].type != ATOM_LETTERS)
		return;
	while (s < end) {
		n = letter_step(s, end, &h);
		s += n ? n : a[1].size; /* the hyphen */
	}
	id = word_id(h);
	if (!id)
		return;
	a[0].id = id;
	a[0].size = (guint16)(end - text - a[0].offset);
	memmove(a + 1, a + 3, (out->n - first - 3) * sizeof *a);
	out->n -= 2;
}

/* "n.º", "N.°", "n.o": one word for number, though a point parts its letters. */
static void
join_numero(const char *text, struct atoms *out, guint at)
{
	struct atom *a = &out->at[at];
	const char *s = text + a[2].offset;

	if (a[0].type != ATOM_LETTERS || a[0].size != 1 || (text[a[0].offset] | 0x20) != 'n' ||
	    a[1].sign != '.' || a[1].size != 1 || a[2].type != ATOM_LETTERS ||
	    !(a[2].size == 1 ? *s == 'o'
			     : a[2].size == 2 && (guchar)s[0] == 0xc2 &&
				   ((guchar)s[1] == 0xba || (guchar)s[1] == 0xb0)))
		return;
	a[0].id = ID_NUMBER;
	a[0].size = (guint16)(a[2].offset + a[2].size - a[0].offset);
	memmove(a + 1, a + 3, (out->n - at - 3) * sizeof *a);
	out->n -= 2;
}

static inline gboolean
ends_sentence(char c)
{
	return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || !c;
}

/* An ordinary word: letters, perhaps with the sign of a sentence behind them. One that no label knows is not kept, nor one
 * that stands in the middle of labels alone ("the", "our") and follows on none. FALSE: no such word. */
static gboolean
ordinary_word(const char *s, gsize n, guint32 index, struct atoms *out)
{
	guint64 h = HASH_START;
	gsize i = 0;
	guint16 id;

	while (i < n && is_alpha((guchar)s[i]))
		h = hash_step(h, (guchar)(s[i++] | 0x20));
	if (!i || i + 1 < n || (i < n && !ends_sentence(s[i])))
		return FALSE;
	id = word_id(h);
	if (!id || (!trie.begins[id] &&
		       !(out->n && out->at[out->n - 1].word + out->at[out->n - 1].more + 1 == index)))
		return TRUE;
	atom_push(out, &(struct atom){ .word = index, .size = (guint16)i, .id = id, .type = ATOM_LETTERS });
	if (i < n)
		atom_push(out, &(struct atom){ .word = index,
				   .offset = (guint16)i,
				   .size = 1,
				   .type = ATOM_SIGN,
				   .sign = (guchar)s[i] });
	return TRUE;
}

static void
atoms_of_word(const struct document *d, guint32 index, struct atoms *out)
{
	const struct word *w = &g_array_index(d->words, struct word, index);
	const char *text = d->text + w->offset, *s = text, *end = text + MIN(w->size, G_MAXUINT16);
	guint first = out->n;
	gboolean suspect = FALSE, known = FALSE;

	if (ordinary_word(text, (gsize)(end - text), index, out))
		return;
	while (s < end) {
		struct atom atom = { .word = index, .offset = (guint16)(s - text), .type = ATOM_LETTERS };
		const char *start = s;
		guint64 h = HASH_START;
		gsize n;

		while (s < end && (n = letter_step(s, end, &h)))
			s += n;
		if (s > start) {
			/* "N30" is no "no. 30" */
			atom.id = s - start == 1 && s < end && g_ascii_isdigit(*s) ? 0 : word_id(h);
		} else if (g_ascii_isdigit(*s)) {
			atom.type = ATOM_DIGITS;
			while (s < end && g_ascii_isdigit(*s))
				s++;
		} else {
			atom.type = ATOM_SIGN;
			atom.sign = end - s >= 3 && wide_dash_at(s) ? '-' : (guchar)*s;
			atom.id = *s == '#' ? ID_NUMBER : 0;
			suspect = suspect || *s == '@' || *s == '/' || *s == '.';
			do
				s++;
			while (s < end && (*s == *start || (*s & 0xc0) == 0x80));
		}
		atom.size = (guint16)(s - start);
		atom_push(out, &atom);
	}
	if (out->n - first >= 3)
		join_compound(text, out, first);
	for (guint i = first; suspect && i + 2 < out->n; i++)
		join_numero(text, out, i);
	for (guint i = first; i < out->n && !known; i++)
		known = out->at[i].id != 0;
	if (!known || (suspect && word_is_address(text, (gsize)(end - text))))
		out->n = first;
}

/* One letter, alone. */
static gboolean
word_is_letter(const struct document *d, guint i, guint end)
{
	const struct word *w = i < end ? &g_array_index(d->words, struct word, i) : NULL;
	const char *s = w ? d->text + w->offset : NULL;

	return w && !(w->flags & WORD_HIDDEN) && w->size > 0 && w->size <= 2 &&
	       (w->size == 1 ? is_alpha((guchar)*s) : (*s & 0x80) != 0);
}

/* "I N V O I C E": letters set apart, read as one word if they make a known one. Gives how many words. */
static guint
spaced_word(const struct document *d, guint first, guint end, struct atoms *out)
{
	const struct word *w = &g_array_index(d->words, struct word, first);
	struct atom atom = { .word = first, .type = ATOM_LETTERS };
	guint64 h = HASH_START;
	guint n = 0;

	while (n < 30 && word_is_letter(d, first + n, end) && (n == 0 || w[n].y0 < w->y1)) {
		const char *s = d->text + w[n].offset, *stop = s + w[n].size;
		gsize step;

		while (s < stop && (step = letter_step(s, stop, &h)))
			s += step;
		n++;
		if (n >= 5 && word_id(h)) {
			atom.id = word_id(h);
			atom.more = (guint16)(n - 1);
			atom.size = (guint16)w[n - 1].size;
		}
	}
	if (!atom.id)
		return 0;
	atom_push(out, &atom);
	return atom.more + 1u;
}

void
atoms_of(const struct document *d, guint first, guint end, struct atoms *out)
{
	labels_init();
	for (guint i = first; i < end; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);
		guint n;

		if (w->size <= 2 && word_is_letter(d, i, end) && word_is_letter(d, i + 1, end) &&
		    word_is_letter(d, i + 2, end) && (n = spaced_word(d, i, end, out))) {
			i += n - 1;
			continue;
		}
		if (!(w->flags & WORD_HIDDEN))
			atoms_of_word(d, i, out);
	}
}

void
atoms_clear(struct atoms *a)
{
	g_free(a->at);
	a->at = NULL;
	a->n = a->cap = 0;
}

/* --- the scan ------------------------------------------------------------------------------------ */

/* How wide is a letter of this word? Typewriter fonts have wide ones, and as wide blanks. */
static float
letter_width(const struct document *d, const struct word *w)
{
	guint32 letters = 0;

	for (guint32 i = 0; i < w->size; i++)
		letters += (d->text[w->offset + i] & 0xc0) != 0x80;
	return letters ? (w->x1 - w->x0) / (float)letters : 0;
}

gboolean
words_adjoin(const struct document *d, const struct word *a, const struct word *b)
{
	float gap = b->x0 - a->x1, height = MAX(a->y1 - a->y0, b->y1 - b->y0);
	float overlap = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);

	if (a->page != b->page || b->flags & WORD_CELL_START)
		return FALSE;
	if (d->unit == UNIT_CHARS)
		return a->line == b->line && gap < 1.5f;
	if (a->line != b->line && overlap < 0.7f * height)
		return FALSE;
	if (gap <= -0.5f * height)
		return FALSE;
	return gap < MAX(0.75f * height, 2.0f) || gap < 1.35f * MIN(letter_width(d, a), letter_width(d, b));
}

static gboolean
sign_joins(guchar c)
{
	return c == '.' || c == '-' || c == '/' || c == '\'' || c == '_' || c == 0xe2 || c == '`' ||
	       c == '(' || c == ')' || c == '&';
}

/* The next atom that may go on a label behind atom i, or n. */
static guint
atom_next(const struct document *d, const struct atoms *a, guint i)
{
	guint j = i + 1;

	while (j < a->n && a->at[j].type == ATOM_SIGN && !a->at[j].id && sign_joins(a->at[j].sign))
		j++;
	if (j >= a->n || !a->at[j].id)
		return a->n;
	for (guint k = i; k < j; k++)
		if (a->at[k].word != a->at[k + 1].word &&
		    (a->at[k].word + a->at[k].more + 1 < a->at[k + 1].word ||
			!words_adjoin(d, &g_array_index(d->words, struct word, a->at[k].word),
			    &g_array_index(d->words, struct word, a->at[k + 1].word))))
			return a->n;
	return j;
}

/* May a label begin at atom i? Not in the middle of a word, unless behind a sign. */
static gboolean
atom_opens(const struct atoms *a, guint i)
{
	return i == 0 || a->at[i - 1].word != a->at[i].word || a->at[i - 1].type == ATOM_SIGN;
}

/* "# OC260052": a word of a longer label that runs on in digits is the number's own. */
static gboolean
runs_into_digits(const struct document *d, const struct atom *a)
{
	const struct word *w = &g_array_index(d->words, struct word, a->word + a->more);
	guint32 end = (guint32)a->offset + a->size;

	return a->type == ATOM_LETTERS && end < w->size && g_ascii_isdigit(d->text[w->offset + end]);
}

GArray *
labels_scan(const struct document *d, const struct atoms *atoms)
{
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct hit));
	guint i = 0;

	labels_init();
	while (i < atoms->n) {
		struct hit hit = { NULL };
		guint node = trie.begins[atoms->at[i].id], at = i, last = i;

		if (!node || !atom_opens(atoms, i)) {
			i++;
			continue;
		}
		for (; node; node = at < atoms->n ? node_slot(node, atoms->at[at].id)->node : 0) {
			if (trie.row[node] && (at == i || !runs_into_digits(d, &atoms->at[at]))) {
				if (hit.label && hit.label->kind >= TITLE_ORDER &&
				    hit.label->kind <= TITLE_OTHER)
					hit.title = hit.label;
				hit.label = trie.row[node];
				hit.language = trie.language[node];
				last = at;
			}
			at = atom_next(d, atoms, at);
		}
		if (!hit.label) {
			i++;
			continue;
		}
		if (hit.label->kind >= TITLE_ORDER)
			hit.title = NULL;
		hit.atom = i;
		hit.n_atoms = last - i + 1;
		hit.word = atoms->at[i].word;
		hit.last_word = atoms->at[last].word + atoms->at[last].more;
		hit.offset = atoms->at[i].offset;
		hit.end = (guint16)(atoms->at[last].offset + atoms->at[last].size);
		g_array_append_val(hits, hit);
		i = last + 1;
	}
	return hits;
}

guint
label_step(guint node, const char *text)
{
	const char *s = text, *end = text + strlen(text);

	labels_init();
	while (s < end && node) {
		const char *start = s;
		guint64 h = HASH_START;
		guint id = *s == '#' ? ID_NUMBER : 0;
		gsize n;

		while (s < end && (n = letter_step(s, end, &h)))
			s += n;
		if (s > start)
			id = word_id(h);
		else
			s = g_utf8_next_char(s);
		if (s > start + 1 || id || g_ascii_isalnum(*start))
			node = id ? node_slot(node, id)->node : 0;
	}
	return node;
}

const struct label *
label_at(guint node, guint8 *out_language)
{
	if (!node || !trie.row[node])
		return NULL;
	*out_language = trie.language[node];
	return trie.row[node];
}
