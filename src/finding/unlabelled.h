/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unlabelled - who is who where no label says it
 *
 * taken: first words of what a label or a block has as its value (guint32): that is no letterhead.
 */
#pragma once

#include "blocks.h"

/* Neither the supplier nor we ourselves. */
void buyer_offer(struct reading *r, const char *name, const char *rule, double score, struct region where);
/* A letter's sender above, and below him the one it is written to. */
void addressee_find(struct reading *r, const GArray *taken);
/* agree: what bill-to and ship-to blocks name; may hold NULL. */
void letterhead_find(struct reading *r, char *const *agree, guint n_agree, const GArray *taken);
/* Of two companies with their addresses the one that does not buy. */
void other_party(struct reading *r, const GArray *taken);
/* Whose firm stands at the foot of the text. */
void signature_find(struct reading *r);
