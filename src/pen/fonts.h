/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fonts - two fonts in memory, found before the sandbox closes */
#pragma once

#include <cairo.h>
#include <glib.h>

void fonts_open(void);
gboolean fonts_ready(void);
void fonts_use(cairo_t *cairo, gboolean typewriter, double size);
