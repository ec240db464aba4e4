/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portals - vendor portals that customers use: products, their hosts, and how people call them */
#pragma once

#include <glib.h>

/* The product whose host this URL or mail address has; NULL: none. */
const char *portal_of_url(const char *url);
const char *portal_of_address(const char *address);
/* Folded words: the product that they begin with, and how many words that took; NULL: none. */
const char *portal_of_words(const char *const *folded, guint n, guint *out_n);
