/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * template - the small language of the letters' texts
 *
 *	{{name}}              the value, on one line, escaped for the kind of file it stands in
 *	{{name|max 40|pad 12}}  cut; padded at the right (right N: at the left); `wrap N` breaks it at N columns, and
 *	                      further lines begin below the first
 *	{{#name}} … {{/name}}  once for each row of a list; of a value: once where there is one
 *	{{^name}} … {{/name}}  where there is none
 *	{{>name}}             another template of the same kind
 *	{{! … }}              nothing
 *
 * A line that holds nothing but such tags of sections, others or remarks leaves no line behind. A name is looked for in
 * the innermost row first. One that is nowhere is an error: it is a slip of the pen, and what it should have shown
 * would be missing from the letter. Values cannot bring tags or markup: there is no way to write one unescaped.
 */
#pragma once

#include "purser/letter.h"

/* --- what a template shows: names and values --- */

struct scope;
struct scope *scope_new(void);
void scope_free(struct scope *s);
/* Names are constants, borrowed. A NULL value is known, and empty. */
void scope_set(struct scope *s, const char *name, const char *value);
void scope_take(struct scope *s, const char *name, char *value);
void scope_flag(struct scope *s, const char *name, gboolean yes);
void scope_format(struct scope *s, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* What a template has made is put in as it is, under a name of each kind of file. */
void scope_made(struct scope *s, const char *name, const char *text, const char *html);
void scope_list(struct scope *s, const char *name);              /* a list without rows yet */
struct scope *scope_row(struct scope *s, const char *list_name); /* one more row of it; the scope keeps it */

/* --- templates --- */

enum { TEMPLATE_BYTES_MAX = 256 << 10 };
/* By the suffix of the file's name. */
enum template_kind { TEMPLATE_TEXT, TEMPLATE_HTML, TEMPLATE_SUBJECT, TEMPLATE_KIND_N };
extern const char *const TEMPLATE_SUFFIXES[TEMPLATE_KIND_N]; /* ".txt" … */

struct letter_template;
/* where names it in errors ("/etc/purser/templates/digest.html"), which are REJECT and say "where:LINE: …". */
struct letter_template *
template_parse(const char *text, gsize size, enum template_kind kind, const char *where, GError **error);
void template_free(struct letter_template *t);

/* Finds {{>name}}; NULL: there is none. */
typedef const struct letter_template *(*template_find)(
    const char *name, enum template_kind kind, gpointer data);
/* Appends to out; on failure what was appended is taken off again. */
gboolean template_render(const struct letter_template *t, const struct scope *s, template_find find,
    gpointer data, GString *out, GError **error);

/* --- the set --- */

/* Our own templates, as they were when the program was built; made by the Makefile, ends with a NULL name. */
struct template_file {
	const char *name, *text;
};
extern const struct template_file TEMPLATE_FILES[];
const char *template_builtin(const char *file_name); /* NULL: none of this name */
/* Renders with the templates of the set, and where these fail with our own; the failure is kept as a problem. Fails
 * only where there is no such template at all. */
/* NAME.subject, NAME.txt and NAME.html; fills subject, text and html. */
gboolean letter_text_render(struct letter_templates *set, const char *name, const struct scope *s,
    struct letter_text *out, GError **error);
char *templates_render(struct letter_templates *set, const char *name, enum template_kind kind,
    const struct scope *s, GError **error);
