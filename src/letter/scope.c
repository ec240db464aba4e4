/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and values that a template shows. */
#include "scope.h"

struct value *
scope_value(const struct scope *s, const char *name)
{
	return g_hash_table_lookup(s->values, name);
}

static void
value_free(gpointer data)
{
	struct value *v = data;

	g_free(v->text);
	g_free(v->html);
	if (v->rows)
		g_ptr_array_unref(v->rows);
	g_free(v);
}

struct scope *
scope_new(void)
{
	struct scope *s = g_new0(struct scope, 1);

	s->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, value_free);
	return s;
}

void
scope_free(struct scope *s)
{
	if (!s)
		return;
	g_hash_table_unref(s->values);
	g_free(s);
}

static struct value *
value_put(struct scope *s, const char *name)
{
	struct value *v = g_new0(struct value, 1);

	g_hash_table_replace(s->values, (gpointer)name, v);
	return v;
}

void
scope_take(struct scope *s, const char *name, char *value)
{
	struct value *v = value_put(s, name);

	v->text = value;
	v->yes = value && *value;
}

void
scope_set(struct scope *s, const char *name, const char *value)
{
	scope_take(s, name, g_strdup(value));
}

void
scope_flag(struct scope *s, const char *name, gboolean yes)
{
	value_put(s, name)->yes = yes;
}

void
scope_format(struct scope *s, const char *name, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	scope_take(s, name, g_strdup_vprintf(format, args));
	va_end(args);
}

void
scope_made(struct scope *s, const char *name, const char *text, const char *html)
{
	struct value *v = value_put(s, name);

	v->made = TRUE;
	v->text = g_strdup(text);
	v->html = g_strdup(html);
	v->yes = (text && *text) || (html && *html);
}

void
scope_list(struct scope *s, const char *name)
{
	value_put(s, name)->rows = g_ptr_array_new_with_free_func((GDestroyNotify)scope_free);
}

struct scope *
scope_row(struct scope *s, const char *list_name)
{
	struct scope *row = scope_new();

	if (!scope_value(s, list_name))
		scope_list(s, list_name);
	g_ptr_array_add(scope_value(s, list_name)->rows, row);
	return row;
}
