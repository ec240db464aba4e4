/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scribe - words, lines and text of a document, built together so that they always agree
 */
#include "scribe.h"

#include <string.h>

void
scribe_init(struct scribe *p, struct document *d, const struct limits *limits, gsize text_guess)
{
	*p = (struct scribe){ .document = d, .limits = limits, .text = g_string_sized_new(text_guess + 16) };
}

gboolean
scribe_word(struct scribe *p, const struct word *w, const char *bytes, gsize size)
{
	struct document *d = p->document;
	struct word word = *w;

	if (d->words->len >= p->limits->document_words ||
	    p->text->len + size + 2 > (gsize)p->limits->text_size) {
		d->truncated = TRUE;
		return FALSE;
	}
	if (d->words->len > p->line_first)
		g_string_append_c(p->text, word.flags & WORD_CELL_START ? '\t' : ' ');
	word.offset = (guint32)p->text->len;
	word.size = (guint32)size;
	word.line = p->line;
	g_string_append_len(p->text, bytes, (gssize)size);
	g_array_append_val(d->words, word);
	return TRUE;
}

static gboolean
is_gap(const char *p)
{
	return (guchar)*p <= ' ' || *p == 127 || ((guchar)*p >= 128 && char_is_space(g_utf8_get_char(p)));
}

gboolean
scribe_cell(struct scribe *p, struct slice text, guint32 x, guint32 y, guint16 flags, guint32 *out_x)
{
	const char *at = text.p, *end = text.p + text.n;

	for (;;) {
		struct word w = { .page = p->page, .flags = flags, .y0 = (float)y, .y1 = (float)(y + 1) };
		const char *start;

		while (at < end && is_gap(at))
			at = g_utf8_next_char(at);
		if (at >= end)
			return TRUE;
		w.x0 = (float)x;
		for (start = at; at < end && !is_gap(at); at = g_utf8_next_char(at))
			x += (guint32)char_columns(g_utf8_get_char(at));
		w.x1 = (float)x;
		if (!scribe_word(p, &w, start, (gsize)(at - start)))
			return FALSE;
		*out_x = x;
		x++;
		flags &= ~WORD_CELL_START & 0xffff;
	}
}

void
scribe_line(struct scribe *p)
{
	struct document *d = p->document;
	struct line line = { .first = p->line_first, .n = d->words->len - p->line_first };

	if (line.n == 0)
		return;
	line.page = g_array_index(d->words, struct word, line.first).page;
	g_array_append_val(d->lines, line);
	g_string_append_c(p->text, '\n');
	p->line_first = d->words->len;
	p->line = d->lines->len;
}

void
scribe_blank(struct scribe *p)
{
	if (p->text->len + 1 < (gsize)p->limits->text_size)
		g_string_append_c(p->text, '\n');
}

void
scribe_finish(struct scribe *p)
{
	scribe_line(p);
	g_free(p->document->text);
	p->document->text_size = p->text->len;
	p->document->text = g_string_free(p->text, FALSE);
	p->text = NULL;
}
