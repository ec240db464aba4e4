/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser COMMAND …`: finds the command's row and runs it; `help` and `version`.
 */
#include "shared.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const struct cli_command *
command_find(const char *name)
{
	for (const struct cli_command *c = CLI_COMMANDS; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static void
usage_print(FILE *to)
{
	fputs("Usage: purser COMMAND [OPTION...] [ARGUMENT...]\n\nCommands:\n", to);
	for (const struct cli_command *c = CLI_COMMANDS; c->name; c++)
		fprintf(to, "  %-14s %s\n", c->name, c->help);
	fputs("\n`purser COMMAND --help` tells more of one; purser(1) of all.\n", to);
}

static int
command_unknown(const char *name)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	g_autofree char *shown = text_one_line(name, 60);
	g_autofree char *near = NULL;

	for (const struct cli_command *c = CLI_COMMANDS; c->name; c++)
		g_ptr_array_add(known, (gpointer)c->name);
	near = text_nearest(name, (const char *const *)known->pdata, known->len);
	if (*name == '-')
		fprintf(stderr, "purser: options stand behind the command: purser COMMAND %s\n", shown);
	else if (near)
		fprintf(stderr, "purser: there is no command '%s': did you mean '%s'?\n", shown, near);
	else
		fprintf(stderr, "purser: there is no command '%s': `purser help` lists them\n", shown);
	return EX_USAGE;
}

int
cli_help(int argc, char **argv)
{
	const struct cli_command *c;
	char *ask[] = { NULL, (char *)"--help", NULL };

	if (argc < 2) {
		usage_print(stdout);
		return EX_OK;
	}
	c = command_find(argv[1]);
	if (!c)
		return command_unknown(argv[1]);
	if (c->run == cli_help || c->run == cli_version) {
		printf("Usage: purser %s %s\n%s\n", c->name, c->arguments, c->help);
		return EX_OK;
	}
	ask[0] = argv[1];
	return c->run(2, ask);
}

int
cli_version(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED)
{
	puts("purser " PURSER_VERSION);
	return EX_OK;
}

int
cli_main(int argc, char **argv)
{
	const struct cli_command *c;
	const char *name = argc > 1 ? argv[1] : NULL;
	int status;

	setlocale(LC_ALL, "");
	/* A pager that ends early is an error of our write, not a reason to die half way. */
	signal(SIGPIPE, SIG_IGN);
	if (!name) {
		usage_print(stderr);
		return EX_USAGE;
	}
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		name = "help";
	else if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
		name = "version";
	c = command_find(name);
	status = c ? c->run(argc - 1, argv + 1) : command_unknown(name);
	cli_end();
	return status;
}
