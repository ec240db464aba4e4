/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See scan.h. */
#include "scan.h"

#include <time.h>

/* Of the processor time that a reader may use: the rest is for what comes before and after. */
#define SHARE 0.75

static double
cpu_until(const struct limits *limits)
{
	return SHARE * (double)limits->reader_cpu;
}

static double
cpu_now(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

gboolean
scan_wanted(struct scan *scan)
{
	const char *blind = document_eye ? document_eye->blind() : NULL;

	scan->n_pages++;
	if (!document_eye) {
		scan->no_eye = TRUE;
		return FALSE;
	}
	if (blind) {
		if (!scan->why)
			scan->why = g_strdup(blind);
		scan->n_left++;
		return FALSE;
	}
	if (scan->n_looked >= scan->limits->scan_pages || cpu_now() > cpu_until(scan->limits)) {
		scan->n_left++;
		return FALSE;
	}
	scan->n_looked++;
	return TRUE;
}

struct eye_wish
scan_wish(const struct scan *scan)
{
	return (struct eye_wish){ .pixels = scan->limits->scan_pixels, .until_cpu = cpu_until(scan->limits) };
}

void
scan_take(struct scan *scan, const struct eye_page *page)
{
	if (page->words->len > 0)
		scan->n_read++;
	else if (page->why && !scan->why)
		scan->why = g_strdup(page->why);
	scan->cut = scan->cut || page->cut;
}

const char *
scan_why(const struct scan *scan, const char *preset)
{
	if (scan->why)
		return scan->why;
	if (scan->no_eye)
		return "a picture of a page: text recognition was not at hand";
	if (scan->cut)
		return "text recognition took too long: limits.scan_cpu";
	return preset;
}

void
scan_finish(struct scan *scan, struct document *d)
{
	d->unseen = scan->no_eye;
	if (scan->n_read > 0) {
		d->read = READ_OCR;
		if (scan->cut)
			document_say(d, READ_OCR, "text recognition took too long: only a part was read");
		else if (scan->n_left > 0)
			document_say(d, READ_OCR,
			    "%u of %u scanned pages were not read (limits.scan_pages, limits.scan_cpu)",
			    scan->n_left, scan->n_pages);
		d->truncated = d->truncated || scan->cut || scan->n_left > 0;
	} else if (scan->n_pages > 0 && d->read == READ_TEXT && !d->why &&
		   (scan->n_left > 0 || scan->no_eye)) {
		document_say(d, READ_TEXT, "%u scanned page%s not read%s%s", scan->n_pages,
		    scan->n_pages == 1 ? " was" : "s were", scan->why ? ": " : "",
		    scan->why ? scan->why : "");
	}
	g_clear_pointer(&scan->why, g_free);
}
