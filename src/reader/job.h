/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * job - what the pool was asked for: a batch to read, or a part to extract, and whom to tell
 */
#pragma once

#include "protocol.h"

struct job {
	gboolean extract, urgent;
	int fd;                    /* the memfd; ours */
	struct reader_item *items; /* filenames are ours; one item for an extraction */
	guint n_items;
	guint next; /* item whose answer is awaited; those before it are told, or wait for a second look */
	guint open; /* items not told */
	guint lost; /* how often it was in hand when the prepared parent ended */
	reader_callback callback;
	gpointer data;

	char *part; /* of an extraction; NULL: a drawing of page `page` is wanted instead */
	guint page;
	int into_fd;
	reader_extract_callback extract_callback;
};

struct job *job_new_batch(int memfd, const struct reader_item *items, guint n_items, gboolean urgent,
    reader_callback callback, gpointer data);
struct job *job_new_extract(int memfd, const struct reader_item *item, const char *part,
    reader_extract_callback callback, gpointer data);
struct job *job_new_drawing(
    int memfd, const struct reader_item *item, guint page, reader_extract_callback callback, gpointer data);
void job_free(struct job *job);
gboolean job_done(const struct job *job);
/* Hands the rest of it to a reader. */
gboolean job_send(struct job *job, struct wire *wire, GError **error);
/* Tells the outcome of an item. The report becomes the callee's. */
void job_tell(struct job *job, guint index, struct report *report, const GError *error);
void job_tell_bytes(struct job *job, GBytes *bytes, const GError *error);
/* Everything that no reader has taken ends with this error. */
void job_fail(struct job *job, const GError *error);
