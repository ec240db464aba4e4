/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all letters share: header fields by GMime, which encodes and folds them; parts, streamed; boundaries. */
#include "mime.h"

#include <string.h>

GMimeFormatOptions *
mime_crlf_format(void)
{
	GMimeFormatOptions *format = g_mime_format_options_new();

	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	return format;
}

void
mime_init(void)
{
	static gboolean done;

	if (!done)
		g_mime_init();
	done = TRUE;
}

void
mime_field(GMimeObject *m, const char *name, const char *value, gsize max)
{
	g_autofree char *line = show_line(value, max);

	if (*line)
		g_mime_object_set_header(m, name, line, "utf-8");
}

/* "purser <purser@acme.example>" or a bare address; only what is plainly an address gets in. */
guint
mime_mailboxes(GMimeMessage *m, GMimeAddressType type, const char *text)
{
	g_autofree char *line = show_line(text, 500);
	InternetAddressList *list = internet_address_list_parse(NULL, line);
	guint n = 0;

	for (int i = 0; list && i < internet_address_list_length(list); i++) {
		InternetAddress *ia = internet_address_list_get_address(list, i);
		const char *address = INTERNET_ADDRESS_IS_MAILBOX(ia)
					  ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(ia))
					  : NULL;

		if (!show_address_plain(address))
			continue;
		g_mime_message_add_mailbox(m, type, internet_address_get_name(ia), address);
		n++;
	}
	if (list)
		g_object_unref(list);
	return n;
}

gboolean
mime_id_plain(const char *id)
{
	if (!id || !*id || strlen(id) > 400)
		return FALSE;
	for (; *id; id++)
		if (*id <= ' ' || *id >= 0x7f || *id == '<' || *id == '>')
			return FALSE;
	return TRUE;
}

static gboolean
token(const char *text, gsize size)
{
	for (gsize i = 0; i < size; i++)
		if (!g_ascii_isalnum(text[i]) && !strchr("!#$&^_.+-", text[i]))
			return FALSE;
	return size > 0 && size < 80;
}

/* As declared, where it is a plain type of a leaf. */
static void
media_type(const char *declared, char **out_type, char **out_subtype)
{
	const char *slash = declared ? strchr(declared, '/') : NULL;

	if (slash && token(declared, (gsize)(slash - declared)) && token(slash + 1, strlen(slash + 1)) &&
	    g_ascii_strncasecmp(declared, "multipart/", 10) != 0 &&
	    g_ascii_strncasecmp(declared, "message/", 8) != 0) {
		*out_type = g_ascii_strdown(declared, slash - declared);
		*out_subtype = g_ascii_strdown(slash + 1, -1);
	} else {
		*out_type = g_strdup("application");
		*out_subtype = g_strdup("octet-stream");
	}
}

void
mime_attachment_write(struct writer *w, const char *boundary, const char *declared, const char *filename,
    const guint8 *bytes, gsize size, GMimeFormatOptions *format)
{
	g_autofree char *type = NULL, *subtype = NULL, *name = show_file_name(filename), *headers = NULL;
	GMimePart *part;

	media_type(declared, &type, &subtype);
	part = g_mime_part_new_with_type(type, subtype);
	g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
	g_mime_part_set_filename(part, name);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	headers = g_mime_object_get_headers(GMIME_OBJECT(part), format);
	write_format(w, "--%s\r\n%s\r\n", boundary, headers);
	g_object_unref(part);
	write_base64(w, bytes, size);
}

void
mime_bodies_write(struct writer *w, const char *text, const char *html, const char *boundary)
{
	write_format(w, "Content-Type: multipart/alternative; boundary=\"%s-b\"\r\n\r\n", boundary);
	write_format(w,
	    "--%s-b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
	    "quoted-printable\r\n\r\n",
	    boundary);
	write_quoted_printable(w, text);
	write_format(w,
	    "--%s-b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
	    "quoted-printable\r\n\r\n",
	    boundary);
	write_quoted_printable(w, html);
	write_format(w, "--%s-b--\r\n", boundary);
}
