/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: their files, and what is made to hurt. */
#include "containers.h"

#include <zip.h>

static const struct inner_document *
inner(const struct document *d, guint index)
{
	assert_true(index < d->inner->len);
	return d->inner->pdata[index];
}

static void
zip__files_are_documents_of_their_own_and_folders_are_none(void **state)
{
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;

	(void)state;
	zip_begin(&z);
	zip_text(&z, "orders/", "");
	zip_text(&z, "orders/po.txt", "PO Number: 4500012345");
	zip_text(&z, "__MACOSX/orders/._po.txt", "junk");
	zip_text(&z, "../../etc/passwd", "x");
	bytes = zip_end(&z);
	d = read_array(bytes, "a.zip", NULL);
	check_document(d);
	assert_string_equal(d->media_type, "application/zip");
	assert_int_equal(d->read, READ_STRUCTURED);
	assert_int_equal(d->inner->len, 2);
	assert_string_equal(inner(d, 0)->filename, "orders/po.txt");
	assert_int_equal(g_bytes_get_size(inner(d, 0)->bytes), 21);
	assert_true(d->complex_format);
	document_free(d);
}

static void
zip__encrypted_entries_are_told_and_the_others_read(void **state)
{
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;

	(void)state;
	zip_begin(&z);
	z.flags = 1;
	zip_text(&z, "secret.txt", "0123456789abcdef");
	zip_text(&z, "plain.txt", "PO Number: 4500012345");
	bytes = zip_end(&z);
	d = read_array(bytes, NULL, NULL);
	check_document(d);
	assert_int_equal(d->read, READ_ENCRYPTED);
	assert_int_equal(d->inner->len, 1);
	assert_string_equal(inner(d, 0)->filename, "plain.txt");
	document_free(d);
}

static void
zip__a_name_that_differs_from_the_directorys_is_refused(void **state)
{
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;

	(void)state;
	zip_begin(&z);
	z.local_name = "bill.txt";
	zip_text(&z, "safe.txt", "hello");
	bytes = zip_end(&z);
	d = read_array(bytes, NULL, NULL);
	check_document(d);
	assert_int_equal(d->read, READ_DAMAGED);
	assert_int_equal(d->inner->len, 0);
	document_free(d);
}

/* Many entries of a directory point at one content. */
static void
zip__entries_that_overlap_are_refused(void **state)
{
	g_autofree char *content = g_strnfill(5000, 'x');
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;
	guint size;

	(void)state;
	zip_begin(&z);
	zip_text(&z, "a.txt", content);
	size = z.directory->len;
	for (guint i = 0; i < 100; i++) {
		g_autofree guint8 *copy = g_memdup2(z.directory->data, size);

		g_byte_array_append(z.directory, copy, size);
		z.n++;
	}
	bytes = zip_end(&z);
	d = read_array(bytes, NULL, NULL);
	check_document(d);
	assert_int_equal(d->read, READ_DAMAGED);
	assert_int_equal(d->inner->len, 0);
	document_free(d);
}

static void
zip__files_beyond_the_number_allowed_are_not_read(void **state)
{
	struct limits limits = LIMITS_PRESET;
	struct zip_writer z;
	g_autoptr(GByteArray) bytes = NULL;
	struct document *d;

	(void)state;
	limits.archive_entries = 10;
	zip_begin(&z);
	for (guint i = 0; i < 2000; i++) {
		g_autofree char *name = g_strdup_printf("f%u.txt", i);

		zip_text(&z, name, "x");
	}
	bytes = zip_end(&z);
	d = read_array(bytes, NULL, &limits);
	check_document(d);
	assert_int_equal(d->inner->len, 10);
	assert_true(d->truncated);
	assert_non_null(strstr(d->why, "1990 beyond"));
	document_free(d);
}

static void
zip__more_than_65535_files_are_refused_before_they_are_listed(void **state)
{
	GString *s = g_string_new("PK\3\4");
	struct document *d;

	(void)state;
	for (guint i = 0; i < 100000; i++)
		g_string_append(s, "PK\1\2..........................................");
	g_string_append_len(s, "PK\5\6\0\0\0\0\xff\xff\xff\xff\0\0\0\0\4\0\0\0\0\0", 22);
	d = read_bytes(s->str, s->len, NULL, NULL);
	check_document(d);
	assert_int_equal(d->read, READ_SKIPPED);
	document_free(d);
	g_string_free(s, TRUE);
}

/* Written by libzip, for it must be packed. */
static GByteArray *
packed(const char *name, const void *bytes, gsize size)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	GByteArray *out = g_byte_array_new();
	zip_stat_t stat;

	zip_source_keep(source);
	assert_true(zip_file_add(z, name, zip_source_buffer(z, bytes, size, 0), 0) >= 0);
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_stat(source, &stat), 0);
	assert_int_equal(zip_source_open(source), 0);
	g_byte_array_set_size(out, (guint)stat.size);
	assert_int_equal(zip_source_read(source, out->data, stat.size), (zip_int64_t)stat.size);
	zip_source_close(source);
	zip_source_free(source);
	return out;
}

static void
zip__a_bomb_is_not_unpacked(void **state)
{
	g_autofree guint8 *zeros = g_malloc0(M(20));
	g_autoptr(GByteArray) bytes = packed("zeros.txt", zeros, M(20));
	struct limits limits = LIMITS_PRESET;
	struct document *d = read_array(bytes, NULL, NULL);

	(void)state;
	assert_true(bytes->len < 40000);
	check_document(d);
	assert_int_equal(d->inner->len, 0);
	assert_true(d->truncated);
	assert_int_equal(d->read, READ_SKIPPED);
	document_free(d);
	/* where the ratio is allowed, the bytes are not */
	limits.archive_ratio = 2000;
	limits.part_size = M(10);
	d = read_array(bytes, NULL, &limits);
	check_document(d);
	assert_int_equal(d->inner->len, 0);
	document_free(d);
}

/* The directory says less than there is. */
static void
zip__a_size_that_lies_is_no_way_around_the_limit(void **state)
{
	g_autofree guint8 *zeros = g_malloc0(M(20));
	g_autoptr(GByteArray) bytes = packed("zeros.txt", zeros, M(20));
	struct document *d;

	(void)state;
	for (guint i = 0; i + 4 < bytes->len; i++)
		if (memcmp(bytes->data + i, "PK\1\2", 4) == 0)
			set32(bytes, i + 24, 100);
		else if (memcmp(bytes->data + i, "PK\3\4", 4) == 0)
			set32(bytes, i + 22, 100);
	d = read_array(bytes, NULL, NULL);
	check_document(d);
	for (guint i = 0; i < d->inner->len; i++)
		assert_true(g_bytes_get_size(inner(d, i)->bytes) <= M(1));
	document_free(d);
}

static void
zip__changed_bytes_do_no_harm(void **state)
{
	struct zip_writer z;
	g_autoptr(GByteArray) stored = NULL,
			      deflated = packed("a.txt", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 36);

	(void)state;
	zip_begin(&z);
	zip_text(&z, "a.txt", "PO Number: 4500012345");
	zip_text(&z, "b/c.xml", "<a/>");
	stored = zip_end(&z);
	mutate(stored, "a.zip", 3000);
	mutate(deflated, "a.zip", 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zip__files_are_documents_of_their_own_and_folders_are_none),
		cmocka_unit_test(zip__encrypted_entries_are_told_and_the_others_read),
		cmocka_unit_test(zip__a_name_that_differs_from_the_directorys_is_refused),
		cmocka_unit_test(zip__entries_that_overlap_are_refused),
		cmocka_unit_test(zip__files_beyond_the_number_allowed_are_not_read),
		cmocka_unit_test(zip__more_than_65535_files_are_refused_before_they_are_listed),
		cmocka_unit_test(zip__a_bomb_is_not_unpacked),
		cmocka_unit_test(zip__a_size_that_lies_is_no_way_around_the_limit),
		cmocka_unit_test(zip__changed_bytes_do_no_harm),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
