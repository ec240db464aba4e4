/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the letter room: values made fit to be shown, the two bodies, and the writing of MIME. */
#pragma once

#include "purser/letter.h"

/* One line of a value, cut at max bytes; "" for NULL. No controls, no bidi or zero-width marks are left. */
char *show_line(const char *value, gsize max);
void show_html(GString *out, const char *value, gsize max); /* the same, escaped for text and attributes */
char *show_amount(const struct order *o);                   /* "EUR 112,000.00"; NULL: no total */
char *show_file_name(const char *name);           /* the last part of a path, with a name in any case */
const char *show_certainty(double confidence);    /* certain, likely, unsure */
gboolean show_address_plain(const char *address); /* "local@domain", safe in a header and a command */

/* The rows of both bodies. */
struct row {
	char *label, *value, *where; /* where: "PO.pdf p.1, certain"; NULL */
	gboolean warn;               /* worth a second look */
};
GPtrArray *rows_of_order(const struct letter_order *l); /* struct row, owning */
GPtrArray *rows_of_mail(const struct letter_order *l);
GPtrArray *rows_of_reasons(const struct letter_order *l);
char *title_of(const struct letter_order *l); /* "Contoso GmbH 4500123456, EUR 112,000.00, Net 90" */
gboolean order_render(const struct letter_order *l, struct letter_text *out, GError **error);

struct alert_words {
	const char *title, *settle; /* what it is; what to do */
	gboolean grave;
};
extern const struct alert_words ALERT_WORDS[ALERT_N];
/* How to say that it was dealt with; yours. About bank details nobody says so by mail. */
char *alert_settle_words(const struct store_alert *a, gboolean by_reply);

/* Writing, chunk by chunk; after the first failure nothing more is written. */
struct writer {
	letter_sink sink;
	gpointer data;
	GError **error;
	gboolean failed;
};
void write_bytes(struct writer *w, const void *bytes, gsize size);
void write_text(struct writer *w, const char *text);
void write_format(struct writer *w, const char *format, ...) G_GNUC_PRINTF(2, 3);
void write_quoted_printable(struct writer *w, const char *text);
void write_base64(struct writer *w, const guint8 *bytes, gsize size);
