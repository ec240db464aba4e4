/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pool's insides: pool.c keeps jobs and readers together, answer.c checks what readers say, second.c gives
 * pictures of pages to readers with an eye.
 */
#pragma once

#include "job.h"

struct worker {
	struct reader_pool *pool;
	struct child child;
	struct wire *wire;
	struct job *job;    /* in hand, or NULL */
	gint64 deadline_at; /* monotonic microseconds; G_MAXINT64: none */
	GSource *deadline; /* wakes no later than that; often sooner, for setting it costs two system calls */
	guint generation;  /* of the prepared parent it came from */
	gboolean ready;    /* its sandbox is closed */
	guint n_answered;
	char *doomed;   /* why it can do nothing for its job */
	gboolean stale; /* has an old context: ends after its job */
};

struct reader_pool {
	struct reader_context context;
	char *program;
	struct nursery *nursery;
	guint generation;
	GPtrArray *workers; /* idle and busy ones */
	guint n_readers;
	GQueue urgent, waiting; /* struct job */
	guint n_jobs;           /* unfinished, in hand or waiting */
	guint failed_starts;
	guint retry_source, idle_source;
	GError *broken; /* HALT: readers can never work here */

	gboolean second; /* these are the readers with an eye */
	struct second *eyes;
};

struct reader_pool *
pool_new(const char *program, const struct reader_context *context, guint n_readers, GError **error);
void pool_put(struct reader_pool *pool, struct job *job);
/* One item less to wait for: tells it, and ends its job with the last one. */
void
pool_tell(struct reader_pool *pool, struct job *job, guint index, struct report *report, const GError *error);

/* --- a second look: second.c */

/* Pictures of pages in this item: another reader shall look at them, and what it says will be told. Takes the first
 * report, for the case that there is no such reader. May tell at once. */
void second_look(struct reader_pool *pool, struct job *job, guint index, struct report *first);
/* What reader_pool_draw() does. */
gboolean second_draw(struct reader_pool *pool, int memfd, const struct reader_item *item, guint page,
    reader_extract_callback callback, gpointer data, GError **error);
guint second_waiting(const struct second *s); /* drawings: looks are counted by their jobs */
void second_set_context(struct second *s, const struct reader_context *context);
/* Forgets what waits, without telling. */
void second_free(struct second *s);

/* A reader ended, passed its deadline or spoke nonsense: the item in hand is to blame, unless it was not
 * begun, or the prepared parent took all its readers with it. w is gone afterwards. */
void worker_lost(struct worker *w, const char *why);
/* Its sandbox does not close here. w is gone afterwards. */
void worker_unfit(struct worker *w, const char *why);
/* The answer to the item in hand is here: what is left goes to this reader or, after its last, to another. w
 * may be gone afterwards. */
void
worker_answered(struct worker *w, gboolean last, struct report *report, GBytes *bytes, const GError *error);

/* The wire's callback of each reader; data: the worker. */
void answer_arrived(struct wire *wire, struct wire_message *m, const GError *error, gpointer data);
