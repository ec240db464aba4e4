/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Items that a person let go: from the kept original to a parcel.
 */
#pragma once

#include "context.h"

struct release *release_new(struct keeper *k);
void release_free(struct release *r);
void release_look(struct release *r); /* is there an item to let go? */
gboolean release_busy(const struct release *r);
