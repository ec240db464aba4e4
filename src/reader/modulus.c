/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for British accounts: read by the parent, because a reader has no files. */
#include "purser/reader.h"

#include <string.h>
#include <sys/stat.h>

#define TABLES_MOST M(2) /* all of them; Pay.UK's are 100 KB */

static gboolean
file_add(GString *all, const char *path, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) why = NULL;
	struct stat st;
	gsize size;

	if (stat(path, &st) == 0 && (!S_ISREG(st.st_mode) || st.st_size > (off_t)(TABLES_MOST - all->len)))
		return purser_fail(error, PURSER_REJECT,
		    "modulus_tables: %s is no file of less than %d bytes", path, (int)TABLES_MOST);
	if (!g_file_get_contents(path, &text, &size, &why))
		return purser_fail(error, PURSER_REJECT, "modulus_tables: %s", why->message);
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
