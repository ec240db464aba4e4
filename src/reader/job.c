/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See job.h. */
#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static struct job *
job_new(int memfd, const struct reader_item *items, guint n_items)
{
	struct job *job = g_new0(struct job, 1);

	/* Where no descriptor is left, the reader will refuse what it is not handed. */
	job->fd = fcntl(memfd, F_DUPFD_CLOEXEC, 3);
	job->into_fd = -1;
	job->items = g_new(struct reader_item, n_items);
	job->n_items = job->open = n_items;
	for (guint i = 0; i < n_items; i++) {
		job->items[i] = items[i];
		job->items[i].filename = g_strdup(items[i].filename);
		job->items[i].mailbox = g_strdup(items[i].mailbox);
	}
	return job;
}

struct job *
job_new_batch(int memfd, const struct reader_item *items, guint n_items, gboolean urgent,
    reader_callback callback, gpointer data)
{
	struct job *job = job_new(memfd, items, n_items);

	job->urgent = urgent;
	job->callback = callback;
	job->data = data;
	return job;
}

struct job *
job_new_extract(int memfd, const struct reader_item *item, const char *part, reader_extract_callback callback,
    gpointer data)
{
	struct job *job = job_new(memfd, item, 1);

	job->extract = TRUE;
	job->urgent = TRUE;
	job->part = g_strdup(part);
	job->extract_callback = callback;
	job->data = data;
	return job;
}

struct job *
job_new_drawing(
    int memfd, const struct reader_item *item, guint page, reader_extract_callback callback, gpointer data)
{
	struct job *job = job_new_extract(memfd, item, NULL, callback, data);

	job->page = page;
	return job;
}

static void
fd_close(int fd)
{
	if (fd >= 0)
		close(fd);
}

void
job_free(struct job *job)
{
	if (!job)
		return;
	for (guint i = 0; i < job->n_items; i++) {
		g_free((char *)job->items[i].filename);
		g_free((char *)job->items[i].mailbox);
	}
	g_free(job->items);
	g_free(job->part);
	fd_close(job->fd);
	fd_close(job->into_fd);
	g_free(job);
}

gboolean
job_done(const struct job *job)
{
	return job->next >= job->n_items;
}

/* A fresh memfd each time: a reader that died may still have the old one. */
static gboolean
extract_send(struct job *job, struct wire *wire, GError **error)
{
	const struct reader_item *item = job->items;
	const char *filename = item->filename ? item->filename : "";

	fd_close(job->into_fd);
	job->into_fd = memfd_new("part", error);
	if (job->into_fd < 0 ||
	    !wire_send(wire, READER_EXTRACT_INTO, g_variant_new("()"), job->into_fd, error))
		return FALSE;
	if (!job->part)
		return wire_send(wire, READER_DRAW,
		    g_variant_new("(tt^ayu)", item->offset, item->size, filename, job->page), job->fd, error);
	return wire_send(wire, READER_EXTRACT,
	    g_variant_new("(tt^ays)", item->offset, item->size, filename, job->part), job->fd, error);
}

gboolean
job_send(struct job *job, struct wire *wire, GError **error)
{
	if (job->fd < 0)
		return purser_fail(
		    error, PURSER_RETRY, "reader: no file descriptor left: raise LimitNOFILE=");
	if (job->extract)
		return extract_send(job, wire, error);
	return wire_send(wire, READER_BATCH,
	    reader_batch_pack(
		job->next, job->items + job->next, MIN(job->n_items - job->next, READER_ITEMS_MAX)),
	    job->fd, error);
}

void
job_tell(struct job *job, guint index, struct report *report, const GError *error)
{
	job->open--;
	job->callback(index, report, error, job->open == 0, job->data);
}

void
job_tell_bytes(struct job *job, GBytes *bytes, const GError *error)
{
	job->next++;
	job->open--;
	job->extract_callback(bytes, error, job->data);
}

void
job_fail(struct job *job, const GError *error)
{
	while (!job_done(job)) {
		if (job->extract)
			job_tell_bytes(job, NULL, error);
		else
			job_tell(job, job->next++, NULL, error);
	}
}
