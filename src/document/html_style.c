/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_style - styles, as far as they hide text or make it bold
 *
 * Text counts as hidden only where the element's attributes and the rules that surely hold for it say so beyond doubt:
 * an unknown colour, a background picture or a rule that cannot be followed are taken as visible, for a lost label
 * costs an order.
 */
#include "html.h"

#include <string.h>

void
html_style_root(struct html_style *s)
{
	*s = (struct html_style){ .fg = 0, .bg = 0xffffff };
}

static struct slice
trim(struct slice s)
{
	while (s.n && g_ascii_isspace(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && g_ascii_isspace(s.p[s.n - 1]))
		s.n--;
	return s;
}

static gboolean
is(struct slice s, const char *word)
{
	return strlen(word) == s.n && g_ascii_strncasecmp(s.p, word, s.n) == 0;
}

static gboolean
begins(struct slice s, const char *word)
{
	gsize n = strlen(word);

	return s.n >= n && g_ascii_strncasecmp(s.p, word, n) == 0;
}

static gboolean
contains(struct slice s, const char *word)
{
	for (; s.n >= strlen(word); s.p++, s.n--)
		if (begins(s, word))
			return TRUE;
	return FALSE;
}

/* A number at the start of s; *out_rest is what follows (the unit). FALSE when there is none. */
static gboolean
number(struct slice s, double *out, struct slice *out_rest)
{
	double n = 0, scale = 1;
	gboolean digits = FALSE, fraction = FALSE, minus = FALSE;

	if (s.n && (*s.p == '-' || *s.p == '+')) {
		minus = *s.p == '-';
		s.p++;
		s.n--;
	}
	for (; s.n && (g_ascii_isdigit(*s.p) || (*s.p == '.' && !fraction)); s.p++, s.n--) {
		if (*s.p == '.') {
			fraction = TRUE;
			continue;
		}
		digits = TRUE;
		if (fraction)
			n += (*s.p - '0') * (scale /= 10);
		else if (n < 1e9)
			n = n * 10 + (*s.p - '0');
	}
	*out = minus ? -n : n;
	*out_rest = s;
	return digits;
}

static gint32
color_hex(struct slice s)
{
	gint32 c = 0;

	if (s.n != 3 && s.n != 6)
		return -1;
	for (gsize i = 0; i < s.n; i++) {
		int digit = g_ascii_xdigit_value(s.p[i]);

		if (digit < 0)
			return -1;
		c = s.n == 3 ? c << 8 | digit << 4 | digit : c << 4 | digit;
	}
	return c;
}

static gint32
color_rgb(struct slice s)
{
	gint32 c = 0;

	for (int i = 0; i < 3; i++) {
		double n;

		while (s.n && (g_ascii_isspace(*s.p) || *s.p == ',')) {
			s.p++;
			s.n--;
		}
		if (!number(s, &n, &s) || (s.n && *s.p == '%'))
			return -1;
		c = c << 8 | (gint32)CLAMP(n, 0, 255);
	}
	return c;
}

/* 0xRRGGBB, or -1 when it is not known. */
static gint32
color(struct slice s)
{
	static const struct {
		const char *name;
		gint32 color;
	} names[] = { { "white", 0xffffff }, { "black", 0 }, { "windowtext", 0 }, { "window", 0xffffff },
		{ "snow", 0xfffafa }, { "ivory", 0xfffff0 }, { "whitesmoke", 0xf5f5f5 }, { "red", 0xff0000 },
		{ "blue", 0xff }, { "navy", 0x80 }, { "gray", 0x808080 }, { "grey", 0x808080 } };

	s = trim(s);
	if (s.n && *s.p == '#')
		return color_hex((struct slice){ s.p + 1, s.n - 1 });
	if (begins(s, "rgb("))
		return color_rgb((struct slice){ s.p + 4, s.n - 4 });
	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (is(s, names[i].name))
			return names[i].color;
	return color_hex(s);
}

static gboolean
colors_equal(gint32 a, gint32 b)
{
	int far = 0;

	if (a < 0 || b < 0)
		return FALSE;
	for (int shift = 0; shift < 24; shift += 8)
		far += ABS((a >> shift & 255) - (b >> shift & 255));
	return far <= 12;
}

static void
font_size(struct html_style *s, struct slice value)
{
	double n;
	struct slice unit;

	if (!number(value, &n, &unit)) {
		if (value.n && !begins(value, "inherit") &&
		    !contains(value, "er")) /* small, medium; not smaller, larger */
			s->tiny = FALSE;
		return;
	}
	unit = trim(unit);
	if (is(unit, "px") || is(unit, "pt") || unit.n == 0)
		s->tiny = n <= 1;
	else if (is(unit, "em") || is(unit, "rem") || is(unit, "%"))
		s->tiny = s->tiny || n <= (is(unit, "%") ? 8 : 0.08);
	else
		s->tiny = FALSE;
}

static gboolean
is_zero(struct slice value)
{
	double n;
	struct slice unit;

	return number(value, &n, &unit) && n <= 0;
}

static gboolean
is_far(struct slice value)
{
	double n;
	struct slice unit;

	return number(value, &n, &unit) && n <= -500;
}

static void
background(struct html_style *s, struct slice value)
{
	if (contains(value, "url(") || contains(value, "gradient") || contains(value, "var("))
		s->bg = -1;
	else if (!begins(value, "transparent") && !begins(value, "none") && !begins(value, "inherit") &&
		 !begins(value, "initial")) {
		struct slice first = value;

		if (!begins(value, "rgb"))
			for (first.n = 0; first.n < value.n && !g_ascii_isspace(value.p[first.n]);)
				first.n++;
		s->bg = color(first);
	}
}

/* What an element's declarations hide it by, each as the last one says; what single ones cannot tell is seen together. */
struct effect {
	gboolean none, faint, clear, indented, masked;
	gboolean no_height, no_width, clipped, cut, placed, far_away, shrunk;
};

static gboolean
is_cut(struct slice value)
{
	double n;
	struct slice rest = value;

	for (gsize i = 0; i < value.n; i++)
		if (value.p[i] == '(') {
			rest = trim((struct slice){ value.p + i + 1, value.n - i - 1 });
			break;
		}
	if (begins(value, "rect("))
		return number(rest, &n, &rest) && n <= 1 && !contains(rest, "auto") && !contains(rest, "00");
	if (begins(value, "inset("))
		return number(rest, &n, &rest) && n >= 50 && rest.n && *rest.p == '%';
	return begins(value, "circle(") && number(rest, &n, &rest) && n <= 0;
}

static void
declaration_box(struct effect *e, struct slice name, struct slice value)
{
	if (is(name, "height") || is(name, "max-height"))
		e->no_height = is_zero(value);
	else if (is(name, "width") || is(name, "max-width"))
		e->no_width = is_zero(value);
	else if (is(name, "overflow"))
		e->clipped = begins(value, "hidden");
	else if (is(name, "position"))
		e->placed = begins(value, "absolute") || begins(value, "fixed");
	else if (is(name, "left") || is(name, "top") || is(name, "right"))
		e->far_away |= is_far(value);
	else if (is(name, "margin-left") || is(name, "margin-top"))
		e->indented |= is_far(value);
	else if (is(name, "clip") || is(name, "clip-path"))
		e->cut = is_cut(value);
	else if (is(name, "transform"))
		e->shrunk = begins(value, "scale(0)") || begins(value, "scale(0,") ||
			    begins(value, "translate(-9999") || begins(value, "translatex(-9999");
}

static void
declaration(struct html_style *s, struct effect *e, struct slice name, struct slice value)
{
	double n;
	struct slice rest;

	switch (g_ascii_tolower(*name.p)) {
	case 'b':
		if (is(name, "background") || is(name, "background-color"))
			background(s, value);
		else if (is(name, "background-image") && !begins(value, "none"))
			s->bg = -1;
		break;
	case 'c':
		if (is(name, "color")) {
			e->clear = begins(value, "transparent");
			if (!begins(value, "inherit"))
				s->fg = color(value);
		}
		break;
	case 'd':
		if (is(name, "display"))
			e->none = begins(value, "none");
		break;
	case 'f':
		if (is(name, "font-size"))
			font_size(s, value);
		else if (is(name, "font-weight"))
			s->bold = begins(value, "bold") || (number(value, &n, &rest) && n >= 600);
		else if (is(name, "font")) /* font: 0/0 a; font: bold 12px … */
			s->tiny = begins(value, "0");
		break;
	case 'm':
		if (is(name, "mso-hide"))
			e->masked = begins(value, "all");
		break;
	case 'o':
		if (is(name, "opacity"))
			e->faint = number(value, &n, &rest) && n <= 0.02;
		break;
	case 't':
		if (is(name, "text-indent"))
			e->indented = is_far(value);
		break;
	case 'v':
		if (is(name, "visibility"))
			s->unseen = begins(value, "hidden") || begins(value, "collapse");
		break;
	case 'w':
		if (is(name, "white-space"))
			s->pre = begins(value, "pre");
		break;
	default:
		break;
	}
	declaration_box(e, name, value);
}

/* important: only what is marked so, which outweighs the element's own style; else the rest. */
static void
declarations(struct html_style *s, struct effect *e, struct slice style, gboolean important)
{
	const char *p = style.p, *end = style.p + style.n;

	while (p < end) {
		const char *semicolon = memchr(p, ';', (gsize)(end - p)), *colon;
		const char *stop = semicolon ? semicolon : end;

		colon = memchr(p, ':', (gsize)(stop - p));
		if (colon) {
			struct slice name = trim((struct slice){ p, (gsize)(colon - p) });
			const char *bang = memchr(colon, '!', (gsize)(stop - colon)); /* !important */
			struct slice value =
			    trim((struct slice){ colon + 1, (gsize)((bang ? bang : stop) - colon - 1) });

			if (name.n && name.n < 24 && (bang != NULL) == important)
				declaration(s, e, name, value);
		}
		p = stop + 1;
	}
}

enum { RULES_FOR_ONE = 32 };

void
html_style_apply(struct html_style *s, const struct html_tag *tag, const struct html_attributes *a,
    const struct html_sheet *sheet)
{
	struct effect e = { FALSE };
	struct slice rules[RULES_FOR_ONE];
	guint n = html_sheet_match(sheet, (struct slice){ tag->name, tag->size }, a, rules, RULES_FOR_ONE);

	if (a->hidden)
		s->gone = TRUE;
	if (a->background || (sheet->backgrounds && (a->class.n || a->id.n)))
		s->bg = -1;
	if (a->bgcolor.n)
		s->bg = color(a->bgcolor);
	if (a->color.n)
		s->fg = color(a->color);
	for (int important = 0; important < 2; important++) {
		for (guint i = 0; i < n; i++)
			declarations(s, &e, rules[i], important);
		if (a->style.n)
			declarations(s, &e, a->style, important);
	}
	if (e.none || e.faint || e.clear || e.indented || e.masked || e.shrunk ||
	    ((e.no_height || e.no_width) && e.clipped) || (e.placed && (e.far_away || e.cut)) ||
	    (e.cut && e.clipped))
		s->gone = TRUE;
	s->hide = s->gone || s->unseen || s->tiny || colors_equal(s->fg, s->bg);
}
