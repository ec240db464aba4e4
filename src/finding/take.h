/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take - does a text begin with a value of a rule's type? Then it is offered to the rule's field */
#pragma once

#include "rules.h"

gboolean candidate(struct reading *r, const struct rule *rule, guint hit, struct region where, double score);
/* fit: 1 for a sum with decimals or a currency, less for a bare number. */
gboolean
money_fits(const char *text, char **out, struct span *span, double *fit, char currency[4], gboolean *dollar);
/* A day at the beginning of the text, as YYYY-MM-DD, in the order that the document shows. */
gboolean date_value(const struct reading *r, const char *text, char **out, struct span *span, double *fit);
