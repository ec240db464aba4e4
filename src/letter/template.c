/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text becomes a list of nodes; a section's node knows where its end stands. Rendering walks them with a stack of
 * scopes, the innermost last.
 */
#include "compose.h"
#include "scope.h"

#include <string.h>

enum {
	TEMPLATE_DEPTH_MAX = 8,  /* sections within sections */
	TEMPLATE_OTHERS_MAX = 4, /* {{>}} within {{>}} */
	TEMPLATE_OUT_MAX = 4 << 20,
	NAME_MAX_BYTES = 40,
	VALUE_MAX_BYTES = 600, /* without a `max` of its own */
	COLUMNS_MAX = 400
};

const char *const TEMPLATE_SUFFIXES[TEMPLATE_KIND_N] = { ".txt", ".html", ".subject" };

enum node_type { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_WITHOUT, NODE_END, NODE_OTHER };
enum filter { FILTER_MAX, FILTER_PAD, FILTER_RIGHT, FILTER_WRAP, FILTER_N };
static const char *const FILTER_NAMES[FILTER_N] = { "max", "pad", "right", "wrap" };

struct node {
	enum node_type type;
	guint line;
	char *text;           /* of NODE_TEXT; else the name */
	guint end;            /* of a section: the index of its end */
	int filter[FILTER_N]; /* 0: not asked for */
};
struct letter_template {
	enum template_kind kind;
	char *where;
	GArray *nodes; /* struct node */
};

void
template_free(struct letter_template *t)
{
	if (!t)
		return;
	for (guint i = 0; i < t->nodes->len; i++)
		g_free(g_array_index(t->nodes, struct node, i).text);
	g_array_unref(t->nodes);
	g_free(t->where);
	g_free(t);
}

/* --- parsing --- */

struct parsing {
	struct letter_template *t;
	guint line;
	guint open[TEMPLATE_DEPTH_MAX], depth; /* indexes of open sections */
	GError **error;
};

static gboolean G_GNUC_PRINTF(3, 4) wrong(struct parsing *p, guint line, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	return purser_fail(p->error, PURSER_REJECT, "%s:%u: %s", p->t->where, line, text);
}

static void
node_add(struct parsing *p, enum node_type type, char *text)
{
	struct node n = { .type = type, .line = p->line, .text = text };

	g_array_append_val(p->t->nodes, n);
}

static void
text_add(struct parsing *p, const char *from, const char *to)
{
	if (to > from)
		node_add(p, NODE_TEXT, g_strndup(from, (gsize)(to - from)));
}

static gboolean
name_fits(const char *name)
{
	gsize n = strlen(name);

	return n && n <= NAME_MAX_BYTES && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == n;
}

/* "max 40" */
static gboolean
filter_parse(struct parsing *p, struct node *n, char *words)
{
	char *space = strchr(g_strstrip(words), ' ');
	guint64 number = 0;

	if (space)
		*space = '\0';
	for (guint f = 0; f < FILTER_N; f++) {
		if (strcmp(words, FILTER_NAMES[f]) != 0)
			continue;
		if (!space ||
		    !g_ascii_string_to_unsigned(g_strstrip(space + 1), 10, 1, COLUMNS_MAX, &number, NULL))
			return wrong(p, p->line, "'%s' takes a number from 1 to %d", words, COLUMNS_MAX);
		n->filter[f] = (int)number;
		return TRUE;
	}
	return wrong(p, p->line, "'%.40s' is none of max, pad, right and wrap", words);
}

static gboolean
value_parse(struct parsing *p, char *tag)
{
	g_auto(GStrv) parts = g_strsplit(tag, "|", -1);
	struct node n = { .type = NODE_VALUE, .line = p->line };

	/* of an empty text nothing comes */
	if (!parts[0] || !name_fits(g_strstrip(parts[0])))
		return wrong(p, p->line, "'%.60s' is not a name", parts[0] ? parts[0] : "");
	for (guint i = 1; parts[i]; i++)
		if (!filter_parse(p, &n, parts[i]))
			return FALSE;
	g_array_append_val(p->t->nodes, n);
	g_array_index(p->t->nodes, struct node, p->t->nodes->len - 1).text = g_strdup(parts[0]);
	return TRUE;
}

static gboolean
section_close(struct parsing *p, const char *name)
{
	struct node *open;

	if (!p->depth)
		return wrong(p, p->line, "{{/%s}} closes nothing", name);
	open = &g_array_index(p->t->nodes, struct node, p->open[p->depth - 1]);
	if (strcmp(open->text, name) != 0)
		return wrong(p, p->line, "{{/%s}} stands where {{/%s}} of line %u should", name, open->text,
		    open->line);
	open->end = p->t->nodes->len;
	p->depth--;
	node_add(p, NODE_END, g_strdup(name));
	return TRUE;
}

/* What stands between the braces. */
static gboolean
tag_parse(struct parsing *p, char *tag)
{
	char *name = g_strstrip(tag);
	char sign = *name;

	if (!sign || !strchr("#^/>", sign))
		return value_parse(p, name);
	name = g_strstrip(name + 1);
	if (!name_fits(name))
		return wrong(p, p->line, "'%.60s' is not a name", name);
	if (sign == '/')
		return section_close(p, name);
	if (sign == '>') {
		node_add(p, NODE_OTHER, g_strdup(name));
		return TRUE;
	}
	if (p->depth == TEMPLATE_DEPTH_MAX)
		return wrong(p, p->line, "more than %d sections within each other", TEMPLATE_DEPTH_MAX);
	p->open[p->depth++] = p->t->nodes->len;
	node_add(p, sign == '#' ? NODE_SECTION : NODE_WITHOUT, g_strdup(name));
	return TRUE;
}

/* One tag of a kind that leaves no line behind. */
static const char *
quiet_tag_end(const char *at)
{
	const char *sign = at + 2;

	if (at[0] != '{' || at[1] != '{')
		return NULL;
	while (*sign == ' ')
		sign++;
	if (!*sign || !strchr("#^/>!", *sign))
		return NULL;
	at = strstr(at, "}}");
	return at ? at + 2 : NULL;
}

/* Does the line hold nothing but such tags, and at least one? Then *out_next is the next line's start. */
static gboolean
line_is_quiet(const char *line, const char **out_next)
{
	gboolean any = FALSE;

	for (const char *at = line;;) {
		const char *end = quiet_tag_end(at);

		if (end && !memchr(at, '\n', (gsize)(end - at))) {
			any = TRUE;
			at = end;
		} else if (*at == ' ' || *at == '\t') {
			at++;
		} else {
			*out_next = *at == '\n' ? at + 1 : at;
			return any && (!*at || *at == '\n');
		}
	}
}

static guint
newlines(const char *from, const char *to)
{
	guint n = 0;

	for (; from < to; from++)
		n += *from == '\n';
	return n;
}

/* From at up to end: text and tags. keep: text between the tags counts. */
static gboolean
piece_parse(struct parsing *p, const char *at, const char *end, gboolean keep)
{
	while (at < end) {
		const char *open = strstr(at, "{{"), *close;
		g_autofree char *tag = NULL;

		if (!open || open >= end) {
			if (keep)
				text_add(p, at, end);
			p->line += newlines(at, end);
			return TRUE;
		}
		if (keep)
			text_add(p, at, open);
		p->line += newlines(at, open);
		close = strstr(open, "}}");
		if (!close || close >= end)
			return wrong(p, p->line, "{{ without }}");
		tag = g_strndup(open + 2, (gsize)(close - open - 2));
		if (*g_strchug(tag) != '!' && !tag_parse(p, tag))
			return FALSE;
		p->line += newlines(open, close);
		at = close + 2;
	}
	return TRUE;
}

static gboolean
lines_parse(struct parsing *p, const char *text)
{
	const char *at = text;

	while (*at) {
		const char *next;
		gboolean quiet = line_is_quiet(at, &next);

		if (!quiet) {
			/* a tag may go on over the line's end */
			const char *open = at;

			next = strchrnul(at, '\n');
			while ((open = strstr(open, "{{")) && open < next) {
				const char *close = strstr(open, "}}");

				if (!close)
					break;
				if (close >= next)
					next = strchrnul(close, '\n');
				open = close + 2;
			}
			next += *next == '\n';
		}
		if (!piece_parse(p, at, next, !quiet))
			return FALSE;
		at = next;
	}
	if (p->depth) {
		const struct node *open = &g_array_index(p->t->nodes, struct node, p->open[p->depth - 1]);

		return wrong(p, open->line, "{{%s%s}} is never closed",
		    open->type == NODE_SECTION ? "#" : "^", open->text);
	}
	return TRUE;
}

struct letter_template *
template_parse(const char *text, gsize size, enum template_kind kind, const char *where, GError **error)
{
	struct letter_template *t = g_new0(struct letter_template, 1);
	struct parsing p = { .t = t, .line = 1, .error = error };
	gboolean ok;

	t->kind = kind;
	t->where = g_strdup(where);
	t->nodes = g_array_new(FALSE, TRUE, sizeof(struct node));
	if (size > TEMPLATE_BYTES_MAX)
		ok = wrong(&p, 1, "larger than %d kB", TEMPLATE_BYTES_MAX >> 10);
	else if (memchr(text, 0, size) || !g_utf8_validate(text, (gssize)size, NULL))
		ok = wrong(&p, 1, "not a text in UTF-8");
	else {
		g_autofree char *copy = g_strndup(text, size);

		ok = lines_parse(&p, copy);
	}
	if (!ok)
		g_clear_pointer(&t, template_free);
	return t;
}

/* --- rendering --- */

struct rendering {
	const struct letter_template *t;
	const struct scope *stack[TEMPLATE_DEPTH_MAX * (TEMPLATE_OTHERS_MAX + 1) + 1];
	guint depth, others;
	template_find find;
	gpointer data;
	GString *out;
	GError **error;
};

static gboolean
failed(struct rendering *r, const struct node *n, const char *what)
{
	return purser_fail(r->error, PURSER_REJECT, "%s:%u: '%s' %s", r->t->where, n->line, n->text, what);
}

static const struct value *
lookup(struct rendering *r, const struct node *n)
{
	for (guint i = r->depth; i-- > 0;) {
		const struct value *v = scope_value(r->stack[i], n->text);

		if (v)
			return v;
	}
	failed(r, n, "is no name that this letter knows");
	return NULL;
}

static glong
columns(const char *text)
{
	glong n = 0;

	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		n += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
	}
	return n;
}

static void
spaces(GString *out, glong n)
{
	for (; n > 0; n--)
		g_string_append_c(out, ' ');
}

static glong
column_now(const GString *out)
{
	const char *line = strrchr(out->str, '\n');

	return columns(line ? line + 1 : out->str);
}

/* Words, with the further lines below the first; a word that is too long stands alone. */
static void
wrapped(GString *out, const char *line, int width)
{
	glong indent = column_now(out), at = indent;
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	for (guint i = 0; words[i]; i++) {
		glong n = columns(words[i]);

		if (at > indent && at + 1 + n > width) {
			g_string_append_c(out, '\n');
			spaces(out, indent);
			at = indent;
		} else if (at > indent) {
			g_string_append_c(out, ' ');
			at++;
		}
		g_string_append(out, words[i]);
		at += n;
	}
}

static void
value_render(struct rendering *r, const struct node *n, const struct value *v)
{
	gsize max = n->filter[FILTER_MAX] ? (gsize)n->filter[FILTER_MAX] : VALUE_MAX_BYTES;
	g_autofree char *line = NULL;

	if (v->made) {
		const char *made = r->t->kind == TEMPLATE_HTML ? v->html : v->text;

		if (made)
			g_string_append(r->out, made);
		return;
	}
	if (r->t->kind == TEMPLATE_HTML) {
		show_html(r->out, v->text, max);
		return;
	}
	line = show_line(v->text, max);
	spaces(r->out, n->filter[FILTER_RIGHT] - columns(line));
	if (n->filter[FILTER_WRAP])
		wrapped(r->out, line, n->filter[FILTER_WRAP]);
	else
		g_string_append(r->out, line);
	spaces(r->out, n->filter[FILTER_PAD] - columns(line));
}

static gboolean nodes_render(struct rendering *r, guint from, guint to);

static gboolean
section_render(struct rendering *r, guint at, const struct node *n, const struct value *v)
{
	gboolean wanted = n->type == NODE_SECTION;

	if (!v->rows)
		return v->yes != wanted || nodes_render(r, at + 1, n->end);
	if (!wanted)
		return v->rows->len || nodes_render(r, at + 1, n->end);
	for (guint i = 0; i < v->rows->len; i++) {
		gboolean ok;

		r->stack[r->depth++] = g_ptr_array_index(v->rows, i);
		ok = nodes_render(r, at + 1, n->end);
		r->depth--;
		if (!ok)
			return FALSE;
	}
	return TRUE;
}

static gboolean
other_render(struct rendering *r, const struct node *n)
{
	const struct letter_template *other = r->find ? r->find(n->text, r->t->kind, r->data) : NULL,
				     *mine = r->t;
	gboolean ok;

	if (!other)
		return failed(r, n, "is no template");
	if (r->others == TEMPLATE_OTHERS_MAX)
		return failed(r, n, "would be put into itself for ever");
	r->others++;
	r->t = other;
	ok = nodes_render(r, 0, other->nodes->len);
	r->t = mine;
	r->others--;
	return ok;
}

static gboolean
nodes_render(struct rendering *r, guint from, guint to)
{
	for (guint i = from; i < to; i++) {
		const struct node *n = &g_array_index(r->t->nodes, struct node, i);
		const struct value *v;

		if (r->out->len > TEMPLATE_OUT_MAX)
			return failed(r, n, "is where the letter becomes too large");
		switch (n->type) {
		case NODE_TEXT:
			g_string_append(r->out, n->text);
			break;
		case NODE_END:
			break;
		case NODE_OTHER:
			if (!other_render(r, n))
				return FALSE;
			break;
		case NODE_VALUE:
			v = lookup(r, n);
			if (!v || v->rows)
				return v ? failed(r, n, "is a list: write {{#…}}") : FALSE;
			value_render(r, n, v);
			break;
		case NODE_SECTION:
		case NODE_WITHOUT:
			v = lookup(r, n);
			if (!v || !section_render(r, i, n, v))
				return FALSE;
			i = n->end;
			break;
		}
	}
	return TRUE;
}

gboolean
template_render(const struct letter_template *t, const struct scope *s, template_find find, gpointer data,
    GString *out, GError **error)
{
	struct rendering r = {
		.t = t, .stack = { s }, .depth = 1, .find = find, .data = data, .out = out, .error = error
	};
	gsize before = out->len;

	if (nodes_render(&r, 0, t->nodes->len))
		return TRUE;
	g_string_truncate(out, before);
	return FALSE;
}
