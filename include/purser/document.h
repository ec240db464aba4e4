/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document - whatever comes in becomes pages of words with boxes, or structured facts
 *
 * It does not know orders. poppler and the like stay inside. Files are known by content, not by suffix.
 *
 *	document_init()   once in a process (before its sandbox closes)
 *	document_read()   always gives a document; what could not be read says so in `read` and `why`
 *	document_free()
 */
#pragma once

#include "purser/message.h"

/* How it was read; the names are those of `purser read`. */
enum document_read_state {
	READ_TEXT,
	READ_OCR,
	READ_STRUCTURED,
	READ_ENCRYPTED,
	READ_DAMAGED,
	READ_SKIPPED,
};
extern const char *const DOCUMENT_READ_NAMES[];

enum document_unit {
	UNIT_POINTS, /* PDF and images: boxes in points, origin top left of the page */
	UNIT_CHARS, /* text, HTML, grids: x in characters, y in lines (a word on line 3 has y0 = 3, y1 = 4) */
};

enum word_flag {
	WORD_HIDDEN = 1 << 0, /* not visible to a person: no label, no value; a warning sign */
	WORD_BOLD = 1 << 1,
	WORD_CELL_START = 1 << 2, /* a new cell or column begins with it */
};

struct word {
	guint32 offset, size; /* its bytes in document->text */
	guint32 line;         /* index over the whole document, reading order */
	guint16 page;         /* 1-based */
	guint16 flags;
	float x0, y0, x1, y1;
};

struct
    line { /* words on one visual line, left to right; cells and columns in it begin with WORD_CELL_START */
	guint32 first, n; /* in words */
	guint16 page;
};

/* A part inside the document that should be read as a document of its own (an archive's entry, a PDF's attachment). */
struct inner_document {
	char *filename;
	char *media_type;
	GBytes *bytes;
};

struct document {
	char *media_type; /* by content, corrected: "application/pdf" */
	enum document_read_state read;
	char *why; /* NULL, or why it was not read or only in part */
	enum document_unit unit;
	guint n_pages; /* 0 for text */
	struct {
		float width, height;
	} * pages;
	char *text; /* visible text in reading order, UTF-8, '\n' after each line, '\f' never */
	gsize text_size;
	GArray *words;  /* struct word, reading order */
	GArray *lines;  /* struct line */
	guint n_hidden; /* hidden words left out of text; > 0 is a warning sign */
	gboolean truncated;
	GPtrArray *links; /* char*: URLs of visible links, in order (HTML, PDF) */
	GPtrArray *inner; /* struct inner_document */
	gboolean
	    complex_format; /* a parser of a complex format was run: the reader process is thrown away after it */
};

void document_init(void);
/* media_type and filename are what the sender claims, or NULL; charset for text. */
struct document *document_read(GBytes *bytes, const char *media_type, const char *filename,
    const char *charset, const struct limits *limits);
void document_free(struct document *d);
/* Media type by content, with the claim as a tie-breaker. Static string. */
const char *document_sniff(const guint8 *bytes, gsize size, const char *claimed, const char *filename);
