/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parcels to the sender.
 */
#pragma once

#include "context.h"

struct dispatch *dispatch_new(struct keeper *k);
void dispatch_free(struct dispatch *d);
void dispatch_look(struct dispatch *d); /* something may be due */
void dispatch_reload(struct dispatch *d);
gboolean dispatch_in_hand(const struct dispatch *d);
gboolean dispatch_idle(const struct dispatch *d); /* nothing in hand and nothing due */
