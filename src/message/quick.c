/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quick - the structure of ordinary mail, read from its bytes without GMime's objects
 *
 * It reads what is written as the standards say and as nearly all programs write it, and gives up on everything else: broken or
 * doubled fields, parameters that are encoded or continued, nested messages, parts that are not closed, bytes beyond ASCII where
 * none belong. Then GMime reads the whole message. Both tell the same of what both can read (tests/unit/message/quick.c).
 */
#include "walk.h"

#include <string.h>

enum { DEPTH_MAX = 8, BOUNDARY_BYTES_MAX = 200, FIELDS_MAX = 400 };

struct boundary {
	const char *text;
	gsize size;
};
struct quick {
	struct walk *w;
	struct envelope *envelope;
	const guint8 *at, *end;
	struct boundary stack[DEPTH_MAX];
	guint depth;
};

/* What the header of a part says. Its strings lie in block. */
struct entity {
	char *block;
	const char *media_type, *charset, *name, *filename, *boundary, *report_type; /* NULL */
	char *content_id;
	gboolean attachment;
	GMimeContentEncoding encoding;
};

static void
entity_clear(struct entity *e)
{
	g_free(e->block);
	g_free(e->content_id);
}

/* --- parameters ---------------------------------------------------------------------------------- */

static gboolean
is_token(char c)
{
	return g_ascii_isgraph(c) && !strchr("()<>@,;:\\\"/[]?=*'%", c);
}

static char *
blanks_skip(char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* A token, or a quoted text without anything that needs undoing: ends it with NUL where it ends. NULL: neither. out_next:
 * what follows. */
static char *
value_read(char *s, char **out_next, char *out_stop)
{
	char *start = s, *end;

	if (*s == '"') {
		for (end = ++start; *end != '"'; end++)
			if (*end < ' ' || *end >= 0x7f || *end == '\\' || *end == '%' ||
			    (*end == '=' && end[1] == '?'))
				return NULL;
		*out_stop = *(*out_next = blanks_skip(end + 1));
	} else {
		for (end = start; is_token(*end);)
			end++;
		if (end == start)
			return NULL;
		*out_stop = *(*out_next = blanks_skip(end));
	}
	if (*out_stop && *out_stop != ';')
		return NULL;
	*end = 0;
	return start;
}

/* "; name=value" until the end; each wanted one at most once. */
struct wanted {
	const char *name;
	const char **out;
};

static gboolean
parameters_read(char *s, char stop, const struct wanted *wanted)
{
	while (stop == ';') {
		char *name = blanks_skip(s + 1), *end = name, *value;

		if (!*name)
			return TRUE; /* it ends with a semicolon */
		while (is_token(*end))
			end++;
		if (end == name || *end != '=')
			return FALSE;
		*end = 0;
		value = value_read(end + 1, &s, &stop);
		if (!value)
			return FALSE;
		for (const struct wanted *w = wanted; w->name; w++)
			if (g_ascii_strcasecmp(w->name, name) == 0) {
				if (*w->out)
					return FALSE;
				*w->out = value;
			}
	}
	return TRUE;
}

/* The word that begins a structured field: ended with NUL. FALSE: it is not alone. */
static char *
head_word(char *s, char **out_next, char *out_stop)
{
	char *start = blanks_skip(s), *end = start;

	while (is_token(*end) || *end == '/')
		end++;
	*out_stop = *(*out_next = blanks_skip(end));
	if (end == start || (*out_stop && *out_stop != ';'))
		return NULL;
	*end = 0;
	return start;
}

static gboolean
type_read(struct entity *e, char *raw)
{
	char *next, stop, *type = head_word(raw, &next, &stop), *slash = type ? strchr(type, '/') : NULL;
	const struct wanted wanted[] = { { "charset", &e->charset }, { "name", &e->name },
		{ "boundary", &e->boundary }, { "report-type", &e->report_type }, { NULL } };

	if (e->media_type || !slash || slash == type || !slash[1] || strchr(slash + 1, '/'))
		return FALSE;
	for (char *c = type; *c; c++)
		*c = g_ascii_tolower(*c);
	e->media_type = type;
	/* what holds a header of its own, or is told apart by GMime */
	if (g_str_has_prefix(type, "message/") || strcmp(type, "multipart/digest") == 0)
		return FALSE;
	return parameters_read(next, stop, wanted) &&
	       g_str_has_prefix(type, "multipart/") == (e->boundary != NULL);
}

static gboolean
disposition_read(struct entity *e, char *raw)
{
	char *next, stop, *how = head_word(raw, &next, &stop);
	const struct wanted wanted[] = { { "filename", &e->filename }, { NULL } };

	if (!how || strchr(how, '/'))
		return FALSE;
	e->attachment = g_ascii_strcasecmp(how, "attachment") == 0;
	return parameters_read(next, stop, wanted);
}

static gboolean
encoding_read(struct entity *e, char *raw)
{
	static const struct {
		const char *name;
		GMimeContentEncoding encoding;
	} ENCODINGS[] = { { "7bit", GMIME_CONTENT_ENCODING_7BIT }, { "8bit", GMIME_CONTENT_ENCODING_8BIT },
		{ "binary", GMIME_CONTENT_ENCODING_BINARY }, { "base64", GMIME_CONTENT_ENCODING_BASE64 },
		{ "quoted-printable", GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE } };
	const char *name = g_strstrip(raw);

	for (guint i = 0; i < G_N_ELEMENTS(ENCODINGS); i++)
		if (g_ascii_strcasecmp(name, ENCODINGS[i].name) == 0) {
			e->encoding = ENCODINGS[i].encoding;
			return TRUE;
		}
	return FALSE;
}

static gboolean
id_read(struct entity *e, char *raw)
{
	char *id = g_strstrip(raw);
	gsize n = strlen(id);

	if (n < 5 || id[0] != '<' || id[n - 1] != '>' || strcspn(id + 1, "<> \t\r\n\"()\\,;:[]") != n - 2 ||
	    !strchr(id, '@') || strchr(id, '@') != strrchr(id, '@'))
		return FALSE;
	e->content_id = g_strndup(id + 1, n - 2);
	return TRUE;
}

/* --- header blocks ------------------------------------------------------------------------------- */

static gboolean
is_ascii(const char *s)
{
	while ((guchar)*s - 1u < 0x7e)
		s++;
	return !*s;
}

/* A field that tells of the content. FALSE: not one that is read here. */
static gboolean
content_field(struct entity *e, guint *seen, const char *name, char *raw)
{
	static const struct {
		const char *name;
		gboolean (*read)(struct entity *e, char *raw);
	} FIELDS[] = { { "Content-Type", type_read }, { "Content-Transfer-Encoding", encoding_read },
		{ "Content-Disposition", disposition_read }, { "Content-ID", id_read } };

	for (guint i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
		if (g_ascii_strcasecmp(name, FIELDS[i].name) != 0)
			continue;
		if (*seen & 1u << i || !is_ascii(raw))
			return FALSE;
		*seen |= 1u << i;
		return FIELDS[i].read(e, raw);
	}
	return TRUE;
}

/* Where the block's blank line begins; NULL: there is none, or a line that is no field. */
static const guint8 *
block_end(const guint8 *at, const guint8 *end)
{
	const guint8 *start = at;

	while (at < end) {
		const guint8 *nl = memchr(at, '\n', (gsize)(end - at));

		if (!nl)
			return NULL;
		if (nl == at || (nl == at + 1 && *at == '\r'))
			return at;
		/* a line begins with its field's name or goes on; a bare CR may be taken for its end */
		if ((at == start && (*at == ' ' || *at == '\t')) ||
		    memchr(at, '\r', (gsize)(nl - at) - (nl[-1] == '\r' ? 1 : 0)))
			return NULL;
		at = nl + 1;
	}
	return NULL;
}

/* The fields, each with its folded value; names and values lie in block and end with NUL. */
static gboolean
fields_split(char *block, char *end, GArray *out)
{
	for (char *at = block; at < end;) {
		struct header_field f = { .name = at };
		char *nl, *colon = at;

		while (g_ascii_isalnum(*colon) || *colon == '-' || *colon == '_')
			colon++;
		if (colon == at || *colon != ':' || out->len >= FIELDS_MAX)
			return FALSE;
		*colon = 0;
		f.raw = colon + 1;
		nl = memchr(colon + 1, '\n', (gsize)(end - colon - 1));
		while (nl && nl + 1 < end && (nl[1] == ' ' || nl[1] == '\t'))
			nl = memchr(nl + 1, '\n', (gsize)(end - nl - 1));
		if (!nl)
			return FALSE;
		*nl = 0;
		g_array_append_val(out, f);
		at = nl + 1;
	}
	return TRUE;
}

/* Reads a block and stands behind its blank line. */
static gboolean
entity_read(struct quick *q, struct entity *e, GArray *fields)
{
	const guint8 *stop = block_end(q->at, q->end);
	gsize size = stop ? (gsize)(stop - q->at) : 0;
	guint seen = 0;

	if (!size || memchr(q->at, 0, size))
		return FALSE;
	e->block = g_strndup((const char *)q->at, size);
	e->encoding = GMIME_CONTENT_ENCODING_DEFAULT;
	if (!fields_split(e->block, e->block + size, fields))
		return FALSE;
	for (guint i = 0; i < fields->len; i++) {
		const struct header_field *f = &g_array_index(fields, struct header_field, i);

		if ((f->name[0] | 0x20) == 'c' && g_ascii_strncasecmp(f->name, "content-", 8) == 0 &&
		    !content_field(e, &seen, f->name, (char *)f->raw))
			return FALSE;
	}
	q->at = stop + (*stop == '\r' ? 2 : 1);
	return TRUE;
}

/* --- parts --------------------------------------------------------------------------------------- */

enum line_kind { LINE_TEXT, LINE_PART, LINE_FINAL, LINE_ODD };

/* A line that begins with a boundary that is open, but is not quite it, is for GMime to judge. */
static enum line_kind
line_kind(const struct quick *q, const guint8 *at, const guint8 *end)
{
	for (guint i = q->depth; i-- > 0;) {
		const struct boundary *b = &q->stack[i];
		const guint8 *rest = at + 2 + b->size;
		gsize n;

		if ((gsize)(end - at) < 2 + b->size || memcmp(at + 2, b->text, b->size) != 0)
			continue;
		if (i + 1 != q->depth)
			return LINE_ODD;
		n = (gsize)(end - rest);
		if (n && rest[n - 1] == '\r')
			n--;
		return n == 0 ? LINE_PART : n == 2 && memcmp(rest, "--", 2) == 0 ? LINE_FINAL : LINE_ODD;
	}
	return LINE_TEXT;
}

/* To the line behind the next one that is a boundary; out_end: where the content before it ends. */
static enum line_kind
boundary_next(struct quick *q, const guint8 **out_end)
{
	const guint8 *start = q->at;

	while (q->at < q->end) {
		const guint8 *line = q->at, *nl = memchr(line, '\n', (gsize)(q->end - line));
		enum line_kind kind = LINE_TEXT;
		gboolean crlf;

		q->at = nl ? nl + 1 : q->end;
		if (q->end - line > 2 && line[0] == '-' && line[1] == '-')
			kind = line_kind(q, line, nl ? nl : q->end);
		if (kind == LINE_TEXT)
			continue;
		crlf = nl && nl > line && nl[-1] == '\r';
		*out_end = line;
		if (line > start && line[-1] == '\n') {
			/* lines that end in two ways GMime counts otherwise */
			if (crlf != (line > start + 1 && line[-2] == '\r'))
				return LINE_ODD;
			*out_end = line - (crlf ? 2 : 1);
		}
		/* where the message ends with a boundary, GMime counts the line before it otherwise */
		return nl ? kind : LINE_ODD;
	}
	return LINE_ODD;
}

static void
leaf_add(struct quick *q, struct entity *e, const guint8 *start, const guint8 *end)
{
	const char *name = e->filename && *e->filename ? e->filename : e->name;
	const struct content content = { start, (gsize)(end - start), e->encoding };
	struct leaf_said said = {
		.media_type = g_strdup(e->media_type ? e->media_type : "text/plain"),
		.filename = name && *name ? header_text(name) : NULL,
		.charset = e->charset && *e->charset ? header_text(e->charset) : NULL,
		.content_id = g_steal_pointer(&e->content_id),
		.attachment = e->attachment,
	};

	if (said.filename && !*said.filename)
		g_clear_pointer(&said.filename, g_free);
	walk_leaf(q->w, q->envelope, &said, &content);
}

static gboolean multipart_read(struct quick *q, const struct entity *e);

/* One part of a multipart, up to the boundary that ends it. */
static enum line_kind
part_read(struct quick *q, guint number)
{
	g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(struct header_field));
	struct entity e = { NULL };
	enum line_kind kind = LINE_ODD;
	gsize size = q->w->path->len;
	const guint8 *end;

	g_string_append_printf(q->w->path, size ? ".%u" : "%u", number);
	if (entity_read(q, &e, fields)) {
		const guint8 *start = q->at;

		if (e.boundary) {
			kind = multipart_read(q, &e) ? boundary_next(q, &end) : LINE_ODD;
		} else {
			kind = boundary_next(q, &end);
			if (kind != LINE_ODD)
				leaf_add(q, &e, start, end);
		}
	}
	g_string_truncate(q->w->path, size);
	entity_clear(&e);
	return kind;
}

static gboolean
multipart_read(struct quick *q, const struct entity *e)
{
	guint first = q->w->m->parts->len, n = 0;
	gsize size = strlen(e->boundary);
	enum line_kind kind;
	const guint8 *end;

	if (q->depth == DEPTH_MAX || !size || size > BOUNDARY_BYTES_MAX ||
	    g_ascii_isspace(e->boundary[size - 1]) || g_str_has_suffix(e->boundary, "--"))
		return FALSE;
	q->stack[q->depth++] = (struct boundary){ e->boundary, size };
	kind = boundary_next(q, &end);
	if (kind != LINE_PART)
		return FALSE;
	while (kind == LINE_PART && (gint64)q->w->m->parts->len < q->w->limits->parts)
		kind = part_read(q, ++n);
	if (kind != LINE_FINAL)
		return FALSE;
	q->depth--;
	if (strcmp(e->media_type, "multipart/alternative") == 0)
		walk_alternatives(q->w, first, q->envelope);
	return TRUE;
}

/* --- the message --------------------------------------------------------------------------------- */

/* Fields that GMime joins, or of which it takes its own choice, and bytes that it reads in its own way. */
static gboolean
fields_are_plain(const GArray *fields)
{
	static const char *const ONCE[] = { "From", "To", "Cc", "Reply-To", "Sender", "Date", "Subject",
		"Message-ID" };
	guint seen = 0;

	for (guint i = 0; i < fields->len; i++) {
		const struct header_field *f = &g_array_index(fields, struct header_field, i);

		for (guint k = 0; k < G_N_ELEMENTS(ONCE); k++) {
			if ((f->name[0] | 0x20) != (ONCE[k][0] | 0x20) ||
			    g_ascii_strcasecmp(f->name, ONCE[k]) != 0)
				continue;
			if (seen & 1u << k || (!is_ascii(f->raw) && strcmp(ONCE[k], "Subject") != 0))
				return FALSE;
			seen |= 1u << k;
		}
	}
	return TRUE;
}

static gboolean
message_read(struct quick *q, struct entity *e, GArray *fields)
{
	gboolean report;
	const guint8 *start;

	if (!entity_read(q, e, fields) || !fields_are_plain(fields))
		return FALSE;
	report = g_strcmp0(e->media_type, "multipart/report") == 0 &&
		 (!e->report_type || g_ascii_strcasecmp(e->report_type, "delivery-status") == 0);
	q->envelope = envelope_of_fields(
	    (const struct header_field *)(gpointer)fields->data, fields->len, report, q->w->m->warnings);
	if (!q->envelope)
		return FALSE;
	g_ptr_array_add(q->w->m->envelopes, q->envelope);
	if (e->boundary)
		return multipart_read(q, e);
	start = q->at;
	g_string_append(q->w->path, "1");
	leaf_add(q, e, start, q->end);
	g_string_truncate(q->w->path, 0);
	return TRUE;
}

gboolean
quick_walk(struct walk *w, const guint8 *bytes, gsize size)
{
	g_autoptr(GArray) fields = g_array_sized_new(FALSE, FALSE, sizeof(struct header_field), 32);
	struct quick q = { .w = w, .at = bytes, .end = bytes + size };
	struct entity e = { NULL };
	gboolean ok = message_read(&q, &e, fields);

	entity_clear(&e);
	if (ok)
		return TRUE;
	g_string_truncate(w->path, 0);
	g_array_set_size(w->contents, 0);
	g_ptr_array_set_size(w->m->parts, 0);
	g_ptr_array_set_size(w->m->envelopes, 0);
	g_ptr_array_set_size(w->m->warnings, 0);
	return FALSE;
}
