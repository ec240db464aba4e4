/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * saying - the running text of a mail or paper as sentences of folded words, so that patterns can be laid on it
 *
 *	saying_init()       sentences, and whether any has a word that rules begin from
 *	saying_words()      the words of one
 *	pattern_match_at()  a pattern over a sentence's words
 *	saying_clear()
 *
 * A pattern is words parted by blanks. "a|b" is either, "rechnung*" begins so, "*rechnung" ends so, "*rechnung*" holds it, "the|our?"
 * may be missing, "..3" stands for up to three words of any kind. Words are compared folded (label_fold()).
 */
#pragma once

#include "facts.h"
#include "triggers.h"

enum said_flag {
	SAID_MAIL = 1 << 0, /* a mail address */
	SAID_URL = 1 << 1,
	SAID_CAPITAL = 1 << 2, /* begins with a capital letter */
	SAID_END = 1 << 3,     /* a comma, bracket or the like follows: a name ends here */
	SAID_COLON = 1 << 4,   /* a colon follows */
};
struct said {
	guint32 start, end; /* bytes in the text, without signs around it */
	guint32 size, hash; /* of folded */
	guint32 letters;    /* in folded: letters_bit() of each */
	const char *folded;
	guint8 flags;
	guint8 opens; /* pattern_opens() */
};
struct sentence {
	guint32 start, end; /* bytes in the text */
	guint32 first, n;   /* words; n = 0: not looked at */
	guint8 triggers;    /* enum trigger_set */
	gboolean question;
	gboolean opens; /* ends with a colon: what follows belongs to it */
};
struct saying {
	const char *text;
	gsize start, end;
	struct said *word;
	guint n_words, room;
	GArray *sentences; /* struct sentence */
	char *plain;       /* the folded words */
	gsize plain_used;
	GStringChunk *store; /* those that might be longer than they were; NULL: there is none */
	guint8 triggers;     /* of all sentences */
	guint steps;         /* of matching, left: hostile text ends early */
};

/* Sentences with their triggers; no words yet. */
void saying_init(struct saying *s, const char *text, gsize start, gsize end);
/* The same in two steps, for several ranges of a text one after the other; words put together are not looked into. */
void saying_begin(struct saying *s, const char *text);
void saying_range(struct saying *s, gsize start, gsize end);
void saying_clear(struct saying *s);
/* Words for a sentence that has none yet. */
void saying_words(struct saying *s, guint sentence);
static inline struct said *
saying_word(const struct saying *s, guint i)
{
	return &s->word[i];
}
static inline struct sentence *
saying_sentence(const struct saying *s, guint i)
{
	return &g_array_index(s->sentences, struct sentence, i);
}

/* A question that begins with one of these is a wish. */
#define SAYING_POLITE                                                                                   \
	"could|can|would|will|konnten|konnen|konntest|kannst|wurden|wurdest|pourriez*|pouvez*|podrian|" \
	"podria|"                                                                                       \
	"pueden|puede|potreste|potete|puo|potresti|kunt|kun|wilt|zou|podem|podiam|poderiam|poderia"

struct pattern; /* compiled */
struct pattern *pattern_new(const char *words);
guint pattern_reach(const struct pattern *p); /* words that it may take at most */
/* Does it match at this word? Words [at, end); out_end: behind the last matched one. */
gboolean pattern_match_at(const struct pattern *p, struct saying *s, guint at, guint end, guint *out_end);
/* Does one of these match somewhere in [first, end)? Ends with NULL. */
gboolean pattern_any_matches(struct pattern *const *list, struct saying *s, guint first, guint end);
/* Is any word of [at, end) one of these: "a|b*"? A literal: it is compiled once, and known by its address. */
gboolean pattern_word_among(const struct saying *s, guint at, guint end, const char *alternatives);

/* The ranges of text that several readers of a message ask for, one after the other. */
struct saying_shelf {
	struct saying one[6];
	guint next;
};
/* Lives until the shelf is asked for other ranges; all its steps are left. */
struct saying *saying_shared(struct saying_shelf *shelf, const char *text, gsize start, gsize end);
void saying_shelf_clear(struct saying_shelf *shelf);

#define PATTERN_HASH_START 2166136261u
static inline guint32
pattern_hash_next(guint32 hash, char c)
{
	return (hash ^ (guchar)c) * 16777619u;
}
guint32 pattern_hash(const char *s, gsize n);
/* A word that lacks a letter of a beginning or an ending does not begin or end so. */
static inline guint32
letters_bit(char c)
{
	return 1u << (c & 31);
}

/*
 * Which of up to 256 patterns, by their numbers, may begin with a word. Each family of rules has an index of its patterns;
 * a word is looked up in all of them at once when it is folded, and most are then known to begin none. So all indexes are
 * made before any word is folded: finding_init().
 */
struct pattern_bits {
	guint64 word[4];
};
/* The next one from *at on; FALSE: there is none. */
gboolean pattern_bits_next(const struct pattern_bits *bits, guint *at);
struct pattern_index;
struct pattern_index *pattern_index_new(void);
void pattern_index_add(struct pattern_index *x, const struct pattern *p, guint number);
/* The indexes that may know it, a bit each. */
guint8 pattern_opens(const struct said *w);
/* The next word from *at on, before end, that may begin some; FALSE: there is none. */
gboolean pattern_index_next(
    const struct pattern_index *x, const struct saying *s, guint *at, guint end, struct pattern_bits *out);
