/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xls - strings in the records of binary workbooks */
#pragma once

#include "purser/base.h"

/* A string whose length takes length_size bytes, within one record. Never NULL. */
char *xls_string(struct cursor *c, guint length_size);
/* The shared strings, which lie in several records (struct cursor): appends char*. */
void xls_shared_strings(GPtrArray *out, const GArray *parts);
