/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See package.h. */
#include "package.h"
#include "markup.h"

#include <string.h>

#define RELATIONS_MAX 10000
#define PICTURES_MAX 20

GBytes *
package_part(struct archive *a, const char *name)
{
	gint64 index = archive_find(a, name);
	enum archive_result result;

	return index < 0 ? NULL : archive_read(a, (guint)index, &result);
}

static void
relation_free(gpointer p)
{
	struct relation *r = p;

	g_free(r->id);
	g_free(r->kind);
	g_free(r->target);
	g_free(r);
}

/* "../media/a.png" of "word/document.xml" is "media/a.png". */
static char *
resolve(const char *part, const char *target)
{
	const char *slash = strrchr(part, '/');
	GString *base = g_string_new_len(part, slash ? slash - part : 0);

	if (*target == '/') {
		g_string_truncate(base, 0);
		target++;
	}
	for (;;) {
		if (g_str_has_prefix(target, "./")) {
			target += 2;
		} else if (g_str_has_prefix(target, "../")) {
			char *up = strrchr(base->str, '/');

			g_string_truncate(base, up ? (gsize)(up - base->str) : 0);
			target += 3;
		} else {
			break;
		}
	}
	if (base->len)
		g_string_append_c(base, '/');
	g_string_append(base, target);
	return g_string_free(base, FALSE);
}

struct relations {
	GPtrArray *list;
	const char *part;
};

static void
on_start(struct markup *m, const char *name, const char **attributes)
{
	struct relations *x = m->data;
	const char *id, *type, *target, *mode, *slash;
	struct relation *r;

	if (strcmp(name, "Relationship") != 0)
		return;
	id = markup_attribute(attributes, "Id");
	type = markup_attribute(attributes, "Type");
	target = markup_attribute(attributes, "Target");
	mode = markup_attribute(attributes, "TargetMode");
	if (!id || !type || !target)
		return;
	r = g_new0(struct relation, 1);
	slash = strrchr(type, '/');
	r->id = g_strdup(id);
	r->kind = g_strdup(slash ? slash + 1 : type);
	r->external = g_strcmp0(mode, "External") == 0;
	r->target = r->external ? g_strdup(target) : resolve(x->part, target);
	g_ptr_array_add(x->list, r);
	m->stop = x->list->len >= RELATIONS_MAX;
}

static void
on_end(struct markup *m, const char *name)
{
	(void)m;
	(void)name;
}

static void
on_text(struct markup *m, const char *bytes, gsize size)
{
	(void)m;
	(void)bytes;
	(void)size;
}

GPtrArray *
package_relations(struct archive *a, const char *part)
{
	const char *slash = strrchr(part, '/');
	g_autofree char *folder = slash ? g_strndup(part, (gsize)(slash + 1 - part)) : g_strdup("");
	g_autofree char *name = g_strconcat(folder, "_rels/", slash ? slash + 1 : part, ".rels", NULL);
	g_autoptr(GBytes) xml = package_part(a, name);
	struct relations x = { g_ptr_array_new_with_free_func(relation_free), part };
	struct markup m = { .start = on_start, .end = on_end, .text = on_text, .data = &x };

	if (xml)
		markup_parse(&m, xml);
	return x.list;
}

const struct relation *
relation_by_id(const GPtrArray *relations, const char *id)
{
	for (guint i = 0; id && i < relations->len; i++) {
		const struct relation *r = relations->pdata[i];

		if (strcmp(r->id, id) == 0)
			return r;
	}
	return NULL;
}

const struct relation *
relation_by_kind(const GPtrArray *relations, const char *kind)
{
	for (guint i = 0; i < relations->len; i++) {
		const struct relation *r = relations->pdata[i];

		if (strcmp(r->kind, kind) == 0 && !r->external)
			return r;
	}
	return NULL;
}

char *
package_main(struct archive *a, const char *otherwise)
{
	g_autoptr(GPtrArray) relations = package_relations(a, "");
	const struct relation *r = relation_by_kind(relations, "officeDocument");

	return g_strdup(r && archive_find(a, r->target) >= 0 ? r->target : otherwise);
}

void
package_links(struct document *d, const GPtrArray *relations)
{
	for (guint i = 0; i < relations->len && d->links->len < 1000; i++) {
		const struct relation *r = relations->pdata[i];

		if (r->external && strcmp(r->kind, "hyperlink") == 0 && strlen(r->target) <= 4096)
			g_ptr_array_add(d->links, g_strdup(r->target));
	}
}

static gboolean
is_wanted(const char *name, gboolean pictures)
{
	static const char *const documents[] = { ".docx", ".xlsx", ".xlsm", ".pdf", ".doc", ".xls", ".msg" };
	static const char *const images[] = { ".png", ".jpg", ".jpeg", ".tif", ".tiff" };
	g_autofree char *lower = g_ascii_strdown(name, -1);

	if (strstr(lower, "/embeddings/"))
		for (guint i = 0; i < G_N_ELEMENTS(documents); i++)
			if (g_str_has_suffix(lower, documents[i]))
				return TRUE;
	if (pictures && strstr(lower, "/media/"))
		for (guint i = 0; i < G_N_ELEMENTS(images); i++)
			if (g_str_has_suffix(lower, images[i]))
				return TRUE;
	return FALSE;
}

void
package_inner(struct document *d, struct archive *a, gboolean pictures)
{
	for (guint i = 0; i < archive_count(a) && d->inner->len < PICTURES_MAX; i++) {
		enum archive_result result;
		const char *name = archive_name(a, i), *slash = strrchr(name, '/');
		struct inner_document *inner;
		GBytes *bytes;

		if (!is_wanted(name, pictures) || !(bytes = archive_read(a, i, &result)))
			continue;
		inner = g_new0(struct inner_document, 1);
		inner->filename = text_one_line(slash ? slash + 1 : name, 1024);
		inner->bytes = bytes;
		g_ptr_array_add(d->inner, inner);
	}
}
