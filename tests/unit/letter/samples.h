/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Realistic letters for the tests, and their comparison with the files of tests/golden/letters. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "purser/letter.h"

#include <glib/gstdio.h>
#include <string.h>

#define SAMPLE_NOW 1780986600 /* Tue 9 Jun 2026, 08:30 in Berlin */

static const char *const SAMPLE_TO[] = { "ar@acme.example", NULL };
static const char *const SAMPLE_INSIDE[] = { "acme.example", NULL };

static inline struct letter_head
sample_head(struct letter_templates *templates)
{
	return (struct letter_head){ .templates = templates,
		.from = "purser <purser@acme.example>",
		.to = SAMPLE_TO,
		.inside = SAMPLE_INSIDE,
		.message_id = "purser.0.0123456789abcdef@acme.example",
		.mark = "v1 0 0123456789abcdef",
		.date_s = SAMPLE_NOW,
		.language = LETTER_EN,
		.time_zone = "Europe/Berlin" };
}

struct sample_row {
	enum digest_section section;
	gint64 item_id;
	const char *title, *customer, *total, *currency, *note, *why, *proof, *ae, *settle;
	gint64 ago_s;
	gboolean grave;
};
static const struct sample_row SAMPLE_ROWS[] = {
	{ DIGEST_NEEDS, 41, "4500123456", "Contoso GmbH", "112000.00", "EUR", "Net 90",
	    "terms differ: the contract says Net 45; total 3,000 above quote Q-2041",
	    "PO.pdf p.1 \xc2\xb7 from j.weiss@contoso.example (authentic)", "dana@acme.example",
	    "answer: route 41, or: reject 41 REASON", 50000, FALSE },
	{ DIGEST_NEEDS, 39, "PO-2026-0117", "Wide World Importers", "61000.00", "USD", "2/10 net 30",
	    "the sender is not who the letter says: dmarc=fail",
	    "order.pdf p.1 \xc2\xb7 from purchasing@wide-world.example (NOT authentic)", "lee@acme.example",
	    "answer: route 39, or: reject 39 REASON", 90000, TRUE },
	{ DIGEST_NEEDS, 36,
	    "\xe2\x80\x9c"
	    "Bestellung Ersatzteile\xe2\x80\x9d",
	    "Beispiel-Werke AG", "72300.00", "EUR", NULL, "no PO number was found",
	    "the mail \xc2\xb7 from k.vogel@beispiel-werke.example (authentic)", "dana@acme.example",
	    "answer: number 36 THE-PO-NUMBER, or: reject 36 REASON", 260000, FALSE },
	{ DIGEST_ALERTS, 0, "Bank details", "Contoso GmbH", NULL, NULL, NULL,
	    "a mail asks to pay to another account (ending 4411)", NULL, "dana@acme.example",
	    "Nothing was changed. Call the number on file; do not reply to the mail. Dealt with? purser "
	    "alerts "
	    "settle 1",
	    40000, TRUE },
	{ DIGEST_ALERTS, 33, "Large order", "Fabrikam Inc.", NULL, NULL, NULL,
	    "USD 1,250,000 is above the threshold of USD 1,000,000", NULL, "lee@acme.example",
	    "Dealt with? Answer: settle 2", 30000, FALSE },
	{ DIGEST_WAITING, 0, "Q-2077", "Northwind Traders", "18500.00", "GBP", NULL,
	    "Ann Byrne wrote on 2 Jun \xe2\x80\x9cthe PO follows next week\xe2\x80\x9d; no PO since", NULL,
	    "kim@acme.example", NULL, 600000, FALSE },
	{ DIGEST_MISSING, 0, "Tailspin Toys LLC", NULL, NULL, NULL, NULL,
	    "not known: who approves invoices, remit-to on file, tax number", NULL, "lee@acme.example", NULL,
	    700000, FALSE },
	{ DIGEST_UNREADABLE, 38, "scan0021.pdf", "Litware", NULL, NULL, NULL,
	    "about an order, but none could be read: password-protected",
	    "scan0021.pdf \xc2\xb7 from orders@litware.example (not proven)", "lee@acme.example",
	    "answer: route 38, or: reject 38 REASON", 95000, FALSE },
	{ DIGEST_FORWARDED, 40, "PO-88120", "Fabrikam Inc.", "61000.00", "USD",
	    "Net 30 \xc2\xb7 bill to ap@fabrikam.example", NULL, NULL, NULL, NULL, 20000, FALSE },
	{ DIGEST_FORWARDED, 37, "7000451", "Northwind Traders", "990.50", "GBP", "Net 30", NULL, NULL, NULL,
	    NULL, 25000, FALSE },
	{ DIGEST_FORWARDED, 35, "4500123001", "Contoso GmbH", "13900.00", "EUR", "Net 45",
	    "a revision of item 12", NULL, NULL, NULL, 30000, FALSE },
	{ DIGEST_FORWARDED, 34, "2026/PO/77", "Proseware KK", "4200000", "JPY", NULL, NULL, NULL, NULL, NULL,
	    35000, FALSE },
};

static inline void
sample_row_add(struct letter_digest *d, const struct sample_row *r)
{
	struct digest_row *row = g_new0(struct digest_row, 1);

	row->item_id = r->item_id;
	row->title = g_strdup(r->title);
	row->customer = g_strdup(r->customer);
	if (r->total)
		assert_true(digest_money(r->total, r->currency, &row->amount));
	row->note = g_strdup(r->note);
	row->why = g_strdup(r->why);
	row->proof = g_strdup(r->proof);
	row->ae = g_strdup(r->ae);
	row->settle = g_strdup(r->settle);
	row->at_s = SAMPLE_NOW - r->ago_s;
	row->grave = r->grave;
	digest_list_add(&d->list[r->section], row);
}

static inline void
sample_mailbox(struct letter_digest *d, const char *name, gint64 seen, gint64 routed, gint64 held,
    gint64 review, gint64 failed, gint64 ago_s, const char *problem)
{
	struct digest_mailbox *m = g_new0(struct digest_mailbox, 1);

	m->name = g_strdup(name);
	m->seen = seen;
	m->routed = routed;
	m->held = held;
	m->review = review;
	m->failed = failed;
	m->ignored = seen - routed - held - review - failed;
	m->reached_s = SAMPLE_NOW - ago_s;
	m->problem = g_strdup(problem);
	m->silent = ago_s > 86400;
	g_ptr_array_add(d->mailboxes, m);
}

static inline struct letter_digest *
sample_digest(void)
{
	struct letter_digest *d = letter_digest_new();

	d->name = g_strdup("morning");
	d->now_s = SAMPLE_NOW;
	d->since_s = SAMPLE_NOW - 86400;
	d->forward_to = g_strdup("po@acme.example");
	d->audit = g_strdup("1207:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
	d->by_reply = TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(SAMPLE_ROWS); i++)
		sample_row_add(d, &SAMPLE_ROWS[i]);
	sample_mailbox(d, "dana", 8214, 12, 1, 2, 1, 300, NULL);
	sample_mailbox(d, "lee", 14880, 9, 0, 0, 0, 290, NULL);
	sample_mailbox(d, "po", 312, 31, 0, 1, 0, 280, NULL);
	return d;
}

/* PURSER_GOLDEN=write (make letters-golden) writes the file anew instead. */
static inline void
same_as_golden(const char *name, const char *text)
{
	g_autofree char *path = g_build_filename("tests/golden/letters", name, NULL), *golden = NULL;

	if (g_strcmp0(g_getenv("PURSER_GOLDEN"), "write") == 0) {
		assert_true(g_file_set_contents(path, text, -1, NULL));
		return;
	}
	if (!g_file_get_contents(path, &golden, NULL, NULL))
		fail_msg("%s is not there: make letters-golden", path);
	if (strcmp(golden, text) != 0)
		fail_msg(
		    "%s is not what the letter says now: look at the difference, then make letters-golden",
		    path);
}

/* What a stranger may have written into any field. */
static const char *const HOSTILE[] __attribute__((unused)) = {
	"x\r\nBcc: victim@x.example\r\n\r\n<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>\"'><a href=\"http://evil.example\">pay here</a>",
	"</td></tr></table><style>body{display:none}</style>",
	"\xe2\x80\xaereversed\xe2\x80\xac \xe2\x81\xa6isolated\xe2\x81\xa9 zero\xe2\x80\x8bwidth\xef\xbb\xbf",
	"{{audit}} {{#rows}} {{>head}} {{/sections}}",
	"=HYPERLINK(\"http://evil.example\")",
	"+1+cmd|' /C calc'!A0",
	"@SUM(1)\t-2",
	"\x1b[31mred\x07 \x7f",
	"\xff\xfe broken",
	"%s%n",
	"x\r\nBcc: victim@x.example\r\n\r\n<script>alert(1)</script>",
	"\nX-Purser-Mark: v1 1 forged",
	"<img src=x onerror=alert(1)>",
	"\"><a href=\"http://evil.example\">pay here</a>",
	"</td></tr></table><style>body{display:none}</style>",
	("\xe2\x80\xae"
	 "reversed\xe2\x80\xac \xe2\x81\xa6isolated\xe2\x81\xa9 zero\xe2\x80\x8bwidth"),
	"\x1b[31mred\x07 \x7f \x01",
	"\xff\xfe\xc3 broken utf-8",
	"../../../etc/passwd",
	"..\\..\\windows\\system32\\x.exe",
	"a/b/..",
	"=?utf-8?Q?=0d=0aBcc:_x@y.example?=",
	"--purser-00000000000000000000000000000000-0--",
	"multipart/mixed; boundary=x",
	"message/rfc822",
	"text/html\r\nX: y",
	"%s%n%s%n",
	"\xe2\x80\xa8line\xe2\x80\xa9separators\xc2\x85next",
	"&lt;b&gt; &amp; 'quotes' \"double\"",
	"javascript:alert(1)",
	"a@b.example>\r\nTo: c@d.example",
	"",
};

static inline gboolean
sample_collect(const void *bytes, gsize size, gpointer data, GError **error G_GNUC_UNUSED)
{
	g_string_append_len(data, bytes, (gssize)size);
	return TRUE;
}

/* PURSER_LETTERS names a folder (make letters-check): there it is kept as it would travel. */
static inline void
letter_keep(const char *name, const GString *eml)
{
	g_autofree char *file = g_strconcat(name, ".eml", NULL), *path = NULL;

	if (!g_getenv("PURSER_LETTERS"))
		return;
	path = g_build_filename(g_getenv("PURSER_LETTERS"), file, NULL);
	assert_true(g_file_set_contents(path, eml->str, (gssize)eml->len, NULL));
}

static inline void
letter_is_golden(const char *name, const struct letter_text *t)
{
	g_autofree char *html = g_strconcat(name, ".html", NULL), *text = g_strconcat(name, ".txt", NULL);
	g_autofree char *plain = g_strdup_printf("Subject: %s\n\n%s", t->subject, t->text);

	same_as_golden(html, t->html);
	same_as_golden(text, plain);
	{
		const struct letter_head h = sample_head(NULL);
		g_autoptr(GString) eml = g_string_new(NULL);

		assert_true(letter_text_write(t, &h, sample_collect, eml, NULL));
		letter_keep(name, eml);
	}
}
