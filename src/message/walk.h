/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two ways to read a message's structure: quick.c for ordinary mail, GMime (message.c) for all other. */
#pragma once

#include "internal.h"

/* Where a leaf's encoded bytes lie in the message. */
struct content {
	const guint8 *bytes;
	gsize size;
	GMimeContentEncoding encoding;
};

struct walk {
	struct message *m;
	GArray *contents; /* struct content, of each part */
	GString *path;
	const struct limits *limits;
	gint64 depth;
};

/* What the header of a leaf says; the strings are taken. */
struct leaf_said {
	char *media_type;                      /* lower case */
	char *filename, *charset, *content_id; /* NULL */
	gboolean attachment;                   /* by its disposition */
};
void walk_leaf(
    struct walk *w, struct envelope *envelope, const struct leaf_said *said, const struct content *content);
/* What has come since part `first` was one multipart/alternative. */
void walk_alternatives(struct walk *w, guint first, const struct envelope *envelope);

/* FALSE: this is no ordinary mail, and nothing of it is kept. */
gboolean quick_walk(struct walk *w, const guint8 *bytes, gsize size);
