/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser setup`: asks the few things that have no preset, and writes a commented configuration (mode =
 * observe) and the password file (0600). It never overwrites a file.
 */
#include "shared.h"

#include "purser/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <termios.h>
#include <unistd.h>

struct setup {
	char *host, *user, *password, *company, *domain, *ar_to, *smtp_host, *from;
	char *ar_key; /* public line; NULL: later */
};

/* One line from the terminal; preset when empty; NULL at the end of input. */
static char *
setup_ask(const char *question, const char *preset)
{
	char line[512];

	if (preset && *preset)
		printf("%s [%s]: ", question, preset);
	else
		printf("%s: ", question);
	fflush(stdout);
	do {
		if (!fgets(line, sizeof(line), stdin))
			return NULL;
		g_strstrip(line);
		if (!*line && !preset)
			printf("  please say: ");
	} while (!*line && !preset);
	return g_strdup(*line ? line : preset);
}

/* A host's name alone: a port pasted along with it would be refused by check-config only later. */
static char *
setup_ask_host(const char *question, const char *preset)
{
	for (;;) {
		char *answer = setup_ask(question, preset);
		const char *colon = answer ? strchr(answer, ':') : NULL;

		/* several colons: an IPv6 address */
		if (!answer || (!strpbrk(answer, " /@") && (!colon || strchr(colon + 1, ':'))))
			return answer;
		puts(
		    "  the host's name alone, please; another port than the usual one goes into the file, as "
		    "port =");
		g_free(answer);
	}
}

/* Where imap.example.com reads, smtp.example.com usually sends. */
static char *
setup_smtp_guess(const char *host)
{
	return g_str_has_prefix(host, "imap.") ? g_strconcat("smtp.", host + strlen("imap."), NULL)
					       : g_strdup(host);
}

/* A mail address, or "Name <address>". */
static char *
setup_ask_address(const char *question, const char *preset)
{
	for (;;) {
		char *answer = setup_ask(question, preset);
		const char *at = answer ? strrchr(answer, '@') : NULL;

		if (!answer || (at && at > answer && g_ascii_isalnum(at[1])))
			return answer;
		puts("  that is no mail address");
		g_free(answer);
	}
}

/* The line is checked at once; the secret key has no business on this machine. NULL: none, for now. */
static char *
setup_ask_key(void)
{
	puts("\nThe mails of orders can be kept, sealed so that only AR opens them. On AR's machine run\n"
	     "purser keygen, and paste the line here that it prints (empty: later, nothing is kept until "
	     "then).");
	for (;;) {
		g_autoptr(GError) error = NULL;
		char *answer = setup_ask("AR's public key", "");
		struct vault_recipients *r;

		if (!answer || !*answer) {
			g_free(answer);
			return NULL;
		}
		r = vault_recipients_parse(answer, "line", &error);
		if (vault_recipients_count(r)) {
			vault_recipients_free(r);
			return answer;
		}
		printf("  %s\n", error ? error->message : "that is no key");
		vault_recipients_free(r);
		g_free(answer);
	}
}

static char *
setup_ask_password(const char *question)
{
	struct termios shown, hidden;
	gboolean terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	char *answer;

	if (terminal) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	answer = setup_ask(question, NULL);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		putchar('\n');
	}
	return answer;
}

static void
setup_clear(struct setup *s)
{
	char **all[] = { &s->host, &s->user, &s->company, &s->domain, &s->ar_to, &s->smtp_host, &s->from,
		&s->ar_key };

	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		g_free(*all[i]);
	if (s->password)
		memset(s->password, 0, strlen(s->password));
	g_free(s->password);
}

static gboolean
setup_questions(struct setup *s)
{
	const char *at;
	g_autofree char *domain = NULL, *from = NULL, *smtp = NULL;

	puts("purser reads one mailbox to begin with; more are further [mailbox NAME] sections.\n");
	s->host = setup_ask_host("IMAP server of the mailbox", NULL);
	s->user = s->host ? setup_ask("User name there", NULL) : NULL;
	s->password = s->user ? setup_ask_password("Password") : NULL;
	at = s->user ? strchr(s->user, '@') : NULL;
	domain = at ? g_strdup(at + 1) : NULL;
	s->company = s->password ? setup_ask("Your company's name", NULL) : NULL;
	s->domain = s->company ? setup_ask("Your mail domain", domain) : NULL;
	s->ar_to = s->domain ? setup_ask_address("Address of the AR queue", NULL) : NULL;
	smtp = s->ar_to ? setup_smtp_guess(s->host) : NULL;
	s->smtp_host = smtp ? setup_ask_host("SMTP server to reach it (the same user signs in)", smtp) : NULL;
	from = g_strdup_printf("purser <purser@%s>", s->domain ? s->domain : "");
	s->from = s->smtp_host ? setup_ask_address("Our own sender address", from) : NULL;
	if (s->from)
		s->ar_key = setup_ask_key();
	return s->from != NULL;
}

/* The value as the file's syntax wants it. */
static void
append_key(GString *out, const char *key, const char *value)
{
	g_autofree char *safe = text_one_line(value, 500);

	g_string_append_printf(out, "%s = %s\n", key, safe);
}

static char *
setup_text(const struct setup *s, const char *password_file, const char *key_file, const char *state)
{
	GString *out =
	    g_string_new("# purser's configuration; purser.conf(5) tells every key.\n"
			 "# Check it with: purser check-config --online\n\n"
			 "[purser]\n# observe reads and records, and sends nothing; purser go-live changes "
			 "it\nmode = observe\n");

	if (state)
		g_string_append_printf(out,
		    "# the database and the keys; beside this file, for a trial without installing\n"
		    "state_dir = %s\nsocket = %s/control.sock\n",
		    state, state);
	g_string_append(
	    out, "\n[company]\n# who we are: tells our own orders and letters from the customers'\n");

	append_key(out, "names", s->company);
	append_key(out, "domains", s->domain);
	g_string_append(
	    out, "\n# A mailbox to read. Its mail is never marked or changed.\n[mailbox sales]\n");
	append_key(out, "host", s->host);
	append_key(out, "user", s->user);
	append_key(out, "password_file", password_file);
	g_string_append(out,
	    "watch = idle\n# now: only mail that comes from now on; all; or a day, as "
	    "2026-01-31\nfrom = now\n"
	    "# The name under which your mail server writes Authentication-Results: with it\n"
	    "# senders are proven, and an order that nobody proves waits (purser.conf(5)).\n"
	    "#authserv_ids = mx.example.com\n\n"
	    "# Where purchase orders go.\n[ar]\ntransport = smtp\n");
	append_key(out, "host", s->smtp_host);
	g_string_append(out, "tls = starttls\n");
	append_key(out, "user", s->user);
	append_key(out, "password_file", password_file);
	append_key(out, "to", s->ar_to);
	append_key(out, "from", s->from);
	g_string_append(
	    out, "\n# AR's public keys: the mails of orders are kept, sealed to them.\n[vault]\n");
	if (s->ar_key)
		append_key(out, "recipients", key_file);
	else
		g_string_append_printf(out, "#recipients = %s\n", key_file);
	return g_string_free(out, FALSE);
}

static gboolean
write_new(const char *path, mode_t mode, const char *text, GError **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	gsize size = strlen(text);
	gboolean ok;

	if (fd < 0)
		return purser_fail(error, PURSER_HALT, "%s: %s%s", path, g_strerror(errno),
		    errno == EEXIST ? ": it is left as it is; move it away to begin anew" : "");
	ok = write(fd, text, size) == (ssize_t)size && fsync(fd) == 0;
	if (!ok)
		purser_fail(error, PURSER_HALT, "%s: %s", path, g_strerror(errno));
	close(fd);
	return ok;
}

/* Written by root for the daemon: its own user must be able to read it. */
static void
setup_give_away(const char *path)
{
	const struct passwd *daemon = geteuid() == 0 ? getpwnam("purser") : NULL;

	if (daemon && chown(path, daemon->pw_uid, daemon->pw_gid) < 0)
		fprintf(stderr, "purser: %s: %s: chown it to the user purser\n", path, g_strerror(errno));
}

int
cli_setup(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autofree char *path = NULL, *dir = NULL, *state = NULL, *password_file = NULL, *key_file = NULL,
			*key_text = NULL, *text = NULL, *secret = NULL;
	g_autoptr(GError) error = NULL;
	struct setup s = { NULL };
	int status = EX_OK;

	if (!cli_parse(&o, NULL, "- ask, and write a commented configuration", &argc, &argv))
		return EX_USAGE;
	path = g_canonicalize_filename(
	    o.config_path ? o.config_path : PURSER_SYSCONFDIR "/purser/purser.conf", NULL);
	dir = g_path_get_dirname(path);
	if (strcmp(dir, PURSER_SYSCONFDIR "/purser") != 0) /* not the installed daemon's: a user's own */
		state = g_build_filename(dir, "state", NULL);
	password_file = g_build_filename(dir, "sales.password", NULL);
	key_file = g_build_filename(dir, "ar.pub", NULL);
	if (access(path, F_OK) == 0) {
		fprintf(
		    stderr, "purser: %s is there already: edit it, or move it away to begin anew\n", path);
		return EX_CANTCREAT;
	}
	if (g_mkdir_with_parents(dir, 0755) < 0) {
		fprintf(stderr, "purser: %s: %s: run it as root, or give --config FILE\n", dir,
		    g_strerror(errno));
		return EX_CANTCREAT;
	}
	if (!setup_questions(&s)) {
		fprintf(stderr, "\npurser: nothing was written\n");
		setup_clear(&s);
		return EX_NOINPUT;
	}
	text = setup_text(&s, password_file, key_file, state);
	key_text = s.ar_key ? g_strconcat(s.ar_key, "\n", NULL) : NULL;
	secret = g_strconcat(s.password, "\n", NULL);
	if (!write_new(password_file, 0600, secret, &error) ||
	    (key_text && !write_new(key_file, 0644, key_text, &error)) ||
	    !write_new(path, 0644, text, &error)) {
		fprintf(stderr, "purser: %s\n", error->message);
		status = EX_CANTCREAT;
	} else {
		g_autofree char *option =
		    o.config_path ? g_strdup_printf(" --config %s", path) : g_strdup("");

		setup_give_away(password_file);
		printf("\nWrote %s (mode = observe) and %s\n"
		       "Next: purser check-config --online%s, then purser scan%s\n",
		    path, password_file, option, option);
	}
	memset(secret, 0, strlen(secret));
	setup_clear(&s);
	return status;
}
