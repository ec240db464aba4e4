/* SPDX-License-Identifier: GPL-3.0-or-later */
/* broken - labels that a narrow cell breaks over two lines; see broken.c */
#pragma once

#include "plane.h"

/* TRUE: hits have changed, and must be placed anew. */
gboolean broken_join(struct plane *p);
