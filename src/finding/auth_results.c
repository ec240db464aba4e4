/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attacker chooses parts of this field: his envelope sender stands in it, quoted or in a comment. So it is read by
 * its grammar, never searched for words: comments are dropped, quoted text loses all signs, then the results are
 * parted at ';' and each is read as method[/version]=result and its properties. Where a server lets him write syntax all
 * the same, there are two of what should be one: then neither counts.
 */
#include "auth_results.h"

#include <string.h>

enum { RESULTS_MAX = 200, TOKENS_MAX = 200 };

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

static void
result_free(gpointer p)
{
	struct auth_result *r = p;

	g_free(r->method);
	g_free(r->result);
	g_strfreev(r->properties);
	g_free(r);
}

void
auth_results_free(struct auth_results *r)
{
	if (!r)
		return;
	g_free(r->server);
	g_ptr_array_unref(r->results);
	g_free(r);
}

/* "dmarc/1=pass header.from=contoso.example"; NULL: nothing is said. */
static struct auth_result *
result_parse(char *text)
{
	g_auto(GStrv) tokens = g_strsplit(g_strstrip(text), " ", TOKENS_MAX);
	const char *equals = tokens[0] ? strchr(tokens[0], '=') : NULL;
	struct auth_result *r;

	if (!equals)
		return NULL;
	r = g_new0(struct auth_result, 1);
	r->method = g_strndup(tokens[0], strcspn(tokens[0], "/="));
	r->result = g_strdup(equals + 1);
	r->properties = g_strdupv(tokens + 1);
	return r;
}

struct auth_results *
auth_results_parse(const char *value)
{
	g_autofree char *plain = plain_of(value);
	g_auto(GStrv) pieces = g_strsplit(plain, ";", RESULTS_MAX);
	struct auth_results *out = g_new0(struct auth_results, 1);
	guint first = 0;

	out->results = g_ptr_array_new_with_free_func(result_free);
	if (pieces[0] && !strchr(pieces[0], '=')) {
		char *name = g_strstrip(pieces[0]);

		first = 1;
		out->server = *name ? g_strndup(name, strcspn(name, " ")) : NULL; /* behind it a version */
	}
	for (guint i = first; pieces[0] && pieces[i]; i++) {
		struct auth_result *r = result_parse(pieces[i]);

		if (r)
			g_ptr_array_add(out->results, r);
	}
	return out;
}

/* Twice in one result is one of them by somebody else. */
static const char *
property_of(const struct auth_result *r, const char *property)
{
	gsize size = strlen(property);
	const char *found = NULL;

	for (char **p = r->properties; *p; p++) {
		if (strncmp(*p, property, size) != 0 || (*p)[size] != '=')
			continue;
		if (found)
			return NULL;
		found = *p + size + 1;
	}
	return found;
}

const char *
auth_result_domain(const struct auth_result *r, const char *property)
{
	const char *value = property_of(r, property), *at = value ? strrchr(value, '@') : NULL;

	value = at ? at + 1 : value;
	return value && *value ? value : NULL;
}

static gboolean
is_domain(const char *said, const char *domain)
{
	return said && domain && g_ascii_strcasecmp(said, domain) == 0;
}

/* Who owns contoso.example may speak for mail.contoso.example. The other way round only the list of public suffixes
 * could tell, so that it does not count. */
static gboolean
speaks_for(const char *said, const char *domain)
{
	gsize n = said ? strlen(said) : 0, m = domain ? strlen(domain) : 0;

	return n && strchr(said, '.') && m >= n && g_ascii_strcasecmp(domain + m - n, said) == 0 &&
	       (m == n || domain[m - n - 1] == '.');
}

static void
sum_dmarc(const struct auth_result *r, const char *domain, struct auth_summary *out)
{
	/* Microsoft 365 says so where the domain has no record, and it would have passed */
	const char *result = strcmp(r->result, "bestguesspass") == 0 ? "pass" : r->result;
	gboolean about = is_domain(auth_result_domain(r, "header.from"), domain);

	if (g_strcmp0(out->dmarc, "fail") == 0)
		return;
	if (strcmp(result, "fail") == 0) {
		out->dmarc = "fail";
		out->about_author = out->conflict = FALSE;
		return;
	}
	if (out->dmarc && (strcmp(out->dmarc, result) != 0 || about != out->about_author))
		out->conflict = TRUE;
	out->dmarc = result;
	out->about_author = about && strcmp(result, "pass") == 0;
}

/* smtp.auth is the user's name, with or without our domain. */
static gboolean
is_submission(const struct auth_result *r, const char *author)
{
	const char *user = property_of(r, "smtp.auth"), *at = strrchr(author, '@');

	if (!user || !at)
		return FALSE;
	return strchr(user, '@') ? g_ascii_strcasecmp(user, author) == 0
				 : strlen(user) == (gsize)(at - author) &&
				       g_ascii_strncasecmp(user, author, strlen(user)) == 0;
}

static void
sum_result(const struct auth_result *r, const char *author, const char *domain, struct auth_summary *out)
{
	gboolean pass = strcmp(r->result, "pass") == 0;

	if (strcmp(r->method, "dmarc") == 0)
		sum_dmarc(r, domain, out);
	else if (strcmp(r->method, "dkim") == 0 && pass &&
		 (speaks_for(auth_result_domain(r, "header.d"), domain) ||
		     (!property_of(r, "header.d") && speaks_for(auth_result_domain(r, "header.i"), domain))))
		out->signed_by_author = TRUE;
	else if (strcmp(r->method, "arc") == 0)
		out->arc = pass;
	else if (strcmp(r->method, "auth") == 0 && pass && is_submission(r, author))
		out->submitted = TRUE;
}

void
auth_results_sum(const GPtrArray *results, const char *author, struct auth_summary *out)
{
	const char *at = strrchr(author, '@');

	*out = (struct auth_summary){ NULL };
	for (guint i = 0; i < results->len; i++) {
		const struct auth_results *field = g_ptr_array_index(results, i);

		for (guint k = 0; k < field->results->len; k++)
			sum_result(g_ptr_array_index(field->results, k), author, at ? at + 1 : NULL, out);
	}
}
