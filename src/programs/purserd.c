/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purserd: its arguments. */
#include "purser/daemon.h"

#include <stdio.h>
#include <sysexits.h>

int
main(int argc, char **argv)
{
	struct daemon_options options = { NULL };
	g_autofree char *config_path = NULL;
	gboolean version = FALSE;
	const GOptionEntry entries[] = {
		{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &config_path, "Configuration file", "FILE" },
		{ "once", 0, 0, G_OPTION_ARG_NONE, &options.once,
		    "Catch up with every mailbox, empty the outbox, end", NULL },
		{ "foreground", 'f', 0, G_OPTION_ARG_NONE, &options.foreground,
		    "Log for a terminal, not for the journal", NULL },
		{ "version", 'V', 0, G_OPTION_ARG_NONE, &version, "Show the version", NULL },
		{ NULL },
	};
	g_autoptr(GOptionContext) context =
	    g_option_context_new("- read mailboxes, route purchase orders to AR");
	g_autoptr(GError) error = NULL;

	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) || argc > 1) {
		fprintf(stderr, "purserd: %s; see purserd --help\n",
		    error ? error->message : "it takes no arguments");
		return EX_USAGE;
	}
	if (version) {
		printf("purserd %s\n", PURSER_VERSION);
		return EX_OK;
	}
	options.config_path = config_path;
	return daemon_main(&options);
}
