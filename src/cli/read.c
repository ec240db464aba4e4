/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `purser read`: files through the daemon's own reader, in its sandbox, without daemon, database or network.
 *
 * Files are gathered into batches, as the daemon does; how many go together depends on how busy the readers
 * are: one file is not kept waiting for others, and many keep every reader busy. Answers are printed in the
 * order of the files.
 */
#include "read_picture.h"
#include "read_show.h"
#include "shared.h"

#include "purser/mailbox.h"
#include "purser/reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define GATHER_ITEMS 8 /* with so many, or so much, it is worth looking whether a reader is free */
#define GATHER_BYTES K(256)

/* One file or message, from when it is found until its line is printed. */
struct slot {
	char *name;
	struct flat line;
	gboolean known; /* what the line says */
};

/* What is being read: the pool answers by index. */
struct batch {
	struct run *run;
	GPtrArray *slots; /* borrowed from run->order */
};

struct run {
	gboolean json;
	const struct limits *limits;
	struct reader_pool *pool;
	guint n_readers;
	GQueue order;  /* struct slot, in the order of the files */
	int memfd;     /* of the batch being gathered, or -1 */
	GArray *items; /* struct reader_item */
	struct batch *batch;
	guint64 size;
	struct flat lines; /* to be written */
	gboolean some_failed, output_failed;
};

static void
slot_free(struct slot *slot)
{
	g_free(slot->name);
	flat_clear(&slot->line);
	g_free(slot);
}

/* --- output
 * ------------------------------------------------------------------------------------------------------ */

static void
lines_print(struct run *run)
{
	struct slot *slot;

	while ((slot = g_queue_peek_head(&run->order)) && slot->known) {
		flat_put(&run->lines, slot->line.data, slot->line.size);
		slot_free(g_queue_pop_head(&run->order));
	}
}

/* All lines that are known go out together, and none waits. */
static void
lines_flush(struct run *run)
{
	g_autoptr(GError) error = NULL;

	if (!run->output_failed && !fd_write_all(STDOUT_FILENO, run->lines.data, run->lines.size, &error)) {
		run->output_failed = TRUE;
		fprintf(stderr, "purser: standard output: %s\n", error->message);
	}
	run->lines.size = 0;
}

/* FALSE: there was nothing to do. */
static gboolean
turn(struct run *run, gboolean may_wait)
{
	gboolean did = g_main_context_iteration(NULL, may_wait);

	lines_flush(run);
	return did;
}

static void
slot_settle(struct run *run, struct slot *slot, const struct report *report)
{
	struct flat *out = slot == g_queue_peek_head(&run->order) ? &run->lines : &slot->line;

	run->some_failed = run->some_failed || report->error;
	if (run->json) {
		reader_report_json(report, slot->name, out);
		flat_u8(out, '\n');
	} else {
		g_autofree char *shown = read_show(report, slot->name);

		flat_put(out, shown, strlen(shown));
	}
	slot->known = TRUE;
	lines_print(run);
}

static void
slot_settle_error(struct run *run, struct slot *slot, const GError *error)
{
	struct report *report = report_new();

	report->error = text_one_line(error->message, 500);
	slot_settle(run, slot, report);
	report_free(report);
}

static void
answered(guint index, struct report *report, const GError *error, gboolean done, gpointer data)
{
	struct batch *batch = data;
	struct slot *slot = batch->slots->pdata[index];

	if (report)
		slot_settle(batch->run, slot, report);
	else
		slot_settle_error(batch->run, slot, error);
	report_free(report);
	if (done) {
		g_ptr_array_unref(batch->slots);
		g_free(batch);
	}
}

/* --- gathering
 * --------------------------------------------------------------------------------------------------- */

static gboolean
batch_begin(struct run *run, GError **error)
{
	if (run->memfd >= 0)
		return TRUE;
	run->memfd = memfd_new("batch", error);
	if (run->memfd < 0)
		return FALSE;
	run->size = 0;
	run->batch = g_new0(struct batch, 1);
	run->batch->run = run;
	run->batch->slots = g_ptr_array_new();
	return TRUE;
}

static void
batch_submit(struct run *run)
{
	g_autoptr(GError) error = NULL;
	guint n = run->items->len;

	if (run->memfd < 0)
		return;
	if (n && memfd_seal(run->memfd, &error)) {
		reader_pool_submit(run->pool, run->memfd,
		    (const struct reader_item *)(void *)run->items->data, n, FALSE, answered, run->batch);
	} else {
		for (guint i = 0; i < n; i++)
			slot_settle_error(run, run->batch->slots->pdata[i], error);
		g_ptr_array_unref(run->batch->slots);
		g_free(run->batch);
	}
	close(run->memfd);
	run->memfd = -1;
	run->batch = NULL;
	g_array_set_size(run->items, 0);
}

/* A full batch goes; a smaller one when a reader would otherwise be idle. */
static void
batch_consider(struct run *run)
{
	guint n = run->items->len;
	gboolean full =
	    n >= (guint)run->limits->batch_messages || run->size >= (guint64)run->limits->batch_size;

	if (!full && n % GATHER_ITEMS != 0 && run->size < GATHER_BYTES)
		return;
	while (turn(run, FALSE))
		;
	if (full || reader_pool_waiting(run->pool) <= run->n_readers)
		batch_submit(run);
	while (reader_pool_waiting(run->pool) > 2 * run->n_readers)
		turn(run, TRUE);
}

/* What stands behind the last slash: a hint for the reader, and the name of a bare document. Lives as long as
 * path. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static gboolean
found(const char *name, GBytes *bytes, const GError *error, gpointer data)
{
	struct run *run = data;
	struct slot *slot = g_new0(struct slot, 1);
	g_autoptr(GError) failed = NULL;
	gsize size = 0;
	gconstpointer content = bytes ? g_bytes_get_data(bytes, &size) : NULL;
	struct reader_item item = { 0 };

	slot->name = g_strdup(name);
	g_queue_push_tail(&run->order, slot);
	/* A large one travels alone, behind those before it. */
	if (run->size + size > (guint64)run->limits->batch_size)
		batch_submit(run);
	if (error || !batch_begin(run, &failed) || !fd_write_all(run->memfd, content, size, &failed)) {
		slot_settle_error(run, slot, error ? error : failed);
		return !run->output_failed;
	}
	item.offset = run->size;
	item.size = size;
	item.filename = base_name(slot->name); /* the slot lives until its answer is printed */
	g_array_append_val(run->items, item);
	g_ptr_array_add(run->batch->slots, slot);
	run->size += size;
	batch_consider(run);
	return !run->output_failed;
}

static void
files_read(struct run *run, char **files)
{
	for (guint i = 0; files[i] && !run->output_failed; i++) {
		if (strcmp(files[i], "-") == 0)
			source_walk_stream(STDIN_FILENO, "-", run->limits, found, run);
		else
			source_walk(files[i], run->limits, found, run);
	}
	batch_submit(run);
	while (reader_pool_waiting(run->pool) && !run->output_failed)
		turn(run, TRUE);
	lines_flush(run);
}

/* --- the command
 * ------------------------------------------------------------------------------------------------- */

static char **
strings_copy(char **strings)
{
	return strings && *strings ? g_strdupv(strings) : NULL;
}

static void
add_all(GPtrArray *to, char *const *from)
{
	for (; from && *from; from++)
		g_ptr_array_add(to, g_strdup(*from));
}

static char **
strings_end(GPtrArray *strings)
{
	g_ptr_array_add(strings, NULL);
	return (char **)g_ptr_array_free(strings, FALSE);
}

/* A file is of no mailbox: any server that some mailbox of ours trusts counts. */
static void
trust_fill(struct reader_trust *out, const struct config *config)
{
	GPtrArray *ids = g_ptr_array_new(), *hops = g_ptr_array_new(), *sealers = g_ptr_array_new();

	*out = (struct reader_trust){ .mailbox = g_strdup("") };
	for (guint i = 0; config && i < config->mailboxes->len; i++) {
		const struct config_mailbox *m = config->mailboxes->pdata[i];

		add_all(ids, m->authserv_ids);
		add_all(hops, m->inner_hops);
		add_all(sealers, m->arc_sealers);
		out->authserv_unnamed |= m->authserv_unnamed;
		out->authserv_below |= m->authserv_below;
	}
	out->authserv_ids = strings_end(ids);
	out->inner_hops = strings_end(hops);
	out->arc_sealers = strings_end(sealers);
}

static void
trust_clear(struct reader_trust *t)
{
	g_free(t->mailbox);
	g_strfreev(t->authserv_ids);
	g_strfreev(t->inner_hops);
	g_strfreev(t->arc_sealers);
}

/* Who we are: the options, else the configuration, else nobody knows. Only one that was asked for may fail.
 */
static gboolean
context_fill(struct reader_context *c, struct reader_trust *trust, const struct cli_options *o, char **names,
    char **domains)
{
	g_autoptr(GPtrArray) problems = NULL;
	struct config *config = o->config_path ? cli_config(o) : config_load(NULL, &problems);
	g_autoptr(GError) error = NULL;

	*c = (struct reader_context){ .limits = config ? config->limits : LIMITS_PRESET,
		.today = day_of_time(time(NULL)) };
	if (!config && o->config_path)
		return FALSE;
	c->our_names =
	    names || domains || !config ? strings_copy(names) : strings_copy(config->company.names);
	c->our_domains =
	    names || domains || !config ? strings_copy(domains) : strings_copy(config->company.domains);
	if (config)
		c->modulus = reader_modulus_load(config->purser.modulus_tables, &error);
	if (error)
		cli_error(error);
	trust_fill(trust, config);
	c->trusts = trust;
	c->n_trusts = 1;
	config_free(config);
	return TRUE;
}

static int
run_with(const struct reader_context *context, gboolean json, char **files)
{
	g_autoptr(GError) error = NULL;
	struct run run = {
		.json = json, .limits = &context->limits, .n_readers = g_get_num_processors(), .memfd = -1
	};

	run.pool = reader_pool_new(context, run.n_readers, &error);
	if (!run.pool)
		return cli_error(error);
	run.items = g_array_new(FALSE, FALSE, sizeof(struct reader_item));
	files_read(&run, files);
	reader_pool_free(run.pool);
	g_array_unref(run.items);
	flat_clear(&run.lines);
	return run.output_failed ? EX_IOERR : run.some_failed ? EX_DATAERR : EX_OK;
}

int
cli_read(int argc, char **argv)
{
	g_auto(GStrv) names = NULL, domains = NULL;
	struct cli_options o = { 0 };
	struct reader_context context = { 0 };
	struct reader_trust trust = { NULL };
	g_autofree char *picture = NULL;
	int page = 0;
	const GOptionEntry entries[] = {
		{ "our-domain", 0, 0, G_OPTION_ARG_STRING_ARRAY, &domains,
		    "A mail domain of ours (repeatable)", "DOMAIN" },
		{ "our-name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, "A name of our company (repeatable)",
		    "NAME" },
		{ "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture,
		    "Also write a page of FILE with what was found on it boxed", "OUT.png" },
		{ "page", 0, 0, G_OPTION_ARG_INT, &page, "The page that --picture shows", "N" },
		{ NULL },
	};
	int status;

	if (!cli_parse(&o, entries, "FILE... | - - read messages or documents and show what they hold", &argc,
		&argv))
		return EX_USAGE;
	if (argc < 2) {
		fputs("purser: read what? Name a message, an mbox, a Maildir or a document, or - for "
		      "standard input\n",
		    stderr);
		return EX_USAGE;
	}
	if ((picture && argc != 2) || page < 0 || page > G_MAXUINT16 || (page && !picture)) {
		fputs("purser: --picture shows one file, and --page one page of it\n", stderr);
		return EX_USAGE;
	}
	if (!context_fill(&context, &trust, &o, names, domains))
		return EX_CONFIG;
	status = run_with(&context, o.json, argv + 1);
	if (picture && status == EX_OK)
		status = read_picture(&context, argv[1], picture, (guint)page);
	g_strfreev(context.our_names);
	g_strfreev(context.our_domains);
	g_free(context.modulus);
	trust_clear(&trust);
	return status;
}
