/* SPDX-License-Identifier: GPL-3.0-or-later */
/* edi - separators, segments, elements; see edi.h */
#include "edi.h"

#include <string.h>

static gboolean
is_blank(char c)
{
	return (guchar)c <= ' ';
}

static void
skip_blanks(struct edi *e)
{
	while (e->at < e->end && is_blank(*e->at))
		e->at++;
}

/* What closes a message or an interchange holds nothing that could be cut in half. */
static gboolean
is_closing(struct slice tag)
{
	static const char *const tags[] = { "SE", "GE", "IEA", "UNT", "UNE", "UNZ", "MTR", "END" };

	for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
		if (edi_says(tag, tags[i]))
			return TRUE;
	return FALSE;
}

gboolean
edi_next(struct edi *e, struct edi_segment *out)
{
	const char *p, *start;

	skip_blanks(e);
	out->n = 0;
	if (e->at >= e->end || e->trouble)
		return FALSE;
	if (e->segments_left-- == 0) {
		e->segments_left = 0;
		e->trouble = "only the first part was read";
		return FALSE;
	}
	for (p = start = e->at; p < e->end && *p != e->terminator; p++) {
		if (p - e->at > EDI_SEGMENT_MAX) {
			e->trouble = "a segment has no end";
			return FALSE;
		}
		if (e->release && *p == e->release && p + 1 < e->end) {
			p++;
		} else if (*p == e->element || (e->tradacoms && *p == '=' && out->n == 0)) {
			if (out->n < EDI_ELEMENTS)
				out->element[out->n++] = (struct slice){ start, (gsize)(p - start) };
			start = p + 1;
		}
	}
	if (p >= e->end && e->terminator != '\n' && !(out->n && is_closing(out->element[0]))) {
		/* cut off: its last value may be half of one */
		e->at = e->end;
		e->trouble = "it ends within a segment";
		return FALSE;
	}
	if (out->n < EDI_ELEMENTS)
		out->element[out->n++] = (struct slice){ start, (gsize)(p - start) };
	e->at = p < e->end ? p + 1 : p;
	return TRUE;
}

gboolean
edi_says(struct slice s, const char *word)
{
	return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0;
}

gboolean
edi_is(const struct edi_segment *s, const char *tag)
{
	return edi_says(edi_element(s, 0), tag);
}

struct slice
edi_element(const struct edi_segment *s, guint element)
{
	return element < s->n ? s->element[element] : (struct slice){ "", 0 };
}

struct slice
edi_component(const struct edi *e, const struct edi_segment *s, guint element, guint component)
{
	struct slice whole = edi_element(s, element);
	const char *p = whole.p, *end = whole.p + whole.n, *start = p;

	for (;; p++) {
		if (p < end && e->release && *p == e->release && p + 1 < end) {
			p++;
		} else if (p >= end || *p == e->component) {
			if (component-- == 0)
				return (struct slice){ start, (gsize)(p - start) };
			if (p >= end)
				return (struct slice){ "", 0 };
			start = p + 1;
		}
	}
}

char *
edi_text(const struct edi *e, struct slice s)
{
	g_autoptr(GString) out = g_string_sized_new(s.n);

	for (gsize i = 0; i < s.n; i++) {
		if (e->release && s.p[i] == e->release && i + 1 < s.n)
			i++;
		else if (s.p[i] == '\n') /* a stream wrapped at some column */
			continue;
		g_string_append_c(out, s.p[i]);
	}
	g_strstrip(out->str);
	return *out->str ? g_strdup(out->str) : NULL;
}

/* --- headers ------------------------------------------------------------------------------------- */

static gboolean
may_separate(char c)
{
	return c && !g_ascii_isalnum(c) && (guchar)c < 128;
}

/* ISA has sixteen elements, the last of one character: the separator of components; the terminator follows.
 * Its width is fixed, but some writers trim the blanks. */
gboolean
edi_separators_x12(struct edi *e)
{
	const char *p, *end;
	guint elements = 0;

	skip_blanks(e);
	if (e->end - e->at < 20 || memcmp(e->at, "ISA", 3) != 0)
		return FALSE;
	e->element = e->at[3];
	end = MIN(e->end, e->at + 200);
	for (p = e->at; p < end && elements < 16; p++)
		elements += *p == e->element;
	if (elements < 16 || end - p < 2 || !may_separate(e->element) || !may_separate(p[1]) ||
	    p[0] == e->element || p[1] == e->element || p[0] == p[1]) {
		e->trouble = "the separators of its header cannot be told";
		return FALSE;
	}
	e->component = p[0];
	e->terminator = p[1];
	e->release = '\0';
	e->decimal = '.';
	e->at = p + 2;
	return TRUE;
}

/* A writer that ends segments by lines alone shows no terminator anywhere near. */
static char
terminator_guess(const struct edi *e)
{
	gsize n = (gsize)MIN(e->end - e->at, 4096);

	return memchr(e->at, '\'', n) || !memchr(e->at, '\n', n) ? '\'' : '\n';
}

gboolean
edi_separators_edifact(struct edi *e)
{
	const char *una;

	skip_blanks(e);
	una = e->at;
	e->element = '+';
	e->component = ':';
	e->release = '?';
	e->decimal = '.';
	e->terminator = '\'';
	if (e->end - una < 9 || memcmp(una, "UNA", 3) != 0) {
		e->terminator = terminator_guess(e);
		return e->end - una > 4 && (memcmp(una, "UNB", 3) == 0 || memcmp(una, "UNH", 3) == 0);
	}
	if (!may_separate(una[3]) || !may_separate(una[4]) || !may_separate(una[8]) || una[3] == una[4] ||
	    una[4] == una[8] || una[3] == una[8] || (una[6] != ' ' && !may_separate(una[6])) ||
	    una[6] == una[3] || una[6] == una[4] || una[6] == una[8]) {
		e->trouble = "the separators of its header cannot be told";
		return FALSE;
	}
	e->component = una[3];
	e->element = una[4];
	e->decimal = una[5] == ',' ? ',' : '.';
	e->release = una[6] == ' ' ? '\0' : una[6];
	e->terminator = una[8];
	e->at = una + 9;
	return TRUE;
}

/* --- the readers --------------------------------------------------------------------------------- */

/* EDIFACT names its character set in the header: UNOA and UNOB are ASCII, UNOC to UNOK parts of ISO 8859. */
static const char *
edifact_charset(const struct source *s)
{
	static const char *const parts[] = { "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7",
		"iso-8859-3", "iso-8859-4", "iso-8859-6", "iso-8859-8", "iso-8859-9" };
	const char *p = memmem(s->bytes, MIN(s->size, 100), "UNO", 3);

	if (!p || p + 3 >= (const char *)s->bytes + s->size || p[3] < 'C' ||
	    p[3] >= 'C' + (int)G_N_ELEMENTS(parts) ||
	    g_utf8_validate((const char *)s->bytes, (gssize)s->size, NULL))
		return NULL;
	return parts[p[3] - 'C'];
}

static void
interchange_read(struct document *d, const struct source *s, const char *charset,
    void (*scan)(struct edi *e, struct sheet *out))
{
	g_autofree char *text = NULL;
	struct edi e = { .segments_left = (guint)s->limits->document_words };
	struct sheet sheet;
	gsize size;
	gboolean cut;

	text = source_text(s, charset, (gsize)s->limits->part_size, &size, &cut);
	e.at = text;
	e.end = text + size;
	sheet_init(&sheet, d, s->limits);
	scan(&e, &sheet);
	sheet_finish(&sheet, e.trouble);
}

void
x12_read(struct document *d, const struct source *s)
{
	interchange_read(d, s, s->charset, x12_scan);
}

void
edifact_read(struct document *d, const struct source *s)
{
	const char *charset = edifact_charset(s);

	interchange_read(d, s, charset ? charset : s->charset, edifact_scan);
}

void
tradacoms_read(struct document *d, const struct source *s)
{
	interchange_read(d, s, s->charset, tradacoms_scan);
}
