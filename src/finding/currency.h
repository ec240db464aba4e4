/* SPDX-License-Identifier: GPL-3.0-or-later */
/* currency - the currency of an order whose total does not say it; see currency.c */
#pragma once

#include "facts.h"

/* Behind all rules: it fills the field only where none did. */
void currency_find(struct reading *r);
