/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no single line shows: what is missing, what contradicts, what two sections share. */
#include "parse.h"

#include <arpa/inet.h>
#include <string.h>

struct check {
	struct config *config;
	GPtrArray *problems;
	const char *file;    /* the main one, for what has no place */
	const char *section; /* "mailbox sales" */
};

static void report(struct check *k, gboolean fatal, const char *key, const char *fix, const char *cause, ...)
    G_GNUC_PRINTF(5, 6);

/* At the key's line, else at its section's. */
static void
report(struct check *k, gboolean fatal, const char *key, const char *fix, const char *cause, ...)
{
	const struct place *place = k->section ? place_find(k->config, k->section, key) : NULL;
	g_autofree char *text = NULL;
	va_list args;

	if (!place && k->section)
		place = place_find(k->config, k->section, NULL);
	va_start(args, cause);
	text = g_strdup_vprintf(cause, args);
	va_end(args);
	problem_add(
	    k->problems, fatal, place ? place->file : k->file, place ? place->line : 0, fix, "%s", text);
}

/* Said, even if what was said could not be used: that was reported where it stands. */
static gboolean
said(const struct check *k, const char *key)
{
	return place_find(k->config, k->section, key) != NULL;
}

static void
need(struct check *k, const char *key, enum row_section section)
{
	const struct row *row = config_row_find(section, key);
	g_autofree char *fix = NULL;

	if (said(k, key))
		return;
	fix = g_strdup_printf("add %s = %s", key, row->example);
	report(k, TRUE, NULL, fix, "[%s] lacks %s", k->section, key);
}

/* --- a server
 * -----------------------------------------------------------------------------------------------------*/

static gboolean
host_is_loopback(const char *host)
{
	struct in_addr four;
	struct in6_addr six;

	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &six) == 1)
		return IN6_IS_ADDR_LOOPBACK(&six);
	return g_ascii_strcasecmp(host, "localhost") == 0;
}

/* A usual port with the other kind of TLS waits for ever or fails without a word: the commonest wrong
 * setting. */
static void
check_port(struct check *k, const struct config_server *s)
{
	static const struct {
		int port;
		enum config_tls wrong;
		const char *fix;
	} PAIRS[] = {
		{ 993, TLS_STARTTLS, "write tls = implicit for port 993" },
		{ 993, TLS_NONE, "write tls = implicit for port 993" },
		{ 465, TLS_STARTTLS, "write tls = implicit for port 465" },
		{ 465, TLS_NONE, "write tls = implicit for port 465" },
		{ 143, TLS_IMPLICIT, "write tls = starttls for port 143, or port = 993" },
		{ 587, TLS_IMPLICIT, "write tls = starttls for port 587, or port = 465" },
		{ 25, TLS_IMPLICIT, "write tls = starttls for port 25, or port = 465" },
	};
	static const char *const NAMES[] = {
		[TLS_IMPLICIT] = "implicit", [TLS_STARTTLS] = "starttls", [TLS_NONE] = "none"
	};

	for (guint i = 0; i < G_N_ELEMENTS(PAIRS); i++)
		if (s->port == PAIRS[i].port && s->tls == PAIRS[i].wrong)
			report(k, FALSE, said(k, "tls") ? "tls" : "port", PAIRS[i].fix,
			    "port %d hardly ever speaks tls = %s", s->port, NAMES[s->tls]);
}

static void
check_tls(struct check *k, const struct config_server *s)
{
	if (s->tls == TLS_NONE && s->host && !host_is_loopback(s->host))
		report(k, TRUE, "tls", "write tls = implicit or starttls",
		    "tls = none would send mail and password readable for everybody to %s", s->host);
	if (s->tls == TLS_NONE && (s->ca_file || s->tls_name))
		report(k, FALSE, s->ca_file ? "ca_file" : "tls_name",
		    "take it out, or write another tls =", "it has no meaning with tls = none");
}

static void
check_secret(struct check *k, const struct config_server *s, enum row_section section)
{
	static const char *const WAYS[] = { "password_file", "password_credential", "password_command",
		"token_command" };
	const char *first = NULL;
	gboolean wants_token = s->auth == AUTH_XOAUTH2 || s->auth == AUTH_OAUTHBEARER;

	for (guint i = 0; i < G_N_ELEMENTS(WAYS); i++) {
		if (!said(k, WAYS[i]))
			continue;
		if (first)
			report(k, TRUE, WAYS[i], "keep one of the two", "%s and %s are both given", first,
			    WAYS[i]);
		else
			first = WAYS[i];
	}
	if (s->auth == AUTH_NONE) {
		if (section == SECTION_MAILBOX || k->config->ar.transport == TRANSPORT_IMAP)
			report(
			    k, TRUE, "auth", "take auth = none out", "IMAP has no access without signing in");
		else if (first || s->user)
			report(k, TRUE, first ? first : "user", "take it out, or take auth = none out",
			    "%s has no meaning with auth = none", first ? first : "user");
		return;
	}
	need(k, "user", section);
	if (!first)
		report(k, TRUE, NULL, "add password_file = /etc/purser/secrets/mail",
		    "[%s] has no way to get its password", k->section);
	else if (wants_token && !said(k, "token_command"))
		report(k, TRUE, "auth", "add token_command = in place of the password",
		    "this way to sign in takes a token, not a password");
	else if ((s->auth == AUTH_PLAIN || s->auth == AUTH_LOGIN) && said(k, "token_command"))
		report(k, TRUE, "auth", "write auth = xoauth2 or oauthbearer",
		    "this way to sign in takes a password, not a token");
}

static void
check_server(struct check *k, const struct config_server *s, enum row_section section)
{
	need(k, "host", section);
	check_tls(k, s);
	check_port(k, s);
	check_secret(k, s, section);
}

/* --- sections
 * -----------------------------------------------------------------------------------------------------*/

static void
check_mailbox(struct check *k, const struct config_mailbox *m)
{
	check_server(k, &m->server, SECTION_MAILBOX);
	if (m->keyword && m->move_to)
		report(k, TRUE, "move_to", "keep one of the two", "keyword and move_to are both given");
	for (guint i = 0; m->move_to && m->folders[i]; i++)
		if (strcmp(m->move_to, m->folders[i]) == 0)
			report(k, TRUE, "move_to", "name a folder that is not read",
			    "messages would be moved to '%s', which is read itself", m->move_to);
	if (m->authenticity == PROOF_REQUIRE && !m->authserv_ids[0] && !m->authserv_unnamed)
		report(k, FALSE, "authenticity", "name our servers in authserv_ids",
		    "every order of this mailbox will wait for review: no server's word counts");
	if (m->authserv_below && !m->authserv_ids[0])
		report(k, FALSE, "authserv_below", "name our servers in authserv_ids",
		    "authserv_below does nothing without their names");
}

gboolean
config_mailbox_requires_proof(const struct config_mailbox *m)
{
	return m->authenticity == PROOF_REQUIRE ||
	       (m->authenticity == PROOF_AUTO &&
		   (m->authserv_unnamed || (m->authserv_ids && m->authserv_ids[0])));
}

static int
server_port(const struct config_server *s)
{
	return s->port ? s->port : s->tls == TLS_IMPLICIT ? 993 : 143;
}

/* Folders count: INBOX has no case (RFC 9051 5.1), others do. */
static gboolean
same_folder(const char *a, const char *b)
{
	return g_ascii_strcasecmp(a, "INBOX") == 0 ? g_ascii_strcasecmp(b, "INBOX") == 0 : strcmp(a, b) == 0;
}

static gboolean
same_account(const struct config_server *a, const struct config_server *b)
{
	return a->host && b->host && a->user && b->user && g_ascii_strcasecmp(a->host, b->host) == 0 &&
	       server_port(a) == server_port(b) && strcmp(a->user, b->user) == 0;
}

static void
check_shared(struct check *k, const struct config_mailbox *m, const struct config_mailbox *earlier)
{
	if (!same_account(&m->server, &earlier->server))
		return;
	for (guint i = 0; m->folders[i]; i++)
		for (guint j = 0; earlier->folders[j]; j++)
			if (same_folder(m->folders[i], earlier->folders[j]))
				report(k, TRUE, "folders", "keep it in one of them",
				    "folder '%s' of %s is also read by [mailbox %s]", m->folders[i],
				    m->server.user, earlier->name);
}

static void
check_ar(struct check *k, const struct config_ar *a, gboolean live)
{
	k->section = "ar";
	if (!place_find(k->config, "ar", NULL)) {
		k->section = NULL;
		report(k, live, NULL, "add the section [ar]",
		    live ? "mode = live, but nothing says where orders go"
			 : "nothing says where orders go; they are only recorded");
		return;
	}
	check_server(k, &a->server, SECTION_AR);
	need(k, "to", SECTION_AR);
	need(k, "from", SECTION_AR);
	if (a->transport == TRANSPORT_IMAP)
		need(k, "folder", SECTION_AR);
	else if (a->folder)
		report(k, FALSE, "folder", "write transport = imap, or take folder out",
		    "folder has no meaning with transport = smtp");
	if (a->retry_first_s > a->retry_max_s)
		report(k, TRUE, "retry_first", "write a retry_first that is not above retry_max",
		    "the first wait is longer than the longest");
}

/* Our own letters would come back as mail to read; they are recognised, but a loop is never wanted. */
static void
check_loop(struct check *k, const struct config_ar *a, const struct config_mailbox *m)
{
	if (a->transport != TRANSPORT_IMAP || !a->folder || !same_account(&a->server, &m->server))
		return;
	for (guint i = 0; m->folders[i]; i++)
		if (same_folder(a->folder, m->folders[i]))
			report(k, TRUE, "folder", "give AR a folder that is not read",
			    "'%s' is also read by [mailbox %s]", a->folder, m->name);
}

/* A letter of ours to somebody else's domain would tell them what customers order. */
static void
check_inside(struct check *k, const char *key, char *const *addresses)
{
	char **domains = k->config->company.domains;

	for (guint i = 0; addresses && addresses[i]; i++) {
		if (domains[0] && !address_in_domains(addresses[i], (const char *const *)domains))
			report(k, TRUE, key,
			    "name an address of one of [company] domains, or add its domain there",
			    "%s is not one of us", addresses[i]);
	}
	if (addresses && addresses[0] && !domains[0])
		report(k, FALSE, key, "add domains = to [company]",
		    "letters leave only to our own domains, and these are not given");
}

static void
check_digest(struct check *k, const struct config_digest *d)
{
	need(k, "to", SECTION_DIGEST);
	check_inside(k, "to", d->to);
}

static void
check_letters(struct check *k, const struct config_letters *l)
{
	char *const owner[] = { l->owner, NULL };

	k->section = "letters";
	check_inside(k, "owner", owner);
	check_inside(k, "alerts_to", l->alerts_to);
	if (said(k, "send") && strcmp(l->send[0], "none") != 0 && k->config->ar.transport == TRANSPORT_IMAP)
		report(k, FALSE, "send", "write transport = smtp in [ar], or send = none",
		    "account executives cannot be written to with transport = imap");
	if (l->departed[0] && !l->owner)
		report(k, FALSE, "departed", "add owner = sales-ops@example.com",
		    "nobody gets the letters of account executives who have left");
	for (guint i = 0; l->send[i]; i++)
		if (strcmp(l->send[i], "none") == 0 && l->send[1])
			report(k, TRUE, "send", "write none alone, or take it out",
			    "none and others are both given");
}

static void
check_answers(struct check *k, const struct config_answers *a)
{
	const struct config_mailbox *m = NULL;

	k->section = "answers";
	check_inside(k, "from", a->from);
	if (a->from[0] && !a->mailbox)
		report(k, FALSE, "from", "add mailbox = NAME, of the section into which answers come",
		    "nothing says where answers come in: none is read");
	for (guint i = 0; a->mailbox && i < k->config->mailboxes->len && !m; i++) {
		const struct config_mailbox *one = g_ptr_array_index(k->config->mailboxes, i);

		if (strcmp(one->name, a->mailbox) == 0)
			m = one;
	}
	if (a->mailbox && !m)
		report(k, TRUE, "mailbox", "write the name of a [mailbox NAME] section",
		    "there is no section [mailbox %s]", a->mailbox);
	else if (m && !m->authserv_ids[0] && !m->authserv_unnamed)
		report(k, FALSE, "mailbox", "add authserv_ids = to the section of that mailbox",
		    "nothing proves who wrote an answer: all of them will be refused");
}

static void
check_whole(struct check *k, struct config *c)
{
	k->section = "purser";
	if (c->purser.review_confidence > c->purser.route_confidence)
		report(k, TRUE, said(k, "review_confidence") ? "review_confidence" : "route_confidence",
		    "write a review_confidence that is not above route_confidence",
		    "nothing would ever wait for review");
	k->section = "vault";
	if (c->vault.fingerprint_key && c->vault.fingerprint_credential)
		report(k, TRUE, "fingerprint_credential", "keep one of the two",
		    "fingerprint_key and fingerprint_credential are both given");
	k->section = NULL;
	if (!c->mailboxes->len)
		report(
		    k, FALSE, NULL, "add a section [mailbox NAME]", "no mailbox is given: nothing is read");
	if (!place_find(c, "company", "names") || !place_find(c, "company", "domains"))
		report(k, FALSE, NULL, "add names and domains to [company]",
		    "our own names and mail domains are not given: our own orders pass for customers'");
}

void
config_check(struct config *c, GPtrArray *problems, const char *file)
{
	struct check k = { .config = c, .problems = problems, .file = file };

	for (guint i = 0; i < c->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(c->mailboxes, i);
		g_autofree char *section = g_strconcat("mailbox ", m->name, NULL);

		k.section = section;
		check_mailbox(&k, m);
		for (guint j = 0; j < i; j++)
			check_shared(&k, m, g_ptr_array_index(c->mailboxes, j));
	}
	check_ar(&k, &c->ar, c->purser.mode == MODE_LIVE);
	if (k.section)
		for (guint i = 0; i < c->mailboxes->len; i++)
			check_loop(&k, &c->ar, g_ptr_array_index(c->mailboxes, i));
	for (guint i = 0; i < c->digests->len; i++) {
		const struct config_digest *d = g_ptr_array_index(c->digests, i);
		g_autofree char *section = g_strconcat("digest ", d->name, NULL);

		k.section = section;
		check_digest(&k, d);
	}
	check_letters(&k, &c->letters);
	check_answers(&k, &c->answers);
	check_whole(&k, c);
}
