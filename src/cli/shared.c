/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shared.h"

#include "purser/vault.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

static char *path_given; /* of --config */

void
cli_end(void)
{
	g_clear_pointer(&path_given, g_free);
}

gboolean
cli_parse(struct cli_options *o, const GOptionEntry *entries, const char *summary, int *argc, char ***argv)
{
	const GOptionEntry shared[] = {
		{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &o->config_path, "Configuration file", "FILE" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &o->json, "Print JSON, one object a line", NULL },
		{ NULL },
	};
	g_autofree char *name = g_strdup_printf("purser %s", (*argv)[0]);
	g_autoptr(GOptionContext) context = g_option_context_new(summary);
	g_autoptr(GError) error = NULL;

	g_set_prgname(name);
	if (entries)
		g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_add_main_entries(context, shared, NULL);
	if (g_option_context_parse(context, argc, argv, &error)) {
		path_given = o->config_path;
		return TRUE;
	}
	fprintf(stderr, "%s: %s; see %s --help\n", name, error->message, name);
	return FALSE;
}

struct config *
cli_config(const struct cli_options *o)
{
	GPtrArray *problems = NULL;
	struct config *config = config_load(o->config_path, &problems);

	for (guint i = 0; !config && problems && i < problems->len; i++) {
		g_autofree char *line = config_problem_format(g_ptr_array_index(problems, i));

		fprintf(stderr, "%s\n", line);
	}
	if (!config)
		fprintf(stderr, "purser: the configuration is not usable: `purser check-config` tells more, "
				"`purser setup` writes one\n");
	g_clear_pointer(&problems, g_ptr_array_unref);
	return config;
}

char *
cli_scan_dir(const struct config *config)
{
	return g_build_filename(config->purser.state_dir, "scan", NULL);
}

struct store *
cli_store(const struct config *config, const char *state, int *out_status)
{
	g_autofree char *path = g_build_filename(state ? state : config->purser.state_dir, "purser.db", NULL);
	enum store_open_problem problem = STORE_OTHER;
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, STORE_READ, &problem, &error);

	*out_status = EX_OK;
	if (store)
		return store;
	*out_status = problem == STORE_NEWER ? EX_CONFIG : problem == STORE_ABSENT ? EX_NOINPUT : EX_IOERR;
	if (problem == STORE_ABSENT)
		fprintf(stderr, "purser: nothing is stored yet in %s: start purserd, or run `purser %s`\n",
		    path, state ? "scan" : "run");
	else
		fprintf(stderr, "purser: %s\n", error->message);
	return NULL;
}

int
cli_error(const GError *error)
{
	fprintf(stderr, "purser: %s\n", error->message);
	if (g_error_matches(error, PURSER_ERROR, PURSER_RETRY))
		return EX_TEMPFAIL;
	return g_error_matches(error, PURSER_ERROR, PURSER_REJECT) ? EX_DATAERR : EX_UNAVAILABLE;
}

gboolean
cli_vault_text(const struct config *config, char **out_text)
{
	const char *path = config->vault.recipients;
	g_autoptr(GError) error = NULL;
	struct vault_recipients *r = path ? vault_recipients_load(path, &error) : NULL;
	GString *text;

	if (!r) {
		*out_text = path ? g_strdup(error->message)
				 : g_strdup("no key of AR: what waits is sealed with the daemon's own key "
					    "only, and no original "
					    "is kept once it is settled: run purser keygen on AR's machine, "
					    "and name the file "
					    "of its public line in [vault] recipients");
		return FALSE;
	}
	text = g_string_new("originals are sealed to");
	for (guint i = 0; i < vault_recipients_count(r); i++)
		g_string_append_printf(text, "%s %s%s%s%s", i ? "," : "", vault_recipients_id(r, i),
		    *vault_recipients_label(r, i) ? " (" : "", vault_recipients_label(r, i),
		    *vault_recipients_label(r, i) ? ")" : "");
	vault_recipients_free(r);
	*out_text = g_string_free(text, FALSE);
	return TRUE;
}

const char *
cli_user(void)
{
	const char *sudo = g_getenv("SUDO_USER");
	const struct passwd *me = getpwuid(getuid());

	return sudo ? sudo : me ? me->pw_name : "unknown";
}

gboolean
cli_since(const char *text, gint64 *out_s)
{
	struct day day;
	gint64 span;

	if (day_parse(text, &day)) {
		*out_s = day_start(day);
		return TRUE;
	}
	if (duration_parse(text, &span)) {
		*out_s = g_get_real_time() / G_USEC_PER_SEC - span;
		return TRUE;
	}
	fprintf(stderr, "purser: --since takes a day (2026-01-31) or a span (90d, 52w), not '%s'\n", text);
	return FALSE;
}

void
cli_ask_text(GVariantBuilder *request, const char *key, const char *value)
{
	g_autofree char *valid = value ? text_make_valid(value, strlen(value)) : NULL;

	if (valid)
		g_variant_builder_add(request, "{sv}", key, g_variant_new_string(valid));
}

/* No daemon: the store's lock is ours for the moment. */
static GVariant *
request_here(const struct config *config, GVariant *ask, GError **error)
{
	g_autofree char *path = g_build_filename(config->purser.state_dir, "purser.db", NULL);
	gboolean there = g_mkdir_with_parents(config->purser.state_dir, 0700) == 0 ||
			 purser_fail(error, PURSER_HALT,
			     "state_dir %s: %s: run it as the user purser or root, or name a folder of yours "
			     "in state_dir =",
			     config->purser.state_dir, g_strerror(errno));
	struct store *store = there ? store_open(path, STORE_WRITE, NULL, error) : NULL;
	GVariant *answer =
	    store ? daemon_desk(store, config, ask, getuid(), g_get_real_time() / G_USEC_PER_SEC) : NULL;

	store_close(store);
	return answer;
}

static int
answer_print(const struct cli_options *o, GVariant *answer)
{
	const char *text = "";
	gint32 status = EX_SOFTWARE;

	g_variant_lookup(answer, "status", "i", &status);
	g_variant_lookup(answer, "text", "&s", &text);
	if (o->json) {
		g_autofree char *trimmed = g_strchomp(g_strdup(text));

		cli_json_print(json_pack("{s:b, s:s}", "ok", status == EX_OK, "text", trimmed));
	} else {
		fputs(text, status == EX_OK ? stdout : stderr);
	}
	return status;
}

/* Every request says who asks. */
static GVariant *
request_end(GVariantBuilder *request)
{
	cli_ask_text(request, "who", cli_user());
	return g_variant_ref_sink(g_variant_builder_end(request));
}

int
cli_request(const struct cli_options *o, GVariantBuilder *request)
{
	g_autoptr(GVariant) ask = request_end(request);
	g_autoptr(GVariant) answer = NULL;
	g_autoptr(GError) error = NULL;
	struct config *config = cli_config(o);

	if (!config)
		return EX_CONFIG;
	answer = daemon_call(config->purser.socket, ask, &error);
	if (!answer && g_error_matches(error, PURSER_ERROR, PURSER_RETRY)) {
		g_clear_error(&error);
		answer = request_here(config, ask, &error);
	}
	config_free(config);
	return answer ? answer_print(o, answer) : cli_error(error);
}

/* --- what is shown --- */

gboolean
cli_colour(void)
{
	return isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR");
}

/* Where value begins in line, and how many bytes it has there; case does not count, nor how its words are parted. */
static const char *
value_in(const char *line, const char *value, gsize *out_size)
{
	for (const char *start = line; *start; start = g_utf8_next_char(start)) {
		const char *a = start, *b = value;

		while (*a && *b) {
			if ((*a == ' ' || *a == '|') && *b == ' ') {
				a += strspn(a, " |");
				b += strspn(b, " ");
			} else if (g_unichar_tolower(g_utf8_get_char(a)) ==
				   g_unichar_tolower(g_utf8_get_char(b))) {
				a = g_utf8_next_char(a);
				b = g_utf8_next_char(b);
			} else {
				break;
			}
		}
		if (!*b && a > start) {
			*out_size = (gsize)(a - start);
			return start;
		}
	}
	return NULL;
}

char *
cli_marked(const char *line, const char *value)
{
	g_autofree char *shown = text_one_line(line ? line : value, 300), *wanted = text_one_line(value, 300);
	const char *on = cli_colour() ? "\033[7m" : ">", *off = cli_colour() ? "\033[27m" : "<", *at;
	gsize size = 0;

	/* a value of several lines: its beginning is on this one */
	while (!(at = value_in(shown, wanted, &size)) && *wanted) {
		char *last = wanted + strlen(wanted) - 1, *cut = strrchr(wanted, ' ');

		*(strchr(",;", *last) || !cut ? last : cut) = '\0';
	}
	if (!at)
		return g_steal_pointer(&shown);
	return g_strdup_printf("%.*s%s%.*s%s%s", (int)(at - shown), shown, on, (int)size, at, off, at + size);
}

char *
cli_place(const struct report_evidence *e)
{
	return e->page > 0 ? g_strdup_printf("part %s, page %d", e->part ? e->part : "?", e->page)
			   : g_strdup_printf("part %s", e->part ? e->part : "?");
}

char *
cli_time(gint64 unix_s)
{
	g_autoptr(GDateTime) t = unix_s > 0 ? g_date_time_new_from_unix_local(unix_s) : NULL;

	return t ? g_date_time_format(t, "%Y-%m-%d %H:%M") : g_strdup("-");
}

/* --- JSON --- */

json_t *
cli_json_text(const char *text)
{
	return text ? json_string(text) : json_null();
}

void
cli_json_print(json_t *j)
{
	char *line = json_dumps(j, JSON_COMPACT);

	puts(line ? line : "{}");
	free(line);
	json_decref(j);
}

char *
cli_amount(const struct store_item *item)
{
	const char *total = item->order ? item->order->value[ORDER_TOTAL] : NULL;
	const char *currency = item->order ? item->order->value[ORDER_CURRENCY] : NULL;

	return total ? g_strdup_printf("%s%s%s", currency ? currency : "", currency ? " " : "", total) : NULL;
}

json_t *
cli_item_json(const struct store_item *item)
{
	static const char *const KINDS[] = { "order", "quarantine", "oversize" };
	json_t *j = json_object(), *reasons = json_array();

	json_object_set_new(j, "id", json_integer(item->id));
	json_object_set_new(j, "kind", json_string(KINDS[item->kind]));
	json_object_set_new(j, "route", json_string(ROUTE_NAMES[item->route]));
	json_object_set_new(j, "relation", json_string(RELATION_NAMES[item->relation]));
	json_object_set_new(
	    j, "revision_of", item->revision_of ? json_integer(item->revision_of) : json_null());
	json_object_set_new(j, "verdict", json_string(VERDICT_NAMES[item->verdict]));
	json_object_set_new(j, "settled_by", cli_json_text(item->settled_by));
	for (int f = 0; f < ORDER_FIELD_N; f++)
		json_object_set_new(j, f == ORDER_KIND ? "order_kind" : ORDER_FIELD_KEYS[f],
		    cli_json_text(item->order ? item->order->value[f] : NULL));
	json_object_set_new(j, "confidence", item->order ? json_real(item->order->confidence) : json_null());
	json_object_set_new(j, "customer", cli_json_text(item->customer_name));
	json_object_set_new(j, "customer_id", cli_json_text(item->customer_code));
	json_object_set_new(j, "customer_provisional", json_boolean(item->customer_provisional));
	json_object_set_new(j, "mailbox", cli_json_text(item->mailbox));
	json_object_set_new(j, "folder", cli_json_text(item->folder));
	json_object_set_new(j, "uid", json_integer(item->uid));
	json_object_set_new(j, "message_id", cli_json_text(item->rfc_message_id));
	json_object_set_new(j, "subject", cli_json_text(item->subject));
	json_object_set_new(j, "origin", cli_json_text(item->origin_address));
	json_object_set_new(j, "sightings", json_integer(item->n_sightings));
	json_object_set_new(j, "parcel", item->parcel_id ? json_integer(item->parcel_id) : json_null());
	json_object_set_new(j, "parcel_state", cli_json_text(item->parcel_state));
	for (guint i = 0; item->reasons && i < item->reasons->len; i++)
		json_array_append_new(reasons, json_string(g_ptr_array_index(item->reasons, i)));
	json_object_set_new(j, "reasons", reasons);
	return j;
}

int
cli_import(const struct cli_options *o, const char *what, const char *file)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	GVariantBuilder ask;
	gsize size;

	if (!g_file_get_contents(file, &text, &size, &error)) {
		fprintf(stderr, "purser: %s\n", error->message);
		return EX_NOINPUT;
	}
	if (!g_utf8_validate(text, (gssize)size, NULL)) {
		fprintf(stderr,
		    "purser: %s is not UTF-8: save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)\n", file);
		return EX_DATAERR;
	}
	g_variant_builder_init(&ask, G_VARIANT_TYPE_VARDICT);
	cli_ask_text(&ask, "do", what);
	cli_ask_text(&ask, "who", cli_user());
	cli_ask_text(&ask, "csv", text);
	cli_ask_text(&ask, "file", file);
	return cli_request(o, &ask);
}
