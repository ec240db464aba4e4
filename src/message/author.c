/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a header does so that one program sees another author than the next one.
 *
 * The server that judged the mail, we, and the person's mail reader each parse From on their own; an attacker lives on
 * where they differ (Chen, Paxson, Jiang: Composition Kills, 2020). So the raw header is looked at once more, without
 * a parser that repairs: whatever is not one plain From field with one plain address is named. And a DKIM signature may
 * cover only the body's beginning (l=): who adds to it keeps the signature.
 */
#include "internal.h"

#include <string.h>

/* RFC 5322 2.1.1; some programs cut what is longer. */
enum { LINE_MAX_BYTES = 998, SIGNATURES_MAX = 50 };

struct head {
	guint n_from;
	GString *from; /* the first From field's value, folds as written */
	const char *trick;
	gboolean blank_line;   /* one of white space alone was seen */
	GPtrArray *signatures; /* char*: values of DKIM-Signature fields */
};

static gboolean
is_blank(guint8 c)
{
	return c == ' ' || c == '\t';
}

/* "From", "FROM ", "\0From": what some program takes for that name. */
static gboolean
name_may_be(const guint8 *name, gsize size, const char *wanted)
{
	gsize n = 0, length = strlen(wanted);

	for (gsize i = 0; i < size; i++) {
		if (name[i] <= ' ' || name[i] >= 0x7f)
			continue;
		if (n == length || g_ascii_tolower((char)name[i]) != wanted[n])
			return FALSE;
		n++;
	}
	return n == length;
}

static gboolean
line_may_be_from(const guint8 *line, gsize size)
{
	const guint8 *colon = memchr(line, ':', size);

	return colon && name_may_be(line, (gsize)(colon - line), "from");
}

static void
trick_set(struct head *h, const char *trick)
{
	if (!h->trick)
		h->trick = trick;
}

/* A lone CR begins a line for some. */
static void
lone_cr_look(struct head *h, const guint8 *line, gsize size)
{
	const guint8 *at = line, *end = line + size;

	while ((at = memchr(at, '\r', (gsize)(end - at)))) {
		at++;
		if (line_may_be_from(at, (gsize)(end - at)))
			trick_set(h, "a From field behind a lone CR");
	}
}

static void
from_line(struct head *h, gsize name_size, const guint8 *value, gsize size)
{
	if (name_size != 4)
		trick_set(h, "the name of the From field is not written plainly");
	if (h->blank_line)
		trick_set(h, "a From field behind a blank line");
	if (h->n_from++ == 0)
		g_string_append_len(h->from, (const char *)value, (gssize)size);
}

/* One line without its line end; in: of which field it is part. */
static void
line_look(struct head *h, const guint8 *line, gsize size, GString **in)
{
	const guint8 *colon;

	lone_cr_look(h, line, size);
	if (size && is_blank(line[0])) {
		gsize skip = 0;

		while (skip < size && is_blank(line[skip]))
			skip++;
		if (skip == size)
			h->blank_line = TRUE;
		else if (line_may_be_from(line + skip, size - skip))
			trick_set(h, "a From field with a space before it");
		if (*in)
			g_string_append_len(g_string_append(*in, "\r\n"), (const char *)line, (gssize)size);
		return;
	}
	*in = NULL;
	colon = memchr(line, ':', size);
	if (!colon)
		return;
	if (line_may_be_from(line, size)) {
		from_line(h, (gsize)(colon - line), colon + 1, (gsize)(line + size - colon - 1));
		*in = h->n_from == 1 ? h->from : NULL;
	} else if (name_may_be(line, (gsize)(colon - line), "dkim-signature") &&
		   h->signatures->len < SIGNATURES_MAX) {
		*in = g_string_new_len((const char *)colon + 1, line + size - colon - 1);
		g_ptr_array_add(h->signatures, *in);
	}
}

/* Returns where the body begins: no blank line before start ends the header. */
static gsize
head_look(struct head *h, const guint8 *bytes, gsize start, gsize size)
{
	GString *in = NULL;
	gsize at = 0;

	while (at < size) {
		const guint8 *nl = memchr(bytes + at, '\n', size - at);
		gsize next = nl ? (gsize)(nl - bytes) + 1 : size, end = nl ? next - 1 : size;

		while (end > at && bytes[end - 1] == '\r')
			end--;
		if (end == at && at >= start)
			return next;
		line_look(h, bytes + at, end - at, &in);
		at = next;
	}
	return size;
}

/* --- the value of From --------------------------------------------------------------------------- */

struct value {
	const char *trick;
	guint addresses;           /* '@' outside of the brackets */
	guint angles, inner;       /* brackets, and '@' within them */
	gboolean in_angle, quoted; /* quoted: what stands just before was a quoted string */
	gsize shown;               /* bytes before the bracket */
};

/* Behind the quoted string or comment that begins here; its '@' tell nobody's address. */
static const char *
skip_quoted(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\' && at + 1 < end)
			at++;
	return at < end ? at + 1 : NULL;
}

static const char *
skip_comment(const char *at, const char *end, gboolean *out_address)
{
	guint depth = 0;

	for (; at < end; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return at + 1;
		else if (*at == '@' || *at == '<')
			*out_address = TRUE;
	}
	return NULL;
}

/* "=?utf-8?Q?…?=": behind it; NULL: it is none. */
static const char *
skip_encoded(const char *at, const char *end)
{
	guint marks = 0;

	for (at += 2; at < end && !g_ascii_isspace(*at); at++) {
		if (*at == '?' && marks < 2)
			marks++;
		else if (*at == '?' && at + 1 < end && at[1] == '=')
			return at + 2;
	}
	return NULL;
}

static void
value_sign(struct value *v, char c)
{
	static const struct {
		char sign;
		const char *inside, *outside;
	} SIGNS[] = {
		{ ':', "a route in the address", "a group of addresses" },
		{ ';', "a route in the address", "a group of addresses" },
		{ ',', "a route in the address", NULL },
		{ ' ', "blanks in the address", NULL },
		{ '\t', "blanks in the address", NULL },
		{ '\\', "a quoted character in the address", NULL },
		{ '[', "an address without a domain", NULL },
	};

	if (c == '@') {
		if (v->quoted)
			v->trick = "a quoted local part";
		v->inner += v->in_angle;
		v->addresses += !v->in_angle;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
		if (c == SIGNS[i].sign && (v->in_angle ? SIGNS[i].inside : SIGNS[i].outside))
			v->trick = v->in_angle ? SIGNS[i].inside : SIGNS[i].outside;
}

/* One step of the value; NULL: it is broken. */
static const char *
value_step(struct value *v, const char *start, const char *at, const char *end)
{
	gboolean address = FALSE;

	if (*at == '"') {
		if (v->in_angle)
			v->trick = "a quoted local part";
		v->quoted = TRUE;
		return skip_quoted(at, end);
	}
	if (*at == '(') {
		at = skip_comment(at, end, &address);
		if (address || v->in_angle)
			v->trick = "an address in a comment";
		return at;
	}
	if (*at == '=' && at + 1 < end && at[1] == '?') {
		const char *behind = skip_encoded(at, end);

		if (behind && (v->in_angle || (behind < end && *behind == '@')))
			v->trick = "an encoded word in the address";
		v->quoted = behind != NULL;
		return behind ? behind : at + 1;
	}
	if (*at == '<' && !v->in_angle) {
		v->shown = v->angles++ ? v->shown : (gsize)(at - start);
		v->in_angle = TRUE;
		at += strspn(at + 1, " \t"); /* blanks at the rim are sloppy, no more */
	} else if (*at == '>' && v->in_angle) {
		v->in_angle = FALSE;
	} else if (*at == '<' || *at == '>') {
		v->trick = "brackets in brackets";
	} else if (!(v->in_angle && is_blank((guint8)*at) && at[1 + strspn(at + 1, " \t")] == '>')) {
		value_sign(v, *at);
	}
	if (!is_blank((guint8)*at))
		v->quoted = FALSE;
	return at + 1;
}

/* "j@contoso.example <j@contoso.example>" is sloppy; with another address before the bracket it is a trick. */
static gboolean
shown_is_meant(const char *value, const struct value *v)
{
	g_autofree char *shown = g_strstrip(g_strndup(value, v->shown));
	const char *inside = value + v->shown + 1;

	inside += strspn(inside, " \t");
	return v->addresses == 1 && strlen(inside) > strlen(shown) &&
	       g_ascii_strncasecmp(inside, shown, strlen(shown)) == 0 &&
	       (inside[strlen(shown)] == '>' || is_blank((guint8)inside[strlen(shown)]));
}

static const char *
value_trick(const char *value, gsize size)
{
	const char *at = value, *end = value + size;
	struct value v = { NULL };

	while (at && at < end && !v.trick)
		at = value_step(&v, value, at, end);
	if (v.trick)
		return v.trick;
	if (!at || v.in_angle)
		return "a quote or bracket that is not closed";
	if (v.angles > 1 || (!v.angles && v.addresses > 1))
		return "more than one address";
	if (v.angles && v.inner > 1)
		return "more than one @ in the address";
	if (v.angles && v.addresses && !shown_is_meant(value, &v))
		return "another address before the bracket";
	return NULL;
}

static const char *
from_trick(const GString *from)
{
	g_autofree char *flat = g_strndup(from->str, from->len);
	const char *line = from->str, *end = from->str + from->len;

	for (const char *c = from->str; c < end; c++)
		if (!((guint8)*c >= ' ' || *c == '\t' || (*c == '\r' && c + 1 < end && c[1] == '\n') ||
			(*c == '\n' && c > from->str && c[-1] == '\r')) ||
		    *c == 0x7f)
			return "a control character";
	while (line < end) {
		const char *nl = memchr(line, '\n', (gsize)(end - line));

		if ((nl ? nl : end) - line > LINE_MAX_BYTES)
			return "a line longer than some programs read";
		line = nl ? nl + 1 : end;
	}
	g_strdelimit(flat, "\r\n", ' ');
	return value_trick(flat, from->len);
}

/* --- l= ------------------------------------------------------------------------------------------ */

/* The value of a tag of a tag list (RFC 6376 3.2), blanks taken out; NULL: it is not there. */
static char *
tag_value(const char *list, const char *name)
{
	g_auto(GStrv) tags = g_strsplit(list, ";", 100);

	for (char **t = tags; *t; t++) {
		char *equals = strchr(*t, '='), *to;

		if (!equals)
			continue;
		*equals = 0;
		if (strcmp(g_strstrip(*t), name) != 0)
			continue;
		to = equals + 1;
		for (const char *from = to; *from; from++)
			if (!g_ascii_isspace(*from))
				*to++ = *from;
		*to = 0;
		return g_strdup(equals + 1);
	}
	return NULL;
}

/* Bytes of the body as the signature counts them (RFC 6376 3.4): line ends are CRLF, empty lines at the end do not
 * count; relaxed also joins blanks and drops those at a line's end. */
static guint64
body_canonical_size(const guint8 *body, gsize size, gboolean relaxed)
{
	guint64 n = 0, counted = 0;
	gboolean blank = FALSE, in_line = FALSE;

	for (gsize i = 0; i < size; i++) {
		if (body[i] == '\n') {
			n += 2;
			counted = in_line || (!relaxed && blank) ? n : counted;
			blank = in_line = FALSE;
		} else if (body[i] == '\r' && i + 1 < size && body[i + 1] == '\n') {
			continue;
		} else if (is_blank(body[i])) {
			n += !relaxed;
			blank = TRUE;
		} else {
			n += 1 + (relaxed && blank);
			blank = FALSE;
			in_line = TRUE;
		}
	}
	return in_line || (!relaxed && blank) ? n + 2 : counted;
}

static gboolean
covers_less(const char *signature, const guint8 *body, gsize size)
{
	g_autofree char *length = tag_value(signature, "l"), *how = length ? tag_value(signature, "c") : NULL;
	const char *slash = how ? strchr(how, '/') : NULL;
	char *end;
	guint64 covered;

	if (!length)
		return FALSE;
	covered = g_ascii_strtoull(length, &end, 10);
	return *end || end == length ||
	       covered < body_canonical_size(body, size, slash && strcmp(slash + 1, "relaxed") == 0);
}

void
author_look(struct envelope *e, const guint8 *bytes, gsize start, gsize size)
{
	struct head h = { .from = g_string_new(NULL) };
	GStrvBuilder *appended = g_strv_builder_new();
	gsize body;

	h.signatures = g_ptr_array_new();
	body = head_look(&h, bytes, start, size);
	if (!h.trick)
		h.trick = from_trick(h.from);
	if (!h.trick && h.n_from != e->n_from_fields)
		h.trick = "programs count its From fields differently";
	e->from_trick = g_strdup(h.trick);
	for (guint i = 0; i < h.signatures->len; i++) {
		GString *s = g_ptr_array_index(h.signatures, i);

		if (covers_less(s->str, bytes + body, size - body)) {
			g_autofree char *domain = tag_value(s->str, "d");

			g_strv_builder_add(appended, domain ? domain : "");
		}
		g_string_free(s, TRUE);
	}
	e->appended = g_strv_builder_end(appended);
	g_strv_builder_unref(appended);
	g_ptr_array_unref(h.signatures);
	g_string_free(h.from, TRUE);
}
