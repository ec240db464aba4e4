/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From raw bytes to parts and envelopes. */
#include "sample.h"

static const struct address NOBODY;

static const struct address *
first(GPtrArray *list)
{
	return list->len ? g_ptr_array_index(list, 0) : &NOBODY;
}

static char *
content(const struct message *m, const char *path)
{
	struct part *p = part_at(m, path);
	g_autoptr(GBytes) bytes = NULL;

	bytes = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
	assert_non_null(bytes);
	return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static const char NESTED[] = "From: Ann Lee <ann@outer.example>\r\n"
			     "Subject: outer\r\n"
			     "Message-ID: <outer@outer.example>\r\n"
			     "MIME-Version: 1.0\r\n"
			     "Content-Type: multipart/mixed; boundary=\"mix\"\r\n"
			     "\r\n"
			     "preamble\r\n"
			     "--mix\r\n"
			     "Content-Type: multipart/alternative; boundary=alt\r\n"
			     "\r\n"
			     "--alt\r\n"
			     "Content-Type: text/plain; charset=iso-8859-1\r\n"
			     "Content-Transfer-Encoding: quoted-printable\r\n"
			     "\r\n"
			     "Gr=FC=DFe\r\n"
			     "--alt\r\n"
			     "Content-Type: multipart/related; boundary=rel\r\n"
			     "\r\n"
			     "--rel\r\n"
			     "Content-Type: text/html\r\n"
			     "\r\n"
			     "<p>x</p>\r\n"
			     "--rel\r\n"
			     "Content-Type: image/png; name=logo.png\r\n"
			     "Content-Transfer-Encoding: base64\r\n"
			     "\r\n"
			     "iVBORw0KGgo=\r\n"
			     "--rel--\r\n"
			     "--alt--\r\n"
			     "--mix\r\n"
			     "Content-Type: message/rfc822\r\n"
			     "\r\n"
			     "From: Bob <bob@INNER.example>\r\n"
			     "Subject: inner\r\n"
			     "Content-Type: multipart/mixed; boundary=in\r\n"
			     "\r\n"
			     "--in\r\n"
			     "\r\n"
			     "inner text\r\n"
			     "--in\r\n"
			     "Content-Type: application/pdf\r\n"
			     "Content-Disposition: inline; filename*=utf-8''Bestellung%20%C3%84.pdf\r\n"
			     "\r\n"
			     "%PDF-1.4\r\n"
			     "--in--\r\n"
			     "--mix\r\n"
			     "Content-Type: message/rfc822\r\n"
			     "\r\n"
			     "From: carl@third.example\r\n"
			     "\r\n"
			     "single body\r\n"
			     "--mix--\r\n";

static void
parse__leaves_have_the_part_numbers_of_imap(void **state)
{
	static const char *const wanted[] = { "1.1", "1.2.1", "1.2.2", "2.1", "2.2", "3.1" };
	struct message *m = parsed(NESTED);

	(void)state;
	assert_int_equal(m->parts->len, G_N_ELEMENTS(wanted));
	for (guint i = 0; i < m->parts->len; i++)
		assert_string_equal(((struct part *)g_ptr_array_index(m->parts, i))->path, wanted[i]);
	message_free(m);
}

static void
parse__nested_messages_have_their_own_envelopes(void **state)
{
	struct message *m = parsed(NESTED);
	struct part *outer = part_at(m, "1.1"), *inner = part_at(m, "2.2"), *third = part_at(m, "3.1");

	(void)state;
	assert_int_equal(m->envelopes->len, 3);
	assert_ptr_equal(outer->envelope, m->envelope);
	assert_string_equal(inner->envelope->subject, "inner");
	assert_ptr_equal(inner->envelope->parent, m->envelope);
	assert_int_equal(inner->envelope->depth, 1);
	assert_string_equal(first(inner->envelope->from)->address, "bob@inner.example");
	assert_string_equal(first(third->envelope->from)->address, "carl@third.example");
	assert_string_equal(m->envelope->message_id, "outer@outer.example");
	message_free(m);
}

static void
parse__plain_and_html_of_one_text_are_linked(void **state)
{
	struct message *m = parsed(NESTED);

	(void)state;
	assert_ptr_equal(part_at(m, "1.1")->alternative, part_at(m, "1.2.1"));
	assert_ptr_equal(part_at(m, "1.2.1")->alternative, part_at(m, "1.1"));
	assert_null(part_at(m, "2.1")->alternative);
	message_free(m);
}

static void
parse__an_inline_pdf_of_apple_mail_is_an_attachment(void **state)
{
	struct message *m = parsed(NESTED);

	(void)state;
	assert_int_equal(part_at(m, "2.2")->role, PART_ATTACHMENT);
	assert_string_equal(part_at(m, "2.2")->filename, "Bestellung Ä.pdf");
	assert_int_equal(part_at(m, "2.1")->role, PART_BODY);
	assert_int_equal(part_at(m, "1.1")->role, PART_BODY);
	assert_int_equal(part_at(m, "1.2.1")->role, PART_BODY);
	assert_int_equal(part_at(m, "1.2.2")->role, PART_ATTACHMENT);
	message_free(m);
}

static void
parse__content_is_decoded_without_its_last_line_end(void **state)
{
	struct message *m = parsed(NESTED);
	g_autofree char *latin = content(m, "1.1"), *png = content(m, "1.2.2"), *pdf = content(m, "2.2");

	(void)state;
	assert_string_equal(latin, "Gr\xfc\xdf"
				   "e");
	assert_memory_equal(png, "\x89PNG\r\n\x1a\n", 8);
	assert_string_equal(pdf, "%PDF-1.4");
	message_free(m);
}

static void
parse__a_text_with_a_name_is_a_body_only_when_it_comes_first(void **state)
{
	struct message *m =
	    parsed("From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
		   "--x\nContent-Type: text/plain; name=body.txt\n\nfirst\n"
		   "--x\nContent-Type: text/plain; name=order.txt\nContent-Disposition: inline\n\nsecond\n"
		   "--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nthird\n"
		   "--x\n\nfooter of a list\n--x--\n");

	(void)state;
	assert_int_equal(part_at(m, "1")->role, PART_BODY);
	assert_int_equal(part_at(m, "2")->role, PART_ATTACHMENT);
	assert_int_equal(part_at(m, "3")->role, PART_ATTACHMENT);
	assert_int_equal(part_at(m, "4")->role, PART_BODY);
	message_free(m);
}

static const struct text_case {
	const char *raw, *wanted;
} SUBJECTS[] = {
	{ "plain  words\n\tfolded", "plain words folded" },
	{ "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße" },
	{ "=?iso-8859-1?q?Gr=FC=DFe?= =?ISO-8859-1?B?IPw=?=", "Grüße ü" },
	{ "=?utf-8?B?w4Q=?=\n =?utf-8?B?w5Y=?=", "ÄÖ" },
	{ "=?utf-8?B?w4?= =?utf-8?Q?=84x?=", "Äx" },
	{ "=?utf-8?Q?a=C3?= =?utf-8?Q?=84b?=", "aÄb" },
	{ "=?no-such-charset?Q?Gr=FC=DFe?=", "Grüße" },
	{ "=?utf-8?Q?Gr=FC=DFe?=", "Grüße" },
	{ "=?UTF-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße" },
	{ "Gr\xc3\xbc\xc3\x9f"
	  "e raw",
	    "Grüße raw" },
	{ "Gr\xfc\xdf"
	  "e raw",
	    "Grüße raw" },
	{ "=?gb2312?B?tqm1pQ==?=", "订单" },
	{ "=?iso-2022-jp?B?GyRCQ21KOD1xGyhC?=", "注文書" },
	{ "=?utf-8?Q?with spaces inside?= end", "with spaces inside end" },
	{ "=?utf-8?Q?=0d=0aBcc:_x?=", "Bcc: x" },
	{ "PO =?utf-8?Q?12?= and", "PO 12 and" },
	{ "=?utf-8?X?no?=", "=?utf-8?X?no?=" },
	{ "=?utf-8?Q?unterminated", "=?utf-8?Q?unterminated" },
	{ "a =? b", "a =? b" },
};

static void
parse__subjects_of_all_spellings_are_decoded(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(SUBJECTS); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: a@b.example\nSubject: %s\n\nx\n", SUBJECTS[i].raw);
		struct message *m = parsed(mail);

		assert_string_equal(m->envelope->subject, SUBJECTS[i].wanted);
		message_free(m);
	}
}

static const struct address_case {
	const char *raw, *name, *address;
	guint n;
} ADDRESSES[] = {
	{ "ann@X.Example", NULL, "ann@x.example", 1 },
	{ "Ann.Lee@X.EXAMPLE", NULL, "Ann.Lee@x.example", 1 },
	{ "Ann Lee <ann@x.example>", "Ann Lee", "ann@x.example", 1 },
	{ "\"Lee, Ann\" <ann@x.example>, b@y.example", "Lee, Ann", "ann@x.example", 2 },
	{ "=?utf-8?Q?J=C3=BCrgen?= <j@x.example>", "Jürgen", "j@x.example", 1 },
	{ "J\xfcrgen <j@x.example>", "Jürgen", "j@x.example", 1 },
	{ "J\xc3\xbcrgen <j@x.example>", "Jürgen", "j@x.example", 1 },
	{ "ann@x.example (Ann Lee)", "Ann Lee", "ann@x.example", 1 },
	{ "team: ann@x.example, bob@y.example;", NULL, "ann@x.example", 2 },
	{ "undisclosed-recipients:;", NULL, NULL, 0 },
	{ "Ann <ann@x.exa\x01mple>", "Ann", NULL, 1 },
	{ "Ann Lee <ann@x.example.>", "Ann Lee", "ann@x.example", 1 },
};

static void
parse__addresses_are_clean_and_groups_flattened(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ADDRESSES); i++) {
		const struct address_case *c = &ADDRESSES[i];
		g_autofree char *mail = g_strdup_printf("From: %s\nTo: %s\n\nx\n", c->raw, c->raw);
		struct message *m = parsed(mail);
		const struct address *a = first(m->envelope->from);

		if (c->address || c->n) {
			assert_int_equal(m->envelope->from->len, c->n);
			assert_int_equal(m->envelope->to->len, c->n);
		}
		if (c->name)
			assert_string_equal(a->name, c->name);
		else
			assert_null(a->name);
		if (c->address)
			assert_string_equal(a->address, c->address);
		else
			assert_null(a->address);
		message_free(m);
	}
}

static void
parse__of_doubled_fields_the_first_one_counts_and_a_warning_is_left(void **state)
{
	struct message *m = parsed(
	    "From: real@x.example\nFrom: fake@y.example\nSubject: one\nSubject: two\nDate: Mon, 1 Jan 2024 "
	    "10:00:00 +0100\nDate: Tue, 2 Jan 2024 10:00:00 +0000\nMessage-ID: <1@x>\nMessage-ID: "
	    "<2@x>\n\nx\n");

	(void)state;
	assert_int_equal(m->envelope->n_from_fields, 2);
	assert_int_equal(m->envelope->from->len, 1);
	assert_string_equal(first(m->envelope->from)->address, "real@x.example");
	assert_string_equal(m->envelope->subject, "one");
	assert_int_equal(m->envelope->n_subject_fields, 2);
	assert_int_equal(m->envelope->date, 1704099600);
	assert_int_equal(m->envelope->date_offset_s, 3600);
	assert_string_equal(m->envelope->message_id, "1@x");
	assert_int_equal(m->warnings->len, 4);
	assert_string_equal(g_ptr_array_index(m->warnings, 0), "2 From fields");
	message_free(m);
}

static void
parse__absent_and_unreadable_fields_are_told_apart_from_values(void **state)
{
	struct message *m = parsed("Date: yesterday\nTo: b@x.example\nMessage-ID: bare@x.example\n\nx\n");

	(void)state;
	assert_int_equal(m->envelope->date, G_MININT64);
	assert_int_equal(m->envelope->n_date_fields, 1);
	assert_null(m->envelope->subject);
	assert_string_equal(m->envelope->message_id, "bare@x.example");
	assert_string_equal(g_ptr_array_index(m->warnings, 0), "no From field");
	message_free(m);
	m = parsed("From: a@b.example\n\nx\n");
	assert_null(m->envelope->message_id);
	assert_int_equal(m->envelope->n_message_id_fields, 0);
	assert_null(m->envelope->return_path);
	message_free(m);
}

static void
parse__trace_and_machine_fields_are_kept(void **state)
{
	struct message *m =
	    parsed("Return-Path: <>\n"
		   "Received: from a.example\n\tby b.example; Mon, 1 Jan 2024 10:00:00 +0000\n"
		   "Authentication-Results: mx.acme.example;\n dmarc=pass header.from=x.example\n"
		   "Received: second\n"
		   "From: MAILER-DAEMON@mx.example\n"
		   "Auto-Submitted: Auto-Replied (vacation)\n"
		   "Precedence: BULK\n"
		   "List-Id: <list.x.example>\n"
		   "In-Reply-To: <q@x.example>\n"
		   "References: <p@x.example>\n <q@x.example>\n"
		   "X-Purser-Mark: v1 12 abcdef\n\nx\n");
	const struct envelope *e = m->envelope;

	(void)state;
	assert_string_equal(e->return_path, "");
	assert_int_equal(e->received_and_auth->len, 3);
	assert_string_equal(g_ptr_array_index(e->received_and_auth, 0),
	    "Received: from a.example by b.example; Mon, 1 Jan 2024 10:00:00 +0000");
	assert_string_equal(g_ptr_array_index(e->received_and_auth, 1),
	    "Authentication-Results: mx.acme.example; dmarc=pass header.from=x.example");
	assert_string_equal(e->auto_submitted, "auto-replied");
	assert_string_equal(e->precedence, "bulk");
	assert_string_equal(e->list_id, "<list.x.example>");
	assert_string_equal(e->in_reply_to, "q@x.example");
	assert_int_equal(e->references->len, 2);
	assert_string_equal(g_ptr_array_index(e->references, 1), "q@x.example");
	assert_string_equal(e->mark, "v1 12 abcdef");
	assert_true(e->bounce);
	message_free(m);
}

static void
parse__a_delivery_report_is_a_bounce_and_a_read_receipt_is_none(void **state)
{
	struct message *m = parsed(
	    "From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
	    "--x\n\nfailed\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n--x--\n");

	(void)state;
	assert_true(m->envelope->bounce);
	assert_non_null(part_at(m, "2"));
	message_free(m);
	m = parsed("From: a@b.example\nContent-Type: multipart/report; report-type=disposition-notification; "
		   "boundary=x\n\n"
		   "--x\n\nread\n--x--\n");
	assert_false(m->envelope->bounce);
	message_free(m);
	m = parsed("Return-Path: <>\nFrom: postmaster@b.example\n\nOur purchase order 4711\n");
	assert_false(m->envelope->bounce);
	message_free(m);
}

static const struct name_case {
	const char *raw, *wanted;
} NAMES[] = {
	{ "filename=\"PO 12.pdf\"", "PO 12.pdf" },
	{ "filename*0=\"Bestel\"; filename*1=\"lung.pdf\"", "Bestellung.pdf" },
	{ "filename*=iso-8859-1'de'Gr%FC%DFe.pdf", "Grüße.pdf" },
	{ "filename=\"=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=\"", "Grüße.pdf" },
	{ "filename=\"Gr\xc3\xbc\xc3\x9f"
	  "e.pdf\"",
	    "Grüße.pdf" },
	{ "filename=\"../../etc/passwd\"", "../../etc/passwd" },
	{ "filename=unquoted.pdf", "unquoted.pdf" },
	{ "x=y", NULL },
};

static void
parse__file_names_of_all_spellings_are_decoded(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: a@b.example\nContent-Type: application/pdf\nContent-Disposition: "
				    "attachment; %s\n\nx\n",
			NAMES[i].raw);
		struct message *m = parsed(mail);
		const char *name = part_at(m, "1")->filename;

		if (NAMES[i].wanted)
			assert_string_equal(name, NAMES[i].wanted);
		else
			assert_null(name);
		message_free(m);
	}
}

static void
looks_like__mail_is_told_from_documents(void **state)
{
	static const struct {
		const char *text;
		gboolean mail;
	} cases[] = {
		{ "From: a@b.example\nSubject: x\n\ntext", TRUE },
		{ "From a@b Mon Jan  1 00:00:00 2024\nFrom: a@b.example\n\ntext", TRUE },
		{ "Received: from x\n\tby y\nDate: Mon, 1 Jan 2024\n\n", TRUE },
		{ "Return-Path: <a@b>\r\nDelivered-To: c@d\r\nSubject: x\r\n\r\n", TRUE },
		{ "\n\nFrom: a@b.example\nTo: c@d.example\n\n", TRUE },
		{ "Purchase order\nDate: 1 Jan 2024\nTo: Acme\n", FALSE },
		{ "%PDF-1.4\n", FALSE },
		{ "<?xml version=\"1.0\"?>\n<a/>", FALSE },
		{ "PO Number: 4500\nDate: 1.1.2024\n\n", FALSE },
		{ "", FALSE },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(
		    message_looks_like((const guint8 *)cases[i].text, strlen(cases[i].text)), cases[i].mail);
}

static void
parse__sixty_attached_messages_are_siblings_not_depth(void **state)
{
	g_autoptr(GString) mail =
	    g_string_new("From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n");
	struct message *m;

	(void)state;
	for (guint i = 0; i < 60; i++)
		g_string_append_printf(mail,
		    "--x\nContent-Type: message/rfc822\n\nFrom: u%u@b.example\nContent-Type: "
		    "multipart/mixed; "
		    "boundary=y%u\n\n--y%u\n\ntext\n--y%u--\n",
		    i, i, i, i);
	g_string_append(mail, "--x--\n");
	m = parsed(mail->str);
	assert_int_equal(m->envelopes->len, 61);
	assert_non_null(part_at(m, "60.1"));
	message_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse__leaves_have_the_part_numbers_of_imap),
		cmocka_unit_test(parse__nested_messages_have_their_own_envelopes),
		cmocka_unit_test(parse__plain_and_html_of_one_text_are_linked),
		cmocka_unit_test(parse__an_inline_pdf_of_apple_mail_is_an_attachment),
		cmocka_unit_test(parse__content_is_decoded_without_its_last_line_end),
		cmocka_unit_test(parse__a_text_with_a_name_is_a_body_only_when_it_comes_first),
		cmocka_unit_test(parse__subjects_of_all_spellings_are_decoded),
		cmocka_unit_test(parse__addresses_are_clean_and_groups_flattened),
		cmocka_unit_test(parse__of_doubled_fields_the_first_one_counts_and_a_warning_is_left),
		cmocka_unit_test(parse__absent_and_unreadable_fields_are_told_apart_from_values),
		cmocka_unit_test(parse__trace_and_machine_fields_are_kept),
		cmocka_unit_test(parse__a_delivery_report_is_a_bounce_and_a_read_receipt_is_none),
		cmocka_unit_test(parse__file_names_of_all_spellings_are_decoded),
		cmocka_unit_test(looks_like__mail_is_told_from_documents),
		cmocka_unit_test(parse__sixty_attached_messages_are_siblings_not_depth),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
