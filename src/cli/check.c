/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser check-config [--online]`: every problem with its place, its cause in plain words, one fix. `purser
 * go-live`: what will change, then the change, after a yes.
 */
#include "accounts.h"
#include "shared.h"

#include "purser/delivery.h"
#include "purser/eye.h"
#include "purser/fetcher.h"
#include "purser/letter.h"
#include "purser/process.h"
#include "purser/vault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct check {
	gboolean json;
	guint failed, warned;
};

static void
check_line(struct check *c, const char *grade, const char *what, const char *text)
{
	g_autofree char *safe = text_one_line(text, 500);
	gboolean bad = strcmp(grade, "FAIL") == 0;

	c->failed += bad;
	c->warned += strcmp(grade, "warn") == 0;
	if (c->json)
		cli_json_print(json_pack("{s:s, s:s, s:s}", "grade", grade, "what", what, "text", safe));
	else
		printf("%s%-5s%s %-24s %s\n", bad && cli_colour() ? "\033[31m" : "", grade,
		    bad && cli_colour() ? "\033[0m" : "", what, safe);
	fflush(stdout);
}

static void
check_problems(struct check *c, const GPtrArray *problems)
{
	for (guint i = 0; problems && i < problems->len; i++) {
		const struct config_problem *p = g_ptr_array_index((GPtrArray *)problems, i);
		g_autofree char *line = config_problem_format(p);

		check_line(c, p->fatal ? "FAIL" : "warn", "configuration", line);
	}
}

/* An error of a server, with the place in the configuration where its host is set. */
static void
check_server_failed(
    struct check *c, const struct config *config, const char *what, const char *section, const GError *error)
{
	g_autofree char *where = config_where(config, section, "host");
	g_autofree char *text =
	    g_strdup_printf("%s%s%s", where ? where : "", where ? ": " : "", error->message);

	check_line(c, "FAIL", what, text);
}

static void
check_online(struct check *c, const struct config *config)
{
	for (guint i = 0; i < config->mailboxes->len; i++) {
		const struct config_mailbox *m = g_ptr_array_index(config->mailboxes, i);
		g_autofree char *section = g_strdup_printf("mailbox %s", m->name), *text = NULL;
		g_autoptr(GError) error = NULL;

		if (fetcher_probe(m, &config->limits, &text, &error))
			check_line(c, "ok", section, text);
		else
			check_server_failed(c, config, section, section, error);
	}
	if (config->ar.server.host) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;

		if (delivery_probe(&config->ar, &config->limits, &text, &error))
			check_line(c, "ok", "ar", text);
		else
			check_server_failed(c, config, "ar", "ar", error);
	}
}

/* A file of keys that cannot be used would keep purserd from starting; none at all is a choice. */
static void
check_vault(struct check *c, const struct config *config)
{
	g_autofree char *text = NULL;
	gboolean sealed = cli_vault_text(config, &text);

	check_line(c, sealed ? "ok" : config->vault.recipients ? "FAIL" : "warn", "vault", text);
}

/* Accounts of ours are worth nothing without the key that they were registered with. */
static void
check_accounts(struct check *c, const struct config *config)
{
	g_autofree char *path = g_build_filename(config->purser.state_dir, "purser.db", NULL);
	struct store *store = store_open(path, STORE_READ, NULL, NULL);
	g_autoptr(GPtrArray) accounts = store ? store_accounts(store, FALSE, NULL) : NULL;
	guint n = accounts ? accounts->len : 0;
	g_autofree char *then = n ? store_fact(store, "fingerprint-key") : NULL, *now = NULL;
	g_autofree char *text =
	    n ? g_strdup_printf("%u of ours: every account in mail is compared with them", n)
	      : g_strdup("none of ours is registered: accounts in mail are not compared");
	g_autoptr(GError) error = NULL;
	struct secret *key = n && vault_init(&error) ? accounts_key(config, NULL, &error) : NULL;

	if (key)
		now = vault_key_mark(key);
	if (n && !key)
		check_line(c, "FAIL", "accounts", error->message);
	else if (then && strcmp(then, now) != 0)
		check_line(c, "FAIL", "accounts",
		    "they were registered with another fingerprint key: put that one back, or retire them "
		    "and "
		    "add them anew");
	else
		check_line(c, "ok", "accounts", text);
	secret_free(key);
	store_close(store);
}

/* Scans are read in the languages whose data are installed; none is a choice too. */
static void
check_scans(struct check *c)
{
	g_autoptr(GString) there = g_string_new(NULL), missing = g_string_new(NULL);
	g_autofree char *program = helper_program_path("purser-eye"), *text = NULL;

	for (guint i = 0; EYE_LANGUAGES[i]; i++) {
		g_autofree char *path = eye_data_path(EYE_LANGUAGES[i]);

		g_string_append_printf(
		    path ? there : missing, path ? " %s" : " tesseract-ocr-%s", EYE_LANGUAGES[i]);
	}
	if (access(program, X_OK) < 0)
		text = g_strdup_printf(
		    "not read: %s: %s: install purser completely", program, g_strerror(errno));
	else if (!there->len)
		text = g_strdup_printf("not read, and said so of each: apt install%s", missing->str);
	else if (missing->len)
		text = g_strdup_printf("read in%s; for more: apt install%s", there->str, missing->str);
	else
		text = g_strdup_printf("read in%s", there->str);
	check_line(c, strncmp(text, "not", 3) == 0 ? "warn" : "ok", "scans and photos", text);
}

/* Templates that a company has put in place of ours. */
static void
check_templates(struct check *c, const struct config *config)
{
	g_autofree char *folder = g_build_filename(config->folder, "templates", NULL);
	struct letter_templates *templates;
	g_autoptr(GPtrArray) problems = NULL;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
		return;
	templates = letter_templates_load(folder);
	letter_templates_try(templates);
	problems = letter_templates_problems(templates);
	for (guint i = 0; i < problems->len; i++)
		check_line(c, "warn", "template", g_ptr_array_index(problems, i));
	if (!problems->len)
		check_line(c, "ok", "templates", folder);
	letter_templates_free(templates);
}

int
cli_check_config(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean online = FALSE, example = FALSE, manual = FALSE;
	const GOptionEntry entries[] = {
		{ "example", 0, 0, G_OPTION_ARG_NONE, &example,
		    "Print a commented example file with every key", NULL },
		{ "manual", 0, 0, G_OPTION_ARG_NONE, &manual, "Print the manual page purser.conf(5)", NULL },
		{ "online", 0, 0, G_OPTION_ARG_NONE, &online,
		    "Also sign in to every server (nothing is sent or fetched)", NULL },
		{ NULL },
	};
	GPtrArray *problems = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct check c = { 0 };

	if (!cli_parse(&o, entries, "- check the configuration", &argc, &argv))
		return EX_USAGE;
	if (example || manual) {
		g_autofree char *text = example ? config_example() : config_manual();

		fputs(text, stdout);
		return EX_OK;
	}
	c.json = o.json;
	config = config_load(o.config_path, &problems);
	check_problems(&c, problems);
	g_clear_pointer(&problems, g_ptr_array_unref);
	if (config) {
		g_autofree char *text = g_strdup_printf("%u file%s, %u keys, %u mailbox%s, mode = %s",
		    config->n_files, config->n_files == 1 ? "" : "s", config->n_keys, config->mailboxes->len,
		    config->mailboxes->len == 1 ? "" : "es",
		    config->purser.mode == MODE_LIVE ? "live" : "observe");

		check_line(&c, "ok", "configuration", text);
		check_templates(&c, config);
		check_vault(&c, config);
		check_accounts(&c, config);
		check_scans(&c);
		if (online && !vault_init(&error))
			check_line(&c, "FAIL", "vault", error->message);
		else if (online) {
			mailbox_init();
			check_online(&c, config);
		}
	}
	config_free(config);
	return c.failed ? EX_CONFIG : EX_OK;
}

/* --- go-live --- */

/* 1: yes, 0: no, -1: nobody answers. */
static int
ask_yes(const char *question)
{
	char answer[16];

	printf("%s [yes/no] ", question);
	fflush(stdout);
	if (!fgets(answer, sizeof(answer), stdin))
		return -1;
	return g_ascii_strncasecmp(answer, "yes", 3) == 0;
}

/* A drop-in beside the main file, so that an administrator's file is not rewritten. */
static char *
mode_file(const struct cli_options *o)
{
	const char *env = g_getenv("PURSER_CONFIG");
	const char *main_file = o->config_path ? o->config_path
				: env          ? env
					       : PURSER_SYSCONFDIR "/purser/purser.conf";
	g_autofree char *dir = g_path_get_dirname(main_file);

	return g_build_filename(dir, "conf.d", "90-mode.conf", NULL);
}

static gboolean
mode_write(const char *path, gboolean live, GError **error)
{
	g_autofree char *dropins = g_path_get_dirname(path);
	g_autofree char *text =
	    g_strdup_printf("# written by purser go-live\n[purser]\nmode = %s\n", live ? "live" : "observe");

	if (g_mkdir_with_parents(dropins, 0755) < 0)
		return purser_fail(error, PURSER_HALT, "%s: %s: run it as root", dropins, g_strerror(errno));
	return g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}

/* purserd reads it now, or at its next start. */
static int
mode_tell(const struct cli_options *o, const char *path, gboolean live)
{
	struct config *config = cli_config(o);
	g_autoptr(GVariant) answer = NULL;
	g_autoptr(GError) error = NULL;
	GVariantBuilder ask;
	int status = EX_OK;

	printf("Wrote %s\n", path);
	if (!config)
		return EX_CONFIG;
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "reload");
	cli_ask_text(&ask, "who", cli_user());
	answer = daemon_call(config->purser.socket, g_variant_builder_end(&ask), &error);
	if (answer)
		g_variant_lookup(answer, "status", "i", &status);
	printf(error ? "purserd is not running; it will %s from its next start.\n" : "purserd does %s now.\n",
	    live ? "send" : "only observe");
	config_free(config);
	return status;
}

static int
live_ask(const struct config *config, gboolean yes)
{
	g_autofree char *to = NULL;
	int answer;

	if (!config->ar.from) {
		fprintf(stderr,
		    "purser: nothing says where orders go: write the section [ar] first (purser.conf(5))\n");
		return EX_CONFIG;
	}
	to = config->ar.transport == TRANSPORT_IMAP
		 ? g_strdup_printf("the folder %s on %s", config->ar.folder, config->ar.server.host)
		 : g_strjoinv(", ", config->ar.to);
	printf("Purchase orders found from now on go to %s, from %s.\n"
	       "Older mail will not be sent. To send it: purser backfill\n",
	    to, config->ar.from);
	answer = yes ? 1 : ask_yes("Go live?");
	if (answer != 1)
		puts(answer < 0 ? "\nNobody answered; nothing was changed." : "Nothing was changed.");
	return answer == 1 ? EX_OK : answer < 0 ? EX_NOINPUT : EX_NOPERM;
}

int
cli_go_live(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean yes = FALSE, undo = FALSE, live;
	const GOptionEntry entries[] = {
		{ "yes", 0, 0, G_OPTION_ARG_NONE, &yes, "Do not ask", NULL },
		{ "undo", 0, 0, G_OPTION_ARG_NONE, &undo, "Back to observing", NULL },
		{ NULL },
	};
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	int status = EX_OK;

	if (!cli_parse(&o, entries, "- from observing to sending", &argc, &argv))
		return EX_USAGE;
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	live = config->purser.mode == MODE_LIVE;
	if (live != undo) {
		puts(live ? "purser is live already." : "purser observes already.");
		config_free(config);
		return EX_OK;
	}
	if (!undo)
		status = live_ask(config, yes);
	config_free(config);
	if (status != EX_OK)
		return status == EX_NOPERM ? EX_OK : status;
	path = mode_file(&o);
	if (!mode_write(path, !undo, &error))
		return cli_error(error);
	return mode_tell(&o, path, !undo);
}
