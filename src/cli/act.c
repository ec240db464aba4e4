/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands by which a person changes something: review, retry, backfill, look, backup. All but
 * backup are requests: purserd performs them while it runs.
 */
#include "shared.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

static gboolean
parse_id(const char *text, gint64 *out)
{
	char *end;

	*out = g_ascii_strtoll(text, &end, 10);
	return *end == '\0' && *out > 0;
}

int
cli_review(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean route = FALSE;
	g_autofree char *reject = NULL, *number = NULL, *customer = NULL;
	const GOptionEntry entries[] = {
		{ "route", 0, 0, G_OPTION_ARG_NONE, &route, "It is right: send it to AR", NULL },
		{ "reject", 0, 0, G_OPTION_ARG_STRING, &reject, "It is none, or not ours: send nothing",
		    "REASON" },
		{ "number", 0, 0, G_OPTION_ARG_STRING, &number, "The PO number is this", "NUMBER" },
		{ "customer", 0, 0, G_OPTION_ARG_STRING, &customer, "The customer is this", "NAME" },
		{ NULL },
	};
	GVariantBuilder ask;
	gint64 id;

	if (!cli_parse(&o, entries, "ID - settle what waits for a person", &argc, &argv))
		return EX_USAGE;
	if (argc != 2 || !parse_id(argv[1], &id) || (!route && !reject && !number && !customer) ||
	    (route && reject)) {
		fprintf(stderr,
		    "usage: purser review ID [--number NUMBER] [--customer NAME] --route | --reject REASON\n"
		    "`purser list --review` shows what waits\n");
		return EX_USAGE;
	}
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "review");
	cli_ask_text(&ask, "action", route ? "route" : reject ? "reject" : NULL);
	cli_ask_text(&ask, "value", reject);
	cli_ask_text(&ask, "number", number);
	cli_ask_text(&ask, "customer", customer);
	g_variant_builder_add(&ask, "{sv}", "item", g_variant_new_int64(id));
	return cli_request(&o, &ask);
}

int
cli_retry(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean all = FALSE;
	const GOptionEntry entries[] = {
		{ "all", 0, 0, G_OPTION_ARG_NONE, &all, "All parked parcels", NULL },
		{ NULL },
	};
	GVariantBuilder ask;
	gint64 id = 0;

	if (!cli_parse(&o, entries,
		"PARCEL - try a parked parcel again (its number is in purser show --json)", &argc, &argv))
		return EX_USAGE;
	if (all ? argc != 1 : (argc != 2 || !parse_id(argv[1], &id))) {
		fprintf(stderr, "usage: purser retry PARCEL | --all\n");
		return EX_USAGE;
	}
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "retry");
	g_variant_builder_add(&ask, "{sv}", "parcel", g_variant_new_int64(id));
	return cli_request(&o, &ask);
}

static int
simple_request(struct cli_options *o, const char *what, const char *key, const char *value)
{
	GVariantBuilder ask;

	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", what);
	if (key)
		cli_ask_text(&ask, key, value);
	return cli_request(o, &ask);
}

int
cli_look_now(int argc, char **argv)
{
	struct cli_options o = { NULL };

	if (!cli_parse(
		&o, NULL, "[MAILBOX] - look into mailboxes now, do not wait for the next poll", &argc, &argv))
		return EX_USAGE;
	return simple_request(&o, "look", argc > 1 ? "mailbox" : NULL, argc > 1 ? argv[1] : NULL);
}

int
cli_backfill(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean all = FALSE;
	const GOptionEntry entries[] = {
		{ "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also read the older mail that from= skipped", NULL },
		{ NULL },
	};
	GVariantBuilder ask;

	if (!cli_parse(&o, entries, "- send the orders that were found before go-live", &argc, &argv))
		return EX_USAGE;
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "backfill");
	g_variant_builder_add(&ask, "{sv}", "all", g_variant_new_boolean(all));
	return cli_request(&o, &ask);
}

int
cli_backup(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct store *store;
	int status;

	if (!cli_parse(&o, NULL, "FILE - a consistent copy of the database, while purserd runs or not", &argc,
		&argv))
		return EX_USAGE;
	if (argc != 2) {
		fprintf(stderr, "usage: purser backup FILE\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	store = cli_store(config, NULL, &status);
	if (store && !store_backup(store, argv[1], &error))
		status = cli_error(error);
	if (store && status == EX_OK && !o.json)
		printf("%s: copied. The keys (%s/*.key) are not in it: keep them apart.\n", argv[1],
		    config->purser.state_dir);
	store_close(store);
	config_free(config);
	return status;
}
