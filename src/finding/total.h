/* SPDX-License-Identifier: GPL-3.0-or-later */
/* total - which sum a label of totals means, by the words around it; see total.c */
#pragma once

#include "plane.h"

enum total_sort { TOTAL_PLAIN, TOTAL_NET, TOTAL_GROSS };
enum total_sort total_sort_of(const struct plane *p, guint hit);
/* Does a label of the whole stand as one in a few words, though not first: "Neuer Bestellwert EUR", "Gross order value"? */
gboolean total_stands(const struct plane *p, guint hit);
