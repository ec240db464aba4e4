/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * msg - Outlook's .msg files (MS-OXMSG): a compound file of properties
 *
 * A stream is a property, its name tells which; small ones of fixed size lie in one stream together. An attachment is a
 * storage, and one that is a message has its own storage in that.
 */
#include "cfb.h"
#include "mapi.h"

#define PROPERTIES "__properties_version1.0"

struct budget {
	gsize left; /* bytes of all attachments */
	guint messages;
};

/* "__substg1.0_0037001F": property 0x0037 of type 0x001f. */
static gboolean
property_of(const char *name, guint16 *out_id, guint16 *out_type)
{
	guint64 tag;
	char *end;

	if (g_ascii_strncasecmp(name, "__substg1.0_", 12) != 0 || strlen(name) != 20)
		return FALSE;
	tag = g_ascii_strtoull(name + 12, &end, 16);
	*out_id = (guint16)(tag >> 16);
	*out_type = (guint16)tag;
	return *end == '\0';
}

/* Properties of fixed size: 16 bytes each behind a header. */
static void
fixed_take(struct mapi *m, struct cfb *c, guint32 storage, gsize header)
{
	g_autoptr(GBytes) bytes = cfb_stream(c, storage, PROPERTIES);
	gsize size = 0;
	const guint8 *p = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	for (gsize at = header; p && at + 16 <= size; at += 16) {
		guint16 type = le16(p + at);

		/* of the others their size stands here */
		if (type == MAPI_LONG || type == MAPI_TIME)
			mapi_property(m, le16(p + at + 2), type, p + at + 8, 8);
	}
}

static GBytes *
message_read(struct cfb *c, guint32 storage, const struct limits *limits, guint depth, struct budget *b);

static void
attachment_read(struct mapi *m, struct cfb *c, guint32 storage, guint depth, struct budget *b)
{
	struct mapi_attachment *a = mapi_attachment_add(m);
	g_autoptr(GArray) children = cfb_children(c, storage);

	for (guint i = 0; a && i < children->len; i++) {
		guint32 child = g_array_index(children, guint32, i);
		guint16 id, type;
		g_autoptr(GBytes) bytes = NULL;
		gboolean whole;
		gsize size;
		const guint8 *p;

		if (!property_of(cfb_name(c, child), &id, &type))
			continue;
		if (cfb_is_storage(c, child)) {
			if (id == 0x3701 && type == MAPI_OBJECT && !a->bytes &&
			    cfb_find(c, child, PROPERTIES) >= 0) {
				a->bytes = message_read(c, child, m->limits, depth + 1, b);
				a->message = a->bytes != NULL;
			}
			continue;
		}
		bytes = cfb_read(c, child, &whole);
		p = g_bytes_get_data(bytes, &size);
		if (!p || size > b->left)
			continue;
		b->left -= size;
		mapi_attachment_property(m, a, id, type, p, size);
	}
}

static void
properties_read(struct mapi *m, struct cfb *c, const GArray *children)
{
	for (guint i = 0; i < children->len; i++) {
		guint32 child = g_array_index(children, guint32, i);
		guint16 id, type;
		g_autoptr(GBytes) bytes = NULL;
		gboolean whole;
		gsize size;
		const guint8 *p;

		if (cfb_is_storage(c, child) || !property_of(cfb_name(c, child), &id, &type))
			continue;
		bytes = cfb_read(c, child, &whole);
		p = g_bytes_get_data(bytes, &size);
		if (p)
			mapi_property(m, id, type, p, size);
	}
}

static void
recipient_read(struct mapi *m, struct cfb *c, guint32 storage)
{
	struct mapi_recipient *r = mapi_recipient_add(m);
	g_autoptr(GArray) children = cfb_children(c, storage);
	g_autoptr(GBytes) fixed = r ? cfb_stream(c, storage, PROPERTIES) : NULL;
	gsize size = 0;
	const guint8 *p = fixed ? g_bytes_get_data(fixed, &size) : NULL;

	for (gsize at = 8; p && at + 16 <= size; at += 16)
		if (le16(p + at) == MAPI_LONG)
			mapi_recipient_property(m, r, le16(p + at + 2), MAPI_LONG, p + at + 8, 4);
	for (guint i = 0; r && i < children->len; i++) {
		guint32 child = g_array_index(children, guint32, i);
		guint16 id, type;
		g_autoptr(GBytes) bytes = NULL;
		gboolean whole;

		if (cfb_is_storage(c, child) || !property_of(cfb_name(c, child), &id, &type))
			continue;
		bytes = cfb_read(c, child, &whole);
		p = g_bytes_get_data(bytes, &size);
		if (p)
			mapi_recipient_property(m, r, id, type, p, size);
	}
}

static GBytes *
message_read(struct cfb *c, guint32 storage, const struct limits *limits, guint depth, struct budget *b)
{
	g_autoptr(GArray) children = NULL;
	struct mapi m;
	GBytes *mail;

	if (depth > MAPI_DEPTH_MAX || !b->messages)
		return NULL;
	b->messages--;
	children = cfb_children(c, storage);
	mapi_init(&m, limits);
	fixed_take(&m, c, storage, depth ? 24 : 32); /* first: it tells the character set */
	properties_read(&m, c, children);
	for (guint i = 0; i < children->len; i++) {
		guint32 child = g_array_index(children, guint32, i);

		if (!cfb_is_storage(c, child))
			continue;
		if (g_ascii_strncasecmp(cfb_name(c, child), "__attach_", 9) == 0)
			attachment_read(&m, c, child, depth, b);
		else if (g_ascii_strncasecmp(cfb_name(c, child), "__recip_", 8) == 0)
			recipient_read(&m, c, child);
	}
	mail = mapi_compose(&m, depth);
	mapi_clear(&m);
	return mail;
}

GBytes *
msg_to_mail(GBytes *file, const struct limits *limits)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(file, &size);
	g_autoptr(cfb_handle) c = bytes ? cfb_open(bytes, size) : NULL;
	struct budget b = { (gsize)limits->part_size, 100 };

	return c && cfb_find(c, CFB_ROOT, PROPERTIES) >= 0 ? message_read(c, CFB_ROOT, limits, 0, &b) : NULL;
}
