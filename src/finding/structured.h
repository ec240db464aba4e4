/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * structured - facts that a document states itself become readings, as if they had been found
 *
 *	structured_read()     for a document that is READ_STRUCTURED: one reading for each paper in it
 *	structured_report()   after the orders are assembled: people, and all orders that are cited
 */
#pragma once

#include "assemble.h"

void structured_read(struct examination *x, const struct finding_part *part);
void structured_report(const struct examination *x, struct report *out);
