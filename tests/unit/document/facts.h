/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of structured papers share: facts as text, and what holds of all of them. */
#pragma once

#include "helper.h"

/* "0 Number = 4711 <ubl:Order/ID>", a line for each fact. */
static inline char *
show_facts(const struct document *d)
{
	GString *s = g_string_new(NULL);

	for (guint i = 0; i < d->facts->len; i++) {
		const struct document_fact *f = d->facts->pdata[i];

		g_string_append_printf(
		    s, "%u %s = %s <%s>\n", f->order, DOCUMENT_FACT_LABELS[f->name], f->value, f->proof);
	}
	return g_string_free(s, FALSE);
}

/* Facts are ordered and typed, and the rendering shows each word for word. */
static inline void
check_facts(const struct document *d)
{
	guint order = 0;

	check_document(d);
	assert_true(d->facts->len == 0 || d->read == READ_STRUCTURED);
	for (guint i = 0; i < d->facts->len; i++) {
		const struct document_fact *f = d->facts->pdata[i];
		const struct word *first, *last;

		assert_true(f->order >= order && f->order <= order + 1);
		order = f->order;
		assert_true(f->name < FACT_N);
		assert_true(*f->value && *f->proof && g_utf8_validate(f->value, -1, NULL));
		if (!f->n_words) {
			assert_true(d->truncated);
			continue;
		}
		assert_true(f->word + f->n_words <= d->words->len);
		first = &g_array_index(d->words, struct word, f->word);
		last = first + f->n_words - 1;
		assert_true(first->flags & WORD_CELL_START);
		assert_int_equal(strlen(f->value), last->offset + last->size - first->offset);
		assert_memory_equal(f->value, d->text + first->offset, strlen(f->value));
	}
}

#define assert_facts(document, wanted)                         \
	do {                                                   \
		g_autofree char *shown = show_facts(document); \
		check_facts(document);                         \
		assert_string_equal(shown, wanted);            \
	} while (0)

/* The value of a fact of the nth paper; NULL. */
static inline const char *
fact_of(const struct document *d, guint order, enum document_fact_name name)
{
	for (guint i = 0; i < d->facts->len; i++) {
		const struct document_fact *f = d->facts->pdata[i];

		if (f->order == order && f->name == name)
			return f->value;
	}
	return NULL;
}

/* Reads the text whole, cut at every place, and with bytes changed at random (always the same ones). */
static inline void
torture(const char *text, const char *media_type)
{
	gsize size = strlen(text);
	guint32 seed = 12345;
	static const char spice[] = "<>&\"'/=+:?~*^|\n\0\xff[]!-0A";

	for (gsize n = 0; n <= size; n += 1 + size / 400) {
		struct document *d = read_bytes(text, n, media_type, NULL);

		check_facts(d);
		document_free(d);
	}
	for (guint i = 0; i < 400; i++) {
		g_autofree char *bad = g_memdup2(text, size);
		struct document *d;

		for (guint k = 0; k < 1 + i % 5; k++) {
			gsize at;

			seed = seed * 1664525 + 1013904223;
			at = (seed >> 8) % size;
			seed = seed * 1664525 + 1013904223;
			if ((seed >> 28) % 3 == 0)
				bad[at] = spice[(seed >> 8) % (sizeof(spice) - 1)];
			else
				memmove(bad + at, bad + (seed >> 4) % size,
				    MIN(size - at, size - (seed >> 4) % size) % 40);
		}
		d = read_bytes(bad, size, media_type, NULL);
		check_facts(d);
		document_free(d);
	}
}
