/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pressure - words by which a swindler hurries or silences people; alone they prove nothing */
#pragma once

#include <glib.h>

struct pressure_row {
	const char *phrase;   /* as text_key() gives it, with single blanks between its words */
	const char *yes, *no; /* a text that it must be found in, and one that it must not */
};
extern const struct pressure_row PRESSURE_ROWS[]; /* ends with a NULL phrase */

/* The first such phrase of the text's beginning, as the table has it; NULL: none. */
const char *pressure_find(const char *text, gsize size);
