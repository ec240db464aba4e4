/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index's shape, shared by building and matching. */
#pragma once

#include "tables.h"

/* What points at a customer. */
enum sign { SIGN_NAME, SIGN_DOMAIN, SIGN_CONTACT, SIGN_N };

struct directory {
	GPtrArray *all;              /* struct customer, owned */
	GHashTable *by_id, *by_code; /* keys borrowed from the customers */
	GHashTable *by_sign[SIGN_N]; /* key -> GPtrArray of customers */
	struct looks **looks;        /* see look.h; *looks is built when asked for */
};

/* NULL: nobody. */
const GPtrArray *sign_lookup(const struct directory *d, enum sign sign, const char *key);
const GPtrArray *sign_lookup_host(const struct directory *d, const char *address);
