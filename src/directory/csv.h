/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 4180, strict: records of fields with the line on which each begins. */
#pragma once

#include "purser/base.h"

struct csv {
	const char *at, *end;
	char delimiter;
	int line;
};

struct csv_record {
	GPtrArray *fields; /* char* */
	int line;
};
void csv_record_clear(struct csv_record *r);

/* 1: a record, 0: no more, -1: out_problem says what is wrong, at line c->line. Blank lines are passed over.
 */
int csv_next(struct csv *c, struct csv_record *out, char **out_problem);
