/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The routed order: the original's bytes survive, hostile values do nothing, the same input gives the same letter. */
#include "samples.h"

#include "compose.h"
#include "purser/message.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

static gboolean
collect(const void *bytes, gsize size, gpointer data, GError **error)
{
	(void)error;
	g_byte_array_append(data, bytes, (guint)size);
	return TRUE;
}

struct fixture {
	struct store_item item;
	struct order order;
	struct letter_order letter;
	GPtrArray *evidence;
	struct report_evidence row[2];
	struct letter_attachment attachment;
	const char *to[2];
};

static char *
text(const char *t)
{
	return (char *)t;
}

static void
fixture_set(struct fixture *f, const char *value, const char *original, gsize size)
{
	memset(f, 0, sizeof *f);
	f->evidence = g_ptr_array_new();
	f->row[0] = (struct report_evidence){ .field = text("number"), .part = text("2"), .page = 1 };
	f->row[1] = (struct report_evidence){ .field = text("total"), .part = text("1"), .page = 0 };
	g_ptr_array_add(f->evidence, &f->row[0]);
	g_ptr_array_add(f->evidence, &f->row[1]);
	for (guint i = 0; i < ORDER_FIELD_N; i++) {
		f->order.value[i] = text(value);
		f->order.field_confidence[i] = 0.5;
	}
	f->order.part = text("2");
	f->order.confidence = 0.973;
	f->item = (struct store_item){ .id = 17,
		.order = &f->order,
		.verdict = VERDICT_PURCHASE_ORDER,
		.route = ROUTE_ROUTE,
		.relation = RELATION_NEW,
		.customer_name = text(value),
		.customer_code = text(value),
		.mailbox = text(value),
		.folder = text(value),
		.owner = text(value),
		.subject = text(value),
		.from_name = text(value),
		.from_address = text(value),
		.origin_name = text(value),
		.origin_address = text("other@buyer.example"),
		.authenticity = text(value),
		.settled_by = text(value),
		.n_sightings = 3 };
	f->item.reasons = g_ptr_array_new();
	g_ptr_array_add(f->item.reasons, text(value));
	f->attachment = (struct letter_attachment){
		.filename = value, .media_type = value, .bytes = g_bytes_new_static("%PDF-1.4 x", 10)
	};
	f->to[0] = "AR <ar@acme.example>";
	f->letter = (struct letter_order){ .item = &f->item,
		.evidence = f->evidence,
		.ae = "dana@acme.example",
		.from = "purser <purser@acme.example>",
		.to = f->to,
		.message_id = "purser.17.abc@acme.example",
		.mark = "v1 17 0123456789abcdef",
		.date_s = 1764064800,
		.attachments = &f->attachment,
		.n_attachments = 1,
		.original = (const guint8 *)original,
		.original_size = size };
}

static void
fixture_good(struct fixture *f)
{
	static const char original[] = "From: j.weiss@contoso.example\r\nSubject: PO\r\n\r\nplease\r\n";

	fixture_set(f, NULL, original, sizeof original - 1);
	f->order.value[ORDER_NUMBER] = text("4500123456");
	f->order.value[ORDER_TOTAL] = text("112000.00");
	f->order.value[ORDER_CURRENCY] = text("EUR");
	f->order.value[ORDER_TERMS] = text("Net 90");
	f->order.value[ORDER_KIND] = text("new");
	f->order.field_confidence[ORDER_NUMBER] = 0.99;
	f->order.field_confidence[ORDER_TOTAL] = 0.9;
	f->item.customer_name = text("Contoso GmbH");
	f->item.customer_code = text("C-100");
	f->item.from_address = text("dana@acme.example");
	f->item.origin_name = text("J. Weiss");
	f->item.origin_address = text("j.weiss@contoso.example");
	f->item.subject = text("Fwd: PO");
	f->item.mailbox = text("dana");
	f->item.folder = text("INBOX");
	f->item.settled_by = NULL;
	f->item.authenticity = text("vouched");
	g_ptr_array_set_size(f->item.reasons, 0);
	g_ptr_array_add(
	    f->item.reasons, text("order.clear\tthe number, the total and the buyer are certain"));
	f->attachment.filename = "PO.pdf";
	f->attachment.media_type = "application/pdf";
}

static void
fixture_clear(struct fixture *f)
{
	g_ptr_array_unref(f->evidence);
	g_ptr_array_unref(f->item.reasons);
	g_bytes_unref(f->attachment.bytes);
}

static GByteArray *
composed(const struct letter_order *l)
{
	GByteArray *out = g_byte_array_new();
	GError *error = NULL;

	if (!letter_order_compose(l, collect, out, &error))
		fail_msg("%s", error ? error->message : "no error");
	return out;
}

static struct message *
read_back(const GByteArray *letter)
{
	struct message *m = message_parse(letter->data, letter->len, &LIMITS_PRESET, NULL);

	if (!m) {
		fail_msg("the letter cannot be parsed");
		abort();
	}
	return m;
}

static char *
part_text(const struct message *m, guint n)
{
	g_autoptr(GBytes) b = NULL;
	struct part *p;

	assert_true(m->parts->len > n);
	p = g_ptr_array_index(m->parts, n);
	b = message_part_bytes(m, p, &LIMITS_PRESET, NULL);
	assert_non_null(b);
	return g_strndup(g_bytes_get_data(b, NULL), g_bytes_get_size(b));
}

/* Every line ends with CRLF, none is too long, and there is no NUL. */
static void
wire_is_clean(const GByteArray *b, gboolean bytes_allowed)
{
	gsize line = 0;

	for (guint i = 0; i < b->len; i++) {
		assert_true(b->data[i] != 0);
		if (b->data[i] == '\r') {
			assert_true(i + 1 < b->len && b->data[i + 1] == '\n');
			continue;
		}
		if (b->data[i] == '\n') {
			assert_true(i > 0 && b->data[i - 1] == '\r');
			line = 0;
			continue;
		}
		assert_true(bytes_allowed || b->data[i] < 0x80);
		assert_true(++line <= 998);
	}
}

static void
letter__says_what_was_found_where_and_how_sure(void **state)
{
	struct fixture f;
	g_autoptr(GByteArray) b = NULL;
	struct message *m;
	struct letter_text text_of = { NULL };
	g_autoptr(GString) eml = g_string_new(NULL);
	g_autofree char *plain = NULL, *html = NULL;

	(void)state;
	fixture_good(&f);
	b = composed(&f.letter);
	wire_is_clean(b, FALSE);
	m = read_back(b);
	assert_string_equal(m->envelope->subject, "[PO] Contoso GmbH 4500123456, EUR 112,000.00, Net 90");
	assert_string_equal(
	    ((struct address *)g_ptr_array_index(m->envelope->from, 0))->address, "purser@acme.example");
	assert_string_equal(
	    ((struct address *)g_ptr_array_index(m->envelope->reply_to, 0))->address, "dana@acme.example");
	assert_string_equal(
	    ((struct address *)g_ptr_array_index(m->envelope->to, 0))->address, "ar@acme.example");
	assert_string_equal(m->envelope->message_id, "purser.17.abc@acme.example");
	assert_string_equal(m->envelope->auto_submitted, "auto-generated");
	assert_string_equal(m->envelope->mark, "v1 17 0123456789abcdef");
	assert_int_equal(m->envelope->date, 1764064800);
	plain = part_text(m, 0);
	html = part_text(m, 1);
	assert_true(order_render(&f.letter, &text_of, NULL));
	letter_is_golden("order", &text_of);
	g_string_append_len(eml, (char *)b->data, b->len);
	letter_keep("order", eml);
	letter_text_clear(&text_of);
	assert_non_null(strstr(plain, "PO number  4500123456                (PO.pdf p.1, certain)"));
	assert_non_null(strstr(plain, "Amount     EUR 112,000.00            (the mail, likely)"));
	assert_non_null(strstr(plain, "Bill to    not stated"));
	assert_non_null(strstr(plain, "From       J. Weiss <j.weiss@contoso.example>"));
	assert_non_null(strstr(plain, "Sent on by dana@acme.example"));
	assert_non_null(strstr(plain, "Found in   mailbox dana, folder INBOX"));
	assert_non_null(strstr(plain, "the number, the total and the buyer are certain"));
	assert_non_null(strstr(plain, "Seen       3 times"));
	assert_non_null(strstr(html, "4500123456"));
	assert_non_null(strstr(html, "color-scheme"));
	assert_null(strstr(html, "<img"));
	assert_null(strstr(html, "http"));
	assert_non_null(g_strstr_len((char *)b->data, b->len, "X-Purser-PO-Number: 4500123456\r\n"));
	assert_non_null(g_strstr_len((char *)b->data, b->len, "X-Purser-Confidence: 0.97\r\n"));
	assert_non_null(g_strstr_len((char *)b->data, b->len, "X-Purser-Relation: new\r\n"));
	assert_non_null(g_strstr_len((char *)b->data, b->len, "X-Purser-Customer-Id: C-100\r\n"));
	message_free(m);
	fixture_clear(&f);
}

static void
letter__a_revision_and_a_provisional_customer_are_marked(void **state)
{
	struct fixture f;
	struct letter_text t = { NULL };
	const char *plain;

	(void)state;
	fixture_good(&f);
	f.item.relation = RELATION_REVISION;
	f.item.revision_of = 12;
	f.item.customer_provisional = TRUE;
	g_ptr_array_add(f.item.reasons, text("order.revision\ttotal 100.00 → 120.00"));
	assert_true(order_render(&f.letter, &t, NULL));
	plain = t.text;
	assert_non_null(strstr(plain, "revision of item 12"));
	assert_non_null(strstr(plain, "provisional"));
	assert_non_null(strstr(plain, "total 100.00 → 120.00"));
	assert_non_null(strstr(plain, "(revision)"));
	letter_text_clear(&t);
	fixture_clear(&f);
}

static const struct original_case {
	const char *what, *head, *unit;
	guint n;
	const char *tail;
	gsize tail_size;
	gboolean as_message;
} ORIGINALS[] = {
	{ "7-bit", "From: a@b\r\n\r\n", "text\r\n", 3, "", 0, TRUE },
	{ "8-bit", "From: a@b\r\n\r\n", "Gr\xc3\xbc\xdf\r\n", 3, "", 0, TRUE },
	{ "no final line end", "From: a@b\r\n\r\n", "text\r\n", 3, "end", 3, TRUE },
	{ "many blank lines at the end", "From: a@b\r\n\r\n", "\r\n", 9, "", 0, TRUE },
	{ "dots and From lines", "From: a@b\r\n\r\n", ".\r\n..\r\nFrom x\r\n", 3, "", 0, TRUE },
	{ "lines of 998", "From: a@b\r\n\r\n", "0123456789", 99, "01234567\r\n", 10, TRUE },
	{ "bare LF", "From: a@b\n\n", "text\n", 3, "", 0, FALSE },
	{ "one bare CR", "From: a@b\r\n\r\n", "text\r\n", 3, "a\rb\r\n", 5, FALSE },
	{ "a CR at the end", "From: a@b\r\n\r\n", "text\r\n", 3, "a\r", 2, FALSE },
	{ "NUL", "From: a@b\r\n\r\n", "text\r\n", 3, "a\0b\r\n", 5, FALSE },
	{ "lines of 2,000", "From: a@b\r\n\r\n", "0123456789", 200, "\r\n", 2, FALSE },
	{ "empty", "", "", 0, "", 0, TRUE },
	{ "a boundary of its own", "From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
	    "--x\r\n\r\n", 3, "--x--\r\n", 7, TRUE },
	{ "an open boundary", "From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", "--x\r\n\r\n",
	    3, "", 0, TRUE },
};

/* The bytes between the header of the last part and the closing boundary, as a mail program saves them. */
static GBytes *
last_part(const GByteArray *b, const char *type)
{
	g_autofree char *mark = g_strdup_printf("\r\nContent-Type: %s\r\n", type);
	const guint8 *at = NULL, *next = b->data, *end;
	g_autofree char *closing = NULL;
	const char *boundary;

	while ((next = memmem(next, (gsize)(b->data + b->len - next), mark, strlen(mark)))) {
		at = next++;
	}
	assert_non_null(at);
	for (boundary = (const char *)at; boundary[-1] != '\n'; boundary--)
		continue;
	closing = g_strdup_printf("\r\n%.*s--\r\n", (int)((const char *)at - boundary), boundary);
	at = memmem(at, (gsize)(b->data + b->len - at), "\r\n\r\n", 4);
	assert_non_null(at);
	at += 4;
	end = b->data + b->len - strlen(closing);
	assert_memory_equal(end, closing, strlen(closing));
	return g_bytes_new(at, (gsize)(end - at));
}

static void
letter__the_original_survives_byte_for_byte(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ORIGINALS); i++) {
		const struct original_case *c = &ORIGINALS[i];
		g_autoptr(GString) original = g_string_new(c->head);
		g_autoptr(GByteArray) b = NULL;
		g_autoptr(GBytes) back = NULL;
		g_autofree char *sent = NULL, *got = NULL;
		struct fixture f;

		for (guint n = 0; n < c->n; n++)
			g_string_append(original, c->unit);
		g_string_append_len(original, c->tail, (gssize)c->tail_size);
		fixture_good(&f);
		f.letter.original = (const guint8 *)original->str;
		f.letter.original_size = original->len;
		b = composed(&f.letter);
		wire_is_clean(b, TRUE);
		if (c->as_message) {
			back = last_part(b, "message/rfc822");
		} else {
			struct message *m = read_back(b);

			back = message_part_bytes(
			    m, g_ptr_array_index(m->parts, m->parts->len - 1), &LIMITS_PRESET, NULL);
			assert_string_equal(
			    ((struct part *)g_ptr_array_index(m->parts, m->parts->len - 1))->filename,
			    "original.eml");
			message_free(m);
		}
		sent = g_compute_checksum_for_string(G_CHECKSUM_SHA256, original->str, (gssize)original->len);
		got = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, back);
		if (strcmp(sent, got) != 0)
			fail_msg("%s: %zu bytes became %zu", c->what, original->len, g_bytes_get_size(back));
		fixture_clear(&f);
	}
}

/* The inner message as GMime, the mail library of the other side, writes it. */
static void
letter__gmime_gives_the_original_back(void **state)
{
	static const char original[] = "From: a@b.example\r\nSubject: =?utf-8?Q?x?=\r\nX-Odd:   spaced "
				       "\r\n\r\nGr\xc3\xbc\xc3\x9f\x65\r\n.\r\nend\r\n";
	struct fixture f;
	g_autoptr(GByteArray) b = NULL;
	GMimeStream *stream, *out = g_mime_stream_mem_new();
	GMimeParser *parser;
	GMimeMessage *m;
	GMimeObject *root, *last;
	GByteArray *got;
	GMimeFormatOptions *format = g_mime_format_options_new();

	(void)state;
	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	fixture_good(&f);
	f.letter.original = (const guint8 *)original;
	f.letter.original_size = sizeof original - 1;
	b = composed(&f.letter);
	stream = g_mime_stream_mem_new_with_buffer((const char *)b->data, b->len);
	parser = g_mime_parser_new_with_stream(stream);
	m = g_mime_parser_construct_message(parser, NULL);
	root = g_mime_message_get_mime_part(m);
	last = g_mime_multipart_get_part(
	    GMIME_MULTIPART(root), g_mime_multipart_get_count(GMIME_MULTIPART(root)) - 1);
	assert_true(GMIME_IS_MESSAGE_PART(last));
	g_mime_object_write_to_stream(
	    GMIME_OBJECT(g_mime_message_part_get_message(GMIME_MESSAGE_PART(last))), format, out);
	got = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	assert_int_equal(got->len, sizeof original - 1);
	assert_memory_equal(got->data, original, got->len);
	g_object_unref(m);
	g_object_unref(parser);
	g_object_unref(stream);
	g_object_unref(out);
	g_mime_format_options_free(format);
	fixture_clear(&f);
}

static void
no_trace_of(const char *haystack, const char *const *needles)
{
	for (; *needles; needles++)
		if (strstr(haystack, *needles))
			fail_msg("%s in %s", *needles, haystack);
}

static void
letter__hostile_values_in_every_field_do_nothing(void **state)
{
	static const char *const in_html[] = { "<script", "<img", "<a ", "onerror=alert(1)>",
		"</table><style>", NULL };
	static const char *const in_text[] = { "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\x8b", "\x1b", "\x07",
		"\x01", "\x7f", "\xe2\x80\xa8", NULL };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(HOSTILE); i++) {
		struct fixture f;
		g_autoptr(GByteArray) b = NULL;
		struct message *m;
		const char *head;
		g_autofree char *plain = NULL, *html = NULL, *pdf = NULL;

		fixture_set(&f, HOSTILE[i], "From: a@b\r\n\r\nx\r\n", 16);
		f.letter.ae = HOSTILE[i];
		f.letter.mark = HOSTILE[i];
		b = composed(&f.letter);
		wire_is_clean(b, FALSE);
		m = read_back(b);
		/* The shape is what it always is. */
		assert_int_equal(m->parts->len, 4);
		assert_int_equal(m->envelopes->len, 2);
		assert_int_equal(m->envelope->from->len, 1);
		assert_int_equal(m->envelope->to->len, 1);
		assert_int_equal(m->envelope->cc->len, 0);
		assert_int_equal(m->envelope->n_subject_fields, 1);
		assert_int_equal(m->envelope->reply_to->len, 0);
		/* In the header: a line of a body may begin anywhere, by its soft breaks. */
		head = memmem(b->data, b->len, "\r\n\r\n", 4);
		assert_non_null(head);
		assert_null(g_strstr_len((char *)b->data, head - (char *)b->data, "\r\nBcc:"));
		assert_null(g_strstr_len((char *)b->data, head - (char *)b->data, "\r\nX: y"));
		plain = part_text(m, 0);
		html = part_text(m, 1);
		pdf = part_text(m, 2);
		assert_string_equal(pdf, "%PDF-1.4 x");
		no_trace_of(html, in_html);
		no_trace_of(plain, in_text);
		no_trace_of(html, in_text);
		assert_true(g_utf8_validate(plain, -1, NULL) && g_utf8_validate(html, -1, NULL));
		{
			const struct part *p = g_ptr_array_index(m->parts, 2);

			assert_non_null(p->filename);
			assert_null(strpbrk(p->filename, "/\\\r\n\"<>"));
			assert_true(p->filename[0] != '.');
			assert_false(g_str_has_prefix(p->media_type, "multipart/"));
		}
		message_free(m);
		fixture_clear(&f);
	}
}

static void
letter__overlong_values_are_cut_everywhere(void **state)
{
	g_autofree char *word = g_strnfill(200000, 'x');
	g_autoptr(GString) wide = g_string_new(NULL);
	const char *values[2];

	(void)state;
	for (guint i = 0; i < 50000; i++)
		g_string_append(wide, "ä ");
	values[0] = word;
	values[1] = wide->str;
	for (guint i = 0; i < 2; i++) {
		struct fixture f;
		g_autoptr(GByteArray) b = NULL;

		fixture_set(&f, values[i], "From: a@b\r\n\r\nx\r\n", 16);
		for (guint k = 0; k < 1000; k++)
			g_ptr_array_add(f.item.reasons, text(values[i]));
		b = composed(&f.letter);
		wire_is_clean(b, FALSE);
		assert_true(b->len < 100000); /* mail readers clip at 102 kB */
		message_free(read_back(b));
		fixture_clear(&f);
	}
}

static void
letter__the_same_input_gives_the_same_bytes(void **state)
{
	struct fixture f;
	g_autoptr(GByteArray) a = NULL, b = NULL;

	(void)state;
	fixture_good(&f);
	a = composed(&f.letter);
	b = composed(&f.letter);
	assert_int_equal(a->len, b->len);
	assert_memory_equal(a->data, b->data, a->len);
	fixture_clear(&f);
}

static void
letter__an_original_that_holds_the_boundary_gets_another_one(void **state)
{
	struct fixture f;
	g_autoptr(GByteArray) a = NULL, b = NULL;
	struct message *m;

	(void)state;
	fixture_good(&f);
	a = composed(&f.letter);
	f.letter.original = a->data; /* our own letter, sent on */
	f.letter.original_size = a->len;
	b = composed(&f.letter);
	m = read_back(b);
	assert_int_equal(m->envelopes->len, 3);
	message_free(m);
	fixture_clear(&f);
}

static gboolean
sink_full(const void *bytes, gsize size, gpointer data, GError **error)
{
	gsize *left = data;

	(void)bytes;
	if (size > *left)
		return purser_fail(error, PURSER_RETRY, "full");
	*left -= size;
	return TRUE;
}

static void
letter__a_sink_that_fails_stops_the_writing_with_its_error(void **state)
{
	struct fixture f;

	(void)state;
	fixture_good(&f);
	for (gsize room = 0; room < 8000; room += 499) {
		gsize left = room;
		GError *error = NULL;

		if (!letter_order_compose(&f.letter, sink_full, &left, &error)) {
			assert_true(g_error_matches(error, PURSER_ERROR, PURSER_RETRY));
			g_clear_error(&error);
		}
	}
	fixture_clear(&f);
}

static void
letter__what_cannot_be_a_letter_is_refused(void **state)
{
	static const char *const ids[] = { "", "a b@c", "a@b\r\nX: y", "<a@b>", "ä@b" };
	struct fixture f;
	g_autoptr(GByteArray) out = g_byte_array_new();
	GError *error = NULL;

	(void)state;
	fixture_good(&f);
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
		f.letter.message_id = ids[i];
		assert_false(letter_order_compose(&f.letter, collect, out, &error));
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
		g_clear_error(&error);
	}
	f.letter.message_id = "a@b.example";
	f.letter.from = "no address";
	assert_false(letter_order_compose(&f.letter, collect, out, &error));
	g_clear_error(&error);
	f.letter.from = "purser@acme.example";
	f.item.order = NULL;
	assert_false(letter_order_compose(&f.letter, collect, out, &error));
	g_clear_error(&error);
	assert_int_equal(out->len, 0);
	fixture_clear(&f);
}

static void
letter__without_an_original_or_attachments_it_says_so(void **state)
{
	struct fixture f;
	g_autoptr(GByteArray) b = NULL;
	struct message *m;
	g_autofree char *plain = NULL;

	(void)state;
	fixture_good(&f);
	f.letter.original = NULL;
	f.letter.n_attachments = 0;
	b = composed(&f.letter);
	m = read_back(b);
	assert_int_equal(m->parts->len, 2);
	plain = part_text(m, 0);
	assert_non_null(strstr(plain, "not kept any more"));
	message_free(m);
	fixture_clear(&f);
}

static void
show__file_names_lose_their_path_and_keep_their_suffix(void **state)
{
	static const struct {
		const char *name, *shown;
	} cases[] = {
		{ "PO.pdf", "PO.pdf" },
		{ "../../x.pdf", "x.pdf" },
		{ "C:\\temp\\x.pdf", "x.pdf" },
		{ "dir/", "attachment" },
		{ "..", "attachment" },
		{ "", "attachment" },
		{ NULL, "attachment" },
		{ ".htaccess", "htaccess" },
		{ "a\"b<c>.pdf", "a_b_c_.pdf" },
		{ "Bestellung Ä.pdf", "Bestellung Ä.pdf" },
		{ "x\xe2\x80\xae"
		  "fdp.exe",
		    "xfdp.exe" },
	};
	g_autofree char *word = g_strnfill(500, 'x'), *name = g_strconcat(word, ".pdf", NULL),
			*cut = show_file_name(name);

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown = show_file_name(cases[i].name);

		assert_string_equal(shown, cases[i].shown);
	}
	assert_true(strlen(cut) <= 124);
	assert_true(g_str_has_suffix(cut, ".pdf"));
}

static void
show__amounts_are_grouped_only_when_they_are_numbers(void **state)
{
	static const struct {
		const char *total, *currency, *shown;
	} cases[] = {
		{ "112000.00", "EUR", "EUR 112,000.00" },
		{ "999", NULL, "999" },
		{ "1234567", "JPY", "JPY 1,234,567" },
		{ "-1500.5", "USD", "USD -1,500.5" },
		{ "about 5", "USD", "USD about 5" },
		{ "1.2.3", NULL, "1.2.3" },
		{ NULL, "EUR", NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct order o = { .value = { [ORDER_TOTAL] = text(cases[i].total),
				       [ORDER_CURRENCY] = text(cases[i].currency) } };
		g_autofree char *shown = show_amount(&o);

		if (cases[i].shown)
			assert_string_equal(shown, cases[i].shown);
		else
			assert_null(shown);
	}
}

static void
mark__is_read_back_and_nothing_else_is(void **state)
{
	static const char *const bad[] = { "", "v1", "v1 x abcdefgh", "v1 0 abcdefgh", "v1 -1 abcdefgh",
		"v2 1 abcdefgh", "v1 1 short", "v1 1 abcdefgh extra", "v1 1 abcdefgh\n",
		"v1 99999999999999999999 abcdefgh", "v1  1 abcdefgh", "v1 1  abcdefgh" };
	g_autofree char *mark = letter_mark(17, "0123456789abcdef"), *mac = NULL;
	gint64 id = 0;

	(void)state;
	assert_string_equal(mark, "v1 17 0123456789abcdef");
	assert_true(letter_mark_parse(mark, &id, &mac));
	assert_int_equal(id, 17);
	assert_string_equal(mac, "0123456789abcdef");
	assert_false(letter_mark_parse(NULL, &id, &mac));
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(letter_mark_parse(bad[i], &id, &mac));
}

static void
message_id__carries_the_item_and_the_domain(void **state)
{
	g_autofree char *a = letter_message_id("purser <purser@Acme.Example>", 17),
			*b = letter_message_id("purser@acme.example", 17);
	g_autofree char *c = letter_message_id("nonsense\r\n", 1);

	(void)state;
	assert_true(g_str_has_prefix(a, "purser.17."));
	assert_true(g_str_has_suffix(a, "@acme.example"));
	assert_string_not_equal(a, b);
	assert_true(g_str_has_suffix(c, "@purser.invalid"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letter__says_what_was_found_where_and_how_sure),
		cmocka_unit_test(letter__a_revision_and_a_provisional_customer_are_marked),
		cmocka_unit_test(letter__the_original_survives_byte_for_byte),
		cmocka_unit_test(letter__gmime_gives_the_original_back),
		cmocka_unit_test(letter__hostile_values_in_every_field_do_nothing),
		cmocka_unit_test(letter__overlong_values_are_cut_everywhere),
		cmocka_unit_test(letter__the_same_input_gives_the_same_bytes),
		cmocka_unit_test(letter__an_original_that_holds_the_boundary_gets_another_one),
		cmocka_unit_test(letter__a_sink_that_fails_stops_the_writing_with_its_error),
		cmocka_unit_test(letter__what_cannot_be_a_letter_is_refused),
		cmocka_unit_test(letter__without_an_original_or_attachments_it_says_so),
		cmocka_unit_test(show__file_names_lose_their_path_and_keep_their_suffix),
		cmocka_unit_test(show__amounts_are_grouped_only_when_they_are_numbers),
		cmocka_unit_test(mark__is_read_back_and_nothing_else_is),
		cmocka_unit_test(message_id__carries_the_item_and_the_domain),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
