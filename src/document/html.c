/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html - what each element means for the plane; the stack of open elements
 *
 * Real mail leaves out end tags, nests tables thirty deep for layout and closes what it never opened. The
 * rules here are those browsers agree on, as far as they move or hide text.
 */
#include "html.h"

#include <string.h>

/* Deeper elements are not told apart and deeper tables join the one around them: their text still stands in
 * order. */
#define MAX_OPEN 512
#define MAX_TABLES 32

static const struct element {
	const char *name;
	guint32 flags;
} ELEMENTS[] = {
	{ "html", E_BODY },
	{ "head", E_BODY },
	{ "body", E_BODY },
	{ "title", E_RAW },
	{ "script", E_RAW },
	{ "style", E_RAW },
	{ "xmp", E_RAW },
	{ "iframe", E_RAW },
	{ "noframes", E_RAW },
	{ "template", E_HIDE },
	{ "p", E_BLOCK | E_MARGIN | E_PARAGRAPH },
	{ "h1", E_BLOCK | E_MARGIN | E_BOLD },
	{ "h2", E_BLOCK | E_MARGIN | E_BOLD },
	{ "h3", E_BLOCK | E_MARGIN | E_BOLD },
	{ "h4", E_BLOCK | E_MARGIN | E_BOLD },
	{ "h5", E_BLOCK | E_MARGIN | E_BOLD },
	{ "h6", E_BLOCK | E_MARGIN | E_BOLD },
	{ "blockquote", E_BLOCK | E_MARGIN | E_CITED },
	{ "del", E_CITED },
	{ "s", E_CITED },
	{ "strike", E_CITED },
	{ "pre", E_BLOCK | E_MARGIN | E_PRE },
	{ "listing", E_BLOCK | E_MARGIN | E_PRE },
	{ "plaintext", E_BLOCK | E_PRE },
	{ "div", E_BLOCK },
	{ "section", E_BLOCK },
	{ "article", E_BLOCK },
	{ "aside", E_BLOCK },
	{ "header", E_BLOCK },
	{ "footer", E_BLOCK },
	{ "main", E_BLOCK },
	{ "nav", E_BLOCK },
	{ "form", E_BLOCK },
	{ "fieldset", E_BLOCK },
	{ "legend", E_BLOCK },
	{ "address", E_BLOCK },
	{ "center", E_BLOCK },
	{ "figure", E_BLOCK },
	{ "figcaption", E_BLOCK },
	{ "details", E_BLOCK },
	{ "summary", E_BLOCK },
	{ "ul", E_BLOCK },
	{ "ol", E_BLOCK },
	{ "dir", E_BLOCK },
	{ "menu", E_BLOCK },
	{ "li", E_BLOCK },
	{ "dl", E_BLOCK },
	{ "dt", E_BLOCK },
	{ "dd", E_BLOCK },
	{ "caption", E_BLOCK },
	{ "table", E_BLOCK | E_TABLE },
	{ "thead", E_SECTION },
	{ "tbody", E_SECTION },
	{ "tfoot", E_SECTION },
	{ "tr", E_ROW },
	{ "td", E_CELL },
	{ "th", E_CELL | E_BOLD },
	{ "b", E_BOLD },
	{ "strong", E_BOLD },
	{ "a", E_ANCHOR },
	{ "option", E_BLOCK | E_OPTION },
	{ "br", E_VOID | E_BREAK },
	{ "hr", E_VOID | E_BLOCK },
	{ "input", E_VOID | E_INPUT },
	{ "img", E_VOID },
	{ "meta", E_VOID },
	{ "link", E_VOID },
	{ "base", E_VOID },
	{ "col", E_VOID },
	{ "wbr", E_VOID },
	{ "area", E_VOID },
	{ "embed", E_VOID },
	{ "param", E_VOID },
	{ "source", E_VOID },
	{ "track", E_VOID },
	{ "bgsound", E_VOID },
	{ "basefont", E_VOID },
	{ "frame", E_VOID },
};

/* Open addressing over the names' hashes. */
static guint8 element_slots[256];

static guint32
name_hash(const char *name)
{
	guint32 hash = 2166136261U;

	for (; *name; name++)
		hash = (hash ^ (guint8)*name) * 16777619U;
	return hash;
}

static void
elements_init(void)
{
	static gsize once;

	if (!g_once_init_enter(&once))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(ELEMENTS); i++) {
		guint slot = name_hash(ELEMENTS[i].name) & 255;

		while (element_slots[slot])
			slot = (slot + 1) & 255;
		element_slots[slot] = (guint8)(i + 1);
	}
	g_once_init_leave(&once, 1);
}

guint32
html_element_flags(guint32 hash, const char *lower, gsize size)
{
	for (guint slot = hash & 255; element_slots[slot]; slot = (slot + 1) & 255) {
		const struct element *e = &ELEMENTS[element_slots[slot] - 1];

		if (strncmp(e->name, lower, size) == 0 && e->name[size] == '\0')
			return e->flags;
	}
	return 0;
}

void
html_style_sheet(struct html *h, const char *text, gsize size)
{
	html_sheet_read(&h->sheet, text, size);
}

/* ---- the stack of open elements ---- */

static struct html_open *
open_at(struct html *h, guint i)
{
	return &g_array_index(h->open, struct html_open, i);
}

static void
close_top(struct html *h)
{
	struct html_open top = *open_at(h, h->open->len - 1);
	struct html_table *t = html_table(h);

	g_array_set_size(h->open, h->open->len - 1);
	if (t && top.flags & E_TABLE && t->depth == h->open->len + 1) {
		layout_table_close(h);
	} else if (t && top.flags & E_CELL && t->cell_depth == h->open->len + 1) {
		layout_cell_close(h);
		t->cell_depth = 0;
	} else if (t && top.flags & E_ROW && t->row_depth == h->open->len + 1) {
		t->row_depth = 0;
		t->column = 0; /* a cell that follows without <tr> begins a row */
	} else if (t && top.flags & E_SECTION && t->section_depth == h->open->len + 1) {
		t->section_depth = 0;
	} else if (top.flags & E_MARGIN && !top.style.hide) {
		layout_margin(h);
	} else if (top.flags & E_BLOCK) {
		layout_break(h);
	}
	if (h->open->len)
		h->style = open_at(h, h->open->len - 1)->style;
	else
		html_style_root(&h->style);
}

static void
close_down_to(struct html *h, guint depth)
{
	while (h->open->len > depth)
		close_top(h);
}

/* End tags outside a cell do not reach through it. */
static guint
open_floor(struct html *h)
{
	struct html_table *t = html_table(h);

	return t ? MAX(t->cell_depth, t->depth) : 0;
}

static void
open_push(struct html *h, const struct html_tag *tag, const struct html_style *style)
{
	struct html_open o = { .hash = tag->hash, .flags = tag->flags, .style = *style };

	g_array_append_val(h->open, o);
	h->style = *style;
}

/* A block ends an open paragraph (HTML: "close a p element"), an option the one before it. */
static void
close_kind(struct html *h, guint32 flag)
{
	guint floor = open_floor(h), reach = 0;

	for (guint i = h->open->len; i > floor && reach < 32; i--, reach++)
		if (open_at(h, i - 1)->flags & flag) {
			close_down_to(h, i - 1);
			return;
		}
}

/* ---- start tags ---- */

static void
start_table_part(struct html *h, const struct html_tag *tag, const struct html_attributes *a)
{
	struct html_table *t = html_table(h);
	struct html_style style;

	if (!t) { /* flattened, or never in a table */
		if (tag->flags & E_CELL)
			layout_column(h);
		else
			layout_break(h);
		return;
	}
	if (tag->flags & E_SECTION) {
		close_down_to(h, t->depth);
		t->column = 0;
	} else if (tag->flags & E_ROW) {
		close_down_to(h, MAX(t->section_depth, t->depth));
	} else {
		close_down_to(h, MAX(t->row_depth, MAX(t->section_depth, t->depth)));
	}
	style = h->style;
	html_style_apply(&style, tag, a, &h->sheet);
	if (tag->flags & E_CELL) {
		style.bold = style.bold || tag->flags & E_BOLD;
		if (t->n_rows == 0 || (!t->row_depth && t->column == 0))
			layout_row_open(h);
	}
	open_push(h, tag, &style);
	if (tag->flags & E_SECTION) {
		t->section_depth = h->open->len;
	} else if (tag->flags & E_ROW) {
		t->row_depth = h->open->len;
		layout_row_open(h);
	} else {
		t->cell_depth = h->open->len;
		layout_cell_open(h, a->colspan, a->rowspan);
	}
}

static gboolean
slice_is(struct slice s, const char *word)
{
	return s.n == strlen(word) && g_ascii_strncasecmp(s.p, word, s.n) == 0;
}

/* What a form shows in its fields. */
static void
start_input(struct html *h, const struct html_attributes *a)
{
	g_autoptr(GString) value = NULL;

	if (!a->value.n || h->style.hide || slice_is(a->type, "hidden") || slice_is(a->type, "checkbox") ||
	    slice_is(a->type, "radio") || slice_is(a->type, "submit") || slice_is(a->type, "button") ||
	    slice_is(a->type, "password") || slice_is(a->type, "image"))
		return;
	value = g_string_new(NULL);
	html_decode(value, a->value);
	layout_text(h, " ", 1);
	layout_text(h, value->str, value->len);
	layout_text(h, " ", 1);
}

static void
keep_link(struct html *h, struct slice href)
{
	GString *url;

	while (href.n && g_ascii_isspace(*href.p)) {
		href.p++;
		href.n--;
	}
	if (href.n == 0 || href.n > 4096 || *href.p == '#' || h->d->links->len >= 1000 ||
	    (href.n > 11 && g_ascii_strncasecmp(href.p, "javascript:", 11) == 0))
		return;
	url = g_string_sized_new(href.n);
	html_decode(url, href);
	g_ptr_array_add(h->d->links, g_string_free(url, FALSE));
}

static void
start_void(struct html *h, const struct html_tag *tag, const struct html_attributes *a)
{
	if (tag->flags & E_BREAK && !h->style.hide)
		layout_newline(h);
	else if (tag->flags & E_BLOCK)
		layout_break(h);
	else if (tag->flags & E_INPUT)
		start_input(h, a);
}

/* Paragraphs of Word have no margin: its headers of forwards are one to a line. */
static gboolean
has_margin(const struct html_attributes *a)
{
	if (a->class.n >= 3 && g_ascii_strncasecmp(a->class.p, "Mso", 3) == 0)
		return FALSE;
	if (!a->style.n)
		return TRUE;
	return !memmem(a->style.p, a->style.n, "margin:0", 8) &&
	       !memmem(a->style.p, a->style.n, "margin: 0", 9) &&
	       !memmem(a->style.p, a->style.n, "margin-top:0", 12) &&
	       !memmem(a->style.p, a->style.n, "margin-top: 0", 13) &&
	       !memmem(a->style.p, a->style.n, "margin-bottom:0", 15) &&
	       !memmem(a->style.p, a->style.n, "margin-bottom: 0", 16);
}

/* How mail programs mark what is not new, where no line of text says so. rest: it is all that follows. */
static const struct {
	const char *name;
	gboolean rest;
} CITED[] = { { "gmail_quote", FALSE }, { "gmail_quote_container", FALSE }, { "gmail_attr", FALSE },
	{ "gmail_signature", FALSE }, { "yahoo_quoted", FALSE }, { "moz-cite-prefix", FALSE },
	{ "moz-signature", FALSE }, { "protonmail_quote", FALSE }, { "zmail_extra", FALSE },
	{ "OLK_SRC_BODY_SECTION", TRUE }, { "appendonsend", TRUE }, { "divRplyFwdMsg", TRUE },
	{ "stopSpelling", TRUE }, { "mail-editor-reference-message-container", TRUE } };

/* Prefixes are those that Outlook on the web puts before what it takes in: "x_gmail_quote". */
static gboolean
names_it(struct slice names, const char *name)
{
	gsize n = strlen(name);

	for (gsize at = 0; at < names.n;) {
		gsize end = at;

		while (end < names.n && !g_ascii_isspace(names.p[end]))
			end++;
		while (end - at > n && names.p[at] == 'x' && names.p[at + 1] == '_')
			at += 2;
		if (end - at == n && g_ascii_strncasecmp(names.p + at, name, n) == 0)
			return TRUE;
		at = end + 1;
	}
	return FALSE;
}

/* The bar at the left by which a program without a name for it shows a quote. */
static gboolean
has_bar(struct slice style)
{
	static const char BAR[] = "border-left:";
	const char *at = style.n ? memmem(style.p, style.n, BAR, strlen(BAR)) : NULL, *end;

	if (!at)
		return FALSE;
	end = style.p + style.n;
	at += strlen(BAR);
	while (at < end && *at == ' ')
		at++;
	return at < end && *at != '0' && *at != 'n';
}

static gboolean
is_cited(struct html *h, const struct html_tag *tag, const struct html_attributes *a)
{
	for (gsize i = 0; (a->class.n || a->id.n) && i < G_N_ELEMENTS(CITED); i++)
		if (names_it(a->class, CITED[i].name) || names_it(a->id, CITED[i].name)) {
			h->cited = h->cited || CITED[i].rest;
			return TRUE;
		}
	return tag->flags & E_CITED || (tag->flags & E_BLOCK && has_bar(a->style));
}

void
html_start(struct html *h, const struct html_tag *tag, const struct html_attributes *a)
{
	struct html_style style;
	struct html_tag kept = *tag;

	if (tag->flags & E_VOID) {
		start_void(h, tag, a);
		return;
	}
	if (tag->flags & (E_SECTION | E_ROW | E_CELL) && h->open->len < MAX_OPEN) {
		start_table_part(h, tag, a);
		return;
	}
	if (tag->flags & E_BLOCK) {
		close_kind(h, tag->flags & E_OPTION ? E_OPTION : E_PARAGRAPH);
		layout_break(h);
	}
	if (h->open->len >= MAX_OPEN || (tag->flags & E_TABLE && h->tables->len >= MAX_TABLES)) {
		layout_column(h);
		return;
	}
	style = h->style;
	style.bold = style.bold || (tag->flags & E_BOLD) != 0;
	style.pre = style.pre || (tag->flags & E_PRE) != 0;
	if (tag->flags & E_HIDE || (tag->flags & E_OPTION && !a->selected))
		style.gone = TRUE;
	if (tag->flags & E_ANCHOR && a->href.n)
		style.fg = 0x0000ee;
	style.cited = is_cited(h, tag, a) || style.cited;
	html_style_apply(&style, tag, a, &h->sheet);
	if (tag->flags & E_MARGIN && !has_margin(a))
		kept.flags &= ~(guint32)E_MARGIN;
	if (kept.flags & E_MARGIN && !style.hide)
		layout_margin(h);
	open_push(h, &kept, &style);
	if (tag->flags & E_TABLE)
		layout_table_open(h);
	if (tag->flags & E_ANCHOR && !style.hide)
		keep_link(h, a->href);
}

/* ---- end tags ---- */

static void
end_table_part(struct html *h, const struct html_tag *tag)
{
	struct html_table *t = html_table(h);
	guint depth;

	if (!t) {
		if (tag->flags & (E_ROW | E_TABLE))
			layout_break(h);
		return;
	}
	depth = tag->flags & E_TABLE     ? t->depth
		: tag->flags & E_SECTION ? t->section_depth
		: tag->flags & E_ROW     ? t->row_depth
					 : t->cell_depth;
	if (depth) {
		close_down_to(h, depth - 1);
	} else if (tag->flags & E_ROW) { /* of a row that nothing opened */
		close_down_to(h, MAX(t->section_depth, t->depth));
		t->column = 0;
	}
}

void
html_end(struct html *h, const struct html_tag *tag)
{
	guint floor, reach = 0;

	if (tag->flags & E_BODY)
		return;
	if (tag->flags & E_VOID) {
		if (tag->flags & E_BREAK)
			layout_newline(h);
		return;
	}
	if (tag->flags & (E_TABLE | E_SECTION | E_ROW | E_CELL)) {
		end_table_part(h, tag);
		return;
	}
	floor = open_floor(h);
	for (guint i = h->open->len; i > floor && reach < 256; i--, reach++)
		if (open_at(h, i - 1)->hash == tag->hash) {
			close_down_to(h, i - 1);
			return;
		}
	if (tag->flags & E_BLOCK)
		layout_break(h);
}

/* ---- the reader ---- */

/* The charset that the document itself names in a <meta>, or NULL. */
static char *
meta_charset(const struct source *s)
{
	gsize size = MIN(s->size, 4096);
	const char *start = (const char *)s->bytes, *end = start + size, *p = start;

	while ((p = memchr(p, '<', (gsize)(end - p)))) {
		const char *close = memchr(p, '>', (gsize)(end - p));

		if (!close)
			return NULL;
		if (close - p > 12 && g_ascii_strncasecmp(p + 1, "meta", 4) == 0)
			for (const char *q = p + 5; close - q > 9; q++)
				if (g_ascii_strncasecmp(q, "charset=", 8) == 0) {
					const char *name = q + 8;

					while (
					    name < close && (*name == '"' || *name == '\'' || *name == ' '))
						name++;
					for (q = name;
					     q < close && (g_ascii_isalnum(*q) || strchr("-_:.", *q)); q++)
						;
					return q > name ? g_strndup(name, (gsize)(q - name)) : NULL;
				}
		p = close;
	}
	return NULL;
}

void
html_read(struct document *d, const struct source *s)
{
	struct html h = { .d = d, .limits = s->limits };
	g_autofree char *own = s->charset ? NULL : meta_charset(s);
	g_autofree char *text = NULL;
	gsize size;
	gboolean cut;

	if (own && g_ascii_strncasecmp(own, "utf-16", 6) == 0)
		g_clear_pointer(&own, g_free); /* then it could not have been read as ASCII */
	elements_init();
	/* markup is many times its text */
	text = source_text(s, s->charset ? s->charset : own, (gsize)s->limits->text_size * 8, &size, &cut);
	layout_init(&h, size);
	html_style_root(&h.style);
	html_sheet_init(&h.sheet);
	html_parse(&h, text, size);
	close_down_to(&h, 0);
	layout_word_end(&h);
	layout_emit(&h);
	layout_clear(&h);
	html_sheet_clear(&h.sheet);
	d->truncated = d->truncated || cut || h.full;
	if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
}
