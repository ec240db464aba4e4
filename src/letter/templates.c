/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The set: our own templates, built into the program, and those that a company has put in their place. A letter is never
 * lost to a template: one that cannot be read or shown is told, and ours takes its place.
 */
#include "template.h"

#include <string.h>

struct letter_templates {
	GHashTable *theirs;  /* file name -> struct letter_template, in place of ours */
	GHashTable *ours;    /* file name -> struct letter_template, parsed when first asked for */
	GPtrArray *problems; /* char*: since they were last taken */
	gboolean only_ours;  /* while a letter is made again without theirs */
};

const char *
template_builtin(const char *file_name)
{
	for (const struct template_file *f = TEMPLATE_FILES; f->name; f++)
		if (strcmp(f->name, file_name) == 0)
			return f->text;
	return NULL;
}

static void
problem_add(struct letter_templates *set, const GError *error)
{
	for (guint i = 0; i < set->problems->len; i++)
		if (strcmp(g_ptr_array_index(set->problems, i), error->message) == 0)
			return;
	g_ptr_array_add(set->problems, g_strdup(error->message));
}

static gboolean
kind_of(const char *file_name, enum template_kind *out)
{
	for (guint k = 0; k < TEMPLATE_KIND_N; k++) {
		if (g_str_has_suffix(file_name, TEMPLATE_SUFFIXES[k])) {
			*out = (enum template_kind)k;
			return TRUE;
		}
	}
	return FALSE;
}

static void
file_load(struct letter_templates *set, const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
	g_autoptr(GError) error = NULL;
	struct letter_template *t = NULL;
	enum template_kind kind;
	gsize size = 0;

	if (*name == '.' || !kind_of(name, &kind))
		return;
	if (!template_builtin(name))
		purser_fail(&error, PURSER_REJECT, "%s:1: there is no letter of this name", path);
	else if ((text = file_text(path, TEMPLATE_BYTES_MAX, &size, &error)))
		t = template_parse(text, size, kind, path, &error);
	else
		g_prefix_error(&error, "%s:1: ", path);
	if (t)
		g_hash_table_replace(set->theirs, g_strdup(name), t);
	else
		problem_add(set, error);
}

struct letter_templates *
letter_templates_load(const char *folder)
{
	struct letter_templates *set = g_new0(struct letter_templates, 1);
	GDir *dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
	const char *name;

	set->theirs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
	set->ours = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)template_free);
	set->problems = g_ptr_array_new_with_free_func(g_free);
	while (dir && (name = g_dir_read_name(dir)))
		file_load(set, folder, name);
	if (dir)
		g_dir_close(dir);
	return set;
}

void
letter_templates_free(struct letter_templates *set)
{
	if (!set)
		return;
	g_hash_table_unref(set->theirs);
	g_hash_table_unref(set->ours);
	g_ptr_array_unref(set->problems);
	g_free(set);
}

GPtrArray *
letter_templates_problems(struct letter_templates *set)
{
	GPtrArray *problems = set->problems;

	set->problems = g_ptr_array_new_with_free_func(g_free);
	return problems;
}

/* Ours; a unit test holds each to parse and to render. */
static const struct letter_template *
ours_get(struct letter_templates *set, const char *file_name, enum template_kind kind, GError **error)
{
	struct letter_template *t = g_hash_table_lookup(set->ours, file_name);
	const char *text = template_builtin(file_name);

	if (t || !text)
		return t;
	t = template_parse(text, strlen(text), kind, file_name, error);
	if (t)
		g_hash_table_replace(set->ours, g_strdup(file_name), t);
	return t;
}

static const struct letter_template *
find(const char *name, enum template_kind kind, gpointer data)
{
	struct letter_templates *set = data;
	g_autofree char *file_name = g_strconcat(name, TEMPLATE_SUFFIXES[kind], NULL);
	const struct letter_template *t = set->only_ours ? NULL : g_hash_table_lookup(set->theirs, file_name);

	return t ? t : ours_get(set, file_name, kind, NULL);
}

static gboolean
render(struct letter_templates *set, const char *name, enum template_kind kind, const struct scope *s,
    GString *out, GError **error)
{
	const struct letter_template *t = find(name, kind, set);

	if (!t)
		return purser_fail(
		    error, PURSER_HALT, "there is no template %s%s", name, TEMPLATE_SUFFIXES[kind]);
	return template_render(t, s, find, set, out, error);
}

char *
templates_render(struct letter_templates *set, const char *name, enum template_kind kind,
    const struct scope *s, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) slip = NULL;
	gboolean ok = render(set, name, kind, s, out, &slip);

	if (!ok && g_hash_table_size(set->theirs)) {
		problem_add(set, slip);
		set->only_ours = TRUE;
		ok = render(set, name, kind, s, out, error);
		set->only_ours = FALSE;
	} else if (!ok) {
		g_propagate_error(error, g_steal_pointer(&slip));
	}
	return ok ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

void
letter_text_clear(struct letter_text *t)
{
	g_free(t->subject);
	g_free(t->text);
	g_free(t->html);
	g_free(t->list);
	g_free(t->csv);
	*t = (struct letter_text){ NULL };
}

gboolean
letter_text_render(struct letter_templates *set, const char *name, const struct scope *s,
    struct letter_text *out, GError **error)
{
	struct letter_text t = { NULL };

	t.subject = templates_render(set, name, TEMPLATE_SUBJECT, s, error);
	t.text = t.subject ? templates_render(set, name, TEMPLATE_TEXT, s, error) : NULL;
	t.html = t.text ? templates_render(set, name, TEMPLATE_HTML, s, error) : NULL;
	if (!t.html) {
		letter_text_clear(&t);
		return FALSE;
	}
	g_strstrip(t.subject);
	*out = t;
	return TRUE;
}
