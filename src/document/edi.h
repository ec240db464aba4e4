/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edi - interchanges of X12, EDIFACT and TRADACOMS as segments
 *
 * One pass, no memory of its own: a segment's elements are slices of the text. Separators are what the
 * interchange's own header says. What is no such header, or a segment beyond its bounds, ends the reading
 * with `trouble`; segments so far stand.
 */
#pragma once

#include "sheet.h"

enum { EDI_ELEMENTS = 48, EDI_SEGMENT_MAX = 65536 };

struct edi {
	const char *at, *end;
	char element, component, release, terminator; /* '\0': none */
	char decimal;
	gboolean tradacoms; /* "TAG=" */
	guint segments_left;
	const char *trouble; /* NULL: none */
};

struct edi_segment {
	struct slice element[EDI_ELEMENTS]; /* the first is the tag */
	guint n;
};

gboolean edi_next(struct edi *e, struct edi_segment *out);
gboolean edi_is(const struct edi_segment *s, const char *tag);
struct slice edi_element(const struct edi_segment *s, guint element);
struct slice edi_component(const struct edi *e, const struct edi_segment *s, guint element, guint component);
gboolean edi_says(struct slice s, const char *word);
/* Without release characters and line ends; NULL where it is empty. */
char *edi_text(const struct edi *e, struct slice s);
/* Steps over an interchange's header at e->at and takes its separators; FALSE: there is none. */
gboolean edi_separators_x12(struct edi *e);
gboolean edi_separators_edifact(struct edi *e);

/* One interchange after the other; each message becomes a paper. */
void x12_scan(struct edi *e, struct sheet *out);
void edifact_scan(struct edi *e, struct sheet *out);
void tradacoms_scan(struct edi *e, struct sheet *out);
