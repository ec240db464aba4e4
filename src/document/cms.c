/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See cms.h. BER, for mail is signed while it is streamed: lengths may be indefinite, and the content in
 * chunks.
 */
#include "purser/base.h"
#include "cms.h"
#include "office.h"

#define DEPTH_MAX 16

enum {
	TAG_INTEGER = 0x02,
	TAG_OCTETS = 0x04,
	TAG_OID = 0x06,
	TAG_OCTETS_PARTS = 0x24,
	TAG_SEQUENCE = 0x30,
	TAG_SET = 0x31,
	TAG_0 = 0xa0
};
#define OID_SIGNED "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"

struct element {
	guint8 tag;
	struct cursor content; /* of an indefinite one: all that follows */
	gboolean indefinite;
};

/* The header of the next element; the cursor moves behind it, and behind its content where the length is told. */
static gboolean
element_take(struct cursor *c, struct element *out)
{
	guint8 tag = cursor_u8(c), first = cursor_u8(c);
	guint64 size = first;

	if (c->bad || (tag & 0x1f) == 0x1f)
		return FALSE;
	*out = (struct element){ .tag = tag, .indefinite = first == 0x80 };
	if (out->indefinite) {
		out->content = *c;
		return TRUE;
	}
	if (first > 0x80) {
		size = 0;
		if (first > 0x84)
			return FALSE;
		for (guint i = 0; i < first - 0x80U; i++)
			size = size << 8 | cursor_u8(c);
	}
	/* a file that was cut off is read as far as it goes */
	size = MIN(size, c->n);
	out->content = (struct cursor){ c->p, (gsize)size, FALSE };
	return cursor_take(c, (gsize)size) != NULL;
}

static gboolean
at_end(struct cursor *c)
{
	return c->n == 0 || (c->n >= 2 && c->p[0] == 0 && c->p[1] == 0);
}

static gboolean
element_skip(struct cursor *c, guint depth)
{
	struct element e;

	if (depth > DEPTH_MAX || !element_take(c, &e))
		return FALSE;
	if (!e.indefinite)
		return TRUE;
	while (!at_end(c))
		if (!element_skip(c, depth + 1))
			return FALSE;
	return cursor_take(c, 2) != NULL;
}

static gboolean
enter(struct cursor *c, guint8 tag)
{
	struct element e;

	if (!element_take(c, &e) || e.tag != tag)
		return FALSE;
	*c = e.content;
	return TRUE;
}

static gboolean
skip(struct cursor *c, guint8 tag)
{
	return c->n && c->p[0] == tag && element_skip(c, 0);
}

/* To the content of the SignedData. */
static gboolean
enter_signed(struct cursor *c)
{
	struct element oid;

	return enter(c, TAG_SEQUENCE) && element_take(c, &oid) && oid.tag == TAG_OID && oid.content.n == 9 &&
	       memcmp(oid.content.p, OID_SIGNED, 9) == 0 && enter(c, TAG_0) && enter(c, TAG_SEQUENCE);
}

gboolean
cms_is_signed(const guint8 *bytes, gsize size)
{
	struct cursor c = { bytes, size, FALSE };

	return size > 32 && bytes[0] == TAG_SEQUENCE && enter_signed(&c);
}

/* A string of bytes, or one in parts. FALSE: broken; what came before is kept. */
static gboolean
octets_take(struct cursor *c, GByteArray *out, guint depth)
{
	struct element e;

	if (depth > DEPTH_MAX || !element_take(c, &e))
		return FALSE;
	if (e.tag == TAG_OCTETS && !e.indefinite) {
		g_byte_array_append(out, e.content.p, (guint)e.content.n);
		return TRUE;
	}
	if (e.tag != TAG_OCTETS_PARTS)
		return FALSE;
	if (!e.indefinite) {
		while (e.content.n)
			if (!octets_take(&e.content, out, depth + 1))
				return FALSE;
		return TRUE;
	}
	while (!at_end(c))
		if (!octets_take(c, out, depth + 1))
			return FALSE;
	return cursor_take(c, 2) != NULL;
}

GBytes *
cms_content(GBytes *file)
{
	struct cursor c = { .bad = FALSE };
	GByteArray *out;

	c.p = g_bytes_get_data(file, &c.n);
	if (!c.p || !enter_signed(&c) || !skip(&c, TAG_INTEGER) || !skip(&c, TAG_SET) ||
	    !enter(&c, TAG_SEQUENCE) || !skip(&c, TAG_OID) || !enter(&c, TAG_0))
		return NULL;
	out = g_byte_array_new();
	octets_take(&c, out, 0);
	if (out->len)
		return g_byte_array_free_to_bytes(out);
	g_byte_array_unref(out);
	return NULL;
}

/* "order.pdf.p7m" is "order.pdf". */
static char *
bare_name(const char *filename)
{
	gsize n = filename ? strlen(filename) : 0;

	return n > 4 && g_ascii_strcasecmp(filename + n - 4, ".p7m") == 0 ? g_strndup(filename, n - 4) : NULL;
}

/* A signed file. A signed message was opened before (wrapper.c). */
void
signed_read(struct document *d, const struct source *s)
{
	GBytes *content = cms_content(s->whole);
	struct inner_document *inner;

	if (!content) {
		document_say(d, READ_SKIPPED, "a signature");
		return;
	}
	inner = g_new0(struct inner_document, 1);
	inner->bytes = content;
	inner->filename = bare_name(s->filename);
	g_ptr_array_add(d->inner, inner);
	document_say(d, READ_STRUCTURED, "signed; what it holds is read");
}
