/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse - lines to structs, problems and places; shared by the reading, the checks and the loading. */
#pragma once

#include "rows.h"

/* Where something was said. */
struct place {
	char *file;
	int line;
};

#define PROBLEMS_MAX 100

/* The state of reading all files of one configuration. */
struct parser {
	struct config *config;
	GPtrArray *problems; /* struct config_problem */
	GHashTable *seen;    /* section\nkey said in this file, to refuse it twice */
	const char *file;
	int line;
	/* The section that the lines belong to; NULL base: none, or one that is to be skipped. */
	enum row_section section;
	char *section_name; /* "ar", "mailbox sales" */
	void *base;
	gboolean skip;
};

void parser_text(struct parser *p, const char *file, const char *text, gsize size);
void parser_clear(struct parser *p);

/* One problem at a line; format is the cause. fix is copied. Beyond PROBLEMS_MAX they are dropped. */
void problem_add(GPtrArray *problems, gboolean fatal, const char *file, int line, const char *fix,
    const char *cause, ...) G_GNUC_PRINTF(6, 7);
void problem_free(gpointer problem);

/* "mailbox sales" + "host" to its place; key NULL: the section's line. NULL: not said. */
const struct place *place_find(const struct config *c, const char *section, const char *key);
void place_free(gpointer place);

/* Everything that no single line shows. */
void config_check(struct config *c, GPtrArray *problems, const char *file);

struct config *config_new(void);
