/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second look: a message with pages that are pictures goes from its reader to one with an eye (purser-eye).
 *
 * Those are a pool of their own, with limits of their own, started when the first such message comes and ended when
 * none came for a while: who gets no scans pays nothing for them, and ordinary mail does not wait behind them.
 * Where no such reader can be had, the first report stands, with a warning.
 */
#include "pool.h"

#define IDLE_END_S 300

struct second {
	struct reader_pool *first, *eyes;
	GPtrArray *looks; /* struct look, owned */
	guint idle_source;
	char *why_not; /* they cannot be started here; until the context changes */
};

struct look {
	struct second *second;
	struct job *job;
	guint index;
	struct report *report; /* of the first reader */
};

static void
look_free(gpointer p)
{
	struct look *look = p;

	report_free(look->report);
	g_free(look);
}

/* What text recognition may use takes the place of what a reader may use. */
static struct reader_context
eye_context(const struct reader_context *context)
{
	struct reader_context c = *context;

	c.limits.reader_cpu = context->limits.scan_cpu;
	c.limits.reader_wall = context->limits.scan_wall;
	c.limits.reader_memory = context->limits.scan_memory;
	return c;
}

static void
look_end(struct look *look, struct report *report, const GError *error)
{
	struct second *s = look->second;
	struct reader_pool *first = s->first;
	struct job *job = look->job;
	guint index = look->index;

	g_ptr_array_remove_fast(s->looks, look);
	pool_tell(first, job, index, report, error);
}

/* The first report is better than none. */
static void
look_do_without(struct look *look, const char *why)
{
	struct report *report = g_steal_pointer(&look->report);

	g_ptr_array_add(report->warnings, g_strdup_printf("pictures were not read: %s", why));
	look_end(look, report, NULL);
}

static gboolean
idle_end(gpointer data)
{
	struct second *s = data;

	s->idle_source = 0;
	g_clear_pointer(&s->eyes, reader_pool_free);
	return G_SOURCE_REMOVE;
}

static void
looked(guint index G_GNUC_UNUSED, struct report *report, const GError *error, gboolean done G_GNUC_UNUSED,
    gpointer data)
{
	struct look *look = data;
	struct second *s = look->second;

	if (s->looks->len == 1 && !s->idle_source)
		s->idle_source = g_timeout_add_seconds(IDLE_END_S, idle_end, s);
	if (error && g_error_matches(error, PURSER_ERROR, PURSER_HALT))
		look_do_without(look, error->message);
	else
		look_end(look, report, error);
}

static gboolean
eyes_open(struct second *s)
{
	struct reader_context c = eye_context(&s->first->context);
	g_autoptr(GError) error = NULL;

	if (s->idle_source)
		g_source_remove(s->idle_source);
	s->idle_source = 0;
	if (s->eyes || s->why_not)
		return s->eyes != NULL;
	s->eyes = pool_new("purser-eye", &c, s->first->n_readers, &error);
	if (s->eyes)
		s->eyes->second = TRUE;
	else
		s->why_not = g_strdup(error->message);
	return s->eyes != NULL;
}

static struct second *
second_of(struct reader_pool *pool)
{
	if (!pool->eyes) {
		pool->eyes = g_new0(struct second, 1);
		pool->eyes->first = pool;
		pool->eyes->looks = g_ptr_array_new_with_free_func(look_free);
	}
	return pool->eyes;
}

gboolean
second_draw(struct reader_pool *pool, int memfd, const struct reader_item *item, guint page,
    reader_extract_callback callback, gpointer data, GError **error)
{
	struct second *s = second_of(pool);

	if (!eyes_open(s))
		return purser_fail(error, PURSER_HALT, "%s", s->why_not);
	pool_put(s->eyes, job_new_drawing(memfd, item, page, callback, data));
	return TRUE;
}

guint
second_waiting(const struct second *s)
{
	return s->eyes ? s->eyes->n_jobs - MIN(s->eyes->n_jobs, s->looks->len) : 0;
}

void
second_look(struct reader_pool *pool, struct job *job, guint index, struct report *first)
{
	struct look *look = g_new(struct look, 1);
	struct second *s = second_of(pool);

	*look = (struct look){ s, job, index, first };
	g_ptr_array_add(s->looks, look);
	if (eyes_open(s))
		reader_pool_submit(s->eyes, job->fd, &job->items[index], 1, job->urgent, looked, look);
	else
		look_do_without(look, s->why_not);
}

void
second_set_context(struct second *s, const struct reader_context *context)
{
	struct reader_context c = eye_context(context);

	g_clear_pointer(&s->why_not, g_free);
	if (s->eyes)
		reader_pool_set_context(s->eyes, &c);
}

void
second_free(struct second *s)
{
	if (s->idle_source)
		g_source_remove(s->idle_source);
	g_clear_pointer(&s->eyes, reader_pool_free);
	for (guint i = 0; i < s->looks->len; i++) {
		struct job *job = ((struct look *)s->looks->pdata[i])->job;

		/* what is handed out to the last item is known to nobody else */
		if (--job->open == 0 && job_done(job))
			job_free(job);
	}
	g_ptr_array_unref(s->looks);
	g_free(s->why_not);
	g_free(s);
}
