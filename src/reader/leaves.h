/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * leaves - everything in a message or document that could be read, in order, decoded
 *
 *	leaves_init()
 *	leaves_add_message() or leaves_add_document()   finds them, those of attached messages too
 *	leaves_read()                                   chooses what is worth reading, and reads it; what
 *turns up inside a document (an archive's entry) comes behind it leaves_clear()
 *
 * Paths: "1.2" is a MIME part; "1.2/3" the third document inside it, "1.2/1.1" a part of the message that the
 *file 1.2 is.
 */
#pragma once

#include "purser/document.h"
#include "purser/reader.h"

struct leaf {
	char *path;
	char *filename, *media_type;                            /* as claimed; NULL */
	const struct part *part;                                /* NULL for a bare document or an inner one */
	GBytes *bytes;                                          /* decoded; NULL when it could not be */
	struct document *document;                              /* NULL when it was not read */
	GPtrArray *layers;                                      /* of a body's text, or NULL */
	char *skipped;                                          /* why it was not read; NULL when it was */
	guint depth;                                            /* documents and files around it */
	enum { CHOICE_OPEN, CHOICE_READ, CHOICE_OTHER } choice; /* between it and its alternative */
};

struct leaves {
	const struct limits *limits;
	GPtrArray *list;     /* struct leaf */
	GPtrArray *messages; /* struct message: the outer one and those attached as files */
	GPtrArray *held;     /* GBytes that these borrow */
	gsize inner_bytes;   /* of all documents found inside others */
	gboolean truncated;  /* there was more than limits.parts allows */
};

void leaves_init(struct leaves *l, const struct limits *limits);
void leaves_clear(struct leaves *l);
/* Borrows the bytes until leaves_clear(). The message is l's. */
struct message *leaves_add_message(struct leaves *l, const guint8 *bytes, gsize size, GError **error);
void leaves_add_document(struct leaves *l, GBytes *bytes, const char *filename);
void leaves_read(struct leaves *l);

/* The message that a file is, whatever type it claims: an .eml, or one in a wrapper; NULL. *out_same: as
 * document_unwrap(). */
GBytes *leaf_message(GBytes *bytes, const char *media_type, const char *filename, const struct limits *limits,
    gboolean *out_same);
