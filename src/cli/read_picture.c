/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See read_picture.h. The sandboxed reader draws; here only bytes go in and out. */
#include "read_picture.h"
#include "shared.h"

#include "purser/mailbox.h"
#include "purser/process.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct drawing {
	GBytes *bytes; /* of the file */
	char *name;
	GBytes *png;
	GError *error;
	gboolean done;
};

/* The first message of what was named. */
static gboolean
found(const char *name, GBytes *bytes, const GError *error, gpointer data)
{
	struct drawing *d = data;

	if (error)
		d->error = g_error_copy(error);
	else
		d->bytes = g_bytes_ref(bytes);
	d->name = g_path_get_basename(name);
	return FALSE;
}

static void
drawn(GBytes *bytes, const GError *error, gpointer data)
{
	struct drawing *d = data;

	d->png = bytes ? g_bytes_ref(bytes) : NULL;
	d->error = error ? g_error_copy(error) : NULL;
	d->done = TRUE;
}

static gboolean
ask(const struct reader_context *context, guint page, struct drawing *d, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(d->bytes, &size);
	struct reader_item item = { 0, size, d->name };
	struct reader_pool *pool = NULL;
	int fd = memfd_new("page", error);
	gboolean ok = fd >= 0 && fd_write_all(fd, bytes, size, error) && memfd_seal(fd, error) &&
		      (pool = reader_pool_new(context, 1, error)) != NULL &&
		      reader_pool_draw(pool, fd, &item, page, drawn, d, error);

	while (ok && !d->done)
		g_main_context_iteration(NULL, TRUE);
	reader_pool_free(pool);
	if (fd >= 0)
		close(fd);
	return ok;
}

int
read_picture(const struct reader_context *context, const char *file, const char *out, guint page)
{
	struct drawing d = { 0 };
	g_autoptr(GError) error = NULL;
	int status = EX_OK;

	if (strcmp(file, "-") == 0)
		source_walk_stream(STDIN_FILENO, "-", &context->limits, found, &d);
	else
		source_walk(file, &context->limits, found, &d);
	if (!d.error && d.bytes && !ask(context, page, &d, &error))
		status = cli_error(error);
	else if (d.error || !d.png) {
		fprintf(
		    stderr, "purser: %s: %s\n", file, d.error ? d.error->message : "there is nothing in it");
		status = EX_DATAERR;
	} else if (!g_file_set_contents(
		       out, g_bytes_get_data(d.png, NULL), (gssize)g_bytes_get_size(d.png), &error)) {
		fprintf(stderr, "purser: %s\n", error->message);
		status = EX_CANTCREAT;
	}
	g_clear_pointer(&d.bytes, g_bytes_unref);
	g_clear_pointer(&d.png, g_bytes_unref);
	g_clear_error(&d.error);
	g_free(d.name);
	return status;
}
