/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * eye - pictures of paper become words with boxes, by tesseract and leptonica
 *
 * It knows neither documents nor mail. The room document calls it through this table, and only the program purser-eye
 * puts it there: other readers neither load these libraries nor pay for them.
 *
 *	open()           once, before the sandbox closes: maps the language data, readies the first language
 *	look_at_file()   one page of a PNG, JPEG, TIFF, GIF (its first frame), WebP or BMP
 *	look_at_grey()   a page that somebody else has drawn
 *	eye_page_free()
 *
 * A page comes back upright: turned by quarters, and by a few degrees, as its lines of writing ask for. Boxes are
 * points on that upright page.
 */
#pragma once

#include "purser/base.h"

struct eye_word {
	guint32 offset, size; /* in eye_page->text, which holds the words one after the other */
	float x0, y0, x1, y1; /* points */
	guint8 doubt;         /* 0: sure, 100: no idea */
};

/* Eight bits a pixel, 0 is black, 255 white; rows follow each other without a gap. */
struct eye_grey {
	guint8 *pixels;
	guint width, height;
	double dpi;
};

struct eye_page {
	float width, height; /* points */
	GString *text;
	GArray *words; /* struct eye_word, as they were found */
	char *why;     /* NULL, or why nothing was read: no writing on it, a broken picture */
	gboolean damaged;
	gboolean cut;         /* it took too long: only a part was read */
	const char *language; /* "deu", or NULL */
	struct eye_grey seen; /* the upright page, when asked for */
};

/* How long, and whether the upright page is wanted. */
struct eye_wish {
	gint64 pixels;    /* a larger picture is not opened */
	double until_cpu; /* seconds of this process's processor time */
	gboolean keep;
};

struct eye {
	void (*open)(void);
	/* Why it is blind, and the way out ("install tesseract-ocr-eng"); NULL: it sees. */
	const char *(*blind)(void);
	/* *inout_offset: 0 for the first page; afterwards where the next one is, 0 after the last. */
	struct eye_page *(*look_at_file)(
	    const guint8 *bytes, gsize size, gsize *inout_offset, const struct eye_wish *wish);
	struct eye_page *(*look_at_grey)(const struct eye_grey *grey, const struct eye_wish *wish);
};
extern const struct eye EYE_TESSERACT;

struct eye_page *eye_page_new(void);
void eye_page_free(struct eye_page *p);

/* What a picture's header says: needs no library. */
enum eye_format { EYE_PNG, EYE_JPEG, EYE_TIFF, EYE_GIF, EYE_WEBP, EYE_BMP };
struct eye_head {
	enum eye_format format;
	guint width, height; /* pixels; 1 at least */
	gsize first_end;     /* of a GIF: where its first frame ends */
};
/* offset: of a page of a TIFF, as look_at_file() gives it. FALSE: no picture that is known here, or a broken one. */
gboolean eye_head_read(const guint8 *bytes, gsize size, gsize offset, struct eye_head *out);

/* The languages that are read, in the order tried: "eng", …; NULL-terminated. */
extern const char *const EYE_LANGUAGES[];
/* Where Debian puts the data of a language, and whether it is there. For check-config: needs no library. */
char *eye_data_path(const char *language);
