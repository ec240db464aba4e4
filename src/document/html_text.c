/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See html_text.h. */
#include "html_text.h"

#include <string.h>

void
html_text_init(struct html_text *t)
{
	*t = (struct html_text){ .html = g_string_new("<meta charset=utf-8><pre>") };
}

static void
style_close(struct html_text *t)
{
	if (t->hidden)
		g_string_append(t->html, "</span>");
	if (t->bold)
		g_string_append(t->html, "</b>");
}

static void
style_open(struct html_text *t)
{
	if (t->bold)
		g_string_append(t->html, "<b>");
	if (t->hidden)
		g_string_append(t->html, "<span style=\"display:none\">");
}

static void
style_set(struct html_text *t, gboolean hidden, gboolean bold)
{
	if (t->hidden == hidden && t->bold == bold)
		return;
	style_close(t);
	t->hidden = hidden;
	t->bold = bold;
	style_open(t);
}

void
html_text_hide(struct html_text *t, gboolean hidden)
{
	style_set(t, hidden, t->bold);
}

void
html_text_bold(struct html_text *t, gboolean bold)
{
	style_set(t, t->hidden, bold);
}

/* Styles do not reach over the borders of cells. */
static void
tag(struct html_text *t, const char *tag)
{
	style_close(t);
	g_string_append(t->html, tag);
	style_open(t);
}

static void
cell_close(struct html_text *t)
{
	if (t->open[t->depth].cell)
		tag(t, "</td>");
	t->open[t->depth].cell = FALSE;
}

static void
row_close(struct html_text *t)
{
	cell_close(t);
	if (t->open[t->depth].row)
		tag(t, "</tr>");
	t->open[t->depth].row = FALSE;
}

static void
depth_set(struct html_text *t, guint depth)
{
	depth = MIN(depth, HTML_TEXT_DEPTH);
	while (t->depth > depth) {
		row_close(t);
		tag(t, "</table>");
		t->depth--;
	}
	while (t->depth < depth) {
		tag(t, "<table>");
		t->depth++;
		t->open[t->depth].row = t->open[t->depth].cell = FALSE;
		if (t->depth < depth) {
			tag(t, "<tr><td>");
			t->open[t->depth].row = t->open[t->depth].cell = TRUE;
		}
	}
}

/* The cell that the next text goes into is open. */
static void
cell_open(struct html_text *t, guint depth)
{
	depth_set(t, depth);
	if (!t->depth)
		return;
	if (!t->open[t->depth].row)
		tag(t, "<tr>");
	if (!t->open[t->depth].cell)
		tag(t, "<td>");
	t->open[t->depth].row = t->open[t->depth].cell = TRUE;
}

void
html_text_char(struct html_text *t, gunichar c, guint in_table)
{
	if (t->depth != in_table || (in_table && !t->open[t->depth].cell))
		cell_open(t, in_table);
	if (c == '<')
		g_string_append(t->html, "&lt;");
	else if (c == '&')
		g_string_append(t->html, "&amp;");
	else if (c == 0 || !g_unichar_validate(c))
		g_string_append(t->html, "\xef\xbf\xbd");
	else
		g_string_append_unichar(t->html, c);
}

void
html_text_break(struct html_text *t, guint in_table)
{
	if (t->depth != in_table)
		cell_open(t, in_table);
	g_string_append_c(t->html, '\n');
}

void
html_text_newline(struct html_text *t)
{
	g_string_append_c(t->html, '\n');
}

void
html_text_tab(struct html_text *t)
{
	g_string_append_c(t->html, '\t');
}

void
html_text_cell(struct html_text *t)
{
	cell_open(t, MAX(t->level, 1));
	cell_close(t);
}

void
html_text_row(struct html_text *t)
{
	depth_set(t, MAX(t->level, 1));
	row_close(t);
}

void
html_text_end(struct html_text *t)
{
	depth_set(t, 0);
	style_set(t, FALSE, FALSE);
}

void
html_text_read(struct html_text *t, struct document *d, const struct limits *limits)
{
	struct source s = { .charset = "utf-8", .limits = limits };

	html_text_end(t);
	s.size = t->html->len;
	s.whole = g_string_free_to_bytes(t->html);
	s.bytes = g_bytes_get_data(s.whole, NULL);
	t->html = NULL;
	html_read(d, &s);
	g_bytes_unref(s.whole);
}

gunichar
cp1252_char(guint8 c)
{
	static const guint16 high[32] = { 0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019,
		0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd,
		0x017e, 0x0178 };

	return c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
}
