/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern - patterns laid on the words of a sentence; see saying.h
 *
 * Nearly every word is none of those that a place asks for, and is turned away by one bit of its hash.
 */
#include "saying.h"

#include <string.h>

enum { PLACES_MAX = 14, INDEX_SLOTS = 2048, INDEXES_MAX = 8, OPENERS_LOOSE_MAX = 40 };

/* --- one of several words ------------------------------------------------------------------------ */

enum way_kind { WAY_WHOLE, WAY_BEGINS, WAY_ENDS, WAY_HOLDS };
struct way {
	const char *text; /* not terminated */
	guint size;
	guint32 hash, letters;
	guint8 kind; /* enum way_kind */
};
struct way_set {
	GArray *ways; /* struct way; those of parts of words last */
	guint n_whole;
	guint64 hashes[4]; /* of whole words, a bit each */
	guint8 *slot;      /* whole words by their hash: their number and one */
	guint slots;       /* a power of two */
};

guint32
pattern_hash(const char *s, gsize n)
{
	guint32 hash = PATTERN_HASH_START;

	for (gsize i = 0; i < n; i++)
		hash = pattern_hash_next(hash, s[i]);
	return hash;
}

static guint32
letters_of(const char *s, gsize n)
{
	guint32 letters = 0;

	for (gsize i = 0; i < n; i++)
		letters |= letters_bit(s[i]);
	return letters;
}

static inline guint64
hash_bit(guint32 hash)
{
	return G_GUINT64_CONSTANT(1) << (hash >> 24 & 63);
}

static void
way_set_slots(struct way_set *set)
{
	g_assert(set->ways->len < G_MAXUINT8);
	for (set->slots = 4; set->slots < 2 * set->ways->len;)
		set->slots *= 2;
	set->slot = g_new0(guint8, set->slots);
	for (guint i = 0; i < set->n_whole; i++) {
		const struct way *way = &g_array_index(set->ways, struct way, i);
		guint at = way->hash & (set->slots - 1);

		while (set->slot[at])
			at = (at + 1) & (set->slots - 1);
		set->slot[at] = (guint8)(i + 1);
		set->hashes[way->hash >> 30] |= hash_bit(way->hash);
	}
}

/* alternatives: literals, or what lives as long as the set. */
static struct way_set *
way_set_new(const char *alternatives, gsize size)
{
	struct way_set *set = g_new0(struct way_set, 1);

	set->ways = g_array_new(FALSE, FALSE, sizeof(struct way));
	for (const char *s = alternatives, *end = s + size; s < end;) {
		const char *bar = memchr(s, '|', (gsize)(end - s)), *stop = bar ? bar : end;
		struct way way = { .text = s, .size = (guint)(stop - s), .kind = WAY_WHOLE };

		if (way.size > 2 && s[0] == '*' && stop[-1] == '*')
			way = (struct way){ s + 1, way.size - 2, .kind = WAY_HOLDS };
		else if (way.size > 1 && s[0] == '*')
			way = (struct way){ s + 1, way.size - 1, .kind = WAY_ENDS };
		else if (way.size > 1 && stop[-1] == '*')
			way = (struct way){ s, way.size - 1, .kind = WAY_BEGINS };
		way.hash = pattern_hash(way.text, way.size);
		way.letters = letters_of(way.text, way.size);
		if (way.kind == WAY_WHOLE)
			g_array_insert_val(set->ways, set->n_whole++, way);
		else
			g_array_append_val(set->ways, way);
		s = stop + 1;
	}
	way_set_slots(set);
	return set;
}

static gboolean
part_takes(const struct way *way, const struct said *w)
{
	if (w->size < way->size)
		return FALSE;
	switch (way->kind) {
	case WAY_BEGINS:
		return memcmp(w->folded, way->text, way->size) == 0;
	case WAY_ENDS:
		return memcmp(w->folded + w->size - way->size, way->text, way->size) == 0;
	default:
		return memmem(w->folded, w->size, way->text, way->size) != NULL;
	}
}

/* Nearly every word lacks a letter. */
static inline gboolean
way_takes_part(const struct way *way, const struct said *w)
{
	return !(way->letters & ~w->letters) && part_takes(way, w);
}

static inline gboolean
way_takes_whole(const struct way *way, const struct said *w)
{
	return way->hash == w->hash && way->size == w->size && memcmp(way->text, w->folded, w->size) == 0;
}

static inline gboolean
way_set_takes(const struct way_set *set, const struct said *w)
{
	const struct way *way = &g_array_index(set->ways, struct way, 0);

	if (set->hashes[w->hash >> 30] & hash_bit(w->hash))
		for (guint at = w->hash & (set->slots - 1); set->slot[at]; at = (at + 1) & (set->slots - 1))
			if (way_takes_whole(&way[set->slot[at] - 1], w))
				return TRUE;
	for (guint i = set->n_whole; i < set->ways->len; i++)
		if (way_takes_part(&way[i], w))
			return TRUE;
	return FALSE;
}

/* Of a literal: compiled when it is first asked for, and known by its address from then on. */
static const struct way_set *
way_set_of(const char *literal)
{
	static GHashTable *known;
	struct way_set *set;

	if (!known)
		known = g_hash_table_new(NULL, NULL);
	set = g_hash_table_lookup(known, literal);
	if (!set) {
		set = way_set_new(literal, strlen(literal));
		g_hash_table_insert(known, (gpointer)literal, set);
	}
	return set;
}

gboolean
pattern_any_matches(struct pattern *const *list, struct saying *s, guint first, guint end)
{
	guint behind;

	for (; *list; list++)
		for (guint i = first; i < end; i++)
			if (pattern_match_at(*list, s, i, end, &behind))
				return TRUE;
	return FALSE;
}

gboolean
pattern_word_among(const struct saying *s, guint at, guint end, const char *alternatives)
{
	const struct way_set *set = way_set_of(alternatives);

	for (guint i = at; i < end; i++)
		if (way_set_takes(set, saying_word(s, i)))
			return TRUE;
	return FALSE;
}

/* --- patterns ------------------------------------------------------------------------------------ */

struct place {
	struct way_set *ways; /* NULL: a gap */
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

	for (const char *s = words; *s; s += *s == ' ') {
		struct place *place = &p->place[p->n];
		gsize n = strcspn(s, " ");

		if (!n)
			continue;
		g_assert(p->n < PLACES_MAX);
		p->n++;
		if (g_str_has_prefix(s, "..")) {
			place->gap = (guint)g_ascii_strtoull(s + 2, NULL, 10);
		} else {
			place->optional = s[n - 1] == '?';
			place->ways = way_set_new(s, n - (place->optional ? 1 : 0));
		}
		s += n;
	}
	return p;
}

guint
pattern_reach(const struct pattern *p)
{
	guint n = 0;

	for (guint i = 0; i < p->n; i++)
		n += p->place[i].ways ? 1 : p->place[i].gap;
	return n;
}

static gboolean
match_from(const struct pattern *p, guint place, struct saying *s, guint at, guint end, guint *out_end);

/* A place for words: each look is a step. */
static inline gboolean
match_word(const struct pattern *p, guint place, struct saying *s, guint at, guint end, guint *out_end)
{
	const struct place *here = &p->place[place];

	if (!s->steps)
		return FALSE;
	s->steps--;
	if (at < end && way_set_takes(here->ways, saying_word(s, at)) &&
	    match_from(p, place + 1, s, at + 1, end, out_end))
		return TRUE;
	return here->optional && match_from(p, place + 1, s, at, end, out_end);
}

static gboolean
match_from(const struct pattern *p, guint place, struct saying *s, guint at, guint end, guint *out_end)
{
	const struct place *here = &p->place[place];
	gboolean word = place + 1 < p->n && here[1].ways;

	if (place == p->n) {
		*out_end = at;
		return TRUE;
	}
	if (here->ways)
		return match_word(p, place, s, at, end, out_end);
	if (!s->steps)
		return FALSE;
	s->steps--;
	for (guint skip = 0; skip <= here->gap && at + skip <= end; skip++)
		if (word ? match_word(p, place + 1, s, at + skip, end, out_end)
			 : match_from(p, place + 1, s, at + skip, end, out_end))
			return TRUE;
	return FALSE;
}

gboolean
pattern_match_at(const struct pattern *p, struct saying *s, guint at, guint end, guint *out_end)
{
	return match_from(p, 0, s, at, end, out_end);
}

/* --- which patterns may begin with a word --------------------------------------------------------- */

struct index_slot {
	struct way way;
	struct pattern_bits bits;
};
struct pattern_index {
	struct index_slot slot[INDEX_SLOTS]; /* whole words, by their hash */
	GArray *begins[256]; /* struct index_slot: beginnings, by their first byte; NULL: none */
	GArray *loose;       /* struct index_slot: endings, and what stands anywhere */
	guint n_words;
	guint8 bit; /* in what pattern_opens() gives */
};

/* Of all indexes together: whom a word may interest. */
static struct {
	guint8 whole[4096];     /* by the upper bits of a word's hash */
	guint8 begins[32 * 32]; /* by its first two letters */
	struct {
		guint32 letters;
		guint8 bits;
	} loose[OPENERS_LOOSE_MAX];      /* by all that an ending must have */
	guint n_loose, n_indexes, least; /* least: bytes that any ending has */
} openers;

static inline guint
two_letters(const char *s)
{
	return (guint)(s[0] & 31) << 5 | (guint)(s[1] & 31);
}

static void
opener_add(const struct way *way, guint8 bit)
{
	if (way->kind == WAY_WHOLE) {
		openers.whole[way->hash >> 20] |= bit;
	} else if (way->kind == WAY_BEGINS && way->size > 1) {
		openers.begins[two_letters(way->text)] |= bit;
	} else if (way->kind == WAY_BEGINS) {
		for (guint i = 0; i < 32; i++)
			openers.begins[(guint)(*way->text & 31) << 5 | i] |= bit;
	} else {
		guint i = 0;

		while (i < openers.n_loose && openers.loose[i].letters != way->letters)
			i++;
		g_assert(i < OPENERS_LOOSE_MAX);
		openers.n_loose = MAX(openers.n_loose, i + 1);
		openers.loose[i].letters = way->letters;
		openers.least = i ? MIN(openers.least, way->size) : way->size;
		openers.loose[i].bits |= bit;
	}
}

guint8
pattern_opens(const struct said *w)
{
	guint8 opens = openers.whole[w->hash >> 20];

	if (w->size)
		opens |= openers.begins[two_letters(w->folded)];
	for (guint i = 0; w->size >= openers.least && i < openers.n_loose; i++)
		if (!(openers.loose[i].letters & ~w->letters))
			opens |= openers.loose[i].bits;
	return opens;
}

static struct index_slot *
index_slot(struct pattern_index *x, const struct way *way)
{
	guint i = way->hash % INDEX_SLOTS;

	if (way->kind != WAY_WHOLE) {
		struct index_slot fresh = { .way = *way };
		GArray **list = way->kind == WAY_BEGINS ? &x->begins[(guchar)*way->text] : &x->loose;

		if (!*list)
			*list = g_array_new(FALSE, FALSE, sizeof(struct index_slot));
		g_array_append_val(*list, fresh);
		return &g_array_index(*list, struct index_slot, (*list)->len - 1);
	}
	while (x->slot[i].way.text && (x->slot[i].way.hash != way->hash || x->slot[i].way.size != way->size ||
					  memcmp(x->slot[i].way.text, way->text, way->size) != 0))
		i = (i + 1) % INDEX_SLOTS;
	if (!x->slot[i].way.text) {
		g_assert(++x->n_words < INDEX_SLOTS / 2);
		x->slot[i].way = *way;
	}
	return &x->slot[i];
}

struct pattern_index *
pattern_index_new(void)
{
	struct pattern_index *x = g_new0(struct pattern_index, 1);

	g_assert(openers.n_indexes < INDEXES_MAX);
	x->bit = (guint8)(1 << openers.n_indexes++);
	return x;
}

void
pattern_index_add(struct pattern_index *x, const struct pattern *p, guint number)
{
	const struct way_set *first = p->place[0].ways;

	g_assert(first && number < G_N_ELEMENTS(((struct pattern_bits *)NULL)->word) * 64);
	for (guint i = 0; i < first->ways->len; i++) {
		const struct way *way = &g_array_index(first->ways, struct way, i);

		index_slot(x, way)->bits.word[number / 64] |= G_GUINT64_CONSTANT(1) << (number % 64);
		opener_add(way, x->bit);
	}
}

static void
bits_or(struct pattern_bits *to, const struct pattern_bits *from)
{
	for (guint i = 0; i < G_N_ELEMENTS(to->word); i++)
		to->word[i] |= from->word[i];
}

gboolean
pattern_bits_next(const struct pattern_bits *bits, guint *at)
{
	for (guint i = *at / 64; i < G_N_ELEMENTS(bits->word); i++) {
		guint64 left = bits->word[i] & (i == *at / 64 ? G_MAXUINT64 << *at % 64 : G_MAXUINT64);

		if (left) {
			*at = i * 64 + (guint)__builtin_ctzll(left);
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
list_find(const GArray *list, const struct said *w, struct pattern_bits *out)
{
	gboolean any = FALSE;

	for (guint i = 0; list && i < list->len; i++) {
		const struct index_slot *slot = &g_array_index(list, struct index_slot, i);

		if (way_takes_part(&slot->way, w)) {
			bits_or(out, &slot->bits);
			any = TRUE;
		}
	}
	return any;
}

static gboolean
index_find(const struct pattern_index *x, const struct said *w, struct pattern_bits *out)
{
	gboolean any;

	*out = (struct pattern_bits){ { 0 } };
	any = list_find(x->loose, w, out);
	if (w->size)
		any |= list_find(x->begins[(guchar)*w->folded], w, out);
	for (guint i = w->hash % INDEX_SLOTS; x->slot[i].way.text; i = (i + 1) % INDEX_SLOTS)
		if (way_takes_whole(&x->slot[i].way, w)) {
			bits_or(out, &x->slot[i].bits);
			return TRUE;
		}
	return any;
}

gboolean
pattern_index_next(
    const struct pattern_index *x, const struct saying *s, guint *at, guint end, struct pattern_bits *out)
{
	for (; *at < end; ++*at)
		if ((saying_word(s, *at)->opens & x->bit) && index_find(x, saying_word(s, *at), out))
			return TRUE;
	return FALSE;
}
