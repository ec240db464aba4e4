/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_signature - a title near the writer's own name at the foot of a mail says what they are */
#include "map.h"

#include <string.h>

enum { LINES_MAX = 16, TITLE_WORDS_MAX = 9, NAME_LINES = 3, TITLES_MAX = 63 };

struct foot {
	const char *text;
	gsize start[LINES_MAX], end[LINES_MAX]; /* last line first */
	guint n;
};

static void
foot_find(struct foot *f, const char *text, gsize start, gsize end)
{
	f->text = text;
	while (end > start && f->n < LINES_MAX) {
		const char *above = memrchr(text + start, '\n', end - start);
		gsize from = above ? (gsize)(above + 1 - text) : start, to = end;

		end = from > start ? from - 1 : start;
		while (from < to && g_ascii_isspace(text[from]))
			from++;
		while (to > from && g_ascii_isspace(text[to - 1]))
			to--;
		if (to <= from)
			continue;
		f->start[f->n] = from;
		f->end[f->n++] = to;
	}
}

static struct {
	struct pattern *title[TITLES_MAX];
	struct pattern_index *index;
} ready;

void
map_titles_init(void)
{
	if (ready.index)
		return;
	ready.index = pattern_index_new();
	for (guint t = 0; MAP_TITLES[t].words; t++) {
		g_assert(t < TITLES_MAX);
		ready.title[t] = pattern_new(MAP_TITLES[t].words);
		pattern_index_add(ready.index, ready.title[t], t);
	}
}

/* Which title, if the line is little else: the first of the table that stands in it; -1: none. */
static int
title_of(struct saying *s)
{
	const struct sentence *one = s->sentences->len ? saying_sentence(s, 0) : NULL;
	struct pattern_bits may;
	guint best = TITLES_MAX, matched, end;

	if (!one || s->sentences->len > 2 || one->n > TITLE_WORDS_MAX)
		return -1;
	end = one->first + one->n;
	for (guint w = one->first; pattern_index_next(ready.index, s, &w, end, &may); w++)
		for (guint t = 0; pattern_bits_next(&may, &t) && t < best; t++)
			if (pattern_match_at(ready.title[t], s, w, end, &matched))
				best = t;
	return best < TITLES_MAX ? (int)best : -1;
}

gboolean
map_title_takes(const struct map_title *title, const char *line)
{
	struct saying s;
	int found;

	map_init();
	saying_init(&s, line, 0, strlen(line));
	saying_words(&s, 0);
	found = title_of(&s);
	saying_clear(&s);
	return found >= 0 && &MAP_TITLES[found] == title;
}

/* Running text, seen before it is folded: too many words for a title, and no end of a sentence among them. */
static gboolean
line_runs_on(const char *s, const char *end)
{
	guint words = 0;

	if (memchr(s, ';', (gsize)(end - s)))
		return FALSE;
	while (s < end && words <= TITLE_WORDS_MAX) {
		const char *start = s;

		while (s < end && !g_ascii_isspace(*s))
			s++;
		if (s > start && strchr(".!?;", s[-1]))
			return FALSE;
		words += g_ascii_isalnum(*start) ? 1 : 0;
		while (s < end && g_ascii_isspace(*s))
			s++;
	}
	return words > TITLE_WORDS_MAX;
}

/* Does the line name the writer? Then the name, without what follows it. */
static char *
writer_named(const char *line, const struct address *writer)
{
	g_autofree char *name = g_strndup(line, strcspn(line, ",|;(/"));

	g_strstrip(name);
	if (!name_is_person(name))
		return NULL;
	if ((writer->name && names_agree(writer->name, name)) ||
	    (writer->address && address_is_of(writer->address, name)))
		return text_one_line(name, 200);
	return NULL;
}

void
map_signature_read(const char *text, gsize start, gsize end, const struct address *writer, GPtrArray *out)
{
	struct foot f = { 0 };

	struct saying s;

	foot_find(&f, text, start, end);
	saying_begin(&s, text);
	for (guint i = 0; i < f.n; i++) {
		int title;
		g_autofree char *name = NULL;

		if (f.end[i] - f.start[i] > 100 || line_runs_on(text + f.start[i], text + f.end[i]) ||
		    memchr(text + f.start[i], '@', f.end[i] - f.start[i]))
			continue;
		saying_range(&s, f.start[i], f.end[i]);
		if (s.sentences->len)
			saying_words(&s, 0);
		title = title_of(&s);
		for (guint above = i; title >= 0 && !name && above < f.n && above <= i + NAME_LINES;
		     above++) {
			g_autofree char *line =
			    g_strndup(text + f.start[above], f.end[above] - f.start[above]);

			name = writer_named(line, writer);
		}
		if (name) {
			struct map_found *found = g_new0(struct map_found, 1);
			g_autofree char *line = g_strndup(text + f.start[i], f.end[i] - f.start[i]);

			found->kind = MAP_TITLES[title].kind;
			found->rule = "map.signature";
			found->value = g_strdup(writer->address ? writer->address : name);
			found->name = g_steal_pointer(&name);
			found->detail = text_one_line(line, 80);
			found->start = (guint32)f.start[i];
			found->end = (guint32)f.end[i];
			g_ptr_array_add(out, found);
			break;
		}
	}
	saying_clear(&s);
}
