/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_ink - words of a PDF that leave no ink: invisible ones, and white ones on white
 *
 * poppler gives text that is drawn in no ink (text rendering mode 3) like any other, and text in the colour of the
 * paper too. A page with such text is drawn small, and a word whose place is all of one colour is seen by no one. The
 * words behind a scan have the scan's ink in their place and stay. A font that is not in the file cannot be drawn here:
 * its words are judged only where others of the same font show ink.
 */
#include "pdf.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define DPI 60.0
enum {
	STREAM_MOST = 2 << 20, /* of one stream, unpacked */
	ALL_MOST = 32 << 20,   /* of all */
	STREAMS_MOST = 4000,
	DICTIONARY = 600, /* bytes before "stream" that are looked at */
	CONTRAST = 24,    /* of 255: less is no ink */
};

/* --- is there text without ink in the file? ------------------------------------------------------ */

/* "3 Tr": neither fill nor stroke; "7 Tr": clip alone. */
static gboolean
says_invisible(const char *p, gsize size)
{
	const char *end = p + size, *at = p;

	while ((at = memmem(at, (gsize)(end - at), "Tr", 2))) {
		const char *q = at;

		if (at + 2 < end && !strchr(" \t\r\n\f[(</%", at[2])) {
			at += 2;
			continue;
		}
		while (q > p && g_ascii_isspace(q[-1]))
			q--;
		if (q < at && q > p && (q[-1] == '3' || q[-1] == '7') &&
		    (q - 1 == p || strchr(" \t\r\n\f]>)", q[-2])))
			return TRUE;
		at += 2;
	}
	return FALSE;
}

static gsize
ascii85(const guint8 *in, gsize size, guint8 *out)
{
	guint64 group = 0;
	guint n = 0;
	gsize written = 0;

	for (gsize i = 0; i < size && in[i] != '~'; i++) {
		if (in[i] == 'z' && n == 0) {
			memset(out + written, 0, 4);
			written += 4;
			continue;
		}
		if (in[i] < '!' || in[i] > 'u')
			continue;
		group = group * 85 + (in[i] - '!');
		if (++n == 5) {
			for (int shift = 24; shift >= 0; shift -= 8)
				out[written++] = (guint8)(group >> shift);
			group = n = 0;
		}
	}
	if (n > 1) {
		for (guint i = n; i < 5; i++)
			group = group * 85 + 84;
		for (guint i = 0; i < n - 1; i++)
			out[written++] = (guint8)(group >> (24 - 8 * i));
	}
	return written;
}

/* The stream unpacked, as far as it goes; *left shrinks by what came out. */
static gboolean
stream_invisible(const guint8 *p, gsize size, gboolean flate, gboolean armoured, gsize *left)
{
	g_autofree guint8 *bare = armoured ? g_malloc(size * 4 + 8) : NULL, *out = NULL;
	g_autoptr(GZlibDecompressor) zlib = NULL;
	gsize most = MIN((gsize)STREAM_MOST, *left), read = 0, written = 0;

	if (armoured) {
		size = ascii85(p, size, bare);
		p = bare;
	}
	if (!flate)
		return says_invisible((const char *)p, MIN(size, most));
	zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
	out = g_malloc(most + 1);
	for (;;) {
		gsize took = 0, gave = 0;
		GConverterResult r = g_converter_convert(G_CONVERTER(zlib), p + read, size - read,
		    out + written, most - written, G_CONVERTER_INPUT_AT_END, &took, &gave, NULL);

		if (r == G_CONVERTER_ERROR)
			break;
		read += took;
		written += gave;
		if (r == G_CONVERTER_FINISHED || written >= most || read >= size)
			break;
	}
	*left -= written;
	return says_invisible((const char *)out, written);
}

static gboolean
holds(const guint8 *p, gsize n, const char *word)
{
	return memmem(p, n, word, strlen(word)) != NULL;
}

gboolean
pdf_has_invisible(const guint8 *bytes, gsize size)
{
	const guint8 *at = bytes, *end = bytes + size;
	gsize left = ALL_MOST;

	for (guint i = 0; i < STREAMS_MOST && left > 0 && (at = memmem(at, (gsize)(end - at), "stream", 6));
	     i++) {
		const guint8 *from = at + 6, *stop, *dictionary = at - MIN((gsize)(at - bytes), DICTIONARY);
		gsize n = (gsize)(at - dictionary);
		const guint8 *object;

		/* of this object alone */
		while ((object = memmem(dictionary, n, " obj", 4))) {
			n -= (gsize)(object + 4 - dictionary);
			dictionary = object + 4;
		}
		if (at - bytes >= 3 && memcmp(at - 3, "end", 3) == 0) {
			at += 6;
			continue;
		}
		from += from < end && *from == '\r';
		from += from < end && *from == '\n';
		stop = memmem(from, (gsize)(end - from), "endstream", 9);
		at = stop ? stop + 9 : end;
		if (holds(dictionary, n, "/Image") || holds(dictionary, n, "/Length1") ||
		    holds(dictionary, n, "/ObjStm") || holds(dictionary, n, "/XRef") ||
		    holds(dictionary, n, "/FontFile"))
			continue;
		if (stream_invisible(from, (gsize)((stop ? stop : end) - from),
			holds(dictionary, n, "/FlateDecode"), holds(dictionary, n, "/ASCII85Decode"), &left))
			return TRUE;
	}
	return FALSE;
}

/* --- which words leave none ---------------------------------------------------------------------- */

/* Is the place of this word all of one colour? Its rim is left out: neighbours reach into it. */
static gboolean
is_bare(const struct document_picture *picture, const struct pdf_word *w)
{
	double scale = DPI / 72.0, rim = 0.15 * (w->y1 - w->y0);
	guint x0 = (guint)CLAMP(floor((w->x0 + rim) * scale), 0, picture->width),
	      x1 = (guint)CLAMP(ceil((w->x1 - rim) * scale), 0, picture->width),
	      y0 = (guint)CLAMP(floor((w->y0 + rim) * scale), 0, picture->height),
	      y1 = (guint)CLAMP(ceil((w->y1 - rim) * scale), 0, picture->height);
	guint8 least[3] = { 255, 255, 255 }, most[3] = { 0 };

	if (x0 >= x1 || y0 >= y1)
		return FALSE;
	for (guint y = y0; y < y1; y++)
		for (guint x = x0; x < x1; x++)
			for (guint c = 0; c < 3; c++) {
				guint8 v = picture->rgb[((gsize)y * picture->width + x) * 3 + c];

				least[c] = MIN(least[c], v);
				most[c] = MAX(most[c], v);
			}
	for (guint c = 0; c < 3; c++)
		if (most[c] - least[c] > CONTRAST)
			return FALSE;
	/* a white word on a dark ground is seen, though its font cannot be drawn */
	return !w->light || least[0] + least[1] + least[2] > 3 * (255 - 2 * CONTRAST);
}

void
pdf_page_ink(struct pdf_page *page, PopplerPage *from)
{
	gboolean invisible = page->embedded != NULL;
	struct document_picture picture = { 0 };
	gboolean inked[PDF_FONTS + 1] = { FALSE }, light = FALSE;

	for (guint i = 0; i < page->words->len && !light; i++)
		light = g_array_index(page->words, struct pdf_word, i).light;
	if ((!light && !invisible) || page->width * page->height > 4e6 ||
	    !pdf_page_paint(from, DPI, &picture))
		return;
	for (guint i = 0; i < page->words->len; i++) {
		struct pdf_word *w = &g_array_index(page->words, struct pdf_word, i);

		w->bare = is_bare(&picture, w);
		inked[w->font] |= !w->bare;
	}
	for (guint i = 0; i < page->words->len; i++) {
		struct pdf_word *w = &g_array_index(page->words, struct pdf_word, i);

		if (!w->bare || !(w->light || (invisible && (inked[w->font] || page->drawable[w->font]))))
			continue;
		w->flags |= WORD_HIDDEN;
		page->d->n_hidden++;
	}
	/* what cannot be judged is told all the same */
	if (invisible && !page->d->n_hidden && !page->scan)
		for (guint i = 0; i < page->words->len && !page->d->n_hidden; i++) {
			const struct pdf_word *w = &g_array_index(page->words, struct pdf_word, i);

			page->d->n_hidden += w->bare && !inked[w->font];
		}
	g_free(picture.rgb);
}

/* "ABCDEF+Font": a part of the font is in the file. */
const char *
pdf_font_name(const char *name)
{
	const char *plus = strchr(name, '+');

	return plus && plus - name == 6 ? plus + 1 : name;
}

void
pdf_fonts_embedded(PopplerDocument *pdf, GHashTable *out_names)
{
	PopplerFontInfo *info = poppler_font_info_new(pdf);
	PopplerFontsIter *iter = NULL;

	if (poppler_font_info_scan(info, MIN(poppler_document_get_n_pages(pdf), 100), &iter) && iter) {
		do {
			const char *name = poppler_fonts_iter_get_full_name(iter);

			if (name && poppler_fonts_iter_is_embedded(iter) &&
			    g_hash_table_size(out_names) < 1000)
				g_hash_table_add(out_names, g_strdup(pdf_font_name(name)));
		} while (poppler_fonts_iter_next(iter));
		poppler_fonts_iter_free(iter);
	}
	g_object_unref(info);
}
