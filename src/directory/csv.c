/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv.h"

void
csv_record_clear(struct csv_record *r)
{
	g_clear_pointer(&r->fields, g_ptr_array_unref);
}

/* Lines end with LF or CRLF; a lone CR is a character that nobody means to write. */
static gboolean
at_line_end(const struct csv *c)
{
	return c->at == c->end || *c->at == '\n' ||
	       (*c->at == '\r' && c->at + 1 < c->end && c->at[1] == '\n');
}

static void
pass_line_end(struct csv *c)
{
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n') {
		c->at++;
		c->line++;
	}
}

static const char *
quoted_field(struct csv *c, GString *out)
{
	int opened = c->line;

	for (c->at++; c->at < c->end; c->at++) {
		if (*c->at == '\n')
			c->line++;
		if (*c->at != '"') {
			g_string_append_c(out, *c->at);
		} else if (c->at + 1 < c->end && c->at[1] == '"') {
			g_string_append_c(out, '"');
			c->at++;
		} else {
			c->at++;
			return c->at == c->end || *c->at == c->delimiter || at_line_end(c)
				   ? NULL
				   : "text after a closing quote: double the quotes that belong to the value";
		}
	}
	c->line = opened;
	return "a quote is opened and never closed";
}

static const char *
plain_field(struct csv *c, GString *out)
{
	for (; c->at < c->end && *c->at != c->delimiter && !at_line_end(c); c->at++) {
		if (*c->at == '"')
			return "a quote inside a value that is not quoted: put the whole value in quotes, "
			       "and double that one";
		if (*c->at == '\r')
			return "a carriage return inside a value";
		g_string_append_c(out, *c->at);
	}
	return NULL;
}

int
csv_next(struct csv *c, struct csv_record *out, char **out_problem)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	int line;

	while (c->at < c->end && at_line_end(c))
		pass_line_end(c);
	if (c->at == c->end)
		return 0;
	line = c->line;
	for (;;) {
		g_autoptr(GString) field = g_string_new(NULL);
		const char *problem =
		    c->at < c->end && *c->at == '"' ? quoted_field(c, field) : plain_field(c, field);

		if (problem) {
			*out_problem = g_strdup(problem);
			return -1;
		}
		g_ptr_array_add(fields, g_strstrip(g_string_free(g_steal_pointer(&field), FALSE)));
		if (c->at == c->end || *c->at != c->delimiter)
			break;
		c->at++;
	}
	pass_line_end(c);
	out->fields = g_steal_pointer(&fields);
	out->line = line;
	return 1;
}
