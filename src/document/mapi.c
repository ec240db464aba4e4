/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See mapi.h. */
#include "mapi.h"
#include "rtf.h"

#define TEXT_MAX M(4)
#define RECIPIENTS_MAX 200
#define EPOCH_1601 G_GINT64_CONSTANT(11644473600)

void
mapi_init(struct mapi *m, const struct limits *limits)
{
	*m = (struct mapi){ .date = G_MININT64, .charset = 1252, .limits = limits };
	m->attachments = g_ptr_array_new();
	m->recipients = g_ptr_array_new();
}

void
mapi_clear(struct mapi *m)
{
	for (guint i = 0; i < m->attachments->len; i++) {
		struct mapi_attachment *a = m->attachments->pdata[i];

		g_free(a->filename);
		g_free(a->media_type);
		g_clear_pointer(&a->bytes, g_bytes_unref);
		g_free(a);
	}
	for (guint i = 0; i < m->recipients->len; i++) {
		struct mapi_recipient *r = m->recipients->pdata[i];

		g_free(r->name);
		g_free(r->address);
		g_free(r);
	}
	g_ptr_array_unref(m->attachments);
	g_ptr_array_unref(m->recipients);
	for (guint i = 0; i < MAPI_TEXTS; i++)
		g_free(m->text[i]);
	g_clear_pointer(&m->html, g_bytes_unref);
	g_clear_pointer(&m->rtf, g_bytes_unref);
}

static void
charset_name(char *out, gsize size, guint page)
{
	if (page == 65001)
		g_strlcpy(out, "utf-8", size);
	else if (page == 1200)
		g_strlcpy(out, "utf-16le", size);
	else if (page >= 28591 && page <= 28606)
		g_snprintf(out, size, "iso-8859-%u", page - 28590);
	else
		g_snprintf(out, size, page >= 1250 && page <= 1258 ? "windows-%u" : "cp%u", page);
}

char *
mapi_decode(const struct mapi *m, guint16 type, const guint8 *bytes, gsize size)
{
	char charset[24];
	char *text;
	gsize n;

	charset_name(charset, sizeof charset, type == MAPI_UNICODE ? 1200 : m->charset);
	/* a final NUL is no text */
	if (type == MAPI_UNICODE)
		while (size >= 2 && bytes[size - 1] == 0 && bytes[size - 2] == 0)
			size -= 2;
	else
		while (size && bytes[size - 1] == 0)
			size--;
	text = message_text_decode(bytes, size, charset, TEXT_MAX);
	n = strlen(text);
	while (n && g_ascii_isspace(text[n - 1]))
		text[--n] = '\0';
	return text;
}

static const struct {
	guint16 id;
	enum mapi_text text;
	gboolean address; /* only what can be a mail address */
} TEXTS[] = {
	{ 0x0037, MAPI_SUBJECT, FALSE },
	{ 0x0042, MAPI_FROM_NAME, FALSE },
	{ 0x5d02, MAPI_FROM_ADDRESS, TRUE },
	{ 0x0065, MAPI_FROM_ADDRESS, TRUE },
	{ 0x0c1a, MAPI_SENDER_NAME, FALSE },
	{ 0x5d01, MAPI_SENDER_ADDRESS, TRUE },
	{ 0x0c1f, MAPI_SENDER_ADDRESS, TRUE },
	{ 0x1035, MAPI_MESSAGE_ID, FALSE },
	{ 0x1042, MAPI_IN_REPLY_TO, FALSE },
	{ 0x007d, MAPI_HEADERS, FALSE },
	{ 0x1000, MAPI_PLAIN, FALSE },
};

static void
text_take(struct mapi *m, guint16 id, guint16 type, const guint8 *bytes, gsize size)
{
	for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
		char *text;

		if (TEXTS[i].id != id || m->text[TEXTS[i].text])
			continue;
		text = mapi_decode(m, type, bytes, size);
		if (*text && (!TEXTS[i].address || strchr(text, '@')))
			m->text[TEXTS[i].text] = text;
		else
			g_free(text);
		return;
	}
}

static void
binary_take(struct mapi *m, guint16 id, const guint8 *bytes, gsize size)
{
	GBytes **to = id == 0x1013 ? &m->html : id == 0x1009 ? &m->rtf : NULL;

	if (to && !*to && size)
		*to = g_bytes_new(bytes, size);
}

void
mapi_property(struct mapi *m, guint16 id, guint16 type, const guint8 *bytes, gsize size)
{
	if (type == MAPI_LONG && size >= 4) {
		if (id == 0x3ffd)
			m->charset = le32(bytes) ? le32(bytes) : 1252;
		else if (id == 0x3fde)
			m->html_charset = le32(bytes);
	} else if (type == MAPI_TIME && size >= 8) {
		/* when it was sent, else when it came */
		if (id == 0x0039 || (id == 0x0e06 && m->date == G_MININT64))
			m->date = (gint64)(le64(bytes) / 10000000) - EPOCH_1601;
	} else if ((type == MAPI_ANSI || type == MAPI_UNICODE) && id == 0x1013) {
		/* HTML as text: its charset is that of the text */
		if (!m->html && size) {
			char *text = mapi_decode(m, type, bytes, size);

			m->html = g_bytes_new_take(text, strlen(text));
			m->html_charset = 65001;
		}
	} else if (type == MAPI_ANSI || type == MAPI_UNICODE) {
		text_take(m, id, type, bytes, size);
	} else if (type == MAPI_BINARY) {
		binary_take(m, id, bytes, size);
	}
}

struct mapi_attachment *
mapi_attachment_add(struct mapi *m)
{
	struct mapi_attachment *a;

	if (m->attachments->len >= (guint)m->limits->archive_entries)
		return NULL;
	a = g_new0(struct mapi_attachment, 1);
	g_ptr_array_add(m->attachments, a);
	return a;
}

void
mapi_attachment_property(
    struct mapi *m, struct mapi_attachment *a, guint16 id, guint16 type, const guint8 *bytes, gsize size)
{
	gboolean is_text = type == MAPI_ANSI || type == MAPI_UNICODE;
	char **to = NULL;

	if (is_text && (id == 0x3707 || (id == 0x3704 && !a->filename)))
		to = &a->filename;
	else if (is_text && id == 0x370e)
		to = &a->media_type;
	if (to) {
		g_free(*to);
		*to = mapi_decode(m, type, bytes, size);
	}
	if (type == MAPI_BINARY && id == 0x3701 && !a->bytes)
		a->bytes = g_bytes_new(bytes, size);
}

struct mapi_recipient *
mapi_recipient_add(struct mapi *m)
{
	struct mapi_recipient *r;

	if (m->recipients->len >= RECIPIENTS_MAX)
		return NULL;
	r = g_new0(struct mapi_recipient, 1);
	g_ptr_array_add(m->recipients, r);
	return r;
}

void
mapi_recipient_property(
    const struct mapi *m, struct mapi_recipient *r, guint16 id, guint16 type, const guint8 *bytes, gsize size)
{
	gboolean is_text = type == MAPI_ANSI || type == MAPI_UNICODE;
	g_autofree char *text = is_text ? mapi_decode(m, type, bytes, size) : NULL;

	if (type == MAPI_LONG && id == 0x0c15 && size >= 4)
		r->copy = le32(bytes) == 2;
	else if (is_text && id == 0x3001 && !r->name)
		r->name = g_steal_pointer(&text);
	/* an Exchange server's own kind of address is none for mail */
	else if (is_text && (id == 0x39fe || id == 0x3003) && !r->address && strchr(text, '@'))
		r->address = g_steal_pointer(&text);
}
