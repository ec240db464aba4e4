/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser check-config [--online]`: every problem with its place, its cause in plain words, one fix. `purser
 * go-live`: what will change, then the change, after a yes.
 */
#include "shared.h"

#include "purser/delivery.h"
#include "purser/fetcher.h"
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

static gboolean
ask_yes(const char *question)
{
	char answer[16];

	printf("%s [yes/no] ", question);
	fflush(stdout);
	return fgets(answer, sizeof(answer), stdin) && g_ascii_strncasecmp(answer, "yes", 3) == 0;
}

/* A drop-in beside the main file, so that an administrator's file is not rewritten. */
static gboolean
live_write(const struct cli_options *o, char **out_path, GError **error)
{
	const char *env = g_getenv("PURSER_CONFIG");
	const char *main_file = o->config_path ? o->config_path
				: env          ? env
					       : PURSER_SYSCONFDIR "/purser/purser.conf";
	g_autofree char *dir = g_path_get_dirname(main_file),
			*dropins = g_build_filename(dir, "conf.d", NULL);

	*out_path = g_build_filename(dropins, "90-mode.conf", NULL);
	if (g_mkdir_with_parents(dropins, 0755) < 0)
		return purser_fail(error, PURSER_HALT, "%s: %s: run it as root", dropins, g_strerror(errno));
	return g_file_set_contents(
	    *out_path, "# written by purser go-live\n[purser]\nmode = live\n", -1, error);
}

int
cli_go_live(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean yes = FALSE;
	const GOptionEntry entries[] = {
		{ "yes", 0, 0, G_OPTION_ARG_NONE, &yes, "Do not ask", NULL },
		{ NULL },
	};
	g_autofree char *path = NULL, *to = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	GVariantBuilder ask;
	int status;

	if (!cli_parse(&o, entries, "- from observing to sending", &argc, &argv))
		return EX_USAGE;
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	if (config->purser.mode == MODE_LIVE) {
		puts("purser is live already.");
		config_free(config);
		return EX_OK;
	}
	to = config->ar.transport == TRANSPORT_IMAP
		 ? g_strdup_printf("the folder %s on %s", config->ar.folder, config->ar.server.host)
		 : g_strjoinv(", ", config->ar.to);
	printf("Purchase orders found from now on go to %s, from %s.\n"
	       "Older mail will not be sent. To send it: purser backfill\n",
	    to, config->ar.from);
	config_free(config);
	if (!yes && !ask_yes("Go live?"))
		return EX_OK;
	if (!live_write(&o, &path, &error))
		return cli_error(error);
	printf("Wrote %s\n", path);
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "reload");
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	{
		g_autoptr(GVariant) answer =
		    daemon_call(config->purser.socket, g_variant_builder_end(&ask), &error);

		status = EX_OK;
		if (answer)
			g_variant_lookup(answer, "status", "i", &status);
	}
	puts(error ? "purserd is not running; it is live from its next start." : "purserd is live.");
	config_free(config);
	return status;
}
