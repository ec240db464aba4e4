/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terms_value - the terms of payment at the beginning of a text behind their label; see terms_value.c */
#pragma once

#include "values.h"

/* prose: the label stands in a sentence, or is a word of any sentence ("Payment"). fit: 1 for terms that are understood. */
gboolean terms_value(const char *text, gboolean prose, char **out, struct span *span, double *fit);
/* Do terms that begin with text go on with the next line of their cell? */
gboolean terms_go_on(const char *text, const char *next);
