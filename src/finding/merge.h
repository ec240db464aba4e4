/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merge - is an order that a part brings one that another part of the same mail brought already? */
#pragma once

#include "assemble.h"

/* The same number, as two papers of one buyer write it. FALSE when one is not known. */
gboolean merge_same_number(const char *a, const char *b);
/* Which of the orders is this one over again; -1: none. sources: struct part_reading, one per order. */
gint64 merge_find(const GPtrArray *orders, const GPtrArray *sources, const struct part_reading *pr,
    const struct order *fresh);
