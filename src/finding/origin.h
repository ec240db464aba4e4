/* SPDX-License-Identifier: GPL-3.0-or-later */
/* origin - the report's head: who wrote, when, to whom, and whether that is to be believed */
#pragma once

#include "facts.h"

#include "purser/message.h"

void head_fill(const struct message *m, struct report *out);
/* Who wrote the innermost relevant message. carrier: the part with the order, or NULL; layer: of its text, or
 * NULL; body_layers: those of the body that is read with the carrier, or NULL. */
void origin_find(const struct message *m, const struct finding_part *carrier, const struct layer *layer,
    const GPtrArray *body_layers, const struct finding_us *us, struct report *out);
/* After it: somebody who is neither one of us nor at the writer's house, and had it in between; NULL. Borrowed. */
const char *
origin_hand(const struct message *m, const struct finding_part *carrier, const struct layer *layer,
    const GPtrArray *body_layers, const struct finding_us *us, const struct report *out);
void direction_find(const struct message *m, const struct finding_us *us, gboolean buyer_is_us,
    gboolean supplier_is_us, struct report *out);
/* hand: of origin_hand(). */
void
authenticity_find(const struct message *m, const struct finding_us *us, const char *hand, struct report *out);
