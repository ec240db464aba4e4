/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text - plain text is a plane of characters and lines
 *
 * A word's x is its display column (tabs to 8, wide characters take 2), its y the line's number. The text
 * itself is kept as it came, so that every word can be cut out of it again. Columns made with tabs, two or
 * more spaces or '|' are marked as cells; two spaces after a sentence are only a typist's habit.
 */
#include "scribe.h"

#include <string.h>

/* What a byte means to the scanner. */
enum { BYTE_WORD, BYTE_SPACE, BYTE_TAB, BYTE_LINE, BYTE_BAR, BYTE_WIDE, BYTE_END };
static const guint8 BYTE_CLASS[256] = {
	[0] = BYTE_END,
	[1 ... 8] = BYTE_SPACE,
	['\t'] = BYTE_TAB,
	['\n'] = BYTE_LINE,
	[11 ... 31] = BYTE_SPACE,
	[' '] = BYTE_SPACE,
	['|'] = BYTE_BAR,
	[127] = BYTE_SPACE,
	[128 ... 255] = BYTE_WIDE,
};

/* Charset by byte order mark; *out_skip is the mark's size. */
static const char *
mark_charset(const guint8 *b, gsize n, gsize *out_skip)
{
	*out_skip = 0;
	if (n >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
		*out_skip = 3;
		return "utf-8";
	}
	return NULL;
}

/* '\r\n' and '\r' become '\n', '\f' too; NUL becomes a space. In place; returns the new size. */
static gsize
line_ends(char *text, gsize size)
{
	char *in = text, *out = text, *end = text + size;

	for (char *c = text; (c = memchr(c, '\f', (gsize)(end - c)));)
		*c++ = '\n';
	while (in < end) {
		char *cr = memchr(in, '\r', (gsize)(end - in));
		gsize n = (gsize)((cr ? cr : end) - in);

		if (in != out)
			memmove(out, in, n);
		out += n;
		if (!cr)
			break;
		*out++ = '\n';
		in = cr + (cr + 1 < end && cr[1] == '\n' ? 2 : 1);
	}
	*out = '\0';
	return (gsize)(out - text);
}

char *
source_text(const struct source *s, const char *charset, gsize max_bytes, gsize *out_size, gboolean *out_cut)
{
	gsize skip, size;
	const char *mark = mark_charset(s->bytes, s->size, &skip);
	char *text =
	    message_text_decode(s->bytes + skip, s->size - skip, mark ? mark : charset, max_bytes + 4);

	size = strlen(text);
	*out_cut = size > max_bytes;
	if (*out_cut) { /* on a character's border */
		size = max_bytes;
		while (size > 0 && ((guchar)text[size] & 0xc0) == 0x80)
			size--;
		text[size] = '\0';
	}
	*out_size = line_ends(text, size);
	return text;
}

/* Words are written straight into the array's room: this loop sees every byte of every mail. */
struct scan {
	struct document *d;
	const char *text, *at;
	struct word *words;
	guint n_words, room;
	guint line_first;
	guint32 column, line;
	guint gap;     /* columns of space since the last word */
	gboolean cell; /* a tab or '|' since the last word */
};

static void
scan_room(struct scan *s, guint room)
{
	g_array_set_size(s->d->words, room);
	s->words = &g_array_index(s->d->words, struct word, 0);
	s->room = room;
}

/* Ends a visual line. */
static void
scan_line(struct scan *s)
{
	struct line line = { .first = s->line_first, .n = s->n_words - s->line_first };

	if (line.n)
		g_array_append_val(s->d->lines, line);
	s->line_first = s->n_words;
	s->line++;
	s->column = 0;
	s->gap = 0;
	s->cell = FALSE;
}

/* Is the gap before the next word one between columns? */
static gboolean
scan_is_cell(const struct scan *s, const struct word *previous)
{
	char last;

	if (s->cell)
		return TRUE;
	if (s->gap < 2)
		return FALSE;
	last = s->text[previous->offset + previous->size - 1];
	return s->gap > 2 || !(last == '.' || last == '!' || last == '?');
}

/* Non-ASCII at p: columns it takes; *out_space when it separates words. */
static guint
scan_wide(const char *p, const char **next, gboolean *out_space)
{
	gunichar c = g_utf8_get_char(p);

	*next = g_utf8_next_char(p);
	*out_space = char_is_space(c) || c == 0x85 || c == 0x2028 || c == 0x2029;
	return (guint)char_columns(c);
}

/* From a non-ASCII byte on, to the end of the word. */
static const char *
scan_wide_word(struct scan *s, const char *p)
{
	for (;;) {
		guint8 class = BYTE_CLASS[(guint8)*p];
		gboolean space;
		const char *next;
		guint columns;

		if (class == BYTE_WORD) {
			p++;
			s->column++;
			continue;
		}
		if (class != BYTE_WIDE)
			return p;
		columns = scan_wide(p, &next, &space);
		if (space)
			return p;
		s->column += columns;
		p = next;
	}
}

static void
scan_word(struct scan *s)
{
	const char *start = s->at, *p = start;
	guint32 x0 = s->column;
	struct word *w = &s->words[s->n_words];

	while (BYTE_CLASS[(guint8)*p] == BYTE_WORD)
		p++;
	s->column += (guint32)(p - start);
	if (BYTE_CLASS[(guint8)*p] == BYTE_WIDE)
		p = scan_wide_word(s, p);
	*w = (struct word){ .offset = (guint32)(start - s->text),
		.size = (guint32)(p - start),
		.line = s->d->lines->len,
		.x0 = (float)x0,
		.x1 = (float)s->column,
		.y0 = (float)s->line,
		.y1 = (float)(s->line + 1) };
	if (s->n_words > s->line_first && scan_is_cell(s, w - 1))
		w->flags = WORD_CELL_START;
	s->at = p;
	s->n_words++;
	s->gap = 0;
	s->cell = FALSE;
}

/* Moves over what stands between words; FALSE at the end of the text. */
static gboolean
scan_gap(struct scan *s)
{
	if (*s->at == ' ' && BYTE_CLASS[(guint8)s->at[1]] == BYTE_WORD) { /* as between most words */
		s->at++;
		s->column++;
		s->gap++;
		return TRUE;
	}
	for (;; s->at++) {
		switch (BYTE_CLASS[(guint8)*s->at]) {
		case BYTE_SPACE:
			s->column++;
			s->gap++;
			break;
		case BYTE_TAB:
			s->column = (s->column | 7) + 1;
			s->cell = TRUE;
			break;
		case BYTE_BAR:
			s->column++;
			s->cell = TRUE;
			break;
		case BYTE_LINE:
			scan_line(s);
			break;
		case BYTE_WIDE: {
			gboolean space;
			const char *next;
			guint columns = scan_wide(s->at, &next, &space);

			if (!space)
				return TRUE;
			s->column += columns;
			s->gap += columns;
			s->at = next - 1;
			break;
		}
		case BYTE_END:
			return FALSE;
		default:
			return TRUE;
		}
	}
}

static void
text_scan(struct document *d, const struct limits *limits)
{
	struct scan s = { .d = d, .text = d->text, .at = d->text };

	scan_room(&s, (guint)(d->text_size / 5 + 8));
	while (scan_gap(&s)) {
		if (s.n_words >= limits->document_words) {
			d->truncated = TRUE;
			break;
		}
		if (s.n_words == s.room)
			scan_room(&s, s.room * 2);
		scan_word(&s);
	}
	scan_line(&s);
	g_array_set_size(d->words, s.n_words);
}

/* The next character that nobody sees, or the end. */
static char *
next_invisible(char *p)
{
	static const char LEADS[] = "\302\315\341\342\357\363"; /* the first bytes that they have */

	for (p += strcspn(p, LEADS); *p; p += strcspn(p, LEADS)) {
		if (char_is_invisible(g_utf8_get_char(p)))
			return p;
		p = g_utf8_next_char(p);
	}
	return p;
}

/* Characters that nobody sees (zero-width spaces, soft hyphens, variation selectors) would part a number in two: they are
 * taken out. Those that turn the direction are a warning sign. */
static void
text_drop_invisible(struct document *d)
{
	char *p = next_invisible(d->text), *to = p;

	while (*p) {
		char *shown;

		d->n_hidden += char_is_override(g_utf8_get_char(p)) ? 1 : 0;
		shown = g_utf8_next_char(p);
		p = next_invisible(shown);
		memmove(to, shown, (gsize)(p - shown));
		to += p - shown;
	}
	*to = '\0';
	d->text_size = (gsize)(to - d->text);
}

void
text_read(struct document *d, const struct source *s)
{
	gboolean cut;

	d->text = source_text(s, s->charset, (gsize)s->limits->text_size, &d->text_size, &cut);
	d->truncated = cut;
	text_drop_invisible(d);
	text_scan(d, s->limits);
	if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
}
