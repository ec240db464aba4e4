/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cancel - an order cancelled in a sentence: "we hereby cancel our purchase order 4500012345"
 *
 * Only a statement of the writer's own counts, with the number behind it: no question, no "if we cancel", no talk
 * of what others cancelled. The words are rows of phrases.c.
 */
#include "facts.h"

#include <string.h>

/* Words that make of the sentence behind them a condition or a question. */
static const char *const OPENERS[] = { "if", "should", "unless", "when", "whether", "before", "can", "could",
	"may", "must", "shall", "wenn", "falls", "ob", "bevor", "si", "quand", "avant", "cuando", "se",
	"quando", "als", "indien", "wanneer", "caso" };

static char
last_sign(const struct plane *p, guint32 i)
{
	const struct word *w = plane_word(p, i);

	return w->size ? p->document->text[w->offset + w->size - 1] : 0;
}

static gboolean
is_conditional(const struct plane *p, const struct hit *h)
{
	const struct word *w;
	g_autofree char *folded = NULL;

	if (h->word <= p->first || strchr(".!?:;", last_sign(p, h->word - 1)))
		return FALSE;
	w = plane_word(p, h->word - 1);
	folded = label_fold(p->document->text + w->offset, w->size);
	for (gsize i = 0; i < G_N_ELEMENTS(OPENERS); i++)
		if (strcmp(folded, OPENERS[i]) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_question(const struct plane *p, const struct hit *h)
{
	for (guint32 i = h->last_word; i < p->end && i < h->last_word + 60; i++) {
		char sign = last_sign(p, i);

		if (sign == '?')
			return TRUE;
		/* "no." ends no sentence */
		if (i > h->last_word && (sign == '.' || sign == '!'))
			return FALSE;
	}
	return FALSE;
}

gboolean
cancel_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint32 first = h->last_word + 1;
		struct region rest = { first, MIN(p->end > first ? p->end - first : 0, 5), 0 };
		g_autofree char *text = NULL;
		struct span span;
		char *number = NULL;

		if (h->label->kind != PHRASE_CANCEL || !rest.n || is_conditional(p, h) || is_question(p, h))
			continue;
		text = plane_text(p, rest, NULL);
		if (!value_reference(text, TRUE, &number, &span))
			continue;
		for (guint f = 0; f < ORDER_FIELD_N; f++)
			fact_clear(&r->field[f]);
		fact_clear(&r->cited);
		rest.n = 1;
		fact_offer(r, &r->field[ORDER_NUMBER], number,
		    g_strndup(text + span.start, span.end - span.start), "po.number.cancelled", 0.8, rest);
		return TRUE;
	}
	return FALSE;
}
