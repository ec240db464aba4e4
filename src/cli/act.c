/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands by which a person changes something: review, retry, customers, backfill, look, backup. All but
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

/* --- customers --- */

static json_t *
words_json(char *const *words)
{
	json_t *list = json_array();

	for (; words && *words; words++)
		json_array_append_new(list, json_string(*words));
	return list;
}

static void
customers_print(const GPtrArray *all, gboolean json)
{
	static const char *const HEADS[] = { "CODE", "NAME", "KIND", "DOMAINS", "AE", "AR OWNER", NULL };
	static const char *const KINDS[] = { "customer", "provisional", "own" };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < all->len; i++) {
		const struct customer *c = g_ptr_array_index((GPtrArray *)all, i);
		g_autofree char *domains = c->domains ? g_strjoinv(" ", c->domains) : NULL;

		if (json)
			cli_json_print(json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "code",
			    cli_json_text(c->code), "name", cli_json_text(c->name), "kind", KINDS[c->kind],
			    "domains", words_json(c->domains), "aliases", words_json(c->aliases), "contacts",
			    words_json(c->contacts), "ae", cli_json_text(c->ae), "ar_owner",
			    cli_json_text(c->ar_owner)));
		else
			cli_table_row(t, (const char *[]){
					     c->code, c->name, KINDS[c->kind], domains, c->ae, c->ar_owner });
	}
	if (t)
		cli_table_print(t);
}

int
cli_customers(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct directory *dir = NULL;
	struct store *store;
	gint64 forget = 0;
	const GOptionEntry entries[] = {
		{ "forget", 0, 0, G_OPTION_ARG_INT64, &forget,
		    "With learned: what has this number counts no more", "N" },
		{ NULL },
	};
	int status;

	if (!cli_parse(&o, entries,
		"[import FILE.csv | learned NAME] - list customers, import them, see what was learned", &argc,
		&argv))
		return EX_USAGE;
	if (argc == 3 && strcmp(argv[1], "learned") == 0)
		return cli_learned(&o, argv[2], forget);
	if (argc == 3 && strcmp(argv[1], "import") == 0)
		return cli_import(&o, "customers", argv[2]);
	if (argc != 1) {
		fprintf(stderr, "usage: purser customers [import FILE.csv | learned NAME [--forget N]]\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	if (!config)
		status = EX_CONFIG;
	if (store && (dir = store_directory(store, &error)) != NULL) {
		all = directory_all(dir);
		customers_print(all, o.json);
	} else if (store) {
		status = cli_error(error);
	}
	g_clear_pointer(&all, g_ptr_array_unref);
	directory_free(dir);
	store_close(store);
	config_free(config);
	return status;
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
