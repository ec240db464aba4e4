/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for British accounts: read by the parent, because a reader has no files. */
#include "purser/reader.h"

#include <string.h>

#define TABLES_MOST M(2) /* all of them; Pay.UK's are 100 KB */

static gboolean
file_add(GString *all, const char *path, GError **error)
{
	g_autoptr(GError) why = NULL;
	gsize left = all->len < (gsize)TABLES_MOST ? (gsize)TABLES_MOST - all->len : 0, size;
	g_autofree char *text = file_text(path, left, &size, &why);

	if (!text)
		return purser_fail(error, PURSER_REJECT, "modulus_tables: %s: %s", path, why->message);
	g_string_append_len(all, text, (gssize)size);
	g_string_append_c(all, '\n');
	return TRUE;
}

char *
reader_modulus_load(char *const *paths, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GError) why = NULL;
	struct modulus_table *table;

	if (!paths || !*paths)
		return NULL;
	for (guint i = 0; paths[i]; i++)
		if (!file_add(all, paths[i], error))
			return NULL;
	table = memchr(all->str, 0, all->len) ? NULL : modulus_table_parse(all->str, all->len, &why);
	if (!table) {
		purser_fail(
		    error, PURSER_REJECT, "modulus_tables: %s", why ? why->message : "a file is no text");
		return NULL;
	}
	modulus_table_free(table);
	return g_strdup(all->str);
}
