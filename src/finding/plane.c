/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plane - words to segments, and who stands beside or below whom */
#include "plane.h"
#include "broken.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a person would write on one line; hostile lines without end cost no more. */
enum { TEXT_WORDS_MAX = 64 };

const struct word *
plane_word(const struct plane *p, guint32 i)
{
	return &g_array_index(p->document->words, struct word, i);
}

const struct segment *
plane_segment(const struct plane *p, guint32 i)
{
	return &g_array_index(p->segments, struct segment, i);
}

/* The first word at or behind a byte of the text; words stand in the order of their bytes. */
static guint
word_at(const struct document *d, gsize offset)
{
	guint low = 0, high = d->words->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (g_array_index(d->words, struct word, mid).offset < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

gboolean
media_type_is_xml(const char *media_type)
{
	/* not "openxmlformats", whose text is laid out, nor XHTML */
	return media_type && (g_str_has_suffix(media_type, "/xml") || g_str_has_suffix(media_type, "+xml")) &&
	       !strstr(media_type, "html");
}

void
plane_init(struct plane *p, const struct document *d, gsize start, gsize end)
{
	memset(p, 0, sizeof *p);
	p->document = d;
	p->pairs = media_type_is_xml(d->media_type);
	p->first = start ? word_at(d, start) : 0;
	p->end = end >= d->text_size ? d->words->len : word_at(d, end);
	p->first_page = 1;
	if (p->first < p->end) {
		const struct word *w = &g_array_index(d->words, struct word, p->first);

		p->first_page = w->page;
		p->top = d->unit == UNIT_CHARS ? w->y0 : 0;
	}
	atoms_of(d, p->first, p->end, &p->atoms);
	p->hits = labels_scan(d, &p->atoms);
}

void
plane_clear(struct plane *p)
{
	atoms_clear(&p->atoms);
	g_clear_pointer(&p->hits, g_array_unref);
	g_clear_pointer(&p->segments, g_array_unref);
	g_clear_pointer(&p->by_y, g_array_unref);
	g_clear_pointer(&p->hit_segment, g_array_unref);
}

/* --- words --------------------------------------------------------------------------------------- */

const char *
plane_word_core(const struct plane *p, guint32 i, gsize *out_size)
{
	const struct word *w = plane_word(p, i);
	const char *s = p->document->text + w->offset, *end = s + w->size;

	while (s < end && !g_ascii_isalnum(*s))
		s++;
	while (end > s && !g_ascii_isalnum(end[-1]))
		end--;
	*out_size = (gsize)(end - s);
	return s;
}

const struct label *
plane_label_at(const struct plane *p, guint32 word)
{
	guint low = 0, high = p->hits->len;
	const struct hit *h;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (g_array_index(p->hits, struct hit, mid).word < word)
			low = mid + 1;
		else
			high = mid;
	}
	h = low < p->hits->len ? &g_array_index(p->hits, struct hit, low) : NULL;
	return h && h->word == word && h->offset == 0 ? h->label : NULL;
}

/* --- laying out ---------------------------------------------------------------------------------- */

static void
segment_begin(struct segment *s, const struct word *w, guint32 index)
{
	*s = (struct segment){
		.first = index, .n = 1, .page = w->page, .x0 = w->x0, .y0 = w->y0, .x1 = w->x1, .y1 = w->y1
	};
}

static void
segment_grow(struct segment *s, const struct word *w)
{
	s->n++;
	s->x0 = MIN(s->x0, w->x0);
	s->y0 = MIN(s->y0, w->y0);
	s->x1 = MAX(s->x1, w->x1);
	s->y1 = MAX(s->y1, w->y1);
}

/* "..........": leads the eye from a label to its value, and parts them as a column would. */
static gboolean
word_is_leader(const struct plane *p, const struct word *w)
{
	const char *t = p->document->text + w->offset;
	guint32 k = 0;

	while (k < w->size && (t[k] == '.' || t[k] == '_'))
		k++;
	return k == w->size && k >= 4;
}

static void
make_segments(struct plane *p)
{
	struct segment s = { 0 };

	for (guint i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);

		if (w->flags & WORD_HIDDEN || !w->size)
			continue;
		/* a hidden word between two ends the segment: its words must be neighbours in the array */
		if (s.n && s.first + s.n == i && !word_is_leader(p, w) &&
		    !word_is_leader(p, plane_word(p, i - 1)) &&
		    words_adjoin(p->document, plane_word(p, i - 1), w)) {
			segment_grow(&s, w);
			continue;
		}
		if (s.n)
			g_array_append_val(p->segments, s);
		segment_begin(&s, w, i);
	}
	if (s.n)
		g_array_append_val(p->segments, s);
}

static int
compare_float(gconstpointer a, gconstpointer b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

static float
usual_height(const struct plane *p)
{
	g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(float));

	if (p->document->unit == UNIT_CHARS)
		return 1;
	for (guint i = 0; i < p->segments->len && i < 400; i++) {
		float h = plane_segment(p, i)->y1 - plane_segment(p, i)->y0;

		if (isfinite(h) && h > 0)
			g_array_append_val(heights, h);
	}
	if (!heights->len)
		return 10;
	g_array_sort(heights, compare_float);
	return g_array_index(heights, float, heights->len / 2);
}

/* --- columns that nearly touch --- */

enum { EDGE_STARTS = 3, EDGE_SEGMENTS_MAX = 4000, EDGE_WORDS_MAX = 12 };
#define EDGE_NEAR 0.12f /* of a line's height: as exactly as a column is set */
#define EDGE_LINES 7.0f /* how far up and down it is looked for */

/* Where a segment with another to its left begins: an edge of a column, if others begin there too. */
struct edge {
	guint16 page;
	float x, y;
};

static int
compare_edge(gconstpointer a, gconstpointer b)
{
	const struct edge *e = a, *f = b;

	if (e->page != f->page)
		return e->page < f->page ? -1 : 1;
	return e->x < f->x ? -1 : e->x > f->x;
}

static GArray *
edges_find(const struct plane *p)
{
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(struct edge));

	for (guint32 i = 1; i < MIN(p->segments->len, EDGE_SEGMENTS_MAX); i++) {
		const struct segment *s = plane_segment(p, i), *left = plane_segment(p, i - 1);
		struct edge e = { s->page, s->x0, s->y0 };

		if (s->page == left->page &&
		    plane_word(p, s->first)->line == plane_word(p, left->first)->line)
			g_array_append_val(edges, e);
	}
	g_array_sort(edges, compare_edge);
	return edges;
}

/* Others begin above and below it; or it is a heading, and what stands below it begins with it. */
static gboolean
begins_at_edge(const struct plane *p, const GArray *edges, guint32 word, guint before)
{
	const struct word *w = plane_word(p, word);
	float near = EDGE_NEAR * p->line_height;
	guint low = 0, high = edges->len, n = 0;
	gboolean adjacent = FALSE, below = FALSE;
	const struct label *label;

	if (!g_unichar_isupper(g_utf8_get_char(p->document->text + w->offset)))
		return FALSE;

	while (low < high) {
		guint mid = low + (high - low) / 2;
		const struct edge *e = &g_array_index(edges, struct edge, mid);

		if (e->page < w->page || (e->page == w->page && e->x < w->x0 - near))
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < edges->len; low++) {
		const struct edge *e = &g_array_index(edges, struct edge, low);

		if (e->page != w->page || e->x > w->x0 + near)
			break;
		n += fabsf(e->y - w->y0) <= EDGE_LINES * p->line_height ? 1 : 0;
		adjacent = adjacent || fabsf(e->y - w->y0) <= 1.8f * p->line_height;
		below = below || (e->y > w->y1 - near && e->y - w->y0 <= 2.2f * p->line_height);
	}
	label = below ? plane_label_at(p, word) : NULL;
	return (n >= EDGE_STARTS && adjacent && before > 1) || (label && label->kind < TITLE_ORDER);
}

/* "Alder Inc. Birch Ltd": two columns stand so close that a line of both reads as one, but the second begins where others
 * of its column do. */
static void
split_at_edges(struct plane *p)
{
	g_autoptr(GArray) edges = edges_find(p), whole = g_steal_pointer(&p->segments);

	p->segments = g_array_sized_new(FALSE, FALSE, sizeof(struct segment), whole->len);
	for (guint32 i = 0; i < whole->len; i++) {
		const struct segment *s = &g_array_index(whole, struct segment, i);
		struct segment part;

		if (s->n < 2 || s->n > EDGE_WORDS_MAX || !edges->len) {
			g_array_append_val(p->segments, *s);
			continue;
		}
		segment_begin(&part, plane_word(p, s->first), s->first);
		for (guint32 k = s->first + 1; k < s->first + s->n; k++) {
			const struct word *w = plane_word(p, k);

			if (!begins_at_edge(p, edges, k, part.n)) {
				segment_grow(&part, w);
				continue;
			}
			g_array_append_val(p->segments, part);
			segment_begin(&part, w, k);
		}
		g_array_append_val(p->segments, part);
	}
}

static gboolean
only_signs(const struct plane *p, const struct segment *s)
{
	for (guint32 i = s->first; i < s->first + s->n; i++) {
		const struct word *w = plane_word(p, i);
		const char *t = p->document->text + w->offset;

		for (guint32 k = 0; k < w->size; k++) {
			gunichar c;

			if (g_ascii_isalnum(t[k]))
				return FALSE;
			if (!(t[k] & 0x80))
				continue;
			c = g_utf8_get_char_validated(t + k, w->size - k);
			if ((gint32)c > 0 && g_unichar_isalnum(c))
				return FALSE;
		}
	}
	return TRUE;
}

static int
compare_y(gconstpointer a, gconstpointer b, gpointer data)
{
	const struct plane *p = data;
	const struct segment *s = plane_segment(p, *(const guint32 *)a),
			     *t = plane_segment(p, *(const guint32 *)b);

	if (s->page != t->page)
		return s->page < t->page ? -1 : 1;
	if (s->y0 != t->y0)
		return s->y0 < t->y0 ? -1 : 1;
	if (s->x0 != t->x0)
		return s->x0 < t->x0 ? -1 : 1;
	return s->first < t->first ? -1 : s->first > t->first;
}

static void
place_hits(struct plane *p)
{
	guint32 s = 0;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		struct segment *segment;

		while (s + 1 < p->segments->len && plane_segment(p, s + 1)->first <= h->word)
			s++;
		segment = &g_array_index(p->segments, struct segment, s);
		if (!segment->n_hits)
			segment->first_hit = i;
		segment->n_hits++;
		g_array_append_val(p->hit_segment, s);
	}
}

static void
count_languages(struct plane *p)
{
	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);

		p->languages[h->language] += h->n_atoms > 1 || h->label->weight >= 80 ? 2 : 1;
	}
}

void
plane_lay_out(struct plane *p)
{
	if (p->laid_out)
		return;
	p->laid_out = TRUE;
	p->segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
	p->by_y = g_array_new(FALSE, FALSE, sizeof(guint32));
	p->hit_segment = g_array_new(FALSE, FALSE, sizeof(guint32));
	make_segments(p);
	p->line_height = usual_height(p);
	if (p->document->unit == UNIT_POINTS)
		split_at_edges(p);
	for (guint32 i = 0; i < p->segments->len; i++) {
		struct segment *s = &g_array_index(p->segments, struct segment, i);

		s->signs = only_signs(p, s);
		g_array_append_val(p->by_y, i);
	}
	g_array_sort_with_data(p->by_y, compare_y, p);
	if (p->document->unit == UNIT_POINTS && p->document->n_pages) {
		p->page_width = p->document->pages[0].width;
		p->page_height = p->document->pages[0].height;
	} else {
		p->page_width = 80;
		p->page_height = 60;
	}
	place_hits(p);
	if (broken_join(p)) {
		for (guint32 i = 0; i < p->segments->len; i++)
			g_array_index(p->segments, struct segment, i).n_hits = 0;
		g_array_set_size(p->hit_segment, 0);
		place_hits(p);
	}
	count_languages(p);
}

gboolean
plane_is_later(const struct plane *p, guint16 page)
{
	return page > p->first_page && p->document->unit == UNIT_POINTS;
}

/* --- text ---------------------------------------------------------------------------------------- */

char *
plane_text(const struct plane *p, struct region r, GArray *out_offsets)
{
	GString *s = g_string_new(NULL);

	for (guint32 i = 0; i < r.n; i++) {
		const struct word *w = plane_word(p, r.first + i);
		guint32 skip = i == 0 ? MIN(r.skip, w->size) : 0;

		if (i)
			g_string_append_c(s, ' ');
		if (out_offsets) {
			guint32 at = (guint32)s->len;

			g_array_append_val(out_offsets, at);
		}
		g_string_append_len(s, p->document->text + w->offset + skip, (gssize)(w->size - skip));
	}
	return g_string_free(s, FALSE);
}

char *
segment_text(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);

	return plane_text(p, (struct region){ s->first, MIN(s->n, TEXT_WORDS_MAX), 0 }, NULL);
}

struct region
region_under(const struct plane *p, guint32 segment, float x0)
{
	const struct segment *s = plane_segment(p, segment);
	struct region r = { s->first, s->n, 0 };
	float slack = p->line_height;

	while (r.n > 1 && plane_word(p, r.first)->x1 < x0 - 0.3f * slack) {
		r.first++;
		r.n--;
	}
	return r;
}

/* --- neighbours ---------------------------------------------------------------------------------- */

/* The place in by_y of the first segment on this page whose y0 is at least y. */
static guint
from_y(const struct plane *p, guint16 page, float y)
{
	guint low = 0, high = p->by_y->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;
		const struct segment *s = plane_segment(p, g_array_index(p->by_y, guint32, mid));

		if (s->page < page || (s->page == page && s->y0 < y))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* A window of the page is looked at; hostile pages that stack thousands of words on one spot end the look. */
enum { WINDOW_MAX = 400 };

gint64
segment_right(const struct plane *p, guint32 segment, float from_x, float *out_gap)
{
	const struct segment *s = plane_segment(p, segment);
	float h = s->y1 - s->y0, best_gap = G_MAXFLOAT;
	gint64 best = -1;
	guint looked = 0;

	for (guint i = from_y(p, s->page, s->y0 - 1.5f * MAX(h, p->line_height));
	     i < p->by_y->len && looked < WINDOW_MAX; i++, looked++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *t = plane_segment(p, index);
		float overlap = MIN(s->y1, t->y1) - MAX(s->y0, t->y0);

		if (t->page != s->page || t->y0 > s->y1)
			break;
		if (index == segment || t->signs || overlap < 0.5f * MIN(h, t->y1 - t->y0))
			continue;
		if (t->x0 < from_x - 0.5f * p->line_height)
			continue;
		if (t->x0 - from_x < best_gap) {
			best_gap = t->x0 - from_x;
			best = index;
		}
	}
	if (out_gap)
		*out_gap = best_gap;
	return best;
}

gint64
segment_below(const struct plane *p, guint32 segment, float x0, float x1, float max_lines)
{
	const struct segment *s = plane_segment(p, segment);
	float limit = s->y1 + max_lines * p->line_height, best_score = G_MAXFLOAT, slack = p->line_height;
	gint64 best = -1;
	guint looked = 0;

	for (guint i = from_y(p, s->page, s->y0 + 0.5f * (s->y1 - s->y0));
	     i < p->by_y->len && looked < WINDOW_MAX; i++, looked++) {
		guint32 index = g_array_index(p->by_y, guint32, i);
		const struct segment *t = plane_segment(p, index);
		float away, down;

		if (t->page != s->page || t->y0 > limit)
			break;
		if (index == segment || t->signs || t->y0 < s->y1 - 0.4f * MAX(p->line_height, s->y1 - s->y0))
			continue;
		/* its place against the label's: overlapping, or near */
		away = t->x0 > x1 ? t->x0 - x1 : t->x1 < x0 ? x0 - t->x1 : 0;
		if (away > slack)
			continue;
		down = MAX(0, t->y0 - s->y1);
		away += 0.2f * fabsf((t->x0 + t->x1) - (x0 + x1)) / 2 / MAX(1, x1 - x0);
		if (down + away * 0.5f < best_score - 0.01f) {
			best_score = down + away * 0.5f;
			best = index;
		}
	}
	return best;
}
