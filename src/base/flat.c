/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a flat buffer that is seldom needed: see purser/base.h. */
#include "purser/base.h"

#define FLAT_FIRST 4096

void
flat_grow(struct flat *f, gsize more)
{
	gsize wanted = f->size + more;

	g_assert(wanted >= more);
	f->room = MAX(MAX(wanted, 2 * f->room), (gsize)FLAT_FIRST);
	f->data = g_realloc(f->data, f->room);
}

void
flat_clear(struct flat *f)
{
	g_free(f->data);
	*f = (struct flat){ 0 };
}
