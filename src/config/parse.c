/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file's grammar: `# comment` on a line of its own, `[section]`, `[mailbox NAME]`, `key = value`. Nothing
 * stands behind a value, so that a # in a password command or a folder name means itself. No line stops the
 * reading: every problem is collected.
 */
#include "parse.h"

#include <stdarg.h>
#include <string.h>

#define NAME_MAX_BYTES 64

void
problem_add(
    GPtrArray *problems, gboolean fatal, const char *file, int line, const char *fix, const char *cause, ...)
{
	struct config_problem *problem;
	g_autofree char *text = NULL;
	va_list args;

	if (problems->len >= PROBLEMS_MAX)
		return;
	va_start(args, cause);
	text = g_strdup_vprintf(cause, args);
	va_end(args);
	problem = g_new0(struct config_problem, 1);
	problem->file = g_strdup(file);
	problem->line = line;
	problem->fatal = fatal;
	problem->cause = text_one_line(text, 300);
	problem->fix = text_one_line(fix ? fix : "take it out", 300);
	g_ptr_array_add(problems, problem);
}

void
problem_free(gpointer problem)
{
	struct config_problem *p = problem;

	if (!p)
		return;
	g_free(p->file);
	g_free(p->cause);
	g_free(p->fix);
	g_free(p);
}

#define complain(p, fix, ...) problem_add((p)->problems, TRUE, (p)->file, (p)->line, fix, __VA_ARGS__)

void
place_free(gpointer place)
{
	struct place *p = place;

	g_free(p->file);
	g_free(p);
}

const struct place *
place_find(const struct config *c, const char *section, const char *key)
{
	g_autofree char *name = g_strconcat(section, "\n", key, NULL);

	return g_hash_table_lookup(c->places, name);
}

static void
place_put(struct parser *p, const char *key)
{
	struct place *place = g_new0(struct place, 1);

	place->file = g_strdup(p->file);
	place->line = p->line;
	g_hash_table_replace(p->config->places, g_strconcat(p->section_name, "\n", key, NULL), place);
}

/* TRUE the first time that this file says it. */
static gboolean
first_time(struct parser *p, const char *key)
{
	char *name = g_strconcat(p->section_name, "\n", key, NULL);
	int before = GPOINTER_TO_INT(g_hash_table_lookup(p->seen, name));

	if (before) {
		g_free(name);
		complain(p, key ? "keep one of the two lines" : "put all of it into one section",
		    "%s stands twice, first in line %d", key ? key : p->section_name, before);
		return FALSE;
	}
	g_hash_table_insert(p->seen, name, GINT_TO_POINTER(p->line));
	return TRUE;
}

/* --- sections
 * -----------------------------------------------------------------------------------------------------*/

static struct config_mailbox *
mailbox_take(struct config *c, const char *name)
{
	struct config_mailbox *m;

	for (guint i = 0; i < c->mailboxes->len; i++) {
		m = g_ptr_array_index(c->mailboxes, i);
		if (strcmp(m->name, name) == 0)
			return m;
	}
	m = g_new0(struct config_mailbox, 1);
	m->name = g_strdup(name);
	section_preset(SECTION_MAILBOX, m);
	g_ptr_array_add(c->mailboxes, m);
	return m;
}

static struct config_digest *
digest_take(struct config *c, const char *name)
{
	struct config_digest *d;

	for (guint i = 0; i < c->digests->len; i++) {
		d = g_ptr_array_index(c->digests, i);
		if (strcmp(d->name, name) == 0)
			return d;
	}
	d = g_new0(struct config_digest, 1);
	d->name = g_strdup(name);
	section_preset(SECTION_DIGEST, d);
	g_ptr_array_add(c->digests, d);
	return d;
}

static void *
section_base(struct config *c, enum row_section section, const char *name)
{
	switch (section) {
	case SECTION_PURSER:
		return &c->purser;
	case SECTION_COMPANY:
		return &c->company;
	case SECTION_MAILBOX:
		return mailbox_take(c, name);
	case SECTION_AR:
		return &c->ar;
	case SECTION_DIGEST:
		return digest_take(c, name);
	case SECTION_LETTERS:
		return &c->letters;
	case SECTION_ANSWERS:
		return &c->answers;
	case SECTION_VAULT:
		return &c->vault;
	default:
		return &c->limits;
	}
}

static void
section_unknown(struct parser *p, const char *word)
{
	const char *names[SECTION_N];
	g_autofree char *near = NULL, *fix = NULL;

	for (guint i = 0; i < SECTION_N; i++)
		names[i] = SECTIONS[i].name;
	near = text_nearest(word, names, SECTION_N);
	if (near && (strcmp(near, "mailbox") == 0 || strcmp(near, "digest") == 0))
		fix = g_strdup_printf("did you mean [%s NAME]?", near);
	else if (near)
		fix = g_strdup_printf("did you mean [%s]?", near);
	else
		fix = g_strdup("there are [purser], [company], [mailbox NAME], [ar], [digest NAME], "
			       "[letters], [answers], [vault] and [limits]");
	complain(p, fix, "unknown section [%s]", word);
}

static gboolean
section_name_fits(struct parser *p, enum row_section s, const char *name)
{
	const char *sample = s == SECTION_MAILBOX ? "sales" : "morning";
	g_autofree char *fix = g_strdup_printf("give it a name, as [%s %s]", SECTIONS[s].name, sample);

	if (!*name)
		complain(p, fix, "a %s section without a name", SECTIONS[s].name);
	else if (strlen(name) > NAME_MAX_BYTES)
		complain(
		    p, "use a name of at most 64 letters", "the %s's name is too long", SECTIONS[s].name);
	else if (strpbrk(name, "[]\"\\"))
		complain(p, "use letters, digits, spaces, hyphens and dots",
		    "a %s's name cannot hold brackets, quotes or backslashes", SECTIONS[s].name);
	else
		return TRUE;
	return FALSE;
}

/* line is "[…]", trimmed. */
static void
section_line(struct parser *p, char *line)
{
	gsize n = strlen(line);
	char *word, *name;
	enum row_section s;

	p->base = NULL;
	p->skip = TRUE;
	if (line[n - 1] != ']') {
		complain(p, "write it as [ar] or [mailbox sales], with nothing behind it",
		    "the section's line does not end with ]");
		return;
	}
	line[n - 1] = '\0';
	word = g_strstrip(line + 1);
	name = word + strcspn(word, " \t");
	if (*name)
		*name++ = '\0';
	g_strstrip(name);
	for (s = 0; s < SECTION_N && strcmp(SECTIONS[s].name, word) != 0; s++)
		;
	if (s == SECTION_N) {
		section_unknown(p, word);
		return;
	}
	if (SECTIONS[s].named ? !section_name_fits(p, s, name) : *name != '\0') {
		if (!SECTIONS[s].named)
			complain(p, "take the name out", "[%s] takes no name", word);
		return;
	}
	g_free(p->section_name);
	p->section_name = SECTIONS[s].named ? g_strconcat(word, " ", name, NULL) : g_strdup(word);
	p->section = s;
	p->base = section_base(p->config, s, name);
	p->skip = FALSE;
	if (!first_time(p, NULL) && SECTIONS[s].named) {
		/* Two accounts under one name: the second one's keys would only seem to be doubles. */
		p->skip = TRUE;
		p->base = NULL;
		return;
	}
	place_put(p, NULL);
}

/* --- keys
 * ---------------------------------------------------------------------------------------------------------*/

/* What people write who know other programs' files. */
static const struct {
	const char *word, *key;
} HABITS[] = {
	{ "username", "user" },
	{ "login", "user" },
	{ "server", "host" },
	{ "hostname", "host" },
	{ "ssl", "tls" },
	{ "security", "tls" },
	{ "encryption", "tls" },
	{ "folder", "folders" },
	{ "folders", "folder" },
	{ "mailboxes", "folders" },
	{ "poll", "interval" },
	{ "poll_interval", "interval" },
	{ "recipient", "to" },
	{ "recipients", "to" },
	{ "sender", "from" },
	{ "start", "from" },
	{ "since", "from" },
	{ "passwordeval", "password_command" },
	{ "passcmd", "password_command" },
	{ "ehlo", "helo" },
	{ "domain", "domains" },
	{ "name", "names" },
};

static const char *
habit_find(enum row_section section, const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(HABITS); i++)
		if (g_ascii_strcasecmp(HABITS[i].word, word) == 0 && config_row_find(section, HABITS[i].key))
			return HABITS[i].key;
	return NULL;
}

static char *
key_near(enum row_section section, const char *word)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++)
		if (rows[i].section == section)
			g_ptr_array_add(known, (gpointer)rows[i].key);
	return text_nearest(word, (const char *const *)known->pdata, known->len);
}

static char *
key_elsewhere(enum row_section not_here, const char *word)
{
	for (enum row_section s = 0; s < SECTION_N; s++)
		if (s != not_here && config_row_find(s, word))
			return g_strdup_printf(
			    "it belongs in [%s%s]", SECTIONS[s].name, SECTIONS[s].named ? " NAME" : "");
	return NULL;
}

static char *
key_fix(enum row_section section, const char *key, char **out_meant)
{
	const char *habit = habit_find(section, key);
	char *elsewhere = habit ? NULL : key_elsewhere(section, key);

	if (elsewhere)
		return elsewhere;
	*out_meant = habit ? g_strdup(habit) : key_near(section, key);
	if (*out_meant)
		return g_strdup_printf("did you mean '%s'?", *out_meant);
	return g_strdup_printf("take it out; purser.conf(5) lists what [%s] takes", SECTIONS[section].name);
}

static void
key_unknown(struct parser *p, const char *key)
{
	g_autofree char *fix = NULL, *meant = NULL;

	if ((p->section == SECTION_MAILBOX || p->section == SECTION_AR) &&
	    (g_ascii_strcasecmp(key, "password") == 0 || g_ascii_strcasecmp(key, "pass") == 0)) {
		complain(p, "put it into a file of its own (chmod 600) and name that with password_file =",
		    "a password does not stand in the configuration");
		return;
	}
	fix = key_fix(p->section, key, &meant);
	complain(p, fix, "unknown key '%s'", key);
	if (meant && !place_find(p->config, p->section_name, meant))
		place_put(p, meant); /* one mistake, one complaint: not also that this key is missing */
}

static void
key_homeless(struct parser *p, const char *key)
{
	g_autofree char *fix = key_elsewhere(SECTION_N, key);

	complain(p, fix ? fix : "put it under its section's line, as [purser]",
	    "'%s' stands before any section", key);
}

/* line is trimmed and not empty. */
static void
key_line(struct parser *p, char *line)
{
	struct trouble trouble = { NULL };
	char *equals = strchr(line, '='), *key = line;
	const struct row *row;

	if (!equals) {
		complain(p, "write key = value; a comment begins with #",
		    "'%s' is neither a section nor a setting", line);
		return;
	}
	*equals = '\0';
	g_strchomp(key);
	if (!p->base) {
		if (!p->skip)
			key_homeless(p, key);
		return;
	}
	row = config_row_find(p->section, key);
	if (!row) {
		key_unknown(p, key);
		return;
	}
	if (!first_time(p, key))
		return;
	p->config->n_keys++;
	/* A value that is refused was said all the same: what checks "is it there" must not complain again.
	 */
	place_put(p, key);
	if (!value_set(row, p->base, g_strchug(equals + 1), &trouble))
		complain(p, trouble.fix, "%s: %s", key, trouble.cause);
	trouble_clear(&trouble);
}

static void
parser_line(struct parser *p, char *line)
{
	gsize n = strlen(line);

	if (n && line[n - 1] == '\r')
		line[--n] = '\0';
	for (const char *c = line; *c; c++) {
		if (((guchar)*c < 0x20 && *c != '\t') || *c == 0x7f) {
			complain(
			    p, "take it out", "a control character (0x%02x) in the line", (guint)(guchar)*c);
			return;
		}
	}
	g_strstrip(line);
	if (!*line || *line == '#' || *line == ';')
		return;
	if (*line == '[')
		section_line(p, line);
	else
		key_line(p, line);
}

void
parser_text(struct parser *p, const char *file, const char *text, gsize size)
{
	g_autofree char *copy = NULL;
	char *next;

	p->file = file;
	p->line = 0;
	p->base = NULL;
	p->skip = FALSE;
	g_hash_table_remove_all(p->seen);
	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		size -= 3;
	}
	copy = g_strndup(text, size);
	for (char *line = copy; line && p->problems->len < PROBLEMS_MAX; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		p->line++;
		parser_line(p, line);
	}
}

void
parser_clear(struct parser *p)
{
	g_clear_pointer(&p->section_name, g_free);
	g_clear_pointer(&p->seen, g_hash_table_unref);
}
