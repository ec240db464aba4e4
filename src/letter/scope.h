/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of a scope, for the templates alone. */
#pragma once

#include "template.h"

struct value {
	char *text, *html; /* html: only of what was made by a template */
	gboolean made, yes;
	GPtrArray *rows; /* struct scope; NULL: no list */
};
struct scope {
	GHashTable *values; /* name -> struct value */
};
struct value *scope_value(const struct scope *s, const char *name); /* NULL: not known */
