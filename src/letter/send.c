/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest, an alert, a letter to an AE as it travels: multipart/alternative, with a table attached where there is one. */
#include "mime.h"

#include <string.h>

enum { SUBJECT_MAX = 240, REFERENCES_MAX = 20 };

gboolean
letter_address_fits(const char *address, const char *const *inside)
{
	return show_address_plain(address) && address_in_domains(address, inside);
}

/* Nobody outside learns from us what customers order, whatever a row of the store or a setting says. */
static gboolean
recipients_fit(const struct letter_head *h, GError **error)
{
	if (!h->to || !h->to[0])
		return purser_fail(error, PURSER_REJECT, "a letter without a recipient");
	for (guint i = 0; h->to[i]; i++) {
		g_autofree char *shown = show_line(h->to[i], 100);

		if (!letter_address_fits(h->to[i], h->inside))
			return purser_fail(error, PURSER_REJECT,
			    "nothing is written to %s: it is no address of [company] domains", shown);
	}
	return TRUE;
}

/* "digest morning" at acme.example: <digest-morning.purser.acme.example> */
static void
list_id_set(GMimeObject *m, const char *list, const char *from)
{
	const char *at = strrchr(from, '@');
	g_autofree char *domain = at ? g_strndup(at + 1, strcspn(at + 1, "> ")) : g_strdup("invalid");
	g_autofree char *label = g_ascii_strdown(list, -1), *value = NULL;

	for (char *c = label; *c; c++)
		if (!g_ascii_isalnum(*c))
			*c = '-';
	value = g_strdup_printf("<%s.purser.%s>", label, domain);
	mime_field(m, "List-Id", value, 300);
}

/* The first, which the thread is found by, and the last ones. */
static void
references_set(GMimeObject *m, const char *const *ids)
{
	guint n = 0;
	g_autoptr(GString) all = g_string_new(NULL);
	g_autofree char *last = NULL;

	while (ids && ids[n])
		n++;
	for (guint i = 0; i < n; i++) {
		if ((i && i + REFERENCES_MAX < n + 1) || !mime_id_plain(ids[i]))
			continue;
		g_string_append_printf(all, "%s<%s>", all->len ? " " : "", ids[i]);
		g_free(last);
		last = g_strdup_printf("<%s>", ids[i]);
	}
	if (!last)
		return;
	g_mime_object_set_header(m, "In-Reply-To", last, "utf-8");
	g_mime_object_set_header(m, "References", all->str, "utf-8");
}

static gboolean
header_write(
    struct writer *w, const struct letter_text *t, const struct letter_head *h, GMimeFormatOptions *format)
{
	GMimeMessage *m = g_mime_message_new(FALSE);
	g_autofree char *subject = show_line(t->subject, SUBJECT_MAX), *headers = NULL;
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(h->date_s);

	if (!mime_mailboxes(m, GMIME_ADDRESS_TYPE_FROM, h->from)) {
		g_object_unref(m);
		return purser_fail(w->error, PURSER_REJECT,
		    "the letter's from address is no address: check from= in purser.conf");
	}
	if (h->reply_to)
		mime_mailboxes(m, GMIME_ADDRESS_TYPE_REPLY_TO, h->reply_to);
	for (guint i = 0; h->to[i]; i++)
		mime_mailboxes(m, GMIME_ADDRESS_TYPE_TO, h->to[i]);
	g_mime_message_set_subject(m, subject, "utf-8");
	if (date)
		g_mime_message_set_date(m, date);
	g_mime_message_set_message_id(m, h->message_id);
	references_set(GMIME_OBJECT(m), h->references);
	mime_field(GMIME_OBJECT(m), "Auto-Submitted", "auto-generated", 40);
	mime_field(GMIME_OBJECT(m), "X-Auto-Response-Suppress", "All", 40);
	if (t->list)
		list_id_set(GMIME_OBJECT(m), t->list, h->from);
	mime_field(GMIME_OBJECT(m), "X-Purser-Mark", h->mark, 300);
	headers = g_mime_object_get_headers(GMIME_OBJECT(m), format);
	write_text(w, headers);
	g_object_unref(m);
	return !w->failed;
}

/* From the Message-ID. Bodies are quoted-printable, the table base64: none can hold a line of it. */
static char *
boundary_of(const struct letter_head *h)
{
	g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, h->message_id, -1);

	hex[32] = 0;
	return g_strdup_printf("purser-%s", hex);
}

gboolean
letter_text_write(
    const struct letter_text *t, const struct letter_head *h, letter_sink sink, gpointer data, GError **error)
{
	struct writer w = { .sink = sink, .data = data, .error = error };
	g_autofree char *boundary = NULL;
	GMimeFormatOptions *format;
	gboolean ok;

	if (!recipients_fit(h, error))
		return FALSE;
	if (!mime_id_plain(h->message_id))
		return purser_fail(error, PURSER_REJECT, "the letter's Message-ID is malformed");
	mime_init();
	format = mime_crlf_format();
	boundary = boundary_of(h);
	ok = header_write(&w, t, h, format);
	if (ok) {
		write_text(&w, "MIME-Version: 1.0\r\n");
		if (t->csv)
			write_format(&w,
			    "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\nThis is a message in MIME "
			    "format.\r\n\r\n--%s\r\n",
			    boundary, boundary);
		mime_bodies_write(&w, t->text, t->html, boundary);
		if (t->csv) {
			write_format(&w,
			    "--%s\r\nContent-Type: text/csv; charset=utf-8; "
			    "header=present\r\nContent-Disposition: attachment; "
			    "filename=\"purchase-orders.csv\"\r\nContent-Transfer-Encoding: "
			    "quoted-printable\r\n\r\n",
			    boundary);
			write_quoted_printable(&w, t->csv);
			write_format(&w, "--%s--\r\n", boundary);
		}
	}
	g_mime_format_options_free(format);
	return ok && !w.failed;
}
