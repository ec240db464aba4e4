/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tree of parts, flattened to its leaves.
 *
 * Ordinary mail is read by quick.c, all other by GMime. Both work over the caller's bytes without copying them: a leaf's
 * content is a range of the same memory, and is decoded from there on demand.
 */
#include "peel.h"
#include "walk.h"

#include <string.h>

struct message_private {
	GMimeMessage *root; /* NULL: quick_walk() has read it */
	GMimeStream *stream;
	GByteArray borrowed; /* GMime wants one; it is never resized or freed */
	GArray *contents;    /* struct content */
};

static GMimeParserOptions *options;

void
message_init(void)
{
	static const char *fallback[] = { "utf-8", "windows-1252", NULL };

	if (options)
		return;
	g_mime_init();
	options = g_mime_parser_options_new();
	g_mime_parser_options_set_fallback_charsets(options, fallback);
	message_text_preload();
	peel_init();
}

GMimeParserOptions *
message_parser_options(void)
{
	return options;
}

static void
part_free(struct part *p)
{
	g_free(p->path);
	g_free(p->media_type);
	g_free(p->filename);
	g_free(p->charset);
	g_free(p->content_id);
	g_free(p);
}

static char *
lower_media_type(GMimeContentType *type)
{
	char *text = g_strdup_printf("%s/%s", type ? g_mime_content_type_get_media_type(type) : "text",
	    type ? g_mime_content_type_get_media_subtype(type) : "plain");

	for (char *c = text; *c; c++)
		*c = (guint8)*c <= ' ' || *c == 0x7f ? '_' : g_ascii_tolower(*c);
	return text;
}

static char *
file_name(GMimeObject *object)
{
	const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
	char *shown;

	if (!name || !*name)
		name = g_mime_object_get_content_type_parameter(object, "name");
	if (!name || !*name)
		return NULL;
	shown = header_text(name);
	if (!*shown)
		g_clear_pointer(&shown, g_free);
	return shown;
}

static gboolean
has_body(const struct message *m, const struct envelope *e)
{
	for (guint i = m->parts->len; i-- > 0;) {
		const struct part *p = g_ptr_array_index(m->parts, i);

		if (p->envelope == e && p->role == PART_BODY)
			return TRUE;
	}
	return FALSE;
}

/*
 * A body is text that a mail reader shows as the message. Apple Mail sends PDFs, and texts with a name,
 * "inline": those are attachments. A name on the very first text is a habit of some machines, and it is the
 * body all the same.
 */
static enum part_role
role_of(const struct walk *w, gboolean attachment, const struct part *p)
{
	if (strcmp(p->media_type, "text/plain") != 0 && strcmp(p->media_type, "text/html") != 0)
		return PART_ATTACHMENT;
	if (attachment || (p->filename && has_body(w->m, p->envelope)))
		return PART_ATTACHMENT;
	return PART_BODY;
}

void
walk_leaf(
    struct walk *w, struct envelope *envelope, const struct leaf_said *said, const struct content *content)
{
	struct part *p = g_new0(struct part, 1);

	p->path = g_strdup(w->path->len ? w->path->str : "1");
	p->media_type = said->media_type;
	p->filename = said->filename;
	p->charset = said->charset;
	p->content_id = said->content_id;
	p->envelope = envelope;
	p->role = role_of(w, said->attachment, p);
	g_ptr_array_add(w->m->parts, p);
	g_array_append_vals(w->contents, content, 1);
}

static struct part *
first_body(const struct walk *w, guint from, const char *media_type, const struct envelope *envelope)
{
	for (guint i = from; i < w->m->parts->len; i++) {
		struct part *p = g_ptr_array_index(w->m->parts, i);

		if (p->role == PART_BODY && p->envelope == envelope && strcmp(p->media_type, media_type) == 0)
			return p;
	}
	return NULL;
}

void
walk_alternatives(struct walk *w, guint first, const struct envelope *envelope)
{
	struct part *plain = first_body(w, first, "text/plain", envelope);
	struct part *html = first_body(w, first, "text/html", envelope);

	if (plain && html && !plain->alternative && !html->alternative) {
		plain->alternative = html;
		html->alternative = plain;
	}
}

/* --- by GMime ------------------------------------------------------------------------------------ */

/* The part's encoded bytes lie in the message: the range of its substream. */
static struct content
content_of(const struct message_private *private, GMimeObject *object)
{
	GMimeDataWrapper *wrapper =
	    GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;
	GMimeStream *stream = wrapper ? g_mime_data_wrapper_get_stream(wrapper) : NULL;
	gint64 start, end;

	if (!stream || !GMIME_IS_STREAM_MEM(stream) || GMIME_STREAM_MEM(stream)->buffer != &private->borrowed)
		return (struct content){ NULL };
	start = stream->bound_start;
	end = stream->bound_end < 0 ? (gint64) private->borrowed.len : stream->bound_end;
	if (start < 0 || end < start || end > (gint64) private->borrowed.len)
		return (struct content){ NULL };
	return (struct content){ private->borrowed.data + start, (gsize)(end - start),
		g_mime_data_wrapper_get_encoding(wrapper) };
}

static void
add_leaf(struct walk *w, GMimeObject *object, struct envelope *envelope)
{
	GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
	const char *how = disposition ? g_mime_content_disposition_get_disposition(disposition) : NULL;
	const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
	const struct content content = content_of(w->m->private_data, object);
	const struct leaf_said said = {
		.media_type = lower_media_type(g_mime_object_get_content_type(object)),
		.filename = file_name(object),
		.charset = charset && *charset ? header_text(charset) : NULL,
		.content_id = g_strdup(g_mime_object_get_content_id(object)),
		.attachment = how && g_ascii_strcasecmp(how, "attachment") == 0,
	};

	walk_leaf(w, envelope, &said, &content);
}

static void walk_object(struct walk *w, GMimeObject *object, struct envelope *envelope);

static void
walk_multipart(struct walk *w, GMimeMultipart *multipart, struct envelope *envelope)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
	int n = g_mime_multipart_get_count(multipart);
	guint first = w->m->parts->len;
	gsize size = w->path->len;

	for (int i = 0; i < n && (gint64)w->m->parts->len < w->limits->parts; i++) {
		g_string_append_printf(w->path, size ? ".%d" : "%d", i + 1);
		walk_object(w, g_mime_multipart_get_part(multipart, i), envelope);
		g_string_truncate(w->path, size);
	}
	if (type && g_mime_content_type_is_type(type, "multipart", "alternative"))
		walk_alternatives(w, first, envelope);
}

/* A nested message: its parts go on under its own number, "2.1" for a single body as for the first of
 * several. */
static void
walk_message(struct walk *w, GMimeMessage *message, struct envelope *parent)
{
	struct envelope *e = envelope_of_message(message, parent, w->m->warnings);
	GMimeObject *root = g_mime_message_get_mime_part(message);
	gsize size = w->path->len;

	g_ptr_array_add(w->m->envelopes, e);
	if (!root)
		return;
	if (!GMIME_IS_MULTIPART(root))
		g_string_append(w->path, size ? ".1" : "1");
	walk_object(w, root, e);
	g_string_truncate(w->path, size);
}

static void
walk_object(struct walk *w, GMimeObject *object, struct envelope *envelope)
{
	/* message_check() bounds this already; the walk must not rest on it. */
	if (!object || w->depth > w->limits->part_depth + 2)
		return;
	w->depth++;
	if (GMIME_IS_MULTIPART(object)) {
		walk_multipart(w, GMIME_MULTIPART(object), envelope);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));

		if (inner)
			walk_message(w, inner, envelope);
	} else {
		add_leaf(w, object, envelope);
	}
	w->depth--;
}

static GMimeMessage *
gmime_parse(struct message_private *p, const guint8 *bytes, gsize size)
{
	static GMimeParser *parser; /* made once: it is large */
	static GMimeStream *nothing;
	GMimeMessage *root;

	p->borrowed.data = (guint8 *)bytes;
	p->borrowed.len = (guint)size;
	p->stream = g_mime_stream_mem_new_with_byte_array(&p->borrowed);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(p->stream), FALSE);
	if (!parser) {
		parser = g_mime_parser_new();
		nothing = g_mime_stream_mem_new();
	}
	g_mime_parser_init_with_stream(parser, p->stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	g_mime_parser_set_persist_stream(parser, TRUE);
	root = g_mime_parser_construct_message(parser, options);
	g_mime_parser_init_with_stream(parser, nothing); /* lets go of the caller's bytes */
	return root;
}

static struct message *
message_new(void)
{
	struct message *m = g_new0(struct message, 1);
	struct message_private *p = g_new0(struct message_private, 1);

	m->envelopes = g_ptr_array_new_with_free_func((GDestroyNotify)envelope_free);
	m->parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
	m->warnings = g_ptr_array_new_with_free_func(g_free);
	p->contents = g_array_new(FALSE, FALSE, sizeof(struct content));
	m->private_data = p;
	return m;
}

struct message *
message_parse_by(
    enum message_way way, const guint8 *bytes, gsize size, const struct limits *limits, GError **error)
{
	struct message *m;
	struct message_private *p;
	struct walk w;
	gssize start;

	message_init();
	if (!message_check(bytes, size, limits, error))
		return NULL;
	start = message_start(bytes, size);
	m = message_new();
	p = m->private_data;
	w = (struct walk){ .m = m, .contents = p->contents, .path = g_string_new(NULL), .limits = limits };
	if ((way == WAY_GMIME || !quick_walk(&w, bytes + start, size - (gsize)start)) && way != WAY_QUICK) {
		p->root = gmime_parse(p, bytes + start, size - (gsize)start);
		if (p->root)
			walk_message(&w, p->root, NULL);
	}
	g_string_free(w.path, TRUE);
	if (!m->envelopes->len) {
		message_free(m);
		purser_fail(error, PURSER_REJECT, "this is no mail message that can be parsed");
		return NULL;
	}
	m->envelope = g_ptr_array_index(m->envelopes, 0);
	author_look(m->envelope, bytes, (gsize)start, size);
	return m;
}

struct message *
message_parse(const guint8 *bytes, gsize size, const struct limits *limits, GError **error)
{
	return message_parse_by(WAY_BEST, bytes, size, limits, error);
}

void
message_free(struct message *m)
{
	struct message_private *p;

	if (!m)
		return;
	p = m->private_data;
	g_ptr_array_unref(m->parts);
	g_ptr_array_unref(m->envelopes);
	g_ptr_array_unref(m->warnings);
	g_array_unref(p->contents);
	if (p->root)
		g_object_unref(p->root);
	if (p->stream)
		g_object_unref(p->stream);
	g_free(p);
	g_free(m);
}

static const struct content *
content_of_part(const struct message *m, const struct part *p)
{
	const struct message_private *private = m->private_data;

	for (guint i = 0; i < m->parts->len; i++)
		if (g_ptr_array_index(m->parts, i) == p)
			return &g_array_index(private->contents, struct content, i);
	return NULL;
}

GBytes *
message_part_bytes(const struct message *m, const struct part *p, const struct limits *limits, GError **error)
{
	const struct content *content = content_of_part(m, p);
	GMimeEncoding state;
	const guint8 *bytes;
	char *decoded;
	gsize size;

	if (!content || !content->size)
		return g_bytes_new_static("", 0);
	bytes = content->bytes;
	size = content->size;
	g_mime_encoding_init_decode(&state, content->encoding);
	switch (state.encoding) {
	case GMIME_CONTENT_ENCODING_BASE64:
	case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
	case GMIME_CONTENT_ENCODING_UUENCODE:
		if ((gint64)(size / 2) > limits->part_size)
			break;
		decoded = g_malloc(g_mime_encoding_outlen(&state, size) + 1);
		size = content_decode(&state, bytes, size, decoded);
		if ((gint64)size <= limits->part_size)
			return g_bytes_new_take(decoded, size);
		g_free(decoded);
		break;
	default:
		if ((gint64)size <= limits->part_size)
			return g_bytes_new(bytes, size);
	}
	purser_fail(error, PURSER_REJECT,
	    "part %s is larger than %" G_GINT64_FORMAT " bytes (limit part_size)", p->path,
	    limits->part_size);
	return NULL;
}
