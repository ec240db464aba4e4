/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * utf7 - folder names on the wire: modified UTF-7 (RFC 3501, 5.1.3)
 *
 * Encoding refuses what is not UTF-8 or holds control characters (REJECT): a CR LF in a name would be a
 * second command. Decoding a name that is not valid modified UTF-7 gives NULL: some servers send raw UTF-8,
 * which the caller then takes as it is when it is valid.
 */
#pragma once

#include "purser/base.h"

char *utf7_encode(const char *utf8, GError **error);
char *utf7_decode(const char *bytes, gsize size);
