/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attacker chooses parts of this field: his envelope sender stands in it, quoted or in a comment. So it is read by
 * its grammar, never searched for words: comments are dropped, quoted text loses all signs, then the results are
 * parted at ';' and each is read as method[/version]=result and its properties.
 */
#include "auth_results.h"

#include <string.h>

/* Comments off (they nest), quoted text made harmless, white space around signs off, lower case. */
static char *
plain_of(const char *value)
{
	GString *out = g_string_new(NULL);
	guint depth = 0;
	gboolean quoted = FALSE;

	for (const char *s = value; *s; s++) {
		if ((quoted || depth) && *s == '\\' && s[1]) {
			s++;
			if (quoted)
				g_string_append_c(out, 'q');
		} else if (!quoted && *s == '(') {
			depth++;
		} else if (!quoted && *s == ')' && depth) {
			if (--depth == 0)
				g_string_append_c(out, ' ');
		} else if (depth) {
			continue;
		} else if (*s == '"') {
			quoted = !quoted;
			g_string_append_c(out, 'q');
		} else if (quoted) {
			g_string_append_c(out, 'q');
		} else if (g_ascii_isspace(*s)) {
			if (out->len && !strchr(" =/;", out->str[out->len - 1]))
				g_string_append_c(out, ' ');
		} else {
			if (strchr("=/;", *s) && out->len && out->str[out->len - 1] == ' ')
				g_string_truncate(out, out->len - 1);
			g_string_append_c(out, g_ascii_tolower(*s));
		}
	}
	return g_string_free(out, FALSE);
}

/* "dmarc=pass", "dmarc/1=pass": the result; NULL for another method. */
static const char *
result_of(const char *token)
{
	const char *equals = strchr(token, '=');
	gsize n = strcspn(token, "/=");

	return equals && n == strlen("dmarc") && strncmp(token, "dmarc", n) == 0 ? equals + 1 : NULL;
}

char *
auth_results_dmarc(const char *value, char **out_domain)
{
	g_autofree char *plain = plain_of(value);
	g_auto(GStrv) results = g_strsplit(plain, ";", 200);
	char *said = NULL;

	*out_domain = NULL;
	for (guint i = 1; results[0] && results[i]; i++) { /* the first is the server's name */
		g_auto(GStrv) tokens = g_strsplit(g_strstrip(results[i]), " ", 200);
		const char *result = tokens[0] ? result_of(tokens[0]) : NULL;

		if (!result || (said && strcmp(said, "fail") == 0))
			continue;
		g_free(said);
		said = g_strdup(result);
		g_clear_pointer(out_domain, g_free);
		for (guint k = 1; tokens[k]; k++)
			if (g_str_has_prefix(tokens[k], "header.from="))
				*out_domain = g_strdup(tokens[k] + strlen("header.from="));
	}
	return said;
}
