/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plane - a document's words as segments on pages, with labels marked, and who stands beside or below whom
 *
 * A segment is a run of words that stand so close on one line that they read as one: a cell, a column's line,
 * a phrase. Everything is measured in line heights, so that points and characters are treated alike.
 */
#pragma once

#include "labels.h"

#include "purser/document.h"

struct segment {
	guint32 first, n; /* words, all visible */
	guint16 page;
	float x0, y0, x1, y1;
	guint32 first_hit, n_hits; /* in plane->hits */
	gboolean signs;            /* no letter or digit: a rule, a lone colon */
};

struct plane {
	const struct document *document;
	guint first, end;   /* the words looked at */
	guint16 first_page; /* of them */
	float top; /* of the first: pages count from their own top, lines of text from the document's */
	struct atoms atoms;
	GArray *hits;                  /* struct hit */
	GArray *segments;              /* struct segment, reading order */
	GArray *by_y;                  /* guint32 segment indices by page, y0, x0 */
	GArray *hit_segment;           /* guint32 per hit */
	float line_height;             /* usual */
	float page_width, page_height; /* of page 1 */
	guint languages[LANG_N];
	gboolean pairs;    /* of XML: every label is a cell, its value the next */
	gboolean laid_out; /* segments are made */
};

/* XML as such: elements and values in pairs. */
gboolean media_type_is_xml(const char *media_type);
/* Words whose bytes lie in [start, end) of the text. Scans labels only; plane_lay_out() makes the segments.
 */
void plane_init(struct plane *p, const struct document *d, gsize start, gsize end);
/* Behind the first page of what is looked at? A workbook's sheets are no pages: any of them may be the order. */
gboolean plane_is_later(const struct plane *p, guint16 page);
void plane_lay_out(struct plane *p);
void plane_clear(struct plane *p);

/* A run of words read as one text. */
struct region {
	guint32 first, n;
	guint16 skip; /* bytes of the first word that do not belong to it */
};
const struct word *plane_word(const struct plane *p, guint32 i);
/* Its bytes without the signs around them; *out_size 0: there are only signs. */
const char *plane_word_core(const struct plane *p, guint32 i, gsize *out_size);
const struct segment *plane_segment(const struct plane *p, guint32 i);
/* The label that begins with the first letter of this word; NULL: none. */
const struct label *plane_label_at(const struct plane *p, guint32 word);
/* The text, words joined by one blank. out_offsets (may be NULL): guint32 per word, where it begins in the
 * text. */
char *plane_text(const struct plane *p, struct region r, GArray *out_offsets);
char *segment_text(const struct plane *p, guint32 segment);

/* The words of a segment that stand under [x0, …): where its columns were not told apart. */
struct region region_under(const struct plane *p, guint32 segment, float x0);

/* Labels chained by slashes share their values' place: "PO number/date: 4711 / 1.2.2026". How many, and which. */
guint hit_chain(const struct plane *p, guint hit, guint *out_place);
/* How sure is it that these words stand there as a label and not in a sentence? 0 to 1. */
double hit_standing(const struct plane *p, guint hit);
/* Behind the label, in its own segment, up to the next label. n = 0: nothing. */
struct region hit_rest(const struct plane *p, guint hit);
/* The next segment to the right on the same line; -1: none. */
gint64 segment_right(const struct plane *p, guint32 segment, float from_x, float *out_gap);
/* The segment below [x0, x1], at most max_lines line heights further down; -1: none. */
gint64 segment_below(const struct plane *p, guint32 segment, float x0, float x1, float max_lines);
/* Does this segment begin with a label that stands as one? Gives the hit, or -1. */
gint64 segment_label(const struct plane *p, guint32 segment);
void hit_box(const struct plane *p, guint hit, float out_box[4]);
