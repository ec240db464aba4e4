/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One Authentication-Results field (RFC 8601), behind its name. */
#pragma once

#include <glib.h>

struct auth_result {
	char *method, *result; /* "dmarc", "pass": lower case, version and comments off */
	char **properties;     /* "header.from=contoso.example" */
};
struct auth_results {
	char *server;       /* its authserv-id, lower case; NULL: it does not say its name */
	GPtrArray *results; /* struct auth_result */
};
/* Comments say nothing, and what is quoted can be no syntax: its signs are all q. */
struct auth_results *auth_results_parse(const char *value);
void auth_results_free(struct auth_results *r);

/* The domain of a property that tells an address or a domain; NULL: it is not there, or twice. */
const char *auth_result_domain(const struct auth_result *r, const char *property);

/* What several fields of one server say of one author. Any fail wins; what they contradict each other about counts as
 * nothing. */
struct auth_summary {
	const char *dmarc; /* "pass", "fail", "none", …; NULL: nothing. Borrowed */
	gboolean conflict;
	gboolean about_author; /* dmarc=pass, with header.from the author's domain */
	gboolean
	    signed_by_author; /* dkim=pass for the author's domain, or one above it; SPF alone proves nothing */
	gboolean arc;         /* arc=pass */
	gboolean submitted;   /* signed in at our own server under the author's address (auth=pass) */
};
/* author: the one address in From. results: struct auth_results. */
void auth_results_sum(const GPtrArray *results, const char *author, struct auth_summary *out);
