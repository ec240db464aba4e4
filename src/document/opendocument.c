/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See opendocument.h. */
#include "opendocument.h"
#include "package.h"

#include <string.h>

#define STYLES_MAX 65536

gboolean
odf_open(struct odf *o, struct document *d, const struct source *s)
{
	g_autoptr(GBytes) manifest = NULL;
	gsize size;
	const char *text;

	*o = (struct odf){ .archive = archive_open(d, s) };
	if (!o->archive)
		return FALSE;
	manifest = package_part(o->archive, "META-INF/manifest.xml");
	text = manifest ? g_bytes_get_data(manifest, &size) : NULL;
	if (text && memmem(text, size, "encryption-data", 15)) {
		document_say(d, READ_ENCRYPTED, "encrypted");
		g_clear_pointer(&o->archive, archive_free);
		return FALSE;
	}
	o->hides = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return TRUE;
}

void
odf_close(struct odf *o)
{
	archive_free(o->archive);
	g_hash_table_unref(o->hides);
	g_free(o->style);
}

const char *
odf_parse(struct odf *o, const char *part, struct markup *m)
{
	g_autoptr(GBytes) xml = package_part(o->archive, part);

	return xml ? markup_parse(m, xml) : "a part is missing or cannot be unpacked";
}

gboolean
odf_style(struct odf *o, const char *name, const char **attributes)
{
	const char *display;

	if (strcmp(name, "style") == 0) {
		g_free(o->style);
		o->style = g_strdup(markup_attribute(attributes, "name"));
		return TRUE;
	}
	if (strcmp(name, "text-properties") != 0 && strcmp(name, "table-properties") != 0)
		return FALSE;
	display = markup_attribute(attributes, "display");
	if (display && o->style && g_hash_table_size(o->hides) < STYLES_MAX &&
	    (strcmp(display, "none") == 0 || strcmp(display, "false") == 0))
		g_hash_table_add(o->hides, g_strdup(o->style));
	return TRUE;
}

gboolean
odf_hides(const struct odf *o, const char **attributes)
{
	const char *style = markup_attribute(attributes, "style-name");

	return style && g_hash_table_contains(o->hides, style);
}

guint
odf_count(const char **attributes, const char *name, guint most)
{
	const char *value = markup_attribute(attributes, name);
	guint64 n = value ? g_ascii_strtoull(value, NULL, 10) : 1;

	return (guint)CLAMP(n, 1, most);
}
