/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Is a text/plain body only a stand-in for its HTML alternative ("your program cannot show HTML"), or nearly
 * empty beside it? Both as decoded bytes, in whatever charset. */
gboolean body_is_stub(GBytes *plain, GBytes *html);
