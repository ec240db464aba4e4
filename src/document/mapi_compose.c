/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See mapi.h. Everything but the header is in base64, so no boundary can stand in it, and no line is too
 * long.
 */
#include "mapi.h"
#include "rtf.h"

#define WORD_BYTES 42           /* of an encoded word, on a border of characters */
#define BASE64_STEP (57UL * 64) /* bytes at once: whole lines of it */
#define HEADERS_MAX K(128)

static void
base64_put(GString *out, const guint8 *bytes, gsize size)
{
	for (gsize i = 0; i < size; i += BASE64_STEP) {
		gchar line[BASE64_STEP * 2];
		gint state = 0, save = 0;
		gsize n =
		    g_base64_encode_step(bytes + i, MIN(size - i, BASE64_STEP), TRUE, line, &state, &save);

		n += g_base64_encode_close(TRUE, line + n, &state, &save);
		g_string_append_len(out, line, (gssize)n);
	}
}

/* RFC 2047, whatever the text holds: no line end of it reaches the header. */
static void
words_put(GString *out, const char *text)
{
	g_autofree char *line = text_one_line(text, 2000);

	for (const char *p = line; *p;) {
		const char *end = p;
		g_autofree char *word = NULL;

		while (*end && g_utf8_next_char(end) - p <= WORD_BYTES)
			end = g_utf8_next_char(end);
		word = g_base64_encode((const guchar *)p, (gsize)(end - p));
		g_string_append_printf(out, "%s=?utf-8?B?%s?=", p == line ? "" : "\r\n ", word);
		p = end;
	}
}

/* An address or a message id, as far as it is plain. */
static gboolean
is_plain(const char *text)
{
	for (const char *p = text; *p; p++)
		if ((guchar)*p <= ' ' || (guchar)*p >= 127 || strchr("<>()[],;:\\\"", *p))
			return FALSE;
	return *text != '\0';
}

static void
address_put(GString *out, const char *name, const char *address)
{
	if (name)
		words_put(out, name);
	g_string_append_printf(out, " <%s>", address);
}

static void
from_put(GString *out, const struct mapi *m)
{
	gboolean sender = !m->text[MAPI_FROM_ADDRESS] && m->text[MAPI_SENDER_ADDRESS];
	const char *name = m->text[sender || !m->text[MAPI_FROM_NAME] ? MAPI_SENDER_NAME : MAPI_FROM_NAME],
		   *address = m->text[sender ? MAPI_SENDER_ADDRESS : MAPI_FROM_ADDRESS];
	gboolean known = address && is_plain(address);

	if (!known && !name)
		return;
	g_string_append(out, "From: ");
	address_put(out, name, known ? address : "");
	g_string_append(out, "\r\n");
}

static void
recipients_put(GString *out, const struct mapi *m, gboolean copies)
{
	guint n = 0;

	for (guint i = 0; i < m->recipients->len; i++) {
		const struct mapi_recipient *r = m->recipients->pdata[i];

		if (r->copy != copies || !r->address || !is_plain(r->address))
			continue;
		g_string_append(out, n++ ? ",\r\n " : copies ? "Cc: " : "To: ");
		address_put(out, r->name, r->address);
	}
	if (n)
		g_string_append(out, "\r\n");
}

static void
id_put(GString *out, const char *field, const char *id)
{
	g_autofree char *bare = id ? g_strstrip(g_strdup(id)) : NULL;
	gsize n = bare ? strlen(bare) : 0;

	if (n > 2 && bare[0] == '<' && bare[n - 1] == '>') {
		bare[n - 1] = '\0';
		if (is_plain(bare + 1))
			g_string_append_printf(out, "%s: <%s>\r\n", field, bare + 1);
	}
}

static gboolean
field_is(const char *line, const char *name)
{
	gsize n = strlen(name);

	return g_ascii_strncasecmp(line, name, n) == 0 && line[n] == ':';
}

/* The header it came with, but for how its body was encoded. Returns which of our own fields it has. */
static guint
headers_put(GString *out, const char *headers, const char *const *own)
{
	gboolean keep = FALSE;
	guint has = 0;

	for (const char *p = headers; *p && p - headers < HEADERS_MAX;) {
		gsize n = strcspn(p, "\r\n");

		if (*p != ' ' && *p != '\t') {
			const char *colon = memchr(p, ':', n);

			keep = colon && colon > p && !memchr(p, ' ', (gsize)(colon - p)) &&
			       g_ascii_strncasecmp(p, "Content-", 8) != 0 && !field_is(p, "MIME-Version");
			for (guint i = 0; keep && own[i]; i++)
				has |= field_is(p, own[i]) ? 1U << i : 0;
		}
		if (keep && n) {
			g_string_append_len(out, p, (gssize)n);
			g_string_append(out, "\r\n");
		}
		p += n;
		p += *p == '\r' ? 1 : 0;
		p += *p == '\n' ? 1 : 0;
	}
	return has;
}

static void
header_put(GString *out, const struct mapi *m)
{
	static const char *const own[] = { "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To",
		NULL };
	guint has = m->text[MAPI_HEADERS] ? headers_put(out, m->text[MAPI_HEADERS], own) : 0;

	if (!(has & 1))
		from_put(out, m);
	if (!(has & 2))
		recipients_put(out, m, FALSE);
	if (!(has & 4))
		recipients_put(out, m, TRUE);
	if (!(has & 8) && m->text[MAPI_SUBJECT]) {
		g_string_append(out, "Subject: ");
		words_put(out, m->text[MAPI_SUBJECT]);
		g_string_append(out, "\r\n");
	}
	if (!(has & 16) && m->date != G_MININT64) {
		g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(m->date);
		static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
			"Sep", "Oct", "Nov", "Dec" };

		if (date)
			g_string_append_printf(out, "Date: %d %s %04d %02d:%02d:%02d +0000\r\n",
			    g_date_time_get_day_of_month(date), months[g_date_time_get_month(date) - 1],
			    g_date_time_get_year(date), g_date_time_get_hour(date),
			    g_date_time_get_minute(date), g_date_time_get_second(date));
	}
	if (!(has & 32))
		id_put(out, "Message-ID", m->text[MAPI_MESSAGE_ID]);
	if (!(has & 64))
		id_put(out, "In-Reply-To", m->text[MAPI_IN_REPLY_TO]);
}

static void
part_put(
    GString *out, const char *boundary, const char *type, const char *filename, const void *bytes, gsize size)
{
	g_string_append_printf(out, "--%s\r\nContent-Type: %s\r\n", boundary, type);
	if (filename) {
		g_autofree char *line = text_one_line(filename, 500);
		g_autofree char *escaped = g_uri_escape_string(line, NULL, FALSE);

		g_string_append_printf(
		    out, "Content-Disposition: attachment;\r\n filename*=utf-8''%s\r\n", escaped);
	}
	g_string_append(out, "Content-Transfer-Encoding: base64\r\n\r\n");
	base64_put(out, bytes, size);
	g_string_append(out, "\r\n");
}

/* HTML as it is, or what RTF shows where there is no other. */
static GBytes *
html_of(const struct mapi *m, guint *out_charset)
{
	g_autoptr(GBytes) rtf = NULL;
	gsize size;
	const guint8 *bytes;

	*out_charset = m->html_charset;
	if (m->html)
		return g_bytes_ref(m->html);
	*out_charset = 65001;
	if (!m->rtf)
		return NULL;
	bytes = g_bytes_get_data(m->rtf, &size);
	rtf = rtf_unpack(bytes, size, (gsize)m->limits->part_size);
	if (!rtf)
		return NULL;
	bytes = g_bytes_get_data(rtf, &size);
	return bytes ? g_string_free_to_bytes(rtf_to_html(bytes, size, (gsize)m->limits->text_size * 8))
		     : NULL;
}

static void
body_put(GString *out, const struct mapi *m, const char *boundary)
{
	guint charset;
	g_autoptr(GBytes) html = html_of(m, &charset);
	g_autofree char *inner = g_strconcat(boundary, "-body", NULL);

	if (!m->text[MAPI_PLAIN] && !html)
		return;
	g_string_append_printf(
	    out, "--%s\r\nContent-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n", boundary, inner);
	if (m->text[MAPI_PLAIN])
		part_put(out, inner, "text/plain; charset=utf-8", NULL, m->text[MAPI_PLAIN],
		    strlen(m->text[MAPI_PLAIN]));
	if (html) {
		gsize size;
		const guint8 *bytes = g_bytes_get_data(html, &size);
		g_autofree char *type = charset == 65001 ? g_strdup("text/html; charset=utf-8")
					: charset >= 1250 && charset <= 1258
					    ? g_strdup_printf("text/html; charset=windows-%u", charset)
					    : g_strdup("text/html");

		part_put(out, inner, type, NULL, bytes, size);
	}
	g_string_append_printf(out, "--%s--\r\n", inner);
}

/* "application/pdf", and nothing that could end the header's line. */
static const char *
media_type_of(const struct mapi_attachment *a)
{
	const char *p = a->media_type;

	for (; p && *p; p++)
		if (!g_ascii_isalnum(*p) && !strchr("/.+-_", *p))
			return "application/octet-stream";
	return a->media_type && strchr(a->media_type, '/') ? a->media_type : "application/octet-stream";
}

static void
attachment_put(GString *out, const struct mapi_attachment *a, const char *boundary, guint number)
{
	g_autofree char *name = NULL;
	gsize size;
	const guint8 *bytes;

	if (!a->bytes)
		return;
	bytes = g_bytes_get_data(a->bytes, &size);
	if (a->message) /* known as one by its name, for a message must not be in base64 */
		name = g_strdup_printf("%s.eml", a->filename && *a->filename ? a->filename : "message");
	else
		name = a->filename && *a->filename ? g_strdup(a->filename)
						   : g_strdup_printf("attachment-%u", number);
	part_put(
	    out, boundary, a->message ? "application/octet-stream" : media_type_of(a), name, bytes, size);
}

GBytes *
mapi_compose(const struct mapi *m, guint depth)
{
	GString *out = g_string_new(NULL);
	g_autofree char *boundary = g_strdup_printf("part-%u", depth);

	header_put(out, m);
	g_string_append_printf(
	    out, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n\r\n", boundary);
	body_put(out, m, boundary);
	for (guint i = 0; i < m->attachments->len; i++)
		attachment_put(out, m->attachments->pdata[i], boundary, i + 1);
	g_string_append_printf(out, "--%s--\r\n", boundary);
	return g_string_free_to_bytes(out);
}
