/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern - patterns laid on the words of a sentence; see saying.h
 *
 * Nearly every word is none of those that a place asks for, and is turned away by one bit of its hash.
 */
#include "saying.h"

#include <string.h>

enum { PLACES_MAX = 14, INDEX_SLOTS = 2048 };

/* --- one of several words ------------------------------------------------------------------------ */

enum way_kind { WAY_WHOLE, WAY_BEGINS, WAY_ENDS, WAY_HOLDS };
struct way {
	const char *text; /* not terminated */
	guint size;
	guint32 hash;
	guint8 kind; /* enum way_kind */
};
struct way_set {
	GArray *ways;      /* struct way */
	guint64 hashes;    /* of whole words, a bit each */
	guint64 begins[4]; /* first bytes of those that are beginnings, a bit each */
	gboolean loose;    /* some may begin with anything */
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

static inline guint64
hash_bit(guint32 hash)
{
	return G_GUINT64_CONSTANT(1) << (hash >> 26);
}

static inline guint64
byte_bit(char c)
{
	return G_GUINT64_CONSTANT(1) << ((guchar)c & 63);
}

static void
way_set_slots(struct way_set *set)
{
	g_assert(set->ways->len < G_MAXUINT8);
	for (set->slots = 4; set->slots < 2 * set->ways->len;)
		set->slots *= 2;
	set->slot = g_new0(guint8, set->slots);
	for (guint i = 0; i < set->ways->len; i++) {
		const struct way *way = &g_array_index(set->ways, struct way, i);
		guint at = way->hash & (set->slots - 1);

		while (way->kind == WAY_WHOLE && set->slot[at])
			at = (at + 1) & (set->slots - 1);
		if (way->kind == WAY_WHOLE)
			set->slot[at] = (guint8)(i + 1);
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
			way = (struct way){ s + 1, way.size - 2, 0, WAY_HOLDS };
		else if (way.size > 1 && s[0] == '*')
			way = (struct way){ s + 1, way.size - 1, 0, WAY_ENDS };
		else if (way.size > 1 && stop[-1] == '*')
			way = (struct way){ s, way.size - 1, 0, WAY_BEGINS };
		way.hash = pattern_hash(way.text, way.size);
		if (way.kind == WAY_WHOLE)
			set->hashes |= hash_bit(way.hash);
		else if (way.kind == WAY_BEGINS)
			set->begins[(guchar)*way.text / 64] |= byte_bit(*way.text);
		else
			set->loose = TRUE;
		g_array_append_val(set->ways, way);
		s = stop + 1;
	}
	way_set_slots(set);
	return set;
}

static gboolean
way_takes(const struct way *way, const struct said *w)
{
	switch (way->kind) {
	case WAY_WHOLE:
		return way->hash == w->hash && way->size == w->size &&
		       memcmp(way->text, w->folded, w->size) == 0;
	case WAY_BEGINS:
		return w->size >= way->size && memcmp(w->folded, way->text, way->size) == 0;
	case WAY_ENDS:
		return w->size >= way->size &&
		       memcmp(w->folded + w->size - way->size, way->text, way->size) == 0;
	default:
		return memmem(w->folded, w->size, way->text, way->size) != NULL;
	}
}

static gboolean
way_set_takes(const struct way_set *set, const struct said *w)
{
	if (set->hashes & hash_bit(w->hash))
		for (guint at = w->hash & (set->slots - 1); set->slot[at]; at = (at + 1) & (set->slots - 1))
			if (way_takes(&g_array_index(set->ways, struct way, set->slot[at] - 1), w))
				return TRUE;
	if (!set->loose && !(w->size && set->begins[(guchar)*w->folded / 64] & byte_bit(*w->folded)))
		return FALSE;
	for (guint i = 0; i < set->ways->len; i++) {
		const struct way *way = &g_array_index(set->ways, struct way, i);

		if (way->kind != WAY_WHOLE && way_takes(way, w))
			return TRUE;
	}
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
	if (at < end && way_set_takes(here->ways, saying_word(s, at)) &&
	    match_from(p, place + 1, s, at + 1, end, out_end))
		return TRUE;
	return here->optional && match_from(p, place + 1, s, at, end, out_end);
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
	guint64 hashes[64];                  /* a bit for each of the hash's upper 12 */
	GArray *begins[256]; /* struct index_slot: beginnings, by their first byte; NULL: none */
	GArray *loose;       /* struct index_slot: endings, and what stands anywhere */
	guint n_words;
};

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
		x->hashes[way->hash >> 26] |= G_GUINT64_CONSTANT(1) << (way->hash >> 20 & 63);
	}
	return &x->slot[i];
}

struct pattern_index *
pattern_index_new(void)
{
	return g_new0(struct pattern_index, 1);
}

void
pattern_index_add(struct pattern_index *x, const struct pattern *p, guint number)
{
	const struct way_set *first = p->place[0].ways;

	g_assert(first && number < G_N_ELEMENTS(((struct pattern_bits *)NULL)->word) * 64);
	for (guint i = 0; i < first->ways->len; i++)
		index_slot(x, &g_array_index(first->ways, struct way, i))->bits.word[number / 64] |=
		    G_GUINT64_CONSTANT(1) << (number % 64);
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

		if (way_takes(&slot->way, w)) {
			bits_or(out, &slot->bits);
			any = TRUE;
		}
	}
	return any;
}

gboolean
pattern_index_find(const struct pattern_index *x, const struct said *w, struct pattern_bits *out)
{
	gboolean any;

	*out = (struct pattern_bits){ { 0 } };
	any = list_find(x->loose, w, out);
	if (w->size)
		any |= list_find(x->begins[(guchar)*w->folded], w, out);
	if (x->hashes[w->hash >> 26] >> (w->hash >> 20 & 63) & 1)
		for (guint i = w->hash % INDEX_SLOTS; x->slot[i].way.text; i = (i + 1) % INDEX_SLOTS)
			if (way_takes(&x->slot[i].way, w)) {
				bits_or(out, &x->slot[i].bits);
				return TRUE;
			}
	return any;
}
