/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See leaves.h. What is passed over unread, and why, stands in reason_to_skip(). */
#include "leaves.h"
#include "body.h"
#include "decoration.h"

#include <string.h>

static void
leaf_free(gpointer p)
{
	struct leaf *leaf = p;

	g_free(leaf->path);
	g_free(leaf->filename);
	g_free(leaf->media_type);
	g_clear_pointer(&leaf->bytes, g_bytes_unref);
	g_clear_pointer(&leaf->document, document_free);
	g_clear_pointer(&leaf->layers, g_ptr_array_unref);
	g_free(leaf->skipped);
	g_free(leaf);
}

static void
message_free_notify(gpointer p)
{
	message_free(p);
}

static void
bytes_free_notify(gpointer p)
{
	g_bytes_unref(p);
}

void
leaves_init(struct leaves *l, const struct limits *limits)
{
	*l = (struct leaves){ .limits = limits };
	l->list = g_ptr_array_new_with_free_func(leaf_free);
	l->messages = g_ptr_array_new_with_free_func(message_free_notify);
	l->held = g_ptr_array_new_with_free_func(bytes_free_notify);
}

void
leaves_clear(struct leaves *l)
{
	/* Leaves point into messages, and those into bytes. */
	g_ptr_array_unref(l->list);
	g_ptr_array_unref(l->messages);
	g_ptr_array_unref(l->held);
	*l = (struct leaves){ 0 };
}

/* NULL where there are too many already. */
static struct leaf *
leaf_new(struct leaves *l, const char *path, const char *filename, const char *media_type, guint depth)
{
	struct leaf *leaf;

	if (l->list->len >= (guint)l->limits->parts) {
		l->truncated = TRUE;
		return NULL;
	}
	leaf = g_new0(struct leaf, 1);
	leaf->path = g_strdup(path);
	leaf->filename = g_strdup(filename);
	leaf->media_type = g_strdup(media_type);
	leaf->depth = depth;
	g_ptr_array_add(l->list, leaf);
	return leaf;
}

static gboolean
is_message(GBytes *bytes, const char *media_type, const char *filename)
{
	gsize size, length = filename ? strlen(filename) : 0;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	if (!(media_type && strcmp(media_type, "message/rfc822") == 0) &&
	    !(length > 4 && g_ascii_strcasecmp(filename + length - 4, ".eml") == 0))
		return FALSE;
	return size > 0 && message_looks_like(data, size);
}

GBytes *
leaf_message(GBytes *bytes, const char *media_type, const char *filename, const struct limits *limits,
    gboolean *out_same)
{
	*out_same = FALSE;
	return is_message(bytes, media_type, filename) ? g_bytes_ref(bytes)
						       : document_unwrap(bytes, limits, out_same);
}

static void message_parts_add(struct leaves *l, const struct message *m, const char *prefix, guint depth);

/* What a wrapper holds belongs to the message around it: its own header says nothing. */
static void
content_adopt(struct message *m, struct envelope *parent)
{
	for (guint i = 0; i < m->parts->len; i++) {
		struct part *p = m->parts->pdata[i];

		if (p->envelope == m->envelope)
			p->envelope = parent;
	}
	for (guint i = 0; i < m->envelopes->len; i++) {
		struct envelope *e = m->envelopes->pdata[i];

		if (e->parent == m->envelope)
			e->parent = parent;
	}
}

/* A file that is a message is opened as if it stood there as message/rfc822. parent: the envelope around it.
 * FALSE: it is none. */
static gboolean
file_open(struct leaves *l, const struct leaf *file, struct envelope *parent)
{
	gboolean same;
	g_autoptr(GBytes) mail =
	    leaf_message(file->bytes, file->media_type, file->filename, l->limits, &same);
	gsize size = 0;
	const guint8 *data = mail ? g_bytes_get_data(mail, &size) : NULL;
	struct message *m = data && file->depth < (guint)l->limits->archive_depth
				? message_parse(data, size, l->limits, NULL)
				: NULL;
	g_autofree char *prefix = NULL;

	if (!m)
		return FALSE;
	g_ptr_array_add(l->messages, m);
	g_ptr_array_add(l->held, g_steal_pointer(&mail));
	for (guint i = 0; i < m->envelopes->len; i++) {
		struct envelope *e = m->envelopes->pdata[i];

		e->depth += parent ? parent->depth + 1 : 0;
		if (!e->parent)
			e->parent = parent;
	}
	if (same && parent)
		content_adopt(m, parent);
	prefix = g_strconcat(file->path, "/", NULL);
	message_parts_add(l, m, prefix, file->depth + 1);
	return TRUE;
}

static void
message_parts_add(struct leaves *l, const struct message *m, const char *prefix, guint depth)
{
	for (guint i = 0; i < m->parts->len && !l->truncated; i++) {
		const struct part *p = m->parts->pdata[i];
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) bytes = message_part_bytes(m, p, l->limits, &error);
		g_autofree char *path = g_strconcat(prefix, p->path, NULL);
		const struct leaf file = { .path = path,
			.filename = p->filename,
			.media_type = p->media_type,
			.bytes = bytes,
			.depth = depth };
		struct leaf *leaf;

		if (bytes && file_open(l, &file, p->envelope))
			continue;
		leaf = leaf_new(l, path, p->filename, p->media_type, depth);
		if (!leaf)
			return;
		leaf->part = p;
		leaf->bytes = g_steal_pointer(&bytes);
		leaf->skipped = error ? g_strdup(error->message) : NULL;
	}
}

struct message *
leaves_add_message(struct leaves *l, const guint8 *bytes, gsize size, GError **error)
{
	struct message *m = message_parse(bytes, size, l->limits, error);

	if (!m)
		return NULL;
	g_ptr_array_add(l->messages, m);
	message_parts_add(l, m, "", 0);
	return m;
}

void
leaves_add_document(struct leaves *l, GBytes *bytes, const char *filename)
{
	struct leaf *leaf = leaf_new(l, "1", filename, NULL, 0);

	if (leaf)
		leaf->bytes = g_bytes_ref(bytes);
}

static struct leaf *
leaf_of_part(const struct leaves *l, const struct part *p)
{
	for (guint i = 0; p && i < l->list->len; i++) {
		struct leaf *leaf = l->list->pdata[i];

		if (leaf->part == p)
			return leaf;
	}
	return NULL;
}

/* Of a text and its HTML alternative one is read: the text, unless it is a stub. Chosen once for both. */
static gboolean
other_is_better(const struct leaves *l, struct leaf *leaf)
{
	struct leaf *other, *plain, *html;
	gboolean stub;

	if (leaf->choice != CHOICE_OPEN)
		return leaf->choice == CHOICE_OTHER;
	other = leaf_of_part(l, leaf->part->alternative);
	if (!other || !leaf->bytes || !other->bytes)
		return FALSE;
	plain = strcmp(leaf->media_type, "text/plain") == 0 ? leaf : other;
	html = plain == leaf ? other : leaf;
	if (g_strcmp0(plain->media_type, "text/plain") != 0 || g_strcmp0(html->media_type, "text/html") != 0)
		return FALSE;
	stub = body_is_stub(plain->bytes, html->bytes);
	leaf->choice = (leaf == plain) == stub ? CHOICE_OTHER : CHOICE_READ;
	if (leaf_of_part(l, other->part->alternative) == leaf)
		other->choice = leaf->choice == CHOICE_READ ? CHOICE_OTHER : CHOICE_READ;
	return leaf->choice == CHOICE_OTHER;
}

/* Types that hold nothing for us, whoever sends them. */
static const struct {
	const char *media_type, *why;
} PASSED_OVER[] = {
	{ "text/calendar", "a calendar entry" },
	{ "application/ics", "a calendar entry" },
	{ "application/pgp-signature", "a signature" },
	{ "application/pkcs7-signature", "a signature" },
	{ "application/x-pkcs7-signature", "a signature" },
	{ "message/delivery-status", "a delivery report" },
	{ "message/disposition-notification", "a read receipt" },
};

static const char *
reason_to_skip(const struct leaves *l, struct leaf *leaf)
{
	if (!leaf->bytes)
		return "could not be decoded";
	if (!leaf->media_type)
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
		if (strcmp(PASSED_OVER[i].media_type, leaf->media_type) == 0)
			return PASSED_OVER[i].why;
	if (leaf->part && leaf->part->role == PART_BODY && other_is_better(l, leaf))
		return "the same text is read from its alternative";
	return decoration_reason(l, leaf);
}

/* What a document holds comes right behind it. */
static void
inner_add(struct leaves *l, guint index)
{
	struct leaf *outer = l->list->pdata[index];
	GPtrArray *inner = outer->document->inner;
	guint at = index;

	for (guint i = 0; inner && i < inner->len; i++) {
		const struct inner_document *d = inner->pdata[i];
		g_autofree char *path = g_strdup_printf("%s/%u", outer->path, i + 1);
		gsize size = g_bytes_get_size(d->bytes);
		guint before = l->list->len;
		const struct leaf file = { .path = path,
			.filename = d->filename,
			.media_type = d->media_type,
			.bytes = d->bytes,
			.depth = outer->depth + 1 };
		struct leaf *leaf;

		if (file.depth > (guint)l->limits->archive_depth ||
		    size > (gsize)l->limits->part_size - l->inner_bytes) {
			l->truncated = TRUE;
			return;
		}
		l->inner_bytes += size;
		if (file_open(l, &file, outer->part ? outer->part->envelope : NULL))
			leaf = NULL;
		else if ((leaf = leaf_new(l, path, d->filename, d->media_type, file.depth)))
			leaf->bytes = g_bytes_ref(d->bytes);
		/* New ones stand at the end: bring them forward. */
		for (guint from = before; from < l->list->len; from++) {
			struct leaf *moved = g_ptr_array_steal_index(l->list, from);

			g_ptr_array_insert(l->list, (gint)++at, moved);
		}
	}
}

static void
body_peel(struct leaf *leaf)
{
	const struct document *d = leaf->document;

	if (leaf->part && leaf->part->role == PART_BODY && d->text && (d->read == READ_TEXT))
		leaf->layers = message_peel(
		    d->text, d->text_size, leaf->part->envelope ? leaf->part->envelope->subject : NULL);
}

void
leaves_read(struct leaves *l)
{
	for (guint i = 0; i < l->list->len; i++) {
		struct leaf *leaf = l->list->pdata[i];
		const char *why = leaf->skipped ? leaf->skipped : reason_to_skip(l, leaf);

		if (why) {
			if (!leaf->skipped)
				leaf->skipped = g_strdup(why);
			continue;
		}
		leaf->document = document_read(leaf->bytes, leaf->media_type, leaf->filename,
		    leaf->part ? leaf->part->charset : NULL, l->limits);
		body_peel(leaf);
		inner_add(l, i);
	}
}
