/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare - two papers of an order, field by field */
#pragma once

#include "purser/decision.h"

/* What contradicts, as "total 100.00 → 120.00, …"; and in out_more what the new one says where the old one is silent. */
void
order_compare(const struct order *old, const struct order *fresh, GString *out_conflict, GString *out_more);
gboolean order_same_terms(const char *a, const char *b);
/* As the directory compares names: legal forms and what follows them aside. */
gboolean name_is(const char *name, const char *asked);
/* A decimal string in ten-thousandths; FALSE where it is none or does not fit. And back. */
gboolean amount_scaled(const char *text, gint64 *out);
char *amount_text(gint64 scaled);
gboolean order_same_currency(const struct order *a, const struct order *b); /* or one does not say */
