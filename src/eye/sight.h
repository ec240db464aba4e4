/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sight - what the files of the eye share
 *
 *	head.c      what a picture's header says of its size
 *	decode.c    a file becomes a grey picture of a usual size
 *	dust.c      specks go
 *	upright.c   which way is up, where are lines of writing
 *	engine.c    tesseract: data in memory, an engine per language, words of a picture
 *	pieces.c    which parts of the page want a second look
 *	opinion.c   they are read by two engines
 *	shape.c     signs are held against others of the page
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

/* The usual height of what could be letters; 0: unknown. */
int letter_height(PIX *grey);

/* Whitens specks, where there are many. */
void dust_remove(PIX *grey);

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

/* Reads doubtful pieces once more, by two engines, and keeps what is surer. ink: as in struct writing. */
void opinion_ask(PIX *pix, PIX *ink, double dpi, guint language, double until_cpu, struct reading *r);
/* What all engines get wrong in the same way: mail addresses in two, a nought before letters, "N.º". */
void opinion_mend(struct reading *r);
/* Is it worth a second look? */
gboolean opinion_wanted(const struct reading_word *w);

/* Writing without a wide gap in it, in pixels of the page, and the words that were read there. */
struct piece {
	int x0, y0, x1, y1;
	GArray *words; /* guint, indices; empty: nothing was read */
	int capital;   /* the usual height of capitals on the page */
};
/* The usual height of capitals and figures; 0: too little was read. */
int reading_capital(const struct reading *r);
/* An engine's boxes are a sign off at times, beside a slash above all: words end where their ink does. */
void pieces_fit(PIX *ink, struct reading *r);
/* Those that want a second look. */
GPtrArray *pieces_find(PIX *ink, const struct reading *r);
/* What two readers of the whole piece, the second by preference of the page's language, say to the words that were read in it; what was read nowhere before is added. TRUE:
 * they agreed. */
gboolean
piece_settle(struct reading *r, const struct piece *p, const struct reading *one, const struct reading *two);

/* The signs that the page prints, as pictures. */
struct shapes;
struct shapes *shapes_new(PIX *pix, const struct reading *r, int capital);
void shapes_free(struct shapes *k);
/* The one figure that stands there; '\0': none, or it is not sure. */
char shapes_figure(const struct shapes *k, int x0, int x1, int base);
/* O or 0, I or 1? And doubtful words with figures that look like others of the page are sure. */
void shapes_judge(const struct shapes *k, struct reading *r);

/* Index in EYE_LANGUAGES of the language that these words are in; *out_sure: how many of its words there are more
 * than of the next one's. */
guint tongue_of(const char *text, guint *out_sure);

double eye_cpu_now(void);
