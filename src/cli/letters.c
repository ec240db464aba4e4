/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purser digest, purser letters: what people would get, shown before it is sent. */
#include "shared.h"

#include "purser/letter.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

/* Where a preview goes: the text to standard output, the HTML to a file. */
static int
text_show(const struct letter_text *t, const char *html_file, gboolean json)
{
	g_autoptr(GError) error = NULL;

	if (html_file && !g_file_set_contents(html_file, t->html, -1, &error)) {
		fprintf(stderr, "purser: %s\n", error->message);
		return EX_CANTCREAT;
	}
	if (json)
		cli_json_print(json_pack("{s:o, s:o, s:o, s:o}", "subject", cli_json_text(t->subject), "text",
		    cli_json_text(t->text), "html", cli_json_text(t->html), "csv", cli_json_text(t->csv)));
	else
		printf("Subject: %s\n\n%s", t->subject, t->text);
	return EX_OK;
}

static struct letter_templates *
templates_load(const struct config *c)
{
	g_autofree char *folder = c->folder ? g_build_filename(c->folder, "templates", NULL) : NULL;

	return letter_templates_load(folder);
}

static void
problems_print(struct letter_templates *templates)
{
	g_autoptr(GPtrArray) problems = letter_templates_problems(templates);

	for (guint i = 0; problems && i < problems->len; i++)
		fprintf(stderr, "purser: %s\n", (char *)problems->pdata[i]);
}

static struct letter_head
head_of(const struct config *c, struct letter_templates *templates, char *const *to,
    enum config_language language, const char *zone, gint64 now_s)
{
	return (struct letter_head){ .templates = templates,
		.from = c->ar.from,
		.to = (const char *const *)to,
		.inside = (const char *const *)c->company.domains,
		.message_id = "purser.preview@preview.invalid",
		.mark = "preview",
		.date_s = now_s,
		.language = (enum letter_language)language,
		.time_zone = zone };
}

/* --- digest --- */

/* The one that this address gets; without an address the first. Without any section one with presets. */
static const struct config_digest *
digest_chosen(const struct config *c, const char *to)
{
	for (guint i = 0; i < c->digests->len; i++) {
		const struct config_digest *d = c->digests->pdata[i];

		for (char **a = d->to; a && *a; a++)
			if (!to || g_ascii_strcasecmp(*a, to) == 0)
				return d;
	}
	return NULL;
}

struct digest_wish {
	const char *to, *html;
	struct day day; /* year 0: as of now_s */
	gint64 now_s;
	gboolean json;
};

/* Every section: who gets it, when it was last sent, when it goes out next. */
static int
digests_print(const struct config *c, struct store *store, const struct digest_wish *wish)
{
	static const char *const HEADS[] = { "NAME", "TO", "AT", "ZONE", "LAST", "NEXT", NULL };
	static const char *const OUTCOMES[] = { "", " (nothing to tell)", " (not sent)" };
	struct cli_table *t = wish->json ? NULL : cli_table_new(HEADS);

	for (guint i = 0; i < c->digests->len; i++) {
		const struct config_digest *d = c->digests->pdata[i];
		struct store_digest_run *run = store ? store_digest_last_run(store, d->name, 0, NULL) : NULL;
		g_autofree char *to = g_strjoinv(" ", d->to), *at = g_strjoinv(" ", d->at);
		g_autofree char *last = run ? g_strconcat(run->slot, OUTCOMES[run->outcome], NULL) : NULL,
				*next = NULL;
		gint64 next_s;

		if (c->purser.mode == MODE_LIVE && daemon_digest_next(d, wish->now_s, &next_s))
			next = cli_time(next_s);
		if (wish->json)
			cli_json_print(json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "name", d->name, "to", to,
			    "at", at, "zone", cli_json_text(d->time_zone), "last", cli_json_text(last),
			    "next", cli_json_text(next)));
		else
			cli_table_row(t, (const char *[]){ d->name, to, at, d->time_zone, last,
					     next ? next : "observing" });
		store_digest_run_free(run);
	}
	if (t)
		cli_table_print(t);
	if (!c->digests->len)
		fprintf(stderr, "no section [digest NAME] says that anybody gets one\n");
	return EX_OK;
}

static int
digest_preview(const struct config *c, struct store *store, struct digest_wish *wish)
{
	const struct config_digest NONE = { .at = (char *[]){ (char *)"08:30", NULL },
		.weekdays = (char *[]){ (char *)"mon", NULL } };
	const struct config_digest *d = digest_chosen(c, wish->to);
	gint64 since_s = 0;
	char *asked[] = { (char *)wish->to, NULL };
	struct letter_templates *templates = templates_load(c);
	gboolean dated =
	    wish->day.year && daemon_digest_of_day(d ? d : &NONE, wish->day, &wish->now_s, &since_s);
	const struct letter_head head = head_of(c, templates,
	    d          ? d->to
	    : wish->to ? asked
		       : c->ar.to,
	    d ? d->language : 0, d ? d->time_zone : NULL, wish->now_s);
	g_autoptr(GError) error = NULL;
	struct store_digest_run *last = NULL;
	struct letter_digest *digest;
	struct letter_text text = { NULL };
	int status;

	if (!dated && d) {
		last = store_digest_last_run(store, d->name, wish->now_s + STORE_CLOCK_SLACK_S, &error);
		since_s = last ? last->at_s : 0;
	}
	digest =
	    error ? NULL : daemon_digest(store, c, d ? d->name : "preview", since_s, wish->now_s, &error);
	if (digest && letter_digest_render(digest, &head, &text, &error))
		status = text_show(&text, wish->html, wish->json);
	else
		status = cli_error(error);
	problems_print(templates);
	letter_text_clear(&text);
	letter_digest_free(digest);
	store_digest_run_free(last);
	letter_templates_free(templates);
	return status;
}

int
cli_digest(int argc, char **argv)
{
	struct cli_options o = { NULL };
	gboolean preview = FALSE;
	g_autofree char *to = NULL, *html = NULL, *date = NULL;
	const GOptionEntry entries[] = {
		{ "preview", 0, 0, G_OPTION_ARG_NONE, &preview, "Show it, send nothing", NULL },
		{ "to", 0, 0, G_OPTION_ARG_STRING, &to, "As this address gets it", "ADDRESS" },
		{ "html", 0, 0, G_OPTION_ARG_FILENAME, &html, "Write the HTML to this file", "FILE" },
		{ "date", 0, 0, G_OPTION_ARG_STRING, &date, "As of its time on this day", "YYYY-MM-DD" },
		{ NULL },
	};
	struct digest_wish wish = { .now_s = g_get_real_time() / G_USEC_PER_SEC };
	struct config *config;
	struct store *store;
	int status;

	if (!cli_parse(&o, entries,
		"[--preview] - who gets a digest and when; AR's digest as it would go out now", &argc, &argv))
		return EX_USAGE;
	if (argc != 1 || (!preview && (to || html || date)) ||
	    (date && (!day_parse(date, &wish.day) || !day_valid(wish.day)))) {
		fprintf(stderr,
		    "usage: purser digest, or purser digest --preview [--to ADDRESS] [--html FILE] [--date "
		    "YYYY-MM-DD] [--json]\n");
		return EX_USAGE;
	}
	wish.to = to;
	wish.html = html;
	wish.json = o.json;
	config = cli_config(&o);
	store = config ? cli_store(config, NULL, &status) : NULL;
	if (!config)
		status = EX_CONFIG;
	if (store)
		status = preview ? digest_preview(config, store, &wish) : digests_print(config, store, &wish);
	store_close(store);
	config_free(config);
	return status;
}

/* --- letters --- */

static void
kind_print(FILE *to, gboolean json, const char *name, const char *help)
{
	if (json)
		cli_json_print(json_pack("{s:s, s:s}", "kind", name, "what", help));
	else
		fprintf(to, "%-10s %s\n", name, help);
}

static void
kinds_print(FILE *to, gboolean json)
{
	for (const struct letter_kind *k = LETTER_KINDS; k->name; k++)
		kind_print(to, json, k->name, k->help);
	kind_print(to, json, "alert", "what AR must know at once");
}

static gboolean
alert_preview(const struct letter_head *head, struct letter_text *out, GError **error)
{
	const struct store_alert sample = { .id = 7,
		.kind = ALERT_ORDER_REDUCED,
		.text = (char *)"Contoso GmbH: PO 4500123456 goes down from EUR 112000.00 to EUR 90000.00",
		.item_id = 17,
		.first_s = head->date_s,
		.last_s = head->date_s,
		.times = 1 };

	return letter_alert_render(
	    &(struct letter_alert){ &sample, "Contoso GmbH", TRUE }, 1, head, out, error);
}

static gboolean
kind_preview(const struct letter_kind *kind, const char *forward_to, const struct letter_head *head,
    struct letter_text *out, GError **error)
{
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
	const struct letter_ae ae = { .letters = letters, .forward_to = forward_to };

	g_ptr_array_add(letters, letter_kind_sample(kind));
	return letter_ae_render(&ae, head, out, error);
}

int
cli_letters(int argc, char **argv)
{
	struct cli_options o = { NULL };
	g_autofree char *preview = NULL, *html = NULL;
	const GOptionEntry entries[] = {
		{ "preview", 0, 0, G_OPTION_ARG_STRING, &preview,
		    "Show a letter of this kind, with an example's values", "KIND" },
		{ "html", 0, 0, G_OPTION_ARG_FILENAME, &html, "Write the HTML to this file", "FILE" },
		{ NULL },
	};
	const struct letter_kind *kind;
	struct letter_text text = { NULL };
	struct letter_templates *templates;
	g_autoptr(GError) error = NULL;
	struct letter_head head;
	struct config *config;
	gboolean alert, ok;
	int status;

	if (!cli_parse(&o, entries, "[--preview KIND] - the letters that people get", &argc, &argv))
		return EX_USAGE;
	kind = letter_kind_find(preview);
	alert = g_strcmp0(preview, "alert") == 0;
	if (argc != 1 || (preview && !kind && !alert)) {
		fprintf(stderr, "usage: purser letters [--preview KIND [--html FILE]]; the kinds are:\n");
		kinds_print(stderr, FALSE);
		return EX_USAGE;
	}
	if (!preview) {
		kinds_print(stdout, o.json);
		return EX_OK;
	}
	config = cli_config(&o);
	if (!config)
		return EX_CONFIG;
	templates = templates_load(config);
	head = head_of(config, templates, config->ar.to, config->letters.language, config->letters.time_zone,
	    g_get_real_time() / G_USEC_PER_SEC);
	ok = alert ? alert_preview(&head, &text, &error)
		   : kind_preview(kind, daemon_shared_address(config), &head, &text, &error);
	status = ok ? text_show(&text, html, o.json) : cli_error(error);
	problems_print(templates);
	letter_text_clear(&text);
	letter_templates_free(templates);
	config_free(config);
	return status;
}
