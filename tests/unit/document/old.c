/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compound files, and Word's and Excel's binary documents in them. */
#include "purser/base.h"
#include "cfb.h"
#include "containers.h"

/* ---- compound files ---- */

static void
cfb__streams_are_found_by_name_in_their_storage(void **state)
{
	struct cfb_writer w;
	g_autoptr(GByteArray) bytes = NULL;
	g_autoptr(cfb_handle) c = NULL;
	g_autoptr(GBytes) stream = NULL;
	g_autoptr(GArray) children = NULL;
	gint64 storage;

	(void)state;
	cfb_begin(&w);
	cfb_put(&w, "One", "first", 5);
	cfb_enter(&w, "Box");
	cfb_put(&w, "One", "inner", 5);
	cfb_leave(&w);
	cfb_put(&w, "Two", "second", 6);
	bytes = cfb_end(&w);
	c = cfb_open(bytes->data, bytes->len);
	assert_non_null(c);
	children = cfb_children(c, CFB_ROOT);
	assert_int_equal(children->len, 3);
	storage = cfb_find(c, CFB_ROOT, "box");
	assert_true(storage > 0 && cfb_is_storage(c, (guint32)storage));
	stream = cfb_stream(c, (guint32)storage, "One");
	assert_int_equal(g_bytes_get_size(stream), 4096);
	assert_memory_equal(g_bytes_get_data(stream, NULL), "inner", 5);
	assert_int_equal(cfb_find(c, CFB_ROOT, "Three"), CFB_NONE);
}

static void
cfb__chains_and_trees_that_loop_come_to_an_end(void **state)
{
	struct cfb_writer w;
	g_autoptr(GByteArray) bytes = NULL;
	gsize table;

	(void)state;
	cfb_begin(&w);
	cfb_put(&w, "One", "first", 5);
	cfb_put(&w, "Two", "second", 6);
	bytes = cfb_end(&w);
	table = bytes->len - 512;
	for (guint32 value = 0; value < 24; value++) {
		g_autoptr(cfb_handle) c = NULL;
		g_autoptr(GByteArray) copy = g_byte_array_new();

		g_byte_array_append(copy, bytes->data, bytes->len);
		for (guint i = 0; i < 16; i++) /* each sector of the first streams leads to this one */
			set32(copy, table + 4 * i, value);
		for (guint32 entry = 1; entry < 3; entry++) {
			gsize at = 512 + 16 * 512 + 128 * (gsize)entry;

			set32(copy, at + 68, value % 4);
			set32(copy, at + 72, entry);
			set32(copy, at + 76, 0);
			set32(copy, at + 120, 0xfffffff0);
		}
		c = cfb_open(copy->data, copy->len);
		if (c) {
			g_autoptr(GArray) children = cfb_children(c, CFB_ROOT);

			assert_true(children->len <= 3);
			for (guint i = 0; i < children->len; i++) {
				gboolean whole;
				g_autoptr(GBytes) b =
				    cfb_read(c, g_array_index(children, guint32, i), &whole);

				assert_true(g_bytes_get_size(b) <= copy->len);
			}
		}
	}
}

static void
cfb__a_file_that_is_cut_off_or_empty_says_so(void **state)
{
	struct cfb_writer w;
	g_autoptr(GByteArray) bytes = NULL;

	(void)state;
	cfb_begin(&w);
	cfb_put(&w, "WordDocument", "first", 5);
	bytes = cfb_end(&w);
	for (gsize n = 0; n < bytes->len; n += 61) {
		struct document *d = read_bytes(bytes->data, n, NULL, NULL);

		check_document(d);
		document_free(d);
	}
}

/* ---- Word ---- */

#define TEXT_AT 1024

/* "A", a table of two cells, hidden text. Characters lie at TEXT_AT, properties in the pages behind. */
static GByteArray *
doc_sample(guint flags)
{
	static const char text[] = "Order\r\x13 PAGE \x14"
				   "7\x15\rItem\x07Price\x07\x07secret\rend\r";
	guint8 main[8 * 512] = { 0 }, table[256] = { 0 };
	struct cfb_writer w;
	GByteArray *m = g_byte_array_new(), *t = g_byte_array_new();
	guint32 n = sizeof text - 1, row = (guint32)(strstr(text, "\x07\x07") - text) + 1,
		cells = (guint32)(strstr(text, "Item") - text),
		hidden = (guint32)(strstr(text, "secret") - text);
	GByteArray *out;

	g_byte_array_append(m, main, sizeof main);
	g_byte_array_append(t, table, sizeof table);
	set16(m, 0, 0xa5ec);
	set16(m, 2, 0xc1);
	set16(m, 10, flags);
	set32(m, 0x1a2, 0); /* the piece table: one piece of one-byte characters */
	set32(m, 0x1a6, 21);
	t->data[0] = 2;
	set32(t, 1, 16);
	set32(t, 5, 0);
	set32(t, 9, n);
	set32(t, 15, TEXT_AT * 2 | 0x40000000);
	memcpy(m->data + TEXT_AT, text, n);
	/* paragraphs: two runs in a table, the second ends its row */
	set32(m, 0x102, 64);
	set32(m, 0x106, 12);
	set32(t, 64, TEXT_AT);
	set32(t, 68, TEXT_AT + n);
	set32(t, 72, 4);
	m->data[4 * 512 + 511] = 2;
	set32(m, 4 * 512 + 0, TEXT_AT + cells);
	set32(m, 4 * 512 + 4, TEXT_AT + row);
	set32(m, 4 * 512 + 8, TEXT_AT + row + 1);
	m->data[4 * 512 + 12] = 50;
	m->data[4 * 512 + 25] = 60;
	memcpy(m->data + 4 * 512 + 100, "\3\0\0\x16\x24\1", 6);
	memcpy(m->data + 4 * 512 + 120, "\0\4\0\0\x16\x24\1\x17\x24\1", 10);
	/* characters: one run is hidden */
	set32(m, 0xfa, 96);
	set32(m, 0xfe, 12);
	set32(t, 96, TEXT_AT);
	set32(t, 100, TEXT_AT + n);
	set32(t, 104, 5);
	m->data[5 * 512 + 511] = 1;
	set32(m, 5 * 512 + 0, TEXT_AT + hidden);
	set32(m, 5 * 512 + 4, TEXT_AT + hidden + 6);
	m->data[5 * 512 + 8] = 50;
	memcpy(m->data + 5 * 512 + 100, "\3\x3c\x08\1", 4);
	cfb_begin(&w);
	cfb_put(&w, "WordDocument", m->data, m->len);
	cfb_put(&w, "0Table", t->data, t->len);
	out = cfb_end(&w);
	g_byte_array_unref(m);
	g_byte_array_unref(t);
	return out;
}

static void
doc__text_fields_tables_and_hidden_text(void **state)
{
	g_autoptr(GByteArray) bytes = doc_sample(0);
	struct document *d = read_array(bytes, "a.doc", NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/msword");
	assert_plane(d, "Order\n7\nItem | Price\nend\n");
	assert_int_equal(d->n_hidden, 1);
	document_free(d);
}

/* its header names the other table */
static void
doc__without_its_table_is_damaged(void **state)
{
	g_autoptr(GByteArray) bytes = doc_sample(0x200);
	struct document *d = read_array(bytes, "a.doc", NULL);

	(void)state;
	check_document(d);
	assert_int_equal(d->read, READ_DAMAGED);
	document_free(d);
}

static void
doc__encrypted_is_told(void **state)
{
	g_autoptr(GByteArray) bytes = doc_sample(0x100);
	struct document *d = read_array(bytes, NULL, NULL);

	(void)state;
	check_document(d);
	assert_int_equal(d->read, READ_ENCRYPTED);
	document_free(d);
}

/* ---- Excel ---- */

static void
record(GByteArray *out, guint type, const void *bytes, gsize size)
{
	put16(out, type);
	put16(out, (guint)size);
	g_byte_array_append(out, bytes, (guint)size);
}

static GByteArray *
xls_sample(gboolean locked)
{
	GByteArray *b = g_byte_array_new(), *out;
	struct cfb_writer w;
	gsize sheet_at, hidden_at;

	record(b, 0x809, "\0\6\5\0\0\0\0\0", 8);
	if (locked)
		record(b, 0x2f, "\0\0", 2);
	record(b, 0x41e,
	    "\xa4\0\5\0\0"
	    "0.00x",
	    10);
	record(b, 0xe0, "\0\0\0\0", 4);
	record(b, 0xe0, "\0\0\x0e\0", 4);
	record(b, 0xe0, "\0\0\xa4\0", 4);
	sheet_at = b->len + 4;
	record(b, 0x85, "\0\0\0\0\0\0\1\0A", 9);
	hidden_at = b->len + 4;
	record(b, 0x85, "\0\0\0\0\1\0\1\0B", 9);
	/* two strings, the second cut between records, where it goes on in wide characters */
	record(b, 0xfc,
	    "\2\0\0\0\2\0\0\0\4\0\0"
	    "Date\6\0\0"
	    "Num",
	    21);
	record(b, 0x3c,
	    "\1"
	    "b\0e\0r\0",
	    7);
	record(b, 0x0a, "", 0);
	set32(b, sheet_at, b->len);
	record(b, 0x809, "\0\6\x10\0\0\0\0\0", 8);
	record(b, 0xfd, "\0\0\0\0\0\0\0\0\0\0", 10);                         /* A1: string 0 */
	record(b, 0x27e, "\0\0\1\0\1\0\xfe\xd0\2\0", 10);                    /* B1: a day */
	record(b, 0xfd, "\1\0\0\0\0\0\1\0\0\0", 10);                         /* A2: string 1 */
	record(b, 0xbd, "\1\0\1\0\2\0\x03\0\0\0\0\0\x06\0\0\0\2\0", 18);     /* B2 0, C2 1 */
	record(b, 0x06, "\2\0\0\0\0\0\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0", 20); /* A3: a formula's text */
	record(b, 0x207, "\2\0\0ok", 5);
	record(b, 0x205, "\2\0\1\0\0\0\1\0", 8);
	record(b, 0x208, "\3\0\0\0\0\0\0\0\0\0\0\0\x20\0\0\0", 16); /* row 4 is hidden */
	record(b, 0x204, "\3\0\0\0\0\0\2\0\0no", 11);
	record(b, 0x0a, "", 0);
	set32(b, hidden_at, b->len);
	record(b, 0x809, "\0\6\x10\0\0\0\0\0", 8);
	record(b, 0x204, "\0\0\0\0\0\0\2\0\0no", 11);
	record(b, 0x0a, "", 0);
	cfb_begin(&w);
	cfb_put(&w, "Workbook", b->data, b->len);
	out = cfb_end(&w);
	g_byte_array_unref(b);
	return out;
}

static void
xls__cells_are_a_grid(void **state)
{
	g_autoptr(GByteArray) bytes = xls_sample(FALSE);
	struct document *d = read_array(bytes, "a.xls", NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/vnd.ms-excel");
	assert_plane(d, "Date | 2026-05-01\nNumber | 0.00x | 1\nok | TRUE\n");
	assert_int_equal(d->n_hidden, 1);
	document_free(d);
}

static void
xls__encrypted_is_told(void **state)
{
	g_autoptr(GByteArray) bytes = xls_sample(TRUE);
	struct document *d = read_array(bytes, NULL, NULL);

	(void)state;
	check_document(d);
	assert_int_equal(d->read, READ_ENCRYPTED);
	document_free(d);
}

static void
old__changed_bytes_do_no_harm(void **state)
{
	g_autoptr(GByteArray) doc = doc_sample(0);
	g_autoptr(GByteArray) xls = xls_sample(FALSE);

	(void)state;
	mutate(doc, "a.doc", 10000);
	mutate(xls, "a.xls", 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cfb__streams_are_found_by_name_in_their_storage),
		cmocka_unit_test(cfb__chains_and_trees_that_loop_come_to_an_end),
		cmocka_unit_test(cfb__a_file_that_is_cut_off_or_empty_says_so),
		cmocka_unit_test(doc__text_fields_tables_and_hidden_text),
		cmocka_unit_test(doc__without_its_table_is_damaged),
		cmocka_unit_test(doc__encrypted_is_told),
		cmocka_unit_test(xls__cells_are_a_grid),
		cmocka_unit_test(xls__encrypted_is_told),
		cmocka_unit_test(old__changed_bytes_do_no_harm),
	};

	document_init();
	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
