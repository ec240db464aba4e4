/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cms - signed content (RFC 5652): S/MIME mail and .p7m files */
#pragma once

#include "scribe.h"

/* What was signed, out of the SignedData that holds it; NULL where it is none, or holds nothing. No signature is
 * checked here: content is only read, and nothing is believed because of it. */
GBytes *cms_content(GBytes *file);
gboolean cms_is_signed(const guint8 *bytes, gsize size);
