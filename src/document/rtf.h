/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rtf - rich text, and how Outlook packs it */
#pragma once

#include "scribe.h"

/* As HTML of not much more than `most` bytes: the one it was made from, where RTF only wraps it, else what it shows. */
GString *rtf_to_html(const guint8 *bytes, gsize size, gsize most);
/* Compressed RTF (MS-OXRTFCP) unpacked; what could be read of it, NULL where it is none. */
GBytes *rtf_unpack(const guint8 *bytes, gsize size, gsize most);
