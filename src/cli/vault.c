/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What AR does with its key: `purser keygen`, `purser reveal`, `purser reseal`.
 *
 * The secret key is read here, in the person's own process, and goes nowhere else: purserd notes an opening and stores
 * what was sealed anew, but never sees the key. On a copy of the database (--database) this process does both; the log
 * of that copy then has it, and purserd's has not.
 */
#include "boxes.h"
#include "passphrase.h"
#include "shared.h"

#include "purser/outbox.h"
#include "purser/process.h"
#include "purser/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#define RESEAL_BATCH 500

gboolean
cli_vault_ready(GError **error)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	return vault_init(error);
}

/* --- keygen --- */

static gboolean
keygen_write(
    const char *path, const char *label, const struct secret *passphrase, char **out_line, GError **error)
{
	struct secret *pair = vault_pair_new(error);
	gboolean ok = pair && vault_pair_store(pair, path, passphrase, error);

	if (ok)
		*out_line = vault_pair_line(pair, label);
	secret_free(pair);
	return ok;
}

int
cli_keygen(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autofree char *out = NULL, *label = NULL, *line = NULL;
	gboolean with_passphrase = FALSE, ok;
	const GOptionEntry entries[] = {
		{ "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "The secret key's file (preset: purser-ar.key)",
		    "FILE" },
		{ "label", 0, 0, G_OPTION_ARG_STRING, &label, "Stands behind the public key, for people",
		    "TEXT" },
		{ "passphrase", 0, 0, G_OPTION_ARG_NONE, &with_passphrase,
		    "Ask for a passphrase even when there is no terminal", NULL },
		{ NULL },
	};
	struct secret *passphrase = NULL;
	g_autoptr(GError) error = NULL;
	const char *path;

	if (!cli_parse(
		&o, entries, "- make AR's key pair; on AR's machine, not on the daemon's", &argc, &argv))
		return EX_USAGE;
	path = out ? out : "purser-ar.key";
	if (!cli_vault_ready(&error))
		return cli_error(error);
	if (access(path, F_OK) == 0) {
		fprintf(stderr, "purser: %s is there already, and a key is never overwritten\n", path);
		return EX_CANTCREAT;
	}
	if ((with_passphrase || isatty(STDIN_FILENO)) && !passphrase_choose(&passphrase, &error))
		return cli_error(error);
	ok = keygen_write(path, label, passphrase, &line, &error);
	fprintf(stderr,
	    ok ? "Wrote the secret key to %s%s. Keep a copy where a fire does not reach it: what is sealed "
		 "cannot be "
		 "opened without it.\nThe public line for [vault] recipients:\n"
	       : "",
	    path, passphrase ? "" : ", without a passphrase");
	secret_free(passphrase);
	if (!ok) {
		fprintf(stderr, "purser: %s\n", error->message);
		return EX_CANTCREAT;
	}
	puts(line);
	return EX_OK;
}

/* --- reveal and reseal: where the database is, and who writes the log --- */

struct place {
	struct cli_options o;
	char *database, *key_file; /* database NULL: purserd's */
	struct config *config;     /* NULL with a copy */
	struct store *store;
	struct secret *pair;
};

static void
place_clear(struct place *p)
{
	store_close(p->store);
	config_free(p->config);
	secret_free(p->pair);
	g_free(p->database);
	g_free(p->key_file);
}

static int
place_open(struct place *p)
{
	enum store_open_problem problem = STORE_OTHER;
	g_autoptr(GError) error = NULL;
	int status = EX_OK;

	if (!cli_vault_ready(&error))
		return cli_error(error);
	if (p->database && access(p->database, F_OK) < 0) { /* never made by looking for it */
		fprintf(stderr, "purser: %s: %s\n", p->database, g_strerror(errno));
		return EX_NOINPUT;
	}
	if (p->database) {
		p->store = store_open(p->database, STORE_WRITE, &problem, &error);
		if (!p->store)
			return cli_error(error);
	} else if (!(p->config = cli_config(&p->o))) {
		return EX_CONFIG;
	} else if (!(p->store = cli_store(p->config, NULL, &status))) {
		return status;
	}
	p->pair = vault_pair_load(p->key_file, passphrase_ask, NULL, &error);
	return p->pair ? EX_OK : cli_error(error);
}

static int
place_ask(struct place *p, GVariantBuilder *ask)
{
	g_autoptr(GVariant) request = NULL, answer = NULL;
	const char *text = "";
	gint32 status = EX_SOFTWARE;

	if (!p->database)
		return cli_request(&p->o, ask);
	cli_ask_text(ask, "who", cli_user());
	request = g_variant_ref_sink(g_variant_builder_end(ask));
	answer = daemon_desk(p->store, p->config, request, getuid(), g_get_real_time() / G_USEC_PER_SEC);
	g_variant_lookup(answer, "status", "i", &status);
	g_variant_lookup(answer, "text", "&s", &text);
	fputs(text, stderr);
	if (status == EX_OK)
		fprintf(stderr,
		    "purser: noted in the audit log of %s; purserd's own log does not know of it\n",
		    p->database);
	return status;
}

static gboolean
out_write(const char *path, int memfd, GError **error)
{
	int fd =
	    path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600) : STDOUT_FILENO;
	g_autoptr(GBytes) bytes = memfd_map(memfd, G_MAXSIZE / 2, error);
	gboolean ok;

	if (fd < 0)
		return purser_fail(error, PURSER_REJECT, "%s: %s", path, g_strerror(errno));
	ok = bytes && fd_write_all(fd, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error);
	if (path && close(fd) < 0 && ok)
		ok = purser_fail(error, PURSER_REJECT, "%s: %s", path, g_strerror(errno));
	return ok;
}

/* Opened first, then noted, then shown: nothing is shown that is not in the log, and no opening is noted that failed. */
static int
reveal_original(struct place *p, gint64 id, const char *out)
{
	g_autofree char *key = vault_pair_id(p->pair);
	g_autoptr(GError) error = NULL;
	int fd = outbox_original_reveal(p->store, p->pair, id, &error), status;
	GVariantBuilder ask;

	if (fd < 0)
		return cli_error(error);
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "reveal");
	cli_ask_text(&ask, "key", key);
	cli_ask_text(&ask, "what", "original");
	g_variant_builder_add(&ask, "{sv}", "item", g_variant_new_int64(id));
	status = place_ask(p, &ask);
	if (status == EX_OK && !out_write(out, fd, &error))
		status = cli_error(error);
	close(fd);
	return status;
}

static int
reveal_bank(struct place *p, gint64 id)
{
	g_autofree char *key = vault_pair_id(p->pair), *text = NULL;
	g_autoptr(GError) error = NULL;
	GVariantBuilder ask;
	int status;

	text = boxes_reveal(p->store, p->pair, id, &error);
	if (!text)
		return cli_error(error);
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "reveal");
	cli_ask_text(&ask, "key", key);
	cli_ask_text(&ask, "what", "bank details");
	g_variant_builder_add(&ask, "{sv}", "item", g_variant_new_int64(id));
	status = place_ask(p, &ask);
	if (status == EX_OK)
		fputs(text, stdout);
	secret_wipe(text, strlen(text));
	return status;
}

int
cli_reveal(int argc, char **argv)
{
	struct place p = { { NULL } };
	gboolean bank = FALSE;
	g_autofree char *out = NULL;
	const GOptionEntry entries[] = {
		{ "key", 0, 0, G_OPTION_ARG_FILENAME, &p.key_file, "AR's secret key", "FILE" },
		{ "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Where to write the mail; else it is printed",
		    "FILE" },
		{ "bank", 0, 0, G_OPTION_ARG_NONE, &bank,
		    "Show the account numbers that were read in it, instead of the mail", NULL },
		{ "database", 0, 0, G_OPTION_ARG_FILENAME, &p.database,
		    "A copy of the database (purser backup), instead of purserd's", "FILE" },
		{ NULL },
	};
	char *end = NULL;
	gint64 id;
	int status;

	if (!cli_parse(&p.o, entries,
		"ID - open the sealed mail of an item, or its bank details; each opening is noted", &argc,
		&argv))
		return EX_USAGE;
	p.o.json = FALSE;
	id = argc == 2 ? g_ascii_strtoll(argv[1], &end, 10) : 0;
	if (id <= 0 || *end || !p.key_file) {
		fprintf(
		    stderr, "usage: purser reveal ID --key FILE [--bank | --out FILE] [--database FILE]\n");
		status = EX_USAGE;
	} else if (!bank && !out && isatty(STDOUT_FILENO)) {
		/* What a stranger wrote may speak to the terminal. */
		fprintf(stderr, "purser: a mail is not for a terminal: give --out FILE\n");
		status = EX_USAGE;
	} else {
		status = place_open(&p);
		if (status == EX_OK)
			status = bank ? reveal_bank(&p, id) : reveal_original(&p, id, out);
	}
	place_clear(&p);
	return status;
}

/* --- reseal --- */

static GVariant *
bytes_variant(GBytes *bytes)
{
	return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

struct reseal {
	struct place *p;
	struct vault_recipients *to;
	GVariantBuilder rows;
	guint n, foreign; /* in the batch; sealed to other keys */
	char *foreign_keys;
};

/* FALSE: an error. What another key is needed for is counted, and stays. */
static gboolean
reseal_one(struct reseal *r, gint64 id, GError **error)
{
	struct store_original *o = store_original_get(r->p->store, id, error);
	g_autofree char *sealed_to = o ? vault_sealed_to(o->header) : NULL, *mine = vault_pair_id(r->p->pair);
	g_autoptr(GBytes) header = NULL;
	gboolean ok = o || !*error;

	if (sealed_to && *sealed_to && !strstr(sealed_to, mine)) {
		r->foreign++;
		g_free(r->foreign_keys);
		r->foreign_keys = g_strdup(sealed_to);
	} else if (sealed_to && *sealed_to) {
		header = outbox_original_reseal(o, r->p->pair, r->to, error);
		ok = header != NULL;
		if (ok)
			g_variant_builder_add(
			    &r->rows, "(x@ay@ay)", id, bytes_variant(o->header), bytes_variant(header));
		r->n += ok;
	}
	store_original_free(o);
	return ok;
}

static int
reseal_send(struct reseal *r)
{
	g_autofree char *key = vault_pair_id(r->p->pair);
	GVariantBuilder ask;

	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", "reseal");
	cli_ask_text(&ask, "key", key);
	g_variant_builder_add(&ask, "{sv}", "rows", g_variant_builder_end(&r->rows));
	return place_ask(r->p, &ask);
}

static int
reseal_all(struct reseal *r)
{
	g_autoptr(GError) error = NULL;
	gint64 after = 0;

	for (;;) {
		g_autoptr(GArray) ids = store_original_items(r->p->store, after, RESEAL_BATCH, &error);
		int status = EX_OK;

		if (!ids)
			return cli_error(error);
		if (ids->len == 0)
			return EX_OK;
		g_variant_builder_init(&r->rows, G_VARIANT_TYPE("a(xayay)"));
		r->n = 0;
		for (guint i = 0; i < ids->len; i++) {
			after = g_array_index(ids, gint64, i);
			if (!reseal_one(r, after, &error)) {
				g_variant_builder_clear(&r->rows);
				return cli_error(error);
			}
		}
		if (r->n)
			status = reseal_send(r);
		else
			g_variant_builder_clear(&r->rows);
		if (status != EX_OK)
			return status;
	}
}

/* Accounts: our own, then those read in mail. */
static int
reseal_boxes(struct reseal *r)
{
	struct boxes_reseal b = { .store = r->p->store, .pair = r->p->pair, .to = r->to, .after = -1 };
	g_autofree char *key = vault_pair_id(r->p->pair);
	int status = EX_OK;

	while (!b.done && status == EX_OK) {
		g_autoptr(GError) error = NULL;
		GVariantBuilder ask;
		gboolean ok;

		g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
		cli_ask_text(&ask, "do", "reseal");
		cli_ask_text(&ask, "key", key);
		g_variant_builder_add(
		    &ask, "{sv}", "rows", g_variant_new_array(G_VARIANT_TYPE("(xayay)"), NULL, 0));
		ok = boxes_reseal_some(&b, &ask, &error);
		if (ok && b.n) {
			status = place_ask(r->p, &ask);
			continue;
		}
		g_variant_builder_clear(&ask);
		if (!ok)
			status = cli_error(error);
	}
	r->foreign += b.foreign;
	if (b.foreign) {
		g_free(r->foreign_keys);
		r->foreign_keys = g_steal_pointer(&b.foreign_keys);
	}
	g_free(b.foreign_keys);
	return status;
}

int
cli_reseal(int argc, char **argv)
{
	struct place p = { { NULL } };
	struct reseal r = { .p = &p };
	g_autofree char *recipients = NULL;
	const GOptionEntry entries[] = {
		{ "key", 0, 0, G_OPTION_ARG_FILENAME, &p.key_file, "A secret key that opens what there is",
		    "FILE" },
		{ "recipients", 0, 0, G_OPTION_ARG_FILENAME, &recipients,
		    "Public keys to seal to (preset: [vault] recipients)", "FILE" },
		{ "database", 0, 0, G_OPTION_ARG_FILENAME, &p.database,
		    "A copy of the database (purser backup), instead of purserd's", "FILE" },
		{ NULL },
	};
	g_autoptr(GError) error = NULL;
	const char *path;
	int status;

	if (!cli_parse(&p.o, entries, "- seal what is kept to the present recipients", &argc, &argv))
		return EX_USAGE;
	p.o.json = FALSE;
	if (argc != 1 || !p.key_file || (p.database && !recipients)) {
		fprintf(stderr,
		    "usage: purser reseal --key FILE [--recipients FILE] [--database FILE]\n"
		    "A copy of the database has no configuration: --recipients FILE goes with --database.\n");
		place_clear(&p);
		return EX_USAGE;
	}
	status = place_open(&p);
	path = recipients ? recipients : p.config ? p.config->vault.recipients : NULL;
	if (status == EX_OK && !path) {
		fprintf(stderr, "purser: there are no recipients: name their file in [vault] recipients\n");
		status = EX_CONFIG;
	}
	if (status == EX_OK && !(r.to = vault_recipients_load(path, &error)))
		status = cli_error(error);
	if (status == EX_OK)
		status = reseal_all(&r);
	if (status == EX_OK)
		status = reseal_boxes(&r);
	if (status == EX_OK && r.foreign) {
		fprintf(stderr,
		    "purser: %u originals or bank details need another key (%s): run it again with that "
		    "one\n",
		    r.foreign, r.foreign_keys);
		status = EX_DATAERR;
	}
	g_free(r.foreign_keys);
	vault_recipients_free(r.to);
	place_clear(&p);
	return status;
}
