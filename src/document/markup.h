/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * markup - XML by Expat, for formats that are made of it
 *
 * Names come without their prefix. A document type is refused: none of these formats has one, and entities
 * are how small files become large. The whole is parsed in one call, so that its cost is linear.
 */
#pragma once

#include "scribe.h"

struct markup {
	void (*start)(struct markup *m, const char *name, const char **attributes);
	void (*end)(struct markup *m, const char *name);
	void (*text)(struct markup *m, const char *bytes, gsize size);
	gpointer data;
	gboolean stop; /* set by a handler: enough */
	guint depth;   /* of the element that starts or ends */
};

/* NULL: read to its end, or stopped; else why not. */
const char *markup_parse(struct markup *m, GBytes *xml);
/* By its name without prefix; NULL. */
const char *markup_attribute(const char **attributes, const char *name);
/* OOXML's switches: on where there is no value. */
gboolean markup_is_on(const char **attributes);
