/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_words - does a body speak of a bank? Asked of nearly every mail with two bodies, so sixteen bytes at a time. */
#include "bank.h"

#include <string.h>

enum { BLOCK = 16, AHEAD = 2 };

static const char *const WORDS[] = { "iban", "bank", "konto", "routing", "sort code", "bsb", "clabe" };

typedef guint8 block_bytes __attribute__((vector_size(BLOCK)));

/* Letters in either case; of other signs some change as well, and WORDS tell them apart. */
static block_bytes
block_lower(const char *s)
{
	block_bytes v;

	memcpy(&v, s, sizeof v);
	return v | 0x20;
}

/* Three letters of one of the words begin in this block; no others of them are as rare in HTML. */
static gboolean
block_may_speak(const char *s)
{
	const block_bytes a = block_lower(s), b = block_lower(s + 1), c = block_lower(s + AHEAD);
	guint64 any[2];

#define THREE(x, y, z) ((a == (guint8)(x)) & (b == (guint8)(y)) & (c == (guint8)(z)))
	const block_bytes hit =
	    (block_bytes)(THREE('i', 'b', 'a') | THREE('b', 'a', 'n') | THREE('k', 'o', 'n') |
			  THREE('r', 'o', 'u') | THREE('s', 'o', 'r') | THREE('b', 's', 'b') |
			  THREE('a', 'b', 'e')); /* of clabe: "cla" is in each class= */
#undef THREE
	memcpy(any, &hit, sizeof any);
	return (any[0] | any[1]) != 0;
}

static gboolean
word_is_at(const char *word, const char *s, const char *end)
{
	while (*word && s < end && g_ascii_tolower(*s) == *word)
		word++, s++;
	return !*word;
}

static gboolean
word_begins_in(const char *from, const char *to, const char *end)
{
	for (; from < to; from++)
		for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++)
			if (word_is_at(WORDS[i], from, end))
				return TRUE;
	return FALSE;
}

gboolean
bank_words_in(const char *s, gsize size)
{
	for (gsize at = 0; at < size; at += BLOCK)
		if ((at + BLOCK + AHEAD > size || block_may_speak(s + at)) &&
		    word_begins_in(s + at - MIN(at, AHEAD), s + MIN(at + BLOCK, size), s + size))
			return TRUE;
	return FALSE;
}
