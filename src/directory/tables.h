/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the directory knows of the world: portals' relays, public mail providers, legal forms. */
#pragma once

#include "purser/directory.h"

struct relay_row {
	const char *name;   /* the portal */
	const char *domain; /* it and all below */
	gboolean open;      /* whoever has an account sends what he likes, in whose name he likes */
};
extern const struct relay_row RELAYS[]; /* ends with a NULL name */
extern const char *const FREEMAIL[];    /* registrable domains; ends with NULL */
/* Words that say only what kind of body a company is, folded as by text_key(). Off at a name's end; an
 * unmistakable one also ends a name inside a longer text. Ends with a NULL word. */
struct legal_row {
	const char *word;
	gboolean unmistakable;
};
extern const struct legal_row LEGAL_FORMS[];

/* A company's name for comparison: folded, legal forms at its end (or "&", "and" among them) off. NULL:
 * nothing left. */
char *name_key(const char *name);
/* The same of what stands up to the first legal form, where more follows it ("Contoso GmbH, Hauptstrasse 5");
 * else NULL. */
char *name_key_head(const char *name);

/* The domain of an address, or the domain itself: lower case, A-labels, no trailing dot. NULL: not a domain.
 */
char *domain_of(const char *domain_or_address);
gboolean address_valid(const char *address);
