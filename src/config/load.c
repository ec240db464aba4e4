/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and drop-ins to a checked configuration, and its life. */
#include "parse.h"

#include <errno.h>
#include <string.h>

#define FILE_MAX_BYTES (1 << 20)

struct config *
config_new(void)
{
	struct config *c = g_new0(struct config, 1);

	c->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)config_mailbox_free);
	c->digests = g_ptr_array_new_with_free_func((GDestroyNotify)config_digest_free);
	c->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, place_free);
	section_preset(SECTION_PURSER, &c->purser);
	section_preset(SECTION_COMPANY, &c->company);
	section_preset(SECTION_AR, &c->ar);
	section_preset(SECTION_LETTERS, &c->letters);
	section_preset(SECTION_ANSWERS, &c->answers);
	section_preset(SECTION_VAULT, &c->vault);
	section_preset(SECTION_LIMITS, &c->limits);
	return c;
}

void
config_free(struct config *c)
{
	if (!c)
		return;
	section_clear(SECTION_PURSER, &c->purser);
	section_clear(SECTION_COMPANY, &c->company);
	section_clear(SECTION_VAULT, &c->vault);
	section_clear(SECTION_AR, &c->ar);
	section_clear(SECTION_LETTERS, &c->letters);
	section_clear(SECTION_ANSWERS, &c->answers);
	g_ptr_array_unref(c->digests);
	g_ptr_array_unref(c->mailboxes);
	g_hash_table_unref(c->places);
	g_free(c->folder);
	g_free(c);
}

void
config_mailbox_free(struct config_mailbox *m)
{
	if (!m)
		return;
	section_clear(SECTION_MAILBOX, m);
	g_free(m->name);
	g_free(m);
}

void
config_digest_free(struct config_digest *d)
{
	if (!d)
		return;
	section_clear(SECTION_DIGEST, d);
	g_free(d->name);
	g_free(d);
}

void
config_ar_free(struct config_ar *a)
{
	if (!a)
		return;
	section_clear(SECTION_AR, a);
	g_free(a);
}

char *
config_problem_format(const struct config_problem *p)
{
	g_autofree char *where = p->line ? g_strdup_printf("%s:%d", p->file, p->line) : g_strdup(p->file);

	return g_strdup_printf("%s: %s%s: %s", where, p->fatal ? "" : "warning: ", p->cause, p->fix);
}

char *
config_where(const struct config *c, const char *section, const char *key)
{
	const struct place *place = place_find(c, section, key);

	if (!place && key)
		place = place_find(c, section, NULL);
	return place ? g_strdup_printf("%s:%d", place->file, place->line) : NULL;
}

static void
read_text(struct parser *p, const char *file, const char *text, gsize size)
{
	if (size > FILE_MAX_BYTES)
		problem_add(p->problems, TRUE, file, 0, "split it into several files in conf.d",
		    "the file is larger than 1 MiB");
	else if (memchr(text, '\0', size))
		problem_add(p->problems, TRUE, file, 0, "name a text file",
		    "the file holds a NUL byte: it is no text");
	else if (!g_utf8_validate(text, (gssize)size, NULL))
		problem_add(p->problems, TRUE, file, 0, "save it as UTF-8", "the file is not UTF-8");
	else {
		p->config->n_files++;
		parser_text(p, file, text, size);
	}
}

static void
read_file(struct parser *p, const char *file, gboolean is_main)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	gsize size;

	if (g_file_get_contents(file, &text, &size, &error)) {
		read_text(p, file, text, size);
		return;
	}
	if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT) && is_main)
		problem_add(p->problems, TRUE, file, 0,
		    "write one with `purser setup`, or name another with --config",
		    "the configuration file is not there");
	else if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_ACCES))
		problem_add(p->problems, TRUE, file, 0, "let the user that runs purser read it",
		    "the configuration file may not be read");
	else
		problem_add(p->problems, TRUE, file, 0, "mend or remove it",
		    "the configuration file cannot be read (%s)", error->message);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* conf.d beside the main file; that there is none is fine. */
static void
read_drop_ins(struct parser *p, const char *file)
{
	g_autofree char *above = g_path_get_dirname(file), *folder = g_build_filename(above, "conf.d", NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
	const char *name;

	if (!dir) {
		if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			problem_add(p->problems, TRUE, folder, 0, "let the user that runs purser read it",
			    "the folder of drop-ins cannot be read");
		return;
	}
	while ((name = g_dir_read_name(dir)))
		if (name[0] != '.' && g_str_has_suffix(name, ".conf"))
			g_ptr_array_add(names, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(names, by_name);
	for (guint i = 0; i < names->len; i++)
		read_file(p, g_ptr_array_index(names, i), FALSE);
}

static void
parser_begin(struct parser *p)
{
	*p = (struct parser){
		.config = config_new(),
		.problems = g_ptr_array_new_with_free_func(problem_free),
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	};
}

/* Checks what was read; a configuration with a fatal problem is not handed out. */
static struct config *
parser_end(struct parser *p, const char *file, GPtrArray **out_problems)
{
	struct config *c = p->config;

	/* Of a file that is no text everything is missing: one problem is enough. */
	if (p->config->n_files)
		config_check(c, p->problems, file);
	for (guint i = 0; i < p->problems->len; i++) {
		const struct config_problem *problem = g_ptr_array_index(p->problems, i);

		if (problem->fatal)
			g_clear_pointer(&c, config_free);
	}
	*out_problems = p->problems;
	parser_clear(p);
	return c;
}

struct config *
config_load(const char *path, GPtrArray **out_problems)
{
	struct parser p;

	if (!path)
		path = g_getenv("PURSER_CONFIG");
	if (!path || !*path)
		path = PURSER_SYSCONFDIR "/purser/purser.conf";
	parser_begin(&p);
	p.config->folder = g_path_get_dirname(path);
	read_file(&p, path, TRUE);
	if (p.config->n_files)
		read_drop_ins(&p, path);
	return parser_end(&p, path, out_problems);
}

struct config *
config_parse(const char *text, const char *file, GPtrArray **out_problems)
{
	struct parser p;

	parser_begin(&p);
	read_text(&p, file, text, strlen(text));
	return parser_end(&p, file, out_problems);
}

const struct config_mailbox *
config_mailbox_named(const struct config *c, const char *name)
{
	for (guint i = 0; i < c->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(c->mailboxes, i);

		if (g_strcmp0(m->name, name) == 0)
			return m;
	}
	return NULL;
}
