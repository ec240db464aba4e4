/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_trace - numbers as the eye reads them, however they are written: other scripts' digits, signs in between, glued labels */
#pragma once

#include "bank_proof.h"

#include "purser/document.h"

enum { SIGN_BETWEEN = 0, SIGN_NOTHING = -1, SIGN_OTHER = -2 };

/* One character: an ASCII capital or digit that looks so; SIGN_BETWEEN: what may part the groups of a number;
 * SIGN_NOTHING: takes no room; SIGN_OTHER: another letter. */
int bank_sign(gunichar c);

/* May a number begin at s, `before` bytes behind the start of its text? Behind "IBAN" it may, too. */
gboolean bank_may_begin(const char *s, gsize before);

struct iban_trace {
	char number[IBAN_MAX + 1];
	gsize size;
	guint n_words;
	gboolean proven;   /* its check digits hold */
	gboolean repaired; /* letters stand where digits belong, as O for 0: here they are digits */
};
/* The IBAN that begins `from` bytes behind the start of word i. unproven: one whose check digits do not hold is one too. */
gboolean iban_trace(const struct document *d, guint i, gsize from, gboolean unproven, struct iban_trace *out);

/* Does a number begin in word i: at its start, or behind a label that is glued to it ("Acct:12345")? */
gboolean digits_begin(const struct document *d, guint i, gsize *out_from);
/* Digits from there on, in groups or with hyphens: how many of [min, max]; 0. */
gsize digits_trace(
    const struct document *d, guint i, gsize from, gsize min, gsize max, char *flat, guint *out_words);
