/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes in, report out: which parts are read, which are passed over, and what stands in the report's head. */
#include "examine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct reader_context context;

static struct report *
examine(const char *bytes, const char *filename)
{
	struct report *r = report_new();

	reader_examine((const guint8 *)bytes, strlen(bytes), filename, &context, r);
	return r;
}

/* "part media/type read" of each document, one a line. */
static char *
documents_of(const struct report *r)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < r->documents->len; i++) {
		const struct report_document *d = r->documents->pdata[i];

		g_string_append_printf(out, "%s %s %s\n", d->part, d->media_type, d->read);
	}
	return g_string_free(out, FALSE);
}

static void
assert_documents(const char *bytes, const char *filename, const char *wanted)
{
	struct report *r = examine(bytes, filename);
	g_autofree char *got = documents_of(r);

	assert_null(r->error);
	assert_string_equal(got, wanted);
	report_free(r);
}

#define HEAD "From: Jane Doe <jane@example.org>\nTo: po@example.com\nSubject: An order\nMIME-Version: 1.0\n"
#define LONG_TEXT \
	"Dear all, please find below what we talked about on the phone yesterday. Kind regards, Jane Doe\n"

static void
examine__the_head_is_filled_from_the_outer_message(void **state G_GNUC_UNUSED)
{
	struct report *r =
	    examine("From: Jane Doe <jane@Example.org>\nReply-To: desk@example.org\nMessage-ID: <1@x>\n"
		    "In-Reply-To: <0@x>\nReferences: <a@x> <0@x>\nPrecedence: bulk\nSubject: "
		    "=?utf-8?q?Gr=C3=BC=C3=9Fe?=\nDate: Thu, 1 Jan 2026 10:00:00 +0100\n\nHello\n",
		NULL);

	assert_string_equal(r->from.name, "Jane Doe");
	assert_string_equal(r->from.address, "jane@example.org");
	assert_string_equal(r->reply_to, "desk@example.org");
	assert_string_equal(r->message_id, "1@x");
	assert_string_equal(r->in_reply_to, "0@x");
	assert_int_equal(r->references->len, 2);
	assert_string_equal(r->subject, "Gr\xc3\xbc\xc3\x9f"
					"e");
	assert_string_equal(r->date, "2026-01-01T10:00:00+01:00");
	assert_true(r->automatic);
	report_free(r);
}

static void
examine__an_empty_or_too_large_one_says_so(void **state G_GNUC_UNUSED)
{
	struct reader_context small = context;
	struct report *r = examine("", "empty.txt");

	assert_non_null(strstr(r->error, "empty"));
	report_free(r);
	small.limits.message_size = 10;
	r = report_new();
	reader_examine((const guint8 *)LONG_TEXT, strlen(LONG_TEXT), NULL, &small, r);
	assert_non_null(strstr(r->error, "message_size"));
	report_free(r);
}

static void
examine__of_two_alternatives_the_text_is_read(void **state G_GNUC_UNUSED)
{
	assert_documents(HEAD
	    "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" LONG_TEXT
	    "--b\nContent-Type: text/html\n\n<p>" LONG_TEXT "</p>\n--b--\n",
	    NULL, "1 text/plain text\n2 text/html skipped\n");
}

static void
examine__of_a_stub_and_html_the_html_is_read(void **state G_GNUC_UNUSED)
{
	assert_documents(HEAD
	    "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease use "
	    "an HTML mail program.\n--b\nContent-Type: text/html\n\n<p>" LONG_TEXT "</p>\n--b--\n",
	    NULL, "1 text/plain skipped\n2 text/html text\n");
}

#define ORDER_OF(number, total, end)                                                                        \
	"PURCHASE ORDER" end "PO Number: " number end "Order Date: 2026-01-05" end                          \
	"Supplier: Acme Software Ltd" end "Bill to: Contoso GmbH" end "Payment Terms: Net 30" end "Total: " \
	"EUR " total end

static void
examine__text_and_html_that_differ_in_an_order_are_told(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *html;
		guint warnings;
	} CASES[] = { { ORDER_OF("4500123456", "800.00", "<br>\n"), 0 },
		{ ORDER_OF("4500123456", "900.00", "<br>\n"), 1 },
		{ ORDER_OF("4500123457", "800.00", "<br>\n"), 1 }, { LONG_TEXT, 0 } };

	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *mail =
		    g_strconcat(HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
				     "text/plain\n\n" ORDER_OF("4500123456", "800.00",
					 "\n") "\n--b\nContent-Type: text/html\n\n<html><body><p>",
			CASES[i].html, "</p></body></html>\n--b--\n", NULL);
		struct report *r = examine(mail, NULL);

		assert_int_equal(r->orders->len, 1);
		assert_int_equal(r->warnings->len, CASES[i].warnings);
		report_free(r);
	}
}

static void
examine__calendars_and_small_images_are_listed_but_not_read(void **state G_GNUC_UNUSED)
{
	assert_documents(HEAD
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" LONG_TEXT
	    "--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b\nContent-Type: "
	    "image/png; name=logo.png\nContent-Transfer-Encoding: "
	    "base64\n\niVBORw0KGgoAAAANSUhEUgAAAHgAAAAoCAIAAAA=\n--b--\n",
	    NULL, "1 text/plain text\n2 text/calendar skipped\n3 image/png skipped\n");
}

#define PICTURE(more, base64) \
	"--b\nContent-Type: image/png; name=p.png\nContent-Transfer-Encoding: base64\n" more "\n" base64 "\n"
/* Headers of PNG files: what is decoration is told by size and place alone. */
#define PNG_1_1 "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAAAAAAAA"
#define PNG_600_200 "iVBORw0KGgoAAAANSUhEUgAAAlgAAADICAIAAAAAAAAA"
#define PNG_640_480 "iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAIAAAAAAAAA"
#define GIF_672_898 "R0lGODdhoAKCA4AAAAAAAP///ywAAAAAoAKCAwACAkwBADs="
#define PNG_1240_1754 "iVBORw0KGgoAAAANSUhEUgAABNgAAAbaCAIAAAAAAAAA"

static void
examine__decorations_are_told_from_pages_without_opening_them(void **state G_GNUC_UNUSED)
{
	static const char mail[] = HEAD
	    "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>" LONG_TEXT
	    "</p><img src=\"cid:shown@x\"><img src=\"cid:page@x\">\n" PICTURE("", PNG_1_1)
		PICTURE("", PNG_600_200) PICTURE("Content-ID: <shown@x>\n", PNG_640_480)
		    PICTURE("", PNG_640_480) PICTURE("Content-ID: <page@x>\n", PNG_1240_1754)
			PICTURE("", GIF_672_898) "--b--\n";
	static const char *const wanted[] = { NULL, "small picture", "small picture", "within the text",
		"text recognition", "text recognition", "for the screen" };
	struct report *r = examine(mail, NULL);

	assert_int_equal(r->documents->len, G_N_ELEMENTS(wanted));
	for (guint i = 1; i < G_N_ELEMENTS(wanted); i++) {
		const struct report_document *d = r->documents->pdata[i];

		if (!d->why || !strstr(d->why, wanted[i]))
			fail_msg("part %u: '%s', not '%s'", i + 1, d->why ? d->why : "nothing", wanted[i]);
	}
	assert_true(r->unseen);
	report_free(r);
}

static void
examine__an_attached_eml_is_opened_whatever_its_type(void **state G_GNUC_UNUSED)
{
	static const char mail[] =
	    HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" LONG_TEXT
		 "--b\nContent-Type: application/octet-stream; name=\"order.eml\"\n\n"
		 "From: Max <max@example.net>\nSubject: inner\nMIME-Version: 1.0\nContent-Type: "
		 "text/plain\n\n" LONG_TEXT "--b--\n";
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) inner = NULL;

	assert_documents(mail, NULL, "1 text/plain text\n2/1 text/plain text\n");
	inner = examine_extract((const guint8 *)mail, strlen(mail), NULL, "2/1", &context, &error);
	assert_null(error);
	assert_true(g_bytes_get_size(inner) >= strlen(LONG_TEXT) - 1);
	assert_memory_equal(g_bytes_get_data(inner, NULL), LONG_TEXT, strlen(LONG_TEXT) - 1);
}

static void
examine__a_bare_document_is_its_own_part_one(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) part = NULL;
	struct report *r = examine("<html><body><p>" LONG_TEXT "</p></body></html>", "order.html");

	assert_null(r->message_id);
	assert_null(r->from.address);
	assert_int_equal(r->documents->len, 1);
	assert_string_equal(((struct report_document *)r->documents->pdata[0])->filename, "order.html");
	report_free(r);
	part = examine_extract((const guint8 *)"hello", 5, "a.txt", "1", &context, &error);
	assert_int_equal(g_bytes_get_size(part), 5);
	assert_null(examine_extract((const guint8 *)"hello", 5, "a.txt", "2", &context, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
}

static void
examine__what_comes_from_a_mailbox_is_a_message_whatever_it_looks_like(void **state G_GNUC_UNUSED)
{
	struct report *r = examine("no header at all, just words\n", NULL);

	/* Set aside with a reason, or read as a body: never taken for a document of its own. */
	if (!r->error)
		assert_true(r->documents->len <= 1);
	report_free(r);
}

static void
examine__every_prefix_of_a_message_gives_a_report(void **state G_GNUC_UNUSED)
{
	static const char mail[] =
	    HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
		 "text/html\n\n<table><tr><td>PO</td><td>"
		 "45001</td></tr></table>\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b--\n";

	for (gsize n = 1; n < sizeof mail; n++) {
		struct report *r = report_new();
		g_autofree guint8 *cut = g_memdup2(mail, n);

		reader_examine(cut, n, NULL, &context, r);
		report_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examine__the_head_is_filled_from_the_outer_message),
		cmocka_unit_test(examine__an_empty_or_too_large_one_says_so),
		cmocka_unit_test(examine__of_two_alternatives_the_text_is_read),
		cmocka_unit_test(examine__text_and_html_that_differ_in_an_order_are_told),
		cmocka_unit_test(examine__of_a_stub_and_html_the_html_is_read),
		cmocka_unit_test(examine__calendars_and_small_images_are_listed_but_not_read),
		cmocka_unit_test(examine__decorations_are_told_from_pages_without_opening_them),
		cmocka_unit_test(examine__an_attached_eml_is_opened_whatever_its_type),
		cmocka_unit_test(examine__a_bare_document_is_its_own_part_one),
		cmocka_unit_test(examine__what_comes_from_a_mailbox_is_a_message_whatever_it_looks_like),
		cmocka_unit_test(examine__every_prefix_of_a_message_gives_a_report),
	};

	context.limits = LIMITS_PRESET;
	context.today = (struct day){ 2026, 1, 2 };
	message_init();
	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
