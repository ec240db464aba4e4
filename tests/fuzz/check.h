/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check - what must hold of whatever the reader makes, however bad its bytes were */
#pragma once

#include "purser/document.h"
#include "purser/finding.h"

#include "fuzz.h"

/* ---- what holds of any document ---- */

static inline void
fuzz_check_lines(const struct document *d)
{
	gsize end = 0;
	guint words = 0;

	for (guint i = 0; i < d->lines->len; i++) {
		const struct line *l = &g_array_index(d->lines, struct line, i);

		fuzz_must(l->first == words && l->n > 0 && l->n <= d->words->len - words);
		words += l->n;
		for (guint k = l->first; k < words; k++) {
			const struct word *w = &g_array_index(d->words, struct word, k);

			fuzz_must(w->line == i && w->page == l->page && w->page <= d->n_pages);
			fuzz_must(w->size > 0 && w->offset >= end);
			end = (gsize)w->offset + w->size;
			fuzz_must(end <= d->text_size);
			fuzz_must(w->x1 >= w->x0 && w->y1 >= w->y0);
		}
	}
	fuzz_must(words == d->words->len);
}

static inline void
fuzz_check_document(const struct document *d, const struct limits *limits)
{
	fuzz_must(d->media_type && d->text);
	fuzz_must(strlen(d->text) == d->text_size);
	fuzz_must(g_utf8_validate(d->text, (gssize)d->text_size, NULL));
	fuzz_must(!strchr(d->text, '\f'));
	fuzz_must(d->text_size <= (gsize)limits->text_size + 4096);
	fuzz_must(d->words->len <= (guint)limits->document_words);
	if (d->read != READ_TEXT && d->read != READ_OCR && d->read != READ_STRUCTURED)
		fuzz_must(d->why);
	fuzz_check_lines(d);
	for (guint i = 0; i < d->facts->len; i++) {
		const struct document_fact *f = d->facts->pdata[i];

		fuzz_must(f->name < FACT_N && f->value && f->proof && !strchr(f->value, '\n'));
		fuzz_must(g_utf8_validate(f->value, -1, NULL) && g_utf8_validate(f->proof, -1, NULL));
		fuzz_must(!f->n_words || (f->word < d->words->len && f->n_words <= d->words->len - f->word));
	}
	for (guint i = 0; i < d->inner->len; i++)
		fuzz_must(((const struct inner_document *)d->inner->pdata[i])->bytes);
	for (guint i = 0; i < d->links->len; i++)
		fuzz_must(d->links->pdata[i]);
}

/* One document, as anything that claims this type. */
static inline void
fuzz_document(const void *bytes, gsize size, const char *media_type, const char *filename)
{
	/* A copy on the heap, so that the sanitizer sees its ends. */
	g_autoptr(GBytes) whole = g_bytes_new(bytes, size);
	struct document *d = document_read(whole, media_type, filename, NULL, &LIMITS_PRESET);

	fuzz_check_document(d, &LIMITS_PRESET);
	document_free(d);
}

/* ---- what holds of any report: the keeper must take what an honest reader sends ---- */

static inline void
fuzz_check_report(const struct report *r)
{
	struct flat packed = { NULL };
	g_autoptr(GError) error = NULL;
	struct report *again;

	report_pack(r, &packed);
	again = report_unpack(packed.data, packed.size, &LIMITS_PRESET, &error);
	flat_clear(&packed);
	if (!again)
		fprintf(stderr, "report refused: %s\n", error->message);
	fuzz_must(again);
	fuzz_must(again->verdict == r->verdict && again->confidence >= 0 && again->confidence <= 1);
	report_free(again);
}
