/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sight - what the files of the eye share
 *
 *	head.c      what a picture's header says of its size
 *	decode.c    a file becomes a grey picture of a usual size
 *	upright.c   which way is up, where are lines of writing
 *	engine.c    tesseract: data in memory, an engine per language, words of a picture
 *	opinion.c   doubtful lines are read by a second engine
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
	PIX *leaders; /* rows of dots in it, taken out; NULL */
	int quarters; /* to turn the picture clockwise by */
	double angle; /* degrees, clockwise, after that */
	BOXA *lines;  /* in ink */
	double shade; /* how much the background varies, 0 to 255 */
};
/* FALSE: no writing. sideways: look at it turned by a quarter. */
gboolean writing_find(struct writing *l, PIX *grey, double dpi, gboolean sideways);
void writing_clear(struct writing *l);
/* The pieces of the picture that hold the longest lines; at most SAMPLES_MAX. */
PIXA *writing_samples(const struct writing *l, PIX *grey);
/* The whole picture turned as found, without leaders; it may be grey itself. */
PIX *writing_turn(const struct writing *l, PIX *grey);

void engine_open(void);
const char *engine_blind(void);
/* The first language that there is. */
guint engine_first(void);

/* Words as the engine gives them, in pixels. */
struct reading_word {
	char *text;
	int x0, y0, x1, y1, base; /* base: where its letters stand */
	guint line;
	guint8 doubt;
};
struct reading {
	GArray *words; /* struct reading_word, by lines */
	guint n_lines;
};
struct reading *reading_new(void);
void reading_free(struct reading *r);
/* Adds what it reads; another language where the data of the one asked for is missing. FALSE when time ran out. */
gboolean engine_read(
    PIX *pix, double dpi, guint *inout_language, gboolean one_line, double until_cpu, struct reading *out);

/* Reads doubtful lines once more, in another language, and keeps what is surer. */
void opinion_ask(PIX *pix, double dpi, guint language, double until_cpu, struct reading *r);

/* What a second reader says to the words that it covers, of [first, end), at x0 to x1 of the page. */
void opinion_weigh(struct reading *r, guint first, guint end, const struct reading_word *other);

/* Index in EYE_LANGUAGES of the language that these words are in; *out_sure: how many of its words there are more
 * than of the next one's. */
guint tongue_of(const char *text, guint *out_sure);

double eye_cpu_now(void);
