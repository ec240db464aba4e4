/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare - two papers of an order, field by field */
#pragma once

#include "purser/decision.h"

/* What contradicts, as "total 100.00 → 120.00, …"; and in out_more what the new one says where the old one is silent. */
void
order_compare(const struct order *old, const struct order *fresh, GString *out_conflict, GString *out_more);
