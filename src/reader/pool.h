/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pool's insides: pool.c keeps jobs and readers together, answer.c checks what readers say.
 */
#pragma once

#include "job.h"

struct worker {
	struct reader_pool *pool;
	struct child child;
	struct wire *wire;
	struct job *job; /* in hand, or NULL */
	GSource *deadline;
	guint generation; /* of the prepared parent it came from */
	gboolean ready;   /* its sandbox is closed */
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
};

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
