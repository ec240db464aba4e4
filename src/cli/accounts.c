/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purser accounts: our own, which customers may be told to pay to.
 *
 * The number is typed or read here, never an argument (ps shows those); it becomes prints and a box here, and purserd gets
 * nothing else.
 */
#include "accounts.h"

#include "purser/finding.h"
#include "purser/reader.h"
#include "purser/vault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

enum { NUMBER_MAX = 120 };

struct accounts {
	struct cli_options o;
	char *entity, *label, *key_file;
	gboolean all;
};

/* --- the fingerprint key --- */

/* purserd makes it at its first start: made here it might be root's, and another than purserd's. */
struct secret *
accounts_key(const struct config *config, const char *given, GError **error)
{
	const struct config_vault *v = &config->vault;
	g_autofree char *preset = g_build_filename(config->purser.state_dir, "fingerprint.key", NULL);
	const char *path = given ? given : v->fingerprint_key ? v->fingerprint_key : preset;
	struct secret *key = NULL;

	if (!given && v->fingerprint_credential) {
		key = vault_key_from_credential(v->fingerprint_credential, error);
		if (!key)
			g_prefix_error(error,
			    "the fingerprint key is a credential of purserd; name its file with "
			    "--fingerprint-key: ");
		return key;
	}
	if (access(path, R_OK) < 0) {
		purser_fail(error, PURSER_REJECT,
		    "the fingerprint key %s: %s: purserd makes it at its first start, and only its user and "
		    "root read it",
		    path, g_strerror(errno));
		return NULL;
	}
	return vault_key_load_or_create(path, error);
}

/* --- add --- */

/* One line. */
static gboolean
number_read(char line[NUMBER_MAX], GError **error)
{
	gsize n = 0;

	if (isatty(STDIN_FILENO))
		fputs("The account (an IBAN, or its scheme and number: aba 021000021 123456789): ", stderr);
	while (n + 1 < NUMBER_MAX && read(STDIN_FILENO, line + n, 1) == 1 && line[n] != '\n')
		n++;
	line[n] = 0;
	return (n + 1 < NUMBER_MAX && *g_strstrip(line)) ||
	       purser_fail(error, PURSER_REJECT, "no account was given: nothing was registered");
}

static GVariant *
bytes_variant(GBytes *bytes)
{
	return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

/* NULL without error: there is no key of AR. */
static GBytes *
number_seal(const struct config *config, const struct bank_number *n, const char *fingerprint, GError **error)
{
	struct vault_recipients *to =
	    config->vault.recipients ? vault_recipients_load(config->vault.recipients, error) : NULL;
	g_autofree char *context = vault_context("account", 0, fingerprint);
	char text[4 * BANK_TEXT_MAX];
	GBytes *box = NULL;

	g_snprintf(text, sizeof text, "%s %s", n->scheme, n->written);
	if (to)
		box = vault_box_seal(to, context, text, strlen(text));
	secret_wipe(text, sizeof text);
	vault_recipients_free(to);
	return box;
}

static int
number_send(const struct accounts *c, const struct config *config, const struct secret *key,
    const struct bank_number *n)
{
	struct reader_prints prints;
	g_autofree char *masked = bank_number_mask(n), *mark = vault_key_mark(key);
	g_autoptr(GBytes) sealed = NULL;
	g_autoptr(GError) error = NULL;
	GVariantBuilder ask;
	int status;

	reader_prints_make(key, n, &prints);
	sealed = number_seal(config, n, prints.whole, &error);
	if (error) {
		reader_prints_clear(&prints);
		return cli_error(error);
	}
	if (!sealed)
		fprintf(stderr, "purser: there is no key of AR ([vault] recipients): the number itself is "
				"kept nowhere\n");
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "account");
	cli_ask_text(&ask, "action", "add");
	cli_ask_text(&ask, "entity", c->entity);
	if (c->label)
		cli_ask_text(&ask, "label", c->label);
	cli_ask_text(&ask, "scheme", n->scheme);
	cli_ask_text(&ask, "country", n->country);
	cli_ask_text(&ask, "masked", masked);
	cli_ask_text(&ask, "fingerprint", prints.whole);
	cli_ask_text(&ask, "bank_print", prints.bank);
	cli_ask_text(&ask, "account_print", prints.account);
	cli_ask_text(&ask, "key_mark", mark);
	g_variant_builder_add(&ask, "{sv}", "near", bytes_variant(prints.near));
	if (sealed)
		g_variant_builder_add(&ask, "{sv}", "sealed", bytes_variant(sealed));
	status = cli_request(&c->o, &ask);
	reader_prints_clear(&prints);
	return status;
}

static int
accounts_add(const struct accounts *c)
{
	struct config *config = cli_config(&c->o);
	struct secret *key = NULL;
	struct bank_number number = { NULL };
	char line[NUMBER_MAX] = "";
	g_autoptr(GError) error = NULL;
	int status = EX_CONFIG;

	if (!config)
		return status;
	if (cli_vault_ready(&error) && (key = accounts_key(config, c->key_file, &error)) &&
	    number_read(line, &error) && bank_number_parse(line, &number, &error))
		status = number_send(c, config, key, &number);
	else
		status = cli_error(error);
	secret_wipe(line, sizeof line);
	secret_wipe(&number, sizeof number);
	secret_free(key);
	config_free(config);
	return status;
}

static int
accounts_retire(const struct accounts *c, const char *text)
{
	GVariantBuilder ask;
	guint64 id;

	if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL)) {
		fprintf(stderr, "purser: '%s' is no account's ID: see purser accounts\n", text);
		return EX_USAGE;
	}
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "account");
	cli_ask_text(&ask, "action", "retire");
	g_variant_builder_add(&ask, "{sv}", "account", g_variant_new_int64((gint64)id));
	return cli_request(&c->o, &ask);
}

/* --- list --- */

static json_t *
account_json(const struct store_account *a)
{
	g_autofree char *added = time_format_rfc3339(a->added_s, 0);
	g_autofree char *retired = a->retired_s ? time_format_rfc3339(a->retired_s, 0) : NULL;

	return json_pack("{s:I, s:s, s:o, s:s, s:s, s:s, s:b, s:s, s:s, s:o, s:o}", "id", (json_int_t)a->id,
	    "entity", a->entity, "label", cli_json_text(a->label), "scheme", a->scheme, "country", a->country,
	    "masked", a->masked, "sealed", a->sealed != NULL, "added", added, "added_by", a->added_by,
	    "retired", cli_json_text(retired), "retired_by", cli_json_text(a->retired_by));
}

static void
accounts_print(const GPtrArray *rows, gboolean json)
{
	static const char *const HEADS[] = { "ID", "ENTITY", "LABEL", "SCHEME", "ACCOUNT", "ADDED", "BY",
		"RETIRED", NULL };
	struct cli_table *t = json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < rows->len; i++) {
		const struct store_account *a = rows->pdata[i];
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, a->id),
				*added = cli_time(a->added_s),
				*retired = a->retired_s ? cli_time(a->retired_s) : NULL;

		if (json)
			cli_json_print(account_json(a));
		else
			cli_table_row(t, (const char *[]){ id, a->entity, a->label, a->scheme, a->masked,
					     added, a->added_by, retired });
	}
	if (t && rows->len == 0)
		puts("no account of ours is registered: nothing is compared; see purser accounts add");
	if (t)
		cli_table_print(t);
}

static int
accounts_list(const struct accounts *c)
{
	struct config *config = cli_config(&c->o);
	int status = EX_CONFIG;
	struct store *store = config ? cli_store(config, NULL, &status) : NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = store ? store_accounts(store, c->all, &error) : NULL;

	if (rows)
		accounts_print(rows, c->o.json);
	else if (store)
		status = cli_error(error);
	store_close(store);
	config_free(config);
	return status;
}

static int
accounts_run(const struct accounts *c, int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "list";

	if (argc <= 2 && strcmp(what, "list") == 0)
		return accounts_list(c);
	if (argc == 2 && strcmp(what, "add") == 0 && c->entity)
		return accounts_add(c);
	if (argc == 3 && strcmp(what, "retire") == 0)
		return accounts_retire(c, argv[2]);
	fprintf(stderr,
	    "usage: purser accounts [list] [--all] | add --entity NAME [--label TEXT] | retire ID\n"
	    "The number is asked for, or read from standard input; it is no argument.\n");
	return EX_USAGE;
}

int
cli_accounts(int argc, char **argv)
{
	struct accounts c = { { NULL } };
	const GOptionEntry entries[] = {
		{ "entity", 0, 0, G_OPTION_ARG_STRING, &c.entity, "With add: whose account it is", "NAME" },
		{ "label", 0, 0, G_OPTION_ARG_STRING, &c.label, "With add: what people call it", "TEXT" },
		{ "fingerprint-key", 0, 0, G_OPTION_ARG_FILENAME, &c.key_file,
		    "With add: purserd's fingerprint key, where it is a credential", "FILE" },
		{ "all", 0, 0, G_OPTION_ARG_NONE, &c.all, "With list: retired ones too", NULL },
		{ NULL },
	};
	int status;

	if (!cli_parse(&c.o, entries,
		"[list | add | retire ID] - our own accounts; add asks for the number, or reads it from "
		"standard input",
		&argc, &argv))
		return EX_USAGE;
	status = accounts_run(&c, argc, argv);
	g_free(c.entity);
	g_free(c.label);
	g_free(c.key_file);
	return status;
}
