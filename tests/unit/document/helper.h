/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this room share: reading a string, showing a plane, writing a PDF. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after those */
#include <cmocka.h>

#include "purser/document.h"

static inline struct document *
read_bytes(const void *bytes, gsize size, const char *media_type, const struct limits *limits)
{
	g_autoptr(GBytes) b = g_bytes_new(bytes, size);

	return document_read(b, media_type, NULL, NULL, limits ? limits : &LIMITS_PRESET);
}

static inline struct document *
read_string(const char *text, const char *media_type)
{
	return read_bytes(text, strlen(text), media_type, NULL);
}

/* Each line as "y: a b | c", '*' before bold words; boxes left out. */
static inline char *
show(const struct document *d)
{
	GString *s = g_string_new(NULL);

	for (guint i = 0; i < d->lines->len; i++) {
		const struct line *l = &g_array_index(d->lines, struct line, i);

		for (guint k = 0; k < l->n; k++) {
			const struct word *w = &g_array_index(d->words, struct word, l->first + k);

			if (k > 0)
				g_string_append(s, w->flags & WORD_CELL_START ? " | " : " ");
			if (w->flags & WORD_BOLD)
				g_string_append_c(s, '*');
			g_string_append_len(s, d->text + w->offset, w->size);
		}
		g_string_append_c(s, '\n');
	}
	return g_string_free(s, FALSE);
}

/* The first such word; the test fails where there is none. */
static inline const struct word *
find_word(const struct document *d, const char *text)
{
	static const struct word none = { .offset = 0 };

	for (guint i = 0; i < d->words->len; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);

		if (w->size == strlen(text) && memcmp(d->text + w->offset, text, w->size) == 0)
			return w;
	}
	fail_msg("there is no word \"%s\"", text);
	return &none;
}

/* Everything that holds of any document, however bad its bytes were. */
static inline void
check_document(const struct document *d)
{
	gsize end = 0;
	guint words = 0;

	assert_non_null(d->media_type);
	assert_non_null(d->text);
	assert_true(strlen(d->text) == d->text_size);
	assert_true(g_utf8_validate(d->text, (gssize)d->text_size, NULL));
	assert_null(strchr(d->text, '\f'));
	if (d->read != READ_TEXT && d->read != READ_STRUCTURED)
		assert_non_null(d->why);
	for (guint i = 0; i < d->lines->len; i++) {
		const struct line *l = &g_array_index(d->lines, struct line, i);

		assert_int_equal(l->first, words);
		assert_true(l->n > 0);
		words += l->n;
		assert_true(words <= d->words->len);
		for (guint k = l->first; k < words; k++) {
			const struct word *w = &g_array_index(d->words, struct word, k);

			assert_int_equal(w->line, i);
			assert_int_equal(w->page, l->page);
			assert_true(w->page <= d->n_pages || d->unit == UNIT_CHARS);
			assert_true(w->size > 0 && w->offset >= end);
			end = (gsize)w->offset + w->size;
			assert_true(end <= d->text_size);
			assert_true(w->x1 >= w->x0 && w->y1 >= w->y0);
		}
	}
	assert_int_equal(words, d->words->len);
}

#define assert_plane(document, wanted)                   \
	do {                                             \
		g_autofree char *shown = show(document); \
		check_document(document);                \
		assert_string_equal(shown, wanted);      \
	} while (0)

/* ---- a small PDF writer: objects in a row, a cross-reference table, a trailer ---- */

struct pdf {
	GString *out;
	gsize at[64];
	guint n; /* objects written */
};

static inline void
pdf_begin(struct pdf *p)
{
	*p = (struct pdf){ .out = g_string_new("%PDF-1.4\n") };
}

static inline void
pdf_object(struct pdf *p, const char *body)
{
	p->at[p->n++] = p->out->len;
	g_string_append_printf(p->out, "%u 0 obj\n%s\nendobj\n", p->n, body);
}

static inline void
pdf_stream(struct pdf *p, const char *dictionary, const char *content)
{
	g_autofree char *body = g_strdup_printf(
	    "<<%s/Length %zu>>\nstream\n%s\nendstream", dictionary, strlen(content) + 1, content);

	pdf_object(p, body);
}

static inline GString *
pdf_end(struct pdf *p, const char *trailer)
{
	gsize table = p->out->len;

	g_string_append_printf(p->out, "xref\n0 %u\n0000000000 65535 f \n", p->n + 1);
	for (guint i = 0; i < p->n; i++)
		g_string_append_printf(p->out, "%010zu 00000 n \n", p->at[i]);
	g_string_append_printf(p->out, "trailer\n<</Size %u/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n",
	    p->n + 1, trailer, table);
	return p->out;
}

/* One page, 600 by 800 points, Helvetica as /F and its bold as /B; content is drawing operators. extra goes
 * into the page's dictionary, catalog into the catalog; further objects begin with number 7. */
static inline void
pdf_one_page(struct pdf *p, const char *content, const char *extra, const char *catalog)
{
	g_autofree char *root = g_strdup_printf("<</Type/Catalog/Pages 2 0 R%s>>", catalog);
	g_autofree char *page =
	    g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
			    "/Resources<</Font<</F 5 0 R/B 6 0 R>>>>%s>>",
		extra);

	pdf_begin(p);
	pdf_object(p, root);
	pdf_object(p, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	pdf_object(p, page);
	pdf_stream(p, "", content);
	pdf_object(p, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
	pdf_object(p, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
}
