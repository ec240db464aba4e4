/* SPDX-License-Identifier: GPL-3.0-or-later */
/* look - the forms in which domains are compared by their looks */
#pragma once

#include "index.h"

/* A letter that looks like these ASCII ones. */
struct confusable {
	guint32 letter;
	const char *like;
};
extern const struct confusable CONFUSABLES[];
extern const gsize CONFUSABLES_N;

/* A registrable domain taken apart. */
struct look {
	const struct customer *customer; /* of one on record */
	char *domain;                    /* A-labels */
	char *shown;                     /* decoded */
	char *label, *suffix;            /* decoded: "contoso", "example" */
	char *skeleton;                  /* of the label */
	char *joined;                    /* the label without hyphens */
	gboolean foreign;                /* it has letters beyond ASCII */
	gunichar *letters;               /* of the label */
	glong n_letters;
	guint64 mask; /* which letters there are: two labels of few edits have nearly the same */
};
/* NULL: it has no registrable domain. */
struct look *look_new(const char *domain_or_address);
void look_free(struct look *l);

/* What a word looks like, in ASCII as far as it goes: marks off, look-alike letters replaced, "rn" is "m". */
char *look_skeleton(const char *word);
char *look_without(const char *label, const char *signs);
/* Edits between two words, a swap of neighbours being one; more than max is max + 1. */
guint look_distance(const struct look *a, const struct look *b, guint max);
/* Letters of scripts that nobody mixes in one word. */
gboolean look_is_mixed(const char *label);

/* All that are on record. */
struct looks {
	GPtrArray *all;     /* struct look */
	GHashTable *people; /* skeleton of the local part "@" domain -> address */
};
struct looks *looks_of(const struct directory *d);
void looks_free(struct looks *l);
