/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sight - what the files of the eye share
 *
 *	decode.c    a file becomes a grey picture of a usual size
 *	upright.c   which way is up, where are lines of writing
 *	engine.c    tesseract: data in memory, an engine per language, words of a picture
 *	tongue.c    which language is this
 *	look.c      all of it in order
 */
#pragma once

#include "purser/eye.h"

#include <leptonica/allheaders.h>

#define EYE_DPI 300
#define SAMPLES_MAX 8

/* Grey, without transparency and colour map; NULL: page->why says it. */
PIX *
decode_file(const guint8 *bytes, gsize size, gsize *inout_offset, gint64 pixels_max, struct eye_page *page);
/* Scaled so that writing has the size that it has at EYE_DPI; what is near enough stays. Takes pix. */
PIX *decode_usual_size(PIX *pix, double *out_dpi);

/* A picture's writing, found without reading it. */
struct writing {
	PIX *ink; /* black and white, half the size, rules removed, turned as `quarters` and `angle` say */
	int quarters; /* to turn the picture clockwise by */
	double angle; /* degrees, clockwise, after that */
	BOXA *lines;  /* in ink */
	double shade; /* how much the background varies, 0 to 255 */
};
/* FALSE: no writing. sideways: look at it turned by a quarter. */
gboolean writing_find(struct writing *l, PIX *grey, gboolean sideways);
void writing_clear(struct writing *l);
/* The pieces of the picture that hold the longest lines; at most SAMPLES_MAX. */
PIXA *writing_samples(const struct writing *l, PIX *grey);
/* The whole picture turned as found. */
PIX *writing_turn(const struct writing *l, PIX *grey);

void engine_open(void);
const char *engine_blind(void);
/* One line of writing; returns what it reads as, and adds to sums weighted by length. */
void engine_read_line(PIX *line, GString *text, double *sum, double *weight);
/* The whole page; FALSE when time ran out. */
gboolean engine_read_page(PIX *pix, double dpi, guint language, double until_cpu, struct eye_page *page);

/* Index in EYE_LANGUAGES of the language that these words are in; *out_sure: how many of its words there are more
 * than of the next one's. */
guint tongue_of(const char *text, guint *out_sure);

double eye_cpu_now(void);
