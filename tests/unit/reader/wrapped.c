/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail in files, files in files: each leaf is found, has its path, and comes out again by it. */
#include "examine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct reader_context context;

/* winmail.dat with the attachment po.txt, "PO Number: 4500012345\n". */
#define WINMAIL \
	"eJ8+IgEAAgKQBgACAAAAAQABAAIQgAEABwAAAHBvLnR4dABtAgIPgAYAFgAAAFBPIE51bWJlcjogNDUwMDAxMjM0NQqEBQ=="

/* An archive, stored: notes/po.txt, "PO Number: 4500012345\n". */
static char *
archive(void)
{
	static const char name[] = "notes/po.txt", text[] = "PO Number: 4500012345\n";
	g_autoptr(GByteArray) out = g_byte_array_new();
	/* version, flags, method, time, date, crc, sizes, lengths of name and extra */
	static const guint8 common[] = { 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0x70, 0x8c, 0x43, 0x9f, 22, 0, 0,
		0, 22, 0, 0, 0, 12, 0, 0, 0 };
	guint32 at;
	guint8 end[22] = { 'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 58 };

	g_byte_array_append(out, (const guint8 *)"PK\3\4", 4);
	g_byte_array_append(out, common, sizeof common);
	g_byte_array_append(out, (const guint8 *)name, 12);
	g_byte_array_append(out, (const guint8 *)text, 22);
	at = out->len;
	g_byte_array_append(out, (const guint8 *)"PK\1\2\24\0", 6);
	g_byte_array_append(out, common, sizeof common);
	g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 14);
	g_byte_array_append(out, (const guint8 *)name, 12);
	end[16] = (guint8)at;
	g_byte_array_append(out, end, sizeof end);
	return g_base64_encode(out->data, out->len);
}

#define HEAD "From: Jane Doe <jane@example.org>\nTo: po@example.com\nSubject: An order\nMIME-Version: 1.0\n"

static char *
mail_with(const char *media_type, const char *filename, const char *base64)
{
	return g_strdup_printf(HEAD
	    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease see "
	    "attached.\n--b\nContent-Type: %s; name=\"%s\"\nContent-Transfer-Encoding: base64\n\n%s\n--b--\n",
	    media_type, filename, base64);
}

static void
assert_leaf(const char *mail, guint index, const char *part, const char *filename)
{
	struct report *r = report_new();
	const struct report_document *d;

	reader_examine((const guint8 *)mail, strlen(mail), NULL, &context, r);
	assert_null(r->error);
	assert_true(index < r->documents->len);
	d = r->documents->pdata[index];
	assert_string_equal(d->part, part);
	assert_string_equal(d->filename, filename);
	assert_string_equal(d->read, "text");
	assert_string_equal(r->origin.address, "jane@example.org");
	report_free(r);
}

static void
assert_extract(const char *mail, const char *part, const char *wanted)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes =
	    examine_extract((const guint8 *)mail, strlen(mail), NULL, part, &context, &error);

	assert_null(error);
	assert_int_equal(g_bytes_get_size(bytes), strlen(wanted));
	assert_memory_equal(g_bytes_get_data(bytes, NULL), wanted, strlen(wanted));
}

static void
wrapped__an_attachment_in_winmail_dat_is_the_senders(void **state G_GNUC_UNUSED)
{
	g_autofree char *mail = mail_with("application/ms-tnef", "winmail.dat", WINMAIL);

	assert_leaf(mail, 1, "2/1", "po.txt");
	assert_extract(mail, "2/1", "PO Number: 4500012345\n");
}

static void
wrapped__a_file_in_an_archive_is_read(void **state G_GNUC_UNUSED)
{
	g_autofree char *zip = archive();
	g_autofree char *mail = mail_with("application/zip", "order.zip", zip);

	assert_leaf(mail, 2, "2/1", "notes/po.txt");
	assert_extract(mail, "2/1", "PO Number: 4500012345\n");
}

static void
wrapped__a_bare_winmail_dat_is_a_message(void **state G_GNUC_UNUSED)
{
	gsize size;
	g_autofree guint8 *bytes = g_base64_decode(WINMAIL, &size);
	struct report *r = report_new();
	const struct report_document *d;

	reader_examine(bytes, size, "winmail.dat", &context, r);
	assert_null(r->error);
	assert_int_equal(r->documents->len, 1);
	d = r->documents->pdata[0];
	assert_string_equal(d->part, "1");
	assert_string_equal(d->filename, "po.txt");
	report_free(r);
}

static void
wrapped__signed_mail_is_the_senders(void **state G_GNUC_UNUSED)
{
	static const guint8 head[] = { 0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 2, 0xa0,
		0x80, 0x30, 0x80, 2, 1, 1, 0x31, 0, 0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7,
		1, 0xa0, 0x80, 4, 53 };
	static const char content[] = "Content-Type: text/plain\r\n\r\nPO Number: 4500012345\r\n..";
	g_autoptr(GByteArray) file = g_byte_array_new();
	g_autofree char *base64 = NULL;
	g_autofree char *mail = NULL;

	g_byte_array_append(file, head, sizeof head);
	g_byte_array_append(file, (const guint8 *)content, sizeof content - 1);
	base64 = g_base64_encode(file->data, file->len);
	mail = g_strdup_printf(HEAD
	    "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
	    "Content-Transfer-Encoding: base64\n\n%s\n",
	    base64);
	assert_extract(mail, "1/1", "PO Number: 4500012345\r\n..");
}

/* An archive that holds itself would never end. */
static void
wrapped__archives_in_archives_end_at_the_limit(void **state G_GNUC_UNUSED)
{
	struct reader_context strict = context;
	g_autofree char *zip = archive();
	g_autofree char *mail = mail_with("application/zip", "order.zip", zip);
	struct report *r = report_new();

	strict.limits.archive_depth = 0;
	reader_examine((const guint8 *)mail, strlen(mail), NULL, &strict, r);
	assert_null(r->error);
	assert_int_equal(r->documents->len, 2);
	assert_true(r->warnings->len > 0);
	report_free(r);
}

static int
prepare(void **state G_GNUC_UNUSED)
{
	message_init();
	document_init();
	context.limits = LIMITS_PRESET;
	context.today = (struct day){ 2026, 5, 1 };
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapped__an_attachment_in_winmail_dat_is_the_senders),
		cmocka_unit_test(wrapped__a_file_in_an_archive_is_read),
		cmocka_unit_test(wrapped__a_bare_winmail_dat_is_a_message),
		cmocka_unit_test(wrapped__signed_mail_is_the_senders),
		cmocka_unit_test(wrapped__archives_in_archives_end_at_the_limit),
	};

	return cmocka_run_group_tests(tests, prepare, NULL);
}
