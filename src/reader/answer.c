/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader says is checked like any other input from outside: does it answer the item in hand, is its
 * report whole. Anything else costs the item in hand as if the reader had crashed.
 */
#include "pool.h"

static void
report_arrived(struct worker *w, GBytes *body)
{
	struct cursor c = { g_bytes_get_data(body, NULL), g_bytes_get_size(body), FALSE };
	g_autoptr(GError) error = NULL;
	g_autofree char *why = NULL;
	struct report *report = NULL;
	guint index = 0;
	gboolean last = FALSE;

	if (!reader_reply_read(&c, &index, &last) || !w->job || w->job->extract || index != w->job->next)
		purser_fail(&error, PURSER_HANGUP, "a report that nobody asked for");
	else if (c.n > (gsize)w->pool->context.limits.report_size)
		purser_fail(&error, PURSER_HANGUP, "larger than limits.report_size allows");
	else
		report = report_unpack(c.p, c.n, &w->pool->context.limits, &error);
	if (report) {
		worker_answered(w, last || report->complex_format, report, NULL, NULL);
		return;
	}
	why = g_strdup_printf("reader sent a report that was refused: %s", error->message);
	worker_lost(w, why);
}

static void
failure_arrived(struct worker *w, GVariant *body)
{
	g_autoptr(GError) error = NULL;
	const char *why;
	guint index;
	gboolean last;

	g_variant_get(body, "(ub&s)", &index, &last, &why);
	if (!w->job || w->job->extract || index != w->job->next) {
		worker_lost(w, "reader spoke of an item that it does not have");
		return;
	}
	purser_fail(&error, PURSER_REJECT, "%s", why);
	worker_answered(w, last, NULL, NULL, error);
}

static void
extract_arrived(struct worker *w, GVariant *body)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GError) error = NULL;
	guint64 size;
	gboolean last;

	g_variant_get(body, "(bt)", &last, &size);
	if (!w->job || !w->job->extract) {
		worker_lost(w, "reader sent a part that nobody asked for");
		return;
	}
	if (memfd_seal(w->job->into_fd, &error))
		bytes = memfd_map(w->job->into_fd, (gsize)w->pool->context.limits.part_size, &error);
	if (!bytes || g_bytes_get_size(bytes) != size)
		worker_lost(w, "reader sent a part that was refused");
	else
		worker_answered(w, last, NULL, bytes, NULL);
}

static void
extract_failed(struct worker *w, GVariant *body)
{
	g_autoptr(GError) error = NULL;
	const char *why;
	gboolean last;

	g_variant_get(body, "(b&s)", &last, &why);
	if (!w->job || !w->job->extract) {
		worker_lost(w, "reader spoke of a part that nobody asked for");
		return;
	}
	purser_fail(&error, PURSER_REJECT, "%s", why);
	worker_answered(w, last, NULL, NULL, error);
}

void
answer_arrived(struct wire *wire G_GNUC_UNUSED, struct wire_message *m, const GError *error, gpointer data)
{
	struct worker *w = data;
	const char *why;

	if (!m) {
		worker_lost(
		    w, g_strstr_len(error->message, -1, "closed")
			   ? "reader died: it crashed, or passed its limit of memory or processor time"
			   : "reader spoke nonsense");
		return;
	}
	switch (m->kind) {
	case READER_READY:
	case READER_UNFIT:
		/* once, at its start: a reader that says it later was taken over by what it read */
		if (w->ready) {
			worker_lost(w, "reader spoke out of turn");
			break;
		}
		if (m->kind == READER_UNFIT) {
			g_variant_get(m->body, "(&s)", &why);
			worker_unfit(w, why);
			break;
		}
		w->ready = TRUE;
		w->pool->failed_starts = 0;
		break;
	case READER_REPORT:
		report_arrived(w, m->bytes);
		break;
	case READER_FAILED:
		failure_arrived(w, m->body);
		break;
	case READER_EXTRACTED:
		extract_arrived(w, m->body);
		break;
	case READER_EXTRACT_FAILED:
		extract_failed(w, m->body);
		break;
	default:
		worker_lost(w, "reader spoke out of turn");
	}
}
