/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf - rich text as HTML, in one pass (RTF 1.9.1; MS-OXRTFEX for HTML wrapped in it)
 *
 * Groups nest, each with a state of its own. A group's destination says whether its text is shown: most are not (fonts,
 * styles, pictures). Bytes above ASCII are in the character set of the font, which the font table tells.
 */
#include "html_text.h"
#include "office.h"
#include "rtf.h"
#include "rtf_words.h"

#include <string.h>

#define GROUPS_MAX 10000 /* deeper ones share the state of the last */
#define FONTS_MAX 4096
#define WORD_MAX 32
#define RUN_MAX 4096 /* bytes decoded at once */

struct state {
	guint8 destination;
	guint8 hidden, bold, html_rtf;
	guint8 skip_after; /* characters that stand for a \u in programs that do not know it */
	guint16 charset;   /* code page of the font */
};

struct rtf {
	const guint8 *p, *end;
	gsize most; /* bytes of HTML */
	struct html_text out;
	GString *html;  /* of HTML that is wrapped; NULL: it is not */
	GArray *groups; /* struct state, the outer ones */
	guint64 beyond; /* groups deeper than those */
	struct state now;
	GHashTable *fonts; /* number → code page */
	guint font;
	guint16 charset; /* of the document */
	guint skip;      /* characters still to be passed over after \u */
	gunichar high;   /* first half of a pair */
	gboolean star;   /* \* came: an unknown destination is passed over */
	gboolean in_table, in_row;
	guint nesting;
	guint8 run[RUN_MAX];
	guint run_size;
};

struct control {
	char name[WORD_MAX + 1];
	gboolean has_number;
	int number;
};

/* ---- text ---- */

static guint
table_depth(const struct rtf *r)
{
	return r->in_table || r->in_row ? MAX(r->nesting, 1) : 0;
}

static void
put_char(struct rtf *r, gunichar c)
{
	if (r->now.destination == HTML_TAG || (r->html && r->now.destination == SHOWN && !r->now.html_rtf)) {
		if (r->html)
			g_string_append_unichar(r->html, c && g_unichar_validate(c) ? c : 0xfffd);
		return;
	}
	if (r->html || r->now.destination != SHOWN)
		return;
	html_text_hide(&r->out, r->now.hidden);
	html_text_bold(&r->out, r->now.bold);
	html_text_char(&r->out, c, table_depth(r));
}

/* The bytes gathered so far, out of the font's character set. */
static void
run_flush(struct rtf *r)
{
	g_autofree char *text = NULL;
	char charset[24];

	if (!r->run_size)
		return;
	g_snprintf(charset, sizeof charset,
	    r->now.charset == 10000 ? "macintosh"
	    : r->now.charset < 1000 ? "cp%u"
				    : "windows-%u",
	    r->now.charset);
	text = message_text_decode(r->run, r->run_size, charset, (gsize)RUN_MAX * 4);
	r->run_size = 0;
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		put_char(r, g_utf8_get_char(p));
}

static void
put_byte(struct rtf *r, guint8 byte)
{
	if (r->skip) {
		r->skip--;
		return;
	}
	if (r->now.destination == PASSED_OVER || r->now.destination == FONT_TABLE)
		return;
	if (byte < 0x80 && !r->run_size) {
		put_char(r, byte);
		return;
	}
	r->run[r->run_size++] = byte;
	if (r->run_size == RUN_MAX)
		run_flush(r);
}

static void
put_unicode(struct rtf *r, int number)
{
	gunichar c = (gunichar)(number & 0xffff);

	run_flush(r);
	r->skip = r->now.skip_after;
	if (r->now.destination == PASSED_OVER || r->now.destination == FONT_TABLE)
		return;
	if (c >= 0xd800 && c < 0xdc00) {
		r->high = c;
		return;
	}
	if (c >= 0xdc00 && c < 0xe000)
		c = r->high ? 0x10000 + ((r->high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd;
	else if (c >= 0xf000 && c < 0xf100)
		c &= 0xff; /* of a symbol font */
	r->high = 0;
	put_char(r, c);
}

/* Lines, tabs and cells. */
static void
put_mark(struct rtf *r, char mark)
{
	if (r->now.destination == PASSED_OVER || r->now.destination == FONT_TABLE)
		return;
	if (r->html) {
		if (r->now.destination == HTML_TAG || !r->now.html_rtf)
			g_string_append_c(r->html, mark == 't' ? '\t' : '\n');
		return;
	}
	switch (mark) {
	case 'p':
		html_text_break(&r->out, table_depth(r));
		break;
	case 't':
		html_text_tab(&r->out);
		break;
	case 'c':
	case 'r':
		r->out.level = 1;
		(mark == 'c' ? html_text_cell : html_text_row)(&r->out);
		r->in_row = r->in_row && mark == 'c';
		break;
	case 'C':
	case 'R':
		r->out.level = MAX(r->nesting, 2);
		(mark == 'C' ? html_text_cell : html_text_row)(&r->out);
		break;
	default:
		html_text_newline(&r->out);
		break;
	}
}

/* ---- control words ---- */

static void
font_word(struct rtf *r, const struct control *w)
{
	guint16 page;

	if (strcmp(w->name, "f") == 0) {
		r->font = (guint)w->number;
		if (r->now.destination == FONT_TABLE)
			return;
		page = (guint16)GPOINTER_TO_UINT(g_hash_table_lookup(r->fonts, GUINT_TO_POINTER(r->font)));
		r->now.charset = page ? page : r->charset;
	} else if (r->now.destination == FONT_TABLE && g_hash_table_size(r->fonts) < FONTS_MAX) {
		page = rtf_font_charset(w->number);
		if (page)
			g_hash_table_insert(
			    r->fonts, GUINT_TO_POINTER(r->font), GUINT_TO_POINTER((guint)page));
	}
}

static void
destination_set(struct rtf *r, guint destination)
{
	/* what stands in a passed group stays so */
	if (r->now.destination == PASSED_OVER)
		return;
	r->now.destination = (guint8)destination;
}

static void
paragraph_word(struct rtf *r, enum rtf_action action, const struct control *w)
{
	switch (action) {
	case DO_PARAGRAPH:
		r->in_table = FALSE;
		r->nesting = 0;
		break;
	case DO_IN_TABLE:
		r->in_table = !w->has_number || w->number;
		break;
	case DO_IN_ROW:
		r->in_row = r->now.destination == SHOWN && r->nesting < 2;
		break;
	case DO_NESTING:
		r->nesting = (guint)CLAMP(w->number, 0, HTML_TEXT_DEPTH);
		r->in_table = w->number > 0;
		break;
	default:
		break;
	}
}

static void
format_word(struct rtf *r, enum rtf_action action, const struct control *w)
{
	guint8 on = !w->has_number || w->number;

	switch (action) {
	case DO_HIDDEN:
		r->now.hidden = on;
		break;
	case DO_BOLD:
		r->now.bold = on;
		break;
	case DO_PLAIN:
		r->now.hidden = r->now.bold = FALSE;
		break;
	case DO_HTML_RTF:
		r->now.html_rtf = on;
		break;
	case DO_SKIP_AFTER:
		r->now.skip_after = (guint8)CLAMP(w->number, 0, 10);
		break;
	case DO_FROM_HTML:
		if (!r->html && r->groups->len < 4)
			r->html = g_string_new(NULL);
		break;
	default:
		break;
	}
}

static void
do_word(struct rtf *r, const struct control *w)
{
	const struct rtf_row *row = rtf_word(w->name);
	gboolean star = r->star;

	r->star = FALSE;
	run_flush(r);
	if (!row) {
		if (star)
			destination_set(r, PASSED_OVER);
		return;
	}
	switch (row->action) {
	case DO_DESTINATION:
		destination_set(r, row->value);
		break;
	case DO_MARK:
		put_mark(r, (char)row->value);
		break;
	case DO_CHARACTER:
		put_char(r, row->value);
		break;
	case DO_UNICODE:
		put_unicode(r, w->number);
		break;
	case DO_CHARSET:
		r->charset = row->value ? row->value : (guint16)CLAMP(w->number, 0, 65535);
		r->now.charset = r->charset;
		break;
	case DO_FONT:
	case DO_FONT_CHARSET:
		font_word(r, w);
		break;
	case DO_BINARY:
		r->p += CLAMP(w->number, 0, r->end - r->p);
		break;
	case DO_PARAGRAPH:
	case DO_IN_TABLE:
	case DO_IN_ROW:
	case DO_NESTING:
		paragraph_word(r, row->action, w);
		break;
	default:
		format_word(r, row->action, w);
		break;
	}
}

/* ---- tokens ---- */

static void
group_open(struct rtf *r)
{
	run_flush(r);
	r->skip = 0;
	r->star = FALSE;
	if (r->groups->len < GROUPS_MAX)
		g_array_append_val(r->groups, r->now);
	else
		r->beyond++;
}

static void
group_close(struct rtf *r)
{
	run_flush(r);
	r->skip = 0;
	r->star = FALSE;
	if (r->beyond) {
		r->beyond--;
	} else if (r->groups->len) {
		r->now = g_array_index(r->groups, struct state, r->groups->len - 1);
		g_array_set_size(r->groups, r->groups->len - 1);
	}
}

static void
take_hex(struct rtf *r)
{
	int high = r->p < r->end ? g_ascii_xdigit_value((char)r->p[0]) : -1,
	    low = r->end - r->p > 1 ? g_ascii_xdigit_value((char)r->p[1]) : -1;

	if (high < 0 || low < 0)
		return;
	r->p += 2;
	put_byte(r, (guint8)(high << 4 | low));
}

static void
take_word(struct rtf *r)
{
	struct control w = { .has_number = FALSE };
	guint n = 0;
	gint64 number = 0;
	gboolean minus = FALSE;

	for (; r->p < r->end && g_ascii_isalpha(*r->p); r->p++)
		if (n < WORD_MAX)
			w.name[n++] = (char)*r->p;
	if (r->p < r->end && *r->p == '-') {
		minus = TRUE;
		r->p++;
	}
	for (; r->p < r->end && g_ascii_isdigit(*r->p); r->p++) {
		w.has_number = TRUE;
		number = MIN(number * 10 + (*r->p - '0'), G_MAXINT32);
	}
	if (r->p < r->end && *r->p == ' ')
		r->p++;
	w.number = (int)(minus ? -number : number);
	if (r->skip && strcmp(w.name, "u") != 0 && strcmp(w.name, "bin") != 0) {
		r->skip--; /* a word stands for the character */
		return;
	}
	do_word(r, &w);
}

static void
take_symbol(struct rtf *r, guint8 c)
{
	switch (c) {
	case '\'':
		take_hex(r);
		break;
	case '*':
		r->star = TRUE;
		break;
	case '~':
		run_flush(r);
		put_char(r, 0xa0);
		break;
	case '_':
		run_flush(r);
		put_char(r, '-');
		break;
	case '\r':
	case '\n':
		run_flush(r);
		put_mark(r, 'p');
		break;
	case '\\':
	case '{':
	case '}':
		put_byte(r, c);
		break;
	default:
		break; /* places to break a word, and marks of an index */
	}
}

static void
scan(struct rtf *r)
{
	while (r->p < r->end && (r->html ? r->html : r->out.html)->len < r->most) {
		guint8 c = *r->p++;

		switch (c) {
		case '{':
			group_open(r);
			break;
		case '}':
			group_close(r);
			break;
		case '\\':
			if (r->p < r->end && g_ascii_isalpha(*r->p))
				take_word(r);
			else if (r->p < r->end)
				take_symbol(r, *r->p++);
			break;
		case '\r':
		case '\n':
		case '\0':
			break;
		case '\t':
			run_flush(r);
			put_mark(r, 't');
			break;
		default:
			put_byte(r, c);
			break;
		}
	}
	run_flush(r);
}

GString *
rtf_to_html(const guint8 *bytes, gsize size, gsize most)
{
	g_autofree struct rtf *r = g_new0(struct rtf, 1);

	r->p = bytes;
	r->end = bytes + size;
	r->most = most;
	r->groups = g_array_new(FALSE, FALSE, sizeof(struct state));
	r->fonts = g_hash_table_new(NULL, NULL);
	r->charset = r->now.charset = 1252;
	r->now.skip_after = 1;
	html_text_init(&r->out);
	scan(r);
	html_text_end(&r->out);
	g_array_unref(r->groups);
	g_hash_table_unref(r->fonts);
	if (!r->html)
		return r->out.html;
	g_string_free(r->out.html, TRUE);
	return r->html;
}

void
rtf_read(struct document *d, const struct source *s)
{
	struct source html = { .charset = "utf-8", .limits = s->limits };

	html.whole = g_string_free_to_bytes(rtf_to_html(s->bytes, s->size, (gsize)s->limits->text_size * 8));
	html.bytes = g_bytes_get_data(html.whole, &html.size);
	if (html.bytes)
		html_read(d, &html);
	g_bytes_unref(html.whole);
}
