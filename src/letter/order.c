/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The routed order as one MIME message.
 *
 * GMime encodes and folds the header fields; the bodies are streamed here, so that a mail of many megabytes is never
 * held twice. Boundaries come from the Message-ID, so that the same input gives the same bytes.
 */
#include "compose.h"
#include "mime.h"

#include <string.h>

enum { LINE_MAX_OCTETS = 998, SUBJECT_MAX = 420 };

/* --- header ------------------------------------------------------------------------------------------------------- */

static void
item_fields(GMimeObject *m, const struct letter_order *l)
{
	const struct store_item *i = l->item;
	char number[G_ASCII_DTOSTR_BUF_SIZE];
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, i->id);

	mime_field(m, "Auto-Submitted", "auto-generated", 40);
	mime_field(m, "X-Auto-Response-Suppress", "All", 40);
	mime_field(m, "X-Purser-Mark", l->mark, 300);
	mime_field(m, "X-Purser-Item", id, 40);
	mime_field(m, "X-Purser-PO-Number", i->order->value[ORDER_NUMBER], 120);
	mime_field(m, "X-Purser-Customer", i->customer_name, 200);
	mime_field(m, "X-Purser-Customer-Id", i->customer_code, 100);
	mime_field(m, "X-Purser-Amount", i->order->value[ORDER_TOTAL], 60);
	mime_field(m, "X-Purser-Currency", i->order->value[ORDER_CURRENCY], 12);
	mime_field(m, "X-Purser-Confidence",
	    g_ascii_formatd(number, sizeof number, "%.2f", i->order->confidence), 20);
	mime_field(m, "X-Purser-Relation", RELATION_NAMES[i->relation], 20);
}

static gboolean
header_write(struct writer *w, const struct letter_order *l, const char *subject, GMimeFormatOptions *format)
{
	GMimeMessage *m = g_mime_message_new(FALSE);
	g_autofree char *line = show_line(subject, SUBJECT_MAX), *headers = NULL;
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(l->date_s);
	guint to = 0;

	if (!mime_mailboxes(m, GMIME_ADDRESS_TYPE_FROM, l->from)) {
		g_object_unref(m);
		return purser_fail(w->error, PURSER_REJECT,
		    "the letter's from address is no address: check from= in purser.conf");
	}
	if (show_address_plain(l->ae))
		g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, l->ae);
	for (guint i = 0; l->to && l->to[i]; i++)
		to += mime_mailboxes(m, GMIME_ADDRESS_TYPE_TO, l->to[i]);
	if (!to) /* IMAP delivery: the letter lies in a folder, but must say for whom it is */
		mime_mailboxes(m, GMIME_ADDRESS_TYPE_TO, l->from);
	g_mime_message_set_subject(m, line, "utf-8");
	if (date)
		g_mime_message_set_date(m, date);
	g_mime_message_set_message_id(m, l->message_id);
	item_fields(GMIME_OBJECT(m), l);
	headers = g_mime_object_get_headers(GMIME_OBJECT(m), format);
	write_text(w, headers);
	g_object_unref(m);
	return !w->failed;
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

struct original_shape {
	gboolean fits;  /* can stand in a mail as it is */
	gboolean eight; /* has bytes over 127 */
};

static struct original_shape
original_look(const guint8 *bytes, gsize size)
{
	struct original_shape shape = { .fits = TRUE };
	gsize line = 0;

	for (gsize i = 0; i < size; i++) {
		guint8 c = bytes[i];

		if (c == '\r' && i + 1 < size && bytes[i + 1] == '\n') {
			i++;
			line = 0;
			continue;
		}
		if (c == 0 || c == '\r' || c == '\n' || ++line > LINE_MAX_OCTETS) {
			shape.fits = FALSE;
			return shape;
		}
		shape.eight |= c >= 0x80;
	}
	return shape;
}

static void
original_write(struct writer *w, const struct letter_order *l, struct original_shape shape,
    const char *boundary, GMimeFormatOptions *format)
{
	if (!shape.fits) {
		mime_attachment_write(
		    w, boundary, NULL, "original.eml", l->original, l->original_size, format);
		return;
	}
	write_format(w,
	    "--%s\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; "
	    "filename=\"original.eml\"\r\n"
	    "Content-Transfer-Encoding: %s\r\n\r\n",
	    boundary, shape.eight ? "8bit" : "7bit");
	write_bytes(w, l->original, l->original_size);
	write_text(w, "\r\n"); /* belongs to the boundary */
}

/* From the Message-ID, and such that no line of the original could be taken for it. */
static char *
boundary_choose(const struct letter_order *l)
{
	g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, l->message_id, -1);

	hex[32] = 0;
	for (guint n = 0;; n++) {
		g_autofree char *boundary = g_strdup_printf("purser-%s-%u", hex, n);

		if (!l->original || !memmem(l->original, l->original_size, boundary, strlen(boundary)))
			return g_steal_pointer(&boundary);
	}
}

gboolean
letter_order_compose(const struct letter_order *l, letter_sink sink, gpointer data, GError **error)
{
	struct writer w = { .sink = sink, .data = data, .error = error };
	struct original_shape shape = { .fits = TRUE };
	g_autofree char *boundary = NULL;
	struct letter_text text;
	GMimeFormatOptions *format;

	if (!l->item || !l->item->order)
		return purser_fail(
		    error, PURSER_REJECT, "the item holds no order: nothing to write a letter about");
	if (!mime_id_plain(l->message_id))
		return purser_fail(error, PURSER_REJECT, "the letter's Message-ID is malformed");
	if (!order_render(l, &text, error))
		return FALSE;
	mime_init();
	format = mime_crlf_format();
	boundary = boundary_choose(l);
	if (l->original)
		shape = original_look(l->original, l->original_size);
	if (header_write(&w, l, text.subject, format)) {
		write_format(
		    &w, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"%s\"\r\n", boundary);
		if (shape.fits && shape.eight)
			write_text(&w, "Content-Transfer-Encoding: 8bit\r\n");
		write_format(&w, "\r\nThis is a message in MIME format.\r\n\r\n--%s\r\n", boundary);
		mime_bodies_write(&w, text.text, text.html, boundary);
		for (guint i = 0; i < l->n_attachments && !w.failed; i++) {
			const struct letter_attachment *a = &l->attachments[i];
			gsize size;
			const guint8 *bytes = g_bytes_get_data(a->bytes, &size);

			mime_attachment_write(&w, boundary, a->media_type, a->filename, bytes, size, format);
		}
		if (l->original)
			original_write(&w, l, shape, boundary, format);
		write_format(&w, "--%s--\r\n", boundary);
	} else {
		w.failed = TRUE;
	}
	g_mime_format_options_free(format);
	letter_text_clear(&text);
	return !w.failed;
}
