/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's side of the readers: jobs wait in a queue, each reader has at most one in hand, and one reader
 * more than needed stands ready, so that replacing one costs no time.
 *
 * All of it runs on the default main context. A caller's callback comes last in each step, when the pool's
 * state is whole again, for it may submit more.
 */
#include "pool.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#define START_WAIT_MS 30000
#define START_TRIES 4 /* of the prepared parent in a row, before waiting jobs are given back */
#define LOST_MAX 3    /* prepared parents that one job may outlive */
#define RETRY_FIRST_S 1

static void pool_pump(struct reader_pool *pool);

/* --- readers
 * ----------------------------------------------------------------------------------------------------- */

static void
worker_free(gpointer p)
{
	struct worker *w = p;

	if (w->deadline) {
		g_source_destroy(w->deadline);
		g_source_unref(w->deadline);
	}
	wire_free(w->wire);
	child_kill(&w->child);
	child_clear(&w->child);
	g_free(w->doomed);
	g_free(w);
}

static gboolean
deadline_passed(GSource *source, GSourceFunc callback G_GNUC_UNUSED, gpointer data)
{
	struct worker *w = data;
	g_autofree char *wall = NULL, *why = NULL;

	if (!w->doomed && g_source_get_time(source) < w->deadline_at) {
		g_source_set_ready_time(source, w->deadline_at == G_MAXINT64 ? -1 : w->deadline_at);
		return G_SOURCE_CONTINUE;
	}
	wall = duration_format(w->pool->context.limits.reader_wall);
	why = g_strdup_printf("reader took longer than %s", wall);
	if (w->doomed)
		w->ready = FALSE;
	worker_lost(w, w->doomed ? w->doomed : why);
	return G_SOURCE_REMOVE;
}

static GSourceFuncs deadline_funcs = { .dispatch = deadline_passed };

static void
deadline_set(struct worker *w)
{
	gint64 set = g_source_get_ready_time(w->deadline);

	w->deadline_at = !w->job
			     ? G_MAXINT64
			     : g_get_monotonic_time() + w->pool->context.limits.reader_wall * G_USEC_PER_SEC;
	if (w->job && (set < 0 || set > w->deadline_at))
		g_source_set_ready_time(w->deadline, w->deadline_at);
}

/* One more reader from the prepared parent. */
static struct worker *
worker_fork(struct reader_pool *pool, GError **error)
{
	struct child child;
	struct worker *w;

	if (!pool->nursery || !nursery_fork(pool->nursery, &child, error))
		return NULL;
	w = g_new0(struct worker, 1);
	w->pool = pool;
	w->child = child;
	w->generation = pool->generation;
	w->wire = wire_new(child.fd, READER_KINDS, READER_KINDS_N);
	w->child.fd = -1; /* the wire's now */
	w->deadline_at = G_MAXINT64;
	w->deadline = g_source_new(&deadline_funcs, sizeof(GSource));
	g_source_set_callback(w->deadline, NULL, w, NULL);
	g_source_attach(w->deadline, NULL);
	g_ptr_array_add(pool->workers, w);
	/* Where it is gone already, the watch tells. */
	(void)wire_send(w->wire, READER_CONTEXT, reader_context_pack(&pool->context), -1, NULL);
	return w;
}

static gboolean
nursery_restart(struct reader_pool *pool, GError **error)
{
	g_clear_pointer(&pool->nursery, nursery_free);
	pool->generation++;
	pool->nursery = nursery_start(pool->program, NULL, error);
	return pool->nursery != NULL;
}

static gboolean
retry_now(gpointer data)
{
	struct reader_pool *pool = data;

	pool->retry_source = 0;
	pool_pump(pool);
	return G_SOURCE_REMOVE;
}

static void
start_later(struct reader_pool *pool)
{
	guint wait_s = RETRY_FIRST_S << MIN(pool->failed_starts, 4);

	if (!pool->retry_source)
		pool->retry_source = g_timeout_add_seconds(wait_s, retry_now, pool);
}

/* A reader, from a new prepared parent where the old one is gone. NULL: a timer tries again. */
static struct worker *
worker_start_now(struct reader_pool *pool)
{
	struct worker *w = worker_fork(pool, NULL);

	if (!w && nursery_restart(pool, NULL))
		w = worker_fork(pool, NULL);
	if (w) {
		wire_watch(w->wire, answer_arrived, w);
	} else {
		pool->failed_starts++;
		start_later(pool);
	}
	return w;
}

static struct worker *
worker_start(struct reader_pool *pool)
{
	return pool->retry_source ? NULL : worker_start_now(pool);
}

static struct worker *
worker_idle(const struct reader_pool *pool)
{
	for (guint i = 0; i < pool->workers->len; i++) {
		struct worker *w = pool->workers->pdata[i];

		if (!w->job && !w->stale)
			return w;
	}
	return NULL;
}

static guint
workers_busy(const struct reader_pool *pool)
{
	guint n = 0;

	for (guint i = 0; i < pool->workers->len; i++)
		n += ((const struct worker *)pool->workers->pdata[i])->job != NULL;
	return n;
}

/* --- jobs
 * -------------------------------------------------------------------------------------------------------- */

static struct job *
job_take(struct reader_pool *pool)
{
	struct job *job = g_queue_pop_head(&pool->urgent);

	return job ? job : g_queue_pop_head(&pool->waiting);
}

/* What was begun goes first. */
static void
job_put_back(struct reader_pool *pool, struct job *job)
{
	g_queue_push_head(job->urgent ? &pool->urgent : &pool->waiting, job);
}

static void
jobs_fail(struct reader_pool *pool, const GError *error)
{
	struct job *job;

	while ((job = job_take(pool))) {
		guint left = job->n_items - job->next;

		if (left == job->open)
			pool->n_jobs--;
		job_fail(job, error);
		if (job->open == 0)
			job_free(job);
	}
}

static gboolean
fail_waiting(gpointer data)
{
	struct reader_pool *pool = data;
	g_autoptr(GError) error = pool->broken ? g_error_copy(pool->broken) : NULL;

	pool->idle_source = 0;
	if (!error)
		purser_fail(&error, PURSER_RETRY,
		    "reader: %s cannot be started: reinstall purser, or see what it says by itself",
		    pool->program);
	jobs_fail(pool, error);
	return G_SOURCE_REMOVE;
}

/* Not at once: callbacks never come from inside submit. */
static void
fail_waiting_soon(struct reader_pool *pool)
{
	if (!pool->idle_source)
		pool->idle_source = g_idle_add(fail_waiting, pool);
}

static void
pool_pump(struct reader_pool *pool)
{
	while (!pool->broken && workers_busy(pool) < pool->n_readers &&
	       pool->urgent.length + pool->waiting.length) {
		g_autoptr(GError) error = NULL;
		struct worker *w = worker_idle(pool);

		if (!w && !(w = worker_start(pool)))
			break;
		w->job = job_take(pool);
		deadline_set(w);
		if (!job_send(w->job, w->wire, &error)) {
			w->doomed = g_strdup(error->message);
			g_source_set_ready_time(w->deadline, 0);
		}
	}
	if (pool->broken || pool->failed_starts >= START_TRIES)
		fail_waiting_soon(pool);
	else if (!worker_idle(pool) && pool->workers->len <= pool->n_readers)
		worker_start(pool);
}

/* --- replies
 * ----------------------------------------------------------------------------------------------------- */

static void
worker_end(struct worker *w)
{
	g_ptr_array_remove_fast(w->pool->workers, w);
}

/* Replaces a reader that was lost, and tells whether it was alone in that: that another can be had shows that
 * the prepared parent lives. Readers that never get ready are not replaced again and again without a pause.
 */
static gboolean
lost_alone(struct reader_pool *pool, gboolean ready, guint generation)
{
	if (generation != pool->generation)
		return FALSE;
	if (!ready && ++pool->failed_starts > 1)
		start_later(pool);
	else
		worker_start_now(pool);
	return generation == pool->generation;
}

void
pool_tell(struct reader_pool *pool, struct job *job, guint index, struct report *report, const GError *error)
{
	gboolean last = job->open == 1;

	if (last)
		pool->n_jobs--;
	job_tell(job, index, report, error);
	if (last)
		job_free(job);
}

/* The item in hand has its outcome; the job is where it belongs already. */
static void
item_settle(
    struct reader_pool *pool, struct job *job, struct report *report, GBytes *bytes, const GError *error)
{
	if (job->extract) {
		pool->n_jobs--;
		job_tell_bytes(job, bytes, error);
		job_free(job);
	} else if (report && report->unseen && !pool->second) {
		guint index = job->next++;

		second_look(pool, job, index, report);
	} else {
		guint index = job->next++;

		pool_tell(pool, job, index, report, error);
	}
}

/* A reader ended, passed its deadline or spoke nonsense: the item in hand is to blame, unless it was not
 * begun, or the prepared parent took all its readers with it. */
void
worker_lost(struct worker *w, const char *why)
{
	struct reader_pool *pool = w->pool;
	struct job *job = g_steal_pointer(&w->job);
	gboolean ready = w->ready, alone, blame, done;
	guint generation = w->generation;
	g_autoptr(GError) error = NULL;

	purser_fail(&error, PURSER_HANGUP, "%s", why);
	worker_end(w);
	alone = lost_alone(pool, ready, generation);
	if (!job) {
		pool_pump(pool);
		return;
	}
	blame = (ready && alone) || ++job->lost > LOST_MAX;
	done = blame && job->next + 1 >= job->n_items;
	if (!done)
		job_put_back(pool, job);
	if (blame)
		item_settle(pool, job, NULL, NULL, error);
	pool_pump(pool);
}

void
worker_unfit(struct worker *w, const char *why)
{
	struct reader_pool *pool = w->pool;

	if (w->job)
		job_put_back(pool, g_steal_pointer(&w->job));
	if (!pool->broken)
		purser_fail(&pool->broken, PURSER_HALT, "%s", why);
	worker_end(w);
	pool_pump(pool);
}

void
worker_answered(struct worker *w, gboolean last, struct report *report, GBytes *bytes, const GError *error)
{
	struct reader_pool *pool = w->pool;
	struct job *job = w->job;
	gboolean done = job->next + 1 >= job->n_items;

	last = last || (done && w->stale) || ++w->n_answered >= READER_MESSAGES_MAX;
	if (done || last)
		w->job = NULL;
	deadline_set(w);
	if (last)
		worker_end(w);
	if (last && !done)
		job_put_back(pool, job);
	item_settle(pool, job, report, bytes, error);
	if (done || last)
		pool_pump(pool);
}

/* --- the pool
 * ---------------------------------------------------------------------------------------------------- */

/* The first reader tells whether its sandbox closes here; that is worth waiting for. */
static gboolean
first_ready(struct reader_pool *pool, struct worker *w, GError **error)
{
	struct pollfd p = { .fd = wire_fd(w->wire), .events = POLLIN };
	struct wire_message m = { .fd = -1 };
	g_autoptr(GError) gone = NULL;
	const char *why;
	gboolean ok;

	if (poll(&p, 1, START_WAIT_MS) != 1)
		return purser_fail(error, PURSER_HALT, "%s does not start", pool->program);
	if (!wire_receive(w->wire, &m, &gone))
		return purser_fail(error, PURSER_HALT, "%s does not start: %s", pool->program, gone->message);
	ok = m.kind == READER_READY;
	if (m.kind == READER_UNFIT) {
		g_variant_get(m.body, "(&s)", &why);
		purser_fail(error, PURSER_HALT, "%s", why);
	} else if (!ok) {
		purser_fail(error, PURSER_HALT, "%s is not of this version", pool->program);
	}
	wire_message_clear(&m);
	return ok;
}

struct reader_pool *
pool_new(const char *program, const struct reader_context *context, guint n_readers, GError **error)
{
	struct reader_pool *pool = g_new0(struct reader_pool, 1);
	struct worker *w = NULL;

	reader_context_copy(context, &pool->context);
	pool->program = helper_program_path(program);
	pool->n_readers = n_readers ? n_readers : g_get_num_processors();
	pool->workers = g_ptr_array_new_with_free_func(worker_free);
	if (nursery_restart(pool, error) && (w = worker_fork(pool, error)) && first_ready(pool, w, error)) {
		w->ready = TRUE;
		wire_watch(w->wire, answer_arrived, w);
		return pool;
	}
	reader_pool_free(pool);
	return NULL;
}

struct reader_pool *
reader_pool_new(const struct reader_context *context, guint n_readers, GError **error)
{
	return pool_new("purser-reader", context, n_readers, error);
}

static void
queue_clear(GQueue *q)
{
	struct job *job;

	while ((job = g_queue_pop_head(q)))
		job_free(job);
}

void
reader_pool_free(struct reader_pool *pool)
{
	if (!pool)
		return;
	g_clear_pointer(&pool->eyes, second_free);
	for (guint i = 0; i < pool->workers->len; i++)
		job_free(((struct worker *)pool->workers->pdata[i])->job);
	g_ptr_array_unref(pool->workers);
	queue_clear(&pool->urgent);
	queue_clear(&pool->waiting);
	if (pool->retry_source)
		g_source_remove(pool->retry_source);
	if (pool->idle_source)
		g_source_remove(pool->idle_source);
	nursery_free(pool->nursery);
	reader_context_clear(&pool->context);
	g_clear_error(&pool->broken);
	g_free(pool->program);
	g_free(pool);
}

void
reader_pool_set_context(struct reader_pool *pool, const struct reader_context *context)
{
	struct reader_context old = pool->context;

	reader_context_copy(context, &pool->context);
	reader_context_clear(&old);
	if (pool->eyes)
		second_set_context(pool->eyes, context);
	for (guint i = pool->workers->len; i-- > 0;) {
		struct worker *w = pool->workers->pdata[i];

		w->stale = TRUE;
		if (!w->job)
			worker_end(w);
	}
	pool_pump(pool);
}

void
pool_put(struct reader_pool *pool, struct job *job)
{
	pool->n_jobs++;
	g_queue_push_tail(job->urgent ? &pool->urgent : &pool->waiting, job);
	pool_pump(pool);
}

void
reader_pool_submit(struct reader_pool *pool, int memfd, const struct reader_item *items, guint n_items,
    gboolean urgent, reader_callback callback, gpointer data)
{
	g_return_if_fail(n_items > 0);
	pool_put(pool, job_new_batch(memfd, items, n_items, urgent, callback, data));
}

guint
reader_pool_waiting(const struct reader_pool *pool)
{
	return pool->n_jobs + (pool->eyes ? second_waiting(pool->eyes) : 0);
}

void
reader_pool_extract(struct reader_pool *pool, int memfd, const struct reader_item *item, const char *part,
    reader_extract_callback callback, gpointer data)
{
	pool_put(pool, job_new_extract(memfd, item, part, callback, data));
}

gboolean
reader_pool_draw(struct reader_pool *pool, int memfd, const struct reader_item *item, guint page,
    reader_extract_callback callback, gpointer data, GError **error)
{
	return second_draw(pool, memfd, item, page, callback, data, error);
}
