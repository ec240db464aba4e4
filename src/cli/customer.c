/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser customers` and `purser customer NAME`: who they are, what is known of their finance units, what is left to ask.
 */
#include "dossier.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

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

/* What is left to ask of each, or all that is known of all. */
static int
customers_facts(struct store *store, const GPtrArray *all, gboolean missing, gboolean json)
{
	static const char *const HEADS[] = { "CUSTOMER", "CODE", "MISSING", NULL };
	struct cli_table *t = missing && !json ? cli_table_new(HEADS) : NULL;
	g_autoptr(GError) error = NULL;
	guint told = 0;

	for (guint i = 0; i < all->len && !error; i++) {
		const struct customer *c = g_ptr_array_index((GPtrArray *)all, i);
		g_autofree char *what = NULL;
		struct dossier d;

		if (c->kind == CUSTOMER_OWN)
			continue;
		if (!dossier_load(&d, store, c, &error)) {
			dossier_clear(&d);
			break;
		}
		what = missing ? dossier_missing(&d) : NULL;
		if (!missing && json)
			dossier_print_json(&d);
		else if (!missing)
			dossier_print_csv(&d, told++ == 0);
		else if (what && json)
			cli_json_print(json_pack("{s:s, s:o, s:o}", "customer", c->name, "customer_id",
			    cli_json_text(c->code), "missing", dossier_missing_json(&d)));
		else if (what)
			cli_table_row(t, (const char *[]){ c->name, c->code, what });
		dossier_clear(&d);
	}
	if (t)
		cli_table_print(t);
	return error ? cli_error(error) : EX_OK;
}

int
cli_customers(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean missing = FALSE, csv = FALSE;
	gint64 forget = 0;
	const GOptionEntry entries[] = {
		{ "forget", 0, 0, G_OPTION_ARG_INT64, &forget,
		    "With learned: what has this number counts no more", "N" },
		{ "missing", 0, 0, G_OPTION_ARG_NONE, &missing,
		    "What is not known of each customer's finance unit", NULL },
		{ "csv", 0, 0, G_OPTION_ARG_NONE, &csv, "All that is known of them, as CSV", NULL },
		{ NULL },
	};
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config;
	struct directory *dir = NULL;
	struct store *store;
	int status;

	if (!cli_parse(&o, entries,
		"[import FILE.csv | learned NAME] - list customers, import them, see what was learned", &argc,
		&argv))
		return EX_USAGE;
	if (argc == 3 && strcmp(argv[1], "learned") == 0)
		return cli_learned(&o, argv[2], forget);
	if (argc == 3 && strcmp(argv[1], "import") == 0)
		return cli_import(&o, "customers", argv[2]);
	if (argc != 1 || (missing && csv)) {
		fprintf(stderr, "usage: purser customers [import FILE.csv | learned NAME [--forget N] | "
				"--missing | --csv]\n");
		return EX_USAGE;
	}
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	if (!config)
		status = EX_CONFIG;
	if (store && (dir = store_directory(store, &error)) != NULL) {
		all = directory_all(dir);
		if (missing || csv)
			status = customers_facts(store, all, missing, o.json);
		else
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

/* --- one customer -------------------------------------------------------------------------------- */

struct customer_wish {
	gboolean missing, csv, json;
};

static int
customer_show(struct store *store, const struct customer *c, const struct customer_wish *wish)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *question = NULL;
	struct dossier d;

	if (!dossier_load(&d, store, c, &error)) {
		dossier_clear(&d);
		return cli_error(error);
	}
	if (wish->missing)
		question = dossier_question(&d);
	if (wish->missing && wish->json) {
		cli_json_print(json_pack("{s:s, s:o, s:o}", "customer", c->name, "missing",
		    dossier_missing_json(&d), "question", cli_json_text(question)));
	} else if (wish->missing) {
		puts(question ? question : "nothing is missing");
	} else if (wish->json) {
		dossier_print_json(&d);
	} else if (wish->csv) {
		dossier_print_csv(&d, TRUE);
	} else {
		dossier_print(&d);
	}
	dossier_clear(&d);
	return EX_OK;
}

static int
customer_find_and_show(const struct cli_options *o, const char *name, const struct customer_wish *wish)
{
	struct config *config = cli_config(o);
	int status = EX_CONFIG;
	struct store *store = config ? cli_store(config, NULL, &status) : NULL;
	g_autoptr(GError) error = NULL;
	struct directory *dir = store ? store_directory(store, &error) : NULL;
	g_autofree char *hint = NULL;
	const struct customer *c = dir ? directory_find(dir, name, &hint) : NULL;

	if (c) {
		status = customer_show(store, c, wish);
	} else if (dir) {
		fprintf(stderr, "purser: no customer '%s'%s%s\n", name, hint ? ": the nearest are " : "",
		    hint ? hint : "");
		status = EX_DATAERR;
	} else if (error) {
		status = cli_error(error);
	}
	directory_free(dir);
	store_close(store);
	config_free(config);
	return status;
}

static int
customer_settle(
    const struct cli_options *o, const char *name, const char *action, gint64 fact, const char *value)
{
	GVariantBuilder ask;

	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "fact");
	cli_ask_text(&ask, "customer", name);
	cli_ask_text(&ask, "action", action);
	cli_ask_text(&ask, "value", value);
	cli_ask_text(&ask, "who", cli_user());
	g_variant_builder_add(&ask, "{sv}", "fact", g_variant_new_int64(fact));
	return cli_request(o, &ask);
}

int
cli_customer(int argc, char **argv)
{
	struct cli_options o = { NULL };
	struct customer_wish wish = { FALSE };
	gint64 confirm = 0, correct = 0, retire = 0;
	const GOptionEntry entries[] = {
		{ "missing", 0, 0, G_OPTION_ARG_NONE, &wish.missing, "What is left to ask, as a sentence",
		    NULL },
		{ "csv", 0, 0, G_OPTION_ARG_NONE, &wish.csv, "All facts as CSV, safe for spreadsheets",
		    NULL },
		{ "confirm", 0, 0, G_OPTION_ARG_INT64, &confirm, "Fact N is right: mail changes it no more",
		    "N" },
		{ "correct", 0, 0, G_OPTION_ARG_INT64, &correct, "Instead of fact N this VALUE holds", "N" },
		{ "retire", 0, 0, G_OPTION_ARG_INT64, &retire, "Fact N holds no longer", "N" },
		{ NULL },
	};
	int settles;

	if (!cli_parse(&o, entries,
		"NAME [VALUE] - what is known of a customer's finance unit, and from where", &argc, &argv))
		return EX_USAGE;
	settles = (confirm != 0) + (correct != 0) + (retire != 0);
	if (argc != (correct ? 3 : 2) || settles > 1 || (settles && (wish.missing || wish.csv)) ||
	    (wish.missing && wish.csv)) {
		fprintf(stderr, "usage: purser customer NAME [--missing | --csv | --json | --confirm N | "
				"--correct N VALUE | --retire N]\n");
		return EX_USAGE;
	}
	if (settles)
		return customer_settle(&o, argv[1],
		    confirm   ? "confirm"
		    : correct ? "correct"
			      : "retire",
		    confirm + correct + retire, correct ? argv[2] : NULL);
	wish.json = o.json;
	return customer_find_and_show(&o, argv[1], &wish);
}
