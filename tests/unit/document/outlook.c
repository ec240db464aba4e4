/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are mail messages in another form: .msg, winmail.dat, signed mail. */
#include "cms.h"
#include "containers.h"

/* The message that a file is, parsed; the test fails where it is none. */
static struct message *
unwrap(GByteArray *file, gboolean same, GBytes **out_mail)
{
	g_autoptr(GBytes) b = g_bytes_new(file->data, file->len);
	gboolean is_same;
	struct message *m;
	gsize size;
	const guint8 *bytes;

	*out_mail = document_unwrap(b, &LIMITS_PRESET, &is_same);
	assert_non_null(*out_mail);
	assert_int_equal(is_same, same);
	bytes = g_bytes_get_data(*out_mail, &size);
	m = message_parse(bytes, size, &LIMITS_PRESET, NULL);
	assert_non_null(m);
	return m;
}

static char *
part_text(const struct message *m, guint index)
{
	g_autoptr(GBytes) bytes = NULL;
	gsize size;
	const void *data;

	assert_true(index < m->parts->len);
	bytes = message_part_bytes(m, m->parts->pdata[index], &LIMITS_PRESET, NULL);
	assert_non_null(bytes);
	data = g_bytes_get_data(bytes, &size);
	return g_strndup(data, size);
}

/* ---- .msg ---- */

static void
msg_text(struct cfb_writer *w, guint id, const char *ascii)
{
	g_autoptr(GByteArray) wide = g_byte_array_new();
	g_autofree char *name = g_strdup_printf("__substg1.0_%04X001F", id);

	put_wide(wide, ascii);
	cfb_put(w, name, wide->data, wide->len);
}

static void
msg_properties(struct cfb_writer *w)
{
	/* header; sent 2026-05-01 00:00:00 UTC as 100 ns since 1601; its subject's size, which is no subject */
	static const char fixed[] = "................................"
				    "\x40\0\x39\0\6\0\0\0\0\0\x13\x74\xfd\xd8\xdc\1"
				    "\x1f\0\x37\0\6\0\0\0\x0c\0\0\0\0\0\0\0";

	cfb_put(w, "__properties_version1.0", fixed, sizeof fixed - 1);
}

static GByteArray *
msg_sample(void)
{
	struct cfb_writer w;

	cfb_begin(&w);
	msg_properties(&w);
	msg_text(&w, 0x0037, "Order 4711\r\nBcc: evil@example.com");
	msg_text(&w, 0x0c1a, "Ann Buyer");
	msg_text(&w, 0x0c1f, "/o=EXCHANGE/cn=ann");
	msg_text(&w, 0x5d01, "ann@buyer.example");
	msg_text(&w, 0x1000, "Please see the order.");
	cfb_enter(&w, "__recip_version1.0_#00000000");
	msg_text(&w, 0x39fe, "ap@seller.example");
	cfb_leave(&w);
	cfb_enter(&w, "__attach_version1.0_#00000000");
	msg_text(&w, 0x3707, "po\r\nX: y.txt");
	cfb_put(&w, "__substg1.0_37010102", "PO Number: 4500012345", 21);
	cfb_leave(&w);
	cfb_enter(&w, "__attach_version1.0_#00000001");
	msg_text(&w, 0x3707, "Inner");
	cfb_enter(&w, "__substg1.0_3701000D");
	msg_properties(&w);
	msg_text(&w, 0x0037, "Inner subject");
	msg_text(&w, 0x007d,
	    "From: Bob <bob@buyer.example>\r\nContent-Type: text/evil\r\nX-A: 1\r\n 2\r\n\r\nno header");
	msg_text(&w, 0x1000, "Inner body");
	cfb_leave(&w);
	cfb_leave(&w);
	return cfb_end(&w);
}

static void
msg__becomes_a_mail_with_sender_date_body_and_attachments(void **state)
{
	g_autoptr(GByteArray) file = msg_sample();
	g_autoptr(GBytes) mail = NULL;
	struct message *m = unwrap(file, FALSE, &mail), *inner;
	const struct address *from = m->envelope->from->pdata[0], *to = m->envelope->to->pdata[0];
	g_autofree char *body = part_text(m, 0), *attachment = part_text(m, 1), *nested = part_text(m, 2);

	(void)state;
	assert_string_equal(from->address, "ann@buyer.example");
	assert_string_equal(from->name, "Ann Buyer");
	assert_string_equal(to->address, "ap@seller.example");
	assert_true(m->envelope->date == 1777593600);
	assert_true(g_str_has_prefix(m->envelope->subject, "Order 4711"));
	assert_string_equal(body, "Please see the order.");
	assert_true(g_str_has_prefix(attachment, "PO Number: 4500012345"));
	assert_int_equal(((struct part *)m->parts->pdata[0])->role, PART_BODY);
	assert_int_equal(((struct part *)m->parts->pdata[1])->role, PART_ATTACHMENT);
	assert_null(strstr(((struct part *)m->parts->pdata[1])->filename, "\n"));
	assert_int_equal(m->parts->len, 3);
	assert_string_equal(((struct part *)m->parts->pdata[2])->filename, "Inner.eml");
	inner = message_parse((const guint8 *)nested, strlen(nested), &LIMITS_PRESET, NULL);
	assert_non_null(inner);
	assert_string_equal(
	    ((struct address *)inner->envelope->from->pdata[0])->address, "bob@buyer.example");
	assert_string_equal(inner->envelope->subject, "Inner subject");
	message_free(inner);
	message_free(m);
}

/* Messages in messages, deeper than anybody writes them. */
static void
msg__nesting_ends(void **state)
{
	struct cfb_writer w;
	g_autoptr(GByteArray) file = NULL;
	g_autoptr(GBytes) mail = NULL;

	(void)state;
	cfb_begin(&w);
	msg_properties(&w);
	for (guint i = 0; i < 7; i++) {
		cfb_enter(&w, "__attach_version1.0_#00000000");
		cfb_enter(&w, "__substg1.0_3701000D");
		msg_properties(&w);
	}
	file = cfb_end(&w);
	message_free(unwrap(file, FALSE, &mail));
}

/* ---- winmail.dat ---- */

static void
attribute(GByteArray *out, guint8 level, guint32 id, const void *bytes, gsize size)
{
	guint sum = 0;

	g_byte_array_append(out, &level, 1);
	put32(out, id);
	put32(out, (guint32)size);
	g_byte_array_append(out, bytes, (guint)size);
	for (gsize i = 0; i < size; i++)
		sum += ((const guint8 *)bytes)[i];
	put16(out, sum);
}

static GByteArray *
tnef_sample(void)
{
	GByteArray *out = g_byte_array_new(), *p = g_byte_array_new();
	static const char rtf[] = "{\\rtf1 The order is {\\b 4711}}";

	put32(out, 0x223e9f78);
	put16(out, 1);
	attribute(out, 1, 0x00069007, "\xe4\4\0\0\0\0\0\0", 8);
	attribute(out, 1, 0x00018004, "Bestellung f\xfcr M\xfcller", 22);
	/* properties: a named one, a list of numbers, compressed RTF */
	put32(p, 3);
	put32(p, 0x8001001e);
	put_text(p, "0123456789abcdef");
	put32(p, 1);
	put32(p, 6);
	put_wide(p, "abc");
	put16(p, 0);
	put32(p, 1);
	put32(p, 5);
	put_text(p, "value");
	put_text(p, "...");
	put32(p, 0x00171003);
	put32(p, 2);
	put32(p, 1);
	put32(p, 2);
	put32(p, 0x10090102);
	put32(p, 1);
	put32(p, 16 + sizeof rtf - 1);
	put32(p, 12 + sizeof rtf - 1);
	put32(p, sizeof rtf - 1);
	put_text(p, "MELA....");
	put_text(p, rtf);
	attribute(out, 1, 0x00069003, p->data, p->len);
	g_byte_array_unref(p);
	attribute(out, 2, 0x00069002, "\1\0", 2);
	attribute(out, 2, 0x00018010, "po.txt", 7);
	attribute(out, 2, 0x0006800f, "PO Number: 4500012345", 21);
	return out;
}

static void
tnef__body_and_attachments_belong_to_the_message_around(void **state)
{
	g_autoptr(GByteArray) file = tnef_sample();
	g_autoptr(GBytes) mail = NULL;
	struct message *m = unwrap(file, TRUE, &mail);
	g_autofree char *body = part_text(m, 0), *attachment = part_text(m, 1);

	(void)state;
	assert_string_equal(m->envelope->subject, "Bestellung f\xc3\xbcr M\xc3\xbcller");
	assert_string_equal(((struct part *)m->parts->pdata[0])->media_type, "text/html");
	assert_non_null(strstr(body, "The order is"));
	assert_non_null(strstr(body, "4711"));
	assert_string_equal(((struct part *)m->parts->pdata[1])->filename, "po.txt");
	assert_string_equal(attachment, "PO Number: 4500012345");
	message_free(m);
}

static void
tnef__what_is_cut_off_is_read_as_far_as_it_goes(void **state)
{
	g_autoptr(GByteArray) file = tnef_sample();

	(void)state;
	for (guint n = 0; n < file->len; n++) {
		g_autoptr(GBytes) b = g_bytes_new(file->data, n);
		gboolean same;
		GBytes *mail = document_unwrap(b, &LIMITS_PRESET, &same);

		if (mail)
			g_bytes_unref(mail);
	}
}

/* ---- signed ---- */

#define MIME "Content-Type: text/plain\r\n\r\nPO 4711"

/* SignedData with this content, lengths told; parts: indefinite lengths, and the content in two pieces. */
static GByteArray *
signed_sample(const char *content, gboolean parts)
{
	GByteArray *out = g_byte_array_new();
	guint8 n = (guint8)strlen(content), half = n / 2;
	static const char signed_oid[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
			  data_oid[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
	guint8 one[2] = { 0x30, (guint8)(31 + n) }, two[2] = { 0xa0, (guint8)(18 + n) },
	       three[2] = { 0x30, (guint8)(16 + n) };

	if (parts) {
		g_byte_array_append(out, (const guint8 *)"\x30\x80", 2);
		g_byte_array_append(out, (const guint8 *)signed_oid, 11);
		g_byte_array_append(
		    out, (const guint8 *)"\xa0\x80\x30\x80\x02\x01\x01\x31\x80\x30\x00\x00\x00\x30\x80", 15);
		g_byte_array_append(out, (const guint8 *)data_oid, 11);
		g_byte_array_append(out, (const guint8 *)"\xa0\x80\x24\x80\x04", 5);
		g_byte_array_append(out, &half, 1);
		g_byte_array_append(out, (const guint8 *)content, half);
		n = (guint8)(n - half);
		g_byte_array_append(out, (const guint8 *)"\x04", 1);
		g_byte_array_append(out, &n, 1);
		g_byte_array_append(out, (const guint8 *)content + half, n);
		g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\0\0\0\0\0\0", 12);
		return out;
	}
	one[1] = (guint8)(11 + 2 + 2 + 3 + 2 + 2 + 11 + 2 + 2 + n);
	two[1] = (guint8)(2 + 3 + 2 + 2 + 11 + 2 + 2 + n);
	g_byte_array_append(out, one, 2);
	g_byte_array_append(out, (const guint8 *)signed_oid, 11);
	g_byte_array_append(out, two, 2);
	three[1] = (guint8)(two[1] - 2);
	g_byte_array_append(out, three, 2);
	g_byte_array_append(out, (const guint8 *)"\x02\x01\x01\x31\x00", 5);
	three[1] = (guint8)(11 + 2 + 2 + n);
	g_byte_array_append(out, three, 2);
	g_byte_array_append(out, (const guint8 *)data_oid, 11);
	two[1] = (guint8)(2 + n);
	g_byte_array_append(out, two, 2);
	g_byte_array_append(out, (const guint8 *)"\x04", 1);
	g_byte_array_append(out, &n, 1);
	put_text(out, content);
	return out;
}

static void
signed__mail_is_taken_out_of_its_signature(void **state)
{
	(void)state;
	for (guint parts = 0; parts < 2; parts++) {
		g_autoptr(GByteArray) file = signed_sample(MIME, parts);
		g_autoptr(GBytes) mail = NULL;
		struct message *m = unwrap(file, TRUE, &mail);
		g_autofree char *body = part_text(m, 0);

		assert_string_equal(body, "PO 4711");
		message_free(m);
	}
}

static void
signed__a_file_is_an_inner_document(void **state)
{
	g_autoptr(GByteArray) file = signed_sample("number;total\n4711;5.00\n", TRUE);
	struct document *d = read_array(file, "order.csv.p7m", NULL);
	const struct inner_document *inner;

	(void)state;
	check_document(d);
	assert_int_equal(d->inner->len, 1);
	inner = d->inner->pdata[0];
	assert_string_equal(inner->filename, "order.csv");
	assert_int_equal(g_bytes_get_size(inner->bytes), 23);
	document_free(d);
}

static void
signed__lengths_that_lie_and_deep_nesting_end(void **state)
{
	GByteArray *deep = g_byte_array_new();

	(void)state;
	g_byte_array_append(deep,
	    (const guint8
		    *)"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80\x02\x01\x01",
	    20);
	for (guint i = 0; i < 500000; i++)
		g_byte_array_append(deep, (const guint8 *)"\x31\x80", 2);
	document_free(read_array(deep, NULL, NULL));
	g_byte_array_unref(deep);
}

static void
mutate_wrapped(GByteArray *sample, guint rounds)
{
	g_autoptr(GRand) chance = g_rand_new_with_seed(11);

	for (guint i = 0; i < rounds; i++) {
		g_autofree guint8 *copy = g_memdup2(sample->data, sample->len);
		gsize size = i % 5 ? sample->len : (gsize)g_rand_int_range(chance, 1, (gint)sample->len);
		g_autoptr(GBytes) bytes = NULL;
		GBytes *mail;
		gboolean same;

		for (guint k = 0; k < 1 + i % 6; k++)
			copy[g_rand_int_range(chance, 0, (gint)size)] =
			    (guint8)g_rand_int_range(chance, 0, 256);
		bytes = g_bytes_new(copy, size);
		mail = document_unwrap(bytes, &LIMITS_PRESET, &same);
		if (mail) {
			gsize n;
			const guint8 *p = g_bytes_get_data(mail, &n);
			struct message *m = message_parse(p, n, &LIMITS_PRESET, NULL);

			if (m)
				message_free(m);
			g_bytes_unref(mail);
		}
	}
}

static void
outlook__changed_bytes_do_no_harm(void **state)
{
	g_autoptr(GByteArray) msg = msg_sample();
	g_autoptr(GByteArray) tnef = tnef_sample();
	g_autoptr(GByteArray) cms = signed_sample(MIME, TRUE);

	(void)state;
	mutate_wrapped(msg, 1000);
	mutate_wrapped(tnef, 5000);
	mutate_wrapped(cms, 5000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(msg__becomes_a_mail_with_sender_date_body_and_attachments),
		cmocka_unit_test(msg__nesting_ends),
		cmocka_unit_test(tnef__body_and_attachments_belong_to_the_message_around),
		cmocka_unit_test(tnef__what_is_cut_off_is_read_as_far_as_it_goes),
		cmocka_unit_test(signed__mail_is_taken_out_of_its_signature),
		cmocka_unit_test(signed__a_file_is_an_inner_document),
		cmocka_unit_test(signed__lengths_that_lie_and_deep_nesting_end),
		cmocka_unit_test(outlook__changed_bytes_do_no_harm),
	};

	document_init();
	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
