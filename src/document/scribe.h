/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scribe - what the readers of this room share: where bytes come from, and how words get onto a plane
 *
 *	scribe_init()
 *	for each visual line: scribe_word() for each word, left to right; scribe_line() ends it
 *	scribe_finish()     hands text, words and lines to the document
 *
 * A reader gets an empty document (READ_TEXT, no words) and fills it; it never fails, it says so in read and
 *why.
 */
#pragma once

#include "purser/document.h"

struct slice {
	const char *p;
	gsize n;
};

struct source {
	GBytes *whole;
	const guint8 *bytes;
	gsize size;
	const char *charset;  /* as declared, or NULL */
	const char *filename; /* as claimed, or NULL */
	const struct limits *limits;
};

struct format;

/* What the sniffers look at; the costly looks are made once. */
struct sniff {
	const guint8 *bytes;
	gsize size;
	const char *claimed, *filename; /* never NULL: "" */
	const char *start;              /* first bytes after a byte order mark and white space */
	gsize start_size;
	gboolean text; /* no control bytes as binary formats have them */
	int zip, ole;  /* kind inside a container; -1: not looked yet */
};
void sniff_init(struct sniff *in, const guint8 *bytes, gsize size, const char *claimed, const char *filename);
const struct format *sniff_format(struct sniff *in);

/* One row of the table of formats in document.c: to add a format, add a row. */
struct format {
	const char *media_type;
	gboolean (*sniff)(struct sniff *in);
	void (*read)(struct document *d, const struct source *s); /* NULL: no reader yet */
};
extern const struct format FORMATS[]; /* ends with a NULL media type */

struct scribe {
	struct document *document;
	const struct limits *limits;
	GString *text;
	guint line_first; /* first word of the line that is being filled */
	guint32 line;     /* its index */
	guint16 page;     /* of the cells that come: a workbook's sheet, from 1; 0: there are none */
};

void scribe_init(struct scribe *p, struct document *d, const struct limits *limits, gsize text_guess);
/* Takes page, flags and box of `w`; sets offset, size and line. FALSE when a limit is reached
 * (document->truncated). */
gboolean scribe_word(struct scribe *p, const struct word *w, const char *bytes, gsize size);
void scribe_line(struct scribe *p);
/* An empty line in the text, so that blocks stay apart; it is no entry of `lines`. */
void scribe_blank(struct scribe *p);
/* The words of one cell from column `x` of line `y` on; *out_x is the column behind them. FALSE as
 * scribe_word(). */
gboolean
scribe_cell(struct scribe *p, struct slice text, guint32 x, guint32 y, guint16 flags, guint32 *out_x);
void scribe_finish(struct scribe *p);

/* Decodes to valid UTF-8 with '\n' line ends, without NUL, '\f' and byte order mark. */
char *
source_text(const struct source *s, const char *charset, gsize max_bytes, gsize *out_size, gboolean *out_cut);

/* Sets read and why (a static or formatted reason). */
void
document_say(struct document *d, enum document_read_state read, const char *format, ...) G_GNUC_PRINTF(3, 4);

void text_read(struct document *d, const struct source *s);
void html_read(struct document *d, const struct source *s);
void csv_read(struct document *d, const struct source *s);
void xml_read(struct document *d, const struct source *s);
void x12_read(struct document *d, const struct source *s);
void edifact_read(struct document *d, const struct source *s);
void tradacoms_read(struct document *d, const struct source *s);
/* Papers of UBL, cXML, OpenTrans and CII in XML; FALSE: none is in it, and the document is untouched. */
gboolean papers_read(struct document *d, const char *text, gsize size, const struct limits *limits);
void pdf_read(struct document *d, const struct source *s);
void picture_read(struct document *d, const struct source *s);
void heic_read(struct document *d, const struct source *s);
void pdf_init(void);

/* Columns that a character takes: 0, 1 or 2. */
static inline int
char_columns(gunichar c)
{
	if (c < 0x300)
		return 1;
	return g_unichar_iswide(c) ? 2 : g_unichar_iszerowidth(c) ? 0 : 1;
}

/* Space that separates words, no-break space too: what a person sees as a gap. */
static inline gboolean
char_is_space(gunichar c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
	       c == 0x3000;
}

/* Left-to-right and right-to-left overrides: they make a person see another text than the bytes say. */
static inline gboolean
char_is_override(gunichar c)
{
	return c == 0x202d || c == 0x202e;
}

/* Takes no room and means nothing in a reference or a name. */
static inline gboolean
char_is_invisible(gunichar c)
{
	return c == 0xad || c == 0x34f || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0x180e ||
	       (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe01ef);
}
