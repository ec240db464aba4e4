/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document - the table of formats, and the life of a document
 */
#include "scribe.h"

#include <string.h>

enum { SNIFFED = 4096 }; /* bytes of text, to know its kind */

const char *const DOCUMENT_READ_NAMES[] = {
	[READ_TEXT] = "text",
	[READ_OCR] = "ocr",
	[READ_STRUCTURED] = "structured",
	[READ_ENCRYPTED] = "encrypted",
	[READ_DAMAGED] = "damaged",
	[READ_SKIPPED] = "skipped",
};

static void
inner_free(gpointer p)
{
	struct inner_document *i = p;

	g_free(i->filename);
	g_free(i->media_type);
	g_clear_pointer(&i->bytes, g_bytes_unref);
	g_free(i);
}

static void
fact_free(gpointer p)
{
	struct document_fact *f = p;

	g_free(f->value);
	g_free(f->proof);
	g_free(f);
}

static struct document *
document_new(const char *media_type)
{
	struct document *d = g_new0(struct document, 1);

	d->media_type = g_strdup(media_type);
	d->read = READ_TEXT;
	d->unit = UNIT_CHARS;
	d->words = g_array_new(FALSE, FALSE, sizeof(struct word));
	d->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	d->links = g_ptr_array_new_with_free_func(g_free);
	d->inner = g_ptr_array_new_with_free_func(inner_free);
	d->facts = g_ptr_array_new_with_free_func(fact_free);
	return d;
}

void
document_free(struct document *d)
{
	if (!d)
		return;
	g_free(d->media_type);
	g_free(d->why);
	g_free(d->pages);
	g_free(d->text);
	g_array_unref(d->words);
	g_array_unref(d->lines);
	g_ptr_array_unref(d->links);
	g_ptr_array_unref(d->inner);
	g_ptr_array_unref(d->facts);
	g_free(d);
}

void
document_say(struct document *d, enum document_read_state read, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_free(d->why);
	d->why = g_strdup_vprintf(format, args);
	va_end(args);
	d->read = read;
}

const struct eye *document_eye;

void
document_use_eye(const struct eye *eye)
{
	document_eye = eye;
}

void
document_init(void)
{
	pdf_init();
	if (document_eye)
		document_eye->open();
}

/* UTF-16 and UTF-32 as UTF-8 with its mark, which is believed before all that is declared; NULL: it is neither. */
static GBytes *
narrow(const guint8 *bytes, gsize size, gsize most)
{
	const char *charset = message_text_wide(bytes, size);
	g_autofree char *text = charset ? message_text_decode(bytes, size, charset, most) : NULL;
	char *marked = text ? g_strconcat("\xef\xbb\xbf", text, NULL) : NULL;

	return marked ? g_bytes_new_take(marked, strlen(marked)) : NULL;
}

struct document *
document_read(GBytes *bytes, const char *media_type, const char *filename, const char *charset,
    const struct limits *limits)
{
	struct source s = { .whole = bytes, .charset = charset, .filename = filename, .limits = limits };
	g_autoptr(GBytes) narrowed = NULL;
	const struct format *format;
	struct sniff in;
	struct document *d;

	s.bytes = g_bytes_get_data(bytes, &s.size);
	if (!s.bytes)
		s.bytes = (const guint8 *)"";
	if (s.size <= (gsize)limits->part_size &&
	    (narrowed = narrow(s.bytes, s.size, (gsize)limits->part_size))) {
		s.whole = narrowed;
		s.bytes = g_bytes_get_data(narrowed, &s.size);
	}
	sniff_init(&in, s.bytes, s.size, media_type, filename);
	format = sniff_format(&in);
	d = document_new(format->media_type);
	if (g_bytes_get_size(bytes) > (gsize)limits->part_size)
		document_say(d, READ_SKIPPED, "larger than %" G_GINT64_FORMAT " bytes", limits->part_size);
	else if (format->read)
		format->read(d, &s);
	else
		document_say(d, READ_SKIPPED, "no reader for %s", format->media_type);
	if (!d->text)
		d->text = g_strdup("");
	return d;
}

const char *
document_sniff(const guint8 *bytes, gsize size, const char *claimed, const char *filename)
{
	g_autoptr(GBytes) narrowed = narrow(bytes, MIN(size, SNIFFED), SNIFFED);
	struct sniff in;

	if (narrowed)
		bytes = g_bytes_get_data(narrowed, &size);
	sniff_init(&in, bytes, size, claimed, filename);
	return sniff_format(&in)->media_type;
}
