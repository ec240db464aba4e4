/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_parse - bytes to start tags, end tags and text
 *
 * A tokenizer after the HTML standard, as far as reading needs it. Each byte is looked at a bounded number of
 * times: libxml2's parser is quadratic in attributes of one tag and in stray end tags below many open
 * elements.
 */
#include "html.h"

#include <string.h>

static gboolean
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

/* A number as in colspan="2": 1 when it is none, never more than 1000. */
static guint
span_value(struct slice s)
{
	guint n = 0;

	for (gsize i = 0; i < s.n && n < 1000; i++) {
		if (g_ascii_isdigit(s.p[i]))
			n = n * 10 + (guint)(s.p[i] - '0');
		else if (!is_space(s.p[i]))
			break;
	}
	return CLAMP(n, 1, 1000);
}

static void
attribute_keep(struct html_attributes *a, struct slice name, struct slice value)
{
	static const struct {
		const char *name;
		gsize offset;
	} kept[] = {
#define ATTRIBUTE(n, member) { n, offsetof(struct html_attributes, member) }
		ATTRIBUTE("style", style),
		ATTRIBUTE("color", color),
		ATTRIBUTE("bgcolor", bgcolor),
		ATTRIBUTE("href", href),
		ATTRIBUTE("class", class),
		ATTRIBUTE("id", id),
		ATTRIBUTE("type", type),
		ATTRIBUTE("value", value),
#undef ATTRIBUTE
	};
#define IS(literal) (name.n == sizeof(literal) - 1 && g_ascii_strncasecmp(name.p, literal, name.n) == 0)
	if (name.n < 2 || name.n > 10)
		return;
	if (IS("colspan"))
		a->colspan = span_value(value);
	else if (IS("rowspan"))
		a->rowspan = span_value(value);
	else if (IS("hidden"))
		a->hidden = TRUE;
	else if (IS("selected"))
		a->selected = TRUE;
	else if (IS("background"))
		a->background = TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
		struct slice *s = (struct slice *)(void *)((char *)a + kept[i].offset);

		if (!s->p && strlen(kept[i].name) == name.n &&
		    g_ascii_strncasecmp(name.p, kept[i].name, name.n) == 0)
			*s = value;
	}
#undef IS
}

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && (is_space(*p) || *p == '/'))
		p++;
	return p;
}

/* From behind the tag's name to behind its '>'. */
static const char *
parse_attributes(const char *p, const char *end, struct html_attributes *a)
{
	*a = (struct html_attributes){ .colspan = 1, .rowspan = 1 };
	for (;;) {
		struct slice name, value = { NULL, 0 };

		p = skip_space(p, end);
		if (p >= end)
			return end;
		if (*p == '>')
			return p + 1;
		name.p = p++;
		while (p < end && !is_space(*p) && *p != '=' && *p != '>' && *p != '/')
			p++;
		name.n = (gsize)(p - name.p);
		while (p < end && is_space(*p))
			p++;
		if (p < end && *p == '=') {
			for (p++; p < end && is_space(*p);)
				p++;
			if (p < end && (*p == '"' || *p == '\'')) {
				const char *close = memchr(p + 1, *p, (gsize)(end - p - 1));

				value.p = p + 1;
				value.n = (gsize)((close ? close : end) - value.p);
				p = close ? close + 1 : end;
			} else {
				value.p = p;
				while (p < end && !is_space(*p) && *p != '>')
					p++;
				value.n = (gsize)(p - value.p);
			}
		}
		attribute_keep(a, name, value);
	}
}

/* The tag's name at p; returns what follows it. */
static const char *
parse_name(const char *p, const char *end, struct html_tag *tag)
{
	char lower[16];
	guint32 hash = 2166136261U; /* FNV-1a */

	tag->name = p;
	while (p < end && !is_space(*p) && *p != '>' && *p != '/') {
		char c = g_ascii_tolower(*p);

		if ((gsize)(p - tag->name) < sizeof(lower))
			lower[p - tag->name] = c;
		hash = (hash ^ (guint8)c) * 16777619U;
		p++;
	}
	tag->size = (gsize)(p - tag->name);
	tag->hash = hash;
	tag->flags = tag->size <= sizeof(lower) ? html_element_flags(hash, lower, tag->size) : 0;
	return p;
}

/* Behind the content of a raw element, at its end tag, or at the end. */
static const char *
raw_end(const char *p, const char *end, const struct html_tag *tag)
{
	while ((p = memchr(p, '<', (gsize)(end - p)))) {
		if ((gsize)(end - p) > tag->size + 2 && p[1] == '/' &&
		    g_ascii_strncasecmp(p + 2, tag->name, tag->size) == 0)
			return p;
		p++;
	}
	return end;
}

static const char *
parse_start(struct html *h, const char *p, const char *end)
{
	struct html_tag tag;
	struct html_attributes a;

	p = parse_name(p, end, &tag);
	p = parse_attributes(p, end, &a);
	if (tag.flags & E_RAW) {
		const char *close = raw_end(p, end, &tag);

		if (tag.size == 5 && g_ascii_strncasecmp(tag.name, "style", 5) == 0)
			html_style_sheet(h, p, (gsize)(close - p));
		close = memchr(close, '>', (gsize)(end - close));
		return close ? close + 1 : end;
	}
	html_start(h, &tag, &a);
	return p;
}

static const char *
parse_end(struct html *h, const char *p, const char *end)
{
	struct html_tag tag;

	p = parse_name(p, end, &tag);
	p = memchr(p, '>', (gsize)(end - p));
	html_end(h, &tag);
	return p ? p + 1 : end;
}

/* Comments, doctypes, processing instructions, and Microsoft's <![if …]>. */
static const char *
parse_declaration(const char *p, const char *end)
{
	const char *close;

	if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
		if (end - p >= 5 && p[4] == '>')
			return p + 5;
		close = memmem(p + 4, (gsize)(end - p - 4), "-->", 3);
		return close ? close + 3 : end;
	}
	close = memchr(p, '>', (gsize)(end - p));
	return close ? close + 1 : end;
}

static void
parse_text(struct html *h, const char *p, const char *end)
{
	while (p < end) {
		const char *amp = memchr(p, '&', (gsize)(end - p)), *next;
		gunichar c;

		layout_text(h, p, (gsize)((amp ? amp : end) - p));
		if (!amp)
			return;
		c = html_entity(amp + 1, end, &next);
		if (c) {
			layout_char(h, c);
			p = next;
		} else {
			layout_text(h, "&", 1);
			p = amp + 1;
		}
	}
}

void
html_decode(GString *out, struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end) {
		const char *next;
		gunichar c = *p == '&' ? html_entity(p + 1, end, &next) : 0;

		if (c) {
			g_string_append_unichar(out, c);
			p = next;
		} else {
			g_string_append_c(out, *p++);
		}
	}
}

void
html_parse(struct html *h, const char *text, gsize size)
{
	const char *p = text, *end = text + size;

	while (p < end && !h->full) {
		const char *tag = memchr(p, '<', (gsize)(end - p));

		if (!tag)
			tag = end;
		if (tag > p)
			parse_text(h, p, tag);
		if (end - tag < 2) {
			if (tag < end)
				layout_text(h, tag, 1);
			break;
		}
		if (g_ascii_isalpha(tag[1])) {
			p = parse_start(h, tag + 1, end);
		} else if (tag[1] == '/' && end - tag > 2 && g_ascii_isalpha(tag[2])) {
			p = parse_end(h, tag + 2, end);
		} else if (tag[1] == '!' || tag[1] == '?' || tag[1] == '/') {
			p = parse_declaration(tag, end);
		} else {
			layout_text(h, tag, 1);
			p = tag + 1;
		}
	}
}
