/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * papers - see papers.h
 *
 * Later pages of an order repeat its number, or have none. A page that has a title of an order and another number
 * begins another order.
 */
#include "papers.h"
#include "merge.h"

#include <string.h>

#define NUMBER_LEAST 0.6
#define TITLE_LEAST 0.3

static gboolean
may_begin(const struct hit *h)
{
	guint kind = h->label->kind;

	return h->title || kind == TITLE_ORDER || kind == TITLE_RELEASE || kind == TITLE_CHANGE ||
	       kind == TITLE_BLANKET;
}

/* On how many pages does a title of an order stand, or a label that has one within? */
static guint
pages_titled(const struct plane *p)
{
	guint n = 0;
	guint16 last = 0;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint16 page = plane_word(p, h->word)->page;

		if (page != last && may_begin(h)) {
			n++;
			last = page;
		}
	}
	return n;
}

/* The number that this page gives its order; NULL: none, or no title. */
static char *
page_number(const struct reading *whole, gsize start, gsize end, gboolean *out_titled)
{
	struct reading r = {
		.us = whole->us, .today = whole->today, .mail_day = whole->mail_day, .limits = whole->limits
	};
	const struct fact *f = &r.field[ORDER_NUMBER];
	char *number = NULL;

	*out_titled = FALSE;
	facts_init(&r, whole->plane.document, start, end);
	plane_lay_out(&r.plane);
	if (r.plane.segments->len) {
		signs_find(&r);
		fields_find(&r);
		*out_titled = r.titles[TITLE_ORDER].score >= TITLE_LEAST ||
			      r.titles[TITLE_RELEASE].score >= TITLE_LEAST ||
			      r.titles[TITLE_CHANGE].score >= TITLE_LEAST ||
			      r.titles[TITLE_BLANKET].score >= TITLE_LEAST;
		if (f->value && f->score >= NUMBER_LEAST && !f->cut)
			number = g_strdup(f->value);
	}
	facts_clear(&r);
	return number;
}

/* The bytes of each page, in order; FALSE: its words do not run page by page. */
static gboolean
pages_of(const struct plane *p, GArray *out)
{
	guint16 page = 0;

	for (guint i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);
		struct paper_range *last;

		if (!w->page || w->page < page)
			return FALSE;
		if (w->page > page) {
			struct paper_range fresh = { w->offset, w->offset };

			g_array_append_val(out, fresh);
			page = w->page;
		}
		last = &g_array_index(out, struct paper_range, out->len - 1);
		last->end = (gsize)w->offset + w->size;
	}
	return out->len > 1;
}

guint
papers_split(const struct reading *whole, struct paper_range out[PAPERS_MAX])
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(struct paper_range));
	g_autofree char *current = NULL;
	guint n = 0;

	if (pages_titled(&whole->plane) < 2 || !pages_of(&whole->plane, pages))
		return 0;
	for (guint i = 0; i < pages->len; i++) {
		const struct paper_range *page = &g_array_index(pages, struct paper_range, i);
		gboolean titled;
		g_autofree char *number = page_number(whole, page->start, page->end, &titled);

		if (i > 0 && !(titled && number && current && !merge_same_number(current, number))) {
			out[n - 1].end = page->end;
			if (!current)
				current = g_steal_pointer(&number);
			continue;
		}
		if (n == PAPERS_MAX)
			return 0;
		out[n++] = *page;
		g_free(current);
		current = g_steal_pointer(&number);
	}
	return n;
}
