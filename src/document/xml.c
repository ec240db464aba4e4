/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml - any XML as lines of label and value
 *
 * An element with text, or an attribute, is a line: its name taken apart at capitals ("OrderNumber" is "Order
 * Number"), then its text as the next cell. A name that says little alone (ID, Date, Name …) gets its
 * parent's name before it. Nothing is looked up, included or declared: entities are the five of XML and
 * numbers. One pass. Papers with a standard of their own are read as such (xml_papers.h).
 */
#include "html.h"

#include <string.h>

#define MAX_DEPTH 256
#define NAME_MAX_BYTES 200

struct xml {
	struct scribe out;
	struct slice open[MAX_DEPTH]; /* local names */
	guint depth;                  /* may be beyond MAX_DEPTH */
	guint32 line;
	gboolean full;
	GString *label, *value;
};

static gboolean
is_vague(struct slice name)
{
	static const char *const vague[] = { "ID", "Name", "Number", "Date", "Code", "Value", "Type", "Text",
		"Content", "No", "Nr" };

	for (guint i = 0; i < G_N_ELEMENTS(vague); i++)
		if (strlen(vague[i]) == name.n && g_ascii_strncasecmp(vague[i], name.p, name.n) == 0)
			return TRUE;
	return FALSE;
}

/* "purchaseOrderID" -> "purchase Order ID", "PONumber" -> "PO Number". */
static void
append_name(GString *out, struct slice name)
{
	if (name.n > NAME_MAX_BYTES) /* on a character's border */
		for (name.n = NAME_MAX_BYTES; name.n > 0 && ((guchar)name.p[name.n] & 0xc0) == 0x80;)
			name.n--;
	if (out->len)
		g_string_append_c(out, ' ');
	for (gsize i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == '_' || c == '-' || c == '.') {
			g_string_append_c(out, ' ');
			continue;
		}
		if (i > 0 && g_ascii_isupper(c) &&
		    (g_ascii_islower(name.p[i - 1]) ||
			(i + 1 < name.n && g_ascii_islower(name.p[i + 1]) && g_ascii_isupper(name.p[i - 1]))))
			g_string_append_c(out, ' ');
		g_string_append_c(out, c);
	}
}

static struct slice
local_name(const char *p, const char *end)
{
	struct slice s = { p, 0 };

	while (p < end && !g_ascii_isspace(*p) && !strchr("/>=<", *p)) {
		if (*p == ':')
			s.p = p + 1;
		p++;
	}
	s.n = (gsize)(p - s.p);
	return s;
}

static gboolean
is_blank(struct slice s)
{
	for (gsize i = 0; i < s.n; i++)
		if (!g_ascii_isspace(s.p[i]))
			return FALSE;
	return TRUE;
}

/* A line: name as label, text as value. */
static void
put(struct xml *x, struct slice name, struct slice parent, struct slice text, gboolean decode)
{
	guint32 column = 0;

	if (is_blank(text) || x->full)
		return;
	g_string_truncate(x->label, 0);
	g_string_truncate(x->value, 0);
	if (is_vague(name) && parent.n)
		append_name(x->label, parent);
	append_name(x->label, name);
	if (decode)
		html_decode(x->value, text);
	else
		g_string_append_len(x->value, text.p, (gssize)text.n);
	x->full =
	    !scribe_cell(&x->out, (struct slice){ x->label->str, x->label->len }, 0, x->line, 0, &column) ||
	    !scribe_cell(&x->out, (struct slice){ x->value->str, x->value->len }, column ? column + 2 : 0,
		x->line, WORD_CELL_START, &column);
	scribe_line(&x->out);
	x->line++;
}

static struct slice
open_name(const struct xml *x, guint up)
{
	if (x->depth <= up || x->depth > MAX_DEPTH)
		return (struct slice){ "", 0 };
	return x->open[x->depth - 1 - up];
}

/* Attributes from p on; returns behind the '>'. */
static const char *
take_attributes(struct xml *x, const char *p, const char *end, gboolean *out_empty)
{
	*out_empty = FALSE;
	for (;;) {
		const char *name = p, *close;
		struct slice value;

		while (p < end && *p != '>' && *p != '=' && *p != '/')
			p++;
		if (p >= end)
			return end;
		if (*p != '=') {
			*out_empty = *p == '/';
			if (*p == '>')
				return p + 1;
			p++;
			continue;
		}
		*out_empty = FALSE;
		while (name < p && g_ascii_isspace(*name))
			name++;
		for (p++; p < end && g_ascii_isspace(*p);)
			p++;
		if (p >= end || (*p != '"' && *p != '\''))
			continue;
		close = memchr(p + 1, *p, (gsize)(end - p - 1));
		if (!close)
			return end;
		value = (struct slice){ p + 1, (gsize)(close - p - 1) };
		if (!(close - name > 5 && memcmp(name, "xmlns", 5) == 0))
			put(x, local_name(name, close), open_name(x, 0), value, TRUE);
		p = close + 1;
	}
}

static const char *
take_start(struct xml *x, const char *p, const char *end)
{
	struct slice name = local_name(p, end);
	gboolean empty;

	if (x->depth < MAX_DEPTH)
		x->open[x->depth] = name;
	x->depth++;
	p = take_attributes(x, name.p + name.n, end, &empty);
	if (empty)
		x->depth--;
	return p;
}

/* Comments, CDATA, processing instructions, and a document type with its declarations, which are not heeded.
 */
static const char *
take_special(struct xml *x, const char *p, const char *end)
{
	const char *close;

	if (g_str_has_prefix(p, "<!--")) {
		close = strstr(p + 4, "-->");
		return close ? close + 3 : end;
	}
	if (g_str_has_prefix(p, "<![CDATA[")) {
		close = strstr(p + 9, "]]>");
		put(x, open_name(x, 0), open_name(x, 1),
		    (struct slice){ p + 9, (gsize)((close ? close : end) - p - 9) }, FALSE);
		return close ? close + 3 : end;
	}
	if (g_str_has_prefix(p, "<!DOCTYPE")) {
		const char *bracket;

		close = strchr(p, '>');
		bracket = close ? memchr(p, '[', (gsize)(close - p)) : NULL;
		if (bracket) {
			bracket = strchr(bracket, ']');
			close = bracket ? strchr(bracket, '>') : NULL;
		}
		return close ? close + 1 : end;
	}
	close = strchr(p, '>');
	return close ? close + 1 : end;
}

static void
scan(struct xml *x, const char *text, gsize size)
{
	const char *p = text, *end = text + size;

	while (p < end && !x->full) {
		const char *tag = memchr(p, '<', (gsize)(end - p));

		if (!tag)
			tag = end;
		put(x, open_name(x, 0), open_name(x, 1), (struct slice){ p, (gsize)(tag - p) }, TRUE);
		if (end - tag < 2)
			break;
		if (tag[1] == '/') {
			p = memchr(tag, '>', (gsize)(end - tag));
			p = p ? p + 1 : end;
			if (x->depth)
				x->depth--;
		} else if (tag[1] == '!' || tag[1] == '?') {
			p = take_special(x, tag, end);
		} else {
			p = take_start(x, tag + 1, end);
		}
	}
}

/* encoding="…" of the declaration, or NULL. */
static char *
declared_encoding(const struct source *s)
{
	g_autofree char *head = g_strndup((const char *)s->bytes, MIN(s->size, 200));
	char *stop = strstr(head, "?>"), *name = strstr(head, "encoding=");

	if (!stop || !name || name > stop || !name[9])
		return NULL;
	name += 10;
	return g_strndup(name, strcspn(name, "\"'?>"));
}

void
xml_read(struct document *d, const struct source *s)
{
	g_autofree struct xml *x = g_new0(struct xml, 1);
	g_autofree char *text = NULL, *own = declared_encoding(s);
	gsize size;
	gboolean cut;

	/* the declaration is the document's own; a mail's charset is often a default */
	text = source_text(s, own && *own ? own : s->charset, (gsize)s->limits->part_size, &size, &cut);
	if (papers_read(d, text, size, s->limits))
		return;
	cut = cut || size > (gsize)s->limits->text_size * 4;
	size = MIN(size, (gsize)s->limits->text_size * 4);
	while (size > 0 && ((guchar)text[size] & 0xc0) == 0x80)
		size--;
	text[size] = '\0';
	x->label = g_string_new(NULL);
	x->value = g_string_new(NULL);
	scribe_init(&x->out, d, s->limits, size / 2);
	scan(x, text, size);
	scribe_finish(&x->out);
	g_string_free(x->label, TRUE);
	g_string_free(x->value, TRUE);
	d->truncated = d->truncated || cut;
	if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
}
