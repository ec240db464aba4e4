/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * authenticity - may the author in From be believed?
 *
 * Only a server of ours can know, and its word counts only where it alone can have written it: in the header above the
 * Received field by which the mail came into our house. All that lies below came along with the mail. From must be one
 * field with one plain address, for the server, for us and for the person who reads it.
 */
#include "auth_results.h"
#include "origin.h"
#include "received.h"

#include <string.h>

static const char AUTHENTICATION[] = "Authentication-Results: ", RECEIVED[] = "Received: ",
		  ARC_SEAL[] = "ARC-Seal: ", ARC_RESULTS[] = "ARC-Authentication-Results: ";

static void
results_free(gpointer p)
{
	auth_results_free(p);
}

static const char *
value_of(const char *line, const char *name)
{
	return g_str_has_prefix(line, name) ? line + strlen(name) : NULL;
}

static gboolean
host_within(const char *host, const char *const *domains)
{
	gsize n = host ? strlen(host) : 0;

	for (guint i = 0; n && domains && domains[i]; i++) {
		gsize m = strlen(domains[i]);

		if (m && n >= m && g_ascii_strcasecmp(host + n - m, domains[i]) == 0 &&
		    (n == m || host[n - m - 1] == '.'))
			return TRUE;
	}
	return FALSE;
}

static gboolean
server_counts(const struct auth_results *r, const struct finding_us *us)
{
	if (!r->server)
		return us && us->authserv_unnamed && r->results->len;
	for (guint i = 0; us && us->authserv_ids && us->authserv_ids[i]; i++)
		if (g_ascii_strcasecmp(us->authserv_ids[i], r->server) == 0)
			return TRUE;
	return FALSE;
}

struct trust {
	const struct finding_us *us;
	GPtrArray *results; /* struct auth_results, of servers that count */
	gboolean any;       /* there was some field */
	gboolean run_over;  /* what follows is not of the topmost run */
	char *boundary;     /* host by whom the mail came in; NULL: not passed yet */
};

static void
trust_result(struct trust *t, const char *value)
{
	struct auth_results *r;

	t->any = TRUE;
	/* below the boundary's own Received only the topmost one can be its own, and only by its own name */
	if (t->run_over || (t->boundary && t->results->len))
		return;
	r = auth_results_parse(value);
	if (server_counts(r, t->us) && (!t->boundary || !r->server || strcmp(r->server, t->boundary) == 0))
		g_ptr_array_add(t->results, r);
	else
		auth_results_free(r);
	t->run_over = t->boundary != NULL;
}

static void
trust_received(struct trust *t, const char *value)
{
	struct received r;

	if (t->results->len || t->boundary) {
		t->run_over = TRUE;
		return;
	}
	received_parse(value, &r);
	if (!r.by || !(r.internal || host_within(r.by, t->us ? t->us->inner_hops : NULL))) {
		t->boundary = g_strdup(r.by ? r.by : "");
		t->run_over = !(t->us && t->us->authserv_below && r.by);
	}
	received_clear(&r);
}

/* Without a name of a server of ours no field counts, whatever it says. */
static gboolean
trusts_nobody(const struct finding_us *us)
{
	return !us || (!us->authserv_unnamed && !(us->authserv_ids && us->authserv_ids[0]));
}

static void
trust_find(const struct envelope *e, const struct finding_us *us, struct trust *out)
{
	*out = (struct trust){ .us = us, .results = g_ptr_array_new_with_free_func(results_free) };
	for (guint i = 0; e->received_and_auth && i < e->received_and_auth->len; i++) {
		const char *line = e->received_and_auth->pdata[i], *value;

		if (trusts_nobody(us))
			out->any = out->any || value_of(line, AUTHENTICATION);
		else if ((value = value_of(line, AUTHENTICATION)))
			trust_result(out, value);
		else if ((value = value_of(line, RECEIVED)))
			trust_received(out, value);
	}
	g_free(out->boundary);
}

/* --- ARC ----------------------------------------------------------------------------------------- */

/* "i" or "d" of a tag list; comments stand in neither. */
static char *
tag_of(const char *list, const char *name)
{
	g_auto(GStrv) tags = g_strsplit(list, ";", 50);

	for (char **t = tags; *t; t++) {
		char *equals = strchr(*t, '=');

		if (!equals)
			continue;
		*equals = 0;
		if (strcmp(g_strstrip(*t), name) == 0)
			return g_ascii_strdown(g_strstrip(equals + 1), -1);
	}
	return NULL;
}

/* Every hand that sealed the chain is one that the settings name. */
static gboolean
sealers_count(const struct envelope *e, const struct finding_us *us)
{
	guint seals = 0;

	for (guint i = 0; i < e->arc->len; i++) {
		const char *value = value_of(e->arc->pdata[i], ARC_SEAL);
		g_autofree char *domain = value ? tag_of(value, "d") : NULL;

		if (!value)
			continue;
		if (!domain || !us->arc_sealers || !g_strv_contains(us->arc_sealers, domain))
			return FALSE;
		seals++;
	}
	return seals > 0;
}

/* What the first hand saw: the results with i=1. */
static void
arc_sum(const struct envelope *e, const char *author, struct auth_summary *out)
{
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(results_free);

	for (guint i = 0; i < e->arc->len; i++) {
		const char *value = value_of(e->arc->pdata[i], ARC_RESULTS);
		const char *behind = value ? strchr(value, ';') : NULL;
		g_autofree char *instance = behind ? tag_of(value, "i") : NULL;

		if (instance && strcmp(instance, "1") == 0)
			g_ptr_array_add(results, auth_results_parse(behind + 1));
	}
	auth_results_sum(results, author, out);
	out->dmarc = out->dmarc && strcmp(out->dmarc, "pass") == 0 ? "pass" : NULL; /* outlives the results */
	if (results->len != 1)
		*out = (struct auth_summary){ NULL };
}

static gboolean
arc_passes(const struct envelope *e, const struct finding_us *us, const char *author)
{
	struct auth_summary sum;

	if (!us || !sealers_count(e, us))
		return FALSE;
	arc_sum(e, author, &sum);
	return sum.dmarc && sum.about_author && !sum.conflict;
}

/* --- the verdict --------------------------------------------------------------------------------- */

static void
set_authenticity(struct report *out, const char *verdict, const char *why)
{
	g_free(out->authenticity);
	g_free(out->authenticity_why);
	out->authenticity = g_strdup(verdict);
	out->authenticity_why = g_strdup(why);
}

/* The one author's address; NULL: there is none, or *out_n more than one. */
static const char *
author_of(const struct envelope *e, guint *out_n)
{
	const char *found = NULL;

	*out_n = 0;
	for (guint i = 0; e->from && i < e->from->len; i++) {
		const struct address *a = e->from->pdata[i];

		if (a->address) {
			found = a->address;
			++*out_n;
		}
	}
	return *out_n == 1 ? found : NULL;
}

/* A signature of the author's domain, or of one above or below it, leaves a part of the body to anybody. */
static gboolean
is_appended(const struct envelope *e, const char *author)
{
	const char *domain = strrchr(author, '@') + 1;

	for (char **d = e->appended; d && *d; d++) {
		const char *one[] = { domain, NULL }, *other[] = { *d, NULL };

		if (host_within(*d, one) || host_within(domain, other))
			return TRUE;
	}
	return FALSE;
}

/* Did somebody else write what the author passes on? A colleague of his is as good as he. */
static gboolean
passes_on(const struct report *out, const char *author)
{
	const char *theirs = out->origin.address ? strrchr(out->origin.address, '@') : NULL;

	return out->origin_how && strcmp(out->origin_how, "header") != 0 &&
	       !(theirs && g_ascii_strcasecmp(theirs, strrchr(author, '@')) == 0);
}

/* An out-of-office note, a rule that forwards, a bounce: nobody has looked at what it passes on. */
static gboolean
is_a_machine(const struct envelope *e)
{
	return e->bounce || (e->auto_submitted && !g_str_has_prefix(e->auto_submitted, "no"));
}

struct belief {
	const struct envelope *envelope;
	const struct finding_us *us;
	const char *author, *hand;
};

static void
believe(struct report *out, const struct belief *b, const char *proof)
{
	const char *author = b->author;
	const struct finding_us *us = b->us;
	gboolean forwarded = out->origin_how && strcmp(out->origin_how, "header") != 0;
	g_autofree char *why = NULL;

	if (forwarded && domain_is_us(us, author) && is_a_machine(b->envelope)) {
		set_authenticity(out, "unknown",
		    "passed on by a program in the name of one of us: nobody has looked at it");
	} else if (forwarded && b->hand) {
		why = g_strdup_printf("it came by %s: who wrote it is only claimed", b->hand);
		set_authenticity(out, "unknown", why);
	} else if (forwarded && domain_is_us(us, author)) {
		why = g_strdup_printf("forwarded by one of us (%s)", proof);
		set_authenticity(out, "vouched", why);
	} else if (passes_on(out, author)) {
		set_authenticity(
		    out, "unknown", "forwarded by somebody who is none of us: who wrote it is only claimed");
	} else {
		set_authenticity(out, "pass", proof);
	}
}

static void
judge_sum(const struct belief *b, const struct auth_summary *sum, struct report *out)
{
	const struct envelope *e = b->envelope;
	const struct finding_us *us = b->us;
	const char *author = b->author;
	gboolean none = !sum->dmarc || strcmp(sum->dmarc, "none") == 0;

	out->auth_dmarc = g_strdup(sum->dmarc);
	if (is_appended(e, author))
		set_authenticity(out, "fail", "text was added to what the sender signed (DKIM l=)");
	else if (sum->conflict)
		set_authenticity(out, "unknown", "the server's results contradict each other");
	else if (sum->arc && arc_passes(e, us, author))
		believe(out, b, "dmarc=pass before it was passed on (ARC)");
	else if (g_strcmp0(sum->dmarc, "fail") == 0)
		set_authenticity(out, "fail", "dmarc=fail");
	else if (sum->about_author)
		believe(out, b, "dmarc=pass");
	else if (sum->submitted && domain_is_us(us, author))
		believe(out, b, "signed in at our own server");
	else if (g_strcmp0(sum->dmarc, "pass") == 0)
		set_authenticity(out, "unknown", "dmarc=pass is not about the domain in From");
	else if (none && sum->signed_by_author)
		believe(out, b,
		    sum->dmarc ? "dkim=pass for the domain in From, which has no DMARC record"
			       : "dkim=pass for the domain in From");
	else
		set_authenticity(out, "unknown", "the server gives no DMARC pass");
}

void
authenticity_find(const struct message *m, const struct finding_us *us, const char *hand, struct report *out)
{
	const struct envelope *e = m->envelope;
	guint authors;
	const char *author = author_of(e, &authors);
	g_autofree char *why = NULL;
	struct auth_summary sum;
	struct trust trust;

	trust_find(e, us, &trust);
	if (trust.results->len) {
		const struct auth_results *first = trust.results->pdata[0];

		out->auth_server = g_strdup(first->server ? first->server : "(unnamed)");
	}
	if (e->n_from_fields > 1 || authors > 1) {
		set_authenticity(out, "fail", "more than one author in From");
	} else if (e->from_trick) {
		why = g_strdup_printf("From may show another sender: %s", e->from_trick);
		set_authenticity(out, "fail", why);
	} else if (!author) {
		set_authenticity(out, "unknown", "no address in From");
	} else if (!trust.results->len) {
		set_authenticity(out, "unknown",
		    trust.any ? "no result of a server that is trusted here"
			      : "no Authentication-Results field");
	} else {
		auth_results_sum(trust.results, author, &sum);
		judge_sum(&(struct belief){ e, us, author, hand }, &sum, out);
	}
	g_ptr_array_unref(trust.results);
}
