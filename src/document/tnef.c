/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tnef - winmail.dat (MS-OXTNEF): a stream of attributes, of the message and then of each attachment
 *
 * Each has its size; nothing points anywhere. What is cut off is read as far as it goes.
 */
#include "purser/base.h"
#include "mapi.h"

enum attribute {
	A_FROM = 0x8000,
	A_SUBJECT = 0x8004,
	A_BODY = 0x800c,
	A_DATA = 0x800f,
	A_TITLE = 0x8010,
	A_BEGIN = 0x9002, /* of an attachment */
	A_PROPERTIES = 0x9003,
	A_ATTACHMENT_PROPERTIES = 0x9005,
	A_CHARSET = 0x9007,
};

struct tnef {
	struct mapi m;
	struct mapi_attachment *attachment; /* the one that is being read; NULL */
	guint depth;
};

/* ---- lists of properties ---- */

/* Bytes of a type of fixed size, 0 for the others. */
static gsize
fixed_size(guint16 type)
{
	switch (type) {
	case 0x02:
	case 0x03:
	case 0x04:
	case 0x0a:
	case 0x0b:
		return 4;
	case 0x05:
	case 0x06:
	case 0x07:
	case 0x14:
	case 0x40:
		return 8;
	case 0x48:
		return 16;
	default:
		return 0;
	}
}

static const guint8 *
padded_take(struct cursor *c, guint32 size)
{
	const guint8 *p = cursor_take(c, size);

	if (p)
		cursor_take(c, MIN(c->n, (4 - size % 4) % 4));
	return p;
}

/* Properties above 0x8000 have a name of their own. */
static void
name_skip(struct cursor *c)
{
	cursor_take(c, 16);
	if (cursor_u32(c) == 0)
		cursor_u32(c);
	else
		padded_take(c, cursor_u32(c));
}

/* An embedded message stands behind the identifier of its interface. */
static void
object_take(struct tnef *t, const guint8 *p, gsize size)
{
	g_autoptr(GBytes) inner = NULL;

	if (!t->attachment || t->attachment->bytes || size <= 16)
		return;
	inner = g_bytes_new(p + 16, size - 16);
	t->attachment->bytes = tnef_to_mail(inner, t->m.limits, t->depth + 1);
	t->attachment->message = t->attachment->bytes != NULL;
	if (!t->attachment->bytes)
		t->attachment->bytes = g_steal_pointer(&inner);
}

static void
property_take(struct tnef *t, guint16 id, guint16 type, const guint8 *p, gsize size)
{
	if (type == MAPI_OBJECT && id == 0x3701)
		object_take(t, p, size);
	else if (t->attachment)
		mapi_attachment_property(&t->m, t->attachment, id, type, p, size);
	else
		mapi_property(&t->m, id, type, p, size);
}

static void
properties_take(struct tnef *t, struct cursor c)
{
	guint32 n = cursor_u32(&c);

	for (guint32 i = 0; i < n && c.n; i++) {
		guint16 type = cursor_u16(&c), id = cursor_u16(&c), base = type & 0x0fff;
		gsize fixed = fixed_size(base);
		guint32 values = 1;

		if (id >= 0x8000)
			name_skip(&c);
		if (!fixed || type & 0x1000)
			values = cursor_u32(&c);
		for (guint32 v = 0; v < values && c.n; v++) {
			guint32 size = fixed ? (guint32)fixed : cursor_u32(&c);
			const guint8 *p = padded_take(&c, size);

			if (p && id < 0x8000 && v == 0)
				property_take(t, id, type, p, size);
		}
	}
}

/* ---- attributes ---- */

/* Triple: its structure's sizes, then a name and "SMTP:address". */
static void
from_take(struct tnef *t, struct cursor c)
{
	guint16 name_size, address_size;
	const guint8 *name, *address;

	cursor_take(&c, 4);
	name_size = cursor_u16(&c);
	address_size = cursor_u16(&c);
	name = cursor_take(&c, name_size);
	address = cursor_take(&c, address_size);
	if (name)
		mapi_property(&t->m, 0x0c1a, MAPI_ANSI, name, name_size);
	if (address && address_size > 5 && g_ascii_strncasecmp((const char *)address, "SMTP:", 5) == 0)
		mapi_property(&t->m, 0x0c1f, MAPI_ANSI, address + 5, address_size - 5U);
}

static void
attribute_take(struct tnef *t, guint16 name, struct cursor c)
{
	switch (name) {
	case A_CHARSET:
		mapi_property(&t->m, 0x3ffd, MAPI_LONG, c.p, c.n);
		break;
	case A_SUBJECT:
		mapi_property(&t->m, 0x0037, MAPI_ANSI, c.p, c.n);
		break;
	case A_BODY:
		mapi_property(&t->m, 0x1000, MAPI_ANSI, c.p, c.n);
		break;
	case A_FROM:
		from_take(t, c);
		break;
	case A_PROPERTIES:
		t->attachment = NULL;
		properties_take(t, c);
		break;
	case A_BEGIN:
		t->attachment = mapi_attachment_add(&t->m);
		break;
	case A_TITLE:
		if (t->attachment && !t->attachment->filename)
			mapi_attachment_property(&t->m, t->attachment, 0x3704, MAPI_ANSI, c.p, c.n);
		break;
	case A_DATA:
		if (t->attachment)
			mapi_attachment_property(&t->m, t->attachment, 0x3701, MAPI_BINARY, c.p, c.n);
		break;
	case A_ATTACHMENT_PROPERTIES:
		if (t->attachment)
			properties_take(t, c);
		break;
	default:
		break;
	}
}

GBytes *
tnef_to_mail(GBytes *file, const struct limits *limits, guint depth)
{
	struct tnef t = { .depth = depth };
	struct cursor c = { .bad = FALSE };
	GBytes *mail = NULL;
	guint n = 0;

	c.p = g_bytes_get_data(file, &c.n);
	if (depth > MAPI_DEPTH_MAX || !c.p || cursor_u32(&c) != 0x223e9f78)
		return NULL;
	cursor_u16(&c);
	mapi_init(&t.m, limits);
	while (c.n >= 9) {
		guint32 name, size;
		const guint8 *body;

		cursor_u8(&c); /* of the message or of an attachment */
		name = cursor_u32(&c);
		size = cursor_u32(&c);
		size = (guint32)MIN(size, c.n);
		body = cursor_take(&c, size);
		cursor_take(&c, MIN(c.n, 2)); /* a checksum, which some writers get wrong */
		if (body && size)
			attribute_take(&t, (guint16)name, (struct cursor){ body, size, FALSE });
		n++;
	}
	if (n)
		mail = mapi_compose(&t.m, depth);
	mapi_clear(&t.m);
	return mail;
}
