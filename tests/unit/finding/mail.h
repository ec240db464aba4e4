/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mail - a mail's text parts read as the reader does it, for the tests of this room. Include behind cmocka.h. */
#pragma once

#include "facts.h"

#include "purser/message.h"

#include <string.h>

enum { MAIL_PARTS = 8 };

static const struct day TODAY = { 2026, 11, 25 };
static const char *const OUR_NAMES[] = { "Kestrel Software", NULL };
static const char *const OUR_DOMAINS[] = { "kestrel.example", NULL };
static const char *const AUTHSERV[] = { "mx.kestrel.example", NULL };
static const struct finding_us US = { .names = OUR_NAMES, .domains = OUR_DOMAINS, .authserv_ids = AUTHSERV };

/* Parses a mail and reads its text parts as the reader does. */
static struct report *
examine_mail(const char *raw)
{
	g_autoptr(GError) error = NULL;
	struct message *m = message_parse((const guint8 *)raw, strlen(raw), &LIMITS_PRESET, &error);
	struct finding_part parts[MAIL_PARTS] = { { NULL } };
	struct document *documents[MAIL_PARTS] = { NULL };
	struct report *r = report_new();
	guint n = 0;

	if (!m)
		fail_msg("%s", error->message);
	for (guint i = 0; i < m->parts->len && n < MAIL_PARTS; i++) {
		const struct part *p = m->parts->pdata[i];
		g_autoptr(GBytes) bytes = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
		gsize size;
		const guint8 *data = g_bytes_get_data(bytes, &size);
		g_autofree char *text = NULL;

		if (!g_str_has_prefix(p->media_type, "text/"))
			continue;
		text = message_text_decode(data, size, p->charset, 1 << 20);
		documents[n] = text_document(text);
		parts[n].document = documents[n];
		parts[n].path = p->path;
		parts[n].filename = p->filename;
		parts[n].part = p;
		if (p->role == PART_BODY)
			parts[n].layers = message_peel(text, strlen(text), p->envelope->subject);
		n++;
	}
	finding_examine(m, parts, n, &US, TODAY, &LIMITS_PRESET, r);
	for (guint i = 0; i < n; i++) {
		text_document_free(documents[i]);
		if (parts[i].layers)
			g_ptr_array_unref(parts[i].layers);
	}
	message_free(m);
	return r;
}

#define HEAD(from, subject)                                                    \
	"From: " from "\r\nTo: Ann <ann@kestrel.example>\r\nSubject: " subject \
	"\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@x.example>\r\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\r\n\r\n"
