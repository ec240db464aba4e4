/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writing and reading of items share: the columns of an order. */
#pragma once

#include "db.h"

/* order_KEY and sure_KEY per field, as columns with a prefix. */
#define COLUMN_ORDER(id, key, title) ", order_" key
#define COLUMN_SURE(id, key, title) ", sure_" key

#define CONTENT_DIGEST_MAX 64 /* bytes */

/* Hex to bytes; FALSE when it is not hex. */
gboolean hex_decode(const char *hex, guint8 *out, gsize max, gsize *out_size);
char *hex_encode(const void *bytes, gsize size);
