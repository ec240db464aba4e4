/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture - PNG, JPEG, TIFF, GIF, WebP and BMP files: the words on them, with an eye. */
#include "pdf.h"

/* One page's words onto the plane. */
static void
page_take(struct scribe *p, const struct eye_page *seen)
{
	struct document *d = p->document;
	struct pdf_page page = { .d = d, .number = (guint16)(d->n_pages + 1) };

	d->n_pages++;
	d->pages = g_realloc_n(d->pages, d->n_pages + 1, sizeof(*d->pages));
	page.pool = g_string_new(NULL);
	page.words = g_array_new(FALSE, FALSE, sizeof(struct pdf_word));
	pdf_page_take(&page, seen);
	pdf_page_emit(&page, p);
	g_string_free(page.pool, TRUE);
	g_array_unref(page.words);
}

/* Page after page; FALSE: the picture is damaged. */
static gboolean
pages_look(struct scan *scan, struct scribe *p, const struct source *s)
{
	struct eye_wish wish = scan_wish(scan);
	gsize offset = 0;
	gboolean whole = TRUE;

	do {
		struct eye_page *seen = document_eye->look_at_file(s->bytes, s->size, &offset, &wish);

		whole = whole && !seen->damaged;
		scan_take(scan, seen);
		page_take(p, seen);
		eye_page_free(seen);
	} while (offset && !p->document->truncated && scan_wanted(scan));
	return whole;
}

void
picture_read(struct document *d, const struct source *s)
{
	struct scan scan = { .limits = s->limits };
	struct scribe p;
	struct eye_head head;
	gboolean whole = TRUE;

	d->unit = UNIT_POINTS;
	if (!eye_head_read(s->bytes, s->size, 0, &head)) {
		document_say(d, READ_DAMAGED, "the picture is damaged");
		return;
	}
	if ((gint64)head.width * head.height > s->limits->scan_pixels) {
		document_say(d, READ_SKIPPED, "a picture of %u by %u pixels: more than limits.scan_pixels",
		    head.width, head.height);
		return;
	}
	scribe_init(&p, d, s->limits, 4096);
	if (scan_wanted(&scan)) {
		d->complex_format = TRUE;
		whole = pages_look(&scan, &p, s);
	}
	scribe_finish(&p);
	if (d->words->len == 0 && !whole)
		document_say(d, READ_DAMAGED, "the picture is damaged");
	else if (d->words->len == 0)
		document_say(d, READ_SKIPPED, "%s", scan_why(&scan, "no writing is seen in it"));
	scan_finish(&scan, d);
}

/* Telephones take such; its decoders are large and were often broken, and mail programs turn it into JPEG when asked. */
void
heic_read(struct document *d, const struct source *s)
{
	(void)s;
	document_say(d, READ_SKIPPED, "a HEIC picture is not read: send it as JPEG or PDF");
}
