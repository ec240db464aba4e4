/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes - numbers in little-endian bytes, and a cursor that cannot leave them */
#pragma once

#include <glib.h>
#include <string.h>

static inline guint16
le16(const guint8 *b)
{
	return (guint16)(b[0] | b[1] << 8);
}

static inline guint32
le32(const guint8 *b)
{
	return (guint32)le16(b) | (guint32)le16(b + 2) << 16;
}

static inline guint64
le64(const guint8 *b)
{
	return (guint64)le32(b) | (guint64)le32(b + 4) << 32;
}

struct cursor {
	const guint8 *p;
	gsize n;      /* bytes left */
	gboolean bad; /* more was wanted than there is; from then on there is nothing */
};

/* n bytes, or NULL. */
static inline const guint8 *
cursor_take(struct cursor *c, gsize n)
{
	const guint8 *p = c->p;

	if (c->bad || n > c->n) {
		c->bad = TRUE;
		c->n = 0;
		return NULL;
	}
	c->p += n;
	c->n -= n;
	return p;
}

static inline guint8
cursor_u8(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 1);

	return p ? *p : 0;
}

static inline guint16
cursor_u16(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 2);

	return p ? le16(p) : 0;
}

static inline guint32
cursor_u32(struct cursor *c)
{
	const guint8 *p = cursor_take(c, 4);

	return p ? le32(p) : 0;
}
