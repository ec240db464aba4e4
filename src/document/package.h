/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package - Office's files: a ZIP of parts that point at each other (ECMA-376 part 2)
 */
#pragma once

#include "archive.h"

struct relation {
	char *id;
	char *kind;   /* the last step of its type: "header", "worksheet" */
	char *target; /* a part's name in the archive, or a URL */
	gboolean external;
};

/* NULL where there is no such part, or it cannot be read. */
GBytes *package_part(struct archive *a, const char *name);
/* What a part ("" for the package) points at, in order: struct relation, never NULL. */
GPtrArray *package_relations(struct archive *a, const char *part);
/* The first relation of that id, or of that kind; NULL. */
const struct relation *relation_by_id(const GPtrArray *relations, const char *id);
const struct relation *relation_by_kind(const GPtrArray *relations, const char *kind);
/* The main part: what the package says, else `otherwise`. */
char *package_main(struct archive *a, const char *otherwise);
/* Adds what a person may follow to the document's links. */
void package_links(struct document *d, const GPtrArray *relations);
/* Adds what is embedded to the document's inner ones: pictures (then only where `pictures`), other documents. */
void package_inner(struct document *d, struct archive *a, gboolean pictures);
